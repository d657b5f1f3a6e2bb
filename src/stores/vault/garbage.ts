/**
 * Removes what nobody refers to and what is old enough that nobody can still be writing it: side files that
 * a crash left behind, and finished blobs that no entry names. Which blobs are named only the caller knows.
 */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeSideFile } from './blobs.ts';
import { namesIn } from './files.ts';
import type { Vault } from './vault.ts';

/** Younger leftovers may belong to work that is under way. */
export const OLD_ENOUGH_MS = 24 * 60 * 60 * 1000;

/** Counts of what was removed. */
export interface Removed {
  readonly files: number;
  readonly blobs: number;
}

/**
 * Collects garbage of an open vault. `isReferenced` answers for every finished blob; when in doubt it must
 * say yes. `now` is in milliseconds since 1970.
 */
export async function collectGarbage(
  vault: Vault,
  isReferenced: (blobId: string) => boolean,
  now: number = Date.now(),
): Promise<Removed> {
  const limit = now - OLD_ENOUGH_MS;
  const idle = vault.blobsMadeBefore(new Date(limit).toISOString()).filter((blobId) => !isReferenced(blobId));
  for (const blobId of idle) await vault.store.blobErase(blobId);
  const { blobs } = vault.paths;
  let files = 0;
  for (const name of namesIn(blobs)) {
    const path = join(blobs, name);
    if (statSync(path).mtimeMs >= limit || (await vault.store.blobFacts(name)) !== null) continue;
    if (statSync(path).size > 0) removeSideFile(path);
    else rmSync(path, { force: true });
    files += 1;
  }
  return { files, blobs: idle.length };
}

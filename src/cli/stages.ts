/**
 * A folder in which a long linkage keeps its stages. Each is one file, written under another name first and with a digest
 * at its end, so that a run that is killed leaves nothing that could be taken for a whole stage. The files hold numbers
 * and no word of a list; how often a number stands in them still tells something, so the folder is closed to others.
 */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DIGEST_BYTES, Fault, sameBytes, sha256 } from '#ground';
import type { StageKeeper } from '#workspace/lists';

async function written(path: string, bytes: Uint8Array): Promise<void> {
  const making = `${path}.${process.pid}.part`;
  try {
    const file = await open(making, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.writeFile(sha256(bytes));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(making, path);
  } catch (cause) {
    await rm(making, { force: true });
    throw new Fault('usage-wrong', 'a stage cannot be written into the folder that --stages names', {
      cause,
    });
  }
}

/** Stages in this folder, which is made if it is not there. A file that is not whole counts as not there. */
export async function stageFolder(folder: string): Promise<StageKeeper> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new Fault('usage-wrong', 'the folder that --stages names cannot be made', { cause });
  }
  const pathOf = (name: string): string => join(folder, `${name}.stage`);
  return {
    async read(name) {
      let bytes: Uint8Array;
      try {
        bytes = await readFile(pathOf(name));
      } catch {
        return null;
      }
      const body = bytes.subarray(0, Math.max(0, bytes.length - DIGEST_BYTES));
      return sameBytes(sha256(body), bytes.subarray(body.length)) ? body : null;
    },
    write: (name, bytes) => written(pathOf(name), bytes),
  };
}

/**
 * Backup and restore of a vault folder. A copy gets its final name only after it was opened with the same
 * key, every page, key slot and blob in it was read, and the ledger's own check agreed. Nothing is ever
 * overwritten. A backup is a vault folder like any other; the passphrase of its day opens it.
 */
import { chmodSync, copyFileSync, existsSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Fault } from '#ground';
import type { LedgerStore, StorePart } from '#ledger';
import { PART } from './blobs.ts';
import {
  makePrivateFolder,
  namesIn,
  onDisk,
  pathBeside,
  renameDurably,
  syncFile,
  syncFolder,
  vaultPaths,
} from './files.ts';
import type { VaultPaths } from './files.ts';
import { openVault } from './open.ts';
import type { Unlock } from './open.ts';
import type { Vault } from './vault.ts';

/**
 * What the caller checks of the copy beyond the store: the ledger's chain, tree and checkpoints. `copy` is the
 * open vault of the copy, for its keys.
 */
export type CheckLedger = (
  store: LedgerStore,
  copy: Vault,
) => Promise<readonly { ok: boolean; says: string }[]>;

export interface CopyReport {
  readonly workspaceId: string;
  /** Entries in the copy. */
  readonly entries: number;
  readonly parts: readonly StorePart[];
}

/**
 * Copies an open vault to a new folder. Entries appended meanwhile may be missing, those acknowledged before
 * the call are there. Throws Fault: vault-exists, disk-full, backup-refused (the copy is then removed).
 */
export async function backupVault(vault: Vault, to: string, checkLedger: CheckLedger): Promise<CopyReport> {
  return intoPlace(to, async (making) => {
    makePrivateFolder(making.blobs);
    await vault.copyDatabase(making.database);
    takeFile(vault.paths.keys, making.keys);
    takeBlobs(vault.paths, making);
    return checkCopy(await vault.openCopy(making.folder), checkLedger);
  });
}

/**
 * Copies a backup (or any closed vault folder) to a new folder and proves that it opens and verifies.
 * Throws Fault: vault-missing, vault-exists, disk-full, passphrase-wrong, backup-refused.
 */
export async function restoreVault(restore: {
  readonly from: string;
  readonly to: string;
  readonly unlock: Unlock;
  readonly checkLedger: CheckLedger;
}): Promise<CopyReport> {
  const source = vaultPaths(resolve(restore.from));
  if (!existsSync(source.database)) throw new Fault('vault-missing', 'there is no workspace at that place');
  return intoPlace(restore.to, async (making) => {
    makePrivateFolder(making.blobs);
    takeFile(source.database, making.database);
    takeFile(`${source.database}-wal`, `${making.database}-wal`);
    takeFile(source.keys, making.keys);
    takeBlobs(source, making);
    return checkCopy(await openVault(making.folder, restore.unlock), restore.checkLedger);
  });
}

async function intoPlace(to: string, make: (making: VaultPaths) => Promise<CopyReport>): Promise<CopyReport> {
  const place = resolve(to);
  if (existsSync(place)) throw new Fault('vault-exists', 'there is something at that place already');
  makePrivateFolder(dirname(place));
  const making = vaultPaths(pathBeside(place));
  makePrivateFolder(making.folder);
  try {
    const report = await make(making);
    syncFolder(making.blobs);
    syncFolder(making.folder);
    renameDurably(making.folder, place);
    return report;
  } catch (thrown) {
    rmSync(making.folder, { recursive: true, force: true });
    throw thrown;
  }
}

async function checkCopy(copy: Vault, checkLedger: CheckLedger): Promise<CopyReport> {
  try {
    const parts = await copy.store.verify();
    const { size } = await copy.store.head();
    const bad = [...parts, ...(await checkLedger(copy.store, copy))].find(({ ok }) => !ok);
    if (bad !== undefined) throw new Fault('backup-refused', `the copy does not verify: ${bad.says}`);
    return { workspaceId: copy.workspaceId, entries: size, parts };
  } finally {
    await copy.close();
  }
}

function takeBlobs(from: VaultPaths, to: VaultPaths): void {
  for (const name of namesIn(from.blobs)) {
    if (!name.endsWith(PART)) takeFile(join(from.blobs, name), join(to.blobs, name));
  }
}

/** Copies a file that may be missing; verification then says what the copy lacks. */
function takeFile(from: string, to: string): void {
  if (!existsSync(from)) return;
  onDisk(() => copyFileSync(from, to));
  chmodSync(to, 0o600);
  syncFile(to);
}

/**
 * Creating and opening a vault folder, and changing its passphrase.
 * Knows the order in which keys, database and keys.json become durable, so that a crash at any point leaves
 * a folder that opens: a new vault is made beside its place and renamed; a new keys.json is first kept in
 * the database. Wrong passphrases all get one answer.
 */
import { existsSync, readFileSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Fault, isFault, newId } from '#ground';
import { ageIdentityOf } from './age.ts';
import { Connection } from './connection.ts';
import { makePrivateFolder, pathBeside, renameDurably, replaceDurably, vaultPaths } from './files.ts';
import type { VaultPaths } from './files.ts';
import {
  newWorkspaceKey,
  publicKeyOf,
  recoveryCodeOf,
  signWithSeed,
  subkeysOf,
  wipe,
  wipeSubkeys,
  workspaceKeyOf,
  wrongSecret,
} from './keys.ts';
import type { Subkeys } from './keys.ts';
import { NEWEST, migrate } from './migrate.ts';
import {
  KDF_FLOOR,
  calibratedCost,
  isSealedBy,
  makeSlot,
  readKeyFile,
  unwrapKey,
  writeKeyFile,
} from './slots.ts';
import type { KdfCost, KeyFile } from './slots.ts';
import { VaultStore } from './store.ts';

/** What opens a vault. */
export type Unlock = { readonly passphrase: string } | { readonly recoveryCode: string };

export interface VaultOptions {
  /** Bytes up to which a blob stays in the database; 32 MiB unless a test says less. */
  readonly largestInRows?: number;
}

export interface CreateOptions extends VaultOptions {
  readonly passphrase: string;
  /** Left out: calibrated to about a second, never below KDF_FLOOR. */
  readonly cost?: KdfCost;
}

const WORKSPACE_ID = 'workspaceId';

/** An open vault: its store, and what may be done with its keys without handing them out. */
export class Vault {
  readonly store: VaultStore;
  readonly workspaceId: string;
  readonly paths: VaultPaths;
  /** Ed25519 public key of the ledger's checkpoints, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly #connection: Connection;
  readonly #workspaceKey: Buffer;
  readonly #subkeys: Subkeys;

  constructor(vault: {
    readonly store: VaultStore;
    readonly workspaceId: string;
    readonly paths: VaultPaths;
    readonly connection: Connection;
    readonly workspaceKey: Buffer;
    readonly subkeys: Subkeys;
  }) {
    this.store = vault.store;
    this.workspaceId = vault.workspaceId;
    this.paths = vault.paths;
    this.publicKey = publicKeyOf(vault.subkeys.signingSeed);
    this.#connection = vault.connection;
    this.#workspaceKey = vault.workspaceKey;
    this.#subkeys = vault.subkeys;
  }

  /** Ed25519 signature of the workspace over a message (checkpoints). */
  async sign(message: Uint8Array): Promise<Uint8Array> {
    if (!this.#connection.isOpen) throw new Fault('vault-locked', 'the workspace is locked');
    return signWithSeed(this.#subkeys.signingSeed, message);
  }

  /** A copy of the 32-byte Ed25519 seed, for signers that need it; the caller wipes it. */
  signingSeed(): Uint8Array {
    if (!this.#connection.isOpen) throw new Fault('vault-locked', 'the workspace is locked');
    return new Uint8Array(this.#subkeys.signingSeed);
  }

  /**
   * Replaces every passphrase slot by one for the new passphrase. Copies of the folder made earlier still
   * open with the old passphrase. Throws Fault: disk-full, vault-locked.
   */
  async changePassphrase(passphrase: string, cost?: KdfCost): Promise<void> {
    const { workspaceId } = this;
    const slot = await makeSlot({
      workspaceKey: this.#workspaceKey,
      workspaceId,
      passphrase,
      cost: cost ?? (await calibratedCost()),
    });
    const bytes = writeKeyFile(this.#workspaceKey, workspaceId, [slot]);
    keepKeyFile(this.#connection, 'next', bytes);
    replaceDurably(this.paths.keys, bytes);
    settleKeyFile(this.#connection, this.paths);
  }

  /**
   * Writes an encrypted copy of the database to a new file, with the same key (VACUUM INTO). The copy is
   * not synced and not verified yet; backup.ts does that.
   */
  copyDatabase(path: string): void {
    this.#connection.run('VACUUM INTO ?', [path]);
  }

  /** Opens a copy of this workspace in another folder with the same keys, without a passphrase. */
  async openCopy(folder: string): Promise<Vault> {
    return openWithKey(folder, Buffer.from(this.#workspaceKey), null);
  }

  /** Closes the files and wipes the keys. */
  async close(): Promise<void> {
    try {
      await this.store.close();
    } finally {
      wipe(this.#workspaceKey);
      wipeSubkeys(this.#subkeys);
    }
  }
}

/**
 * Makes a new vault in a folder that is not there or empty, and opens it. The recovery code is returned this
 * once. Throws Fault: vault-exists, disk-full.
 */
export async function createVault(
  folder: string,
  options: CreateOptions,
): Promise<{ vault: Vault; recoveryCode: string }> {
  const place = resolve(folder);
  if (existsSync(place) && !isEmptyFolder(place)) {
    throw new Fault('vault-exists', 'there is a workspace or something else at that place already');
  }
  makePrivateFolder(dirname(place));
  const workspaceKey = newWorkspaceKey();
  const recoveryCode = recoveryCodeOf(workspaceKey);
  const making = pathBeside(place);
  try {
    await writeNewVault(vaultPaths(making), workspaceKey, options);
    if (existsSync(place)) rmdirSync(place);
    renameDurably(making, place);
  } catch (thrown) {
    rmSync(making, { recursive: true, force: true });
    wipe(workspaceKey);
    throw thrown;
  }
  return { vault: await openWithKey(place, workspaceKey, null, options), recoveryCode };
}

async function writeNewVault(paths: VaultPaths, workspaceKey: Buffer, options: CreateOptions): Promise<void> {
  const { passphrase, cost = await calibratedCost() } = options;
  const workspaceId = newId();
  makePrivateFolder(paths.folder);
  makePrivateFolder(paths.blobs);
  const slot = await makeSlot({ workspaceKey, workspaceId, passphrase, cost });
  const bytes = writeKeyFile(workspaceKey, workspaceId, [slot]);
  replaceDurably(paths.keys, bytes);
  // SQLite would create it readable for others.
  writeFileSync(paths.database, '', { mode: 0o600 });
  const subkeys = subkeysOf(workspaceKey);
  const connection = await Connection.open(paths.database, subkeys.database, NEWEST);
  try {
    migrate(connection, () => paths.database);
    keepKeyFile(connection, 'now', bytes);
    connection.run('INSERT INTO meta (name, value) VALUES (?, ?)', [WORKSPACE_ID, workspaceId]);
    connection.checkpoint();
  } finally {
    connection.close();
    wipeSubkeys(subkeys);
  }
}

/**
 * Opens a vault with a passphrase, or with the recovery code (which also works without keys.json and
 * rewrites it). Throws Fault: vault-missing, passphrase-wrong, keys-damaged, vault-in-use, vault-newer,
 * vault-corrupt. Nothing is changed when it throws.
 */
export async function openVault(folder: string, unlock: Unlock, options: VaultOptions = {}): Promise<Vault> {
  const paths = vaultPaths(resolve(folder));
  if (!existsSync(paths.database)) throw new Fault('vault-missing', 'there is no workspace at that place');
  if ('recoveryCode' in unlock) {
    return openWithKey(paths.folder, workspaceKeyOf(unlock.recoveryCode), 'code', options);
  }
  const file = keyFileAt(paths);
  if (file === null) throw new Fault('keys-damaged', 'keys.json is missing');
  const workspaceKey = await unwrapKey(file, unlock.passphrase);
  return openWithKey(paths.folder, workspaceKey, null, options);
}

function keyFileAt(paths: VaultPaths): KeyFile | null {
  return existsSync(paths.keys) ? readKeyFile(readFileSync(paths.keys)) : null;
}

/** Takes ownership of the key and wipes it on failure. `from` says that the key is only as good as a code. */
async function openWithKey(
  folder: string,
  workspaceKey: Buffer,
  from: 'code' | null,
  options: VaultOptions = {},
): Promise<Vault> {
  const paths = vaultPaths(resolve(folder));
  const subkeys = subkeysOf(workspaceKey);
  let connection: Connection | null = null;
  try {
    connection = await openDatabase(paths, subkeys.database).catch((thrown: unknown) => {
      throw from === 'code' && isFault(thrown, 'vault-corrupt') && !isKeyOf(paths, workspaceKey)
        ? wrongSecret()
        : thrown;
    });
    migrate(connection, (version) => `${paths.database}.format-${version}`);
    settleKeyFile(connection, paths);
    const workspaceId = connection.cell('SELECT value FROM meta WHERE name = ?', [WORKSPACE_ID]) as
      string | null;
    if (workspaceId === null) throw new Fault('vault-corrupt', 'the workspace id is missing');
    const identity = await ageIdentityOf(subkeys.blobIdentity);
    const store = new VaultStore({ connection, paths, identity, ...options });
    writeFileSync(paths.writer, `${process.pid}\n`, { mode: 0o600 });
    return new Vault({ store, workspaceId, paths, connection, workspaceKey, subkeys });
  } catch (thrown) {
    connection?.close();
    wipe(workspaceKey);
    wipeSubkeys(subkeys);
    throw thrown;
  }
}

async function openDatabase(paths: VaultPaths, key: Buffer): Promise<Connection> {
  try {
    return await Connection.open(paths.database, key, NEWEST);
  } catch (thrown) {
    if (!isFault(thrown, 'vault-in-use') || !existsSync(paths.writer)) throw thrown;
    const writer = Number.parseInt(readFileSync(paths.writer, 'utf8'), 10);
    throw new Fault('vault-in-use', `${thrown.message} (process ${writer})`, {
      hint: 'close the other window, or wait until it has ended',
    });
  }
}

/** Whether keys.json, if it can be read, was written with this key: tells a wrong code from a damaged file. */
function isKeyOf(paths: VaultPaths, workspaceKey: Buffer): boolean {
  try {
    const file = keyFileAt(paths);
    return file !== null && isSealedBy(workspaceKey, file);
  } catch {
    return false;
  }
}

function keepKeyFile(connection: Connection, name: 'now' | 'next', bytes: Buffer): void {
  connection.transaction(() =>
    connection.run('INSERT OR REPLACE INTO key_file (name, bytes) VALUES (?, ?)', [name, bytes]),
  );
}

/** Finishes a passphrase change that was cut off, and rewrites keys.json when it is gone or unreadable. */
function settleKeyFile(connection: Connection, paths: VaultPaths): void {
  const next = connection.cell(`SELECT bytes FROM key_file WHERE name = 'next'`) as Buffer | null;
  const onDisk = existsSync(paths.keys) ? readFileSync(paths.keys) : null;
  if (next !== null) {
    const isDone = onDisk !== null && onDisk.equals(next);
    connection.transaction(() => {
      if (isDone) connection.run(`DELETE FROM key_file WHERE name = 'now'`);
      connection.run(
        isDone
          ? `UPDATE key_file SET name = 'now' WHERE name = 'next'`
          : `DELETE FROM key_file WHERE name = 'next'`,
      );
    });
  }
  if (onDisk !== null && isReadable(onDisk)) return;
  const now = connection.cell(`SELECT bytes FROM key_file WHERE name = 'now'`) as Buffer | null;
  if (now !== null) replaceDurably(paths.keys, now);
}

function isReadable(bytes: Buffer): boolean {
  try {
    readKeyFile(bytes);
    return true;
  } catch {
    return false;
  }
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}

export { KDF_FLOOR };

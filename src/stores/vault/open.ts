/**
 * Creating and opening a vault folder.
 * Knows the order in which keys, keys.json and database become durable, so that a crash at any point leaves
 * the old folder or a whole new one: a vault is made beside its place and renamed. Every wrong passphrase
 * and every wrong code gets the same answer.
 */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Fault, isFault, newId } from '#ground';
import { ageIdentityOf } from './age.ts';
import { Connection } from './connection.ts';
import { makePrivateFolder, pathBeside, renameDurably, replaceDurably, vaultPaths } from './files.ts';
import type { VaultPaths } from './files.ts';
import { isKeyOf, keepKeyFile, keyFileAt, settleKeyFile } from './key-file.ts';
import {
  newWorkspaceKey,
  recoveryCodeOf,
  subkeysOf,
  wipe,
  wipeSubkeys,
  workspaceKeyOf,
  wrongSecret,
} from './keys.ts';
import { NEWEST, migrate } from './migrate.ts';
import { calibratedCost, makeSlot, unwrapKey, writeKeyFile } from './slots.ts';
import type { KdfCost } from './slots.ts';
import { VaultStore } from './store.ts';
import { Vault } from './vault.ts';

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
  const isThere = existsSync(place);
  makePrivateFolder(dirname(place));
  const workspaceKey = newWorkspaceKey();
  const recoveryCode = recoveryCodeOf(workspaceKey);
  // An empty folder that is there already may be a mount and is kept: the vault is made inside and moved up.
  const making = isThere ? pathBeside(join(place, 'making')) : pathBeside(place);
  try {
    await writeNewVault(vaultPaths(making), workspaceKey, options);
    if (isThere) moveUp(making, place);
    else renameDurably(making, place);
  } catch (thrown) {
    rmSync(making, { recursive: true, force: true });
    wipe(workspaceKey);
    throw thrown;
  }
  return { vault: await openWithKey(place, workspaceKey, null, options), recoveryCode };
}

/** The database comes last: without it there is no vault. */
function moveUp(making: string, place: string): void {
  const [from, to] = [vaultPaths(making), vaultPaths(place)];
  for (const part of ['blobs', 'keys', 'database'] as const) renameDurably(from[part], to[part]);
  rmSync(making, { recursive: true });
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
    const openCopy = (copy: string, key: Buffer): Promise<Vault> => openWithKey(copy, key, null, options);
    return new Vault({ store, workspaceId, paths, connection, workspaceKey, subkeys, openCopy });
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

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}

/**
 * Files of the vault folder: private modes, durable writes, and what a full disk looks like.
 * Order of a durable write: temporary file, fsync, rename, fsync of the folder. A crash leaves the old
 * file or the new one, and at worst a temporary file that means nothing.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { Fault } from '#ground';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Where the parts of a vault folder are. */
export interface VaultPaths {
  readonly folder: string;
  readonly database: string;
  readonly keys: string;
  readonly blobs: string;
  /** Holds the process id of the writer, as a hint only; the lock itself is SQLite's. */
  readonly writer: string;
}

/** The fixed file names inside a vault folder. */
export function vaultPaths(folder: string): VaultPaths {
  return {
    folder,
    database: join(folder, 'vault.db'),
    keys: join(folder, 'keys.json'),
    blobs: join(folder, 'blobs'),
    writer: join(folder, 'writer.pid'),
  };
}

/** Makes a folder only its owner can enter. Throws Fault: disk-full. */
export function makePrivateFolder(path: string): void {
  onDisk(() => mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER }));
}

/** Opens a new file only its owner can read; fails if there is one. */
export function createPrivateFile(path: string): number {
  return onDisk(() => openSync(path, 'wx', PRIVATE_FILE));
}

/** Writes all bytes at the descriptor's position; a short write goes on. Throws Fault: disk-full. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  onDisk(() => {
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
  });
}

/** Replaces a file by new content, durable when it returns. Throws Fault: disk-full. */
export function replaceDurably(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.new`;
  const descriptor = createPrivateFile(temporary);
  try {
    try {
      writeAll(descriptor, bytes);
      onDisk(() => fsyncSync(descriptor));
    } finally {
      closeSync(descriptor);
    }
    renameDurably(temporary, path);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    throw thrown;
  }
}

/** Renames within one folder and makes the new name durable. */
export function renameDurably(from: string, to: string): void {
  onDisk(() => renameSync(from, to));
  syncFolder(dirname(to));
}

/** Makes the content of a file durable. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    onDisk(() => fsyncSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** Makes the names in a folder durable; Windows cannot and does not need to. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  try {
    onDisk(() => fsyncSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** Names in a folder, or none when the folder is not there. */
export function namesIn(path: string): string[] {
  return existsSync(path) ? readdirSync(path).sort() : [];
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** Runs file work. A full disk becomes Fault('disk-full'), a place one may not write Fault('usage-wrong'). */
export function onDisk<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    // The cause is left out: its message holds the path, and folder names can hold names of people.
    if (FULL.has(code)) throw new Fault('disk-full', `writing a file ended with ${code.toLowerCase()}`);
    if (FORBIDDEN.has(code))
      throw new Fault('usage-wrong', `nothing can be written there (${code.toLowerCase()})`);
    throw thrown;
  }
}

/** A path beside `path` that nothing uses, for work that is renamed into place at its end. */
export function pathBeside(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.new`;
}

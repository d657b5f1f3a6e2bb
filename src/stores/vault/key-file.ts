/**
 * The file keys.json and its copy in the database, and which of them counts after a crash.
 * The database holds the exact bytes ('now'), and while a passphrase is being changed the coming ones
 * ('next'): the file on disk decides which of the two is true. Knows no key and no passphrase.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Connection } from './connection.ts';
import { replaceDurably } from './files.ts';
import type { VaultPaths } from './files.ts';
import { isSealedBy, readKeyFile } from './slots.ts';
import type { KeyFile } from './slots.ts';

/** The key file of a folder, or null when it is missing. Throws Fault: keys-damaged, vault-newer. */
export function keyFileAt(paths: VaultPaths): KeyFile | null {
  return existsSync(paths.keys) ? readKeyFile(readFileSync(paths.keys)) : null;
}

/** Whether keys.json, if it can be read, was written with this key: tells a wrong code from a damaged file. */
export function isKeyOf(paths: VaultPaths, workspaceKey: Buffer): boolean {
  try {
    const file = keyFileAt(paths);
    return file !== null && isSealedBy(workspaceKey, file);
  } catch {
    return false;
  }
}

/** Keeps the bytes of keys.json in the database, durable when it returns. */
export function keepKeyFile(connection: Connection, name: 'now' | 'next', bytes: Buffer): void {
  connection.transaction(() =>
    connection.run('INSERT OR REPLACE INTO key_file (name, bytes) VALUES (?, ?)', [name, bytes]),
  );
}

/** Finishes a passphrase change that was cut off, and rewrites keys.json when it is gone or unreadable. */
export function settleKeyFile(connection: Connection, paths: VaultPaths): void {
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

/**
 * The schema of vault.db as numbered steps, forward only; PRAGMA user_version holds the last one done.
 * A step is one transaction. Before the first step on an existing workspace a copy of the database is kept
 * beside it. A released step is never edited: a frozen workspace of every version is opened by a test.
 */
import { existsSync, rmSync } from 'node:fs';
import type { Connection } from './connection.ts';
import { FIND_TABLES } from './finds.ts';
import { pathBeside, renameDurably } from './files.ts';

/** One step: brings the schema from `to − 1` to `to`. */
export interface Migration {
  readonly to: number;
  readonly sql: string;
}

const BASE = `
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  leaf TEXT NOT NULL,
  leaf_hash BLOB NOT NULL,
  -- salt (32 bytes) and body in UTF-8; null once erased. One column, because rows are read by the million.
  sealed BLOB,
  compartment TEXT NOT NULL,
  idempotency_key TEXT
) STRICT;
CREATE UNIQUE INDEX entry_by_idempotency_key ON entry (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX entry_erased ON entry (seq) WHERE sealed IS NULL;

CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  size INTEGER NOT NULL,
  last_leaf_hash BLOB,
  frontier BLOB NOT NULL
) STRICT;
INSERT INTO head VALUES (1, 0, NULL, x'');

CREATE TABLE view_row (
  id INTEGER PRIMARY KEY,
  view TEXT NOT NULL,
  key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  parent TEXT NOT NULL,
  sort TEXT NOT NULL,
  compartment TEXT NOT NULL,
  row TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX view_row_by_key ON view_row (view, key, seq);
CREATE INDEX view_row_by_sort ON view_row (view, sort, key, seq);
CREATE INDEX view_row_by_parent ON view_row (view, parent, sort, key, seq) WHERE parent <> '';
CREATE INDEX view_row_by_seq ON view_row (seq);

CREATE TABLE staged_row (
  view TEXT NOT NULL,
  key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  parent TEXT NOT NULL,
  sort TEXT NOT NULL,
  compartment TEXT NOT NULL,
  row TEXT NOT NULL
) STRICT;

CREATE TABLE tile (
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY (level, number)
) STRICT;

CREATE TABLE checkpoint (
  id INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  note TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- The exact bytes of keys.json; 'next' is there only while a passphrase is being changed.
CREATE TABLE key_file (name TEXT PRIMARY KEY CHECK (name IN ('now', 'next')), bytes BLOB NOT NULL) STRICT;

CREATE TABLE blob (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('rows', 'file')),
  -- age header and payload nonce; a side file begins with the same bytes.
  header BLOB NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
CREATE TABLE blob_chunk (
  blob INTEGER NOT NULL REFERENCES blob (number) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (blob, at)
) STRICT;
`;

/** Every step there is, in order. */
export const MIGRATIONS: readonly Migration[] = [
  { to: 1, sql: BASE },
  { to: 2, sql: FIND_TABLES },
];

/** The newest format this version reads and writes. */
export const NEWEST = MIGRATIONS.at(-1)?.to ?? 0;

/**
 * Brings the schema up to the last step; the steps done. A workspace that already holds something is copied
 * to `keptAs(version)` first, encrypted with the same key. Throws Fault: disk-full, vault-corrupt.
 */
export function migrate(
  connection: Connection,
  keptAs: (version: number) => string,
  steps: readonly Migration[] = MIGRATIONS,
): number[] {
  const version = connection.number('PRAGMA user_version');
  const due = steps.filter(({ to }) => to > version);
  if (due.length > 0 && version > 0) keepCopy(connection, keptAs(version));
  for (const { to, sql } of due) {
    connection.transaction(() => {
      connection.exec(sql);
      connection.exec(`PRAGMA user_version = ${to}`);
    });
  }
  return due.map(({ to }) => to);
}

function keepCopy(connection: Connection, path: string): void {
  if (existsSync(path)) return;
  const temporary = pathBeside(path);
  try {
    connection.copyInto(temporary);
    renameDurably(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/**
 * Looks at every byte a vault is responsible for and says what it found, part by part. It repairs nothing.
 * SQLCipher's own check reads the MAC of every page in the file, SQLite's check the structure; an empty
 * answer of either is trusted only because tests damage a copy and see them fail (security finding 3).
 * What it cannot see: whole older files put back. That is for the ledger and checkpoints kept elsewhere.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isFault } from '#ground';
import type { StorePart } from '#ledger';
import { PART } from './blobs.ts';
import type { BlobShelf } from './blobs.ts';
import type { Connection } from './connection.ts';
import { namesIn } from './files.ts';
import type { VaultPaths } from './files.ts';

const PAGE = 1000;
const TABLES = [
  'entry',
  'head',
  'view_row',
  'staged_row',
  'find_row',
  'find_word',
  'find_key',
  'staged_find',
  'tile',
  'checkpoint',
  'meta',
  'key_file',
  'blob',
  'blob_chunk',
];

/** What verification looks at. */
export interface Verified {
  readonly connection: Connection;
  readonly paths: VaultPaths;
  readonly blobs: BlobShelf;
}

/** Verifies all parts of an open vault. Damage is described, never thrown. */
export async function verifyVault(vault: Verified): Promise<StorePart[]> {
  return [
    await describe('database', async () => checkDatabase(vault.connection)),
    await describe('keys', async () => checkKeys(vault)),
    await describe('blobs', () => checkBlobs(vault)),
    await describe('views', async () => checkViews(vault.connection)),
  ];
}

type Finding = { readonly ok: boolean; readonly says: string };

async function describe(part: StorePart['part'], look: () => Promise<Finding>): Promise<StorePart> {
  try {
    return { part, ...(await look()) };
  } catch (thrown) {
    const why = isFault(thrown) ? thrown.message : 'reading ended with an unexpected error';
    return { part, ok: false, says: `could not be read: ${why}` };
  }
}

function checkDatabase(connection: Connection): Finding {
  const isSettled = connection.checkpoint();
  // Without SQLCipher the next check would be silently empty.
  if (connection.cell('PRAGMA cipher_version') === null) return { ok: false, says: 'SQLCipher is missing' };
  const macs = connection.column('PRAGMA cipher_integrity_check') as string[];
  if (macs.length > 0) return { ok: false, says: `damaged pages: ${macs.length}; the first: ${macs[0]}` };
  const { onDisk, expected } = connection.sizes();
  // On a full disk the newest pages are in the log, and the file may be shorter than it will be.
  if (isSettled && onDisk !== expected)
    return { ok: false, says: `the file has ${onDisk} bytes instead of ${expected}` };
  const structure = connection.column('PRAGMA integrity_check') as string[];
  if (structure.length !== 1 || structure[0] !== 'ok') {
    return { ok: false, says: `structure is damaged in ${structure.length} places` };
  }
  if (connection.all('PRAGMA foreign_key_check').length > 0)
    return { ok: false, says: 'chunks without a blob' };
  const counts = new Map(TABLES.map((table) => [table, readWhole(connection, table)]));
  const size = connection.number('SELECT size FROM head');
  const count = counts.get('entry') ?? 0;
  if (size !== count) return { ok: false, says: `${count} entries where the head says ${size}` };
  return { ok: true, says: `${connection.number('PRAGMA page_count')} pages, ${size} entries` };
}

/** Makes SQLite read every byte of every column; the number of rows. */
function readWhole(connection: Connection, table: string): number {
  const columns = connection.column('SELECT name FROM pragma_table_info(?)', [table]) as string[];
  // The last letter of a value cannot be had without reading all of it; its length can.
  const ends = columns.map((column) => `count(substr("${column}", -1))`).join(', ');
  const row = connection.get(`SELECT count(*) AS n, ${ends} FROM ${table}`) as { n: number } | null;
  return row?.n ?? 0;
}

function checkKeys({ connection, paths }: Verified): Finding {
  const known = connection.column('SELECT bytes FROM key_file ORDER BY name DESC') as Buffer[];
  if (!existsSync(paths.keys))
    return { ok: false, says: 'keys.json is missing; the recovery code rewrites it' };
  const onDisk = readFileSync(paths.keys);
  if (!known.some((bytes) => bytes.equals(onDisk))) {
    return { ok: false, says: 'keys.json is not the file this workspace wrote' };
  }
  return { ok: true, says: `keys.json is as written, ${onDisk.length} bytes` };
}

async function checkBlobs({ connection, paths, blobs }: Verified): Promise<Finding> {
  const bad: string[] = [];
  let [count, after] = [0, null as string | null];
  for (let page = blobs.ids(after, PAGE); page.length > 0; page = blobs.ids(after, PAGE)) {
    for (const blobId of page) {
      const why = await whyBroken(blobs, blobId);
      if (why !== null) bad.push(why);
      count += 1;
    }
    after = page.at(-1) ?? null;
  }
  const sideFiles = new Set(connection.column(`SELECT id FROM blob WHERE place = 'file'`) as string[]);
  const stray = namesIn(paths.blobs).filter((name) => !sideFiles.has(name));
  const unfinished = stray.filter((name) => name.endsWith(PART)).length;
  const orphans = `${stray.length} files without a blob (${unfinished} unfinished)`;
  if (bad.length > 0)
    return { ok: false, says: `${bad.length} of ${count} blobs damaged: ${bad[0]}; ${orphans}` };
  return { ok: true, says: `${count} blobs match their digests; ${orphans}` };
}

async function whyBroken(blobs: BlobShelf, blobId: string): Promise<string | null> {
  try {
    await blobs.check(blobId);
    return null;
  } catch (thrown) {
    return isFault(thrown) ? `${blobId}: ${thrown.message}` : `${blobId} could not be read`;
  }
}

function checkViews(connection: Connection): Finding {
  const beyond = connection.number('SELECT count(*) FROM view_row WHERE seq >= (SELECT size FROM head)');
  const erased = connection.number(
    'SELECT count(*) FROM view_row WHERE seq IN (SELECT seq FROM entry WHERE sealed IS NULL)',
  );
  if (beyond > 0) return { ok: false, says: `${beyond} rows come from entries that do not exist` };
  if (erased > 0) return { ok: false, says: `${erased} rows come from erased entries` };
  return { ok: true, says: `${connection.number('SELECT count(*) FROM view_row')} rows belong to entries` };
}

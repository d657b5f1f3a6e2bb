/**
 * Leaves and bodies. The leaf is readable to every member and is never changed; the body is behind row security and may
 * be erased. Appends are put in one line by the lock on the head row: two writers cannot both see the same size.
 */
import type { PoolClient, QueryResultRow } from 'pg';
import { Fault, sha256 } from '#ground';
import type { AppendBatch, EntryQuery, StoredCheckpoint, StoredEntry, StoreHead } from '#ledger';
import {
  asBytes,
  asBytesOrNull,
  asCount,
  asText,
  asTextOrNull,
  fromServer,
  toBuffer,
  toServer,
} from './coerce.ts';
import type { Database, Reach } from './connect.ts';
import { eraseFinds, insertFinds } from './finds.ts';
import { insertRows } from './views.ts';

const MOST_ENTRIES = 20_000;
const MOST_HASHES = 65_536;
/** Entries per statement: large enough to be fast, small enough that one parameter stays far below its limit. */
const SLICE = 2_000;

const digestOf = (key: string): Buffer => toBuffer(sha256(key));

/** The time inside the leaf, which is what replay goes by. */
function recordedAt(entry: StoredEntry): string {
  let leaf: unknown;
  try {
    leaf = JSON.parse(entry.leaf);
  } catch {
    leaf = null;
  }
  const time: unknown = typeof leaf === 'object' && leaf !== null && 'sysTime' in leaf ? leaf.sysTime : null;
  if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) {
    throw new Fault('bug', `the leaf of entry ${entry.seq} has no time`);
  }
  return time;
}

function checkBatch(batch: AppendBatch, size: number): void {
  if (batch.expectSize !== size) {
    throw new Fault('ledger-conflict', `the ledger has ${size} entries, not ${batch.expectSize}`);
  }
  const gap = batch.entries.findIndex((entry, at) => entry.seq !== size + at);
  if (gap !== -1) throw new Fault('bug', `entry ${gap} of the batch is out of sequence`);
  if (batch.head.size !== size + batch.entries.length)
    throw new Fault('bug', 'the head does not fit the batch');
}

async function checkKeys(client: PoolClient, entries: readonly StoredEntry[]): Promise<void> {
  const digests = entries.flatMap(({ idempotencyKey }) =>
    idempotencyKey === null ? [] : [digestOf(idempotencyKey)],
  );
  if (digests.length === 0) return;
  const isTwice = new Set(digests.map((digest) => digest.toString('hex'))).size < digests.length;
  const used =
    isTwice ||
    (await client.query('select 1 from leaf where key_digest = any($1::bytea[]) limit 1', [digests])).rows
      .length > 0;
  if (used) throw new Fault('idempotency-mismatch', 'this idempotency key was used before');
}

const INSERT_LEAVES = `insert into leaf (seq, leaf, leaf_hash, recorded_at, key_digest)
  select * from unnest($1::bigint[], $2::text[], $3::bytea[], $4::timestamptz[], $5::bytea[])`;

const INSERT_BODIES = `insert into body (seq, compartment, salt, body, idempotency_key)
  select * from unnest($1::bigint[], $2::text[], $3::bytea[], $4::text[], $5::text[])`;

async function insertEntries(client: PoolClient, entries: readonly StoredEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += SLICE) {
    const slice = entries.slice(from, from + SLICE);
    const seqs = slice.map((entry) => entry.seq);
    await client.query(INSERT_LEAVES, [
      seqs,
      slice.map((entry) => entry.leaf),
      slice.map((entry) => toBuffer(entry.leafHash)),
      slice.map(recordedAt),
      slice.map(({ idempotencyKey }) => (idempotencyKey === null ? null : digestOf(idempotencyKey))),
    ]);
    await client.query(INSERT_BODIES, [
      seqs,
      slice.map((entry) => entry.compartment),
      slice.map((entry) => (entry.salt === null ? null : toBuffer(entry.salt))),
      slice.map((entry) => (entry.body === null ? null : toServer(entry.body))),
      slice.map(({ idempotencyKey }) => (idempotencyKey === null ? null : toServer(idempotencyKey))),
    ]);
  }
}

/** Erasure reaches compartments the batch does not name: an entry may be erased from the open one. */
function reachOf(batch: AppendBatch): Reach {
  if (batch.erase.length > 0) return { whole: true };
  return {
    compartments: [
      ...new Set([...batch.entries, ...batch.rows, ...(batch.finds ?? [])].map((part) => part.compartment)),
    ],
  };
}

/** One batch in one transaction. Throws Fault: ledger-conflict, idempotency-mismatch, disk-full. */
export async function append(db: Database, batch: AppendBatch): Promise<void> {
  await db.within(reachOf(batch), async (client) => {
    // Whatever the role's default became after the start-up check, an acknowledgement means: on disk.
    await client.query('set local synchronous_commit = on');
    const held = await client.query<QueryResultRow>('select size from ledger_head for update');
    checkBatch(batch, asCount(held.rows[0]?.['size']));
    await checkKeys(client, batch.entries);
    await insertEntries(client, batch.entries);
    await insertRows(client, batch.rows);
    await insertFinds(client, batch.finds ?? []);
    for (const { level, index, hashes } of batch.tiles) {
      await client.query('insert into tile values ($1, $2, $3)', [level, index, toBuffer(hashes)]);
    }
    const { size, lastLeafHash, frontier } = batch.head;
    await client.query('update ledger_head set size = $1, last_leaf_hash = $2, frontier = $3', [
      size,
      lastLeafHash === null ? null : toBuffer(lastLeafHash),
      toBuffer(frontier),
    ]);
    if (batch.erase.length === 0) return;
    await client.query('update body set salt = null, body = null where seq = any($1::bigint[])', [
      batch.erase,
    ]);
    await client.query('delete from view_row where seq = any($1::bigint[])', [batch.erase]);
    await eraseFinds(client, batch.erase);
  });
}

/** Size, last leaf hash and frontier. */
export async function head(db: Database): Promise<StoreHead> {
  const [row] = await db.ask('select size, last_leaf_hash, frontier from ledger_head');
  if (row === undefined) throw new Fault('ledger-broken', 'the head of the ledger is missing');
  return {
    size: asCount(row['size']),
    lastLeafHash: asBytesOrNull(row['last_leaf_hash']),
    frontier: asBytes(row['frontier']),
  };
}

/** A body that row security hides leaves its leaf without compartment: that it lies in one is not told either. */
function entryOf(row: QueryResultRow): StoredEntry {
  return {
    seq: asCount(row['seq']),
    leaf: asText(row['leaf']),
    leafHash: asBytes(row['leaf_hash']),
    salt: asBytesOrNull(row['salt']),
    body: fromServer(row['body']),
    compartment: asTextOrNull(row['compartment']) ?? '',
    idempotencyKey: fromServer(row['idempotency_key']),
  };
}

const SELECT_ENTRY = `select l.seq, l.leaf, l.leaf_hash, b.salt, b.body, b.compartment, b.idempotency_key
  from leaf l left join body b on b.seq = l.seq`;

/** Entries of [from, to), bodies only of the reader's compartments: asked for here, enforced by the server. */
export async function entries(db: Database, query: EntryQuery): Promise<StoredEntry[]> {
  const { from, to, compartments } = query;
  const isWhole = compartments === 'all';
  const filter = isWhole ? '' : 'and b.compartment = any($3::text[])';
  const text = `${SELECT_ENTRY} ${filter} where l.seq >= $1 and l.seq < $2 order by l.seq`;
  const values = [from, Math.min(to, from + MOST_ENTRIES), ...(isWhole ? [] : [compartments])];
  const reach: Reach = isWhole ? { whole: true } : { compartments };
  return db.within(
    reach,
    async (client) => (await client.query<QueryResultRow>(text, values)).rows.map(entryOf),
    'begin read only',
  );
}

/** The entry written under a retry key, or null. */
export async function byIdempotencyKey(db: Database, key: string): Promise<StoredEntry | null> {
  const text = `${SELECT_ENTRY} where l.key_digest = $1`;
  return db.within(
    { whole: true },
    async (client) => {
      const { rows } = await client.query<QueryResultRow>(text, [digestOf(key)]);
      return rows[0] === undefined ? null : entryOf(rows[0]);
    },
    'begin read only',
  );
}

/** Concatenated leaf hashes of [from, to), at most 65,536 of them. */
export async function leafHashes(db: Database, from: number, to: number): Promise<Uint8Array> {
  const [row] = await db.ask(
    `select coalesce(string_agg(leaf_hash, ''::bytea order by seq), '') as hashes from leaf where seq >= $1 and seq < $2`,
    [from, Math.min(to, from + MOST_HASHES)],
  );
  return asBytes(row?.['hashes']);
}

/** A full tile, or null. */
export async function tile(db: Database, level: number, index: number): Promise<Uint8Array | null> {
  const [row] = await db.ask('select hashes from tile where level = $1 and index = $2', [level, index]);
  return row === undefined ? null : asBytes(row['hashes']);
}

/** The size at a time; the writer never goes back in time, so the first later entry is also the lowest. */
export async function sizeAt(db: Database, sysTime: string): Promise<number> {
  if (Number.isNaN(Date.parse(sysTime))) throw new Fault('date-malformed', 'not a time');
  const [later] = await db.ask(
    'select seq from leaf where recorded_at > $1 order by recorded_at, seq limit 1',
    [sysTime],
  );
  return later === undefined ? (await head(db)).size : asCount(later['seq']);
}

export async function saveCheckpoint(db: Database, checkpoint: StoredCheckpoint): Promise<void> {
  const { size, root, note, madeAt } = checkpoint;
  await db.ask('insert into checkpoint (size, root, note, made_at) values ($1, $2, $3, $4)', [
    size,
    toBuffer(root),
    note,
    madeAt,
  ]);
}

/** The checkpoint that was saved last, or null. */
export async function lastCheckpoint(db: Database): Promise<StoredCheckpoint | null> {
  const [row] = await db.ask('select size, root, note, made_at from checkpoint order by nr desc limit 1');
  if (row === undefined) return null;
  return {
    size: asCount(row['size']),
    root: asBytes(row['root']),
    note: asText(row['note']),
    madeAt: asText(row['made_at']),
  };
}

export async function meta(db: Database, name: string): Promise<string | null> {
  const [row] = await db.ask('select value from meta where name = $1', [name]);
  return row === undefined ? null : asText(row['value']);
}

export async function setMeta(db: Database, name: string, value: string): Promise<void> {
  await db.ask('insert into meta values ($1, $2) on conflict (name) do update set value = excluded.value', [
    name,
    value,
  ]);
}

/**
 * Entries, their hashes, tiles and checkpoints in vault.db.
 * Knows order and durability: one append is one transaction. Refuses to know what a body means; of a leaf
 * it reads only the time. Pages are read as one value per thousand entries, because a million single rows
 * would cost three times as much at the border between SQLite and JavaScript.
 */
import { Fault, isFault } from '#ground';
import type { AppendBatch, EntryQuery, StoredCheckpoint, StoredEntry, StoreHead, ViewRow } from '#ledger';
import type { Connection } from './connection.ts';

const MOST_ENTRIES = 20_000;
const MOST_HASHES = 65_536;
const SLICE = 1000;
const SALT_BYTES = 32;
const HASH_BYTES = 32;

const INSERT_ENTRY =
  'INSERT INTO entry (seq, leaf, leaf_hash, sealed, compartment, idempotency_key) VALUES (?, ?, ?, ?, ?, ?)';
const INSERT_ROW =
  'INSERT INTO view_row (view, key, seq, parent, sort, compartment, row) VALUES (?, ?, ?, ?, ?, ?, ?)';
const SELECT_ENTRY = 'SELECT seq, leaf, leaf_hash, sealed, compartment, idempotency_key FROM entry';

/** Each entry as `leaf,sealed,compartment,key;` (lengths in bytes, −1 for null) and the bytes themselves. */
const SELECT_PACKED = `
SELECT CAST(group_concat(
  octet_length(leaf) || ',' || ifnull(octet_length(sealed), -1) || ',' || octet_length(compartment) || ','
    || ifnull(octet_length(idempotency_key), -1) || ',' || seq || ';'
    || leaf || leaf_hash || ifnull(sealed, '') || compartment || ifnull(idempotency_key, ''), '') AS BLOB)
FROM (SELECT * FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq)`;

interface EntryRow {
  readonly seq: number;
  readonly leaf: string;
  readonly leaf_hash: Buffer;
  readonly sealed: Buffer | null;
  readonly compartment: string;
  readonly idempotency_key: string | null;
}

/** The ledger's own tables. */
export class EntryTables {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  head(): StoreHead {
    const row = this.#connection.get('SELECT size, last_leaf_hash, frontier FROM head WHERE one = 1') as {
      size: number;
      last_leaf_hash: Buffer | null;
      frontier: Buffer;
    } | null;
    if (row === null) throw new Fault('vault-corrupt', 'the head of the ledger is missing');
    return {
      size: row.size,
      lastLeafHash: row.last_leaf_hash === null ? null : new Uint8Array(row.last_leaf_hash),
      frontier: new Uint8Array(row.frontier),
    };
  }

  append(batch: AppendBatch): void {
    const connection = this.#connection;
    connection.transaction(() => {
      checkBatch(batch, connection.number('SELECT size FROM head'));
      this.#insertEntries(batch.entries);
      insertRows(connection, batch.rows);
      for (const { level, index, hashes } of batch.tiles) {
        connection.run('INSERT OR REPLACE INTO tile (level, number, hashes) VALUES (?, ?, ?)', [
          level,
          index,
          hashes,
        ]);
      }
      for (const seq of batch.erase) {
        connection.run('UPDATE entry SET sealed = NULL WHERE seq = ?', [seq]);
        connection.run('DELETE FROM view_row WHERE seq = ?', [seq]);
      }
      const { size, lastLeafHash, frontier } = batch.head;
      connection.run('UPDATE head SET size = ?, last_leaf_hash = ?, frontier = ?', [
        size,
        lastLeafHash,
        frontier,
      ]);
    });
    // The write-ahead log still holds the pages with the erased words; move on and empty it.
    if (batch.erase.length > 0) connection.checkpoint();
  }

  #insertEntries(entries: readonly StoredEntry[]): void {
    for (const { seq, leaf, leafHash, salt, body, compartment, idempotencyKey } of entries) {
      const used = 'SELECT 1 FROM entry WHERE idempotency_key = ?';
      if (idempotencyKey !== null && this.#connection.cell(used, [idempotencyKey]) !== null) {
        throw new Fault('idempotency-mismatch', 'this idempotency key was used before');
      }
      const sealed = salt === null || body === null ? null : Buffer.concat([salt, Buffer.from(body)]);
      this.#connection.run(INSERT_ENTRY, [seq, leaf, leafHash, sealed, compartment, idempotencyKey]);
    }
  }

  byIdempotencyKey(key: string): StoredEntry | null {
    const row = this.#connection.get(`${SELECT_ENTRY} WHERE idempotency_key = ?`, [key]) as EntryRow | null;
    return row === null ? null : entryOf(row);
  }

  entries(query: EntryQuery): StoredEntry[] {
    const to = Math.min(query.to, query.from + MOST_ENTRIES);
    const found: StoredEntry[] = [];
    for (let from = query.from; from < to; from += SLICE) {
      const before = found.length;
      this.#slice(from, Math.min(to, from + SLICE), found);
      if (found.length === before) break;
    }
    const { compartments } = query;
    if (compartments === 'all') return found;
    return found.map((entry) =>
      compartments.includes(entry.compartment) ? entry : { ...entry, salt: null, body: null },
    );
  }

  #slice(from: number, to: number, found: StoredEntry[]): void {
    try {
      const packed = this.#connection.cell(SELECT_PACKED, [from, to]) as Buffer | null;
      if (packed !== null) unpack(packed, found);
    } catch (thrown) {
      // A thousand very large bodies do not fit into one value of SQLite; read them one by one.
      if (!isFault(thrown, 'bug')) throw thrown;
      const rows = this.#connection.all(`${SELECT_ENTRY} WHERE seq >= ? AND seq < ? ORDER BY seq`, [
        from,
        to,
      ]) as EntryRow[];
      found.push(...rows.map(entryOf));
    }
  }

  leafHashes(from: number, to: number): Uint8Array {
    const hashes = this.#connection.cell(
      `SELECT CAST(group_concat(leaf_hash, '') AS BLOB)
       FROM (SELECT leaf_hash FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq)`,
      [from, Math.min(to, from + MOST_HASHES)],
    ) as Buffer | null;
    return new Uint8Array(hashes ?? Buffer.alloc(0));
  }

  tile(level: number, index: number): Uint8Array | null {
    const hashes = this.#connection.cell('SELECT hashes FROM tile WHERE level = ? AND number = ?', [
      level,
      index,
    ]) as Buffer | null;
    return hashes === null ? null : new Uint8Array(hashes);
  }

  /** Binary search over the leaves: their times never go back (SPEC of the ledger). */
  sizeAt(sysTime: string): number {
    const limit = Date.parse(sysTime);
    let [low, high] = [0, this.head().size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const leaf = this.#connection.cell('SELECT leaf FROM entry WHERE seq = ?', [middle]) as string | null;
      if (leaf === null) throw new Fault('vault-corrupt', `entry ${middle} is missing`);
      if (Date.parse((JSON.parse(leaf) as { sysTime: string }).sysTime) <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  saveCheckpoint({ size, root, note, madeAt }: StoredCheckpoint): void {
    this.#connection.transaction(() =>
      this.#connection.run('INSERT INTO checkpoint (size, root, note, made_at) VALUES (?, ?, ?, ?)', [
        size,
        root,
        note,
        madeAt,
      ]),
    );
  }

  lastCheckpoint(): StoredCheckpoint | null {
    const row = this.#connection.get(
      'SELECT size, root, note, made_at FROM checkpoint ORDER BY id DESC LIMIT 1',
    ) as { size: number; root: Buffer; note: string; made_at: string } | null;
    if (row === null) return null;
    return { size: row.size, root: new Uint8Array(row.root), note: row.note, madeAt: row.made_at };
  }
}

/** Adds rows of views; two rows of one entry may not have one view and key. */
export function insertRows(connection: Connection, rows: readonly ViewRow[]): void {
  for (const { view, key, seq, parent, sort, compartment, row } of rows) {
    connection.run(INSERT_ROW, [view, key, seq, parent, sort, compartment, row]);
  }
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

function entryOf(row: EntryRow): StoredEntry {
  const { seq, leaf, sealed, compartment } = row;
  return {
    seq,
    leaf,
    leafHash: new Uint8Array(row.leaf_hash),
    salt: sealed === null ? null : new Uint8Array(sealed.subarray(0, SALT_BYTES)),
    body: sealed === null ? null : sealed.toString('utf8', SALT_BYTES),
    compartment,
    idempotencyKey: row.idempotency_key,
  };
}

const MINUS = 45;
const ZERO = 48;
const NINE = 57;

/** Reads what SELECT_PACKED wrote. Hashes and salts are views of the page, not copies. */
function unpack(page: Buffer, found: StoredEntry[]): void {
  let at = 0;
  const number = (): number => {
    let [value, sign] = [0, 1];
    for (
      let digit = page[at++] ?? 0;
      (digit >= ZERO && digit <= NINE) || digit === MINUS;
      digit = page[at++] ?? 0
    ) {
      if (digit === MINUS) sign = -1;
      else value = value * 10 + digit - ZERO;
    }
    return sign * value;
  };
  const bytes = (length: number): Uint8Array => {
    at += length;
    return new Uint8Array(page.buffer, page.byteOffset + at - length, length);
  };
  const text = (length: number): string => {
    at += length;
    return page.toString('utf8', at - length, at);
  };
  while (at < page.length) {
    const [leafLength, sealedLength, compartmentLength, keyLength, seq] = [
      number(),
      number(),
      number(),
      number(),
      number(),
    ];
    const leaf = text(leafLength);
    const leafHash = bytes(HASH_BYTES);
    const isErased = sealedLength < 0;
    const salt = isErased ? null : bytes(SALT_BYTES);
    const body = isErased ? null : text(sealedLength - SALT_BYTES);
    const compartment = text(compartmentLength);
    const idempotencyKey = keyLength < 0 ? null : text(keyLength);
    found.push({ seq, leaf, leafHash, salt, body, compartment, idempotencyKey });
  }
}

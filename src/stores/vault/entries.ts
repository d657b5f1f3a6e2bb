/**
 * Entries, their hashes, tiles and checkpoints in vault.db.
 * Knows order and durability: one append is one transaction. Refuses to know what a body means; of a leaf
 * it reads only the time. Pages are read by the thousand entries (pages.ts).
 */
import { Fault, isFault } from '#ground';
import type {
  AppendBatch,
  AppendPart,
  EntryQuery,
  StoredCheckpoint,
  StoredEntry,
  StoreHead,
  ViewRow,
} from '#ledger';
import { packEntries } from '#ledger';
import type { Connection } from './connection.ts';
import type { FindTable } from './finds.ts';
import { SELECT_PAGE, repackPages, unpackPage } from './pages.ts';

const MOST_ENTRIES = 20_000;
const MOST_HASHES = 65_536;
const SLICE = 1000;
const SALT_BYTES = 32;

const INSERT_ENTRY =
  'INSERT INTO entry (seq, leaf, leaf_hash, sealed, compartment, idempotency_key) VALUES (?, ?, ?, ?, ?, ?)';
const INSERT_ROW =
  'INSERT INTO view_row (view, key, seq, parent, sort, compartment, row) VALUES (?, ?, ?, ?, ?, ?, ?)';
const SELECT_ENTRY = 'SELECT seq, leaf, leaf_hash, sealed, compartment, idempotency_key FROM entry';

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
  readonly #finds: FindTable;
  /** Entries there are with those of the parts so far; null while no append in parts is under way. */
  #reached: number | null = null;

  constructor(connection: Connection, finds: FindTable) {
    this.#connection = connection;
    this.#finds = finds;
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
    if (batch.head.size !== batch.expectSize + batch.entries.length)
      throw new Fault('bug', 'the head does not fit the batch');
    this.#inAppend(batch, true, () => {
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
        this.#finds.erase(seq);
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

  /** A part of an append that goes on, or null, which drops the parts so far. */
  appendPart(part: AppendPart | null): void {
    if (part === null) this.dropParts();
    else this.#inAppend(part, false, () => undefined);
  }

  /** True while parts wait for their append: nothing else may write, and verifying would see half a state. */
  get isInParts(): boolean {
    return this.#reached !== null;
  }

  dropParts(): void {
    if (this.#reached === null) return;
    this.#reached = null;
    this.#finds.letGo();
    this.#connection.rollBack();
  }

  /** Writes a part in the transaction of its append, which begins with the first and ends with the last. */
  #inAppend(part: AppendPart, isLast: boolean, rest: () => void): void {
    const connection = this.#connection;
    const size = this.#reached ?? connection.number('SELECT size FROM head');
    // A second writer with an old size is told so, and the first goes on.
    checkPart(part, size);
    if (this.#reached === null) {
      connection.begin();
      if (!isLast) this.#finds.hold();
    }
    this.#reached = size + part.entries.length;
    try {
      this.#insertEntries(part.entries);
      insertRows(connection, part.rows);
      this.#finds.add(part.finds ?? []);
      rest();
      if (!isLast) return;
      connection.commit();
      this.#reached = null;
      this.#finds.letGo();
    } catch (thrown) {
      this.dropParts();
      throw thrown;
    }
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
    const { compartments } = query;
    const found = this.#pages(query.from, query.to).flatMap((page) =>
      Buffer.isBuffer(page) ? unpackPage(page) : page,
    );
    if (compartments === 'all') return found;
    return found.map((entry) =>
      compartments.includes(entry.compartment) ? entry : { ...entry, salt: null, body: null },
    );
  }

  packedEntries(from: number, to: number): Uint8Array {
    const pages = this.#pages(from, to);
    const small = pages.filter((page) => Buffer.isBuffer(page));
    if (small.length === pages.length) return repackPages(small, pages.length * SLICE);
    return packEntries(pages.flatMap((page) => (Buffer.isBuffer(page) ? unpackPage(page) : page)));
  }

  /** Entries by the thousand, as pages of bytes; as objects where a page would be too large for SQLite. */
  #pages(from: number, end: number): (Buffer | StoredEntry[])[] {
    const to = Math.min(end, from + MOST_ENTRIES, this.#connection.number('SELECT size FROM head'));
    const pages: (Buffer | StoredEntry[])[] = [];
    for (let at = from; at < to; at += SLICE) pages.push(this.#page(at, Math.min(to, at + SLICE)));
    return pages;
  }

  #page(from: number, to: number): Buffer | StoredEntry[] {
    try {
      return (this.#connection.cell(SELECT_PAGE, [from, to]) as Buffer | null) ?? [];
    } catch (thrown) {
      // SQLITE_TOOBIG: a thousand very large bodies do not fit into one value; read them one by one.
      if (!isFault(thrown, 'bug')) throw thrown;
      const sql = `${SELECT_ENTRY} WHERE seq >= ? AND seq < ? ORDER BY seq`;
      return (this.#connection.all(sql, [from, to]) as EntryRow[]).map(entryOf);
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

function checkPart({ expectSize, entries }: AppendPart, size: number): void {
  if (expectSize !== size)
    throw new Fault('ledger-conflict', `the ledger has ${size} entries, not ${expectSize}`);
  const gap = entries.findIndex((entry, at) => entry.seq !== size + at);
  if (gap !== -1) throw new Fault('bug', `entry ${gap} of the batch is out of sequence`);
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

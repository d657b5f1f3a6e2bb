/**
 * The memory store: the port in its simplest exact form. Nothing survives the process.
 * It serves tests, `habeas read` without a workspace, and as the yardstick the other stores are compared to.
 * It refuses to be clever: no index, no cache; every answer is computed from the arrays below.
 * Text is ordered by its UTF-8 bytes, as SQLite and PostgreSQL ("C") order it, so that all stores agree.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Fault } from '#ground';
import type {
  AppendBatch,
  BlobFacts,
  EntryQuery,
  FindQuery,
  FindRow,
  Found,
  LedgerStore,
  NameQuery,
  RowQuery,
  StoredCheckpoint,
  StoredEntry,
  StoreHead,
  StorePart,
  ViewRow,
} from '#ledger';

const MOST_ROWS = 10_000;
const MOST_FOUND = 1_000;
const MOST_ENTRIES = 20_000;
const MOST_HASHES = 65_536;

interface MemoryBlob {
  pieces: Uint8Array[];
  facts: BlobFacts | null;
}

/** A store of one process; every value handed in or out is a copy. */
export class MemoryStore implements LedgerStore {
  #entries: StoredEntry[] = [];
  #rows: ViewRow[] = [];
  #places = new Set<string>();
  #finds: FindRow[] = [];
  #stagedRows: { size: number; rows: ViewRow[]; finds: FindRow[] } | null = null;
  #byKey = new Map<string, number>();
  #tiles = new Map<string, Uint8Array>();
  #head: StoreHead = { size: 0, lastLeafHash: null, frontier: new Uint8Array(0) };
  #checkpoints: StoredCheckpoint[] = [];
  #meta = new Map<string, string>();
  #blobs = new Map<string, MemoryBlob>();

  async head(): Promise<StoreHead> {
    return structuredClone(this.#head);
  }

  async append(batch: AppendBatch): Promise<void> {
    checkBatch(batch, this.#head.size);
    const fresh = new Set<string>();
    for (const { idempotencyKey } of batch.entries) {
      if (idempotencyKey === null) continue;
      if (this.#byKey.has(idempotencyKey) || fresh.has(idempotencyKey)) {
        throw new Fault('idempotency-mismatch', 'this idempotency key was used before');
      }
      fresh.add(idempotencyKey);
    }
    for (const row of batch.rows) {
      const place = placeOf(row);
      if (this.#places.has(place) || fresh.has(place)) {
        throw new Fault('bug', `two rows of entry ${row.seq} have one place`);
      }
      fresh.add(place);
    }
    this.#write(structuredClone(batch));
  }

  #write(batch: AppendBatch): void {
    for (const entry of batch.entries) {
      this.#entries.push(entry);
      if (entry.idempotencyKey !== null) this.#byKey.set(entry.idempotencyKey, entry.seq);
    }
    for (const row of batch.rows) {
      this.#rows.push(row);
      this.#places.add(placeOf(row));
    }
    this.#finds.push(...(batch.finds ?? []));
    for (const tile of batch.tiles) this.#tiles.set(`${tile.level}/${tile.index}`, tile.hashes);
    this.#head = batch.head;
    if (batch.erase.length === 0) return;
    const gone = new Set(batch.erase);
    this.#setRows(this.#rows.filter((row) => !gone.has(row.seq)));
    this.#finds = this.#finds.filter((row) => !gone.has(row.seq));
    for (const seq of gone) {
      const entry = this.#entries[seq];
      if (entry !== undefined) this.#entries[seq] = { ...entry, salt: null, body: null };
    }
  }

  #setRows(rows: ViewRow[]): void {
    this.#rows = rows;
    this.#places = new Set(rows.map(placeOf));
  }

  async byIdempotencyKey(key: string): Promise<StoredEntry | null> {
    const seq = this.#byKey.get(key);
    return seq === undefined ? null : structuredClone(this.#entries[seq] ?? null);
  }

  async entries(query: EntryQuery): Promise<StoredEntry[]> {
    const page = this.#entries.slice(query.from, Math.min(query.to, query.from + MOST_ENTRIES));
    const { compartments } = query;
    return page.map((entry) => {
      const open = compartments === 'all' || compartments.includes(entry.compartment);
      return structuredClone(open ? entry : { ...entry, salt: null, body: null });
    });
  }

  async leafHashes(from: number, to: number): Promise<Uint8Array> {
    const page = this.#entries.slice(from, Math.min(to, from + MOST_HASHES));
    return new Uint8Array(Buffer.concat(page.map((entry) => entry.leafHash)));
  }

  async tile(level: number, index: number): Promise<Uint8Array | null> {
    return this.#tiles.get(`${level}/${index}`)?.slice() ?? null;
  }

  async rows(query: RowQuery): Promise<ViewRow[]> {
    const { after } = query;
    const found = this.#select(query).sort(comparePlaces);
    const rest = after === undefined ? found : found.filter((row) => comparePlaces(row, after) > 0);
    return structuredClone(rest.slice(0, Math.max(0, Math.min(query.limit, MOST_ROWS))));
  }

  async countRows(query: Omit<RowQuery, 'limit' | 'after'>): Promise<number> {
    return this.#select(query).length;
  }

  #select(query: Omit<RowQuery, 'limit' | 'after'>): ViewRow[] {
    const { view, compartments, keys, parent, upTo, latest } = query;
    const seen = this.#rows.filter(
      (row) =>
        row.view === view && compartments.includes(row.compartment) && (upTo === undefined || row.seq < upTo),
    );
    const newest = new Map<string, number>();
    for (const row of seen) newest.set(row.key, Math.max(row.seq, newest.get(row.key) ?? -1));
    return seen.filter(
      (row) =>
        (keys === undefined || keys.includes(row.key)) &&
        (parent === undefined || row.parent === parent) &&
        (latest !== true || newest.get(row.key) === row.seq),
    );
  }

  async find({ compartments, upTo, views, groups, limit }: FindQuery): Promise<Found[]> {
    const holds = (words: readonly string[], wanted: string): boolean =>
      wanted.endsWith('*')
        ? words.some((word) => word.startsWith(wanted.slice(0, -1)))
        : words.includes(wanted);
    return this.#finds
      .filter(
        (row) =>
          compartments.includes(row.compartment) &&
          (upTo === undefined || row.seq < upTo) &&
          (views === undefined || views.includes(row.view)) &&
          groups.every((group) => group.some((wanted) => holds(row.words, wanted))),
      )
      .reverse()
      .slice(0, Math.max(0, Math.min(limit, MOST_FOUND)))
      .map(({ view, key, seq }) => ({ view, key, seq }));
  }

  async findNames({ compartments, keys, limit }: NameQuery): Promise<string[]> {
    const asked = new Set(keys);
    const worth = new Map<string, number>();
    for (const row of this.#finds) {
      if (!compartments.includes(row.compartment)) continue;
      for (const { word, keys: own } of row.names) {
        const shared = own.filter((key) => asked.has(key)).length;
        if (shared > 0) worth.set(word, (shared * shared) / own.length);
      }
    }
    return [...worth]
      .sort(([left, a], [right, b]) => b - a || compareText(left, right))
      .slice(0, Math.max(0, Math.min(limit, MOST_FOUND)))
      .map(([word]) => word);
  }

  async replaceRows(step: Parameters<LedgerStore['replaceRows']>[0]): Promise<void> {
    if (step.begin === true) this.#stagedRows = { size: this.#head.size, rows: [], finds: [] };
    const staged = this.#stagedRows;
    if (staged === null) throw new Fault('bug', 'rows were replaced without a begin');
    for (const row of step.rows ?? []) staged.rows.push({ ...row });
    staged.finds.push(...structuredClone([...(step.finds ?? [])]));
    if (step.commit !== true) return;
    this.#stagedRows = null;
    if (staged.size !== this.#head.size) {
      throw new Fault('ledger-conflict', 'entries were appended while rows were rebuilt');
    }
    this.#setRows(staged.rows);
    this.#finds = staged.finds;
  }

  async sizeAt(sysTime: string): Promise<number> {
    const limit = Date.parse(sysTime);
    const later = this.#entries.findIndex((entry) => recordedAt(entry.leaf) > limit);
    return later === -1 ? this.#entries.length : later;
  }

  async saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void> {
    this.#checkpoints.push(structuredClone(checkpoint));
  }

  async lastCheckpoint(): Promise<StoredCheckpoint | null> {
    return structuredClone(this.#checkpoints.at(-1) ?? null);
  }

  async meta(name: string): Promise<string | null> {
    return this.#meta.get(name) ?? null;
  }

  async setMeta(name: string, value: string): Promise<void> {
    this.#meta.set(name, value);
  }

  async blobBegin(): Promise<string> {
    const blobId = randomBytes(16).toString('hex');
    this.#blobs.set(blobId, { pieces: [], facts: null });
    return blobId;
  }

  async blobWrite(blobId: string, bytes: Uint8Array): Promise<void> {
    const blob = this.#blobs.get(blobId);
    if (blob === undefined || blob.facts !== null)
      throw new Fault('bug', `blob ${blobId} is not being written`);
    blob.pieces.push(bytes.slice());
  }

  async blobFinish(blobId: string): Promise<BlobFacts> {
    const blob = this.#blobs.get(blobId);
    if (blob === undefined || blob.facts !== null)
      throw new Fault('bug', `blob ${blobId} is not being written`);
    const whole = new Uint8Array(Buffer.concat(blob.pieces));
    blob.pieces = [whole];
    blob.facts = { blobId, size: whole.length, sha256: createHash('sha256').update(whole).digest('hex') };
    return { ...blob.facts };
  }

  async blobFacts(blobId: string): Promise<BlobFacts | null> {
    const facts = this.#blobs.get(blobId)?.facts ?? null;
    return facts === null ? null : { ...facts };
  }

  async blobRead(blobId: string, offset: number, length: number): Promise<Uint8Array> {
    const blob = this.#blobs.get(blobId);
    if (blob === undefined || blob.facts === null) throw new Fault('not-found', `no blob ${blobId}`);
    return (blob.pieces[0] ?? new Uint8Array(0)).slice(offset, offset + length);
  }

  async blobErase(blobId: string): Promise<void> {
    this.#blobs.delete(blobId);
  }

  async blobIds(after: string | null, limit: number): Promise<string[]> {
    const ids = [...this.#blobs].filter(([, blob]) => blob.facts !== null).map(([blobId]) => blobId);
    return ids
      .filter((blobId) => after === null || blobId > after)
      .sort()
      .slice(0, limit);
  }

  async verify(): Promise<StorePart[]> {
    return [
      { part: 'database', ok: true, says: `${this.#entries.length} entries in memory` },
      { part: 'keys', ok: true, says: 'a memory store has no keys' },
      { part: 'blobs', ok: true, says: `${this.#blobs.size} blobs in memory` },
      { part: 'views', ok: true, says: `${this.#rows.length} rows in memory` },
    ];
  }

  async close(): Promise<void> {
    this.#stagedRows = null;
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

function recordedAt(leaf: string): number {
  return Date.parse((JSON.parse(leaf) as { sysTime: string }).sysTime);
}

function placeOf(row: ViewRow): string {
  return JSON.stringify([row.view, row.key, row.seq]);
}

type Place = Pick<ViewRow, 'sort' | 'key' | 'seq'>;

function comparePlaces(left: Place, right: Place): number {
  return compareText(left.sort, right.sort) || compareText(left.key, right.key) || left.seq - right.seq;
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right));
}

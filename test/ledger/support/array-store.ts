/** A store whose arrays lie open, so that tests can do to them what someone with the database could do. */
import { Fault } from '#ground';
import type {
  AppendBatch,
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
  ViewRow,
} from '#ledger';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class ArrayStore implements LedgerStore {
  list: Mutable<StoredEntry>[] = [];
  viewRows: Mutable<ViewRow>[] = [];
  tiles = new Map<string, Uint8Array>();
  top: Mutable<StoreHead> = { size: 0, lastLeafHash: null, frontier: new Uint8Array(0) };
  checkpoints: StoredCheckpoint[] = [];
  marks = new Map<string, string>();
  /** Set to make the next append fail before or after it was written. */
  failNext: 'before' | 'after' | null = null;
  leafHashReads = 0;
  finds: FindRow[] = [];
  #staged: ViewRow[] = [];
  #stagedFinds: FindRow[] = [];

  /** The same contents again; entries and rows may be changed without changing the original. */
  copy(): ArrayStore {
    const twin = new ArrayStore();
    twin.list = this.list.map((entry) => ({ ...entry }));
    twin.viewRows = this.viewRows.map((row) => ({ ...row }));
    twin.tiles = new Map(this.tiles);
    twin.top = { ...this.top };
    twin.checkpoints = [...this.checkpoints];
    twin.marks = new Map(this.marks);
    return twin;
  }

  async head(): Promise<StoreHead> {
    return { ...this.top };
  }

  async append(batch: AppendBatch): Promise<void> {
    const failure = this.failNext;
    this.failNext = null;
    if (failure === 'before') throw new Fault('disk-full', 'no space');
    if (batch.expectSize !== this.top.size) throw new Fault('ledger-conflict', 'the ledger has grown');
    const keys = this.list.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
    const all = [...keys, ...batch.entries.flatMap(({ idempotencyKey }) => idempotencyKey ?? [])];
    if (new Set(all).size !== all.length) throw new Fault('idempotency-mismatch', 'a key was used before');
    this.list.push(...batch.entries.map((entry) => ({ ...entry })));
    this.viewRows.push(...batch.rows);
    this.finds.push(...(batch.finds ?? []));
    for (const { level, index, hashes } of batch.tiles) this.tiles.set(`${level}/${index}`, hashes);
    this.top = { ...batch.head };
    for (const seq of batch.erase) Object.assign(this.list[seq] as StoredEntry, { salt: null, body: null });
    this.viewRows = this.viewRows.filter(({ seq }) => !batch.erase.includes(seq));
    this.finds = this.finds.filter(({ seq }) => !batch.erase.includes(seq));
    if (failure === 'after') throw new Fault('disk-full', 'written, but the answer was lost');
  }

  async byIdempotencyKey(key: string): Promise<StoredEntry | null> {
    return this.list.find(({ idempotencyKey }) => idempotencyKey === key) ?? null;
  }

  async entries({ from, to, compartments }: EntryQuery): Promise<StoredEntry[]> {
    return this.list
      .slice(from, to)
      .map((entry) =>
        compartments === 'all' || compartments.includes(entry.compartment)
          ? { ...entry }
          : { ...entry, salt: null, body: null },
      );
  }

  async leafHashes(from: number, to: number): Promise<Uint8Array> {
    this.leafHashReads += to - from;
    return new Uint8Array(Buffer.concat(this.list.slice(from, to).map(({ leafHash }) => leafHash)));
  }

  async tile(level: number, index: number): Promise<Uint8Array | null> {
    return this.tiles.get(`${level}/${index}`) ?? null;
  }

  async rows({ view, compartments, upTo = Infinity, after, limit }: RowQuery): Promise<ViewRow[]> {
    const place = ({ sort, key, seq }: Pick<ViewRow, 'sort' | 'key' | 'seq'>): string =>
      JSON.stringify([sort, key, String(seq).padStart(9, '0')]);
    return this.viewRows
      .filter((row) => row.view === view && compartments.includes(row.compartment) && row.seq < upTo)
      .filter((row) => after === undefined || place(row) > place(after))
      .sort((left, right) => (place(left) < place(right) ? -1 : 1))
      .slice(0, limit);
  }

  async countRows(query: Omit<RowQuery, 'limit' | 'after'>): Promise<number> {
    return (await this.rows({ ...query, limit: Infinity })).length;
  }

  async find({ compartments, upTo = Infinity, groups }: FindQuery): Promise<Found[]> {
    return this.finds.filter(
      ({ words, seq, compartment }) =>
        seq < upTo &&
        compartments.includes(compartment) &&
        groups.every((group) => group.some((word) => words.includes(word))),
    );
  }

  async findNames({ compartments, keys }: NameQuery): Promise<string[]> {
    return this.finds
      .filter(({ compartment }) => compartments.includes(compartment))
      .flatMap(({ names }) => names.filter((name) => name.keys.some((key) => keys.includes(key))))
      .map(({ word }) => word);
  }

  async replaceRows(step: Parameters<LedgerStore['replaceRows']>[0]): Promise<void> {
    if (step.begin === true) this.#staged = [];
    if (step.begin === true) this.#stagedFinds = [];
    this.#staged.push(...(step.rows ?? []));
    this.#stagedFinds.push(...(step.finds ?? []));
    if (step.commit !== true) return;
    this.viewRows = this.#staged;
    this.finds = this.#stagedFinds;
  }

  async sizeAt(sysTime: string): Promise<number> {
    const later = this.list.findIndex(
      ({ leaf }) => (JSON.parse(leaf) as { sysTime: string }).sysTime > sysTime,
    );
    return later === -1 ? this.list.length : later;
  }

  async saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void> {
    this.checkpoints.push(checkpoint);
  }

  async lastCheckpoint(): Promise<StoredCheckpoint | null> {
    return this.checkpoints.at(-1) ?? null;
  }

  async meta(name: string): Promise<string | null> {
    return this.marks.get(name) ?? null;
  }

  async setMeta(name: string, value: string): Promise<void> {
    this.marks.set(name, value);
  }

  async verify(): Promise<[]> {
    return [];
  }

  async close(): Promise<void> {}

  blobBegin = noBlobs;
  blobWrite = noBlobs;
  blobFinish = noBlobs;
  blobFacts = noBlobs;
  blobRead = noBlobs;
  blobErase = noBlobs;
  blobIds = noBlobs;
}

async function noBlobs(): Promise<never> {
  throw new Fault('bug', 'this store keeps no blobs');
}

/**
 * The acceptance suite of the store port. Every store runs it; a store that passes can carry a ledger.
 * It knows only the port: entries are made up here, with a leaf that has the shape the port relies on.
 * Values are compared through `plain`, because stores may return Buffers for byte arrays.
 */
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { findTests } from './acceptance-find.ts';
import type { AppendBatch, LedgerStore, RowQuery, StoredEntry, ViewRow } from '#ledger';

/** A store under test. `reopen` closes and opens again, and is absent where nothing persists. */
export interface StoreUnderTest {
  readonly store: LedgerStore;
  readonly reopen?: () => Promise<LedgerStore>;
  readonly dispose: () => Promise<void>;
}

const KIB = 1024;

/** Bytes as hex and everything else as it is, so that results of all stores compare. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

/** The code of the fault a promise is rejected with, or what else it ended in. */
export async function faultOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no fault',
    (thrown: unknown) => (isFault(thrown) ? thrown.code : `not a fault: ${String(thrown)}`),
  );
}

/** An entry with a well-formed leaf; `minute` sets its time. */
export function makeEntry(seq: number, over: Partial<StoredEntry> & { minute?: number } = {}): StoredEntry {
  const { minute = seq, ...rest } = over;
  const salt = randomBytes(32);
  const body = rest.body ?? `{"note":"entry ${seq}, ծ я Ə ق"}`;
  const sysTime = new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();
  const bodyCommit = createHash('sha256').update(salt).update(body).digest('hex');
  const leaf = `{"actor":"a","bodyCommit":"${bodyCommit}","prev":"","seq":${seq},"sysTime":"${sysTime}","type":"note","v":1}`;
  const leafHash = createHash('sha256').update(Buffer.of(0)).update(leaf).digest();
  return {
    seq,
    leaf,
    leafHash: new Uint8Array(leafHash),
    salt: new Uint8Array(salt),
    body,
    compartment: 'open',
    idempotencyKey: null,
    ...rest,
  };
}

/** A row of view `v` in the open compartment unless told otherwise. */
export function makeRow(seq: number, over: Partial<ViewRow> = {}): ViewRow {
  const row = `{"from":${seq}}`;
  return { view: 'v', key: `k${seq}`, seq, parent: '', sort: '', compartment: 'open', row, ...over };
}

/** A batch of these entries; the head is made up, as a store does not look into it. */
export function makeBatch(entries: readonly StoredEntry[], over: Partial<AppendBatch> = {}): AppendBatch {
  const expectSize = over.expectSize ?? entries[0]?.seq ?? 0;
  const last = entries.at(-1);
  const head = {
    size: expectSize + entries.length,
    lastLeafHash: last === undefined ? null : last.leafHash,
    frontier: new Uint8Array(createHash('sha256').update(String(expectSize)).digest()),
  };
  return { expectSize, entries, rows: [], tiles: [], head, erase: [], ...over };
}

const all: Pick<RowQuery, 'view' | 'compartments' | 'limit'> = {
  view: 'v',
  compartments: ['open'],
  limit: 100,
};

/** Runs every rule of the port against one store. */
export function runStoreTests(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`the ${name} store`, () => {
    let under: StoreUnderTest;
    let store: LedgerStore;
    beforeEach(async () => {
      under = await makeStore();
      store = under.store;
    });
    afterEach(() => under.dispose());
    const scene: Scene = { store: () => store, under: () => under };
    describe('append', () => appendTests(scene));
    describe('entries', () => entryTests(scene));
    describe('rows', () => rowTests(scene));
    describe('rebuild', () => rebuildTests(scene));
    describe('compartments', () => compartmentTests(scene));
    describe('erasure', () => erasureTests(scene));
    describe('finding', () => findTests(scene));
    describe('blobs', () => blobTests(scene));
    describe('persistence', () => persistenceTests(scene));
  });
}

/** What the tests of one part of the port need. */
export interface Scene {
  readonly store: () => LedgerStore;
  readonly under: () => StoreUnderTest;
}

function appendTests({ store }: Scene): void {
  test('an empty ledger has size 0 and no last hash', async () => {
    expect(plain(await store().head())).toEqual({ size: 0, lastLeafHash: null, frontier: '' });
    expect(await store().entries({ from: 0, to: 10, compartments: 'all' })).toEqual([]);
  });

  test('an entry comes back byte for byte', async () => {
    const entry = makeEntry(0, { body: '{"text":"ծառ \\u0000 \u0000 ə́ 😀 ق"}', idempotencyKey: 'ключ-1' });
    const batch = makeBatch([entry]);
    await store().append(batch);
    expect(plain(await store().entries({ from: 0, to: 1, compartments: 'all' }))).toEqual([plain(entry)]);
    expect(plain(await store().head())).toEqual(plain(batch.head));
  });

  test('an empty body and a body of several megabytes come back', async () => {
    const entries = [makeEntry(0, { body: '""' }), makeEntry(1, { body: `"${'ё'.repeat(2_000_000)}"` })];
    await store().append(makeBatch(entries));
    expect(plain(await store().entries({ from: 0, to: 2, compartments: 'all' }))).toEqual(plain(entries));
  });

  test('a stale size is a ledger-conflict and writes nothing', async () => {
    await store().append(makeBatch([makeEntry(0)]));
    const stale = makeBatch([makeEntry(0)], { rows: [makeRow(0)] });
    expect(await faultOf(store().append(stale))).toBe('ledger-conflict');
    const early = makeBatch([makeEntry(7)], { rows: [makeRow(7)] });
    expect(await faultOf(store().append(early))).toBe('ledger-conflict');
    expect((await store().head()).size).toBe(1);
    expect(await store().countRows(all)).toBe(0);
  });

  test('a batch that fails at its last row leaves nothing behind', async () => {
    await store().append(makeBatch([makeEntry(0, { idempotencyKey: 'once' })], { rows: [makeRow(0)] }));
    const batch = makeBatch([makeEntry(1), makeEntry(2, { idempotencyKey: 'once' })], {
      rows: [makeRow(1), makeRow(2)],
      tiles: [{ level: 1, index: 0, hashes: new Uint8Array(8192) }],
      erase: [0],
    });
    expect(await faultOf(store().append(batch))).toBe('idempotency-mismatch');
    expect((await store().head()).size).toBe(1);
    expect(await store().countRows(all)).toBe(1);
    expect(await store().tile(1, 0)).toBe(null);
    const [first] = await store().entries({ from: 0, to: 9, compartments: 'all' });
    expect(first?.body).not.toBe(null);
  });

  test('an idempotency key is unique across batches and inside one', async () => {
    const twice = [makeEntry(0, { idempotencyKey: 'same' }), makeEntry(1, { idempotencyKey: 'same' })];
    expect(await faultOf(store().append(makeBatch(twice)))).toBe('idempotency-mismatch');
    const entry = makeEntry(0, { idempotencyKey: 'same' });
    await store().append(makeBatch([entry]));
    expect(plain(await store().byIdempotencyKey('same'))).toEqual(plain(entry));
    expect(await store().byIdempotencyKey('other')).toBe(null);
    expect(await store().byIdempotencyKey('')).toBe(null);
  });

  test('many entries may have no idempotency key', async () => {
    await store().append(makeBatch([makeEntry(0), makeEntry(1), makeEntry(2)]));
    expect((await store().head()).size).toBe(3);
  });

  test('of concurrent appends to one size exactly one wins and the others conflict', async () => {
    for (let size = 0; size < 5; size += 1) {
      const attempts = Array.from({ length: 8 }, () => {
        return faultOf(store().append(makeBatch([makeEntry(size)], { rows: [makeRow(size)] })));
      });
      const ends = await Promise.all(attempts);
      expect(ends.filter((end) => end === 'no fault')).toHaveLength(1);
      expect(ends.filter((end) => end === 'ledger-conflict')).toHaveLength(7);
    }
    expect((await store().head()).size).toBe(5);
    expect(await store().countRows(all)).toBe(5);
  });

  test('a batch may hold no entries and still move nothing', async () => {
    await store().append(makeBatch([makeEntry(0)]));
    const { head } = makeBatch([makeEntry(0)]);
    await store().append({ expectSize: 1, entries: [], rows: [], tiles: [], head, erase: [] });
    expect((await store().head()).size).toBe(1);
  });

  test('verify reads every part and finds nothing wrong', async () => {
    await store().append(makeBatch([makeEntry(0), makeEntry(1)], { rows: [makeRow(0)] }));
    const parts = await store().verify();
    expect(parts.map(({ part }) => part).sort()).toEqual(['blobs', 'database', 'keys', 'views']);
    expect(parts.filter(({ ok }) => !ok)).toEqual([]);
  });
}

function entryTests({ store }: Scene): void {
  test('entries come in order and by page', async () => {
    const entries = Array.from({ length: 2500 }, (_, seq) => makeEntry(seq));
    await store().append(makeBatch(entries));
    const page = await store().entries({ from: 990, to: 2010, compartments: 'all' });
    expect(plain(page)).toEqual(plain(entries.slice(990, 2010)));
    expect(await store().entries({ from: 2500, to: 2600, compartments: 'all' })).toEqual([]);
    expect(await store().entries({ from: 2400, to: 9999, compartments: 'all' })).toHaveLength(100);
    expect(await store().entries({ from: 5, to: 5, compartments: 'all' })).toEqual([]);
  });

  test('one call returns at most 20,000 entries', async () => {
    const entries = Array.from({ length: 20_010 }, (_, seq) => makeEntry(seq, { body: '0' }));
    await store().append(makeBatch(entries));
    const page = await store().entries({ from: 0, to: 20_010, compartments: 'all' });
    expect(page).toHaveLength(20_000);
    expect(page.at(-1)?.seq).toBe(19_999);
  });

  test('leaf hashes are concatenated in order', async () => {
    const entries = Array.from({ length: 300 }, (_, seq) => makeEntry(seq));
    await store().append(makeBatch(entries));
    const hashes = await store().leafHashes(10, 290);
    expect(plain(hashes)).toBe(plain(Buffer.concat(entries.slice(10, 290).map((entry) => entry.leafHash))));
    expect(await store().leafHashes(300, 310)).toHaveLength(0);
  });

  test('tiles come back and a missing tile is null', async () => {
    const hashes = new Uint8Array(randomBytes(8192));
    await store().append(makeBatch([makeEntry(0)], { tiles: [{ level: 1, index: 3, hashes }] }));
    expect(plain(await store().tile(1, 3))).toBe(plain(hashes));
    expect(await store().tile(1, 4)).toBe(null);
    expect(await store().tile(2, 3)).toBe(null);
  });

  test('the size at a time counts the entries recorded up to then', async () => {
    expect(await store().sizeAt('2026-06-01T00:00:00.000Z')).toBe(0);
    const minutes = [0, 0, 5, 5, 5, 9];
    await store().append(makeBatch(minutes.map((minute, seq) => makeEntry(seq, { minute }))));
    expect(await store().sizeAt('2025-12-31T23:59:59.999Z')).toBe(0);
    expect(await store().sizeAt('2026-01-01T00:00:00.000Z')).toBe(2);
    expect(await store().sizeAt('2026-01-01T00:04:59.999Z')).toBe(2);
    expect(await store().sizeAt('2026-01-01T00:05:00Z')).toBe(5);
    expect(await store().sizeAt('2026-01-01T00:09:00.000Z')).toBe(6);
    expect(await store().sizeAt('2027-01-01T00:00:00.000Z')).toBe(6);
  });

  test('the last checkpoint is the one saved last', async () => {
    expect(await store().lastCheckpoint()).toBe(null);
    const root = new Uint8Array(randomBytes(32));
    const first = { size: 1, root, note: 'origin\n1\nx\n\n— k s\n', madeAt: '2026-01-01T00:00:00.000Z' };
    await store().saveCheckpoint(first);
    await store().saveCheckpoint({ ...first, size: 2, madeAt: '2026-01-02T00:00:00.000Z' });
    expect(plain(await store().lastCheckpoint())).toEqual(
      plain({ ...first, size: 2, madeAt: '2026-01-02T00:00:00.000Z' }),
    );
  });

  test('named values can be set, changed and are null before', async () => {
    expect(await store().meta('title')).toBe(null);
    await store().setMeta('title', 'one');
    await store().setMeta('title', 'two');
    await store().setMeta('other', '');
    expect(await store().meta('title')).toBe('two');
    expect(await store().meta('other')).toBe('');
  });
}

async function fillRows(store: LedgerStore): Promise<ViewRow[]> {
  const rows = [
    makeRow(0, { key: 'b', sort: '2' }),
    makeRow(0, { key: 'a', sort: '2' }),
    makeRow(1, { key: 'c', sort: '1', parent: 'p' }),
    makeRow(2, { key: 'a', sort: '1', parent: 'p' }),
    makeRow(3, { key: 'd', sort: '\uFF21' }),
    makeRow(3, { key: 'e', sort: '😀' }),
    makeRow(3, { key: 'a', view: 'w', sort: '0' }),
  ];
  await store.append(makeBatch([makeEntry(0), makeEntry(1), makeEntry(2), makeEntry(3)], { rows }));
  return rows;
}

const names = (rows: readonly ViewRow[]): string[] => rows.map(({ key, seq }) => `${key}${seq}`);

function rowTests({ store }: Scene): void {
  test('rows come back whole, ordered by sort, key and entry, by UTF-8 bytes', async () => {
    const rows = await fillRows(store());
    const found = await store().rows(all);
    expect(names(found)).toEqual(['a2', 'c1', 'a0', 'b0', 'd3', 'e3']);
    expect(found[0]).toEqual(rows[3]);
    expect(names(await store().rows({ ...all, view: 'w' }))).toEqual(['a3']);
    expect(await store().rows({ ...all, view: 'nothing' })).toEqual([]);
  });

  test('a key may sort in capitals before small letters, whatever the locale', async () => {
    const rows = ['b', 'B', 'a', 'ä', '_', 'Z'].map((key) => makeRow(0, { key }));
    await store().append(makeBatch([makeEntry(0)], { rows }));
    expect(names(await store().rows(all))).toEqual(['B0', 'Z0', '_0', 'a0', 'b0', 'ä0']);
  });

  test('latest keeps the newest row of each key, though its place in the order changed', async () => {
    await fillRows(store());
    expect(names(await store().rows({ ...all, latest: true }))).toEqual(['a2', 'c1', 'b0', 'd3', 'e3']);
    expect(await store().countRows({ ...all, latest: true })).toBe(5);
  });

  test('upTo shows the view as it was known at that size', async () => {
    await fillRows(store());
    expect(names(await store().rows({ ...all, upTo: 2 }))).toEqual(['c1', 'a0', 'b0']);
    expect(names(await store().rows({ ...all, upTo: 2, latest: true }))).toEqual(['c1', 'a0', 'b0']);
    expect(names(await store().rows({ ...all, upTo: 3, latest: true }))).toEqual(['a2', 'c1', 'b0']);
    expect(await store().countRows({ ...all, upTo: 0 })).toBe(0);
  });

  test('keys and parent narrow the rows', async () => {
    await fillRows(store());
    expect(names(await store().rows({ ...all, keys: ['a', 'd', 'zz'] }))).toEqual(['a2', 'a0', 'd3']);
    expect(names(await store().rows({ ...all, keys: [] }))).toEqual([]);
    expect(names(await store().rows({ ...all, parent: 'p' }))).toEqual(['a2', 'c1']);
    expect(names(await store().rows({ ...all, parent: '' }))).toEqual(['a0', 'b0', 'd3', 'e3']);
    expect(names(await store().rows({ ...all, parent: 'p', keys: ['a'], latest: true }))).toEqual(['a2']);
    expect(await store().countRows({ ...all, parent: 'p' })).toBe(2);
    expect(await store().countRows({ ...all, keys: ['a'] })).toBe(2);
  });

  test('a row that left its parent is no longer the latest there', async () => {
    await store().append(
      makeBatch([makeEntry(0), makeEntry(1)], {
        rows: [makeRow(0, { key: 'x', parent: 'p' }), makeRow(1, { key: 'x', parent: 'q' })],
      }),
    );
    expect(names(await store().rows({ ...all, parent: 'p', latest: true }))).toEqual([]);
    expect(names(await store().rows({ ...all, parent: 'q', latest: true }))).toEqual(['x1']);
  });

  test('pages of any size walk through every row once', async () => {
    await fillRows(store());
    for (const latest of [false, true]) {
      const whole = names(await store().rows({ ...all, latest }));
      for (const limit of [1, 2, 3, 7]) {
        const walked: string[] = [];
        for (let page = await store().rows({ ...all, latest, limit }); page.length > 0;) {
          walked.push(...names(page));
          const last = page.at(-1);
          if (last === undefined) break;
          page = await store().rows({ ...all, latest, limit, after: last });
        }
        expect(walked).toEqual(whole);
      }
    }
    expect(await store().rows({ ...all, limit: 0 })).toEqual([]);
  });

  test('one call returns at most 10,000 rows', async () => {
    const rows = Array.from({ length: 10_001 }, (_, at) => makeRow(0, { key: String(at) }));
    await store().append(makeBatch([makeEntry(0)], { rows }));
    expect(await store().rows({ ...all, limit: 1_000_000 })).toHaveLength(10_000);
    expect(await store().countRows(all)).toBe(10_001);
  });

  test('words that look like SQL are only words', async () => {
    const key = `x'); DROP TABLE entry; --"`;
    await store().append(makeBatch([makeEntry(0)], { rows: [makeRow(0, { key, parent: key, sort: key })] }));
    const query = { ...all, keys: [key], parent: key };
    expect((await store().rows(query)).map((row) => row.key)).toEqual([key]);
    expect((await store().head()).size).toBe(1);
  });
}

function rebuildTests({ store }: Scene): void {
  test('rebuilding replaces every row of every view', async () => {
    await fillRows(store());
    await store().replaceRows({ begin: true });
    await store().replaceRows({ rows: [makeRow(1, { key: 'new' })] });
    expect(await store().countRows(all)).toBe(6);
    await store().replaceRows({ rows: [makeRow(2, { key: 'newer' })], commit: true });
    expect(names(await store().rows(all))).toEqual(['new1', 'newer2']);
    expect(await store().countRows({ ...all, view: 'w' })).toBe(0);
  });

  test('a rebuild that was begun and never committed changes nothing', async () => {
    await fillRows(store());
    await store().replaceRows({ begin: true, rows: [makeRow(1, { key: 'lost' })] });
    expect(await store().countRows(all)).toBe(6);
    await store().replaceRows({ begin: true, rows: [makeRow(1, { key: 'kept' })], commit: true });
    expect(names(await store().rows(all))).toEqual(['kept1']);
  });

  test('a rebuild overtaken by an append is refused and keeps the rows', async () => {
    await fillRows(store());
    await store().replaceRows({ begin: true, rows: [] });
    await store().append(makeBatch([makeEntry(4)], { rows: [makeRow(4)] }));
    expect(await faultOf(store().replaceRows({ commit: true }))).toBe('ledger-conflict');
    expect(await store().countRows(all)).toBe(7);
  });
}

async function fillCompartments(store: LedgerStore): Promise<void> {
  const entries = [makeEntry(0), makeEntry(1, { compartment: 'sealed', idempotencyKey: 's' }), makeEntry(2)];
  const rows = [
    makeRow(0, { key: 'x', sort: '1' }),
    makeRow(1, { key: 'x', sort: '2', compartment: 'sealed' }),
    makeRow(1, { key: 'y', parent: 'p', compartment: 'sealed' }),
    makeRow(2, { key: 'z', compartment: 'open' }),
  ];
  await store.append(makeBatch(entries, { rows }));
}

function compartmentTests({ store }: Scene): void {
  test('a reader outside a compartment gets no row of it, however it is asked for', async () => {
    await fillCompartments(store());
    expect(names(await store().rows(all))).toEqual(['z2', 'x0']);
    expect(names(await store().rows({ ...all, keys: ['y'] }))).toEqual([]);
    expect(names(await store().rows({ ...all, parent: 'p' }))).toEqual([]);
    expect(names(await store().rows({ ...all, compartments: [] }))).toEqual([]);
    expect(names(await store().rows({ ...all, compartments: ['sealed'] }))).toEqual(['y1', 'x1']);
    expect(names(await store().rows({ ...all, compartments: ['sealed', 'open'] }))).toEqual([
      'y1',
      'z2',
      'x0',
      'x1',
    ]);
  });

  test('counts and the newest row are those of a ledger without the closed rows', async () => {
    await fillCompartments(store());
    expect(await store().countRows(all)).toBe(2);
    expect(await store().countRows({ ...all, parent: 'p' })).toBe(0);
    expect(names(await store().rows({ ...all, latest: true }))).toEqual(['z2', 'x0']);
    const both = { ...all, latest: true, compartments: ['open', 'sealed'] };
    expect(names(await store().rows(both))).toEqual(['y1', 'z2', 'x1']);
  });

  test('leaves are for everybody, bodies and salts only for members', async () => {
    await fillCompartments(store());
    const page = await store().entries({ from: 0, to: 3, compartments: ['open'] });
    expect(page.map(({ body }) => body === null)).toEqual([false, true, false]);
    expect(page.map(({ salt }) => salt === null)).toEqual([false, true, false]);
    expect(page.every(({ leaf }) => leaf.length > 0)).toBe(true);
    const closed = await store().entries({ from: 0, to: 3, compartments: [] });
    expect(closed.map(({ body }) => body)).toEqual([null, null, null]);
    const every = await store().entries({ from: 0, to: 3, compartments: 'all' });
    expect(every.filter(({ body }) => body === null)).toEqual([]);
  });
}

function erasureTests({ store, under }: Scene): void {
  test('erasing removes body, salt and rows and keeps the leaf', async () => {
    const entries = [makeEntry(0, { idempotencyKey: 'k' }), makeEntry(1)];
    await store().append(makeBatch(entries, { rows: [makeRow(0), makeRow(0, { view: 'w' }), makeRow(1)] }));
    await store().append(makeBatch([makeEntry(2)], { rows: [makeRow(2)], erase: [0] }));
    const [first, second] = await store().entries({ from: 0, to: 2, compartments: 'all' });
    expect(plain(first)).toEqual(plain({ ...entries[0], salt: null, body: null }));
    expect(plain(second)).toEqual(plain(entries[1]));
    expect(names(await store().rows(all))).toEqual(['k11', 'k22']);
    expect(await store().countRows({ ...all, view: 'w' })).toBe(0);
    expect(plain(await store().leafHashes(0, 1))).toBe(plain(entries[0]?.leafHash));
    expect((await store().byIdempotencyKey('k'))?.body).toBe(null);
    expect((await store().verify()).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('erasing again, or what is not there, is harmless', async () => {
    await store().append(makeBatch([makeEntry(0)]));
    await store().append(makeBatch([makeEntry(1)], { erase: [0, 0] }));
    await store().append(makeBatch([makeEntry(2)], { erase: [0, 99] }));
    expect((await store().head()).size).toBe(3);
  });

  test('an erasure outlives a restart', async () => {
    const { reopen } = under();
    await store().append(makeBatch([makeEntry(0)], { rows: [makeRow(0)] }));
    await store().append(makeBatch([makeEntry(1)], { erase: [0] }));
    const again = reopen === undefined ? store() : await reopen();
    const [first] = await again.entries({ from: 0, to: 1, compartments: 'all' });
    expect(first?.body).toBe(null);
    expect(await again.countRows(all)).toBe(0);
  });
}

async function putBlob(store: LedgerStore, bytes: Uint8Array, piece: number): Promise<string> {
  const blobId = await store.blobBegin();
  for (let at = 0; at < bytes.length; at += piece) {
    await store.blobWrite(blobId, bytes.subarray(at, at + piece));
  }
  expect(await store.blobFacts(blobId)).toBe(null);
  const facts = await store.blobFinish(blobId);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(facts).toEqual({ blobId, size: bytes.length, sha256 });
  expect(await store.blobFacts(blobId)).toEqual(facts);
  return blobId;
}

function blobTests({ store, under }: Scene): void {
  const sizes = [0, 1, 64 * KIB - 1, 64 * KIB, 64 * KIB + 1, 128 * KIB, 5_000_000];
  test.each(sizes)('a blob of %i bytes comes back whole and in parts', async (size) => {
    const bytes = new Uint8Array(randomBytes(size));
    const blobId = await putBlob(store(), bytes, 100_000);
    expect(plain(await store().blobRead(blobId, 0, size + 10))).toBe(plain(bytes));
    const spans = [
      [0, 1],
      [size - 1, 1],
      [64 * KIB - 1, 2],
      [size >> 1, 70_000],
      [size, 5],
      [size + 99, 5],
      [0, 0],
    ] as const;
    for (const [offset, length] of spans) {
      if (offset < 0) continue;
      const expected = bytes.subarray(offset, offset + length);
      expect(plain(await store().blobRead(blobId, offset, length))).toBe(plain(expected));
    }
  });

  test('pieces of any size give the same blob', async () => {
    const bytes = new Uint8Array(randomBytes(200_001));
    for (const piece of [1_000, 65_536, 200_001]) {
      const blobId = await putBlob(store(), bytes, piece);
      expect(plain(await store().blobRead(blobId, 0, 200_001))).toBe(plain(bytes));
    }
  });

  test('an empty write changes nothing', async () => {
    const blobId = await store().blobBegin();
    await store().blobWrite(blobId, new Uint8Array(0));
    await store().blobWrite(blobId, Uint8Array.of(7));
    await store().blobWrite(blobId, new Uint8Array(0));
    expect((await store().blobFinish(blobId)).size).toBe(1);
  });

  test('two blobs can be written side by side', async () => {
    const [one, two] = [await store().blobBegin(), await store().blobBegin()];
    expect(one).not.toBe(two);
    await store().blobWrite(one, Uint8Array.of(1));
    await store().blobWrite(two, Uint8Array.of(2, 2));
    await store().blobWrite(one, Uint8Array.of(1));
    await store().blobFinish(two);
    await store().blobFinish(one);
    expect(plain(await store().blobRead(one, 0, 9))).toBe('0101');
    expect(plain(await store().blobRead(two, 0, 9))).toBe('0202');
  });

  test('blobs are listed by page in the order of their ids', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) ids.push(await putBlob(store(), Uint8Array.of(at), 9));
    await store().blobBegin();
    ids.sort();
    expect(await store().blobIds(null, 10)).toEqual(ids);
    expect(await store().blobIds(null, 2)).toEqual(ids.slice(0, 2));
    expect(await store().blobIds(ids[1] ?? null, 2)).toEqual(ids.slice(2, 4));
    expect(await store().blobIds(ids[4] ?? null, 2)).toEqual([]);
  });

  test('an erased blob is gone, an unknown one was never there', async () => {
    const blobId = await putBlob(store(), new Uint8Array(70_000), 70_000);
    await store().blobErase(blobId);
    expect(await store().blobFacts(blobId)).toBe(null);
    expect(await faultOf(store().blobRead(blobId, 0, 1))).toBe('not-found');
    expect(await store().blobIds(null, 10)).toEqual([]);
    await store().blobErase(blobId);
    expect(await store().blobFacts('00')).toBe(null);
    expect(await faultOf(store().blobRead('00', 0, 1))).toBe('not-found');
    expect((await store().verify()).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('a finished blob takes no more bytes', async () => {
    const blobId = await putBlob(store(), Uint8Array.of(1), 9);
    expect(await faultOf(store().blobWrite(blobId, Uint8Array.of(2)))).toBe('bug');
    expect(await faultOf(store().blobFinish(blobId))).toBe('bug');
    expect(await faultOf(store().blobWrite('00', Uint8Array.of(2)))).toBe('bug');
  });

  test('a blob outlives a restart, an unfinished one does not', async () => {
    const { reopen } = under();
    if (reopen === undefined) return;
    const bytes = new Uint8Array(randomBytes(100_000));
    const blobId = await putBlob(store(), bytes, 50_000);
    const unfinished = await store().blobBegin();
    await store().blobWrite(unfinished, bytes);
    const again = await reopen();
    expect(plain(await again.blobRead(blobId, 0, 100_000))).toBe(plain(bytes));
    expect(await again.blobIds(null, 10)).toEqual([blobId]);
    expect(await faultOf(again.blobWrite(unfinished, bytes))).toBe('bug');
  });
}

function persistenceTests({ store, under }: Scene): void {
  test('everything acknowledged is there after closing and opening', async () => {
    const { reopen } = under();
    if (reopen === undefined) return;
    const entries = [makeEntry(0, { idempotencyKey: 'k' }), makeEntry(1, { compartment: 'sealed' })];
    const hashes = new Uint8Array(randomBytes(8192));
    const tiles = [{ level: 2, index: 0, hashes }];
    const batch = makeBatch(entries, { rows: [makeRow(0), makeRow(1)], tiles });
    await store().append(batch);
    await store().setMeta('title', 'kept');
    const root = new Uint8Array(randomBytes(32));
    const checkpoint = { size: 2, root, note: 'note', madeAt: '2026-01-01T00:00:00.000Z' };
    await store().saveCheckpoint(checkpoint);
    const again = await reopen();
    expect(plain(await again.head())).toEqual(plain(batch.head));
    expect(plain(await again.entries({ from: 0, to: 9, compartments: 'all' }))).toEqual(plain(entries));
    expect(await again.rows(all)).toEqual(batch.rows);
    expect(plain(await again.tile(2, 0))).toBe(plain(hashes));
    expect(await again.meta('title')).toBe('kept');
    expect(plain(await again.lastCheckpoint())).toEqual(plain(checkpoint));
    expect(plain(await again.byIdempotencyKey('k'))).toEqual(plain(entries[0]));
    await again.append(makeBatch([makeEntry(2)]));
    expect((await again.head()).size).toBe(3);
  });
}

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixedClock, isFault, seededRandom } from '#ground';
import { asKnownOn, BODY_ERASED, findsOf, Ledger, rebuild, rowsOf, type Projection } from '#ledger';
import { MemoryStore } from '#stores/memory';
import { ArrayStore } from './support/array-store.ts';
import { draft, history, PROJECTIONS } from './support/history.ts';

const SLOW = process.env['SLOW'] === '1';
const entry = {
  seq: 4,
  type: 'a',
  body: { b: 1 },
  actor: 'x',
  sysTime: '2026-01-01T00:00:00.000Z',
  compartment: 'sealed-1',
};
const all = async (store: MemoryStore): Promise<unknown[]> => {
  const views = ['log', 'value', 'order'];
  const pages = views.map((view) => store.rows({ view, compartments: ['open', 'sealed-1'], limit: 10_000 }));
  return (await Promise.all(pages)).flat();
};

describe('projections', () => {
  test('L17 a rebuild gives the same rows as recording did, for any history with erasures', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.string(), async (size, seed) => {
        const random = seededRandom(seed);
        const store = new MemoryStore();
        const clock = fixedClock('2026-01-01T00:00:00.000Z', 1000);
        const ledger = await Ledger.open(store, { clock, projections: PROJECTIONS });
        const live: number[] = [];
        for (let n = 0; n < size; n++) {
          const [receipt] = await ledger.append([draft(random)]);
          live.push(receipt?.seq ?? -1);
          if (random.below(5) > 0) continue;
          const [seq = -1] = live.splice(random.below(live.length), 1);
          await ledger.erase({ seqs: [seq], basis: 'court-order', reason: '', actor: 'owner' });
        }
        const before = await all(store);
        await rebuild(store, PROJECTIONS);
        expect(await all(store)).toEqual(before);
        expect(before.length).toBeGreaterThan(0);
      }),
      { numRuns: SLOW ? 200 : 15 },
    );
  });

  test('L22 a rebuild finds what recording did, in its compartment, and nothing that was erased', async () => {
    const words: Projection = {
      name: 'words',
      version: 1,
      project: () => [],
      finds: ({ seq, type, body }) =>
        type === 'note'
          ? [{ view: 'notes', key: `n${seq}`, words: (body as { note: string }).note.split(' '), names: [] }]
          : [],
    };
    const store = new MemoryStore();
    const ledger = await Ledger.open(store, { projections: [words] });
    const note = (text: string, compartment = 'open') => ({
      type: 'note',
      body: { note: text },
      actor: 'owner',
      compartment,
    });
    await ledger.append([note('here told'), note('there told', 'sealed-1'), note('gone told')]);
    await ledger.erase({ seqs: [2], basis: 'court-order', reason: '', actor: 'owner' });
    const found = async (compartments: string[], upTo = 9) =>
      (await store.find({ compartments, groups: [['told']], upTo, limit: 9 })).map(({ key }) => key);
    for (const again of [false, true]) {
      if (again) await rebuild(store, [words]);
      expect(await found(['open'])).toEqual(['n0']);
      expect(await found(['open', 'sealed-1'])).toEqual(['n1', 'n0']);
      expect(await found(['open', 'sealed-1'], 1)).toEqual(['n0']);
    }
  });

  test('L22 two things to be found under one key from one entry are a bug of the projection', () => {
    const twice: Projection = {
      name: 'twice',
      version: 1,
      project: () => [],
      finds: () => [1, 2].map(() => ({ view: 'v', key: 'a', words: ['w'], names: [] })),
    };
    expect(() => findsOf(entry, [twice])).toThrow(expect.objectContaining({ code: 'bug' }));
  });

  test('L9 a row belongs to its entry and its compartment, whatever the projection says', () => {
    const [log] = rowsOf(entry, PROJECTIONS);
    expect(log).toEqual({
      view: 'log',
      key: 'n4',
      seq: 4,
      parent: '',
      sort: '000000004',
      compartment: 'sealed-1',
      row: '{"actor":"x","sysTime":"2026-01-01T00:00:00.000Z","type":"a"}',
    });
  });

  test('L9 two rows for one key from one entry are a bug of the projection', () => {
    const twice: Projection = {
      name: 'twice',
      version: 1,
      project: () => [
        { key: 'a', row: 1 },
        { key: 'a', row: 2 },
      ],
    };
    expect(() => rowsOf(entry, [twice])).toThrow(expect.objectContaining({ code: 'bug' }));
  });

  test('L9 the newest row of a key wins, and the older ones stay', async () => {
    const store = new MemoryStore();
    const ledger = await Ledger.open(store, { projections: PROJECTIONS });
    for (const n of [1, 2, 3]) await ledger.append([{ type: 'a', body: { key: 'k', n }, actor: 'owner' }]);
    const query = { view: 'value', compartments: ['open'], limit: 10 };
    expect((await store.rows({ ...query, latest: true })).map(({ seq }) => seq)).toEqual([2]);
    expect((await store.rows(query)).length).toBe(3);
  });

  test('L17 rows of other projections, or of other versions, are rebuilt on open', async () => {
    const { store } = await history(40, 'versions');
    const changed = PROJECTIONS.map((projection) =>
      projection.name === 'log'
        ? { ...projection, version: 2, project: () => [{ key: 'one', row: 1 }] }
        : projection,
    );
    await Ledger.open(store, { projections: changed });
    const live = store.list.filter(({ body }) => body !== null).length;
    expect(store.viewRows.filter(({ view, key }) => view === 'log' && key === 'one').length).toBe(live);
    const reads = store.viewRows;
    await Ledger.open(store, { projections: changed });
    expect(store.viewRows).toBe(reads);
  });

  test('L9 a bug in a projection stops the recording and leaves nothing', async () => {
    const store = new ArrayStore();
    const broken: Projection = { name: 'broken', version: 1, project: () => [{ key: 'a', row: 0.5 }] };
    const ledger = await Ledger.open(store, { projections: [broken] });
    await expect(ledger.append([draft(seededRandom(1))])).rejects.toSatisfy((thrown) => isFault(thrown));
    expect(store.list).toEqual([]);
  });
});

describe('as known on', () => {
  test('L18 later entries do not show in what was known', async () => {
    const store = new MemoryStore();
    const clock = fixedClock('2026-03-01T23:00:00.000Z', 3_600_000);
    const ledger = await Ledger.open(store, { clock, projections: PROJECTIONS });
    for (const n of [1, 2, 3]) await ledger.append([{ type: 'a', body: { key: 'k', n }, actor: 'owner' }]);
    const known = async (when: string): Promise<string[]> => {
      const { upTo } = await asKnownOn(store, when);
      const rows = await store.rows({ view: 'value', compartments: ['open'], latest: true, upTo, limit: 10 });
      return rows.map(({ row }) => row);
    };
    expect(await known('2026-02-28')).toEqual([]);
    expect(await known('2026-03-01')).toEqual(['{"n":1,"words":null}']);
    expect(await known('2026-03-02T00:00:00.000Z')).toEqual(['{"n":2,"words":null}']);
    expect(await known('2026-03-02T00:59:59.999Z')).toEqual(['{"n":2,"words":null}']);
    expect(await known('2026-03-02')).toEqual(['{"n":3,"words":null}']);
    expect(await asKnownOn(store, '2027-01-01')).toEqual({ upTo: 3, until: '2027-01-01T23:59:59.999Z' });
  });

  test('L18 what was known then is the same after any later recording', async () => {
    const { store, ledger } = await history(50, 'then', []);
    const time = (JSON.parse(store.list[24]?.leaf ?? '') as { sysTime: string }).sysTime;
    const before = await asKnownOn(store, time);
    await ledger.append([draft(seededRandom('later'))]);
    expect(await asKnownOn(store, time)).toEqual(before);
    expect(before.upTo).toBeGreaterThanOrEqual(25);
    expect(store.list.slice(before.upTo).every(({ leaf }) => !leaf.includes(`"${time}"`))).toBe(true);
  });

  test.each(['', 'yesterday', '2026', '2026-13-01', '2026-02-30', '2026-01-01T00:00:00Z'])(
    'L18 something else than a day or an instant is refused: %j',
    async (when) => {
      await expect(asKnownOn(new MemoryStore(), when)).rejects.toSatisfy((thrown) =>
        isFault(thrown, 'date-malformed'),
      );
    },
  );

  test('L18 erased then is erased in every view of the past', async () => {
    const { store, ledger } = await history(10, 'past');
    const seq = store.list.find(({ body, leaf }) => body !== null && !leaf.includes(BODY_ERASED))?.seq ?? -1;
    await ledger.erase({ seqs: [seq], basis: 'life-safety', reason: '', actor: 'owner' });
    expect(
      (await store.rows({ view: 'log', compartments: ['open', 'sealed-1'], upTo: 10, limit: 100 })).some(
        (row) => row.seq === seq,
      ),
    ).toBe(false);
  });
});

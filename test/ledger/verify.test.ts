import { describe, expect, test } from 'vitest';
import { seededRandom } from '#ground';
import { Ledger, packEntries, signNote, verifyLedger, type LedgerPart, type Verification } from '#ledger';
import { MemoryStore } from '#stores/memory';
import { ArrayStore } from './support/array-store.ts';
import { draft, history, PROJECTIONS, SIGNER, VERIFIER } from './support/history.ts';
import { CHANGES, mutant, unnoticed } from './support/mutate.ts';

const SLOW = process.env['SLOW'] === '1';
const part = (report: Verification, name: LedgerPart['part']): LedgerPart | undefined =>
  report.parts.find(({ part: found }) => found === name);

describe('a genuine ledger', () => {
  test('L4 L16 verifies in every part and says until when it is covered', async () => {
    const { store, kept } = await history(200, 'genuine');
    const report = await verifyLedger(store, {
      verifiers: [VERIFIER],
      outside: [kept.note],
      projections: PROJECTIONS,
    });
    expect(report.parts.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.parts.map(({ part: name }) => name)).toEqual([
      'entries',
      'chain',
      'bodies',
      'erasures',
      'tree',
      'checkpoint',
      'outside',
      'views',
    ]);
    const time = (JSON.parse(store.list[kept.size - 1]?.leaf ?? '') as { sysTime: string }).sysTime;
    expect(report).toMatchObject({ ok: true, size: 200, coveredUntil: time });
    expect(part(report, 'outside')?.says).toContain(`covered until ${time}`);
  });

  test('an empty one verifies too', async () => {
    const store = new MemoryStore();
    await Ledger.open(store, { projections: PROJECTIONS });
    expect(await verifyLedger(store, { projections: PROJECTIONS })).toMatchObject({
      ok: true,
      size: 0,
      coveredUntil: null,
    });
  });

  test('a store may hand over packed entries, and more than a page of them', async () => {
    const store = new ArrayStore();
    const ledger = await Ledger.open(store, { signer: SIGNER });
    const random = seededRandom('long');
    await ledger.append(Array.from({ length: 9_000 }, () => draft(random)));
    const kept = await ledger.checkpoint();
    let pages = 0;
    const packed = Object.assign(store.copy(), {
      packedEntries: async (from: number, to: number): Promise<Uint8Array> => {
        pages += 1;
        return packEntries(store.list.slice(from, to));
      },
    });
    const done: number[] = [];
    const report = await verifyLedger(packed, {
      verifiers: [VERIFIER],
      outside: [kept.note],
      onProgress: (n) => done.push(n),
    });
    expect([report.ok, pages, done.at(-1)]).toEqual([true, 3, 9_000]);
    expect(report.root).toBe((await verifyLedger(store)).root);
  });

  test('L16 without an outside checkpoint it says that a rewritten ledger would not be noticed', async () => {
    const { store } = await history(20, 'genuine');
    const report = await verifyLedger(store, { verifiers: [VERIFIER] });
    expect(report).toMatchObject({ ok: true, coveredUntil: null });
    expect(part(report, 'outside')?.says).toMatch(/a rewritten ledger would not be noticed/);
  });
});

describe('a ledger that grows while it is verified', () => {
  test('entries, rows and checkpoints made meanwhile do not raise an alarm', async () => {
    const { store, ledger, kept } = await history(40, 'meanwhile');
    let isGrown = false;
    const growing = new Proxy(store, {
      get: (target, name: keyof ArrayStore) => {
        if (name !== 'entries') return target[name];
        return async (query: Parameters<ArrayStore['entries']>[0]) => {
          if (!isGrown) {
            isGrown = true;
            await ledger.append([draft(seededRandom('meanwhile'))]);
            await ledger.checkpoint();
          }
          return store.entries(query);
        };
      },
    });
    const report = await verifyLedger(growing, {
      verifiers: [VERIFIER],
      outside: [kept.note],
      projections: PROJECTIONS,
    });
    expect(report.parts.filter(({ ok }) => !ok)).toEqual([]);
    expect([report.size, store.list.length]).toEqual([40, 41]);
  });
});

describe('a changed ledger', () => {
  test('L4 L16 every change before the kept checkpoint is noticed, even one signed with the real key', async () => {
    const random = seededRandom('mutations');
    for (const size of [40, 90, 150]) {
      const past = await history(size, `past ${size}`, []);
      expect(await unnoticed(past, random, SLOW ? 3000 : 130)).toEqual([]);
    }
  });

  test.each(Object.keys(CHANGES))(
    'L4 %s: noticed without any outside checkpoint when hashes were left alone',
    async (name) => {
      const { store, kept } = await history(60, 'alone', []);
      CHANGES[name]?.(store, seededRandom(name), kept.size);
      const report = await verifyLedger(store);
      expect(report.ok).toBe(false);
    },
  );

  test('L5 two entries exchanged break the chain', async () => {
    const { store } = await history(30, 'exchanged', []);
    const [one, two] = [store.list[4], store.list[5]];
    if (one && two) [store.list[4], store.list[5]] = [two, one];
    const report = await verifyLedger(store);
    expect(part(report, 'chain')).toMatchObject({
      ok: false,
      says: 'entry 4 does not name the entry before (and 2 more)',
    });
    expect(part(report, 'entries')?.ok).toBe(false);
  });

  test('L16 an older copy of everything is noticed by the checkpoint kept outside, and only by it', async () => {
    const { store, ledger } = await history(50, 'rollback');
    const older = store.copy();
    await ledger.append([draft(seededRandom('more'))]);
    const kept = await ledger.checkpoint();
    expect((await verifyLedger(older, { verifiers: [VERIFIER] })).ok).toBe(true);
    const report = await verifyLedger(older, { verifiers: [VERIFIER], outside: [kept.note] });
    expect(part(report, 'outside')).toMatchObject({
      ok: false,
      says: '51 entries were signed, only 50 are here',
    });
  });

  test('L15 an outside checkpoint of another key does not count, and one that was changed neither', async () => {
    const { store, kept } = await history(20, 'notes');
    for (const [outside, verifiers] of [
      [kept.note, []],
      [kept.note.replace('\n10\n', '\n11\n'), [VERIFIER]],
      ['nonsense', [VERIFIER]],
      [await signNote('habeas.test/other\n10\nAAAA\n', SIGNER), [VERIFIER]],
    ] as const) {
      const report = await verifyLedger(store, { verifiers, outside: [outside] });
      expect(part(report, 'outside')?.ok).toBe(false);
      expect(report.coveredUntil).toBeNull();
    }
  });

  test('a stored checkpoint, head or tile that was changed is named', async () => {
    const { store } = await history(20, 'parts');
    const changed = async (change: (twin: ArrayStore) => void): Promise<string | undefined> => {
      const twin = store.copy();
      change(twin);
      const report = await verifyLedger(twin, { verifiers: [VERIFIER] });
      return report.parts.find(({ ok }) => !ok)?.says;
    };
    const last = store.checkpoints.at(-1);
    if (last === undefined) throw new Error('no checkpoint');
    expect(await changed((twin) => twin.checkpoints.push({ ...last, size: 19 }))).toMatch(
      /not the one that was signed/,
    );
    expect(await changed((twin) => twin.checkpoints.push({ ...last, note: 'x' }))).toMatch(
      /does not count: malformed/,
    );
    expect(await changed((twin) => (twin.top.lastLeafHash = new Uint8Array(32)))).toMatch(/last leaf hash/);
    expect(await changed((twin) => (twin.top.frontier = new Uint8Array(64)))).toMatch(/tree head/);
    expect(await changed((twin) => (twin.top.size = 19))).toMatch(/an entry 19 that the head does not know/);
    expect(await changed((twin) => (twin.top.size = 21))).toMatch(/only 20 are there/);
  });

  test('a full tile that is missing or changed is named', async () => {
    const store = new ArrayStore();
    const ledger = await Ledger.open(store);
    await ledger.append(
      Array.from({ length: 65_600 }, (_, n) => ({ type: 'noted', body: n, actor: 'owner' })),
    );
    expect((await verifyLedger(store)).ok).toBe(true);
    const tile = store.tiles.get('1/0') ?? new Uint8Array(0);
    const flipped = tile.map((byte, at) => (at === 4000 ? byte ^ 1 : byte));
    for (const other of [new Uint8Array(0), flipped]) {
      store.tiles.set('1/0', other);
      expect(part(await verifyLedger(store), 'tree')?.says).toMatch(/tile 0 of level 1/);
    }
  });

  test('L9 a changed, missing or added row of a view is noticed', async () => {
    const { store } = await history(60, 'rows');
    for (let round = 0; round < 40; round++) {
      const twin = store.copy();
      const random = seededRandom(round);
      const row = twin.viewRows[random.below(twin.viewRows.length)];
      if (row === undefined) throw new Error('no row');
      const changes: (() => unknown)[] = [
        () => (row.row = '{"n":1,"words":"forged"}'),
        () => (row.key += 'x'),
        () => (row.sort += 'x'),
        () => (row.parent += 'x'),
        () => (row.compartment = row.compartment === 'open' ? 'sealed-1' : 'open'),
        () => twin.viewRows.splice(twin.viewRows.indexOf(row), 1),
        () => twin.viewRows.push({ ...row, key: 'forged' }),
        () => twin.viewRows.push({ ...row, seq: (row.seq + 1) % 60 }),
        () => twin.viewRows.push({ ...row, seq: 60 }),
      ];
      changes[round % changes.length]?.();
      const report = await verifyLedger(twin, { projections: PROJECTIONS });
      expect(part(report, 'views')?.ok).toBe(false);
      expect(report.parts.filter(({ ok }) => !ok).length).toBe(1);
    }
  });
});

describe('reports', () => {
  test('L21 damage of any kind gives a report without content, never an exception', async () => {
    const past = await history(60, 'words', []);
    const random = seededRandom('reports');
    for (let round = 0; round < 100; round++) {
      const { store } = await mutant(past, random);
      const text = JSON.stringify(
        await verifyLedger(store, { outside: [past.kept.note], verifiers: [VERIFIER] }),
      );
      expect(text).not.toMatch(/word |forged|family|person-/);
    }
  });

  test('a store that cannot read gives a report too', async () => {
    const { store } = await history(30, 'broken');
    const broken = (name: string): ArrayStore =>
      new Proxy(store, {
        get: (target, found: keyof ArrayStore) =>
          found === name
            ? async () => {
                throw new Error('CANARY');
              }
            : target[found],
      });
    for (const name of ['head', 'entries', 'lastCheckpoint', 'rows', 'packedEntries']) {
      const report = await verifyLedger(broken(name), { verifiers: [VERIFIER], projections: PROJECTIONS });
      expect([name, report.ok]).toEqual([name, false]);
      expect(JSON.stringify(report)).not.toMatch(/CANARY/);
    }
    const torn = Object.assign(store.copy(), { packedEntries: async () => new Uint8Array([9, 0, 0, 0, 1]) });
    expect((await verifyLedger(torn)).ok).toBe(false);
  });
});

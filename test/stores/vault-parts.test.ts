/**
 * A long append comes to the vault in parts: one transaction, seen whole or not at all, whatever happens in between.
 */
import { describe, expect, test } from 'vitest';
import { Ledger, verifyLedger, type EntryDraft, type LedgerStore } from '#ledger';
import { openVault, openVaultInChild } from '#stores/vault';
import { MemoryStore } from '#stores/memory';
import { faultOf, makeBatch, makeEntry, makeRow } from './acceptance.ts';
import { makeFind } from './acceptance-find.ts';
import { fill, freshVault, PASSPHRASE, putBlob } from './vault-place.ts';

const draft = (n: number): EntryDraft => ({ type: 'note-kept', body: { key: `k${n}`, n }, actor: 'owner' });
const projections = [
  {
    name: 'notes',
    version: 1,
    project: ({ body }: { body: unknown }) => [{ key: (body as { key: string }).key, row: body as never }],
  },
];

/** Slices of five notes; `before` is awaited before each is given. */
async function* slices(
  count: number,
  before: (slice: number) => void | Promise<void> = () => undefined,
): AsyncGenerator<EntryDraft[]> {
  for (let slice = 0; slice < count; slice += 1) {
    await before(slice);
    yield Array.from({ length: 5 }, (_, at) => draft(slice * 5 + at));
  }
}

const rowsIn = async (store: LedgerStore): Promise<number> =>
  store.countRows({ view: 'notes', compartments: ['open'], upTo: (await store.head()).size });

describe('an append in parts', () => {
  test('is one append: not there before its last part, then there for good', async () => {
    const { place, vault } = await freshVault();
    const ledger = await Ledger.open(vault.store, { projections });
    await ledger.append([draft(100)]);
    const seen: number[] = [];
    const receipts = await ledger.appendSlices(
      slices(6, async () => {
        seen.push((await vault.store.head()).size, await rowsIn(vault.store));
      }),
    );
    expect(new Set(seen)).toEqual(new Set([1]));
    expect(receipts.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    expect(new Set(receipts.map(({ recordedAt }) => recordedAt)).size).toBe(1);
    await ledger.append([draft(101)]);
    await vault.close();
    const again = await openVault(place, PASSPHRASE);
    expect(await rowsIn(again.store)).toBe(32);
    expect((await verifyLedger(again.store, { projections })).ok).toBe(true);
    await again.close();
  });

  test('gives the entries that a store without parts gets at once', async () => {
    const { vault } = await freshVault();
    const bodies: string[][] = [];
    for (const store of [vault.store, new MemoryStore()]) {
      await (await Ledger.open(store, { projections })).appendSlices(slices(4));
      const entries = await store.entries({ from: 0, to: 100, compartments: 'all' });
      bodies.push(entries.map(({ body }) => body ?? ''));
      expect((await verifyLedger(store, { projections })).ok).toBe(true);
    }
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toHaveLength(20);
  });

  test.each([
    ['the maker of slices fails', () => Promise.reject(new Error('stopped'))],
    ['the store refuses a part', (store: LedgerStore) => store.appendPart?.(null)],
  ])('leaves nothing when %s', async (_what, fail) => {
    const { vault } = await freshVault();
    const ledger = await Ledger.open(vault.store, { projections });
    await ledger.append([draft(100)]);
    const going = ledger.appendSlices(slices(9, (at) => (at === 5 ? fail(vault.store) : undefined)));
    await expect(going).rejects.toThrow();
    expect((await vault.store.head()).size).toBe(1);
    expect(await vault.store.countRows({ view: 'notes', compartments: ['open'] })).toBe(1);
    await ledger.append([draft(101)]);
    expect((await verifyLedger(vault.store, { projections })).ok).toBe(true);
  });

  test('leaves nothing when the vault is locked in the middle', async () => {
    const { place, vault } = await freshVault();
    await vault.close();
    const child = await openVaultInChild(place, PASSPHRASE);
    const ledger = await Ledger.open(child.store, { projections });
    await ledger.append([draft(100)]);
    const going = ledger.appendSlices(slices(9, (at) => (at === 5 ? child.lock() : undefined)));
    expect(await faultOf(going)).toBe('vault-locked');
    const again = await openVault(place, PASSPHRASE);
    expect((await again.store.head()).size).toBe(1);
    expect((await again.store.verify()).every(({ ok }) => ok)).toBe(true);
    await again.close();
  });

  test('lets other writers wait, refuses a second append, and is dropped by closing', async () => {
    const { place, vault } = await freshVault();
    await fill(vault.store, 2);
    const part = { expectSize: 2, entries: [makeEntry(2)], rows: [makeRow(2)] };
    await vault.store.appendPart(part);
    expect(await faultOf(vault.store.append(makeBatch([makeEntry(2)])))).toBe('ledger-conflict');
    const done: string[] = [];
    const others = [
      vault.store.setMeta('n', 'v').then(() => done.push('meta')),
      putBlob(vault.store, new Uint8Array(9)).then(() => done.push('blob')),
      vault.store.verify().then((parts) => done.push(parts.every(({ ok }) => ok) ? 'whole' : 'torn')),
    ];
    expect(await vault.store.meta('n')).toBe(null);
    expect(done).toEqual([]);
    await vault.store.append(makeBatch([makeEntry(3)]));
    await Promise.all(others);
    expect([...done].sort()).toEqual(['blob', 'meta', 'whole']);
    expect((await vault.store.head()).size).toBe(4);
    await vault.store.appendPart({ expectSize: 4, entries: [makeEntry(4)], rows: [] });
    await vault.close();
    const again = await openVault(place, PASSPHRASE);
    expect((await again.store.head()).size).toBe(4);
    await again.close();
  });

  test('offers none of its words before it has ended, and none after it was dropped', async () => {
    const { vault } = await freshVault();
    await fill(vault.store, 2);
    const asked = { compartments: ['open'], keys: ['=NW'], limit: 5 };
    const part = {
      expectSize: 2,
      entries: [makeEntry(2)],
      rows: [makeRow(2)],
      finds: [makeFind(2, 'newcomer', { names: [{ word: 'newcomer', keys: ['=NW'] }] })],
    };
    await vault.store.appendPart(part);
    expect(await vault.store.findNames(asked)).toEqual([]);
    await vault.store.appendPart(null);
    expect(await vault.store.findNames(asked)).toEqual([]);
    await vault.store.appendPart(part);
    await vault.store.append(makeBatch([makeEntry(3)]));
    expect(await vault.store.findNames(asked)).toEqual(['newcomer']);
    await vault.close();
  });

  test('goes on when another writer begins one in the middle; the other is told', async () => {
    const { vault } = await freshVault();
    const [first, second] = [
      await Ledger.open(vault.store, { projections }),
      await Ledger.open(vault.store, { projections }),
    ];
    const refused: (string | null)[] = [];
    const receipts = await first.appendSlices(
      slices(6, async (at) => {
        if (at === 4) refused.push(await faultOf(second.appendSlices(slices(4))));
      }),
    );
    expect(refused).toEqual(['ledger-conflict']);
    expect(receipts).toHaveLength(30);
    expect(await rowsIn(vault.store)).toBe(30);
    await vault.close();
  });
});

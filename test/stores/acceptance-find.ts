/** The acceptance suite of finding: words, beginnings of words, words of names by their keys. Every store runs it. */
import { expect, test } from 'vitest';
import type { FindQuery, FindRow, LedgerStore } from '#ledger';
import { makeBatch, makeEntry, makeRow, type Scene } from './acceptance.ts';

export function makeFind(seq: number, words: string, over: Partial<FindRow> = {}): FindRow {
  return { view: 'v', key: `k${seq}`, seq, compartment: 'open', words: words.split(' '), names: [], ...over };
}

async function fill(store: LedgerStore): Promise<void> {
  const entries = [makeEntry(0), makeEntry(1), makeEntry(2, { compartment: 'sealed' }), makeEntry(3)];
  const finds = [
    makeFind(0, 'արամ held brevik', { names: [{ word: 'արամ', keys: ['=RM', 'varam'] }] }),
    makeFind(1, 'арам held', { view: 'w', names: [{ word: 'арам', keys: ['=RM', 'varam', 'x'] }] }),
    makeFind(2, 'آرام sealed', { compartment: 'sealed', names: [{ word: 'آرام', keys: ['=RM'] }] }),
    makeFind(3, "held o'neil ə 12"),
  ];
  await store.append(makeBatch(entries, { finds }));
}

export function findTests({ store, under }: Scene): void {
  const keys = async (change: Partial<FindQuery> = {}, on = store()): Promise<string[]> =>
    (await on.find({ compartments: ['open'], groups: [['held']], limit: 10, ...change })).map(
      ({ key }) => key,
    );
  const names = (
    compartments: readonly string[],
    asked: readonly string[],
    on = store(),
  ): Promise<string[]> => on.findNames({ compartments, keys: asked, limit: 10 });

  test('a thing is found by any of its words in any script, the newest first', async () => {
    await fill(store());
    expect(await keys()).toEqual(['k3', 'k1', 'k0']);
    expect(await keys({ groups: [['արամ']] })).toEqual(['k0']);
    expect(await keys({ groups: [['ə']] })).toEqual(['k3']);
    expect(await keys({ groups: [["o'neil"]] })).toEqual(['k3']);
    expect(await keys({ groups: [['hel']] })).toEqual([]);
    expect(await keys({ limit: 1 })).toEqual(['k3']);
  });

  test('every group must be there, any word of a group will do', async () => {
    await fill(store());
    expect(await keys({ groups: [['held'], ['brevik', '12']] })).toEqual(['k3', 'k0']);
    expect(await keys({ groups: [['held'], ['nowhere']] })).toEqual([]);
  });

  test('a star asks for every word that begins so', async () => {
    await fill(store());
    expect(await keys({ groups: [['bre*']] })).toEqual(['k0']);
    expect(await keys({ groups: [['ар*', 'արա*']] })).toEqual(['k1', 'k0']);
  });

  test('a beginning that very many words have, beside a rare word, finds the same rows as anywhere', async () => {
    await fill(store());
    const many = Array.from({ length: 5_200 }, (_, n) =>
      makeFind(4, n % 1_000 === 7 ? `said rare${n} heldfast` : 'said held', { key: `m${n}` }),
    );
    await store().append(
      makeBatch([makeEntry(4), makeEntry(5)], {
        finds: [
          ...many,
          makeFind(5, 'rare saidov', { key: 'begun' }),
          makeFind(5, 'rare unsaid', { key: 'inside' }),
          makeFind(5, 'rare said', { key: 'whole' }),
        ],
      }),
    );
    // All three stand in one entry, and a store may give the rows of one entry in any order.
    const found = async (group: readonly string[]) => new Set(await keys({ groups: [['rare'], [...group]] }));
    expect(await found(['said*'])).toEqual(new Set(['whole', 'begun']));
    expect(await found(['said', 'unsaid'])).toEqual(new Set(['whole', 'inside']));
    expect(
      await keys({
        groups: [
          ['rare7', 'rare1007'],
          ['said', 'said*', 'x'],
        ],
      }),
    ).toEqual(['m1007', 'm7']);
    expect(await keys({ groups: [['rare7'], ['held', 'held*']] })).toEqual(['m7']);
  });

  test('views and the size known then narrow the answer', async () => {
    await fill(store());
    expect(await keys({ views: ['w'] })).toEqual(['k1']);
    expect(await keys({ upTo: 1 })).toEqual(['k0']);
    expect(await keys({ upTo: 0 })).toEqual([]);
  });

  test('words of names are found by shared keys, those that share most of theirs first', async () => {
    await fill(store());
    expect(await names(['open'], ['=RM', 'varam'])).toEqual(['արամ', 'арам']);
    expect(await names(['open'], ['x'])).toEqual(['арам']);
    expect(await names(['open'], ['=KK'])).toEqual([]);
  });

  test('a reader outside a compartment finds nothing of it, not even a word', async () => {
    await fill(store());
    expect(await keys({ groups: [['sealed', 'آرام']] })).toEqual([]);
    expect(await keys({ groups: [['held']], compartments: [] })).toEqual([]);
    expect(await names(['open'], ['=RM'])).not.toContain('آرام');
    expect(await names([], ['=RM'])).toEqual([]);
    expect(await names(['sealed'], ['=RM'])).toEqual(['آرام']);
    expect(await keys({ groups: [['آرام']], compartments: ['sealed'] })).toEqual(['k2']);
  });

  test('what was erased is found no more, nor are its words of names; what others hold stays', async () => {
    await fill(store());
    const again = makeFind(4, 'арам', { names: [{ word: 'арам', keys: ['=RM', 'varam', 'x'] }] });
    await store().append(makeBatch([makeEntry(4)], { finds: [again], erase: [0, 1] }));
    expect(await keys({ groups: [['արամ', 'brevik', 'held']] })).toEqual(['k3']);
    expect(await names(['open'], ['=RM', 'varam'])).toEqual(['арам']);
    await store().append(makeBatch([makeEntry(5)], { erase: [4] }));
    expect(await names(['open'], ['=RM', 'varam'])).toEqual([]);
    expect((await store().verify()).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('a rebuild replaces all of it, and a rebuild that is not committed nothing', async () => {
    await fill(store());
    const finds = [makeFind(1, 'other', { names: [{ word: 'other', keys: ['=TR'] }] })];
    await store().replaceRows({ begin: true });
    await store().replaceRows({ rows: [makeRow(1)], finds });
    expect(await keys()).toEqual(['k3', 'k1', 'k0']);
    await store().replaceRows({ commit: true });
    expect(await keys({ groups: [['held', 'other']] })).toEqual(['k1']);
    expect(await names(['open'], ['=RM', '=TR'])).toEqual(['other']);
  });

  test('words that look like a query are only words', async () => {
    const odd = ['"', '"a', 'near(', 'a"b', "'", '-', 'or', '\\', '%', '_'];
    await store().append(makeBatch([makeEntry(0)], { finds: [makeFind(0, odd.join(' '))] }));
    for (const word of odd) expect(await keys({ groups: [[word]] }), word).toEqual(['k0']);
    expect(await keys({ groups: [['b']] })).toEqual([]);
  });

  test('what can be found outlives a restart', async () => {
    await fill(store());
    const { reopen } = under();
    const again = reopen === undefined ? store() : await reopen();
    expect(await keys({}, again)).toEqual(['k3', 'k1', 'k0']);
    expect(await names(['open'], ['x'], again)).toEqual(['арам']);
  });
}

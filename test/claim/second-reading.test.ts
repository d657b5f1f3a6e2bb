/** A second reader for a random tenth: what is drawn, and how far two answers agree. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresOf, percentOf, tenthOf, type ReadTwice } from '#claim';
import { sha256Hex } from '#ground';

const SEED = sha256Hex('a seed of a test');
const ids = (n: number): string[] => Array.from({ length: n }, (_, at) => `p-${at}`);

describe('a random tenth', () => {
  test('C39 is a tenth rounded up, drawn by seed and ids alone, in whatever order they come', () => {
    expect([1, 9, 10, 11, 27, 100].map((n) => tenthOf(ids(n), SEED).length)).toEqual([1, 1, 1, 2, 3, 10]);
    expect(tenthOf([], SEED)).toEqual([]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 60 }), fc.string(), (some, seed) => {
        const drawn = tenthOf(some, seed);
        expect(tenthOf([...some].reverse(), seed)).toEqual(drawn);
        expect(drawn.every((id) => some.includes(id))).toBe(true);
      }),
    );
  });

  test('C39 is what somebody else’s few lines draw', () => {
    const all = ids(40);
    const places = all.map((id) => `${sha256Hex(`${SEED} ${id}`)} ${id}`);
    places.sort((a, b) => (a < b ? -1 : 1));
    expect(tenthOf(all, SEED)).toEqual(places.slice(0, 4).map((line) => line.split(' ')[1]));
  });

  test('C39 gives every proposal the same chance', () => {
    const drawn = new Map<string, number>();
    for (let n = 0; n < 2_000; n += 1)
      for (const id of tenthOf(ids(20), sha256Hex(`seed ${n}`))) drawn.set(id, (drawn.get(id) ?? 0) + 1);
    // 2 of 20 in each of 2,000 draws: 200 on average, and five standard deviations of 13.4 on each side.
    expect(drawn.size).toBe(20);
    for (const times of drawn.values()) expect(Math.abs(times - 200)).toBeLessThan(67);
  });
});

const twice = (
  first: ReadTwice['first'],
  answer: NonNullable<ReadTwice['second']>['answer'] | null,
  who: NonNullable<ReadTwice['second']>['who'] = 'another-person',
  more: { isSameDay?: boolean; third?: ReadTwice['third'] } = {},
): ReadTwice => ({
  first,
  second: answer && { answer, who, isSameDay: more.isSameDay ?? false },
  third: more.third ?? null,
});

describe('agreement', () => {
  test('C40 within one person and between two is counted apart and never added up', () => {
    const figures = figuresOf([
      twice('accepted', 'accepted', 'same-person', { isSameDay: true }),
      twice('accepted', 'refused', 'same-person'),
      twice('refused', 'refused'),
      twice('accepted', 'accepted'),
      twice('refused', 'accepted'),
    ]);
    expect(figures.intra).toEqual({ compared: 2, agree: 1, percent: 50 });
    expect(figures.inter).toEqual({ compared: 3, agree: 2, percent: 67 });
    expect(figures).toMatchObject({ sameDay: 1, differ: 2, waitingForThird: 2, waiting: 0 });
  });

  test('C40 does not count what the second reader could not tell, and sends it to a third', () => {
    const figures = figuresOf([
      twice('accepted', 'parked'),
      twice('refused', 'parked', 'another-person', { third: { answer: 'refused' } }),
      twice('accepted', null),
    ]);
    expect(figures.inter).toEqual({ compared: 0, agree: 0, percent: null });
    expect(figures).toMatchObject({ cannotTell: 2, differ: 2, waitingForThird: 1, waiting: 1 });
  });

  test('C40 a share says all and none only where it is so', () => {
    expect(
      [
        [0, 0],
        [0, 7],
        [7, 7],
        [999, 1_000],
        [1, 1_000],
        [2, 3],
      ].map(([part = 0, whole = 0]) => percentOf(part, whole)),
    ).toEqual([null, 0, 100, 99, 1, 67]);
  });
});

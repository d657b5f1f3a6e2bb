/** Who is documented by name: persons, not rows, and sources, not copies. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PairJudgement } from '#claim';
import { documented, type CountedRecord } from '#counting';
import { runs } from './support.ts';

const row = (recordId: string, listId: string, family: number, isNamed = true): CountedRecord => ({
  recordId,
  listId,
  family,
  isNamed,
});

let seq = 0;
const judged = (left: string, right: string, decision: PairJudgement['decision']): PairJudgement => {
  seq += 1;
  return { judgementId: `j${seq}`, left, right, decision, seq };
};

describe('documented by name', () => {
  test('N9 a person on three lists counts once', () => {
    const rows = [row('a', 'l1', 1), row('b', 'l2', 2), row('c', 'l3', 3), row('d', 'l3', 3)];
    const answer = documented(rows, [judged('a', 'b', 'same'), judged('b', 'c', 'same')]);
    expect(answer).toMatchObject({ persons: 2, records: 4, lists: 3, twoSources: 1 });
  });

  test('N9 who was judged different is never counted as one, whatever lies between them', () => {
    const rows = [row('a', 'l1', 1), row('b', 'l2', 2), row('c', 'l3', 3)];
    const answer = documented(rows, [
      judged('a', 'c', 'different'),
      judged('a', 'b', 'same'),
      judged('b', 'c', 'same'),
    ]);
    expect(answer).toMatchObject({ persons: 2, contradictions: 1 });
  });

  test('N9 a judgement that is taken back counts no more', () => {
    const rows = [row('a', 'l1', 1), row('b', 'l2', 2)];
    const judgements = [judged('a', 'b', 'same'), judged('a', 'b', 'different')];
    expect(documented(rows, judgements).persons).toBe(2);
  });

  test('N10 a list and its reprint are one source', () => {
    const same = [judged('a', 'b', 'same')];
    expect(documented([row('a', 'l1', 1), row('b', 'l2', 1)], same).twoSources).toBe(0);
    expect(documented([row('a', 'l1', 1), row('b', 'l2', 2)], same).twoSources).toBe(1);
  });

  test('N11 a row without a name documents nobody and is counted apart', () => {
    expect(documented([row('a', 'l1', 1), row('b', 'l1', 1, false)], [])).toMatchObject({
      persons: 1,
      records: 1,
      unnamed: 1,
    });
    expect(documented([], [])).toMatchObject({ persons: 0, records: 0, lists: 0, unnamed: 0 });
  });

  test('N9 the answer does not depend on the order of rows or judgements', () => {
    const rows = Array.from({ length: 7 }, (_, at) => row(`r${at}`, `l${at % 3}`, at % 2));
    const decision = fc.constantFrom<PairJudgement['decision']>('same', 'different');
    const pairs = fc.array(fc.tuple(fc.nat(6), fc.nat(6), decision), { maxLength: 10 });
    fc.assert(
      fc.property(pairs, fc.shuffledSubarray(rows, { minLength: 7 }), (given, shuffled) => {
        const judgements = given.map(([a, b, decided]) => judged(`r${a}`, `r${b}`, decided));
        expect(documented(shuffled, judgements.toReversed())).toEqual(documented(rows, judgements));
      }),
      { numRuns: runs(60) },
    );
  });
});

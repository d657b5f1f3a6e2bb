/** Persons are sets of records that judgements make and unmake. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JUDGEMENTS, personsOf } from '#claim';
import type { PairJudgement } from '#claim';

const runs = { numRuns: process.env['SLOW'] === '1' ? 3000 : 200 };
const RECORDS = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
const one = fc.constantFrom(...RECORDS);
const history: fc.Arbitrary<PairJudgement[]> = fc
  .array(fc.record({ left: one, right: one, decision: fc.constantFrom(...JUDGEMENTS) }), { maxLength: 14 })
  .map((drafts) => drafts.map((draft, seq) => ({ ...draft, seq, judgementId: `j${seq}` })));

function judged(...pairs: (readonly [string, string, PairJudgement['decision']])[]): PairJudgement[] {
  return pairs.map(([left, right, decision], seq) => ({
    left,
    right,
    decision,
    seq,
    judgementId: `j${seq}`,
  }));
}
const sets = (judgements: PairJudgement[]) =>
  personsOf(RECORDS, judgements).persons.map((person) => person.recordIds);

describe('persons', () => {
  test('C25 without judgements every record is a person of its own', () => {
    expect(sets([])).toEqual(RECORDS.map((record) => [record]));
  });

  test('C25 same joins over several steps', () => {
    expect(sets(judged(['r1', 'r2', 'same'], ['r3', 'r2', 'same']))[0]).toEqual(['r1', 'r2', 'r3']);
  });

  test('C25 different keeps two records apart, whatever would join them, and the contradiction is shown', () => {
    const found = personsOf(
      RECORDS,
      judged(['r1', 'r2', 'same'], ['r2', 'r3', 'same'], ['r1', 'r3', 'different']),
    );
    expect(found.persons[0]?.recordIds).toEqual(['r1', 'r2']);
    expect(found.contradictions).toEqual([{ judgementId: 'j1', left: 'r2', right: 'r3', against: 'j2' }]);
  });

  test('C25 a later judgement on the same pair takes the place of the earlier, in whichever order the pair is named', () => {
    expect(sets(judged(['r1', 'r2', 'same'], ['r2', 'r1', 'different']))[0]).toEqual(['r1']);
    expect(sets(judged(['r1', 'r2', 'different'], ['r2', 'r1', 'same']))[0]).toEqual(['r1', 'r2']);
    expect(sets(judged(['r1', 'r2', 'same'], ['r1', 'r2', 'unsure']))[0]).toEqual(['r1']);
  });

  test('C25 judging and withdrawing gives exactly the persons there were', () => {
    fc.assert(
      fc.property(history, one, one, fc.constantFrom(...JUDGEMENTS), (before, left, right, decision) => {
        const pairIs = (judgement: PairJudgement) =>
          [judgement.left, judgement.right].sort().join() === [left, right].sort().join();
        const without = before.filter((judgement) => !pairIs(judgement));
        const tried: PairJudgement[] = [
          ...without,
          { left, right, decision, seq: 100, judgementId: 'x' },
          { left, right, decision: 'withdrawn', seq: 101, judgementId: 'y' },
        ];
        expect(personsOf(RECORDS, tried)).toEqual(personsOf(RECORDS, without));
      }),
      runs,
    );
  });

  test('C25 the order in which records and judgements are given does not matter', () => {
    fc.assert(
      fc.property(history, fc.integer(), (judgements, seed) => {
        const turned = [...judgements].sort(
          (a, b) => ((a.seq * 7919 + seed) % 13) - ((b.seq * 7919 + seed) % 13),
        );
        expect(personsOf([...RECORDS].reverse(), turned)).toEqual(personsOf(RECORDS, judgements));
      }),
      runs,
    );
  });

  test('C25 every record is in exactly one person, and no person holds a pair judged different', () => {
    fc.assert(
      fc.property(history, (judgements) => {
        const { persons, contradictions } = personsOf(RECORDS, judgements);
        expect(persons.flatMap((person) => person.recordIds).sort()).toEqual(RECORDS);
        const last = new Map(
          judgements.map((judgement) => [[judgement.left, judgement.right].sort().join(), judgement]),
        );
        const together = (a: string, b: string) =>
          persons.some((person) => person.recordIds.includes(a) && person.recordIds.includes(b));
        for (const { left, right, decision, judgementId } of last.values()) {
          if (left === right) continue;
          if (decision === 'different') expect(together(left, right)).toBe(false);
          if (decision === 'same')
            expect(
              together(left, right) || contradictions.some((one) => one.judgementId === judgementId),
            ).toBe(true);
        }
      }),
      runs,
    );
  });

  test('C25 ten thousand records in one chain are one person', () => {
    const records = Array.from({ length: 10_000 }, (_, at) => `r${at}`);
    const chain = records.slice(1).map((right, at): PairJudgement => ({
      left: `r${at}`,
      right,
      decision: 'same',
      seq: at,
      judgementId: `j${at}`,
    }));
    expect(personsOf(records, chain).persons).toHaveLength(1);
  });
});

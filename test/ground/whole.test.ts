/** Whole-number programs against counting by hand: every small case is enumerated. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wholeSolver, type LinearProgram } from '#ground';

const MOST = 6;

/** All points of a program whose variables are at most MOST. */
function points({ variables, rows }: LinearProgram): number[][] {
  const found: number[][] = [];
  const at = Array.from({ length: variables }, () => 0);
  const walk = (from: number): void => {
    if (from === variables) {
      const fits = rows.every(({ terms, lo, hi }) => {
        const sum = terms.reduce((total, [variable, by]) => total + by * (at[variable] as number), 0);
        return (lo === null || sum >= lo) && (hi === null || sum <= hi);
      });
      if (fits) found.push([...at]);
      return;
    }
    for (let value = 0; value <= MOST; value++) {
      at[from] = value;
      walk(from + 1);
    }
  };
  walk(0);
  return found;
}

const program = fc.integer({ min: 1, max: 3 }).chain((variables) =>
  fc.record({
    variables: fc.constant(variables),
    rows: fc.array(
      fc
        .tuple(
          fc.array(fc.integer({ min: -3, max: 3 }), { minLength: variables, maxLength: variables }),
          fc.integer({ min: -8, max: 12 }),
          fc.integer({ min: 0, max: 8 }),
          fc.constantFrom('lo', 'hi', 'both'),
        )
        .map(([by, from, width, sides]) => ({
          terms: by.map((one, at) => [at, one] as const),
          lo: sides === 'hi' ? null : from,
          hi: sides === 'lo' ? null : from + width,
        })),
      { maxLength: 4 },
    ),
    objective: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: variables, maxLength: variables }),
  }),
);

describe('whole numbers', () => {
  test('the smallest and the largest sum are those of all points, whatever the rows', () => {
    fc.assert(
      fc.property(program, ({ variables, rows, objective }) => {
        const boxed = {
          variables,
          rows: [...rows, ...objective.map((_, at) => ({ terms: [[at, 1] as const], lo: null, hi: MOST }))],
        };
        const sums = points(boxed).map((point) =>
          point.reduce((sum, value, at) => sum + value * (objective[at] as number), 0),
        );
        const solver = wholeSolver(boxed);
        const terms = objective.map((by, at) => [at, by] as const);
        expect(solver.isPossible).toBe(sums.length > 0);
        if (sums.length === 0) return;
        expect(solver.least(terms)).toMatchObject({
          outcome: 'best',
          value: Math.min(...sums),
          isExact: true,
        });
        expect(solver.most(terms)).toMatchObject({
          outcome: 'best',
          value: Math.max(...sums),
          isExact: true,
        });
      }),
      { numRuns: 400 },
    );
  });

  test('a sum without limit is said to be without limit, and says nothing about the other end', () => {
    const solver = wholeSolver({
      variables: 2,
      rows: [
        {
          terms: [
            [0, 1],
            [1, 1],
          ],
          lo: 101,
          hi: null,
        },
      ],
    });
    expect(solver.most([[0, 1]])).toEqual({ outcome: 'unlimited' });
    expect(
      solver.least([
        [0, 1],
        [1, 1],
      ]),
    ).toEqual({ outcome: 'best', value: 101, isExact: true, binding: [0] });
  });

  test('three halves of a person are not a person: 2x = 3 has no whole answer', () => {
    const solver = wholeSolver({ variables: 1, rows: [{ terms: [[0, 2]], lo: 3, hi: 3 }] });
    expect(solver.isPossible).toBe(false);
    expect(solver.least([[0, 1]])).toEqual({ outcome: 'impossible' });
  });

  test('numbers that floats would lose are kept', () => {
    const large = 9_007_199_254_740_991;
    const solver = wholeSolver({
      variables: 2,
      rows: [
        { terms: [[0, 1]], lo: large, hi: large },
        {
          terms: [
            [0, 3],
            [1, -3],
          ],
          lo: 3,
          hi: 3,
        },
      ],
    });
    expect(solver.most([[1, 1]])).toMatchObject({ value: large - 1, isExact: true });
  });
});

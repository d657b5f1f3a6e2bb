/** What claims force together: against enumeration, under additions, in conflict. Everything in here is invented. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forced, positionsOf, quickBounds, type Problem, type Region, type Statement } from '#counting';
import { runs } from './support.ts';

const SETS = ['a', 'b', 'c', 'd'] as const;
const MOST = 12;

interface Case {
  readonly sets: number;
  readonly within: readonly (readonly [number, number])[];
  readonly apart: readonly (readonly [number, number])[];
  readonly ranges: readonly (readonly [number, number])[];
  readonly target: Region;
}

const cases = (most: number) =>
  fc.integer({ min: 1, max: most }).chain((sets) => {
    const pair = fc.tuple(fc.nat(sets - 1), fc.nat(sets - 1)).filter(([a, b]) => a !== b);
    const pairs = sets === 1 ? fc.constant([]) : fc.array(pair, { maxLength: 2 });
    const range = fc
      .tuple(fc.nat(MOST), fc.nat(MOST))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    return fc.record<Case>({
      sets: fc.constant(sets),
      within: pairs,
      apart: pairs,
      ranges: fc.array(range, { minLength: sets, maxLength: sets }),
      target: fc
        .tuple(
          fc.nat(sets - 1),
          fc.array(fc.nat(sets - 1), { maxLength: 2 }),
          fc.array(fc.nat(sets - 1), { maxLength: 1 }),
        )
        .map(([first, more, out]) => {
          const inside = [...new Set([first, ...more])];
          return {
            in: inside.map((at) => SETS[at] ?? ''),
            notIn: out.filter((at) => !inside.includes(at)).map((at) => SETS[at] ?? ''),
          };
        }),
    });
  });

function problemOf({ sets, within, apart, ranges }: Case): Problem {
  const named = (pairs: Case['within']) => pairs.map(([a, b]) => [SETS[a] ?? '', SETS[b] ?? ''] as const);
  return {
    sets: SETS.slice(0, sets).map((id) => ({ id, moment: 0 })),
    relations: { within: named(within), apart: named(apart) },
    flows: [],
    statements: ranges.map(([lo, hi], at) => size(SETS[at] ?? '', lo, hi)),
  };
}

function size(set: string, lo: number | null, hi: number | null, id: string = set): Statement {
  return { id, parts: [{ of: { in: [set], notIn: [] }, times: 1 }], lo, hi, standing: 'accepted' };
}

/**
 * All sizes that fit, by filling sets one person at a time: for each combination of set sizes the fewest and the most
 * people in the target. Shares nothing with the solver.
 */
function enumerated({ sets, within, apart, ranges, target }: Case): { lo: number; hi: number } | null {
  const cells = Array.from({ length: 2 ** sets - 1 }, (_, at) => at + 1).filter(
    (cell) =>
      within.every(([a, b]) => ((cell >> a) & 1) === 0 || ((cell >> b) & 1) === 1) &&
      apart.every(([a, b]) => ((cell >> a) & 1) === 0 || ((cell >> b) & 1) === 0),
  );
  const side = MOST + 1;
  const total = side ** sets;
  const least = Array.from({ length: total }, () => Infinity);
  const most = Array.from({ length: total }, () => -Infinity);
  least[0] = 0;
  most[0] = 0;
  const bit = (cell: number, at: number): number => (cell >> at) & 1;
  for (const cell of cells) {
    const isIn =
      target.in.every((id) => bit(cell, SETS.indexOf(id as 'a')) === 1) &&
      target.notIn.every((id) => bit(cell, SETS.indexOf(id as 'a')) === 0);
    const step = SETS.slice(0, sets).reduce((sum, _, at) => sum + bit(cell, at) * side ** at, 0);
    for (let from = 0; from < total; from++) {
      if (least[from] === Infinity) continue;
      const fits = SETS.slice(0, sets).every(
        (_, at) => (Math.floor(from / side ** at) % side) + bit(cell, at) <= MOST,
      );
      if (!fits) continue;
      const to = from + step;
      least[to] = Math.min(least[to] as number, (least[from] as number) + (isIn ? 1 : 0));
      most[to] = Math.max(most[to] as number, (most[from] as number) + (isIn ? 1 : 0));
    }
  }
  let [lo, hi] = [Infinity, -Infinity];
  for (let at = 0; at < total; at++) {
    const fits = ranges.every(([from, to], set) => {
      const many = Math.floor(at / side ** set) % side;
      return many >= from && many <= to;
    });
    if (!fits || least[at] === Infinity) continue;
    lo = Math.min(lo, least[at] as number);
    hi = Math.max(hi, most[at] as number);
  }
  return lo === Infinity ? null : { lo, hi };
}

describe('bounds', () => {
  test('N40 the bounds are those of every way to fill up to four scopes of at most twelve people', () => {
    fc.assert(
      fc.property(cases(4), (one) => {
        const expected = enumerated(one);
        const found = forced(problemOf(one), one.target);
        if (expected === null) expect(found.outcome).toBe('conflict');
        else expect(found).toMatchObject({ outcome: 'bounds', bounds: { ...expected, isExact: true } });
      }),
      { numRuns: runs(60) },
    );
  });

  test('N40 what one or two statements force is never narrower than the solver', () => {
    fc.assert(
      fc.property(cases(3), (one) => {
        const found = forced(problemOf(one), one.target);
        if (found.outcome !== 'bounds') return;
        // Atoms are numbered by membership here, because no relation leaves any out.
        const plain = { ...one, within: [], apart: [] };
        const cells = Array.from({ length: 2 ** one.sets - 1 }, (_, at) => at + 1);
        const rows = one.ranges.map(([lo, hi], at) => ({
          terms: cells.filter((cell) => (cell >> at) & 1).map((cell) => [cell, 1] as const),
          lo,
          hi,
        }));
        const has = (cell: number, id: string): boolean => ((cell >> SETS.indexOf(id as 'a')) & 1) === 1;
        const target = cells.filter(
          (cell) =>
            one.target.in.every((id) => has(cell, id)) && one.target.notIn.every((id) => !has(cell, id)),
        );
        const quick = quickBounds(rows, new Set(target));
        const exact = forced(problemOf(plain), one.target);
        if (exact.outcome !== 'bounds') return;
        expect(quick.lo).toBeLessThanOrEqual(exact.bounds.lo);
        expect(quick.hi ?? Infinity).toBeGreaterThanOrEqual(exact.bounds.hi ?? Infinity);
      }),
      { numRuns: runs(60) },
    );
  });

  test('N40 Fréchet: two groups of 60 and 70 among 100 have at least 30 in common and at most 60', () => {
    const problem: Problem = {
      sets: ['u', 'a', 'b'].map((id) => ({ id, moment: 0 })),
      relations: {
        within: [
          ['a', 'u'],
          ['b', 'u'],
        ],
        apart: [],
      },
      flows: [],
      statements: [size('u', 100, 100), size('a', 60, 60), size('b', 70, 70)],
    };
    expect(forced(problem, { in: ['a', 'b'], notIn: [] })).toMatchObject({ bounds: { lo: 30, hi: 60 } });
  });

  test('N41 one more accepted claim never widens a bound', () => {
    fc.assert(
      fc.property(cases(3), fc.nat(2), fc.nat(MOST), fc.nat(MOST), (one, at, from, width) => {
        const problem = problemOf(one);
        const before = forced(problem, one.target);
        const more = size(SETS[at % one.sets] ?? 'a', from, from + width, 'more');
        const after = forced({ ...problem, statements: [...problem.statements, more] }, one.target);
        if (before.outcome === 'conflict') expect(after.outcome).toBe('conflict');
        if (before.outcome !== 'bounds' || after.outcome !== 'bounds') return;
        expect(after.bounds.lo).toBeGreaterThanOrEqual(before.bounds.lo);
        expect(after.bounds.hi ?? Infinity).toBeLessThanOrEqual(before.bounds.hi ?? Infinity);
      }),
      { numRuns: runs(80) },
    );
  });

  test('N43 the statements named alone force the end, and none of them can be spared', () => {
    fc.assert(
      fc.property(cases(3), (one) => {
        const problem = problemOf(one);
        const found = forced(problem, one.target);
        if (found.outcome !== 'bounds') return;
        const { lo, because } = found.bounds;
        const under = (ids: readonly string[]): number => {
          const kept = problem.statements.filter(({ id }) => ids.includes(id));
          const again = forced({ ...problem, statements: kept }, one.target);
          return again.outcome === 'bounds' ? again.bounds.lo : -1;
        };
        expect(under(because.lo)).toBe(lo);
        for (const id of because.lo)
          expect(under(because.lo.filter((other) => other !== id))).toBeLessThan(lo);
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('positions', () => {
  const conflict: Problem = {
    sets: [{ id: 'held', moment: 0 }],
    relations: { within: [], apart: [] },
    flows: [],
    statements: [
      size('held', 101, null, 'more than 100'),
      size('held', 12, null, 'dozens'),
      size('held', 27, 27, 'only 27'),
      size('held', null, 40, 'up to 40'),
    ],
  };

  test('N42 who excludes whom, and each position with its own bounds', () => {
    const found = forced(conflict, { in: ['held'], notIn: [] });
    if (found.outcome !== 'conflict') throw new Error('no conflict');
    expect(found.conflicts.map((one) => [...one].sort())).toEqual(
      expect.arrayContaining([
        ['more than 100', 'only 27'],
        ['more than 100', 'up to 40'],
      ]),
    );
    expect(found.conflicts).toHaveLength(2);
    const summary = found.positions.map(({ holds, bounds: { lo, hi } }) => [holds, lo, hi]);
    expect(summary).toEqual(
      expect.arrayContaining([
        [['dozens', 'only 27', 'up to 40'], 27, 27],
        [['more than 100', 'dozens'], 101, null],
      ]),
    );
    expect(summary).toHaveLength(2);
  });

  test('N42 positions are exactly the largest parts that hold, on random conflicts', () => {
    const conflicts = fc.array(fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 3 }), { maxLength: 5 });
    fc.assert(
      fc.property(conflicts, (sets) => {
        const ids = [0, 1, 2, 3, 4, 5, 6].map(String);
        const can = (held: ReadonlySet<string>): boolean =>
          !sets.some((set) => set.every((id) => held.has(String(id))));
        const all = Array.from({ length: 2 ** 7 }, (_, mask) => ids.filter((_id, at) => (mask >> at) & 1));
        const good = all.filter((one) => can(new Set(one)));
        const largest = good.filter(
          (one) => !good.some((other) => other.length > one.length && one.every((id) => other.includes(id))),
        );
        const bad = all.filter((one) => !can(new Set(one)));
        const smallest = bad.filter(
          (one) => !bad.some((other) => other.length < one.length && other.every((id) => one.includes(id))),
        );
        const found = positionsOf(ids, can);
        const key = (one: readonly string[]): string => [...one].sort().join('');
        expect(found.removed.map((out) => key(ids.filter((id) => !out.includes(id)))).sort()).toEqual(
          largest.map(key).sort(),
        );
        expect(found.conflicts.map(key).sort()).toEqual(smallest.map(key).sort());
      }),
      { numRuns: runs(100) },
    );
  });
});

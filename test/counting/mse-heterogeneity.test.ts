import { describe, expect, test } from 'vitest';
import { seededRandom } from '#ground';
import { boundMeasures, differenceMeasures, selfTestMeasures } from '../../src/counting/mse/evidence.ts';
import { headlineOf, reachesOf } from '../../src/counting/mse/headline.ts';
import { DIFFER_Z, heterogeneity } from '../../src/counting/mse/heterogeneity.ts';
import { estimate, type EstimateOptions } from '../../src/counting/mse/estimate.ts';
import { overlapTable, type OverlapTable } from '../../src/counting/mse/table.ts';
import { listIn, population } from './support/simulate.ts';
import { ARTIFICIAL, HIV_ROME, KOSOVO, SIMULATED, SNOWSHOE_HARE, UK_2013 } from './support/tables.ts';

const SHORT: EstimateOptions = { threads: 0, draws: 60, burnIn: 500, replicates: 40 };

function tableOf(patterns: readonly number[], lists: number): OverlapTable {
  const cells = new Map<number, number>();
  for (const pattern of patterns) if (pattern !== 0) cells.set(pattern, (cells.get(pattern) ?? 0) + 1);
  const names = ['A', 'B', 'C', 'D', 'E'].slice(0, lists);
  return overlapTable(
    names,
    [...cells].map(([pattern, count], at) => ({
      present: names.map((_, list) => listIn(pattern).includes(list)),
      count,
      line: at + 2,
    })),
  );
}

describe('people who differ in how easily they are listed', () => {
  test('N36 the size at which differences would lead agrees with the published model of Darroch', () => {
    const points = [KOSOVO, UK_2013, HIV_ROME, SNOWSHOE_HARE, SIMULATED].map((table) =>
      Number(heterogeneity(table)?.point.toFixed(1)),
    );
    expect(points).toEqual([12_797.3, 13_696.8, 21_327.5, 90.5, 1_998.7]);
    expect(heterogeneity(ARTIFICIAL)?.z ?? 0).toBeLessThan(1);
  });

  test('N36 they are seen where they are, and not where everybody is alike', () => {
    const random = seededRandom('heterogeneity');
    const alike = population(4_000, [0.3, 0.25, 0.2, 0.15], random);
    const differing = [
      ...population(1_000, [0.6, 0.5, 0.45, 0.4], random),
      ...population(3_000, [0.2, 0.15, 0.15, 0.1], random),
    ];
    expect(Math.abs(heterogeneity(tableOf(alike, 4))?.z ?? 9)).toBeLessThan(2.6);
    expect(heterogeneity(tableOf(differing, 4))?.z ?? 0).toBeGreaterThan(DIFFER_Z);
  });

  test('N36 the headline of the simulated table covers the known size, which every engine alone may miss', async () => {
    const { headline, engines, rules } = await estimate(SIMULATED, { ...SHORT, overrides: [] });
    const union = engines.flatMap(({ name, interval }) =>
      ['dga', 'loglinear', 'lcmcr'].includes(name) && interval !== null ? [interval] : [],
    );
    const reaches = reachesOf(
      engines.find(({ name }) => name === 'mthlb')?.interval ?? null,
      heterogeneity(SIMULATED),
    );
    const made = headlineOf(
      { lo: Math.min(...union.map(({ lo }) => lo)), hi: Math.max(...union.map(({ hi }) => hi)), level: 0.95 },
      { bound: 1_693, reaches, n: SIMULATED.n },
    );
    expect(made.lo).toBeLessThanOrEqual(2_000);
    expect(made.hi).toBe(2_300);
    expect(made.engines.hi).toBeLessThan(made.hi);
    expect(made.sentence).toContain('some people are listed more easily than others');
    // Short chains may be refused by R7; where they are not the report says the same.
    expect(headline === null || headline.hi === made.hi).toBe(true);
    expect(rules.find(({ id }) => id === 'R11')?.outcome).toBe('warn');
  });

  test('N36 a headline never ends below the bound, and says so where it would have', () => {
    const union = { lo: 1_000, hi: 1_200, level: 0.95 };
    const bound = { lo: 1_100, hi: 1_590, level: 0.95 };
    const made = headlineOf(union, { bound: 1_300, reaches: reachesOf(bound, null), n: 900 });
    expect([made.lo, made.hi, made.engines.hi]).toEqual([1_000, 1_600, 1_200]);
    expect(made.sentence).toContain('an estimate is never below its bound');
    const inside = headlineOf(union, {
      bound: 1_050,
      reaches: reachesOf({ lo: 1_000, hi: 1_150, level: 0.95 }, null),
      n: 900,
    });
    expect([inside.hi, inside.sentence.includes('engines end')]).toEqual([1_200, false]);
  });

  test('N36 Kosovo and the six lists of 2013 keep the ends that their engines give', () => {
    for (const [table, hi] of [
      [KOSOVO, 18_010],
      [UK_2013, 33_327],
    ] as const)
      for (const reach of reachesOf(null, heterogeneity(table))) expect(reach.hi).toBeLessThan(hi);
  });
});

describe('what speaks against the engines', () => {
  test('N37 a bound that lies above everything the engines hold possible is a refusal', () => {
    const union = { lo: 1_000, hi: 1_200, level: 0.95 };
    const interval = { lo: 1, hi: 2, level: 0.95 };
    const outcome = (lo: number, z: number | null): string | undefined =>
      boundMeasures({ lo, hi: 2 * lo, level: 0.95 }, union, z === null ? null : { z, point: 1, interval })[0]
        ?.outcome;
    expect([outcome(1_100, 2), outcome(1_201, 2), outcome(1_201, null)]).toEqual([
      'pass',
      'refuse',
      'refuse',
    ]);
    // Sources that avoid each other: the bound is none, and that is said.
    expect([outcome(1_100, -2), outcome(1_201, -2)]).toEqual(['pass', 'warn']);
    expect(boundMeasures(null, union, null)).toEqual([]);
  });

  test('N37 lists that do not give each other’s known sizes are a warning', () => {
    const list = (name: string, covered: boolean | null) => ({
      list: name,
      size: 100,
      engine: 'dga' as const,
      interval: null,
      covered,
    });
    const outcome = (...covered: (boolean | null)[]): string | undefined =>
      selfTestMeasures({
        knownSize: covered.map((one, at) => list(`l${at}`, one)),
        pairFit: [],
        strata: [],
        pairsBelowDocumented: [],
      })[0]?.outcome;
    expect([outcome(true, true, false), outcome(false, false, true, false)]).toEqual(['pass', 'warn']);
    expect(outcome(false, false, null)).toBeUndefined();
  });

  test('N37 differences that few lists can only hint at are a warning', () => {
    const interval = { lo: 1, hi: 2, level: 0.95 };
    const outcome = (z: number): string | undefined =>
      differenceMeasures({ z, point: 1, interval })[0]?.outcome;
    expect([outcome(-3), outcome(0.9), outcome(1.2), outcome(4)]).toEqual(['pass', 'pass', 'warn', 'warn']);
    expect(reachesOf(null, { z: 1.2, point: 1, interval })).toEqual([]);
  });
});

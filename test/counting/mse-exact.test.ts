import { describe, expect, test } from 'vitest';
import { chaoBound, listAdjustedBound } from '../../src/counting/mse/chao.ts';
import { chapmanPairs } from '../../src/counting/mse/chapman.ts';
import { dga } from '../../src/counting/mse/dga.ts';
import { decomposableGraphs } from '../../src/counting/mse/graphs.ts';
import { noHighestInteraction, select, stepwise } from '../../src/counting/mse/loglinear.ts';
import { allModels, INDEPENDENCE, modelOf } from '../../src/counting/mse/models.ts';
import { fitModel } from '../../src/counting/mse/poisson.ts';
import {
  normalCdf,
  normalQuantile,
  lnGamma,
  poissonAtLeast,
  poissonAtMost,
} from '../../src/counting/mse/special.ts';
import { denseCounts, onlyLists, type OverlapTable } from '../../src/counting/mse/table.ts';
import { ARTIFICIAL, HIV_ROME, KOSOVO, setOf, SIMULATED, SNOWSHOE_HARE, UK_2013 } from './support/tables.ts';

/** Agreement with a printed answer: half a unit of its last digit. */
function near(found: number | null | undefined, printed: string): void {
  const decimals = printed.split('.')[1]?.length ?? 0;
  expect(found).not.toBeNull();
  expect(Math.abs((found as number) - Number(printed)), `${found} against ${printed}`).toBeLessThanOrEqual(
    0.5001 * 10 ** -decimals,
  );
}

function withoutHrw(): OverlapTable {
  return onlyLists(KOSOVO, setOf(KOSOVO, 'EXH', 'ABA', 'OSCE')) as OverlapTable;
}

function independence(table: OverlapTable): { point: number; se: number } {
  const fit = fitModel(INDEPENDENCE, denseCounts(table), table.lists.length);
  return { point: table.n + fit.unseen, se: Math.sqrt(fit.unseen + fit.unseen ** 2 * fit.lnSe ** 2) };
}

describe('special functions', () => {
  test('agree with known values', () => {
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(lnGamma(171)).toBeCloseTo(706.573062245787, 10);
    expect(normalCdf(-3.5)).toBeCloseTo(0.000232629079035525, 15);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(poissonAtMost(3, 2) + poissonAtLeast(4, 2)).toBeCloseTo(1, 14);
    expect(poissonAtMost(0, 2)).toBeCloseTo(Math.exp(-2), 15);
  });
});

describe('closed forms and independence', () => {
  test('N22 Chao, its correction and the list-adjusted bound agree with the reference answers', () => {
    near(chaoBound(KOSOVO).point, '10270.5');
    near(chaoBound(KOSOVO).corrected, '10262.0');
    near(chaoBound(KOSOVO).interval?.lo, '9718');
    near(chaoBound(KOSOVO).interval?.hi, '10880');
    near(chaoBound(UK_2013).point, '15628.0');
    near(chaoBound(HIV_ROME).interval?.hi, '18696');
    near(chaoBound(SNOWSHOE_HARE).point, '82.20');
    near(chaoBound(ARTIFICIAL).corrected, '668.1');
    near(chaoBound(withoutHrw()).point, '11139.9');
    const bounds: [OverlapTable, string, string][] = [
      [KOSOVO, '8591.184', '213.549'],
      [UK_2013, '12298.508', '686.550'],
      [HIV_ROME, '11700.99', '1030.92'],
      [SNOWSHOE_HARE, '79.571', '6.254'],
      [SIMULATED, '1693.422', '46.387'],
    ];
    for (const [table, point, se] of bounds) {
      near(listAdjustedBound(table)?.point, point);
      near(listAdjustedBound(table)?.se, se);
    }
  });

  test('N22 independence and its standard error agree with the reference answers', () => {
    near(independence(KOSOVO).point, '7394.587');
    near(independence(UK_2013).point, '12213.995');
    near(independence(UK_2013).se, '676.45');
    near(independence(HIV_ROME).point, '11124.58');
    near(independence(HIV_ROME).se, '904.75');
    near(independence(SNOWSHOE_HARE).point, '75.066');
    near(independence(SIMULATED).point, '1575.950');
    near(independence(ARTIFICIAL).point, '539.094');
    near(independence(withoutHrw()).point, '7392.625');
  });

  test('N23 Chapman shows pairs, gives no number with fewer than two in common, and flags pairs below the documented', () => {
    const pair = (table: OverlapTable, a: string, b: string) =>
      chapmanPairs(table).find(({ lists }) => lists.includes(a) && lists.includes(b));
    near(pair(KOSOVO, 'EXH', 'ABA')?.point, '7231.47');
    near(pair(KOSOVO, 'EXH', 'ABA')?.se, '273.75');
    near(pair(KOSOVO, 'OSCE', 'HRW')?.point, '5447.36');
    near(pair(UK_2013, 'PF', 'GO')?.se, '1227.37');
    expect(pair(UK_2013, 'LA', 'GP')?.point).toBeNull();
    expect(pair(UK_2013, 'NG', 'GP')?.point).toBeNull();
    expect(pair(ARTIFICIAL, 'A', 'C')?.point).toBeNull();
    near(pair(SNOWSHOE_HARE, 'c4', 'c6')?.point, '51.41');
    expect(pair(SNOWSHOE_HARE, 'c4', 'c6')?.belowDocumented).toBe(true);
    expect(pair(KOSOVO, 'EXH', 'ABA')?.belowDocumented).toBe(false);
  });

  test('N22 without the highest interaction', () => {
    near(KOSOVO.n + (noHighestInteraction(denseCounts(KOSOVO)) as number), '16941.88');
    near(SIMULATED.n + (noHighestInteraction(denseCounts(SIMULATED)) as number), '1875.607');
    expect(noHighestInteraction(denseCounts(HIV_ROME))).toBeNull();
  });
});

describe('log-linear models', () => {
  test('all hierarchical models are there: 8, 113, 6893', () => {
    expect([3, 4, 5].map((lists) => allModels(lists).length)).toEqual([8, 113, 6893]);
  });

  test('N24 a finite maximum is tested by programme and rank: all eight models of the artificial table', () => {
    const counts = denseCounts(ARTIFICIAL);
    const [a, b, c] = [1, 2, 4];
    const codes = [
      [],
      [a | b],
      [a | c],
      [b | c],
      [a | b, a | c],
      [a | b, b | c],
      [a | c, b | c],
      [a | b, a | c, b | c],
    ];
    expect(codes.map((terms) => fitModel(modelOf(terms), counts, 3).existence)).toEqual([
      0, 1, 0, 0, 1, 1, 0, 2,
    ]);
    near(fitModel(INDEPENDENCE, counts, 3).deviance, '8.8725');
  });

  test('N22 the model of lowest BIC and its rivals', () => {
    const kosovo = select(denseCounts(KOSOVO), 4);
    near(4400 + (kosovo.chosen?.unseen ?? 0), '10356.52');
    near(kosovo.chosen?.deviance, '9.3227');
    near(kosovo.chosen?.bic, '203.0296');
    near(kosovo.chosen?.aic, '132.7467');
    expect(kosovo.rivals.map(({ unseen }) => Math.round(4400 + unseen))).toEqual([10357, 12741, 18393]);
    near(HIV_ROME.n + (select(denseCounts(HIV_ROME), 4).chosen?.unseen ?? 0), '11124.58');
    near(SIMULATED.n + (select(denseCounts(SIMULATED), 4).chosen?.unseen ?? 0), '1684.90');
    near(4094 + (select(denseCounts(withoutHrw()), 3).chosen?.unseen ?? 0), '22300.87');
    near(UK_2013.n + (select(denseCounts(UK_2013), 6).chosen?.unseen ?? 0), '12350');
  });

  test('N24 a model without a finite maximum may be the best and is never the estimate', () => {
    const { best, chosen } = select(denseCounts(ARTIFICIAL), 3);
    expect(best.existence).toBe(1);
    expect(chosen?.existence).toBe(0);
  });

  test('N22 the stepwise rule, for comparison', () => {
    const step = (table: OverlapTable) =>
      table.n + (stepwise(denseCounts(table), table.lists.length)?.unseen ?? 0);
    near(step(KOSOVO), '14341.66');
    near(step(UK_2013), '11417.99');
    near(step(HIV_ROME), '11124.58');
    near(step(SIMULATED), '1575.95');
  });
});

describe('decomposable graphs', () => {
  test('there are 8, 61 and 822', () => {
    expect([3, 4, 5].map((lists) => decomposableGraphs(lists).length)).toEqual([8, 61, 822]);
  });

  test('N22 medians and intervals at every prior weight', () => {
    const answers: [OverlapTable, number, (number | undefined)[], [number, number, number][]][] = [
      [
        KOSOVO,
        40_000,
        [undefined, 0.5, 1],
        [
          [12595, 9827, 16544],
          [11323, 4500, 14486],
          [4617, 4408, 6860],
        ],
      ],
      [
        HIV_ROME,
        60_000,
        [undefined, 0.5, 1],
        [
          [11220, 9404, 14095],
          [2045, 1898, 11995],
          [1987, 1900, 2427],
        ],
      ],
      [
        SIMULATED,
        8_000,
        [undefined, 0.5, 1],
        [
          [1663, 1563, 1767],
          [1675, 1587, 1779],
          [1670, 1580, 1778],
        ],
      ],
      [
        ARTIFICIAL,
        20_000,
        [undefined, 0.5, 1],
        [
          [329, 98, 4886],
          [113, 97, 412],
          [107, 97, 209],
        ],
      ],
      [
        withoutHrw(),
        60_000,
        [undefined, 0.5, 1],
        [
          [4273, 4095, 26130],
          [4410, 4096, 8881],
          [4521, 4109, 6938],
        ],
      ],
    ];
    for (const [table, grid, deltas, expected] of answers) {
      deltas.forEach((delta, at) => {
        const found = dga({ table, grid, ...(delta === undefined ? {} : { delta }) });
        expect([found.median, found.lo, found.hi]).toEqual(expected[at]);
      });
    }
  });

  test('N25 the weight of the complete graph is told, and the grid grows until the tail is empty', () => {
    expect(dga({ table: withoutHrw() }).completeWeight).toBeCloseTo(1, 6);
    expect(dga({ table: ARTIFICIAL }).completeWeight).toBeCloseTo(0.171, 3);
    const own = dga({ table: KOSOVO });
    expect(own.median).toBe(12595);
    expect(own.lastHundredth).toBeLessThan(0.001);
    expect(own.completeWeight).toBeLessThan(1e-6);
  });
});

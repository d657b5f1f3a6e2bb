/** Uncertainty of who is who, carried through the engines; and the logic that no estimate may contradict. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawPartitions,
  estimate,
  linkErrors,
  parseTable,
  pooledOver,
  rubinPooled,
  tableOfPartition,
} from '#counting';
import { seededRandom } from '#ground';
import { studentQuantile } from '../../src/counting/mse/special.ts';
import { listIn, population } from './support/simulate.ts';

const quick = { seed: 1, threads: 0, burnIn: 300, thin: 5, engines: ['loglinear', 'dga', 'lcmcr'] as const };
const lists = ['a', 'b', 'c', 'd'];

/** Rows of a simulated population, and pairs of rows that are one person, with the probability somebody gave them. */
function linked(probability: number) {
  const random = seededRandom('linkage test');
  const people = population(600, [0.4, 0.35, 0.3, 0.3], random);
  const rows = people.flatMap((pattern, person) => listIn(pattern).map((list) => ({ person, list })));
  const first = new Map<number, number>();
  const pairs = rows.flatMap(({ person }, row) => {
    const before = first.get(person);
    first.set(person, row);
    return before === undefined ? [] : [{ left: before, right: row, probability }];
  });
  return { listOf: rows.map(({ list }) => list), pairs, rows: rows.length };
}

describe('draws of the linkage', () => {
  test('N33 Student quantiles as in the tables', () => {
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706205, 5);
    expect(studentQuantile(0.975, 10)).toBeCloseTo(2.228139, 6);
    expect(studentQuantile(0.975, 49)).toBeCloseTo(2.009575, 6);
    expect(studentQuantile(0.975, 1e6)).toBeCloseTo(1.959966, 5);
  });

  test('N33 Rubin: equal draws give the one interval, differing draws a wider one, and no unseen is a tenth', () => {
    const one = { n: 100, unseen: 50, lnSe: 0.3 };
    const same = rubinPooled([one, one, one]);
    expect(same.betweenShare).toBe(0);
    expect(same.interval.lo).toBeCloseTo(100 + 50 * Math.exp(-1.959964 * 0.3), 4);
    const apart = rubinPooled([one, { ...one, unseen: 80 }, { ...one, unseen: 30 }]);
    expect(apart.interval.hi).toBeGreaterThan(same.interval.hi);
    expect(apart.betweenShare).toBeGreaterThan(0.3);
    expect(rubinPooled([{ ...one, unseen: 0 }]).point).toBeCloseTo(100.1, 6);
  });

  test('N33 a partition gives the table of its people, whatever the numbers are called', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(6)), { minLength: 4, maxLength: 30 }), (rows) => {
        const listOf = rows.map(([list]) => list);
        const persons = rows.map(([, person]) => person);
        const table = tableOfPartition(lists, listOf, persons);
        expect(table.n).toBe(new Set(persons).size);
        expect(
          tableOfPartition(
            lists,
            listOf,
            persons.map((one) => 1_000 - one),
          ),
        ).toEqual(table);
      }),
    );
  });

  test('N33 certain pairs are always joined, impossible ones never, and one-to-one lists stay free of doubles', () => {
    const pairs = [
      { left: 0, right: 1, probability: 1 },
      { left: 2, right: 3, probability: 0 },
      { left: 4, right: 5, probability: 0.9 },
      { left: 5, right: 6, probability: 0.8 },
    ];
    // Rows 4 and 6 are of one list: never one person, however the draws fall.
    const draws = drawPartitions(7, pairs, { seed: 3, draws: 200, listOf: [0, 1, 0, 1, 0, 1, 0] });
    for (const draw of draws) {
      expect(draw[0]).toBe(draw[1]);
      expect(draw[2]).not.toBe(draw[3]);
      expect(draw[4]).not.toBe(draw[6]);
    }
    const share = draws.filter((draw) => draw[4] === draw[5]).length / draws.length;
    expect(share).toBeGreaterThan(0.8);
    expect(drawPartitions(7, pairs, { seed: 3, draws: 200, listOf: [0, 1, 0, 1, 0, 1, 0] })).toEqual(draws);
  });

  test('N33 pooled over certain draws is the estimate of the one table; over doubtful ones it is wider', async () => {
    const certain = linked(1);
    const tables = (of: typeof certain) =>
      drawPartitions(of.rows, of.pairs, { seed: 5, draws: 12 }).map((draw) =>
        tableOfPartition(lists, of.listOf, draw),
      );
    const sure = await pooledOver(tables(certain), quick);
    expect([sure.draws, sure.tables]).toEqual([12, 1]);
    expect(sure.engines.map(({ name }) => name)).toEqual(['loglinear', 'dga', 'lcmcr']);
    for (const { betweenShare } of sure.engines) expect(betweenShare).toBeCloseTo(0, 12);
    const doubtful = linked(0.8);
    const unsure = await pooledOver(tables(doubtful), quick);
    expect(unsure.tables).toBeGreaterThan(5);
    unsure.engines.forEach(({ interval, betweenShare }, at) => {
      const before = sure.engines[at]?.interval ?? interval;
      expect(betweenShare).toBeGreaterThan(0);
      // Lost links are lost overlap: more people seem unseen.
      expect(interval.hi).toBeGreaterThan(before.hi);
    });
  });

  test('N34 thresholds far apart, or draws that decide the answer, are refused by R15', async () => {
    const { rows, pairs, listOf } = linked(0.5);
    const at = (probability: number) =>
      tableOfPartition(
        lists,
        listOf,
        drawPartitions(
          rows,
          pairs.map((pair) => ({ ...pair, probability })),
          { seed: 1, draws: 1 },
        )[0] ?? [],
      );
    const [loose, strict] = [at(1), at(0.4)];
    const draws = drawPartitions(rows, pairs, { seed: 2, draws: 6 }).map((draw) =>
      tableOfPartition(lists, listOf, draw),
    );
    const report = await estimate(loose, {
      draws: 50,
      burnIn: 100,
      replicates: 20,
      threads: 0,
      engines: ['loglinear'],
      linkage: { draws, thresholds: { loose, strict } },
    });
    expect(report.rules.find(({ id }) => id === 'R15')).toMatchObject({ outcome: 'refuse' });
    expect(report.linkageDraws).toBe(6);
    const engine = report.engines.find(({ name }) => name === 'loglinear');
    expect(engine?.diagnostics['linkage']).toMatchObject({ draws: 6 });
  });
});

describe('logic', () => {
  const table = parseTable(
    'a,b,c,count\n1,0,0,160\n0,1,0,150\n0,0,1,140\n1,1,0,63\n1,0,1,63\n0,1,1,62\n1,1,1,31\n',
  );
  const run = (context: { acceptedAtLeast?: number; populationCap?: number }) =>
    estimate(table, {
      draws: 50,
      burnIn: 100,
      replicates: 20,
      threads: 0,
      engines: ['loglinear', 'dga'],
      context,
    });

  test('N35 an estimate below an accepted lower bound or above the cap is refused by R14, and passes between', async () => {
    const of = async (context: Parameters<typeof run>[0]) =>
      (await run(context)).rules.find(({ id }) => id === 'R14')?.outcome;
    expect(await of({ acceptedAtLeast: 5_000 })).toBe('refuse');
    expect(await of({ populationCap: 700 })).toBe('refuse');
    expect(await of({ acceptedAtLeast: 400, populationCap: 5_000 })).toBe('pass');
    expect(await of({})).toBe('not_applicable');
  });
});

describe('errors of the linkage in force', () => {
  test('N38 what draws join and it does not is missed, what it joins and draws do not is wrong, per pair of lists', () => {
    const lists = ['a', 'b', 'c'];
    // Rows 0 and 1 on list a, 2 and 3 on b, 4 on c.
    const listOf = [0, 0, 1, 1, 2];
    const found = linkErrors(lists, listOf, {
      inForce: [0, 1, 0, 3, 4],
      draws: [
        [0, 1, 0, 1, 4],
        [0, 1, 2, 1, 1],
      ],
    });
    expect(found.map((one) => [...one.lists, one.joined])).toEqual([
      ['a', 'b', 1],
      ['a', 'c', 0],
      ['b', 'c', 0],
    ]);
    // Of two pairs the first draw has one that is missed, of one pair the second has one.
    expect(found[0]?.missed.mean).toBeCloseTo(0.75);
    expect(found[0]?.wrong.mean).toBeCloseTo(0.5);
    expect(found[1]).toMatchObject({ missed: { mean: 1, sd: 0 }, wrong: { mean: 0, sd: 0 } });
  });

  test('N38 draws that agree with it find no error', () => {
    const found = linkErrors(['a', 'b'], [0, 1, 1], { inForce: [7, 7, 8], draws: [[1, 1, 2]] });
    expect(found).toEqual([
      {
        lists: ['a', 'b'],
        joined: 1,
        missed: { mean: 0, sd: 0 },
        wrong: { mean: 0, sd: 0 },
        fewer: [],
        more: [],
      },
    ]);
  });

  test('N38 the estimate is told at one standard error less and more of what is missed between two lists', async () => {
    // Twelve people are on a and b, twelve on b and c; up to eight more pairs of a and b are joined by some draws only.
    const lists = ['a', 'b', 'c'];
    const listOf = Array.from({ length: 120 }, (_, row) => Math.floor(row / 40));
    const person = (joined: number): number[] =>
      listOf.map((list, row) => {
        const at = row % 40;
        if (list === 1 && at < 12 + joined) return at;
        if (list === 2 && at < 12) return 60 + at;
        if (list === 1 && at >= 28) return 32 + at;
        return row;
      });
    const partitions = Array.from({ length: 20 }, (_, draw) => person(draw % 9));
    const errors = linkErrors(lists, listOf, { inForce: person(0), draws: partitions });
    const [ab] = errors;
    const missedBy = (draws: readonly number[]): number[] => draws.map((draw) => draw % 9);
    expect(Math.max(...missedBy(ab?.fewer ?? []))).toBeLessThan(Math.min(...missedBy(ab?.more ?? [])));
    const tables = partitions.map((persons) => tableOfPartition(lists, listOf, persons));
    const pooled = await pooledOver(tables, { seed: 1, threads: 0, engines: ['loglinear'], errors });
    const moved = pooled.misses.find((one) => one.lists.join() === 'a,b');
    // Fewer pairs missed by the linkage in force means that its draws join fewer: less overlap, more unseen.
    expect(moved?.fewer).toBeGreaterThan(moved?.more ?? Infinity);
    const report = await estimate(tables[0] as (typeof tables)[number], {
      draws: 50,
      burnIn: 100,
      replicates: 20,
      threads: 0,
      engines: ['loglinear'],
      linkage: { draws: tables, errors },
    });
    expect(report.linkageMisses).toEqual(pooled.misses);
  });
});

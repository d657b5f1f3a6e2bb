import fc from 'fast-check';
import { beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { isFault } from '#ground';
import { bootstrap } from '../../src/counting/mse/bootstrap.ts';
import { dga } from '../../src/counting/mse/dga.ts';
import { estimate, type EstimateOptions } from '../../src/counting/mse/estimate.ts';
import { roundedOut } from '../../src/counting/mse/headline.ts';
import {
  POPULATION,
  type EngineReport,
  type EstimateReport,
  type RuleId,
} from '../../src/counting/mse/report.ts';
import { denseCounts, type OverlapTable } from '../../src/counting/mse/table.ts';
import { parseTable } from '../../src/counting/mse/parse.ts';
import { ARTIFICIAL, ARTIFICIAL_CSV, KOSOVO, SIMULATED, UK_2013 } from './support/tables.ts';

/** Short runs: enough for the rules, not for publication. */
const SHORT: EstimateOptions = { threads: 2, draws: 100, burnIn: 2_000, replicates: 100, seed: 1 };

function outcome(report: EstimateReport, id: RuleId): string | undefined {
  return report.rules.find((rule) => rule.id === id)?.outcome;
}

function engine(report: EstimateReport, name: string): EngineReport {
  return report.engines.find((one) => one.name === name) as EngineReport;
}

let kosovo: EstimateReport;
let artificial: EstimateReport;
beforeAll(async () => {
  kosovo = await estimate(KOSOVO, { ...SHORT, burnIn: 2_000, draws: 1_200 });
  artificial = await estimate(ARTIFICIAL, SHORT);
});

describe('an estimate', () => {
  test('N28 every engine carries its assumption and the sentence about whom it can speak of', () => {
    for (const report of [kosovo, artificial]) {
      expect(report.population).toBe(POPULATION);
      for (const one of report.engines) {
        expect(one.population).toBe(POPULATION);
        expect(one.assumption.sentence.length).toBeGreaterThan(40);
        expect(one.point === null ? one.withheld : one.interval).not.toBeNull();
      }
    }
    expect(kosovo.headline?.sentence).toContain(POPULATION);
    expectTypeOf<EngineReport['population']>().toEqualTypeOf<typeof POPULATION>();
    expectTypeOf<EstimateReport['headline']>().not.toEqualTypeOf<number>();
  });

  test('N29 Kosovo has a headline, the union of the engines rounded outward, and is warned of its rivals', () => {
    const intervals = ['loglinear', 'dga', 'lcmcr'].map((name) => engine(kosovo, name).interval);
    expect(kosovo.headline?.lo).toBe(roundedOut(Math.min(...intervals.map((one) => one?.lo ?? NaN)), 'down'));
    expect(kosovo.headline?.hi).toBe(roundedOut(Math.max(...intervals.map((one) => one?.hi ?? NaN)), 'up'));
    expect(kosovo.headline?.atLeast).toBe(8500);
    expect(outcome(kosovo, 'R11')).toBe('warn');
    expect(kosovo.rules.find(({ id }) => id === 'R11')?.value).toBeCloseTo(18393.306 / 10356.519, 5);
    expect(engine(kosovo, 'loglinear').rules).toContain('R11');
  });

  test('N30 the artificial table is refused by overlap and existence, and its engines are still shown', () => {
    expect([outcome(artificial, 'R5'), outcome(artificial, 'R6')]).toEqual(['refuse', 'refuse']);
    expect(artificial.headline).toBeNull();
    expect(artificial.noHeadline).toContain('R5');
    expect(artificial.engines).toHaveLength(6);
  });

  test('N30 a table carried by the graph that identifies nothing is refused', async () => {
    const three = parseTable(
      'EXH,ABA,OSCE,count\n1,0,0,1237\n0,1,0,876\n1,1,0,195\n0,0,1,1059\n1,0,1,270\n0,1,1,249\n1,1,1,208',
    );
    const report = await estimate(three, { ...SHORT, engines: ['dga'] });
    expect(outcome(report, 'R10')).toBe('refuse');
    expect(engine(report, 'dga').rules).toContain('R10');
  });

  test('N30 the six sparse lists of 2013 do not pass clean', async () => {
    const report = await estimate(UK_2013, { ...SHORT, engines: ['dga', 'lcmcr'] });
    expect(['warn', 'refuse']).toContain(outcome(report, 'R7'));
    expect(engine(report, 'dga').withheld).toContain('lists');
    expect(report.rules.filter((rule) => ['warn', 'refuse'].includes(rule.outcome)).length).toBeGreaterThan(
      0,
    );
  });

  test('N31 two lists, lists of one origin, barred lists and an open population are refused before anything is computed', async () => {
    const two = await estimate(parseTable('a,b,count\n1,0,90\n0,1,80\n1,1,40'), SHORT);
    expect([outcome(two, 'R1'), two.headline]).toEqual(['refuse', null]);
    expect(two.engines.map(({ name }) => name)).toEqual(['chapman']);
    const nothing = async (context: NonNullable<EstimateOptions['context']>, id: RuleId) => {
      const report = await estimate(KOSOVO, { ...SHORT, context });
      expect([outcome(report, id), report.headline, report.engines.length]).toEqual(['refuse', null, 0]);
    };
    await nothing({ dependent: [['ABA', 'HRW']] }, 'R2');
    await nothing({ barred: ['HRW'] }, 'R3');
    await nothing({ closed: false }, 'R4');
  });

  test('N31 a list split into two copies is refused as one origin', async () => {
    const copied = ARTIFICIAL_CSV.split('\n').map((line, at) =>
      at === 0 ? `X,${line}` : `${line[0]},${line}`,
    );
    expect(outcome(await estimate(parseTable(copied.join('\n')), SHORT), 'R2')).toBe('refuse');
  });

  test('N29 some of the engines carry no headline, and the rules alone can be checked', async () => {
    const some = await estimate(KOSOVO, { ...SHORT, engines: ['dga'] });
    expect([some.headline, some.noHeadline]).toEqual([
      null,
      'a headline needs loglinear, lcmcr, mthlb as well',
    ]);
    const rules = await estimate(KOSOVO, { checkOnly: true });
    expect([rules.engines.length, rules.headline, outcome(rules, 'R5')]).toEqual([0, null, 'pass']);
    expect(outcome(rules, 'R10')).toBe('not_applicable');
  });

  test('N31 an accepted claim above the estimate is a refusal of logic', async () => {
    const report = await estimate(KOSOVO, {
      ...SHORT,
      engines: ['dga'],
      context: { acceptedAtLeast: 50_000 },
    });
    expect(outcome(report, 'R14')).toBe('refuse');
  });

  test('impossible options are wrong usage', async () => {
    await expect(estimate(KOSOVO, { draws: 0.5 })).rejects.toSatisfy((thrown) =>
      isFault(thrown, 'usage-wrong'),
    );
  });

  test('the lists are tested against themselves', () => {
    expect(kosovo.selfTests?.knownSize.map(({ list }) => list)).toEqual(KOSOVO.lists);
    expect(kosovo.selfTests?.pairFit).toHaveLength(6);
  });
});

describe('whatever the table', () => {
  const tables = fc
    .array(fc.integer({ min: 0, max: 60 }), { minLength: 7, maxLength: 7 })
    .filter((counts) => counts.some((count) => count > 0))
    .map((counts): OverlapTable =>
      parseTable(
        [
          'a,b,c,count',
          ...counts.map((count, at) => [1, 2, 4].map((bit) => ((at + 1) & bit ? 1 : 0)).join() + `,${count}`),
        ].join('\n'),
      ),
    );

  test('N29 no end of any engine falls below the documented, and refused tables have no headline', async () => {
    const options = { ...SHORT, threads: 0, replicates: 10, draws: 10, burnIn: 20 };
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const report = await estimate(table, options);
        for (const { point, interval } of report.engines) {
          expect(point ?? table.n).toBeGreaterThanOrEqual(table.n);
          expect(interval?.lo ?? table.n).toBeGreaterThanOrEqual(table.n);
        }
        const refused = report.rules.some(({ outcome: found }) => found === 'refuse');
        expect(report.headline === null).toBe(refused || report.noHeadline !== null);
        expect(() => JSON.stringify(report)).not.toThrow();
      }),
      { numRuns: process.env['SLOW'] ? 200 : 10 },
    );
  });

  test('N20 the posterior does not depend on the order of the lists', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const turned = [table.lists[2], table.lists[0], table.lists[1]].join();
        const rows = table.patterns.map(
          (x, at) => `${(x >> 2) & 1},${x & 1},${(x >> 1) & 1},${table.counts[at]}`,
        );
        expect(dga({ table: parseTable(`${turned},count\n${rows.join('\n')}`) })).toEqual(dga({ table }));
      }),
      { numRuns: 5 },
    );
  });
});

describe('the bootstrap', () => {
  test('N27 repeats the selection and stays near the published interval', () => {
    const [wide] = bootstrap({ counts: denseCounts(KOSOVO), lists: 4, replicates: 400, seed: '1' }).intervals;
    expect(Math.abs((wide?.lo ?? 0) / 6947 - 1)).toBeLessThan(0.1);
    expect(Math.abs((wide?.hi ?? 0) / 18010 - 1)).toBeLessThan(0.1);
    const [other] = bootstrap({
      counts: denseCounts(SIMULATED),
      lists: 4,
      replicates: 400,
      seed: '1',
    }).intervals;
    expect(Math.abs((other?.lo ?? 0) / 1557.3 - 1)).toBeLessThan(0.05);
    expect(Math.abs((other?.hi ?? 0) / 2038.6 - 1)).toBeLessThan(0.08);
  });
});

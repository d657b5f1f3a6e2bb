/**
 * The reference answers, held against tables read from their files as `habeas estimate` reads them. Where the folder of
 * the shared tables is not there, the same tables are taken from the fixtures; where it is, both must be one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bootstrap } from '../../src/counting/mse/bootstrap.ts';
import { chaoBound, listAdjustedBound } from '../../src/counting/mse/chao.ts';
import { summaryOf } from '../../src/counting/mse/chains.ts';
import { chapmanPairs } from '../../src/counting/mse/chapman.ts';
import { dga } from '../../src/counting/mse/dga.ts';
import { estimate } from '../../src/counting/mse/estimate.ts';
import { noHighestInteraction, select, stepwise } from '../../src/counting/mse/loglinear.ts';
import { INDEPENDENCE } from '../../src/counting/mse/models.ts';
import { parseTable } from '../../src/counting/mse/parse.ts';
import { fitModel } from '../../src/counting/mse/poisson.ts';
import type { EngineName } from '../../src/counting/mse/report.ts';
import { denseCounts, onlyLists, type OverlapTable } from '../../src/counting/mse/table.ts';
import { runTasks } from '../../src/counting/mse/threads.ts';
import * as fixtures from './support/tables.ts';

const FIXTURES: Readonly<Record<string, OverlapTable>> = {
  kosovo_4list: fixtures.KOSOVO,
  uk2013_6list: fixtures.UK_2013,
  hiv_rome_4list: fixtures.HIV_ROME,
  snowshoe_hare_6occasion: fixtures.SNOWSHOE_HARE,
  sim_heterogeneous_4list: fixtures.SIMULATED,
  artificial_3list: fixtures.ARTIFICIAL,
};

function tableOf(name: string): OverlapTable {
  const file = new URL(`../../../shared/data/mse/${name}.csv`, import.meta.url);
  return existsSync(file) ? parseTable(readFileSync(file, 'utf8')) : (FIXTURES[name] as OverlapTable);
}

/** To 1e-6 relative, or to half of the last digit that was printed where that says less. */
function agrees(found: number | null | undefined, printed: string): void {
  const value = Number(printed);
  const decimals = printed.split('.')[1]?.length ?? 0;
  const allowed = Math.max(1e-6 * value, 0.5001 * 10 ** -decimals);
  expect(found).not.toBeNull();
  expect(Math.abs((found as number) - value), `${found} against ${printed}`).toBeLessThanOrEqual(allowed);
}

function within(found: number, reference: number, share: number): void {
  expect(Math.abs(found / reference - 1), `${found} against ${reference}`).toBeLessThanOrEqual(share);
}

test('the files hold the tables of the fixtures', () => {
  for (const [name, table] of Object.entries(FIXTURES)) expect(tableOf(name)).toEqual(table);
});

describe('exact engines', () => {
  test('N22 closed forms and the independence model', () => {
    const answers = {
      kosovo_4list: ['10270.5', '8591.184', '7394.587'],
      uk2013_6list: ['15628.0', '12298.508', '12213.995'],
      hiv_rome_4list: ['15578.9', '11700.99', '11124.58'],
      snowshoe_hare_6occasion: ['82.20', '79.571', '75.066'],
      sim_heterogeneous_4list: ['1868.0', '1693.422', '1575.950'],
    };
    for (const [name, [chao = '', bound = '', independent = '']] of Object.entries(answers)) {
      const table = tableOf(name);
      agrees(chaoBound(table).point, chao);
      agrees(listAdjustedBound(table)?.point, bound);
      agrees(table.n + fitModel(INDEPENDENCE, denseCounts(table), table.lists.length).unseen, independent);
    }
    const kosovo = tableOf('kosovo_4list');
    const pair = chapmanPairs(kosovo).find(({ lists }) => lists.includes('ABA') && lists.includes('HRW'));
    agrees(pair?.point, '9621.88');
    agrees(kosovo.n + (noHighestInteraction(denseCounts(kosovo)) ?? 0), '16941.88');
  });

  test('N22 the model of lowest BIC, stepwise selection, and the average over graphs', () => {
    const chosen = (name: string): number => {
      const table = tableOf(name);
      return table.n + (select(denseCounts(table), table.lists.length).chosen?.unseen ?? NaN);
    };
    agrees(chosen('kosovo_4list'), '10356.52');
    agrees(chosen('hiv_rome_4list'), '11124.58');
    agrees(chosen('sim_heterogeneous_4list'), '1684.90');
    const uk = tableOf('uk2013_6list');
    agrees(uk.n + (stepwise(denseCounts(uk), 6)?.unseen ?? NaN), '11417.99');
    const graphs = (name: string): number[] => {
      const { median, lo, hi } = dga({ table: tableOf(name) });
      return [median, lo, hi];
    };
    expect(graphs('kosovo_4list')).toEqual([12_595, 9_827, 16_544]);
    expect(graphs('hiv_rome_4list')).toEqual([11_220, 9_404, 14_095]);
    expect(graphs('sim_heterogeneous_4list')).toEqual([1_663, 1_563, 1_767]);
  });
});

describe('sampled engines', () => {
  // Half as many draws as the program makes, at half the distance, save for Kosovo, whose chains are slow and need all.
  // Seed 1 is the program's and was not looked for.
  const LATENT: readonly {
    name: string;
    reference: [number, number, number];
    draws: number;
    thin: number;
  }[] = [
    { name: 'kosovo_4list', reference: [10_438, 9_128, 13_946], draws: 5_000, thin: 50 },
    { name: 'hiv_rome_4list', reference: [10_940, 9_382, 13_078], draws: 2_500, thin: 25 },
    { name: 'sim_heterogeneous_4list', reference: [1_720, 1_611, 1_912], draws: 2_500, thin: 25 },
    { name: 'snowshoe_hare_6occasion', reference: [77, 70, 90], draws: 2_500, thin: 25 },
  ];
  test.each(LATENT)(
    'N27 latent classes on $name: median within 3 %, ends within 6 %',
    async (one) => {
      const [median, lo, hi] = one.reference;
      const table = tableOf(one.name);
      const answers = await runTasks(
        [1, 2, 3, 4].map((chain) => ({
          kind: 'chain' as const,
          ask: {
            lists: table.lists.length,
            patterns: table.patterns,
            counts: table.counts,
            classes: 10,
            burnIn: 10_000,
            draws: one.draws,
            thin: one.thin,
            seed: `1/lcmcr/${chain}`,
          },
        })),
      );
      const found = summaryOf(answers.flatMap((one) => (one.kind === 'chain' ? [one.unseen] : [])));
      const at = (share: number): number =>
        table.n + (found.ascending[Math.floor(share * (found.ascending.length - 1))] as number);
      within(at(0.5), median, 0.03);
      within(at(0.025), lo, 0.06);
      within(at(0.975), hi, 0.06);
      expect(found.rHat).toBeLessThan(1.01);
    },
    600_000,
  );

  test('N27 the bootstrap that repeats the selection: ends within 6 % of the published', () => {
    const ends = (name: string) =>
      bootstrap({ counts: denseCounts(tableOf(name)), lists: 4, replicates: 1_000, seed: '1' }).intervals[0];
    const kosovo = ends('kosovo_4list');
    within(kosovo?.lo ?? NaN, 6_947, 0.06);
    within(kosovo?.hi ?? NaN, 18_010, 0.06);
    const simulated = ends('sim_heterogeneous_4list');
    within(simulated?.lo ?? NaN, 1_557.3, 0.06);
    within(simulated?.hi ?? NaN, 2_038.6, 0.06);
  });
});

describe('refusals', () => {
  const short = { threads: 2, draws: 100, burnIn: 2_000, replicates: 60 };
  const outcomes = async (
    table: OverlapTable,
    engines: readonly EngineName[],
  ): Promise<Record<string, string>> => {
    const { rules } = await estimate(table, { ...short, engines });
    return Object.fromEntries(rules.map(({ id, outcome }) => [id, outcome]));
  };

  test('N30 the artificial table and Kosovo without one list are refused; the sparse six are not clean', async () => {
    expect(await outcomes(tableOf('artificial_3list'), ['loglinear'])).toMatchObject({
      R5: 'refuse',
      R6: 'refuse',
    });
    const kosovo = tableOf('kosovo_4list');
    const three = kosovo.lists.reduce((set, list, at) => (list === 'HRW' ? set : set | (1 << at)), 0);
    expect(await outcomes(onlyLists(kosovo, three) as OverlapTable, ['dga'])).toMatchObject({
      R10: 'refuse',
    });
    const uk = Object.values(await outcomes(tableOf('uk2013_6list'), ['lcmcr']));
    expect(uk.some((outcome) => outcome === 'warn' || outcome === 'refuse')).toBe(true);
  });
});

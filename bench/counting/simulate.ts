/**
 * How often does the headline cover, and how often do the rules refuse, when the number of people is known? Simulated
 * populations of 1,500 people of which the lists see a part: independent lists, people who differ, lists that follow or
 * avoid each other, lists of very unequal size, three lists. Fixed seeds; used to set the thresholds of R11 and R13.
 *
 *   node bin/run-ts.js bench/counting/simulate.ts [--runs 20] [--threads 2]
 *
 * Engines run shorter than in the program (1,200 draws, 60 replicates), so R7 refuses more often here; it is left out of
 * what is counted as refused, and told. Prints one table; RESULTS.md keeps it.
 */
import { parseArgs } from 'node:util';
import { seededRandom, type Random } from '../../src/ground/index.ts';
import { estimate, overlapTable, type EstimateReport, type OverlapTable } from '../../src/counting/index.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20' }, threads: { type: 'string', default: '2' } },
});
const RUNS = Number(values.runs);
const PEOPLE = 1_500;
const LISTS = ['A', 'B', 'C', 'D'];

/** Pattern of one person. */
type Draw = (random: Random) => number;

const onLists =
  (chances: readonly number[]): Draw =>
  (random) =>
    chances.reduce((pattern, chance, at) => (random.float() < chance ? pattern | (1 << at) : pattern), 0);
/** List B takes its chance from whether the person is on list A. */
const following =
  (chances: readonly number[], onA: number): Draw =>
  (random) => {
    const pattern = onLists(chances)(random) & ~2;
    return random.float() < (pattern & 1 ? onA : (chances[1] as number)) ? pattern | 2 : pattern;
  };

const SCENARIOS: readonly { readonly name: string; readonly lists: number; readonly draw: Draw }[] = [
  { name: 'independent', lists: 4, draw: onLists([0.35, 0.3, 0.25, 0.2]) },
  { name: 'independent, sparse', lists: 4, draw: onLists([0.12, 0.1, 0.08, 0.06]) },
  { name: 'independent, three lists', lists: 3, draw: onLists([0.35, 0.3, 0.25]) },
  {
    name: 'people differ',
    lists: 4,
    draw: (random) => onLists(random.float() < 0.3 ? [0.6, 0.5, 0.45, 0.4] : [0.2, 0.15, 0.2, 0.1])(random),
  },
  {
    name: 'people differ much',
    lists: 4,
    draw: (random) => onLists(random.float() < 0.2 ? [0.7, 0.7, 0.6, 0.6] : [0.08, 0.06, 0.06, 0.05])(random),
  },
  { name: 'B follows A', lists: 4, draw: following([0.35, 0.2, 0.25, 0.2], 0.6) },
  { name: 'B avoids A', lists: 4, draw: following([0.35, 0.35, 0.25, 0.2], 0.1) },
  { name: 'very unequal lists', lists: 4, draw: onLists([0.6, 0.1, 0.05, 0.03]) },
];

function simulated({ lists, draw }: (typeof SCENARIOS)[number], random: Random): OverlapTable {
  const cells = new Map<number, number>();
  for (let i = 0; i < PEOPLE; i++) {
    const pattern = draw(random);
    if (pattern !== 0) cells.set(pattern, (cells.get(pattern) ?? 0) + 1);
  }
  const rows = [...cells].map(([pattern, count], at) => ({
    present: LISTS.slice(0, lists).map((_, bit) => ((pattern >> bit) & 1) === 1),
    count,
    line: at + 2,
  }));
  return overlapTable(LISTS.slice(0, lists), rows);
}

interface Run {
  readonly covers: boolean;
  readonly refusedBy: readonly string[];
  readonly r11: number;
  readonly r13: number;
}

function read(report: EstimateReport): Run {
  const intervals = report.engines.flatMap(({ name, interval }) =>
    ['loglinear', 'dga', 'lcmcr'].includes(name) && interval !== null ? [interval] : [],
  );
  const [lo, hi] = [Math.min(...intervals.map((one) => one.lo)), Math.max(...intervals.map((one) => one.hi))];
  const valueOf = (id: string): number => report.rules.find((rule) => rule.id === id)?.value ?? 1;
  return {
    covers: PEOPLE >= lo && PEOPLE <= hi,
    refusedBy: report.rules
      .filter(({ id, outcome }) => outcome === 'refuse' && id !== 'R7')
      .map(({ id }) => id),
    r11: valueOf('R11'),
    r13: valueOf('R13'),
  };
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;
const sorted = (all: readonly number[]): number[] => [...all].sort((a, b) => a - b);
const middle = (all: readonly number[]): string => (sorted(all)[Math.floor(all.length / 2)] ?? 1).toFixed(2);
const high = (all: readonly number[]): string => (sorted(all)[Math.floor(all.length * 0.9)] ?? 1).toFixed(2);

console.log(`${RUNS} tables each of ${PEOPLE} people\n`);
console.log(
  '| lists | covered, all | refused | covered, where not refused | refused by | R11 median, 90 % | R13 median, 90 % |',
);
console.log('|---|---|---|---|---|---|---|');
for (const scenario of SCENARIOS) {
  const runs: Run[] = [];
  for (let at = 0; at < RUNS; at++) {
    const table = simulated(scenario, seededRandom(`simulation/${scenario.name}/${at}`));
    runs.push(
      read(
        await estimate(table, {
          seed: at + 1,
          draws: 300,
          burnIn: 2_000,
          replicates: 60,
          threads: Number(values.threads),
        }),
      ),
    );
  }
  const stood = runs.filter(({ refusedBy }) => refusedBy.length === 0);
  const by = new Map<string, number>();
  for (const id of runs.flatMap(({ refusedBy }) => refusedBy)) by.set(id, (by.get(id) ?? 0) + 1);
  const reasons = [...by]
    .sort((a, b) => b[1] - a[1])
    .map(([id, many]) => `${id} ${many}`)
    .join(', ');
  const [r11, r13] = [runs.map((run) => run.r11), runs.map((run) => run.r13)];
  console.log(
    `| ${scenario.name} | ${percent(runs.filter(({ covers }) => covers).length, RUNS)} | ${percent(RUNS - stood.length, RUNS)} | ${percent(stood.filter(({ covers }) => covers).length, stood.length)} | ${reasons || '–'} | ${middle(r11)}, ${high(r11)} | ${middle(r13)}, ${high(r13)} |`,
  );
}

/**
 * How often does the headline cover, and how often do the rules refuse or warn, when the number of people is known?
 * Simulated populations of 1,500 people of which the lists see a part: everybody alike, people who differ (two kinds, or
 * spread evenly on the logit scale), lists that follow, avoid or never meet each other, lists of very unequal size.
 * Fixed seeds. Compares the engines alone with the headline that reaches as far as people differ (decision 0014).
 *
 *   node bin/run-ts.js bench/counting/simulate.ts [--runs 16] [--threads 1] [--only "avoids|never"]
 *
 * Engines run shorter than in the program (four chains of 60 draws at thinning 50 after 1,500 sweeps, 60 replicates), so
 * R7 refuses nearly always here; it is left out of what is counted as refused. Prints one table; RESULTS.md keeps it.
 */
import { parseArgs } from 'node:util';
import { seededRandom, type Random } from '../../src/ground/index.ts';
import { estimate, overlapTable, type EstimateReport, type OverlapTable } from '../../src/counting/index.ts';
import { headlineOf, reachesOf } from '../../src/counting/mse/headline.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '16' },
    threads: { type: 'string', default: '1' },
    /** A pattern that names of scenarios match; all unless told. */
    only: { type: 'string', default: '' },
  },
});
const RUNS = Number(values.runs);
const PEOPLE = 1_500;
const LISTS = ['A', 'B', 'C', 'D', 'E'];

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

/** Everybody has an ease of their own, normal on the logit scale with this spread. */
const spread =
  (chances: readonly number[], sd: number): Draw =>
  (random) => {
    const ease = sd * Math.sqrt(-2 * Math.log(1 - random.float())) * Math.cos(2 * Math.PI * random.float());
    return onLists(chances.map((chance) => 1 / (1 + Math.exp(-Math.log(chance / (1 - chance)) - ease))))(
      random,
    );
  };
/** A share of the people is of the kind that is listed easily. */
const twoKinds =
  (share: number, easy: readonly number[], hard: readonly number[]): Draw =>
  (random) =>
    onLists(random.float() < share ? easy : hard)(random);

const SCENARIOS: readonly { readonly name: string; readonly lists: number; readonly draw: Draw }[] = [
  { name: 'alike', lists: 4, draw: onLists([0.35, 0.3, 0.25, 0.2]) },
  { name: 'alike, few seen', lists: 4, draw: onLists([0.12, 0.1, 0.08, 0.06]) },
  { name: 'alike, three lists', lists: 3, draw: onLists([0.35, 0.3, 0.25]) },
  { name: 'alike, very unequal lists', lists: 4, draw: onLists([0.6, 0.1, 0.05, 0.03]) },
  { name: 'two kinds', lists: 4, draw: twoKinds(0.3, [0.6, 0.5, 0.45, 0.4], [0.2, 0.15, 0.2, 0.1]) },
  { name: 'two kinds, three lists', lists: 3, draw: twoKinds(0.3, [0.6, 0.5, 0.45], [0.2, 0.15, 0.2]) },
  {
    name: 'two kinds, five lists',
    lists: 5,
    draw: twoKinds(0.3, [0.6, 0.5, 0.45, 0.4, 0.3], [0.2, 0.15, 0.2, 0.1, 0.1]),
  },
  {
    name: 'two kinds far apart',
    lists: 4,
    draw: twoKinds(0.2, [0.7, 0.7, 0.6, 0.6], [0.08, 0.06, 0.06, 0.05]),
  },
  { name: 'spread 0.7', lists: 4, draw: spread([0.3, 0.25, 0.2, 0.15], 0.7) },
  { name: 'spread 1.2', lists: 4, draw: spread([0.25, 0.2, 0.15, 0.1], 1.2) },
  { name: 'B follows A', lists: 4, draw: following([0.35, 0.2, 0.25, 0.2], 0.6) },
  { name: 'B avoids A', lists: 4, draw: following([0.35, 0.35, 0.25, 0.2], 0.1) },
  { name: 'A and B never meet', lists: 4, draw: following([0.35, 0.35, 0.25, 0.2], 0) },
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
  /** The engines alone, and the headline as it reaches, both rounded outward. */
  readonly engines: boolean;
  readonly headline: boolean;
  readonly refusedBy: readonly string[];
  readonly warns: boolean;
  /** Upper end of the headline against that of the engines. */
  readonly wider: number;
  readonly r13: number;
}

function read(report: EstimateReport): Run {
  const intervals = report.engines.flatMap(({ name, interval }) =>
    ['loglinear', 'dga', 'lcmcr'].includes(name) && interval !== null ? [interval] : [],
  );
  const bound = report.engines.find(({ name }) => name === 'mthlb');
  const union = {
    lo: Math.min(...intervals.map((one) => one.lo)),
    hi: Math.max(...intervals.map((one) => one.hi)),
    level: 0.95,
  };
  const differing = bound?.diagnostics['differences'] as Parameters<typeof reachesOf>[1];
  const made = headlineOf(union, {
    bound: bound?.point ?? null,
    reaches: reachesOf(bound?.interval ?? null, differing ?? null),
    n: report.table.n,
  });
  const valueOf = (id: string): number => report.rules.find((rule) => rule.id === id)?.value ?? 1;
  return {
    engines: PEOPLE >= made.engines.lo && PEOPLE <= made.engines.hi,
    headline: PEOPLE >= made.lo && PEOPLE <= made.hi,
    refusedBy: report.rules
      .filter(({ id, outcome }) => outcome === 'refuse' && id !== 'R7')
      .map(({ id }) => id),
    warns: report.rules.some(({ id, outcome }) => outcome === 'warn' && id !== 'R7'),
    wider: made.hi / made.engines.hi,
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
  '| people and lists | engines cover | headline covers | refused | headline covers, where not refused | missed with neither refusal nor warning | warned | refused by | headline reaches further by (median, 90 %) | R13 median, 90 % |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|');
for (const scenario of SCENARIOS.filter(({ name }) => new RegExp(values.only).test(name))) {
  const runs: Run[] = [];
  for (let at = 0; at < RUNS; at++) {
    const table = simulated(scenario, seededRandom(`simulation/${scenario.name}/${at}`));
    runs.push(
      read(
        await estimate(table, {
          seed: at + 1,
          draws: 60,
          burnIn: 1_500,
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
  const share = (all: readonly Run[], holds: (run: Run) => boolean): string =>
    percent(all.filter(holds).length, all.length);
  const [wider, r13] = [runs.map((run) => run.wider), runs.map((run) => run.r13)];
  console.log(
    `| ${[
      scenario.name,
      share(runs, (run) => run.engines),
      share(runs, (run) => run.headline),
      share(runs, ({ refusedBy }) => refusedBy.length > 0),
      share(stood, (run) => run.headline),
      share(runs, (run) => !run.headline && run.refusedBy.length === 0 && !run.warns),
      share(runs, (run) => run.warns),
      reasons || '–',
      `${middle(wider)}, ${high(wider)}`,
      `${middle(r13)}, ${high(r13)}`,
    ].join(' | ')} |`,
  );
}

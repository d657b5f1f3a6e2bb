/**
 * An estimate from a table: gates first (R1–R4), then the engines, then the other rules, then a headline or the reason
 * why there is none. A refusal is a result like any other. Knows the order of things; every formula is elsewhere.
 */
import { Fault } from '#ground';
import type { Bootstrapped } from './bootstrap.ts';
import { summaryOf } from './chains.ts';
import type { DgaPosterior } from './dga.ts';
import { DGA_LISTS } from './dga.ts';
import {
  chaoReport,
  chapmanReport,
  dgaReport,
  lcmcrReport,
  listAdjustedReport,
  loglinearReport,
  reported,
} from './engines.ts';
import {
  boundMeasures,
  ENOUGH_DRAWS,
  contextMeasures,
  convergenceMeasures,
  degenerateMeasures,
  differenceMeasures,
  disagreementMeasures,
  leaveOneMeasures,
  listMeasure,
  logicMeasures,
  modeMeasure,
  overlapMeasures,
  provenanceMeasures,
  reachMeasure,
  scaleMeasures,
  selfTestMeasures,
  strataMeasures,
  type EstimateContext,
} from './evidence.ts';
import { headlineOf, reachesOf, reaching, unionOf, type Reach } from './headline.ts';
import type { Heterogeneity } from './heterogeneity.ts';
import { classesFor, MOST_UNSEEN_TIMES } from './lcmcr.ts';
import { modesOfDraws } from './modes.ts';
import { linkageMeasures, pooledOver, type LinkErrors, type Pooled } from './linkage.ts';
import { applied, checkedOverrides, overrideWords } from './override.ts';
import {
  ENGINES,
  POPULATION,
  type EngineName,
  type EngineReport,
  type EstimateReport,
  type Interval,
  type MissesMoved,
  type Override,
  type SelfTests,
} from './report.ts';
import { reasonOf, type Reason } from './reasons.ts';
import { BEFORE, judge, refusing, RULES, type Measure, type Measures } from './rules.ts';
import type { Stratification } from './strata.ts';
import { denseCounts, onlyLists, peopleOn, type OverlapTable } from './table.ts';
import type { Task, TaskAnswer } from './tasks.ts';
import { runTasks, type TaskOptions } from './threads.ts';

export interface EstimateOptions extends TaskOptions {
  /** All unless told. Without the three of the headline there is no headline. */
  readonly engines?: readonly EngineName[];
  readonly seed?: number;
  /** Kept draws of each chain; unless told 5,000, and four times as many where these are too few effective ones. */
  readonly draws?: number;
  /** Sweeps before the first kept draw; 20,000 unless told. */
  readonly burnIn?: number;
  /** Bootstrap replicates; 1,500 to five lists and 1,000 beyond unless told. */
  readonly replicates?: number;
  /** Only the rules that need no engine. */
  readonly checkOnly?: boolean;
  readonly scope?: string;
  readonly period?: string;
  /** Lists that were put together before, for the record. */
  readonly merged?: readonly (readonly string[])[];
  readonly context?: EstimateContext;
  /** Tables of draws of the linkage behind the table, and of a loose and a strict threshold; the answers are pooled. */
  readonly linkage?: {
    readonly draws: readonly OverlapTable[];
    readonly thresholds?: { readonly loose: OverlapTable; readonly strict: OverlapTable };
    /** Errors for each pair of lists, measured on these draws. */
    readonly errors?: readonly LinkErrors[];
  };
  /** The people of the table apart in parts; the total of the parts is held against the interval. */
  readonly strata?: readonly Stratification[];
  /** Each by two named people or more, with a reason; printed with the figure. */
  readonly overrides?: readonly Override[];
}

/** Seed unless told. It is 1 because it has to be something; no table was looked at to choose it. */
export const DEFAULT_SEED = 1;
const CHAINS = 4;
const THIN = 50;
/** Engines whose intervals make the headline, where they serve the number of lists. */
const HEADLINE: readonly EngineName[] = ['loglinear', 'dga', 'lcmcr'];
/** Lists up to which the model selection is bootstrapped in reasonable time. */
const LOGLINEAR_LISTS = 8;

interface Plan {
  readonly table: OverlapTable;
  readonly options: EstimateOptions;
  readonly seed: number;
  readonly wanted: readonly EngineName[];
}

function checkedOptions({ draws, burnIn, replicates, seed }: EstimateOptions): void {
  const isCount = (value: number | undefined, least: number, most: number): boolean =>
    value === undefined || (Number.isInteger(value) && value >= least && value <= most);
  if (!isCount(draws, 10, 1_000_000))
    throw new Fault('usage-wrong', 'draws are a whole number from 10 to 1000000');
  if (!isCount(burnIn, 0, 10_000_000))
    throw new Fault('usage-wrong', 'burn-in is a whole number up to 10000000');
  if (!isCount(replicates, 10, 1_000_000))
    throw new Fault('usage-wrong', 'replicates are a whole number from 10');
  if (!isCount(seed, 0, Number.MAX_SAFE_INTEGER))
    throw new Fault('usage-wrong', 'a seed is a whole number from 0');
}

/** Why an engine cannot serve this number of lists; null where it can. */
function unserved(name: EngineName, lists: number): Reason | null {
  if (name === 'dga' && (lists < DGA_LISTS.least || lists > DGA_LISTS.most))
    return reasonOf('graphs-lists', { ...DGA_LISTS });
  if (name === 'loglinear' && lists > LOGLINEAR_LISTS)
    return reasonOf('models-lists', { n: LOGLINEAR_LISTS });
  return null;
}

function tasksOf({ table, options, seed, wanted }: Plan): { name: EngineName; tasks: Task[] }[] {
  const lists = table.lists.length;
  const serves = (name: EngineName): boolean => wanted.includes(name) && unserved(name, lists) === null;
  const groups: { name: EngineName; tasks: Task[] }[] = [];
  if (serves('lcmcr')) {
    const common = {
      lists,
      patterns: table.patterns,
      counts: table.counts,
      classes: classesFor(lists),
      burnIn: options.burnIn ?? 20_000,
      draws: options.draws ?? 5_000,
      thin: THIN,
    };
    const chains = Array.from({ length: CHAINS }, (_, at) => `${seed}/lcmcr/${at + 1}`);
    groups.push({
      name: 'lcmcr',
      tasks: chains.map((chain) => ({ kind: 'chain', ask: { ...common, seed: chain } })),
    });
  }
  if (serves('loglinear')) {
    const replicates = options.replicates ?? (lists <= 5 ? 1_500 : 1_000);
    const ask = { counts: denseCounts(table), lists, replicates, seed: String(seed) };
    groups.push({ name: 'loglinear', tasks: [{ kind: 'bootstrap', ask }] });
  }
  if (serves('dga')) {
    const delta = 2 ** -lists;
    const deltas = [delta, delta / 2, delta * 2, 0.5, 1];
    groups.push({ name: 'dga', tasks: [{ kind: 'dga', ask: { table, deltas } }] });
  }
  return groups;
}

interface Computed {
  readonly engines: EngineReport[];
  readonly measures: Measures;
  readonly tests: SelfTests;
  readonly reaches: readonly Reach[];
  readonly misses: readonly MissesMoved[];
}

function loglinearMeasures(table: OverlapTable, made: Bootstrapped): Measures {
  const { best, chosen } = made.selection;
  const failing = best.existence !== 0 || chosen === null;
  return {
    R6: [
      {
        value: failing ? 1 : 0,
        threshold: 0,
        ...(best.existence === 1
          ? reasonOf('no-maximum')
          : best.existence === 2
            ? reasonOf('not-identified')
            : best.droppedTerms.length === 0
              ? reasonOf('maximum')
              : reasonOf('maximum-dropped', { n: best.droppedTerms.length })),
      },
    ],
    R11: disagreementMeasures(
      made.selection.rivals.map(({ unseen }) => table.n + unseen),
      [],
    ),
  };
}

function dgaMeasures(main: DgaPosterior, others: readonly DgaPosterior[]): Measures {
  return {
    R8: [modeMeasure('dga', main.modes)],
    R9: [{ value: main.lastTenth, ...reasonOf('grid-edge') }],
    R10: degenerateMeasures({ ...main, otherMedians: others.slice(0, 2).map(({ median }) => median) }),
  };
}

function merged(all: readonly Measures[]): Measures {
  const whole: Record<string, readonly Measure[]> = {};
  for (const one of all)
    for (const [id, measures] of Object.entries(one)) whole[id] = [...(whole[id] ?? []), ...measures];
  return whole;
}

interface ClosedForms {
  readonly engines: EngineReport[];
  readonly bound: Interval | null;
  readonly differing: Heterogeneity | null;
  readonly reaches: readonly Reach[];
}

function closedForms({ table, wanted }: Plan): ClosedForms {
  const { report, differing } = listAdjustedReport(table);
  const all = [chapmanReport(table), chaoReport(table), report];
  return {
    engines: all.filter(({ name }) => wanted.includes(name)),
    bound: report.interval,
    differing,
    reaches: reachesOf(report.interval, differing),
  };
}

function spokenFor(
  { table, options, seed }: Plan,
  name: EngineName,
  answers: readonly TaskAnswer[],
): { report: EngineReport; measures: Measures; made?: Bootstrapped } | null {
  const [first] = answers;
  if (first?.kind === 'bootstrap')
    return {
      report: loglinearReport(table, first.made, seed),
      measures: loglinearMeasures(table, first.made),
      made: first.made,
    };
  if (name === 'dga') {
    const [main, ...others] = first?.kind === 'dga' ? first.posteriors : [];
    if (main === undefined) return null;
    return { report: dgaReport(table, main, others), measures: dgaMeasures(main, others) };
  }
  const summary = summaryOf(answers.flatMap((one) => (one.kind === 'chain' ? [one.unseen] : [])));
  const cap = 0.9 * MOST_UNSEEN_TIMES * table.n;
  const capShare = summary.ascending.filter((n0) => n0 >= cap).length / summary.ascending.length;
  const modes = modesOfDraws(summary.ascending.map((n0) => table.n + n0));
  const settings = {
    classes: classesFor(table.lists.length),
    chains: CHAINS,
    burnIn: options.burnIn ?? 20_000,
    draws: Math.round(summary.ascending.length / CHAINS),
    thin: THIN,
  };
  return {
    report: lcmcrReport(table, { summary, modes, capShare, seed, settings }),
    measures: {
      R7: convergenceMeasures({ ...summary, chainMedians: summary.chainMedians.map((n0) => table.n + n0) }),
      R8: [modeMeasure('lcmcr', modes)],
      R9: [{ value: capShare, ...reasonOf('prior-cap') }],
    },
  };
}

const TIMES_LONGER = 4;

/** Chains that move slowly are run again, longer, unless somebody chose the length: their first part is the same. */
export async function longEnough(
  options: EstimateOptions,
  tasks: readonly Task[],
  answers: readonly TaskAnswer[],
): Promise<readonly TaskAnswer[]> {
  const chains = answers.flatMap((one) => (one.kind === 'chain' ? [one.unseen] : []));
  if (chains.length === 0 || options.draws !== undefined || summaryOf(chains).ess >= ENOUGH_DRAWS)
    return answers;
  return runTasks(
    tasks.map((task) =>
      task.kind === 'chain' ? { ...task, ask: { ...task.ask, draws: TIMES_LONGER * task.ask.draws } } : task,
    ),
    options,
  );
}

async function computed(plan: Plan): Promise<Computed> {
  const { table, options } = plan;
  const groups = tasksOf(plan);
  const answers = await runTasks(
    groups.flatMap(({ tasks }) => tasks),
    options,
  );
  const closed = closedForms(plan);
  const engines = [...closed.engines];
  const measures: Measures[] = [];
  let made: Bootstrapped | null = null;
  let from = 0;
  for (const { name, tasks } of groups) {
    const own = await longEnough(options, tasks, answers.slice(from, (from += tasks.length)));
    const spoken = spokenFor(plan, name, own);
    if (spoken === null) continue;
    engines.push(spoken.report);
    measures.push(spoken.measures);
    made ??= spoken.made ?? null;
  }
  for (const name of plan.wanted) {
    const why = unserved(name, table.lists.length);
    if (why !== null) engines.push(reported(name, { because: why }));
  }
  const pooled = await pooledLinkage(plan);
  if (pooled !== null) {
    pooledInto(engines, pooled, table.n);
    measures.push({ R15: linkageMeasures(pooled, options.linkage?.thresholds) });
  }
  engines.sort((a, b) => ENGINES.indexOf(a.name) - ENGINES.indexOf(b.name));
  const main = engines.filter(({ name, point }) => HEADLINE.includes(name) && point !== null);
  const points = main.map(({ point }) => point as number);
  const union = unionOf(main.flatMap(({ interval }) => (interval === null ? [] : [interval])));
  if (union !== null) {
    const { lo, hi } = reaching(union, closed.reaches).interval;
    measures.push({
      R11: [reachMeasure(union, closed.reaches)],
      R12: [{ value: hi / lo, ...reasonOf('width') }],
    });
  }
  const leavesOut = made?.point != null && table.lists.length >= 4;
  const [checked] = await runTasks(
    [
      {
        kind: 'checks',
        ask: { table, chosen: made?.selection.chosen ?? null, leavesOut, strata: options.strata ?? [] },
      },
    ],
    options,
  );
  if (checked?.kind !== 'checks') throw new Fault('bug', 'the checks of the table gave no answer');
  const { tests, without } = checked.made;
  if (made?.point != null && leavesOut) measures.push({ R13: leaveOneMeasures(made.point, without, union) });
  measures.push({
    R11: [
      ...disagreementMeasures([], main),
      ...boundMeasures(closed.bound, main.length < 2 ? null : union, closed.differing),
      ...differenceMeasures(closed.differing),
      ...strataMeasures(tests, union),
    ],
    R13: selfTestMeasures(tests),
    R14: logicMeasures(points, table.n, options.context ?? {}),
    R16: scaleMeasures(table.n, points).slice(1),
  });
  return {
    engines,
    measures: merged(measures),
    tests,
    reaches: closed.reaches,
    misses: pooled?.misses ?? [],
  };
}

function pooledLinkage({ options, seed, wanted }: Plan): Promise<Pooled | null> {
  if (options.linkage === undefined) return Promise.resolve(null);
  const { threads, signal, onProgress } = options;
  return pooledOver(options.linkage.draws, {
    seed,
    engines: wanted,
    ...(options.linkage.errors === undefined ? {} : { errors: options.linkage.errors }),
    ...(threads === undefined ? {} : { threads }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/**
 * The pooled answer takes the place of the single table's, which stays among the diagnostics. A draw that joins more rows
 * has fewer people than the linkage in force documents; no number is told below these, and what was pooled is kept.
 */
function pooledInto(engines: EngineReport[], { draws, tables, engines: pooled }: Pooled, n: number): void {
  engines.forEach((engine, at) => {
    const found = pooled.find(({ name }) => name === engine.name);
    if (found === undefined) return;
    const { lnSe, betweenShare } = found;
    const [point, lo, hi] = [found.point, found.interval.lo, found.interval.hi].map((end) =>
      Math.max(n, end),
    ) as [number, number, number];
    const interval = { ...found.interval, lo, hi };
    const linkage = {
      draws,
      tables,
      betweenShare,
      pooled: { point: found.point, interval: found.interval },
      single: { point: engine.point, interval: engine.interval },
    };
    engines[at] = { ...engine, point, interval, lnSe, diagnostics: { ...engine.diagnostics, linkage } };
  });
}

/** Lists with nobody on them say nothing and leave before the engines run. */
function occupied(table: OverlapTable): OverlapTable {
  const mask = table.lists.reduce((set, _, at) => (peopleOn(table, 1 << at) > 0 ? set | (1 << at) : set), 0);
  return onlyLists(table, mask) ?? table;
}

function reportOf(
  { table, options }: Plan,
  measures: Measures,
  found: {
    engines: EngineReport[];
    tests: SelfTests | null;
    incomplete: string | null;
    reaches?: readonly Reach[];
    misses?: readonly MissesMoved[];
  },
): EstimateReport {
  const rules = judge(measures);
  const { refused, used } = applied(refusing(rules), options.overrides ?? []);
  const loud = RULES.filter(({ id }) =>
    rules.some((rule) => rule.id === id && ['warn', 'refuse'].includes(rule.outcome)),
  );
  const engines = found.engines.map((engine) => ({
    ...engine,
    rules: loud.filter(({ concerns }) => concerns.includes(engine.name)).map(({ id }) => id),
  }));
  const intervals = engines.flatMap(({ name, interval }) =>
    HEADLINE.includes(name) && interval !== null ? [interval] : [],
  );
  const union = unionOf(intervals);
  const noHeadline =
    refused.length > 0
      ? `refused by ${refused.join(', ')}`
      : (found.incomplete ?? (intervals.length < 2 ? 'one engine alone carries no headline' : null));
  const bound = listAdjustedBoundOf(engines);
  const headline =
    noHeadline === null && union !== null
      ? headlineOf(union, { bound, reaches: found.reaches ?? [], n: table.n })
      : null;
  return {
    table: { lists: table.lists, merged: options.merged ?? [], n: table.n, hash: table.hash },
    scope: options.scope ?? null,
    period: options.period ?? null,
    rules,
    engines,
    selfTests: found.tests,
    headline: headline === null ? null : { ...headline, sentence: headline.sentence + overrideWords(used) },
    noHeadline,
    overrides: used,
    population: POPULATION,
    linkageDraws: options.linkage?.draws.length ?? 0,
    linkageMisses: found.misses ?? [],
    disclosureClass: null,
  };
}

function listAdjustedBoundOf(engines: readonly EngineReport[]): number | null {
  return engines.find(({ name }) => name === 'mthlb')?.point ?? null;
}

/** Engines of the headline that serve this table and were not asked for. */
function missing(wanted: readonly EngineName[], lists: number): string | null {
  const needed = [...HEADLINE, 'mthlb' as const].filter(
    (name) => unserved(name, lists) === null && !wanted.includes(name),
  );
  return needed.length === 0 ? null : `a headline needs ${needed.join(', ')} as well`;
}

/**
 * The estimate of a table. R1–R4 refuse before anything is computed; then only the pairwise picture is shown, and not
 * even that where lists are barred. Throws Fault('interrupted') when the signal is given and Fault('usage-wrong') for
 * impossible options; a refusal is in the report and is not thrown. The same table, options and seed give the same report.
 */
export async function estimate(table: OverlapTable, options: EstimateOptions = {}): Promise<EstimateReport> {
  checkedOptions(options);
  const overrides = checkedOverrides(options.overrides ?? []);
  const context = options.context ?? {};
  const gates: Measures = {
    R1: [listMeasure(table)],
    R2: provenanceMeasures(table, context),
    ...contextMeasures(context),
  };
  const wanted = options.engines ?? ENGINES;
  const plan: Plan = { table, options, seed: options.seed ?? DEFAULT_SEED, wanted };
  const stopped = applied(refusing(judge(gates)), overrides).refused.filter((id) => BEFORE.includes(id));
  if (stopped.length > 0) {
    const engines =
      stopped.every((id) => id === 'R1') && wanted.includes('chapman') ? [chapmanReport(table)] : [];
    return reportOf(plan, gates, { engines, tests: null, incomplete: null });
  }
  const before: Measures = { ...gates, R5: overlapMeasures(table), R16: scaleMeasures(table.n, []) };
  if (options.checkOnly)
    return reportOf(plan, before, { engines: [], tests: null, incomplete: 'only the rules were checked' });
  const run = await computed({ ...plan, table: occupied(table) });
  return reportOf(plan, merged([before, run.measures]), {
    engines: run.engines,
    tests: run.tests,
    reaches: run.reaches,
    misses: run.misses,
    incomplete: missing(wanted, table.lists.length),
  });
}

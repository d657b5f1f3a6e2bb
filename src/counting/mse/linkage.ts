/**
 * Uncertainty of who is who. Each draw of the linkage is a partition of the rows into people and gives a table of its
 * own; the engines run on every draw and their answers are pooled (linkage averaging, Sadinle 2018; Rubin's rules on
 * ln n0 where an engine gives a point and an error). Equal tables are estimated once. Knows no names: rows are numbers.
 */
import { Fault, seededRandom } from '#ground';
import { DGA_LISTS } from './dga.ts';
import { PER_DRAW, type DrawEstimate, type Sampled } from './draw.ts';
import { classesFor } from './lcmcr.ts';
import { select } from './loglinear.ts';
import { reasonOf } from './reasons.ts';
import type { Measure } from './rules.ts';
import type { EngineName, Interval, MissesMoved } from './report.ts';
import { quantile, studentQuantile } from './special.ts';
import { denseCounts, overlapTable, type OverlapTable } from './table.ts';
import { runTasks, type TaskOptions } from './threads.ts';

/** Person of each row, in the order of the rows; one array per draw. Any numbers, equal for equal people. */
export type LinkageDraws = readonly (readonly number[])[];

/** Draws of a linkage unless told. */
export const LINKAGE_DRAWS = 50;

/** The table of one partition. `listOf` names the list of each row by its number. */
export function tableOfPartition(
  lists: readonly string[],
  listOf: readonly number[],
  persons: readonly number[],
): OverlapTable {
  if (persons.length !== listOf.length)
    throw new Fault('usage-wrong', 'a draw of the linkage has another number of rows than the lists');
  const patterns = new Map<number, number>();
  listOf.forEach((list, row) => {
    const person = persons[row] as number;
    patterns.set(person, (patterns.get(person) ?? 0) | (1 << list));
  });
  const cells = new Map<number, number>();
  for (const pattern of patterns.values()) cells.set(pattern, (cells.get(pattern) ?? 0) + 1);
  return overlapTable(
    lists,
    [...cells].map(([pattern, count], at) => ({
      present: lists.map((_, bit) => ((pattern >> bit) & 1) === 1),
      count,
      line: at + 2,
    })),
  );
}

/** How far the linkage that is in force may be wrong between two lists, in shares with their spread over the draws. */
export interface LinkErrors {
  readonly lists: readonly [string, string];
  /** Pairs of rows of these lists that are joined in the linkage in force. */
  readonly joined: number;
  /** Of the pairs that a draw joins, how many the linkage in force misses (ε̂); mean and standard deviation. */
  readonly missed: { readonly mean: number; readonly sd: number };
  /** Of the pairs that the linkage in force joins, how many a draw keeps apart. */
  readonly wrong: { readonly mean: number; readonly sd: number };
  /** Draws that lie nearest to one standard error less and more of what is missed; none where nothing varies. */
  readonly fewer: readonly number[];
  readonly more: readonly number[];
}

/** Draws taken for each side of ε̂ ± 1 standard error; several, so that other pairs of lists even out. */
const NEAREST = 5;

function nearest(shares: readonly { readonly draw: number; readonly share: number }[], to: number): number[] {
  return [...shares]
    .sort((a, b) => Math.abs(a.share - to) - Math.abs(b.share - to) || a.draw - b.draw)
    .slice(0, NEAREST)
    .map(({ draw }) => draw);
}

/** Pairs of rows of different lists that one partition joins, by pair of lists. */
function joinedBy(listOf: readonly number[], persons: readonly number[]): Map<string, Set<string>> {
  const rowsOf = new Map<number, number[]>();
  persons.forEach((person, row) => rowsOf.set(person, [...(rowsOf.get(person) ?? []), row]));
  const found = new Map<string, Set<string>>();
  for (const rows of rowsOf.values())
    for (const a of rows)
      for (const b of rows) {
        const [one, other] = [listOf[a] as number, listOf[b] as number];
        if (one >= other) continue;
        const key = `${one} ${other}`;
        const pairs = found.get(key) ?? new Set<string>();
        found.set(key, pairs.add(`${a} ${b}`));
      }
  return found;
}

function spreadOf(values: readonly number[]): { mean: number; sd: number } {
  if (values.length === 0) return { mean: 0, sd: 0 };
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const square = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return { mean, sd: Math.sqrt(square) };
}

/**
 * Errors of the linkage in force against draws of it, for each pair of lists that either joins. The errors differ by
 * pair, because what makes names hard to match goes with the language of a list (§5).
 */
export function linkErrors(
  lists: readonly string[],
  listOf: readonly number[],
  { inForce, draws }: { readonly inForce: readonly number[]; readonly draws: LinkageDraws },
): LinkErrors[] {
  const now = joinedBy(listOf, inForce);
  const drawn = draws.map((persons) => joinedBy(listOf, persons));
  const keys = new Set([...now.keys(), ...drawn.flatMap((one) => [...one.keys()])]);
  const shareOutside = (of: ReadonlySet<string>, other: ReadonlySet<string>): number[] =>
    of.size === 0 ? [] : [[...of].filter((pair) => !other.has(pair)).length / of.size];
  const none: ReadonlySet<string> = new Set();
  return [...keys]
    .map((key) => key.split(' ').map(Number) as [number, number])
    .sort(([a, b], [c, d]) => a - c || b - d)
    .map(([one, other]) => {
      const key = `${one} ${other}`;
      const held = now.get(key) ?? none;
      const shares = drawn.flatMap((one, draw) =>
        shareOutside(one.get(key) ?? none, held).map((share) => ({ draw, share })),
      );
      const missed = spreadOf(shares.map(({ share }) => share));
      return {
        lists: [lists[one] as string, lists[other] as string] as const,
        joined: held.size,
        missed,
        wrong: spreadOf(drawn.flatMap((draw) => shareOutside(held, draw.get(key) ?? none))),
        fewer: missed.sd === 0 ? [] : nearest(shares, Math.max(0, missed.mean - missed.sd)),
        more: missed.sd === 0 ? [] : nearest(shares, missed.mean + missed.sd),
      };
    });
}

/**
 * Rubin's rules on ln n0: T = W + (1 + 1/R)B with (R − 1)(1 + W/((1 + 1/R)B))² degrees of freedom; the interval is the
 * mean of the seen plus e to the pooled ln n0. A draw without unseen counts as a tenth of a person.
 */
export function rubinPooled(draws: readonly DrawEstimate[]): {
  readonly point: number;
  readonly interval: Interval;
  readonly lnSe: number;
  readonly betweenShare: number;
} {
  const many = draws.length;
  const logs = draws.map(({ unseen }) => Math.log(unseen > 0 ? unseen : 0.1));
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const centre = mean(logs);
  const within = mean(draws.map(({ lnSe }) => lnSe * lnSe));
  const between = many < 2 ? 0 : logs.reduce((sum, ln) => sum + (ln - centre) ** 2, 0) / (many - 1);
  const spread = (1 + 1 / many) * between;
  const total = within + spread;
  const freedom = between === 0 ? Infinity : (many - 1) * (1 + within / spread) ** 2;
  const width = studentQuantile(0.975, freedom) * Math.sqrt(total);
  const n = mean(draws.map((draw) => draw.n));
  return {
    point: n + Math.exp(centre),
    interval: { lo: n + Math.exp(centre - width), hi: n + Math.exp(centre + width), level: 0.95 },
    lnSe: Math.sqrt(total),
    betweenShare: total === 0 ? 0 : spread / total,
  };
}

export interface PooledEngine {
  readonly name: EngineName;
  readonly point: number;
  readonly interval: Interval;
  readonly lnSe: number;
  /** Share of the variance of ln n0 that lies between the draws of the linkage. */
  readonly betweenShare: number;
}

export interface Pooled {
  readonly draws: number;
  /** Different tables among the draws. */
  readonly tables: number;
  readonly engines: readonly PooledEngine[];
  /** Draws on which an engine has no number; they are told, not skipped in silence. */
  readonly failed: Readonly<Partial<Record<EngineName, number>>>;
  /** The log-linear estimate where the linkage between two lists misses one standard error less and more. */
  readonly misses: readonly MissesMoved[];
}

/** Pools draws of N from every draw of the linkage; the between share is that of ln n0. */
function pooledDraws(name: EngineName, sampled: readonly Sampled[]): PooledEngine {
  const all = Float64Array.from(sampled.flatMap(({ values }) => values)).sort();
  const logs = sampled.map(({ n, values }) => values.map((value) => Math.log(Math.max(0.1, value - n))));
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const variance = (values: readonly number[]): number => {
    const centre = mean(values);
    return values.reduce((sum, one) => sum + (one - centre) ** 2, 0) / Math.max(1, values.length - 1);
  };
  const within = mean(logs.map(variance));
  const between = variance(logs.map(mean));
  const total = within + between;
  return {
    name,
    point: quantile(all, 0.5),
    interval: { lo: quantile(all, 0.025), hi: quantile(all, 0.975), level: 0.95 },
    lnSe: Math.sqrt(total),
    betweenShare: total === 0 ? 0 : between / total,
  };
}

/** The estimate at ε̂ ∓ 1 standard error of what linkage misses between two lists (§5). */
function missesMoved(
  tables: readonly OverlapTable[],
  points: ReadonlyMap<string, DrawEstimate>,
  errors: readonly LinkErrors[],
): MissesMoved[] {
  const at = (draws: readonly number[]): number | null => {
    const found = draws.flatMap((draw) => points.get(tables[draw]?.hash ?? '') ?? []);
    if (found.length === 0) return null;
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    return (
      mean(found.map(({ n }) => n)) +
      Math.exp(mean(found.map(({ unseen }) => Math.log(Math.max(0.1, unseen)))))
    );
  };
  return errors.flatMap(({ lists, fewer, more }) => {
    const [low, high] = [at(fewer), at(more)];
    return low === null || high === null ? [] : [{ lists, fewer: low, more: high }];
  });
}

export interface PoolOptions extends TaskOptions {
  readonly seed: number;
  /** Errors of the linkage for each pair of lists, measured on the same draws. */
  readonly errors?: readonly LinkErrors[];
  readonly engines: readonly EngineName[];
  /** Sweeps before the first draw of each table's chain, and between draws. */
  readonly burnIn?: number;
  readonly thin?: number;
}

/**
 * Runs the engines over the tables of all draws and pools them. Deterministic for a seed. Throws Fault('usage-wrong')
 * without draws, Fault('interrupted') when stopped.
 */
export async function pooledOver(tables: readonly OverlapTable[], options: PoolOptions): Promise<Pooled> {
  if (tables.length < 2) throw new Fault('usage-wrong', 'pooling needs at least two draws of the linkage');
  const distinct = new Map(tables.map((table) => [table.hash, table]));
  const engines: PooledEngine[] = [];
  const failed: Partial<Record<EngineName, number>> = {};
  let misses: MissesMoved[] = [];
  const lists = tables[0]?.lists.length ?? 0;
  const over = <T>(byHash: ReadonlyMap<string, T>): T[] =>
    tables.flatMap(({ hash }) => byHash.get(hash) ?? []);
  const order = [...distinct.values()];
  const progress: TaskOptions = {
    ...options,
    onProgress: (_stage, done, total) => options.onProgress?.('linkage', done, total),
  };
  const wants = {
    loglinear: options.engines.includes('loglinear') && lists <= 5,
    dga: options.engines.includes('dga') && lists >= DGA_LISTS.least && lists <= DGA_LISTS.most,
  };
  if (wants.loglinear || wants.dga) {
    const asked = order.map((table) => ({ kind: 'draw' as const, ask: { table, ...wants } }));
    const made = await runTasks(asked, progress);
    const points = new Map<string, DrawEstimate>();
    const samples = new Map<string, Sampled>();
    made.forEach((answer, at) => {
      const hash = order[at]?.hash;
      if (answer.kind !== 'draw' || hash === undefined) return;
      if (answer.made.loglinear !== null) points.set(hash, answer.made.loglinear);
      if (answer.made.dga !== null) samples.set(hash, answer.made.dga);
    });
    if (wants.loglinear) {
      misses = missesMoved(tables, points, options.errors ?? []);
      const usable = over(points);
      failed.loglinear = tables.length - usable.length;
      if (usable.length > 0) engines.push({ name: 'loglinear', ...rubinPooled(usable) });
    }
    if (wants.dga) engines.push(pooledDraws('dga', over(samples)));
  }
  if (options.engines.includes('lcmcr')) {
    const answers = await runTasks(
      order.map((table) => ({
        kind: 'chain' as const,
        ask: {
          lists: table.lists.length,
          patterns: table.patterns,
          counts: table.counts,
          classes: classesFor(table.lists.length),
          burnIn: options.burnIn ?? 5_000,
          draws: PER_DRAW,
          thin: options.thin ?? 50,
          seed: `${options.seed}/linkage/${table.hash.slice(0, 16)}`,
        },
      })),
      progress,
    );
    const found = new Map<string, Sampled>();
    answers.forEach((answer, at) => {
      const table = order[at];
      if (answer.kind === 'chain' && table !== undefined)
        found.set(table.hash, { n: table.n, values: [...answer.unseen].map((unseen) => table.n + unseen) });
    });
    engines.push(pooledDraws('lcmcr', over(found)));
  }
  return { draws: tables.length, tables: distinct.size, engines, failed, misses };
}

/** R15: how much of the spread lies between draws, and how far a loose and a strict threshold lie apart. */
export function linkageMeasures(
  pooled: Pooled,
  thresholds: { readonly loose: OverlapTable; readonly strict: OverlapTable } | undefined,
): Measure[] {
  const measures: Measure[] = pooled.engines.map(({ name, betweenShare }) => ({
    value: betweenShare,
    ...reasonOf('between', { engine: name, n: pooled.draws }),
  }));
  for (const [name, many] of Object.entries(pooled.failed)) {
    if (many > 0)
      measures.push({
        value: many,
        threshold: 0,
        outcome: many * 2 > pooled.draws ? 'refuse' : 'warn',
        ...reasonOf('draws-without', { engine: name }),
      });
  }
  for (const { fewer, more } of pooled.misses) {
    const ratio = Math.max(fewer / more, more / fewer);
    measures.push({
      value: ratio,
      threshold: 1.5,
      outcome: ratio > 1.5 ? 'warn' : 'pass',
      ...reasonOf('misses-moved'),
    });
  }
  if (thresholds === undefined) return measures;
  const points = [thresholds.loose, thresholds.strict].map((table) => {
    const chosen = select(denseCounts(table), table.lists.length).chosen;
    return chosen === null ? null : table.n + chosen.unseen;
  });
  const [loose, strict] = points;
  if (loose == null || strict == null) return measures;
  const ratio = Math.max(loose / strict, strict / loose);
  return [
    ...measures,
    {
      value: ratio,
      threshold: 1.5,
      outcome: ratio > 1.5 ? 'refuse' : 'pass',
      ...reasonOf('thresholds'),
    },
  ];
}

/**
 * Draws of a linkage from judged pairs without a Bayesian linker: each pair of rows is joined with its calibrated
 * probability, decided pairs at 0 or 1, and what is joined over a third row is one person. Rows of one list are not
 * joined when each list is free of duplicates.
 */
export function drawPartitions(
  rows: number,
  pairs: readonly { readonly left: number; readonly right: number; readonly probability: number }[],
  options: { readonly draws?: number; readonly seed: number; readonly listOf?: readonly number[] },
): number[][] {
  return Array.from({ length: options.draws ?? LINKAGE_DRAWS }, (_, draw) => {
    const random = seededRandom(`${options.seed}/partition/${draw}`);
    const root = Array.from({ length: rows }, (_row, at) => at);
    const onLists = options.listOf?.map((list) => new Set([list]));
    const find = (at: number): number => {
      let up = at;
      while (root[up] !== up) up = root[up] as number;
      root[at] = up;
      return up;
    };
    const joined = pairs.map((pair) => ({ ...pair, isJoined: random.float() < pair.probability }));
    // The surest first, so that a pair that one-to-one forbids is the less sure one.
    for (const { left, right, isJoined } of joined.sort((a, b) => b.probability - a.probability)) {
      const [a, b] = [find(left), find(right)];
      if (!isJoined || a === b) continue;
      const [onA, onB] = [onLists?.[a], onLists?.[b]];
      if (onA !== undefined && onB !== undefined) {
        if ([...onB].some((list) => onA.has(list))) continue;
        for (const list of onB) onA.add(list);
      }
      root[b] = a;
    }
    return root.map((_row, at) => find(at));
  });
}

/**
 * Model averaging over decomposable graphs (Madigan and York 1997, eq. 3–6): for each graph G and each number n0 of
 * unseen people the exact marginal likelihood under hyper-Dirichlet priors, prior π(N) ∝ 1/N, all graphs equal.
 * No sampling, so no question of convergence. The prior cell weight is δ = 2^−J: with δ near 1 a sparse table lets the
 * complete graph win, which cannot tell n0 at all, and the answer collapses to the people already seen.
 */
import { Fault } from '#ground';
import { decomposableGraphs, type DecomposableGraph } from './graphs.ts';
import { modesOf, type Mode } from './modes.ts';
import { lnGamma, lnSum, TWENTY } from './special.ts';
import type { OverlapTable } from './table.ts';

export interface DgaAsk {
  readonly table: OverlapTable;
  /** Prior weight of each of the 2^J cells; 2^−J unless told. */
  readonly delta?: number;
  /** Largest n0; grown until its last hundredth holds less than a thousandth of the mass unless told. */
  readonly grid?: number;
}

export interface DgaPosterior {
  readonly delta: number;
  readonly grid: number;
  /** Of N: smallest value whose distribution function reaches ½, 0.025, 0.975. */
  readonly median: number;
  readonly lo: number;
  readonly hi: number;
  /** Twenty equally likely values. */
  readonly twenty: readonly number[];
  readonly mean: number;
  readonly modeUnseen: number;
  readonly lnSe: number;
  /** Posterior weights of the graphs, heaviest first, cliques as sets of lists. */
  readonly graphs: readonly { readonly cliques: readonly number[]; readonly weight: number }[];
  readonly completeWeight: number;
  /** Mass within the last tenth and the last hundredth of the grid. */
  readonly lastTenth: number;
  readonly lastHundredth: number;
  /** Peaks of N. */
  readonly modes: readonly Mode[];
}

/** Lists for which the graphs are enumerated. */
export const DGA_LISTS = { least: 3, most: 5 } as const;
const BLOCK = 4096;
/**
 * Up to here every n0 is a point of the grid. Beyond, points stand a twenty-thousandth apart and each weighs as much as
 * the whole numbers around it: a posterior that lies out there is smooth over such a step, and a table of a hundred
 * million people still fits into memory.
 */
const FINE = 250_000;
const STEP = 20_000;
/** Graphs this far below the best in ln weight (a share under 1e-17) cannot be seen in double precision. */
const NEGLIGIBLE = 40;

interface Weights {
  /** ln of what does not depend on n0, per set of lists. */
  readonly constant: Float64Array;
  /** n_A(0) + δ_A per set of lists, the argument of ln Γ before n0 is added. */
  readonly offset: Float64Array;
  readonly common: number;
  readonly total: number;
}

function weightsOf(table: OverlapTable, delta: number): Weights {
  const lists = table.lists.length;
  const constant = new Float64Array(2 ** lists);
  const offset = new Float64Array(2 ** lists);
  for (let set = 1; set < 2 ** lists; set++) {
    let size = 0;
    for (let rest = set; rest !== 0; rest &= rest - 1) size++;
    const share = delta * 2 ** (lists - size);
    const margin = new Map<number, number>();
    table.patterns.forEach((pattern, at) => {
      margin.set(pattern & set, (margin.get(pattern & set) ?? 0) + (table.counts[at] as number));
    });
    let sum = -(2 ** size) * lnGamma(share);
    for (let cell = set; cell > 0; cell = (cell - 1) & set) sum += lnGamma((margin.get(cell) ?? 0) + share);
    constant[set] = sum;
    offset[set] = (margin.get(0) ?? 0) + share;
  }
  const factorials = table.counts.reduce((sum, f) => sum + lnGamma(f + 1), 0);
  return { constant, offset, common: -factorials, total: delta * 2 ** lists };
}

interface Scored {
  readonly graph: DecomposableGraph;
  readonly constant: number;
}

function scored(graph: DecomposableGraph, weights: Weights): Scored {
  const constant = graph.parts.reduce(
    (sum, { set, times }) => sum + times * (weights.constant[set] as number),
    0,
  );
  return { graph, constant: constant + weights.common + graph.components * lnGamma(weights.total) };
}

/** The n0 that the i-th point of the grid stands for, from 0. */
function placeOf(i: number): number {
  return i < FINE ? i + 1 : Math.round(FINE * (1 + 1 / STEP) ** (i + 1 - FINE));
}

/** How many whole numbers the i-th point stands for. */
function widthOf(i: number): number {
  return i + 1 < FINE ? 1 : (placeOf(i + 1) - placeOf(i - 1)) / 2;
}

/** ln weights of each graph at the given n0, one row per graph. */
function lnWeights(
  graphs: readonly Scored[],
  { weights, n }: { readonly weights: Weights; readonly n: number },
  points: readonly number[],
): Float64Array[] {
  const size = points.length;
  const place = (i: number): number => points[i] as number;
  const prior = new Float64Array(size);
  const whole = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const n0 = place(i);
    prior[i] = lnGamma(n + n0 + 1) - lnGamma(n0 + 1) - Math.log(n + n0);
    whole[i] = lnGamma(n + n0 + weights.total);
  }
  const cells = new Map<number, Float64Array>();
  const cellOf = (set: number): Float64Array => {
    const known = cells.get(set);
    if (known !== undefined) return known;
    const made = new Float64Array(size);
    for (let i = 0; i < size; i++) made[i] = lnGamma((weights.offset[set] as number) + place(i));
    cells.set(set, made);
    return made;
  };
  return graphs.map(({ graph, constant }) => {
    const row = new Float64Array(size);
    for (let i = 0; i < size; i++)
      row[i] = constant + (prior[i] as number) - graph.components * (whole[i] as number);
    for (const { set, times } of graph.parts) {
      const cell = cellOf(set);
      for (let i = 0; i < size; i++) row[i] = (row[i] as number) + times * (cell[i] as number);
    }
    return row;
  });
}

/** Graphs that carry mass, found on a coarse logarithmic grid, and the scale that keeps exponentials in range. */
function screened(
  all: readonly Scored[],
  at: { weights: Weights; n: number },
  most: number,
): { kept: Scored[]; top: number } {
  const points: number[] = [];
  for (let n0 = 1; n0 <= most; n0 = Math.max(n0 + 1, Math.round(n0 * 1.03))) points.push(n0);
  const rows = lnWeights(all, at, points);
  const sums = rows.map((row) =>
    lnSum(
      Array.from(row, (value, i) => value + Math.log((points[i + 1] ?? most + 1) - (points[i] as number))),
    ),
  );
  const best = Math.max(...sums);
  const top = rows.reduce((most_, row) => row.reduce((a, b) => Math.max(a, b), most_), -Infinity);
  return { kept: all.filter((_, at_) => (sums[at_] as number) > best - NEGLIGIBLE), top };
}

/** Largest grid that is tried before the tail is left to rule R9. */
function mostGrid(n: number): number {
  return Math.max(320_000, 60 * n);
}

/**
 * The posterior of N. Throws Fault('bug') for a number of lists outside DGA_LISTS. Exact but for graphs whose share is
 * below 1e-17 and for what lies beyond the grid (reported as the mass near its end).
 */
export function dga(ask: DgaAsk): DgaPosterior {
  return summary(dgaCurve(ask));
}

/** The whole posterior, unnormalised: `mass[i]` is that of n0 = `places[i]`. Throws like `dga`. */
export function dgaCurve(ask: DgaAsk): Ended {
  const { table } = ask;
  const lists = table.lists.length;
  if (lists < DGA_LISTS.least || lists > DGA_LISTS.most)
    throw new Fault('bug', 'decomposable graphs are averaged over three to five lists');
  const delta = ask.delta ?? 2 ** -lists;
  const at = { weights: weightsOf(table, delta), n: table.n };
  const all = decomposableGraphs(lists).map((graph) => scored(graph, at.weights));
  let grid = ask.grid ?? Math.max(20_000, 15 * table.n);
  const { kept, top } = screened(all, at, Math.max(grid, mostGrid(table.n)));
  const growing: Growing = { kept, at, top, places: [], mass: [], byGraph: new Float64Array(kept.length) };
  const { places, mass, byGraph } = growing;
  for (;;) {
    extend(growing, grid);
    if (ask.grid !== undefined || grid >= mostGrid(table.n)) break;
    const sum = mass.reduce((a, b) => a + b, 0);
    if (tailOf(growing, grid * 0.99) < sum / 1000) break;
    grid *= 2;
  }
  return { delta, grid, places, mass, byGraph, kept, n: table.n };
}

/** Mass above a number of unseen. */
function tailOf(
  { places, mass }: { readonly places: readonly number[]; readonly mass: readonly number[] },
  above: number,
): number {
  return mass.reduce((sum, weight, i) => ((places[i] as number) > above ? sum + weight : sum), 0);
}

interface Growing {
  readonly kept: readonly Scored[];
  readonly at: { readonly weights: Weights; readonly n: number };
  readonly top: number;
  readonly places: number[];
  readonly mass: number[];
  readonly byGraph: Float64Array;
}

function extend({ kept, at, top, places, mass, byGraph }: Growing, grid: number): void {
  for (;;) {
    const points: number[] = [];
    const widths: number[] = [];
    for (let i = places.length; points.length < BLOCK && placeOf(i) <= grid; i++) {
      points.push(placeOf(i));
      widths.push(widthOf(i));
    }
    if (points.length === 0) return;
    const size = points.length;
    const rows = lnWeights(kept, at, points);
    const sums = new Float64Array(size);
    rows.forEach((row, g) => {
      let own = 0;
      for (let i = 0; i < size; i++) {
        const weight = (widths[i] as number) * Math.exp((row[i] as number) - top);
        own += weight;
        sums[i] = (sums[i] as number) + weight;
      }
      byGraph[g] = (byGraph[g] as number) + own;
    });
    for (const sum of sums) mass.push(sum);
    places.push(...points);
  }
}

interface Ended {
  readonly delta: number;
  readonly grid: number;
  readonly places: readonly number[];
  readonly mass: readonly number[];
  readonly byGraph: Float64Array;
  readonly kept: readonly Scored[];
  readonly n: number;
}

function summary({ delta, grid, places, mass, byGraph, kept, n }: Ended): DgaPosterior {
  const density = mass.map((weight, i) => weight / widthOf(i));
  const whole = mass.reduce((a, b) => a + b, 0);
  const levels = [0.025, 0.5, 0.975];
  const found: number[] = [];
  const twenty: number[] = [];
  let sum = 0;
  let mean = 0;
  let lnMean = 0;
  let lnSquare = 0;
  let mode = 0;
  mass.forEach((weight, i) => {
    sum += weight;
    const share = weight / whole;
    const n0 = places[i] as number;
    const ln = Math.log(n0);
    mean += share * n0;
    lnMean += share * ln;
    lnSquare += share * ln * ln;
    if ((density[i] as number) > (density[mode] as number)) mode = i;
    while (found.length < levels.length && sum >= (levels[found.length] as number) * whole) found.push(n0);
    while (twenty.length < TWENTY.length && sum >= (TWENTY[twenty.length] as number) * whole)
      twenty.push(n + n0);
  });
  const graphs = kept
    .map(({ graph }, g) => ({
      cliques: graph.cliques,
      weight: Math.min(1, (byGraph[g] as number) / whole),
      graph,
    }))
    .sort((a, b) => b.weight - a.weight);
  const [lo = grid, median = grid, hi = grid] = found;
  return {
    delta,
    grid,
    median: n + median,
    lo: n + lo,
    hi: n + hi,
    twenty,
    mean: n + mean,
    modeUnseen: places[mode] as number,
    lnSe: Math.sqrt(Math.max(0, lnSquare - lnMean * lnMean)),
    graphs: graphs.map(({ cliques, weight }) => ({ cliques, weight })),
    completeWeight: graphs.find(({ graph }) => graph.isComplete)?.weight ?? 0,
    lastTenth: tailOf({ places, mass }, grid * 0.9) / whole,
    lastHundredth: tailOf({ places, mass }, grid * 0.99) / whole,
    modes: modesOf(
      places.map((n0) => n + n0),
      density,
      mass,
    ),
  };
}

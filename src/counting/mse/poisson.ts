/**
 * One log-linear Poisson model on an overlap table: f_x ~ Poisson(μ_x), ln μ_x = Σ_{θ⊆x} α_θ, unseen n̂0 = exp(α_∅).
 * Fitted by iteratively reweighted least squares (McCullagh and Nelder 1989, §2.5). Sparse tables as in Chan, Silverman
 * and Vincent 2021: a term with no people on it has its estimate at −∞, so the term and every pattern that contains it
 * leave the fit; then identifiability (rank) and existence of a finite maximum (Fienberg and Rinaldo 2012) are tested.
 */
import { factored, linearMaximum, rankOf, solved } from './linear.ts';
import type { Model } from './models.ts';
import { lnGamma } from './special.ts';

/** 0: a finite maximum exists; 1: it does not; 2: the parameters cannot be told apart. */
export type Existence = 0 | 1 | 2;

/** A model made ready for one pattern of zero margins: cells that take part, and the columns of each. */
export interface Design {
  /** Patterns in the fit. */
  readonly cells: Int32Array;
  /** Columns of the design: 0 for the intercept, main effects, then the terms that stayed. */
  readonly columns: readonly number[];
  /** Column numbers of cell i stand at starts[i] … starts[i + 1] − 1. */
  readonly active: Int32Array;
  readonly starts: Int32Array;
  /** Parameters of the model as asked for, those at −∞ included. */
  readonly parameters: number;
  readonly droppedTerms: readonly number[];
}

export interface Fit {
  readonly model: Model;
  readonly existence: Existence;
  /** Estimated unseen people. */
  readonly unseen: number;
  /** Standard error of ln(unseen) from the information matrix. */
  readonly lnSe: number;
  readonly deviance: number;
  /** −2 ln L of the Poisson likelihood, factorials included. */
  readonly minusTwoLnL: number;
  /** −2 ln L + k ln n, n being people and not cells. */
  readonly bic: number;
  readonly aic: number;
  readonly parameters: number;
  readonly droppedTerms: readonly number[];
  /** Expected count per pattern, at x − 1; 0 where the pattern left the fit. */
  readonly expected: Float64Array;
}

/** People per set of lists: margin at mask θ, from dense counts. */
export function marginsOf(counts: Float64Array, lists: number): Float64Array {
  const sums = new Float64Array(2 ** lists);
  sums.set(counts, 1);
  for (let bit = 1; bit < sums.length; bit <<= 1) {
    for (let mask = 0; mask < sums.length; mask++)
      if ((mask & bit) === 0) sums[mask] = (sums[mask] as number) + (sums[mask | bit] as number);
  }
  return sums;
}

/** The design of a model for these margins (from `marginsOf`). */
export function designOf(model: Model, lists: number, margins: Float64Array): Design {
  const dropped = model.terms.filter((term) => margins[term] === 0);
  const columns = [
    0,
    ...Array.from({ length: lists }, (_, at) => 1 << at),
    ...model.terms.filter((term) => margins[term] !== 0),
  ];
  const cells: number[] = [];
  const active: number[] = [];
  const starts: number[] = [0];
  for (let x = 1; x < 2 ** lists; x++) {
    if (dropped.some((term) => (x & term) === term)) continue;
    cells.push(x);
    for (let c = 0; c < columns.length; c++) {
      const term = columns[c] as number;
      if ((x & term) === term) active.push(c);
    }
    starts.push(active.length);
  }
  return {
    cells: Int32Array.from(cells),
    columns,
    active: Int32Array.from(active),
    starts: Int32Array.from(starts),
    parameters: 1 + lists + model.terms.length,
    droppedTerms: dropped,
  };
}

function rowsOf(design: Design, take: (cell: number) => boolean): { matrix: Float64Array; rows: number } {
  const k = design.columns.length;
  const kept = [...design.cells].map((_, at) => at).filter((at) => take(design.cells[at] as number));
  const matrix = new Float64Array(kept.length * k);
  kept.forEach((at, row) => {
    for (let i = design.starts[at] as number; i < (design.starts[at + 1] as number); i++)
      matrix[row * k + (design.active[i] as number)] = 1;
  });
  return { matrix, rows: kept.length };
}

/**
 * Whether the model has a finite maximum on these counts. Rank first; then the linear programme of Fienberg and
 * Rinaldo: maximise s under Aᵀz = Aᵀf, z ≥ s; s* = 0 means that the maximum lies at infinity.
 */
export function existenceOf(design: Design, counts: Float64Array): Existence {
  const k = design.columns.length;
  const all = rowsOf(design, () => true);
  if (rankOf(all.matrix, all.rows, k) < k) return 2;
  if (design.cells.every((x) => (counts[x - 1] as number) > 0)) return 0;
  // Where the occupied patterns alone identify every parameter, nothing can run away and no programme is needed.
  const occupied = rowsOf(design, (x) => (counts[x - 1] as number) > 0);
  if (rankOf(occupied.matrix, occupied.rows, k) === k) return 0;
  const n = counts.reduce((sum, f) => sum + f, 0);
  const m = design.cells.length;
  // z = y + s with y, s ≥ 0; the last variable is s. Counts are shares of n, so that one tolerance serves all tables.
  const lines = Array.from({ length: k }, () => new Float64Array(m + 1));
  const right = new Float64Array(k);
  design.cells.forEach((x, at) => {
    for (let i = design.starts[at] as number; i < (design.starts[at + 1] as number); i++) {
      const column = design.active[i] as number;
      const line = lines[column] as Float64Array;
      line[at] = 1;
      line[m] = (line[m] as number) + 1;
      right[column] = (right[column] as number) + (counts[x - 1] as number) / n;
    }
  });
  const goal = new Float64Array(m + 1);
  goal[m] = 1;
  const most = linearMaximum(lines, right, goal);
  return most !== null && most > 1e-9 ? 0 : 1;
}

const MOST_STEPS = 80;

/**
 * Fits one design. Where the maximum lies at infinity the likelihood still converges, so BIC is right and the point is
 * not: the caller looks at `existence`.
 */
export function fitted(model: Model, design: Design, counts: Float64Array, n: number): Fit {
  const { cells, active, starts, columns } = design;
  const k = columns.length;
  const m = cells.length;
  const mu = new Float64Array(m);
  const eta = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    mu[i] = (counts[(cells[i] as number) - 1] as number) + 0.1;
    eta[i] = Math.log(mu[i] as number);
  }
  let beta = new Float64Array(k);
  let before = Infinity;
  let settled = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { information, score } = normalEquations(design, { counts, mu, eta });
    beta = solved(factored(information, k), score) as Float64Array<ArrayBuffer>;
    let deviance = 0;
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let a = starts[i] as number; a < (starts[i + 1] as number); a++)
        sum += beta[active[a] as number] as number;
      eta[i] = Math.min(60, Math.max(-60, sum));
      mu[i] = Math.exp(eta[i] as number);
      const f = counts[(cells[i] as number) - 1] as number;
      deviance += 2 * ((f > 0 ? f * (Math.log(f) - (eta[i] as number)) : 0) - (f - (mu[i] as number)));
    }
    // Newton doubles the right digits, so one more step after the deviance stands still gives full precision.
    settled = Math.abs(before - deviance) <= 1e-9 * (Math.abs(deviance) + 0.1) ? settled + 1 : 0;
    before = deviance;
    if (settled >= 2) break;
  }
  return summed({ model, design, counts, n, mu, eta, unseen: Math.exp(beta[0] as number), deviance: before });
}

interface Current {
  readonly counts: Float64Array;
  readonly mu: Float64Array;
  readonly eta: Float64Array;
}

function normalEquations(
  { cells, active, starts, columns }: Design,
  { counts, mu, eta }: Current,
): { information: Float64Array; score: Float64Array } {
  const k = columns.length;
  const information = new Float64Array(k * k);
  const score = new Float64Array(k);
  for (let i = 0; i < cells.length; i++) {
    const weight = mu[i] as number;
    const working = weight * (eta[i] as number) + ((counts[(cells[i] as number) - 1] as number) - weight);
    const from = starts[i] as number;
    const to = starts[i + 1] as number;
    for (let a = from; a < to; a++) {
      const row = active[a] as number;
      score[row] = (score[row] as number) + working;
      const base = row * k;
      for (let b = from; b <= a; b++) {
        const at = base + (active[b] as number);
        information[at] = (information[at] as number) + weight;
      }
    }
  }
  return { information, score };
}

interface Ended extends Current {
  readonly model: Model;
  readonly design: Design;
  readonly n: number;
  readonly unseen: number;
  readonly deviance: number;
}

function summed({ model, design, counts, n, mu, eta, unseen, deviance }: Ended): Fit {
  const k = design.columns.length;
  const factor = factored(normalEquations(design, { counts, mu, eta }).information, k);
  const unit = new Float64Array(k);
  unit[0] = 1;
  const variance = solved(factor, unit)[0] as number;
  let lnL = 0;
  const expected = new Float64Array(counts.length);
  design.cells.forEach((x, at) => {
    const f = counts[x - 1] as number;
    lnL += f * (eta[at] as number) - (mu[at] as number) - lnGamma(f + 1);
    expected[x - 1] = mu[at] as number;
  });
  return {
    model,
    existence: 0,
    unseen,
    lnSe: Math.sqrt(Math.max(0, variance)),
    deviance,
    minusTwoLnL: -2 * lnL,
    bic: -2 * lnL + design.parameters * Math.log(n),
    aic: -2 * lnL + 2 * design.parameters,
    parameters: design.parameters,
    droppedTerms: design.droppedTerms,
    expected,
  };
}

/** Fits a model to dense counts and tells whether its maximum exists. */
export function fitModel(model: Model, counts: Float64Array, lists: number): Fit {
  const margins = marginsOf(counts, lists);
  const design = designOf(model, lists, margins);
  return { ...fitted(model, design, counts, margins[0] as number), existence: existenceOf(design, counts) };
}

/**
 * Lower bounds of Chao 1987: from people on one list (f1) and on two (f2), valid when people differ in how easily they
 * are listed and lists do not avoid each other. The simple form takes lists as exchangeable and overshoots when they
 * are not; the list-adjusted form (Rivest and Baillargeon 2007, "Mth Chao lower bound") is the one that is reported.
 * Simple: n̂0 = f1²/(2 f2), v = f2 (r⁴/4 + r³ + r²/2) with r = f1/f2.
 * List-adjusted: ln μ_x = α + Σ β_j x_j + Σ_{i=3..J} η_i max(k−i+1, 0), k = |x|, η ≥ 0, and n̂0 = exp α.
 */
import { lnInterval } from './chapman.ts';
import { factored, solved } from './linear.ts';
import { captureFrequencies, denseCounts, listsIn, type OverlapTable } from './table.ts';

export interface ChaoBound {
  readonly f1: number;
  readonly f2: number;
  /** n + f1²/(2 f2); null where f2 = 0. */
  readonly point: number | null;
  /** n + f1(f1 − 1)/(2(f2 + 1)). */
  readonly corrected: number;
  /** The simple form with n̂0 times (J − 1)/J, for few lists; null where f2 = 0. */
  readonly fewLists: number | null;
  readonly interval: { readonly lo: number; readonly hi: number; readonly level: 0.95 } | null;
  readonly lnSe: number | null;
}

/** Chao 1987: n̂0 = f1²/(2 f2), v = f2 (r⁴/4 + r³ + r²/2), r = f1/f2. */
export function chaoBound(table: OverlapTable): ChaoBound {
  const [, f1 = 0, f2 = 0] = captureFrequencies(table);
  const corrected = table.n + (f1 * (f1 - 1)) / (2 * (f2 + 1));
  if (f2 === 0) return { f1, f2, point: null, corrected, fewLists: null, interval: null, lnSe: null };
  const r = f1 / f2;
  const unseen = (f1 * f1) / (2 * f2);
  const variance = f2 * (r ** 4 / 4 + r ** 3 + r ** 2 / 2);
  const lists = table.lists.length;
  return {
    f1,
    f2,
    point: table.n + unseen,
    corrected,
    fewLists: table.n + (unseen * (lists - 1)) / lists,
    interval: lnInterval(table.n, unseen, variance),
    lnSe: unseen > 0 ? Math.sqrt(Math.log1p(variance / (unseen * unseen))) : null,
  };
}

export interface ListAdjustedBound {
  readonly point: number;
  /** √(n̂0 + n̂0² Var α̂∅), the standard error of N̂ that is usually quoted. */
  readonly se: number;
  readonly lnSe: number;
  /** On how many lists the heterogeneity terms that stayed begin to act, 3 … J. */
  readonly termsKept: readonly number[];
}

/**
 * List-adjusted Chao bound: Poisson log-linear main effects and, for i = 3 … J, a term η_i · max(k − i + 1, 0), k the
 * number of lists of the pattern. While any η is negative the first such term is deleted and the model refitted.
 * Null where the main effects alone have no finite fit.
 */
export function listAdjustedBound(table: OverlapTable): ListAdjustedBound | null {
  let kept = Array.from({ length: Math.max(0, table.lists.length - 2) }, (_, at) => at + 3);
  for (;;) {
    const fit = fitByNumber(
      table,
      kept.map((i) => (many: number) => Math.max(many - i + 1, 0)),
    );
    if (fit === null) return null;
    const negative = fit.eta.findIndex((value) => value < 0);
    if (negative < 0) {
      return {
        point: table.n + fit.unseen,
        se: Math.sqrt(fit.unseen + fit.unseen ** 2 * fit.variance),
        lnSe: Math.sqrt(fit.variance),
        termsKept: kept,
      };
    }
    kept = kept.filter((_, at) => at !== negative);
  }
}

/** A standard error of ln n̂0 that no finite maximum has: e to the tenth, up or down, is no estimate. */
const RUN_AWAY = 10;

/** A Poisson fit of main effects and of terms that depend only on the number of lists a person is on. */
export interface FitByNumber {
  readonly unseen: number;
  /** Of ln n̂0. */
  readonly variance: number;
  readonly deviance: number;
  /** Coefficients of the terms. */
  readonly eta: number[];
}

/** Fits it by weighted least squares. Null where there is no finite maximum. */
export function fitByNumber(
  table: OverlapTable,
  terms: readonly ((many: number) => number)[],
): FitByNumber | null {
  const lists = table.lists.length;
  const counts = denseCounts(table);
  const k = 1 + lists + terms.length;
  const rows = Array.from(counts, (_, at) => {
    const x = at + 1;
    const many = listsIn(x);
    return [1, ...table.lists.map((_, bit) => (x >> bit) & 1), ...terms.map((term) => term(many))];
  });
  const eta = Array.from(counts, (f) => Math.log(f + 0.1));
  let beta = new Float64Array(k);
  let variance = 0;
  let before = Infinity;
  for (let step = 0, settled = 0; step < 80 && settled < 2; step++) {
    const information = new Float64Array(k * k);
    const score = new Float64Array(k);
    rows.forEach((row, at) => {
      const mu = Math.exp(eta[at] as number);
      const working = mu * (eta[at] as number) + (counts[at] as number) - mu;
      for (let a = 0; a < k; a++) {
        const value = row[a] as number;
        if (value === 0) continue;
        score[a] = (score[a] as number) + value * working;
        for (let b = 0; b <= a; b++)
          information[a * k + b] = (information[a * k + b] as number) + mu * value * (row[b] as number);
      }
    });
    const factor = factored(information, k);
    beta = solved(factor, score) as Float64Array<ArrayBuffer>;
    const unit = new Float64Array(k);
    unit[0] = 1;
    variance = solved(factor, unit)[0] as number;
    let deviance = 0;
    rows.forEach((row, at) => {
      const sum = row.reduce((total, value, a) => total + value * (beta[a] as number), 0);
      eta[at] = Math.min(60, Math.max(-60, sum));
      const f = counts[at] as number;
      deviance += 2 * ((f > 0 ? f * (Math.log(f) - (eta[at] ?? 0)) : 0) - f + Math.exp(eta[at] ?? 0));
    });
    settled = Math.abs(before - deviance) <= 1e-9 * (Math.abs(deviance) + 0.1) ? settled + 1 : 0;
    before = deviance;
  }
  const unseen = Math.exp(beta[0] as number);
  // An estimate that runs away, up or down, leaves an error without bounds behind.
  if (!Number.isFinite(unseen) || !(Math.sqrt(variance) < RUN_AWAY)) return null;
  return {
    unseen,
    variance: Math.max(0, variance),
    deviance: before,
    eta: Array.from(beta.slice(1 + lists)),
  };
}

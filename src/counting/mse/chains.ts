/**
 * What several chains say together: split R̂ and effective sample size (Gelman and others 2013, §11.4–11.5; Geyer 1992)
 * on ln n0, quantiles, chain medians. Chains that disagree are reported as such and never averaged away.
 */
import { quantile } from './special.ts';

export interface ChainSummary {
  /** Of n0. */
  readonly median: number;
  readonly lo: number;
  readonly hi: number;
  readonly mean: number;
  readonly sd: number;
  readonly lnSe: number;
  readonly rHat: number;
  readonly ess: number;
  readonly chainMedians: readonly number[];
  /** All draws of n0, ascending. */
  readonly ascending: Float64Array;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

function varianceOf(values: ArrayLike<number>, mean = meanOf(values)): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] as number) - mean) ** 2;
  return sum / Math.max(1, values.length - 1);
}

/** Split R̂: every chain is cut in two, so that a drift within a chain counts as disagreement. 1 for constant chains. */
export function splitRHat(chains: readonly Float64Array[]): number {
  const halves = chains.flatMap((chain) => {
    const half = Math.floor(chain.length / 2);
    return [chain.subarray(0, half), chain.subarray(chain.length - half)];
  });
  const length = halves[0]?.length ?? 0;
  if (length < 2) return Infinity;
  const means = halves.map((half) => meanOf(half));
  const within = meanOf(halves.map((half, at) => varianceOf(half, means[at])));
  const between = length * varianceOf(means);
  if (within === 0) return between === 0 ? 1 : Infinity;
  return Math.sqrt(((length - 1) / length) * 1 + between / (length * within));
}

/** Effective sample size over all chains, autocorrelations summed by Geyer's initial monotone sequence. */
export function effectiveSize(chains: readonly Float64Array[]): number {
  const length = chains[0]?.length ?? 0;
  const means = chains.map((chain) => meanOf(chain));
  const within = meanOf(chains.map((chain, at) => varianceOf(chain, means[at])));
  const all = chains.length * length;
  if (within === 0 || length < 4) return all;
  const pooled = ((length - 1) / length) * within + (chains.length > 1 ? varianceOf(means) : 0);
  const correlation = (lag: number): number => {
    const covariance = meanOf(
      chains.map((chain, at) => {
        const mean = means[at] as number;
        let sum = 0;
        for (let i = lag; i < length; i++)
          sum += ((chain[i] as number) - mean) * ((chain[i - lag] as number) - mean);
        return sum / (length - 1);
      }),
    );
    return 1 - (within - covariance) / pooled;
  };
  let sum = 0;
  let least = Infinity;
  for (let lag = 0; lag + 1 < length; lag += 2) {
    const pair = correlation(lag) + correlation(lag + 1);
    if (pair <= 0) break;
    least = Math.min(least, pair);
    sum += least;
  }
  return Math.min(all, all / Math.max(1 / all, 2 * sum - 1));
}

/** Summary of the kept draws of n0, one array per chain. */
export function summaryOf(chains: readonly Float64Array[]): ChainSummary {
  // Half a person keeps ln finite where a draw is 0.
  const logs = chains.map((chain) => chain.map((n0) => Math.log(n0 + 0.5)));
  const ascending = Float64Array.from(chains.flatMap((chain) => [...chain])).sort();
  const lnAll = ascending.map((n0) => Math.log(n0 + 0.5));
  return {
    median: quantile(ascending, 0.5),
    lo: quantile(ascending, 0.025),
    hi: quantile(ascending, 0.975),
    mean: meanOf(ascending),
    sd: Math.sqrt(varianceOf(ascending)),
    lnSe: Math.sqrt(varianceOf(lnAll)),
    rHat: splitRHat(logs),
    ess: effectiveSize(logs),
    chainMedians: chains.map((chain) => quantile(chain.slice().sort(), 0.5)),
    ascending,
  };
}

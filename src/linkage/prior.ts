/**
 * How many pairs are one person, asked again when all pairs have been weighed. What learning takes from the best key is
 * an upper guess, and every pair's chance hangs on it. The share of one component of a mixture follows from the pairs
 * themselves (expectation and maximisation of the share alone, weights held fixed): it is right when the chances of all
 * pairs add up to the number of pairs that it says are one person.
 */

/** Corrections beyond this, in thousandths of a bit, mean that the weights are wrong and not the share. */
const MOST_DOWN = -6_000;
const MOST_UP = 1_000;
const ROUNDS = 400;
/** A change smaller than this, in bits, is none. */
const ENOUGH = 1e-5;
/**
 * In a short list the weights themselves are mostly the shares that the program starts from, and what they add up to is
 * worth little: with this many pairs of one person the correction counts half.
 */
const HALF = 200;
/** Pairs that are one person, at least, so that a list of strangers has a share at all. */
const LEAST_PAIRS = 0.5;

/** How often each weight is there; sums over it do not depend on the order of the pairs. */
function counted(weights: Int32Array): { weights: Int32Array; counts: Float64Array } {
  const sorted = Int32Array.from(weights).sort();
  const found: number[] = [];
  const counts: number[] = [];
  for (let at = 0; at < sorted.length; at++) {
    const weight = sorted[at] ?? 0;
    if (at > 0 && weight === sorted[at - 1]) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    else {
      found.push(weight);
      counts.push(1);
    }
  }
  return { weights: Int32Array.from(found), counts: Float64Array.from(counts) };
}

/**
 * What the prior of every pair has to change by, in whole thousandths of a bit. `weights` are those of the pairs that were
 * weighed (the others are taken for strangers), `possible` is how many pairs there could be, `share` the share of them
 * that was believed to be one person. 0 where there is nothing to ask.
 */
export function priorShift(weights: Int32Array, possible: number, share: number): number {
  if (weights.length === 0 || possible < 1) return 0;
  const { weights: different, counts } = counted(weights);
  const before = Math.log2(share / (1 - share));
  let shift = 0;
  let found = share;
  for (let round = 0; round < ROUNDS; round++) {
    let same = 0;
    for (let at = 0; at < different.length; at++)
      same += (counts[at] ?? 0) / (1 + 2 ** -((different[at] ?? 0) / 1000 + shift));
    found = Math.min(0.5, Math.max(LEAST_PAIRS, same) / possible);
    const next = Math.log2(found / (1 - found)) - before;
    const change = Math.abs(next - shift);
    shift = next;
    if (change < ENOUGH) break;
  }
  const pairs = found * possible;
  const trusted = 1000 * shift * (pairs / (pairs + HALF));
  return Math.round(Math.max(MOST_DOWN, Math.min(MOST_UP, trusted)));
}

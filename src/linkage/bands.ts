/**
 * Three bands: linked by the machine, for a person to look at, left alone. The borders follow from the errors that the
 * chances lead one to expect, not from a round number.
 */
import { chanceOf } from './model.ts';

export interface Bands {
  /** Least weight of a link, and least weight of a pair to look at, in thousandths of a bit. */
  readonly link: number;
  readonly review: number;
  /** Expected share of links that are wrong, and of true pairs among those weighed that are not linked. */
  readonly wrong: number;
  readonly missed: number;
}

/** A wrong link costs as much as this many missed ones: it gives someone another's fate. */
const COST = 2;
/** No pair is linked by the machine when it is more likely not one person than this allows. */
const LEAST_CHANCE = COST / (1 + COST);
/** Share of expected true pairs that may lie below the review band. */
const UNSEEN = 0.002;
const LEAST_REVIEW = 0.02;

/** Weight at which the chance of one person is this. */
export function weightOf(chance: number): number {
  const bounded = Math.min(1 - 1e-12, Math.max(1e-12, chance));
  return Math.round(1000 * Math.log2(bounded / (1 - bounded)));
}

/** The bands for these weights. `threshold` is a chance given by a person. */
export function bandsOf(weights: Int32Array, threshold?: number): Bands {
  const sorted = Int32Array.from(weights).sort();
  const link = weightOf(threshold ?? LEAST_CHANCE);
  let expected = 0;
  let linked = 0;
  let links = 0;
  for (const weight of sorted) {
    const chance = chanceOf(weight);
    expected += chance;
    if (weight < link) continue;
    linked += chance;
    links += 1;
  }
  let unseen = 0;
  let review = link;
  for (const weight of sorted) {
    if (weight >= link) break;
    unseen += chanceOf(weight);
    if (unseen > UNSEEN * expected && chanceOf(weight) >= LEAST_REVIEW) {
      review = weight;
      break;
    }
  }
  return {
    link,
    review,
    wrong: links === 0 ? 0 : 1 - linked / links,
    missed: expected === 0 ? 0 : (expected - linked) / expected,
  };
}

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

/**
 * The chance from which a pair is linked lies between these. Where the lists say enough, a wrong link costs as much as two
 * missed ones, because it gives someone another's fate. Where they say little, most true pairs would be missed by that and
 * every count of persons would come out too high: there the border falls to where as many links are expected to be wrong
 * as true pairs to be missed, but never below an even chance.
 */
const MOST_CHANCE = 2 / 3;
const LEAST_CHANCE = 1 / 2;
/** Share of expected true pairs that may lie below the review band. */
const UNSEEN = 0.002;
const LEAST_REVIEW = 0.02;

/** Weight at which the chance of one person is this. */
export function weightOf(chance: number): number {
  const bounded = Math.min(1 - 1e-12, Math.max(1e-12, chance));
  return Math.round(1000 * Math.log2(bounded / (1 - bounded)));
}

/** The chance at which as many links are expected to be wrong as true pairs to be missed, within the two bounds. */
function chanceWhereErrorsBalance(sorted: Int32Array): number {
  let missed = 0;
  let wrong = 0;
  for (const weight of sorted) missed += chanceOf(weight);
  for (let at = sorted.length - 1; at >= 0; at--) {
    const chance = chanceOf(sorted[at] ?? 0);
    wrong += 1 - chance;
    missed -= chance;
    if (chance < LEAST_CHANCE) break;
    if (wrong > missed) return Math.min(MOST_CHANCE, chance);
  }
  return LEAST_CHANCE;
}

/** The bands for these weights. `threshold` is a chance given by a person. */
export function bandsOf(weights: Int32Array, threshold?: number): Bands {
  const sorted = Int32Array.from(weights).sort();
  const link = weightOf(threshold ?? chanceWhereErrorsBalance(sorted));
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

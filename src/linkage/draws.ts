/**
 * Draws of who is one person with whom, by the chances of the pairs: a count that rests on links takes them all and shows
 * how far it moves. Each draw is a whole grouping that keeps every guard and every decision of a person.
 */
import { seededRandom } from '#ground';
import { clusterRows, type RowDecision } from './cluster.ts';
import type { Linked } from './link.ts';

export interface DrawOptions {
  readonly draws: number;
  readonly seed: string;
  /** Each list holds a person once. */
  readonly oneToOne?: boolean;
  readonly decisions?: readonly RowDecision[];
}

/**
 * One grouping per draw: the group of each row, named by its smallest row. A pair is linked in a draw with its chance: its
 * weight is moved by logistic noise in bits and compared with zero. The same seed gives the same draws.
 */
export function drawGroupings(linked: Linked, options: DrawOptions): Int32Array[] {
  const { pairs, encoded, scorer } = linked;
  return Array.from({ length: options.draws }, (_, draw) => {
    const random = seededRandom(`${options.seed}/linkage draw ${draw}`);
    const weight = pairs.weight.map((millibits) => {
      const chance = Math.min(1 - 1e-12, Math.max(1e-12, random.float()));
      return Math.round(millibits + 1000 * Math.log2(chance / (1 - chance)));
    });
    return clusterRows({
      left: pairs.left,
      right: pairs.right,
      weight,
      count: encoded.count,
      threshold: 0,
      onePerList: options.oneToOne === true ? encoded.rows.list : null,
      decisions: options.decisions ?? [],
      weigh: (left, right) => scorer.weight(left, right),
    }).of;
  });
}

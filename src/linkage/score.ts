/**
 * The weight of a pair: prior and levels added up, whole thousandths of a bit. Two readings of the pair are weighed
 * against "one person": two strangers, and two of one household, who share family name and home but not given name and
 * birth. The smaller weight is the answer, so that a shared home alone never makes one person of two.
 */
import type { Encoded } from './encode.ts';
import type { Evaluator } from './evaluate.ts';
import type { Weights } from './model.ts';
import type { Comparison } from './plan.ts';

/** One comparison's part of a weight. */
export interface Part {
  readonly comparison: number;
  /** −1: nothing said. */
  readonly level: number;
  readonly millibits: number;
  /** Of which for the rarity of the word. */
  readonly rarity: number;
}

export class Scorer {
  readonly #comparisons: readonly Comparison[];
  readonly #weights: Weights;
  readonly #encoded: Encoded;
  readonly #evaluate: Evaluator;
  readonly #levels: Int8Array;
  readonly #groups: readonly (readonly number[])[];

  constructor(comparisons: readonly Comparison[], weights: Weights, encoded: Encoded, evaluate: Evaluator) {
    this.#comparisons = comparisons;
    this.#weights = weights;
    this.#encoded = encoded;
    this.#evaluate = evaluate;
    this.#levels = new Int8Array(comparisons.length);
    this.#groups = groupsOf(comparisons);
  }

  /** Weight of two rows in thousandths of a bit. */
  weight(left: number, right: number): number {
    this.#evaluate(left, right, this.#levels);
    return this.#sum(left, right, this.#levels);
  }

  /** Weight for levels that are known already. */
  #sum(left: number, right: number, levels: Int8Array): number {
    const { priorAcross, priorWithin, priorKinAcross, priorKinWithin } = this.#weights;
    const within = this.#encoded.rows.list[left] === this.#encoded.rows.list[right];
    let strangers = within ? priorWithin : priorAcross;
    let kin = within ? priorKinWithin : priorKinAcross;
    for (const members of this.#groups) {
      let against = 0;
      for (const at of members) {
        const part = this.#part(at, left, right, levels[at] ?? -1);
        if (part < 0) against = Math.min(against, part);
        else {
          strangers += part;
          if (this.#comparisons[at]?.isShared === false) kin += part;
        }
        if (part < 0 && this.#comparisons[at]?.isShared === false) kin += part;
      }
      strangers += against;
    }
    return Math.min(strangers, kin);
  }

  #part(at: number, left: number, right: number, level: number): number {
    if (level < 0) return 0;
    return (this.#weights.levels[at]?.[level] ?? 0) + this.#rarity(at, left, right, level);
  }

  #rarity(at: number, left: number, right: number, level: number): number {
    const share = this.#weights.rarity[at]?.[level] ?? 0;
    const column = this.#weights.rare[at];
    if (share === 0 || column === null || column === undefined) return 0;
    const rare = Math.min(column[left] ?? 0, column[right] ?? 0);
    // Whole numbers, rounded towards zero, as every database divides.
    return Math.trunc((rare * share) / 1000);
  }

  /** The parts of the weight of two rows, in the order of the comparisons. */
  parts(left: number, right: number): Part[] {
    const levels = new Int8Array(this.#comparisons.length);
    this.#evaluate(left, right, levels);
    return this.#comparisons.map((_, at) => {
      const level = levels[at] ?? -1;
      return {
        comparison: at,
        level,
        millibits: this.#part(at, left, right, level),
        rarity: level < 0 ? 0 : this.#rarity(at, left, right, level),
      };
    });
  }
}

/** Comparisons by group; one without a group is a group of its own. */
export function groupsOf(comparisons: readonly Comparison[]): number[][] {
  const groups = new Map<string, number[]>();
  comparisons.forEach(({ group, name }, at) => {
    const key = group ?? ` ${name}`;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [at]);
    else members.push(at);
  });
  return [...groups.values()];
}

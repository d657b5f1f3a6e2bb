/** What linkage asks of an engine: weigh every pair that shares a key. Engines stand in src/engines; one is in memory. */
import type { Encoded } from './encode.ts';
import type { Key } from './keys.ts';
import type { Weights } from './model.ts';
import type { Comparison } from './plan.ts';

/** Pairs with their weights, sorted by left and then right; left < right. */
export interface ScoredPairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Thousandths of a bit. */
  readonly weight: Int32Array;
}

export interface ScoreJob {
  readonly encoded: Encoded;
  readonly comparisons: readonly Comparison[];
  readonly weights: Weights;
  readonly keys: readonly Key[];
  /** Only rows of different lists meet. */
  readonly acrossOnly: boolean;
  /** Pairs below this weight are not returned. */
  readonly least: number;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

/** Every engine gives the same bytes for the same job. */
export interface LinkEngine {
  readonly name: string;
  score(job: ScoreJob): Promise<ScoredPairs>;
}

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

/** Keeps stages of a run. What was written whole is read back; anything else is as if it had never been there. */
export interface StageKeeper {
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, bytes: Uint8Array): Promise<void>;
}

/** Weighed pairs of one batch, and the step of the engine's work that comes next. */
export interface KeptPairs extends ScoredPairs {
  readonly next: number;
}

export interface PairKeeper {
  read(batch: number): Promise<KeptPairs | null>;
  write(batch: number, pairs: KeptPairs): Promise<void>;
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
  /** Where an engine that works in batches keeps them; one that does not may leave it alone. */
  readonly kept?: PairKeeper;
  /** Stops the work between two batches. */
  readonly signal?: AbortSignal;
}

/** Every engine gives the same bytes for the same job. */
export interface LinkEngine {
  readonly name: string;
  score(job: ScoreJob): Promise<ScoredPairs>;
}

/**
 * The whole way from rows to persons: encode, choose keys, learn, weigh, draw the bands, group. Knows nothing of files
 * and databases; the engine that weighs the pairs is given.
 */
import { bandsOf, type Bands } from './bands.ts';
import { clusterRows, type Clusters, type RowDecision } from './cluster.ts';
import { comparisonsFor } from './comparisons.ts';
import { encode, type Encoded } from './encode.ts';
import { evaluator } from './evaluate.ts';
import { chooseKeys, type Blocking } from './keys.ts';
import { weightsOf, type Model, type PinnedWeight, type Weights } from './model.ts';
import type { Comparison } from './plan.ts';
import type { LinkEngine, ScoredPairs } from './ports.ts';
import type { Rows } from './rows.ts';
import { Scorer } from './score.ts';
import { train } from './train.ts';

export interface LinkOptions {
  /** Each list holds a person once; then rows of one list never meet. */
  readonly oneToOne?: boolean;
  /** Rows of one list may be one person; not with `oneToOne`. True unless told. */
  readonly within?: boolean;
  /** Least chance of a link by the machine; found from the expected errors unless told. */
  readonly threshold?: number;
  readonly seed?: string;
  readonly pins?: readonly PinnedWeight[];
  readonly decisions?: readonly RowDecision[];
  /** A model that was learned before; learned from these lists unless given. */
  readonly model?: Model;
  /** Most pairs that are weighed. */
  readonly budget?: number;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

/** Lists that were linked, with everything that explains how. */
export interface Linked {
  readonly encoded: Encoded;
  readonly comparisons: readonly Comparison[];
  readonly blocking: Blocking;
  readonly model: Model;
  readonly weights: Weights;
  readonly scorer: Scorer;
  readonly acrossOnly: boolean;
  readonly pairs: ScoredPairs;
  readonly bands: Bands;
  readonly clusters: Clusters;
}

/** Pairs weighed for each row, and at least, unless a budget is given. */
const PAIRS_A_ROW = 20;
const LEAST_BUDGET = 1_500_000;
/** Pairs lighter than this, in thousandths of a bit, are never shown to anybody. */
const LEAST_WEIGHT = -7_000;

/** Links rows. The same rows, options and seed give the same answer whatever the engine and the order of the rows. */
export async function linkRows(rows: Rows, engine: LinkEngine, options: LinkOptions = {}): Promise<Linked> {
  const { onProgress, seed = '1' } = options;
  const acrossOnly = options.oneToOne === true || options.within === false;
  onProgress?.('names and dates', 0, 1);
  const encoded = encode(rows);
  const comparisons = comparisonsFor(encoded);
  const evaluate = evaluator(comparisons, encoded);
  onProgress?.('keys', 0, 1);
  const budget = options.budget ?? Math.max(LEAST_BUDGET, PAIRS_A_ROW * encoded.count);
  const blocking = chooseKeys(encoded, { budget, acrossOnly });
  onProgress?.('learning', 0, 1);
  const model =
    options.model ??
    train(encoded, comparisons, evaluate, blocking, { acrossOnly, seed, pins: options.pins ?? [] });
  const weights = weightsOf(model, comparisons, encoded);
  const pairs = await engine.score({
    encoded,
    comparisons,
    weights,
    keys: blocking.keys,
    acrossOnly,
    least: LEAST_WEIGHT,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const scorer = new Scorer(comparisons, weights, encoded, evaluate);
  const bands = bandsOf(pairs.weight, options.threshold);
  onProgress?.('persons', 0, 1);
  const clusters = clusterRows({
    ...pairs,
    count: encoded.count,
    threshold: bands.link,
    onePerList: options.oneToOne === true ? rows.list : null,
    decisions: options.decisions ?? [],
    weigh: (left, right) => scorer.weight(left, right),
  });
  return { encoded, comparisons, blocking, model, weights, scorer, acrossOnly, pairs, bands, clusters };
}

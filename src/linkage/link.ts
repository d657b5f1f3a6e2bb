/**
 * The whole way from rows to persons: encode, choose keys, learn, weigh, draw the bands, group. Knows nothing of files
 * and databases; the engine that weighs the pairs is given.
 */
import { Fault } from '#ground';
import { bandsOf, type Bands } from './bands.ts';
import { chanceShift, dealtAnew, isNamesOnly } from './chance.ts';
import { clusterRows, type Clusters, type RowDecision } from './cluster.ts';
import { comparisonsFor } from './comparisons.ts';
import { encode, type Encoded } from './encode.ts';
import { evaluator } from './evaluate.ts';
import { chooseKeys, type Blocking } from './keys.ts';
import { weightsOf, type Model, type Weights } from './model.ts';
import type { Comparison } from './plan.ts';
import type { LinkEngine, ScoredPairs, StageKeeper } from './ports.ts';
import type { Rows } from './rows.ts';
import { possiblePairs } from './patterns.ts';
import { priorShift } from './prior.ts';
import { Scorer } from './score.ts';
import { digestOfEncoded, keptModel, pairKeeper } from './stages.ts';
import { placePins, type Pin } from './pins.ts';
import { train, type TrainOptions } from './train.ts';

export interface LinkOptions {
  /** Each list holds a person once; then rows of one list never meet. */
  readonly oneToOne?: boolean;
  /** Rows of one list may be one person; not with `oneToOne`. True unless told. */
  readonly within?: boolean;
  /** Least chance of a link by the machine; found from the expected errors unless told. */
  readonly threshold?: number;
  readonly seed?: string;
  /** Weights that a person sets; Fault('usage-wrong') for one that fits none of these lists' comparisons. */
  readonly pins?: readonly Pin[];
  readonly decisions?: readonly RowDecision[];
  /** A model that was learned before; learned from these lists unless given. */
  readonly model?: Model;
  /** Most pairs that are weighed. */
  readonly budget?: number;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
  /** Where stages are kept, so that a run that was stopped goes on. Only for lists that are no secret of a workspace. */
  readonly keeper?: StageKeeper;
  /** Stops the work: Fault('interrupted'). */
  readonly signal?: AbortSignal;
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

/** Tells how far the work is, lets others have their turn, and ends when that is asked for. */
function pauses({ onProgress, signal }: LinkOptions): TrainOptions['between'] {
  return async (stage, done, total) => {
    onProgress?.(stage, done, total);
    await new Promise((turn) => setImmediate(turn));
    if (signal?.aborted === true) throw new Fault('interrupted', 'stopped before the end');
  };
}

/** The change of the prior that the weighed pairs ask for; one number for pairs across lists and within. */
function shiftOf(pairs: ScoredPairs, model: Model, encoded: Encoded, acrossOnly: boolean): number {
  const possible = possiblePairs(encoded, acrossOnly);
  const all = possible.across + possible.within;
  if (all === 0) return 0;
  const share = (possible.across * model.shareAcross + possible.within * model.shareWithin) / all;
  return priorShift(pairs.weight, all, share);
}

/** Dealt pairs that a correction is read from, at least, and the most deals for them. */
const ENOUGH_BY_CHANCE = 400;
const MOST_DEALS = 4;

/** What the prior of lists of names alone has to change by, because of links that chance brings. */
async function chanceOfNames(
  {
    encoded,
    comparisons,
    model,
    pairs,
    acrossOnly,
  }: Pick<Linked, 'encoded' | 'comparisons' | 'model' | 'pairs' | 'acrossOnly'>,
  engine: LinkEngine,
  {
    budget,
    seed,
    signal,
    between,
  }: Pick<LinkOptions, 'signal'> & {
    budget: number;
    seed: string;
    between: TrainOptions['between'];
  },
): Promise<number> {
  const found: Int32Array[] = [];
  let likely = 0;
  while (found.length < MOST_DEALS && likely < ENOUGH_BY_CHANCE) {
    await between('chance', found.length, MOST_DEALS);
    const dealt = dealtAnew(encoded, `${seed}/${found.length}`);
    const { weight } = await engine.score({
      encoded: dealt,
      comparisons,
      weights: weightsOf(model, comparisons, dealt),
      keys: chooseKeys(dealt, { budget, acrossOnly }).keys,
      acrossOnly,
      least: 0,
      ...(signal === undefined ? {} : { signal }),
    });
    found.push(weight);
    likely += weight.length;
  }
  const byChance = new Int32Array(likely);
  let at = 0;
  for (const weights of found) {
    byChance.set(weights, at);
    at += weights.length;
  }
  return chanceShift(pairs.weight, byChance, found.length);
}

/** The same pairs under the changed prior. In place: the pairs of a long list are most of what it needs of memory. */
function shifted(pairs: ScoredPairs, shift: number): ScoredPairs {
  const { weight } = pairs;
  if (shift !== 0) for (let at = 0; at < weight.length; at++) weight[at] = (weight[at] ?? 0) + shift;
  return pairs;
}

/**
 * Links rows. The same rows, options and seed give the same answer whatever the engine and the order of the rows, and
 * whether stages were kept or made. Throws Fault('interrupted') when it is stopped.
 */
export async function linkRows(rows: Rows, engine: LinkEngine, options: LinkOptions = {}): Promise<Linked> {
  const { onProgress, seed = '1', keeper, signal } = options;
  const acrossOnly = options.oneToOne === true || options.within === false;
  const between = pauses(options);
  await between('names and dates', 0, 1);
  const encoded = await encode(rows, keeper);
  const comparisons = comparisonsFor(encoded);
  const pins = placePins(options.pins ?? [], comparisons);
  const evaluate = evaluator(comparisons, encoded);
  await between('keys', 0, 1);
  const budget = options.budget ?? Math.max(LEAST_BUDGET, PAIRS_A_ROW * encoded.count);
  const blocking = chooseKeys(encoded, { budget, acrossOnly });
  await between('learning', 0, 1);
  const digest =
    keeper === undefined ? '' : digestOfEncoded(encoded, blocking.keys, { acrossOnly, budget, LEAST_WEIGHT });
  const learned =
    options.model ??
    (await keptModel(keeper, digest, { seed, pins }, () =>
      train(encoded, comparisons, evaluate, blocking, { acrossOnly, seed, pins, between }),
    ));
  const first = weightsOf(learned, comparisons, encoded);
  const weighed = await engine.score({
    encoded,
    comparisons,
    weights: first,
    keys: blocking.keys,
    acrossOnly,
    least: LEAST_WEIGHT,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(keeper === undefined ? {} : { kept: pairKeeper(keeper, digest, first, comparisons) }),
    ...(signal === undefined ? {} : { signal }),
  });
  // A model that was given is used as it is.
  const shift = options.model === undefined ? shiftOf(weighed, learned, encoded, acrossOnly) : 0;
  let model = shift === 0 ? learned : { ...learned, priorShift: learned.priorShift + shift };
  const pairs = shifted(weighed, shift);
  if (options.model === undefined && isNamesOnly(comparisons)) {
    const known = { encoded, comparisons, model, pairs, acrossOnly };
    const down = await chanceOfNames(known, engine, { ...options, budget, seed, between });
    model = { ...model, priorShift: model.priorShift + down };
    shifted(pairs, down);
  }
  const weights = model === learned ? first : weightsOf(model, comparisons, encoded);
  const scorer = new Scorer(comparisons, weights, encoded, evaluate);
  const bands = bandsOf(pairs.weight, options.threshold);
  await between('persons', 0, 1);
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

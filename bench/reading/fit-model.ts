/** One logistic model by gradient descent, for the weights of the second look (bench/reading/fit.ts). */
import { seededRandom } from '#ground';
import { dot } from './fit-vectors.ts';

/** Rounds over all samples, and how fast weights move in them. */
const ROUNDS = 20;
const RATE = 0.2;
/** Strength of the pull towards nothing, as a share of one sample's worth. */
const PULL = 4;

/** A sample as numbers. */
export interface Row {
  /** Places of the signs and heads of words; a place may stand twice. */
  readonly at: readonly number[];
  readonly sense: Float64Array;
  readonly worth: number;
}

/** A model: what each sign says, what each direction of the vectors says, and what is said of every sample. */
export interface Fitted {
  readonly weights: Float64Array;
  readonly sense: Float64Array;
  readonly bias: number;
}

/**
 * One logistic model by gradient descent, sample by sample, whose steps shrink with what a weight has moved (AdaGrad).
 * The pull of a weight is spread over the samples that have it.
 */
export function fitted(rows: readonly Row[], is: readonly boolean[], places: number, size: number): Fitted {
  const weights = new Float64Array(places);
  const sense = new Float64Array(size);
  let bias = -2;
  const moved = new Float64Array(places).fill(1);
  const swayed = new Float64Array(size).fill(1);
  let drift = 1;
  const pulls = new Float64Array(places);
  for (const { at } of rows) for (const place of at) pulls[place]!++;
  for (let place = 0; place < places; place++) pulls[place] = PULL / Math.max(1, pulls[place]!);
  const lean = PULL / rows.length;
  let order = rows.map((_, at) => at);
  const random = seededRandom(7);
  for (let round = 0; round < ROUNDS; round++) {
    order = random.shuffled(order);
    for (const at of order) {
      const row = rows[at]!;
      let sum = bias + dot(sense, row.sense);
      for (const place of row.at) sum += weights[place]!;
      const miss = row.worth * ((is[at] ? 1 : 0) - 1 / (1 + Math.exp(-sum)));
      for (const place of row.at) {
        const slope = miss - pulls[place]! * weights[place]!;
        moved[place]! += slope * slope;
        weights[place]! += (RATE * slope) / Math.sqrt(moved[place]!);
      }
      for (let part = 0; part < size; part++) {
        const slope = miss * row.sense[part]! - lean * sense[part]!;
        swayed[part]! += slope * slope;
        sense[part]! += (RATE * slope) / Math.sqrt(swayed[part]!);
      }
      drift += miss * miss;
      bias += (RATE * miss) / Math.sqrt(drift);
    }
  }
  return { weights, sense, bias };
}

/**
 * The model of Fellegi and Sunter (1969) with ordered levels: for every level how often pairs of one person (m) and pairs
 * of different persons (u) are there. What is said by neither side weighs nothing. Weights are whole thousandths of a
 * bit, so that every engine adds up to the same number.
 */
import type { Encoded } from './encode.ts';
import { claimColumn, TABLE_OF } from './encode.ts';
import { MOST_CLAIMS } from './fields.ts';
import { LEVEL } from './levels.ts';
import type { Comparison } from './plan.ts';

/** A weight that a person set, and why. Takes the place of what was learned. */
export interface PinnedWeight {
  readonly comparison: string;
  /** Place of the level. */
  readonly level: number;
  readonly millibits: number;
  readonly reason: string;
  readonly author: string;
}

export interface Fitted {
  readonly name: string;
  readonly m: readonly number[];
  readonly u: readonly number[];
}

/** Everything that a score is made of, besides the tables. */
export interface Model {
  readonly version: 'linkage/1';
  readonly fitted: readonly Fitted[];
  /** Share of pairs, of all there could be, that are one person: of different lists, and within one. */
  readonly shareAcross: number;
  readonly shareWithin: number;
  /** What every prior changes by since all pairs were weighed, in thousandths of a bit (prior.ts). */
  readonly priorShift: number;
  /** Share of pairs that are different people of one household. */
  readonly shareKin: number;
  readonly pins: readonly PinnedWeight[];
}

/** Weights in thousandths of a bit, as they are added up. */
export interface Weights {
  /** One row per comparison; one number per level. */
  readonly levels: readonly Int32Array[];
  /** One row per comparison: thousandths of each level's rarity that count; null when words have no frequency. */
  readonly rarity: readonly (Int32Array | null)[];
  /** Per comparison, per row: what the rarity of its word adds; of several claims the commonest word counts. */
  readonly rare: readonly (Int32Array | null)[];
  readonly priorAcross: number;
  readonly priorWithin: number;
  /** Prior of "one person" against "two of one household". */
  readonly priorKinAcross: number;
  readonly priorKinWithin: number;
}

/** No single comparison counts for more than this, for or against: beyond it a model is surer than any list. */
const MOST_FOR = 24_000;
const MOST_AGAINST = -9_000;
const MOST_RARE = 9_000;

export function millibits(ratio: number): number {
  return Math.round(1000 * Math.log2(ratio));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/**
 * How often the name that a word is a form of is written in these lists: the word and its direct neighbours of the same
 * name, never neighbours of neighbours.
 */
export function conceptCounts(encoded: Encoded, column: string): Int32Array | null {
  const table = encoded.tables.get(TABLE_OF[column] ?? '');
  const counts = encoded.counts.get(column);
  if (table === undefined || counts === undefined) return null;
  return Int32Array.from(counts, (own, word) => {
    let sum = own;
    for (let at = table.starts[word] ?? 0; at < (table.starts[word + 1] ?? 0); at++)
      if ((table.levels[at] ?? 0) >= LEVEL.concept) sum += counts[table.others[at] ?? 0] ?? 0;
    return sum;
  });
}

/** What the rarity of each word adds to a level where words are the same: the average word's chance over this word's. */
function rarities(encoded: Encoded, column: string): Int32Array | null {
  const counts = conceptCounts(encoded, column);
  if (counts === null) return null;
  const own = encoded.counts.get(column) ?? new Int32Array(0);
  const total = own.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  // How many other rows say it: a row does not make its own name common.
  const other = (count: number): number => Math.max(1, count - 1);
  let chance = 0;
  own.forEach((count, word) => (chance += (count / total) * (other(counts[word] ?? 0) / total)));
  return Int32Array.from(counts, (count) =>
    clamp(millibits(chance / (other(count) / total)), -MOST_RARE, MOST_RARE),
  );
}

/** The same for every row; a row that says nothing adds nothing. */
function raritiesOfRows(encoded: Encoded, column: string): Int32Array | null {
  const worth = rarities(encoded, column);
  if (worth === null) return null;
  const rows = new Int32Array(encoded.count);
  const isSaid = new Uint8Array(encoded.count);
  for (let k = 0; k < MOST_CLAIMS; k++) {
    const words = encoded.columns.get(claimColumn(column, k));
    if (words === undefined) continue;
    for (let row = 0; row < words.length; row++) {
      const word = words[row] ?? -1;
      if (word < 0) continue;
      const own = worth[word] ?? 0;
      rows[row] = isSaid[row] === 1 ? Math.min(rows[row] ?? 0, own) : own;
      isSaid[row] = 1;
    }
  }
  return rows;
}

/** The weights of a model for these lists. */
export function weightsOf(model: Model, comparisons: readonly Comparison[], encoded: Encoded): Weights {
  const levels = comparisons.map((comparison) => {
    const fitted = model.fitted.find(({ name }) => name === comparison.name);
    return Int32Array.from(comparison.levels, (_, place) => {
      const pin = model.pins.find((one) => one.comparison === comparison.name && one.level === place);
      if (pin !== undefined) return pin.millibits;
      const ratio = (fitted?.m[place] ?? 1) / (fitted?.u[place] ?? 1);
      return clamp(millibits(ratio), MOST_AGAINST, MOST_FOR);
    });
  });
  const kin = Math.max(model.shareKin, 1e-15);
  return {
    levels,
    rarity: comparisons.map(({ levels: own, rare }) =>
      rare === undefined ? null : Int32Array.from(own, ({ rarity }) => rarity ?? 0),
    ),
    rare: comparisons.map(({ rare }) => (rare === undefined ? null : raritiesOfRows(encoded, rare))),
    priorAcross: millibits(odds(model.shareAcross)) + model.priorShift,
    priorWithin: millibits(odds(model.shareWithin)) + model.priorShift,
    priorKinAcross: millibits(model.shareAcross / kin) + model.priorShift,
    priorKinWithin: millibits(model.shareWithin / kin) + model.priorShift,
  };
}

function odds(share: number): number {
  return share / (1 - share);
}

/** Chance of "one person" for a weight in thousandths of a bit. */
export function chanceOf(weight: number): number {
  const bits = weight / 1000;
  return bits > 50 ? 1 : bits < -50 ? 0 : 1 / (1 + 2 ** -bits);
}

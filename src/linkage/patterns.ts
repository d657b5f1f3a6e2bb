/**
 * Patterns of agreement, counted: training looks at a few hundred patterns instead of millions of pairs. Pairs are drawn
 * by a seeded generator from rows in sorted order, so that the same lists give the same pairs whatever order they came in.
 */
import { seededRandom } from '#ground';
import type { Encoded } from './encode.ts';
import type { Evaluator } from './evaluate.ts';
import { groupsOf, type Key } from './keys.ts';

/** Pairs with the same levels. */
export interface Pattern {
  readonly levels: Int8Array;
  /** Both rows are of one list. */
  readonly within: boolean;
  count: number;
}

export interface PairDraw {
  readonly encoded: Encoded;
  readonly evaluate: Evaluator;
  readonly comparisons: number;
  readonly acrossOnly: boolean;
  readonly seed: string;
}

class Counter {
  readonly #patterns = new Map<string, Pattern>();
  readonly #draw: PairDraw;
  readonly #levels: Int8Array;

  constructor(draw: PairDraw) {
    this.#draw = draw;
    this.#levels = new Int8Array(draw.comparisons);
  }

  add(left: number, right: number): void {
    const { list } = this.#draw.encoded.rows;
    const within = list[left] === list[right];
    this.#draw.evaluate(left, right, this.#levels);
    let key = within ? 'w' : 'a';
    for (const level of this.#levels) key += String.fromCharCode(level + 50);
    const pattern = this.#patterns.get(key);
    if (pattern === undefined) this.#patterns.set(key, { levels: this.#levels.slice(), within, count: 1 });
    else pattern.count += 1;
  }

  /** In a fixed order, so that sums of fractions come out the same. */
  patterns(): Pattern[] {
    return [...this.#patterns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
  }
}

/** Pairs of rows that may meet, of all rows. */
export function possiblePairs(encoded: Encoded, acrossOnly: boolean): { across: number; within: number } {
  const sizes = encoded.rows.lists.map(() => 0);
  for (const list of encoded.rows.list) sizes[list] = (sizes[list] ?? 0) + 1;
  const all = (encoded.count * (encoded.count - 1)) / 2;
  const within = sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  return { across: all - within, within: acrossOnly ? 0 : within };
}

/** Patterns of pairs drawn at random; of all pairs when there are no more than `most`. */
export function randomPatterns(draw: PairDraw, most: number): Pattern[] {
  const { encoded, acrossOnly } = draw;
  const counter = new Counter(draw);
  const { across, within } = possiblePairs(encoded, acrossOnly);
  const { list } = encoded.rows;
  if (across + within <= most) {
    for (let left = 0; left < encoded.count; left++)
      for (let right = left + 1; right < encoded.count; right++)
        if (!acrossOnly || list[left] !== list[right]) counter.add(left, right);
    return counter.patterns();
  }
  const random = seededRandom(`${draw.seed}/random pairs`);
  for (let drawn = 0; drawn < most;) {
    const a = random.below(encoded.count);
    const b = random.below(encoded.count);
    if (a === b || (acrossOnly && list[a] === list[b])) continue;
    counter.add(Math.min(a, b), Math.max(a, b));
    drawn += 1;
  }
  return counter.patterns();
}

export interface KeyPatterns {
  readonly patterns: readonly Pattern[];
  /** Share of the pairs that the patterns hold. */
  readonly share: number;
  /** The groups were split by year of birth. */
  readonly isSplit: boolean;
}

/**
 * Patterns of pairs that share a key: of all, or of every n-th group when there are more than `most`. Groups that were
 * split by year of birth are told apart from those that were left whole, because they give away more.
 */
export function keyPatterns(draw: PairDraw, key: Key, most: number): KeyPatterns[] {
  const { encoded, acrossOnly } = draw;
  const { list } = encoded.rows;
  const { rows, starts } = groupsOf(key.numbers);
  const [whole, split] = [new Counter(draw), new Counter(draw)];
  const every = Math.max(1, Math.ceil(key.pairs / most));
  const random = seededRandom(`${draw.seed}/key ${key.name}`);
  for (let group = 0; group + 1 < starts.length; group++) {
    const [from, to] = [starts[group] ?? 0, starts[group + 1] ?? 0];
    if (to - from < 2 || (every > 1 && random.below(every) !== 0)) continue;
    const counter = key.split?.[rows[from] ?? 0] === 1 ? split : whole;
    for (let i = from; i < to; i++)
      for (let j = i + 1; j < to; j++) {
        const [left, right] = [rows[i] ?? 0, rows[j] ?? 0];
        if (!acrossOnly || list[left] !== list[right]) counter.add(left, right);
      }
  }
  return [
    { patterns: whole.patterns(), share: 1 / every, isSplit: false },
    { patterns: split.patterns(), share: 1 / every, isSplit: true },
  ].filter(({ patterns }) => patterns.length > 0);
}

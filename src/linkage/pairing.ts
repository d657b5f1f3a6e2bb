/**
 * A table of levels while it is made: pairs of words are put one after the other, in typed arrays, so that a million
 * words fit; in the end every word has its neighbours in order, the best of them where there are too many.
 */
import { Numbers, placesTo, sortPlaces } from '#ground';
import { hashOf, type LevelTable } from './levels.ts';

/** Neighbours that one word may have. */
const DEGREE = 64;
const LEVELS = 8;

/** Neighbours of word w stand from `starts[w]`. */
interface Neighbours {
  readonly starts: Int32Array;
  readonly others: Int32Array;
}

function startsOf(count: number, words: readonly Int32Array[]): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const some of words)
    for (let at = 0; at < some.length; at++) {
      const word = (some[at] ?? 0) + 1;
      starts[word] = (starts[word] ?? 0) + 1;
    }
  for (let word = 0; word < count; word++) starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0);
  return starts;
}

export class Pairing {
  readonly #count: number;
  readonly #left = new Numbers();
  readonly #right = new Numbers();
  readonly #level = new Numbers();

  constructor(count: number) {
    this.#count = count;
  }

  /** Puts a pair; of several levels of one pair the highest counts. */
  put(a: number, b: number, level: number): void {
    this.#left.push(Math.min(a, b));
    this.#right.push(Math.max(a, b));
    this.#level.push(level);
  }

  /** What was put so far, under the earlier word of each pair. */
  later(): Neighbours {
    const [left, right] = [this.#left.all, this.#right.all];
    const order = sortPlaces(placesTo(left.length), left);
    return {
      starts: startsOf(this.#count, [left]),
      others: Int32Array.from(order, (at) => right[at] ?? 0),
    };
  }

  /** Every pair under both of its words: neighbour and level as one number, ascending, each neighbour once. */
  #packed(): { starts: Int32Array; ends: Int32Array; packed: Uint32Array } {
    const [left, right, level] = [this.#left.all, this.#right.all, this.#level.all];
    const starts = startsOf(this.#count, [left, right]);
    const next = starts.slice();
    const packed = new Uint32Array(2 * left.length);
    const put = (word: number, other: number, at: number): void => {
      packed[next[word] ?? 0] = other * LEVELS + (level[at] ?? 0);
      next[word] = (next[word] ?? 0) + 1;
    };
    for (let at = 0; at < left.length; at++) {
      put(left[at] ?? 0, right[at] ?? 0, at);
      put(right[at] ?? 0, left[at] ?? 0, at);
    }
    const ends = new Int32Array(this.#count);
    for (let word = 0; word < this.#count; word++) {
      const from = starts[word] ?? 0;
      const row = packed.subarray(from, starts[word + 1]).sort();
      let to = from;
      for (let at = 0; at < row.length; at++) {
        const isLast = Math.floor((row[at] ?? 0) / LEVELS) !== Math.floor((row[at + 1] ?? 0) / LEVELS);
        if (isLast || at + 1 === row.length) packed[to++] = row[at] ?? 0;
      }
      ends[word] = to;
    }
    return { starts, ends, packed };
  }

  /** The table. Of a word with too many neighbours the best stay; ties stay by place. */
  table(words: readonly string[], sounds: LevelTable['sounds']): LevelTable {
    const { starts: from, ends, packed } = this.#packed();
    const isDropped = new Uint8Array(packed.length);
    for (let word = 0; word < this.#count; word++) {
      const [first, end] = [from[word] ?? 0, ends[word] ?? 0];
      if (end - first <= DEGREE) continue;
      const places = Array.from({ length: end - first }, (_, at) => first + at);
      const byLevel = places.sort(
        (a, b) => ((packed[b] ?? 0) % LEVELS) - ((packed[a] ?? 0) % LEVELS) || a - b,
      );
      for (const at of byLevel.slice(DEGREE)) {
        isDropped[at] = 1;
        const back = placeOf(packed, from, ends, Math.floor((packed[at] ?? 0) / LEVELS), word);
        isDropped[back] = 1;
      }
    }
    const starts = new Int32Array(this.#count + 1);
    const others = new Numbers();
    const levels = new Numbers();
    for (let word = 0; word < this.#count; word++) {
      for (let at = from[word] ?? 0; at < (ends[word] ?? 0); at++) {
        if (isDropped[at] === 1) continue;
        others.push(Math.floor((packed[at] ?? 0) / LEVELS));
        levels.push((packed[at] ?? 0) % LEVELS);
      }
      starts[word + 1] = others.length;
    }
    const table = { words, starts, others: others.all.slice(), levels: Uint8Array.from(levels.all), sounds };
    return { ...table, hash: hashOf(table) };
  }
}

/** Where `other` stands among the neighbours of `word`. */
function placeOf(
  packed: Uint32Array,
  starts: Int32Array,
  ends: Int32Array,
  word: number,
  other: number,
): number {
  let [from, to] = [starts[word] ?? 0, (ends[word] ?? 0) - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (Math.floor((packed[middle] ?? 0) / LEVELS) < other) from = middle + 1;
    else to = middle;
  }
  return from;
}

/**
 * Tables of levels: which different words of a field are alike, and how much, so that comparing two records is a look-up.
 * Words of names come from the vocabulary of the names room, joined with slips of the typewriter; places and streets
 * are compared as texts. A pair that is not in the table is different, or was never compared: the table's hash says which
 * table a score was made with.
 */
import { Numbers, placesTo, sha256Hex, sortPlaces } from '#ground';
import { romanise, skeletonsOf } from '#names';
import { edits, jaroWinkler, LONGEST } from './likeness.ts';
import { Pairing } from './pairing.ts';

/** How alike two words are. Equal words need no row. */
export const LEVEL = { none: 0, weak: 1, close: 2, strong: 3, concept: 4, same: 5 } as const;

/** Pairs of places in `words`, each in both directions, as compressed rows: neighbours of w stand from starts[w]. */
export interface LevelTable {
  readonly words: readonly string[];
  readonly starts: Int32Array;
  /** Ascending within a word. */
  readonly others: Int32Array;
  readonly levels: Uint8Array;
  /** Consonants of each word as a number, the likeliest reading and another; for keys. */
  readonly sounds: readonly [Int32Array, Int32Array];
  readonly hash: string;
}

/** Least Jaro–Winkler of each level. */
const STEPS = { strong: 0.92, close: 0.86, weak: 0.8 } as const;
/** Under this many letters a text is at most a little alike, by one slip; under `SHORTEST` not at all. */
const SHORT = 4;
const SHORTEST = 3;
/** Words that one block may hold. */
const BLOCK = 400;
/** The same for more than LONG words, where a common beginning says less. */
const LONG_BLOCK = 100;
const LONG = 20_000;
/** Up to this many words every pair is compared. */
const EXHAUSTIVE = 700;

/** Latin letters and digits of a text, nothing between them. */
export function latinOf(words: string): string {
  if (/^[a-z]+$/.test(words)) return words;
  return romanise(words.toLowerCase(), { scheme: 'plain' })
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Level of two texts by their Latin letters; 0 when they are not alike. */
export function textLevel(a: string, b: string): number {
  if (a === b) return a === '' ? LEVEL.none : LEVEL.concept;
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHORTEST) return LEVEL.none;
  if (shorter < SHORT) return edits(a, b, 1) === 1 ? LEVEL.weak : LEVEL.none;
  const like = jaroWinkler(a, b);
  if (like < STEPS.weak - 0.1) return LEVEL.none;
  const away = edits(a, b, 2);
  if (like >= STEPS.strong || (away === 1 && shorter > SHORT)) return LEVEL.strong;
  if (like >= STEPS.close || away === 1 || (away === 2 && shorter >= 7)) return LEVEL.close;
  return like >= STEPS.weak ? LEVEL.weak : LEVEL.none;
}

const FNV = 16_777_619;
const SEED = 2_166_136_261;

function finished(hash: number): number {
  hash ^= hash >>> 15;
  return (Math.imul(hash, 2_246_822_507) ^ (hash >>> 13)) & 0x7fff_ffff;
}

/** A stable positive number of a text. */
export function numberOf(words: string): number {
  let hash = SEED;
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), FNV);
  return finished(hash);
}

/** The same for the letters from `from` to `to` without the one at `without`, of a kind of its own. */
function numberOfPart(letters: string, from: number, to: number, without: number, kind: number): number {
  let hash = Math.imul(SEED ^ kind, FNV);
  for (let at = from; at < to; at++) if (at !== without) hash = Math.imul(hash ^ letters.charCodeAt(at), FNV);
  return finished(hash);
}

/** Consonants of each text as a number: the likeliest reading, and another where there is one. */
export function soundsOf(latin: readonly string[]): readonly [Int32Array, Int32Array] {
  const likeliest = new Int32Array(latin.length);
  const other = new Int32Array(latin.length);
  latin.forEach((letters, word) => {
    const plain = letters.replace(/[^a-z]/g, '');
    const [first = '', second = first] = skeletonsOf(plain);
    // Of vowels alone, or of a script without a table, the letters themselves.
    likeliest[word] = numberOf(first || plain || letters);
    other[word] = numberOf(second || plain || letters);
  });
  return [likeliest, other];
}

/** Groups of texts that could be alike: the same consonants, beginning, end, or letters but one. */
class Blocks {
  /** Entries in the order of the words: the block, then by block: the word. */
  readonly #entryStarts: Int32Array;
  readonly #rank: Uint32Array;
  readonly #words: Int32Array;
  readonly #ends: Uint32Array;

  constructor(latin: readonly string[], sounds: readonly [Int32Array, Int32Array], most: number) {
    const blocks = new Numbers(latin.length * 12);
    const words = new Numbers(latin.length * 12);
    this.#entryStarts = new Int32Array(latin.length + 1);
    const add = (word: number, block: number): void => {
      blocks.push(block);
      words.push(word);
    };
    latin.forEach((letters, word) => {
      const n = letters.length;
      if (n > 0) {
        const [first, second] = [sounds[0][word] ?? 0, sounds[1][word] ?? 0];
        add(word, first);
        if (second !== first) add(word, second);
        add(word, numberOfPart(letters, 0, Math.min(4, n), -1, 1));
        add(word, numberOfPart(letters, Math.max(0, n - 4), n, -1, 2));
        if (n >= SHORTEST && n <= 24)
          for (let at = 0; at <= n; at++)
            // Either of two equal neighbours leaves the same letters.
            if (at === 0 || at === n || letters.charCodeAt(at) !== letters.charCodeAt(at - 1))
              add(word, numberOfPart(letters, 0, n, at, 3));
      }
      this.#entryStarts[word + 1] = words.length;
    });
    const order = sortPlaces(placesTo(words.length), blocks.all);
    this.#rank = new Uint32Array(order.length);
    this.#words = new Int32Array(order.length);
    this.#ends = new Uint32Array(order.length);
    for (let from = 0, to = 0; from < order.length; from = to) {
      const block = blocks.at(order[from] ?? 0);
      while (to < order.length && blocks.at(order[to] ?? 0) === block) to += 1;
      for (let at = from; at < to; at++) {
        this.#rank[order[at] ?? 0] = at;
        this.#words[at] = words.at(order[at] ?? 0);
        // A crowded block tells nothing: it ends before it begins.
        this.#ends[at] = to - from > most ? 0 : to;
      }
    }
  }

  /** Calls back with every later word that shares a block; some more than once. */
  after(word: number, meet: (other: number) => void): void {
    const last = this.#entryStarts[word + 1] ?? 0;
    for (let entry = this.#entryStarts[word] ?? 0; entry < last; entry++) {
      const rank = this.#rank[entry] ?? 0;
      const end = this.#ends[rank] ?? 0;
      for (let at = rank + 1; at < end; at++) meet(this.#words[at] ?? 0);
    }
  }
}

/** Which of 31 kinds of letters a text has, a bit each. */
function lettersIn(latin: string): number {
  let found = 0;
  for (let at = 0; at < Math.min(LONGEST, latin.length); at++) found |= 1 << (latin.charCodeAt(at) % 31);
  return found;
}

function bitsIn(word: number): number {
  word -= (word >>> 1) & 0x5555_5555;
  word = (word & 0x3333_3333) + ((word >>> 2) & 0x3333_3333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/**
 * True if two texts can have a level at all: letters that only one of them has cannot be matched, which bounds both
 * measures from above. Never false for texts that `textLevel` finds alike.
 */
function canBeAlike(a: string, b: string, lettersA: number, lettersB: number): boolean {
  const [onlyA, onlyB] = [bitsIn(lettersA & ~lettersB), bitsIn(lettersB & ~lettersA)];
  if (onlyA <= 2 && onlyB <= 2) return true;
  const [n, m] = [Math.min(LONGEST, a.length), Math.min(LONGEST, b.length)];
  const matches = Math.min(n - onlyA, m - onlyB);
  if (matches <= 0) return false;
  const jaro = (matches / n + matches / m + 1) / 3;
  return jaro + 0.4 * (1 - jaro) >= STEPS.weak;
}

/** Puts every pair of texts that are alike and were not put before. `latin[w]` are the Latin letters of word w. */
export function pairTexts(
  latin: readonly string[],
  sounds: readonly [Int32Array, Int32Array],
  pairing: Pairing,
): void {
  const known = pairing.later();
  const letters = Int32Array.from(latin, lettersIn);
  const seenFor = new Int32Array(latin.length).fill(-1);
  const isLong = latin.length > LONG;
  const blocks = latin.length <= EXHAUSTIVE ? null : new Blocks(latin, sounds, isLong ? LONG_BLOCK : BLOCK);
  latin.forEach((own, a) => {
    for (let at = known.starts[a] ?? 0; at < (known.starts[a + 1] ?? 0); at++)
      seenFor[known.others[at] ?? 0] = a;
    const meet = (b: number): void => {
      if (b === a || seenFor[b] === a) return;
      seenFor[b] = a;
      const other = latin[b] ?? '';
      if (!canBeAlike(own, other, letters[a] ?? 0, letters[b] ?? 0)) return;
      const level = textLevel(own, other);
      if (level > 0) pairing.put(a, b, level);
    };
    if (blocks === null) for (let b = a + 1; b < latin.length; b++) meet(b);
    else blocks.after(a, meet);
  });
}

/** The table of places, streets and other texts. */
export function textTable(words: readonly string[]): LevelTable {
  const latin = words.map(latinOf);
  const sounds = soundsOf(latin);
  const pairing = new Pairing(words.length);
  pairTexts(latin, sounds, pairing);
  return pairing.table(words, sounds);
}

/** Names a table by all that is in it. */
export function hashOf({ words, others, levels }: Pick<LevelTable, 'words' | 'others' | 'levels'>): string {
  const parts = [
    sha256Hex(words.join('\n')),
    sha256Hex(new Uint8Array(others.buffer, others.byteOffset, others.byteLength)),
    sha256Hex(levels),
  ];
  return sha256Hex(parts.join(' '));
}

/** Level of two words of a table: 5 the same word, 0 different or never compared, −1 when one says nothing. */
export function levelOf(table: LevelTable, a: number, b: number): number {
  if (a < 0 || b < 0) return -1;
  if (a === b) return LEVEL.same;
  let from = table.starts[a] ?? 0;
  let to = (table.starts[a + 1] ?? 0) - 1;
  while (from <= to) {
    const middle = (from + to) >> 1;
    const other = table.others[middle] ?? 0;
    if (other === b) return table.levels[middle] ?? 0;
    if (other < b) from = middle + 1;
    else to = middle - 1;
  }
  return LEVEL.none;
}

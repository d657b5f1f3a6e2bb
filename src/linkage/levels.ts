/**
 * Tables of levels: which different words of a field are alike, and how much, so that comparing two records is a look-up.
 * Words of names come from the vocabulary of the names room, joined with slips of the typewriter; places and streets
 * are compared as texts. A pair that is not in the table is different, or was never compared: the table's hash says which
 * table a score was made with.
 */
import { sha256Hex } from '#ground';
import { romanise, skeletonsOf } from '#names';
import { edits, jaroWinkler } from './likeness.ts';

/** How alike two words are. Equal words need no row. */
export const LEVEL = { none: 0, weak: 1, close: 2, strong: 3, concept: 4, same: 5 } as const;

/** Pairs of places in `words`, each in both directions, as compressed rows: neighbours of w stand from starts[w]. */
export interface LevelTable {
  readonly words: readonly string[];
  readonly starts: Int32Array;
  /** Ascending within a word. */
  readonly others: Int32Array;
  readonly levels: Uint8Array;
  readonly hash: string;
}

/** Least Jaro–Winkler of each level. */
const STEPS = { strong: 0.92, close: 0.86, weak: 0.8 } as const;
/** No fuzzy level under this many letters. */
const SHORT = 4;
/** Words that one block may hold, and neighbours that one word may have. */
const BLOCK = 400;
/** The same for more than LONG words, where a common beginning says less. */
const LONG_BLOCK = 100;
const LONG = 20_000;
const DEGREE = 64;
/** Up to this many words every pair is compared. */
const EXHAUSTIVE = 700;

/** Latin letters and digits of a text, nothing between them. */
export function latinOf(words: string): string {
  return romanise(words.toLowerCase(), { scheme: 'plain' })
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Level of two texts by their Latin letters; 0 when they are not alike. */
export function textLevel(a: string, b: string): number {
  if (a === b) return a === '' ? LEVEL.none : LEVEL.concept;
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHORT) return LEVEL.none;
  const like = jaroWinkler(a, b);
  if (like < STEPS.weak - 0.1) return LEVEL.none;
  const away = edits(a, b, 2);
  if (like >= STEPS.strong || (away === 1 && shorter > SHORT)) return LEVEL.strong;
  if (like >= STEPS.close || away === 1 || (away === 2 && shorter >= 7)) return LEVEL.close;
  return like >= STEPS.weak ? LEVEL.weak : LEVEL.none;
}

/** Blocks in which a text meets those it could be alike to. */
function blocksOf(latin: string): string[] {
  const found = skeletonsOf(latin)
    .slice(0, 2)
    .map((skeleton) => `=${skeleton}`);
  found.push(`p${latin.slice(0, 4)}`, `s${latin.slice(-4)}`);
  if (latin.length >= SHORT && latin.length <= 24)
    for (let at = 0; at <= latin.length; at++) found.push(`-${latin.slice(0, at)}${latin.slice(at + 1)}`);
  return found;
}

/** Rows of one table while it is made. */
export class Pairing {
  readonly #found: Map<number, number>[];

  constructor(count: number) {
    this.#found = Array.from({ length: count }, () => new Map());
  }

  has(a: number, b: number): boolean {
    return this.#found[a]?.has(b) ?? false;
  }

  /** Keeps the higher level. */
  put(a: number, b: number, level: number): void {
    if (level <= (this.#found[a]?.get(b) ?? 0)) return;
    this.#found[a]?.set(b, level);
    this.#found[b]?.set(a, level);
  }

  /** The table. Of a word with too many neighbours the best stay; ties stay by place. */
  table(words: readonly string[]): LevelTable {
    const kept = this.#found.map((row) =>
      [...row]
        .sort(([a, x], [b, y]) => y - x || a - b)
        .slice(0, DEGREE)
        .map(([other]) => other),
    );
    const mutual = kept.map((row, word) =>
      row.filter((other) => kept[other]?.includes(word) ?? false).sort((a, b) => a - b),
    );
    const starts = new Int32Array(words.length + 1);
    mutual.forEach((row, word) => (starts[word + 1] = (starts[word] ?? 0) + row.length));
    const others = Int32Array.from(mutual.flat());
    const levels = Uint8Array.from(
      mutual.flatMap((row, word) => row.map((other) => this.#found[word]?.get(other) ?? 0)),
    );
    return { words, starts, others, levels, hash: hashOf(words, others, levels) };
  }
}

function hashOf(words: readonly string[], others: Int32Array, levels: Uint8Array): string {
  const parts = [sha256Hex(words.join('\n')), sha256Hex(new Uint8Array(others.buffer)), sha256Hex(levels)];
  return sha256Hex(parts.join(' '));
}

/** Puts every pair of texts that are alike. `latin[w]` are the Latin letters of word w. */
export function pairTexts(latin: readonly string[], pairing: Pairing): void {
  const compare = (a: number, b: number): void => {
    if (a === b || pairing.has(a, b)) return;
    const level = textLevel(latin[a] ?? '', latin[b] ?? '');
    if (level > 0) pairing.put(a, b, level);
  };
  if (latin.length <= EXHAUSTIVE) {
    for (let a = 0; a < latin.length; a++) for (let b = a + 1; b < latin.length; b++) compare(a, b);
    return;
  }
  const blocks = new Map<string, number[]>();
  latin.forEach((letters, word) => {
    if (letters === '') return;
    for (const block of new Set(blocksOf(letters))) {
      const members = blocks.get(block);
      if (members === undefined) blocks.set(block, [word]);
      else members.push(word);
    }
  });
  for (const members of blocks.values()) {
    if (members.length > (latin.length > LONG ? LONG_BLOCK : BLOCK)) continue;
    for (let i = 0; i < members.length; i++)
      for (let j = i + 1; j < members.length; j++) compare(members[i] ?? 0, members[j] ?? 0);
  }
}

/** The table of places, streets and other texts. */
export function textTable(words: readonly string[]): LevelTable {
  const pairing = new Pairing(words.length);
  pairTexts(words.map(latinOf), pairing);
  return pairing.table(words);
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

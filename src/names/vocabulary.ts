/**
 * The table of words that record linkage joins with: every pair of words that are alike, with a level, and for every word
 * its concept. Compares words, never persons; the same words give the same bytes. A pair that is not in the table was
 * either not alike or never compared, which is why scores must carry the table's hash.
 */
import { readFileSync } from 'node:fs';
import { sha256Hex, startSha256 } from '#ground';
import { Blocks } from './blocks.ts';
import { CHANNELS } from './channel-tables.ts';
import { initialsOf } from './initial.ts';
import { Shapes } from './shape.ts';
import { freshLikeness, tokenOf, type Token } from './token.ts';

/** Levels of a pair. `initial`: one word is a letter that the other begins with; it says less than every other level. */
export const VOCABULARY_LEVELS = { initial: 0, weak: 1, close: 2, strong: 3, same: 4 } as const;

/** The table. `left` and `right` are places in `tokens`, left < right, ordered by left and then right. */
export interface Vocabulary {
  /** Of the rules, the lexicon and the learned tables; the same words under another version may give another table. */
  readonly version: string;
  /** SHA-256 of everything below, and of the version. */
  readonly hash: string;
  /** Sorted by code unit, each once. */
  readonly tokens: string[];
  /** For each token the place of the token that stands for its name in all scripts and spellings; often itself. */
  readonly concept: Int32Array;
  readonly pairs: { readonly left: Int32Array; readonly right: Int32Array; readonly level: Uint8Array };
}

export interface VocabularyOptions {
  /** Up to this many tokens all pairs are compared in full. */
  readonly exhaustiveUpTo?: number;
  /** With fewer than this many, every pair has a first look and the nearest are compared; beyond, only pairs that share a block. */
  readonly lookedAtUpTo?: number;
  /** Most neighbours of one token, best first. Initials are not counted. */
  readonly degree?: number;
  /** How often each token stands in the lists; the most frequent spelling speaks for a concept. */
  readonly frequency?: ReadonlyMap<string, number>;
  readonly onProgress?: (done: number, total: number) => void;
}

const RULES = 'vocabulary/3';
/** Up to this many tokens all pairs are compared in full; with fewer than the second number all pairs have a first look. */
const EXHAUSTIVE = 1500;
const ALL_LOOKED_AT = 20_000;
const DEGREE = 96;
/** Candidates that the blocks bring for one token, and those compared in full after a first look, in each kind of script. */
const BUDGET = 1000;
const COMPARED = 100;
/** Words of fewer letters are the same, or spelled by rule in another script, or not alike. */
const SHORT = 4;
/** Least likeness of a level: of two words in one script, and across scripts, where chance agrees far less often. */
const WITHIN = { weak: 0.66, close: 0.78, strong: 0.88 } as const;
const ACROSS = { weak: 0.5, close: 0.7, strong: 0.85 } as const;
const STEPS = 65_535;

let version: string | null = null;

/** Version of the comparison: its rules, the lexicon and the learned tables. */
export function vocabularyVersion(): string {
  if (version === null) {
    const files = ['lexicon.tsv', ...Object.values(CHANNELS).map((name) => `tables/${name}.tsv`)];
    const digests = files.map((file) => sha256Hex(readFileSync(new URL(file, import.meta.url))));
    version = `${RULES}+${sha256Hex(digests.join(' ')).slice(0, 12)}`;
  }
  return version;
}

/** Pairs as they are found, in growing arrays. */
class Pairs {
  #left = new Int32Array(4096);
  #right = new Int32Array(4096);
  #score = new Uint16Array(4096);
  #level = new Uint8Array(4096);
  count = 0;

  add(left: number, right: number, level: number, like: number): void {
    if (this.count === this.#left.length) this.#grow();
    this.#left[this.count] = left;
    this.#right[this.count] = right;
    this.#level[this.count] = level;
    this.#score[this.count] = Math.round(like * STEPS);
    this.count += 1;
  }

  #grow(): void {
    const wider = <T extends Int32Array | Uint16Array | Uint8Array>(from: T, to: T): T => (to.set(from), to);
    const size = this.count * 2;
    this.#left = wider(this.#left, new Int32Array(size));
    this.#right = wider(this.#right, new Int32Array(size));
    this.#score = wider(this.#score, new Uint16Array(size));
    this.#level = wider(this.#level, new Uint8Array(size));
  }

  left = (at: number): number => this.#left[at] ?? 0;
  right = (at: number): number => this.#right[at] ?? 0;
  level = (at: number): number => this.#level[at] ?? 0;

  /** Places of the pairs, most alike first; equals stay in the order in which they were found. */
  best(): Int32Array {
    const starts = new Int32Array(STEPS + 2);
    for (let at = 0; at < this.count; at++) {
      const bin = STEPS - (this.#score[at] ?? 0) + 1;
      starts[bin] = (starts[bin] ?? 0) + 1;
    }
    for (let bin = 0; bin <= STEPS; bin++) starts[bin + 1] = (starts[bin + 1] ?? 0) + (starts[bin] ?? 0);
    const order = new Int32Array(this.count);
    for (let at = 0; at < this.count; at++) {
      const bin = STEPS - (this.#score[at] ?? 0);
      order[starts[bin] ?? 0] = at;
      starts[bin] = (starts[bin] ?? 0) + 1;
    }
    return order;
  }
}

/** Level of two words and how alike they are; null when they are not. */
function levelOf(a: Token, b: Token): { level: number; like: number } | null {
  const { same, strong, close, weak } = VOCABULARY_LEVELS;
  if (a.folded === b.folded || (a.latin === b.latin && a.latin !== '')) return { level: same, like: 1 };
  for (const concept of a.concepts) if (b.concepts.has(concept)) return { level: same, like: 0.995 };
  if (a.isInitial || b.isInitial) return null;
  const within = a.script === b.script;
  const lengths = [a.letters.codes.length, b.letters.codes.length];
  if (Math.min(...lengths) < (within ? SHORT : 2)) return null;
  const isShort = Math.max(...lengths) < SHORT;
  const steps = within ? WITHIN : ACROSS;
  const least = isShort ? steps.strong : steps.weak;
  const like = freshLikeness(a, b, least);
  if (like < least) return null;
  return { level: like >= steps.strong ? strong : like >= steps.close ? close : weak, like };
}

function compareAll(tokens: readonly Token[], options: VocabularyOptions): Pairs {
  const pairs = new Pairs();
  const isCompared = tokens.length <= (options.exhaustiveUpTo ?? EXHAUSTIVE);
  const isLookedAt = tokens.length < (options.lookedAtUpTo ?? ALL_LOOKED_AT);
  const blocks = isCompared ? null : new Blocks(tokens);
  const shapes = new Shapes(tokens);
  const places = new Int32Array(tokens.length);
  const seenFor = new Int32Array(tokens.length).fill(-1);
  /** Every later word. */
  const after = (left: number): Int32Array => {
    for (let right = left + 1; right < tokens.length; right++) places[right - left - 1] = right;
    return places.subarray(0, tokens.length - left - 1);
  };
  tokens.forEach((token, left) => {
    if ((left & 1023) === 0) options.onProgress?.(left, tokens.length);
    const compare = (right: number): void => {
      const other = tokens[right];
      const found = other === undefined ? null : levelOf(token, other);
      if (found !== null) pairs.add(left, right, found.level, found.like);
    };
    if (blocks === null) {
      for (let right = left + 1; right < tokens.length; right++) compare(right);
      return;
    }
    const compareNearest = (candidates: Int32Array): void => {
      const count = shapes.nearest(left, candidates, COMPARED);
      for (let at = 0; at < count; at++) {
        const right = candidates[at] ?? 0;
        if (seenFor[right] === left) continue;
        seenFor[right] = left;
        compare(right);
      }
    };
    // Blocks first: what they bring is near by another measure than the first look, which alone would crowd it out.
    compareNearest(blocks.after(left, BUDGET));
    if (isLookedAt) compareNearest(after(left));
  });
  return pairs;
}

/** Which pairs stay when every token keeps its best `degree` neighbours only: taken best first, while both have room. */
function withinDegree(pairs: Pairs, order: Int32Array, tokens: number, degree: number): Uint8Array {
  const held = new Int32Array(tokens);
  const kept = new Uint8Array(pairs.count);
  for (const at of order) {
    const left = pairs.left(at);
    const right = pairs.right(at);
    if ((held[left] ?? 0) >= degree || (held[right] ?? 0) >= degree) continue;
    held[left] = (held[left] ?? 0) + 1;
    held[right] = (held[right] ?? 0) + 1;
    kept[at] = 1;
  }
  return kept;
}

/** Initials against the words that may begin with them. Not counted among neighbours: an initial fits very many. */
function addInitials(pairs: Pairs, tokens: readonly Token[]): void {
  const words = new Map<string, number[]>();
  const initials: number[] = [];
  tokens.forEach((token, at) => {
    if (token.isInitial) initials.push(at);
    else
      for (const letter of initialsOf(token.latin)) {
        const places = words.get(letter);
        if (places === undefined) words.set(letter, [at]);
        else places.push(at);
      }
  });
  for (const initial of initials) {
    const letters = initialsOf(tokens[initial]?.latin ?? '');
    const fits = new Set([...letters].flatMap((letter) => words.get(letter) ?? []));
    for (const word of fits)
      pairs.add(Math.min(initial, word), Math.max(initial, word), VOCABULARY_LEVELS.initial, 0);
  }
}

/**
 * A token for each token that stands for its name. Leaders are chosen by frequency, then by the number of neighbours, and
 * take only direct neighbours at strong level or above: Ali, Aliev and Aliyeva never fall together by way of each other.
 */
function conceptsFrom(
  tokens: readonly string[],
  table: Vocabulary['pairs'],
  frequency: ReadonlyMap<string, number> | undefined,
): Int32Array {
  const { left, right, level } = table;
  const starts = new Int32Array(tokens.length + 1);
  const isNear = (at: number): boolean => (level[at] ?? 0) >= VOCABULARY_LEVELS.strong;
  for (let at = 0; at < left.length; at++)
    if (isNear(at))
      for (const word of [left[at] ?? 0, right[at] ?? 0]) starts[word + 1] = (starts[word + 1] ?? 0) + 1;
  for (let word = 0; word < tokens.length; word++)
    starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0);
  const neighbours = new Int32Array(starts[tokens.length] ?? 0);
  const next = starts.slice();
  const put = (word: number, other: number): void => {
    neighbours[next[word] ?? 0] = other;
    next[word] = (next[word] ?? 0) + 1;
  };
  for (let at = 0; at < left.length; at++)
    if (isNear(at)) {
      put(left[at] ?? 0, right[at] ?? 0);
      put(right[at] ?? 0, left[at] ?? 0);
    }
  const often = tokens.map((token) => frequency?.get(token) ?? 0);
  const degree = (word: number): number => (starts[word + 1] ?? 0) - (starts[word] ?? 0);
  const order = [...tokens.keys()].sort(
    (a, b) => (often[b] ?? 0) - (often[a] ?? 0) || degree(b) - degree(a) || a - b,
  );
  const concept = new Int32Array(tokens.length).fill(-1);
  for (const leader of order) {
    if (concept[leader] !== -1) continue;
    concept[leader] = leader;
    for (let at = starts[leader] ?? 0; at < (starts[leader + 1] ?? 0); at++) {
      const other = neighbours[at] ?? 0;
      if (concept[other] === -1) concept[other] = leader;
    }
  }
  return concept;
}

/** Kept pairs ordered by left and then right. */
function tableOf(pairs: Pairs, kept: Uint8Array): Vocabulary['pairs'] {
  const places: number[] = [];
  for (let at = 0; at < pairs.count; at++)
    if (kept[at] === 1 || pairs.level(at) === VOCABULARY_LEVELS.initial) places.push(at);
  places.sort((a, b) => pairs.left(a) - pairs.left(b) || pairs.right(a) - pairs.right(b));
  return {
    left: Int32Array.from(places, pairs.left),
    right: Int32Array.from(places, pairs.right),
    level: Uint8Array.from(places, pairs.level),
  };
}

function digestOf(words: readonly string[], concept: Int32Array, pairs: Vocabulary['pairs']): string {
  const digest = startSha256();
  digest.update(new TextEncoder().encode(JSON.stringify([vocabularyVersion(), words])));
  for (const numbers of [concept, pairs.left, pairs.right]) {
    const bytes = new DataView(new ArrayBuffer(numbers.length * 4));
    numbers.forEach((number, at) => bytes.setInt32(at * 4, number, true));
    digest.update(new Uint8Array(bytes.buffer));
  }
  digest.update(pairs.level);
  return digest.hex();
}

/**
 * Builds the table for the words of one or more lists. Deterministic whatever the order of the words. Words are compared
 * after folding; what is returned is as it came. Never throws.
 */
export function buildVocabulary(words: Iterable<string>, options: VocabularyOptions = {}): Vocabulary {
  const tokens = [...new Set(words)].sort(byCodeUnit);
  const prepared = tokens.map((word) => tokenOf(word));
  const found = compareAll(prepared, options);
  const kept = withinDegree(found, found.best(), tokens.length, options.degree ?? DEGREE);
  addInitials(found, prepared);
  const pairs = tableOf(found, kept);
  const concept = conceptsFrom(tokens, pairs, options.frequency);
  return { version: vocabularyVersion(), hash: digestOf(tokens, concept, pairs), tokens, concept, pairs };
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Which words of a dictionary are worth comparing: words that share a block. Blocks are consonant skeletons, beginnings,
 * ends, forms with one letter left out, and concepts of the lexicon. A block only brings candidates.
 */
import { coarse, skeletonsOf } from './key.ts';
import type { Token } from './token.ts';

/** Readings of a word's skeleton that make blocks. */
const SKELETONS = 3;
/** Fewest letters of a skeleton and of a word with vowels from which one is left out, or that are cut. */
const SHORT_SKELETON = 3;
const SHORT_WORD = 5;

function shortened(kind: string, letters: string): string[] {
  return [...letters].map((_, at) => `${kind}${letters.slice(0, at)}${letters.slice(at + 1)}`);
}

/** The blocks one Latin form belongs to. */
function blocksOfForm(latin: string): string[] {
  const voiced = coarse(latin);
  const found = [`v${voiced}`];
  for (const skeleton of skeletonsOf(latin).slice(0, SKELETONS)) {
    found.push(`=${skeleton}`);
    if (skeleton.length < SHORT_SKELETON) {
      found.push(`s${skeleton}${voiced.slice(0, 2)}`, `e${skeleton}${voiced.slice(-2)}`);
      continue;
    }
    // The whole skeleton stands among the shortened ones, so that one letter more or less meets.
    found.push(`-${skeleton}`, ...shortened('-', skeleton));
    found.push(`s${skeleton.slice(0, 3)}${voiced.slice(0, 2)}`, `e${skeleton.slice(-3)}${voiced.slice(-2)}`);
  }
  if (voiced.length >= SHORT_WORD) {
    found.push(`p${voiced.slice(0, 4)}`, `q${voiced.slice(-4)}`, `~${voiced}`, ...shortened('~', voiced));
  }
  return found;
}

/** The blocks of a word, each once. */
export function blocksOf(token: Token): string[] {
  const found = new Set(blocksOfForm(token.latin));
  if (token.core !== null) for (const block of blocksOfForm(token.core.latin)) found.add(block);
  for (const concept of token.concepts) found.add(`c${concept}`);
  return [...found];
}

function hashOf(block: string): number {
  let hash = 2166136261;
  for (let at = 0; at < block.length; at++) hash = Math.imul(hash ^ block.charCodeAt(at), 16777619);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * Words by block. Blocks are kept by number; two blocks that fall on one number bring a few candidates more. Candidates
 * of a word come from its smallest blocks first, up to a budget, so that a common beginning cannot flood the table.
 */
export class Blocks {
  readonly #count: number;
  readonly #starts: Int32Array;
  readonly #members: Int32Array;
  readonly #ownStarts: Int32Array;
  readonly #own: Int32Array;
  readonly #seen: Int32Array;
  #found = new Int32Array(1024);

  constructor(tokens: readonly Token[]) {
    this.#count = tokens.length;
    this.#ownStarts = new Int32Array(tokens.length + 1);
    const numbers: number[] = [];
    tokens.forEach((token, at) => {
      for (const block of blocksOf(token)) numbers.push(hashOf(block));
      this.#ownStarts[at + 1] = numbers.length;
    });
    let size = 1024;
    while (size < numbers.length) size *= 2;
    this.#own = Int32Array.from(numbers, (hash) => hash & (size - 1));
    this.#starts = new Int32Array(size + 1);
    for (const block of this.#own) this.#starts[block + 1] = (this.#starts[block + 1] ?? 0) + 1;
    for (let block = 0; block < size; block++)
      this.#starts[block + 1] = (this.#starts[block + 1] ?? 0) + (this.#starts[block] ?? 0);
    this.#members = new Int32Array(numbers.length);
    const next = this.#starts.slice();
    for (let word = 0; word < this.#count; word++)
      for (let at = this.#ownStarts[word] ?? 0; at < (this.#ownStarts[word + 1] ?? 0); at++) {
        const block = this.#own[at] ?? 0;
        this.#members[next[block] ?? 0] = word;
        next[block] = (next[block] ?? 0) + 1;
      }
    this.#seen = new Int32Array(tokens.length).fill(-1);
  }

  /** Places of later words that share a block with this one, at most about `budget`, in ascending order. */
  after(word: number, budget: number): Int32Array {
    const blocks = this.#own.slice(this.#ownStarts[word] ?? 0, this.#ownStarts[word + 1] ?? 0);
    const size = (block: number): number => (this.#starts[block + 1] ?? 0) - (this.#starts[block] ?? 0);
    blocks.sort((a, b) => size(a) - size(b) || a - b);
    if (this.#found.length < budget + 1) this.#found = new Int32Array(budget * 2);
    const found = this.#found;
    let count = 0;
    for (const block of blocks) {
      const start = this.#starts[block] ?? 0;
      for (let at = (this.#starts[block + 1] ?? 0) - 1; at >= start && count < budget; at--) {
        const other = this.#members[at] ?? 0;
        if (other <= word) break;
        if (this.#seen[other] === word) continue;
        this.#seen[other] = word;
        found[count++] = other;
      }
    }
    return found.subarray(0, count).sort();
  }
}

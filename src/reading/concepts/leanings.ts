/**
 * What single words and concepts speak for, per language: leanings are written by hand (words, kind, points), weights are
 * fitted (bench/reading/fit.ts). A language without these files has no last resort, and nothing else changes.
 */
import { existsSync } from 'node:fs';
import type { Kind } from '../contract.ts';
import { readRows } from '../lexicon.ts';

/** One leaning of a word. */
export interface Leaning {
  readonly kind: Kind;
  /** The event a word of custody tells; empty elsewhere. */
  readonly value: string;
  readonly points: number;
}

/** The leanings and weights of a language. */
export class Leanings {
  readonly weights: ReadonlyMap<Kind, ReadonlyMap<string, number>>;
  /** Kinds that have weights, in the order of `weights`. */
  readonly kinds: readonly Kind[];
  /** Weights of a sign by kind, in the order of `kinds`. */
  readonly #signs = new Map<string, Float64Array>();
  readonly #words = new Map<string, Leaning[]>();
  readonly #stems = new Map<string, Leaning[]>();
  readonly #shortest: number;
  readonly #known = new Map<string, readonly Leaning[]>();

  constructor(folder: URL) {
    for (const { columns } of rowsOf(folder, 'leanings.tsv')) {
      const leaning: Leaning = {
        kind: columns['kind'] as Kind,
        value: columns['value'] ?? '',
        points: Number(columns['points']),
      };
      for (const form of (columns['words'] ?? '').split(' ')) {
        const isStem = form.endsWith('*');
        const key = isStem ? form.slice(0, -1) : form;
        const table = isStem ? this.#stems : this.#words;
        table.set(key, [...(table.get(key) ?? []), leaning]);
      }
    }
    this.#shortest = Math.min(40, ...[...this.#stems.keys()].map((stem) => stem.length));
    this.weights = new Map(
      rowsOf(folder, 'weights.tsv').map(({ columns }): [Kind, ReadonlyMap<string, number>] => [
        columns['kind'] as Kind,
        new Map(
          (columns['weights'] ?? '').split(' ').map((pair): [string, number] => {
            const cut = pair.lastIndexOf('=');
            return [pair.slice(0, cut), Number(pair.slice(cut + 1))];
          }),
        ),
      ]),
    );
    this.kinds = [...this.weights.keys()];
    for (const [at, kind] of this.kinds.entries())
      for (const [sign, weight] of this.weights.get(kind) ?? []) {
        const own = this.#signs.get(sign) ?? new Float64Array(this.kinds.length);
        own[at] = weight;
        this.#signs.set(sign, own);
      }
  }

  /** Sums of the weights of signs by kind, in the order of `kinds`; each begins with the bias of its kind. */
  sums(signs: readonly string[]): Float64Array {
    const sums = Float64Array.from(this.#signs.get('bias') ?? new Float64Array(this.kinds.length));
    for (const sign of signs) {
      const own = this.#signs.get(sign);
      if (own) for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (own[at] ?? 0);
    }
    return sums;
  }

  /** What a word in lower case speaks for; at most once for each kind and value. */
  of(word: string): readonly Leaning[] {
    const known = this.#known.get(word);
    if (known) return known;
    const found = [...(this.#words.get(word) ?? [])];
    for (let length = word.length; length >= this.#shortest; length--)
      for (const one of this.#stems.get(word.slice(0, length)) ?? [])
        if (!found.some((other) => other.kind === one.kind)) found.push(one);
    if (this.#known.size < 20_000) this.#known.set(word, found);
    return found;
  }
}

function rowsOf(folder: URL, file: string): ReturnType<typeof readRows> {
  return existsSync(new URL(file, folder)) ? readRows(folder, file) : [];
}

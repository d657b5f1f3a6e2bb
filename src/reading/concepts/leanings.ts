/**
 * What single words and concepts speak for, per language: leanings are written by hand (words, kind, points), weights of
 * signs, of words, of pairs of words and of words near are fitted (bench/reading/fit.ts). A language without these files
 * has no second look, and nothing else changes.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Kind } from '../contract.ts';
import { readRows } from '../lexicon.ts';
import { Network } from './network.ts';
import type { Word } from './tagger.ts';

/** One leaning of a word. */
export interface Leaning {
  readonly kind: Kind;
  /** The event a word of custody tells; empty elsewhere. */
  readonly value: string;
  readonly points: number;
}

/** Something a clause may have, and what it is worth: for each kind, or for each unit of a network. */
export interface Sign {
  readonly name: string;
  readonly weights: Float32Array | null;
}

/** What a word says by itself, found out once for all its places. */
export interface WordFacts {
  readonly leanings: readonly Leaning[];
  /** The word without the ending of a possessive, and its weights; null for figures and marks. */
  readonly sign: Sign | null;
}

/** Words remembered between texts; a text of noise must not fill the memory. */
const MOST_WORDS = 20_000;

/** The leanings and weights of a language. */
export class Leanings {
  /** Kinds that have weights. */
  readonly kinds: readonly Kind[];
  readonly #network: Network | null;
  /** Signs by name; their weights are in the order of `kinds`. */
  readonly #signs = new Map<string, Sign>();
  readonly #words = new Map<string, Leaning[]>();
  readonly #stems = new Map<string, Leaning[]>();
  readonly #shortest: number;
  readonly #facts = new Map<string, WordFacts>();
  readonly #learned = new Map<string, Sign>();
  /** Letters by word, one for each kind: how much the word speaks for it. */
  readonly #letters: ReadonlyMap<string, string>;

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
    this.#network = Network.of(folder);
    const rows = this.#network ? [] : rowsOf(folder, 'weights.tsv');
    this.kinds = this.#network?.kinds ?? rows.map(({ columns }) => columns['kind'] as Kind);
    this.#letters = this.#network ? new Map() : lettersOf(folder);
    for (const [at, { columns }] of rows.entries())
      for (const [name, weight] of weightsIn(columns['weights'] ?? '')) {
        const weights = this.#signs.get(name)?.weights ?? new Float32Array(this.kinds.length);
        weights[at] = weight;
        this.#signs.set(name, { name, weights });
      }
  }

  /** The sign of a name. */
  sign(name: string): Sign {
    let sign = this.#signs.get(name);
    if (!sign) this.#signs.set(name, (sign = { name, weights: this.#network?.row(name) ?? null }));
    return sign;
  }

  /** The signs of names that something was learned of: pairs of words (`a|b`) and words near (`+a`). */
  learned(names: readonly string[]): Sign[] {
    return names.flatMap((name) => {
      let sign = this.#learned.get(name);
      if (!sign) {
        const weights = this.#rowOf(name);
        if (weights === null) return [];
        this.#learned.set(name, (sign = { name, weights }));
      }
      return [sign];
    });
  }

  /** Log odds of each kind for a clause that has these signs, in the order of `kinds`. */
  sums(...lists: readonly (readonly Sign[])[]): Float64Array {
    const sums =
      this.#network?.begun() ?? Float64Array.from(this.sign('bias').weights ?? this.kinds.map(() => 0));
    for (const signs of lists)
      for (const { weights } of signs)
        if (weights !== null)
          for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (weights[at] ?? 0);
    return this.#network?.sums(sums) ?? sums;
  }

  /** What a word in lower case speaks for; at most once for each kind and value. */
  of(word: string): readonly Leaning[] {
    return this.facts(word).leanings;
  }

  /** All that is known of a word at one of its places. */
  factsOf({ looks }: Word): WordFacts {
    return (looks.facts ??= this.facts(looks.lower));
  }

  /** All that is known of a word in lower case. */
  facts(word: string): WordFacts {
    let facts = this.#facts.get(word);
    if (!facts) {
      facts = { leanings: this.#leaningsOf(word), sign: this.#wordSign(word) };
      if (this.#facts.size >= MOST_WORDS) this.#facts.clear();
      this.#facts.set(word, facts);
    }
    return facts;
  }

  #leaningsOf(word: string): readonly Leaning[] {
    const found = [...(this.#words.get(word) ?? [])];
    for (let length = word.length; length >= this.#shortest; length--)
      for (const one of this.#stems.get(word.slice(0, length)) ?? [])
        if (!found.some((other) => other.kind === one.kind)) found.push(one);
    return found;
  }

  #wordSign(word: string): Sign | null {
    if (!/^\p{L}/u.test(word)) return null;
    const name = word.replace(/['’]s?$/, '');
    if (!this.#network) return { name, weights: this.#rowOf(name) ?? this.#begun(name) };
    const head = `${name.slice(0, STEM)}*`;
    const tail = this.#network.row(`*${name.slice(-TAIL)}`);
    const ends = this.#network.row(head)?.map((value, at) => value + (tail?.[at] ?? 0)) ?? tail;
    return { name, weights: this.#network.row(`=${name}`) ?? ends };
  }

  /** The row of the longest beginning of a word that has one. */
  #begun(name: string): Float32Array | null {
    for (let length = name.length; length >= SHORTEST; length--) {
      const row = this.#rowOf(`${name.slice(0, length)}*`);
      if (row !== null) return row;
    }
    return null;
  }

  #rowOf(name: string): Float32Array | null {
    if (this.#network) return this.#network.row(name);
    const letters = this.#letters.get(name);
    return letters === undefined ? null : Float32Array.from(this.kinds, (_, at) => weightOf(letters, at));
  }
}

/** Weights of a cell, by name: `bias=-2.1 not+held=0.4`. */
export function weightsIn(cell: string): ReadonlyMap<string, number> {
  return new Map(
    cell.split(' ').map((pair): [string, number] => {
      const cut = pair.lastIndexOf('=');
      return [pair.slice(0, cut), Number(pair.slice(cut + 1))];
    }),
  );
}

function rowsOf(folder: URL, file: string): ReturnType<typeof readRows> {
  return existsSync(new URL(file, folder)) ? readRows(folder, file) : [];
}

/** Letters of the shortest beginning of words that has a row. */
const SHORTEST = 4;
/** Letters at the head of a word by which words that the vectors lack are known. */
export const STEM = 5;
/** Letters at its end, for a network. */
export const TAIL = 3;
/** What one letter is worth, and the letter of a word that says nothing of a kind. */
export const LETTER = 0.12;
export const NEUTRAL = 'N'.charCodeAt(0);

function weightOf(letters: string, at: number): number {
  return LETTER * ((letters.charCodeAt(at) || NEUTRAL) - NEUTRAL);
}

/**
 * Lines of a word, the head of words and `*`, a pair of heads `a|b` or a head near `+a`; then a space, and a letter from A
 * (against) to Z (for) for each kind.
 */
function lettersOf(folder: URL): ReadonlyMap<string, string> {
  const file = new URL('words-learned.txt', folder);
  if (!existsSync(file)) return new Map();
  return new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): [string, string] => {
        const [word = '', letters = ''] = line.split(' ');
        return [word, letters];
      }),
  );
}

/**
 * What English texts teach another language: a word with an English gloss has, besides itself, the signs of that gloss, and
 * so have the English words. Glosses (own/glosses) are needed for fitting alone: what is learned of one is added to every
 * word that has it, also to words that no text of the language has.
 */
import { existsSync, readFileSync } from 'node:fs';
import { STEM } from '../../src/reading/concepts/leanings.ts';
import type { Sample } from './fit-samples.ts';

/** What an English sample is worth to another language. */
const WORTH = 0.5;

/** The signs of a gloss: itself and its head ("detained", "detention"). */
const signsOf = (gloss: string) => [`~${gloss}`, `~${gloss.slice(0, STEM)}*`];

export class Glosses {
  static readonly none = new Glosses(new Map());
  readonly #byWord: ReadonlyMap<string, string>;
  readonly #shortest: number;
  readonly #words: ReadonlySet<string>;

  constructor(byWord: ReadonlyMap<string, string>) {
    this.#byWord = byWord;
    this.#words = new Set(byWord.values());
    const stars = [...byWord.keys()].filter((word) => word.endsWith('*'));
    this.#shortest = Math.min(40, ...stars.map((word) => word.length - 1));
  }

  /** Reads the glosses of a language; none where it has no file. */
  static of(lang: string): Glosses {
    const file = new URL(`own/glosses/${lang}.tsv`, import.meta.url);
    if (!existsSync(file)) return Glosses.none;
    const pairs = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): [string, string] => {
        const [word = '', gloss = ''] = line.split('\t');
        return [word, gloss];
      });
    return new Glosses(new Map(pairs));
  }

  get size(): number {
    return this.#byWord.size;
  }

  /** Words that have a gloss; with `*`, how words begin that have one. */
  entries(): Iterable<string> {
    return this.#byWord.keys();
  }

  /** The signs of the gloss of a word, or of the longest beginning of it that has one. */
  signs(word: string): string[] {
    const own = this.#byWord.get(word);
    if (own !== undefined) return signsOf(own);
    for (let length = word.length; length >= this.#shortest; length--) {
      const found = this.#byWord.get(`${word.slice(0, length)}*`);
      if (found !== undefined) return signsOf(found);
    }
    return [];
  }

  /** A sample of the language with the signs of its glosses. */
  told(sample: Sample): Sample {
    const glosses = new Set(sample.words.flatMap((word) => this.signs(word)));
    return glosses.size === 0 ? sample : { ...sample, signs: [...sample.signs, ...glosses] };
  }

  /** An English sample as it teaches the language: its signs that know no language, and its words as glosses. */
  teaching(sample: Sample, foreign: string): Sample {
    const glosses = new Set(sample.words.filter((word) => this.#words.has(word)).flatMap(signsOf));
    return {
      ...sample,
      worth: sample.worth * WORTH,
      signs: [...sample.signs.filter((sign) => !sign.startsWith('by:')), ...glosses, foreign],
      words: [],
      further: [],
    };
  }
}

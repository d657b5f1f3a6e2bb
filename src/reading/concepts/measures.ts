/**
 * What was learned of the words by which a text tells what its figures count: for each sign of a figure (assess/measured.ts)
 * one weight per measure; the measure with the largest sum is the likeliest (linear classifiers, one against all others).
 * Written by bench/reading/fit-measures.ts (`measures.txt`); a language without the file keeps what its rules say.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Measure } from '../contract.ts';

/** What a step of a letter is worth, and the letter of a sign that says nothing. */
export const STEP = 0.04;
export const NOTHING = 80;
/** Steps that a letter reaches from nothing. */
export const FAR = 45;

export class Measures {
  readonly measures: readonly Measure[];
  readonly #bias: readonly number[];
  /** Letters by sign, one for each measure. */
  readonly #letters: ReadonlyMap<string, string>;

  /** Reads the text of a measures.txt. */
  constructor(text: string) {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const [measures = '', bias = '', ...rows] = lines;
    this.measures = measures.split(' ').slice(1) as Measure[];
    this.#bias = bias.split(' ').slice(1).map(Number);
    this.#letters = new Map(
      rows.map((row): [string, string] => {
        const cut = row.lastIndexOf(' ');
        return [row.slice(0, cut), row.slice(cut + 1)];
      }),
    );
  }

  /** Reads the measures of a folder; null where there are none. */
  static of(folder: URL): Measures | null {
    const file = new URL('measures.txt', folder);
    return existsSync(file) ? new Measures(readFileSync(file, 'utf8')) : null;
  }

  /** The likeliest measure of a figure that has these signs. */
  likeliest(signs: Iterable<string>): Measure {
    const sums = Float64Array.from(this.#bias);
    for (const sign of signs) {
      const letters = this.#letters.get(sign);
      if (letters !== undefined)
        for (let at = 0; at < sums.length; at++)
          sums[at] = (sums[at] ?? 0) + STEP * (letters.charCodeAt(at) - NOTHING);
    }
    let best = 0;
    for (let at = 1; at < sums.length; at++) if ((sums[at] ?? 0) > (sums[best] ?? 0)) best = at;
    return this.measures[best] ?? 'held';
  }
}

/**
 * Frequent given names of a language, as data (names.tsv in its folder). They show that somebody is meant where nothing
 * else does: in scripts without capitals, and where a short name stands at the head of a sentence.
 */
import { existsSync } from 'node:fs';
import { readRows } from '../lexicon.ts';

/** Letters that an ending may add to a name written with a star; to a short one less. */
const ENDING = 3;
const SHORT = 3;

export class Names {
  readonly #whole = new Set<string>();
  readonly #stems = new Set<string>();
  readonly #written = new Set<string>();

  /** Reads `names.tsv` of a folder; a language without one knows no names. */
  constructor(folder: URL, fold: (text: string) => string) {
    if (!existsSync(new URL('names.tsv', folder))) return;
    for (const { columns } of readRows(folder, 'names.tsv'))
      for (const form of (columns['form'] ?? '').split('|')) {
        const name = form.trim();
        this.#written.add(name);
        if (name.endsWith('*')) this.#stems.add(fold(name.slice(0, -1)));
        else this.#whole.add(fold(name));
      }
  }

  /** True if a folded word is a name, with an ending or what stands behind an apostrophe or without. */
  has(key: string): boolean {
    if (this.#whole.size + this.#stems.size === 0) return false;
    // An ending stands behind an apostrophe ("Ali'yi"), a preposition before it ("d'Adnan").
    const mark = key.indexOf("'");
    const word = mark > 1 ? key.slice(0, mark) : key.slice(mark + 1);
    if (this.#whole.has(word)) return true;
    for (let length = word.length; length >= Math.max(2, word.length - ENDING); length--)
      if (this.#stems.has(word.slice(0, length)) && word.length - length < Math.max(length, SHORT))
        return true;
    return false;
  }

  /** True if a word is written letter for letter as the list has it: "Ali" and "on" differ by a dot in Arabic. */
  isWritten(text: string): boolean {
    return this.#written.has(text);
  }
}

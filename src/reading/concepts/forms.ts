/**
 * Forms of a language by kind, as the data files of numbers and dates list them: a word, a stem with `*`, or a phrase
 * of both. Asking what begins at a word is the most frequent question of the reader, so the answer for the first word
 * is remembered.
 */
import type { Word } from './tagger.ts';

/** One form of a kind; `value` is what its row says it means. */
export interface Form<Kind> {
  readonly kind: Kind;
  readonly elements: readonly string[];
  readonly value: string;
}

/** A form with the index of its last word. */
export type Placed<Kind> = Form<Kind> & { readonly last: number };

/** Words remembered between sentences; a text of noise must not fill the memory. */
const MAX_CACHE = 60_000;

export class Forms<Kind extends string> {
  readonly #byLetter = new Map<string, Form<Kind>[]>();
  readonly #byKind = new Map<Kind, Form<Kind>[]>();
  readonly #begun = new Map<string, readonly Form<Kind>[]>();

  /** Adds the forms of a row, written with `|` between them. */
  add(kind: Kind, written: string, value: string, fold: (text: string) => string): void {
    for (const form of written.split('|')) {
      const elements = form.trim().split(/\s+/).map(fold);
      const letter = (elements[0] ?? '').slice(0, 1);
      const list = this.#byLetter.get(letter) ?? [];
      list.push({ kind, elements, value });
      this.#byKind.set(kind, [...(this.#byKind.get(kind) ?? []), { kind, elements, value }]);
      list.sort((a, b) => b.elements.join(' ').length - a.elements.join(' ').length);
      this.#byLetter.set(letter, list);
    }
    this.#begun.clear();
  }

  /** All forms of a kind. */
  of(kind: Kind): readonly Form<Kind>[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** The longest form of one of the kinds that begins at a word. */
  at(words: readonly Word[], at: number, ...kinds: readonly Kind[]): Placed<Kind> | null {
    const key = words[at]?.key;
    if (key === undefined) return null;
    for (const form of this.#beginning(key))
      if (kinds.includes(form.kind) && followed(form.elements, words, at))
        return { ...form, last: at + form.elements.length - 1 };
    return null;
  }

  /** True if digits or a form of any kind may begin at a word: all others are passed over. */
  mayBegin(word: Word | undefined): boolean {
    return word !== undefined && (word.isDigits || this.#beginning(word.key).length > 0);
  }

  #beginning(key: string): readonly Form<Kind>[] {
    const known = this.#begun.get(key);
    if (known) return known;
    const forms = (this.#byLetter.get(key.slice(0, 1)) ?? []).filter((form) =>
      fits(form.elements[0] ?? '', key),
    );
    if (this.#begun.size >= MAX_CACHE) this.#begun.clear();
    this.#begun.set(key, forms);
    return forms;
  }
}

/** True if the words after the first are those of a form. */
function followed(elements: readonly string[], words: readonly Word[], at: number): boolean {
  for (let i = 1; i < elements.length; i++) if (!fits(elements[i] ?? '', words[at + i]?.key)) return false;
  return true;
}

function fits(element: string, key: string | undefined): boolean {
  if (key === undefined) return false;
  return element.endsWith('*') ? key.startsWith(element.slice(0, -1)) : key === element;
}

/**
 * Forms of a language by kind, as the data files of numbers and dates list them: a word, a stem with `*`, or a phrase
 * of both. Asking what begins at a word is the most frequent question of the reader, so the answer for the first word
 * is remembered.
 */
import type { Word } from './tagger.ts';

/** One form of a kind; `value` is what its row says it means. */
export interface Form<Kind> {
  readonly kind: Kind;
  /** The words, of stems what they begin with. */
  readonly elements: readonly string[];
  /** Which of the words are stems. */
  readonly isStem: readonly boolean[];
  readonly value: string;
}

/** A form with the index of its last word. */
export type Placed<Kind> = Form<Kind> & { readonly last: number };

/** Words remembered between sentences; a text of noise must not fill the memory. */
const MAX_CACHE = 60_000;

/** The forms that may begin at a word, longest first, and a bit for each of their kinds. */
interface Beginning<Kind> {
  readonly forms: readonly Form<Kind>[];
  readonly kinds: number;
}

export class Forms<Kind extends string> {
  readonly #bits = new Map<Kind, number>();
  readonly #byLetter = new Map<string, Form<Kind>[]>();
  readonly #byKind = new Map<Kind, Form<Kind>[]>();
  /** Lists that have grown since they were last put in order. */
  readonly #unsorted = new Set<Form<Kind>[]>();
  readonly #begun = new Map<string, Beginning<Kind>>();

  /** Adds the forms of a row, written with `|` between them. */
  add(kind: Kind, written: string, value: string, fold: (text: string) => string): void {
    for (const form of written.split('|')) {
      const written = form.trim().split(/\s+/).map(fold);
      const isStem = written.map((word) => word.endsWith('*'));
      const elements = written.map((word, at) => (isStem[at] === true ? word.slice(0, -1) : word));
      const letter = (elements[0] ?? '').slice(0, 1);
      const list = this.#byLetter.get(letter) ?? [];
      list.push({ kind, elements, isStem, value });
      this.#byKind.set(kind, [...(this.#byKind.get(kind) ?? []), { kind, elements, isStem, value }]);
      this.#byLetter.set(letter, list);
      this.#unsorted.add(list);
    }
    this.#begun.clear();
  }

  /** Kinds as one number, for `mayBegin`. */
  kinds(...kinds: readonly Kind[]): number {
    let all = 0;
    for (const kind of kinds) all |= this.#bit(kind);
    return all;
  }

  #bit(kind: Kind): number {
    let bit = this.#bits.get(kind);
    if (bit === undefined) this.#bits.set(kind, (bit = 1 << this.#bits.size));
    return bit;
  }

  /** All forms of a kind. */
  of(kind: Kind): readonly Form<Kind>[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** The longest form of one of the kinds that begins at a word. */
  at(words: readonly Word[], at: number, ...kinds: readonly Kind[]): Placed<Kind> | null {
    const key = words[at]?.key;
    if (key === undefined) return null;
    for (const form of this.#beginning(key).forms)
      if (kinds.includes(form.kind) && followed(form, words, at))
        return { ...form, last: at + form.elements.length - 1 };
    return null;
  }

  /** True if digits or a form of one of the kinds may begin at a word: all others are passed over. */
  mayBegin(word: Word | undefined, kinds: number): boolean {
    return word !== undefined && (word.isDigits || (this.#beginning(word.key).kinds & kinds) !== 0);
  }

  /** Longest forms first; of equal ones those that were added first. */
  #sort(): void {
    for (const list of this.#unsorted) list.sort((a, b) => lengthOf(b) - lengthOf(a));
    this.#unsorted.clear();
  }

  #beginning(key: string): Beginning<Kind> {
    const known = this.#begun.get(key);
    if (known) return known;
    this.#sort();
    const forms = (this.#byLetter.get(key.slice(0, 1)) ?? []).filter((form) => fits(form, 0, key));
    const beginning = { forms, kinds: this.kinds(...forms.map(({ kind }) => kind)) };
    if (this.#begun.size >= MAX_CACHE) this.#begun.clear();
    this.#begun.set(key, beginning);
    return beginning;
  }
}

/** True if the words after the first are those of a form. */
function followed(form: Form<string>, words: readonly Word[], at: number): boolean {
  for (let i = 1; i < form.elements.length; i++) if (!fits(form, i, words[at + i]?.key)) return false;
  return true;
}

function fits({ elements, isStem }: Form<string>, at: number, key: string | undefined): boolean {
  if (key === undefined) return false;
  const element = elements[at] ?? '';
  return isStem[at] === true ? key.startsWith(element) : key === element;
}

/** Letters of a form as it is written, stars and spaces included. */
function lengthOf({ elements, isStem }: Form<string>): number {
  let length = elements.length - 1;
  for (const [at, element] of elements.entries()) length += element.length + (isStem[at] === true ? 1 : 0);
  return length;
}

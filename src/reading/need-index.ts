/**
 * An index of texts by the words that something cannot do without: a sentence meets only that of which it has a word
 * for every need, in their order.
 */
import { cost, type Stems } from './stems.ts';
import { ownCopy } from './units.ts';

/** Words whose stems are remembered; far above the vocabulary of a text. */
const MOST_WORDS = 100_000;

/** Something that is due in a text when the text has a word for each of its needs. */
interface Entry<T> {
  readonly one: T;
  readonly owner: number;
  /** Numbers of stems: chains of needs, each need closed by END and each chain by another END. */
  readonly program: Int32Array;
  /** The text in which it was last tried. */
  seen: number;
}

const END = -1;
const UNNUMBERED = -1;

/**
 * An index of needs: for the words of a text it tells what is due in it. Everything that reads a text shares one,
 * so that a word is looked up once for all, and a word seen before not at all.
 */
class NeedIndex<T> {
  /** Numbers of stems, and UNNUMBERED for what only begins one: a word is followed no further than stems go. */
  readonly #numbers = new Map<string, number>();
  readonly #owners = new Map<object, number>();
  readonly #byStem: Entry<T>[][] = [];
  readonly #stemsOfWord = new Map<string, readonly number[]>();
  /** For each stem the last text that has it, its first place there, and the others where there are more. */
  readonly #last: number[] = [];
  readonly #first: number[] = [];
  readonly #more: (number[] | undefined)[] = [];
  #text = 0;
  /** What was found due by text: several readers ask about the same sentence at different times. */
  #known = new WeakMap<readonly string[], readonly (readonly T[] | undefined)[]>();
  /** The text asked about last, and what was due in it: most questions come in a row. */
  #lastWords: readonly string[] | undefined;
  #lastFound: readonly (readonly T[] | undefined)[] = [];

  /**
   * Adds something of an owner, due where all chains are met: a chain is met by words that begin with a stem of each
   * of its needs in this order. At least one chain must have a need.
   */
  add(owner: object, one: T, chains: readonly (readonly Stems[])[]): void {
    const program: number[] = [];
    for (const chain of chains) {
      if (chain.length === 0) continue;
      for (const need of chain) program.push(...need.map((stem) => this.#number(stem)), END);
      program.push(END);
    }
    const number = this.#owners.get(owner) ?? this.#owners.size;
    this.#owners.set(owner, number);
    const entry = { one, owner: number, program: Int32Array.from(program), seen: 0 };
    const [rarest = []] = chains.flat().sort((a, b) => cost(a) - cost(b));
    for (const stem of new Set(rarest)) this.#byStem[this.#number(stem)]?.push(entry);
    this.#stemsOfWord.clear();
    this.#known = new WeakMap();
    this.#lastWords = undefined;
  }

  /** What of an owner is due in a text with these lower-case words, given in the order of the text. */
  due(owner: object, words: readonly string[]): readonly T[] {
    if (this.#lastWords !== words) {
      let found = this.#known.get(words);
      if (!found) this.#known.set(words, (found = this.#look(words)));
      this.#lastWords = words;
      this.#lastFound = found;
    }
    if (this.#lastFound.length === 0) return NOTHING;
    return this.#lastFound[this.#owners.get(owner) ?? -1] ?? NOTHING;
  }

  #number(stem: string): number {
    const known = this.#numbers.get(stem) ?? UNNUMBERED;
    if (known !== UNNUMBERED) return known;
    const number = this.#byStem.length;
    for (let length = 1; length < stem.length; length++) {
      const beginning = stem.slice(0, length);
      if (!this.#numbers.has(beginning)) this.#numbers.set(beginning, UNNUMBERED);
    }
    this.#numbers.set(stem, number);
    this.#byStem.push([]);
    this.#last.push(0);
    this.#first.push(0);
    this.#more.push(undefined);
    return number;
  }

  #look(words: readonly string[]): readonly (readonly T[] | undefined)[] {
    const text = ++this.#text;
    const present: number[] = [];
    let place = 0;
    for (const word of words) {
      for (const stem of this.#stemsOf(word)) {
        if (this.#last[stem] !== text) {
          this.#last[stem] = text;
          this.#first[stem] = place;
          if (this.#more[stem]) this.#more[stem] = undefined;
          present.push(stem);
        } else (this.#more[stem] ??= []).push(place);
      }
      place++;
    }
    const due: T[][] = [];
    for (const stem of present)
      for (const entry of this.#byStem[stem] ?? NOTHING) {
        if (entry.seen === text) continue;
        entry.seen = text;
        if (this.#isMet(entry.program, text)) (due[entry.owner] ??= []).push(entry.one);
      }
    return due;
  }

  /** Walks the chains: of every need the first place not before the need that goes before it. */
  #isMet(program: Int32Array, text: number): boolean {
    let from = 0;
    for (let at = 0; at < program.length;) {
      let next = Infinity;
      let stem = program[at++] ?? END;
      if (stem === END) {
        from = 0;
        continue;
      }
      for (; stem !== END; stem = program[at++] ?? END)
        if (this.#last[stem] === text) next = Math.min(next, this.#firstFrom(stem, from));
      if (next === Infinity) return false;
      from = next;
    }
    return true;
  }

  #firstFrom(stem: number, from: number): number {
    const first = this.#first[stem] ?? 0;
    if (first >= from) return first;
    for (const place of this.#more[stem] ?? NOTHING) if (place >= from) return place;
    return Infinity;
  }

  #stemsOf(word: string): readonly number[] {
    const known = this.#stemsOfWord.get(word);
    if (known) return known;
    const stems: number[] = [];
    let length = 1;
    for (; length <= word.length; length++) {
      const number = this.#numbers.get(word.slice(0, length));
      if (number === undefined) break;
      if (number !== UNNUMBERED) stems.push(number);
    }
    const whole = (length > word.length ? this.#numbers.get(`${word}.`) : undefined) ?? UNNUMBERED;
    if (whole !== UNNUMBERED) stems.push(whole);
    if (this.#stemsOfWord.size >= MOST_WORDS) this.#stemsOfWord.clear();
    this.#stemsOfWord.set(ownCopy(word), stems);
    return stems;
  }
}

const NOTHING: readonly never[] = [];

/** A new, empty index. */
export function needIndex<T>(): NeedIndex<T> {
  return new NeedIndex<T>();
}

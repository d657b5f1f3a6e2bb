/**
 * Gives concepts to words. A lexicon row is a form (a word, a stem with `*`, a phrase of both, `~` for up to three
 * words between) and its concepts; a phrase whose concepts begin with `!` takes the meaning of its single words away.
 * A form that begins with `*` is an ending: what it means is added to whatever the word is.
 */
import { Fault } from '#ground';
import { readRows } from '../lexicon.ts';
import type { Span } from '../segment.ts';
import { ownCopy } from '../units.ts';
import type { Names } from './names.ts';
import type { WordFacts } from './leanings.ts';
import { type Concept, isConcept } from './vocabulary.ts';

/** What a word is, whatever stands around it; found out once for all its places. */
export interface Looks {
  readonly text: string;
  /** Folded form under which the lexicon knows it. */
  readonly key: string;
  /** The same without particles written onto the front, where the lexicon knows it so. */
  readonly bare: string;
  readonly lower: string;
  readonly isMark: boolean;
  readonly hasCapital: boolean;
  /** True for digits of any script. */
  readonly isDigits: boolean;
  /** What it says by itself to the last resort, once that has asked. */
  facts?: WordFacts;
}

/** One word or mark of a sentence, with its concepts. */
export class Word implements Span, Looks {
  readonly start: number;
  readonly end: number;
  readonly looks: Looks;
  concepts: ReadonlySet<Concept>;
  /** Index of the last word of the phrase that gave this word a concept; its own index where none did. */
  until: number;

  constructor(start: number, looks: Looks, concepts: ReadonlySet<Concept>, at: number) {
    this.start = start;
    this.end = start + looks.text.length;
    this.looks = looks;
    this.concepts = concepts;
    this.until = at;
  }

  /** The word as if it were spelled in another way. */
  as(key: string): Word {
    return new Word(this.start, { ...this.looks, key }, this.concepts, this.until);
  }

  get text(): string {
    return this.looks.text;
  }
  get key(): string {
    return this.looks.key;
  }
  get bare(): string {
    return this.looks.bare;
  }
  get lower(): string {
    return this.looks.lower;
  }
  get isMark(): boolean {
    return this.looks.isMark;
  }
  get hasCapital(): boolean {
    return this.looks.hasCapital;
  }
  get isDigits(): boolean {
    return this.looks.isDigits;
  }
}

/** How a language spells: settings.tsv. */
export interface Spelling {
  readonly folds: ReadonlyMap<string, string>;
  /** Particles written onto the front of a word, longest first. */
  readonly prefixes: readonly string[];
  /** Endings written onto a word, longest first, with what the word has instead where it stands alone. */
  readonly suffixes: readonly (readonly [string, string])[];
}

interface Phrase {
  readonly elements: readonly string[];
  readonly concepts: ReadonlySet<Concept>;
  readonly replaces: boolean;
}

interface Entry {
  readonly concepts: ReadonlySet<Concept>;
  readonly phrases: readonly Phrase[];
}

/** What a word is, and what the lexicon says of it. */
interface Known extends Looks {
  readonly entry: Entry;
}

const WORD =
  /[\p{L}\p{M}՛՜՞\u200c]+(?:['’ʼ-][\p{L}\p{M}\u200c]+)*|\p{Nd}+(?:(?<!\p{Nd}{3}):\p{Nd}{2}(?![\p{Nd}:]))?|[^\s]/gu;
const NOTHING: ReadonlySet<Concept> = new Set();
const NO_PHRASE: readonly Phrase[] = [];
/** Words remembered between sentences; a text of noise must not fill the memory. */
const MAX_CACHE = 60_000;
const MAX_GAP = 3;

export class Tagger {
  readonly #words = new Map<string, Set<Concept>>();
  readonly #stems = new Map<string, Set<Concept>>();
  readonly #phrases = new Map<string, Phrase[]>();
  readonly #known = new Map<string, Known>();
  readonly #endings = new Map<string, ReadonlySet<Concept>>();
  readonly #spelling: Spelling;
  readonly #names: Names | undefined;

  /**
   * Reads `concepts.tsv` of a folder; throws a fault of code `bug` for a row it cannot use. `names`: words that no stem
   * takes, for a script in which no capital tells a name from a longer word that begins like it.
   */
  constructor(folder: URL, spelling: Spelling, names?: Names) {
    this.#spelling = spelling;
    this.#names = names;
    for (const { id, columns } of readRows(folder, 'concepts.tsv'))
      for (const form of (columns['form'] ?? '').split('|')) this.#add(form, columns['concepts'] ?? '', id);
  }

  #add(written: string, said: string, id: string): void {
    const replaces = said.startsWith('!');
    const concepts = new Set<Concept>();
    for (const name of said.replace('!', '').split(/[ ,]+/).filter(Boolean)) {
      if (!isConcept(name)) throw new Fault('bug', `lexicon row ${id} names an unknown concept`);
      concepts.add(name);
    }
    const elements = written
      .trim()
      .split(/\s+/)
      .map((part) => this.#fold(part))
      .filter(Boolean);
    const [first] = elements;
    if (first === undefined || concepts.size === 0 || first === '~')
      throw new Fault('bug', `lexicon row ${id} has no form or no concept`);
    if (elements.length > 1) {
      const list = this.#phrases.get(first) ?? [];
      list.push({ elements, concepts, replaces });
      this.#phrases.set(first, list);
      return;
    }
    if (first.startsWith('*')) {
      this.#endings.set(first.slice(1), concepts);
      return;
    }
    const table = first.endsWith('*') ? this.#stems : this.#words;
    const key = first.replace('*', '');
    table.set(key, new Set([...(table.get(key) ?? []), ...concepts]));
  }

  #fold(text: string): string {
    const lower = text.toLowerCase();
    let out = '';
    for (const char of lower) out += this.#spelling.folds.get(char) ?? char;
    return out;
  }

  /** Words and marks of a text with their concepts; positions are positions of the text. */
  read(text: string): Word[] {
    const words: Word[] = [];
    const entries: Entry[] = [];
    let hasPhrases = false;
    for (const [start, end] of cut(text)) {
      const looks = this.#looks(text.slice(start, end));
      entries.push(looks.entry);
      hasPhrases ||= looks.entry.phrases.length > 0;
      words.push(new Word(start, looks, looks.entry.concepts, words.length));
    }
    if (hasPhrases) this.#markPhrases(words, entries);
    return words;
  }

  #markPhrases(words: Word[], entries: readonly Entry[]): void {
    for (let at = 0; at < entries.length; at++)
      for (const phrase of entries[at]?.phrases ?? NO_PHRASE) {
        const last = endOf(phrase.elements, words, at);
        if (last < 0) continue;
        const head = words[at];
        if (head && !phrase.replaces) head.until = Math.max(head.until, last);
        for (let i = at; i <= last; i++) {
          const word = words[i];
          if (word && (phrase.replaces || i === at))
            word.concepts = phrase.replaces ? phrase.concepts : union(word.concepts, phrase.concepts);
        }
      }
  }

  #looks(written: string): Known {
    const known = this.#known.get(written);
    if (known) return known;
    const text = ownCopy(written);
    const key = this.#fold(text);
    const looks: Known = {
      text,
      key,
      lower: text.toLowerCase(),
      isMark: !/^[\p{L}\p{M}\p{Nd}]/u.test(text) || text.includes(':'),
      hasCapital: /^\p{Lu}/u.test(text),
      isDigits: /^\p{Nd}/u.test(text) && !text.includes(':'),
      ...this.#entry(key),
    };
    if (this.#known.size >= MAX_CACHE) this.#known.clear();
    this.#known.set(text, looks);
    return looks;
  }

  #entry(key: string): { entry: Entry; bare: string } {
    const whole = this.#lookUp(key);
    // No particles or endings are taken off a name either.
    if (this.#names?.has(key) && (whole?.concepts.size ?? 0) === 0)
      return { entry: { concepts: NOTHING, phrases: whole?.phrases ?? [] }, bare: key };
    let bare: Entry | undefined;
    let cutOff = 0;
    for (const prefix of whole && whole.concepts.size > 0 ? [] : this.#spelling.prefixes) {
      if (!key.startsWith(prefix) || key.length < prefix.length + 2) continue;
      bare = this.#lookUp(key.slice(prefix.length));
      cutOff = bare ? prefix.length : 0;
      if (bare) break;
    }
    return {
      entry: {
        concepts: this.#withEnding(key, bare?.concepts ?? whole?.concepts ?? this.#ended(key) ?? NOTHING),
        phrases: [...(whole?.phrases ?? []), ...(bare?.phrases ?? [])],
      },
      bare: cutOff > 0 ? key.slice(cutOff) : this.#withoutArticle(key),
    };
  }

  /** A word that the lexicon lists with its particles, without the longest of two letters and more. */
  #withoutArticle(key: string): string {
    for (const prefix of this.#spelling.prefixes) {
      if (prefix.length < 2) break;
      if (key.startsWith(prefix) && this.#lookUp(key.slice(prefix.length))) return key.slice(prefix.length);
    }
    return key;
  }

  /** What a verb ends in may say more than the verb: "must be", "if it is". */
  #withEnding(key: string, concepts: ReadonlySet<Concept>): ReadonlySet<Concept> {
    let all = concepts;
    for (const [ending, further] of this.#endings)
      if (key.length > ending.length + 1 && key.endsWith(ending)) all = union(all, further);
    return all;
  }

  /** A whole word wins over stems; of stems the longest that has concepts; phrases of all of them may begin here. */
  #lookUp(key: string): Entry | undefined {
    const phrases = [...(this.#phrases.get(key) ?? [])];
    let concepts: ReadonlySet<Concept> | undefined = this.#words.get(key);
    const isName = concepts === undefined && this.#names?.has(key) === true;
    for (let length = key.length; length > 0; length--) {
      const stem = key.slice(0, length);
      if (!isName) concepts ??= this.#stems.get(stem);
      phrases.push(...(this.#phrases.get(`${stem}*`) ?? []));
    }
    return concepts || phrases.length > 0 ? { concepts: concepts ?? NOTHING, phrases } : undefined;
  }

  /** What a word means that is only known without its ending, with particles on its front or none. */
  #ended(key: string): ReadonlySet<Concept> | undefined {
    if (this.#spelling.suffixes.length === 0) return undefined;
    const own = this.#withoutEnding(key);
    if (own) return own;
    for (const prefix of this.#spelling.prefixes) {
      const found = key.startsWith(prefix) ? this.#withoutEnding(key.slice(prefix.length)) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  /** "Their families", "they arrested him" as one word: what the word means without the pronoun at its end. */
  #withoutEnding(key: string): ReadonlySet<Concept> | undefined {
    for (const [ending, instead] of this.#spelling.suffixes) {
      if (!key.endsWith(ending) || key.length < ending.length + 3) continue;
      const found = this.#words.get(key.slice(0, -ending.length) + instead);
      if (found) return found;
    }
    return undefined;
  }
}

const INNER = 1;
const OPENS = 2;
const JOINS = 3;
const DIGIT = 4;
const SPACE = 5;
const OTHER = 6;
/** The class of each unit of the basic plane, found out once; 0 is not known yet. */
const CLASSES = new Uint8Array(0x10000);

function classOf(unit: number): number {
  const known = CLASSES[unit] ?? 0;
  if (known > 0) return known;
  const char = String.fromCharCode(unit);
  const found = /[\p{L}\p{M}\u200c]/u.test(char)
    ? INNER
    : /[՛՜՞]/.test(char)
      ? OPENS
      : /['’-]/.test(char)
        ? JOINS
        : /\p{Nd}/u.test(char)
          ? DIGIT
          : /\s/.test(char)
            ? SPACE
            : OTHER;
  CLASSES[unit] = found;
  return found;
}

/** The class of the unit at a place; what lies behind the text is space. */
function classAt(text: string, place: number): number {
  return place < text.length ? classOf(text.charCodeAt(place)) : SPACE;
}

/** Places of words and marks: what WORD finds, by classes of units, which is several times faster. */
export function cut(text: string): [number, number][] {
  if (/[\ud800-\udfff]/.test(text)) return plainCut(text);
  const found: [number, number][] = [];
  for (let start = 0; start < text.length;) {
    const first = classAt(text, start);
    let end = start + 1;
    if (first === INNER || first === OPENS) {
      while (classAt(text, end) === INNER || classAt(text, end) === OPENS) end++;
      while (classAt(text, end) === JOINS && classAt(text, end + 1) === INNER) {
        end += 2;
        while (classAt(text, end) === INNER) end++;
      }
    } else if (first === DIGIT) {
      while (classAt(text, end) === DIGIT) end++;
      if (isTime(text, start, end)) end += 3;
    }
    if (first !== SPACE) found.push([start, end]);
    start = end;
  }
  return found;
}

/** "11:20": the hour before which a ticker tells something is one word, and its colon opens nothing. */
function isTime(text: string, start: number, colon: number): boolean {
  return (
    colon - start <= 2 &&
    text[colon] === ':' &&
    classAt(text, colon + 1) === DIGIT &&
    classAt(text, colon + 2) === DIGIT &&
    classAt(text, colon + 3) !== DIGIT &&
    text[colon + 3] !== ':'
  );
}

/** The same by the expression itself. */
export function plainCut(text: string): [number, number][] {
  return [...text.matchAll(WORD)].map(({ index, 0: word }) => [index, index + word.length]);
}

/** Index of the last word of a phrase that begins at `at`, or -1. */
function endOf(elements: readonly string[], words: readonly Word[], at: number): number {
  let here = at;
  for (let i = 1; i < elements.length; i++) {
    const gap = elements[i] === '~';
    if (gap) i++;
    const element = elements[i] ?? '';
    let found = -1;
    for (let next = here + 1; next <= here + 1 + (gap ? MAX_GAP : 0); next++) {
      const word = words[next];
      if (!word || (word.isMark && element !== word.key && gap && word.key !== '"')) break;
      if (element.endsWith('*') ? word.key.startsWith(element.slice(0, -1)) : word.key === element) {
        found = next;
        break;
      }
    }
    if (found < 0) return -1;
    here = found;
  }
  return here;
}

function union(a: ReadonlySet<Concept>, b: ReadonlySet<Concept>): ReadonlySet<Concept> {
  return new Set([...a, ...b]);
}

/**
 * Which words a pattern cannot do without, read from its source, and an index of texts by them: a sentence meets
 * only the patterns whose every need it has a word for. A need is never guessed: what cannot be told gives none.
 */

/** Letters of the shortest stem; shorter words stand in nearly every sentence. */
const SHORTEST = 3;
/** Words whose stems are remembered; far above the vocabulary of a text. */
const MOST_WORDS = 100_000;

/** Words in nearly every sentence: a pattern that needs one of them is not narrowed by it. */
const EVERYWHERE =
  /^(?:the|and|was|were|has|have|had|been|being|that|with|not|for|from|his|her|their|its|are|who|said|they|which|this|but|one|all|into|out|about|after|before|when|will|would|could|did|does|also|only|there|them|him)$/;

type Macros = ReadonlyMap<string, string>;
type Stems = readonly string[];

/** Sets of word stems of which every text that fits the source has one each, the rarest-looking first. */
export function needsOf(source: string, macros: Macros): Stems[] {
  const { needs } = alternatives(source, macros, true);
  return [...needs].sort((a, b) => cost(a) - cost(b));
}

/** Rough share of sentences that a set of stems lets through. */
export function cost(stems: Stems): number {
  return stems.reduce((sum, stem) => sum + (EVERYWHERE.test(stem) ? 400 : 10 / stem.length ** 2), 0);
}

/** What a piece of source needs, and whether what follows it begins a word. */
interface Walk {
  readonly needs: readonly Stems[];
  readonly atStart: boolean;
}

function alternatives(source: string, macros: Macros, atStart: boolean): Walk {
  const walks = branchesOf(source).map((branch) => sequence(branch, macros, atStart));
  const [only] = walks;
  if (only && walks.length === 1) return only;
  const all: string[] = [];
  let known = true;
  for (const walk of walks) {
    const rarest = [...walk.needs].sort((a, b) => cost(a) - cost(b))[0];
    if (rarest) all.push(...rarest);
    else known = false;
  }
  return { needs: known ? [[...new Set(all)]] : [], atStart: walks.every((walk) => walk.atStart) };
}

function sequence(source: string, macros: Macros, from: boolean): Walk {
  const needs: Stems[] = [];
  let atStart = from;
  for (let at = 0; at < source.length;) {
    const piece = pieceAt(source, at);
    at = piece.end;
    if (piece.kind === 'letters') {
      const whole = piece.optional ? piece.words.slice(0, -1) : piece.words;
      if (atStart && whole.length >= SHORTEST) needs.push([whole.toLowerCase()]);
      // A single letter that may be missing leaves open whether the next one begins a word.
      atStart = false;
    } else if (piece.kind === 'group') {
      const inside = alternatives(macros.get(piece.words) ?? piece.words, macros, atStart);
      if (!piece.optional) needs.push(...inside.needs);
      atStart = inside.atStart && (atStart || !piece.optional);
    } else if (piece.kind === 'edge') atStart = true;
    else if (piece.kind === 'gap') atStart ||= !piece.optional;
    else if (piece.kind === 'any') atStart = false;
  }
  return { needs, atStart };
}

interface Piece {
  readonly kind: 'letters' | 'group' | 'edge' | 'gap' | 'any' | 'look';
  readonly words: string;
  readonly optional: boolean;
  readonly end: number;
}

/** The piece of a pattern source that begins at a position, with its quantifier. */
function pieceAt(source: string, at: number): Piece {
  const char = source[at] ?? '';
  const macro = /^\{([A-Z][A-Z0-9]*)\}/.exec(source.slice(at, at + 40));
  if (macro) return quantified(source, 'group', macro[1] ?? '', at + macro[0].length);
  if (/[A-Za-z]/.test(char)) {
    const words = /^[A-Za-z]+/.exec(source.slice(at))?.[0] ?? char;
    return quantified(source, 'letters', words, at + words.length);
  }
  if (char === '(') {
    const end = groupEnd(source, at);
    const inside = source.slice(at + 1, end);
    const opener = /^\?(?::|<[a-zA-Z0-9]+>)/.exec(inside)?.[0] ?? '';
    const kind = inside.startsWith('?') && opener === '' ? 'look' : 'group';
    return quantified(source, kind, inside.slice(opener.length), end + 1);
  }
  if (char === '[') {
    const end = classEnd(source, at);
    return quantified(source, 'any', source.slice(at, end), end);
  }
  if (char === '\\') {
    const kind = /[bs(),."/-]/.test(source[at + 1] ?? '') ? 'edge' : 'any';
    return quantified(source, kind === 'edge' && source[at + 1] !== 'b' ? 'gap' : kind, '', at + 2);
  }
  if (char === '^') return { kind: 'edge', words: '', optional: false, end: at + 1 };
  if (char === '$') return { kind: 'look', words: '', optional: false, end: at + 1 };
  const kind = /[ '"’“”,;:/–()-]/.test(char) ? 'gap' : 'any';
  return quantified(source, kind, char, at + 1);
}

function quantified(source: string, kind: Piece['kind'], words: string, at: number): Piece {
  const quantifier = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 12))?.[0] ?? '';
  return { kind, words, optional: /^(?:[?*]|\{0)/.test(quantifier), end: at + quantifier.length };
}

function groupEnd(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') at = classEnd(source, at) - 1;
    else if (source[at] === '(') depth++;
    else if (source[at] === ')' && --depth === 0) return at;
  }
  return source.length;
}

/** Position after a class of characters. */
function classEnd(source: string, open: number): number {
  for (let at = open + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']') return at + 1;
  }
  return source.length;
}

function branchesOf(source: string): string[] {
  const branches: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') at = classEnd(source, at) - 1;
    else if (source[at] === '(') depth++;
    else if (source[at] === ')') depth--;
    else if (source[at] === '|' && depth === 0) {
      branches.push(source.slice(start, at));
      start = at + 1;
    }
  }
  branches.push(source.slice(start));
  return branches;
}

/** Something that is due in a text when the text has a word for each of its needs. */
interface Entry<T> {
  readonly one: T;
  readonly owner: object;
  /** Numbers of the stems of each need. */
  readonly needs: readonly (readonly number[])[];
  /** The text in which it was last found due. */
  seen: number;
}

/**
 * An index of needs: for the words of a text it tells what is due in it. Everything that reads a text shares one,
 * so that a word is looked up once for all, and a word seen before not at all.
 */
class NeedIndex<T> {
  readonly #numbers = new Map<string, number>();
  readonly #byKey = new Map<string, string[]>();
  readonly #byStem: Entry<T>[][] = [];
  readonly #stemsOfWord = new Map<string, readonly number[]>();
  /** For each stem the last text that has it. */
  readonly #last: number[] = [];
  #text = 0;
  #words: ReadonlySet<string> | undefined;
  #due = new Map<object, T[]>();

  /** Adds something of an owner; it must have at least one need. */
  add(owner: object, one: T, needs: readonly Stems[]): void {
    const numbers = needs.map((stems) => stems.map((stem) => this.#number(stem)));
    const entry = { one, owner, needs: numbers, seen: 0 };
    for (const number of numbers[0] ?? []) this.#byStem[number]?.push(entry);
    this.#stemsOfWord.clear();
    this.#words = undefined;
  }

  /** What of an owner is due in a text with these lower-case words. */
  due(owner: object, words: ReadonlySet<string>): readonly T[] {
    if (this.#words !== words) this.#look(words);
    return this.#due.get(owner) ?? NOTHING;
  }

  #number(stem: string): number {
    const known = this.#numbers.get(stem);
    if (known !== undefined) return known;
    const number = this.#byStem.length;
    this.#numbers.set(stem, number);
    this.#byStem.push([]);
    this.#last.push(0);
    const key = stem.slice(0, SHORTEST);
    this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), stem]);
    return number;
  }

  #look(words: ReadonlySet<string>): void {
    const text = ++this.#text;
    const present: number[] = [];
    for (const word of words)
      for (const stem of this.#stemsOf(word))
        if (this.#last[stem] !== text) {
          this.#last[stem] = text;
          present.push(stem);
        }
    this.#due = new Map();
    for (const stem of present)
      for (const entry of this.#byStem[stem] ?? []) {
        if (entry.seen === text || !this.#isMet(entry, text)) continue;
        entry.seen = text;
        const list = this.#due.get(entry.owner);
        if (list) list.push(entry.one);
        else this.#due.set(entry.owner, [entry.one]);
      }
    this.#words = words;
  }

  #isMet(entry: Entry<T>, text: number): boolean {
    return entry.needs.every((need) => need.some((stem) => this.#last[stem] === text));
  }

  #stemsOf(word: string): readonly number[] {
    const known = this.#stemsOfWord.get(word);
    if (known) return known;
    const stems = (this.#byKey.get(word.slice(0, SHORTEST)) ?? [])
      .filter((stem) => word.startsWith(stem))
      .map((stem) => this.#numbers.get(stem) ?? 0);
    if (this.#stemsOfWord.size >= MOST_WORDS) this.#stemsOfWord.clear();
    this.#stemsOfWord.set(word, stems);
    return stems;
  }
}

const NOTHING: readonly never[] = [];

/** A new, empty index. */
export function needIndex<T>(): NeedIndex<T> {
  return new NeedIndex<T>();
}

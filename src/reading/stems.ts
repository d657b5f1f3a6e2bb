/**
 * Which words a pattern cannot do without, read from its source, and an index of texts by them: a sentence meets
 * only the patterns whose every need it has a word for, in their order. A need is never guessed: what cannot be told
 * gives none.
 */

import { ownCopy } from './units.ts';

/** Words whose stems are remembered; far above the vocabulary of a text. */
const MOST_WORDS = 100_000;

/** Words in nearly every sentence: a pattern that needs one of them is not narrowed by it. */
const EVERYWHERE = new Set(
  'the|and|was|were|has|have|had|been|being|that|with|not|for|from|his|her|their|its|are|who|said|they|which|this|but|one|all|into|out|about|after|before|when|will|would|could|did|does|also|only|there|them|him|a|an|as|at|be|by|he|in|is|it|of|on|or|to'.split(
    '|',
  ),
);

type Macros = ReadonlyMap<string, string>;
/** Beginnings of words, any of which will do; one with a full stop behind it is a whole word. */
type Stems = readonly string[];

/** Sets of word stems of which every text that fits the source has one each, in the order of the source. */
export function needsOf(source: string, macros: Macros): readonly Stems[] {
  return alternatives(source, macros, { atStart: true, isEnded: false }).needs;
}

/** Rough share of sentences that a set of stems lets through. */
export function cost(stems: Stems): number {
  let sum = 0;
  for (const stem of stems) {
    const word = stem.endsWith('.') ? stem.slice(0, -1) : stem;
    sum += EVERYWHERE.has(word) ? 400 : 10 / stem.length ** 2;
  }
  return sum;
}

/** What a piece of source needs, and whether what follows it begins a word. */
interface Walk {
  readonly needs: readonly Stems[];
  readonly atStart: boolean;
}

/** Where a piece stands: whether a word begins with it, and whether words end where it ends. */
interface Place {
  readonly atStart: boolean;
  readonly isEnded: boolean;
}

function alternatives(source: string, macros: Macros, place: Place): Walk {
  const walks = branchesOf(source).map((branch) => sequence(branch, macros, place));
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

function sequence(source: string, macros: Macros, place: Place): Walk {
  const pieces = piecesOf(source);
  const needs: Stems[] = [];
  let { atStart } = place;
  for (const [at, piece] of pieces.entries()) {
    const isEnded = endsWords(pieces, at + 1, macros, place.isEnded);
    if (piece.kind === 'letters') {
      const stems = atStart ? stemsOf(piece, pieces[at + 1], pieces[at + 2], isEnded) : [];
      if (stems.length > 0) needs.push(stems);
      // A single letter that may be missing leaves open whether the next one begins a word.
      atStart = false;
    } else if (piece.kind === 'group') {
      const inside = insideOf(piece, macros, { atStart, isEnded });
      if (!piece.optional) needs.push(...inside.needs);
      atStart = inside.atStart && (atStart || !piece.optional);
    } else if (piece.kind === 'edge') atStart = true;
    else if (piece.kind === 'gap') atStart ||= !piece.optional;
    else if (piece.kind === 'any') atStart = false;
  }
  return { needs, atStart };
}

/** What the inside of a group needs; that of a macro is asked for by hundreds of rows. */
function insideOf(piece: Piece, macros: Macros, place: Place): Walk {
  const source = sourceOf(piece, macros);
  if (!macros.has(piece.words)) return alternatives(source, macros, place);
  let known = WALKS.get(macros);
  if (!known) WALKS.set(macros, (known = new Map()));
  const key = `${piece.words} ${place.atStart} ${place.isEnded}`;
  let walk = known.get(key);
  if (!walk) known.set(key, (walk = alternatives(source, macros, place)));
  return walk;
}

const WALKS = new WeakMap<Macros, Map<string, Walk>>();

/** The pieces of a source; the same sources come again and again through macros. */
function piecesOf(source: string): readonly Piece[] {
  const known = PIECES.get(source);
  if (known) return known;
  const pieces: Piece[] = [];
  for (let at = 0; at < source.length; at = pieces.at(-1)?.end ?? source.length)
    pieces.push(pieceAt(source, at));
  PIECES.set(source, pieces);
  return pieces;
}

const PIECES = new Map<string, readonly Piece[]>();

function sourceOf(piece: Piece, macros: Macros): string {
  return macros.get(piece.words) ?? piece.words;
}

/** Stems of letters at the start of a word; "e-?mail" may be written as one word or as two. */
function stemsOf(piece: Piece, next: Piece | undefined, later: Piece | undefined, isEnded: boolean): Stems {
  const words = piece.words.toLowerCase();
  if (piece.repeats) return words.length > 1 ? [words.slice(0, -1)] : [];
  if (isEnded) return [`${words}.`];
  const isHyphen = next?.kind === 'gap' && next.optional && next.words === '-';
  if (!isHyphen || later?.kind !== 'letters') return [words];
  const rest = later.words.toLowerCase();
  return [`${words}.`, words + (later.repeats ? rest.slice(0, -1) : rest)];
}

/** True if whatever fits from a piece on begins with a mark or a space, so that a word before it is whole. */
function endsWords(pieces: readonly Piece[], from: number, macros: Macros, isEnded: boolean): boolean {
  for (const piece of pieces.slice(from)) {
    if (piece.kind === 'gap') {
      if (!piece.optional) return true;
    } else if (piece.kind === 'group') {
      const branches = branchesOf(sourceOf(piece, macros));
      if (!branches.every((branch) => beginsWithGap(branch, macros))) return false;
      if (!piece.optional) return true;
    } else return false;
  }
  return isEnded;
}

function beginsWithGap(source: string, macros: Macros): boolean {
  return endsWords(piecesOf(source), 0, macros, false);
}

interface Piece {
  readonly kind: 'letters' | 'group' | 'edge' | 'gap' | 'any' | 'look';
  readonly words: string;
  /** May be missing altogether; of letters only the last one may be. */
  readonly optional: boolean;
  /** Has a quantifier. */
  readonly repeats: boolean;
  readonly end: number;
}

/** The piece of a pattern source that begins at a position, with its quantifier. */
function pieceAt(source: string, at: number): Piece {
  const char = source[at] ?? '';
  const macro = char === '{' ? /^\{([A-Z][A-Z0-9]*)\}/.exec(source.slice(at, at + 40)) : null;
  if (macro) return quantified(source, 'group', macro[1] ?? '', at + macro[0].length);
  let letters = at;
  while (isLetter(source.charCodeAt(letters))) letters++;
  if (letters > at) return quantified(source, 'letters', source.slice(at, letters), letters);
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
  if (char === '^') return { kind: 'edge', words: '', optional: false, repeats: false, end: at + 1 };
  if (char === '$') return { kind: 'look', words: '', optional: false, repeats: false, end: at + 1 };
  const kind = /[ '"’“”,;:/–()-]/.test(char) ? 'gap' : 'any';
  return quantified(source, kind, char, at + 1);
}

function quantified(source: string, kind: Piece['kind'], words: string, at: number): Piece {
  const first = source[at] ?? '';
  const quantifier =
    first !== '' && '?*+{'.includes(first)
      ? (/^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at, at + 12))?.[0] ?? '')
      : '';
  return {
    kind,
    words,
    optional: quantifier !== '' && /^(?:[?*]|\{0)/.test(quantifier),
    repeats: quantifier !== '',
    end: at + quantifier.length,
  };
}

function isLetter(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
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

/**
 * Cutting a body into blocks, sentences, clauses and quotations, with offsets that stay true.
 * Offsets inside the reader are UTF-16 units of the body; code points appear only in what leaves it.
 * `plain` is the body with curly apostrophes, odd spaces and dashes folded one unit for one unit, so that
 * rules need one spelling and a position in `plain` is a position in the body.
 */

import { DIGIT, HALF, isUnit, LETTER, LOWER, SPACE } from './units.ts';
import { wordsOf } from './words.ts';

/** A stretch of the body, half-open, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Sentence extends Span {
  /** Folded text of the sentence. */
  readonly plain: string;
  /** Its lower-case words. */
  readonly words: readonly string[];
  /** True where all letters are plain ones, so that an expression and `words` mean the same by a word. */
  readonly isPlain: boolean;
  readonly block: number;
  readonly index: number;
  readonly clauses: readonly Span[];
}

export interface Block extends Span {
  readonly sentences: readonly Sentence[];
  /** Quotations inside the block, marks included. */
  readonly quotes: readonly Span[];
}

/** Longest stretch treated as one sentence; text without punctuation is cut at a space. */
const MAX_SENTENCE = 1200;
const MAX_BLOCK = 20_000;

/** Folds apostrophes, dashes and spaces without moving any position. */
export function fold(text: string): string {
  if (!/[^ -~]/.test(text)) return text;
  return text
    .replace(/[’ʼ]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .replace(/[—―‒]/g, '–')
    .replace(/[\u00a0\u2000-\u200a\u202f\t\r\n]/g, ' ');
}

/** Maps UTF-16 positions, asked for in any order, to code points. */
export function codePointIndex(text: string): (position: number) => number {
  const pairs: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0xd800 && unit < 0xdc00) pairs.push(at++);
  }
  return (position) => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return position - low;
  };
}

/** A block before its sentences are put together: what is the same for every list of abbreviations. */
interface Rough extends Span {
  readonly plain: string;
  /** Pieces of the segmenter: ends of sentences and, wrongly, of abbreviations. */
  readonly pieces: readonly Piece[];
  /** True if a piece may hold the end of a sentence before a digit. */
  readonly isDivisible: boolean;
  readonly quotes: readonly Span[];
}

interface Piece {
  readonly index: number;
  readonly piece: string;
  /** How the piece hangs on the one before it; the same for every reader, so it is found out once. */
  joint?: Joint;
}

/** True if a piece goes on with the sentence before it; a word if it does so where the word is an abbreviation. */
type Joint = boolean | string;

/** A body cut into blocks and pieces, for readers that put them together by different abbreviations. */
export interface Cutting {
  readonly rough: readonly Rough[];
}

/** Cuts a body as far as no list of abbreviations is needed. */
export function roughly(body: string, lang = 'en'): Cutting {
  const cutter = new Intl.Segmenter(lang, { granularity: 'sentence' });
  const rough = blockSpans(body).map((span): Rough => {
    const text = body.slice(span.start, span.end);
    const plain = fold(text);
    const pieces: Piece[] = [];
    for (const { index, segment: piece } of cutter.segment(plain)) pieces.push({ index, piece });
    const isDivisible = pieces.some(({ piece }) => BEFORE_DIGIT.test(piece));
    return { ...span, plain, pieces, isDivisible, quotes: quoteSpans(text, span.start) };
  });
  return { rough };
}

/** A sentence whose words and clauses are cut when somebody asks for them. */
class Cut implements Sentence {
  readonly start: number;
  readonly end: number;
  readonly plain: string;
  readonly block: number;
  readonly index: number;
  #clauses: readonly Span[] | undefined;
  #words: readonly string[] | undefined;
  #isPlain: boolean | undefined;

  constructor(span: Span, plain: string, block: number, index: number) {
    this.start = span.start;
    this.end = span.end;
    this.plain = plain;
    this.block = block;
    this.index = index;
  }

  get words(): readonly string[] {
    return (this.#words ??= wordsOf(this.plain));
  }

  get isPlain(): boolean {
    return (this.#isPlain ??= !/[^\0-~–]/.test(this.plain));
  }

  get clauses(): readonly Span[] {
    const { start } = this;
    this.#clauses ??= clauseSpans(this.plain).map((c) => ({ start: start + c.start, end: start + c.end }));
    return this.#clauses;
  }
}

/** Cuts the body into blocks of sentences. `abbreviations` are lower case, without their full stop. */
export function segment(
  body: string,
  abbreviations: ReadonlySet<string>,
  lang = 'en',
  { rough }: Cutting = roughly(body, lang),
): Block[] {
  const blocks: Block[] = [];
  let index = 0;
  for (const { start, end, plain, pieces, isDivisible, quotes } of rough) {
    const sentences: Sentence[] = [];
    const own = isDivisible ? divided(pieces, abbreviations) : pieces;
    for (const piece of sentenceSpans(plain, own, abbreviations)) {
      const span = { start: start + piece.start, end: start + piece.end };
      sentences.push(new Cut(span, plain.slice(piece.start, piece.end), blocks.length, index++));
    }
    blocks.push({ start, end, sentences, quotes });
  }
  return blocks;
}

/** Lines are blocks; a line that goes on in lower case on the next one is joined (hard-wrapped text), an endless one is cut. */
function blockSpans(body: string): Span[] {
  const spans: Span[] = [];
  const lines = /[^\n]+/g;
  for (let line = lines.exec(body); line; line = lines.exec(body)) {
    const words = line[0].trim();
    if (!words) continue;
    const start = line.index + line[0].indexOf(words);
    const end = start + words.length;
    const last = spans.at(-1);
    const gap = last ? body.slice(last.end, start) : '';
    const wrapped =
      last &&
      gap.split('\n').length === 2 &&
      end - last.start < MAX_BLOCK &&
      /[\p{L},–-]$/u.test(body.slice(Math.max(0, last.end - 2), last.end)) &&
      /^\p{Ll}/u.test(words);
    if (wrapped) spans[spans.length - 1] = { start: last.start, end };
    else spans.push(...shorten(body, { start, end }, MAX_BLOCK));
  }
  return spans;
}

function sentenceSpans(plain: string, pieces: readonly Piece[], abbreviations: ReadonlySet<string>): Span[] {
  const spans: Span[] = [];
  let start = 0;
  let end = 0;
  for (const piece of pieces) {
    const next = piece.index + piece.piece.length;
    if (end > 0) {
      const joint = (piece.joint ??= jointOf(plain, piece));
      const isJoined = typeof joint === 'string' ? abbreviations.has(joint) : joint;
      if (!isJoined || next - start >= MAX_SENTENCE) {
        addSentence(spans, plain, { start, end });
        start = end;
      }
    }
    end = next;
  }
  addSentence(spans, plain, { start, end });
  return spans;
}

function addSentence(spans: Span[], plain: string, whole: Span): void {
  for (const part of shorten(plain, whole, MAX_SENTENCE)) {
    const span = trim(plain, part);
    if (span.end > span.start) spans.push(span);
  }
}

/** The segmenter does not end a sentence before a digit ("… this month. 37 of them …"); such places are cut here. */
function divided(rough: readonly Piece[], abbreviations: ReadonlySet<string>): readonly Piece[] {
  const out: Piece[] = [];
  for (const { index, piece } of rough) {
    let start = 0;
    for (const cut of matches(DIGIT_AFTER_STOP, piece)) {
      const before = piece.slice(Math.max(0, cut.index - LONGEST_ABBREVIATION), cut.index);
      if (abbreviations.has(/\p{L}+$/u.exec(before)?.[0].toLowerCase() ?? '')) continue;
      const end = cut.index + cut[0].length;
      out.push({ index: index + start, piece: piece.slice(start, end) });
      start = end;
    }
    out.push({ index: index + start, piece: start === 0 ? piece : piece.slice(start) });
  }
  return out;
}

const DIGIT_AFTER_STOP = /(?<=\p{L}{2})[.!?]["')]* +(?=\d)/gu;
/** Cheap test that spares most pieces the expression above. */
const BEFORE_DIGIT = /[.!?"')] +\d/;

/** Units before a piece by which it is told whether it goes on. */
const TAIL = 24;

function jointOf(plain: string, { index, piece }: Piece): Joint {
  const tail = plain.slice(Math.max(0, index - TAIL), index);
  let last = tail.length - 1;
  while (last >= 0 && isSpace(tail.charCodeAt(last))) last--;
  const word = tail[last] === '.' ? lastWord(tail, last) : '';
  if (word !== '' && /^\p{L}$/u.test(word)) return true;
  // "12. Who is held": a number at the head of a line belongs to what follows.
  if (
    isUnit(tail.charCodeAt(last - 1), DIGIT) &&
    (/^\d+\.$/.test(tail.trim()) || (/(^|\s)[([]?\d{1,2}[.)]\s*$/.test(tail) && tail.trim().length < 4))
  )
    return true;
  if (mayGoOn(piece)) {
    if (/^\s*(?:\p{Ll}|[–-] )/u.test(piece) && !/["')]\s*$/.test(tail)) return true;
    if (/^["']?\s*\p{Ll}/u.test(piece)) return true;
  }
  return word === '' ? false : word;
}

/** The letters and full stops before the full stop at a place, from the first letter on, in lower case. */
function lastWord(tail: string, stop: number): string {
  let from = stop;
  for (let at = stop - 1; at >= 0; at--) {
    const unit = tail.charCodeAt(at);
    if (isUnit(unit, HALF)) return /([\p{L}][\p{L}.]*)\.\s*$/u.exec(tail)?.[1]?.toLowerCase() ?? '';
    if (isUnit(unit, LETTER)) from = at;
    else if (unit !== STOP) break;
  }
  return tail.slice(from, stop).toLowerCase();
}

const STOP = 46;

/** True if a piece begins, behind white space and a mark of quotation, with a small letter or a dash. */
function mayGoOn(piece: string): boolean {
  let at = 0;
  while (isSpace(piece.charCodeAt(at))) at++;
  return isUnit(piece.charCodeAt(at), LOWER | HALF) || '"\'–-'.includes(piece[at] ?? ' ');
}

/** Units before a full stop in which an abbreviation is looked for. */
const LONGEST_ABBREVIATION = 40;

function shorten(plain: string, span: Span, most: number): Span[] {
  if (span.end - span.start <= most) return [span];
  const pieces: Span[] = [];
  let start = span.start;
  while (span.end - start > most) {
    const space = cutBefore(plain, start, start + most);
    let cut = space > start ? space + 1 : start + most;
    if (/[\udc00-\udfff]/.test(plain[cut] ?? '')) cut--;
    pieces.push({ start, end: cut });
    start = cut;
  }
  pieces.push({ start, end: span.end });
  return pieces;
}

/** The last space that a stretch can be cut at, after a full stop if there is one in its second half; else -1. */
function cutBefore(plain: string, start: number, end: number): number {
  if (end - start > MAX_SENTENCE) {
    const stop = plain.lastIndexOf('. ', end - 1);
    if (stop > (start + end) / 2) return stop + 1;
  }
  return plain.lastIndexOf(' ', end);
}

function isSpace(unit: number): boolean {
  return unit === 32 || isUnit(unit, SPACE);
}

/** Span without white space at its ends. */
export function trim(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

const CLAUSE_BREAK =
  /; |: (?=\S)| – |\.\.\. |, (?=(?:and|but|while|whereas|although|though|yet|so|nor|or|because|whom?|which|where|when|including|among (?:them|whom|which)|of (?:whom|which|them|these|those)|adding|saying|as well as|after|before|despite|plus|then|he|she|it|they|we|I|there|none|no one|nobody|not)\b)| (?=(?:while|whereas|but|although|because)\b)| and (?=(?:that|he|she|it|they|we|there|none|no|nobody|had|has|have|was|were|is|are|would|could|cannot|can|did|does|do|kept|left|hung|refused|declined)\b)/g;

/** Cuts a folded sentence where a new clause most likely begins. Positions are within the sentence. */
export function clauseSpans(plain: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const cut of matches(CLAUSE_BREAK, plain)) {
    if (cut.index - start < 8) continue;
    spans.push({ start, end: cut.index });
    start = cut.index + (cut[0].startsWith(' and') ? 5 : cut[0].length);
  }
  spans.push({ start, end: plain.length });
  return spans.map((span) => trim(plain, span)).filter((span) => span.end > span.start);
}

const PAIRS: Readonly<Record<string, string>> = { '“': '”', '„': '”', '«': '»', '"': '"', '‘': '’' };

/** Quotations of a block, marks included; a mark that is never closed runs to the end of the block. */
export function quoteSpans(text: string, offset = 0): Span[] {
  const spans: Span[] = [];
  const marks = /[“„«"‘]/g;
  const clear = new Map<string, number>();
  for (let open = marks.exec(text); open; open = marks.exec(text)) {
    const mark = open[0];
    if (mark === '‘' && /\p{L}/u.test(text[open.index - 1] ?? '')) continue;
    const end = closing(text, open.index + 1, PAIRS[mark] ?? mark, clear);
    if (end < 0 && (mark === '‘' || text.length - open.index > MAX_QUOTATION)) continue;
    spans.push({ start: offset + open.index, end: offset + (end < 0 ? text.length : end + 1) });
    marks.lastIndex = end < 0 ? text.length : end + 1;
  }
  return spans;
}

/** Longest quotation looked for; keeps an unclosed mark from being searched for again and again. */
const MAX_QUOTATION = 4000;

/** Place of a closing mark; `clear` remembers up to where there is none, so that no stretch is looked through twice. */
function closing(text: string, from: number, mark: string, clear: Map<string, number>): number {
  const end = Math.min(text.length, from + MAX_QUOTATION);
  const within = text.slice(Math.max(from, clear.get(mark) ?? 0), end);
  for (let at = within.indexOf(mark); at >= 0; at = within.indexOf(mark, at + 1)) {
    const place = end - within.length + at;
    if (mark !== '’' || !/\p{L}/u.test(text[place + 1] ?? '') || place + 1 === end) return place;
  }
  clear.set(mark, end);
  return -1;
}

/** The first of some spans that ends behind a position, by halving; spans stand in the order of the text. */
export function firstEndingAfter(spans: readonly Span[], position: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** True if the two spans share at least one unit. */
export function touches(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True if `outer` holds all of `inner`. */
export function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The word that begins at a position. */
export function wordAt(text: string, position: number): string {
  return /^[\p{L}\p{N}'-]+/u.exec(text.slice(position, position + 60))?.[0] ?? '';
}

/** Most expressions fit nowhere. */
const NONE: readonly RegExpExecArray[] = [];

/**
 * All matches of a global expression. Unlike matchAll it does not copy the expression, which is most of the cost
 * where hundreds of expressions meet every sentence.
 */
export function matches(expression: RegExp, text: string): readonly RegExpExecArray[] {
  expression.lastIndex = 0;
  let match = expression.exec(text);
  if (!match) return NONE;
  const found: RegExpExecArray[] = [];
  for (; match; match = expression.exec(text)) {
    found.push(match);
    if (match[0] === '') expression.lastIndex++;
  }
  return found;
}

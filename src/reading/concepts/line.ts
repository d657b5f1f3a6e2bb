/**
 * One sentence as the concept rules see it: words with concepts, figures, dates, and clauses. Rules ask which
 * concepts a clause holds, where, in which order and how far apart; they never look at letters.
 */
import type { DateMention } from '../dates.ts';
import { type Sentence, type Span, touches } from '../segment.ts';
import type { Numeral } from './numerals.ts';
import type { Word } from './tagger.ts';
import type { Tongue } from './tongue.ts';
import { type Concept, PREDICATES } from './vocabulary.ts';

export type Dated = DateMention & { readonly first: number; readonly last: number };

/** Word indices, both ends included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A sentence and everything recognised in it. */
export class Line {
  readonly sentence: Sentence;
  readonly words: readonly Word[];
  readonly whole: Clause;
  /** Marks of quotation before each word: odd inside. */
  readonly quotes: readonly Span[];
  readonly tongue: Tongue;
  /** All concepts of the sentence. */
  readonly #concepts: ReadonlySet<Concept>;
  readonly #published: string | null;
  /** Looked for when a rule first asks: of many sentences none does. */
  #dates: readonly Dated[] | undefined;
  #numerals: readonly Numeral[] | undefined;
  #clauses: readonly Clause[] | undefined;
  #asks: boolean | undefined;
  /** Words that stand with a capital inside some sentence of the text: names also at the head of one. */
  readonly names: ReadonlySet<string>;

  constructor(
    sentence: Sentence,
    tongue: Tongue,
    published: string | null,
    quotes: readonly Span[],
    names: Set<string> = new Set(),
  ) {
    this.sentence = sentence;
    this.tongue = tongue;
    this.names = names;
    this.words = tongue.tagger.read(sentence.plain);
    this.#concepts = unionOf(this.words);
    for (let at = 1; at < this.words.length; at++) {
      const word = this.words[at];
      if (!word?.hasCapital || !mayPrecedeName(this.words[at - 1])) continue;
      names.add(word.key);
      const mark = word.key.indexOf("'");
      if (mark >= 0) names.add(word.key.slice(0, mark));
    }
    this.#published = published;
    this.quotes = quotes;
    this.whole = new Clause(this, { from: 0, to: this.words.length - 1 });
  }

  get dates(): readonly Dated[] {
    return (this.#dates ??= this.tongue.calendar.find(this.words, this.#published));
  }

  /** Figures that belong to no date. */
  get numerals(): readonly Numeral[] {
    this.#numerals ??= this.tongue.numerals
      .find(this.words)
      .filter(
        (numeral) =>
          !this.dates.some((date) => touches(date, { start: numeral.numberStart, end: numeral.end })),
      );
    return this.#numerals;
  }

  get clauses(): readonly Clause[] {
    this.#clauses ??= clausesOf(this.words, this.tongue.breaks).map((range) => new Clause(this, range));
    return this.#clauses;
  }

  /** True if a word has one of the concepts. */
  is(at: number, ...concepts: readonly Concept[]): boolean {
    const own = this.words[at]?.concepts;
    return own !== undefined && own.size > 0 && hasOne(own, concepts);
  }

  /** True if any word has one of the concepts: most sentences have few, so that most questions end here. */
  has(concepts: readonly Concept[]): boolean {
    return hasOne(this.#concepts, concepts);
  }

  /** The clause a word belongs to. */
  clauseOf(at: number): Clause {
    return this.clauses.find((clause) => clause.from <= at && at <= clause.to) ?? this.whole;
  }

  /** Words as a stretch of the body, in positions of the sentence. */
  span(range: Range): Span {
    return { start: this.words[range.from]?.start ?? 0, end: this.words[range.to]?.end ?? 0 };
  }

  /** The text of a range. */
  text(range: Range): string {
    const { start, end } = this.span(range);
    return this.sentence.plain.slice(start, end);
  }

  /** True if a word stands inside quotation marks that open in this sentence or before it. */
  isQuoted(at: number): boolean {
    const word = this.words[at];
    if (!word) return false;
    const place = this.sentence.start + word.start;
    return this.quotes.some((quote) => quote.start < place && place < quote.end - 1);
  }

  /** True if the sentence asks. */
  get isQuestion(): boolean {
    this.#asks ??=
      /[?؟՞]/.test(this.sentence.plain) &&
      (/[?؟՞]["'»)”]*\s*$/.test(this.sentence.plain) || this.sentence.plain.includes('՞'));
    return this.#asks;
  }
}

/** A stretch of a sentence with a predicate of its own. */
export class Clause implements Range {
  readonly line: Line;
  readonly from: number;
  readonly to: number;
  #isUnreal: boolean | undefined;

  constructor(line: Line, range: Range) {
    this.line = line;
    this.from = range.from;
    this.to = range.to;
  }

  /** First word with one of the concepts, or -1. */
  find(...concepts: readonly Concept[]): number {
    if (!this.line.has(concepts)) return -1;
    const { words } = this.line;
    for (let at = this.from; at <= this.to; at++) if (isOne(words[at], concepts)) return at;
    return -1;
  }

  /** All words with one of the concepts. */
  all(...concepts: readonly Concept[]): number[] {
    const found: number[] = [];
    if (!this.line.has(concepts)) return found;
    const { words } = this.line;
    for (let at = this.from; at <= this.to; at++) if (isOne(words[at], concepts)) found.push(at);
    return found;
  }

  /** Last word with one of the concepts, or -1. */
  last(concepts: readonly Concept[]): number {
    if (!this.line.has(concepts)) return -1;
    const { words } = this.line;
    for (let at = this.to; at >= this.from; at--) if (isOne(words[at], concepts)) return at;
    return -1;
  }

  has(...concepts: readonly Concept[]): boolean {
    const { line } = this;
    return line.has(concepts) && (line.whole === this || this.find(...concepts) >= 0);
  }

  /** Two words, one of each group, at most `reach` words apart; the closest pair. */
  pair(a: readonly Concept[], b: readonly Concept[], reach = 12): readonly [number, number] | null {
    let best: readonly [number, number] | null = null;
    for (const x of this.all(...a))
      for (const y of this.all(...b)) {
        if (x === y || Math.abs(x - y) > reach) continue;
        if (!best || Math.abs(x - y) < Math.abs(best[0] - best[1])) best = [x, y];
      }
    return best;
  }

  /** True if a word is negated: a negation within three words before it (auxiliaries aside), or right after it. */
  isNegated(at: number): boolean {
    for (let near = at; near <= Math.min(this.to, at + 2); near++)
      if (this.line.is(near, 'not') || (near !== at && this.line.is(near, 'without'))) return true;
    for (let near = at - 1, steps = 0; near >= this.from && steps < 3; near--) {
      const isMark = this.line.words[near]?.isMark === true;
      if (!isMark || near === at - 1) if (this.line.is(near, 'not', 'without')) return true;
      if (!this.line.is(near, 'aux')) steps++;
    }
    return false;
  }

  /** True for demands, laws, conditions: nothing is said to have happened. */
  get isUnreal(): boolean {
    return (this.#isUnreal ??= this.#demands());
  }

  #demands(): boolean {
    if (this.has('norm', 'if')) return true;
    // "We demand that they be freed": what is demanded stands in a clause of its own.
    const { clauses } = this.line;
    const before = clauses[clauses.findIndex((clause) => clause.from === this.from) - 1];
    const head = this.line.words[this.from]?.isMark ? this.from + 1 : this.from;
    return before !== undefined && this.line.is(head, 'that') && before.has('norm');
  }

  /** Without connecting words and marks at the ends. */
  get bare(): Range {
    let { from, to } = this;
    const { line } = this;
    while (from < to && (line.words[from]?.isMark || line.is(from, 'and', 'but', 'that'))) {
      if (OPENING.has(line.words[from]?.text ?? '')) break;
      from++;
    }
    while (to > from && line.words[to]?.isMark && !CLOSING.has(line.words[to]?.text ?? '')) to--;
    return { from, to };
  }
}

const OPENING: ReadonlySet<string> = new Set(['"', '«']);
const CLOSING: ReadonlySet<string> = new Set(['"', '»', '%', ')']);
const HARD: ReadonlySet<string> = new Set([';', ':', '…']);
const SOFT: ReadonlySet<string> = new Set([',', '–', '،', '؛', '՝']);

/** Cuts at marks and joining words wherever both sides have a predicate. */
function clausesOf(words: readonly Word[], breaks: ReadonlySet<string>): Range[] {
  const cuts: number[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    if (!word) continue;
    // "8,7 million": a mark between digits cuts nothing.
    if (word.isMark && words[at - 1]?.isDigits && words[at + 1]?.isDigits && isTight(words, at)) continue;
    const isMark = word.isMark && (HARD.has(word.text) || SOFT.has(word.text) || breaks.has(word.text));
    if (isMark || word.concepts.has('but') || word.concepts.has('and')) cuts.push(at);
  }
  const ranges: Range[] = [];
  let from = 0;
  for (const cut of [...cuts, words.length]) {
    if (cut <= from) continue;
    const range = { from, to: cut - 1 };
    const last = ranges.at(-1);
    const mark = words[from]?.isMark === true ? (words[from]?.text ?? '') : '';
    const isHard = HARD.has(mark) || breaks.has(mark);
    const isAsked = last !== undefined && !isHard && isOpenQuestion(words, last, from);
    if (last && !isHard && (isAsked || !(tells(words, range) && tells(words, last))))
      ranges[ranges.length - 1] = { from: last.from, to: range.to };
    else ranges.push(range);
    from = cut;
  }
  return ranges;
}

/** True if a mark has no space on either side. */
function isTight(words: readonly Word[], at: number): boolean {
  return words[at - 1]?.end === words[at]?.start && words[at]?.end === words[at + 1]?.start;
}

const OPEN: readonly Concept[] = ['unknown', 'refuse', 'refusal'];

/** "It is not known whether …", "refused to say where …": what is not told belongs to the words that say so. */
function isOpenQuestion(words: readonly Word[], last: Range, cut: number): boolean {
  if (!SOFT.has(words[cut]?.text ?? '') || !words[cut + 1]?.concepts.has('that')) return false;
  for (let at = last.from; at <= last.to; at++)
    if (OPEN.some((concept) => words[at]?.concepts.has(concept))) return true;
  return false;
}

function tells(words: readonly Word[], range: Range): boolean {
  for (let at = range.from; at <= range.to; at++) {
    const concepts = words[at]?.concepts;
    if (concepts) for (const concept of concepts) if (TELLING.has(concept)) return true;
  }
  return false;
}

const TELLING: ReadonlySet<Concept> = new Set(PREDICATES);

/** A letter or a comma before a capital: the capital begins no sentence. */
function mayPrecedeName(before: Word | undefined): boolean {
  return before !== undefined && (before.isMark ? before.text === ',' : /^\p{L}/u.test(before.text));
}

function unionOf(words: readonly Word[]): ReadonlySet<Concept> {
  const all = new Set<Concept>();
  for (const { concepts } of words) for (const concept of concepts) all.add(concept);
  return all;
}

function isOne(word: Word | undefined, concepts: readonly Concept[]): boolean {
  return word !== undefined && word.concepts.size > 0 && hasOne(word.concepts, concepts);
}

function hasOne(own: ReadonlySet<Concept>, concepts: readonly Concept[]): boolean {
  for (const concept of concepts) if (own.has(concept)) return true;
  return false;
}

/**
 * A small grammar on tokens: who stands before a verb, what stands after it, what kind of party a name is.
 * It has no parser; it cuts at words of closed classes and gives null where it is not sure.
 */
import type { Span } from './segment.ts';
import { ownCopy } from './units.ts';

export interface Token extends Span {
  readonly words: string;
  readonly lower: string;
  /** The word as a verb would be looked up: empty for a capital inside a sentence, which is a name ("Mark", "Ask"). */
  readonly verbal: string;
}

export type PartyType = 'person' | 'body' | 'people' | 'document' | 'unclear';

/** Word classes of a language, from words.tsv. */
export type WordClasses = ReadonlyMap<string, ReadonlySet<string>>;

/** What a unit of text can be in a token; 0 is not known yet. */
const LETTER = 1;
const INNER = 2;
const STOP = 3;
const SIGN = 4;
const SPACE = 5;
const OTHER = 6;
const CLASSES = new Uint8Array(0x10000);

function classOf(unit: number): number {
  const known = CLASSES[unit] ?? 0;
  if (known > 0) return known;
  const char = String.fromCharCode(unit);
  const found = /[\p{L}\p{N}]/u.test(char)
    ? LETTER
    : /['-]/.test(char)
      ? INNER
      : /[.,]/.test(char)
        ? STOP
        : /[@#]/.test(char)
          ? SIGN
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

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

const TOKENS = new WeakMap<object, readonly Token[]>();

/** Tokens of a sentence, cut once for all who ask. */
export function tokensOf(sentence: { readonly plain: string }): readonly Token[] {
  let list = TOKENS.get(sentence);
  if (!list) TOKENS.set(sentence, (list = tokens(sentence.plain)));
  return list;
}

/** Tokens of folded text: words with inner apostrophes and hyphens, and single marks. */
export function tokens(plain: string): Token[] {
  const out: Token[] = [];
  if (/[\ud800-\udfff]/.test(plain)) {
    for (const { 0: words, index } of plain.matchAll(TOKEN)) addToken(out, words, index);
    return out;
  }
  for (let start = 0; start < plain.length;) {
    const first = classAt(plain, start);
    if (first === SPACE) {
      start++;
      continue;
    }
    let end = start + 1;
    const head = first === SIGN && classAt(plain, end) === LETTER ? end++ : start;
    if (classAt(plain, head) === LETTER)
      for (;;) {
        const next = classAt(plain, end);
        if (next === LETTER || next === INNER || (next === STOP && isDigit(plain.charCodeAt(end + 1)))) end++;
        else break;
      }
    addToken(out, plain.slice(start, end), start);
    start = end;
  }
  return out;
}

/** The same by an expression, for text with units in pairs. */
const TOKEN = /[@#]?[\p{L}\p{N}](?:[\p{L}\p{N}'-]|[.,](?=\d))*|[^\s]/gu;

function addToken(out: Token[], words: string, start: number): void {
  const lower = words.toLowerCase();
  const isName = words !== lower && out.length > 0 && joins(out[out.length - 1]?.words ?? '');
  out.push({ start, end: start + words.length, words, lower, verbal: isName ? '' : lower });
}

/** True if a token ends in such a way that a capital behind it is a name's. */
function joins(words: string): boolean {
  const last = words.charCodeAt(words.length - 1);
  if (last >= 0xd800 && last < 0xe000) return /[\p{L}\p{N}]$/u.test(words);
  const own = classOf(last);
  return own === LETTER || own === INNER || last === COMMA;
}

const COMMA = 44;

const STOPS = new Set(["'", '.', ';', ':', '–', '(', ')', '[', ']', '"', '!', '?', '•', '…', '‘', '«', '»']);

/** Units of the first token of a marker. */
const LONGEST_MARKER = 3;

/** "11.20 The minister says", "8.30am": one word of digits. */
const TIME_OF_DAY = /^\d{1,2}\.\d\d(?:[ap]m)?$/i;

/** First token after a list number, a clock time or a bracketed letter. */
function afterMarker(list: readonly Token[]): number {
  if (TIME_OF_DAY.test(list[0]?.words ?? '')) return 1;
  if ((list[0]?.words.length ?? 0) > LONGEST_MARKER) return 0;
  const words = list.slice(0, 4).map((token) => token.words);
  if (/^\d{1,2}$/.test(words[0] ?? '') && words[1] === ':' && /^\d\d$/.test(words[2] ?? '')) return 3;
  if (/^\d{1,3}$/.test(words[0] ?? '') && words[1] === '/' && /^\d{1,3}$/.test(words[2] ?? '')) return 3;
  if (/^(?:\d{1,3}|[a-z])$/.test(words[0] ?? '') && /^[.)/]$/.test(words[1] ?? '')) return 2;
  if (words[0] === '(' && words[2] === ')') return 3;
  return words[0] === '•' || words[0] === '*' ? 1 : 0;
}

/** Phrases whose kind of party is remembered. */
const MOST_TYPES = 20_000;

/** Words that only join a sentence to what was said before. */
const JOINS = /^(?:yet|later|then|now|so|still|again|meanwhile|also|today|afterwards|besides)$/;

/** Verbs that are the first half of an office behind an article: "the state laboratory". */
const BESIDES = /^(?:state|police|press)$/;

/** Words that end a phrase of time. */
const DATED = new Set(
  'monday tuesday wednesday thursday friday saturday sunday today yesterday week month year'.split(' '),
);

export class Grammar {
  /** Classes by word: most words have none, and most questions end there. */
  readonly #classes = new Map<string, string[]>();
  readonly #finite: ReadonlySet<string>;
  readonly #types = new Map<string, PartyType>();

  constructor(classes: WordClasses, finite: Iterable<string>) {
    for (const [name, words] of classes)
      for (const word of words) this.#classes.set(word, [...(this.#classes.get(word) ?? []), name]);
    this.#finite = new Set([...finite, ...(classes.get('verb') ?? [])]);
  }

  /** True if the word is in one of the classes. */
  is(lower: string, ...names: string[]): boolean {
    const own = this.#classes.get(lower);
    if (own === undefined) return false;
    for (const name of own) if (names.includes(name)) return true;
    return false;
  }

  /** True for auxiliaries and verb forms known to be finite. */
  isFinite(lower: string): boolean {
    return this.#finite.has(lower) || this.is(lower, 'aux');
  }

  /** The noun phrase that ends before token `verb`, as a span of the text; null where unclear. */
  subjectBefore(list: readonly Token[], verb: number, from = 0): Span | null {
    const floor = Math.max(from, afterMarker(list));
    let last = this.#skipBack(list, verb - 1, floor);
    if (last < floor) return null;
    const own = list[last];
    // "In a reply dated 1 December they stated": a pronoun right before its verb is the whole subject.
    if (
      own &&
      own.lower.length <= 4 &&
      /^(?:he|she|it|they|we|i)$/.test(own.lower) &&
      !/^(?:and|or|nor)$/.test(list[last - 1]?.lower ?? '')
    )
      return { start: own.start, end: own.end };
    if (this.is(list[last]?.lower ?? '', 'rel') && last > floor)
      last -= list[last - 1]?.words === ',' ? 2 : 1;
    if (list[last]?.words === ')') {
      while (last > floor && list[last]?.words !== '(') last--;
      last--;
    }
    if (list[last]?.words === ',') {
      const before = this.#beforeApposition(list, last, floor);
      if (before === null) return null;
      last = before;
    }
    if (last < floor || STOPS.has(list[last]?.words ?? '')) return null;
    const found = this.#walkBack(list, last, floor);
    return found ? this.#clean(list, found.first, found.last) : null;
  }

  /** Skips auxiliaries, adverbs and a trailing date ("on Thursday") leftwards. */
  #skipBack(list: readonly Token[], from: number, floor: number): number {
    let at = from;
    for (let steps = 0; at >= floor && steps < 8; steps++) {
      const word = list[at]?.lower ?? '';
      if (list[at]?.words === '"' && /\w/.test(list[at - 1]?.words ?? '')) {
        at--;
        continue;
      }
      const dated = DATED.has(word) || (word.length === 4 && /^\d{4}$/.test(word));
      if (
        this.is(word, 'aux') ||
        this.is(word, 'adverb') ||
        (word === 'since' && this.is(list[at - 1]?.lower ?? '', 'aux')) ||
        (word.endsWith('ly') && !/^[A-Z]/.test(list[at]?.words ?? ''))
      )
        at--;
      else if (dated && /^(?:on|in|last|this|late|early)$/.test(list[at - 1]?.lower ?? '')) at -= 2;
      else if (dated && /^(?:today|yesterday)$/.test(word)) at--;
      else if (/^(?:first|last|once)$/.test(word) && list[at - 1]?.lower === 'at') at -= 2;
      else if (word === 'turn' && list[at - 1]?.lower === 'in') at -= 2;
      else break;
    }
    return at;
  }

  /** "X, the director of Y," → last token of X. */
  #beforeApposition(list: readonly Token[], comma: number, floor: number): number | null {
    for (let at = comma - 1; at > floor && comma - at < 22; at--) {
      const words = list[at]?.words ?? '';
      if (words === ',' && at > floor) {
        const head = list[at - 1];
        const lower = list[at + 1]?.lower ?? '';
        const nominal =
          head &&
          /\p{L}/u.test(head.words) &&
          !this.is(head.lower, 'prep', 'aux', 'sub', 'adverb', 'conj', 'verb');
        const own = this.#afterStop(list, floor, at);
        const starts = list
          .slice(own, at)
          .every((token) => !this.is(token.lower, 'aux') || this.#relativeBefore(list, at, own) !== null);
        const joins = this.is(lower, 'conj') && !this.is(list[at + 2]?.lower ?? '', 'rel');
        if (nominal && starts && !joins && !this.#fronted(list, own, at)) return at - 1;
        if (this.is(lower, 'rel')) return this.#beforeAge(list, at - 1, floor);
      }
      if (STOPS.has(words) && words !== '"') return null;
    }
    return null;
  }

  /** "Arn Tull, 24, who was held, told us": the name stands before the age. */
  #beforeAge(list: readonly Token[], at: number, floor: number): number {
    const isAge = /^\d{1,2}$/.test(list[at]?.words ?? '') && list[at - 1]?.words === ',';
    return isAge && at - 2 >= floor ? at - 2 : at;
  }

  /** True if what stands before the comma is a fronted phrase ("In May, …"), not the subject. */
  #fronted(list: readonly Token[], floor: number, comma: number): boolean {
    if (comma - floor > 18) return true;
    let own = floor;
    // "Yet a released prisoner, …", "Later the lawyer, …": what joins a sentence to the last one opens no phrase.
    while (own < comma - 2 && (JOINS.test(list[own]?.lower ?? '') || this.is(list[own]?.lower ?? '', 'conj')))
      own++;
    const first = list[own]?.lower ?? '';
    return (
      this.is(first, 'adverb', 'sub') ||
      (this.is(first, 'prep') && this.#nextPhrase(list, own, comma - 1) === null)
    );
  }

  #afterStop(list: readonly Token[], floor: number, before: number): number {
    for (let at = before - 1; at >= floor; at--) if (/^[;:–"]$/.test(list[at]?.words ?? '')) return at + 1;
    return floor;
  }

  #walkBack(list: readonly Token[], last: number, floor: number): { first: number; last: number } | null {
    let first = last;
    let and = -1;
    let end = last;
    while (first > floor) {
      const word = list[first - 1]?.lower ?? '';
      if (STOPS.has(word) || word === ',') break;
      if (this.is(word, 'sub') && !(word === 'as' && list[first - 2]?.lower === 'such')) break;
      if (this.is(word, 'rel')) {
        end = first - 2;
        first--;
        and = -1;
        continue;
      }
      if (word === 'and' || word === 'or') and = first - 1;
      else if (
        this.isFinite(list[first - 1]?.verbal ?? '') &&
        list[first - 2]?.lower !== 'to' &&
        !word.endsWith('ing') &&
        !(BESIDES.test(word) && this.is(list[first - 2]?.lower ?? '', 'det'))
      ) {
        const relative = this.#relativeBefore(list, first - 1, floor);
        if (relative !== null) {
          end = relative - 1;
          first = relative;
          and = -1;
          continue;
        }
        if (and > first - 1) return { first: and + 1, last: end };
        return first > end ? null : { first, last: end };
      }
      first--;
    }
    return first > end ? null : { first, last: end };
  }

  #relativeBefore(list: readonly Token[], verb: number, floor: number): number | null {
    for (let at = verb - 1; at > floor && verb - at < 8; at--) {
      if (this.is(list[at]?.lower ?? '', 'rel') || (list[at]?.lower === 'that' && at > floor + 1)) return at;
      if (STOPS.has(list[at]?.words ?? '') || list[at]?.words === ',') return null;
    }
    return null;
  }

  /** Drops fronted phrases and adverbs; null if what is left cannot be a name or a description. */
  #clean(list: readonly Token[], from: number, last: number): Span | null {
    let first = from;
    while (
      first < last &&
      (this.is(list[first]?.lower ?? '', 'conj', 'adverb', 'sub') || list[first]?.words === '-')
    )
      first++;
    if (this.is(list[first]?.lower ?? '', 'prep')) {
      const next = this.#nextPhrase(list, first, last);
      if (next === null) return null;
      first = next;
    }
    for (let at = last; at > first + 1; at--) {
      const before = list[at - 1];
      const det = /^(?:the|a|an|its|their|his|her|our|my)$/.test(list[at]?.lower ?? '');
      if (
        det &&
        before &&
        /^\p{L}/u.test(before.words) &&
        !this.is(before.lower, 'prep', 'det', 'conj', 'aux', 'sub', 'rel', 'adverb')
      ) {
        first = at;
        break;
      }
    }
    while (last > first && this.is(list[last]?.lower ?? '', 'prep', 'conj', 'adverb')) last--;
    if (last - first > 15) {
      const next = this.#nextPhrase(list, last - 12, last);
      if (next === null) return null;
      first = next;
    }
    const [a, b] = [list[first], list[last]];
    if (!a || !b || !/[\p{L}\p{N}]/u.test(a.words)) return null;
    if (first === last && this.is(a.lower, 'conj', 'adverb', 'sub', 'prep', 'aux')) return null;
    return { start: a.start, end: b.end };
  }

  /** First determiner or name that follows a noun: where a new phrase begins after a fronted one. */
  #nextPhrase(list: readonly Token[], first: number, last: number): number | null {
    for (let at = first + 2; at <= last; at++) {
      const before = list[at - 1]?.lower ?? '';
      const here = list[at];
      if (!here || this.is(before, 'prep', 'det', 'conj', 'aux') || this.is(before, 'title')) continue;
      if (
        /^(?:the|a|an|his|her|its|their|our|my|one|two|three|four|five)$/.test(here.lower) &&
        !/['-]s?$/.test(before)
      )
        return at;
      if (
        /^\p{Lu}/u.test(here.words) &&
        /^\p{Ll}/u.test(list[at - 1]?.words ?? '') &&
        !this.#isAdjectival(before)
      )
        return at;
    }
    return null;
  }

  #isAdjectival(lower: string): boolean {
    return /(?:ial|ian|ern|ary|ous|ive|'s|s')$/.test(lower);
  }

  /** The noun phrase that begins at or just after token `from`; null if none does. */
  phraseAfter(list: readonly Token[], from: number, limit = 12): Span | null {
    let first = from;
    while (first < list.length && first < from + 2 && this.is(list[first]?.lower ?? '', 'adverb')) first++;
    const head = list[first];
    if (
      !head ||
      STOPS.has(head.words) ||
      head.words === ',' ||
      this.is(head.lower, 'aux', 'sub', 'conj', 'adverb')
    )
      return null;
    if (this.is(head.lower, 'prep')) return null;
    let last = first;
    for (let at = first + 1; at < list.length && at < first + limit; at++) {
      const word = list[at];
      if (!word || STOPS.has(word.words) || word.words === ',') break;
      if (this.is(word.lower, 'sub', 'rel', 'aux') || this.#finite.has(word.verbal)) break;
      const next = list[at + 1];
      if (
        this.is(word.lower, 'conj') &&
        !(next && /^\p{Lu}/u.test(next.words) && /^\p{Lu}/u.test(list[at - 1]?.words ?? ''))
      )
        break;
      if (
        this.is(word.lower, 'prep') &&
        !(word.lower === 'of' || (word.lower === 'for' && next && /^\p{Lu}/u.test(next.words)))
      )
        break;
      if (this.is(word.lower, 'adverb') || (word.lower.endsWith('ly') && /^\p{Ll}/u.test(word.words))) break;
      last = at;
    }
    const tail = list[last];
    if (!tail || this.is(tail.lower, 'prep', 'conj')) last--;
    const end = list[last];
    return end && last >= first ? { start: head.start, end: end.end } : null;
  }

  /** What kind of party a phrase names. */
  partyType(phrase: string): PartyType {
    const known = this.#types.get(phrase);
    if (known) return known;
    const type = this.#typeOf(phrase);
    if (this.#types.size >= MOST_TYPES) this.#types.clear();
    this.#types.set(ownCopy(phrase), type);
    return type;
  }

  #typeOf(phrase: string): PartyType {
    const words = phrase
      .toLowerCase()
      .replace(/'s\b/g, '')
      .split(/[^\p{L}]+/u)
      .filter(Boolean);
    const raw = phrase.split(/\s+/);
    const ofAt = words.findIndex((w) => /^(?:of|for|at|in|from|who|whose|whom|which)$/.test(w));
    const core = ofAt > 0 ? words.slice(0, ofAt) : words;
    const head = core.at(-1) ?? '';
    if (/ and /.test(phrase) && /^\p{Lu}|^the /u.test(phrase)) return 'people';
    if (words.some((w) => this.is(w, 'title')) && /\p{Lu}/u.test(phrase) && !this.is(head, 'orgnoun'))
      return 'person';
    if (this.is(head, 'rolenoun'))
      return /(?:s|men|women|people)$/.test(head) && !/^(?:mps|ss)$/.test(head) ? 'people' : 'person';
    if (this.is(head, 'document') && !/^\p{Lu}.*\p{Lu}/u.test(phrase)) return 'document';
    if (core.some((w) => this.is(w, 'orgnoun'))) return 'body';
    if (/^(?:\p{Lu}{2,})$/u.test(raw[0]?.replace(/^the$/i, raw[1] ?? '') ?? '')) return 'body';
    if (raw.length >= 2 && raw.length <= 4 && raw.every((w) => /^\p{Lu}/u.test(w))) return 'person';
    if (raw.length === 1 && /^\p{Lu}/u.test(phrase)) return 'unclear';
    if (/(?:s|men|women|people)$/.test(head) && /^(?:\p{Ll}|the)/iu.test(phrase)) return 'people';
    return 'unclear';
  }
}

/**
 * Figures on words: digits of any script with separators, number words, scales and their abbreviations, ranges, vague
 * quantities, and the words that bound them. All of it is data: numbers.tsv of a language.
 * Rows: `unit` and `scale` words with a value (`and` with `glued`: the join is written onto the next word), `vague`
 * quantities, `about` a round number ("une centaine"), `before` and `after` with an operator,
 * `between`, `to` and `and` for ranges and joins, `percent`, `round` behind a bound; a form may be a stem with `*` or a phrase.
 */
import { Fault } from '#ground';
import type { Operator } from '../contract.ts';
import { readRows } from '../lexicon.ts';
import type { Figure } from '../numbers.ts';
import { Forms } from './forms.ts';
import type { Word } from './tagger.ts';
import { type Concept, PERSONS } from './vocabulary.ts';

type Row =
  | 'unit'
  | 'scale'
  | 'vague'
  | 'about'
  | 'before'
  | 'after'
  | 'between'
  | 'to'
  | 'and'
  | 'percent'
  | 'not'
  | 'round';
const ROWS: ReadonlySet<string> = new Set<Row>([
  'unit',
  'scale',
  'vague',
  'about',
  'before',
  'after',
  'between',
  'to',
  'and',
  'percent',
  'not',
  'round',
]);

/** What may stand between a figure and a bound behind it. */
const COUNTED: readonly Concept[] = [...PERSONS, 'of_them', 'case'];

/** Words between a bound and its figure where the number as a noun stands between. */
const TALLY_REACH = 6;

/** A figure with the words it is made of. */
export interface Numeral extends Figure {
  readonly first: number;
  readonly last: number;
  /** First word of a bound that stands apart, before the number as a noun. */
  readonly ahead?: number;
}

interface Read {
  readonly value: number;
  readonly last: number;
  readonly inWords: boolean;
  /** The thousand or million that was said with it, or 1. */
  readonly scale: number;
}

export class Numerals {
  readonly #forms = new Forms<Row>();
  /** What a figure in words begins with, or what only looks like one. */
  readonly #first = this.#forms.kinds('not', 'before', 'between', 'vague', 'about', 'unit', 'scale');
  readonly #decimal: string;
  readonly #prefixes: readonly string[];

  /** `prefixes`: particles written onto a number word; the one that joins numbers stays where it is. */
  constructor(
    folder: URL,
    fold: (text: string) => string,
    decimal: string,
    prefixes: readonly string[] = [],
  ) {
    this.#decimal = decimal;
    for (const { id, columns } of readRows(folder, 'numbers.tsv')) {
      const kind = columns['kind'] ?? '';
      if (!ROWS.has(kind)) throw new Fault('bug', `lexicon row ${id} has an unknown kind`);
      this.#forms.add(kind as Row, columns['form'] ?? '', columns['value'] ?? '', fold);
    }
    const glued = this.#forms.of('and').find(({ value }) => value === 'glued')?.elements[0];
    this.#prefixes = prefixes.filter((prefix) => glued === undefined || !prefix.startsWith(glued));
  }

  /**
   * "With forty", "to forty": a number word without the letter written onto it, where only so it is known. Longer
   * particles make it definite ("the three women" have been counted before), but for a bound: "not above the fifty".
   */
  #bare(word: Word, isBound = false): Word {
    if (word.isMark || word.isDigits || this.#forms.mayBegin(word, this.#first)) return word;
    for (const prefix of this.#prefixes) {
      if (!word.key.startsWith(prefix) || word.key.length < prefix.length + 3) continue;
      if (prefix.length > 1 && !isBound) continue;
      const bare = word.as(word.key.slice(prefix.length));
      if (this.#forms.at([bare], 0, 'unit', 'scale', 'vague')) return bare;
    }
    return word;
  }

  /** All figures of a sentence. */
  find(written: readonly Word[]): Numeral[] {
    const words = this.#prefixes.length > 0 ? written.map((word) => this.#bare(word)) : written;
    const found: Numeral[] = [];
    for (let at = 0; at < words.length; at++) {
      if (!this.#forms.mayBegin(words[at], this.#first) && !words[at]?.key.includes('-')) continue;
      const clock = this.#clock(words, at);
      if (clock > 0) {
        at = clock;
        continue;
      }
      const none = this.#forms.at(words, at, 'not');
      if (none && !this.#forms.at(words, none.last + 1, 'percent')) {
        at = none.last;
        continue;
      }
      const numeral = this.#numeral(words, at);
      if (!numeral) continue;
      found.push(numeral);
      at = numeral.last;
    }
    return found;
  }

  /** "At 22.15": hours and minutes are no figure ("6:40" is one word already); the place of the minutes, or -1. */
  #clock(words: readonly Word[], at: number): number {
    const [hour, mark, minute] = words.slice(at, at + 3);
    if (!hour?.isDigits || !minute?.isDigits || !mark || mark.text === this.#decimal) return -1;
    const isMark = mark.text === '.' && touching(words, at) && touching(words, at + 1);
    if (!isMark || !/^\p{Nd}{1,2}$/u.test(hour.text) || !/^\p{Nd}{2}$/u.test(minute.text)) return -1;
    if (Number(western(hour.text)) > 24 || Number(western(minute.text)) > 59) return -1;
    return this.#forms.at(words, at + 3, 'scale') || this.#forms.at(words, at + 3, 'percent') ? -1 : at + 2;
  }

  #numeral(given: readonly Word[], at: number): Numeral | null {
    const bound = this.#forms.at(given, at, 'before');
    const between = this.#forms.at(given, at, 'between');
    const from = bound ? bound.last + 1 : between ? between.last + 1 : at;
    const next = given[from];
    const bare = bound && next ? this.#bare(next, true) : next;
    const words = bare && bare !== next ? given.with(from, bare) : given;
    const vague = this.#forms.at(words, from, 'vague');
    // Behind a bound one word may be a round figure that alone is a vague quantity: "около сотни", about a hundred.
    const round = bound ? this.#forms.at(words, from, 'round') : null;
    if (round && round.last >= (vague?.last ?? from))
      return this.#build(words, {
        at,
        from,
        last: round.last,
        value: Number(round.value),
        bound,
        vague: false,
      });
    // "С полсотни", some fifty: the word that elsewhere begins a range is part of the round number.
    const about = this.#forms.at(words, at, 'about') ?? this.#forms.at(words, from, 'about');
    if (about && about.last >= (vague?.last ?? from))
      return this.#build(words, {
        at,
        from,
        last: about.last,
        value: Number(about.value),
        bound: bound ?? { value: '~' },
        vague: false,
      });
    const pair = this.#pair(words, from);
    if (pair) return this.#build(words, { at, from, ...pair, bound, vague: false });
    const one = this.#value(words, from);
    if (vague && (!one || vague.last >= one.last))
      return this.#build(words, {
        at,
        from,
        last: vague.last,
        value: Number(vague.value),
        bound,
        vague: true,
      });
    if (!one || isPartOfWord(words, from)) return null;
    const two = this.#second(words, one.last + 1, between !== null);
    const low = two ? lowOf(one, two) : 0;
    if (two && two.value > low)
      return this.#build(words, {
        at,
        from,
        last: two.last,
        value: [low, two.value],
        bound,
        vague: false,
      });
    return this.#build(words, {
      at: between ? from : at,
      from,
      last: one.last,
      value: one.value,
      bound,
      vague: false,
      inWords: one.inWords,
    });
  }

  /** "Пять-шесть человек", "два-три десятка": two numbers written as one word are the ends of a range. */
  #pair(words: readonly Word[], at: number): { value: [number, number]; last: number } | null {
    const word = words[at];
    const halves = word?.key.split('-') ?? [];
    if (!word || halves.length !== 2) return null;
    const [low = 0, high = 0] = halves
      .map((key) => this.#forms.at([word.as(key)], 0, 'unit')?.value ?? 0)
      .map(Number);
    if (low < 1 || high <= low) return null;
    const scale = this.#forms.at(words, at + 1, 'scale', 'round');
    const times = Number(scale?.value ?? 1);
    return { value: [low * times, high * times], last: scale?.last ?? at };
  }

  #second(words: readonly Word[], at: number, isBetween: boolean): Read | null {
    const join = this.#forms.at(words, at, 'to') ?? (isBetween ? this.#forms.at(words, at, 'and') : null);
    const isDash = /^[–-]$/.test(words[at]?.key ?? '') && !/\s/.test(gapBefore(words, at + 1));
    return join ? this.#value(words, join.last + 1) : isDash ? this.#value(words, at + 1) : null;
  }

  #build(
    words: readonly Word[],
    read: {
      at: number;
      from: number;
      last: number;
      value: number | [number, number];
      bound: { value: string } | null;
      vague: boolean;
      inWords?: boolean;
    },
  ): Numeral {
    let { last } = read;
    if (
      /^[-–'’]$/.test(words[last + 1]?.key ?? '') &&
      touching(words, last) &&
      touching(words, last + 1) &&
      /^\p{L}{1,6}$/u.test(words[last + 2]?.text ?? '')
    )
      last += 2;
    const percent = this.#forms.at(words, last + 1, 'percent');
    if (percent) last = percent.last;
    const after = this.#forms.at(words, last + 1, 'after') ?? this.#behindNoun(words, last + 2);
    if (after) last = after.last;
    const ahead = read.bound || after ? null : this.#aheadOfTally(words, read.at);
    const bound = read.bound ?? after ?? ahead;
    const said = bound?.value as Operator | undefined;
    return {
      first: read.at,
      last,
      ...(ahead ? { ahead: ahead.at } : {}),
      start: words[read.at]?.start ?? 0,
      end: words[last]?.end ?? 0,
      numberStart: words[read.from]?.start ?? 0,
      value: read.value,
      operator: Array.isArray(read.value)
        ? 'between'
        : read.vague
          ? said?.startsWith('<')
            ? said
            : '>='
          : (said ?? '='),
      vague: read.vague,
      percent: percent !== null,
      inWords: read.inWords ?? false,
    };
  }

  /** "لا يتجاوز عدد المعتقلين مئتين": the verb that bounds stands before the number as a noun and what it counts. */
  #aheadOfTally(words: readonly Word[], from: number): { value: string; at: number } | null {
    let found: { value: string; at: number } | null = null;
    for (let at = from - 1; at >= from - TALLY_REACH && at >= 0; at--) {
      if (words[at]?.isMark || words[at]?.isDigits) break;
      const bound = this.#forms.at(words, at, 'before');
      const isBeforeTally = bound && words[bound.last + 1]?.concepts.has('tally');
      if (isBeforeTally && bound.last < from - 1 && /^[<>]/.test(bound.value))
        found = { value: bound.value, at };
    }
    return found;
  }

  /** "112 civilians at least", "more than 20 people" where the bound stands behind the persons counted. */
  #behindNoun(words: readonly Word[], at: number): { value: string; last: number } | null {
    const noun = words[at - 1]?.concepts;
    if (!noun || !COUNTED.some((concept) => noun.has(concept))) return null;
    const bound = this.#forms.at(words, at, 'after');
    if (!bound) return null;
    // "30 soldiers about 2 months": what may also stand before a figure belongs to the one behind it.
    const next = words[bound.last + 1];
    const isOfNext =
      next !== undefined && (next.isDigits || this.#forms.at(words, bound.last + 1, 'unit') !== null);
    return /^[<>]/.test(bound.value) || (bound.value === '~' && !isOfNext) ? bound : null;
  }

  /** One number as written at a word: digits with their scale, or number words. */
  #value(words: readonly Word[], at: number): Read | null {
    const digits = this.#digits(words, at);
    if (digits) {
      const scale = this.#forms.at(words, digits.last + 1, 'scale');
      const times = Number(scale?.value ?? 1);
      if (!scale || times === 100) return digits;
      const dot =
        words[scale.last + 1]?.key === '.' &&
        touching(words, scale.last) &&
        words[scale.last]?.key.length === 3;
      const value = Math.round(digits.value * times);
      return { ...digits, value, last: scale.last + (dot ? 1 : 0), scale: times };
    }
    return this.#spelled(words, at);
  }

  #spelled(words: readonly Word[], at: number): Read | null {
    let total = 0;
    let part = 0;
    let last = -1;
    for (let here = at; here < words.length;) {
      const unit = this.#forms.at(words, here, 'unit');
      const scale = unit ? null : this.#forms.at(words, here, 'scale');
      if (unit) {
        const value = Number(unit.value);
        if (part % 10 !== 0 && value < 10 && last >= 0 && part < 100) break;
        // "Dokuzu on beş yaşında": behind a unit no ten follows but in a form of several words ("خمسة عشر").
        if (part % 10 !== 0 && value >= 10 && last >= 0) break;
        part += value;
        last = unit.last;
      } else if (scale) {
        const value = Number(scale.value);
        if (value === 100) part = (part || 1) * 100;
        else {
          total += (part || 1) * value;
          part = 0;
        }
        last = scale.last;
      } else {
        const isRound = last >= 0 && part % 10 === 0 && part + total >= 20;
        const join = isRound ? this.#forms.at(words, here, 'and') : null;
        const glued = last >= 0 && part % 100 === 0 ? this.#glued(words, here) : null;
        if (glued && glued.value < (part || total || 1)) {
          part += glued.value;
          last = glued.last;
          here = last + 1;
          continue;
        }
        if (!join) break;
        if (!this.#forms.at(words, join.last + 1, 'unit')) break;
        here = join.last + 1;
        continue;
      }
      here = last + 1;
    }
    const scale = part === 0 && total >= 1000 ? 10 ** (3 * Math.floor(Math.log10(total) / 3)) : 1;
    return last < 0 ? null : { value: total + part, last, inWords: true, scale };
  }

  /** "مئتين وخمسين": the word for "and" is written onto the next number. */
  #glued(words: readonly Word[], at: number): { value: number; last: number } | null {
    const join = this.#forms.of('and').find(({ value }) => value === 'glued')?.elements[0];
    const word = words[at];
    if (join === undefined || !word?.key.startsWith(join) || word.key.length < join.length + 2) return null;
    const bare = [word.as(word.key.slice(join.length)), ...words.slice(at + 1, at + 4)];
    const unit = this.#forms.at(bare, 0, 'unit', 'scale');
    return unit && Number(unit.value) < 1000 ? { value: Number(unit.value), last: at + unit.last } : null;
  }

  #digits(words: readonly Word[], at: number): Read | null {
    const first = words[at];
    if (!first?.isDigits) return null;
    let written = western(first.text);
    let last = at;
    let fraction = '';
    for (;;) {
      const mark = words[last + 1];
      const next = words[last + 2];
      const spaced =
        mark && /^\p{Nd}{3}$/u.test(mark.text) && /^[ \u00a0\u202f]$/.test(gapBefore(words, last + 1));
      if (spaced && written.length <= 3 + 3 * (last - at)) {
        written += western(mark.text);
        last++;
        continue;
      }
      const joined =
        mark && next && /^[.,'٬٫]$/.test(mark.text) && touching(words, last) && touching(words, last + 1);
      if (!joined || !/^\p{Nd}+$/u.test(next.text)) break;
      const isGroup = next.text.length === 3 && mark.text !== this.#decimal && mark.text !== '٫';
      if (!isGroup && (mark.text === this.#decimal || mark.text === '٫' || next.text.length < 3)) {
        fraction = western(next.text);
        last += 2;
        break;
      }
      if (!isGroup) break;
      written += western(next.text);
      last += 2;
    }
    if (/^0\d/.test(written) || written.length > 12) return null;
    return { value: Number(fraction ? `${written}.${fraction}` : written), last, inWords: false, scale: 1 };
  }
}

/** "10–12 thousand": a scale said once holds for both ends, where the first alone is the smaller number. */
function lowOf(one: Read, two: Read): number {
  const scaled = Math.round(one.value * two.scale);
  return one.scale === 1 && scaled < two.value ? scaled : one.value;
}

function touching(words: readonly Word[], at: number): boolean {
  return words[at]?.end === words[at + 1]?.start;
}

/** What stands between a word and the one before it, as spaces. */
function gapBefore(words: readonly Word[], at: number): string {
  const [before, here] = [words[at - 1], words[at]];
  return before && here ? ' '.repeat(Math.min(2, Math.max(0, here.start - before.end))) : '';
}

/** "Prison No. 2", "blok nr. 4": the word is written short, so the full stop belongs to it. */
function isNumbered(words: readonly Word[], at: number): boolean {
  return at > 2 && words[at - 1]?.text === '.' && /^(?:Nos?|[Nn]r|[Nn]úm)$/.test(words[at - 2]?.text ?? '');
}

/** "ИК-4", "№ 7", "§ 3", "12:30", "1/7": digits that belong to a name or a mark. */
function isPartOfWord(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  const after = words[at + 1];
  if (before && touching(words, at - 1) && /^[-–/:№#$€£]$/.test(before.text) && !/^["(«]$/.test(before.text))
    return true;
  if (before && /^[№#§$€£]$/.test(before.text)) return true;
  if (isNumbered(words, at)) return true;
  return (
    after !== undefined &&
    touching(words, at) &&
    /^[/:$€£]$/.test(after.text) &&
    /^\p{Nd}/u.test(words[at + 2]?.text ?? '')
  );
}

function western(digits: string): string {
  if (/^\d+$/.test(digits)) return digits;
  return digits.replace(/\p{Nd}/gu, (digit) => String(valueOfDigit(digit)));
}

function valueOfDigit(digit: string): number {
  const code = digit.codePointAt(0) ?? 48;
  for (const zero of [0x30, 0x660, 0x6f0, 0x966]) if (code >= zero && code < zero + 10) return code - zero;
  return 0;
}

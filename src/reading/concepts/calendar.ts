/**
 * Dates on words, as EDTF (ISO 8601-2). All words are data: dates.tsv of a language, with rows `month` (1–12),
 * `weekday` (0 Sunday – 6), `season` (21 spring – 24 winter), `part` (start, early, middle, late, end, half1, half2),
 * `relative` (day:-1, month:0, year:-1), `year` (words beside a year), `role` and `role_after` (as_of, since, until, by,
 * before, after, at; `as_of_day` is as_of for a day and at for anything longer: "au 1er mai", "au printemps"), `day`
 * (words for the first to the thirty-first, beside a month; `day_after` only behind it), `role_end` (endings
 * of the last word that give a role), `figure` (endings behind a hyphen that make a number before a month no day) and
 * `last`, `this`, `next` before a month, season or weekday.
 */
import { Fault } from '#ground';
import type { DateMention } from '../dates.ts';
import { readRows } from '../lexicon.ts';
import { Forms } from './forms.ts';
import type { Word } from './tagger.ts';

const KINDS: ReadonlySet<string> = new Set([
  'month',
  'weekday',
  'season',
  'part',
  'relative',
  'year',
  'role',
  'role_after',
  'turn',
  'day',
  'day_after',
  'figure',
  'role_end',
]);
/** Kinds of which one is in every date that does not begin with digits. */
const PARTS: readonly string[] = [
  'month',
  'weekday',
  'season',
  'part',
  'relative',
  'year',
  'turn',
  'day',
  'day_after',
];
const DAY = 86_400_000;

interface Parts {
  day?: number;
  month?: number;
  year?: number;
  season?: number;
  weekday?: number;
  part?: string;
  turn?: number;
  relative?: string;
}

export class Calendar {
  readonly #forms = new Forms<string>();
  readonly #parts = this.#forms.kinds(...PARTS);
  readonly #first = this.#forms.kinds('role', ...PARTS);

  constructor(folder: URL, fold: (text: string) => string) {
    for (const { id, columns } of readRows(folder, 'dates.tsv')) {
      const kind = columns['kind'] ?? '';
      if (!KINDS.has(kind)) throw new Fault('bug', `lexicon row ${id} has an unknown kind`);
      this.#forms.add(kind, columns['form'] ?? '', columns['value'] ?? '', fold);
    }
  }

  /** All dates of a sentence; `published` (EDTF) places what has no year. */
  find(words: readonly Word[], published: string | null): (DateMention & { first: number; last: number })[] {
    const found: (DateMention & { first: number; last: number })[] = [];
    for (let at = 0; at < words.length; at++) {
      if (!this.#forms.mayBegin(words[at], this.#first)) continue;
      const role = this.#forms.at(words, at, 'role');
      const from = role ? role.last + 1 : at;
      if (!this.#forms.mayBegin(words[from], this.#parts)) continue;
      const read = this.#date(words, from, role !== null);
      if (!read) continue;
      const after = this.#forms.at(words, read.last + 1, 'role_after');
      const last = after?.last ?? read.last;
      const edtf = read.edtf ?? placed(read.parts, published);
      found.push({
        first: at,
        last,
        start: words[at]?.start ?? 0,
        end: words[last]?.end ?? 0,
        edtf,
        role:
          edtf?.includes('/') && !read.parts.part
            ? 'between'
            : roleOf(after?.value ?? role?.value ?? this.#endingOf(words[last]) ?? 'at', edtf),
      });
      at = last;
    }
    return found;
  }

  /** What the ending of the last word of a date says: "iyulundan", since July. */
  #endingOf(word: Word | undefined): string | null {
    const key = word?.key ?? '';
    const ending = this.#forms.of('role_end').find(({ elements }) => key.endsWith(elements[0] ?? '?'));
    return ending?.value ?? null;
  }

  #isFigure(ending: Word | undefined): boolean {
    return this.#forms.of('figure').some(({ elements }) => elements[0] === ending?.key);
  }

  #date(
    words: readonly Word[],
    at: number,
    hasRole: boolean,
  ): { parts: Parts; last: number; edtf?: string } | null {
    const whole = wholeDate(words, at);
    if (whole) return { parts: {}, ...whole };
    const range = yearRange(words, at);
    if (range) return { parts: {}, ...range };
    const parts: Parts = {};
    let last = at - 1;
    let sure = false;
    for (let here = at; here < words.length && here < at + 9;) {
      const step = this.#step(words, here, parts);
      if (step === null) break;
      if (step.tells) last = step.last;
      sure ||= step.tells && step.sure;
      here = step.last + 1;
    }
    if (last < at) return null;
    const named =
      parts.month !== undefined ||
      parts.season !== undefined ||
      parts.weekday !== undefined ||
      parts.relative !== undefined;
    if (!named && !(parts.year !== undefined && (sure || hasRole) && parts.day === undefined)) return null;
    return { parts, last };
  }

  /** One part of a date at a word: its number, its name, the words that belong to a year. */
  #step(
    words: readonly Word[],
    at: number,
    parts: Parts,
  ): { last: number; tells: boolean; sure: boolean } | null {
    const word = words[at];
    if (!word) return null;
    if (word.isDigits && /^\p{Nd}{1,4}$/u.test(word.text)) return this.#number(words, at, parts);
    const day = this.#forms.at(words, at, 'day', 'day_after');
    if (day && parts.day === undefined) {
      const isBefore = day.kind === 'day' && this.#forms.at(words, day.last + 1, 'month') !== null;
      if (isBefore || parts.month !== undefined) {
        parts.day = Number(day.value);
        return { last: day.last, tells: parts.month !== undefined, sure: true };
      }
    }
    const form = this.#forms.at(words, at, 'month', 'weekday', 'season', 'part', 'relative', 'year', 'turn');
    if (!form) return null;
    const { kind, last } = form;
    const value = Number(form.value);
    if (kind === 'year') {
      const next = words[last + 1]?.text ?? '';
      const isBefore = parts.year === undefined && /^\p{Nd}{4}$/u.test(next);
      return parts.year !== undefined || isBefore
        ? { last, tells: parts.year !== undefined, sure: true }
        : null;
    }
    if (kind === 'part') {
      if (parts.part !== undefined) return null;
      parts.part = form.value;
      return { last, tells: false, sure: false };
    }
    if (kind === 'turn') {
      parts.turn = value;
      return { last, tells: false, sure: false };
    }
    if (kind === 'relative') {
      if (parts.month !== undefined || parts.year !== undefined || parts.relative !== undefined) return null;
      parts.relative = form.value;
      return { last, tells: true, sure: true };
    }
    if (parts[kind as 'month'] !== undefined) return null;
    parts[kind as 'month' | 'season' | 'weekday'] = value;
    const dot = words[last + 1]?.text === '.' && /^\p{Nd}/u.test(words[last + 2]?.text ?? '');
    return { last: last + (dot ? 1 : 0), tells: true, sure: true };
  }

  #number(
    words: readonly Word[],
    at: number,
    parts: Parts,
  ): { last: number; tells: boolean; sure: boolean } | null {
    const value = Number(western(words[at]?.text ?? ''));
    let last = at;
    const suffix = words[at + 1];
    if (
      suffix &&
      suffix.start === words[at]?.end &&
      /^[-–]$/.test(suffix.text) &&
      /^\p{L}{1,6}$/u.test(words[at + 2]?.text ?? '')
    )
      last = at + 2;
    else if (suffix && suffix.start === words[at]?.end && /^\p{L}{1,3}$/u.test(suffix.text)) last = at + 1;
    const isYear = value >= 1800 && value < 2100;
    if (isYear && parts.year === undefined) {
      const isNamed =
        this.#forms.at(words, last + 1, 'year') !== null ||
        (at > 0 && this.#forms.at(words, at - 1, 'year') !== null);
      const isJoined = parts.month !== undefined || parts.season !== undefined || parts.part !== undefined;
      if (!isNamed && !isJoined && parts.day !== undefined) return null;
      parts.year = value;
      return { last, tells: true, sure: isNamed };
    }
    if (value < 1 || value > 31 || parts.day !== undefined) return null;
    const isBefore = this.#forms.at(words, last + 1, 'month') !== null;
    if (!isBefore && parts.month === undefined) return null;
    // "18-i avqustda evə qayıdıb": a figure of those told of before, and no day of the month behind it.
    if (parts.month === undefined && last === at + 2 && this.#isFigure(words[last])) return null;
    if (parts.month !== undefined && !isBefore && parts.season !== undefined) return null;
    parts.day = value;
    return { last, tells: parts.month !== undefined, sure: true };
  }
}

function roleOf(written: string, edtf: string | null): DateMention['role'] {
  if (written !== 'as_of_day') return written as DateMention['role'];
  return /^\d{4}-\d\d-\d\d$/.test(edtf ?? '') ? 'as_of' : 'at';
}

function wholeDate(words: readonly Word[], at: number): { last: number; edtf: string } | null {
  if (!isDigit(words[at]) || !/^[./-]$/.test(words[at + 1]?.text ?? '')) return null;
  const five = words.slice(at, at + 5).map((word) => western(word.text));
  const glued = words.slice(at, at + 4).every((word, i) => word.end === words[at + i + 1]?.start);
  if (five.length < 5 || !glued || five[1] !== five[3] || !/^[./-]$/.test(five[1] ?? '')) return null;
  const [a, , b, , c] = five;
  const [year, month, day] = /^\d{4}$/.test(a ?? '') ? [a, b, c] : [c, b, a];
  if (!/^\d{4}$/.test(year ?? '') || !/^\d{1,2}$/.test(month ?? '') || !/^\d{1,2}$/.test(day ?? ''))
    return null;
  if (Number(month) > 12 || Number(day) > 31 || Number(month) < 1 || Number(day) < 1) return null;
  return { last: at + 4, edtf: `${year}-${pad(Number(month))}-${pad(Number(day))}` };
}

function yearRange(words: readonly Word[], at: number): { last: number; edtf: string } | null {
  if (!isDigit(words[at]) || !/^[-–]$/.test(words[at + 1]?.text ?? '')) return null;
  const three = words.slice(at, at + 3).map((word) => western(word.text));
  const isRange = three.every((part, i) => (i === 1 ? /^[-–]$/.test(part) : /^(?:19|20)\d\d$/.test(part)));
  return three.length === 3 && isRange && Number(three[0]) < Number(three[2])
    ? { last: at + 2, edtf: `${three[0]}/${three[2]}` }
    : null;
}

function isDigit(word: Word | undefined): boolean {
  return word?.isDigits === true;
}

function placed(parts: Parts, published: string | null): string | null {
  const today = published && /^\d{4}-\d\d-\d\d$/.test(published) ? new Date(`${published}T00:00:00Z`) : null;
  const known =
    today?.getUTCFullYear() ?? (/^\d{4}/.test(published ?? '') ? Number(published?.slice(0, 4)) : null);
  if (parts.relative !== undefined) return relative(parts.relative, today);
  if (parts.weekday !== undefined && parts.month === undefined) {
    if (!today) return null;
    const back = (today.getUTCDay() - parts.weekday + 7) % 7;
    const isWeekAgo = parts.turn === -1 && back === 0;
    const shift = parts.turn === 1 ? 7 - back : isWeekAgo ? -7 : -back;
    return new Date(today.getTime() + shift * DAY).toISOString().slice(0, 10);
  }
  if (parts.season !== undefined) {
    const year = parts.year ?? (known === null ? null : known + (parts.turn === -1 ? -1 : 0));
    return year === null ? null : `${year}-${parts.season}`;
  }
  if (parts.month === undefined) return parts.year === undefined ? null : withPart(parts, parts.year);
  const year = parts.year ?? yearOf(parts, today, known);
  if (year === null) return null;
  if (parts.day === undefined) return withPart(parts, year);
  if (parts.day > lastDay(year, parts.month)) return null;
  return `${year}-${pad(parts.month)}-${pad(parts.day)}`;
}

/** The year of a date that names none: the last one that is not far ahead of the day of publication. */
function yearOf(parts: Parts, today: Date | null, known: number | null): number | null {
  if (known === null || parts.month === undefined) return known;
  if (!today) return known;
  const ahead =
    Date.UTC(known, parts.month - 1, parts.day ?? 1) > today.getTime() + (parts.day ? 31 : 0) * DAY;
  return ahead ? known - 1 : known;
}

function withPart(parts: Parts, year: number): string {
  const { month, part } = parts;
  if (month === undefined) {
    const spans: Record<string, string> = {
      start: `${year}-01-01`,
      end: `${year}-12-31`,
      early: `${year}-01/${year}-03`,
      middle: `${year}-05/${year}-08`,
      late: `${year}-10/${year}-12`,
      half1: `${year}-01/${year}-06`,
      half2: `${year}-07/${year}-12`,
    };
    return spans[part ?? ''] ?? String(year);
  }
  const at = `${year}-${pad(month)}`;
  const last = lastDay(year, month);
  const spans: Record<string, string> = {
    start: `${at}-01`,
    end: `${at}-${last}`,
    early: `${at}-01/${at}-10`,
    middle: `${at}-11/${at}-20`,
    late: `${at}-21/${at}-${last}`,
    half1: `${at}-01/${at}-15`,
    half2: `${at}-16/${at}-${last}`,
  };
  return spans[part ?? ''] ?? at;
}

function relative(said: string, today: Date | null): string | null {
  const [unit, by] = said.split(':');
  if (!today) return null;
  const shift = Number(by);
  if (unit === 'day') return new Date(today.getTime() + shift * DAY).toISOString().slice(0, 10);
  const year = today.getUTCFullYear();
  if (unit === 'month')
    return new Date(Date.UTC(year, today.getUTCMonth() + shift, 1)).toISOString().slice(0, 7);
  if (unit === 'year') return String(year + shift);
  return unit === 'since_year' ? `${year + shift}-01-01/${today.toISOString().slice(0, 10)}` : null;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function western(text: string): string {
  if ((text.codePointAt(0) ?? 0) < 0x660) return text;
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 15));
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * Dates as written, as EDTF: days, months, seasons, years, parts of years, intervals, open ends.
 * A day that the calendar does not have is none (a test compares days with those of chrono-node).
 * A date without a year resolves to the last such date not after the header date; without a header it stays null.
 */
import { matches } from './segment.ts';

export interface DateMention {
  readonly start: number;
  readonly end: number;
  /** EDTF, or null where the words cannot be placed. */
  readonly edtf: string | null;
  /** What the words before it make of it. */
  readonly role: 'as_of' | 'since' | 'until' | 'by' | 'between' | 'before' | 'after' | 'dated' | 'at';
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SEASONS: Readonly<Record<string, string>> = {
  spring: '21',
  summer: '22',
  autumn: '23',
  fall: '23',
  winter: '24',
};
const ORDINALS = [
  'zeroth',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
];

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?)';
const YEAR = '(?:1[89]|20)\\d\\d';
const DAY = '(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?';
const SEASON = '(?:spring|summer|autumn|fall|winter)';
const PART =
  '(?:early|mid|middle of|late|the beginning of|the start of|the end of|beginning of|start of|end of|the middle of|the close of|close of|the last day of|the first day of|the last days of|last day of|first day of|last days of|first half of|second half of|the first half of|the second half of)';
const WEEKDAY = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';

/** Formulas that give the day for which a figure is stated. */
const STATED =
  '(?:status|situation|position|state of play|last updated|updated|data|figures?|numbers?|statistics|count|correct|valid)(?: (?:as of|as at|at|on|for|dated|of)|:| as of:)|last updated';

/** One date, from the most to the least telling form. */
const ONE = [
  `${YEAR}-[01]\\d-[0-3]\\d`,
  `${DAY}[ -](?:of )?${MONTH}(?:,? (?:of )?${YEAR})?`,
  `${MONTH} ${DAY}(?:,? ${YEAR})?(?!\\d)`,
  `[0-3]?\\d\\.[01]?\\d\\.${YEAR}`,
  `${PART}[ -](?:(?:the )?${SEASON} (?:of )?)?(?:${MONTH},? )?${YEAR}`,
  `${PART}[ -](?:last |this )?${MONTH}`,
  `(?:the )?(?:end|close|start|beginning) of (?:last|this) (?:year|month)`,
  `(?:the )?(?:end-|year-end |year's end |year's end, )${YEAR}`,
  `(?:the )?${SEASON}(?: of|,)? ${YEAR}`,
  `(?<=(?:since|in|over|during) )the (?:spring|summer|autumn|winter)(?! (?:offensive|campaign|of|school|war|camp|break))`,
  `${MONTH},? (?:of )?${YEAR}`,
  `(?:last|this|next|that) (?:year|month|week|${SEASON}|${MONTH}|${WEEKDAY})`,
  `(?:last|this|next|that) (?:night|morning|afternoon|evening)`,
  `${WEEKDAY}(?: (?:night|morning|afternoon|evening))?`,
  'today|yesterday|tonight|tomorrow',
  `the (?:${DAY}|${ORDINALS.slice(1).join('|')})(?: of (?:this|last|the) month)?(?![\\w-])(?= (?:of|and)|[.,;]|$| (?:he|she|it|they|we|there)\\b)`,
  `${YEAR}(?![\\w%]|[-–]\\d)`,
  MONTH,
].join('|');

const FINDER = new RegExp(
  `(?<![\\w])(?:between (?<low>${ONE}) and (?<high>${ONE})|(?:from )?(?<from>${ONE})(?: to | until | through |–)(?<to>${ONE})|(?<low2>${YEAR})[-–](?<high2>${YEAR})|(?:between |from )?(?:the )?(?<low3>${DAY})(?: and | to | until | through | ?[-–] ?)(?:the )?(?<high3>${DAY} (?:of )?${MONTH}(?:,? ${YEAR})?)|(?<low4>${MONTH} ${DAY})(?: to | through | and | ?[-–] ?)(?<high4>${DAY}(?:,? ${YEAR})?(?![\\d,]))|(?:in |during |over |for )?(?<quarter>(?:the )?(?:first|second|third|fourth|last) (?:quarter|three months|six months|half)(?: of)? (?:${YEAR}|this year|last year|the year))|(?:(?<role>as of|as at|as on|as from|${STATED}|by|since|until|till|up to|before|after|prior to|following|from|on|in|of|during|at|dated|around|about|about the|circa)(?: the (?=night|morning|evening|end|start))? (?:(?:night|morning|evening|afternoon) of |(?:noon|midnight|dawn|dusk|sunrise|sunset|nightfall|\\d{1,2}[:.]\\d\\d(?: ?[ap]\\.?m\\.?)?|\\d{1,2} ?[ap]\\.?m\\.?|\\d{4} hours)(?: on|,) )?)?(?<one>${ONE}))(?![\\w])`,
  'gid',
);

/** Cheap test that spares most sentences the large expression. */
const HINT = new RegExp(
  `${YEAR}|(?:${MONTH})|(?:quarter|half|months) of (?:the|this|last) year|${SEASON}|${WEEKDAY}|today|yesterday|tonight|tomorrow|(?:last|this|next|that) (?:year|month|week|night|morning)|the (?:${DAY}|${ORDINALS.slice(1).join('|')})(?![\\w-])`,
  'gi',
);

/** Characters around a sign of a date in which the whole of it must lie. */
const AROUND = 48;

/** Words of which every date without a digit has one. */
const DATE_WORDS: ReadonlySet<string> = new Set([
  ...MONTHS,
  ...MONTHS.map((month) => month.slice(0, 3)),
  'sept',
  ...WEEKDAYS,
  ...Object.keys(SEASONS),
  ...ORDINALS,
  ...'today yesterday tonight tomorrow year month week night morning afternoon evening quarter half months'.split(
    ' ',
  ),
]);

/**
 * Finds dates in folded text; `published` (EDTF) places what has no year. The lower-case words of the text, where
 * given, spare a text without any the search.
 */
export function findDates(plain: string, published: string | null, words?: readonly string[]): DateMention[] {
  if (words && !/\d/.test(plain) && !words.some((word) => DATE_WORDS.has(word))) return [];
  const signs = [...matches(HINT, plain)];
  const [first, last] = [signs[0], signs.at(-1)];
  if (!first || !last) return [];
  const from = plain.lastIndexOf(' ', Math.max(0, first.index - AROUND)) + 1;
  const part = plain.slice(from, last.index + last[0].length + AROUND);
  return datesIn(part, published).map((date) => ({
    ...date,
    start: date.start + from,
    end: date.end + from,
  }));
}

function datesIn(plain: string, published: string | null): DateMention[] {
  const found: DateMention[] = [];
  for (const match of matches(FINDER, plain)) {
    const g = match.groups ?? {};
    const [from, to] = [g['low'] ?? g['from'] ?? g['low2'], g['high'] ?? g['to'] ?? g['high2']];
    const span = { start: match.index, end: match.index + match[0].length };
    if (g['high3'] !== undefined || g['high4'] !== undefined) {
      found.push({ ...span, edtf: daysOf(g, published), role: 'between' });
      continue;
    }
    if (g['quarter'] !== undefined) {
      found.push({ ...span, edtf: partOfYear(g['quarter'], published), role: 'between' });
      continue;
    }
    if (from !== undefined && to !== undefined) {
      found.push({ ...span, edtf: interval(from, to, published), role: 'between' });
      continue;
    }
    const one = g['one'] ?? '';
    const place = match.indices?.groups?.['one']?.[0] ?? match.index;
    const said = g['role']?.toLowerCase();
    if (!plausible(one, said, plain.slice(match.index + match[0].length))) continue;
    found.push({
      start: said ? span.start : place,
      end: span.end,
      edtf: resolveDate(one, published),
      role: roleOf(said),
    });
  }
  return found;
}

/** "against seven in the first": an order, no day. */
const IN_ORDER = /^(?:in|of|during|around|about)$/;

/** A bare year needs a word that makes it one; "May" and "March" alone may be verbs. */
function plausible(words: string, role: string | undefined, rest: string): boolean {
  if (/^\d{4}$/.test(words))
    return (
      role !== undefined &&
      role !== 'about' &&
      role !== 'around' &&
      role !== 'at' &&
      !/^ (?:people|persons|men|women|prisoners|detainees|soldiers|names|cases|civilians|others|of (?:them|the))\b/i.test(
        rest,
      )
    );
  if (/^the [a-z]+$/i.test(words) && IN_ORDER.test(role ?? 'in') && !/ of (?:this|last) month/.test(words))
    return false;
  if (/^(?:may|march|mar|fall|sun|sat)$/i.test(words)) return role !== undefined && /^[A-Z]/.test(words);
  if (
    /^[a-z]+\.?$/i.test(words) &&
    MONTHS.some((m) => m.startsWith(words.toLowerCase().replace('.', '').slice(0, 3))) &&
    !WEEKDAYS.includes(words.toLowerCase())
  )
    return /^[A-Z]/.test(words) && role !== undefined;
  return true;
}

const STATED_ROLE = new RegExp(`^(?:as of|as at|as on|${STATED})$`, 'i');

function roleOf(said: string | undefined): DateMention['role'] {
  if (said !== undefined && STATED_ROLE.test(said)) return 'as_of';
  if (said === 'since') return 'since';
  if (said === 'until' || said === 'till' || said === 'up to') return 'until';
  if (said === 'by') return 'by';
  if (said === 'dated') return 'dated';
  if (said === 'before' || said === 'prior to') return 'before';
  if (said === 'after' || said === 'following') return 'after';
  return 'at';
}

function interval(from: string, to: string, published: string | null): string | null {
  const high = resolveDate(to, published);
  const year = /^\d{4}/.exec(high ?? '')?.[0];
  const dayOnly = /^\d{1,2}(?:st|nd|rd|th)?$/.test(from);
  const low = resolveDate(year && !/\d{4}/.test(from) && !dayOnly ? `${from} ${year}` : from, published);
  return low !== null && high !== null && !low.includes('/') && !high.includes('/') ? `${low}/${high}` : null;
}

/** "between 3 and 9 June", "June 3-9": the first day has the month of the last, or the last that of the first. */
function daysOf(g: Readonly<Record<string, string | undefined>>, published: string | null): string | null {
  const lead = g['low4'];
  const last =
    lead === undefined
      ? resolveDate(g['high3'] ?? '', published)
      : resolveDate(`${lead.replace(/ \S+$/, '')} ${g['high4'] ?? ''}`, published);
  const day = parseInt(lead === undefined ? (g['low3'] ?? '') : (/\d+/.exec(lead)?.[0] ?? ''), 10);
  if (last === null || !/^\d{4}-\d\d-\d\d$/.test(last) || !(day < Number(last.slice(8)))) return null;
  return `${last.slice(0, 8)}${pad(day)}/${last}`;
}

/** "the first half of 2019", "the second quarter of last year". */
function partOfYear(words: string, published: string | null): string | null {
  const lower = words.toLowerCase();
  const own = /^\d{4}/.exec(published ?? '')?.[0];
  const year =
    /\d{4}/.exec(lower)?.[0] ?? (own && String(Number(own) - (lower.includes('last year') ? 1 : 0)));
  const length = /half|six/.test(lower) ? 6 : 3;
  const order = /second/.test(lower)
    ? 2
    : /third/.test(lower)
      ? 3
      : /fourth|last (?:quarter|three|six|half)/.test(lower)
        ? 12 / length
        : 1;
  if (year === undefined || order * length > 12) return null;
  return `${year}-${pad((order - 1) * length + 1)}/${year}-${pad(order * length)}`;
}

const OWN_YEAR = new RegExp(`(?<!\\d)${YEAR}(?!\\d)`);
const OWN_DAY = new RegExp(`(?<!\\d)${DAY}(?!\\d)`);
const BEGINS_WITH_PART = new RegExp(`^${PART}[ -]`, 'i');
const ANY_SEASON = new RegExp(SEASON);

/** EDTF of one written date; null where it cannot be placed. */
export function resolveDate(written: string, published: string | null): string | null {
  const words = written
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/\./g, (dot, at: number) => (/\d/.test(written[at + 1] ?? '') ? dot : ''))
    .trim();
  const year = OWN_YEAR.exec(words)?.[0];
  const today = day(published);
  const iso = /^\d{4}-\d\d-\d\d$/.exec(words)?.[0] ?? dotted(words);
  if (iso !== undefined) return certainDay(iso);
  const ended = /^(end|close|start|beginning) of (last|this) (year|month)$/.exec(words);
  if (ended) return edgeOf(ended[1] === 'end' || ended[1] === 'close', words, today);
  if (/^(?:end-|year-end |year's end)/.test(words) && year !== undefined) return `${year}-12-31`;
  if (BEGINS_WITH_PART.test(words)) return partOf(words, year, today);
  const season = ANY_SEASON.exec(words)?.[0];
  if (season) return seasonOf(words, season, year, today);
  const month = monthOf(words);
  const dayNumber = month === undefined ? undefined : OWN_DAY.exec(words.replace(year ?? ' ', ' '))?.[0];
  if (month !== undefined && dayNumber !== undefined)
    return dayOf(month, parseInt(dayNumber, 10), year, today);
  if (month !== undefined) return monthDate(month, year, words, today, published);
  if (year !== undefined) return year;
  return relative(words, today);
}

function day(published: string | null): Date | null {
  return published && /^\d{4}-\d\d-\d\d$/.test(published) ? new Date(`${published}T00:00:00Z`) : null;
}

/** The day of "2031-05-03" and "3 may 2031"; "2031-13-05", which has no thirteenth month, is the 13th of May. */
export function certainDay(words: string): string | null {
  const turned = /^(\d{4})-(1[3-9]|[23]\d)-(\d\d)$/.exec(words);
  return plainDay(turned ? `${turned[1]}-${turned[3]}-${turned[2]}` : words);
}

/** "2031-05-03" and "3 may 2031", if there is such a day. */
export function plainDay(words: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(words);
  const said = iso ? null : /^(\d{1,2}) ([a-z]+) (\d{4})$/.exec(words);
  const year = Number(iso?.[1] ?? said?.[3]);
  const month = iso ? Number(iso[2]) : MONTHS.indexOf(said?.[2] ?? '') + 1;
  const date = Number(iso?.[3] ?? said?.[1]);
  const exists = year >= 1800 && year < 2100 && month >= 1 && month <= 12 && date >= 1;
  return exists && date <= lastDay(year, month) ? `${year}-${pad(month)}-${pad(date)}` : null;
}

function dotted(words: string): string | undefined {
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(words);
  return parts ? `${parts[3]}-${pad(Number(parts[2]))}-${pad(Number(parts[1]))}` : undefined;
}

function dayOf(month: number, date: number, year: string | undefined, today: Date | null): string | null {
  const name = MONTHS[month - 1] ?? '';
  if (year !== undefined) return certainDay(`${date} ${name} ${year}`);
  if (!today) return null;
  const own = today.getUTCFullYear();
  const ahead = Date.UTC(own, month - 1, date) > today.getTime() + 31 * 86_400_000;
  return certainDay(`${date} ${name} ${ahead ? own - 1 : own}`);
}

function monthDate(
  month: number,
  year: string | undefined,
  words: string,
  today: Date | null,
  published: string | null,
): string | null {
  if (year !== undefined) return `${year}-${pad(month)}`;
  const own =
    today?.getUTCFullYear() ??
    (/^\d{4}/.test(published ?? '') ? Number((published ?? '').slice(0, 4)) : null);
  if (own === null) return null;
  const now = today ? today.getUTCMonth() + 1 : 12;
  const past = month > now || (month === now && words.startsWith('last'));
  return `${past ? own - 1 : own}-${pad(month)}`;
}

function monthOf(words: string): number | undefined {
  for (const word of words.split(/[^a-z]+/)) {
    const at =
      word.length >= 3
        ? MONTHS.findIndex((name) => name === word || (word.length <= 4 && name.startsWith(word)))
        : -1;
    if (at >= 0) return at + 1;
  }
  return undefined;
}

function partOf(words: string, year: string | undefined, today: Date | null): string | null {
  const end = /^(?:the )?(?:late|last days of)/.test(words);
  const start = /^(?:the )?(?:early|beginning|start)/.test(words);
  const month = monthOf(words);
  const own =
    year ??
    (today && month !== undefined ? monthDate(month, undefined, words, today, null)?.slice(0, 4) : undefined);
  if (own === undefined) return null;
  const half = /^(?:the )?(first|second) half/.exec(words)?.[1];
  const exact = /^(?:the )?(?:end of|close of|last day)/.test(words);
  const first =
    /^(?:the )?first day/.test(words) || (month !== undefined && /^(?:the )?(?:beginning|start)/.test(words));
  if (month === undefined) {
    if (half !== undefined) return half === 'first' ? `${own}-01/${own}-06` : `${own}-07/${own}-12`;
    if (exact) return `${own}-12-31`;
    if (first) return `${own}-01-01`;
    return end ? `${own}-10/${own}-12` : start ? `${own}-01/${own}-03` : `${own}-05/${own}-08`;
  }
  const last = lastDay(Number(own), month);
  const at = `${own}-${pad(month)}`;
  if (half !== undefined) return half === 'first' ? `${at}-01/${at}-15` : `${at}-16/${at}-${last}`;
  if (exact) return `${at}-${last}`;
  if (first) return `${at}-01`;
  return end ? `${at}-21/${at}-${last}` : start ? `${at}-01/${at}-10` : `${at}-11/${at}-20`;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** First or last day of this or the last year or month. */
function edgeOf(isEnd: boolean, words: string, today: Date | null): string | null {
  if (!today) return null;
  const back = words.includes('last') ? 1 : 0;
  if (words.endsWith('year')) return `${today.getUTCFullYear() - back}-${isEnd ? '12-31' : '01-01'}`;
  const month = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1));
  const at = month.toISOString().slice(0, 7);
  return isEnd ? `${at}-${lastDay(month.getUTCFullYear(), month.getUTCMonth() + 1)}` : `${at}-01`;
}

function seasonOf(
  words: string,
  season: string,
  year: string | undefined,
  today: Date | null,
): string | null {
  const code = SEASONS[season] ?? '21';
  if (year !== undefined) return `${year}-${code}`;
  if (!today) return null;
  if (!/^(?:last|this|next|that)/.test(words)) return latestSeason(code, today);
  const own = today.getUTCFullYear();
  if (words.startsWith('next')) return `${own + 1}-${code}`;
  const endMonth = { '21': 5, '22': 8, '23': 11, '24': 2 }[code] ?? 5;
  const over = today.getUTCMonth() + 1 > endMonth && !(code === '24' && today.getUTCMonth() === 11);
  return `${words.startsWith('last') && !over ? own - 1 : own}-${code}`;
}

/** "since the spring": the last such season that had begun before the header date. */
function latestSeason(code: string, today: Date): string {
  const begins = { '21': 3, '22': 6, '23': 9, '24': 12 }[code] ?? 3;
  const year = today.getUTCFullYear();
  return `${today.getUTCMonth() + 1 >= begins ? year : year - 1}-${code}`;
}

function relative(words: string, today: Date | null): string | null {
  if (!today) return null;
  const shift = (by: number) => new Date(today.getTime() + by * 86_400_000).toISOString().slice(0, 10);
  if (/^(?:today|tonight|this (?:morning|afternoon|evening|night))$/.test(words)) return shift(0);
  if (/^(?:yesterday|last (?:night|evening))$/.test(words)) return shift(-1);
  if (words === 'tomorrow') return shift(1);
  const weekday = WEEKDAYS.findIndex((name) => words.includes(name));
  if (weekday >= 0)
    return shift(
      words.startsWith('next')
        ? ((weekday - today.getUTCDay() + 6) % 7) + 1
        : -((today.getUTCDay() - weekday + 7) % 7),
    );
  const months = (by: number) =>
    new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + by, 1)).toISOString().slice(0, 7);
  if (words === 'this month') return months(0);
  if (words === 'last month') return months(-1);
  if (words === 'next month') return months(1);
  if (words === 'this year') return String(today.getUTCFullYear());
  if (words === 'last year') return String(today.getUTCFullYear() - 1);
  if (words === 'next year') return String(today.getUTCFullYear() + 1);
  return ordinalDay(words, today);
}

/** "the 8th", "the tenth of this month": the last such day not after the header date. */
function ordinalDay(words: string, today: Date): string | null {
  const named = ORDINALS.indexOf(words.split(' ')[0] ?? '');
  const date = named > 0 ? named : parseInt(words, 10);
  if (!(date >= 1 && date <= 31)) return null;
  const back =
    words.includes('last month') || (date > today.getUTCDate() && !words.includes('this month')) ? 1 : 0;
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, date))
    .toISOString()
    .slice(0, 10);
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}

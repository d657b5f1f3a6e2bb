/**
 * Dates of lists as numbers: 1956-04-09, 19560409, 9.4.1956, 09/04/56, 9 апреля 1956, 1956, 1950–55, ca. 1956. What is
 * left open stays open: a year is a year. Where day and month cannot be told apart the order of the column decides.
 */

/** A date read from a cell. `day` and `month` are missing where they are not said. */
export interface DateRead {
  readonly year: number;
  /** Last year it can be; the same as `year` unless a range or "about" was written. */
  readonly until: number;
  readonly month?: number;
  readonly day?: number;
  /** Day and month could change places. */
  readonly isOpen?: boolean;
}

/** Years in which people on lists are born or taken. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2100;
/** "About" opens a year by so much to each side. */
const ABOUT = 2;

/** Beginnings of month names in languages of lists; the longest that fits decides. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'янв', 'січ', 'հունվ', 'yan', 'janv', 'ene', 'يناير', 'كانون الثاني', 'იან', 'oca'],
  ['feb', 'фев', 'лют', 'փետ', 'fev', 'fév', 'فبراير', 'شباط', 'თებ', 'şub'],
  ['mar', 'мар', 'бер', 'մարտ', 'mär', 'mrz', 'مارس', 'آذار', 'მარ'],
  ['apr', 'апр', 'кві', 'ապր', 'avr', 'abr', 'أبريل', 'نيسان', 'აპრ', 'nis'],
  ['may', 'май', 'мая', 'тра', 'մայ', 'mai', 'مايو', 'أيار', 'მაი'],
  ['jun', 'июн', 'чер', 'հունիս', 'iyun', 'juin', 'يونيو', 'حزيران', 'ივნ', 'haz'],
  ['jul', 'июл', 'лип', 'հուլիս', 'iyul', 'juil', 'يوليو', 'تموز', 'ივლ', 'tem'],
  ['aug', 'авг', 'сер', 'օգ', 'avq', 'aoû', 'ago', 'أغسطس', 'آب', 'აგვ', 'ağu'],
  ['sep', 'сен', 'вер', 'սեպ', 'sen', 'سبتمبر', 'أيلول', 'სექ', 'eyl'],
  ['oct', 'окт', 'жов', 'հոկ', 'okt', 'أكتوبر', 'تشرين الأول', 'ოქტ', 'eki'],
  ['nov', 'ноя', 'лис', 'նոյ', 'noy', 'نوفمبر', 'تشرين الثاني', 'ნოე', 'kas'],
  ['dec', 'дек', 'гру', 'դեկ', 'dek', 'dez', 'dic', 'ديسمبر', 'كانون الأول', 'დეკ', 'ara'],
];
const monthNames = MONTHS.flatMap((names, at) => names.map((name) => [name, at + 1] as const)).sort(
  (a, b) => b[0].length - a[0].length,
);

/** Digits of other scripts as 0 to 9. */
function plainDigits(words: string): string {
  return words.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function valid(year: number, month: number, day: number): boolean {
  return (
    year >= FIRST_YEAR &&
    year <= LAST_YEAR &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(year, month)
  );
}

/** A day of three numbers whose middle one may be day or month; `null` when no order gives a day. */
function ofParts(year: number, first: number, second: number, order: 'day' | 'month'): DateRead | null {
  const asDay = valid(year, second, first);
  const asMonth = valid(year, first, second);
  if (!asDay && !asMonth) return null;
  const isDayFirst = asDay && (order === 'day' || !asMonth);
  return {
    year,
    until: year,
    month: isDayFirst ? second : first,
    day: isDayFirst ? first : second,
    ...(asDay && asMonth && first !== second ? { isOpen: true } : {}),
  };
}

/** A year of two digits: the latest that is not after `latest`. */
function fullYear(short: number, latest: number): number {
  const century = Math.floor(latest / 100) * 100;
  return century + short > latest ? century - 100 + short : century + short;
}

function written(words: string): DateRead | null {
  const lower = words.toLowerCase();
  const month = monthNames.find(([name]) => new RegExp(`(?:^|[^\\p{L}])${name}`, 'u').test(lower))?.[1];
  if (month === undefined) return null;
  const numbers = [...lower.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const year = numbers.find((number) => number >= FIRST_YEAR && number <= LAST_YEAR);
  if (year === undefined) return null;
  const day = numbers.find((number) => number !== year && valid(year, month, number));
  return { year, until: year, month, ...(day === undefined ? {} : { day }) };
}

export interface DateOptions {
  /** What stands first in 03/04/1956. */
  readonly order?: 'day' | 'month';
  /** Latest year that a year of two digits can mean. */
  readonly latest?: number;
}

/** Reads one cell. Null when it is no date. Never throws, never picks what is not said. */
export function readDates(cell: string, { order = 'day', latest = 2025 }: DateOptions = {}): DateRead | null {
  const words = plainDigits(cell).trim();
  if (words.length > 40) return null;
  let found = /^(\d{4})[-./ ]?(\d{2})[-./ ]?(\d{2})(?:[T ].*)?$/.exec(words);
  if (found !== null) {
    const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
    if (valid(year, month, day)) return { year, until: year, month, day };
    // 1956-25-04 is the same day with its parts turned round.
    if (valid(year, day, month)) return { year, until: year, month: day, day: month };
    return year >= FIRST_YEAR && year <= LAST_YEAR ? { year, until: year } : null;
  }
  found = /^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$/.exec(words);
  if (found !== null) return ofParts(Number(found[1]), Number(found[2]), Number(found[3]), 'month');
  found = /^(\d{1,2})[-./ ]{1,2}(\d{1,2})[-./ ]{1,2}(\d{4}|\d{2})(?:\s*\p{L}{1,4}\.?)?$/u.exec(words);
  if (found !== null) {
    const short = Number(found[3]);
    const year = found[3]?.length === 2 ? fullYear(short, latest) : short;
    return ofParts(year, Number(found[1]), Number(found[2]), order);
  }
  found = /^(\d{4})[-./](\d{1,2})$/.exec(words) ?? null;
  if (found !== null && valid(Number(found[1]), Number(found[2]), 1))
    return { year: Number(found[1]), until: Number(found[1]), month: Number(found[2]) };
  found = /^(\d{1,2})[./](\d{4})$/.exec(words);
  if (found !== null && valid(Number(found[2]), Number(found[1]), 1))
    return { year: Number(found[2]), until: Number(found[2]), month: Number(found[1]) };
  return yearsIn(words) ?? written(words) ?? yearAlone(words);
}

/** The year of a date whose day or month is a slip (0/10/1963): the only number of four digits that can be one. */
function yearAlone(words: string): DateRead | null {
  if (!/^[\d\s./-]+$/.test(words)) return null;
  const numbers = words.match(/\d+/g) ?? [];
  const years = numbers.filter((digits) => digits.length === 4).map(Number);
  const [year] = years;
  if (numbers.length < 2 || years.length !== 1 || year === undefined) return null;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? { year, until: year } : null;
}

function yearsIn(words: string): DateRead | null {
  const range = /^(\d{4})\s*[-–—/]\s*(\d{4}|\d{2})$/.exec(words);
  if (range !== null) {
    const year = Number(range[1]);
    const until = range[2]?.length === 2 ? Math.floor(year / 100) * 100 + Number(range[2]) : Number(range[2]);
    return year >= FIRST_YEAR && until <= LAST_YEAR && year <= until ? { year, until } : null;
  }
  const one = /^(\D{0,12}?)(\d{4})\s*(?:[\p{L}.?~]{0,6})$/u.exec(words);
  if (one === null) return null;
  const year = Number(one[2]);
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const isAbout = /~|\?|ca\.?|circa|about|около|ок\.|մոտ|təxm|حوالي|vers|um\b/iu.test(words);
  return isAbout ? { year: year - ABOUT, until: year + ABOUT } : { year, until: year };
}

/**
 * Which of day and month stands first in a column of numbers with slashes or points: decided by the cells that can
 * only be read in one way. Day first unless the column shows otherwise.
 */
export function orderOf(cells: Iterable<string>): 'day' | 'month' {
  let days = 0;
  let months = 0;
  for (const cell of cells) {
    const found = /^(\d{1,2})[-./](\d{1,2})[-./]\d{2,4}$/.exec(plainDigits(cell).trim());
    if (found === null) continue;
    if (Number(found[1]) > 12) days += 1;
    if (Number(found[2]) > 12) months += 1;
  }
  return months > days ? 'month' : 'day';
}

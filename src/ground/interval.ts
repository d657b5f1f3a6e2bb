/**
 * Calendar days and intervals of days.
 * Knows whole days of the proleptic Gregorian calendar, years -9999 to 9999 (year 0 exists, as in ISO 8601),
 * as strings and as integers. Knows nothing of hours and time zones and never touches `Date`, so that no
 * answer depends on the machine's zone. An edge can be open (there is no limit) or unknown (there is a limit
 * and nobody says where); a relation is true only if it holds wherever the unknown edges lie.
 * Day arithmetic: Howard Hinnant, "chrono-compatible low-level date algorithms".
 */
import { Fault } from './fault.ts';

/** A day as `YYYY-MM-DD`, or `-YYYY-MM-DD` before year 0. */
export type CalendarDay = string;

/** A day, included; or `open`: no limit on this side; or `unknown`: limited, but nobody says where. */
export type Edge = string;

/** Days from `from` to `to`, both included. */
export interface DayInterval {
  readonly from: Edge;
  readonly to: Edge;
}

/** A year, month 1–12 and day 1–31 as numbers. */
export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const FIRST_YEAR = -9999;
export const LAST_YEAR = 9999;
export const FIRST_DAY: CalendarDay = '-9999-01-01';
export const LAST_DAY: CalendarDay = '9999-12-31';

const DAY_FORM = /^(-?\d{4})-(\d{2})-(\d{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days of a month (1–12), or 0 if there is no such month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return MONTH_LENGTHS[month - 1] ?? 0;
}

/** The parts of a day string, or null if it is not an existing day within range. Never throws. */
export function partsOfDay(day: string): DayParts | null {
  const match = DAY_FORM.exec(day);
  if (match === null || match[1] === '-0000') return null;
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  return { year, month, day: dayOfMonth };
}

export function isCalendarDay(day: string): boolean {
  return partsOfDay(day) !== null;
}

/** Writes a year with four digits and, before year 0, a minus. */
export function formatYear(year: number): string {
  return (year < 0 ? '-' : '') + String(Math.abs(year)).padStart(4, '0');
}

/** Writes a day; the parts must exist in the calendar. */
export function formatDay({ year, month, day }: DayParts): CalendarDay {
  return `${formatYear(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Days since 1970-01-01 (negative before). Throws `date-malformed` if the string is not a day. */
export function dayNumber(day: CalendarDay): number {
  const parts = partsOfDay(day);
  if (parts === null) throw new Fault('date-malformed', 'not a calendar day between -9999 and 9999');
  // The year starts in March here, so that the leap day comes last.
  const year = parts.month <= 2 ? parts.year - 1 : parts.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((parts.month + 9) % 12) + 2) / 5) + parts.day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day with this number of days since 1970-01-01. Throws `date-malformed` outside the supported years. */
export function dayOfNumber(number: number): CalendarDay {
  if (!Number.isInteger(number) || number < FIRST_NUMBER || number > LAST_NUMBER) {
    throw new Fault('date-malformed', 'day number outside the years -9999 to 9999');
  }
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return formatDay({ year, month, day });
}

const FIRST_NUMBER = dayNumber(FIRST_DAY);
const LAST_NUMBER = dayNumber(LAST_DAY);

/** The day so many days later (earlier if negative). Throws `date-malformed` outside the supported years. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return dayOfNumber(dayNumber(day) + days);
}

/** How many days `later` lies after `earlier`; 0 on the same day, negative if it lies before. */
export function daysBetween(earlier: CalendarDay, later: CalendarDay): number {
  return dayNumber(later) - dayNumber(earlier);
}

/** True if each edge is a day, `open` or `unknown`, and the interval does not end before it starts. */
export function isDayInterval(interval: DayInterval): boolean {
  const known = [interval.from, interval.to].filter((edge) => edge !== 'open' && edge !== 'unknown');
  if (!known.every(isCalendarDay)) return false;
  return known.length < 2 || dayNumber(interval.from) <= dayNumber(interval.to);
}

/** Number of days, or null if an edge is open or unknown. */
export function lengthInDays({ from, to }: DayInterval): number | null {
  if (!isCalendarDay(from) || !isCalendarDay(to)) return null;
  return daysBetween(from, to) + 1;
}

/** The two edges as numbers: where each lies at the earliest and at the latest. */
interface Reach {
  readonly fromAtEarliest: number;
  readonly fromAtLatest: number;
  readonly toAtEarliest: number;
  readonly toAtLatest: number;
}

function reachOf({ from, to }: DayInterval): Reach {
  const knownFrom = from === 'open' ? -Infinity : from === 'unknown' ? null : dayNumber(from);
  const knownTo = to === 'open' ? Infinity : to === 'unknown' ? null : dayNumber(to);
  return {
    fromAtEarliest: knownFrom ?? -Infinity,
    // An unknown start lies no later than the end, an unknown end no earlier than the start.
    fromAtLatest: knownFrom ?? knownTo ?? Infinity,
    toAtEarliest: knownTo ?? knownFrom ?? -Infinity,
    toAtLatest: knownTo ?? Infinity,
  };
}

/** True if the two share a day wherever the unknown edges lie. Symmetric. */
export function overlaps(a: DayInterval, b: DayInterval): boolean {
  const [first, second] = [reachOf(a), reachOf(b)];
  return first.fromAtLatest <= second.toAtEarliest && second.fromAtLatest <= first.toAtEarliest;
}

/** True if the two can share a day for some place of the unknown edges. False means certainly apart. Symmetric. */
export function possiblyOverlaps(a: DayInterval, b: DayInterval): boolean {
  const [first, second] = [reachOf(a), reachOf(b)];
  return first.fromAtEarliest <= second.toAtLatest && second.fromAtEarliest <= first.toAtLatest;
}

/** True if every day of `inner` lies in `outer` wherever the unknown edges lie. */
export function contains(outer: DayInterval, inner: DayInterval): boolean {
  const [around, within] = [reachOf(outer), reachOf(inner)];
  return around.fromAtLatest <= within.fromAtEarliest && within.toAtLatest <= around.toAtEarliest;
}

/** True if the whole of `a` lies before the first day of `b` wherever the unknown edges lie. */
export function before(a: DayInterval, b: DayInterval): boolean {
  return reachOf(a).toAtLatest < reachOf(b).fromAtEarliest;
}

/**
 * Expressions made from other expressions: dates told by an event ("after the 2020 war"), parts of a year or
 * month ("late 2021", "mid-May"), and the spelling for programs that know EDTF but not our extension.
 * Refuses to guess: an event without the needed end gives no expression, and its bounds are unknown.
 */
import { Fault } from './fault.ts';
import type { Refused } from './when-grammar.ts';
import {
  boundsOf,
  parseWhen,
  whenOf,
  type Anchor,
  type AnchorRelation,
  type BoundsOptions,
  type Span,
  type When,
} from './when.ts';

/** An event dates are told by. Its dates are claims with their own sources; they may be fuzzy themselves. */
export interface AnchorEvent {
  readonly id: string;
  /** EDTF date or season; null if not known. */
  readonly start: string | null;
  /** EDTF date or season; null if not known; `..` if the event goes on. */
  readonly end: string | null;
}

export type Anchored =
  | {
      readonly ok: true;
      /** Null as long as the event lacks the date that the relation needs. */
      readonly edtf: string | null;
      readonly min: Span['min'];
      readonly max: Span['max'];
      readonly basis: 'anchored';
      readonly anchor: Anchor;
    }
  | Refused;

/**
 * The stretch that stands so to the event, its own first or last day included: after = from its end on,
 * before = until its start, during = from start to end, since = from its start on (the widest reading).
 * Never throws; refuses an event whose dates are malformed or reversed.
 */
export function anchored(
  event: AnchorEvent,
  relation: AnchorRelation,
  options: BoundsOptions = {},
): Anchored {
  const refused = refusalOfEvent(event, options);
  if (refused !== null) return refused;
  const anchor: Anchor = { event: event.id, relation };
  const edtf = expressionFor(event, relation);
  if (edtf === null) return { ok: true, edtf, min: 'unknown', max: 'unknown', basis: 'anchored', anchor };
  const parsed = parseWhen(edtf, options);
  if (!parsed.ok) return parsed;
  return { ok: true, edtf, min: parsed.min, max: parsed.max, basis: 'anchored', anchor };
}

function expressionFor({ start, end }: AnchorEvent, relation: AnchorRelation): string | null {
  if (relation === 'after') return end === null || end === '..' ? null : `${end}/..`;
  if (relation === 'during') return start === null && end === null ? null : `${start ?? ''}/${end ?? ''}`;
  if (start === null) return null;
  return relation === 'before' ? `../${start}` : `${start}/..`;
}

function refusalOfEvent({ start, end }: AnchorEvent, options: BoundsOptions): Refused | null {
  for (const date of [start, end === '..' ? null : end]) {
    const parsed = date === null ? null : parseWhen(date, options);
    if (parsed !== null && !parsed.ok) return parsed;
    if (parsed !== null && parsed.shape !== 'date') return { ok: false, reason: 'unsupported' };
  }
  const whole = start === null || end === null ? null : parseWhen(`${start}/${end}`, options);
  return whole === null || whole.ok ? null : whole;
}

/**
 * The date told anew when its event is dated or corrected; the same date if it is anchored elsewhere or nowhere.
 * Qualifiers of the old expression go with it, those written outside stay.
 * Throws `date-malformed` if the event's own dates are malformed or reversed.
 */
export function reanchored(when: When, event: AnchorEvent, options: BoundsOptions = {}): When {
  if (when.anchor === undefined || when.anchor.event !== event.id) return when;
  const found = anchored(event, when.anchor.relation, options);
  if (!found.ok) throw new Fault('date-malformed', `dates of the anchor event: ${found.reason}`);
  const inside = when.edtf === null ? null : boundsOf(when.edtf);
  return whenOf({
    ...when,
    edtf: found.edtf,
    approx: when.approx && inside?.approx !== true,
    uncertain: when.uncertain && inside?.uncertain !== true,
    ...options,
  });
}

export const THIRDS = ['early', 'mid', 'late'] as const;
export type Third = (typeof THIRDS)[number];

/** A conventional part of a period. Always approximate; `rule` is kept with the date that uses it. */
export type PartOfPeriod =
  ({ readonly ok: true; readonly rule: 'part-of-year' | 'part-of-month' } & Span) | Refused;

const MONTHS_OF_PART = { early: ['01', '03'], mid: ['05', '08'], late: ['10', '12'] } as const;

/**
 * "Early", "mid" or "late" of a year (`YYYY`: January to March, May to August, October to December) or of a
 * month (`YYYY-MM`: 1–10, 11–20, 21 to the end). A convention of ours, published in the decision record.
 * Never throws; refuses anything but a plain year or month.
 */
export function thirdOf(period: string, part: Third): PartOfPeriod {
  const ofYear = /^-?\d{4}$/.test(period);
  if (!ofYear && !/^-?\d{4}-\d{2}$/.test(period)) return { ok: false, reason: 'unsupported' };
  const whole = parseWhen(period);
  if (!whole.ok) return whole;
  if (whole.precision !== 'year' && whole.precision !== 'month') return { ok: false, reason: 'unsupported' };
  const [first, last] = ofYear ? MONTHS_OF_PART[part] : daysOfPart(whole.max, part);
  const span = boundsOf(`${period}-${first}/${period}-${last}`);
  return { ok: true, rule: ofYear ? 'part-of-year' : 'part-of-month', ...span, approx: true };
}

function daysOfPart(lastDayOfMonth: string, part: Third): readonly [string, string] {
  if (part === 'early') return ['01', '10'];
  return part === 'mid' ? ['11', '20'] : ['21', lastDayOfMonth.slice(-2)];
}

const SEASON_FORM = /^-?\d{4}-(?:2[1-9]|3\d|4[01])$/;

/**
 * The same days for programs that know EDTF level 2 only: seasons inside intervals and sets become months
 * (`2023-21/..` becomes `2023-03/..`). Anything else stays as written. Throws `date-malformed`.
 */
export function portableEdtf(edtf: string, options: BoundsOptions = {}): string {
  const { shape } = boundsOf(edtf, options);
  if (shape === 'date') return edtf;
  const monthOf = (day: string) => day.slice(0, -3);
  const firstMonth = (end: string) => (SEASON_FORM.test(end) ? monthOf(boundsOf(end, options).min) : end);
  const lastMonth = (end: string) => (SEASON_FORM.test(end) ? monthOf(boundsOf(end, options).max) : end);
  if (shape === 'interval') {
    const [start = '', end = ''] = edtf.split('/');
    return `${firstMonth(start)}/${lastMonth(end)}`;
  }
  const members = edtf
    .slice(1, -1)
    .split(',')
    .flatMap((member) => {
      const [start = '', end] = member.split('..');
      if (end !== undefined) return `${firstMonth(start)}..${lastMonth(end)}`;
      if (!SEASON_FORM.test(member)) return member;
      return boundsOf(member, options).members.map(({ from, to }) => `${monthOf(from)}..${monthOf(to)}`);
    });
  return edtf.charAt(0) + members.join(',') + edtf.charAt(edtf.length - 1);
}

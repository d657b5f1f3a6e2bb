/** Fields of a count: what its figure counts, where its quotation ends, the day it holds and its period. */
import type { Measure } from '../../contract.ts';
import type { Clause, Line } from '../line.ts';
import type { Numeral } from '../numerals.ts';
import { isUnknownName } from '../parties.ts';
import { type Concept, EVENTS, PERSONS } from '../vocabulary.ts';
import { isOfThose } from './figure-signs.ts';

/** Concepts that tell what a figure counts, and their rank: the lowest decides first. */
export const MEASURES: readonly (readonly [Concept, Measure, number])[] = [
  ['remains', 'remains', 1],
  ['died', 'dead', 1],
  ['dead', 'dead', 1],
  ['killed', 'dead', 1],
  ['missing', 'missing', 2],
  ['disappeared', 'missing', 2],
  ['released', 'released', 2],
  ['exchanged', 'released', 2],
  ['torture', 'ill_treated', 2],
  ['isolation', 'ill_treated', 2],
  ['defendant', 'tried', 3],
  ['sentenced', 'tried', 2],
  ['charged', 'tried', 3],
  ['convicted', 'tried', 2],
  ['trial', 'tried', 3],
  ['arrested', 'taken', 3],
  ['captured', 'taken', 3],
  ['held', 'held', 2],
  // "41 workers were taken to the barracks": who is led away has been taken; prisoners only change place.
  ['transferred', 'taken', 3],
  ['detention', 'held', 4],
  ['visit', 'other', 4],
  ['case', 'cases', 4],
  ['captive', 'held', 5],
];
/** What a figure counts: the strongest and nearest sign in its clause, its own noun first. */
export function measureOf(clause: Clause, numeral: Numeral, noun: number | null): Measure | null {
  const { line } = clause;
  if (noun !== null && line.is(noun, 'case') && !line.is(noun, ...PERSONS)) return 'cases';
  let best: { rank: number; distance: number; measure: Measure } | null = null;
  for (let at = clause.from; at <= clause.to; at++) {
    if (line.numerals.some((other) => other !== numeral && between(at, numeral, other))) continue;
    for (const [concept, measure, rank] of MEASURES) {
      if (!line.is(at, concept)) continue;
      if (concept === 'transferred' && noun !== null && line.is(noun, 'captive', 'missing', 'remains'))
        continue;
      const distance =
        Math.min(Math.abs(at - numeral.first), Math.abs(at - numeral.last)) - (at === noun ? 2 : 0);
      if (distance > 14) continue;
      const weight = rank + Math.max(0, distance) / 8;
      if (!best || weight < best.rank) best = { rank: weight, distance, measure };
    }
  }
  return best?.measure ?? null;
}

/** True if another figure stands between a word and the figure asked about. */
function between(at: number, numeral: Numeral, other: Numeral): boolean {
  return at < numeral.first
    ? other.first > at && other.last < numeral.first
    : other.first > numeral.last && other.first < at;
}

/** The words of a figure with its noun and what is told of it. */
export function quoteOf(clause: Clause, numeral: Numeral, noun: number | null): { from: number; to: number } {
  const { line } = clause;
  let from = Math.min(numeral.first, noun ?? numeral.first, numeral.ahead ?? numeral.first);
  let to = Math.max(numeral.last, noun ?? numeral.last);
  for (const at of clause.all(...EVENTS, 'died', 'killed', 'torture', 'registered', 'tally', 'of_them')) {
    if (line.numerals.some((other) => other !== numeral && between(at, numeral, other))) continue;
    if (noun !== null && line.is(at, 'of_them') && at < from) continue;
    // "Of these, fourteen await trial": what is told of the part stands behind the figure.
    if (line.is(at, 'of_them') && at < from && line.words[from - 1]?.text === ',') {
      to = Math.max(to, Math.min(clause.bare.to, from + PART));
      continue;
    }
    if (at < from && isTaken(line, at, from)) continue;
    if (at < from && from - at <= 8) from = at;
    if (at >= to && at - to <= 8) to = Math.max(to, Math.min(line.words[at]?.until ?? at, clause.to));
  }
  // "Onların 212-si on səkkiz yaşından kiçik idi": what is told of the part stands behind it, where verbs stand last.
  if (line.tongue.order === 'sov' && noun === null && isOfThose(line, numeral) && to - from < PART)
    to = Math.max(to, Math.min(clause.bare.to, from + PART));
  return { from, to: placedEnd(clause, Math.max(numeral.last, noun ?? numeral.last), to) };
}

/** "Held in", "held in the prison": the place belongs to the quotation, with the word that names it. */
function placedEnd(clause: Clause, least: number, last: number): number {
  const { line } = clause;
  let to = last;
  if (line.is(to, 'to') && line.is(to + 1, 'detention', 'place') && to < clause.to) to++;
  if (to > least && line.is(to, 'to', 'prep', 'by') && !line.is(to, 'detention')) to--;
  if (line.tongue.hasCapitals || !line.is(to, 'detention', 'place') || !line.is(to - 1, 'to')) return to;
  const isName = to < clause.to && isUnknownName(line, { from: to + 1, to: to + 1 });
  return isName ? to + 1 : to;
}

/** Words of what is told of a part. */
const PART = 8;

/** "Six died there, two of pneumonia": the verb before the comma belongs to the figure before it. */
function isTaken(line: Line, at: number, from: number): boolean {
  for (let mark = at + 1; mark < from; mark++)
    if (line.words[mark]?.text === ',') return line.numerals.some((other) => other.last < at);
  return false;
}

/** The day on which a figure holds, only if the text says so. */
export function asOf(line: Line, clause: Clause, numeral: Numeral): string | null {
  for (const date of line.dates) {
    const isNear = date.first >= clause.from && date.last <= clause.to;
    if (date.role === 'as_of') return date.edtf;
    if ((date.role === 'by' || date.role === 'until') && isNear) return date.edtf;
    const isState =
      clause.has('held', 'registered', 'captive') && !clause.has('captured', 'arrested', 'released');
    const isLead = date.first <= 1 && date.last < numeral.first;
    if (date.role === 'at' && isNear && isLead && isState && /^\d{4}-\d\d-\d\d$/.test(date.edtf ?? ''))
      return date.edtf;
  }
  return null;
}

/** The time over which a figure was counted. */
export function period(clause: Clause): string | null {
  for (const date of clause.line.dates) {
    if (date.first < clause.from || date.last > clause.to || !date.edtf) continue;
    if (date.role === 'since') return date.edtf.includes('/') ? date.edtf : `${date.edtf}/..`;
    if (date.role === 'between') return date.edtf;
    if (date.role === 'at' && /^\d{4}(?:-\d\d)?$/.test(date.edtf)) return date.edtf;
  }
  return null;
}

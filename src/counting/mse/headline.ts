/**
 * The one interval that may be quoted: the union of the engines' 95 per cent intervals, rounded outward to two
 * significant digits, with the list-adjusted bound as "at least". Never an average of methods, never without its sentence.
 */
import { POPULATION, type Headline, type Interval } from './report.ts';

/** Two significant digits, downwards or upwards. */
export function roundedOut(value: number, way: 'down' | 'up'): number {
  if (value <= 0) return 0;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  const steps = value / unit;
  return (way === 'down' ? Math.floor(steps) : Math.ceil(steps)) * unit;
}

/** The smallest interval that holds all of them; null for none. */
export function unionOf(intervals: readonly Interval[]): Interval | null {
  if (intervals.length === 0) return null;
  return {
    lo: Math.min(...intervals.map(({ lo }) => lo)),
    hi: Math.max(...intervals.map(({ hi }) => hi)),
    level: 0.95,
  };
}

function words(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
}

/** The headline of an interval. `n` people are documented; no end falls below them. */
export function headlineOf(union: Interval, bound: number | null, n: number): Headline {
  const lo = Math.max(n, roundedOut(union.lo, 'down'));
  const hi = Math.max(lo, roundedOut(union.hi, 'up'));
  const atLeast = Math.max(n, roundedOut(bound ?? n, 'down'));
  const least =
    bound === null ? '' : ` At least about ${words(atLeast)}, unless sources avoid each other’s cases.`;
  const limit = `This is about ${POPULATION}; whoever none of them could reach is not in it.`;
  const range =
    union.hi / union.lo > 4
      ? `Only the order of magnitude is known: ${words(lo)} to ${words(hi)} people`
      : `Between about ${words(lo)} and ${words(hi)} people`;
  return {
    lo,
    hi,
    level: 0.95,
    atLeast,
    sentence: `${range} at the level of 95 %, ${words(n)} of them documented.${least} ${limit}`,
  };
}

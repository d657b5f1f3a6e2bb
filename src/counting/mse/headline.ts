/**
 * The one interval that may be quoted: the union of the engines' 95 per cent intervals, rounded outward to two
 * significant digits, with the list-adjusted bound as "at least". It reaches up to the upper end of that bound, and where
 * the overlaps show that people differ, as far as such differences would lead. Never an average of methods, never
 * without its sentence. Decision 0014.
 */
import { DIFFER_Z, type Heterogeneity } from './heterogeneity.ts';
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

/** Up to where the headline must reach besides the engines, and why. */
export interface Reach {
  readonly hi: number;
  readonly because: 'bound' | 'differences';
}

/** What the table says against an upper end, highest first. */
export function reachesOf(bound: Interval | null, differing: Heterogeneity | null): Reach[] {
  const reaches: Reach[] = [];
  if (bound !== null) reaches.push({ hi: bound.hi, because: 'bound' });
  if (differing !== null && differing.z > DIFFER_Z && Number.isFinite(differing.interval.hi))
    reaches.push({ hi: differing.interval.hi, because: 'differences' });
  return reaches.sort((a, b) => b.hi - a.hi);
}

/** The union of the engines, reaching as far as it must; `because` is null where the engines reach that far themselves. */
export function reaching(
  union: Interval,
  reaches: readonly Reach[],
): { readonly interval: Interval; readonly because: Reach['because'] | null } {
  const [furthest] = reaches;
  if (furthest === undefined || furthest.hi <= union.hi) return { interval: union, because: null };
  return { interval: { ...union, hi: furthest.hi }, because: furthest.because };
}

const WHY: Readonly<Record<Reach['because'], string>> = {
  bound:
    'the bound that allows for differences between people reaches further, and an estimate is never below its bound',
  differences:
    'the overlaps show that some people are listed more easily than others, and nothing tells how far that goes among those on no list',
};

/** The headline of the engines' union. `n` people are documented; no end falls below them. */
export function headlineOf(
  union: Interval,
  {
    bound,
    reaches,
    n,
  }: { readonly bound: number | null; readonly reaches: readonly Reach[]; readonly n: number },
): Headline {
  const { interval, because } = reaching(union, reaches);
  const lo = Math.max(n, roundedOut(interval.lo, 'down'));
  const hi = Math.max(lo, roundedOut(interval.hi, 'up'));
  const atLeast = Math.max(n, roundedOut(bound ?? n, 'down'));
  const least =
    bound === null ? '' : ` At least about ${words(atLeast)}, unless sources avoid each other’s cases.`;
  const engines = Math.max(lo, roundedOut(union.hi, 'up'));
  const further =
    because === null || engines === hi
      ? ''
      : ` The engines end at about ${words(engines)}; the upper end is higher because ${WHY[because]}.`;
  const limit = `This is about ${POPULATION}; whoever none of them could reach is not in it.`;
  const range =
    interval.hi / interval.lo > 4
      ? `Only the order of magnitude is known: ${words(lo)} to ${words(hi)} people`
      : `Between about ${words(lo)} and ${words(hi)} people`;
  return {
    lo,
    hi,
    level: 0.95,
    atLeast,
    engines: { lo, hi: engines },
    sentence: `${range} at the level of 95 %, ${words(n)} of them documented.${least}${further} ${limit}`,
  };
}

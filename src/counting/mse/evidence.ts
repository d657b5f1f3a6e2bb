/**
 * What the rules look at, measured on the table and on the engines: one function per rule. Numbers and the sentence that
 * says what they are; thresholds stand in `rules.ts` unless a rule has several of different kinds.
 */
import { DIFFER_Z, DOUBT_Z, type Heterogeneity } from './heterogeneity.ts';
import { reaching, type Reach } from './headline.ts';
import type { Mode } from './modes.ts';
import type { EngineReport, Interval, SelfTests } from './report.ts';
import { reasonOf } from './reasons.ts';
import type { Measure } from './rules.ts';
import { captureFrequencies, peopleOn, type OverlapTable } from './table.ts';

/** What the workspace knows about the lists and a bare table does not. */
export interface EstimateContext {
  /** Pairs of lists of which one was made from the other, or both from one feed, and that were not merged. */
  readonly dependent?: readonly (readonly [string, string])[];
  /** Lists barred from aggregate use. */
  readonly barred?: readonly string[];
  /** Whether the scope is a closed population over a period ("ever held between"). */
  readonly closed?: boolean;
  /** Of the persons inside the scope and those of whom it is not settled, the share of the latter. */
  readonly unsettledShare?: number;
  /** The largest lower bound of the accepted claims, and the hard cap of the population. */
  readonly acceptedAtLeast?: number;
  readonly populationCap?: number;
}

/** R1. */
export function listMeasure(table: OverlapTable): Measure {
  const valid = table.lists.filter((_, at) => peopleOn(table, 1 << at) > 0).length;
  return { value: valid, ...reasonOf('lists', { n: valid }) };
}

/** R2. Two lists with the very same people are one list, whoever made them. */
export function provenanceMeasures(table: OverlapTable, context: EstimateContext): Measure[] {
  const measures: Measure[] = [];
  if (context.dependent !== undefined)
    measures.push({
      value: context.dependent.length,
      ...reasonOf('one-origin', { n: context.dependent.length }),
    });
  let copies = 0;
  for (let i = 0; i < table.lists.length; i++) {
    for (let j = i + 1; j < table.lists.length; j++) {
      const both = peopleOn(table, (1 << i) | (1 << j));
      if (both > 0 && both === peopleOn(table, 1 << i) && both === peopleOn(table, 1 << j)) copies++;
    }
  }
  if (copies > 0) measures.push({ value: copies, ...reasonOf('same-people', { n: copies }) });
  return measures;
}

/** Share of persons of whom the scope is not settled above which the lists are not about one population. */
const MOST_UNSETTLED = 0.2;

/** R4: whether it is known of everybody that they are in the scope. */
function unsettledMeasures(share: number | undefined): Measure[] {
  if (share === undefined) return [];
  const outcome = share > MOST_UNSETTLED ? 'refuse' : share > 0 ? 'warn' : 'pass';
  return [{ value: share, threshold: MOST_UNSETTLED, outcome, ...reasonOf('unsettled-scope') }];
}

/** R3 and R4. */
export function contextMeasures({ barred, closed, unsettledShare }: EstimateContext): {
  R3?: Measure[];
  R4?: Measure[];
} {
  return {
    ...(barred === undefined
      ? {}
      : { R3: [{ value: barred.length, ...reasonOf('barred', { n: barred.length }) }] }),
    ...(closed === undefined
      ? {}
      : {
          R4: [
            closed ? { value: 0, ...reasonOf('closed') } : { value: 1, ...reasonOf('turnover') },
            ...unsettledMeasures(unsettledShare),
          ],
        }),
  };
}

/** R5: overlap amount, connected lists, smallest list. */
export function overlapMeasures(table: OverlapTable): Measure[] {
  const several = captureFrequencies(table).reduce((sum, many, k) => (k >= 2 ? sum + many : sum), 0);
  let reached = 1;
  for (let grown = true; grown;) {
    grown = false;
    for (const pattern of table.patterns) {
      if ((pattern & reached) !== 0 && (pattern & ~reached) !== 0) {
        reached |= pattern;
        grown = true;
      }
    }
  }
  const apart = table.lists.filter((_, at) => ((reached >> at) & 1) === 0).length;
  const smallest = Math.min(...table.lists.map((_, at) => peopleOn(table, 1 << at)));
  return [
    { value: several, ...reasonOf('several', { n: several }) },
    {
      value: apart,
      threshold: 0,
      outcome: apart > 0 ? 'refuse' : 'pass',
      ...reasonOf('apart', { n: apart }),
    },
    {
      value: smallest,
      threshold: 5,
      outcome: smallest < 5 ? 'refuse' : 'pass',
      ...reasonOf('smallest', { n: smallest }),
    },
  ];
}

/** R7: effective draws that the ends of an interval need. */
export const ENOUGH_DRAWS = 400;

/** R7. Chain medians are of N. */
export function convergenceMeasures(summary: {
  readonly rHat: number;
  readonly ess: number;
  readonly chainMedians: readonly number[];
}): Measure[] {
  const spread = Math.max(...summary.chainMedians) / Math.min(...summary.chainMedians) - 1;
  return [
    { value: summary.rHat, ...reasonOf('r-hat') },
    {
      value: Math.round(summary.ess),
      threshold: ENOUGH_DRAWS,
      outcome: summary.ess < ENOUGH_DRAWS ? 'refuse' : 'pass',
      ...reasonOf('effective-draws'),
    },
    {
      value: spread,
      threshold: 0.1,
      outcome: spread > 0.1 ? 'refuse' : 'pass',
      ...reasonOf('chain-medians'),
    },
  ];
}

/** R8: two peaks with a tenth of the mass each. */
export function modeMeasure(name: string, modes: readonly Mode[]): Measure {
  const large = modes.filter(({ mass }) => mass >= 0.1).map(({ at }) => at);
  const value = large.length < 2 ? 1 : Math.max(...large) / Math.min(...large);
  return {
    value,
    ...(large.length < 2
      ? reasonOf('one-peak', { engine: name })
      : reasonOf('peaks', { engine: name, n: large.length })),
  };
}

/** R10. */
export function degenerateMeasures(posterior: {
  readonly median: number;
  readonly completeWeight: number;
  readonly modeUnseen: number;
  readonly otherMedians: readonly number[];
}): Measure[] {
  const moved = Math.max(
    ...posterior.otherMedians.map((other) => Math.abs(other - posterior.median) / posterior.median),
  );
  return [
    { value: posterior.completeWeight, ...reasonOf('complete-graph') },
    {
      value: posterior.modeUnseen,
      threshold: 1,
      outcome: posterior.modeUnseen <= 1 ? 'refuse' : 'pass',
      ...reasonOf('most-probable'),
    },
    {
      value: moved,
      threshold: 0.25,
      outcome: moved > 0.25 ? 'refuse' : 'pass',
      ...reasonOf('prior-weight'),
    },
  ];
}

/** R11: rivals, the engines' estimates, and whether the engines' intervals have anything in common. */
export function disagreementMeasures(rivals: readonly number[], engines: readonly EngineReport[]): Measure[] {
  const measures: Measure[] = [];
  if (rivals.length > 0)
    measures.push({
      value: Math.max(...rivals) / Math.min(...rivals),
      ...reasonOf('rivals', { n: rivals.length }),
    });
  const points = engines.map(({ point }) => point).filter((one) => one !== null);
  if (points.length >= 2) {
    const ratio = Math.max(...points) / Math.min(...points);
    measures.push({
      value: ratio,
      threshold: 1.5,
      outcome: ratio > 1.5 ? 'warn' : 'pass',
      ...reasonOf('engines', { n: points.length }),
    });
  }
  const intervals = engines.map(({ interval }) => interval).filter((one) => one !== null);
  if (intervals.length >= 2) {
    const gap = Math.max(...intervals.map(({ lo }) => lo)) / Math.min(...intervals.map(({ hi }) => hi));
    measures.push({
      value: gap,
      threshold: 1,
      outcome: gap > 1 ? 'refuse' : 'pass',
      ...reasonOf('gap', { n: intervals.length }),
    });
  }
  return measures;
}

/** R13: the estimate without each list, against the whole one and the interval. */
export function leaveOneMeasures(
  whole: number,
  without: readonly { readonly list: string; readonly point: number | null }[],
  interval: Interval | null,
): Measure[] {
  return without.map(({ list, point }) => {
    if (point === null) return { value: 0, outcome: 'warn', ...reasonOf('without-none', { list }) };
    const ratio = Math.max(point / whole, whole / point);
    const outside = interval !== null && (point < interval.lo || point > interval.hi);
    return outside && ratio <= 1.5
      ? {
          value: ratio,
          outcome: 'warn' as const,
          threshold: 1.5,
          ...reasonOf('without-outside', { list }),
        }
      : { value: ratio, ...reasonOf('without', { list }) };
  });
}

/** R11: how much further than the engines the headline has to reach. */
export function reachMeasure(union: Interval, reaches: readonly Reach[]): Measure {
  const { interval, because } = reaching(union, reaches);
  return {
    value: interval.hi / union.hi,
    threshold: 1,
    outcome: because === null ? 'pass' : 'warn',
    ...reasonOf(because === null ? 'reach-none' : because === 'bound' ? 'reach-bound' : 'reach-people'),
  };
}

/** R11: whether people differ in how easily they are listed, as far as the overlaps can show it. */
export function differenceMeasures(differing: Heterogeneity | null): Measure[] {
  if (differing === null) return [];
  return [
    {
      value: differing.z,
      threshold: DOUBT_Z,
      outcome: differing.z > DOUBT_Z ? 'warn' : 'pass',
      ...reasonOf(differing.z > DIFFER_Z ? 'people-differ' : 'people-alike'),
    },
  ];
}

/** R11: the total of the parts against the interval of the whole; above 1 it lies outside. */
export function strataMeasures({ strata }: SelfTests, union: Interval | null): Measure[] {
  return strata.flatMap(({ by, parts, total }): Measure[] => {
    if (total === null || union === null) return [];
    const value = Math.max(union.lo / total, total / union.hi);
    const outcome = value > 1 ? 'warn' : 'pass';
    return [{ value, threshold: 1, outcome, ...reasonOf('strata', { n: parts.length, facet: by }) }];
  });
}

/** R13: lists whose known size lies outside the interval that the other lists give for it. */
export function selfTestMeasures({ knownSize }: SelfTests): Measure[] {
  const tested = knownSize.filter(({ covered }) => covered !== null);
  if (tested.length < 3) return [];
  const missed = tested.filter(({ covered }) => covered === false).length / tested.length;
  return [
    {
      value: missed,
      threshold: 0.5,
      outcome: missed > 0.5 ? 'warn' : 'pass',
      ...reasonOf('known-sizes', { n: tested.length }),
    },
  ];
}

/**
 * R11: a lower bound above everything that the engines hold possible. Where people on many lists are fewer than chance
 * gives, sources avoid each other's cases and the bound is none; then it is a warning, and a refusal otherwise.
 */
export function boundMeasures(
  bound: Interval | null,
  union: Interval | null,
  differing: Heterogeneity | null,
): Measure[] {
  if (bound === null || union === null) return [];
  const contradicts = differing !== null && differing.z < 0 ? ('warn' as const) : ('refuse' as const);
  return [
    {
      value: bound.lo / union.hi,
      threshold: 1,
      outcome: bound.lo > union.hi ? contradicts : 'pass',
      ...reasonOf('bound-above'),
    },
  ];
}

/** R14. */
export function logicMeasures(
  points: readonly number[],
  n: number,
  { acceptedAtLeast, populationCap }: EstimateContext,
): Measure[] {
  if (acceptedAtLeast === undefined && populationCap === undefined) return [];
  const wrong = points.filter(
    (point) => point < n || point < (acceptedAtLeast ?? 0) || point > (populationCap ?? Infinity),
  ).length;
  return [{ value: wrong, ...reasonOf('contradict', { n: wrong }) }];
}

/** R16. */
export function scaleMeasures(n: number, points: readonly number[]): Measure[] {
  const measures: Measure[] = [{ value: n, ...reasonOf('people', { n }) }];
  if (points.length > 0) {
    const coverage = n / Math.max(...points);
    measures.push({
      value: coverage,
      threshold: 0.95,
      outcome: coverage > 0.95 ? 'refuse' : 'pass',
      ...reasonOf('coverage'),
    });
  }
  return measures;
}

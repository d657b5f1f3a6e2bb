/**
 * What the rules look at, measured on the table and on the engines: one function per rule. Numbers and the sentence that
 * says what they are; thresholds stand in `rules.ts` unless a rule has several of different kinds.
 */
import { DIFFER_Z, DOUBT_Z, type Heterogeneity } from './heterogeneity.ts';
import { reaching, type Reach } from './headline.ts';
import type { Mode } from './modes.ts';
import type { EngineReport, Interval, SelfTests } from './report.ts';
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
  /** The largest lower bound of the accepted claims, and the hard cap of the population. */
  readonly acceptedAtLeast?: number;
  readonly populationCap?: number;
}

/** R1. */
export function listMeasure(table: OverlapTable): Measure {
  const valid = table.lists.filter((_, at) => peopleOn(table, 1 << at) > 0).length;
  return { value: valid, reason: `${valid} lists with at least one person` };
}

/** R2. Two lists with the very same people are one list, whoever made them. */
export function provenanceMeasures(table: OverlapTable, context: EstimateContext): Measure[] {
  const measures: Measure[] = [];
  if (context.dependent !== undefined)
    measures.push({
      value: context.dependent.length,
      reason: `${context.dependent.length} pairs of lists of one origin are not merged`,
    });
  let copies = 0;
  for (let i = 0; i < table.lists.length; i++) {
    for (let j = i + 1; j < table.lists.length; j++) {
      const both = peopleOn(table, (1 << i) | (1 << j));
      if (both > 0 && both === peopleOn(table, 1 << i) && both === peopleOn(table, 1 << j)) copies++;
    }
  }
  if (copies > 0)
    measures.push({ value: copies, reason: `${copies} pairs of lists name the very same people` });
  return measures;
}

/** R3 and R4. */
export function contextMeasures({ barred, closed }: EstimateContext): { R3?: Measure[]; R4?: Measure[] } {
  return {
    ...(barred === undefined
      ? {}
      : { R3: [{ value: barred.length, reason: `${barred.length} lists are barred from aggregate use` }] }),
    ...(closed === undefined
      ? {}
      : {
          R4: [
            closed
              ? { value: 0, reason: 'the scope is a closed population' }
              : { value: 1, reason: 'a stock on a date with turnover is not a closed population' },
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
    { value: several, reason: `${several} people are on two lists or more` },
    {
      value: apart,
      threshold: 0,
      outcome: apart > 0 ? 'refuse' : 'pass',
      reason: `${apart} lists share nobody with the others`,
    },
    {
      value: smallest,
      threshold: 5,
      outcome: smallest < 5 ? 'refuse' : 'pass',
      reason: `the smallest list has ${smallest} people`,
    },
  ];
}

/** R7. Chain medians are of N. */
export function convergenceMeasures(summary: {
  readonly rHat: number;
  readonly ess: number;
  readonly chainMedians: readonly number[];
}): Measure[] {
  const spread = Math.max(...summary.chainMedians) / Math.min(...summary.chainMedians) - 1;
  return [
    { value: summary.rHat, reason: 'R̂ of ln n0 over the chains' },
    {
      value: Math.round(summary.ess),
      threshold: 400,
      outcome: summary.ess < 400 ? 'refuse' : 'pass',
      reason: 'effective draws; more draws may help',
    },
    {
      value: spread,
      threshold: 0.1,
      outcome: spread > 0.1 ? 'refuse' : 'pass',
      reason: 'difference between the medians of the chains',
    },
  ];
}

/** R8: two peaks with a tenth of the mass each. */
export function modeMeasure(name: string, modes: readonly Mode[]): Measure {
  const large = modes.filter(({ mass }) => mass >= 0.1).map(({ at }) => at);
  const value = large.length < 2 ? 1 : Math.max(...large) / Math.min(...large);
  return {
    value,
    reason:
      large.length < 2 ? `${name} has one peak` : `${name} has ${large.length} peaks this many times apart`,
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
    { value: posterior.completeWeight, reason: 'weight of the graph that cannot tell the unseen' },
    {
      value: posterior.modeUnseen,
      threshold: 1,
      outcome: posterior.modeUnseen <= 1 ? 'refuse' : 'pass',
      reason: 'most probable number of unseen',
    },
    {
      value: moved,
      threshold: 0.25,
      outcome: moved > 0.25 ? 'refuse' : 'pass',
      reason: 'the median moves by this share when the prior weight is halved or doubled',
    },
  ];
}

/** R11: rivals, the engines' estimates, and whether the engines' intervals have anything in common. */
export function disagreementMeasures(rivals: readonly number[], engines: readonly EngineReport[]): Measure[] {
  const measures: Measure[] = [];
  if (rivals.length > 0)
    measures.push({
      value: Math.max(...rivals) / Math.min(...rivals),
      reason: `largest to smallest estimate among ${rivals.length} models within 3 of the lowest BIC`,
    });
  const points = engines.map(({ point }) => point).filter((one) => one !== null);
  if (points.length >= 2) {
    const ratio = Math.max(...points) / Math.min(...points);
    measures.push({
      value: ratio,
      threshold: 1.5,
      outcome: ratio > 1.5 ? 'warn' : 'pass',
      reason: `largest to smallest estimate of ${points.length} engines`,
    });
  }
  const intervals = engines.map(({ interval }) => interval).filter((one) => one !== null);
  if (intervals.length >= 2) {
    const gap = Math.max(...intervals.map(({ lo }) => lo)) / Math.min(...intervals.map(({ hi }) => hi));
    measures.push({
      value: gap,
      threshold: 1,
      outcome: gap > 1 ? 'refuse' : 'pass',
      reason: `highest lower end to lowest upper end of ${intervals.length} engines' intervals`,
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
    if (point === null)
      return { value: 0, outcome: 'warn', reason: `without ${list} no model has a finite maximum` };
    const ratio = Math.max(point / whole, whole / point);
    const outside = interval !== null && (point < interval.lo || point > interval.hi);
    const measure = {
      value: ratio,
      reason: `without ${list} the estimate is this many times another`,
    };
    return outside && ratio <= 1.5
      ? {
          ...measure,
          outcome: 'warn' as const,
          threshold: 1.5,
          reason: `${measure.reason}, outside the interval`,
        }
      : measure;
  });
}

/** R11: how much further than the engines the headline has to reach. */
export function reachMeasure(union: Interval, reaches: readonly Reach[]): Measure {
  const { interval, because } = reaching(union, reaches);
  return {
    value: interval.hi / union.hi,
    threshold: 1,
    outcome: because === null ? 'pass' : 'warn',
    reason:
      because === null
        ? 'the engines reach as far as the bound and the differences between people ask'
        : because === 'bound'
          ? 'the list-adjusted bound reaches this many times further than the engines'
          : 'people differ in how easily they are listed, which may lead this many times further than the engines',
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
      reason:
        differing.z > DIFFER_Z
          ? 'standard errors by which people on many lists are more than chance gives: people differ'
          : 'standard errors by which people on many lists are more than chance gives',
    },
  ];
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
      reason: `share of ${tested.length} lists whose known size lies outside what the other lists give for it`,
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
      reason: 'lower end of the list-adjusted bound against the highest end of the engines',
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
  return [{ value: wrong, reason: `${wrong} engines contradict what is documented, accepted or possible` }];
}

/** R16. */
export function scaleMeasures(n: number, points: readonly number[]): Measure[] {
  const measures: Measure[] = [{ value: n, reason: `${n} people are documented` }];
  if (points.length > 0) {
    const coverage = n / Math.max(...points);
    measures.push({
      value: coverage,
      threshold: 0.95,
      outcome: coverage > 0.95 ? 'refuse' : 'pass',
      reason: 'share of the people in all that is documented already',
    });
  }
  return measures;
}

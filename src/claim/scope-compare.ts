/**
 * How two scopes relate: overlap and ⊂, each certain, possible or no. Certain means in every world that fits
 * what the scopes say and what is known about their terms, no means in none; every term means somebody.
 * Only then may two figures be said to conflict: scope before contradiction. The tests check these answers
 * against all worlds over small universes.
 */
import { isCalendarDay, dayNumber, type Edge } from '#ground';
import { FACETS, listedRelations, TERM_FACETS } from './scope.ts';
import type { Facet, Period, Relations, Scope, TermRelations, Terms } from './scope.ts';

export type Answer = 'certain' | 'possible' | 'no';

/** What follows from the recorded relations of one facet. */
interface Known {
  /** Whether everyone of the first is certainly one of the second; true for a term and itself. */
  isWithin(a: string, b: string): boolean;
  /** Whether certainly nobody is one of both. */
  areApart(a: string, b: string): boolean;
  /** All terms the relations speak of. */
  readonly terms: readonly string[];
}

const NOTHING: TermRelations = { within: [], apart: [] };

function known({ within, apart }: TermRelations): Known {
  const broader = new Map<string, Set<string>>();
  const above = (from: string): Set<string> => {
    const cached = broader.get(from);
    if (cached !== undefined) return cached;
    const reached = new Set([from]);
    for (const at of reached) for (const [low, high] of within) if (low === at) reached.add(high);
    broader.set(from, reached);
    return reached;
  };
  return {
    isWithin: (a, b) => above(a).has(b),
    areApart: (a, b) =>
      apart.some(([x, y]) => (above(a).has(x) && above(b).has(y)) || (above(a).has(y) && above(b).has(x))),
    terms: [...new Set([...within, ...apart].flat())],
  };
}

function overlapOfTerms(a: Terms, b: Terms, recorded: Known): Answer {
  if ('any' in a || 'any' in b) return 'certain';
  if ('unclear' in a || 'unclear' in b) return 'possible';
  const witnesses = [...a.said, ...b.said, ...recorded.terms];
  const isIn = (term: string, set: readonly string[]) => set.some((one) => recorded.isWithin(term, one));
  if (witnesses.some((term) => isIn(term, a.said) && isIn(term, b.said))) return 'certain';
  return a.said.every((one) => b.said.every((other) => recorded.areApart(one, other))) ? 'no' : 'possible';
}

function subsetOfTerms(a: Terms, b: Terms, recorded: Known): Answer {
  if ('any' in b) return 'certain';
  if ('unclear' in b || 'unclear' in a) return 'possible';
  const inside = (term: string) => b.said.some((one) => recorded.isWithin(term, one));
  const outside = (term: string) => b.said.every((one) => recorded.areApart(term, one));
  if ('any' in a) return recorded.terms.some(outside) ? 'no' : 'possible';
  if (a.said.every(inside)) return 'certain';
  const members = [
    ...a.said,
    ...recorded.terms.filter((term) => a.said.some((one) => recorded.isWithin(term, one))),
  ];
  return members.some(outside) ? 'no' : 'possible';
}

/** A period as days: where its first and its last day may lie. Infinity stands for an edge without limit. */
interface Reach {
  readonly firstEarliest: number;
  readonly firstLatest: number;
  readonly lastEarliest: number;
  readonly lastLatest: number;
}

function reachOf(said: { readonly from: Edge; readonly to: Edge; readonly extent: string }): Reach {
  const low = isCalendarDay(said.from) ? dayNumber(said.from) : -Infinity;
  const high = isCalendarDay(said.to) ? dayNumber(said.to) : Infinity;
  const oneDay = low === high;
  if (said.extent === 'within' && !oneDay)
    return { firstEarliest: low, firstLatest: high, lastEarliest: low, lastLatest: high };
  return {
    firstEarliest: low,
    firstLatest: said.from === 'unknown' ? high : low,
    lastEarliest: said.to === 'unknown' ? low : high,
    lastLatest: high,
  };
}

function overlapOfPeriods(a: Period, b: Period): Answer {
  if ('any' in a || 'any' in b) return 'certain';
  if ('unclear' in a || 'unclear' in b) return 'possible';
  const [x, y] = [reachOf(a.said), reachOf(b.said)];
  if (x.firstEarliest > y.lastLatest || y.firstEarliest > x.lastLatest) return 'no';
  return x.firstLatest <= y.lastEarliest && y.firstLatest <= x.lastEarliest ? 'certain' : 'possible';
}

function subsetOfPeriods(a: Period, b: Period): Answer {
  if ('any' in b) return 'certain';
  if ('unclear' in a || 'unclear' in b) return 'possible';
  if ('any' in a) {
    const isUnbounded = b.said.from === 'open' && b.said.to === 'open';
    if (!isUnbounded) return 'no';
    return b.said.extent === 'throughout' ? 'certain' : 'possible';
  }
  const y = reachOf(b.said);
  const x = reachOf(a.said);
  if (x.firstLatest < y.firstEarliest || x.lastEarliest > y.lastLatest) return 'no';
  if (x.firstEarliest > y.lastLatest || x.lastLatest < y.firstEarliest) return 'no';
  const sure = y.firstLatest <= x.firstEarliest && x.lastLatest <= y.lastEarliest;
  return sure ? 'certain' : 'possible';
}

/** One answer per facet. */
export type FacetAnswers = Readonly<Record<Facet, Answer>>;

function answers(a: Scope, b: Scope, question: 'overlap' | 'subset', relations: Relations): FacetAnswers {
  const found: Partial<Record<Facet, Answer>> = {};
  for (const facet of TERM_FACETS) {
    const recorded = known(relations[facet] ?? NOTHING);
    found[facet] = (question === 'overlap' ? overlapOfTerms : subsetOfTerms)(a[facet], b[facet], recorded);
  }
  found.period = (question === 'overlap' ? overlapOfPeriods : subsetOfPeriods)(a.period, b.period);
  return found as FacetAnswers;
}

/** A conjunction holds for certain if every facet does, and not at all if one facet does not. */
function conjunction(facets: FacetAnswers): Answer {
  const all = Object.values(facets);
  if (all.includes('no')) return 'no';
  return all.every((answer) => answer === 'certain') ? 'certain' : 'possible';
}

/** Whether the scopes have a meaning in common. Symmetric. */
export function overlap(a: Scope, b: Scope, relations: Relations = listedRelations()): Answer {
  return conjunction(answers(a, b, 'overlap', relations));
}

/** Whether nothing falls under both. Symmetric; the reverse of `overlap`. */
export function disjoint(a: Scope, b: Scope, relations: Relations = listedRelations()): Answer {
  const answer = overlap(a, b, relations);
  return answer === 'possible' ? 'possible' : answer === 'certain' ? 'no' : 'certain';
}

/** Whether everything under `a` falls under `b`. Certain answers are transitive. */
export function subset(a: Scope, b: Scope, relations: Relations = listedRelations()): Answer {
  return conjunction(answers(a, b, 'subset', relations));
}

/**
 * `conflict-possible`: every facet certainly meets, so differing figures have to be explained.
 * `partly-comparable`: they may meet; the facets named are not settled. `not-comparable`: the facets named
 * certainly do not meet, and no difference between the figures means anything.
 */
export type Comparison =
  | { readonly outcome: 'conflict-possible'; readonly facets: readonly [] }
  | { readonly outcome: 'partly-comparable' | 'not-comparable'; readonly facets: readonly Facet[] };

/** Whether two claims may be held against each other, and over which facets that fails. Symmetric. */
export function comparable(a: Scope, b: Scope, relations: Relations = listedRelations()): Comparison {
  const found = answers(a, b, 'overlap', relations);
  const apart = FACETS.filter((facet) => found[facet] === 'no');
  if (apart.length > 0) return { outcome: 'not-comparable', facets: apart };
  const open = FACETS.filter((facet) => found[facet] === 'possible');
  return open.length > 0
    ? { outcome: 'partly-comparable', facets: open }
    : { outcome: 'conflict-possible', facets: [] };
}

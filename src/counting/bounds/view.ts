/**
 * From a view to a problem: which claims somebody accepts for the sake of the argument, read how, with which
 * assumptions, put as statements about sets of people. A view never says that a claim is so; bounds are always "under
 * view V". Only hard bounds of words are used. What cannot be used is returned with the reason, never dropped.
 */
import { boundsOfClaim, disjoint, stanceOf, subset, type ClaimOf, type Scope } from '#claim';
import { canonicalJson, possiblyOverlaps, sha256Hex, type DayInterval } from '#ground';
import type { CountedSet, Region, SetRelations, Statement } from './atoms.ts';
import { forced, type Forced, type Problem } from './solve.ts';

/** A claim as the view takes it. */
export interface AcceptedClaim {
  readonly claim: ClaimOf<'count'>;
  /** 0 is the nearest reading of whom it covers; n is the n-th other reading. */
  readonly reading: number;
  /** Whether it says how many there are, or how many its speaker acknowledges. */
  readonly as: 'number' | 'acknowledged';
  /** The independence family: claims of one origin with one figure are one statement. */
  readonly origin: string;
}

/** What the view takes for granted beside the claims; each is printed with every bound that needs it. */
export type ViewAssumption =
  /** All figures held at one moment. */
  | { readonly kind: 'same-moment' }
  /** The recorded releases and deaths are all departures there were. */
  | { readonly kind: 'all-departures' }
  /** The recorded arrivals are all there were. */
  | { readonly kind: 'all-arrivals' }
  /** Whoever the first claim covers is covered by the second. */
  | { readonly kind: 'within'; readonly inner: string; readonly outer: string }
  /** Nobody is covered by both claims. */
  | { readonly kind: 'apart'; readonly one: string; readonly other: string };

export interface BoundsQuestion {
  readonly scope: Scope;
  readonly measure: string;
  /** The day asked about; null asks about the newest figures. */
  readonly on: string | null;
}

/** People documented by name who are within the question, as many at least as the persons of accepted lists. */
export interface DocumentedFloor {
  readonly atLeast: number;
}

export const UNUSED = {
  'no-bound': 'its words bound nothing',
  'another-unit': 'it counts something else than persons',
  share: 'it is a share',
  change: 'it is a difference between two moments',
  'no-place': 'nothing else in the view is about the same people at another time',
} as const;
export type UnusedReason = keyof typeof UNUSED;

/** A set of the problem, in terms of claims. */
export interface ViewSet {
  readonly setId: string;
  readonly scope: Scope;
  readonly kind: 'stock' | 'ever' | 'acknowledged';
  readonly moment: number;
  readonly claimIds: readonly string[];
}

export interface ViewProblem {
  readonly problem: Problem;
  readonly question: Region;
  readonly sets: readonly ViewSet[];
  /** Claims behind each accepted statement, by its id. */
  readonly claimsOf: ReadonlyMap<string, readonly string[]>;
  readonly unused: readonly { readonly claimId: string; readonly because: UnusedReason }[];
}

export const DOCUMENTED_ID = 'documented';
const ANY = { any: true } as const;

function bareScope(scope: Scope, measure: string): Scope {
  return { ...scope, measure: { said: [measure] }, period: ANY };
}

function readingOf({ claim, reading }: AcceptedClaim): Scope {
  return bareScope(
    reading === 0 ? claim.scope : (claim.otherScopes?.[reading - 1] ?? claim.scope),
    claim.measure,
  );
}

function kindOf({ claim, as }: AcceptedClaim): ViewSet['kind'] {
  return as === 'acknowledged' ? 'acknowledged' : claim.tally === 'cumulative' ? 'ever' : 'stock';
}

/** How a claim is taken unless somebody says otherwise: the nearest reading; an acknowledgement is one. */
export function asSaid(claim: ClaimOf<'count'>, origin: string): AcceptedClaim {
  return { claim, origin, reading: 0, as: stanceOf(claim) === 'acknowledges' ? 'acknowledged' : 'number' };
}

function unusable(claim: ClaimOf<'count'>): UnusedReason | null {
  if (claim.tally === 'change') return 'change';
  const bounds = boundsOfClaim(claim);
  if (bounds === null) return 'share';
  if (claim.unit !== 'persons') return 'another-unit';
  return bounds.hard.lo === 0 && bounds.hard.hi === null ? 'no-bound' : null;
}

/** Moments in order of time: claims whose dates may meet stand together. Returns the number of each interval. */
function momentsOf(intervals: readonly DayInterval[]): number[] {
  const group = intervals.map((_, at) => at);
  for (let changed = true; changed;) {
    changed = false;
    intervals.forEach((a, i) =>
      intervals.forEach((b, j) => {
        if (group[i] === group[j] || !possiblyOverlaps(a, b)) return;
        const [low, high] = [
          Math.min(group[i] as number, group[j] as number),
          Math.max(group[i] as number, group[j] as number),
        ];
        group.forEach((one, at) => {
          if (one === high) group[at] = low;
        });
        changed = true;
      }),
    );
  }
  const startOf = (one: number): string =>
    intervals.reduce(
      (least, { from }, at) => {
        const day = /^-?\d/.test(from) ? from : '';
        return group[at] === one && (least === null || day < least) ? day : least;
      },
      null as string | null,
    ) ?? '';
  const order = [...new Set(group)].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
  return group.map((one) => order.indexOf(one));
}

const interval = (claim: ClaimOf<'count'>): DayInterval => ({ from: claim.asOf.min, to: claim.asOf.max });

class Sets {
  readonly all: (ViewSet & { claimIds: string[] })[] = [];

  add(scope: Scope, kind: ViewSet['kind'], moment: number): (typeof this.all)[number] {
    const key = sha256Hex(canonicalJson({ scope: nameless(scope), kind, moment })).slice(0, 16);
    const known = this.all.find(({ setId }) => setId === key);
    if (known !== undefined) return known;
    const made = { setId: key, scope, kind, moment, claimIds: [] };
    this.all.push(made);
    return made;
  }
}

/** The scope without the words of the source, so that one meaning has one set. */
function nameless(scope: Scope): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(scope).map(([facet, terms]) => {
      if ('any' in terms) return [facet, 'any'];
      // What is unclear in two claims is not known to be the same, unless the words are.
      if ('unclear' in terms) return [facet, { unclear: terms.words ?? '' }];
      return [facet, { said: Array.isArray(terms.said) ? [...terms.said].sort() : terms.said }];
    }),
  );
}

/** Certain relations between sets of one moment. */
function relationsOf(sets: readonly ViewSet[]): SetRelations {
  const within: [string, string][] = [];
  const apart: [string, string][] = [];
  for (const a of sets) {
    for (const b of sets) {
      if (a === b || a.moment !== b.moment) continue;
      const isKind =
        a.kind === b.kind ||
        (a.kind === 'acknowledged' && b.kind === 'stock') ||
        (a.kind === 'stock' && b.kind === 'ever');
      if (isKind && subset(a.scope, b.scope) === 'certain') within.push([a.setId, b.setId]);
      const areStocks = a.kind !== 'ever' && b.kind !== 'ever';
      if (a.setId < b.setId && areStocks && disjoint(a.scope, b.scope) === 'certain')
        apart.push([a.setId, b.setId]);
    }
  }
  return { within, apart };
}

interface Building {
  readonly sets: Sets;
  readonly statements: Statement[];
  readonly claimsOf: Map<string, string[]>;
  readonly flows: string[];
  readonly unused: { claimId: string; because: UnusedReason }[];
  readonly setOfClaim: Map<string, string>;
}

const whole = (setId: string): Region => ({ in: [setId], notIn: [] });

function stateFigures(
  building: Building,
  figures: readonly AcceptedClaim[],
  momentOf: (claim: ClaimOf<'count'>) => number,
): void {
  for (const accepted of figures) {
    const { claim, origin } = accepted;
    const set = building.sets.add(readingOf(accepted), kindOf(accepted), momentOf(claim));
    set.claimIds.push(claim.claimId);
    building.setOfClaim.set(claim.claimId, set.setId);
    const { lo, hi } = boundsOfClaim(claim)?.hard ?? { lo: 0, hi: null };
    const id = `figure ${sha256Hex(canonicalJson({ set: set.setId, origin, lo, hi, speaker: claim.speaker })).slice(0, 16)}`;
    const known = building.claimsOf.get(id);
    if (known !== undefined) {
      known.push(claim.claimId);
      continue;
    }
    building.claimsOf.set(id, [claim.claimId]);
    building.statements.push({
      id,
      parts: [{ of: whole(set.setId), times: 1 }],
      lo: lo === 0 ? null : lo,
      hi,
      standing: 'accepted',
    });
  }
}

/** Stock at one moment = stock before + arrivals − departures, for each scope and each step. */
function stateFlows(
  building: Building,
  flows: readonly AcceptedClaim[],
  assumptions: readonly ViewAssumption[],
  moments: { readonly count: number; readonly of: (claim: ClaimOf<'count'>) => number },
): void {
  const usedIn = new Set<string>();
  for (let to = 1; to < moments.count; to++) {
    const before = building.sets.all.filter(
      ({ kind, moment }) => kind !== 'acknowledged' && moment === to - 1,
    );
    for (const { scope, kind, setId } of before) {
      const later = building.sets.add(scope, kind, to);
      const name = `${setId} ${to}`;
      const step = [
        { of: whole(later.setId), times: 1 },
        { of: whole(setId), times: -1 },
      ];
      if (kind === 'ever') {
        building.statements.push({ id: `ever ${name}`, parts: step, lo: 0, hi: null, standing: 'given' });
        continue;
      }
      const [arrivals, departures] = [`in ${name}`, `out ${name}`];
      building.flows.push(arrivals, departures);
      const balance = [
        ...step,
        { of: { flow: arrivals }, times: -1 },
        { of: { flow: departures }, times: 1 },
      ];
      building.statements.push({ id: `balance ${name}`, parts: balance, lo: 0, hi: 0, standing: 'given' });
      for (const [flow, measures, assumption] of [
        [departures, ['released', 'dead'], 'all-departures'],
        [arrivals, ['taken', 'held'], 'all-arrivals'],
      ] as const) {
        const moving = flows.filter(
          ({ claim }) => (measures as readonly string[]).includes(claim.measure) && moments.of(claim) === to,
        );
        const withMeasure = (one: AcceptedClaim): Scope => ({ ...readingOf(one), measure: scope.measure });
        const touching = moving.filter((one) => disjoint(withMeasure(one), scope) !== 'certain');
        for (const one of touching.filter((found) => subset(withMeasure(found), scope) === 'certain')) {
          const { lo } = boundsOfClaim(one.claim)?.hard ?? { lo: 0 };
          const id = `flow ${flow} ${one.claim.claimId}`;
          building.claimsOf.set(id, [one.claim.claimId]);
          building.statements.push({
            id,
            parts: [{ of: { flow }, times: 1 }],
            lo,
            hi: null,
            standing: 'accepted',
          });
          usedIn.add(one.claim.claimId);
        }
        if (!assumptions.some((one) => one.kind === assumption)) continue;
        const highs = touching.map(({ claim }) => boundsOfClaim(claim)?.hard.hi ?? null);
        if (highs.includes(null)) continue;
        const most = highs.reduce<number>((sum, one) => sum + (one ?? 0), 0);
        for (const { claim } of touching) usedIn.add(claim.claimId);
        const id = `${assumption} ${name}`;
        building.claimsOf.set(
          id,
          touching.map(({ claim }) => claim.claimId),
        );
        building.statements.push({
          id,
          parts: [{ of: { flow }, times: 1 }],
          lo: null,
          hi: most,
          standing: 'assumed',
        });
      }
    }
  }
  for (const { claim } of flows)
    if (!usedIn.has(claim.claimId)) building.unused.push({ claimId: claim.claimId, because: 'no-place' });
}

function stateAssumed(building: Building, assumptions: readonly ViewAssumption[]): void {
  for (const one of assumptions) {
    if (one.kind !== 'within' && one.kind !== 'apart') continue;
    const [a, b] = one.kind === 'within' ? [one.inner, one.outer] : [one.one, one.other];
    const [first, second] = [building.setOfClaim.get(a), building.setOfClaim.get(b)];
    if (first === undefined || second === undefined || first === second) continue;
    const sets = building.sets.all;
    if (
      sets.find(({ setId }) => setId === first)?.moment !== sets.find(({ setId }) => setId === second)?.moment
    )
      continue;
    const region =
      one.kind === 'within' ? { in: [first], notIn: [second] } : { in: [first, second], notIn: [] };
    const id = `${one.kind} ${a} ${b}`;
    building.claimsOf.set(id, [a, b]);
    building.statements.push({ id, parts: [{ of: region, times: 1 }], lo: null, hi: 0, standing: 'assumed' });
  }
}

/** The problem that a view poses for a question. The order of claims and assumptions does not matter. */
export function viewProblem(
  question: BoundsQuestion,
  accepted: readonly AcceptedClaim[],
  assumptions: readonly ViewAssumption[],
  documented: DocumentedFloor | null,
): ViewProblem {
  const building: Building = {
    sets: new Sets(),
    statements: [],
    claimsOf: new Map(),
    flows: [],
    unused: [],
    setOfClaim: new Map(),
  };
  const usable = [...accepted]
    .sort((a, b) => (a.claim.claimId < b.claim.claimId ? -1 : 1))
    .filter(({ claim }) => {
      const because = unusable(claim);
      if (because !== null) building.unused.push({ claimId: claim.claimId, because });
      return because === null;
    });
  const isOneMoment = assumptions.some(({ kind }) => kind === 'same-moment');
  const asked: DayInterval[] = question.on === null ? [] : [{ from: question.on, to: question.on }];
  const numbers = isOneMoment
    ? usable.map(() => 0)
    : momentsOf([...asked, ...usable.map(({ claim }) => interval(claim))]).slice(asked.length);
  const places = new Map(usable.map(({ claim }, at) => [claim.claimId, numbers[at] ?? 0]));
  const momentOf = (claim: ClaimOf<'count'>): number => places.get(claim.claimId) ?? 0;
  const count = 1 + Math.max(0, ...numbers, ...(isOneMoment ? [] : askedMoment(asked, usable)));
  const at = isOneMoment ? 0 : (askedMoment(asked, usable)[0] ?? count - 1);
  const isFlow = ({ claim }: AcceptedClaim): boolean => claim.tally === 'flow';
  const target = building.sets.add(bareScope(question.scope, question.measure), 'stock', at);
  stateFigures(
    building,
    usable.filter((one) => !isFlow(one)),
    momentOf,
  );
  // The question's own people are followed from the first moment on, so that an earlier figure reaches the day asked.
  for (let moment = 0; moment < at; moment++) building.sets.add(target.scope, 'stock', moment);
  stateFlows(building, usable.filter(isFlow), assumptions, { count, of: momentOf });
  stateAssumed(building, assumptions);
  if (documented !== null && documented.atLeast > 0)
    building.statements.push({
      id: DOCUMENTED_ID,
      parts: [{ of: whole(target.setId), times: 1 }],
      lo: documented.atLeast,
      hi: null,
      standing: 'accepted',
    });
  const sets: CountedSet[] = building.sets.all.map(({ setId, moment }) => ({ id: setId, moment }));
  return {
    problem: {
      sets,
      relations: relationsOf(building.sets.all),
      flows: building.flows,
      statements: building.statements,
    },
    question: whole(target.setId),
    sets: building.sets.all,
    claimsOf: building.claimsOf,
    unused: building.unused,
  };
}

function askedMoment(asked: readonly DayInterval[], usable: readonly AcceptedClaim[]): number[] {
  return asked.length === 0
    ? []
    : momentsOf([...asked, ...usable.map(({ claim }) => interval(claim))]).slice(0, 1);
}

/** Those of a set whom nobody's acknowledgement in the view covers; null if nothing is acknowledged at that moment. */
export function notAcknowledged(made: ViewProblem, set: Region): Region | null {
  const own = made.sets.find(({ setId }) => setId === set.in[0]);
  const barred = made.sets
    .filter(({ kind, moment }) => kind === 'acknowledged' && moment === own?.moment)
    .map(({ setId }) => setId);
  return barred.length === 0 ? null : { in: set.in, notIn: barred };
}

/** One group of people of the view, with what is forced on it. */
export interface GroupBounds {
  readonly setId: string;
  readonly scope: Scope;
  readonly isQuestion: boolean;
  readonly claimIds: readonly string[];
  readonly size: Forced;
  /** Those whom no acknowledgement covers; null where the view holds none for that moment. */
  readonly notAcknowledged: Forced | null;
}

/** Bounds of the question's people and of each group that an accepted figure is about, at the moment asked. */
export function boundsOfView(made: ViewProblem): GroupBounds[] {
  const asked = made.sets.find(({ setId }) => setId === made.question.in[0]);
  return made.sets
    .filter(({ kind, moment, setId, claimIds }) => {
      const isHere = kind === 'stock' && moment === asked?.moment;
      return isHere && (setId === asked?.setId || claimIds.length > 0);
    })
    .map(({ setId, scope, claimIds }) => {
      const region = { in: [setId], notIn: [] };
      const open = notAcknowledged(made, region);
      return {
        setId,
        scope,
        isQuestion: setId === asked?.setId,
        claimIds,
        size: forced(made.problem, region),
        notAcknowledged: open === null ? null : forced(made.problem, open),
      };
    });
}

/**
 * What the figures force together, for each signed view and for all figures as if all were taken together (which nobody
 * has signed). Puts the counting room's bounds into sentences that name the accounts they rest on.
 */
import type { ClaimOf, Scope } from '#claim';
import {
  asSaid,
  boundsOfView,
  documented,
  DOCUMENTED_ID,
  UNUSED,
  viewProblem,
  type AcceptedClaim,
  type Bounds,
  type BoundsQuestion,
  type Forced,
  type ViewAssumption,
  type ViewProblem,
} from '#counting';
import { isFault } from '#ground';
import type { Views } from '../projections.ts';
import type { BoundsAnswer, BoundsView, ForcedBecause, ForcedReason, ForcedView } from '../count-answer.ts';
import type { Row } from '../reader.ts';
import type { CountedPeople } from './count-persons.ts';

type CountClaim = ClaimOf<'count'>;

/** What is needed of the accounts to speak about them. */
export interface Accounts {
  /** All recorded figures that are not retracted, by claim id. */
  readonly claims: ReadonlyMap<string, CountClaim>;
  readonly originOf: (claim: CountClaim) => string;
  /** "the Ministry: “more than 100”". */
  readonly wordsOf: (claimId: string) => string;
  readonly scopeWords: (scope: Scope) => string;
}

const ASSUMED: Readonly<Record<ViewAssumption['kind'], string>> = {
  'same-moment': 'All figures are taken as if they held at one moment.',
  'all-departures': 'The recorded releases and deaths are taken as all there were.',
  'all-arrivals': 'The recorded arrivals are taken as all there were.',
  within: 'Whoever the first account covers is taken to be covered by the second:',
  apart: 'Nobody is taken to be covered by both accounts:',
};

function assumptionWords(one: ViewAssumption, { wordsOf }: Accounts): string {
  if (one.kind === 'within') return `${ASSUMED.within} ${wordsOf(one.inner)}; ${wordsOf(one.outer)}.`;
  if (one.kind === 'apart') return `${ASSUMED.apart} ${wordsOf(one.one)}; ${wordsOf(one.other)}.`;
  return ASSUMED[one.kind];
}

function claimsIn(one: ViewAssumption): string[] {
  if (one.kind === 'within') return [one.inner, one.outer];
  return one.kind === 'apart' ? [one.one, one.other] : [];
}

function rangeWords({ lo, hi }: Bounds): string {
  if (hi === null) return lo === 0 ? 'any number' : `${lo} or more`;
  return lo === hi ? String(lo) : `${lo} to ${hi}`;
}

interface Speaking {
  readonly made: ViewProblem;
  readonly accounts: Accounts;
  readonly floor: number;
}

function reasonsOf(
  ids: readonly string[],
  { made, accounts, floor }: Speaking,
): { claimIds: string[]; words: string } {
  const claimIds = [...new Set(ids.flatMap((id) => made.claimsOf.get(id) ?? []))];
  const parts = [
    ...(ids.includes(DOCUMENTED_ID) ? [`${floor} persons documented by name`] : []),
    ...ids.flatMap((id) => {
      const [first] = made.claimsOf.get(id) ?? [];
      if (first === undefined) return [];
      if (id.startsWith('all-departures')) return ['the recorded departures, taken as all'];
      if (id.startsWith('all-arrivals')) return ['the recorded arrivals, taken as all'];
      if (id.startsWith('within') || id.startsWith('apart')) return ['an assumption of the view'];
      return [accounts.wordsOf(first)];
    }),
  ];
  return { claimIds, words: [...new Set(parts)].join('; ') };
}

function reasonOf(id: string, { made, floor }: Speaking): ForcedReason[] {
  if (id === DOCUMENTED_ID) return [{ is: 'documented', persons: floor }];
  const [claimId] = made.claimsOf.get(id) ?? [];
  if (claimId === undefined) return [];
  if (id.startsWith('all-departures')) return [{ is: 'departures' }];
  if (id.startsWith('all-arrivals')) return [{ is: 'arrivals' }];
  if (id.startsWith('within') || id.startsWith('apart')) return [{ is: 'assumption' }];
  return [{ is: 'account', claimId }];
}

/** What holds each end, each thing once. */
function becauseOf({ because }: Bounds, speaking: Speaking): ForcedBecause {
  const once = (ids: readonly string[]): ForcedReason[] => {
    const reasons = ids.flatMap((id) => reasonOf(id, speaking)).map((one) => JSON.stringify(one));
    return [...new Set(reasons)].map((one) => JSON.parse(one) as ForcedReason);
  };
  return { lo: once(because.lo), hi: once(because.hi) };
}

function boundsWords(bounds: Bounds, speaking: Speaking): string {
  const { lo, hi } = bounds.because;
  const [low, high] = [reasonsOf(lo, speaking).words, reasonsOf(hi, speaking).words];
  const parts = [
    ...(low === '' ? [] : [`${bounds.lo} or more because of ${low}`]),
    ...(high === '' ? [] : [`${bounds.hi} or fewer because of ${high}`]),
  ];
  const known = parts.length === 0 ? 'Nothing taken here bounds this number' : parts.join('. ');
  return `${known}.${bounds.isExact ? '' : ' The search was cut off; the bound may be wider than it has to be.'}`;
}

function forcedView(found: Forced, speaking: Speaking): ForcedView {
  if (found.outcome === 'bounds') {
    const { bounds } = found;
    return {
      outcome: 'bounds',
      lo: bounds.lo,
      hi: bounds.hi,
      words: rangeWords(bounds),
      sentence: boundsWords(bounds, speaking),
      because: becauseOf(bounds, speaking),
      claimIds: reasonsOf([...bounds.because.lo, ...bounds.because.hi], speaking).claimIds,
    };
  }
  return {
    outcome: 'conflict',
    sentence: `These accounts cannot all hold. ${found.positions.length} positions can${found.isComplete ? '' : ', and there are more'}; there is no middle between them.`,
    conflicts: found.conflicts.map((ids) => reasonsOf(ids, speaking)),
    positions: found.positions.map(({ holds, leavesOut, bounds }) => ({
      lo: bounds.lo,
      hi: bounds.hi,
      words: rangeWords(bounds),
      sentence: boundsWords(bounds, speaking),
      because: becauseOf(bounds, speaking),
      holds: reasonsOf(holds, speaking),
      leavesOut: reasonsOf(leavesOut, speaking),
    })),
  };
}

interface Taken {
  readonly accepted: readonly AcceptedClaim[];
  readonly assumptions: readonly ViewAssumption[];
  readonly floor: number;
}

function boundsView(
  question: BoundsQuestion,
  { accepted, assumptions, floor }: Taken,
  accounts: Accounts,
): Pick<
  BoundsView,
  'groups' | 'assumptions' | 'assumed' | 'unused' | 'claims' | 'origins' | 'documentedFloor'
> {
  const made = viewProblem(question, accepted, assumptions, floor === 0 ? null : { atLeast: floor });
  const speaking: Speaking = { made, accounts, floor };
  return {
    claims: accepted.length,
    origins: new Set(accepted.map(({ origin }) => origin)).size,
    documentedFloor: floor,
    assumptions: assumptions.map((one) => assumptionWords(one, accounts)),
    assumed: assumptions.map((one) => ({ kind: one.kind, claimIds: claimsIn(one) })),
    groups: boundsOfView(made).map(({ scope, isQuestion, claimIds, size, notAcknowledged }) => ({
      words: isQuestion ? 'all who are asked about' : accounts.scopeWords(scope),
      isQuestion,
      claimIds,
      size: forcedView(size, speaking),
      notAcknowledged: notAcknowledged === null ? null : forcedView(notAcknowledged, speaking),
    })),
    unused: made.unused.map(({ claimId, because }) => ({
      claimId,
      code: because,
      because: `${accounts.wordsOf(claimId)}: ${UNUSED[because]}`,
    })),
  };
}

/** Why nothing is computed for figures that nobody has put on one day: they are not comparable (law 4). */
const NO_DAY =
  'figures of different days are not compared; ask for one day, or sign a view that takes them together';

/** Bounds for all figures of one day as if all were taken together, and for each signed view. */
export function boundsAnswer(
  question: BoundsQuestion,
  accounts: Accounts,
  views: readonly Row<Views['count-views']>[],
  people: CountedPeople,
): BoundsAnswer {
  const floorOf = (listIds: readonly string[], judgements: CountedPeople['judgements']): number =>
    documented(
      people.records.filter(({ listId }) => listIds.includes(listId)),
      judgements,
    ).persons;
  const isMoving = ({ tally, measure }: CountClaim): boolean =>
    tally === 'flow' && ['released', 'dead', 'taken'].includes(measure);
  const all = [...accounts.claims.values()].filter(
    (claim) => claim.measure === question.measure || (question.on !== null && isMoving(claim)),
  );
  const together: Taken = {
    accepted: all.map((claim) => asSaid(claim, accounts.originOf(claim))),
    assumptions: [],
    floor: 0,
  };
  try {
    return {
      asIf:
        question.on === null
          ? null
          : {
              viewId: null,
              name: 'all figures together',
              signedBy: null,
              at: null,
              reason: null,
              withProbableLinks: null,
              ...boundsView(question, together, accounts),
            },
      views: views.map(({ row }) => {
        const { view, by, at } = row;
        const accepted = view.accepts.flatMap(({ claimId, reading, as }): AcceptedClaim[] => {
          const claim = accounts.claims.get(claimId);
          return claim === undefined ? [] : [{ claim, reading, as, origin: accounts.originOf(claim) }];
        });
        const floor = floorOf(view.lists, people.certain);
        const probable = floorOf(view.lists, people.judgements);
        const taken: Taken = { accepted, assumptions: view.assumes, floor };
        const second =
          floor === probable ? null : boundsView(question, { ...taken, floor: probable }, accounts);
        return {
          viewId: view.viewId,
          name: view.name,
          signedBy: by,
          at,
          reason: view.reason,
          ...boundsView(question, taken, accounts),
          withProbableLinks: second === null ? null : { documentedFloor: probable, groups: second.groups },
        };
      }),
      because: question.on === null && views.length === 0 ? NO_DAY : null,
      code: question.on === null && views.length === 0 ? 'no-day' : null,
    };
  } catch (thrown) {
    if (!isFault(thrown, 'input-too-large')) throw thrown;
    return { asIf: null, views: [], because: thrown.message, code: 'too-large' };
  }
}

/** The largest lower end, and the smallest upper end, that signed views force on the whole question. */
export function forcedEnds({ views }: BoundsAnswer): {
  readonly atLeast: number | null;
  readonly cap: number | null;
} {
  const sizes = views.flatMap(({ groups }) =>
    groups.flatMap(({ isQuestion, size }) => (isQuestion && size.outcome === 'bounds' ? [size] : [])),
  );
  const caps = sizes.flatMap(({ hi }) => (hi === null ? [] : [hi]));
  return {
    atLeast: sizes.length === 0 ? null : Math.max(...sizes.map(({ lo }) => lo)),
    cap: caps.length === 0 ? null : Math.min(...caps),
  };
}

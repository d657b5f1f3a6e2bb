/** Bounds under a view: the founding case with invented names, time, acknowledgement, origins. */
import { describe, expect, test } from 'vitest';
import type { ClaimOf, Scope } from '#claim';
import {
  asSaid,
  boundsOfView,
  viewProblem,
  type AcceptedClaim,
  type ViewAssumption,
  type BoundsQuestion,
  type GroupBounds,
} from '#counting';
import { id } from '../claim/support.ts';
import { asOf, figure, scope } from './support.ts';

const SOLDIERS: Scope = scope({ standing: { said: ['soldier'] } });
const EVERYONE: Scope = scope();
const question: BoundsQuestion = { scope: EVERYONE, measure: 'held', on: null };

/** The holder speaks of 33 soldiers. */
const thirtyThree = figure(33, { scope: SOLDIERS, modality: 'acknowledges', asOf: asOf('2033-12') });
/** The other side: more than 100 in the spring; the nearest reading is soldiers, the second everybody. */
const moreThan100 = figure(100, {
  said: { comparator: '>', words: 'more than 100' },
  scope: SOLDIERS,
  otherScopes: [EVERYONE],
  asOf: asOf('2033-21'),
});
const dozens = figure(24, {
  claimId: id(4000),
  value: { kind: 'said', comparator: 'vague', words: 'dozens', lexeme: 'dozens' },
  scope: EVERYONE,
  asOf: asOf('2033-12'),
});

function bounds(
  accepted: readonly (ClaimOf<'count'> | AcceptedClaim)[],
  over: { assumptions?: readonly ViewAssumption[]; documented?: number; question?: BoundsQuestion } = {},
): GroupBounds[] {
  const made = viewProblem(
    over.question ?? question,
    accepted.map((one) => ('claim' in one ? one : asSaid(one, one.claimId))),
    over.assumptions ?? [{ kind: 'same-moment' }],
    over.documented === undefined ? null : { atLeast: over.documented },
  );
  return boundsOfView(made);
}

const asked = (groups: readonly GroupBounds[]): GroupBounds => {
  const found = groups.find(({ isQuestion }) => isQuestion);
  if (found === undefined) throw new Error('no question');
  return found;
};
const ends = (found: GroupBounds['size'] | null | undefined) =>
  found?.outcome === 'bounds' ? [found.bounds.lo, found.bounds.hi] : (found?.outcome ?? null);

describe('the founding case', () => {
  test('N45 33 acknowledged and more than 100 held do not conflict: at least 68 are outside the acknowledged', () => {
    const groups = bounds([thirtyThree, moreThan100, dozens], { documented: 87 });
    expect(ends(asked(groups).size)).toEqual([101, null]);
    expect(ends(asked(groups).notAcknowledged)).toEqual([68, null]);
    const soldiers = groups.find(({ claimIds }) => claimIds.includes(moreThan100.claimId));
    expect(ends(soldiers?.notAcknowledged)).toEqual([68, null]);
  });

  test('N43 68 because of the two figures and nothing else', () => {
    const made = viewProblem(
      question,
      [thirtyThree, moreThan100, dozens].map((one) => asSaid(one, one.claimId)),
      [{ kind: 'same-moment' }],
      { atLeast: 87 },
    );
    const open = boundsOfView(made).find(({ isQuestion }) => isQuestion)?.notAcknowledged;
    if (open?.outcome !== 'bounds') throw new Error('no bounds');
    const claims = open.bounds.because.lo.flatMap((one) => made.claimsOf.get(one) ?? []);
    expect(claims.sort()).toEqual([moreThan100.claimId, thirtyThree.claimId].sort());
  });

  test('N45 on the second reading, everybody, the rest is not acknowledged or no soldier: still at least 68', () => {
    const groups = bounds([thirtyThree, { ...asSaid(moreThan100, 'b'), reading: 1 }]);
    expect(ends(asked(groups).notAcknowledged)).toEqual([68, null]);
  });

  test('N45 without the 33 nothing is said about acknowledgement', () => {
    const groups = bounds([moreThan100, dozens]);
    expect(ends(asked(groups).size)).toEqual([101, null]);
    expect(asked(groups).notAcknowledged).toBeNull();
  });

  test('N40 more people documented by name than claimed raise the lower end', () => {
    expect(ends(asked(bounds([moreThan100], { documented: 130 })).size)).toEqual([130, null]);
  });

  test('N42 whoever accepts 33 as the number of soldiers held cannot accept more than 100', () => {
    const groups = bounds([{ ...asSaid(thirtyThree, 'a'), as: 'number' }, moreThan100, dozens]);
    const found = asked(groups).size;
    if (found.outcome !== 'conflict') throw new Error('no conflict');
    expect(found.conflicts).toHaveLength(1);
    expect(found.positions.map((one) => [one.bounds.lo, one.bounds.hi])).toEqual(
      expect.arrayContaining([
        [101, null],
        [33, null],
      ]),
    );
  });
});

describe('what cannot be used', () => {
  test('N44 a denial, a share, families and a word that bounds nothing are listed with their reason', () => {
    const denied = figure(33, { modality: 'denies' });
    const share = figure(40, { claimId: id(4001), unit: 'percent' });
    const families = figure(41, { claimId: id(4002), unit: 'families' });
    const change = figure(42, { claimId: id(4003), tally: 'change' });
    const about = figure(43, { claimId: id(4004), said: { comparator: '~' } });
    const made = viewProblem(
      question,
      [denied, share, families, change, about].map((one) => asSaid(one, one.claimId)),
      [],
      null,
    );
    expect(made.unused.map(({ because }) => because)).toEqual([
      'no-bound',
      'share',
      'another-unit',
      'change',
      'no-bound',
    ]);
    expect(made.problem.statements).toEqual([]);
  });
});

describe('origins and scopes', () => {
  test('N46 three reprints of one figure are one statement with three claims; another origin is another', () => {
    const copies = [1, 2, 3].map((at) => figure(50, { claimId: id(4100 + at), scope: EVERYONE }));
    const other = figure(50, { claimId: id(4110), scope: EVERYONE });
    const made = viewProblem(
      question,
      [...copies.map((one) => asSaid(one, 'family 1')), asSaid(other, 'family 2')],
      [],
      null,
    );
    expect([...made.claimsOf.values()].map((claims) => claims.length).sort((a, b) => a - b)).toEqual([1, 3]);
  });

  test('N47 that one group is part of another is used only when the view says so, and is then named', () => {
    const fighters = figure(60, { claimId: id(4201), scope: scope({ population: { said: ['fighters'] } }) });
    const men = figure(55, {
      claimId: id(4202),
      said: { comparator: '<=', hi: 55, words: 'up to 55' },
      scope: scope({ population: { said: ['men'] } }),
    });
    const upTo: ClaimOf<'count'> = {
      ...men,
      value: { kind: 'said', comparator: '<=', hi: 55, words: 'up to 55' },
    };
    const free = asked(bounds([fighters, upTo]));
    expect(free.size.outcome).toBe('bounds');
    const linked = asked(
      bounds([fighters, upTo], {
        assumptions: [
          { kind: 'same-moment' },
          { kind: 'within', inner: fighters.claimId, outer: upTo.claimId },
        ],
      }),
    );
    if (linked.size.outcome !== 'conflict') throw new Error('no conflict');
    expect(linked.size.conflicts.flat()).toContain(`within ${fighters.claimId} ${upTo.claimId}`);
  });

  test('N47 groups that are apart add up when the view says that they are', () => {
    const north = figure(20, { claimId: id(4301), scope: scope({ place: { said: ['north'] } }) });
    const south = figure(30, { claimId: id(4302), scope: scope({ place: { said: ['south'] } }) });
    expect(ends(asked(bounds([north, south])).size)).toEqual([30, null]);
    const apart: ViewAssumption = { kind: 'apart', one: north.claimId, other: south.claimId };
    expect(
      ends(asked(bounds([north, south], { assumptions: [{ kind: 'same-moment' }, apart] })).size),
    ).toEqual([50, null]);
  });
});

describe('time', () => {
  const spring = figure(100, { said: { comparator: '>' }, scope: EVERYONE, asOf: asOf('2033-04') });
  const freed = figure(12, {
    claimId: id(4401),
    measure: 'released',
    tally: 'flow',
    scope: scope({ measure: { any: true } }),
    asOf: asOf('2033-11'),
  });
  const later: BoundsQuestion = { ...question, on: '2033-11-30' };

  test('N48 an earlier figure says nothing about a later day by itself', () => {
    expect(ends(asked(bounds([spring, freed], { assumptions: [], question: later })).size)).toEqual([
      0,
      null,
    ]);
  });

  test('N48 if the recorded releases are all there were, they reduce the bound', () => {
    const groups = bounds([spring, freed], { assumptions: [{ kind: 'all-departures' }], question: later });
    expect(ends(asked(groups).size)).toEqual([89, null]);
  });

  test('N48 what was counted over a period never falls', () => {
    const ever = figure(40, {
      claimId: id(4402),
      tally: 'cumulative',
      scope: EVERYONE,
      asOf: asOf('2033-04'),
    });
    const less = figure(30, {
      claimId: id(4403),
      tally: 'cumulative',
      scope: EVERYONE,
      asOf: asOf('2033-11'),
    });
    expect(asked(bounds([ever, less], { assumptions: [], question: later })).size.outcome).toBe('conflict');
  });

  test('N48 a release that is nowhere near a figure is listed as without a place', () => {
    const made = viewProblem(question, [asSaid(freed, 'a')], [], null);
    expect(made.unused).toEqual([{ claimId: freed.claimId, because: 'no-place' }]);
  });
});

/** Whom the holder acknowledges, person by person. Everybody in here is invented. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '#claim';
import { acknowledged, ladderClaims, type LadderClaim } from '#counting';
import { dated, envelope, id } from '../claim/support.ts';

const step = (recordId: string, code: string, at = '2034-01-01', n = 0): LadderClaim => ({
  recordId,
  code,
  at,
  claimId: id(5000 + n),
  family: 1,
});

const persons = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => ({
  personId: letter,
  recordIds: [letter, `${letter}2`],
}));

function codes(claims: readonly LadderClaim[]) {
  const found = acknowledged(persons, claims);
  const of = (all: readonly { personId: string; code: string | null }[]) =>
    all.map(({ personId, code }) => `${personId} ${code ?? '-'}`);
  return {
    yes: of(found.acknowledged),
    no: of(found.notAcknowledged),
    unsettled: of(found.unsettled),
    none: of(found.notRecorded),
  };
}

describe('acknowledged', () => {
  test('N12 the newest claim about any record of the person decides, and a denial after it takes it back', () => {
    expect(
      codes([
        step('a', 'AK4'),
        step('a2', 'AK5', '2034-02-01'),
        step('b', 'AK1'),
        step('c', 'AK4'),
        step('c2', 'AK1', '2034-03-01'),
        step('d', 'AK1'),
        step('d', 'AK6a', '2034-03-01'),
        step('e', 'AK4'),
        step('e2', 'AK1'),
      ]),
    ).toEqual({ yes: ['a AK5', 'd AK6a'], no: ['b AK1', 'c AK7'], unsettled: ['e -'], none: ['f -'] });
  });

  test('N13 silence and not being asked are not denials, and nothing recorded is not "not acknowledged"', () => {
    expect(
      codes([step('a', 'AK2'), step('b', 'AK0'), step('c', 'AK4'), step('c', 'AK2', '2034-05-01')]),
    ).toEqual({
      yes: ['c AK4'],
      no: ['a AK2', 'b AK0'],
      unsettled: [],
      none: ['d -', 'e -', 'f -'],
    });
  });

  test('N12 a number without names acknowledges nobody', () => {
    expect(codes([step('a', 'AK3')]).none).toContain('a -');
  });

  test('N12 only what a claim says of one record counts, and what is only alleged does not', () => {
    const state = (over: Partial<Claim>): Claim =>
      ({
        ...envelope(),
        claimKind: 'state',
        subject: { kind: 'record', recordId: id(7) },
        asOf: dated('asOf'),
        value: { kind: 'said', state: { axis: 'acknowledgement', code: 'AK4', words: 'confirmed' } },
        ...over,
      }) as Claim;
    expect(ladderClaims(state({}), [id(7), id(8)], 3)).toMatchObject([
      { recordId: id(7), code: 'AK4', family: 3 },
      { recordId: id(8), code: 'AK4', family: 3 },
    ]);
    expect(ladderClaims(state({ modality: 'alleges' }), [id(7)], 3)).toEqual([]);
    expect(ladderClaims(state({ subject: { kind: 'scope' } }), [], 3)).toEqual([]);
    const held = state({
      modality: 'acknowledges',
      value: { kind: 'said', state: { axis: 'custody', code: 'HELD', words: 'held' } },
    });
    expect(ladderClaims(held, [id(7)], 3)).toMatchObject([{ code: 'AK4' }]);
  });

  test('N12 the order of persons and claims does not matter, and everybody is in one group', () => {
    const claim = fc.record({
      recordId: fc.constantFrom('a', 'a2', 'b', 'c'),
      code: fc.constantFrom('AK0', 'AK1', 'AK2', 'AK3', 'AK4', 'AK5', 'AK6a', 'AK7'),
      at: fc.constantFrom('2034-01-01', '2034-02-01'),
      claimId: fc.constantFrom('x', 'y', 'z'),
      family: fc.constant(1),
    });
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 8 }), (claims) => {
        const found = acknowledged(persons, claims);
        expect(acknowledged([...persons].reverse(), [...claims].reverse())).toEqual(found);
        const all = Object.values(found).flat() as { personId: string }[];
        expect(all.map(({ personId }) => personId).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
      }),
    );
  });
});

/** Bounds of counts: from words and comparators, never points where the words give none. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundsOfClaim, COMPARATORS, countBounds, vagueNumber } from '#claim';
import type { CountValue } from '#claim';
import { countClaim, envelope } from './support.ts';

const said = (comparator: CountValue['comparator'], ends: Partial<CountValue> = {}): CountValue => ({
  comparator,
  words: 'x',
  ...ends,
});

describe('bounds', () => {
  test('C15 more than 100 is 101 or more, and never a point', () => {
    expect(countBounds(said('>', { lo: 100 }), 'en')).toEqual({
      hard: { lo: 101, hi: null },
      usual: { lo: 101, hi: null },
    });
  });

  test('C15 each comparator bounds what it says', () => {
    expect(countBounds(said('=', { lo: 27 }), 'en').hard).toEqual({ lo: 27, hi: 27 });
    expect(countBounds(said('>=', { lo: 3 }), 'en').hard).toEqual({ lo: 3, hi: null });
    expect(countBounds(said('<', { hi: 9 }), 'en').hard).toEqual({ lo: 0, hi: 8 });
    expect(countBounds(said('<=', { hi: 200 }), 'en').hard).toEqual({ lo: 0, hi: 200 });
    expect(countBounds(said('between', { lo: 4, hi: 6 }), 'en').hard).toEqual({ lo: 4, hi: 6 });
  });

  test('C15 about 100 excludes nothing and usually means 90 to 110', () => {
    expect(countBounds(said('~', { lo: 100 }), 'en')).toEqual({
      hard: { lo: 0, hi: null },
      usual: { lo: 90, hi: 110 },
    });
    expect(countBounds(said('~', { lo: 3 }), 'en').usual).toEqual({ lo: 2, hi: 4 });
  });

  test('C15 dozens are twelve or more, usually 24 to 99, whatever number a reader put beside the word', () => {
    expect(vagueNumber('Dozens of Velmarians', 'en')).toMatchObject({
      lexeme: 'dozens',
      hard: { lo: 12, hi: null },
      usual: { lo: 24, hi: 99 },
    });
    expect(vagueNumber('several men', 'en')?.hard.lo).toBe(2);
    expect(vagueNumber('hundreds of thousands', 'en')?.lexeme).toBe('hundreds of thousands');
    expect(countBounds(said('vague', { lexeme: 'dozens' }), 'en').hard).toEqual({ lo: 12, hi: null });
  });

  test('C15 a word that no lexicon has, or a language without one, bounds nothing', () => {
    expect(countBounds(said('vague', { lexeme: 'oodles' }), 'en').hard).toEqual({ lo: 0, hi: null });
    expect(countBounds(said('vague', { lexeme: 'dozens' }), 'hy').usual).toEqual({ lo: 0, hi: null });
    expect(vagueNumber('dozens or hundreds', 'en')).toBeNull();
  });

  test('C15 usual bounds never lie outside the hard ones, and no bound is below zero', () => {
    fc.assert(
      fc.property(fc.constantFrom(...COMPARATORS), fc.nat(10_000), fc.nat(500), (comparator, lo, more) => {
        const { hard, usual } = countBounds(
          said(comparator, { lo, hi: lo + more + 1, lexeme: 'dozens' }),
          'en',
        );
        expect(hard.lo).toBeGreaterThanOrEqual(0);
        expect(usual.lo).toBeGreaterThanOrEqual(hard.lo);
        if (hard.hi !== null) expect(usual.hi ?? Infinity).toBeLessThanOrEqual(hard.hi);
      }),
    );
  });

  test('C16 a denied figure bounds nothing: whoever rejects 27 has not said another number', () => {
    const denied = countClaim({ kind: 'said', comparator: '=', lo: 27, words: '27' }, { modality: 'denies' });
    expect(boundsOfClaim(denied)?.hard).toEqual({ lo: 0, hi: null });
  });

  test('C2 unknown, refused, silence and withheld bound nothing, none is zero, and a share is not a number of persons', () => {
    for (const value of [
      { kind: 'unknown' },
      { kind: 'refused' },
      { kind: 'silence' },
      { kind: 'withheld', reason: 'x' },
    ] as const)
      expect(boundsOfClaim(countClaim(value))?.hard).toEqual({ lo: 0, hi: null });
    expect(boundsOfClaim(countClaim({ kind: 'none' }))?.hard).toEqual({ lo: 0, hi: 0 });
    expect(
      boundsOfClaim(
        countClaim({ kind: 'said', comparator: '=', lo: 40, words: '40 %' }, { unit: 'percent' }),
      ),
    ).toBeNull();
    expect(
      boundsOfClaim({
        ...envelope(),
        claimKind: 'count-unknown',
        measure: 'held',
        value: { kind: 'unknown' },
      })?.hard.lo,
    ).toBe(0);
  });
});

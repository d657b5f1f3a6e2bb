/** A figure as it was said, read into words and bounds that add nothing. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMPARATORS } from '#claim';
import { readFigure } from '#counting';
import { figure, runs } from './support.ts';

type Said = NonNullable<NonNullable<Parameters<typeof figure>[1]>['said']>;
const read = (said: Said, over: Parameters<typeof figure>[1] = {}) =>
  readFigure(figure(100, { ...over, said }));

describe('figures', () => {
  test('N1 "more than 100" is 101 or more, and never a point', () => {
    expect(read({ comparator: '>', words: 'more than 100' })).toEqual({
      text: '101 or more',
      bounds: { hard: { lo: 101, hi: null }, usual: { lo: 101, hi: null } },
    });
  });

  test.each([
    [{ comparator: '=' }, '100'],
    [{ comparator: '>=' }, '100 or more'],
    [{ comparator: '<=', hi: 100 }, '100 or fewer'],
    [{ comparator: '<', hi: 100 }, '99 or fewer'],
    [{ comparator: 'between', hi: 120 }, '100 to 120'],
    [{ comparator: '~' }, 'about 100, usually 90 to 110'],
  ] satisfies [Said, string][])('N1 %j reads as %s', (said, text) => {
    const { lo: _lo, ...plain } = { lo: 100, ...said };
    expect(readFigure(figure(100, { said: said.comparator?.startsWith('<') ? plain : said })).text).toContain(
      text,
    );
  });

  test('N1 only "exactly" and "none" ever read as one number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...COMPARATORS),
        fc.integer({ min: 2, max: 5000 }),
        (comparator, number) => {
          const { text, bounds } = read({ comparator, lo: number, hi: number + 7, lexeme: 'dozens' });
          const isPoint = bounds?.hard.lo === bounds?.hard.hi;
          expect(isPoint).toBe(comparator === '=');
          if (comparator !== '=') expect(text).not.toMatch(/^\d+$/);
        },
      ),
      { numRuns: runs(60) },
    );
    expect(readFigure(figure(1, { value: { kind: 'none', words: 'none' } })).text).toBe('0, said to be none');
  });

  test('N2 a vague word has the bounds of the lexicon, hard and usual', () => {
    expect(read({ comparator: 'vague', lexeme: 'dozens', words: 'dozens' }).text).toBe(
      '12 or more, usually 24 to 99',
    );
  });

  test('N2 a word that the lexicon does not have bounds nothing and is shown as it stands', () => {
    expect(read({ comparator: 'vague', words: 'oodles' })).toEqual({
      text: '“oodles”, not bounded',
      bounds: { hard: { lo: 0, hi: null }, usual: { lo: 0, hi: null } },
    });
  });

  test('N3 a denied figure keeps its words and bounds nothing', () => {
    for (const [comparator, text] of [
      ['>', 'more than 100'],
      ['between', '100 to 120'],
    ] as const)
      expect(read({ comparator, hi: 120 }, { modality: 'denies' })).toEqual({
        text,
        bounds: { hard: { lo: 0, hi: null }, usual: { lo: 0, hi: null } },
      });
  });

  test.each([
    ['percent', 40, '40 per cent'],
    ['permyriad', 4050, '40.5 per cent'],
    ['families', 12, '12 families'],
    ['cases', 3, '3 cases'],
    ['unclear', 9, '9, unit unclear'],
  ])('a number of %s never stands bare', (unit, number, text) => {
    expect(readFigure(figure(number, { unit })).text).toBe(text);
  });
});

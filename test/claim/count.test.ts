/** Bounds of counts: from words and comparators, never points where the words give none. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundsOfClaim,
  COMPARATORS,
  countBounds,
  countLanguages,
  isDocumentedNumber,
  vagueNumber,
} from '#claim';
import type { CountValue } from '#claim';
import { countClaim, envelope } from './support.ts';

interface CountWords {
  readonly entries: readonly {
    readonly words: readonly string[];
    readonly hard: readonly (number | null)[];
    readonly usual: readonly [number, number | null];
  }[];
}
const LISTS = new URL('../../src/claim/lists/', import.meta.url);
const lexicons: Readonly<Record<string, CountWords>> = Object.fromEntries(
  countLanguages().map((lang) => [
    lang,
    JSON.parse(readFileSync(new URL(`count-words.${lang}.json`, LISTS), 'utf8')) as CountWords,
  ]),
);

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
    expect(countBounds(said('vague', { lexeme: 'dozens' }), 'ka').usual).toEqual({ lo: 0, hi: null });
    expect(vagueNumber('dozens or hundreds', 'en')).toBeNull();
  });

  test('C15 vague numbers of ten languages are bounded by what the words exclude', () => {
    expect(countLanguages()).toEqual(['ar', 'az', 'en', 'es', 'fa', 'fr', 'hy', 'ru', 'tr', 'uk']);
    const expected: readonly (readonly [string, string, number, number | null, number, number])[] = [
      ['ar', 'عشرات المحتجزين', 10, null, 20, 99],
      ['ar', 'مئات الآلاف من النازحين', 100_000, null, 200_000, 999_999],
      ['az', 'Onlarla insan', 10, null, 20, 99],
      ['az', 'bir neçə yüz nəfər', 200, null, 200, 999],
      ['es', 'varias decenas de presos', 20, null, 20, 99],
      ['es', 'un centenar de personas', 0, null, 90, 110],
      ['fa', 'ده‌ها زندانی', 10, null, 20, 99],
      ['fr', 'des centaines de détenus', 100, null, 200, 999],
      ['fr', 'une vingtaine de prisonniers', 0, null, 18, 22],
      ['hy', 'տասնյակ գերիներ', 10, null, 20, 99],
      ['hy', 'մի քանի հարյուր մարդ', 200, null, 200, 999],
      ['ru', 'Несколько десятков человек', 20, null, 20, 99],
      ['ru', 'сотни тысяч', 100_000, null, 200_000, 999_999],
      ['tr', 'ONLARCA kişi, İstanbul', 10, null, 20, 99],
      ['uk', 'кілька сотень полонених', 200, null, 200, 999],
    ];
    for (const [lang, words, lo, hi, usualLo, usualHi] of expected)
      expect(vagueNumber(words, lang), words).toMatchObject({
        hard: { lo, hi },
        usual: { lo: usualLo, hi: usualHi },
      });
  });

  test('C15 every entry of every language: usual bounds lie within the hard ones, one word leads to one entry', () => {
    for (const lang of countLanguages()) {
      for (const step of [10, 100, 1_000, 10_000, 100_000, 1_000_000])
        expect(
          lexicons[lang]?.entries.some(({ hard }) => hard[0] === step),
          `${lang} ${step}`,
        ).toBe(true);
      const words = lexicons[lang]?.entries.flatMap((entry) => entry.words) ?? [];
      expect(new Set(words).size, lang).toBe(words.length);
      for (const { hard, usual, words: own } of lexicons[lang]?.entries ?? []) {
        expect(usual[0], own[0]).toBeGreaterThanOrEqual(hard[0] ?? 0);
        for (const word of own) expect(vagueNumber(word, lang)?.lexeme, word).toBe(own[0]);
      }
    }
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

describe('a number that somebody documented', () => {
  const claimIn = (language: string, exact: string, more: object = {}): ReturnType<typeof countClaim> => {
    const made = countClaim({ kind: 'said', comparator: '=', lo: 58, words: '58' });
    const passages = made.passages.map((passage) => ({ ...passage, exact }));
    return { ...made, language, passages, ...more };
  };

  test('C36 says how many there are at least, in every language whose vague numbers are known', () => {
    for (const [language, exact] of [
      ['en', 'the centre has documented 58 people held there'],
      ['en', 'it knows of 58 people'],
      ['fr', 'le centre a recensé 58 personnes'],
      ['es', 'el centro ha documentado 58 personas'],
      ['ru', 'центр задокументировал 58 человек'],
      ['uk', 'центр задокументував 58 осіб'],
      ['hy', 'կենտրոնը փաստագրել է 58 մարդու'],
      ['az', 'mərkəz 58 nəfəri sənədləşdirib'],
      ['tr', 'merkez 58 kişiyi belgeledi'],
      ['ar', 'وثق المركز 58 شخصا'],
      ['fa', 'مرکز 58 نفر را ثبت کرده است'],
    ] as const) {
      expect(boundsOfClaim(claimIn(language, exact))?.hard, exact).toEqual({ lo: 58, hi: null });
    }
    expect(countLanguages().every((lang) => lang.length === 2)).toBe(true);
  });

  test('C36 a number that is said, or that the holder acknowledges, stays the number it is', () => {
    expect(boundsOfClaim(claimIn('en', 'they hold 58 people'))?.hard).toEqual({ lo: 58, hi: 58 });
    expect(isDocumentedNumber(claimIn('en', 'undocumented migrants: 58'))).toBe(false);
    expect(
      boundsOfClaim(claimIn('en', 'its register has recorded 58', { modality: 'acknowledges' }))?.hard,
    ).toEqual({ lo: 58, hi: 58 });
  });

  test('C36 it never bounds from above, whatever the comparator', () => {
    for (const comparator of COMPARATORS) {
      const made = claimIn('en', 'documented', {
        value: { kind: 'said', comparator, lo: 4, hi: 9, words: 'x' },
      });
      expect(boundsOfClaim(made)?.hard.hi).toBeNull();
    }
  });
});

/** Romanisation: exact for what a standard prescribes, case kept, and never a fault. */
import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isScheme, romanise, SCHEMES, type Scheme } from '#names';

const STANDARDS = new URL('../../../shared/data/names/armenian_standard_pairs.tsv', import.meta.url);
const SCHEME: Readonly<Record<string, Scheme>> = {
  'bgn-pcgn': 'bgn',
  'iso-9985': 'iso9985',
  'ala-lc': 'ala-lc',
  'hubschmann-meillet': 'hubschmann-meillet',
  'ru-personal': 'ru-personal',
  'ru-geographic': 'ru-geographic',
};

describe('Armenian', () => {
  test.each<[Scheme, string, string]>([
    ['bgn', 'Ողջույն', 'Voghjuyn'],
    ['bgn', 'ԵՐԵՎԱՆ', 'YEREVAN'],
    ['bgn', 'ՏԻՄՈւՐ', 'TIMUR'],
    ['bgn', 'Ոսկի Օր', 'Voski Or'],
    ['bgn', 'Ինչու՞', 'Inchu?'],
    ['ala-lc', 'Բարեւ։', 'Bareu.'],
    ['ala-lc', 'ինքը', 'inkʻě'],
    ['hubschmann-meillet', 'Ողջույն', 'Ołǰowyn'],
    ['iso9985', 'Եռևան', 'Eṙewan'],
    ['ru-personal', 'հակոբ', 'акоб'],
    ['ru-personal', 'հրանտ', 'грант'],
    ['ru-geographic', 'Շողեր', 'Шогер'],
  ])('M1 %s: %s is %s', (scheme, words, expected) => {
    expect(romanise(words, { scheme })).toBe(expected);
  });

  // The development rows stand beside the checkout, not in it.
  if (existsSync(STANDARDS))
    test('M1 every row of the six Armenian standards comes out exactly', () => {
      const wrong = [];
      for (const line of readFileSync(STANDARDS, 'utf8').trim().split('\n').slice(1)) {
        const [standard = '', words = '', expected = '', unit] = line.split('\t');
        const scheme = SCHEME[standard] ?? 'bgn';
        const inside = romanise(`բ${words}բ`, { scheme });
        const b = romanise('բբ', { scheme }).slice(1);
        const fits =
          romanise(words, { scheme }) === expected ||
          (unit === 'letter_mid_word' && inside === `${b}${expected}${b}`);
        if (!fits) wrong.push(line);
      }
      expect(wrong).toEqual([]);
    });
});

describe('other scripts', () => {
  test.each<[string, Scheme, string, string]>([
    ['ru', 'bgn', 'Еловая шишка', 'Yelovaya shishka'],
    ['ru', 'bgn', 'ШЧ шч', 'SH·CH sh·ch'],
    ['ru', 'plain', 'Васильевич', 'Vasilyevich'],
    ['ru', 'icao', 'Юлия Щукина', 'Iuliia Shchukina'],
    ['uk', 'bgn', 'Згорани', 'Zghorany'],
    ['uk', 'bgn', 'Їжакевич', 'Yizhakevych'],
    ['az', 'bgn', 'Азәрбајҹан', 'Azərbaycan'],
    ['az', 'passport', 'Məmmədova', 'Mammadova'],
    ['ka', 'bgn', 'ჭიანჭველა', 'ch’ianch’vela'],
    ['ka', 'plain', 'ღრმაღელე', 'ghrmaghele'],
    ['el', 'bgn', 'Ωρίων', 'Orion'],
    ['fa', 'bgn', 'شیرین', 'shirin'],
    ['ar', 'bgn', 'سَلمان', 'salman'],
  ])('%s %s: %s is %s', (lang, scheme, words, expected) => {
    expect(romanise(words, { scheme, lang })).toBe(expected);
  });

  test('words of several scripts go word by word, Latin stays', () => {
    expect(romanise('Անի Velm Ирина', { scheme: 'plain' })).toBe('Ani Velm Irina');
  });

  test('a look-alike Latin letter does not stop a Cyrillic word', () => {
    expect(romanise('OН')).toBe('ON');
  });
});

test('M2 romanisation never throws and is deterministic', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...SCHEMES), (words, scheme) => {
      expect(romanise(words, { scheme })).toBe(romanise(words, { scheme }));
    }),
  );
  expect(isScheme('bgn')).toBe(true);
  expect(isScheme('klingon')).toBe(false);
});

/** Likeness across scripts, the parts of a name, keys, and the search of one list in another. All names are invented. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keysOf, matchNames, parseName, similarity, skeletonsOf } from '#names';

const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.stringMatching(/^[a-zа-яա-ֆا-ی' -]{0,24}$/),
);

describe('likeness', () => {
  test('M3 likeness is symmetric, between 0 and 1, and 1 for a name and itself', () => {
    fc.assert(
      fc.property(anyName, anyName, (a, b) => {
        const like = similarity(a, b);
        expect(like).toBe(similarity(b, a));
        expect(like).toBeGreaterThanOrEqual(0);
        expect(like).toBeLessThanOrEqual(1);
        expect(similarity(a, a)).toBe(1);
      }),
    );
  });

  test.each([
    ['Վելմարյան', 'Velmarian', 'Belmondo'],
    ['Вельмарян', 'Վելմարյան', 'Վարդանյան'],
    ['Акопян', 'Hakobyan', 'Akimov'],
    ['شیرازی', 'Shirazi', 'Sharif'],
    ['الوادي', 'al-Wadi', 'Wahid'],
    ['Məmmədzadə', 'Мамедзаде', 'Мамонтов'],
    ['ველიძე', 'Velidze', 'Vilnis'],
    ['Орионова', 'Orionov', 'Oreshin'],
  ])('%s is more like %s than like %s', (name, near, far) => {
    expect(similarity(name, near)).toBeGreaterThan(similarity(name, far) + 0.1);
  });

  test.each([
    ['Hakob', 'Яков'],
    ['Hovhannes', 'Иван'],
    ['Ованес', 'Hovhannes'],
    ['Mehmet', 'محمد'],
    ['Акопян', 'Hakobyan'],
    ['Ованесян', 'Հովհաննեսյան'],
    ['Məmmədov', 'Магомедов'],
  ])('%s and %s are forms of one given name, or family names made of them', (a, b) => {
    expect(similarity(a, b)).toBeGreaterThanOrEqual(0.95);
    expect(similarity(a, b)).toBeLessThan(1);
  });

  test('M4 marks that cannot be seen, decomposed letters and the Turkic i change nothing', () => {
    expect(similarity('\u202BElşən\u200F Vəl', 'Els\u0327ən Vəl')).toBe(1);
    expect(similarity('İLQAR', 'ilqar')).toBe(1);
    expect(similarity('مُحِيط', 'محيط')).toBe(1);
  });

  test('M5 the order of words and a title do not matter', () => {
    const plain = similarity('Анна Вельмарян', 'Anna Velmaryan');
    expect(similarity('Вельмарян Анна', 'Dr. Anna Velmaryan')).toBe(plain);
    expect(plain).toBeGreaterThan(0.85);
  });

  test('a missing patronymic takes less than a different name', () => {
    const lacking = similarity('Орин Павлович Вель', 'Orin Vel');
    expect(lacking).toBeGreaterThan(similarity('Орин Вель', 'Taras Vel'));
    expect(lacking).toBeLessThan(1);
  });

  test('an initial fits the word that begins with it', () => {
    expect(similarity('O. Velmaryan', 'Orin Velmaryan')).toBeGreaterThan(
      similarity('T. Velmaryan', 'Orin Velmaryan'),
    );
  });
});

describe('parts', () => {
  test('titles, particles, patronymics and initials are told apart', () => {
    expect(parseName('Полковник Вель Орин Павлович').map(({ kind }) => kind)).toEqual([
      'title',
      'name',
      'name',
      'patronymic',
    ]);
    expect(parseName('O. Vel ibn Tarim').map(({ kind }) => kind)).toEqual([
      'initial',
      'name',
      'particle',
      'patronymic',
    ]);
  });

  test('compounds with Abd are one word however they are written', () => {
    expect(parseName('Abd al-Wadi')).toEqual([{ word: 'abdalwadi', kind: 'name' }]);
    expect(parseName('عبد الوادي')).toHaveLength(1);
    expect(similarity('Abd al-Wadi', 'Abdulwadi')).toBeGreaterThan(0.85);
  });

  test('a name that is a title alone is a name', () => {
    expect(parseName('Major')).toEqual([{ word: 'major', kind: 'name' }]);
  });
});

describe('keys and search', () => {
  test('a letter that is read in two ways gives two skeletons', () => {
    expect(skeletonsOf('jovan').length).toBeGreaterThan(1);
    expect(keysOf('velmaryan')).toContain('=PLMRM');
  });

  test('M2 search is deterministic for any strings', () => {
    fc.assert(
      fc.property(
        fc.array(anyName, { maxLength: 5 }),
        fc.array(anyName, { maxLength: 8 }),
        (queries, names) => {
          expect(matchNames(queries, names, { top: 3 })).toEqual(matchNames(queries, names, { top: 3 }));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('M6 the best lines come first, as they were written', () => {
    const names = ['Taras Oreshin', 'VELMARYAN, Orin', 'Orina Velidze'];
    const [found] = matchNames(['Օրին Վելմարյան'], names, { top: 2 });
    expect(found?.[0]).toMatchObject({ index: 1, name: 'VELMARYAN, Orin' });
    expect(found).toHaveLength(2);
  });
});

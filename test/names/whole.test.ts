/** Whole names as lists write them: any order, parts that are missing, several scripts. All persons are invented. */
import { describe, expect, test } from 'vitest';
import { matchNames, parseName, similarity } from '#names';

/** A name, another spelling of the same name, and a different name that is close. */
const TRIPLES: readonly (readonly [name: string, same: string, other: string])[] = [
  ['Վելմարյան Օրին Տիրավի', 'Вельмарян Орин Тиравович', 'Вельмарян Сурен Тиравович'],
  ['Շողակաթյան Վահան', 'Vahan Shoghakatyan', 'Vahe Shoghakatyan'],
  ['Հակոբյան Հովհաննես', 'Акопян Ованес', 'Акопян Арменак'],
  ['Hagopian Setrak', 'Հակոբյան Սեդրակ', 'Hagopian Antranik'],
  ['Vardan Khorendyan', 'Вартан Хорендян', 'Вартан Ореньян'],
  ['Щедромилов Орест Тарасович', 'O. T. Shchedromilov', 'Shchedromilova Olga'],
  ['Щедромилова Ульяна', 'Ulyana Shchedromilov', 'Oleg Shchedromilov'],
  ['Юрьемилов Егор', 'Yuryemilov Georgiy', 'Yuryemilov Gleb'],
  ['Ястремилов Николай Игоревич', 'Mykola Yastremilov', 'Nikita Yastremilov'],
  ['Məmmədzadə Elçin Vüqar oğlu', 'Мамедзаде Эльчин Вугар оглы', 'Мамедзаде Эльнур Вугар оглы'],
  ['Quliyev Rəşad', 'Кулиев Рашад', 'Кулиев Рамиз'],
  ['Vəlmarlı Günay Orxan qızı', 'Gunay Valmarli', 'Aygun Valmarli'],
  ['محمد عبد الوالدي', 'Mohammed Abdul Waldi', 'Mahmoud Abdul Waldi'],
  ['أبو سليم خالد القرموشي', 'Khaled al-Qarmoushi', 'Karim al-Qarmoushi'],
  ['نور الدين الشهاوي', 'Nureddin Shahawi', 'Nasreddin Shahawi'],
  ['حسين چراغوند', 'Hossein Cheraghvand', 'Hassan Cheraghvand'],
  ['رضا پورمهران', 'Reza Pourmehran', 'Ramin Pourmehran'],
  ['გიორგი ველმარიძე', 'Giorgi Velmaridze', 'Giga Velmaridze'],
];

describe('whole names', () => {
  test.each(TRIPLES)('M5 %s is %s rather than %s', (name, same, other) => {
    const like = similarity(name, same);
    expect(like).toBeGreaterThan(similarity(name, other));
    expect(like).toBeGreaterThan(0.7);
  });

  test('M5 each finds its other spelling first among all of them', () => {
    const candidates = TRIPLES.flatMap(([, same, other]) => [other, same]);
    const found = matchNames(
      TRIPLES.map(([name]) => name),
      candidates,
      { top: 1 },
    );
    const wrong = TRIPLES.filter(([, same], at) => found[at]?.[0]?.name !== same).map(([name]) => name);
    expect(wrong).toEqual([]);
  });

  test('M5 names between two scripts that are not Latin find each other', () => {
    const [found] = matchNames(['Վելմարյան Օրին'], ['Орехов Игорь', 'Вельмарян Орин', 'Вельский Орест']);
    expect(found?.[0]?.name).toBe('Вельмарян Орин');
  });
});

describe('parts of names', () => {
  test.each([
    ['أبو سليم خالد', 'particle kunya name'],
    ['Abu Salim Khaled', 'particle kunya name'],
    ['Elçin Vüqar oğlu', 'name patronymic particle'],
    ['Эльчин Вугар оглы', 'name patronymic particle'],
    ['Khaled bin al-Wadi', 'name particle particle patronymic'],
    ['Лейтенант Вель О. Т.', 'title name initial initial'],
    ['գնդապետ Վելմարյան', 'title name'],
    ['Vel-Orin Tara', 'name name name'],
    ['Abu Bakr', 'name name'],
  ])('%s: %s', (written, kinds) => {
    const found = parseName(written).map(({ kind }) => kind);
    if (written === 'Abu Bakr') expect(found).not.toContain('kunya');
    else expect(found.join(' ')).toBe(kinds);
  });

  test.each([
    ['Nur al-Din', 'nuraldin'],
    ['نور الدين', 'نورالدین'],
    ['Abd ar-Rahman', 'abdarrahman'],
    ['Abdul Karim', 'abdulkarim'],
  ])('%s is one word', (written, word) => {
    expect(parseName(written)).toEqual([{ word, kind: 'name' }]);
  });
});

describe('one person, written as lists write him', () => {
  test.each([
    // Particles and articles, joined, apart, left out.
    ['Khaled al-Qarmoushi', 'Khaled Qarmoushi', 'Karim Qarmoushi'],
    ['خالد القرموشي', 'خالد قرموشي', 'كريم قرموشي'],
    ['Anton von Velmar', 'Velmar Anton', 'Velmar Axel'],
    // Patronymics: kept, left out, by father's name, by initial.
    ['Вельмаров Орест Тарасович', 'Вельмаров Орест', 'Вельмаров Олег'],
    ['Вельмаров Орест Тарасович', 'Вельмаров О. Т.', 'Вельмаров Г. К.'],
    ['Օրեստ Տարասի Վելմարյան', 'Орест Тарасович Велмарян', 'Олег Тарасович Велмарян'],
    // Kunya and nisba, before and after, left out.
    ['أبو سليم خالد التدمري', 'خالد التدمري', 'كريم التدمري'],
    ['Abu Salim Khaled al-Tadmuri', 'خالد التدمري', 'كريم التدمري'],
    // Abd al-X, however it is cut.
    ['عبد الرحمن الوالدي', 'Abdulrahman Waldi', 'Abdulkarim Waldi'],
    ['Abd ar-Rahman Waldi', 'Abdel Rahman al-Waldi', 'Abdel Karim al-Waldi'],
    ['Абдул Рахман Вальди', 'Abdurrahman Waldi', 'Abdulkarim Waldi'],
    // Azerbaijani endings, their Russian and press forms.
    ['Velməmmədov Rəşad', 'Вельмамедов Рашад', 'Вельмамедов Рамиз'],
    ['Velməmmədova Günay', 'Вельмамедова Гюнай', 'Вельмамедова Айнур'],
    ['Vəlizadə Elçin', 'Велизаде Эльчин', 'Велизаде Эльнур'],
    ['Vəliyev Elçin', 'Veliyev Elchin', 'Veliyev Elnur'],
    ['Elçin Vüqar oğlu Vəliyev', 'Veliyev Elchin Vugar ogly', 'Veliyev Elnur Vugar ogly'],
    // Double family names, whole and by either half.
    ['Velmar-Oreshin Taras', 'Oreshin-Velmar Taras', 'Oreshin-Velmar Timur'],
    ['Вельмар-Орешин Тарас', 'Velmar Oreshin Taras', 'Velmar Oreshin Timur'],
    // Russian forms by sex, in two scripts.
    ['Вельмарская Ульяна', 'Velmarsky Ulyana', 'Velmarsky Oksana'],
    ['Орешина Ульяна', 'Oreshin Ulyana', 'Oreshin Oksana'],
    // Armenian -yan and -ian, and by way of Russian.
    ['Վելմարյան Արմեն', 'Velmarian Armen', 'Velmarian Arsen'],
    ['Вельмарян Армен', 'Velmarian Armen', 'Velmarian Arsen'],
  ])('M5 %s is %s rather than %s', (name, same, other) => {
    const like = similarity(name, same);
    expect(like).toBeGreaterThan(similarity(name, other));
    expect(like).toBeGreaterThan(0.6);
  });
});

describe('patronymics and family names of given names', () => {
  test.each([
    ['Арамович', 'Արամի'],
    ['Акопович', 'Հակոբի'],
    ['Петросян', 'Bedrossian'],
    ['Гусейнов', 'Hüseynov'],
    ['Гейдаров', 'Heydərov'],
    ['Саша', 'Aleksandr'],
    ['Dikran', 'Тигран'],
    ['Гаспарович', 'Gasparovich'],
  ])('%s and %s', (a, b) => {
    expect(similarity(a, b)).toBeGreaterThan(0.7);
  });

  test('a father’s name fits the patronymic, but less than the patronymic itself', () => {
    const father = similarity('Арамович', 'Арам');
    expect(father).toBeGreaterThan(0.7);
    expect(father).toBeLessThan(similarity('Арамович', 'Aramovich'));
  });
});

describe('the lexicon', () => {
  test('has hundreds of concepts in several scripts, each with an origin', async () => {
    const { readFileSync } = await import('node:fs');
    const text = readFileSync(new URL('../../src/names/lexicon.tsv', import.meta.url), 'utf8');
    const rows = text
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .slice(1);
    expect(rows.length).toBeGreaterThan(500);
    const concepts = new Set<string>();
    for (const row of rows) {
      const [concept = '', forms = '', origin = ''] = row.split('\t');
      expect(concepts.has(concept), concept).toBe(false);
      concepts.add(concept);
      expect(origin).toBe('E');
      const words = forms.split(' ');
      expect(words.length, concept).toBeGreaterThan(1);
      expect(new Set(words).size, concept).toBe(words.length);
      for (const word of words) expect(word, concept).toBe(word.toLowerCase());
    }
  });
});

/** The words of the program: every message in every language, none without a use, each language with its own plurals. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { REASONS } from '#counting';
import { ACTIONS, PANELS } from '../../src/web/page/actions.ts';
import { CHOICES } from '../../src/reading/model/shape.ts';
import { codeOf } from '../../src/web/page/waterfall.tsx';
import { LANGUAGES, plain, sayIn } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';

const WEB = join(import.meta.dirname, '../../src/web');
const FOLDER = join(WEB, 'messages');
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

const source = walk(WEB)
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Families whose last part is a code of the workspace: `say.code('kind', …)` and `say(`row.${…}`)`. */
const families = new Set(
  [...source.matchAll(/say\.code\(\s*'([\w.]+)'|`([\w.]+)\.\$\{|family: '(\w+)'|: '(\w+)',/g)].flatMap(
    (match) => match.slice(1).filter((family) => family !== undefined),
  ),
);

/** Names of the places of a message, with the kinds of plural inside. */
function placesOf(words: string): readonly string[] {
  const found = new Set<string>();
  const look = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      found.add(element.value);
      if (element.type === TYPE.tag) look(element.children);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const { value } of Object.values(element.options)) look(value);
    }
  };
  look(parse(words));
  return [...found].sort();
}

function pluralsOf(words: string): readonly string[][] {
  const found: string[][] = [];
  const look = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.tag) look(element.children);
      if (element.type !== TYPE.plural) continue;
      found.push(Object.keys(element.options));
      for (const { value } of Object.values(element.options)) look(value);
    }
  };
  look(parse(words));
  return found;
}

describe('messages', () => {
  test.each(OTHERS)('%s has every message of English and no other, in the same files', (language) => {
    expect(readdirSync(join(FOLDER, language)).sort()).toEqual(readdirSync(join(FOLDER, 'en')).sort());
    for (const file of readdirSync(join(FOLDER, 'en'))) {
      const keys = (of: string) =>
        Object.keys(JSON.parse(readFileSync(join(FOLDER, of, file), 'utf8')) as object)
          .filter((key) => key !== '@')
          .sort();
      expect([file, keys(language)]).toEqual([file, keys('en')]);
    }
  });

  test.each(OTHERS)('%s says in each file that a native speaker has still to read it', (language) => {
    for (const path of walk(join(FOLDER, language)))
      expect([path, JSON.parse(readFileSync(path, 'utf8'))]).toEqual([
        path,
        expect.objectContaining({ '@': 'needs a native reader' }),
      ]);
  });

  test.each(OTHERS)('%s fills the same places as English and is not English', (language) => {
    let same = 0;
    for (const [key, english] of Object.entries(CATALOGUES.en)) {
      const words = CATALOGUES[language][key] ?? '';
      expect([key, placesOf(words)]).toEqual([key, placesOf(english)]);
      expect(words.trim()).not.toBe('');
      if (words === english && /\p{L}{3,}/u.test(english.replaceAll(/\{[^}]*\}/g, ''))) same += 1;
    }
    expect(same).toBe(0);
  });

  test.each(LANGUAGES)('%s has the plural forms that its rules ask for', (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, words] of Object.entries(CATALOGUES[language]))
      for (const forms of pluralsOf(words))
        expect([key, forms]).toEqual([key, expect.arrayContaining([...needed])]);
  });

  test('no message is without a use in the pages', () => {
    const unused = Object.keys(CATALOGUES.en).filter((key) => {
      const family = key.slice(0, key.lastIndexOf('.'));
      return !source.includes(`'${key}'`) && !source.includes(`"${key}"`) && !families.has(family);
    });
    expect(unused).toEqual([]);
  });

  test('every message that the pages name is there, and every action and panel has its words', () => {
    const named = [...source.matchAll(/\bsay(?:\.rich)?\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? '');
    expect(named.length).toBeGreaterThan(100);
    const wanted = [
      ...named,
      ...ACTIONS.map(({ id }) => `action.${id}`),
      ...PANELS.map((one) => `keys.${one}`),
    ];
    expect(wanted.filter((key) => !Object.hasOwn(CATALOGUES.en, key))).toEqual([]);
  });

  test('every reason of a rule or an engine has its sentence, with the same places as the English of the room', () => {
    const told = Object.keys(CATALOGUES.en).filter((key) => key.startsWith('measured.'));
    expect(told.sort()).toEqual(
      Object.keys(REASONS)
        .map((code) => `measured.${code}`)
        .sort(),
    );
    const marked: Readonly<Record<string, string | number>> = {
      n: 7_777,
      least: 7_771,
      most: 7_772,
      engine: 'ENGINE',
      list: 'LIST',
      facet: 'FACET',
    };
    for (const [code, sentence] of Object.entries(REASONS)) {
      const english = sentence(marked);
      const places = placesOf(CATALOGUES.en[`measured.${code}`] ?? '');
      const used = Object.keys(marked).filter((key) => english.includes(String(marked[key])));
      expect([code, places]).toEqual([code, used.sort()]);
    }
  });

  test('a number takes the form of its language', () => {
    const forms = (language: (typeof LANGUAGES)[number], ns: readonly number[]) =>
      ns.map((n) => sayIn(language, CATALOGUES[language])('frame.entries', { n }));
    expect(new Set(forms('ar', [0, 1, 2, 3, 11, 100])).size).toBe(6);
    expect(forms('ru', [1, 3, 5])).toEqual(['1 запись', '3 записи', '5 записей']);
    expect(forms('en', [1, 2])).toEqual(['1 entry', '2 entries']);
  });

  test('a day is written with its month in words; what is no day stays as it is', () => {
    const day = (language: (typeof LANGUAGES)[number], iso: string) =>
      sayIn(language, CATALOGUES[language]).day(iso);
    expect(day('en', '2024-03-04T09:00:00Z')).toBe('4 Mar 2024');
    expect(day('ru', '2024-05-04')).toBe('4 мая 2024');
    expect(day('ar', '2024-03-14')).toBe('14 آذار 2024');
    expect(day('en', '2024-13-04')).toBe('2024-13-04');
    expect(day('en', 'spring 2023')).toBe('spring 2023');
  });

  test('words are sorted as their language sorts them', () => {
    const sorted = (language: (typeof LANGUAGES)[number], all: readonly string[]) =>
      sayIn(language, CATALOGUES[language]).sorted(all, (one) => one);
    expect(sorted('az', ['ə', 'f', 'e', 'ç', 'd', 'c'])).toEqual(['c', 'ç', 'd', 'e', 'ə', 'f']);
    expect(sorted('hy', ['ֆ', 'բ', 'ա'])).toEqual(['ա', 'բ', 'ֆ']);
  });

  test('a code without a word is shown as plain words', () => {
    expect(sayIn('en', CATALOGUES.en).code('kind', 'something_new')).toBe(plain('something_new'));
  });
});

test('every level of likeness of two records has words in every language', () => {
  const linkage = ['comparisons', 'explain'].map((file) =>
    readFileSync(join(WEB, '../linkage', `${file}.ts`), 'utf8'),
  );
  const levels = [...linkage.join('\n').matchAll(/(?:words: |level < 0 \? )'([^']+)'/g)].map(
    ([, words]) => words ?? '',
  );
  expect(levels.length).toBeGreaterThan(50);
  for (const language of LANGUAGES) {
    const said = CATALOGUES[language];
    expect(levels.filter((words) => said[`alike.${codeOf(words)}`] === undefined)).toEqual([]);
  }
});

test('every code that a proposal can carry has words in every language', () => {
  const families = { contact: 'polarity', visit: 'polarity' } as Readonly<Record<string, string>>;
  const keys = Object.entries(CHOICES).flatMap(([name, codes]) =>
    codes.map((code) => `${families[name] ?? name}.${code}`),
  );
  expect(keys.length).toBeGreaterThan(40);
  for (const language of LANGUAGES)
    expect(keys.filter((key) => CATALOGUES[language][key] === undefined)).toEqual([]);
});

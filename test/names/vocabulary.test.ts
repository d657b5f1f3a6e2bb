/** The table of words for record linkage: what it keeps, what it never joins, and that it is the same every time. */
import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildVocabulary, VOCABULARY_LEVELS, type Vocabulary } from '#names';

const here = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));

/** Level of a pair in a table; null when the table does not hold it. */
function levelIn(table: Vocabulary): (a: string, b: string) => number | null {
  const place = new Map(table.tokens.map((token, at) => [token, at]));
  const levels = new Map<string, number>();
  table.pairs.left.forEach((left, at) => {
    levels.set(`${left} ${table.pairs.right[at]}`, table.pairs.level[at] ?? 0);
  });
  return (a, b) => {
    const [i = 0, j = 0] = [place.get(a) ?? 0, place.get(b) ?? 0].sort((x, y) => x - y);
    return i === j ? VOCABULARY_LEVELS.same : (levels.get(`${i} ${j}`) ?? null);
  };
}

/** Share of true pairs that a table keeps at weak level or above. */
function retention(pairs: readonly (readonly [string, string])[], table: Vocabulary): number {
  const level = levelIn(table);
  return pairs.filter(([a, b]) => (level(a, b) ?? 0) >= VOCABULARY_LEVELS.weak).length / pairs.length;
}

const azerbaijani = rowsOf(here('azerbaijani.tsv')).map(([a = '', b = '']) => [a, b] as const);
const spellings = rowsOf(here('spellings.tsv'));
const blocked = { exhaustiveUpTo: 0 } as const;

describe('weak-level retention of true pairs', () => {
  const everything = [...azerbaijani.flat(), ...spellings.flatMap(([, a = '', b = '']) => [a, b])];
  const table = buildVocabulary(everything, blocked);

  test('M8 Azerbaijani words and their Russian and press spellings stay in the table', () => {
    expect(retention(azerbaijani, table)).toBeGreaterThanOrEqual(0.95);
  });

  test.each(['Armn', 'Cyrl', 'Arab-ar', 'Arab-fa'])(
    'M8 %s words and their Latin spellings stay',
    (script) => {
      const pairs = spellings.filter(([own]) => own === script).map(([, a = '', b = '']) => [a, b] as const);
      expect(pairs.length).toBeGreaterThanOrEqual(15);
      expect(retention(pairs, table)).toBeGreaterThanOrEqual(0.95);
    },
  );

  // The development tokens stand beside the checkout, not in it.
  for (const script of ['armenian', 'arabic', 'persian', 'russian']) {
    const file = new URL(`../../../shared/data/names/wd_${script}_tokens.tsv`, import.meta.url);
    if (!existsSync(file)) continue;
    test(`M8 of the ${script} pairs that are alike when compared directly, blocks keep enough`, () => {
      const rows = rowsOf(readFileSync(file, 'utf8')).filter((_, at) => at % 8 === 0);
      const pairs = rows.map(([a = '', b = '']) => [a, b] as const).filter(([a, b]) => a !== b);
      const words = pairs.flat();
      // Directly: each pair in a dictionary of its own.
      const alike = pairs.filter((pair) => retention([pair], buildVocabulary(pair)) === 1);
      expect(alike.length / pairs.length).toBeGreaterThan(0.9);
      expect(retention(alike, buildVocabulary(words, blocked))).toBeGreaterThanOrEqual(0.95);
    });
  }
});

describe('levels', () => {
  const words = ['Hakobyan', 'Акопян', 'Հակոբյան', 'Akopian', 'Hakob', 'H', 'Ali', 'Али', 'Alo', 'Oreshin'];
  const level = levelIn(buildVocabulary(words));

  test('M9 forms of one name are the same, near spellings are near, others are not there', () => {
    expect(level('Hakobyan', 'Акопян')).toBe(VOCABULARY_LEVELS.same);
    expect(level('Հակոբյան', 'Akopian')).toBe(VOCABULARY_LEVELS.same);
    expect(level('Hakobyan', 'Oreshin')).toBeNull();
  });

  test('M9 words under four letters are the same or nothing; an initial has a level of its own', () => {
    expect(level('Ali', 'Али')).toBe(VOCABULARY_LEVELS.same);
    expect(level('Ali', 'Alo')).toBeNull();
    expect(level('H', 'Hakob')).toBe(VOCABULARY_LEVELS.initial);
    expect(level('H', 'Ali')).toBeNull();
  });
});

describe('concepts', () => {
  test('M10 a concept reaches direct neighbours only, never along a chain', () => {
    const chain = ['velmarov', 'velmarova', 'velmarovan', 'velmarovanko', 'velmarovankova'];
    const { tokens, concept, pairs } = buildVocabulary(chain);
    const level = levelIn({ version: '', hash: '', tokens, concept, pairs });
    tokens.forEach((token, at) => {
      const leader = tokens[concept[at] ?? 0] ?? '';
      expect(level(token, leader)).toBeGreaterThanOrEqual(VOCABULARY_LEVELS.strong);
    });
    expect(new Set(concept).size).toBeGreaterThan(1);
  });

  test('M10 the most frequent spelling speaks for a concept', () => {
    const words = ['Hakob', 'Акоп', 'Яков'];
    const { tokens, concept } = buildVocabulary(words, { frequency: new Map([['Акоп', 9]]) });
    expect([...concept].map((at) => tokens[at])).toEqual(['Акоп', 'Акоп', 'Акоп']);
  });
});

describe('the table', () => {
  const word = fc.oneof(
    fc.constantFrom('Ali', 'Али', 'Aliyev', 'Алиев', 'Հակոբ', 'Hakob', 'محمد', 'Mohammed', 'م', 'A', ''),
    fc.stringMatching(/^[a-zа-яա-ֆا-ی' -]{0,12}$/),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );

  test('M11 the same words in any order give the same bytes; pairs are ordered and of distinct words', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), fc.constantFrom(0, 100), (words, exhaustiveUpTo) => {
        const table = buildVocabulary(words, { exhaustiveUpTo });
        expect(buildVocabulary([...words].reverse(), { exhaustiveUpTo })).toEqual(table);
        expect(table.tokens).toEqual([...new Set(words)].sort());
        const { left, right, level } = table.pairs;
        left.forEach((one, at) => {
          expect(one).toBeLessThan(right[at] ?? 0);
          expect(level[at]).toBeLessThanOrEqual(VOCABULARY_LEVELS.same);
          const [before, previous] = [left[at - 1] ?? -1, right[at - 1] ?? -1];
          expect(one > before || (one === before && (right[at] ?? 0) > previous)).toBe(true);
        });
        expect(table.concept).toHaveLength(table.tokens.length);
      }),
      { numRuns: 60 },
    );
  });

  test('M11 no token has more neighbours than the cap, and the best stay', () => {
    const words = Array.from({ length: 60 }, (_, at) => `velmar${'abcdefghij'[at % 10]}${'klmnop'[at % 6]}`);
    const { tokens, pairs } = buildVocabulary([...words, 'velmar'], { degree: 3 });
    const held = tokens.map(() => 0);
    for (const ends of [pairs.left, pairs.right]) for (const at of ends) held[at] = (held[at] ?? 0) + 1;
    expect(Math.max(...held)).toBe(3);
  });

  test('M11 the hash changes with a word, and the version names the tables', () => {
    const one = buildVocabulary(['Vel', 'Tara']);
    expect(buildVocabulary(['Vel', 'Tarah']).hash).not.toBe(one.hash);
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(one.version).toMatch(/^vocabulary\/\d+\+[0-9a-f]{12}$/);
  });
});

/** The index of patterns by words may only spare work: what a pattern fits, it must find. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#ground';
import { splitHeader } from '#reading';
import { compile, Lexicon, readMacros, readRows } from '../../src/reading/lexicon.ts';
import { needIndex } from '../../src/reading/need-index.ts';
import { wordsOf } from '../../src/reading/words.ts';
import { english } from '../../src/reading/lang/en/index.ts';
import { segment } from '../../src/reading/segment.ts';
import { needsOf } from '../../src/reading/stems.ts';

const NONE = new Map<string, string>();

describe('Which words a pattern cannot do without', () => {
  it.each([
    ['taken prisoner', [['taken.'], ['prisoner']]],
    ['(?:arrested|detained) in', [['arrested.', 'detained.'], ['in']]],
    ['(?:arrested|e-?mails?|a) in', [['arrested.', 'e.', 'email', 'a.'], ['in']]],
    ['no(?:,| \\w+)', [['no.']]],
    ['no(?:, \\w+)?', [['no']]],
    ['(?:quickly )?freed', [['freed']]],
    ['(?:un)?harmed', []],
    ['prisoners?(?: of war)?', [['prisoner']]],
    ['[a-z]+ed by', [['by']]],
    ['(?=never)held', [['held']]],
    ['(?:\\w+ ){0,2}?released', [['released']]],
    ['re-arrested', [['re.'], ['arrested']]],
    ['(?:no|never) trial', [['no.', 'never.'], ['trial']]],
    [
      '(?:in|at) (?:Ward|Block) \\d',
      [
        ['in.', 'at.'],
        ['ward.', 'block.'],
      ],
    ],
  ])('%s', (source, needs) => {
    expect(needsOf(source, NONE)).toEqual(needs);
  });

  it('a macro is read as the group it stands for', () => {
    const macros = new Map([['PLACE', 'prisons?|camps?']]);
    expect(needsOf('{PLACE} wall', macros)).toEqual([['prison', 'camp'], ['wall']]);
    expect(needsOf('{PLACE}?s', macros)).toEqual([]);
  });
});

describe('The index of needs', () => {
  it('asks for words of every need in their order, and knows one owner from another', () => {
    const index = needIndex<string>();
    const [a, b] = [{}, {}];
    index.add(a, 'both', [[['guard'], ['gate', 'door']]]);
    index.add(b, 'one', [[['gate.']], [['guard']]]);
    expect(index.due(a, ['guards', 'gates'])).toEqual(['both']);
    expect(index.due(a, ['gates', 'guards'])).toEqual([]);
    expect(index.due(a, ['gates', 'guards', 'doors'])).toEqual(['both']);
    expect(index.due(a, ['gates'])).toEqual([]);
    expect(index.due(b, ['gate', 'guards'])).toEqual(['one']);
    expect(index.due(b, ['guards', 'gate'])).toEqual(['one']);
    expect(index.due(b, ['guards', 'gates'])).toEqual([]);
    expect(index.due(b, ['guards', 'gat'])).toEqual([]);
  });

  const lexicons = () => {
    const rows = new URL('../../src/reading/lang/en/', import.meta.url);
    const persons = readRows(rows, 'persons.tsv');
    const of = (names: readonly string[]) =>
      persons
        .filter(({ columns }) => names.includes(columns['class'] ?? ''))
        .map(({ columns }) => columns['pattern'])
        .join('|');
    const macros = readMacros(rows, {
      PERS: of(['captive', 'missing', 'combatant', 'person', 'role']),
      CAPT: of(['captive']),
      MISSING: of(['missing']),
    });
    const patterns = [...english().lexicons.keys(), 'fallback', 'sources', 'coverage'].flatMap((kind) =>
      readRows(rows, `${kind}.tsv`).map((row) => compile(row, macros)),
    );
    return {
      patterns,
      indexed: new Lexicon(patterns),
      bare: new Lexicon(patterns.map((pattern) => ({ ...pattern, needs: [] }))),
    };
  };
  const { patterns, indexed, bare } = lexicons();
  const found = (lexicon: Lexicon, plain: string) =>
    lexicon
      .scan(plain, wordsOf(plain))
      .filter((hit) => hit.pattern.company?.test(plain) ?? true)
      .map((hit) => `${hit.pattern.id}@${hit.start}-${hit.end}`);

  it('hides no hit in words of the patterns themselves, joined in any way', () => {
    const random = seededRandom('needs');
    const pick = <T>(list: readonly T[]): T => list[random.below(list.length)] as T;
    const marks = [' ', ' ', ' ', ' ', ' ', ', ', '-', "'", '. ', ' "', '" ', ' (', '; ', ''];
    let hits = 0;
    for (let round = 0; round < 600; round++) {
      // Words of one pattern nearly in their order, with others between: what comes close to fitting it.
      const own = [...pick(patterns).expression.source.matchAll(/[A-Za-z']{1,}/g)].map(([word]) => word);
      const other = [...pick(patterns).expression.source.matchAll(/[A-Za-z']{1,}/g)].map(([word]) => word);
      const some = own.filter(() => random.below(own.length) < 12);
      const plain = some
        .map((word) => (random.below(6) === 0 ? `${pick(other)} ${word}` : word) + pick(marks))
        .join('')
        .slice(0, 300);
      const all = found(bare, plain);
      hits += all.length;
      expect(found(indexed, plain), plain).toEqual(all);
    }
    expect(hits).toBeGreaterThan(300);
  }, 180_000);

  it('hides no hit of any English lexicon on the fixture texts', () => {
    const folder = new URL('../../fixtures/reading/dev/', import.meta.url);
    const pack = english();
    let hits = 0;
    for (const name of readdirSync(folder).filter((file) => /^en.*\.txt$/.test(file))) {
      const { body } = splitHeader(readFileSync(new URL(name, folder), 'utf8'));
      for (const block of segment(body, pack.abbreviations, 'en'))
        for (const { plain } of block.sentences) {
          const all = found(bare, plain);
          hits += all.length;
          expect(found(indexed, plain)).toEqual(all);
        }
    }
    expect(hits).toBeGreaterThan(50);
  });

  it('spares work: of all patterns a sentence meets a few', () => {
    const index = needIndex<string>();
    for (const { id, needs } of patterns) if (needs.length > 0) index.add(patterns, id, needs);
    const plain = 'The council met on Thursday and put off the vote on the new bridge over the river.';
    expect(index.due(patterns, wordsOf(plain)).length).toBeLessThan(patterns.length / 50);
    expect(indexed.unindexed.length).toBeLessThan(patterns.length / 100);
  });
});

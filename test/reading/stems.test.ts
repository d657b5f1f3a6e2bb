/** The index of patterns by words may only spare work: what a pattern fits, it must find. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { splitHeader } from '#reading';
import { compile, Lexicon, readMacros, readRows, wordsOf } from '../../src/reading/lexicon.ts';
import { english } from '../../src/reading/lang/en/index.ts';
import { segment } from '../../src/reading/segment.ts';
import { needIndex, needsOf } from '../../src/reading/stems.ts';

const NONE = new Map<string, string>();

describe('Which words a pattern cannot do without', () => {
  it.each([
    ['taken prisoner', [['prisoner'], ['taken']]],
    ['(?:arrested|detained) in', [['arrested', 'detained']]],
    ['(?:quickly )?freed', [['freed']]],
    ['(?:un)?harmed', []],
    ['prisoners?(?: of war)?', [['prisoner']]],
    ['[a-z]+ed by', []],
    ['(?=never)held', [['held']]],
    ['(?:\\w+ ){0,2}?released', [['released']]],
    ['re-arrested', [['arrested']]],
    ['(?:no|never) trial', [['trial']]],
    ['(?:in|at) (?:Ward|Block) \\d', [['ward', 'block']]],
  ])('%s', (source, needs) => {
    expect(needsOf(source, NONE)).toEqual(needs);
  });

  it('a macro is read as the group it stands for', () => {
    const macros = new Map([['PLACE', 'prisons?|camps?']]);
    expect(needsOf('{PLACE} wall', macros)).toEqual([['wall'], ['prison', 'camp']]);
    expect(needsOf('{PLACE}?s', macros)).toEqual([]);
  });
});

describe('The index of needs', () => {
  it('asks for a word of every need, and knows one owner from another', () => {
    const index = needIndex<string>();
    const [a, b] = [{}, {}];
    index.add(a, 'both', [['guard'], ['gate', 'door']]);
    index.add(b, 'one', [['gate']]);
    expect(index.due(a, new Set(['gates', 'guards']))).toEqual(['both']);
    expect(index.due(a, new Set(['gates']))).toEqual([]);
    expect(index.due(b, new Set(['gates']))).toEqual(['one']);
    expect(index.due(b, new Set(['gat']))).toEqual([]);
  });

  it('hides no hit of any English lexicon on the fixture texts', () => {
    const folder = new URL('../../fixtures/reading/dev/', import.meta.url);
    const rows = new URL('../../src/reading/lang/en/', import.meta.url);
    const pack = english();
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
    const patterns = [...pack.lexicons.keys()].flatMap((kind) =>
      readRows(rows, `${kind}.tsv`).map((row) => compile(row, macros)),
    );
    const indexed = new Lexicon(patterns);
    const bare = new Lexicon(patterns.map((pattern) => ({ ...pattern, needs: [] })));
    let hits = 0;
    for (const name of readdirSync(folder).filter((file) => /^en.*\.txt$/.test(file))) {
      const { body } = splitHeader(readFileSync(new URL(name, folder), 'utf8'));
      for (const block of segment(body, pack.abbreviations, 'en'))
        for (const { plain } of block.sentences) {
          const found = (lexicon: Lexicon) =>
            lexicon
              .scan(plain, wordsOf(plain))
              .filter((hit) => hit.pattern.company?.test(plain) ?? true)
              .map((hit) => `${hit.pattern.id}@${hit.start}-${hit.end}`);
          const all = found(bare);
          hits += all.length;
          expect(found(indexed)).toEqual(all);
        }
    }
    expect(hits).toBeGreaterThan(50);
  });
});

/** English glosses, by which English texts teach the words of other languages (bench/reading/fit-glosses.ts). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Glosses } from '../../bench/reading/fit-glosses.ts';
import type { Sample } from '../../bench/reading/fit-samples.ts';

const FOLDER = join(import.meta.dirname, '../../bench/reading/own/glosses');
const SAMPLE: Sample = {
  text: 'a',
  worth: 1,
  isAside: false,
  signs: ['told:custody', 'by:custody'],
  words: ['detained', 'Kelvan'],
  further: ['detain|in'],
  kinds: new Set(['custody']),
  values: new Set(),
  open: new Set(),
};
const GLOSSES = new Glosses(
  new Map([
    ['задержан', 'detained'],
    ['задерж*', 'detention'],
    ['задержк*', 'delay'],
  ]),
);

describe('glosses', () => {
  it.each(readdirSync(FOLDER))('%s holds one English word for every form, each form once', (file) => {
    const rows = readFileSync(join(FOLDER, file), 'utf8')
      .split('\n')
      .filter((row) => row && !row.startsWith('#'));
    const wrong = rows.filter((row) => !/^[^\t\n ]+\t[a-z][a-z'-]*$/.test(row));
    expect(wrong).toEqual([]);
    expect(new Set(rows.map((row) => row.split('\t')[0])).size).toBe(rows.length);
  });

  it('are those of the word itself, or of its longest known beginning', () => {
    expect(GLOSSES.signs('задержан')).toEqual(['~detained', '~detai*']);
    expect(GLOSSES.signs('задержания')).toEqual(['~detention', '~deten*']);
    expect(GLOSSES.signs('задержкой')).toEqual(['~delay', '~delay*']);
    expect(GLOSSES.signs('мост')).toEqual([]);
  });

  it('of English samples teach what a gloss says and nothing of their own words and rules', () => {
    const { signs, words, further } = GLOSSES.teaching(SAMPLE, 'foreign');
    expect(signs).toEqual(['told:custody', '~detained', '~detai*', 'foreign']);
    expect([words, further]).toEqual([[], []]);
  });

  it('leave a sample alone of whose words none has one', () => {
    expect(GLOSSES.told(SAMPLE)).toBe(SAMPLE);
    expect(Glosses.of('xx').size).toBe(0);
  });
});

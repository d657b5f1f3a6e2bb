/**
 * Figures and dates as each language writes them, thirty to a language, written before the rows that read them:
 * separators, thousands words, suffixes, bounds, ranges, vague quantities, days, seasons. One file per language in
 * figures/: `words reading`; a figure as operator and number (`vague` behind it), a date as EDTF with its role before
 * it unless that is "at".
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tongueOf } from '../../src/reading/concepts/tongue.ts';

const FOLDER = join(import.meta.dirname, 'figures');
const PUBLISHED = '2024-05-10';

function readingOf(lang: string, words: string, isDate: boolean): string {
  const tongue = tongueOf(lang);
  const read = tongue?.tagger.read(words) ?? [];
  if (isDate)
    return (tongue?.calendar.find(read, PUBLISHED) ?? [])
      .map(({ role, edtf }) => (role === 'at' ? edtf : `${role} ${edtf}`))
      .join('; ');
  return (tongue?.numerals.find(read) ?? [])
    .map(({ operator, value, vague }) => `${operator}${[value].flat().join('-')}${vague ? ' vague' : ''}`)
    .join('; ');
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.tsv'));

test('every language without patterns has its table', () => {
  expect(files.length).toBe(9);
});

describe.each(files)('figures of %s', (file) => {
  const rows = readFileSync(join(FOLDER, file), 'utf8').trim().split('\n').slice(1);
  test('thirty rows', () => expect(rows.length).toBeGreaterThanOrEqual(30));
  test.each(rows)('%s', (row) => {
    const [words = '', reading = ''] = row.split('\t');
    const isDate = /^(?:[a-z_]+ )?\d{4}/.test(reading);
    expect(readingOf(file.replace('.tsv', ''), words, isDate)).toBe(reading);
  });
});

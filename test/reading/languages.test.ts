/**
 * Sentences of our own in every language of the reader, with the claim each must give. One file per language in
 * languages/: `sentence kind fields`, fields as JSON that the proposal must contain; `none` for a sentence that
 * holds no claim. Names and figures are invented.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

const FOLDER = join(import.meta.dirname, 'languages');

interface Case {
  readonly sentence: string;
  readonly kind: string;
  readonly fields: Record<string, unknown>;
}

function casesOf(file: string): Case[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [sentence = '', kind = '', fields = '{}'] = line.split('\t');
      return { sentence, kind, fields: JSON.parse(fields) as Record<string, unknown> };
    });
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.tsv'));

test('every language file holds sentences', () => {
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect(casesOf(file).length, file).toBeGreaterThan(7);
});

describe.each(files)('sentences of %s', (file) => {
  const lang = file.replace('.tsv', '');
  test.each(casesOf(file))('$kind: $sentence', async ({ sentence, kind, fields }) => {
    const { claims } = await propose(`# t | p | 2024-05-10 | invented | ${lang} | original\n\n${sentence}`);
    if (kind === 'none') expect(claims).toEqual([]);
    else expect(claims).toContainEqual(expect.objectContaining({ kind, ...fields }));
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { splitHeader } from '#reading';

const FOLDER = new URL('../../bench/reading/own/texts/', import.meta.url);

test('in our own texts every gold quote stands once, in at most 400 characters', () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) {
    const { body } = splitHeader(readFileSync(new URL(name, FOLDER), 'utf8'));
    const gold = JSON.parse(readFileSync(new URL(name.replace('.txt', '.gold.json'), FOLDER), 'utf8')) as {
      claims: { quote: string }[];
    };
    for (const { quote } of gold.claims) {
      expect([name, quote, body.split(quote).length - 1]).toEqual([name, quote, 1]);
      expect(quote.length).toBeLessThanOrEqual(400);
    }
  }
});

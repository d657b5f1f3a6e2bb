/** Every rule of the room is tested, and every citation is a rule. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const spec = readFileSync(new URL('../../src/claim/SPEC.md', import.meta.url), 'utf8');
const rules = [...spec.matchAll(/^- \*\*(C\d+)\*\*/gm)].map((match) => match[1] ?? '');
const folder = new URL('./', import.meta.url);
const cited = new Set(
  readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts') && name !== 'spec.test.ts')
    .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/test\(\s*['"`](C\d+) /g)])
    .map((match) => match[1] ?? ''),
);

test('every rule has one number, and the numbers have no gap', () => {
  expect([...rules].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
    rules.map((_, at) => `C${at + 1}`),
  );
});

test('every rule is cited by a test', () => {
  expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
});

test('every citation is a rule', () => {
  expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([]);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const here = import.meta.dirname;
const spec = readFileSync(join(here, '../../src/ledger/SPEC.md'), 'utf8');
const rules = [...spec.matchAll(/^- \*\*(L\d+)\*\*/gm)].map((match) => match[1] as string);
const cited = new Set(
  readdirSync(here)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => {
      const names = readFileSync(join(here, name), 'utf8').matchAll(
        /\btest(?:\.each\([^)]*\))?\(\s*['`]((?:L\d+ )+)/g,
      );
      return [...names].flatMap((match) => (match[1] as string).trim().split(' '));
    }),
);

test('every rule of the ledger is cited by a test, and every cited rule exists', () => {
  expect(rules.length).toBeGreaterThan(15);
  expect(new Set(rules).size).toBe(rules.length);
  expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
  expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([]);
});

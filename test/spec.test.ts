/** Every room that has rules: each rule is cited by the name of a test, and each citation is a rule. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const rooms = readdirSync(join(root, 'src')).filter((room) => existsSync(join(root, 'src', room, 'SPEC.md')));

function testsOf(room: string): string[] {
  const folder = join(root, 'test', room);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

describe.each(rooms)('the rules of %s', (room) => {
  const spec = readFileSync(join(root, 'src', room, 'SPEC.md'), 'utf8');
  const rules = [...spec.matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((found) => found[1] ?? '');
  const letter = rules[0]?.charAt(0) ?? '';
  // A name may open with several rules: test('L4 L16 …'), test.each([…])('N1 …').
  const opening = new RegExp(`(?:\\btest\\(|\\)\\()\\s*['"\`]((?:${letter}\\d+,? )+)`, 'g');
  const cited = new Set(
    testsOf(room).flatMap((source) =>
      [...source.matchAll(opening)].flatMap((found) => (found[1] ?? '').trim().split(/,? /)),
    ),
  );

  test('have one letter, and each its own number for ever', () => {
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter((rule) => !rule.startsWith(letter))).toEqual([]);
    const numbers = rules.map((rule) => Number(rule.slice(1)));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('are each cited by a test', () => {
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
  });

  test('are all that tests cite', () => {
    expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([]);
  });
});

test('the rooms with rules are found', () => {
  expect(rooms).toEqual(expect.arrayContaining(['claim', 'counting', 'disclosure', 'ledger']));
});

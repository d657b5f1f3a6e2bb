/** The style sheets: a class belongs to one of them, so that a screen cannot change another by accident. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../src/web/style');
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.css'))
  .toSorted();

/** Selectors of a sheet that hold on every screen; what is inside `@media` adapts rules and makes none. */
function selectorsOf(css: string): string[] {
  const flat = css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/@[^{;]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  return [...flat.matchAll(/([^{}]+)\{/g)].flatMap(([, list = '']) =>
    list.split(/,(?![^(]*\))/).map((one) => one.trim()),
  );
}

const classesIn = (selector: string): string[] =>
  [...selector.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = '']) => name);

/** Sheets that have a rule for a class by itself. */
function homesOf(sheets: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const homes = new Map<string, string[]>();
  for (const [file, selectors] of sheets)
    for (const [, name = ''] of selectors.map((one) => /^\.([\w-]+)$/.exec(one) ?? []))
      if (name !== '' && !homes.get(name)?.includes(file))
        homes.set(name, [...(homes.get(name) ?? []), file]);
  return homes;
}

/** Rules that change a class of another sheet everywhere, and not only inside something of their own. */
function strayRules(sheets: ReadonlyMap<string, readonly string[]>): string[] {
  const homes = homesOf(sheets);
  const isAt = (name: string, file: string): boolean => homes.get(name)?.includes(file) ?? true;
  return [...sheets].flatMap(([file, selectors]) =>
    selectors
      .filter((one) => {
        const names = classesIn(one);
        return names.length > 0 && !names.some((name) => isAt(name, file));
      })
      .map((one) => `${file}: ${one}`),
  );
}

const sheets = new Map(
  files.map((file) => [file, selectorsOf(readFileSync(join(FOLDER, file), 'utf8'))] as const),
);

test('a class has its own rule in one sheet only', () => {
  const twice = [...homesOf(sheets)].filter(([, at]) => at.length > 1);
  expect(twice).toEqual([]);
});

test('a sheet changes a class of another only inside something of its own', () => {
  expect(strayRules(sheets)).toEqual([]);
});

test('both rules see what they are for', () => {
  const bad = new Map([
    ['a.css', selectorsOf('.why { color: red } @media print { .card { color: red } }')],
    ['b.css', selectorsOf('.why, .card { color: red } .why summary { color: red }')],
    ['c.css', selectorsOf('.card > b { color: red } .own .card { color: red } .own { color: red }')],
  ]);
  expect([...homesOf(bad)].filter(([, at]) => at.length > 1)).toEqual([['why', ['a.css', 'b.css']]]);
  expect(strayRules(bad)).toEqual(['c.css: .card > b']);
});

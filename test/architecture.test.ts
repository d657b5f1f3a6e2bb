/**
 * The architecture is law: who may import whom, how large a file may be, which words are banned, and where SQL
 * and Node built-ins may stand. The tables below are the rule; change them only with a decision record.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const SRC = join(ROOT, 'src');

/**
 * Room → rooms whose front door it may import. A star means types only (`import type`). A side door (decision 0018) stands
 * in package.json beside the front door and opens one file of a room.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  ground: [],
  names: ['ground'],
  claim: ['ground'],
  ledger: ['ground', 'claim'],
  evidence: ['ground', 'claim', 'names', '*ledger'],
  reading: ['ground', 'claim', 'names', '*ledger'],
  linkage: ['ground', 'claim', 'names', '*ledger'],
  counting: ['ground', 'claim', 'names', '*ledger'],
  casework: ['ground', 'claim', 'names', '*ledger'],
  disclosure: ['ground', 'claim', 'names', '*ledger'],
  exchange: ['ground', 'claim', 'names', '*ledger'],
  workspace: [
    'ground',
    'claim',
    'names',
    'ledger',
    'evidence',
    'reading',
    'linkage',
    'counting',
    'casework',
    'disclosure',
    'exchange',
    'counting/overlap',
  ],
  'stores/memory': ['ground', 'claim', 'ledger'],
  'stores/vault': ['ground', 'claim', 'ledger'],
  'stores/postgres': ['ground', 'claim', 'ledger'],
  'engines/duckdb': ['ground', 'claim', '*linkage'],
  web: ['workspace', 'ground', '*claim'],
  cli: [
    'workspace',
    'workspace/estimate',
    'workspace/lists',
    'workspace/names',
    'workspace/pins',
    'workspace/reading',
    'ground',
    '*claim',
    'web',
  ],
};

/** Files that choose a store or an engine: the doors' main files, nobody else. */
const CHOOSES_STORES = ['src/cli/main.ts', 'src/cli/stores.ts', 'src/cli/engines.ts', 'src/web/main.ts'];

/** Words that do not serve as names here (CONTRIBUTING.md gives the word to use instead). */
const BANNED_NAMES = ['data', 'info', 'item', 'manager', 'utils', 'status', 'truth', 'fact'];

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return walk(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

/** Blanks comments and, on request, the inside of quoted text, keeping line numbers. */
function bare(source: string, strings: 'keep' | 'drop' = 'keep'): string {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
  return source.replace(token, (found) => {
    const isComment = found.startsWith('/*') || found.startsWith('//');
    if (!isComment && strings === 'keep') return found;
    return found.replace(/[^\n]/g, ' ');
  });
}

function importsOf(source: string): Import[] {
  const text = bare(source);
  const found: Import[] = [];
  for (const match of text.matchAll(
    /\b(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"\n]+)['"]/g,
  )) {
    found.push({ from: match[3] ?? '', typeOnly: match[2] !== undefined });
  }
  for (const match of text.matchAll(/\bimport\(\s*['"]([^'"\n]+)['"]/g)) {
    found.push({ from: match[1] ?? '', typeOnly: false });
  }
  return found;
}

function roomOf(path: string): string {
  const parts = relative(SRC, path).split(sep);
  const first = parts[0] ?? '';
  return first === 'stores' || first === 'engines' ? `${first}/${parts[1] ?? ''}` : first;
}

const files = walk(SRC).map((path) => ({
  path,
  name: relative(ROOT, path).split(sep).join('/'),
  room: roomOf(path),
  source: readFileSync(path, 'utf8'),
}));

describe('the house', () => {
  test('the test saw the modules it judges', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap((file) => importsOf(file.source)).length).toBeGreaterThan(100);
  });

  test('every room has one front door and stands in the table of allowed imports', () => {
    for (const file of files) expect(Object.keys(MAY_IMPORT), file.name).toContain(file.room);
  });

  test('arrows point down: a room imports only the front doors that the table allows', () => {
    const wrong: string[] = [];
    for (const file of files) {
      const allowed = MAY_IMPORT[file.room] ?? [];
      for (const { from, typeOnly } of importsOf(file.source)) {
        if (from.startsWith('.')) {
          const target = roomOf(resolve(file.path, '..', from));
          if (target !== file.room) wrong.push(`${file.name} reaches into ${target} by path`);
        } else if (from.startsWith('#')) {
          const target = from.slice(1);
          if (target === file.room) wrong.push(`${file.name} imports its own front door`);
          else if (/^(?:stores|engines)\//.test(target) && CHOOSES_STORES.includes(file.name)) continue;
          else if (!allowed.includes(target) && !(typeOnly && allowed.includes(`*${target}`)))
            wrong.push(`${file.name} imports ${from}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('a file has at most 600 lines', () => {
    const long = files.filter((file) => file.source.split('\n').length > 600).map((file) => file.name);
    expect(long).toEqual([]);
  });

  test('a test file has at most 800 lines', () => {
    const long = walk(join(ROOT, 'test')).filter(
      (path) => readFileSync(path, 'utf8').split('\n').length > 800,
    );
    expect(long).toEqual([]);
  });

  test('SQL stands in stores and engines only', () => {
    const sql = /['"`]\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\b/i;
    const wrong = files.filter((file) => !/^(stores|engines)\//.test(file.room) && sql.test(file.source));
    expect(wrong.map((file) => file.name)).toEqual([]);
  });

  test('code for the browser uses no Node built-in and of other rooms only types', () => {
    const wrong = files
      .filter((file) => /^src\/web\/(page|client)\//.test(file.name))
      .filter((file) =>
        importsOf(file.source).some(({ from, typeOnly }) => /^(node:|#)/.test(from) && !typeOnly),
      );
    expect(wrong.map((file) => file.name)).toEqual([]);
  });

  test('banned words are not names of variables, functions, types or files', () => {
    const declared = new RegExp(
      `\\b(?:const|let|function|class|interface|type)\\s+(${BANNED_NAMES.join('|')})\\b`,
      'i',
    );
    const wrong = files.flatMap((file) => {
      const base =
        file.name
          .split('/')
          .pop()
          ?.replace(/\.tsx?$/, '') ?? '';
      const bad = BANNED_NAMES.includes(base) ? [`${file.name} (file name)`] : [];
      const lines = bare(file.source, 'drop').split('\n');
      return [...bad, ...lines.flatMap((line, n) => (declared.test(line) ? [`${file.name}:${n + 1}`] : []))];
    });
    expect(wrong).toEqual([]);
  });

  test('nothing is left unfinished in silence', () => {
    const marks = /\b(TODO|FIXME|XXX|HACK)\b/;
    expect(files.filter((file) => marks.test(file.source)).map((file) => file.name)).toEqual([]);
  });

  test('no test is skipped or runs alone', () => {
    // Put together from parts, so that this line is not what it looks for.
    const skipped = new RegExp(
      String.raw`\b(?:it|test|describe)\.(?:${['skip', 'only', 'todo', 'skipIf', 'runIf'].join('|')})\b`,
    );
    const wrong = walk(join(ROOT, 'test')).filter((path) =>
      skipped.test(bare(readFileSync(path, 'utf8'), 'drop')),
    );
    expect(wrong).toEqual([]);
  });

  test('every file says at its top what it knows', () => {
    const wrong = files.filter((file) => !/^(#![^\n]*\n)?\/\*\*/.test(file.source)).map((file) => file.name);
    expect(wrong).toEqual([]);
  });

  test('nobody sets flags of V8 in a process that runs', () => {
    // Expressions interpreted before the switch were run as compiled ones after it: one process in some hundreds crashed.
    const doors = readdirSync(join(ROOT, 'bin')).map((name) => ({
      name: `bin/${name}`,
      source: readFileSync(join(ROOT, 'bin', name), 'utf8'),
    }));
    const wrong = [...files, ...doors].filter(({ source }) => source.includes('setFlagsFromString'));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('nobody throws a bare Error', () => {
    const wrong = files.filter((file) =>
      /\bthrow new (?:Error|TypeError|RangeError)\b/.test(bare(file.source, 'drop')),
    );
    expect(wrong.map((file) => file.name)).toEqual([]);
  });
});

/**
 * The documents say what the program does: commands, flags, faults, dependencies, links, words. And what the program
 * says when it fails carries nobody's name.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { program } from '#cli';
import { extract, preserve, preservePasted } from '#evidence';
import { readColumns, readTable, tableOfRows } from '#exchange';
import { canonicalJson, FAULTS, isFault, whenOf, type Fault } from '#ground';
import { previewList, readDocument } from '#workspace';
import { docx, zip } from './evidence/support/build.ts';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function walk(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(?:node_modules|\.git|\.cache)$/.test(entry.name) ? [] : walk(path, ending);
    return ending.test(entry.name) ? [path] : [];
  });
}

describe('docs/cli.md', () => {
  const page = read('docs/cli.md');
  const [front = '', ...sections] = page.split(/^### habeas /m);
  const described = new Map(sections.map((text) => [/^[\w-]+(?: [a-z]+)?/.exec(text)?.[0] ?? '', text]));
  // A command that only groups others is described by those.
  const commands = program().commands.flatMap((command) =>
    command.commands.length === 0
      ? [{ title: command.name(), command }]
      : command.commands.map((inner) => ({ title: `${command.name()} ${inner.name()}`, command: inner })),
  );
  const flagsIn = (text: string): Set<string> =>
    new Set([...text.matchAll(/`(--[a-z-]+)/g)].map((found) => found[1] ?? ''));
  const common = ['--json', '--quiet', '--passphrase-file', '--recovery-file'];

  test('describes every command and no other', () => {
    expect([...described.keys()].sort()).toEqual(commands.map(({ title }) => title).sort());
  });

  test.each(commands.map(({ title, command }) => [title, command] as const))(
    '%s: its arguments, every flag in a table, and no other flag',
    (name, command) => {
      const text = described.get(name) ?? '';
      const own = command.options.map(({ long }) => long ?? '').filter((flag) => !common.includes(flag));
      const rows = [...text.matchAll(/^\| `(--[a-z-]+)[^|]*\|/gm)].map((found) => found[1] ?? '');
      expect(rows.sort()).toEqual(own.sort());
      const known = new Set([...own, ...common]);
      expect([...flagsIn(text)].filter((flag) => !known.has(flag))).toEqual([]);
      const heading = text.split('\n', 1)[0] ?? '';
      const words = command.registeredArguments.map((argument) =>
        argument.name().toUpperCase().replace('FILES', 'FILE...'),
      );
      expect(heading).toBe([name, ...words].join(' '));
      expect(text).toContain(`\nhabeas ${name}`);
    },
  );

  test('the flags of every command, and which commands take the recovery code', () => {
    for (const flag of common) expect(flagsIn(front)).toContain(flag);
    const takers = commands.filter(({ command }) =>
      command.options.some(({ long }) => long === '--recovery-file'),
    );
    const sentence = /with the recovery code in that file.*\n/.exec(front)?.[0] ?? '';
    expect([...sentence.matchAll(/`([\w-]+)`/g)].map((found) => found[1] ?? '').sort()).toEqual(
      takers.map(({ title }) => title).sort(),
    );
  });

  test('has a line for every exit code a fault can have', () => {
    const codes = [...front.matchAll(/^\| (\d) \|/gm)].map((found) => Number(found[1]));
    expect(codes).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    for (const { exit } of Object.values(FAULTS)) expect(codes).toContain(exit);
  });
});

describe('docs/faults.md', () => {
  test('has one row for each code, in order, with its numbers and its sentence', () => {
    const rows = [
      ...read('docs/faults.md').matchAll(/^\| `([a-z-]+)` +\| (\d) +\| (\d{3}) +\| (.*?) *\|$/gm),
    ];
    expect(rows.map(([, code, exit, http, means]) => [code, Number(exit), Number(http), means])).toEqual(
      Object.entries(FAULTS).map(([code, { exit, http, means }]) => [code, exit, http, means]),
    );
  });

  test('every sentence ends as a sentence', () => {
    for (const [code, { means }] of Object.entries(FAULTS)) expect(means, code).toMatch(/^[A-Zk].*\.$/);
  });
});

describe('documents', () => {
  const pages = walk(ROOT, /\.md$/).map((path) => relative(ROOT, path));

  test('every relative link of every page leads to a file', () => {
    const broken: string[] = [];
    for (const page of pages) {
      const text = read(page).replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
      for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^(?:[a-z]+:|#)/.test(target)) continue;
        const path = join(ROOT, dirname(page), decodeURIComponent(target.split('#', 1)[0] ?? ''));
        if (!existsSync(path)) broken.push(`${page}: ${target}`);
      }
    }
    expect(pages.length).toBeGreaterThan(10);
    expect(broken).toEqual([]);
  });

  test('every dependency has its line with its version, and no other line', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const cells = [...read('docs/dependencies.md').matchAll(/^\| ([^|]*\d[^|]*?) *\|/gm)].map(
      (found) => found[1] ?? '',
    );
    const listed = cells.flatMap((cell) => cell.split(', ')).map((words) => words.split(' '));
    expect(Object.fromEntries(listed)).toEqual(dependencies);
    expect(listed).toHaveLength(Object.keys(dependencies).length);
  });

  test('every development dependency is named', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as {
      devDependencies: Record<string, string>;
    };
    const line = /^Development only:.*$/m.exec(read('docs/dependencies.md'))?.[0] ?? '';
    for (const name of Object.keys(devDependencies))
      expect(line).toContain(name.startsWith('@types/') ? 'type declarations' : name);
  });

  test('the words banned by the architecture test are those of CONTRIBUTING.md', () => {
    const banned = /BANNED_NAMES = \[([^\]]*)\]/.exec(read('test/architecture.test.ts'))?.[1] ?? '';
    const words = [...banned.matchAll(/'(\w+)'/g)].map((found) => found[1] ?? '');
    const table = read('CONTRIBUTING.md').split('| banned as a name')[1]?.split('\n\n', 1)[0] ?? '';
    const listed = [...table.matchAll(/^\| ([a-z, ]+?) *\|/gm)].flatMap((found) =>
      (found[1] ?? '').split(', '),
    );
    expect(words.length).toBeGreaterThan(5);
    expect(listed.sort()).toEqual(words.sort());
  });

  test('README’s commands exist: npm scripts in package.json, habeas commands in the program', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const pieces = [...read('README.md').matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((found) =>
      (found[1] ?? '').split(/\n|&&/).map((line) => line.trim()),
    );
    const names = new Map(program().commands.map((command) => [command.name(), command]));
    for (const piece of pieces) {
      const [runner, ...words] = piece.replace(/ #.*$/, '').split(/\s+/);
      if (runner === 'npm' && words[0] !== 'install')
        expect(Object.keys(scripts)).toContain(words[1] ?? words[0]);
      if (runner !== 'npx') continue;
      expect(words[0]).toBe('habeas');
      const flags = names.get(words[1] ?? '')?.options.map(({ long }) => long);
      expect(flags, piece).toBeDefined();
      for (const word of words) if (word.startsWith('--')) expect(flags, piece).toContain(word);
    }
    expect(pieces.length).toBeGreaterThan(5);
  });
});

describe('faults carry nobody’s name', () => {
  const CANARY = 'Canarius';
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const list = (text: string | Uint8Array, fileName = 'list.csv', map: Record<string, string> = {}) =>
    previewList({ bytes: typeof text === 'string' ? utf8(text) : text, fileName, map });
  const file = (bytes: Uint8Array, fileName: string) => extract(bytes, preserve(bytes, { fileName }));

  const reached: readonly (readonly [string, () => unknown])[] = [
    ['a ragged row', () => list(`name,age\n${CANARY}\n`)],
    ['a heading twice', () => list(`${CANARY},${CANARY}\na,b\n`)],
    ['an open quote', () => list(`name\n"${CANARY}\n`)],
    ['broken JSON', () => list(`{"name":"${CANARY}`, 'list.jsonl')],
    ['nested JSON', () => list(`{"${CANARY}":["${CANARY}"]}`, 'list.jsonl')],
    ['a map to no column', () => list('name\nVel\n', 'list.csv', { full_name: CANARY })],
    ['a map of no field', () => readColumns(['name'], { [CANARY]: 'name' })],
    ['a cell outside', () => tableOfRows('list.xlsx', [['name'], ['', CANARY]])],
    ['a zero character', () => readTable('list.csv', `${CANARY}\0`)],
    ['a zip without a workbook', () => list(zip([{ name: `${CANARY}.xml`, content: CANARY }]), 'list.xlsx')],
    ['a lying container', () => file(docx([CANARY], { claimedSize: 5 }), 'x.docx')],
    ['a broken container', () => file(docx([CANARY]).slice(0, 400), 'x.docx')],
    ['a broken PDF', () => file(utf8(`%PDF-1.4\n(${CANARY}) Tj`), 'x.pdf')],
    ['a binary', () => file(utf8(`\0\u0001\u0002${CANARY}`), 'x.bin')],
    ['a lone surrogate', () => preservePasted(`${CANARY} \ud800`)],
    ['a zero character pasted', () => preservePasted(`${CANARY}\0`)],
    [
      'a language without a pack',
      () =>
        readDocument(
          utf8(
            `${CANARY} sagde at mindst tredive personer fortsat sidder fængslet, og at de pårørende ikke har fået besked.`,
          ),
          { name: 'x' },
        ),
    ],
    ['a day that is none', () => readDocument(utf8(CANARY), { name: 'x', published: CANARY })],
    [
      'a confidential paper',
      () =>
        readDocument(utf8(`ICRC CONFIDENTIAL REPORT\n\n${CANARY} was visited.\n\nCONFIDENTIAL`), {
          name: 'x',
        }),
    ],
    ['a date', () => whenOf({ words: CANARY, lang: 'en', edtf: CANARY, role: 'asOf', basis: 'explicit' })],
    ['a float', () => canonicalJson({ [CANARY]: 0.5 })],
    ['a lone surrogate in a body', () => canonicalJson({ name: `${CANARY}\ud800` })],
  ];

  test.each(reached)('%s', async (_, act) => {
    let thrown: unknown = null;
    try {
      await act();
    } catch (caught) {
      thrown = caught;
    }
    expect(isFault(thrown)).toBe(true);
    const { code, message, hint = '' } = thrown as Fault;
    expect(`${code} ${message} ${hint}`).not.toContain(CANARY);
    expect(message).toMatch(/^[^A-Z].*[^.]$/s);
  });

  test('every message in the source begins small and ends without a full stop', () => {
    const wrong: string[] = [];
    for (const path of walk(join(ROOT, 'src'), /\.tsx?$/)) {
      const calls = readFileSync(path, 'utf8').matchAll(
        /new Fault\(\s*'[a-z-]+',\s*(?:'([^']*)'|`([^`]*)`)/g,
      );
      for (const [, plain, filled] of calls) {
        const message = plain ?? filled ?? '';
        // Names of things that are written large: file formats and bodies of rules.
        const opening = message.replace(/^(?:[A-Z]{2,}|PostgreSQL|SQLite|SQLCipher)\b/, '').charAt(0);
        if (/[A-Z]/.test(opening) || message.endsWith('.')) wrong.push(`${relative(ROOT, path)}: ${message}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

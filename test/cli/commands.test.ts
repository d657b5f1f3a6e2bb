/** The contract of the command line, shown by processes of their own: exit codes, JSON, data on stdout alone. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { habeas as run, PASSPHRASE, place, type Ended } from './support.ts';

const at = place();
const ended: Ended[] = [];
const habeas: typeof run = async (...call) => {
  const result = await run(...call);
  ended.push(result);
  return result;
};
const TEXT =
  'Ministry of Truce said on 3 May 2034 that more than 100 people were being held. The prosecutor did not answer.\n';
let recoveryCode = '';
let otherCode = '';

beforeAll(async () => {
  at.write('article.txt', TEXT);
  at.write('list.csv', 'name,born,shoe size\nVel Orr,1990,41\n,1991,40\n');
  at.write('ragged.csv', 'name,born\nVel Orr\n');
  at.write('empty.txt', '');
  at.write('binary.bin', new Uint8Array([0, 1, 2, 3, 0, 255, 254, 7]));
  const made = await habeas(at, ['init', 'work.habeas', '--json']);
  expect(made.stderr).toBe('');
  const answer = JSON.parse(made.stdout) as { ok: boolean; recoveryCode: string };
  expect(answer.ok).toBe(true);
  recoveryCode = answer.recoveryCode;
});

afterAll(() => at.remove());

const jsonOf = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;

describe('0, done', () => {
  test('read: the keys of the contract, on stdout alone', async () => {
    const { code, stdout, stderr } = await habeas(at, ['read', 'article.txt', '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const answer = jsonOf(stdout) as { claims: Record<string, unknown>[]; unclaimed: unknown };
    expect(answer).toMatchObject({ text: 'article.txt', lang: 'en' });
    expect(Array.isArray(answer.unclaimed)).toBe(true);
    const count = answer.claims.find(({ kind }) => kind === 'count');
    expect(count).toMatchObject({ operator: '>', number: 100, measure: 'held' });
    const keys = [
      'kind',
      'quote',
      'attributed_to',
      'modality',
      'subject',
      'start',
      'end',
      'operator',
      'number',
    ];
    for (const key of [...keys, 'measure', 'as_of']) expect(Object.keys(count ?? {})).toContain(key);
    expect(TEXT).toContain(count?.['quote']);
  });

  test('read takes a text from standard input, and its text form says that a person decides', async () => {
    const { code, stdout } = await habeas(at, ['read', '-', '--lang', 'en'], { stdin: TEXT });
    expect(code).toBe(0);
    expect(stdout).toContain('A person decides.');
  });

  test('read names what was considered and left out', async () => {
    const text =
      'The prisoners were captured in March and are held in a camp.\n\nThe price of a visit to the dentist has doubled.';
    const { code, stdout } = await habeas(at, ['read', '-', '--lang', 'en'], { stdin: text });
    expect(code).toBe(0);
    expect(stdout).toContain('Considered and left out');
    expect(stdout).toMatch(/confidentiality_rule: “The price of a visit[^”]*” \(confidentiality_rule:\d+\)/);
  });

  test('import --dry-run shows what each column is taken for and writes nothing', async () => {
    const { code, stdout, stderr } = await habeas(at, [
      'import',
      'list.csv',
      '--into',
      'nowhere.habeas',
      '--list',
      'Relatives',
      '--dry-run',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('Nothing was written');
    expect(jsonOf(stdout)).toEqual({
      ok: true,
      imported: false,
      files: [
        {
          file: 'list.csv',
          columns: [
            { column: 'name', field: 'full_name', basis: 'heading' },
            { column: 'born', field: 'birth_date', basis: 'heading' },
            { column: 'shoe size', field: null, basis: 'not recognised' },
          ],
          rows: 2,
          unnamed: 1,
          notices: [],
        },
      ],
    });
  });

  test('import, count, backup, restore, verify and export, one after the other', async () => {
    const imported = await habeas(at, [
      'import',
      'list.csv',
      '--into',
      'work.habeas',
      '--list',
      'Relatives',
      '--quiet',
      '--json',
    ]);
    expect([imported.code, imported.stderr]).toEqual([0, '']);
    expect(jsonOf(imported.stdout)).toMatchObject({ ok: true, imported: true });

    const counted = await habeas(at, ['count', 'work.habeas', '--json']);
    expect(counted.code).toBe(0);
    expect(Object.keys(jsonOf(counted.stdout))).toEqual(
      expect.arrayContaining(['question', 'rows', 'elsewhere', 'documented', 'notAnswered', 'asKnown']),
    );
    expect(jsonOf(counted.stdout)['documented']).toMatchObject({ persons: 1, records: 1, lists: 1 });

    const copied = await habeas(at, ['backup', 'work.habeas', 'copy.habeas', '--json']);
    expect([copied.code, jsonOf(copied.stdout)['ok']]).toEqual([0, true]);

    at.write('recovery', `${recoveryCode}\n`);
    const restored = await habeas(
      at,
      ['restore', 'copy.habeas', 'again.habeas', '--recovery-file', 'recovery'],
      { env: { HABEAS_PASSPHRASE_FILE: at.path('none') } },
    );
    expect([restored.code, restored.stderr]).toEqual([0, '']);

    const verified = await habeas(at, ['verify', 'again.habeas', '--json', '--sign', 'checkpoint.txt']);
    expect(verified.code).toBe(0);
    expect(jsonOf(verified.stdout)['ok']).toBe(true);
    const covered = await habeas(at, ['verify', 'again.habeas', '--checkpoint', 'checkpoint.txt']);
    expect(covered.stdout).toContain('Covered until');

    const out = ['export', 'again.habeas', 'out', '--format', 'claims', '--audience', 'partner', '--json'];
    const exported = await habeas(at, out);
    expect(exported.code).toBe(0);
    expect(Object.keys(jsonOf(exported.stdout))).toEqual(['ok', 'claims', 'leftOut']);
    expect(readdirSync(at.path('out'))).toEqual(
      expect.arrayContaining(['VERIFY.md', 'verify.py', 'claims.json']),
    );
  }, 240_000);
});

describe('2, wrong usage', () => {
  test.each([
    ['an unknown flag', ['read', 'article.txt', '--nonsense']],
    ['a map that is none', ['import', 'list.csv', '--into', 'work.habeas', '--list', 'L', '--map', 'name']],
  ])('%s', async (_, words) => {
    const { code, stdout, stderr } = await habeas(at, words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  test('a second init refuses and overwrites nothing', async () => {
    const before = readFileSync(at.path('work.habeas/keys.json'));
    const { code, stderr } = await habeas(at, ['init', 'work.habeas']);
    expect(code).toBe(2);
    expect(stderr).toContain('vault-exists');
    expect(readFileSync(at.path('work.habeas/keys.json'))).toEqual(before);
  });

  test('a passphrase that is too short, and none where there is no terminal', async () => {
    at.write('short', 'short\n');
    const short = await habeas(at, ['init', 'new.habeas', '--passphrase-file', 'short']);
    expect([short.code, short.stdout]).toEqual([2, '']);
    const none = await habeas(at, ['count', 'work.habeas', '--passphrase-file', 'none']);
    expect(none.code).toBe(7);
    expect(readdirSync(at.folder)).not.toContain('new.habeas');
  });
});

describe('3, refused by a rule', () => {
  test('a language without a reading pack: the reason stands on stderr and, with --json, on stdout', async () => {
    at.write(
      'danish.txt',
      'Ministeriet oplyste, at mindst tredive personer fortsat sidder fængslet i den nordlige region, og at ingen af deres pårørende har fået besked siden foråret.\n',
    );
    const { code, stdout, stderr } = await habeas(at, ['read', 'danish.txt', '--json']);
    expect(code).toBe(3);
    expect(stderr).toContain('language-unsupported');
    expect(jsonOf(stdout)).toMatchObject({ ok: false, error: { code: 'language-unsupported' } });
    expect(Object.keys(jsonOf(stdout)['error'] as object)).toEqual(['code', 'message', 'hint']);
  });
});

describe('4, does not verify', () => {
  test('one flipped byte of the database is found, and --json stays one document', async () => {
    const made = await habeas(at, ['init', 'flipped.habeas', '--json']);
    otherCode = String(jsonOf(made.stdout)['recoveryCode']);
    const file = join(at.path('flipped.habeas'), 'vault.db');
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const { code, stdout } = await habeas(at, ['verify', 'flipped.habeas', '--json']);
    expect(code).toBe(4);
    expect(jsonOf(stdout)['ok']).toBe(false);
  });
});

describe('5, locked', () => {
  test('a wrong passphrase and a wrong recovery code end with the same words', async () => {
    at.write('wrong', 'another six plain words here\n');
    at.write('wrong-code', `${otherCode}\n`);
    const passphrase = await habeas(at, ['count', 'work.habeas', '--passphrase-file', 'wrong']);
    const code = await habeas(at, ['count', 'work.habeas', '--recovery-file', 'wrong-code']);
    expect(passphrase).toEqual({ code: 5, stdout: '', stderr: passphrase.stderr });
    expect(code).toEqual(passphrase);
  });
});

describe('7, could not be read', () => {
  test.each([
    ['an empty file', ['read', 'empty.txt'], 'input-empty'],
    ['a binary', ['read', 'binary.bin'], 'input-binary'],
    ['a file that is not there', ['read', 'none.txt'], 'input-missing'],
    ['a workspace that is not there', ['serve', 'none.habeas'], 'vault-missing'],
  ])('%s', async (_, words, fault) => {
    const { code, stdout, stderr } = await habeas(at, words);
    expect([code, stdout]).toEqual([7, '']);
    expect(stderr).toContain(`(${fault})`);
  });

  test('a bad second list names file and row, and the first is not imported either', async () => {
    const before = await habeas(at, ['count', 'work.habeas', '--json']);
    const words = ['import', 'list.csv', 'ragged.csv', '--into', 'work.habeas', '--list', 'Two', '--json'];
    const { code, stdout } = await habeas(at, words);
    expect(code).toBe(7);
    expect(jsonOf(stdout)['error']).toMatchObject({ code: 'import-malformed' });
    expect(stdout).toContain('ragged.csv, row 2');
    const after = await habeas(at, ['count', 'work.habeas', '--json']);
    expect(jsonOf(after.stdout)['documented']).toEqual(jsonOf(before.stdout)['documented']);
  });
});

test('neither passphrase nor recovery code stands in any output but the one that shows the code once', () => {
  const said = ended.map(({ stdout, stderr }) => stdout + stderr);
  expect(said.length).toBeGreaterThan(15);
  expect(said.filter((words) => words.includes(PASSPHRASE))).toEqual([]);
  expect(said.filter((words) => words.includes(recoveryCode))).toHaveLength(1);
});

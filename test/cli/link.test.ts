/** `habeas link` as a process: what goes in wrong is named by file and row, what comes out is whole and always the same. */
import { existsSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '#ground';
import { twoLists } from '../linkage/support.ts';
import { habeas, place, type Place } from './support.ts';

let at: Place;
beforeAll(() => {
  at = place();
});
afterAll(() => at.remove());

const HEADING = 'id,given_name,surname,father,birth_date,place';

/** Rows of one of the invented lists. */
function rowsOf(list: string): string[] {
  return twoLists(40, 'command')
    .filter((record) => record.list === list)
    .map(({ id, claims }) =>
      [id, claims.given_name, claims.surname, claims.father, claims.birth_date, claims.place]
        .map((said) => (typeof said === 'string' ? said : (said?.[0] ?? '')))
        .join(','),
    );
}

const csv = (rows: readonly string[]): string => [HEADING, ...rows, ''].join('\n');

/** Text in a code page that keeps ASCII, with `letters` from `first` on in its upper half. */
function coded(text: string, letters: string, first: number): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const place = letters.indexOf(letter);
    return place < 0 ? letter.charCodeAt(0) : first + place;
  });
}

const CYRILLIC = 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя';
const ARMENIAN = 'ԱաԲբԳգԴդԵեԶզԷէԸըԹթԺժԻիԼլԽխԾծԿկՀհՁձՂղՃճՄմՅյՆնՇշՈոՉչՊպՋջՌռՍսՎվՏտՐրՑցՒւՓփՔքՕօՖֆ';

describe('weights that a person sets', () => {
  const pin = {
    comparison: 'locality',
    level: 'different',
    bits: -0.5,
    reason: 'people were moved',
    author: 'desk',
  };
  const run = async (pins: unknown, ...more: string[]): Promise<Awaited<ReturnType<typeof habeas>>> => {
    at.write('pin-a.csv', csv(rowsOf('a')));
    at.write('pin-b.csv', csv(rowsOf('b')));
    at.write('pins.json', typeof pins === 'string' ? pins : JSON.stringify(pins));
    return habeas(at, ['link', 'pin-a.csv', 'pin-b.csv', '--one-to-one', '--pins', 'pins.json', ...more]);
  };

  test('K13 a weight is set from a file, the report counts it, and the explanation names who and why', async () => {
    const { stdout, code } = await run([pin], '--explain', 'a0', 'b1', '--json');
    expect(code).toBe(0);
    const said = JSON.parse(stdout) as {
      pinned: number;
      explanation: { words: string[]; parts: { comparison: string; level: number; bits: number }[] };
    };
    expect(said.pinned).toBe(1);
    const part = said.explanation.parts.find(({ comparison }) => comparison === 'locality');
    expect(part).toMatchObject({ level: 0, bits: -0.5 });
    expect(said.explanation.words.join(' ')).toContain('Set by desk: people were moved');
  });

  test('K13 a weight without a reason is refused, and nothing is written', async () => {
    const { stderr, code } = await run([{ ...pin, reason: ' ' }], '--out', 'pinned.csv');
    expect(code).toBe(2);
    expect(stderr).toMatch(/pins\.json does not hold pinned weights: \/0\/reason/);
    expect(existsSync(join(at.folder, 'pinned.csv'))).toBe(false);
  });
});

describe('bad input', () => {
  const long = 'x'.repeat(10_000_000);
  const utf16 = Buffer.from(`\uFEFF${csv(rowsOf('a'))}`, 'utf16le');
  test.each<[string, string | Uint8Array, number, string, RegExp]>([
    ['an empty file', '', 7, 'input-empty', /bad\.csv/],
    ['a heading alone', `${HEADING}\n`, 7, 'input-empty', /bad\.csv/],
    [
      'a ragged row',
      csv([...rowsOf('a').slice(0, 3), 'x9,Only,Two']),
      7,
      'import-malformed',
      /bad\.csv, row 5/,
    ],
    ['a quote never closed', csv(['a1,"Armen,P,,1980-01-01,']), 7, 'import-malformed', /bad\.csv, row 2/],
    [
      'a cell of ten million letters',
      csv([`a1,${long},P,,1980-01-01,`]),
      7,
      'import-malformed',
      /bad\.csv, row 2/,
    ],
    [
      'an id that stands twice',
      csv([...rowsOf('a'), rowsOf('a')[4] ?? '']),
      7,
      'import-malformed',
      /bad\.csv, rows 5 and 41/,
    ],
    [
      'a record without an id',
      csv([...rowsOf('a'), ',Armen,P,,1980-01-01,']),
      7,
      'import-malformed',
      /bad\.csv, row 42/,
    ],
    ['UTF-16 that breaks off in a row', utf16.subarray(0, 180), 7, 'import-malformed', /bad\.csv, row \d/],
    [
      'two encodings in one file',
      Buffer.concat([
        Buffer.from(csv(['a1,Սեդա,Պետրոսյան,,1980-01-01,'])),
        coded('a2,Иван,Иванов,,1981-01-01,\n', CYRILLIC, 0xc0),
      ]),
      7,
      'input-encoding',
      /bad\.csv, row 3/,
    ],
    [
      'a picture',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13),
      7,
      'input-binary',
      /bad\.csv/,
    ],
  ])('%s is refused with file and row, and nothing is written', async (_, content, code, fault, where) => {
    const bad = at.write('bad.csv', content);
    const good = at.write('good.csv', csv(rowsOf('b')));
    const before = readdirSync(at.folder).sort();
    const ended = await habeas(at, [
      'link',
      good,
      bad,
      '--out',
      at.path('no.csv'),
      '--pairs',
      at.path('nopairs.csv'),
      '--json',
    ]);
    expect(ended.code).toBe(code);
    expect(JSON.parse(ended.stdout)).toMatchObject({ ok: false, error: { code: fault } });
    expect(ended.stderr).toMatch(where);
    expect(ended.stderr).not.toMatch(/Armen|Petrosyan|Սեդա|Иван/);
    expect(readdirSync(at.folder).sort()).toEqual(before);
  });

  test('a file that is not there is named', async () => {
    const ended = await habeas(at, ['link', at.path('nowhere.csv'), '--out', at.path('no.csv')]);
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toContain('nowhere.csv');
    expect(existsSync(at.path('no.csv'))).toBe(false);
  });
});

describe('encodings', () => {
  test('UTF-16, windows-1251 and ArmSCII-8 are read, and link across scripts', async () => {
    const people = rowsOf('a').map((row) => row.split(','));
    const cyrillic = ['Армен', 'Тигран', 'Карен', 'Левон', 'Вахан', 'Сурен', 'Нарек', 'Самир'];
    const armenian = ['Արմեն', 'Տիգրան', 'Կարեն', 'Լևոն', 'Վահան', 'Սուրեն', 'Նարեկ', 'Սամիր'];
    const latin = ['Armen', 'Tigran', 'Karen', 'Levon', 'Vahan', 'Suren', 'Narek', 'Samir'];
    const list = (names: readonly string[], family: readonly string[]): string =>
      csv(
        people
          .slice(0, 24)
          .map(([id, , , , birth, home], n) => [id, names[n % 8], family[n % 3], '', birth, home].join(',')),
      );
    const files = [
      at.write('latin.csv', list(latin, ['Petrosyan', 'Grigoryan', 'Manukyan'])),
      at.write(
        'u16.csv',
        Buffer.from(`\uFEFF${list(latin, ['Petrosyan', 'Grigorian', 'Manukyan'])}`, 'utf16le'),
      ),
      at.write('w1251.csv', coded(list(cyrillic, ['Петросян', 'Григорян', 'Манукян']), CYRILLIC, 0xc0)),
      at.write(
        'armscii.csv',
        coded(list(armenian, ['Պետրոսյան', 'Գրիգորյան', 'Մանուկյան']).replaceAll('և', 'եւ'), ARMENIAN, 0xb2),
      ),
    ];
    const ended = await habeas(at, [
      'link',
      ...files,
      '--one-to-one',
      '--out',
      at.path('scripts.csv'),
      '--quiet',
      '--json',
    ]);
    expect(ended.stderr).toBe('');
    const clusters = new Map<string, Set<string>>();
    for (const line of readFileSync(at.path('scripts.csv'), 'utf8').trimEnd().split('\n').slice(1)) {
      const [, record = '', cluster = ''] = line.split(',');
      clusters.set(cluster, (clusters.get(cluster) ?? new Set()).add(record));
    }
    expect([...clusters.values()].every((records) => records.size === 1)).toBe(true);
    expect(clusters.size).toBeLessThanOrEqual(30);
  });
});

/** Each of these runs the program several times. */
const SEVERAL = 400_000;

describe('what comes out', { timeout: SEVERAL }, () => {
  const linked = async (name: string, files: readonly string[], ...flags: string[]): Promise<string> => {
    const ended = await habeas(at, [
      'link',
      ...files,
      ...flags,
      '--out',
      at.path(name),
      '--pairs',
      at.path(`${name}.pairs`),
      '--quiet',
    ]);
    expect(ended.stderr).toBe('');
    expect(ended.code).toBe(0);
    return `${readFileSync(at.path(name), 'utf8')}${readFileSync(at.path(`${name}.pairs`), 'utf8')}`;
  };

  test.each([['--one-to-one'], ['--seed=7']])(
    'K1 another run, shuffled rows and another engine give the same bytes: %s',
    async (flag) => {
      const random = seededRandom(flag);
      const write = (a: readonly string[], b: readonly string[]): string[] => [
        at.write('a.csv', csv(a)),
        at.write('b.csv', csv(b)),
      ];
      const [a, b] = [rowsOf('a'), rowsOf('b')];
      const first = await linked('first.csv', write(a, b), flag);
      const shuffled = write(random.shuffled(a), random.shuffled(b));
      expect(await linked('second.csv', shuffled, flag, '--engine', 'duckdb')).toBe(first);
      expect(first.split('\n').length).toBeGreaterThan(100);
    },
  );

  test('stages that were kept, and stages that are damaged, change nothing', async () => {
    const files = [at.write('a.csv', csv(rowsOf('a'))), at.write('b.csv', csv(rowsOf('b')))];
    const plain = await linked('plain.csv', files);
    const flags = ['--engine', 'duckdb', '--stages', at.path('stages')];
    expect(await linked('kept.csv', files, ...flags)).toBe(plain);
    const stages = readdirSync(at.path('stages'));
    expect(stages.length).toBeGreaterThanOrEqual(3);
    expect(stages.every((name) => name.endsWith('.stage'))).toBe(true);
    for (const name of stages.slice(1)) truncateSync(join(at.path('stages'), name), 40);
    expect(await linked('damaged.csv', files, ...flags)).toBe(plain);
  });

  test('any two records are explained in words, linked or not', async () => {
    const files = [at.write('a.csv', csv(rowsOf('a'))), at.write('b.csv', csv(rowsOf('b')))];
    for (const [left, right] of [
      ['a1', 'b1'],
      ['a1', 'b.csv:b2'],
    ]) {
      const ended = await habeas(at, ['link', ...files, '--explain', left ?? '', right ?? '']);
      expect(ended.code).toBe(0);
      expect(ended.stdout).toMatch(/^Two rows taken at random are one person very rarely/);
      expect(ended.stdout).toMatch(/given name: .*it speaks (?:for one person|against), \d+\.\d bits/);
      expect(ended.stdout).toMatch(/Together -?\d+\.\d bits\./);
    }
    const unknown = await habeas(at, ['link', ...files, '--explain', 'a1', 'nobody']);
    expect(unknown.stderr).toContain('not-found');
  });
});

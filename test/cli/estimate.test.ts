/** `habeas estimate` as a process: the report by the contract, the refusal with exit 3, and faults that name file and row. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ARTIFICIAL_CSV } from '../counting/support/tables.ts';
import { habeas, place, type Place } from './support.ts';

let at: Place;
beforeAll(() => {
  at = place();
});
afterAll(() => at.remove());

/** Everybody alike, three lists with overlaps enough. */
const GOOD =
  'police,clinic,press,count\n1,0,0,420\n0,1,0,380\n0,0,1,260\n1,1,0,180\n1,0,1,120\n0,1,1,110\n1,1,1,52\n';

interface Report {
  readonly table: { readonly lists: readonly string[]; readonly n: number; readonly hash: string };
  readonly rules: readonly { readonly id: string; readonly outcome: string; readonly reason: string }[];
  readonly engines: readonly {
    readonly name: string;
    readonly assumption: { readonly sentence: string };
    readonly point: number | null;
    readonly interval: { readonly lo: number; readonly hi: number; readonly level: number } | null;
  }[];
  readonly headline: { readonly lo: number; readonly hi: number; readonly sentence: string } | null;
}

const estimate = (file: string, csv: string, ...more: string[]) =>
  habeas(at, ['estimate', at.write(file, csv), ...more]);

describe('habeas estimate', () => {
  test('a refused table is shown whole, with documented count, engines and rules, and exits 3', async () => {
    const { code, stdout, stderr } = await estimate('artificial.csv', ARTIFICIAL_CSV, '--draws', '200');
    expect(code).toBe(3);
    for (const words of ['Documented: 96 people', 'R5 overlap', 'R6 existence', 'REFUSE', 'No headline'])
      expect(stdout).toContain(words);
    for (const engine of ['chapman', 'chao', 'mthlb', 'loglinear', 'dga', 'lcmcr'])
      expect(stdout).toContain(engine);
    expect(stderr).toContain('estimate-refused');
  }, 240_000);

  test('with --json the report is the one document, also where it is refused', async () => {
    const { code, stdout } = await estimate('artificial.csv', ARTIFICIAL_CSV, '--draws', '200', '--json');
    expect(code).toBe(3);
    const report = JSON.parse(stdout) as Report;
    expect(report.headline).toBeNull();
    expect(report.rules).toHaveLength(16);
    expect(report.engines).toHaveLength(6);
  }, 240_000);

  test('two lists are refused before anything is computed', async () => {
    const { code, stdout } = await estimate('two.csv', 'a,b,count\n1,0,90\n0,1,80\n1,1,40\n', '--json');
    expect(code).toBe(3);
    const { engines, rules } = JSON.parse(stdout) as Report;
    expect(engines.map(({ name }) => name)).toEqual(['chapman']);
    expect(rules.find(({ id }) => id === 'R1')?.outcome).toBe('refuse');
  }, 120_000);

  test('columns and rows in another order, as another program writes them, print the very same document', async () => {
    const run = ['--draws', '100', '--seed', '5', '--json'];
    const one = await estimate('one.csv', GOOD, ...run);
    const [head = '', ...rows] = GOOD.trim()
      .split('\n')
      .map((line) => line.split(','));
    const turned = [head, ...rows.reverse()].map(([a, b, c, n]) => `"${c}";"${a}";"${b}";${n}`);
    const other = await estimate('other.csv', `\uFEFF${turned.join('\r\n')}\r\n0;0;0;0\r\n`, ...run);
    expect(other.stdout).toBe(one.stdout);
    const report = JSON.parse(one.stdout) as Report;
    for (const { point, interval, assumption } of report.engines) {
      expect(point ?? report.table.n).toBeGreaterThanOrEqual(report.table.n);
      expect(interval?.lo ?? report.table.n).toBeGreaterThanOrEqual(report.table.n);
      expect(assumption.sentence).not.toBe('');
    }
  }, 240_000);

  const MALFORMED: readonly (readonly [string, string, RegExp])[] = [
    ['negative', 'a,b,c,count\n1,0,0,3\n0,1,0,-4\n', /negative\.csv, row 3: the count/],
    ['fraction', 'a,b,c,count\n1,0,0,2.5\n', /fraction\.csv, row 2: the count/],
    ['no-count', 'a,b,c\n1,0,0\n', /no-count\.csv, row 1: no column/],
    ['short', 'a,b,c,count\n1,0,3\n', /short\.csv, row 2: 3 columns/],
    ['twice', 'a,b,c,count\n1,0,0,3\n0,1,0,4\n1,0,0,5\n', /twice\.csv, rows 2 and 4/],
    ['person-rows', 'name,a,b,c\nx,1,0,0\ny,0,1,1\n', /person-rows\.csv, row 1: no column/],
    ['words', 'a,b,c,count\nyes,no,no,3\n', /words\.csv, row 2, column 1/],
    [
      'forty',
      `${Array.from({ length: 40 }, (_, n) => `l${n}`).join(',')},count\n${'1,'.repeat(40)}3\n`,
      /forty\.csv, row 1: 40 columns/,
    ],
    ['nobody', 'a,b,c,count\n1,0,0,0\n', /nobody\.csv/],
    ['empty', '', /empty\.csv, row 1/],
  ];
  test.each(MALFORMED)(
    'a malformed table is a clear fault that names file and row: %s',
    async (name, csv, told) => {
      const { code, stdout, stderr } = await estimate(`${name}.csv`, csv);
      expect(code).toBe(7);
      expect(stdout).toBe('');
      expect(stderr).toMatch(told);
      expect(stderr).not.toMatch(/\n\s+at /);
    },
    120_000,
  );

  test('bytes that are no text, and a file that is not there, are faults too', async () => {
    at.write('bytes.csv', new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x80]));
    const bytes = await habeas(at, ['estimate', at.path('bytes.csv')]);
    expect([bytes.code, bytes.stderr]).toEqual([7, expect.stringContaining('bytes.csv')]);
    const none = await habeas(at, ['estimate', at.path('none.csv')]);
    expect([none.code === 0, none.stderr]).toEqual([false, expect.stringContaining('none.csv')]);
  }, 120_000);
});

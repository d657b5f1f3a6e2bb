/** `habeas estimate` on tables nobody prepared it for: each fault names file and row; every order is the same result. */
import { describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { estimateTable, type EstimateReport, type TableEstimateOptions } from '#workspace';
import { ARTIFICIAL_CSV, KOSOVO_CSV } from '../counting/support/tables.ts';

/** Runs in this thread and short: the order of things is under test, not the numbers. */
const SHORT: TableEstimateOptions = {
  threads: 0,
  draws: 20,
  burnIn: 100,
  replicates: 20,
  name: 'lists.csv',
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function faultOf(input: Uint8Array | string): Promise<string> {
  try {
    await estimateTable(typeof input === 'string' ? bytes(input) : input, SHORT);
  } catch (thrown) {
    if (isFault(thrown)) return `${thrown.code}: ${thrown.message}`;
    throw thrown;
  }
  return 'accepted';
}

const forty = Array.from({ length: 40 }, (_, at) => `list${at}`).join(',');

describe('a table that is none', () => {
  test.each([
    ['a negative count', 'a,b,c,count\n1,0,0,5\n0,1,0,-4\n', 'row 3'],
    ['a fraction of a person', 'a,b,c,count\n1,0,0,5.5\n', 'row 2'],
    ['a count in words', 'a,b,c,count\n1,0,0,five\n', 'row 2'],
    ['a count that no machine holds', 'a,b,c,count\n1,0,0,123456789012345678901234567890\n', 'row 2'],
    ['more people than live', 'a,b,c,count\n1,0,0,99999999999\n', 'rows 2 and on'],
    ['a missing column', 'a,b,c\n1,0,0\n', 'row 1'],
    ['a missing field', 'a,b,c,count\n1,0,0,5\n1,1,3\n', 'row 3'],
    ['a mark that is neither 0 nor 1', 'a,b,c,count\n1,0,2,5\n', 'row 2, column 3'],
    ['a mark that is not there', 'a,b,c,count\n1,,0,5\n', 'row 2, column 2'],
    ['a pattern twice', 'a,b,c,count\n1,0,0,5\n0,1,0,4\n1,0,0,1\n', 'rows 2 and 4'],
    ['people on no list', 'a,b,c,count\n0,0,0,7\n1,0,0,5\n', 'row 2'],
    ['forty lists', `${forty},count\n${forty.replace(/list\d+/g, '1')},5\n`, 'row 1'],
    ['two lists of one name', 'a,a,b,count\n1,0,0,5\n', 'row 1'],
    ['a list without a name', 'a,,b,count\n1,0,0,5\n', 'row 1'],
    ['no list', 'count\n5\n', 'row 1'],
    ['headings alone', 'a,b,c,count\n', 'row 2'],
    ['nobody', 'a,b,c,count\n1,0,0,0\n0,1,0,0\n', 'rows 2 and on'],
    ['nothing', '', 'row 1'],
    ['a quotation that never ends', 'a,b,c,count\n1,0,0,5\n"0,1,0,4\n', 'row'],
  ])('N21 %s names the file and the row', async (_, text, row) => {
    const fault = await faultOf(text);
    expect(fault).toMatch(/^import-malformed: lists\.csv, rows? \d+/);
    expect(fault).toContain(`lists.csv, ${row}`);
  });

  test('N21 bytes that are no text, and a file that is too large, name the file', async () => {
    expect(await faultOf(Uint8Array.of(0xff, 0xfe, 0x61, 0x00))).toContain('input-encoding: lists.csv');
    expect(await faultOf(new Uint8Array(5_000_000))).toContain('input-too-large: lists.csv');
  });
});

describe('one table, however it is written', () => {
  const [head = '', ...rows] = KOSOVO_CSV.split('\n').map((line) => line.split(','));
  const written = (order: readonly number[], lines: readonly number[], separator = ','): string =>
    [head as readonly string[], ...lines.map((at) => rows[at] as readonly string[])]
      .map((line) => order.map((at) => line[at]).join(separator))
      .join('\n');
  const straight = [...rows.keys()];

  test('N20 lists and rows in any order, a row of zero, marks of byte order and semicolons give the same bytes', async () => {
    const results = new Set<string>();
    for (const text of [
      KOSOVO_CSV,
      written([3, 1, 0, 2, 4], [...straight].reverse()),
      written([4, 2, 3, 0, 1], straight, ';'),
      `\uFEFF${KOSOVO_CSV.replaceAll('\n', '\r\n')}\r\n0,0,0,0,0\r\n`,
    ])
      results.add(JSON.stringify(await estimateTable(bytes(text), SHORT)));
    expect(results.size).toBe(1);
  });
});

describe('tables at the edge', () => {
  const shapes: readonly (readonly [string, string])[] = [
    ['nobody on two lists', 'a,b,c,count\n1,0,0,1\n0,1,0,1\n0,0,1,1\n'],
    ['nobody on one list alone', 'a,b,c,count\n1,1,0,60\n1,0,1,70\n0,1,1,50\n1,1,1,40\n'],
    ['everybody on one list', 'a,b,c,count\n1,0,0,300\n1,1,0,20\n1,0,1,30\n1,1,1,5\n'],
    ['one list of nobody', 'a,b,c,d,count\n1,0,0,0,90\n0,1,0,0,80\n0,0,1,0,70\n1,1,0,0,30\n1,0,1,0,25\n'],
    ['two lists that never meet', 'a,b,c,count\n1,0,0,90\n0,1,0,80\n0,0,1,70\n1,0,1,30\n0,1,1,25\n'],
    ['hundred million people', millions(10_000_000)],
    ['one list', 'a,count\n1,90\n'],
    ['no finite maximum', ARTIFICIAL_CSV],
  ];

  test.each(shapes)('N29 %s: no number below the documented, and every number is one', async (_, text) => {
    const report: EstimateReport = await estimateTable(bytes(text), SHORT);
    for (const { point, interval } of report.engines) {
      expect(point ?? report.table.n).toBeGreaterThanOrEqual(report.table.n);
      if (interval === null) continue;
      expect(interval.lo).toBeGreaterThanOrEqual(report.table.n);
      expect(interval.hi).toBeGreaterThanOrEqual(interval.lo);
      expect(Number.isFinite(interval.hi)).toBe(true);
    }
    const { headline } = report;
    expect(headline?.lo ?? report.table.n).toBeGreaterThanOrEqual(report.table.n);
    expect(headline === null).toBe(report.noHeadline !== null);
  });

  function millions(many: number): string {
    return `a,b,c,count\n1,0,0,${3 * many}\n0,1,0,${2 * many}\n0,0,1,${2 * many}\n1,1,0,${many / 2}\n1,0,1,${many / 2}\n0,1,1,${many / 4}\n1,1,1,${many / 10}\n`;
  }
});

/**
 * Tables of the kinds that the literature publishes and we were not tuned on: three to twelve lists, sparse, without
 * rows of zero, lists that never meet, nested lists, a register of millions, a handful of people. The numbers are
 * invented in the shape of such tables. Whatever comes: no crash, no figure below the documented, and a refusal where
 * nothing carries an estimate.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimate, type EstimateOptions } from '../../src/counting/mse/estimate.ts';
import { parseTable } from '../../src/counting/mse/parse.ts';
import { POPULATION, type EstimateReport } from '../../src/counting/mse/report.ts';

const SHORT: EstimateOptions = { threads: 0, draws: 20, burnIn: 200, replicates: 20 };

/** "A,B,C" and "100:40 010:30" as a table in the form in which such tables are published. */
function table(lists: string, cells: string, heading = 'count') {
  const rows = cells.split(' ').map((cell) => {
    const [marks = '', count = ''] = cell.split(':');
    return [...marks, count].join(',');
  });
  return parseTable([`${lists},${heading}`, ...rows].join('\n'));
}

const refusedBy = ({ rules }: EstimateReport): string[] =>
  rules.filter(({ outcome }) => outcome === 'refuse').map(({ id }) => id);

/** What holds of every report, refused or not. */
function sound(report: EstimateReport): void {
  const { n } = report.table;
  for (const { point, interval, withheld, population, assumption } of report.engines) {
    expect(point === null).toBe(interval === null);
    expect(point === null ? withheld : point).not.toBeNull();
    expect(point ?? n).toBeGreaterThanOrEqual(n);
    expect(interval?.lo ?? n).toBeGreaterThanOrEqual(n);
    expect(Number.isFinite(interval?.hi ?? n)).toBe(true);
    expect(interval === null || interval.lo <= interval.hi).toBe(true);
    expect(population).toBe(POPULATION);
    expect(assumption.sentence.length).toBeGreaterThan(40);
  }
  expect(report.rules).toHaveLength(16);
  expect(report.headline === null).toBe(report.noHeadline !== null);
  expect(report.headline !== null && refusedBy(report).length > 0).toBe(false);
  expect(report.headline?.lo ?? n).toBeGreaterThanOrEqual(n * 0.9);
}

describe('tables of kinds that nobody tuned for', () => {
  const REFUSED: readonly (readonly [string, string, string, readonly string[]])[] = [
    ['two lists', 'police,clinic', '10:312 01:207 11:64', ['R1']],
    ['one list', 'register', '1:412', ['R1']],
    ['a third list that is empty', 'a,b,c', '100:120 010:95 110:31', ['R1']],
    ['lists that never meet', 'a,b,c', '100:240 010:180 001:77', ['R5']],
    ['two groups of lists apart', 'a,b,c,d', '1000:400 0100:300 1100:60 0010:200 0001:150 0011:40', ['R5']],
    ['everybody on every list', 'a,b,c', '111:240', ['R2']],
    ['two lists that are one', 'a,b,c', '110:150 001:80 111:40', ['R2']],
    ['a handful of people', 'a,b,c', '100:4 010:3 001:2 110:1 111:1', ['R5', 'R16']],
    ['one list that has everybody', 'all,b,c', '100:900 110:120 101:80 111:30', ['R16']],
    ['lists inside of each other', 'a,b,c', '100:300 110:200 111:100', ['R6', 'R10']],
    ['a list of three people', 'a,b,c', '100:200 010:150 110:60 001:1 101:1 011:1', ['R5']],
    ['nearly everybody documented', 'a,b,c', '111:300 110:40 101:30 011:20 100:5 010:4 001:3', ['R16']],
    ['no overlap that repeats', 'A,B,C', '100:44 010:29 001:23 110:5', ['R5']],
  ];
  test.each(REFUSED)('N30 %s: refused', async (_kind, lists, cells, ids) => {
    const report = await estimate(table(lists, cells), SHORT);
    sound(report);
    expect(refusedBy(report)).toEqual(expect.arrayContaining([...ids]));
    expect(report.headline).toBeNull();
    if (ids.some((id) => ['R1', 'R2', 'R3', 'R4'].includes(id)))
      expect(report.engines.every(({ name }) => name === 'chapman')).toBe(true);
  });

  const EIGHT =
    '10000000:21 01000000:34 00100000:12 00010000:29 00001000:31 00000100:17 00000010:18 00000001:5 11000000:3 01010000:4 00110000:2 00001100:1 10010000:2 00000110:1 01001000:2 11010000:1 00000101:1';
  const COMPUTED: readonly (readonly [string, string, string])[] = [
    ['three hospital lists, all cells', 'P,Q,E', '111:26 110:22 101:19 100:71 011:17 010:53 001:66'],
    [
      'four lists of a town, overlap everywhere',
      'clinic,hospital,presc,strips',
      '1000:701 0100:79 1100:101 0010:190 1010:644 0110:22 1110:150 0001:9 1001:13 0101:8 1101:17 0011:7 1011:45 0111:15 1111:55',
    ],
    [
      'five sparse lists',
      'A,B,C,D,E',
      '10000:120 01000:87 00100:44 00010:33 00001:24 11000:12 10100:6 01100:4 00110:3 10010:2 01001:3 11100:2 00011:1 10001:1',
    ],
    ['eight sparse lists', 'A,B,C,D,E,F,G,H', EIGHT],
    [
      'registers of millions',
      'a,b,c',
      '100:3456001 010:2100420 001:1400777 110:910311 101:610023 011:377001 111:164222',
    ],
    [
      'twelve lists',
      'a,b,c,d,e,f,g,h,i,j,k,l',
      [...Array(12).keys()]
        .flatMap((at) => [
          `${'0'.repeat(at)}1${'0'.repeat(11 - at)}:${40 + at}`,
          ...(at < 11 ? [`${'0'.repeat(at)}11${'0'.repeat(10 - at)}:${3 + (at % 4)}`] : []),
        ])
        .join(' '),
    ],
  ];
  test.each(COMPUTED)('N29 %s: computed without a crash', async (_kind, lists, cells) => {
    const report = await estimate(table(lists, cells), SHORT);
    sound(report);
    expect(report.engines.some(({ name, point }) => name === 'lcmcr' && point !== null)).toBe(true);
  });

  test('N21 the heading of the people may be another, and the words of the lists any', () => {
    const cells = '100:71 010:53 001:66 110:22 101:19 011:17 111:26';
    const plain = table('P,Q,E', cells);
    for (const heading of [
      'Freq',
      'Count',
      '"frequency"',
      'cases',
      'N',
      'people',
      'Total',
      'obs',
      'Observed',
    ])
      expect(table('P,Q,E', cells, heading)).toEqual(plain);
    const names = '"Ministry, second list",полиция,ցուցակ';
    expect(table(names, cells).n).toBe(plain.n);
  });
});

describe('whatever the table', () => {
  /** Tables of two to four lists; small, empty and large cells. */
  const tables = fc
    .integer({ min: 2, max: 4 })
    .chain((lists) =>
      fc.tuple(
        fc.constant(lists),
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 900 })), {
          minLength: 2 ** lists - 1,
          maxLength: 2 ** lists - 1,
        }),
      ),
    )
    .filter(([, counts]) => counts.some((count) => count > 0));

  test('N20 columns, rows and rows of zero in any order give the very same report', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1 }), async ([lists, counts], turn) => {
        const columns = [...Array(lists).keys()];
        const written = (order: readonly number[], rows: readonly number[], zeros: boolean): string => {
          const row = (pattern: number): string =>
            [...order.map((at) => (pattern >> at) & 1), counts[pattern - 1]].join(',');
          const all = rows.filter((pattern) => zeros || counts[pattern - 1] !== 0).map(row);
          const head = [...order.map((at) => `list ${at}`), 'count'].join(',');
          return [head, ...all, ...(zeros ? [[...order.map(() => 0), 0].join(',')] : [])].join('\n');
        };
        const patterns = counts.map((_, at) => at + 1);
        const by = (all: readonly number[]): number[] =>
          [...all].sort((a, b) => ((a * turn) % 101) - ((b * turn) % 101) || b - a);
        const options: EstimateOptions = { ...SHORT, draws: 10, burnIn: 20, replicates: 10 };
        const [one, other] = [
          await estimate(parseTable(written(columns, patterns, false)), options),
          await estimate(parseTable(written(by(columns), by(patterns), true)), options),
        ];
        expect(other).toEqual(one);
        sound(one);
      }),
      { numRuns: 8 },
    );
  }, 300_000);
});

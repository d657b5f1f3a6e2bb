/** Lists as they come: every cell verbatim, or the whole list refused with file and row. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable, TABLE_LIMITS, tableFormat, tableOfRows } from '#exchange';
import { Fault } from '#ground';
import { runs } from './support.ts';

function refusal(act: () => unknown): Fault {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  return expect.unreachable('nothing was refused');
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('separators', () => {
  test.each([
    [',', 'csv'],
    [';', 'csv'],
    ['|', 'csv'],
    ['\t', 'tsv'],
  ])('a list may be separated by %j', (separator, format) => {
    const text = [`name${separator}age`, `Vel${separator}31`].join('\n');
    expect(tableFormat('list.txt', text)).toEqual({ format, separator });
    expect(readTable('list.txt', text)).toMatchObject({ columns: ['name', 'age'], rows: [['Vel', '31']] });
  });

  test('a separator inside a quoted heading does not count', () => {
    const table = readTable('list.csv', '"name, as written, in full";age\nVel;31\n');
    expect(table.columns).toEqual(['name, as written, in full', 'age']);
  });

  test('the line by which a spreadsheet program names the separator is not a heading', () => {
    const table = readTable('list.csv', 'sep=;\nname, full;age\nVel;31\n');
    expect(table).toEqual({ columns: ['name, full', 'age'], rows: [['Vel', '31']], lines: [3] });
  });

  test('a list with one column is a list', () => {
    expect(readTable('list.csv', 'name\nVel\nTara\n').rows).toEqual([['Vel'], ['Tara']]);
  });

  test('empty lines before the heading do not hide the separator', () => {
    expect(readTable('list.csv', '\n\nname;age\nVel;31\n')).toMatchObject({
      columns: ['name', 'age'],
      lines: [4],
    });
  });
});

describe('cells', () => {
  test('a byte order mark is no part of the first heading', () => {
    expect(readTable('list.csv', '\uFEFFname,age\nVel,31').columns).toEqual(['name', 'age']);
    expect(readTable('list.jsonl', '\uFEFF{"name":"Vel"}').columns).toEqual(['name']);
  });

  test('quotes protect separators, line breaks and quotes', () => {
    const table = readTable('list.csv', 'name,note\n"Orr, Tara","said ""home"",\nthen left"\nVel,x\n');
    expect(table.rows).toEqual([
      ['Orr, Tara', 'said "home",\nthen left'],
      ['Vel', 'x'],
    ]);
    expect(table.lines).toEqual([2, 4]);
  });

  test('blanks around a heading are layout, blanks in a cell stay', () => {
    expect(readTable('list.csv', 'name , age\n Vel ,31 \n')).toMatchObject({
      columns: ['name', 'age'],
      rows: [[' Vel ', '31 ']],
    });
  });

  test('a row of separators alone is an empty line and keeps its line number', () => {
    expect(readTable('list.csv', 'name,age\n,\nVel,31\n\nTara,\n')).toMatchObject({
      rows: [
        ['Vel', '31'],
        ['Tara', ''],
      ],
      lines: [3, 5],
    });
  });

  test('what is written to CSV and read again is the same, cell for cell', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 12 }).filter((words) => !/[\0\uFEFF\r]/.test(words));
    const list = fc.integer({ min: 1, max: 5 }).chain((width) =>
      fc.record({
        columns: fc.constant(Array.from({ length: width }, (_, at) => `column ${at}`)),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 8,
        }),
      }),
    );
    fc.assert(
      fc.property(list, fc.constantFrom(',', ';', '\t'), ({ columns, rows }, separator) => {
        const kept = rows.filter((row) => row.some((words) => words !== ''));
        fc.pre(kept.length > 0 && columns.length > 1);
        const text = [columns, ...kept].map((row) => row.map(quoted).join(separator)).join('\n');
        // Quoted headings show no separator outside quotes but the one between them.
        expect(readTable(separator === '\t' ? 'list.tsv' : 'list.csv', text).rows).toEqual(kept);
      }),
      { numRuns: runs(30) },
    );
  });
});

test('empty columns at the end, as a sheet that was once wider leaves them, are no part of the list', () => {
  const { columns, rows } = readTable('list.csv', 'name,age,,\nVel,31,, \n,,,\nTara,30\n');
  expect(columns).toEqual(['name', 'age']);
  expect(rows).toEqual([
    ['Vel', '31'],
    ['Tara', '30'],
  ]);
});

describe('refused whole, with file and row', () => {
  test.each([
    ['a row that is too long', 'name,age\nVel,31\nTara,30,x\n', 3, '3 cells, the heading has 2'],
    ['a row that is too short', 'name,age\nVel\n', 2, '1 cells, the heading has 2'],
    ['a ragged row after a cell of two lines', 'name,age\n"Vel\nOrr",31\nTara\n', 4, '1 cells'],
    ['a heading that stands twice', 'name,name\nVel,31\n', 1, 'column 2 repeats a heading'],
    ['a column without a heading', 'name,,age\nVel,x,31\n', 1, 'column 2 has no heading'],
    ['a cell after the last heading', 'name,age,\nVel,31,\nTara,30,x\n', 3, 'outside the headed columns'],
    ['a ragged row beside empty columns', 'name,age,,\nVel,31,,\nTara,30,\n', 3, '3 cells'],
    ['a quote that is opened inside a cell', 'name,age\nVel,31\nTa"ra,30\n', 3, 'quote'],
    ['text after a closed quote', 'name,age\n"Vel"x,31\n', 2, 'quote'],
  ])('%s', (_, text, row, what) => {
    const fault = refusal(() => readTable('list.csv', text));
    expect(fault.code).toBe('import-malformed');
    expect(fault.message).toContain(`list.csv, row ${row}: `);
    expect(fault.message).toContain(what);
  });

  test('a quote that is never closed', () => {
    const fault = refusal(() => readTable('list.csv', 'name,age\n"Vel,31\nTara,30\n'));
    expect(fault.code).toBe('import-malformed');
    expect(fault.message).toContain('quote not closed');
  });

  test('nothing, blanks, a heading alone and zero characters each say what they are', () => {
    expect(refusal(() => readTable('list.csv', '')).code).toBe('input-empty');
    expect(refusal(() => readTable('list.csv', ' \n\n')).code).toBe('input-empty');
    expect(refusal(() => readTable('list.csv', 'name,age\n')).code).toBe('input-empty');
    expect(refusal(() => readTable('list.csv', 'na\0me\nVel\n')).code).toBe('input-binary');
  });

  test('one line of ten megabytes is refused, wherever it stands', () => {
    const long = 'x'.repeat(10_000_000);
    for (const text of [long, `name\n${long}\n`, `name\n"${long}"\n`, `${long}\nVel\n`, `{"name":"${long}"}`])
      expect(refusal(() => readTable('list.csv', text)).code).toMatch(/^(?:import-malformed|input-empty)$/);
  });

  test('a fault never repeats a cell or a heading', () => {
    for (const text of [
      'Canarius,x\nCanarius',
      '"Canarius',
      'Canarius,Canarius\na,b',
      '{"Canarius":[]}',
      '{Canarius',
    ])
      expect(refusal(() => readTable('list', text)).message).not.toContain('Canarius');
  });
});

describe('JSON Lines', () => {
  test('keys are columns in the order in which they come, a missing key is an empty cell', () => {
    const table = readTable(
      'list.jsonl',
      '{"name":"Vel","age":31}\n\n{"age":null,"name":"Tara","held":true}\n',
    );
    expect(table).toEqual({
      columns: ['name', 'age', 'held'],
      rows: [
        ['Vel', '31', ''],
        ['Tara', '', 'true'],
      ],
      lines: [1, 3],
    });
  });

  test('a number keeps every digit it is written with', () => {
    const table = readTable(
      'list.jsonl',
      '{"no":12345678901234567890,"height":1.10,"code":-0.50e1,"t":"a \\" 7: 8"}',
    );
    expect(table.rows).toEqual([['12345678901234567890', '1.10', '-0.50e1', 'a " 7: 8']]);
  });

  test.each([
    ['a line that is no JSON', '{"name":"Vel"}\n{name}', 2, 'not valid JSON'],
    ['a line that is no object', '{"name":"Vel"}\n["Tara"]', 2, 'not a JSON object'],
    ['a nested value', '{"name":{"first":"Vel"}}', 1, 'a value is a list or an object'],
    ['a key that stands twice', '{"name":"Vel","name":"Tara"}', 1, 'a key stands twice'],
    ['an empty key', '{"":"Vel"}', 1, 'has no heading'],
  ])('%s is refused', (_, text, row, what) => {
    const fault = refusal(() => readTable('list.jsonl', text));
    expect(fault.code).toBe('import-malformed');
    expect(fault.message).toContain(`row ${row}: `);
    expect(fault.message).toContain(what);
  });

  test('more columns than the limit are refused before they pile up', () => {
    const text = Array.from({ length: TABLE_LIMITS.columns + 2 }, (_, at) => `{"k${at}":1}`).join('\n');
    expect(refusal(() => readTable('list.jsonl', text)).message).toContain(`row ${TABLE_LIMITS.columns + 1}`);
  });

  test('strings come back as they went', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'binary' }),
        (key, words) => {
          fc.pre(key.trim() !== '' && key !== '__proto__' && !key.includes('\0') && !words.includes('\0'));
          const table = readTable('list.jsonl', JSON.stringify({ [key]: words }));
          expect([table.columns, table.rows]).toEqual([[key], [[words]]]);
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

describe('rows of a sheet', () => {
  test('the first row with cells is the heading; empty rows are passed over, line numbers stay', () => {
    const table = tableOfRows('list.xlsx', [[''], ['', ''], ['name', 'age'], ['Vel', '31'], [''], ['Tara']]);
    expect(table).toEqual({
      columns: ['name', 'age'],
      rows: [
        ['Vel', '31'],
        ['Tara', ''],
      ],
      lines: [4, 6],
    });
  });

  test('a cell beside the headed columns refuses the sheet', () => {
    const fault = refusal(() => tableOfRows('list.xlsx', [['name'], ['Vel', '', 'note']]));
    expect(fault.message).toBe('list.xlsx, row 2: a cell stands outside the headed columns');
  });

  test('a sheet without rows is empty', () => {
    expect(refusal(() => tableOfRows('list.xlsx', [['']])).code).toBe('input-empty');
    expect(refusal(() => tableOfRows('list.xlsx', [['name']])).code).toBe('input-empty');
  });
});

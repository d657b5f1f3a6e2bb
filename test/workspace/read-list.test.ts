/** Long lists are read row by row, with the same answer and the same faults as short ones. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RowReader } from '#exchange';
import { Fault } from '#ground';
import { linkLists, readListFile, type ListFile } from '#workspace';

const LONG = 60 * 1024 * 1024;

/** A file that says it is long, in pieces of this many bytes. */
function longFile(bytes: Uint8Array, piece = 7, size = LONG): ListFile {
  return {
    name: 'people.csv',
    size,
    bytes: async function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.slice(at, at + piece);
    },
  };
}

const utf8 = (words: string): Uint8Array => new TextEncoder().encode(words);

async function refusal(file: ListFile): Promise<Fault> {
  try {
    await readListFile(file);
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
  return expect.unreachable('nothing was refused');
}

const PEOPLE = [
  'rec id;given_name;surname;birth_date;remarks',
  '1;Armen;Petrosyan;1980-02-03;"seen; then ""moved""',
  'to the north"',
  '2;Արմեն;Պետրոսյան;03.02.1980;',
  '',
  '3;Oshin;Vardanyan;1971-05-06;x',
].join('\r\n');

describe('row by row', () => {
  test('however the text is cut into pieces, the rows are the same', () => {
    const whole = collect([PEOPLE]);
    expect(whole.rows).toHaveLength(3);
    expect(whole.rows[0]?.[4]).toBe('seen; then "moved"\nto the north');
    expect(whole.lines).toEqual([2, 4, 6]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        const pieces: string[] = [];
        for (let at = 0, k = 0; at < PEOPLE.length; k++) {
          const size = sizes[k % sizes.length] ?? 1;
          pieces.push(PEOPLE.slice(at, at + size));
          at += size;
        }
        expect(collect(pieces)).toEqual(whole);
      }),
    );
  });

  test('a list links the same whether it was read whole or row by row', async () => {
    const short = await readListFile(longFile(utf8(PEOPLE), 4096, PEOPLE.length));
    const long = await readListFile(longFile(utf8(PEOPLE)));
    const [a, b] = [await linkLists([short]), await linkLists([long])];
    expect([...b.links()]).toEqual([...a.links()]);
    expect(b.report).toEqual(a.report);
  });

  test('a person can map a column that is not kept otherwise, and name the records by another', async () => {
    const list = await readListFile(longFile(utf8(PEOPLE)), { map: { unit: 'remarks' }, id: 'rec id' });
    const { report } = await linkLists([list], { map: { unit: 'remarks' }, id: 'rec id' });
    expect(report.lists[0]?.columns.find(({ column }) => column === 'remarks')?.field).toBe('unit');
  });

  test.each([
    ['a ragged row', 'id,name\n1,Vel\n2\n', 'import-malformed', 'row 3: 1 cells'],
    ['a quote never closed', 'id,name\n1,"Vel\n2,Tara\n', 'import-malformed', 'row 2: quote not closed'],
    ['a quote inside a cell', 'id,name\n1,Ve"l\n2,Tara\n', 'import-malformed', 'row 2: a quote is opened'],
    ['a heading alone', 'id,name\n', 'input-empty', 'holds no rows'],
    ['a heading twice', 'id,name,name\n1,a,b\n', 'import-malformed', 'row 1: column 3 repeats'],
  ])('%s is refused with file and row', async (_, text, code, words) => {
    const fault = await refusal(longFile(utf8(text)));
    expect(fault.code).toBe(code);
    expect(fault.message).toContain('file people.csv');
    expect(fault.message).toContain(words);
  });

  test('a row in another encoding is refused with its row, and never replaced by signs', async () => {
    const mixed = Buffer.concat([
      utf8('id,name\n1,Սեդա\n2,Vel\n3,'),
      Uint8Array.of(0xc8, 0xe2, 0xe0, 0xed, 10),
    ]);
    const fault = await refusal(longFile(mixed, 20));
    expect(fault.code).toBe('input-encoding');
    expect(fault.message).toContain('file people.csv, row 4');
  });

  test('a zero byte is refused with its row', async () => {
    const fault = await refusal(longFile(utf8('id,name\n1,Vel\n2,Ta\0ra\n'), 12));
    expect(fault.code).toBe('input-binary');
    expect(fault.message).toContain('row 3');
  });

  test('another encoding is found where the list is short enough to be read whole', async () => {
    const words = [0xc0, 0xed, 0xed, 0xe0, 0x2c, 0xc8, 0xe2, 0xe0, 0xed, 0xee, 0xe2, 0xe0];
    const rows = Array.from({ length: 40 }, (_, n) => [...utf8(`\n${n},`), ...words]).flat();
    const bytes = Uint8Array.from([...utf8('id,given_name,surname'), ...rows]);
    const list = await readListFile(longFile(bytes, 4096, 9 * 1024 * 1024));
    const { report } = await linkLists([list]);
    expect(report.records).toBe(40);
    expect(report.lists[0]?.notices.join(' ')).toMatch(/windows-1251/i);
  });
});

function collect(pieces: readonly string[]): {
  columns: readonly string[];
  rows: (readonly string[])[];
  lines: number[];
} {
  const found = {
    columns: [] as readonly string[],
    rows: [] as (readonly string[])[],
    lines: [] as number[],
  };
  const reader = new RowReader(
    'people.csv',
    (columns) => (found.columns = columns),
    (cells, line) => {
      found.rows.push(cells);
      found.lines.push(line);
    },
  );
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return found;
}

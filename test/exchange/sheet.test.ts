/** List files end to end: sheets are read in the confined process, texts are decoded; nothing is left out in silence. */
import exceljs from 'exceljs';
import { describe, expect, test } from 'vitest';
import { extract, preserve } from '#evidence';
import { isFault, type Fault } from '#ground';
import { previewList } from '#workspace';
import { zip } from '../evidence/support/build.ts';

type Book = exceljs.Workbook;

async function workbook(fill: (book: Book) => void): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  fill(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function refusal(act: Promise<unknown>): Promise<Fault> {
  try {
    await act;
  } catch (thrown) {
    if (isFault(thrown)) return thrown;
    throw thrown;
  }
  return expect.unreachable('nothing was refused');
}

const preview = (bytes: Uint8Array, fileName = 'list.xlsx') => previewList({ bytes, fileName });

describe('a sheet', () => {
  test('becomes rows: formulas by their kept value, dates as days, rich text as plain, numbers as they are shown', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('People');
      sheet.addRow(['No', 'Name', 'Date of birth', 'Year of birth', 'Note', 'Sum', 'Held']);
      sheet.addRow([
        7,
        { richText: [{ text: 'Vel ' }, { font: { bold: true }, text: 'ORR' }] },
        new Date(Date.UTC(1990, 4, 17)),
        new Date(Date.UTC(1988, 0, 1)),
        'two\nlines\tand a tab',
        { formula: 'A2*6', result: 42 },
        true,
      ]);
      sheet.getCell('A2').numFmt = '00000';
      sheet.getCell('C2').numFmt = 'dd.mm.yyyy';
      sheet.getCell('D2').numFmt = 'yyyy';
    });
    const { table, notices, columns } = await preview(bytes);
    expect(table.rows).toEqual([
      ['00007', 'Vel ORR', '1990-05-17', '1988', 'two lines and a tab', '42', 'TRUE'],
    ]);
    expect(columns.map(({ field }) => field)).toEqual([
      'id',
      'full_name',
      'birth_date',
      'birth_year',
      'remarks',
      null,
      null,
    ]);
    expect(notices.join(' ')).toMatch(/2 cells hold dates.*1 cell is computed.*in 1 cell are read as spaces/);
  });

  test('hidden rows and columns and merged cells are read and noted', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('People');
      sheet.addRows([
        ['name', 'village', 'note'],
        ['Vel', 'Ostra', ''],
        ['Tara', '', 'x'],
        ['Ione', 'Kell', ''],
      ]);
      sheet.mergeCells('B2:B3');
      sheet.getRow(4).hidden = true;
      sheet.getColumn(3).hidden = true;
    });
    const { table, notices } = await preview(bytes);
    expect(table.rows).toEqual([
      ['Vel', 'Ostra', ''],
      ['Tara', '', 'x'],
      ['Ione', 'Kell', ''],
    ]);
    expect(notices).toEqual([
      '1 hidden row is read with the others.',
      '1 hidden column is read with the others.',
      '1 merged cell is read once, at the upper left corner.',
    ]);
  });

  test('the first visible sheet with cells is read; the others are counted as left out', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('Cover');
      book.addWorksheet('Older', { state: 'hidden' }).addRows([['name'], ['Sealed']]);
      book.addWorksheet('People').addRows([['name'], ['Vel']]);
      book.addWorksheet('More').addRows([['name'], ['Tara']]);
    });
    const { table, notices } = await preview(bytes);
    expect(table.rows).toEqual([['Vel']]);
    expect(notices).toEqual(['Sheet 3 of 4 is read; 2 other sheets with cells, 1 of them hidden, left out.']);
  });

  test('a hidden sheet is read when no other has cells, and says that it is hidden', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('Cover');
      book.addWorksheet('People', { state: 'veryHidden' }).addRows([['name'], ['Vel']]);
    });
    const { table, notices } = await preview(bytes);
    expect(table.rows).toEqual([['Vel']]);
    expect(notices).toEqual(['The sheet is hidden in the file; no visible sheet has cells.']);
  });

  test('a computed cell without a kept value is empty and counted', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('People');
      sheet.addRows([
        ['name', 'age'],
        ['Vel', ''],
      ]);
      sheet.getCell('B2').value = { formula: 'TODAY()', date1904: false };
    });
    const { table, notices } = await preview(bytes);
    expect(table.rows).toEqual([['Vel', '']]);
    expect(notices).toContain('1 computed cell has no kept value and is read as empty.');
  });

  test('a fault names the row of the sheet, empty rows counted', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('People');
      sheet.getCell('A3').value = 'name';
      sheet.getCell('A5').value = 'Canarius';
      sheet.getCell('C5').value = 'Canarius';
    });
    const fault = await refusal(preview(bytes));
    expect(fault.code).toBe('import-malformed');
    expect(fault.message).toBe('file list.xlsx, row 5: a cell stands outside the headed columns');
  });

  test('20,000 rows come whole', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('People');
      sheet.addRow(['no', 'name', 'age']);
      for (let at = 1; at <= 20_000; at += 1) sheet.addRow([at, `Vel ${at}`, at % 90]);
    });
    const { table, rows } = await preview(bytes);
    expect(rows).toBe(20_000);
    expect(table.rows[19_999]).toEqual(['20000', 'Vel 20000', String(20_000 % 90)]);
    expect(table.lines[19_999]).toBe(20_001);
  });
});

describe('a sheet that is none', () => {
  const workbookXml = '<workbook/>';

  test('a bomb is known by its directory and is not unpacked', async () => {
    const sheet = `<worksheet>${' '.repeat(40_000_000)}</worksheet>`;
    const bytes = zip([
      { name: 'xl/workbook.xml', content: workbookXml },
      { name: 'xl/worksheets/sheet1.xml', content: sheet },
    ]);
    const fault = await refusal(preview(bytes));
    expect(fault.code).toBe('input-too-large');
  });

  test('a container that lies about a size is refused', async () => {
    const bytes = zip([
      { name: 'xl/workbook.xml', content: workbookXml },
      { name: 'xl/worksheets/sheet1.xml', content: 'x'.repeat(9_000), claimedSize: 10 },
    ]);
    expect((await refusal(preview(bytes))).code).toBe('input-malformed');
  });

  test('a broken, cut or empty container is refused, and says what to do', async () => {
    const sound = await workbook((book) => book.addWorksheet('People').addRows([['name'], ['Vel']]));
    for (const bytes of [
      zip([{ name: 'xl/workbook.xml', content: '<workbook' }]),
      zip([{ name: 'other.xml', content: workbookXml }]),
      sound.slice(0, sound.length - 300),
    ])
      expect((await refusal(preview(bytes))).code).toMatch(/^input-(?:malformed|empty|binary)$/);
    const flipped = sound.slice();
    flipped.fill(0xff, 60, 400);
    expect((await refusal(preview(flipped))).code).toBe('input-malformed');
  });

  test('a workbook without cells is empty', async () => {
    const bytes = await workbook((book) => void book.addWorksheet('People'));
    expect((await refusal(preview(bytes))).code).toBe('input-empty');
  });

  test('a picture under a list’s name is refused with the formats that lists can have', async () => {
    const fault = await refusal(preview(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])));
    expect(fault.code).toBe('input-binary');
    expect(fault.hint).toContain('XLSX');
  });

  test('the reader of sheets hands on what the file says of itself', async () => {
    const bytes = await workbook((book) => {
      book.creator = 'Registry';
      book.addWorksheet('People').addRows([['name'], ['Vel']]);
    });
    const { parser, fields, pinned } = await extract(bytes, preserve(bytes));
    expect(parser).toBe('xlsx/1');
    expect(fields).toContainEqual({ name: 'author', value: 'Registry' });
    expect(pinned.text).toBe('name\nVel');
  });
});

describe('texts in other encodings', () => {
  const text = 'Фамилия;Имя;Отчество\nВеларский;Орест;Тарасович\nОстрин;Иван;\n';

  test('UTF-16 as spreadsheet programs save "Unicode text"', async () => {
    const body = Buffer.from(text.replaceAll(';', '\t'), 'utf16le');
    for (const bytes of [Buffer.concat([Buffer.from([0xff, 0xfe]), body]), Buffer.from(body)]) {
      const { table, columns } = await preview(new Uint8Array(bytes), 'list.txt');
      expect(columns.map(({ field }) => field)).toEqual(['surname', 'given_name', 'father']);
      expect(table.rows[0]).toEqual(['Веларский', 'Орест', 'Тарасович']);
    }
  });

  test('windows-1251, which is a guess and says so', async () => {
    const long = text + 'Крайнов;Пётр;Сергеевич\n'.repeat(20);
    const bytes = Uint8Array.from(long, (letter) => {
      const point = letter.codePointAt(0) ?? 0;
      if (point === 0x451) return 0xb8;
      return point >= 0x410 && point <= 0x44f ? point - 0x350 : point;
    });
    const { table, notices } = await preview(bytes, 'list.csv');
    expect(table.columns).toEqual(['Фамилия', 'Имя', 'Отчество']);
    expect(table.rows[2]).toEqual(['Крайнов', 'Пётр', 'Сергеевич']);
    expect(notices.join(' ')).toMatch(/guessed as windows-1251/);
  });

  test('a fault of the decoder names the file', async () => {
    const fault = await refusal(preview(new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x00, 0xd8]), 'list.csv'));
    expect(fault.message).toContain('file list.csv');
    expect((await refusal(preview(new Uint8Array(), 'list.csv'))).code).toBe('input-empty');
  });
});

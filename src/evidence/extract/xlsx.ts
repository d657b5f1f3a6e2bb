/**
 * XLSX to text (exceljs): the first visible sheet that has cells, a line for each row, tabs between cells, line
 * numbers as in the sheet. A cell is what its compiler saw, as far as the file keeps it: the kept value of a formula,
 * a date as an ISO day and no finer than it is shown, a number with the zeros its format puts before it.
 * Whatever is hidden, merged, altered or left out is noted. Knows nothing of persons and columns.
 */
import type { Cell, CellValue, Worksheet } from 'exceljs';
import { Fault } from '#ground';
import { officeFields, xmlParts } from './container.ts';
import type { Notice, Parsed } from './parsed.ts';

/** Parts of a sheet that hold no cells; not reading them keeps oddities of programs from stopping the reader. */
const NOT_CELLS = [
  'conditionalFormatting',
  'dataValidations',
  'drawing',
  'extLst',
  'headerFooter',
  'hyperlinks',
  'legacyDrawing',
  'picture',
  'tableParts',
];

interface Tally {
  dates: number;
  escaped: number;
  formulas: number;
  unkept: number;
  merged: number;
}

/** No finer than the format shows: "1990" under a format of years alone must not become a first of January. */
function dateWords(date: Date, format: string): string {
  const shown = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  const iso = date.toISOString();
  if (iso < '1900') return iso.slice(11, 19);
  if (/y/.test(shown) && !/d/.test(shown)) return iso.slice(0, /m/.test(shown) ? 7 : 4);
  return /h/.test(shown) && !iso.includes('T00:00:00') ? iso.slice(0, 19) : iso.slice(0, 10);
}

function numberWords(value: number, format: string): string {
  const zeros = /^0{2,}$/.exec(format)?.[0].length ?? 0;
  return Number.isSafeInteger(value) && value >= 0 ? String(value).padStart(zeros, '0') : String(value);
}

function wordsOf(value: CellValue, format: string, tally: Tally): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberWords(value, format);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) {
    tally.dates += 1;
    return Number.isNaN(value.getTime()) ? '' : dateWords(value, format);
  }
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('error' in value) return value.error;
  if ('text' in value) return wordsOf(value.text, format, tally);
  if ('formula' in value || 'sharedFormula' in value) {
    tally.formulas += 1;
    if (value.result === undefined) tally.unkept += 1;
    return wordsOf(value.result, format, tally);
  }
  return '';
}

function cellText(cell: Cell, tally: Tally): string {
  if (cell.isMerged) {
    // The library repeats the value in every cell of a merge; the file has it once.
    if (cell.master.address !== cell.address) return '';
    tally.merged += 1;
  }
  const words = wordsOf(cell.value, cell.numFmt ?? '', tally).replace(/\p{Surrogate}/gu, '\ufffd');
  if (!/[\t\n\r]/.test(words)) return words;
  tally.escaped += 1;
  return words.replace(/\r\n|[\t\n\r]/g, ' ');
}

function textOf(sheet: Worksheet, tally: Tally): { text: string; hiddenRows: number } {
  const lines: string[] = [];
  let hiddenRows = 0;
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const words = cellText(cell, tally);
      if (words === '') return;
      while (cells.length < column) cells.push('');
      cells[column - 1] = words;
    });
    if (cells.length === 0) return;
    if (row.hidden) hiddenRows += 1;
    while (lines.length < number) lines.push('');
    lines[number - 1] = cells.join('\t');
  });
  return { text: lines.join('\n'), hiddenRows };
}

const some = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

function noticesOf(tally: Tally, hidden: { rows: number; columns: number; sheet: boolean }): Notice[] {
  const { dates, escaped, formulas, unkept, merged } = tally;
  const said: (readonly [number, string])[] = [
    [hidden.sheet ? 1 : 0, 'The sheet is hidden in the file; no visible sheet has cells.'],
    [hidden.rows, `${some(hidden.rows, 'hidden row is', 'hidden rows are')} read with the others.`],
    [
      hidden.columns,
      `${some(hidden.columns, 'hidden column is', 'hidden columns are')} read with the others.`,
    ],
    [merged, `${some(merged, 'merged cell is', 'merged cells are')} read once, at the upper left corner.`],
    [dates, `${some(dates, 'cell holds a date', 'cells hold dates')}, written here as year, month and day.`],
    [formulas, `${some(formulas, 'cell is', 'cells are')} computed; the value kept in the file is read.`],
    [
      unkept,
      `${some(unkept, 'computed cell has', 'computed cells have')} no kept value and is read as empty.`,
    ],
    [escaped, `Line breaks and tabs in ${some(escaped, 'cell', 'cells')} are read as spaces.`],
  ];
  return said.flatMap(([number, words]) => (number === 0 ? [] : [{ kind: 'sheet' as const, words }]));
}

async function sheetsOf(bytes: Uint8Array): Promise<Worksheet[]> {
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  const own = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  try {
    await book.xlsx.load(own as Parameters<typeof book.xlsx.load>[0], { ignoreNodes: NOT_CELLS });
  } catch {
    throw new Fault('input-malformed', 'the sheet is damaged and cannot be read', {
      hint: 'Open it in a spreadsheet program, save it as CSV, and import that.',
    });
  }
  return book.worksheets;
}

/** Throws `input-too-large` (bomb), `input-malformed`, `input-empty`. */
export async function parseXlsx(bytes: Uint8Array): Promise<Parsed> {
  const parts = xmlParts(bytes, /^docProps\//);
  const sheets = await sheetsOf(bytes);
  const filled = sheets.filter((sheet) => sheet.actualRowCount > 0);
  const sheet = filled.find(({ state }) => state === 'visible') ?? filled[0];
  if (!sheet) throw new Fault('input-empty', 'no sheet of the file has cells');
  const tally: Tally = { dates: 0, escaped: 0, formulas: 0, unkept: 0, merged: 0 };
  const { text, hiddenRows } = textOf(sheet, tally);
  const columns = Array.from({ length: sheet.columnCount }, (_, at) => sheet.getColumn(at + 1));
  const notices = noticesOf(tally, {
    rows: hiddenRows,
    columns: columns.filter(({ hidden }) => hidden).length,
    sheet: sheet.state !== 'visible',
  });
  const others = filled.length - 1;
  const hiddenOthers = filled.filter((other) => other !== sheet && other.state !== 'visible').length;
  if (others > 0)
    notices.unshift({
      kind: 'left-out',
      words: `Sheet ${sheets.indexOf(sheet) + 1} of ${sheets.length} is read; ${some(others, 'other sheet', 'other sheets')} with cells, ${hiddenOthers} of them hidden, left out.`,
    });
  return {
    parser: 'xlsx/1',
    text,
    regions: [],
    fields: officeFields(parts),
    notices,
    dropped: others === 0 ? {} : { sheets: others },
    children: [],
    encoding: null,
  };
}

/**
 * Lists of persons as they come: CSV, TSV and JSON Lines from text, sheets from rows that were already read.
 * Every cell is kept as written. What is not a proper table is refused whole, naming file and row, so that nothing
 * is half imported. Follows RFC 4180 for quoting.
 */
import { Fault } from '#ground';
import { TABLE_LIMITS, tableFormat } from './format.ts';
import { checkHeading, checkRow, malformed, RowReader } from './rows.ts';

export interface Table {
  readonly columns: readonly string[];
  /** Cells in the order of the columns, verbatim; an empty cell is an empty string. */
  readonly rows: readonly (readonly string[])[];
  /** Line of the file at which each row starts, counted from 1. */
  readonly lines: readonly number[];
  /** What the reader of the file noted: a guessed encoding, hidden rows, sheets left out. Sentences without content. */
  readonly notices?: readonly string[];
}

function checked(
  file: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  lines: readonly number[],
): Table {
  if (columns.length === 0 || rows.length === 0) throw new Fault('input-empty', `${file} holds no rows`);
  checkHeading(file, columns);
  if (rows.length > TABLE_LIMITS.rows)
    throw malformed(file, TABLE_LIMITS.rows, `more than ${TABLE_LIMITS.rows} rows`);
  rows.forEach((row, at) => checkRow(file, lines[at] ?? at + 2, row, columns.length));
  return { columns, rows, lines };
}

function delimited(file: string, text: string): Table {
  let columns: readonly string[] = [];
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  const reader = new RowReader(
    file,
    (heading) => (columns = heading),
    (cells, line) => {
      if (rows.push(cells) > TABLE_LIMITS.rows)
        throw malformed(file, line, `more than ${TABLE_LIMITS.rows} rows`);
      lines.push(line);
    },
  );
  reader.push(text);
  reader.end();
  if (rows.length === 0) throw new Fault('input-empty', `${file} holds no rows`);
  return { columns, rows, lines };
}

const JSON_TOKEN = /"(?:\\.|[^"\\])*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** One object of a line. Numbers come as they are written, because "1.10" and long case numbers must keep their digits. */
function jsonRow(file: string, line: number, text: string): Record<string, unknown> {
  let keys = 0;
  let row: unknown;
  try {
    JSON.parse(text);
    const worded = text.replace(JSON_TOKEN, (token, colon: string | undefined) => {
      if (colon !== undefined) keys += 1;
      return token.startsWith('"') ? token : `"${token}"`;
    });
    row = JSON.parse(worded);
  } catch {
    throw malformed(file, line, 'not valid JSON');
  }
  if (row === null || typeof row !== 'object' || Array.isArray(row))
    throw malformed(file, line, 'not a JSON object');
  if (Object.values(row).some((value) => value !== null && typeof value === 'object'))
    throw malformed(file, line, 'a value is a list or an object');
  if (keys !== Object.keys(row).length) throw malformed(file, line, 'a key stands twice');
  return row as Record<string, unknown>;
}

function jsonLines(file: string, text: string): Table {
  const columns = new Set<string>();
  const parsed: { line: number; row: Record<string, unknown> }[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((words, at) => {
      if (words.trim() === '') return;
      const row = jsonRow(file, at + 1, words);
      for (const key of Object.keys(row)) columns.add(key);
      if (columns.size > TABLE_LIMITS.columns)
        throw malformed(file, at + 1, `more than ${TABLE_LIMITS.columns} columns`);
      parsed.push({ line: at + 1, row });
    });
  const cell = (value: unknown): string =>
    typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
  const headings = [...columns];
  const rows = parsed.map(({ row }) =>
    headings.map((column) => cell(Object.hasOwn(row, column) ? row[column] : undefined)),
  );
  return checked(
    file,
    headings,
    rows,
    parsed.map(({ line }) => line),
  );
}

/** A line that no row of allowed cells could fill is refused before anything is parsed. */
function refuseLongLine(file: string, text: string): void {
  let start = 0;
  for (let line = 1; start < text.length; line++) {
    const end = text.indexOf('\n', start);
    if ((end < 0 ? text.length : end) - start > TABLE_LIMITS.cell * 8)
      throw malformed(file, line, `the line is longer than ${TABLE_LIMITS.cell * 8} characters`);
    start = end < 0 ? text.length : end + 1;
  }
}

/** Reads a table from text. Throws Fault('input-empty' | 'import-malformed') naming file and row. */
export function readTable(file: string, text: string): Table {
  if (text.trim() === '') throw new Fault('input-empty', `${file} holds no text`);
  if (text.includes('\0')) throw new Fault('input-binary', `${file} is not a text file`);
  refuseLongLine(file, text);
  return tableFormat(file, text).format === 'jsonl' ? jsonLines(file, text) : delimited(file, text);
}

/** Makes a table of rows that a sheet reader delivered; the first row that has cells is the heading. */
export function tableOfRows(file: string, sheet: readonly (readonly string[])[]): Table {
  const start = sheet.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const heading = sheet[start];
  if (!heading) throw new Fault('input-empty', `${file} holds no rows`);
  const width = heading.reduce((last, cell, at) => (cell.trim() === '' ? last : at + 1), 0);
  const rows: string[][] = [];
  const lines: number[] = [];
  sheet.slice(start + 1).forEach((row, at) => {
    if (row.every((cell) => cell.trim() === '')) return;
    const line = start + at + 2;
    if (row.slice(width).some((cell) => cell.trim() !== ''))
      throw malformed(file, line, 'a cell stands outside the headed columns');
    rows.push(Array.from({ length: width }, (_, column) => row[column] ?? ''));
    lines.push(line);
  });
  return checked(
    file,
    heading.slice(0, width).map((cell) => cell.trim()),
    rows,
    lines,
  );
}

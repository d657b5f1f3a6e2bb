/**
 * Lists of persons as they come: CSV, TSV and JSON Lines from text, sheets from rows that were already read.
 * Every cell is kept as written. What is not a proper table is refused whole, naming file and row, so that nothing
 * is half imported. Follows RFC 4180 for quoting.
 */
import { parse } from 'csv-parse/sync';
import { Fault } from '#ground';

export interface Table {
  readonly columns: readonly string[];
  /** Cells in the order of the columns, verbatim; an empty cell is an empty string. */
  readonly rows: readonly (readonly string[])[];
  /** Line of the file at which each row starts, counted from 1. */
  readonly lines: readonly number[];
}

export type TableFormat = 'csv' | 'tsv' | 'jsonl';

/** A list may have at most this many rows, columns and characters in one cell. */
export const TABLE_LIMITS = { rows: 5_000_000, columns: 2_000, cell: 1_000_000 } as const;

const malformed = (file: string, row: number, what: string): Fault =>
  new Fault('import-malformed', `${file}, row ${row}: ${what}`, {
    hint: 'Nothing was imported. Mend the row and import the list again.',
  });

/** Which format a text file is, by its content and its name; the separator with the most columns wins. */
export function tableFormat(file: string, text: string): { format: TableFormat; separator: string } {
  const first =
    text
      .slice(0, 20_000)
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)[0] ?? '';
  if (/\.(jsonl|ndjson)$/i.test(file) || first.trimStart().startsWith('{'))
    return { format: 'jsonl', separator: '' };
  const count = (separator: string): number => first.split(separator).length - 1;
  const best = ['\t', ';', ',', '|'].reduce(
    (winner, next) => (count(next) > count(winner) ? next : winner),
    ',',
  );
  if (/\.tsv$/i.test(file) || best === '\t') return { format: 'tsv', separator: '\t' };
  return { format: 'csv', separator: best };
}

function checked(
  file: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  lines: readonly number[],
): Table {
  if (columns.length === 0 || rows.length === 0) throw new Fault('input-empty', `${file} holds no rows`);
  if (columns.length > TABLE_LIMITS.columns)
    throw malformed(file, 1, `more than ${TABLE_LIMITS.columns} columns`);
  if (rows.length > TABLE_LIMITS.rows)
    throw malformed(file, TABLE_LIMITS.rows, `more than ${TABLE_LIMITS.rows} rows`);
  const seen = new Set<string>();
  columns.forEach((column, at) => {
    if (column.trim() === '') throw malformed(file, 1, `column ${at + 1} has no heading`);
    if (seen.has(column)) throw malformed(file, 1, `column ${at + 1} repeats a heading`);
    seen.add(column);
  });
  rows.forEach((row, at) => {
    const line = lines[at] ?? at + 2;
    if (row.length !== columns.length)
      throw malformed(file, line, `${row.length} cells, the heading has ${columns.length}`);
    if (row.some((cell) => cell.length > TABLE_LIMITS.cell))
      throw malformed(file, line, `a cell is longer than ${TABLE_LIMITS.cell} characters`);
  });
  return { columns, rows, lines };
}

function delimited(file: string, text: string, separator: string): Table {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      delimiter: separator,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: TABLE_LIMITS.cell * 8,
    }) as unknown as typeof records;
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause ? Number(cause.lines) : 1;
    const reason =
      cause instanceof Error && 'code' in cause
        ? String(cause.code).toLowerCase().replaceAll('_', ' ')
        : 'not a table';
    throw malformed(file, line, reason);
  }
  const [heading, ...rest] = records;
  // Surrounding blanks of a heading are layout ("given_name, surname"); cells stay byte for byte.
  const columns = (heading?.record ?? []).map((cell) => cell.trim());
  const spans = rest.map(
    ({ record, info }) => info.lines - record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0),
  );
  return checked(
    file,
    columns,
    rest.map(({ record }) => record),
    spans,
  );
}

function jsonLines(file: string, text: string): Table {
  const columns: string[] = [];
  const parsed: { line: number; row: Record<string, unknown> }[] = [];
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((line, at) => {
      if (line.trim() === '') return;
      let row: unknown;
      try {
        row = JSON.parse(line);
      } catch {
        throw malformed(file, at + 1, 'not valid JSON');
      }
      if (row === null || typeof row !== 'object' || Array.isArray(row))
        throw malformed(file, at + 1, 'not a JSON object');
      for (const key of Object.keys(row)) if (!columns.includes(key)) columns.push(key);
      parsed.push({ line: at + 1, row: row as Record<string, unknown> });
    });
  const cell = (value: unknown, line: number): string => {
    if (value === undefined || value === null) return '';
    if (typeof value === 'object') throw malformed(file, line, 'a value is a list or an object');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const rows = parsed.map(({ line, row }) =>
    columns.map((column) => cell(Object.hasOwn(row, column) ? row[column] : undefined, line)),
  );
  return checked(
    file,
    columns,
    rows,
    parsed.map(({ line }) => line),
  );
}

/** Reads a table from text. Throws Fault('input-empty' | 'import-malformed') naming file and row. */
export function readTable(file: string, text: string): Table {
  if (text.trim() === '') throw new Fault('input-empty', `${file} holds no text`);
  if (text.includes('\0')) throw new Fault('input-binary', `${file} is not a text file`);
  const { format, separator } = tableFormat(file, text);
  return format === 'jsonl' ? jsonLines(file, text) : delimited(file, text, separator);
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

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
  /** What the reader of the file noted: a guessed encoding, hidden rows, sheets left out. Sentences without content. */
  readonly notices?: readonly string[];
}

export type TableFormat = 'csv' | 'tsv' | 'jsonl';

/** A list may have at most this many rows, columns and characters in one cell. */
export const TABLE_LIMITS = { rows: 5_000_000, columns: 2_000, cell: 1_000_000 } as const;

const malformed = (file: string, row: number, what: string): Fault =>
  new Fault('import-malformed', `${file}, row ${row}: ${what}`, {
    hint: 'Nothing was imported. Mend the row and import the list again.',
  });

/** The line by which spreadsheet programs name the separator: "sep=;". */
const SEPARATOR_LINE = /^\uFEFF?sep=([;,|\t])\r?\n/i;

/**
 * Which format a text file is, by its content and its name; the separator that stands most often in the heading,
 * outside quotes, wins.
 */
export function tableFormat(file: string, text: string): { format: TableFormat; separator: string } {
  const named = SEPARATOR_LINE.exec(text)?.[1];
  if (named !== undefined) return { format: named === '\t' ? 'tsv' : 'csv', separator: named };
  const start = text.slice(0, 20_000).replace(/^[\uFEFF\r\n]+/, '');
  if (/\.(jsonl|ndjson)$/i.test(file) || start.trimStart().startsWith('{'))
    return { format: 'jsonl', separator: '' };
  const first = start.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1)[0] ?? '';
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
    if (column.length > TABLE_LIMITS.cell)
      throw malformed(file, 1, `a heading is longer than ${TABLE_LIMITS.cell} characters`);
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
      from_line: SEPARATOR_LINE.test(text) ? 2 : 1,
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
  // A row of separators alone is an empty line of a sheet, not a person.
  const [heading, ...rest] = records.filter(({ record }) => record.some((cell) => cell !== ''));
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

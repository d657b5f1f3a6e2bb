/**
 * Rows of delimited text as they come, a piece at a time, so that a list of any length can be read without holding it.
 * Follows RFC 4180 for quoting; line ends of every kind are one. The first row that says something is the heading, empty
 * lines are passed over, and what is not a proper table is refused at its row.
 */
import { Fault } from '#ground';
import { SEPARATOR_LINE, TABLE_LIMITS, tableFormat } from './format.ts';

/** The fault of a row that is no row of the table. */
export function malformed(file: string, row: number, what: string): Fault {
  return new Fault('import-malformed', `${file}, row ${row}: ${what}`, {
    hint: 'Nothing was imported. Mend the row and import the list again.',
  });
}

/** Refuses a heading that leaves open which column is which. */
export function checkHeading(file: string, columns: readonly string[]): void {
  if (columns.length > TABLE_LIMITS.columns)
    throw malformed(file, 1, `more than ${TABLE_LIMITS.columns} columns`);
  const seen = new Set<string>();
  columns.forEach((column, at) => {
    if (column.length > TABLE_LIMITS.cell)
      throw malformed(file, 1, `a heading is longer than ${TABLE_LIMITS.cell} characters`);
    if (column.trim() === '') throw malformed(file, 1, `column ${at + 1} has no heading`);
    if (seen.has(column)) throw malformed(file, 1, `column ${at + 1} repeats a heading`);
    seen.add(column);
  });
}

/** Refuses a row that does not fit its heading. */
export function checkRow(file: string, line: number, row: readonly string[], columns: number): void {
  if (row.length !== columns) throw malformed(file, line, `${row.length} cells, the heading has ${columns}`);
  for (const cell of row)
    if (cell.length > TABLE_LIMITS.cell)
      throw malformed(file, line, `a cell is longer than ${TABLE_LIMITS.cell} characters`);
}

/** Text from which the separator is taken. */
const LOOKED_AT = 20_000;

export class RowReader {
  readonly #file: string;
  readonly #onHeading: (columns: readonly string[]) => void;
  readonly #onRow: (cells: readonly string[], line: number) => void;
  #separator = '';
  #columns: readonly string[] | null = null;
  /** Cells of the heading row, columns without a heading after the last one that has one included. */
  #width = 0;
  /** Text that was pushed and has no line end yet. */
  #rest = '';
  /** Line that is read next. */
  #line = 1;
  /** A row that goes on: its cells, the cell that is open in quotes, and the line at which it began. */
  #cells: string[] = [];
  #open: string | null = null;
  #began = 1;

  constructor(
    file: string,
    onHeading: (columns: readonly string[]) => void,
    onRow: (cells: readonly string[], line: number) => void,
  ) {
    this.#file = file;
    this.#onHeading = onHeading;
    this.#onRow = onRow;
  }

  /** Takes the next piece of the text. Throws Fault('import-malformed') naming the row. */
  push(text: string): void {
    this.#rest += text;
    if (this.#separator !== '' || this.#rest.length > LOOKED_AT) this.#take(false);
  }

  /** Takes what is left. Throws Fault('input-empty') when there was no row under a heading. */
  end(): void {
    this.#take(true);
    if (this.#rest !== '') this.#readLine(this.#rest);
    if (this.#open !== null) throw malformed(this.#file, this.#began, 'quote not closed');
    if (this.#columns === null) throw new Fault('input-empty', `${this.#file} holds no rows`);
  }

  #begin(): void {
    const text = this.#rest.replace(/^\uFEFF/, '');
    this.#separator = tableFormat(this.#file, text).separator || ',';
    const named = SEPARATOR_LINE.exec(text);
    this.#rest = text.slice(named?.[0].length ?? 0);
    if (named !== null) this.#line += 1;
  }

  #take(isLast: boolean): void {
    if (this.#separator === '') this.#begin();
    let text = this.#rest;
    // Half of a line end that the next piece completes.
    const held = !isLast && text.endsWith('\r') ? '\r' : '';
    if (held !== '') text = text.slice(0, -1);
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#readLine(text.slice(from, end));
      from = end + 1;
    }
    this.#rest = text.slice(from) + held;
    if (this.#rest.length > TABLE_LIMITS.cell * 8) this.#refuseLong(this.#line);
  }

  #refuseLong(line: number): never {
    throw malformed(this.#file, line, `the line is longer than ${TABLE_LIMITS.cell * 8} characters`);
  }

  #readLine(line: string): void {
    const at = this.#line++;
    if (line.length > TABLE_LIMITS.cell * 8) this.#refuseLong(at);
    if (this.#open === null) {
      if (line === '') return;
      this.#began = at;
      if (!line.includes('"')) return this.#finish(line.split(this.#separator));
      this.#cells = [];
    }
    if (this.#readQuoted(line)) this.#finish(this.#cells);
  }

  /** Reads a line in which quotes stand, or which a quoted cell goes on into. False while a cell is open. */
  #readQuoted(line: string): boolean {
    let at = 0;
    if (this.#open !== null) this.#open += '\n';
    for (;;) {
      if (this.#open === null && line[at] === '"') {
        this.#open = '';
        at += 1;
      } else if (this.#open === null) {
        const end = line.indexOf(this.#separator, at);
        const cell = line.slice(at, end < 0 ? line.length : end);
        if (cell.includes('"')) throw malformed(this.#file, this.#began, 'a quote is opened inside a cell');
        this.#cells.push(cell);
        if (end < 0) return true;
        at = end + 1;
      }
      if (this.#open === null) continue;
      const closed = this.#readOpen(line, at);
      if (closed < 0) return false;
      if (closed === line.length) return true;
      at = closed + 1;
    }
  }

  /** Reads on in an open cell from here: the place after its closing quote, −1 when the line ends before. */
  #readOpen(line: string, from: number): number {
    let at = from;
    for (;;) {
      const quote = line.indexOf('"', at);
      this.#open += line.slice(at, quote < 0 ? line.length : quote);
      if ((this.#open?.length ?? 0) > TABLE_LIMITS.cell)
        throw malformed(this.#file, this.#began, `a cell is longer than ${TABLE_LIMITS.cell} characters`);
      if (quote < 0) return -1;
      if (line[quote + 1] === '"') {
        this.#open += '"';
        at = quote + 2;
        continue;
      }
      this.#cells.push(this.#open ?? '');
      this.#open = null;
      if (quote + 1 < line.length && line[quote + 1] !== this.#separator)
        throw malformed(this.#file, this.#began, 'text stands after a closed quote');
      return quote + 1;
    }
  }

  #finish(found: readonly string[]): void {
    let cells = found;
    // A row of separators alone is an empty line of a sheet, not a person.
    if (cells.every((cell) => cell === '')) return;
    if (this.#columns === null) {
      // Surrounding blanks of a heading are layout ("given_name, surname"); cells stay byte for byte.
      const columns = cells.map((cell) => cell.trim());
      this.#width = columns.length;
      // A sheet that was once wider leaves empty columns at its end; they are no part of the list.
      this.#columns = columns.slice(0, 1 + columns.findLastIndex((column) => column !== ''));
      checkHeading(this.#file, this.#columns);
      this.#onHeading(this.#columns);
      return;
    }
    const { length } = this.#columns;
    if (cells.length === this.#width && length < this.#width) {
      if (cells.slice(length).some((cell) => cell.trim() !== ''))
        throw malformed(this.#file, this.#began, 'a cell stands outside the headed columns');
      cells = cells.slice(0, length);
    }
    checkRow(this.#file, this.#began, cells, length);
    this.#onRow(cells, this.#began);
  }
}

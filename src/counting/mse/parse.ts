/**
 * Reads an overlap table from a file as programs write them: commas, semicolons or tabs, quoted headings, a mark of byte
 * order, any line ends, row numbers in front, the column of people under its usual names. What is not a table of whole
 * people is refused with its row; nothing is repaired, rounded or guessed.
 */
import { parse } from 'csv-parse/sync';
import { malformedTable, overlapTable, type OverlapTable, type TableRow } from './table.ts';

/** Headings of the column of people, the surest first. */
const COUNT_HEADINGS = [
  'count',
  'counts',
  'freq',
  'frequency',
  'frequencies',
  'people',
  'persons',
  'cases',
  'number',
  'nobs',
  'observed',
  'obs',
  'cnt',
  'num',
  'total',
  'n',
] as const;

/** Whole numbers, also as "12.0", which some programs write for 12. */
const WHOLE = /^\d{1,15}(?:\.0{1,15})?$/;
const UNKNOWN = /^(?:|na|n\/a|null|nan|-|\?)$/i;
const MARKS: Readonly<Record<string, boolean>> = { '1': true, '0': false, true: true, false: false };

interface Line {
  readonly fields: readonly string[];
  readonly line: number;
}

function separatorOf(head: string): string {
  const outside = head.replace(/"[^"]*"/g, '');
  const many = (one: string): number => outside.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (many(one) > many(best) ? one : best));
}

function linesOf(text: string): Line[] {
  const head = /^\uFEFF?\s*([^\r\n]*)/.exec(text)?.[1] ?? '';
  try {
    const rows = parse(text, {
      bom: true,
      trim: true,
      delimiter: separatorOf(head),
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info: { lines } }) => ({ fields: record, line: lines }));
  } catch (thrown) {
    // The parser's own message quotes the text, so only its line is kept.
    const { lines } = thrown as { readonly lines?: unknown };
    return malformedTable(`row ${typeof lines === 'number' ? lines : 1}: not readable as CSV`);
  }
}

/** Which column holds the people. A list may be called "n"; then the surer heading decides. */
function countColumn(headings: readonly string[]): number {
  const folded = headings.map((heading) => heading.toLowerCase());
  const name = COUNT_HEADINGS.find((one) => folded.includes(one));
  if (name === undefined) return malformedTable('row 1: no column is headed "count"');
  if (folded.indexOf(name) !== folded.lastIndexOf(name))
    return malformedTable(
      `row 1: columns ${folded.indexOf(name) + 1} and ${folded.lastIndexOf(name) + 1} are both headed as the count`,
    );
  return folded.indexOf(name);
}

/** A first column without a heading that numbers the rows is the program's, not a list. */
function withoutRowNumbers(lines: readonly Line[]): readonly Line[] {
  const [head, ...rows] = lines;
  if (head === undefined || head.fields[0] !== '' || rows.length === 0) return lines;
  const isNumbered = rows.every(({ fields }, at) => fields[0] === String(at + 1));
  return isNumbered ? lines.map(({ fields, line }) => ({ fields: fields.slice(1), line })) : lines;
}

/**
 * Reads a table from CSV text: one 0/1 column per list and one of people. Patterns that are absent or 0 mean that nobody
 * was seen; the row of those on no list may stand there with nothing or 0. Throws Fault('import-malformed') naming the row.
 */
export function parseTable(text: string): OverlapTable {
  const [head, ...rows] = withoutRowNumbers(linesOf(text));
  if (head === undefined) return malformedTable('row 1: the file is empty');
  const at = countColumn(head.fields);
  const others = (fields: readonly string[]): string[] => fields.filter((_, column) => column !== at);
  const names = others(head.fields);
  if (rows.length === 0) malformedTable('row 2: there are headings and no row of people');
  const read = rows.flatMap(({ fields, line }): TableRow[] => {
    if (fields.length !== head.fields.length)
      malformedTable(`row ${line}: ${fields.length} columns where the headings have ${head.fields.length}`);
    const present = fields.map((field, column) => {
      if (column === at) return false;
      const mark = MARKS[field.toLowerCase()];
      return mark ?? malformedTable(`row ${line}, column ${column + 1}: neither 0 nor 1`);
    });
    const count = fields[at] as string;
    const isNobody = !present.includes(true);
    if (isNobody && UNKNOWN.test(count)) return [];
    if (!WHOLE.test(count)) malformedTable(`row ${line}: the count is not a whole number from 0`);
    return [{ present: present.filter((_, column) => column !== at), count: Number(count), line }];
  });
  return overlapTable(names, read);
}

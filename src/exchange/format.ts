/** Which format a text file of a list is, and how large a list may be. */

export type TableFormat = 'csv' | 'tsv' | 'jsonl';

/**
 * A list may have at most this many rows, columns and characters in one cell; a list that is read row by row and never
 * held whole may have more rows.
 */
export const TABLE_LIMITS = {
  rows: 5_000_000,
  rowsOneByOne: 16_000_000,
  columns: 2_000,
  cell: 1_000_000,
} as const;

/** The line by which spreadsheet programs name the separator: "sep=;". */
export const SEPARATOR_LINE = /^\uFEFF?sep=([;,|\t])\r?\n/i;

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

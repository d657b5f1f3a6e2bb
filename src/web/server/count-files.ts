/**
 * A count as files for other programs. Every row of the table carries the moment, the size and the head of the ledger it
 * was read at, so that a row that is cut out still says where it comes from. Nothing else is in them than in the page.
 */
import type { HowMany } from '#workspace';
import type { Say } from '../page/say.ts';
import { permalinkOf } from '../page/count-links.ts';
import { chartRows, type ChartRow } from '../page/count-rows.ts';

/** The answer as it is, with its lasting address. */
export function countJson(answer: HowMany, permalink: string): HowMany & { readonly permalink: string } {
  return { ...answer, permalink };
}

const COLUMNS = [
  'part',
  'who',
  'covers_and_when',
  'kind',
  'figure',
  'lo',
  'hi',
  'words',
  'document',
  'asked_by',
  'asked',
  'permalink',
  'as_known',
  'ledger_entries',
  'ledger_head',
] as const;

/** One cell. A spreadsheet would run what begins with these signs; a quote before them makes it text. */
function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function ends({ mark, said }: ChartRow): [number | null, number | null] {
  if (said !== null) return [said.lo, said.hi];
  switch (mark.kind) {
    case 'dot':
    case 'person':
      return [mark.at, mark.at];
    case 'arrow':
      return [mark.from, null];
    case 'upto':
      return [0, mark.to];
    case 'range':
    case 'band':
      return [Math.round(mark.from), Math.round(mark.to)];
    default:
      return [null, null];
  }
}

/** The rows of the chart as comma-separated values, in UTF-8 with a byte order mark, as spreadsheets need it. */
export function countCsv(say: Say, answer: HowMany): string {
  const { at, size, head } = answer.asKnown;
  const lines = chartRows(say, answer).map((row) => {
    const { said, part, label, note, figure, mark } = row;
    const kind = said === null ? mark.kind : said.kind;
    const [lo, hi] = ends(row);
    return [
      part,
      label,
      note,
      kind,
      figure,
      lo,
      hi,
      said?.words ?? null,
      said?.documentTitle ?? null,
      said?.asker ?? null,
      said?.addressees ?? null,
      permalinkOf(answer, row.id),
      at,
      size,
      head,
    ].map(cell);
  });
  return `\ufeff${[COLUMNS, ...lines].map((line) => line.join(',')).join('\r\n')}\r\n`;
}

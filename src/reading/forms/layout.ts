/**
 * The layout of a text that is not running prose: tables and quoted replies. Knows how they look on a page, in any
 * language; what they say is read elsewhere. Positions are UTF-16 units of the body.
 */
import type { Span } from '../segment.ts';

export interface Cell extends Span {
  readonly words: string;
}
export interface TableRow extends Span {
  readonly cells: readonly Cell[];
}
/** Rows of one width, in order; the first may be a heading. */
export interface Table extends Span {
  readonly rows: readonly TableRow[];
}

/** A stretch of a mail that quotes an earlier one, with its writer as the mail names them. */
export interface QuotedReply extends Span {
  readonly writer: string | null;
  /** The line that introduces it, verbatim; null where there is none. */
  readonly mention: string | null;
  /** 1 for a reply, 2 for a reply in it. */
  readonly depth: number;
}

/** Wider than any list we know, and a bound on what a hostile text can cost. */
const MOST_CELLS = 40;
const MOST_ROWS = 20_000;
const LONGEST_ROW = 1_000;

interface Line extends Span {
  readonly words: string;
}

function linesOf(body: string): Line[] {
  let start = 0;
  return body.split('\n').map((words) => {
    const line = { start, end: start + words.length, words };
    start += words.length + 1;
    return line;
  });
}

const SEPARATORS: readonly RegExp[] = [/\t+/g, / ?\| ?/g, / {3,}/g, / ?; ?/g];
/** What a line must have for each of them. */
const MARKS: readonly string[] = ['\t', '|', '   ', ';'];

function cellsOf(line: Line, separator: RegExp): Cell[] {
  const cells: Cell[] = [];
  let from = 0;
  const add = (to: number): void => {
    const raw = line.words.slice(from, to);
    const words = raw.trim();
    const start = line.start + from + (words === '' ? 0 : raw.indexOf(words));
    cells.push({ start, end: start + words.length, words });
  };
  for (const hit of line.words.matchAll(separator)) {
    // A mark at the very edge of the line frames the table and parts nothing.
    if (hit.index > 0 || separator === SEPARATORS[0]) add(hit.index);
    from = hit.index + hit[0].length;
  }
  if (from < line.words.length || cells.length === 0) add(line.words.length);
  return cells;
}

/** `|---|:--:|` under the heading of a Markdown table. */
const RULE = /^[\s|:+=-]{3,}$/;

/** Tables: three or more lines in a row that one separator cuts into the same number of cells, two at least. */
export function tablesOf(body: string): Table[] {
  const lines = linesOf(body);
  const tables: Table[] = [];
  for (let at = 0; at < lines.length;) {
    const words = lines[at]?.words ?? '';
    const found = SEPARATORS.filter((_, mark) => words.includes(MARKS[mark] ?? ''))
      .map((separator) => run(lines, at, separator))
      .sort((a, b) => b.next - a.next)[0];
    if (found && found.rows.length >= 3) {
      const first = found.rows[0];
      const last = found.rows.at(-1);
      if (first && last) tables.push({ start: first.start, end: last.end, rows: found.rows });
      at = found.next;
    } else at += 1;
  }
  return tables;
}

function run(lines: readonly Line[], from: number, separator: RegExp): { rows: TableRow[]; next: number } {
  const rows: TableRow[] = [];
  let width = 0;
  let at = from;
  for (; at < lines.length && rows.length < MOST_ROWS; at += 1) {
    const line = lines[at];
    if (!line || line.words.length > LONGEST_ROW) break;
    if (rows.length > 0 && RULE.test(line.words) && line.words.includes('-')) continue;
    const cells = cellsOf(line, separator);
    if (cells.length < 2 || cells.length > MOST_CELLS || (width > 0 && cells.length !== width)) break;
    // Prose with semicolons has cells like sentences; a table has short ones.
    if (cells.some(({ words }) => words.length > 160)) break;
    width = cells.length;
    const start = cells.find(({ words }) => words !== '')?.start ?? line.start;
    rows.push({ start, end: cells.findLast(({ words }) => words !== '')?.end ?? line.end, cells });
  }
  return { rows, next: Math.max(at, from + 1) };
}

/** "On 3 May 2031, Tarl Omben <…> wrote:" and its like; the writer stands in group `who`. */
const INTRODUCES: readonly RegExp[] = [
  /^On [^\n]{4,120}?,? (?<who>\p{Lu}[^\n<,:]{1,80}?)(?: ?\(?<[^>\n]*>\)?)? wrote:$/u,
  /^(?<who>\p{Lu}[^\n<,:]{1,80}?)(?: ?\(?<[^>\n]*>\)?)? wrote(?: on [^\n:]{4,60})?:$/u,
  /^Am [^\n]{4,120}? schrieb (?<who>\p{Lu}[^\n<,:]{1,80}?)(?: ?\(?<[^>\n]*>\)?)?:$/u,
  /^Le [^\n]{4,120}?, (?<who>\p{Lu}[^\n<,:]{1,80}?)(?: ?\(?<[^>\n]*>\)?)? a écrit ?:$/u,
  /^El [^\n]{4,120}?, (?<who>\p{Lu}[^\n<,:]{1,80}?)(?: ?\(?<[^>\n]*>\)?)? escribió:$/u,
  /^[^\n]{4,120}?, "?(?<who>\p{Lu}[^\n<,:"]{1,80}?)"?(?: ?\(?<[^>\n]*>\)?)? (?:писала?|написала?|написал\(а\)|пише|написав|написала|написав\(ла\)):$/u,
  // A day, a time, a name and an address, without a verb.
  /^[^\n]{6,80}\d{1,2}:\d{2}, "?(?<who>\p{Lu}[^\n<,:"]{1,80}?)"? ?<[^>\n]*>:$/u,
  /^(?<who>\p{Lu}[^\n<,:]{1,80}?)(?: ?\(?<[^>\n]*>\)?)?, [^\n]{4,80} (?:tarihinde şunu|tarixində bunu|tarixində) yazdı:$/u,
  /^(?:في|بتاريخ) [^\n]{4,120}?[،,] كتبت? (?<who>[^\n<,:،]{2,80}?)(?: ?\(?<[^>\n]*>\)?)?:$/u,
  /^در [^\n]{4,120}?[،,] (?<who>[^\n<,:،]{2,80}?)(?: ?\(?<[^>\n]*>\)?)? (?:نوشت|نوشته است):$/u,
  /^[^\n]{4,120}?, (?<who>\p{Lu}[^\n<,:]{1,80}?)(?: ?\(?<[^>\n]*>\)?)? (?:գրեց|գրել է)[:՝։]$/u,
];
const LONGEST_INTRODUCTION = 400;
const MARK = /^(?:[ \t]*>)+/;
/** Forwarded whole, under a line of dashes and the headers of the mail. */
const FORWARDED = /^-{2,} ?(?:Original|Forwarded) [Mm]essage ?-{2,}$/;

function writerIn(words: string): string | null {
  const line = words.trim();
  if (line.length > LONGEST_INTRODUCTION || !/[:՝։]$/.test(line)) return null;
  for (const pattern of INTRODUCES) {
    const who = pattern.exec(line)?.groups?.['who'];
    if (who !== undefined) return who.trim();
  }
  return null;
}

/** Stretches that quote an earlier mail. Depth is counted and never followed, so nesting costs nothing. */
export function repliesOf(body: string): QuotedReply[] {
  const lines = linesOf(body);
  const replies: QuotedReply[] = [];
  let introduced: { writer: string; mention: string; depth: number } | null = null;
  const writers = new Map<number, { writer: string; mention: string }>();
  for (const [at, line] of lines.entries()) {
    const mark = MARK.exec(line.words)?.[0] ?? '';
    const depth = mark.replace(/[^>]/g, '').length;
    const words = line.words.slice(mark.length);
    const writer = writerIn(words);
    if (writer !== null) {
      introduced = { writer, mention: words.trim(), depth: depth + 1 };
      writers.set(depth + 1, introduced);
      continue;
    }
    if (FORWARDED.test(words.trim())) {
      forward(lines, at, body, replies);
      break;
    }
    if (depth === 0) {
      if (words.trim() !== '' && introduced?.depth !== 1) writers.clear();
      continue;
    }
    // "> Oda Lamm wrote:", and the words of hers at the same depth: how forums quote.
    if (introduced?.depth === depth + 1 && words.trim() !== '') {
      if (lines[at - 1] !== undefined && writerIn((lines[at - 1]?.words ?? '').replace(MARK, '')) !== null)
        writers.set(depth, introduced);
      introduced = null;
    }
    const by = writers.get(depth) ?? null;
    const last = replies.at(-1);
    const isNext =
      last?.depth === depth && last.end === line.start - 1 && last.writer === (by?.writer ?? null);
    if (isNext && last) replies[replies.length - 1] = { ...last, end: line.end };
    else
      replies.push({
        start: line.start,
        end: line.end,
        writer: by?.writer ?? null,
        mention: by?.mention ?? null,
        depth,
      });
  }
  return replies;
}

function forward(lines: readonly Line[], at: number, body: string, replies: QuotedReply[]): void {
  const heading = lines.slice(at + 1, at + 12);
  const from = heading.find(({ words }) => /^\s*(?:From|Von|De|От|Від):\s*\S/.test(words));
  const start = lines[at + 1]?.start;
  if (start === undefined) return;
  const writer = /:\s*"?([^<"\n]{2,80}?)"?\s*(?:<[^>]*>)?\s*$/.exec(from?.words ?? '')?.[1]?.trim() ?? null;
  replies.push({ start, end: body.length, writer, mention: from?.words.trim() ?? null, depth: 1 });
}

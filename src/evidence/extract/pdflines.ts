/**
 * From placed runs of a PDF page to lines of text. A PDF knows no sentences, only ink at places: lines that
 * fill the column and stop inside a sentence are joined by a space, wide gaps inside a line become tabs
 * (columns of a table), wide gaps between lines become empty lines. Right-to-left pages are left as set.
 */

/** What is used of a pdf.js text run; lengths in points. */
export interface Run {
  readonly str: string;
  /** Matrix; places 4 and 5 are x and y of the start. */
  readonly transform: readonly unknown[];
  readonly width: number;
  readonly height: number;
  readonly hasEOL: boolean;
}

interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

export const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Between lines, in heights of a letter: more than this is an empty line. */
const PARAGRAPH_GAP = 1.7;
/** Inside a line: more than this is the next column of a table. */
const COLUMN_GAP = 2.5;
/** A line is full when it ends within this part of the column's right edge. */
const EDGE = 0.15;
const ROW_START = /^(?:[•·*–—-]|\p{N}{1,4}[.)]|\p{L}[.)])\s/u;

function lineOf(runs: readonly Run[]): Line {
  const inked = runs.filter((run) => run.str.trim() !== '');
  const size = Math.max(1, ...inked.map((run) => run.height));
  let text = '';
  let edge: number | null = null;
  for (const run of runs) {
    const x = Number(run.transform[4]);
    const isWide =
      run.str.trim() === '' ? run.width > size * COLUMN_GAP : edge !== null && x - edge > size * COLUMN_GAP;
    if (isWide) text = `${text.trimEnd()}\t`;
    if (run.str.trim() !== '' || !isWide) text += run.str;
    edge = x + run.width;
  }
  return {
    text: text.trimEnd(),
    size,
    left: Math.min(...inked.map((run) => Number(run.transform[4]))),
    right: Math.max(...inked.map((run) => Number(run.transform[4]) + run.width)),
    y: Number(inked[0]?.transform[5]),
  };
}

function linesOf(runs: readonly Run[]): Line[] {
  const lines: Line[] = [];
  let open: Run[] = [];
  const close = (): void => {
    if (open.some((run) => run.str.trim() !== '')) lines.push(lineOf(open));
    open = [];
  };
  for (const run of runs) {
    open.push(run);
    if (run.hasEOL) close();
  }
  close();
  return lines;
}

function isWrapped(line: Line, next: Line, edge: { left: number; right: number }): boolean {
  const isFull = line.right >= edge.right - EDGE * (edge.right - edge.left);
  const isSameSetting =
    Math.abs(line.size - next.size) <= line.size * 0.1 && Math.abs(line.left - next.left) <= line.size * 3;
  const stopsInside = /[\p{L}\p{M}\p{N},)”»"’]$/u.test(line.text);
  const isProse =
    line.text.split(/\s+/).length >= 5 && !line.text.includes('\t') && !next.text.includes('\t');
  return isFull && isSameSetting && stopsInside && isProse && !ROW_START.test(next.text);
}

/** The text of one page. */
export function pageText(runs: readonly Run[]): string {
  const lines = linesOf(runs);
  const edge = {
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
  };
  const isRightToLeft = lines.some((line) => RIGHT_TO_LEFT.test(line.text));
  let text = '';
  for (const [at, line] of lines.entries()) {
    text += line.text;
    const next = lines[at + 1];
    if (next === undefined) break;
    const gap = Math.abs(line.y - next.y);
    const height = Math.max(line.size, next.size);
    if (gap > height * PARAGRAPH_GAP) text += '\n\n';
    else text += !isRightToLeft && isWrapped(line, next, edge) ? ' ' : '\n';
  }
  // A zero character has no place in a text; fonts with broken maps yield it.
  return text.replaceAll('\0', '\ufffd').replace(/\r\n?/g, '\n').trim();
}

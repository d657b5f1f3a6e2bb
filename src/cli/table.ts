/** Text tables for a terminal: cells wrap at words, columns share the width. Widths count characters, not bytes. */

export interface Column {
  readonly heading: string;
  /** Share of the width; columns share what is left after the others took their minimum. */
  readonly share: number;
  readonly least?: number;
}

const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/gu;

function width(text: string): number {
  return Array.from(text.replace(ZERO_WIDTH, '')).length;
}

/** Lines of at most `limit` characters; a word longer than that is broken, never cut off. */
export function wrap(text: string, limit: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replace(/\s+/gu, ' ').trim().split(' ')) {
    let rest = word;
    if (line !== '' && width(line) + 1 + width(rest) > limit) {
      lines.push(line);
      line = '';
    }
    while (width(rest) > limit) {
      lines.push(Array.from(rest).slice(0, limit).join(''));
      rest = Array.from(rest).slice(limit).join('');
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** A table of wrapped cells with a rule under the headings. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  total: number,
): string {
  const gap = 2;
  const room = total - gap * (columns.length - 1);
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share, least = 6 }) => Math.max(least, Math.floor((room * share) / shares)));
  const lineOf = (cells: readonly string[]): string[] => {
    const wrapped = cells.map((cell, at) => wrap(cell, widths[at] ?? 10));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, row) =>
      wrapped
        .map((lines, at) => {
          const part = lines[row] ?? '';
          return part + ' '.repeat(Math.max(0, (widths[at] ?? 10) - width(part)));
        })
        .join(' '.repeat(gap))
        .trimEnd(),
    );
  };
  const rule = widths.map((one) => '─'.repeat(one)).join(' '.repeat(gap));
  return [
    ...lineOf(columns.map(({ heading }) => heading)),
    rule,
    ...rows.flatMap((row) => [...lineOf(row), '']),
  ].join('\n');
}

/** Width of the terminal, between 60 and 160; 110 where there is none. */
export function terminalWidth(): number {
  return Math.min(160, Math.max(60, process.stdout.columns ?? 110));
}

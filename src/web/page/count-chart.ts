/**
 * The chart of a count: accounts, persons documented, what the figures force, an estimate, all on one axis from zero.
 * A claim is a dot, an open claim an arrow, a usual range a thin line, an estimate a band. Refusals and silences are rows
 * of the same size, in words. No bars for claims, no average, no line between claims. Rows are a model of their own; the
 * drawing is plain SVG that prints, with its citation in it.
 */
import type { HowMany, SaidRow } from '#workspace';

export interface ChartRow {
  readonly part: 'says' | 'documented' | 'forced' | 'estimate';
  readonly label: string;
  readonly note: string;
  /** What a screen reader says for the drawing. */
  readonly words: string;
  readonly mark:
    | { readonly kind: 'dot' | 'person'; readonly at: number }
    | { readonly kind: 'arrow'; readonly from: number }
    | { readonly kind: 'upto'; readonly to: number }
    | {
        readonly kind: 'range' | 'band';
        readonly from: number;
        readonly to: number;
        readonly middle: number | null;
      }
    | { readonly kind: 'words' };
}

const VOID: Readonly<Record<SaidRow['kind'], string>> = {
  said: 'says',
  denied: 'denies the figure',
  unknown: 'says that it is not known',
  refused: 'refuses to say',
  'declined-by-mandate': 'declines, by mandate',
  silence: 'no answer',
  unreachable: 'could not be reached',
  referred: 'referred elsewhere',
  withheld: 'withheld',
};

function markOf(lo: number | null, hi: number | null): ChartRow['mark'] {
  if (lo === null && hi === null) return { kind: 'words' };
  if (hi === null) return (lo ?? 0) > 0 ? { kind: 'arrow', from: lo ?? 0 } : { kind: 'words' };
  if (lo === hi) return { kind: 'dot', at: hi };
  return (lo ?? 0) === 0 ? { kind: 'upto', to: hi } : { kind: 'range', from: lo ?? 0, to: hi, middle: null };
}

function saidRows(rows: readonly SaidRow[]): ChartRow[] {
  return rows.map((row) => {
    const mark = row.kind === 'said' ? markOf(row.lo, row.hi) : ({ kind: 'words' } as const);
    const read =
      row.readAs ??
      (row.addressees === null ? VOID[row.kind] : `${VOID[row.kind]} (${row.addressees} asked)`);
    const words = row.kind === 'denied' ? `denies: ${read}` : read;
    const when =
      row.asOf === null ? '' : (row.asOf.words ?? row.asOf.edtf ?? `${row.asOf.from} to ${row.asOf.to}`);
    const asked = row.asker === null ? '' : `asked by ${row.asker}`;
    const note = [row.covers === 'not said' ? '' : row.covers, when, asked]
      .filter((one) => one !== '')
      .join(', ');
    return { part: 'says', label: row.speaker.name, note, words, mark };
  });
}

function documentedRows({ documented, acknowledged }: HowMany): ChartRow[] {
  if (documented.lists === 0) return [];
  const row = (label: string, note: string, at: number): ChartRow => ({
    part: 'documented',
    label,
    note,
    words: String(at),
    mark: { kind: 'person', at },
  });
  return [
    row('At least one record', 'by name, on any list', documented.persons),
    row('Two independent sources', 'of these', documented.twoSources),
    row('Acknowledged by name', 'of these, by the holder', acknowledged.acknowledged.persons),
    row('Not acknowledged', 'of these, as recorded', acknowledged.notAcknowledged.persons),
  ];
}

function forcedRows({ bounds }: HowMany): ChartRow[] {
  return bounds.views.flatMap((view) =>
    view.groups.flatMap(({ isQuestion, size, notAcknowledged }): ChartRow[] => {
      if (!isQuestion) return [];
      const drawn = (label: string, found: typeof size): ChartRow => ({
        part: 'forced',
        label,
        note: `under the view “${view.name}”`,
        words: found.outcome === 'bounds' ? found.words : 'these accounts cannot all hold',
        mark: found.outcome === 'bounds' ? markOf(found.lo, found.hi) : { kind: 'words' },
      });
      const open =
        notAcknowledged === null ? [] : [drawn('Outside every acknowledged number', notAcknowledged)];
      return [drawn('All who are asked about', size), ...open];
    }),
  );
}

function estimateRows({ estimate }: HowMany): ChartRow[] {
  const row = { part: 'estimate', label: 'All who could have been listed' } as const;
  const headline = estimate.report?.headline ?? null;
  if (headline === null) {
    const words = `no defensible estimate: ${estimate.because ?? 'not computed'}`;
    return [{ ...row, note: '', words, mark: { kind: 'words' } }];
  }
  const words = `between ${headline.lo} and ${headline.hi}, if the assumptions hold`;
  const mark = { kind: 'band', from: headline.lo, to: headline.hi, middle: null } as const;
  return [{ ...row, note: '95 %, union of the engines', words, mark }];
}

/** The rows of the chart, in the order drawn. */
export function chartRows(answer: HowMany): ChartRow[] {
  return [
    ...saidRows(answer.rows),
    ...documentedRows(answer),
    ...forcedRows(answer),
    ...estimateRows(answer),
  ];
}

/** Largest number on the axis: 1, 2 or 5 times a power of ten, never below 10, with room for an arrow. */
export function axisEnd(rows: readonly ChartRow[]): number {
  const largest = Math.max(
    1,
    ...rows.map(({ mark }) => {
      if (mark.kind === 'words') return 0;
      if (mark.kind === 'arrow') return mark.from * 1.15;
      return 'at' in mark ? mark.at : mark.to;
    }),
  );
  const unit = 10 ** Math.floor(Math.log10(largest));
  const steps = [1, 2, 5, 10].map((times) => times * unit);
  return Math.max(10, steps.find((step) => step >= largest) ?? 10 * unit);
}

/** The sentence to be copied with its citation: who says how many, who is documented, from which state of the ledger. */
export function citation(answer: HowMany, permalink: string): string {
  const { documented, acknowledged, asKnown, question, rows } = answer;
  const figures = rows
    .filter(({ kind }) => kind === 'said')
    .map(({ speaker, words }) => `${speaker.name}: “${words}”`);
  const said = figures.length === 0 ? 'nobody has said a number' : figures.join('; ');
  const named =
    documented.lists === 0
      ? 'no list of names is held'
      : `${documented.persons} persons are documented by name, ${acknowledged.acknowledged.persons} of them acknowledged by the holder`;
  return `${question.words} As known ${asKnown.at.slice(0, 10)}: ${said}; ${named}. Habeas, ${permalink}, ${asKnown.size} entries, head ${asKnown.head.slice(0, 16)}.`;
}

const PARTS: Readonly<Record<ChartRow['part'], string>> = {
  says: 'Who says what',
  documented: 'Documented by name',
  forced: 'What the figures force together',
  estimate: 'If the assumptions hold',
};

const SIZE = { width: 900, label: 300, plot: 520, row: 40, head: 30, foot: 76, margin: 16 } as const;
const INK = '#1c1b19';
const SOFT = '#5b5751';

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.codePointAt(0)};`);
}

function shortened(text: string, most: number): string {
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}

function textAt(x: number, y: number, words: string, more = ''): string {
  return `<text x="${x}" y="${y}" font-family="system-ui, sans-serif" unicode-bidi="plaintext" ${more}>${escaped(words)}</text>`;
}

function drawn({ mark, words }: ChartRow, y: number, end: number): string {
  const left = SIZE.margin + SIZE.label;
  const x = (value: number): string => (left + (SIZE.plot * value) / end).toFixed(1);
  const tag = (at: number): string =>
    textAt(
      Math.min(Number(x(at)) + 10, left + SIZE.plot - 150),
      y - 6,
      words,
      `font-size="12" fill="${INK}"`,
    );
  const line = (from: number, to: number, more: string): string =>
    `<line x1="${x(from)}" x2="${x(to)}" y1="${y + 6}" y2="${y + 6}" stroke="${INK}" ${more}/>`;
  const ring = (at: number): string =>
    `<circle cx="${x(at)}" cy="${y + 6}" r="5" fill="#fff" stroke="${INK}" stroke-width="2"/>`;
  switch (mark.kind) {
    case 'dot':
      return `<circle cx="${x(mark.at)}" cy="${y + 6}" r="5" fill="${INK}"/>${tag(mark.at)}`;
    case 'person':
      return `<rect x="${(Number(x(mark.at)) - 5).toFixed(1)}" y="${y + 1}" width="10" height="10" fill="${INK}"/>${tag(mark.at)}`;
    case 'arrow': {
      const tip = Number(x(end));
      const head = `<path d="M${tip - 8} ${y + 1}L${tip} ${y + 6}L${tip - 8} ${y + 11}" fill="none" stroke="${INK}" stroke-width="2"/>`;
      return `${line(mark.from, end, 'stroke-width="2"')}${head}${ring(mark.from)}${tag(mark.from)}`;
    }
    case 'upto':
      return `${line(0, mark.to, 'stroke-width="2" stroke-dasharray="2 4"')}${ring(mark.to)}${tag(0)}`;
    case 'range':
      return `${line(mark.from, mark.to, 'stroke-width="2"')}${ring(mark.from)}${ring(mark.to)}${tag(mark.from)}`;
    case 'band':
      return `${line(mark.from, mark.to, 'stroke-width="10" stroke-opacity="0.35"')}${tag(mark.from)}`;
    default:
      return textAt(
        left + 8,
        y + 10,
        shortened(words, 76),
        `font-size="12" font-style="italic" fill="${INK}"`,
      );
  }
}

/** The chart as one SVG file, with question, rows, axis and citation. Everything in it is text or a plain shape. */
export function chartSvg(answer: HowMany, permalink: string): string {
  const rows = chartRows(answer);
  const end = axisEnd(rows);
  const left = SIZE.margin + SIZE.label;
  const parts = [...new Set(rows.map(({ part }) => part))];
  const top = 64;
  const bottom = top + rows.length * SIZE.row + parts.length * SIZE.head;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * end);
  const axis = ticks.map((value) => {
    const x = (left + (SIZE.plot * value) / end).toFixed(1);
    return `<line x1="${x}" x2="${x}" y1="${top}" y2="${bottom}" stroke="${value === 0 ? INK : '#d8d3ca'}"/>${textAt(Number(x), top - 8, String(value), `font-size="12" text-anchor="middle" fill="${SOFT}"`)}`;
  });
  const body: string[] = [];
  let y = top;
  let part: ChartRow['part'] | null = null;
  for (const row of rows) {
    if (row.part !== part) {
      part = row.part;
      body.push(textAt(SIZE.margin, y + 21, PARTS[part], `font-size="13" font-weight="700" fill="${INK}"`));
      y += SIZE.head;
    }
    body.push(
      `<g role="img" aria-label="${escaped(`${row.label}: ${row.words}`)}">`,
      textAt(SIZE.margin, y + 16, shortened(row.label, 42), `font-size="13" fill="${INK}"`),
      textAt(SIZE.margin, y + 31, shortened(row.note, 52), `font-size="11" fill="${SOFT}"`),
      drawn(row, y + 14, end),
      '</g>',
    );
    y += SIZE.row;
  }
  const quoted = citation(answer, permalink);
  const lines = quoted.match(/.{1,128}(?:\s|$)/gu) ?? [quoted];
  const foot = lines.map((line, at) =>
    textAt(SIZE.margin, bottom + 26 + at * 15, line.trim(), `font-size="11" fill="${SOFT}"`),
  );
  const height = bottom + SIZE.foot + Math.max(0, lines.length - 3) * 15;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${height}" viewBox="0 0 ${SIZE.width} ${height}" role="img" aria-label="${escaped(answer.question.words)}">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    textAt(SIZE.margin, 30, answer.question.words, `font-size="18" fill="${INK}"`),
    ...axis,
    ...body,
    ...foot,
    '</svg>\n',
  ].join('\n');
}

/**
 * The drawings that a plotting library makes: the chart of a count as one file that prints, with question, rows, axis
 * and citation in it, and the twenty equally likely totals of an estimate. Drawn on the server into a document of its
 * own; everything in them is text or a plain shape, no script and no style sheet.
 */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { createElement, type ReactElement, type ReactNode } from 'react';
import type { HowMany } from '#workspace';
import { citationOf } from '../page/count-cite.tsx';
import { axisOf, chartRows, questionWords, type ChartRow } from '../page/count-rows.ts';
import type { Say } from '../page/say.ts';

const INK = '#231d15';
const SOFT = '#51483a';
const GRID = '#d9cfbc';
const REFUSAL = '#5b4335';
const DIFFER = '#574277';
const BY_NAME = '#2b5c4a';
const BAND = '#1d4b69';

/** Pixels; the three columns are those of the page. */
const WIDE = 1000;
const EDGE = 24;
const PLOT_FROM = 300;
const PLOT_TO = 664;
const READ_FROM = 690;
const SIZE = 13;
const LINE = 17;

/** Lines that words take in a column; a letter is taken to be a little wider than it mostly is. */
function linesOf(words: string, pixels: number): number {
  if (words === '') return 0;
  let lines = 1;
  let used = 0;
  for (const word of words.split(/\s+/u)) {
    const length = ([...word].length + 1) * SIZE * 0.53;
    if (used > 0 && used + length > pixels) {
      lines += 1;
      used = 0;
    }
    used += length;
  }
  return lines;
}

interface Placed extends ChartRow {
  /** Middle and height in pixels, from the top of the rows. */
  readonly y: number;
  readonly top: number;
  readonly height: number;
  readonly shown: string;
}

interface Laid {
  readonly rows: readonly Placed[];
  readonly heads: readonly { readonly words: string; readonly y: number }[];
  readonly height: number;
}

/** Puts the rows one below the other, each as high as its words need. */
function laid(say: Say, rows: readonly ChartRow[]): Laid {
  const placed: Placed[] = [];
  const heads: { words: string; y: number }[] = [];
  let y = 0;
  let part: ChartRow['part'] | null = null;
  for (const row of rows) {
    if (row.part !== part) {
      part = row.part;
      heads.push({ words: say(`count.part.${part}`), y: y + 20 });
      y += 32;
    }
    const isVoid = row.mark.kind === 'void';
    const shown = [isVoid ? '' : row.figure, row.read].filter((one) => one !== '').join(' ');
    const labels = linesOf(row.label, PLOT_FROM - EDGE - 20) + linesOf(row.note, PLOT_FROM - EDGE - 20);
    const inside = isVoid ? linesOf(row.figure, PLOT_TO - PLOT_FROM - 60) : 1;
    const height = Math.max(labels, inside, linesOf(shown, WIDE - READ_FROM - EDGE), 2) * LINE + 10;
    placed.push({ ...row, y: y + height / 2, top: y, height, shown });
    y += height;
  }
  return { rows: placed, heads, height: y };
}

function freshDocument(): Document {
  return parseHTML('<!doctype html><html><body></body></html>').document;
}

/** Lines of text at a place in pixels, wrapped to a width. */
function words(
  all: readonly { readonly x: number; readonly y: number; readonly words: string }[],
  pixels: number,
  more: Plot.TextOptions = {},
): Plot.Markish {
  return Plot.text(all, {
    x: 'x',
    y: 'y',
    text: 'words',
    textAnchor: 'start',
    lineAnchor: 'middle',
    lineWidth: pixels / SIZE,
    lineHeight: 1.3,
    fontSize: SIZE,
    fill: INK,
    ...more,
  });
}

/** What is drawn for a figure, on scales that are pixels. */
function marksOf(rows: readonly Placed[], x: (value: number) => number): Plot.Markish[] {
  const of = <K extends ChartRow['mark']['kind']>(kind: K) =>
    rows.flatMap((row) =>
      row.mark.kind === kind ? [{ y: row.y, mark: row.mark as Extract<ChartRow['mark'], { kind: K }> }] : [],
    );
  const line = { stroke: INK, strokeWidth: 2 };
  const ring = { r: 5, fill: '#fff', stroke: INK, strokeWidth: 2 };
  const open = of('arrow').map(({ y, mark }) => ({ y, from: x(mark.from), to: PLOT_TO + 8 }));
  const upto = of('upto').map(({ y, mark }) => ({ y, from: x(0), to: x(mark.to) }));
  const ranges = of('range').map(({ y, mark }) => ({ y, from: x(mark.from), to: x(mark.to) }));
  const usual = of('usual').map(({ y, mark }) => ({ y, from: x(mark.from), to: x(mark.to) }));
  const persons = of('person').map(({ y, mark }) => ({ y, x: x(mark.at), isWhole: mark.isWhole }));
  const bands = of('band').map(({ y, mark }) => ({
    y,
    from: x(mark.from),
    to: x(mark.to),
    half: mark.half?.map(x) ?? null,
    middle: mark.middle === null ? null : x(mark.middle),
  }));
  const halves = bands.flatMap(({ y, half }) => (half === null ? [] : [{ y, from: half[0], to: half[1] }]));
  const middles = bands.flatMap(({ y, middle }) => (middle === null ? [] : [{ y, x: middle }]));
  const box = (half: number) => ({
    x1: 'from',
    x2: 'to',
    y1: (one: { y: number }) => one.y - half,
    y2: (one: { y: number }) => one.y + half,
  });
  return [
    Plot.link(usual, { x1: 'from', x2: 'to', y: 'y', ...line, strokeDasharray: '2 4' }),
    Plot.link(ranges, { x1: 'from', x2: 'to', y: 'y', ...line }),
    Plot.tickX(
      ranges.flatMap(({ y, from, to }) => [
        { y, x: from },
        { y, x: to },
      ]),
      {
        x: 'x',
        y1: (one: { y: number }) => one.y - 7,
        y2: (one: { y: number }) => one.y + 7,
        ...line,
      } as never,
    ),
    Plot.link(upto, { x1: 'from', x2: 'to', y: 'y', ...line }),
    Plot.dot(upto, { x: 'to', y: 'y', ...ring }),
    Plot.arrow(open, { x1: 'from', x2: 'to', y: 'y', ...line, headLength: 7 }),
    Plot.dot(open, { x: 'from', y: 'y', ...ring }),
    Plot.rect(bands, { ...box(9), fill: BAND, fillOpacity: 0.22, stroke: BAND }),
    Plot.rect(halves, { ...box(9), fill: BAND, fillOpacity: 0.5 }),
    Plot.link(middles, {
      x: 'x',
      y1: (one: { y: number }) => one.y - 12,
      y2: (one: { y: number }) => one.y + 12,
      stroke: BAND,
      strokeWidth: 3,
    }),
    Plot.dot(of('dot'), { x: ({ mark }) => x(mark.at), y: 'y', r: 5.5, fill: INK }),
    Plot.dot(persons, {
      x: 'x',
      y: 'y',
      r: 5.5,
      symbol: 'square',
      stroke: BY_NAME,
      strokeWidth: 2,
      fill: ({ isWhole }: { isWhole: boolean }) => (isWhole ? BY_NAME : '#fff'),
    }),
  ];
}

/** Rules of the rows without a number: solid where somebody refused, dotted where nothing came, none where nobody can say. */
function voidLines(rows: readonly Placed[]): Plot.Markish[] {
  const empty = rows.flatMap(({ mark, y }) => (mark.kind === 'void' ? [{ y, how: mark.how }] : []));
  const span = { x1: PLOT_FROM, x2: PLOT_TO, y: 'y' } as const;
  const lined = (kinds: readonly string[], stroke: string, strokeDasharray: string): Plot.Markish =>
    Plot.link(
      empty.filter(({ how }) => kinds.includes(how)),
      { ...span, stroke, strokeWidth: 2, strokeDasharray },
    );
  return [
    lined(['refused', 'declined-by-mandate'], REFUSAL, 'none'),
    lined(['silence', 'unreachable', 'referred', 'withheld'], SOFT, '1 3'),
    lined(['denied'], DIFFER, '6 4'),
  ];
}

/** The chart as one SVG file. Words of others are text in it and never markup. */
export function chartSvg(say: Say, answer: HowMany, workspace: string): string {
  const rows = chartRows(say, answer);
  const axis = axisOf(rows);
  const at = laid(say, rows);
  const { sentence, source } = citationOf(say, answer, workspace);
  const question = questionWords(say, answer);
  const top = 76;
  const x = (value: number): number =>
    PLOT_FROM + ((PLOT_TO - PLOT_FROM) * Math.min(value, axis.end)) / axis.end;
  const foot = at.height + 30;
  const citation = linesOf(sentence, WIDE - 2 * EDGE) * LINE;
  const height = top + foot + citation + linesOf(source, WIDE - 2 * EDGE) * LINE + 24;
  const ticks = axis.ticks.map((tick) => ({ x: x(tick), y: -14, words: say.number(tick) }));
  const label = (row: Placed): number =>
    row.note === '' ? row.y : row.y - (linesOf(row.note, 256) * LINE) / 2;
  const svg = Plot.plot({
    document: freshDocument(),
    width: WIDE,
    height,
    margin: 0,
    x: { type: 'identity', axis: null },
    y: { type: 'identity', axis: null, transform: (y: number) => y + top },
    marks: [
      words([{ x: EDGE, y: -46, words: question }], WIDE - 2 * EDGE, { fontSize: 20 }),
      words(ticks, 200, { textAnchor: 'middle', fill: SOFT }),
      words([{ x: READ_FROM, y: -14, words: say('count.people') }], 200, { fill: SOFT }),
      Plot.link(axis.ticks.slice(1), { x, y1: 0, y2: at.height, stroke: GRID }),
      Plot.link([0], { x: PLOT_FROM, y1: 0, y2: at.height, stroke: INK }),
      words(
        at.heads.map((one) => ({ x: EDGE, ...one })),
        PLOT_FROM,
        { fontWeight: 'bold' },
      ),
      words(
        at.rows.map((row) => ({ x: EDGE, y: label(row), words: row.label })),
        PLOT_FROM - EDGE - 20,
      ),
      words(
        at.rows.map((row) => ({
          x: EDGE,
          y: label(row) + ((linesOf(row.label, 256) + linesOf(row.note, 256)) * LINE) / 2,
          words: row.note,
        })),
        PLOT_FROM - EDGE - 20,
        { fill: SOFT, fontSize: SIZE - 1 },
      ),
      ...voidLines(at.rows),
      words(
        at.rows.flatMap(({ mark, y, figure }) =>
          mark.kind === 'void' ? [{ x: PLOT_FROM + 24, y, words: figure }] : [],
        ),
        PLOT_TO - PLOT_FROM - 40,
        // The ground of the page round the word, so that the rule stands before and after it.
        { fill: REFUSAL, stroke: '#fff', strokeWidth: 12 },
      ),
      ...marksOf(at.rows, x),
      words(
        at.rows.map(({ y, shown }) => ({ x: READ_FROM, y, words: shown })),
        WIDE - READ_FROM - EDGE,
      ),
      words([{ x: EDGE, y: foot, words: sentence }], WIDE - 2 * EDGE, { lineAnchor: 'top' }),
      words([{ x: EDGE, y: foot + citation + 8, words: source }], WIDE - 2 * EDGE, {
        lineAnchor: 'top',
        fill: SOFT,
      }),
    ],
  });
  return fileOf(svg, question);
}

/** A drawing as a file: its name for a voice, its own ground, and no style sheet, which our policy would not run. */
function fileOf(svg: Element, name: string): string {
  bare(svg);
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', name);
  const ground = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [key, value] of Object.entries({ width: '100%', height: '100%', fill: '#fff' }))
    ground.setAttribute(key, value);
  svg.insertBefore(ground, svg.firstChild);
  for (const text of svg.querySelectorAll('text')) text.setAttribute('unicode-bidi', 'plaintext');
  return `${svg.outerHTML.replaceAll('><g', '>\n<g')}\n`;
}

/** Takes the library's style sheet and class out: a page of ours has its own, and a file none. */
function bare(svg: Element): void {
  for (const style of svg.querySelectorAll('style')) style.remove();
  svg.removeAttribute('class');
}

/** Twenty dots, each one chance in twenty, for every engine that gives a whole distribution; null without an estimate. */
export function dotsOf(say: Say, answer: HowMany): ReactNode {
  const report = answer.estimate.report;
  if (report === null || report.headline === null) return null;
  const engines = report.engines.filter(({ twenty }) => twenty !== null && twenty.length === 20);
  if (engines.length === 0) return null;
  const axis = axisOf(chartRows(say, answer));
  return createElement(
    'section',
    { 'aria-labelledby': 'dots', className: 'stack-gap' },
    createElement('h2', { id: 'dots' }, say('count.dots')),
    createElement('p', { className: 'soft' }, say('count.dotsLead')),
    ...engines.map(({ name, twenty }) =>
      createElement(
        'figure',
        { key: name, className: 'sheet inset dots' },
        createElement(
          'figcaption',
          null,
          createElement('b', null, say(`engine.${name}`)),
          ' ',
          say(`assumes.${name}`),
        ),
        drawn(
          dotPlot(twenty ?? [], axis.end, say),
          say('count.dotsAlt', { lo: twenty?.[0] ?? 0, hi: twenty?.[19] ?? 0 }),
        ),
      ),
    ),
  );
}

function dotPlot(twenty: readonly number[], end: number, say: Say): Element {
  return Plot.plot({
    document: freshDocument(),
    width: 800,
    height: 150,
    marginLeft: 24,
    marginRight: 40,
    x: {
      domain: [0, end],
      ticks: 4,
      tickFormat: (value: number) => say.number(value),
      label: null,
      grid: true,
    },
    marks: [
      Plot.ruleY([0]),
      Plot.dotX(twenty, Plot.dodgeY('bottom', { x: (value: number) => value, r: 6, fill: 'currentColor' })),
    ],
  });
}

const REACT_NAMES: Readonly<Record<string, string>> = { class: 'className', 'xlink:href': 'xlinkHref' };

/** An element of the library as one of the page: attribute by attribute, so that nothing is ever set as markup. */
function drawn(svg: Element, name: string): ReactElement {
  bare(svg);
  for (const [key, value] of Object.entries({ role: 'img', 'aria-label': name }))
    svg.setAttribute(key, value);
  const asReact = (node: Element, key: number): ReactElement => {
    const given = [...node.attributes].filter((one) => one.name !== 'style');
    const props = given.map((one) => [
      REACT_NAMES[one.name] ??
        (/^(?:aria|data)-/.test(one.name)
          ? one.name
          : one.name.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())),
      one.value,
    ]);
    const inner = [...node.childNodes].flatMap((child, at): ReactNode[] => {
      if (child.nodeType === 3) return [child.textContent];
      return child.nodeType === 1 ? [asReact(child as Element, at)] : [];
    });
    return createElement(node.localName, { key, ...Object.fromEntries(props) }, ...inner);
  };
  return asReact(svg, 0);
}

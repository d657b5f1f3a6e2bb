/**
 * Tables to drafts: a row about a named person is what happened to that person; a figure under a heading that says what
 * is counted is a count, and so are totals. A table whose heading is not understood is left to the other rules.
 */
import { readFileSync } from 'node:fs';
import type { Measure } from '../contract.ts';
import { findDates } from '../dates.ts';
import type { Draft } from '../scene.ts';
import type { Table, TableRow } from './layout.ts';

type Column = 'name' | 'place' | 'date' | 'event' | 'number' | Measure;

const MEASURES: ReadonlySet<string> = new Set([
  'held',
  'taken',
  'missing',
  'dead',
  'released',
  'tried',
  'cases',
]);

interface Heading {
  readonly field: Column;
  readonly words: readonly string[];
}

let headings: readonly Heading[] | null = null;

function readHeadings(): readonly Heading[] {
  headings ??= readFileSync(new URL('./headers.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'))
    .map(([field = '', , words = '']) => ({ field: field as Column, words: words.split('|') }));
  return headings;
}

/** What a heading stands for; null for one that nobody knows. */
function columnOf(heading: string): Column | null {
  const plain = ` ${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `;
  // The longest words win ("held at" over "held"), and a measure over a general word of the same length.
  let best: { field: Column; length: number } | null = null;
  for (const { field, words } of readHeadings()) {
    const length = Math.max(0, ...words.map((word) => (plain.includes(` ${word}`) ? word.length : 0)));
    const wins = best === null || length > best.length || (length === best.length && MEASURES.has(field));
    if (length > 0 && wins) best = { field, length };
  }
  return best?.field ?? null;
}

/** What a cell about a person's fate comes to, by the same words. */
const EVENTS: Readonly<Partial<Record<Column, string>>> = {
  held: 'held',
  taken: 'captured',
  missing: 'disappeared',
  released: 'released',
  tried: 'sentenced',
};

const FIGURE = /^(?<bound>[~≈<>≤≥]|>=|<=)? ?(?<digits>\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})*|\d+)(?<plus>\+)?$/u;
const OPERATORS: Readonly<Record<string, string>> = {
  '~': '~',
  '≈': '~',
  '<': '<',
  '>': '>',
  '≤': '<=',
  '≥': '>=',
  '<=': '<=',
  '>=': '>=',
};
const YEAR = /^(?:1[5-9]|20)\d\d$/;

interface Understood {
  readonly columns: readonly (Column | null)[];
  readonly rows: readonly TableRow[];
  readonly heading: TableRow;
}

function understand(table: Table): Understood | null {
  const [heading, ...rows] = table.rows;
  if (!heading) return null;
  const columns = heading.cells.map(({ words }) => columnOf(words));
  const isHeading = heading.cells.every(({ words }) => !FIGURE.test(words) || words === '');
  if (!isHeading) return null;
  const hasPersons = columns.includes('name') && columns.some((one) => one !== null && one !== 'name');
  const hasFigures = columns.some(
    (one, at) =>
      one !== null &&
      (MEASURES.has(one) || one === 'number') &&
      rows.some(({ cells }) => FIGURE.test(cells[at]?.words ?? '')),
  );
  return hasPersons || hasFigures ? { columns, rows, heading } : null;
}

/** Drafts of a table, or null if it is not understood. `published` places dates without a year. */
export function draftsOfTable(table: Table, published: string | null): Draft[] | null {
  const known = understand(table);
  if (!known) return null;
  return known.rows.flatMap((row) => [
    ...figuresIn(row, known, table.rows.length),
    ...personIn(row, known, published),
  ]);
}

function figuresIn(row: TableRow, { columns, heading }: Understood, width: number): Draft[] {
  const label = row.cells[0]?.words ?? '';
  return row.cells.flatMap((cell, at) => {
    const column = columns[at] ?? null;
    const figure = FIGURE.exec(cell.words)?.groups;
    if (!figure || at === 0 || column === null || (column !== 'number' && !MEASURES.has(column))) return [];
    if (width > 0 && column === 'number' && YEAR.test(cell.words)) return [];
    const measure = column === 'number' ? columnOf(label) : column;
    const counted = measure !== null && MEASURES.has(measure) ? measure : 'other';
    return [
      {
        kind: 'count' as const,
        start: row.start,
        end: cell.end,
        rule: 'table:figure',
        cue: cell.words,
        subject: `${label}: ${heading.cells[at]?.words ?? ''}`.slice(0, 120),
        fields: {
          operator: figure['plus'] === undefined ? (OPERATORS[figure['bound'] ?? ''] ?? '=') : '>=',
          number: Number((figure['digits'] ?? '').replace(/\D/g, '')),
          measure: counted,
          as_of: null,
          period: null,
          unit: null,
          vague: false,
        },
      },
    ];
  });
}

function cellOf(row: TableRow, { columns }: Understood, field: Column): string | null {
  const words = row.cells[columns.indexOf(field)]?.words ?? '';
  return words === '' || /^[-–—?.]+$/.test(words) ? null : words;
}

function personIn(row: TableRow, known: Understood, published: string | null): Draft[] {
  const who = cellOf(row, known, 'name');
  if (who === null || !/\p{L}{2}/u.test(who) || FIGURE.test(who) || isTotal(who)) return [];
  const said = cellOf(row, known, 'event');
  const dated = cellOf(row, known, 'date');
  const place = cellOf(row, known, 'place');
  if (said === null && dated === null && place === null) return [];
  const fate = said === null ? headedBy(known) : columnOf(said);
  const date = dated === null ? null : (findDates(dated, published)[0]?.edtf ?? null);
  const base = { start: row.start, end: row.end, rule: 'table:person', cue: who, subject: who };
  if (fate === 'dead') return [{ ...base, kind: 'death', fields: { who, cause: null, date } }];
  const event = EVENTS[fate ?? 'held'] ?? 'held';
  return [{ ...base, kind: 'custody', fields: { event, who, place, date, by: null } }];
}

/** A heading such as "captured on" says what the date is the date of. */
function headedBy({ columns, heading }: Understood): Column | null {
  const words = heading.cells[columns.indexOf('date')]?.words ?? '';
  return (
    readHeadings().find(
      ({ field, words: known }) =>
        EVENTS[field] !== undefined && known.some((word) => ` ${words.toLowerCase()}`.includes(` ${word}`)),
    )?.field ?? null
  );
}

const isTotal = (words: string): boolean =>
  /^(?:grand )?totals?\b|^sum\b|^всего|^итого|^ընդամենը|^cəmi|^المجموع|^усього/iu.test(words.trim());

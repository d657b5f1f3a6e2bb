/**
 * What a column of a list is taken for. Headings are compared with a lexicon (columns.json) after folding case,
 * spaces and punctuation; a person can override every guess. A column that nothing recognises is kept verbatim
 * all the same: recognising adds a reading, it never drops a cell.
 */
import { Fault } from '#ground';
import type { Table } from './table.ts';
import lexicon from './columns.json' with { type: 'json' };

/** Fields a column can be taken for; the keys of columns.json. */
export type Field = keyof typeof lexicon.fields;

export const FIELDS = Object.keys(lexicon.fields) as readonly Field[];

/** Version of the lexicon, recorded with every import. */
export const COLUMNS_VERSION = lexicon.version;

export interface ColumnReading {
  /** The heading as written. */
  readonly column: string;
  readonly field: Field | null;
  readonly basis: 'heading' | 'person' | 'not recognised';
}

const fold = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLocaleLowerCase('und')
    // Dotless and dotted i fall together: capitals of Turkic headings cannot be told apart without the language.
    .replaceAll('ı', 'i')
    .replaceAll('\u0307', '')
    .replace(/[’‘ʼʹ`´]/g, "'")
    .replace(/[\s_\-/]+/g, ' ')
    .replace(/[^\p{L}\p{M}\p{N} №#']/gu, '')
    .trim();

const byHeading = new Map<string, Field>();
for (const field of FIELDS) for (const heading of lexicon.fields[field]) byHeading.set(fold(heading), field);

/** The field a heading names: whole, without what stands in brackets, or in one of two languages ("Фамилия / Surname"). */
function guessOf(heading: string): Field | undefined {
  const whole = byHeading.get(fold(heading));
  if (whole !== undefined) return whole;
  const plain = heading.replace(/[([].*?[)\]]/gu, ' ');
  return [plain, ...plain.split(/[/|\n]/u)]
    .map((part) => byHeading.get(fold(part)))
    .find((field) => field !== undefined);
}

/** Headings that mean the whole name alone, and the given name beside a column for the family name. */
const BARE_NAME = new Set(['name', 'names', 'نام', 'الاسم', 'اسم'].map(fold));

/** "Name" beside "Surname" is the given name. */
function besideSurname(columns: readonly ColumnReading[]): ColumnReading[] {
  const has = (field: Field): boolean => columns.some((column) => column.field === field);
  if (!has('surname') || has('given_name')) return [...columns];
  return columns.map((column) =>
    column.field === 'full_name' && column.basis === 'heading' && BARE_NAME.has(fold(column.column))
      ? { ...column, field: 'given_name' }
      : column,
  );
}

/**
 * Reads the headings of a list. `map` (field → column) comes from a person and wins over every guess; an empty column
 * says that no column is this field.
 * Throws Fault('usage-wrong') when the map names a field or column that does not exist.
 */
export function readColumns(
  columns: readonly string[],
  map: Readonly<Record<string, string>> = {},
): ColumnReading[] {
  const chosen = new Map<string, Field>();
  const taken = new Set<Field>();
  for (const [field, column] of Object.entries(map)) {
    const known = FIELDS.find((candidate) => candidate === field);
    if (!known)
      throw new Fault('usage-wrong', 'the map names a field that does not exist', {
        hint: `Fields: ${FIELDS.join(', ')}.`,
      });
    taken.add(known);
    if (column === '') continue;
    const exact = columns.indexOf(column);
    const at = exact >= 0 ? exact : columns.findIndex((heading) => fold(heading) === fold(column));
    if (at < 0)
      throw new Fault(
        'usage-wrong',
        `the map names a column that the list does not have, for the field ${field}`,
      );
    const heading = columns[at] ?? column;
    if (chosen.has(heading))
      throw new Fault('usage-wrong', `the map gives one column to two fields, the second is ${field}`);
    chosen.set(heading, known);
  }
  const readings = columns.map((column): ColumnReading => {
    const byPerson = chosen.get(column);
    if (byPerson) return { column, field: byPerson, basis: 'person' };
    const guess = guessOf(column);
    if (!guess || taken.has(guess)) return { column, field: null, basis: 'not recognised' };
    taken.add(guess);
    return { column, field: guess, basis: 'heading' };
  });
  return besideSurname(readings);
}

/** Refuses a list in which one identifier stands on two rows. Throws Fault('import-malformed') naming file and row. */
export function refuseRepeatedIds(file: string, table: Table, columns: readonly ColumnReading[]): void {
  const at = columns.findIndex(({ field }) => field === 'id');
  if (at < 0) return;
  const seen = new Map<string, number>();
  table.rows.forEach((row, place) => {
    const id = (row[at] ?? '').trim();
    const line = table.lines[place] ?? place + 2;
    const before = seen.get(id);
    if (id !== '' && before !== undefined)
      throw new Fault(
        'import-malformed',
        `${file}, row ${line}: the identifier stands already in row ${before}`,
        {
          hint: 'Nothing was imported. Mend the row, or say with --map id= that the column is no identifier.',
        },
      );
    seen.set(id, line);
  });
}

/**
 * What a column of a list is taken for. Headings are compared with a lexicon (columns.json) after folding case,
 * spaces and punctuation; a person can override every guess. A column that nothing recognises is kept verbatim
 * all the same: recognising adds a reading, it never drops a cell.
 */
import { Fault } from '#ground';
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

/**
 * Reads the headings of a list. `map` (field → column) comes from a person and wins over every guess.
 * Throws Fault('usage-wrong') when the map names a field or column that does not exist.
 */
export function readColumns(
  columns: readonly string[],
  map: Readonly<Record<string, string>> = {},
): ColumnReading[] {
  const chosen = new Map<string, Field>();
  for (const [field, column] of Object.entries(map)) {
    const known = FIELDS.find((candidate) => candidate === field);
    if (!known)
      throw new Fault('usage-wrong', 'the map names a field that does not exist', {
        hint: `Fields: ${FIELDS.join(', ')}.`,
      });
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
  const taken = new Set<Field>(chosen.values());
  return columns.map((column): ColumnReading => {
    const byPerson = chosen.get(column);
    if (byPerson) return { column, field: byPerson, basis: 'person' };
    const guess = byHeading.get(fold(column));
    if (!guess || taken.has(guess)) return { column, field: null, basis: 'not recognised' };
    taken.add(guess);
    return { column, field: guess, basis: 'heading' };
  });
}

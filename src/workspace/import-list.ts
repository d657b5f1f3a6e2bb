/**
 * A list of persons comes in: the file is preserved as a document, every row becomes a record, verbatim, and the list
 * says what each column was taken for. All rows or none, in one batch. A preview does everything but write.
 */
import type { Handling, Name, PartyRef, RelayedFrom, SourceList, SourceRecord } from '#claim';
import { COLUMNS_VERSION, readColumns, type ColumnReading, type Field, type Table } from '#exchange';
import { Fault, newId } from '#ground';
import { scriptOf } from '#names';
import { addDocument } from './add-document.ts';
import { readTableFile } from './read-table.ts';
import type { Principal } from './principal.ts';
import type { Draft, Workspace } from './workspace.ts';

export interface ListIn {
  readonly bytes: Uint8Array;
  /** As the person named it; decides between CSV, TSV, JSON Lines and XLSX together with the bytes. */
  readonly fileName: string;
  readonly name: string;
  /** Field → column, by a person; wins over what is recognised. */
  readonly map?: Readonly<Record<string, string>>;
  readonly publisher?: PartyRef;
  readonly published?: string;
  readonly language?: string;
  readonly relayedFrom?: readonly RelayedFrom[];
  readonly handling?: Handling;
  readonly isPublic?: boolean;
}

export interface ListPreview {
  readonly columns: readonly ColumnReading[];
  readonly rows: number;
  /** Rows in which no column gives a name. */
  readonly unnamed: number;
  /** The first rows, verbatim. */
  readonly sample: readonly (readonly string[])[];
  /** What the reader of the file noted: a guessed encoding, hidden rows, sheets left out. */
  readonly notices: readonly string[];
}

export interface ListImported extends ListPreview {
  readonly listId: string;
  readonly documentId: string;
}

/** Which attribute of the list AT a recognised column gives; fields without one are kept as plain columns. */
const ATTRIBUTE: { readonly [F in Field]?: string } = {
  full_name: 'name',
  given_name: 'givenName',
  surname: 'familyName',
  father: 'fatherName',
  mother: 'motherName',
  birth_date: 'birthDate',
  birth_year: 'birthDate',
  birth_place: 'birthPlace',
  age: 'age',
  sex: 'sex',
  nationality: 'nationality',
  place: 'residence',
  unit: 'unit',
  held_at: 'place',
};

/** Reads a list and says what each column is taken for. Writes nothing. Throws Fault('import-malformed' …). */
export async function previewList(
  given: Pick<ListIn, 'bytes' | 'fileName' | 'map'>,
): Promise<ListPreview & { table: Table }> {
  const table = await readTableFile(given.fileName, given.bytes);
  const columns = readColumns(table.columns, given.map);
  const unnamed = table.rows.filter((row) => namesOf(row, columns, undefined).length === 0).length;
  const { rows, notices = [] } = table;
  return { table, columns, rows: rows.length, unnamed, sample: rows.slice(0, 5), notices };
}

type Part = NonNullable<Name['parts']>[number];
const PARTS: readonly (readonly [Field, Part['role']])[] = [
  ['surname', 'family'],
  ['given_name', 'given'],
  ['father', 'father'],
];

/** The name a row gives, as written: one full column, or its parts in the order of the list. */
function namesOf(
  row: readonly string[],
  columns: readonly ColumnReading[],
  lang: string | undefined,
): Name[] {
  const cell = (field: Field): string =>
    (row[columns.findIndex((column) => column.field === field)] ?? '').trim();
  const full = cell('full_name');
  const withLang = lang === undefined ? {} : { lang };
  if (full !== '') return [{ words: full, script: scriptOf(full), ...withLang }];
  const parts = columns.flatMap(({ field }): Part[] => {
    const role = PARTS.find(([name]) => name === field)?.[1];
    const words = field === null ? '' : cell(field);
    return role === undefined || words === '' ? [] : [{ role, words }];
  });
  const words = parts.map((part) => part.words).join(' ');
  return words === '' ? [] : [{ words, script: scriptOf(words), parts, ...withLang }];
}

/**
 * Imports a list. The document and its records are recorded in two steps, the records and their list in one: when
 * this throws, no record of the list is there. Throws Fault: import-malformed, not-allowed, confidential-channel.
 */
export async function importList(
  workspace: Workspace,
  principal: Principal,
  given: ListIn,
): Promise<ListImported> {
  const { table, ...preview } = await previewList(given);
  const { columns } = preview;
  const handling: Handling = given.handling ?? {
    tlp: given.isPublic ? 'TLP:CLEAR' : 'TLP:AMBER',
    caveats: [],
    compartment: 'open',
  };
  const { documentId } = await addDocument(workspace, principal, {
    bytes: given.bytes,
    fileName: given.fileName,
    title: given.name,
    kind: 'list',
    unread: true,
    handling,
    ...(given.publisher === undefined ? {} : { publisher: given.publisher }),
    ...(given.published === undefined ? {} : { published: given.published }),
    ...(given.language === undefined ? {} : { language: given.language }),
    ...(given.relayedFrom === undefined ? {} : { relayedFrom: given.relayedFrom }),
    ...(given.isPublic === undefined ? {} : { isPublic: given.isPublic }),
  });
  const listId = newId();
  const list: SourceList = {
    listId,
    documentId,
    name: given.name,
    columns: columns.map(({ column, field }, at) => {
      const attribute = field === null ? undefined : ATTRIBUTE[field];
      return { column: at, heading: column, ...(attribute === undefined ? {} : { field: attribute }) };
    }),
    rows: table.rows.length,
    importer: { name: 'habeas-import', version: String(COLUMNS_VERSION) },
    handling,
  };
  const drafts: Draft[] = [{ type: 'list-imported', body: { list }, compartment: handling.compartment }];
  table.rows.forEach((row, at) => {
    const record: SourceRecord = {
      recordId: newId(),
      origin: {
        kind: 'row',
        listId,
        row: at + 1,
        cells: row.flatMap((words, column) => (words === '' ? [] : [{ column, words }])),
      },
      names: namesOf(row, columns, given.language),
      handling,
    };
    drafts.push({ type: 'record-added', body: { record }, compartment: handling.compartment });
  });
  if (drafts.length === 1) throw new Fault('input-empty', 'the list holds no rows');
  await workspace.append(principal, drafts);
  return { ...preview, listId, documentId };
}

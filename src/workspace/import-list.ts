/**
 * A list of persons comes in: the file is preserved as a document, every row becomes a record, verbatim, and the list
 * says what each column was taken for. All rows or none, in one batch. A preview does everything but write.
 */
import type { Handling, Name, PartyRef, RelayedFrom, SourceList, SourceRecord } from '#claim';
import {
  COLUMNS_VERSION,
  readColumns,
  refuseRepeatedIds,
  type ColumnReading,
  type Field,
  type Table,
} from '#exchange';
import { canonicalJson, Fault, newId, sha256Hex } from '#ground';
import { scriptOf } from '#names';
import { prepareDocument, type DocumentIn, type DocumentPrepared } from './add-document.ts';
import { appendInTurn, changedSince } from './judge-proposal.ts';
import { readTableFile } from './read-table.ts';
import type { Principal } from './principal.ts';
import type { Answer } from './queries.ts';
import type { Draft, Workspace } from './workspace.ts';

export interface ListIn {
  readonly bytes: Uint8Array;
  /** As the person named it; decides between CSV, TSV, JSON Lines and XLSX together with the bytes. */
  readonly fileName: string;
  readonly name: string;
  /** Field → column, by a person; wins over what is recognised. */
  readonly map?: Readonly<Record<string, string>>;
  /** Encoding of a text file, by a person; found from the bytes unless told. */
  readonly charset?: string;
  readonly publisher?: PartyRef;
  readonly published?: string;
  readonly language?: string;
  readonly relayedFrom?: readonly RelayedFrom[];
  readonly handling?: Handling;
  readonly isPublic?: boolean;
  /** Digest of the bytes that were previewed. */
  readonly expected?: string;
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
  /** Undoes the import as a whole; the same as the id of the list. */
  readonly batchId: string;
  readonly listId: string;
  readonly documentId: string;
}

export interface ImportPreview extends ListPreview {
  /** Digest of the bytes; confirming can name it, so that what was looked at is what is imported. */
  readonly sha256: string;
  /** What these bytes are already; null when they are new. With a `listId` the list is in force and nothing is to do. */
  readonly recognised: Answer<'bytes'>['known'];
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
  given: Pick<ListIn, 'bytes' | 'fileName' | 'map' | 'charset'>,
): Promise<ListPreview & { table: Table }> {
  const table = await readTableFile(given.fileName, given.bytes, given.charset);
  const columns = readColumns(table.columns, given.map);
  refuseRepeatedIds(`file ${given.fileName.replace(/^.*[\\/]/, '')}`, table, columns);
  const nameOf = nameReader(columns);
  const unnamed = table.rows.filter((row) => nameOf(row) === null).length;
  const { rows, notices = [] } = table;
  return { table, columns, rows: rows.length, unnamed, sample: rows.slice(0, 5), notices };
}

type Part = NonNullable<Name['parts']>[number];
const PARTS: readonly (readonly [Field, Part['role']])[] = [
  ['surname', 'family'],
  ['given_name', 'given'],
  ['father', 'father'],
];

/**
 * Gives the name of a row as written: one full column, or its parts in the order of the list; null where there is none.
 * Where the columns stand is looked up once for the list.
 */
function nameReader(
  columns: readonly ColumnReading[],
  lang?: string,
): (row: readonly string[]) => Name | null {
  const place = (field: Field): number => columns.findIndex((column) => column.field === field);
  const full = place('full_name');
  const places = columns.flatMap(({ field }) => {
    const role = PARTS.find(([name]) => name === field)?.[1];
    return role === undefined || field === null ? [] : [{ at: place(field), role }];
  });
  const withLang = lang === undefined ? {} : { lang };
  return (row) => {
    const whole = (row[full] ?? '').trim();
    if (whole !== '') return { ...withLang, script: scriptOf(whole), words: whole };
    const parts: Part[] = [];
    for (const { at, role } of places) {
      const words = (row[at] ?? '').trim();
      if (words !== '') parts.push({ role, words });
    }
    const words = parts.map((part) => part.words).join(' ');
    return words === '' ? null : { ...withLang, parts, script: scriptOf(words), words };
  };
}

/**
 * What an import would do, and whether these bytes came in before. Writes nothing. Throws Fault: import-malformed,
 * input-*, not-allowed.
 */
export async function previewImport(
  workspace: Workspace,
  principal: Principal,
  given: Pick<ListIn, 'bytes' | 'fileName' | 'map' | 'charset'>,
): Promise<ImportPreview> {
  const sha256 = sha256Hex(given.bytes);
  const { known } = await workspace.read(principal, 'work', { what: 'bytes', sha256 });
  const { table: _table, ...preview } = await previewList(given);
  return { ...preview, sha256, recognised: known };
}

/**
 * Imports a list: document, list and every row in one batch, all or nothing. The same bytes are recognised: a list
 * that is in force is not imported twice, one whose import was undone is imported again on the preserved document,
 * with the columns as they are taken now. Throws Fault: import-malformed, already-there, not-allowed,
 * confidential-channel, changed-since when the bytes are not those of `expected`.
 */
export async function importList(
  workspace: Workspace,
  principal: Principal,
  given: ListIn,
): Promise<ListImported> {
  const sha256 = sha256Hex(given.bytes);
  if (given.expected !== undefined && given.expected !== sha256)
    throw new Fault('changed-since', 'these are not the bytes that were previewed');
  const { table, ...preview } = await previewList(given);
  if (table.rows.length === 0) throw new Fault('input-empty', 'the list holds no rows');
  const { known } = await workspace.read(principal, 'work', { what: 'bytes', sha256 });
  if (known?.listId != null)
    throw new Fault('already-there', `the same bytes are list ${known.listId} already`, {
      hint: 'Nothing was added. Undo that import first to take the columns otherwise.',
    });
  const ground = known
    ? await groundAgain(workspace, principal, known)
    : await prepareDocument(workspace, principal, documentIn(given));
  const { listId, drafts } = listDrafts(given, { table, columns: preview.columns, ...ground });
  try {
    await workspace.append(principal, drafts(ground.drafts));
  } catch (thrown) {
    await ground.discard();
    throw thrown;
  }
  return { ...preview, batchId: listId, listId, documentId: ground.documentId };
}

type Ground = Pick<DocumentPrepared, 'documentId' | 'handling' | 'drafts' | 'discard'>;

/** The preserved document of bytes that came in before; one that was set aside comes back into use. */
async function groundAgain(
  workspace: Workspace,
  principal: Principal,
  { documentId, setAside }: NonNullable<Answer<'bytes'>['known']>,
): Promise<Ground> {
  const { source } = await workspace.read(principal, 'work', { what: 'source', documentId });
  const drafts: Draft[] = setAside
    ? [
        {
          type: 'document-set-aside',
          body: { documentId, state: 'in-use', reason: 'its list was imported again' },
          compartment: source.handling.compartment,
        },
      ]
    : [];
  return { documentId, handling: source.handling, drafts, discard: () => Promise.resolve() };
}

function documentIn(given: ListIn): DocumentIn {
  return {
    bytes: given.bytes,
    fileName: given.fileName,
    title: given.name,
    kind: 'list',
    unread: true,
    ...(given.handling === undefined ? {} : { handling: given.handling }),
    ...(given.publisher === undefined ? {} : { publisher: given.publisher }),
    ...(given.published === undefined ? {} : { published: given.published }),
    ...(given.language === undefined ? {} : { language: given.language }),
    ...(given.relayedFrom === undefined ? {} : { relayedFrom: given.relayedFrom }),
    ...(given.isPublic === undefined ? {} : { isPublic: given.isPublic }),
  };
}

interface ListParts extends Pick<Ground, 'documentId' | 'handling'> {
  readonly table: Table;
  readonly columns: readonly ColumnReading[];
}

/** The list and its rows, verbatim, as entries, made one after the other while they are written. */
function listDrafts(
  given: ListIn,
  { table, columns, documentId, handling: said }: ListParts,
): { listId: string; drafts: (ground: readonly Draft[]) => Generator<Draft> } {
  // Keys stand in the order of canonical JSON throughout, which need not be sought again for every row then.
  const handling = JSON.parse(canonicalJson(said)) as Handling;
  const listId = newId();
  const compartment = handling.compartment;
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
  const nameOf = nameReader(columns, given.language);
  const recordOf = (row: readonly string[], at: number): SourceRecord => {
    const cells: { column: number; words: string }[] = [];
    row.forEach((words, column) => {
      if (words !== '') cells.push({ column, words });
    });
    const name = nameOf(row);
    const names = name === null ? [] : [name];
    return { handling, names, origin: { cells, kind: 'row', listId, row: at + 1 }, recordId: newId() };
  };
  return {
    listId,
    *drafts(ground) {
      yield* ground;
      yield { type: 'list-imported', body: { list }, compartment };
      for (const [at, row] of table.rows.entries())
        yield { type: 'record-added', body: { record: recordOf(row, at) }, compartment };
    },
  };
}

/**
 * Undoes a whole import by its batch id, in one entry however long the list is: its rows leave every answer of today.
 * A document that held nothing else is set aside with it. Throws Fault: not-found, not-allowed, changed-since,
 * already-decided.
 */
export async function undoImport(
  workspace: Workspace,
  principal: Principal,
  call: ImportCall,
): Promise<{ stood: boolean }> {
  return turnImport(workspace, principal, call, 'undone');
}

/** Brings an undone import back as it was. Throws as undoImport, and already-there when the list came in again. */
export async function redoImport(
  workspace: Workspace,
  principal: Principal,
  call: ImportCall,
): Promise<{ stood: boolean }> {
  return turnImport(workspace, principal, call, 'restored');
}

export interface ImportCall {
  readonly batchId: string;
  readonly reason: string;
  /** Version of the import that the person looked at. */
  readonly expected?: number;
}

async function turnImport(
  workspace: Workspace,
  principal: Principal,
  { batchId, reason, expected }: ImportCall,
  state: 'undone' | 'restored',
): Promise<{ stood: boolean }> {
  const { imports } = await workspace.read(principal, 'work', { what: 'imports' });
  const found = imports.find((one) => one.batchId === batchId);
  if (!found) throw new Fault('not-found', `no import with the id ${batchId}`);
  if (expected !== undefined && expected !== found.version) throw changedSince(batchId);
  if ((found.state === 'undone') === (state === 'undone')) return { stood: true };
  const { documentId } = found;
  const others = imports.filter((one) => one.documentId === documentId && one.state === 'in-force');
  if (state === 'restored' && others.length > 0)
    throw new Fault('already-there', `the same bytes are list ${others[0]?.batchId} by now`);
  const { document, claims } = await workspace.read(principal, 'work', { what: 'document', documentId });
  const { compartment } = document.handling;
  const isEmpty = others.every((one) => one.batchId === batchId) && claims.length === 0;
  const place = state === 'undone' ? ('set-aside' as const) : ('in-use' as const);
  const isPlaced = (document.state === 'set-aside') === (place === 'set-aside');
  const drafts: Draft[] = [
    {
      type: 'import-undone',
      body: { listId: batchId, state, reason },
      compartment,
      idempotencyKey: `import:${batchId}:${found.version}`,
    },
  ];
  if (isEmpty && !isPlaced)
    drafts.push({ type: 'document-set-aside', body: { documentId, state: place, reason }, compartment });
  await appendInTurn(workspace, principal, drafts, `import ${batchId}`);
  return { stood: false };
}

/**
 * Records of the workspace weighed against each other, with everything that explains it. Weighing a long list takes
 * minutes, so what was weighed is kept while the records are the same; a page never starts a long weighing.
 */
import {
  isLinkField,
  linkRecords,
  readLinkColumns,
  type LinkColumn,
  type LinkedRecords,
  type LinkField,
  type LinkRecord,
  type RecordName,
} from '#linkage';
import { isFault } from '#ground';
import type { Views } from '../projections.ts';
import type { Reader } from '../reader.ts';

/** Attributes of a list column as linkage calls them. */
const FIELD_OF: Readonly<Record<string, LinkField>> = {
  name: 'full_name',
  familyName: 'surname',
  givenName: 'given_name',
  fatherName: 'father',
  motherName: 'mother',
  birthDate: 'birth_date',
  birthPlace: 'birth_place',
  age: 'age',
  sex: 'sex',
  residence: 'place',
  unit: 'unit',
  place: 'held_at',
};

type List = Views['lists']['list'];

/** What the headings of a list suggest; nothing where none of them says anything that can be compared. */
function guessedColumns(headings: readonly string[]): readonly LinkColumn[] {
  try {
    return readLinkColumns({ columns: headings, rows: [] });
  } catch (thrown) {
    if (isFault(thrown, 'usage-wrong')) return [];
    throw thrown;
  }
}

/** What each column of a list is compared as; a column that says nothing about a person is left out. */
function fieldsOf(list: List): ReadonlyMap<number, LinkField> {
  const guessed = guessedColumns(list.columns.map(({ heading }) => heading));
  const fields = new Map<number, LinkField>();
  list.columns.forEach(({ column, field }, at) => {
    const known = field === undefined ? undefined : FIELD_OF[field];
    const guess = guessed[at]?.field;
    const chosen = known ?? (guess !== null && guess !== undefined && isLinkField(guess) ? guess : undefined);
    if (chosen !== undefined) fields.set(column, chosen);
  });
  return fields;
}

function linkRecord(
  key: string,
  parent: string,
  record: Views['records'],
  fields: ReadonlyMap<number, LinkField>,
): LinkRecord {
  const claims: Partial<Record<LinkField, string[]>> = {};
  if (record.origin.kind === 'row')
    for (const { column, words } of record.origin.cells) {
      const field = fields.get(column);
      if (field !== undefined) (claims[field] ??= []).push(words);
    }
  const hasName = claims.full_name ?? claims.surname ?? claims.given_name;
  const [name] = record.names;
  if (hasName === undefined && name) claims.full_name = [name.words];
  return { list: parent, id: key, claims };
}

async function linkRecordsOf(reader: Reader): Promise<LinkRecord[]> {
  const lists = new Map(
    (await reader.rows<Views['lists']>('lists')).map(({ key, row }) => [key, fieldsOf(row.list)]),
  );
  const records: LinkRecord[] = [];
  for await (const { key, parent, row } of reader.each<Views['records']>('records'))
    records.push(linkRecord(key, parent, row, lists.get(parent) ?? new Map()));
  return records;
}

/** Everything that was weighed, and how to name a record to it. */
export interface Weighed {
  readonly linked: LinkedRecords;
  readonly records: number;
  readonly nameOf: ReadonlyMap<string, RecordName>;
  /** Records that say too little to be matched even with themselves. */
  readonly tooLittle: readonly RecordName[];
}

/** Records that are weighed while a page waits; more of them need a run that somebody starts. */
export const AT_ONCE = 5_000;

interface Kept {
  readonly place: string;
  readonly mark: string;
  readonly weighed: Weighed;
}

/** Keeps what was weighed; a few readers, and a past day beside the present. */
export class Weighings {
  #kept: Kept[] = [];

  /** What was weighed for this reader, or null when there are too many records to do it while somebody waits. */
  async of(
    reader: Reader,
    options: {
      readonly atMost?: number;
      readonly onProgress?: (stage: string, done: number, total: number) => void;
    } = {},
  ): Promise<Weighed | null> {
    const { atMost = AT_ONCE, onProgress } = options;
    const place = [...reader.compartments].sort().join(' ');
    const counts = await Promise.all(
      (['records', 'erasures', 'imports'] as const).map((view) => reader.count(view, { latest: false })),
    );
    const mark = counts.join(' ');
    const same = this.#kept.find((kept) => kept.place === place && kept.mark === mark);
    if (same) return same.weighed;
    if ((counts[0] ?? 0) > atMost) return null;
    const records = await linkRecordsOf(reader);
    if (records.length < 2) return null;
    const linked = await linkRecords(records, onProgress === undefined ? {} : { onProgress });
    const nameOf = new Map(records.map(({ list, id }) => [id, { list, id }]));
    const { bands } = linked.linked;
    const tooLittle = [...nameOf.values()].filter((name) => linked.weight(name, name) < bands.review);
    const weighed = { linked, records: records.length, nameOf, tooLittle };
    this.#kept = [{ place, mark, weighed }, ...this.#kept].slice(0, 3);
    return weighed;
  }

  /** After an erasure: nothing erased may stay in memory. */
  forget(): void {
    this.#kept = [];
  }
}

/**
 * A table of persons as it may leave: what each person's records say on one or two facets, cross-counted, and what has to
 * stay back so that no small group can be worked out, with all tables that left before taken into account.
 */
import { list } from '#claim';
import { releasable, THRESHOLD, type EarlierTable, type PersonInTable } from '#disclosure';
import { personsAmong } from '#counting';
import { Fault, toHex } from '#ground';
import type { Views } from '../projections.ts';
import type { Answer, Query } from '../queries.ts';
import type { Desk } from '../workspace.ts';
import { countedPeople, standingsOf, type CountedPeople } from './count-persons.ts';
import { familiesOf } from './documents.ts';

/** Facets that are computed; every other one is an attribute of the list AT that a list's column was read as. */
const COMPUTED = ['acknowledged', 'sources'] as const;
/** What names or finds one individual is never a facet of a table. */
const NEVER = [
  'name',
  'familyName',
  'givenName',
  'fatherName',
  'motherName',
  'alias',
  'birthDate',
  'serviceNumber',
  'idDocument',
  'description',
  'image',
  'address',
  'nextOfKin',
  'detentionNumber',
  'caseNumber',
  'counsel',
];

const STANDING_WORDS = {
  acknowledged: 'yes',
  'not-acknowledged': 'no',
  unsettled: 'both said',
  'not-recorded': 'not recorded',
} as const;

type SaysOf = (recordIds: readonly string[]) => string;

function checkedFacets(facets: readonly string[]): void {
  if (facets.length === 0 || facets.length > 2 || new Set(facets).size < facets.length)
    throw new Fault('usage-wrong', 'a table has one facet or two different ones');
  const attributes = list('AT').codes;
  for (const facet of facets) {
    const isKnown = (COMPUTED as readonly string[]).includes(facet) || attributes.includes(facet);
    if (!isKnown || NEVER.includes(facet))
      throw new Fault('usage-wrong', 'a table cannot be told apart by one of these facets', {
        hint: `Facets: ${[...COMPUTED, ...attributes.filter((code) => !NEVER.includes(code))].join(', ')}.`,
      });
  }
}

const fold = (words: string): string => words.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** What the rows of a person say in the columns read as an attribute: one value, or that they differ. */
async function attributeOf(desk: Desk, code: string): Promise<SaysOf> {
  const columns = new Map(
    (await desk.reader.rows<Views['lists']>('lists')).map(({ key, row }) => [
      key,
      new Set(row.list.columns.flatMap(({ column, field }) => (field === code ? [column] : []))),
    ]),
  );
  const said = new Map<string, string>();
  for await (const { key, parent, row } of desk.reader.each<Views['records']>('records')) {
    if (row.origin.kind !== 'row') continue;
    const cell = row.origin.cells.find(({ column }) => columns.get(parent)?.has(column));
    if (cell !== undefined && fold(cell.words) !== '') said.set(key, fold(cell.words).slice(0, 80));
  }
  return (recordIds) => {
    const values = new Set(recordIds.flatMap((id) => said.get(id) ?? []));
    return values.size === 0 ? 'not said' : values.size > 1 ? 'sources differ' : ([...values][0] ?? '');
  };
}

async function facetOf(
  desk: Desk,
  facet: string,
  { people, families }: { people: CountedPeople; families: ReadonlyMap<string, number> },
): Promise<SaysOf> {
  if (facet === 'sources') {
    const familyOf = new Map(people.records.map(({ recordId, family }) => [recordId, family]));
    return (ids) => (new Set(ids.map((id) => familyOf.get(id))).size >= 2 ? 'two or more' : 'one');
  }
  if (facet !== 'acknowledged') return attributeOf(desk, facet);
  const found = await standingsOf(desk, people, families);
  const standings = [
    ...found.acknowledged,
    ...found.notAcknowledged,
    ...found.unsettled,
    ...found.notRecorded,
  ];
  const byPerson = new Map(standings.map(({ personId, standing }) => [personId, STANDING_WORDS[standing]]));
  const personOf = new Map(
    personsAmong(people.records, people.judgements).flatMap(({ personId, recordIds }) =>
      recordIds.map((id) => [id, personId] as const),
    ),
  );
  return (ids) => byPerson.get(personOf.get(ids[0] ?? '') ?? '') ?? STANDING_WORDS['not-recorded'];
}

/** Caveats under which a list is in no figure that leaves. */
const BARRED = ['ICRC', 'NOLINK'];

/** The people of lists that may be counted for outsiders: in the open compartment, not barred, not for named eyes only. */
function mayBeCounted(people: CountedPeople): CountedPeople {
  const lists = people.lists.filter(({ row }) => {
    const { compartment, caveats, tlp } = row.list.handling;
    return compartment === 'open' && tlp !== 'TLP:RED' && !caveats.some((code) => BARRED.includes(code));
  });
  const open = new Set(lists.map(({ key }) => key));
  return { ...people, lists, records: people.records.filter(({ listId }) => open.has(listId)) };
}

export async function countTable(desk: Desk, query: Query<'count-table'>): Promise<Answer<'count-table'>> {
  checkedFacets(query.facets);
  const families = await familiesOf(desk);
  const people = mayBeCounted(await countedPeople(desk, families));
  const says: SaysOf[] = [];
  for (const facet of query.facets) says.push(await facetOf(desk, facet, { people, families }));
  const persons = personsAmong(people.records, people.judgements).map(({ recordIds }): PersonInTable => {
    const ids = [...recordIds].sort();
    return { id: ids[0] ?? '', says: says.map((one) => one(ids)) };
  });
  if (persons.length === 0) throw new Fault('input-empty', 'nobody is documented by name; there is no table');
  const releases = await desk.reader.rows<Views['count-releases']>('count-releases');
  const earlier = releases.map(({ row }): EarlierTable => ({
    releaseId: row.release.releaseId,
    lines: row.release.lines,
    facets: row.release.facets,
    empty: row.release.empty,
  }));
  const made = releasable(
    persons,
    {
      facets: query.facets,
      isSensitive: query.sensitive ?? false,
      ...(query.publicByConsent === undefined ? {} : { exempt: query.publicByConsent }),
    },
    earlier,
  );
  return {
    ...made,
    facets: query.facets,
    threshold: query.sensitive === true ? THRESHOLD.sensitive : THRESHOLD.plain,
    earlier: earlier.length,
    root: toHex((await desk.ledger.checkpoint()).root),
    asKnown: desk.reader.asKnown,
  };
}

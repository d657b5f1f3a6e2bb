/** Answers about people: the list with its facets, one person, and the lists and rows that people come from. */
import { Fault, type When } from '#ground';
import { list as controlled, silenceKindOf } from '#claim';
import type { Row } from '../reader.ts';
import type { Views } from '../projections.ts';
import type { Answer, Query, WhenView } from '../queries.ts';
import { compared, groupOfAttribute, toldBy } from '../people/accounts.ts';
import { lanesOf, lastSignOf } from '../people/lanes.ts';
import type { Roll, RollPerson } from '../people/roll.ts';
import {
  GROUPS,
  type Account,
  type AccountGroup,
  type AskedView,
  type Group,
  type LinkedRecord,
  type LinkView,
  type NameView,
  type PersonLine,
} from '../people/shapes.ts';
import type { Desk } from '../workspace.ts';
import { linesAbout } from './claims.ts';
import { familiesOf } from './documents.ts';
import { facetViews, sorted, sortedOf, type Choosable, type Chosen } from './facets.ts';
import { claimView, handlingView, publisherOf, shelfFor, type Shelf } from './views.ts';

const MOST = 500;

type Lists = ReadonlyMap<string, Views['lists']['list']>;

async function listsOf(desk: Desk): Promise<Lists> {
  const rows = await desk.reader.rows<Views['lists']>('lists');
  return new Map(rows.map(({ key, row }) => [key, row.list]));
}

/** Written forms of a name, each once. */
function namesOf(person: RollPerson): NameView[] {
  const named = person.records.filter(({ name }) => name !== '');
  const seen = new Set<string>();
  return named.flatMap(({ name: words, lang, script }) => {
    if (seen.has(words)) return [];
    seen.add(words);
    return [{ words, lang, script }];
  });
}

function lineOf(person: RollPerson, lists: Lists): PersonLine {
  return {
    personId: person.personId,
    names: namesOf(person),
    records: person.records.length,
    lists: [...new Set(person.records.map(({ parent }) => lists.get(parent)?.name ?? ''))],
  };
}

const valuesOf: Choosable<RollPerson>['valuesOf'] = ({ records }, facet) => {
  if (facet === 'list') return new Set(records.map(({ parent }) => parent));
  if (facet === 'script') return new Set(records.map(({ script }) => script));
  return new Set([records.length > 1 ? 'several' : 'one']);
};

export async function people(desk: Desk, query: Query<'people'>): Promise<Answer<'people'>> {
  const roll = await desk.rolls.of(desk.reader);
  const lists = await listsOf(desk);
  const chosen: Chosen = { list: query.list, script: query.script, records: query.records };
  const ids = query.ids;
  const found =
    ids === undefined
      ? sortedOf(roll, { name: 'people', rows: roll.persons, valuesOf }, chosen)
      : sorted(
          { name: 'ids', rows: [...new Set(ids.flatMap((id) => roll.personOf.get(id) ?? []))], valuesOf },
          chosen,
        );
  const { kept } = found;
  const from = Math.max(0, Math.floor(query.from ?? 0));
  const limit = Math.min(Math.max(1, query.limit ?? 100), MOST);
  return {
    people: kept.slice(from, from + limit).map((person) => lineOf(person, lists)),
    total: kept.length,
    from,
    limit,
    facets: facetViews(found, chosen, (listId) => lists.get(listId)?.name ?? null),
    asKnown: desk.reader.asKnown,
  };
}

/** Everything one page about a person is made from. */
interface Matter {
  readonly desk: Desk;
  readonly person: RollPerson;
  readonly records: readonly Row<Views['records']>[];
  readonly lists: Lists;
  readonly claims: readonly { readonly row: Row<Views['claims']>; readonly recordId: string }[];
  readonly shelf: Shelf;
  readonly families: ReadonlyMap<string, number>;
}

async function matterOf(desk: Desk, person: RollPerson): Promise<Matter> {
  const { reader } = desk;
  const ids = person.records.map(({ recordId }) => recordId);
  const records = await reader.rows<Views['records']>('records', { keys: ids });
  const about = new Map<string, string>();
  for (const parent of ids)
    for (const { row } of await reader.rows<Views['claims-by-record']>('claims-by-record', { parent }))
      about.set(row.claimId, parent);
  const claims = await reader.rows<Views['claims']>('claims', { keys: [...about.keys()] });
  const lists = await listsOf(desk);
  const shelf = await shelfFor(
    reader,
    [
      ...claims.flatMap(({ row }) => row.claim.passages.map(({ documentId }) => documentId)),
      ...records.flatMap(({ parent }) => lists.get(parent)?.documentId ?? []),
    ],
    [...about.keys()],
  );
  return {
    desk,
    person,
    records,
    lists,
    claims: claims.map((row) => ({ row, recordId: about.get(row.key) ?? '' })),
    shelf,
    families: await familiesOf(desk),
  };
}

type Grouped = Omit<Account, 'differs'> & { readonly group: Group };

function ofClaim({ row, recordId }: Matter['claims'][number], matter: Matter): Grouped {
  const view = claimView(row, matter.shelf);
  const { claim } = row.row;
  const { group, code, how, when } = toldBy(claim);
  const document =
    view.documentId === null ? undefined : matter.shelf.documents.get(view.documentId)?.document;
  const said =
    'value' in claim && claim.value.kind === 'said' && 'words' in claim.value ? claim.value.words : '';
  const isOpen = when.words === '' && when.edtf === null;
  return {
    group,
    claimId: view.claimId,
    recordId,
    code,
    how,
    words: code === 'label' || code.startsWith('attribute:') ? said : (view.passages[0]?.exact ?? said),
    lang: document?.language ?? null,
    speaker: view.speaker,
    when: isOpen
      ? null
      : {
          words: when.words === '' ? null : when.words,
          edtf: when.edtf,
          from: when.min,
          to: when.max,
          approximate: when.approx,
          basis: when.basis,
        },
    passage: view.passages[0] ?? null,
    documentId: view.documentId,
    documentTitle: document?.title ?? '',
    family: matter.families.get(view.documentId ?? '') ?? 0,
    handling: view.handling,
    marks: view.marks,
    recordedAt: view.recordedAt,
    aside: view.marks.some(({ mark }) => mark === 'set-aside'),
  };
}

/** Fields that make up the name, which stands at the top of the page. */
const NAME_FIELDS = new Set(['name', 'familyName', 'givenName', 'fatherName', 'motherName', 'alias']);

/** What the cells of a row say: the list's publisher says it, as of the day of the list. */
function ofRow(row: Row<Views['records']>, matter: Matter): Grouped[] {
  const { origin, handling } = row.row;
  const list = matter.lists.get(row.parent);
  if (origin.kind !== 'row' || !list) return [];
  const cells = new Map(origin.cells.map(({ column, words }) => [column, words]));
  const document = matter.shelf.documents.get(list.documentId)?.document;
  const published = document?.published;
  return list.columns.flatMap(({ column, field }): Grouped[] => {
    const words = cells.get(column);
    if (field === undefined || words === undefined || NAME_FIELDS.has(field) || !controlled('AT').has(field))
      return [];
    return [
      {
        group: groupOfAttribute(field),
        claimId: null,
        recordId: row.key,
        code: `attribute:${field}`,
        how: 'said',
        words,
        lang: document?.language ?? null,
        speaker: {
          state: 'author',
          name: publisherOf(matter.shelf, list.documentId),
          partyId: null,
          candidates: [],
        },
        when: published
          ? {
              words: published.words === '' ? null : published.words,
              edtf: published.edtf,
              from: published.min,
              to: published.max,
              approximate: published.approx,
              basis: published.basis,
            }
          : null,
        passage: null,
        documentId: list.documentId,
        documentTitle: list.name,
        family: matter.families.get(list.documentId) ?? 0,
        handling: handlingView(handling),
        marks: [],
        recordedAt: '',
        aside: false,
      },
    ];
  });
}

/** Shown first leads, set aside closes; between them by day, then as recorded. Nothing is left out. */
function inOrder(accounts: readonly Grouped[]): Grouped[] {
  const rank = ({ marks, aside }: Grouped): number =>
    aside ? 2 : marks.some(({ mark }) => mark === 'shown-first') ? 0 : 1;
  return [...accounts].sort((a, b) => {
    const [left, right] = [a.when?.from ?? '', b.when?.from ?? ''];
    return rank(a) - rank(b) || (left === right ? 0 : left < right ? -1 : 1);
  });
}

function groupsOf(all: readonly Grouped[]): AccountGroup[] {
  return GROUPS.flatMap((group) => {
    const own = compared(inOrder(all.filter((account) => account.group === group)));
    if (own.length === 0) return [];
    const accounts = own.map(({ group: _group, ...account }) => account);
    return [{ group, accounts, differ: accounts.filter(({ differs }) => differs).length }];
  });
}

function linksOf(recordId: string, person: RollPerson, roll: Roll): LinkView[] {
  const own = new Set(person.records.map((record) => record.recordId));
  return roll.judgements
    .filter(
      ({ decision, left, right }) =>
        decision === 'same' && (left === recordId || right === recordId) && own.has(left) && own.has(right),
    )
    .map(({ judgementId, left, right, reason, by, at, weightMillibits }) => ({
      judgementId,
      left,
      right,
      reason,
      by: by.kind === 'person' ? by.principalId : null,
      rule: by.kind === 'rule' ? by.rule : null,
      weightMillibits: weightMillibits ?? null,
      at,
    }));
}

function linkedRecords(matter: Matter, roll: Roll): LinkedRecord[] {
  const order = new Map(matter.person.records.map(({ recordId }, at) => [recordId, at]));
  return [...matter.records]
    .sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0))
    .map(({ key, parent, row }) => {
      const list = matter.lists.get(parent);
      const headings = new Map(list?.columns.map(({ column, heading }) => [column, heading]));
      return {
        recordId: key,
        listId: parent,
        listName: list?.name ?? matter.shelf.documents.get(parent)?.document.title ?? '',
        row: row.origin.kind === 'row' ? row.origin.row : 0,
        lang: row.names[0]?.lang ?? null,
        cells:
          row.origin.kind === 'row'
            ? row.origin.cells.map(({ column, words }) => ({ column: headings.get(column) ?? '', words }))
            : [{ column: '', words: row.origin.passage.exact }],
        handling: handlingView(row.handling),
        links: linksOf(key, matter.person, roll),
      };
    });
}

function dayView(when: When | undefined): WhenView | null {
  if (when === undefined) return null;
  const { words, edtf, min, max, approx, basis } = when;
  return { words: words === '' ? null : words, edtf, from: min, to: max, approximate: approx, basis };
}

/** Questions put about any record of a person. There are as many as people wrote, so all are looked through. */
async function askedAbout(desk: Desk, own: ReadonlySet<string>, shelf: Shelf): Promise<AskedView[]> {
  const rows = await desk.reader.rows<Views['inquiries']>('inquiries');
  return rows
    .filter(({ row }) => row.recordIds?.some((id) => own.has(id)))
    .sort((a, b) => b.seq - a.seq)
    .map(({ key, row }) => ({
      inquiryId: key,
      addressee: shelf.parties.nameOf(row.addressee),
      asker: shelf.parties.nameOf(row.asker),
      question: row.question,
      lang: row.sent?.lang ?? row.due?.lang ?? null,
      sent: dayView(row.sent),
      due: dayView(row.due),
      outcome: row.outcome,
      isOpen: silenceKindOf(row.outcome) === 'open' || row.outcome === 'NOTSENT',
    }));
}

/** All accounts of a person, in their groups; also of one who is only thought of, to see what linking would change. */
export async function accountsOf(desk: Desk, person: RollPerson): Promise<readonly AccountGroup[]> {
  const matter = await matterOf(desk, person);
  return groupsOf(accountsIn(matter));
}

function accountsIn(matter: Matter): Grouped[] {
  return [
    ...matter.claims.map((claim) => ofClaim(claim, matter)),
    ...matter.records.flatMap((row) => ofRow(row, matter)),
  ];
}

export async function person(desk: Desk, query: Query<'person'>): Promise<Answer<'person'>> {
  const roll = await desk.rolls.of(desk.reader);
  const found = roll.personOf.get(query.personId);
  if (!found) throw new Fault('not-found', `no person with the id ${query.personId}`);
  const matter = await matterOf(desk, found);
  const all = accountsIn(matter);
  const groups = groupsOf(all);
  const own = new Set(found.records.map(({ recordId }) => recordId));
  const history = await Promise.all([...own].map((recordId) => linesAbout(desk.reader, recordId)));
  const lines = new Map(history.flat().map((line) => [line.seq, line]));
  return {
    personId: found.personId,
    names: namesOf(found),
    groups,
    accounts: all.length,
    aside: all.filter(({ aside }) => aside).length,
    lanes: lanesOf(groups),
    lastSign: lastSignOf(groups, desk.reader.asKnown.at.slice(0, 10)),
    asked: await askedAbout(desk, own, matter.shelf),
    records: linkedRecords(matter, roll),
    contradictions: roll.contradictions.filter(({ left, right }) => own.has(left) || own.has(right)).length,
    history: [...lines.values()].sort((a, b) => a.seq - b.seq),
    asKnown: desk.reader.asKnown,
  };
}

export async function lists(desk: Desk, _query: Query<'lists'>): Promise<Answer<'lists'>> {
  const rows = await desk.reader.rows<Views['lists']>('lists');
  const shelf = await shelfFor(
    desk.reader,
    rows.map(({ row }) => row.list.documentId),
    [],
  );
  const families = await familiesOf(desk);
  const found = [];
  for (const { key, row } of rows) {
    const { list, at } = row;
    found.push({
      listId: key,
      name: list.name,
      publisher: publisherOf(shelf, list.documentId),
      documentId: list.documentId,
      rows: await desk.reader.count('records', { parent: key }),
      columns: list.columns.map(({ heading, field }) => ({ column: heading, field: field ?? null })),
      family: families.get(list.documentId) ?? 0,
      recordedAt: at,
      handling: handlingView(list.handling),
    });
  }
  return { lists: found, asKnown: desk.reader.asKnown };
}

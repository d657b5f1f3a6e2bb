/**
 * Persons behind the counts: who is documented by name, whom the holder acknowledges, of whom neither is recorded. Every
 * number carries the ids of its persons, so that it opens its list, and its rule.
 */
import { list, type PairJudgement } from '#claim';
import {
  acknowledged,
  ACKNOWLEDGED_RULE,
  documented,
  DOCUMENTED_RULE,
  ladderClaims,
  personsAmong,
  type Acknowledged,
  type CountedRecord,
  type LadderClaim,
  type PersonStanding,
} from '#counting';
import { recordsOf, type Views } from '../projections.ts';
import type { AcknowledgedAnswer, DocumentedAnswer, PersonGroup, ScopeGroups } from '../count-answer.ts';
import type { Row } from '../reader.ts';
import { isSignOfLife, toldBy } from '../people/accounts.ts';
import type { Desk } from '../workspace.ts';
import { addCells, facetColumns, type SaidOfRows } from './count-scope.ts';
import { publisherOf, shelfFor } from './views.ts';

/** Persons whose ids are given with a number; a longer list is opened page by page. */
const MOST_IDS = 1_000;
/** Kinds of claims that can tell whether the holder acknowledges somebody. */
export const LADDER_KINDS = ['state', 'event', 'access'] as const;

export interface CountedPeople {
  readonly lists: readonly Row<Views['lists']>[];
  readonly records: readonly CountedRecord[];
  /** All judgements in force, and those of people alone. */
  readonly judgements: readonly PairJudgement[];
  readonly certain: readonly PairJudgement[];
  /** What the cells of the rows say of the facets of a scope. */
  readonly said: SaidOfRows;
}

/** Rows of all lists and the judgements on them, read once for every count. */
export async function countedPeople(
  desk: Desk,
  families: ReadonlyMap<string, number>,
): Promise<CountedPeople> {
  const lists = await desk.reader.rows<Views['lists']>('lists');
  const listOf = new Map(lists.map(({ key, row }) => [key, row.list]));
  const columnsOf = new Map(lists.map(({ key, row }) => [key, facetColumns(row.list)]));
  const said: Parameters<typeof addCells>[0] = new Map();
  const records: CountedRecord[] = [];
  for await (const { key, parent, row } of desk.reader.each<Views['records']>('records')) {
    const from = listOf.get(parent);
    if (from === undefined) continue;
    const family = families.get(from.documentId) ?? 0;
    records.push({ recordId: key, listId: parent, family, isNamed: row.names.length > 0 });
    addCells(said, key, row, columnsOf.get(parent) ?? new Map());
  }
  const judgements = (await desk.reader.rows<Views['judgements']>('judgements')).map(({ row }) => row);
  const certain = judgements.filter(({ by }) => by.kind === 'person');
  return { lists, records, judgements, certain, said };
}

export async function documentedAnswer(
  desk: Desk,
  people: CountedPeople,
  scope: ScopeGroups | null = null,
): Promise<DocumentedAnswer> {
  const { lists, records, judgements } = people;
  const answer = documented(records, judgements);
  const shelf = await shelfFor(
    desk.reader,
    lists.map(({ row }) => row.list.documentId),
    [],
  );
  const perList = new Map<string, number>();
  for (const { listId } of records) perList.set(listId, (perList.get(listId) ?? 0) + 1);
  return {
    persons: answer.persons,
    records: answer.records,
    lists: answer.lists,
    twoSources: answer.twoSources,
    ids: answer.personIds.slice(0, MOST_IDS),
    twoSourceIds: answer.twoSourceIds.slice(0, MOST_IDS),
    unnamed: answer.unnamed,
    rule: DOCUMENTED_RULE,
    scope,
    byList: lists.map(({ key, row }) => ({
      listId: key,
      name: row.list.name,
      publisher: publisherOf(shelf, row.list.documentId),
      records: perList.get(key) ?? 0,
      documentId: row.list.documentId,
    })),
  };
}

export function groupOfIds(ids: readonly string[]): PersonGroup {
  return { persons: ids.length, ids: ids.slice(0, MOST_IDS) };
}

function groupOf(found: readonly PersonStanding[]): PersonGroup {
  return groupOfIds(found.map(({ personId }) => personId));
}

/** Ids of claims that were retracted. */
export async function retractedClaims(desk: Desk): Promise<ReadonlySet<string>> {
  const marks = await desk.reader.rows<Views['marks']>('marks');
  return new Set(marks.flatMap(({ parent, row }) => (row.mark === 'retracted' ? [parent] : [])));
}

/** Where each person documented by name stands on the ladder of acknowledgement. */
export async function standingsOf(
  desk: Desk,
  people: CountedPeople,
  families: ReadonlyMap<string, number>,
): Promise<Acknowledged> {
  const steps: LadderClaim[] = [];
  const retracted = await retractedClaims(desk);
  for (const kind of LADDER_KINDS) {
    for await (const { key, row } of desk.reader.each<Views['claims']>('claims-by-kind', { parent: kind })) {
      const documentId = row.claim.passages[0]?.documentId ?? '';
      if (retracted.has(key)) continue;
      steps.push(...ladderClaims(row.claim, recordsOf(row.claim), families.get(documentId) ?? 0));
    }
  }
  return acknowledged(personsAmong(people.records, people.judgements), steps);
}

const SIGN_KINDS = ['contact', 'access', 'event', 'state'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The newest day, up to `today`, on which a claim shows that the individual of a record lived. */
async function lastSigns(desk: Desk, today: string): Promise<ReadonlyMap<string, string>> {
  const retracted = await retractedClaims(desk);
  const last = new Map<string, string>();
  for (const kind of SIGN_KINDS) {
    for await (const { key, row } of desk.reader.each<Views['claims']>('claims-by-kind', { parent: kind })) {
      const { claim } = row;
      if (retracted.has(key)) continue;
      const told = toldBy(claim);
      if (!isSignOfLife(told)) continue;
      const days = [told.when.max, told.when.min].filter((day) => DAY.test(day));
      const on = days[0] === undefined ? null : days[0] > today ? today : days[0];
      if (on === null) continue;
      for (const recordId of recordsOf(claim)) if ((last.get(recordId) ?? '') < on) last.set(recordId, on);
    }
  }
  return last;
}

/** Of these persons, those whose newest recorded sign of life lies more than a year before the day. */
async function silentForAYear(
  desk: Desk,
  people: CountedPeople,
  among: readonly PersonStanding[],
  today: string,
): Promise<PersonGroup> {
  const signs = among.length === 0 ? new Map<string, string>() : await lastSigns(desk, today);
  const yearBefore = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  const wanted = new Set(among.map(({ personId }) => personId));
  const silent = personsAmong(people.records, people.judgements).filter(({ personId, recordIds }) => {
    if (!wanted.has(personId)) return false;
    const days = recordIds.flatMap((id) => signs.get(id) ?? []).sort();
    const newest = days.at(-1);
    return newest !== undefined && newest < yearBefore;
  });
  return groupOfIds(silent.map(({ personId }) => personId));
}

/** Whom the holder acknowledges, among the persons documented by name. `today` is the day asked about. */
export async function acknowledgedAnswer(
  desk: Desk,
  people: CountedPeople,
  families: ReadonlyMap<string, number>,
  today: string,
): Promise<AcknowledgedAnswer> {
  const found = await standingsOf(desk, people, families);
  const all = [...found.acknowledged, ...found.notAcknowledged];
  return {
    acknowledged: groupOf(found.acknowledged),
    notAcknowledged: groupOf(found.notAcknowledged),
    silentYear: await silentForAYear(desk, people, found.notAcknowledged, today),
    unsettled: groupOf(found.unsettled),
    notRecorded: groupOf(found.notRecorded),
    steps: list('AK').members.flatMap(({ code, definition }) => {
      const persons = all.filter((one) => one.code === code).length;
      return persons === 0 ? [] : [{ code, means: definition, persons }];
    }),
    rule: ACKNOWLEDGED_RULE,
  };
}

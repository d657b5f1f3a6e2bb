/**
 * Whether the lists of a workspace carry an estimate of those on no list, and the estimate or its refusal. Lists of one
 * origin are merged before anything is counted; rows without a name cannot be linked and stay out, and are told.
 */
import {
  estimate,
  personsAmong,
  STOPS_BEFORE,
  type EstimateContext,
  type EstimateOptions,
  type EstimateReport,
  type OverlapTable,
} from '#counting';
import { isFault } from '#ground';
import type { Views } from '../projections.ts';
import type { EstimateAnswer, ScopeGroups, ScopeTerm, StrataFacet } from '../count-answer.ts';
import { AT_ONCE } from '../people/weighing.ts';
import type { Desk } from '../workspace.ts';
import { drawnLinkage, tableOf, type ColumnRow, type DrawnLinkage } from './count-linkage.ts';
import type { CountedPeople } from './count-persons.ts';
import { SCOPE_FACETS } from './count-scope.ts';
import { stratifications } from './count-strata.ts';

/** Measures of people who stay counted once they are: "ever taken", "dead". Of others there is turnover. */
const CLOSED = ['taken', 'dead'];
/** Caveats under which a list is not counted in an aggregate. */
const BARRED = ['ICRC', 'NOLINK'];
/** Reports of tables already estimated in this process, by hash and context. */
const known = new Map<string, EstimateReport>();
const MOST_KNOWN = 50;

interface Column {
  readonly name: string;
  readonly lists: readonly string[];
}

function columnsOf({ lists, records }: CountedPeople): Column[] {
  const byFamily = new Map<number, Column>();
  for (const { key, row } of lists) {
    const family = records.find(({ listId }) => listId === key)?.family;
    if (family === undefined) continue;
    const before = byFamily.get(family);
    byFamily.set(family, {
      name: before === undefined ? row.list.name : `${before.name} + ${row.list.name}`,
      lists: [...(before?.lists ?? []), key],
    });
  }
  return [...byFamily.values()];
}

export interface EstimateQuestion {
  readonly measure: string;
  readonly run: boolean;
  readonly atLeast: number | null;
  readonly cap: number | null;
  readonly scope: readonly ScopeTerm[];
  readonly groups: ScopeGroups | null;
}

/** Rows with a name, by column, and the persons that the judgements in force make of them. */
interface Overlap {
  readonly columns: readonly string[];
  readonly rows: readonly ColumnRow[];
  readonly inForce: readonly number[];
}

function overlapOf(people: CountedPeople, columns: readonly Column[]): Overlap {
  const columnOf = new Map(columns.flatMap(({ lists }, at) => lists.map((id) => [id, at] as const)));
  const rows = people.records.flatMap(({ recordId, listId, isNamed }): ColumnRow[] => {
    const column = columnOf.get(listId);
    return isNamed && column !== undefined ? [{ recordId, column }] : [];
  });
  const personOf = new Map(
    personsAmong(people.records, people.judgements).flatMap(({ recordIds }, at) =>
      recordIds.map((id) => [id, at] as const),
    ),
  );
  return {
    columns: columns.map(({ name }, at) =>
      columns.findIndex((one) => one.name === name) === at ? name : `${name} (${at + 1})`,
    ),
    rows,
    inForce: rows.map(({ recordId }, at) => personOf.get(recordId) ?? -1 - at),
  };
}

/** Facets by which an estimate is held against its parts: those that the question does not name. */
function strataFacets({ scope }: EstimateQuestion): StrataFacet[] {
  return [...SCOPE_FACETS.filter((facet) => scope.every((one) => one.facet !== facet)), 'period'];
}

/** Of the persons inside a scope and those of whom it is not settled, the share of the latter. */
function unsettledShare({ inside, otherWords, notSaid }: ScopeGroups): number {
  const open = otherWords.persons + notSaid.persons;
  return open === 0 ? 0 : open / (open + inside.persons);
}

function contextOf(
  people: CountedPeople,
  { measure, atLeast, cap, groups }: EstimateQuestion,
): EstimateContext {
  return {
    dependent: [],
    barred: people.lists
      .filter(({ row }) => row.list.handling.caveats.some((code) => BARRED.includes(code)))
      .map(({ key }) => key),
    closed: CLOSED.includes(measure),
    ...(groups === null ? {} : { unsettledShare: unsettledShare(groups) }),
    ...(atLeast === null ? {} : { acceptedAtLeast: atLeast }),
    ...(cap === null ? {} : { populationCap: cap }),
  };
}

/** Estimates in full, pooled over draws of the linkage; a table already estimated in this process is not run again. */
async function pooledReport(
  table: OverlapTable,
  options: EstimateOptions,
  drawn: DrawnLinkage | null,
): Promise<EstimateReport> {
  const key = JSON.stringify([
    table.hash,
    options.scope,
    options.context,
    options.overrides,
    drawn?.draws.map(({ hash }) => hash),
    drawn?.thresholds,
    options.strata?.map(({ tables }) => tables.map(({ hash }) => hash)),
  ]);
  const kept = known.get(key);
  if (kept !== undefined) return kept;
  const report = await estimate(table, {
    ...options,
    ...(drawn === null
      ? {}
      : { linkage: { draws: drawn.draws, thresholds: drawn.thresholds, errors: drawn.pairs } }),
  });
  if (known.size < MOST_KNOWN) known.set(key, report);
  return report;
}

/** Why an estimate in full was not pooled over draws of the linkage. */
const NOT_POOLED = `who is who was not drawn again: more than ${AT_ONCE} records are not weighed while somebody waits`;

/** The estimate of a measure from the lists, with `run` in full, otherwise as far as the rules go without an engine. */
export async function estimateAnswer(
  desk: Desk,
  people: CountedPeople,
  question: EstimateQuestion,
): Promise<EstimateAnswer> {
  const columns = columnsOf(people);
  const unnamed = people.records.filter(({ isNamed }) => !isNamed).length;
  const merged = columns.filter(({ lists }) => lists.length > 1).map(({ name }) => name.split(' + '));
  const common = { merged, unnamed, linkage: null, notPooled: null };
  const none = (because: string): EstimateAnswer => ({ report: null, because, overrides: [], ...common });
  const overlap = overlapOf(people, columns);
  if (overlap.rows.length === 0) return none('there is no list of names');
  try {
    const table = tableOf(overlap.columns, overlap.rows, overlap.inForce);
    const standing = (await desk.reader.rows<Views['overrides']>('overrides', { parent: table.hash }))
      .map(({ row }) => row)
      .filter(({ withdrawn }) => withdrawn !== true);
    const overrides = standing.map(({ rules, by, reason }) => ({ rules, by, reason }));
    const options: EstimateOptions = {
      context: contextOf(people, question),
      overrides,
      merged,
      strata: question.run
        ? stratifications(overlap.columns, overlap, people.said, strataFacets(question))
        : [],
      scope: [question.measure, ...question.scope.map(({ facet, words }) => `${facet}=${words}`)].join('; '),
    };
    const checked = await estimate(table, { ...options, checkOnly: true });
    if (!question.run || !wouldRun(checked))
      return { report: checked, because: checked.noHeadline, overrides: standing, ...common };
    const drawn = await drawnLinkage(desk, people, overlap);
    const report = await pooledReport(table, { ...options, ...desk.watch }, drawn);
    return {
      report,
      because: report.noHeadline,
      overrides: standing,
      merged,
      unnamed,
      linkage:
        drawn === null ? null : { draws: drawn.draws.length, decided: drawn.decided, pairs: drawn.pairs },
      notPooled: drawn === null ? NOT_POOLED : null,
    };
  } catch (thrown) {
    if (isFault(thrown, 'import-malformed')) return none(thrown.message);
    throw thrown;
  }
}

/** Whether anything would be computed: rules that refuse before the engines stop that, unless people let it stand. */
function wouldRun({ rules, overrides }: EstimateReport): boolean {
  const letStand = new Set(overrides.flatMap((one) => one.rules));
  return rules.every(
    ({ id, outcome }) => outcome !== 'refuse' || !STOPS_BEFORE.includes(id) || letStand.has(id),
  );
}

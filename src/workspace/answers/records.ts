/**
 * Rows of lists, word for word, each with the person it belongs to: from one place on with facets, as pages show them,
 * or after a mark, as programs go through them.
 */
import type { Views } from '../projections.ts';
import type { Answer, Query, RecordView } from '../queries.ts';
import type { Roll, RollRecord } from '../people/roll.ts';
import type { Row } from '../reader.ts';
import type { Desk } from '../workspace.ts';
import { facetViews, sortedOf, type Choosable, type Chosen } from './facets.ts';

const MOST = 500;

interface Placed extends RollRecord {
  /** True when another record belongs to the same person. */
  readonly isShared: boolean;
}

const inOrder = new WeakMap<Roll, readonly Placed[]>();

/** Every record of a roll, the earliest first. */
function recordsIn(roll: Roll): readonly Placed[] {
  const known = inOrder.get(roll);
  if (known) return known;
  const made = roll.persons
    .flatMap(({ records }) => records.map((record) => ({ ...record, isShared: records.length > 1 })))
    .sort((a, b) => a.seq - b.seq);
  inOrder.set(roll, made);
  return made;
}

function choosable(roll: Roll): Choosable<Placed> {
  return {
    name: 'records',
    rows: recordsIn(roll),
    valuesOf: ({ parent, script, isShared }, facet) =>
      new Set([facet === 'list' ? parent : facet === 'script' ? script : isShared ? 'several' : 'one']),
  };
}

type Lists = ReadonlyMap<string, Views['lists']['list']>;

export async function records(desk: Desk, query: Query<'records'>): Promise<Answer<'records'>> {
  const { reader } = desk;
  const roll = await desk.rolls.of(reader);
  const lists: Lists = new Map(
    (await reader.rows<Views['lists']>('lists')).map(({ key, row }) => [key, row.list]),
  );
  const chosen: Chosen = { list: query.listId, script: query.script, records: query.records };
  const found = sortedOf(roll, choosable(roll), chosen);
  const facets = facetViews(found, chosen, (listId) => lists.get(listId)?.name ?? null);
  const total = found.kept.length;
  const { asKnown } = reader;
  const view = viewOf(roll, lists);
  if (query.from === undefined && query.script === undefined && query.records === undefined) {
    const { rows, next } = await reader.page<Views['records']>('records', {
      after: query.after,
      limit: query.limit,
      ...(query.listId === undefined ? {} : { parent: query.listId }),
    });
    return { records: rows.map(view), next, total, from: null, facets, asKnown };
  }
  const from = Math.max(0, Math.floor(query.from ?? 0));
  const limit = Math.min(Math.max(1, query.limit ?? 100), MOST);
  const keys = found.kept.slice(from, from + limit).map(({ recordId }) => recordId);
  const rows = await reader.rows<Views['records']>('records', { keys });
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return {
    records: keys.flatMap((key) => byKey.get(key) ?? []).map(view),
    next: null,
    total,
    from,
    facets,
    asKnown,
  };
}

function viewOf(roll: Roll, lists: Lists): (row: Row<Views['records']>) => RecordView {
  return ({ key, seq, row, parent }) => {
    const columns = lists.get(parent)?.columns ?? [];
    const cells =
      row.origin.kind === 'row'
        ? new Map(row.origin.cells.map(({ column, words }) => [column, words]))
        : new Map<number, string>();
    return {
      recordId: key,
      listId: parent,
      row: row.origin.kind === 'row' ? row.origin.row : 0,
      columns: columns.map(({ column, heading, field }) => ({
        column: heading,
        value: cells.get(column) ?? '',
        field: field ?? null,
      })),
      personId: roll.personOf.get(key)?.personId ?? key,
      seq,
    };
  };
}

/**
 * Draws of who is who for an estimate: the records as linkage weighs them, decisions of people kept in every draw, each
 * draw an overlap table of its own. This is where two rooms meet that do not know each other: linkage draws groups of
 * records, counting takes them as numbers of rows.
 */
import {
  linkErrors,
  LINKAGE_DRAWS,
  overlapTable,
  tableOfPartition,
  type LinkErrors,
  type OverlapTable,
} from '#counting';
import { Fault } from '#ground';
import type { RecordDecision, RecordName } from '#linkage';
import type { Desk } from '../workspace.ts';
import type { CountedPeople } from './count-persons.ts';

/** Chances of one person from which a loose and a strict linkage join, in thousandths of a bit: 0.5 and 0.95. */
const THRESHOLDS = { loose: 0, strict: Math.round(1_000 * Math.log2(0.95 / 0.05)) } as const;

export interface DrawnLinkage {
  readonly draws: readonly OverlapTable[];
  readonly thresholds: { readonly loose: OverlapTable; readonly strict: OverlapTable };
  readonly decided: number;
  readonly pairs: readonly LinkErrors[];
}

/** A named row and the column of the table that its list is part of. */
export interface ColumnRow {
  readonly recordId: string;
  readonly column: number;
}

/** The overlap table of rows and who is who among them. Throws Fault('import-malformed') like the table itself. */
export function tableOf(
  columns: readonly string[],
  rows: readonly ColumnRow[],
  persons: readonly number[],
): OverlapTable {
  if (rows.length === 0) return overlapTable(columns, []);
  return tableOfPartition(
    columns,
    rows.map(({ column }) => column),
    persons,
  );
}

/**
 * Fifty draws of the linkage of these rows. Null when there are too many records to weigh while somebody waits, or too
 * few to compare. `inForce` is the person of each row under the judgements in force.
 */
export async function drawnLinkage(
  desk: Desk,
  people: CountedPeople,
  lists: {
    readonly columns: readonly string[];
    readonly rows: readonly ColumnRow[];
    readonly inForce: readonly number[];
  },
): Promise<DrawnLinkage | null> {
  const { signal, onProgress } = desk.watch;
  const weighed = await desk.weighings.of(desk.reader, {
    onProgress: (_stage, done, total) => {
      if (signal?.aborted) throw new Fault('interrupted', 'the estimate was stopped');
      onProgress?.('weighing', done, total);
    },
  });
  if (weighed === null) return null;
  const { columns, rows, inForce } = lists;
  const decisions = people.certain.flatMap(({ left, right, decision }): RecordDecision[] => {
    const [one, other] = [weighed.nameOf.get(left), weighed.nameOf.get(right)];
    return one === undefined || other === undefined || (decision !== 'same' && decision !== 'different')
      ? []
      : [{ left: one, right: other, decision }];
  });
  const partition = (groups: readonly (readonly RecordName[])[]): number[] => {
    const groupOf = new Map(groups.flatMap((group, at) => group.map(({ id }) => [id, at] as const)));
    // A row that linkage does not know stands alone.
    return rows.map(({ recordId }, at) => groupOf.get(recordId) ?? -1 - at);
  };
  const draws = weighed.linked.draws(LINKAGE_DRAWS, '1', decisions).map(partition);
  const at = (threshold: number): OverlapTable =>
    tableOf(columns, rows, partition(weighed.linked.groups(decisions, threshold)));
  return {
    draws: draws.map((persons) => tableOf(columns, rows, persons)),
    thresholds: { loose: at(THRESHOLDS.loose), strict: at(THRESHOLDS.strict) },
    decided: decisions.length,
    pairs: linkErrors(
      columns,
      rows.map(({ column }) => column),
      { inForce, draws },
    ),
  };
}

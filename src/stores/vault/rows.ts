/**
 * Rows of views in vault.db. Knows order, keys, parents and compartments; refuses to look into a row.
 * The compartment filter is part of every statement, also inside "newest of its key": a reader outside a
 * compartment sees what they would see if its rows did not exist (security bar R14).
 * Which index serves which question is said in the statement, so that growth cannot change the plan.
 */
import { Fault } from '#ground';
import type { LedgerStore, RowQuery, ViewRow } from '#ledger';
import type { Connection } from './connection.ts';
import { FindTable } from './finds.ts';

const MOST_ROWS = 10_000;

type Filter = Omit<RowQuery, 'limit' | 'after'>;
type Named = Record<string, string | number>;

/** The table of view rows and its rebuild. */
export class RowTable {
  readonly #connection: Connection;
  readonly #finds: FindTable;
  #rebuiltAt: number | null = null;

  constructor(connection: Connection, finds: FindTable) {
    this.#connection = connection;
    this.#finds = finds;
  }

  rows(query: RowQuery): ViewRow[] {
    const { where, named } = filterOf(query);
    const limit = Math.max(0, Math.min(query.limit, MOST_ROWS));
    const { after } = query;
    const from = after === undefined ? '' : 'AND (r.sort, r.key, r.seq) > ($afterSort, $afterKey, $afterSeq)';
    const place: Named =
      after === undefined ? {} : { afterSort: after.sort, afterKey: after.key, afterSeq: after.seq };
    return this.#connection.all(
      `SELECT r.view, r.key, r.seq, r.parent, r.sort, r.compartment, r.row
       FROM ${where} ${from} ORDER BY r.sort, r.key, r.seq LIMIT $limit`,
      { ...named, ...place, limit },
    ) as ViewRow[];
  }

  countRows(query: Filter): number {
    const { where, named } = filterOf(query);
    return this.#connection.number(`SELECT count(*) FROM ${where}`, named);
  }

  /** Rows are staged beside the live ones and exchanged in one transaction. */
  replaceRows(step: Parameters<LedgerStore['replaceRows']>[0], size: number): void {
    const connection = this.#connection;
    if (step.begin === true) this.#rebuiltAt = size;
    const rebuiltAt = this.#rebuiltAt;
    if (rebuiltAt === null) throw new Fault('bug', 'rows were replaced without a begin');
    const isOvertaken = step.commit === true && rebuiltAt !== size;
    connection.transaction(() => {
      if (step.begin === true || isOvertaken) {
        connection.run('DELETE FROM staged_row');
        this.#finds.dropStaged();
      }
      if (isOvertaken) return;
      for (const { view, key, seq, parent, sort, compartment, row } of step.rows ?? []) {
        const values = [view, key, seq, parent, sort, compartment, row];
        connection.run('INSERT INTO staged_row VALUES (?, ?, ?, ?, ?, ?, ?)', values);
      }
      this.#finds.stage(step.finds ?? []);
      if (step.commit !== true) return;
      this.#finds.exchange();
      connection.run('DELETE FROM view_row');
      connection.run(
        `INSERT INTO view_row (view, key, seq, parent, sort, compartment, row)
         SELECT view, key, seq, parent, sort, compartment, row FROM staged_row ORDER BY rowid`,
      );
      connection.run('DELETE FROM staged_row');
    });
    if (step.commit === true) this.#rebuiltAt = null;
    if (isOvertaken) throw new Fault('ledger-conflict', 'entries were appended while rows were rebuilt');
  }
}

function filterOf(query: Filter): { where: string; named: Named } {
  const { view, compartments, keys, parent, upTo, latest } = query;
  const named: Named = { view, compartments: JSON.stringify(compartments) };
  const visible = (row: string): string =>
    `${row}.compartment IN (SELECT value FROM json_each($compartments))${
      upTo === undefined ? '' : ` AND ${row}.seq < $upTo`
    }`;
  const parts = ['r.view = $view', visible('r')];
  if (upTo !== undefined) named['upTo'] = upTo;
  if (keys !== undefined) {
    parts.push('r.key IN (SELECT value FROM json_each($keys))');
    named['keys'] = JSON.stringify(keys);
  }
  if (parent !== undefined) {
    parts.push('r.parent = $parent');
    named['parent'] = parent;
  }
  const isUnderParent = parent !== undefined && parent !== '';
  // Said once more as a constant, or SQLite may not use the partial index.
  if (isUnderParent) parts.push(`r.parent <> ''`);
  if (latest === true) {
    parts.push(
      `NOT EXISTS (SELECT 1 FROM view_row n INDEXED BY view_row_by_key
         WHERE n.view = r.view AND n.key = r.key AND n.seq > r.seq AND ${visible('n')})`,
    );
  }
  const index =
    keys !== undefined ? 'view_row_by_key' : isUnderParent ? 'view_row_by_parent' : 'view_row_by_sort';
  return { where: `view_row r INDEXED BY ${index} WHERE ${parts.join(' AND ')}`, named };
}

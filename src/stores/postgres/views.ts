/**
 * Rows of views: added, paged in (sort, key, seq) order, replaced as a whole by a rebuild. The compartments of the
 * reader stand twice: in the statement, and in the reach that row security enforces.
 */
import type { PoolClient, QueryResultRow } from 'pg';
import { Fault } from '#ground';
import type { LedgerStore, RowQuery, ViewRow } from '#ledger';
import { asCount, asText, asWords, fromServer, toServer, toWords } from './coerce.ts';
import type { Database, Held } from './connect.ts';
import { insertFinds } from './finds.ts';
import { asFault } from './refuse.ts';

const MOST_ROWS = 10_000;
const SLICE = 5_000;

const COLUMNS = 'view, key, seq, parent, sort, compartment, row_json';

/** Adds rows in the transaction of the caller. */
export async function insertRows(
  client: PoolClient,
  rows: readonly ViewRow[],
  table = 'view_row',
): Promise<void> {
  for (let from = 0; from < rows.length; from += SLICE) {
    const slice = rows.slice(from, from + SLICE);
    await client.query(
      `insert into ${table} (${COLUMNS}) select * from
         unnest($1::text[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bytea[], $6::text[], $7::text[])`,
      [
        slice.map((row) => row.view),
        slice.map((row) => toWords(row.key)),
        slice.map((row) => row.seq),
        slice.map((row) => toWords(row.parent)),
        slice.map((row) => toWords(row.sort)),
        slice.map((row) => row.compartment),
        slice.map((row) => toServer(row.row)),
      ],
    );
  }
}

function rowOf(row: QueryResultRow): ViewRow {
  return {
    view: asText(row['view']),
    key: asWords(row['key']),
    seq: asCount(row['seq']),
    parent: asWords(row['parent']),
    sort: asWords(row['sort']),
    compartment: asText(row['compartment']),
    row: fromServer(row['row_json']) ?? '',
  };
}

/** The conditions of a query with their values; `latest` is decided before keys and parent narrow the answer. */
function conditionsOf(query: Omit<RowQuery, 'limit'>): { where: string; values: unknown[] } {
  const values: unknown[] = [query.view, query.compartments];
  const next = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['r.view = $1', 'r.compartment = any($2::text[])'];
  let before = '';
  if (query.upTo !== undefined) {
    const limit = next(query.upTo);
    conditions.push(`r.seq < ${limit}::bigint`);
    before = `and n.seq < ${limit}::bigint`;
  }
  if (query.keys !== undefined) conditions.push(`r.key = any(${next(query.keys.map(toWords))}::bytea[])`);
  if (query.parent !== undefined) conditions.push(`r.parent = ${next(toWords(query.parent))}::bytea`);
  if (query.latest === true) {
    conditions.push(`not exists (select 1 from view_row n where n.view = r.view and n.key = r.key and n.seq > r.seq
      and n.compartment = any($2::text[]) ${before})`);
  }
  if (query.after !== undefined) {
    const { sort, key, seq } = query.after;
    const place = [`${next(toWords(sort))}::bytea`, `${next(toWords(key))}::bytea`, `${next(seq)}::bigint`];
    conditions.push(`(r.sort, r.key, r.seq) > (${place.join(', ')})`);
  }
  return { where: conditions.join(' and '), values };
}

/** One page of a view. */
export async function rows(db: Database, query: RowQuery): Promise<ViewRow[]> {
  const limit = Math.max(0, Math.min(query.limit, MOST_ROWS));
  const { where, values } = conditionsOf(query);
  const text = `select ${COLUMNS} from view_row r where ${where} order by r.sort, r.key, r.seq limit ${limit}`;
  const reach = { compartments: query.compartments };
  return db.within(
    reach,
    async (client) => (await client.query<QueryResultRow>(text, values)).rows.map(rowOf),
    'begin read only',
  );
}

/** How many rows the query without its page has. */
export async function countRows(db: Database, query: Omit<RowQuery, 'limit' | 'after'>): Promise<number> {
  const { where, values } = conditionsOf(query);
  const text = `select count(*) as rows from view_row r where ${where}`;
  const reach = { compartments: query.compartments };
  return db.within(
    reach,
    async (client) => asCount((await client.query<QueryResultRow>(text, values)).rows[0]?.['rows']),
    'begin read only',
  );
}

const STAGED = { words: 'staged_word', names: 'staged_name' };

type Step = Parameters<LedgerStore['replaceRows']>[0];

/**
 * A rebuild in progress. Rows wait in a temporary table of one transaction, so that readers keep the old views until
 * the commit and writers are not held up; entries appended meanwhile make the commit a ledger-conflict.
 */
export class Replacement {
  readonly #db: Database;
  #open: { held: Held; size: number } | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  async step(step: Step): Promise<void> {
    try {
      if (step.begin === true) await this.#begin();
      const open = this.#open;
      if (open === null) throw new Fault('bug', 'rows were replaced without a begin');
      await insertRows(open.held.client, step.rows ?? [], 'staged_row');
      await insertFinds(open.held.client, step.finds ?? [], STAGED);
      if (step.commit === true) await this.#commit(open.held, open.size);
    } catch (thrown) {
      await this.abandon();
      throw asFault(thrown);
    }
  }

  async #begin(): Promise<void> {
    await this.abandon();
    const held = await this.#db.hold({ whole: true });
    this.#open = { held, size: 0 };
    for (const table of ['view_row', 'find_word', 'find_name'])
      await held.client.query(
        `create temporary table ${table.replace('view', 'staged').replace('find', 'staged')}
           (like ${table} including indexes) on commit drop`,
      );
    const { rows: found } = await held.client.query<QueryResultRow>('select size from ledger_head');
    this.#open = { held, size: asCount(found[0]?.['size']) };
  }

  async #commit(held: Held, size: number): Promise<void> {
    const found = await held.client.query<QueryResultRow>('select size from ledger_head for update');
    if (asCount(found.rows[0]?.['size']) !== size) {
      throw new Fault('ledger-conflict', 'entries were appended while rows were rebuilt');
    }
    await held.client.query('delete from view_row');
    await held.client.query(`insert into view_row (${COLUMNS}) select ${COLUMNS} from staged_row`);
    for (const [live, staged] of [
      ['find_word', STAGED.words],
      ['find_name', STAGED.names],
    ]) {
      await held.client.query(`delete from ${live}`);
      await held.client.query(`insert into ${live} select * from ${staged}`);
    }
    await held.end('commit');
    this.#open = null;
  }

  /** Gives up what was staged; the views stay as they were. */
  async abandon(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    await open?.held.end('rollback').catch(() => {});
  }
}

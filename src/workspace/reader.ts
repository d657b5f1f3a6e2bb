/**
 * The one place where views are read. A reader is bound to a principal's compartments and to a moment, so that no
 * answer can forget either. Rows come back parsed and in (sort, key, seq) order.
 */
import { Fault, isCalendarDay } from '#ground';
import type { Found, LedgerStore, ViewRow } from '#ledger';
import { compartmentsOf } from './authorise.ts';
import type { Principal } from './principal.ts';
import type { AsKnown } from './queries.ts';

/** A parsed row with what it was projected from. */
export interface Row<T> {
  readonly key: string;
  readonly seq: number;
  readonly parent: string;
  readonly sort: string;
  readonly compartment: string;
  readonly row: T;
}

export interface RowsWanted {
  readonly parent?: string;
  readonly keys?: readonly string[];
  /** Only the newest row of each key (default true). */
  readonly latest?: boolean;
  /** Also rows of imports that were undone (default false); only undoing itself and its list ask for them. */
  readonly undone?: boolean;
}

export interface PageWanted extends RowsWanted {
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

/** Views whose rows leave with an import that is undone, and by which of their words they belong to it. */
const OF_IMPORTS: Readonly<Record<string, 'parent' | 'key'>> = { lists: 'key', records: 'parent' };

const STEP = 5_000;
const PAGE_CAP = 1_000;

/** Upper end of an `as known on` word: a day means its end, a time means itself. RFC 3339 UTC. */
function momentOf(asKnown: string): string {
  if (isCalendarDay(asKnown)) return `${asKnown}T23:59:59.999Z`;
  const at = Date.parse(asKnown);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(asKnown) || Number.isNaN(at))
    throw new Fault('date-malformed', 'as known on takes a day like 2026-03-31 or an RFC 3339 time');
  return new Date(at).toISOString();
}

export class Reader {
  readonly asKnown: AsKnown;
  readonly compartments: readonly string[];
  private readonly store: LedgerStore;
  private undone: Promise<ReadonlySet<string>> | null = null;

  private constructor(store: LedgerStore, compartments: readonly string[], asKnown: AsKnown) {
    this.store = store;
    this.compartments = compartments;
    this.asKnown = asKnown;
  }

  /** Binds a reader to what the principal may see and to the moment asked for; without one, to now. */
  static async at(
    store: LedgerStore,
    principal: Principal,
    when: { readonly now: string; readonly asKnown?: string | undefined },
  ): Promise<Reader> {
    const head = await store.head();
    const moment = when.asKnown === undefined ? when.now : momentOf(when.asKnown);
    const past = when.asKnown !== undefined && moment < when.now;
    const size = past ? await store.sizeAt(moment) : head.size;
    const last = size === 0 ? new Uint8Array() : await store.leafHashes(size - 1, size);
    const asKnown = { at: past ? moment : when.now, past, size, head: Buffer.from(last).toString('hex') };
    return new Reader(store, compartmentsOf(principal), asKnown);
  }

  /** All rows of a view; memory grows with the answer, so ask by parent or keys where a view is long. */
  async rows<T>(view: string, wanted: RowsWanted = {}): Promise<Row<T>[]> {
    const found: Row<T>[] = [];
    for await (const row of this.each<T>(view, wanted)) found.push(row);
    return found;
  }

  /** The newest row of one key, or null when there is none that this reader may see. */
  async one<T>(
    view: string,
    key: string,
    { undone = false }: Pick<RowsWanted, 'undone'> = {},
  ): Promise<Row<T> | null> {
    const rows = await this.store.rows({ ...this.base(view, {}), keys: [key], latest: true, limit: 1 });
    const stands = undone ? () => true : await this.standing(view);
    return rows[0] && stands(rows[0]) ? parsed<T>(rows[0]) : null;
  }

  /** Rows of a view one by one, read in steps. */
  async *each<T>(view: string, wanted: RowsWanted & { readonly from?: string } = {}): AsyncGenerator<Row<T>> {
    const stands = wanted.undone ? () => true : await this.standing(view);
    // Rows of this place and later: nothing stands before the empty key.
    let after: { sort: string; key: string; seq: number } | undefined =
      wanted.from === undefined ? undefined : { sort: wanted.from, key: '', seq: -1 };
    const step = (): Promise<ViewRow[]> =>
      this.store.rows({ ...this.base(view, wanted), ...(after ? { after } : {}), limit: STEP });
    for (let coming = step(); ;) {
      const rows = await coming;
      const last = rows.at(-1);
      const isEnd = rows.length < STEP || !last;
      if (!isEnd) {
        after = { sort: last.sort, key: last.key, seq: last.seq };
        coming = step();
        // The store looks for the next rows while these are read; nobody may be waiting for them any more.
        coming.catch(() => undefined);
      }
      for (const row of rows) if (stands(row)) yield parsed<T>(row);
      if (isEnd) return;
    }
  }

  /** One page of a view and the mark to continue from. */
  async page<T>(view: string, wanted: PageWanted): Promise<{ rows: Row<T>[]; next: string | null }> {
    const limit = Math.min(Math.max(1, wanted.limit ?? 100), PAGE_CAP);
    const stands = wanted.undone ? () => true : await this.standing(view);
    const found: ViewRow[] = [];
    let after = wanted.after === undefined ? undefined : readMark(wanted.after);
    // One row more than the page shows says whether there is a next one.
    for (;;) {
      const rows = await this.store.rows({
        ...this.base(view, wanted),
        ...(after ? { after } : {}),
        limit: limit + 1,
      });
      found.push(...rows.filter(stands));
      after = rows.at(-1);
      if (found.length > limit || rows.length <= limit) break;
    }
    const shown = found.slice(0, limit).map((row) => parsed<T>(row));
    const last = shown.at(-1);
    return { rows: shown, next: found.length > limit && last ? writeMark(last) : null };
  }

  /** Things that hold a word of every group, newest first: ids only, to be read through this reader. */
  async find(
    groups: readonly (readonly string[])[],
    views: readonly string[],
    limit: number,
  ): Promise<Found[]> {
    const { compartments } = this;
    return this.store.find({ compartments, upTo: this.asKnown.size, groups, views, limit });
  }

  /** Words of names that share keys with what was asked, in what this reader may see. */
  async findNames(keys: readonly string[], limit: number): Promise<string[]> {
    return this.store.findNames({ compartments: this.compartments, keys, limit });
  }

  async count(view: string, wanted: Omit<RowsWanted, 'undone'> = {}): Promise<number> {
    const by = OF_IMPORTS[view];
    const undone = by === undefined ? [] : [...(await this.undoneLists())];
    const all = await this.store.countRows(this.base(view, wanted));
    if (by === undefined || undone.length === 0 || all === 0) return all;
    if (by === 'parent' && wanted.keys === undefined) {
      const gone = wanted.parent === undefined ? undone : undone.filter((id) => id === wanted.parent);
      const counts = await Promise.all(
        gone.map((parent) => this.store.countRows(this.base(view, { ...wanted, parent }))),
      );
      return counts.reduce((left, one) => left - one, all);
    }
    return (await this.rows(view, wanted)).length;
  }

  /** Ids of the lists whose import is undone at this reader's moment. */
  undoneLists(): Promise<ReadonlySet<string>> {
    this.undone ??= this.rows<{ state: string }>('imports').then(
      (rows) => new Set(rows.filter(({ row }) => row.state === 'undone').map(({ key }) => key)),
    );
    return this.undone;
  }

  /** Whether a row of this view stands, or left with an import that was undone. */
  private async standing(view: string): Promise<(row: ViewRow) => boolean> {
    const by = OF_IMPORTS[view];
    if (by === undefined) return () => true;
    const undone = await this.undoneLists();
    return (row) => !undone.has(row[by]);
  }

  private base(view: string, wanted: RowsWanted) {
    return {
      view,
      compartments: this.compartments,
      latest: wanted.latest ?? true,
      upTo: this.asKnown.size,
      ...(wanted.parent === undefined ? {} : { parent: wanted.parent }),
      ...(wanted.keys === undefined ? {} : { keys: wanted.keys }),
    };
  }
}

function parsed<T>(row: ViewRow): Row<T> {
  return {
    key: row.key,
    seq: row.seq,
    parent: row.parent,
    sort: row.sort,
    compartment: row.compartment,
    row: JSON.parse(row.row) as T,
  };
}

// A mark is opaque to callers: base64url of [sort, key, seq]. It holds ids and dates, never a name.
function writeMark(row: Row<unknown>): string {
  return Buffer.from(JSON.stringify([row.sort, row.key, row.seq])).toString('base64url');
}

function readMark(mark: string): { sort: string; key: string; seq: number } {
  try {
    const [sort, key, seq] = JSON.parse(Buffer.from(mark, 'base64url').toString('utf8')) as unknown[];
    if (typeof sort === 'string' && typeof key === 'string' && Number.isSafeInteger(seq))
      return { sort, key, seq: seq as number };
  } catch {
    // falls through to the fault below: the mark was not one of ours
  }
  throw new Fault('usage-wrong', 'the mark to continue from is not one that this program gave out');
}

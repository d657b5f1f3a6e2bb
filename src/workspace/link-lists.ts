/**
 * Lists linked without a workspace: tables to records, records to persons, and the rows of the files that come out. Nothing
 * is kept and nothing is decided for a workspace; the names stay in the process, the engine sees numbers.
 */
import { readColumns, type Table } from '#exchange';
import { Fault } from '#ground';
import {
  chanceOf,
  explainRows,
  isLinkField,
  ListCells,
  linkRows,
  memoryEngine,
  readLinkColumns,
  RowBuilder,
  tellsRowsApart,
  type Explanation,
  type LinkColumn,
  type Linked,
  type LinkEngine,
  type Model,
  type Pin,
  type StageKeeper,
} from '#linkage';

export interface LinkList {
  /** Stands in the column `source`. */
  readonly name: string;
  /** Read whole, or row by row. */
  readonly table: Table | ListCells;
  readonly notices?: readonly string[];
}

export interface LinkListsOptions {
  /** Field → heading, by a person; `id` names the column of the record's id. */
  readonly map?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly oneToOne?: boolean;
  readonly within?: boolean;
  /** Least chance of a link. */
  readonly threshold?: number;
  readonly seed?: string;
  /** Weights that a person sets, each with a reason and its author. */
  readonly pins?: readonly Pin[];
  readonly engine?: LinkEngine;
  /** Where stages of a long run are kept; numbers only, no word of a list. */
  readonly keeper?: StageKeeper;
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

export interface ListColumns {
  readonly source: string;
  readonly rows: number;
  /** Heading of the column that names the records; empty where they are named by their row. */
  readonly id: string;
  readonly namedBy: 'column' | 'row';
  readonly columns: readonly LinkColumn[];
  readonly notices: readonly string[];
}

/** What was done, without a name or an id in it. */
export interface LinkReport {
  readonly lists: readonly ListColumns[];
  readonly records: number;
  readonly persons: number;
  readonly linkedRecords: number;
  readonly largest: number;
  readonly engine: string;
  readonly seed: string;
  /** Weights that a person set. */
  readonly pinned: number;
  /** Pairs weighed, and what each key brought. */
  readonly pairs: number;
  readonly keys: readonly { readonly name: string; readonly pairs: number; readonly crowded: number }[];
  readonly keysLeftOut: readonly { readonly name: string; readonly pairs: number }[];
  readonly bands: {
    readonly linkBits: number;
    readonly reviewBits: number;
    readonly linkProbability: number;
    readonly toReview: number;
    readonly expectedWrong: number;
    readonly expectedMissed: number;
  };
  readonly refused: Linked['clusters']['refused'];
}

/** Headings of columns that name a record. */
const NAMES_RECORD =
  /^(?:(?:rec(?:ord)?|unique|row|person|source|case)?[ _-]?(?:id|key|ref(?:erence)?)|uu?id|no|nr|№|number)\.?$/i;

/** The cells of a table that was read whole. */
function cellsOf(table: Table): ListCells {
  const cells = new ListCells(table.columns);
  table.rows.forEach((row, at) => cells.add(row, table.lines[at] ?? at + 2));
  return cells;
}

/** True if the heading of a first column is that of an id, so that it names the records whatever its cells are. */
export function namesRecords(heading: string): boolean {
  return NAMES_RECORD.test(heading.trim());
}

/**
 * The column that names the records: the one given, else the one a person mapped, else the first. A first column that
 * repeats itself and is not headed like an id (a given name, say) gives way to one that is and does not; where there is
 * none, records are named by their row (null). A first column of numbers or codes that tell rows apart stays, so that
 * what stands twice in it is told.
 */
function idColumn(cells: ListCells, { id, map }: LinkListsOptions, name: string): number | null {
  const wanted = id ?? map?.['id'];
  if (wanted === undefined) {
    if (namesRecords(cells.columns[0] ?? '') || cells.isDistinct(0)) return 0;
    const other = cells.columns.findIndex(
      (column, at) => at > 0 && namesRecords(column) && cells.isDistinct(at),
    );
    if (other > 0) return other;
    return tellsRowsApart(cells, 0) ? 0 : null;
  }
  const at = cells.columns.findIndex((column) => column.trim() === wanted.trim());
  if (at < 0)
    throw new Fault('usage-wrong', `${name} has no column with the heading that --id names`, {
      hint: `Its columns: ${cells.columns.length}. Headings are compared letter by letter.`,
    });
  return at;
}

function refuseUnknownColumns(lists: readonly LinkList[], map: Readonly<Record<string, string>>): void {
  for (const [field, heading] of Object.entries(map)) {
    if (field !== 'id' && !isLinkField(field)) continue;
    if (lists.some(({ table }) => table.columns.includes(heading))) continue;
    throw new Fault('usage-wrong', `the map names a column that no list has, for the field ${field}`);
  }
}

function addTable(
  builder: RowBuilder,
  list: number,
  { name, table, notices }: LinkList,
  options: LinkListsOptions,
): ListColumns {
  const cells = table instanceof ListCells ? table : cellsOf(table);
  const idAt = idColumn(cells, options, name);
  const id = idAt === null ? '' : (cells.columns[idAt] ?? '');
  const { id: _id, ...map } = options.map ?? {};
  const columns = readLinkColumns({
    columns: cells.columns,
    rows: cells,
    known: cells.columns.map((column) => readColumns([column])[0]?.field ?? null),
    map,
    ...(idAt === null ? {} : { id }),
  });
  const compared = columns.flatMap(({ field }, at) =>
    field === null ? [] : [{ field, cells: cells.column(at) }],
  );
  if (idAt === null) builder.add(list, rowNumbers(cells), compared, contents(cells));
  else builder.add(list, idsIn(cells, idAt, name), compared);
  const noted = notices ?? (table instanceof ListCells ? [] : (table.notices ?? []));
  const namedBy = idAt === null ? 'row' : 'column';
  return { source: name, rows: cells.count, id, namedBy, columns, notices: noted };
}

function idsIn(cells: ListCells, at: number, name: string): string[] {
  const named = cells.column(at);
  const ids = Array.from(named.places, (place) => (named.words[place] ?? '').trim());
  const empty = ids.indexOf('');
  if (empty >= 0)
    throw new Fault('import-malformed', `${name}, row ${cells.lineOf(empty)}: the record has no id`, {
      hint: 'Nothing was written. Name another column with --id.',
    });
  return ids;
}

/** Rows as faults and spreadsheets count them: the heading is row 1. */
function rowNumbers(cells: ListCells): string[] {
  return Array.from({ length: cells.count }, (_, row) => String(cells.lineOf(row)));
}

/** All that a row says: what it is sorted by, so that the order of the file changes nothing but the numbers. */
function contents(cells: ListCells): string[] {
  const columns = cells.columns.map((_, at) => cells.column(at));
  return Array.from({ length: cells.count }, (_, row) =>
    columns.map(({ words, places }) => words[places[row] ?? -1] ?? '').join('\0'),
  );
}

/** Lists that were linked: the report, and the rows of the files. */
export class LinkedLists {
  readonly report: LinkReport;
  readonly #linked: Linked;
  /** Places of the rows in the order in which they are written. */
  readonly #order: Iterable<number>;

  constructor(linked: Linked, lists: readonly ListColumns[], engine: string, seed: string) {
    this.#linked = linked;
    this.#order = writtenOrder(linked, lists);
    this.report = reportOf(linked, lists, engine, seed);
  }

  #source(row: number): string {
    const { rows } = this.#linked.encoded;
    return rows.lists[rows.list[row] ?? 0] ?? '';
  }

  #record(row: number): string {
    return this.#linked.encoded.rows.ids[row] ?? '';
  }

  /** Every record once, by list and id, or by row where that is its name; clusters are numbered from 1 in that order. */
  *links(): Generator<readonly [source: string, record: string, cluster: number]> {
    const numbers = new Map<number, number>();
    const { of } = this.#linked.clusters;
    for (const row of this.#order) {
      const first = of[row] ?? row;
      let cluster = numbers.get(first);
      if (cluster === undefined) {
        cluster = numbers.size + 1;
        numbers.set(first, cluster);
      }
      yield [this.#source(row), this.#record(row), cluster];
    }
  }

  /** Every pair of the review band and above, by list and id. Weight in bits. */
  *pairs(): Generator<readonly [string, string, string, string, weight: number, probability: number]> {
    const { left, right, weight } = this.#linked.pairs;
    for (const [at, millibits] of weight.entries()) {
      if (millibits < this.#linked.bands.review) continue;
      const [a, b] = [left[at] ?? 0, right[at] ?? 0];
      yield [
        this.#source(a),
        this.#record(a),
        this.#source(b),
        this.#record(b),
        millibits / 1000,
        chanceOf(millibits),
      ];
    }
  }

  /** Why two records are or are not one person. A record is named by its id, or by source:id where an id is in several lists. */
  explain(left: string, right: string): Explanation {
    const [a, b] = [this.#find(left), this.#find(right)];
    if (a === b) throw new Fault('usage-wrong', 'both names are of the same record');
    return explainRows(this.#linked, a, b);
  }

  #find(name: string): number {
    const { ids } = this.#linked.encoded.rows;
    const found = [...ids.keys()].filter(
      (row) => ids[row] === name || `${this.#source(row)}:${ids[row] ?? ''}` === name,
    );
    if (found.length === 0)
      throw new Fault('not-found', 'no list has a record with an id that --explain names');
    if (found.length > 1)
      throw new Fault('usage-wrong', 'an id that --explain names is in several lists', {
        hint: 'Write it as file.csv:id.',
      });
    return found[0] ?? 0;
  }

  /** The model as it was learned, with everything needed to weigh the same pairs again. */
  model(): {
    model: Model;
    comparisons: readonly object[];
    tables: Readonly<Record<string, string>>;
    bands: Linked['bands'];
  } {
    const { model, comparisons, weights, encoded, bands } = this.#linked;
    return {
      model,
      comparisons: comparisons.map(({ name, title, levels, isShared, group }, at) => ({
        name,
        title,
        sharedByHousehold: isShared,
        ...(group === undefined ? {} : { group }),
        levels: levels.map(({ words, rarity }, level) => ({
          level,
          words,
          millibits: weights.levels[at]?.[level] ?? 0,
          rarityThousandths: rarity ?? 0,
        })),
      })),
      tables: Object.fromEntries([...encoded.tables].map(([name, { hash }]) => [name, hash])),
      bands,
    };
  }
}

/** By list and id, as the rows stand; within a list whose records are named by their row, by that number. */
function writtenOrder(linked: Linked, lists: readonly ListColumns[]): Iterable<number> {
  const { list, ids } = linked.encoded.rows;
  if (lists.every(({ namedBy }) => namedBy === 'column')) return ids.keys();
  const numbered = lists.map(({ namedBy }) => namedBy === 'row');
  return [...ids.keys()].sort((a, b) => {
    const [one, other] = [list[a] ?? 0, list[b] ?? 0];
    if (one !== other) return one - other;
    return numbered[one] ? Number(ids[a]) - Number(ids[b]) : a - b;
  });
}

function reportOf(linked: Linked, lists: readonly ListColumns[], engine: string, seed: string): LinkReport {
  const sizes = new Map<number, number>();
  for (const first of linked.clusters.of) sizes.set(first, (sizes.get(first) ?? 0) + 1);
  const { bands, blocking, pairs } = linked;
  let linkedRecords = 0;
  let largest = 0;
  for (const size of sizes.values()) {
    if (size > 1) linkedRecords += size;
    largest = Math.max(largest, size);
  }
  return {
    lists,
    records: linked.encoded.count,
    persons: sizes.size,
    linkedRecords,
    largest,
    engine,
    seed,
    pinned: linked.model.pins.length,
    pairs: blocking.keys.reduce((sum, key) => sum + key.pairs, 0),
    keys: blocking.keys.map((key) => ({ name: key.name, pairs: key.pairs, crowded: key.crowded })),
    keysLeftOut: blocking.leftOut,
    bands: {
      linkBits: bands.link / 1000,
      reviewBits: bands.review / 1000,
      linkProbability: chanceOf(bands.link),
      toReview: pairs.weight.filter((weight) => weight >= bands.review && weight < bands.link).length,
      expectedWrong: bands.wrong,
      expectedMissed: bands.missed,
    },
    refused: linked.clusters.refused,
  };
}

/**
 * Links lists to each other and, unless told otherwise, within themselves. Throws Fault('usage-wrong') for flags that do not
 * fit the lists, Fault('import-malformed') naming list and row for an id that is missing or stands twice.
 */
export async function linkLists(
  lists: readonly LinkList[],
  options: LinkListsOptions = {},
): Promise<LinkedLists> {
  const { engine = memoryEngine, seed = '1' } = options;
  if (new Set(lists.map(({ name }) => name)).size < lists.length)
    throw new Fault('usage-wrong', 'two lists have the same name');
  const acrossOnly = options.oneToOne === true || options.within === false;
  if (acrossOnly && lists.length < 2)
    throw new Fault('usage-wrong', 'one list alone can only be linked within itself', {
      hint: 'Leave out --one-to-one and --no-within, or give a second list.',
    });
  refuseUnknownColumns(lists, options.map ?? {});
  const builder = new RowBuilder(lists.map(({ name }) => name));
  const described = lists.map((list, at) => addTable(builder, at, list, options));
  const linked = await linkRows(builder.finish(), engine, {
    seed,
    ...(options.oneToOne === undefined ? {} : { oneToOne: options.oneToOne }),
    ...(options.within === undefined ? {} : { within: options.within }),
    ...(options.threshold === undefined ? {} : { threshold: options.threshold }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    ...(options.pins === undefined ? {} : { pins: options.pins }),
    ...(options.keeper === undefined ? {} : { keeper: options.keeper }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return new LinkedLists(linked, described, engine.name, seed);
}

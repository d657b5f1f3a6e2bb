/**
 * Rows of lists as columns of numbers: every different cell is kept once in the dictionary of its field, a row holds
 * places in dictionaries. Ten million rows fit in memory, and whatever is worked out is worked out once per different
 * cell. Order of arrival is forgotten: dictionaries and rows are sorted when all are in.
 */
import { Fault, placesTo } from '#ground';
import type { CellColumn } from './cells.ts';
import { LINK_FIELDS, MOST_CLAIMS, saidIn, type LinkField, type LinkRecord } from './fields.ts';

/** A column of numbers that grows. −1 means: nothing said. */
class Growing {
  #numbers = new Int32Array(1024).fill(-1);

  set(at: number, number: number): void {
    if (at >= this.#numbers.length) {
      const wider = new Int32Array(Math.max(at + 1, this.#numbers.length * 2)).fill(-1);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[at] = number;
  }

  at(place: number): number {
    return this.#numbers[place] ?? -1;
  }

  permuted(order: Uint32Array, change: Int32Array | null): Int32Array {
    const out = new Int32Array(order.length).fill(-1);
    for (let at = 0; at < order.length; at++) {
      const number = this.#numbers[order[at] ?? 0] ?? -1;
      out[at] = number < 0 || change === null ? number : (change[number] ?? -1);
    }
    return out;
  }
}

/** One field of all rows. `claims[k]` holds the k-th claim of each row as a place in `words`, −1 for none. */
export interface FieldColumn {
  /** Different cells, sorted by code unit. */
  readonly words: readonly string[];
  readonly claims: readonly Int32Array[];
}

/** All rows of all lists, sorted by list and id. */
export interface Rows {
  readonly lists: readonly string[];
  /** Place of the list of each row. */
  readonly list: Int32Array;
  readonly ids: readonly string[];
  readonly fields: ReadonlyMap<LinkField, FieldColumn>;
}

interface Building {
  readonly places: Map<string, number>;
  readonly claims: Growing[];
}

function placeIn({ places }: Building, words: string): number {
  let place = places.get(words);
  if (place === undefined) {
    place = places.size;
    places.set(words, place);
  }
  return place;
}

/** Puts a claim where the row has none yet; one that it makes already is not put again. */
function put({ claims }: Building, row: number, place: number): void {
  for (let k = 0; k < MOST_CLAIMS; k++) {
    const column = (claims[k] ??= new Growing());
    const there = column.at(row);
    if (there === place) return;
    if (there >= 0) continue;
    column.set(row, place);
    return;
  }
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Takes rows one by one. */
export class RowBuilder {
  readonly #lists: readonly string[];
  readonly #list = new Growing();
  readonly #ids: string[] = [];
  /** What rows are sorted by whose id says nothing of them. */
  readonly #keys = new Map<number, string>();
  readonly #fields = new Map<LinkField, Building>();

  constructor(lists: readonly string[]) {
    this.#lists = lists;
  }

  get count(): number {
    return this.#ids.length;
  }

  /** Begins a row of the list at this place; claims follow. */
  begin(list: number, id: string): void {
    this.#list.set(this.#ids.length, list);
    this.#ids.push(id);
  }

  #building(field: LinkField): Building {
    let building = this.#fields.get(field);
    if (building === undefined) {
      building = { places: new Map(), claims: [] };
      this.#fields.set(field, building);
    }
    return building;
  }

  /** Adds a claim to the row that was begun last. Cells that say nothing, and claims beyond the most, are left out. */
  claim(field: LinkField, cell: string | undefined): void {
    const words = saidIn(cell);
    if (words === null) return;
    const building = this.#building(field);
    put(building, this.#ids.length - 1, placeIn(building, words));
  }

  /**
   * Adds the rows of a whole list: their ids, and the columns that are compared, in the order of the list. Rows are sorted
   * by their id, or by `keys` where the id is only their place in the file.
   */
  add(
    list: number,
    ids: readonly string[],
    columns: readonly { readonly field: LinkField; readonly cells: CellColumn }[],
    keys: readonly string[] = [],
  ): void {
    const first = this.#ids.length;
    for (const id of ids) this.begin(list, id);
    keys.forEach((key, at) => this.#keys.set(first + at, key));
    for (const { field, cells } of columns) {
      const building = this.#building(field);
      const places = Int32Array.from(cells.words, (cell) => {
        const words = saidIn(cell);
        return words === null ? -1 : placeIn(building, words);
      });
      for (let row = 0; row < ids.length; row++) {
        const place = places[cells.places[row] ?? -1] ?? -1;
        if (place >= 0) put(building, first + row, place);
      }
    }
  }

  /**
   * Everything sorted. Throws Fault('import-malformed') when two rows of one list have one id, naming both rows.
   */
  finish(): Rows {
    const list = this.#list.permuted(placesTo(this.#ids.length), null);
    const order = this.#ordered(list);
    this.#refuseDoubles(order, list);
    const fields = new Map<LinkField, FieldColumn>();
    for (const field of LINK_FIELDS) {
      const building = this.#fields.get(field);
      if (building === undefined) continue;
      const arrived = [...building.places.keys()];
      const words = [...arrived].sort(byCodeUnit);
      const rank = new Map(words.map((word, at) => [word, at]));
      const change = Int32Array.from(arrived, (word) => rank.get(word) ?? -1);
      fields.set(field, {
        words,
        claims: building.claims.map((column) => column.permuted(order, change)),
      });
    }
    return {
      lists: this.#lists,
      list: this.#list.permuted(order, null),
      ids: Array.from(order, (at) => this.#ids[at] ?? ''),
      fields,
    };
  }

  /** Rows by list and id. Most lists come in order, which is quicker to see than to make. */
  #ordered(list: Int32Array): Uint32Array {
    const ids = this.#ids;
    const order = placesTo(ids.length);
    const wordOf =
      this.#keys.size === 0
        ? (row: number): string => ids[row] ?? ''
        : (row: number): string => this.#keys.get(row) ?? ids[row] ?? '';
    const compare = (a: number, b: number): number =>
      (list[a] ?? 0) - (list[b] ?? 0) || byCodeUnit(wordOf(a), wordOf(b));
    for (let at = 1; at < order.length; at++) if (compare(at - 1, at) > 0) return order.sort(compare);
    return order;
  }

  #refuseDoubles(order: Uint32Array, list: Int32Array): void {
    for (let at = 1; at < order.length; at++) {
      const [a, b] = [order[at - 1] ?? 0, order[at] ?? 0];
      if (list[a] !== list[b] || this.#ids[a] !== this.#ids[b]) continue;
      const first = list.indexOf(list[a] ?? 0);
      throw new Fault(
        'import-malformed',
        `${this.#lists[list[a] ?? 0] ?? 'a list'}, rows ${Math.min(a, b) - first + 1} and ${Math.max(a, b) - first + 1} after the heading: one id stands twice`,
        { hint: 'Name a column that is different in every row: --id COLUMN.' },
      );
    }
  }
}

/** Rows of records given as plain objects. Lists are taken in the order of their names. */
export function rowsOf(records: readonly LinkRecord[]): Rows {
  const lists = [...new Set(records.map(({ list }) => list))].sort(byCodeUnit);
  const builder = new RowBuilder(lists);
  for (const record of records) {
    builder.begin(lists.indexOf(record.list), record.id);
    for (const field of LINK_FIELDS)
      for (const words of record.claims[field] ?? []) builder.claim(field, words);
  }
  return builder.finish();
}

/** The claims of one row, as words. */
export function claimsOf(rows: Rows, row: number): LinkRecord {
  const claims: Partial<Record<LinkField, readonly string[]>> = {};
  for (const [field, { words, claims: columns }] of rows.fields) {
    const said = columns.flatMap((column) => {
      const place = column[row] ?? -1;
      return place < 0 ? [] : [words[place] ?? ''];
    });
    if (said.length > 0) claims[field] = said;
  }
  return { list: rows.lists[rows.list[row] ?? 0] ?? '', id: rows.ids[row] ?? '', claims };
}

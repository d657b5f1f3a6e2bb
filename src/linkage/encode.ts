/**
 * Rows as the numbers that are compared: names as places in one vocabulary, dates as parts, places and streets as places
 * in their tables, telephones as their last digits. −1 stands for nothing said, everywhere. No text goes further than
 * this: an engine sees numbers only.
 */
import { orderOf, readDates, type DateRead } from './dates.ts';
import type { LinkField } from './fields.ts';
import { latinOf, numberOf, textTable, type LevelTable } from './levels.ts';
import { nameTable } from './name-levels.ts';
import type { StageKeeper } from './ports.ts';
import type { FieldColumn, Rows } from './rows.ts';
import { Dictionary, nameSlots } from './slots.ts';
import { keptTable } from './stages.ts';

/** Numbers of all rows. Columns of a second and third claim have the name and `.1`, `.2`. */
export interface Encoded {
  readonly rows: Rows;
  readonly count: number;
  readonly columns: ReadonlyMap<string, Int32Array>;
  readonly tables: ReadonlyMap<string, LevelTable>;
  /** How many claims say each word of a table, by the name of the column without the number of the claim. */
  readonly counts: ReadonlyMap<string, Int32Array>;
}

/** Columns whose numbers are places in a table, and which. */
export const TABLE_OF: Readonly<Record<string, string>> = {
  given: 'names',
  family: 'names',
  father: 'names',
  mother: 'names',
  place: 'places',
  birthPlace: 'places',
  capturedAt: 'places',
  heldAt: 'places',
  region: 'regions',
  street: 'streets',
  more: 'more',
  unit: 'units',
  rank: 'ranks',
  email: 'mail',
};

const FIELD_OF: Readonly<Record<string, LinkField>> = {
  place: 'place',
  birthPlace: 'birth_place',
  capturedAt: 'captured_at',
  heldAt: 'held_at',
  region: 'region',
  street: 'street',
  more: 'address_more',
  unit: 'unit',
  rank: 'rank',
};

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The column of this name and claim. */
export function claimColumn(name: string, k: number): string {
  return k === 0 ? name : `${name}.${k}`;
}

class Encoder {
  readonly rows: Rows;
  readonly count: number;
  readonly columns = new Map<string, Int32Array>();
  readonly tables = new Map<string, LevelTable>();

  constructor(rows: Rows) {
    this.rows = rows;
    this.count = rows.ids.length;
  }

  /** One number for every different cell of a field. */
  perWord(field: LinkField, name: string, number: (words: string) => number): void {
    const column = this.rows.fields.get(field);
    if (column === undefined) return;
    const numbers = Int32Array.from(column.words, number);
    column.claims.forEach((places, k) => this.put(claimColumn(name, k), through(places, numbers)));
  }

  put(name: string, numbers: Int32Array): void {
    if (numbers.some((number) => number >= 0)) this.columns.set(name, numbers);
  }
}

function through(places: Int32Array, numbers: Int32Array): Int32Array {
  return places.map((place) => (place < 0 ? -1 : (numbers[place] ?? -1)));
}

/** Words of a text as they are compared: lower case, one space. */
function foldText(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Several columns that share a table. */
function texts(encoder: Encoder, table: string, names: readonly string[]): void {
  const fields = names
    .map((name) => ({ name, column: encoder.rows.fields.get(FIELD_OF[name] ?? 'place') }))
    .filter((one): one is { name: string; column: FieldColumn } => one.column !== undefined);
  if (fields.length === 0) return;
  const words = [...new Set(fields.flatMap(({ column }) => column.words.map(foldText)))]
    .filter((word) => word !== '')
    .sort(byCodeUnit);
  const place = new Map(words.map((word, at) => [word, at]));
  encoder.tables.set(table, textTable(words));
  for (const { name, column } of fields) {
    const numbers = Int32Array.from(column.words, (cell) => place.get(foldText(cell)) ?? -1);
    column.claims.forEach((places, k) => encoder.put(claimColumn(name, k), through(places, numbers)));
  }
}

function letterOf(name: string): number {
  return (latinOf(name).codePointAt(0) ?? 0) - 1;
}

async function names(encoder: Encoder, keeper?: StageKeeper): Promise<void> {
  const { rows } = encoder;
  const claims = Math.max(
    0,
    ...(['full_name', 'given_name', 'surname', 'father'] as const).map(
      (field) => rows.fields.get(field)?.claims.length ?? 0,
    ),
  );
  const mother = rows.fields.get('mother');
  const known = new Dictionary();
  const written: { name: string; words: Int32Array }[] = [];
  const slotsOf = nameSlots(rows, known);
  for (let k = 0; k < claims; k++) {
    const { given, family, father } = slotsOf(k);
    written.push({ name: claimColumn('given', k), words: given });
    written.push({ name: claimColumn('family', k), words: family });
    written.push({ name: claimColumn('father', k), words: father });
  }
  mother?.claims.forEach((places, k) => {
    const numbers = Int32Array.from(mother.words, (cell) => known.place(foldText(cell)));
    written.push({ name: claimColumn('mother', k), words: through(places, numbers) });
  });
  const arrived = known.words;
  const uses = new Int32Array(arrived.length);
  for (const { words: places } of written)
    for (const place of places) if (place >= 0) uses[place] = (uses[place] ?? 0) + 1;
  // A word that no row says after all is not in the table.
  const order = [...arrived.keys()]
    .filter((at) => (uses[at] ?? 0) > 0)
    .sort((a, b) => byCodeUnit(arrived[a] ?? '', arrived[b] ?? ''));
  if (order.length === 0) return;
  const words = order.map((at) => arrived[at] ?? '');
  const often = Int32Array.from(order, (at) => uses[at] ?? 0);
  const change = new Int32Array(arrived.length).fill(-1);
  order.forEach((at, rank) => (change[at] = rank));
  encoder.tables.set('names', await keptTable(keeper, words, often, () => nameTable(words, often)));
  const letters = Int32Array.from(words, letterOf);
  const isInitial = Int32Array.from(words, (word) => ([...word].length === 1 ? 1 : 0));
  for (const { name, words: places } of written) {
    const numbers = through(places, change);
    encoder.put(name, numbers);
    if (!encoder.columns.has(name) || !/^(?:given|father)/.test(name)) continue;
    encoder.columns.set(`${name}Letter`, through(numbers, letters));
    encoder.columns.set(`${name}Initial`, through(numbers, isInitial));
  }
}

/** Column names of the parts of a birth. `birth` is yyyymmdd when the whole date is said. */
function births(encoder: Encoder): void {
  const { rows, count } = encoder;
  const dates = rows.fields.get('birth_date');
  const claims = Math.max(
    dates?.claims.length ?? 0,
    rows.fields.has('birth_year') || rows.fields.has('age') ? 1 : 0,
  );
  const readOf = datesIn(rows, dates);
  const partsOf = fromParts(rows);
  for (let k = 0; k < claims; k++) {
    const column = (): Int32Array => new Int32Array(count).fill(-1);
    const [year, until, month, day, full] = [column(), column(), column(), column(), column()];
    for (let row = 0; row < count; row++) {
      const place = dates?.claims[k]?.[row] ?? -1;
      const found =
        (place < 0 ? null : readOf(place, rows.list[row] ?? 0)) ?? (k === 0 ? partsOf(row) : null);
      if (found === null) continue;
      year[row] = found.year;
      until[row] = found.until;
      month[row] = found.month ?? -1;
      day[row] = found.day ?? -1;
      if (found.month !== undefined && found.day !== undefined)
        full[row] = found.year * 10_000 + found.month * 100 + found.day;
    }
    encoder.put(claimColumn('birthYear', k), year);
    encoder.put(claimColumn('birthUntil', k), until);
    encoder.put(claimColumn('birthMonth', k), month);
    encoder.put(claimColumn('birthDay', k), day);
    encoder.put(claimColumn('birth', k), full);
  }
}

/** Reads the dates of a column, each cell once for each order of day and month that a list has. */
function datesIn(
  rows: Rows,
  column: FieldColumn | undefined,
): (place: number, list: number) => DateRead | null {
  const words = column?.words ?? [];
  const cellsOf = rows.lists.map(() => new Uint8Array(words.length));
  const first = column?.claims[0];
  for (let row = 0; row < rows.ids.length; row++) {
    const seen = cellsOf[rows.list[row] ?? 0];
    const place = first?.[row] ?? -1;
    if (place >= 0 && seen !== undefined) seen[place] = 1;
  }
  const orders = cellsOf.map((seen) => orderOf(words.filter((_, place) => seen[place] === 1)));
  const read = new Map(orders.map((order) => [order, words.map((cell) => readDates(cell, { order }))]));
  return (place, list) => read.get(orders[list] ?? 'day')?.[place] ?? null;
}

/** The first number in each row's cell of a field; −1 for none. */
function numbersIn(rows: Rows, field: LinkField): (row: number) => number {
  const column = rows.fields.get(field);
  const numbers = Int32Array.from(column?.words ?? [], (cell) => Number(/\d{1,4}/.exec(cell)?.[0] ?? -1));
  return (row) => {
    const place = column?.claims[0]?.[row] ?? -1;
    return place < 0 ? -1 : (numbers[place] ?? -1);
  };
}

/** Births from columns of year, month, day, or from an age at a day that the row gives. */
function fromParts(rows: Rows): (row: number) => DateRead | null {
  const datesOf = (field: LinkField): ((row: number) => DateRead | null) => {
    const column = rows.fields.get(field);
    const read = (column?.words ?? []).map((cell) => readDates(cell));
    return (row) => read[column?.claims[0]?.[row] ?? -1] ?? null;
  };
  const [yearOf, thenOf] = [datesOf('birth_year'), datesOf('captured_on')];
  const [monthOf, dayOf] = [numbersIn(rows, 'birth_month'), numbersIn(rows, 'birth_day')];
  const ageOf = numbersIn(rows, 'age');
  return (row) => {
    const year = yearOf(row);
    if (year !== null) {
      const [month, day] = [monthOf(row), dayOf(row)];
      const isMonth = month >= 1 && month <= 12;
      const isDay = isMonth && day >= 1 && day <= 31;
      return { ...year, ...(isMonth ? { month } : {}), ...(isDay ? { day } : {}) };
    }
    const [age, then] = [ageOf(row), thenOf(row)];
    // Someone of 30 in 2020 was born in 1989 or 1990.
    return age < 0 || age > 120 || then === null
      ? null
      : { year: then.year - age - 1, until: then.year - age };
  };
}

/** Numbers that are compared digit by digit: the last nine digits; letters make a number of their own kind. */
function digitsOf(words: string, most: number): number {
  const digits = words
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (one) => String(one.charCodeAt(0) & 0xf))
    .replace(/\D/g, '');
  return digits === '' ? -1 : Number(digits.slice(-most));
}

function sexOf(words: string): number {
  const letter = foldText(words);
  if (/^(?:m|male|man|м|муж.*|чол.*|արական|ա|kişi|k|ذكر|مرد|h|homme|hombre|masc.*|männlich|1)$/u.test(letter))
    return 1;
  if (
    /^(?:f|female|woman|ж|жен.*|жін.*|իգական|ի|qadın|q|أنثى|انثى|زن|femme|mujer|fem.*|w|weiblich|2)$/u.test(
      letter,
    )
  )
    return 2;
  return -1;
}

function others(encoder: Encoder): void {
  encoder.perWord('sex', 'sex', sexOf);
  encoder.perWord('postcode', 'postcode', (words) =>
    /^[\d\s-]+$/.test(words) ? digitsOf(words, 9) : numberOf(foldText(words).replaceAll(' ', '')),
  );
  encoder.perWord('house', 'house', (words) =>
    /^\d{1,8}$/.test(words) ? Number(words) : numberOf(foldText(words).replaceAll(' ', '')),
  );
  encoder.perWord('phone', 'phone', (words) =>
    words.replace(/\D/g, '').length < 5 ? -1 : digitsOf(words, 8),
  );
  encoder.perWord('document', 'document', (words) => numberOf(foldText(words).replaceAll(' ', '')));
  encoder.perWord('age', 'age', (words) => {
    const age = digitsOf(words, 3);
    return age > 120 ? -1 : age;
  });
  const captured = encoder.rows.fields.get('captured_on');
  if (captured !== undefined) {
    const order = orderOf(captured.words);
    encoder.perWord('captured_on', 'captured', (words) => {
      const found = readDates(words, { order });
      if (found?.month === undefined || found.day === undefined) return -1;
      return Math.floor(Date.UTC(found.year, found.month - 1, found.day) / 86_400_000) + 200_000;
    });
  }
}

function mail(encoder: Encoder): void {
  const column = encoder.rows.fields.get('email');
  if (column === undefined) return;
  const local = (cell: string): string => foldText(cell.split('@')[0] ?? '').replaceAll(' ', '');
  const words = [...new Set(column.words.map(local))].filter((word) => word !== '').sort(byCodeUnit);
  const place = new Map(words.map((word, at) => [word, at]));
  encoder.tables.set('mail', textTable(words));
  encoder.perWord('email', 'email', (cell) => place.get(local(cell)) ?? -1);
  encoder.perWord('email', 'emailWhole', (cell) => numberOf(cell.toLowerCase()));
}

/** How many claims of all rows say each word of a column's table, first claims and further ones. */
function countsOf(encoder: Encoder): Map<string, Int32Array> {
  const counts = new Map<string, Int32Array>();
  for (const [column, numbers] of encoder.columns) {
    const name = column.replace(/\.\d+$/, '');
    const table = encoder.tables.get(TABLE_OF[name] ?? '');
    if (table === undefined) continue;
    const count = counts.get(name) ?? new Int32Array(table.words.length);
    for (const number of numbers) if (number >= 0) count[number] = (count[number] ?? 0) + 1;
    counts.set(name, count);
  }
  return counts;
}

/** Encodes all rows. Deterministic whatever the order of the rows and of their claims' dictionaries. */
export async function encode(rows: Rows, keeper?: StageKeeper): Promise<Encoded> {
  const encoder = new Encoder(rows);
  await names(encoder, keeper);
  births(encoder);
  texts(encoder, 'places', ['place', 'birthPlace', 'capturedAt', 'heldAt']);
  texts(encoder, 'regions', ['region']);
  texts(encoder, 'streets', ['street']);
  texts(encoder, 'more', ['more']);
  texts(encoder, 'units', ['unit']);
  texts(encoder, 'ranks', ['rank']);
  mail(encoder);
  others(encoder);
  return {
    rows,
    count: encoder.count,
    columns: encoder.columns,
    tables: encoder.tables,
    counts: countsOf(encoder),
  };
}

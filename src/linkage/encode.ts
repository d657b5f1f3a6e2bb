/**
 * Rows as the numbers that are compared: names as places in one vocabulary, dates as parts, places and streets as places
 * in their tables, telephones as their last digits. −1 stands for nothing said, everywhere. No text goes further than
 * this: an engine sees numbers only.
 */
import { romanise, skeletonsOf } from '#names';
import { orderOf, readDates, type DateRead } from './dates.ts';
import type { LinkField } from './fields.ts';
import { latinOf, textTable, type LevelTable } from './levels.ts';
import { nameTable } from './name-levels.ts';
import type { FieldColumn, Rows } from './rows.ts';
import { nameSlots } from './slots.ts';

/** Numbers of all rows. Columns of a second and third claim have the name and `.1`, `.2`. */
export interface Encoded {
  readonly rows: Rows;
  readonly count: number;
  readonly columns: ReadonlyMap<string, Int32Array>;
  readonly tables: ReadonlyMap<string, LevelTable>;
  /** How many rows say each word of a table, by the name of the column. */
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

function names(encoder: Encoder): void {
  const { rows, count } = encoder;
  const claims = Math.max(
    0,
    ...(['full_name', 'given_name', 'surname', 'father'] as const).map(
      (field) => rows.fields.get(field)?.claims.length ?? 0,
    ),
  );
  const mother = rows.fields.get('mother');
  const known = new Map<string, number>();
  const written: { name: string; words: Int32Array }[] = [];
  const intern = (word: string): number => {
    if (word === '') return -1;
    const place = known.get(word);
    if (place !== undefined) return place;
    known.set(word, known.size);
    return known.size - 1;
  };
  for (let k = 0; k < claims; k++) {
    const slots = nameSlots(rows, k);
    const [given, family, father] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
    for (let row = 0; row < count; row++) {
      const found = slots.at(row);
      given[row] = intern(found.given);
      family[row] = intern(found.family);
      father[row] = intern(found.father);
    }
    written.push({ name: claimColumn('given', k), words: given });
    written.push({ name: claimColumn('family', k), words: family });
    written.push({ name: claimColumn('father', k), words: father });
  }
  mother?.claims.forEach((places, k) => {
    const numbers = Int32Array.from(mother.words, (cell) => intern(foldText(cell)));
    written.push({ name: claimColumn('mother', k), words: through(places, numbers) });
  });
  if (known.size === 0) return;
  const arrived = [...known.keys()];
  const words = [...arrived].sort(byCodeUnit);
  const rank = new Map(words.map((word, at) => [word, at]));
  const change = Int32Array.from(arrived, (word) => rank.get(word) ?? -1);
  const often = new Int32Array(words.length);
  for (const { words: places } of written)
    for (const place of places)
      if (place >= 0) often[change[place] ?? 0] = (often[change[place] ?? 0] ?? 0) + 1;
  encoder.tables.set('names', nameTable(words, often));
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

/** Column names of the parts of a birth. `day` is yyyymmdd when the whole date is said. */
function births(encoder: Encoder): void {
  const { rows, count } = encoder;
  const dates = rows.fields.get('birth_date');
  const claims = Math.max(
    dates?.claims.length ?? 0,
    rows.fields.has('birth_year') || rows.fields.has('age') ? 1 : 0,
  );
  const orders = rows.lists.map((_, list) => orderOf(cellsOfList(rows, dates, list)));
  const read = (cell: string, list: number): DateRead | null =>
    readDates(cell, { order: orders[list] ?? 'day' });
  const cache = new Map<string, DateRead | null>();
  for (let k = 0; k < claims; k++) {
    const parts = { year: new Int32Array(count).fill(-1), until: new Int32Array(count).fill(-1) };
    const [month, day, full] = [0, 1, 2].map(() => new Int32Array(count).fill(-1)) as [
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    for (let row = 0; row < count; row++) {
      const place = dates?.claims[k]?.[row] ?? -1;
      let found: DateRead | null = null;
      if (place >= 0) {
        const list = rows.list[row] ?? 0;
        const key = `${list} ${place}`;
        const known = cache.get(key);
        found = known === undefined ? read(dates?.words[place] ?? '', list) : known;
        if (known === undefined) cache.set(key, found);
      }
      if (found === null && k === 0) found = fromParts(rows, row);
      if (found === null) continue;
      parts.year[row] = found.year;
      parts.until[row] = found.until;
      month[row] = found.month ?? -1;
      day[row] = found.day ?? -1;
      if (found.month !== undefined && found.day !== undefined)
        full[row] = found.year * 10_000 + found.month * 100 + found.day;
    }
    encoder.put(claimColumn('birthYear', k), parts.year);
    encoder.put(claimColumn('birthUntil', k), parts.until);
    encoder.put(claimColumn('birthMonth', k), month);
    encoder.put(claimColumn('birthDay', k), day);
    encoder.put(claimColumn('birth', k), full);
  }
}

function cellsOfList(rows: Rows, column: FieldColumn | undefined, list: number): string[] {
  if (column === undefined) return [];
  const seen = new Set<number>();
  for (let row = 0; row < rows.ids.length; row++)
    if (rows.list[row] === list) seen.add(column.claims[0]?.[row] ?? -1);
  return [...seen].filter((place) => place >= 0).map((place) => column.words[place] ?? '');
}

function numberIn(rows: Rows, field: LinkField, row: number): number | null {
  const column = rows.fields.get(field);
  const place = column?.claims[0]?.[row] ?? -1;
  if (place < 0) return null;
  const found = /\d{1,4}/.exec(column?.words[place] ?? '');
  return found === null ? null : Number(found[0]);
}

/** A birth from columns of year, month, day, or from an age at a day that the row gives. */
function fromParts(rows: Rows, row: number): DateRead | null {
  const yearCell = rows.fields.get('birth_year');
  const place = yearCell?.claims[0]?.[row] ?? -1;
  const year = place < 0 ? null : readDates(yearCell?.words[place] ?? '');
  if (year !== null) {
    const month = numberIn(rows, 'birth_month', row);
    const day = numberIn(rows, 'birth_day', row);
    const isMonth = month !== null && month >= 1 && month <= 12;
    const isDay = isMonth && day !== null && day >= 1 && day <= 31;
    return { ...year, ...(isMonth ? { month } : {}), ...(isDay ? { day } : {}) };
  }
  const age = numberIn(rows, 'age', row);
  const captured = rows.fields.get('captured_on');
  const at = captured?.claims[0]?.[row] ?? -1;
  const then = at < 0 ? null : readDates(captured?.words[at] ?? '');
  // Someone of 30 in 2020 was born in 1989 or 1990.
  return age === null || age > 120 || then === null
    ? null
    : { year: then.year - age - 1, until: then.year - age };
}

/** Numbers that are compared digit by digit: the last nine digits; letters make a number of their own kind. */
function digitsOf(words: string, most: number): number {
  const digits = words
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (one) => String(one.charCodeAt(0) & 0xf))
    .replace(/\D/g, '');
  return digits === '' ? -1 : Number(digits.slice(-most));
}

/** A stable positive number of a text. */
export function numberOf(words: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 16_777_619);
  hash ^= hash >>> 15;
  return (Math.imul(hash, 2_246_822_507) ^ (hash >>> 13)) & 0x7fff_ffff;
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

/** How many rows say each word of a column's table. */
function countsOf(encoder: Encoder): Map<string, Int32Array> {
  const counts = new Map<string, Int32Array>();
  for (const [name, numbers] of encoder.columns) {
    const table = encoder.tables.get(TABLE_OF[name] ?? '');
    if (table === undefined) continue;
    const count = new Int32Array(table.words.length);
    for (const number of numbers) if (number >= 0) count[number] = (count[number] ?? 0) + 1;
    counts.set(name, count);
  }
  return counts;
}

/** Encodes all rows. Deterministic whatever the order of the rows and of their claims' dictionaries. */
export function encode(rows: Rows): Encoded {
  const encoder = new Encoder(rows);
  names(encoder);
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

/** Consonants of every word of a table, the likeliest reading and another; for keys. */
export function skeletonNumbers(table: LevelTable, reading: number): Int32Array {
  return Int32Array.from(table.words, (word) => {
    const latin = romanise(word, { scheme: 'plain' })
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/g, '');
    const found = skeletonsOf(latin);
    const skeleton = found[Math.min(reading, found.length - 1)] ?? '';
    return numberOf(skeleton === '' ? latin : skeleton);
  });
}

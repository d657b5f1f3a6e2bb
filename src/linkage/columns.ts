/**
 * Which column of a list is compared as what. Headings are looked up; where no heading says it, the cells may (a
 * column of dates, a column of names). A column that stands for the person like a number of a card is left unused
 * unless a person maps it, and every column is reported with the reason.
 */
import { Fault } from '#ground';
import { ListCells } from './cells.ts';
import lexicon from './columns.json' with { type: 'json' };
import { readDates } from './dates.ts';
import { isLinkField, LINK_FIELDS, saidIn, type LinkField } from './fields.ts';

/** What was decided about one column. */
export interface LinkColumn {
  readonly column: string;
  /** Null: not compared. */
  readonly field: LinkField | null;
  readonly basis: 'heading' | 'cells' | 'person' | 'unused';
  /** For an unused column, why. */
  readonly reason?: string;
}

export interface ColumnsIn {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[] | ListCells;
  /** What the import of lists takes each heading for; names of fields that are not compared are passed over. */
  readonly known?: readonly (string | null)[];
  /** Field → heading, from a person. */
  readonly map?: Readonly<Record<string, string>>;
  /** Heading of the column that names the record. */
  readonly id?: string;
}

/** At least this share of the cells must look like it before cells decide. */
const LOOKS = 0.8;
/** Why a number is not compared unless a person maps it. Stands in the list of headings as well. */
const IDENTIFIES = 'a number that stands for the person';
/** A column whose cells are this nearly all different stands for the row. */
const ITS_OWN = 0.9;
const LOOKED_AT = 20_000;
/** Fields that are compared even where their column names the record. */
const NAMES: readonly LinkField[] = ['full_name', 'given_name', 'surname'];

/** Letters of a heading without spaces that cannot be another word by accident. */
const LONG_ENOUGH = 6;
/** Different years from which a column of years is that of births: people of a list are taken within a few years. */
const YEARS = 15;

/** Words that headings add to say whose it is, in which letters, or which of several. */
const ADDED_BEFORE =
  /^(?:person|persons|people|p|prisoner|detainee|captive|victim|missing|soldier|pow|patient|the) /;
const ADDED_AFTER =
  / (?:latin|lat|cyrillic|cyr|armenian|arabic|persian|russian|english|original|orig|native|translit|transliterated|as written|as in passport|of (?:the )?(?:person|prisoner|detainee|captive|soldier|missing)|en|eng|hy|arm|ru|rus|ar|az|uk|ka|fa|пленного|задержанного|պահվողի|\d)$/;

/** A heading for comparison: lower case, Latin letters without marks, one space for every sign between words. */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ə', 'e')
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
    .trim();
}

const byHeading = new Map<string, LinkField>();
/** The same without spaces, because programs write birthYear and placeofbirth. */
const runTogether = new Map<string, LinkField>();
for (const [field, headings] of Object.entries(lexicon.fields))
  if (isLinkField(field))
    for (const heading of [field, ...headings]) {
      const folded = foldHeading(heading);
      byHeading.set(folded, field);
      const run = folded.replaceAll(' ', '');
      if (folded.includes(' ') && run.length >= LONG_ENOUGH && !runTogether.has(run))
        runTogether.set(run, field);
    }
const unusedBy = new Map<string, string>();
for (const [reason, headings] of Object.entries(lexicon.unused))
  for (const heading of headings) unusedBy.set(foldHeading(heading), reason);

interface Profile {
  readonly said: number;
  readonly distinct: number;
  readonly dates: number;
  readonly names: number;
  readonly numbers: number;
  readonly years: number;
}

const NAME_LIKE = /^[\p{L}\p{M}][\p{L}\p{M}'’.\- ]{1,60}$/u;

/** How often each cell of a column is there, without layout and without cells that say nothing. */
function saidCells(rows: ColumnsIn['rows'], at: number): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (cell: string | undefined, count: number): void => {
    const words = saidIn(cell);
    if (words !== null) counts.set(words, (counts.get(words) ?? 0) + count);
  };
  if (rows instanceof ListCells) rows.counts(at).forEach((count, cell) => add(cell, count));
  else for (const row of rows) add(row[at], 1);
  return counts;
}

/** What the cells of a column look like. All rows are looked at, or of a long list the same share whatever their order. */
function profileOf(rows: ColumnsIn['rows'], at: number): Profile {
  const counts = saidCells(rows, at);
  const distinct = [...counts.keys()].sort().slice(0, LOOKED_AT);
  const share = (looks: (words: string) => boolean): number =>
    distinct.length === 0 ? 0 : distinct.filter(looks).length / distinct.length;
  return {
    said: [...counts.values()].reduce((sum, count) => sum + count, 0),
    distinct: counts.size,
    dates: share((words) => /\d{4}/.test(words) && readDates(words)?.day !== undefined),
    names: share((words) => NAME_LIKE.test(words) && words.split(' ').length <= 5),
    numbers: share((words) => /^[\p{L}]{0,3}[\d\-/ ]{3,}$/u.test(words)),
    years: share((words) => /^(?:19|20)\d\d$/.test(words)),
  };
}

function byPerson(columns: readonly string[], map: Readonly<Record<string, string>>): Map<number, LinkField> {
  const chosen = new Map<number, LinkField>();
  for (const [field, heading] of Object.entries(map)) {
    if (!isLinkField(field))
      throw new Fault('usage-wrong', 'the map names a field that is not compared', {
        hint: `Fields: ${LINK_FIELDS.join(', ')}.`,
      });
    const exact = columns.indexOf(heading);
    const at = exact >= 0 ? exact : columns.findIndex((one) => foldHeading(one) === foldHeading(heading));
    if (at >= 0) chosen.set(at, field);
  }
  return chosen;
}

/** A heading and what it comes to without what was added to it, the fullest first. */
function readingsOf(column: string): string[] {
  const found = [foldHeading(column), foldHeading(column.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '))];
  const plain = foldHeading(column.replace(/[([].*?[)\]]/gu, ' '));
  const shorter = plain.replace(ADDED_AFTER, '').replace(ADDED_BEFORE, '');
  return [...new Set([...found, plain, plain.replace(ADDED_AFTER, ''), shorter])].filter((one) => one !== '');
}

/**
 * What a heading says. A list without numbers has its names in the column that names the record: they are compared all
 * the same, where any other field there is not.
 */
function headingOf(list: ColumnsIn, at: number): LinkColumn {
  const read = readHeading(list, at);
  if (read.column !== list.id || NAMES.some((field) => field === read.field)) return read;
  return { column: read.column, field: null, basis: 'unused', reason: 'it names the record' };
}

function readHeading({ columns, known = [] }: ColumnsIn, at: number): LinkColumn {
  const column = columns[at] ?? '';
  const readings = readingsOf(column);
  if (readings.some((reading) => BARE_NAME.has(reading)))
    return { column, field: columns.some(isSurname) ? 'given_name' : 'full_name', basis: 'heading' };
  for (const reading of readings) {
    const own = byHeading.get(reading) ?? runTogether.get(reading);
    if (own !== undefined) return { column, field: own, basis: 'heading' };
    const unused = unusedBy.get(reading);
    if (unused !== undefined) return { column, field: null, basis: 'unused', reason: unused };
  }
  const imported = known[at] ?? null;
  if (imported !== null && isLinkField(imported)) return { column, field: imported, basis: 'heading' };
  return { column, field: null, basis: 'unused', reason: 'the heading is not known' };
}

/** "Name", and the same in other languages where it is not the given name by itself. */
const BARE_NAME = new Set(['name', 'الاسم', 'اسم', 'نام']);

/** "Name" beside a column of family names is the given name. */
function isSurname(column: string): boolean {
  return readingsOf(column).some((reading) => byHeading.get(reading) === 'surname');
}

/**
 * True if a column is made of numbers or codes that tell rows apart: by what its heading means, or by its cells, most of
 * which have a digit and are there once. Names, days and words are none, however seldom they repeat.
 */
export function tellsRowsApart(cells: ListCells, at: number): boolean {
  const columns = [cells.columns[at] ?? ''];
  const { field, reason } = readHeading({ columns, rows: [] }, 0);
  if (field !== null) return false;
  if (reason === IDENTIFIES) return true;
  const counts = saidCells(cells, at);
  const words = [...counts.keys()];
  const said = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const coded = words.filter((word) => /\d/.test(word) && readDates(word)?.day === undefined).length;
  return words.length >= ITS_OWN * said && coded >= LOOKS * words.length;
}

/** True if the heading of a column tells that its cells are free text or an answer, which linkage never compares. */
export function isNeverCompared(heading: string): boolean {
  const reason = unusedBy.get(foldHeading(heading));
  return reason !== undefined && reason !== IDENTIFIES;
}

/** What cells say about columns whose headings say nothing: only where no heading gives a name or a birth. */
function byCells(found: LinkColumn[], rows: ColumnsIn['rows']): LinkColumn[] {
  const has = (...fields: LinkField[]): boolean =>
    found.some(({ field }) => field !== null && fields.includes(field));
  const lacksName = !has('full_name', 'given_name', 'surname');
  const lacksBirth = !has('birth_date', 'birth_year', 'age');
  let birthTaken = false;
  return found.map((one, at) => {
    if (one.field !== null || one.reason !== 'the heading is not known') return one;
    const profile = profileOf(rows, at);
    if (profile.said === 0) return { ...one, reason: 'it is empty' };
    if (lacksBirth && !birthTaken && profile.dates >= LOOKS) {
      birthTaken = true;
      return { column: one.column, field: 'birth_date', basis: 'cells' };
    }
    if (lacksBirth && !birthTaken && profile.years >= LOOKS && profile.distinct >= YEARS) {
      birthTaken = true;
      return { column: one.column, field: 'birth_year', basis: 'cells' };
    }
    if (profile.numbers >= LOOKS && profile.distinct >= ITS_OWN * profile.said)
      return { ...one, reason: IDENTIFIES };
    if (lacksName && profile.names >= LOOKS && profile.distinct > 1)
      return { column: one.column, field: 'full_name', basis: 'cells' };
    return one;
  });
}

/**
 * Reads the columns of one list. Throws Fault('usage-wrong') when the map names a field that is not compared, or when
 * nothing of the list can be compared.
 */
export function readLinkColumns(list: ColumnsIn): LinkColumn[] {
  const chosen = byPerson(list.columns, list.map ?? {});
  const taken = new Set(chosen.values());
  const read = list.columns.map((column, at): LinkColumn => {
    const field = chosen.get(at);
    if (field !== undefined) return { column, field, basis: 'person' };
    const found = headingOf(list, at);
    // A person's choice for a field stands alone: guesses do not add a second column to it.
    return found.field !== null && taken.has(found.field)
      ? { column, field: null, basis: 'unused', reason: 'another column is mapped to its field' }
      : found;
  });
  const found = byCells(read, list.rows);
  if (found.every(({ field }) => field === null))
    throw new Fault('usage-wrong', 'no column of a list can be compared', {
      hint: `Say which is which: --map ${LINK_FIELDS.slice(0, 3).join('=COLUMN,')}=COLUMN.`,
    });
  return found;
}

/**
 * The overlap table of capture–recapture: which lists, which patterns of presence, how many people on each pattern.
 * Knows one canonical form (lists by name, patterns by number, no empty patterns), so that permuted columns, permuted
 * rows and rows of zero give the same table, the same hash and the same numbers. It refuses to know who the people are,
 * and the pattern "on no list" never has a count: that is the unknown. Contract: design of the project, counting §3.
 */
import { canonicalJson, Fault, sha256Hex } from '#ground';

/** An overlap table in canonical form. */
export interface OverlapTable {
  /** Names of the lists in code-unit order. */
  readonly lists: readonly string[];
  /** Occupied patterns in rising order; bit j is set when the people are on list j. Never 0. */
  readonly patterns: readonly number[];
  /** People of each pattern, same order; all positive integers. */
  readonly counts: readonly number[];
  /** People on at least one list. */
  readonly n: number;
  /** SHA-256 of the canonical form: equal tables have equal hashes, whatever the order of columns and rows. */
  readonly hash: string;
}

/** Lists a table may have. Beyond that nobody can check the overlaps, and 2^J cells no longer fit. */
export const MOST_LISTS = 12;
/** People a table may hold. */
export const MOST_PEOPLE = 100_000_000;

/** One row of a table as it was written: presence per list, people, and the line it stands on. */
export interface TableRow {
  readonly present: readonly boolean[];
  readonly count: number;
  readonly line: number;
}

/** Throws Fault('import-malformed') with this message, which names rows and columns by number and repeats nothing. */
export function malformedTable(why: string): never {
  throw new Fault('import-malformed', why, {
    hint: 'A table has one column of 0 and 1 per list, a column "count", and one row per pattern.',
  });
}

function checkedNames(names: readonly string[]): void {
  if (names.length === 0) malformedTable('row 1: no column is a list; every column is the count');
  if (names.length > MOST_LISTS)
    malformedTable(`row 1: ${names.length} columns are lists, at most ${MOST_LISTS} can be used`);
  names.forEach((name, at) => {
    if (name === '') malformedTable(`row 1: list column ${at + 1} has no heading`);
    if (names.indexOf(name) !== at)
      malformedTable(`row 1: list columns ${names.indexOf(name) + 1} and ${at + 1} have one heading`);
  });
}

/**
 * The canonical table of named lists and rows. Throws Fault('import-malformed') naming the row for a pattern written
 * twice, people on no list, a table without people, or too many lists or people.
 */
export function overlapTable(names: readonly string[], rows: readonly TableRow[]): OverlapTable {
  checkedNames(names);
  const order = names
    .map((_, at) => at)
    .sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
  const firstLine = new Map<number, number>();
  const cells: [pattern: number, count: number][] = [];
  for (const { present, count, line } of rows) {
    let pattern = 0;
    order.forEach((from, to) => {
      if (present[from]) pattern |= 1 << to;
    });
    const seen = firstLine.get(pattern);
    if (seen !== undefined) malformedTable(`rows ${seen} and ${line} have the same pattern`);
    firstLine.set(pattern, line);
    if (!Number.isSafeInteger(count) || count < 0)
      malformedTable(`row ${line}: the count is not a whole number from 0`);
    if (pattern === 0 && count > 0) malformedTable(`row ${line}: people on no list cannot have been counted`);
    if (count > 0) cells.push([pattern, count]);
  }
  cells.sort(([a], [b]) => a - b);
  const n = cells.reduce((sum, [, count]) => sum + count, 0);
  if (n === 0) malformedTable('rows 2 and on: the table holds no people; every count is 0');
  if (n > MOST_PEOPLE) malformedTable(`rows 2 and on: the table holds more than ${MOST_PEOPLE} people`);
  const lists = order.map((from) => names[from] as string);
  return {
    lists,
    patterns: cells.map(([pattern]) => pattern),
    counts: cells.map(([, count]) => count),
    n,
    hash: sha256Hex(canonicalJson({ cells, lists })),
  };
}

/** Counts of all 2^J − 1 observable patterns, zeros included: cell x stands at x − 1. */
export function denseCounts(table: OverlapTable): Float64Array {
  const cells = new Float64Array(2 ** table.lists.length - 1);
  table.patterns.forEach((pattern, at) => {
    cells[pattern - 1] = table.counts[at] as number;
  });
  return cells;
}

/** Number of lists in a pattern. */
export function listsIn(pattern: number): number {
  let rest = pattern;
  let many = 0;
  for (; rest !== 0; rest &= rest - 1) many++;
  return many;
}

/** People on all lists of the given pattern, whatever else they are on. */
export function peopleOn(table: OverlapTable, lists: number): number {
  return table.patterns.reduce(
    (sum, pattern, at) => ((pattern & lists) === lists ? sum + (table.counts[at] as number) : sum),
    0,
  );
}

/** How many people are on exactly i lists; index 0 is unused. */
export function captureFrequencies(table: OverlapTable): number[] {
  const many = Array.from({ length: table.lists.length + 1 }, () => 0);
  table.patterns.forEach((pattern, at) => {
    const k = listsIn(pattern);
    many[k] = (many[k] as number) + (table.counts[at] as number);
  });
  return many;
}

/** The same people seen through the lists that remain: sums over the others, and drops who is on none. */
export function onlyLists(table: OverlapTable, keep: number): OverlapTable | null {
  const kept = table.lists.map((_, at) => at).filter((at) => (keep >> at) & 1);
  const sums = new Map<number, number>();
  table.patterns.forEach((pattern, at) => {
    const seen = kept.reduce((bits, from, to) => ((pattern >> from) & 1 ? bits | (1 << to) : bits), 0);
    if (seen !== 0) sums.set(seen, (sums.get(seen) ?? 0) + (table.counts[at] as number));
  });
  if (sums.size === 0) return null;
  return fromSums(
    kept.map((at) => table.lists[at] as string),
    sums,
  );
}

/** The people of one list, seen through the others: a population whose size is known. */
export function insideList(table: OverlapTable, list: number): OverlapTable | null {
  const inside = table.patterns.flatMap((pattern, at) =>
    (pattern >> list) & 1 ? [[pattern, table.counts[at] as number] as const] : [],
  );
  const others = table.lists.map((_, at) => at).filter((at) => at !== list);
  const sums = new Map<number, number>();
  for (const [pattern, count] of inside) {
    const seen = others.reduce((bits, from, to) => ((pattern >> from) & 1 ? bits | (1 << to) : bits), 0);
    if (seen !== 0) sums.set(seen, (sums.get(seen) ?? 0) + count);
  }
  if (sums.size === 0 || others.length === 0) return null;
  return fromSums(
    others.map((at) => table.lists[at] as string),
    sums,
  );
}

function fromSums(names: readonly string[], sums: ReadonlyMap<number, number>): OverlapTable {
  const rows = [...sums].map(([pattern, count], at) => ({
    present: names.map((_, bit) => ((pattern >> bit) & 1) === 1),
    count,
    line: at + 2,
  }));
  return overlapTable(names, rows);
}

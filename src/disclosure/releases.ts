/**
 * A table of persons that is about to leave, held against every table that left before: who stood in which number is
 * known here, so the smallest groups that all tables together can tell apart are known as well, and none of them that is
 * small may be worked out. Numbers and ids go in, numbers come out; no name is known here.
 */
import { Fault } from '#ground';
import {
  suppressed,
  type Line,
  type Rate,
  type Release,
  type SmallCell,
  type SmallTable,
} from './small-counts.ts';

/** A person and what each facet says of them. */
export interface PersonInTable {
  readonly id: string;
  readonly says: readonly string[];
}

/** A table that left: its numbers and who stood in them. */
export interface EarlierTable {
  readonly releaseId: string;
  readonly facets: readonly string[];
  readonly empty: readonly string[];
  readonly lines: readonly Omit<TableLine, 'label'>[];
}

export interface TableOptions {
  /** Words for each facet, as they stand before what it says: "sex". */
  readonly facets: readonly string[];
  readonly isSensitive?: boolean;
  readonly exempt?: SmallCell['exempt'];
}

export interface TableLine {
  readonly label: string;
  readonly value: number;
  readonly members: readonly string[];
  /** The cells that it sums, those of nobody included. */
  readonly cells: readonly string[];
}

export interface ReleasedTable {
  /** Cells of nobody. */
  readonly empty: readonly string[];
  readonly lines: readonly TableLine[];
  readonly keptBack: readonly { readonly label: string; readonly because: 'small' | 'would-tell' }[];
}

/** Cells of one table; beyond that nobody reads it, and the joint check takes minutes. */
export const MOST_CELLS = 40;
/** Groups that all tables together may tell apart. */
const MOST_GROUPS = 160;
const OUTSIDE = 'outside';

interface Cell {
  readonly at: string;
  readonly says: readonly string[];
}

/** Every combination of what the facets say, in order of their letters. */
function cellsOf(persons: readonly PersonInTable[], facets: number): Cell[] {
  const values = Array.from({ length: facets }, (_, facet) =>
    [...new Set(persons.map(({ says }) => says[facet] ?? ''))].sort(),
  );
  const cells = values.reduce<string[][]>(
    (made, more) => made.flatMap((says) => more.map((one) => [...says, one])),
    [[]],
  );
  if (cells.length > MOST_CELLS)
    throw new Fault(
      'input-too-large',
      `the table would have ${cells.length} cells, at most ${MOST_CELLS} leave together`,
      {
        hint: 'Choose facets with fewer values.',
      },
    );
  return cells.map((says) => ({ at: JSON.stringify(says), says }));
}

/** Where each person stands: a cell of this table, and the numbers of earlier tables that count them. */
interface Groups {
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly ofCell: ReadonlyMap<string, readonly string[]>;
  readonly earlier: readonly Release[];
}

/** A cell of nobody is a group of nobody, the same one in all tables of these facets in which it is empty. */
const nobody = (facets: readonly string[], cell: string): string =>
  `nobody ${JSON.stringify(facets)} ${cell}`;

function groupsOf(
  persons: readonly PersonInTable[],
  { cells, facets }: { readonly cells: readonly Cell[]; readonly facets: readonly string[] },
  earlier: readonly EarlierTable[],
): Groups {
  const cellOf = new Map(persons.map(({ id, says }) => [id, JSON.stringify(says)]));
  const lines = earlier.flatMap((table) => table.lines);
  const standsIn = new Map<string, number[]>();
  lines.forEach(({ members }, at) => {
    for (const id of members) standsIn.set(id, [...(standsIn.get(id) ?? []), at]);
  });
  const members = new Map<string, string[]>();
  const inLine = new Map<number, Set<string>>();
  const ofCell = new Map<string, Set<string>>(cells.map(({ at }) => [at, new Set()]));
  for (const id of new Set([...cellOf.keys(), ...standsIn.keys()])) {
    const cell = cellOf.get(id) ?? OUTSIDE;
    const stands = standsIn.get(id) ?? [];
    const group = `${cell} ${stands.join(',')}`;
    members.set(group, [...(members.get(group) ?? []), id]);
    ofCell.get(cell)?.add(group);
    for (const at of stands) inLine.set(at, (inLine.get(at) ?? new Set()).add(group));
  }
  for (const [cell, groups] of ofCell) {
    if (groups.size > 0) continue;
    members.set(nobody(facets, cell), []);
    groups.add(nobody(facets, cell));
  }
  // Whoever reads an earlier table does not know which of its cells were empty either.
  let at = 0;
  for (const table of earlier)
    for (const line of table.lines) {
      const groups = inLine.get(at) ?? new Set();
      for (const cell of line.cells.filter((one) => table.empty.includes(one))) {
        const group = nobody(table.facets, cell);
        if (!members.has(group)) members.set(group, []);
        groups.add(group);
      }
      inLine.set(at++, groups);
    }
  if (members.size > MOST_GROUPS)
    throw new Fault('input-too-large', `all tables together tell ${members.size} groups apart`, {
      hint: 'Choose a facet with fewer values, or the facets of an earlier table.',
    });
  let line = 0;
  return {
    members,
    ofCell: new Map([...ofCell].map(([cell, groups]) => [cell, [...groups]])),
    earlier: earlier.map(({ releaseId, lines: own }) => ({
      releaseId,
      lines: own.map(({ value }) => ({ cells: [...(inLine.get(line++) ?? [])], lo: value, hi: value })),
    })),
  };
}

interface Sum {
  readonly label: string;
  readonly cells: readonly string[];
}

/** The sums that a reader of such a table expects: each cell, each row, each column, and all. */
function sumsOf(cells: readonly Cell[], facets: readonly string[]): Sum[] {
  const label = (parts: readonly (readonly [number, string])[]): string =>
    parts.map(([facet, says]) => `${facets[facet] ?? ''}: ${says}`).join('; ');
  const sums: Sum[] = cells.map(({ at, says }) => ({
    label: label(says.map((one, facet) => [facet, one] as const)),
    cells: [at],
  }));
  if (facets.length > 1)
    facets.forEach((_, facet) => {
      for (const value of new Set(cells.map(({ says }) => says[facet] ?? '')))
        sums.push({
          label: label([[facet, value]]),
          cells: cells.filter(({ says }) => says[facet] === value).map(({ at }) => at),
        });
    });
  return [...sums, { label: 'all', cells: cells.map(({ at }) => at) }];
}

/** Whoever reads a cell beside a row, a column or the whole reads a rate as well: none of them, or all. */
function ratesOf(lines: readonly Line[]): Rate[] {
  return lines.flatMap((part) =>
    lines.flatMap((whole) =>
      part.cells.length < whole.cells.length && part.cells.every((cell) => whole.cells.includes(cell))
        ? [{ part: part.cells, whole: whole.cells }]
        : [],
    ),
  );
}

/**
 * What of a table may leave after these earlier ones. Throws Fault('never-publish') when the earlier ones alone already
 * give a small group away or nothing would be left, Fault('input-too-large') for a table that nobody can read.
 */
export function releasable(
  persons: readonly PersonInTable[],
  options: TableOptions,
  earlier: readonly EarlierTable[] = [],
): ReleasedTable {
  const cells = cellsOf(persons, options.facets.length);
  const groups = groupsOf(persons, { cells, facets: options.facets }, earlier);
  const small: SmallCell[] = [...groups.members].map(([id, members]) => ({
    id,
    value: members.length,
    ...(options.isSensitive === true ? { isSensitive: true } : {}),
    ...(options.exempt === undefined ? {} : { exempt: options.exempt }),
  }));
  const sums = sumsOf(cells, options.facets);
  const lines: Line[] = sums.map((sum) => ({
    id: sum.label,
    cells: sum.cells.flatMap((cell) => groups.ofCell.get(cell) ?? []),
  }));
  const table: SmallTable = { cells: small, lines, rates: ratesOf(lines) };
  const { lines: kept, primary, complementary } = suppressed(table, groups.earlier);
  if (kept.length === 0)
    throw new Fault(
      'never-publish',
      'nothing of this table may leave: every number would tell a small group',
    );
  return {
    empty: cells.flatMap(({ at }) =>
      groups.ofCell.get(at)?.includes(nobody(options.facets, at)) ? [at] : [],
    ),
    lines: kept.map(({ id, value, cells: of }) => ({
      label: id,
      value,
      members: of.flatMap((group) => groups.members.get(group) ?? []).sort(),
      cells: sums.find(({ label }) => label === id)?.cells ?? [],
    })),
    keptBack: [
      ...primary.map((label) => ({ label, because: 'small' as const })),
      ...complementary.map((label) => ({ label, because: 'would-tell' as const })),
    ],
  };
}

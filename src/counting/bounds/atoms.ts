/**
 * The smallest groups of people that scopes can tell apart: Venn cells of the sets in play at one moment, without the
 * cells that certain relations leave empty. Sizes of atoms are the unknowns of the bounds; nobody's name is in them.
 */
import { Fault, type LinearRow } from '#ground';

/** A set of people somebody counts, at one moment. Sets of two moments share no atoms. */
export interface CountedSet {
  readonly id: string;
  readonly moment: number;
}

/** What is certain about sets of one moment; what is only possible does not belong here. */
export interface SetRelations {
  /** Everybody of the first is in the second. */
  readonly within: readonly (readonly [inner: string, outer: string])[];
  /** Nobody is in both. */
  readonly apart: readonly (readonly [string, string])[];
}

/** Those who are in all sets of `in` and in none of `notIn`; sets of one moment, and at least one in `in`. */
export interface Region {
  readonly in: readonly string[];
  readonly notIn: readonly string[];
}

/** Most atoms that are solved; beyond that the question has too many different scopes to be read by anybody. */
export const MOST_ATOMS = 512;

export interface Atoms {
  readonly count: number;
  /** Numbers of the atoms of a region, rising. Throws Fault('bug') for a set that is not known. */
  of(region: Region): readonly number[];
}

interface Moment {
  readonly sets: readonly string[];
  /** Membership of each atom, one bit per set. */
  readonly cells: readonly number[];
  readonly from: number;
}

function cellsOf(sets: readonly string[], { within, apart }: SetRelations, most: number): number[] {
  const place = new Map(sets.map((id, at) => [id, at]));
  const pairs = (list: readonly (readonly [string, string])[]): [number, number][] =>
    list.flatMap(([a, b]) => {
      const [x, y] = [place.get(a), place.get(b)];
      return x === undefined || y === undefined || x === y ? [] : [[x, y] as [number, number]];
    });
  const [inner, never] = [pairs(within), pairs(apart)];
  let cells = [0];
  sets.forEach((_, at) => {
    const fits = (cell: number): boolean =>
      inner.every(([a, b]) => a > at || b > at || ((cell >> a) & 1) === 0 || ((cell >> b) & 1) === 1) &&
      never.every(([a, b]) => a > at || b > at || ((cell >> a) & 1) === 0 || ((cell >> b) & 1) === 0);
    cells = cells.flatMap((cell) => [cell, cell | (1 << at)]).filter(fits);
    if (cells.length > most + 1)
      throw new Fault(
        'input-too-large',
        `the figures are about more than ${most} different groups of people`,
        {
          hint: 'Ask about one measure, or sign a view with fewer claims.',
        },
      );
  });
  return cells.filter((cell) => cell !== 0);
}

/** The atoms of these sets. Throws Fault('input-too-large') above MOST_ATOMS. */
export function atomsOf(sets: readonly CountedSet[], relations: SetRelations): Atoms {
  const moments = new Map<number, Moment>();
  let count = 0;
  for (const moment of [...new Set(sets.map((set) => set.moment))].sort((a, b) => a - b)) {
    const ids = sets.filter((set) => set.moment === moment).map(({ id }) => id);
    if (ids.length > 30) throw new Fault('input-too-large', 'more than 30 different scopes at one moment');
    const cells = cellsOf(ids, relations, MOST_ATOMS - count);
    moments.set(moment, { sets: ids, cells, from: count });
    count += cells.length;
  }
  const momentOf = new Map(sets.map(({ id, moment }) => [id, moment]));
  return {
    count,
    of(region) {
      const found = momentOf.get(region.in[0] ?? '');
      const moment = found === undefined ? undefined : moments.get(found);
      if (moment === undefined) throw new Fault('bug', 'a region names no known set');
      const bits = (ids: readonly string[]): number =>
        ids.reduce((mask, id) => {
          const at = moment.sets.indexOf(id);
          if (at === -1) throw new Fault('bug', 'a region names a set of another moment');
          return mask | (1 << at);
        }, 0);
      const [wanted, barred] = [bits(region.in), bits(region.notIn)];
      return moment.cells.flatMap((cell, at) =>
        (cell & wanted) === wanted && (cell & barred) === 0 ? [moment.from + at] : [],
      );
    },
  };
}

/** One line of a problem: weighted regions and flows, from `lo` to `hi`. */
export interface Statement {
  readonly id: string;
  readonly parts: readonly { readonly of: Region | { readonly flow: string }; readonly times: number }[];
  readonly lo: number | null;
  readonly hi: number | null;
  /** `given` follows from what the words mean; the other two can be taken away. */
  readonly standing: 'given' | 'accepted' | 'assumed';
}

/** The row of a statement over atoms, then flows. */
export function rowOf(statement: Statement, atoms: Atoms, flows: readonly string[]): LinearRow {
  const terms = statement.parts.flatMap(({ of, times }): [number, number][] => {
    if ('flow' in of) {
      const at = flows.indexOf(of.flow);
      if (at === -1) throw new Fault('bug', 'a statement names a flow that is not known');
      return [[atoms.count + at, times]];
    }
    return atoms.of(of).map((atom): [number, number] => [atom, times]);
  });
  return { terms, lo: statement.lo, hi: statement.hi };
}

/**
 * What statements force together: the smallest and the largest size of a region, each with the statements that alone
 * force it; and when the statements cannot all hold, every minimal conflict and every largest part that can. Never an
 * average, never a choice between positions. Bounds by whole-number programming (`ground`); Fréchet's inequalities
 * (Dobra and Fienberg 2000) settle simple cases before.
 */
import { wholeSolver, type Extreme, type LinearRow } from '#ground';
import {
  atomsOf,
  rowOf,
  type Atoms,
  type CountedSet,
  type Region,
  type SetRelations,
  type Statement,
} from './atoms.ts';

export interface Problem {
  readonly sets: readonly CountedSet[];
  readonly relations: SetRelations;
  /** Comings and goings between moments, by id. */
  readonly flows: readonly string[];
  readonly statements: readonly Statement[];
}

export interface Bounds {
  readonly lo: number;
  /** Null without limit. */
  readonly hi: number | null;
  /** False when an end was not searched to the last and may be wider than it has to be. Never too narrow. */
  readonly isExact: boolean;
  /** For each end the ids of statements that alone force it, none of which can be spared; empty where nothing does. */
  readonly because: { readonly lo: readonly string[]; readonly hi: readonly string[] };
}

/** Statements that can hold together, none can be added. */
export interface Position {
  readonly holds: readonly string[];
  readonly leavesOut: readonly string[];
  readonly bounds: Bounds;
}

export type Forced =
  | { readonly outcome: 'bounds'; readonly bounds: Bounds }
  | {
      readonly outcome: 'conflict';
      /** Each set of ids cannot hold together, and would if any one of them were taken away. */
      readonly conflicts: readonly (readonly string[])[];
      readonly positions: readonly Position[];
      /** False when there are more positions than are listed. */
      readonly isComplete: boolean;
    };

/** Positions that are listed; nobody reads more. */
export const MOST_POSITIONS = 64;

interface Rows {
  readonly atoms: Atoms;
  readonly variables: number;
  readonly given: readonly LinearRow[];
  readonly open: readonly { readonly id: string; readonly row: LinearRow }[];
}

function rowsOf({ sets, relations, flows, statements }: Problem): Rows {
  const atoms = atomsOf(sets, relations);
  const rows = statements.map((one) => ({
    id: one.id,
    standing: one.standing,
    row: rowOf(one, atoms, flows),
  }));
  return {
    atoms,
    variables: atoms.count + flows.length,
    given: rows.filter(({ standing }) => standing === 'given').map(({ row }) => row),
    open: rows.filter(({ standing }) => standing !== 'given'),
  };
}

type Held = ReadonlySet<string>;

function programOf({ variables, given, open }: Rows, held: Held) {
  const kept = open.filter(({ id }) => held.has(id));
  return { kept, program: { variables, rows: [...kept.map(({ row }) => row), ...given] } };
}

function isPossible(rows: Rows, held: Held): boolean {
  return wholeSolver(programOf(rows, held).program).isPossible;
}

/** Takes away one at a time what is not needed for `stillHolds`; what is left cannot be spared (deletion filter). */
function deletionFilter(ids: readonly string[], stillHolds: (ids: Held) => boolean): string[] {
  let kept = [...ids];
  for (const id of ids) {
    const without = kept.filter((one) => one !== id);
    if (stillHolds(new Set(without))) kept = without;
  }
  return kept;
}

/**
 * Fréchet's bounds and those of single statements: what one or two statements force on a set of atoms. Always at least
 * as wide as the solver's; where both ends meet, nothing is left to solve.
 */
export function quickBounds(
  rows: readonly LinearRow[],
  target: ReadonlySet<number>,
): { readonly lo: number; readonly hi: number | null } {
  const plain = rows
    .filter(({ terms }) => terms.every(([, times]) => times === 1))
    .map(({ terms, lo, hi }) => ({ atoms: new Set(terms.map(([atom]) => atom)), lo: lo ?? 0, hi }));
  let lo = 0;
  let hi: number | null = null;
  for (const row of plain) {
    if ([...row.atoms].every((atom) => target.has(atom))) lo = Math.max(lo, row.lo);
    if (row.hi !== null && [...target].every((atom) => row.atoms.has(atom)))
      hi = Math.min(hi ?? row.hi, row.hi);
  }
  for (const a of plain) {
    for (const b of plain) {
      if (a === b || a.lo === 0 || b.lo === 0) continue;
      if ([...a.atoms].some((atom) => b.atoms.has(atom) && !target.has(atom))) continue;
      for (const { atoms, hi: most } of plain) {
        if (most === null || ![...a.atoms, ...b.atoms].every((atom) => atoms.has(atom))) continue;
        lo = Math.max(lo, a.lo + b.lo - most);
      }
    }
  }
  return { lo, hi };
}

function valueOf(extreme: Extreme): number | null {
  return extreme.outcome === 'best' ? extreme.value : null;
}

/** The bounds of a region under the statements held, which must be possible. */
function boundsUnder(rows: Rows, held: Held, region: Region): Bounds {
  const { kept, program } = programOf(rows, held);
  const atoms = rows.atoms.of(region);
  const terms = atoms.map((atom) => [atom, 1] as const);
  const solver = wholeSolver(program);
  const [least, most] = [solver.least(terms), solver.most(terms)];
  const lo = valueOf(least) ?? 0;
  const hi = valueOf(most);
  const bindingOf = (extreme: Extreme): string[] =>
    extreme.outcome === 'best'
      ? extreme.binding.flatMap((row) => (row < kept.length ? [kept[row]?.id ?? ''] : []))
      : [];
  const ends = (ids: Held): { lo: number; hi: number | null } => {
    const alone = wholeSolver(programOf(rows, ids).program);
    return { lo: valueOf(alone.least(terms)) ?? 0, hi: valueOf(alone.most(terms)) };
  };
  const explained = (binding: readonly string[], forces: (ids: Held) => boolean): string[] => {
    const start = forces(new Set(binding)) ? binding : kept.map(({ id }) => id);
    return deletionFilter([...new Set(start)], forces);
  };
  return {
    lo,
    hi,
    isExact: [least, most].every((one) => one.outcome !== 'best' || one.isExact),
    because: {
      lo: lo === 0 ? [] : explained(bindingOf(least), (ids) => ends(ids).lo >= lo),
      hi:
        hi === null
          ? []
          : explained(bindingOf(most), (ids) => {
              const end = ends(ids).hi;
              return end !== null && end <= hi;
            }),
    },
  };
}

/** The smallest sets that meet every one of the given sets (for few and small ones). */
function hittingSets(sets: readonly (readonly string[])[]): string[][] {
  let partial: string[][] = [[]];
  for (const set of sets) {
    const next = partial.flatMap((one) =>
      one.some((id) => set.includes(id)) ? [one] : set.map((id) => [...one, id].sort()),
    );
    const unique = [...new Map(next.map((one) => [one.join('\n'), one])).values()];
    partial = unique.filter(
      (one) => !unique.some((other) => other.length < one.length && other.every((id) => one.includes(id))),
    );
  }
  return partial;
}

/**
 * All largest sets of ids that can hold together, and all smallest that cannot (Reiter 1987: breadth-first over the
 * hitting sets of conflicts). `can` must be monotone: what holds together still does when something is taken away.
 */
export function positionsOf(
  ids: readonly string[],
  can: (held: Held) => boolean,
  most: number = MOST_POSITIONS,
): {
  readonly removed: readonly (readonly string[])[];
  readonly conflicts: string[][];
  readonly isComplete: boolean;
} {
  const removed: string[][] = [];
  const known: string[][] = [];
  let level: string[][] = [[]];
  const seen = new Set<string>();
  let isComplete = true;
  while (level.length > 0 && isComplete) {
    const next: string[][] = [];
    for (const out of level) {
      if (removed.some((found) => found.every((id) => out.includes(id)))) continue;
      const rest = ids.filter((id) => !out.includes(id));
      let conflict = known.find((one) => one.every((id) => !out.includes(id)));
      if (conflict === undefined) {
        if (can(new Set(rest))) {
          removed.push(out);
          continue;
        }
        conflict = deletionFilter(rest, (held) => !can(held));
        known.push(conflict);
      }
      for (const id of conflict) {
        const grown = [...out, id].sort();
        const key = grown.join('\n');
        if (!seen.has(key)) next.push(grown);
        seen.add(key);
      }
    }
    level = next;
    if (removed.length >= most || seen.size > 50 * most) isComplete = level.length === 0;
  }
  const conflicts =
    isComplete && removed.length > 0 ? hittingSets(removed).filter((one) => one.length > 0) : known;
  return { removed: removed.slice(0, most), conflicts, isComplete: isComplete && removed.length <= most };
}

/** What the statements force on a region, or the positions among them. Throws Fault('input-too-large'), see atoms. */
export function forced(problem: Problem, region: Region): Forced {
  const rows = rowsOf(problem);
  const ids = [...new Set(rows.open.map(({ id }) => id))];
  const all = new Set(ids);
  const target = new Set(rows.atoms.of(region));
  const quick = quickBounds(programOf(rows, all).program.rows, target);
  // Fréchet alone shows a conflict without solving; it never shows that there is none.
  const cannot = quick.hi !== null && quick.lo > quick.hi;
  if (!cannot && isPossible(rows, all)) return { outcome: 'bounds', bounds: boundsUnder(rows, all, region) };
  const { removed, conflicts, isComplete } = positionsOf(ids, (held) => isPossible(rows, held));
  const positions = removed.map((out): Position => {
    const holds = ids.filter((id) => !out.includes(id));
    return { holds, leavesOut: out, bounds: boundsUnder(rows, new Set(holds), region) };
  });
  return { outcome: 'conflict', conflicts, positions, isComplete };
}

/**
 * Facets: what rows of a kind can be chosen by, and how many each choice would leave. Counted once for a roll and a
 * choice, because a list of a hundred thousand is asked for page by page.
 */
import type { Roll } from '../people/roll.ts';
import type { FacetView } from '../people/shapes.ts';

export type Facet = FacetView['facet'];
export type Chosen = { readonly [F in Facet]?: string | undefined };
const FACETS: readonly Facet[] = ['list', 'script', 'records'];

/** Rows that a choice leaves, and how many each value of each facet would. */
export interface Sorted<T> {
  readonly kept: readonly T[];
  readonly counts: readonly {
    readonly facet: Facet;
    readonly values: readonly (readonly [string, number])[];
  }[];
}

/** What can be chosen among some rows. `name` tells rows of one kind from those of another. */
export interface Choosable<T> {
  readonly name: string;
  readonly rows: readonly T[];
  valuesOf(row: T, facet: Facet): ReadonlySet<string>;
}

/** Choices of a roll that are remembered at once. */
const MOST = 30;
const remembered = new WeakMap<Roll, Map<string, Sorted<unknown>>>();

/** As `sorted`, remembered for as long as the roll is. */
export function sortedOf<T>(roll: Roll, among: Choosable<T>, chosen: Chosen): Sorted<T> {
  const known = remembered.get(roll) ?? new Map<string, Sorted<unknown>>();
  remembered.set(roll, known);
  const call = JSON.stringify([among.name, ...FACETS.map((facet) => chosen[facet] ?? null)]);
  const before = known.get(call);
  // The name in the call says what rows these are.
  if (before) return before as Sorted<T>;
  const made = sorted(among, chosen);
  if (known.size >= MOST) known.clear();
  known.set(call, made);
  return made;
}

/** A facet counts what the other facets leave, so that a count says what choosing it would give. */
export function sorted<T>({ rows, valuesOf }: Choosable<T>, chosen: Chosen): Sorted<T> {
  const asked = FACETS.filter((facet) => chosen[facet] !== undefined);
  const fits = (row: T, facet: Facet): boolean => valuesOf(row, facet).has(chosen[facet] ?? '');
  const counts = FACETS.map((facet) => {
    const found = new Map<string, number>();
    const others = asked.filter((other) => other !== facet);
    for (const row of rows) {
      const isLeft = others.every((other) => fits(row, other));
      for (const value of valuesOf(row, facet)) found.set(value, (found.get(value) ?? 0) + (isLeft ? 1 : 0));
    }
    return { facet, values: [...found].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)) };
  });
  const kept = asked.length === 0 ? rows : rows.filter((row) => asked.every((facet) => fits(row, facet)));
  return { kept, counts };
}

/** Facets as a page shows them; lists by their names. */
export function facetViews(
  { counts }: Sorted<unknown>,
  chosen: Chosen,
  listName: (listId: string) => string | null,
): FacetView[] {
  return counts.map(({ facet, values }) => ({
    facet,
    values: values.map(([value, count]) => ({
      value,
      name: facet === 'list' ? listName(value) : null,
      count,
      chosen: chosen[facet] === value,
    })),
  }));
}

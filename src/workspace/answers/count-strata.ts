/**
 * The persons of an estimate apart in parts, by what the rows say of a facet. Of whom nothing is said, or several
 * things, and small parts, are one part of their own: every person is in exactly one.
 */
import { LEAST_IN_PART, type Stratification } from '#counting';
import type { StrataFacet } from '../count-answer.ts';
import { tableOf, type ColumnRow } from './count-linkage.ts';
import type { SaidOfRows } from './count-scope.ts';

const REST = '';

/** Parts by each facet that tells at least two parts apart. `inForce` is the person of each row. */
export function stratifications(
  columns: readonly string[],
  { rows, inForce }: { readonly rows: readonly ColumnRow[]; readonly inForce: readonly number[] },
  said: SaidOfRows,
  facets: readonly StrataFacet[],
): Stratification[] {
  return facets.flatMap((by) => {
    const wordsOf = new Map<number, Set<string>>();
    rows.forEach(({ recordId }, at) => {
      const person = inForce[at] as number;
      const words = wordsOf.get(person) ?? new Set<string>();
      for (const one of said.get(recordId)?.[by] ?? []) words.add(one);
      wordsOf.set(person, words);
    });
    const sizes = new Map<string, number>();
    const partOf = (words: ReadonlySet<string>): string =>
      words.size === 1 ? ([...words][0] ?? REST) : REST;
    for (const words of wordsOf.values()) sizes.set(partOf(words), (sizes.get(partOf(words)) ?? 0) + 1);
    const parts = [...sizes].flatMap(([part, many]) =>
      part !== REST && many >= LEAST_IN_PART ? [part] : [],
    );
    const rest =
      [...sizes.values()].reduce((sum, many) => sum + many, 0) -
      parts.reduce((sum, part) => sum + (sizes.get(part) ?? 0), 0);
    if (parts.length + (rest > 0 ? 1 : 0) < 2) return [];
    const inPart = (at: number, part: string): boolean => {
      const own = partOf(wordsOf.get(inForce[at] as number) ?? new Set());
      return part === REST ? !parts.includes(own) : own === part;
    };
    const tables = [...parts.sort(), ...(rest > 0 ? [REST] : [])].map((part) => {
      const kept = rows.flatMap((row, at) =>
        inPart(at, part) ? [{ row, person: inForce[at] as number }] : [],
      );
      return tableOf(
        columns,
        kept.map(({ row }) => row),
        kept.map(({ person }) => person),
      );
    });
    return [{ by, tables }];
  });
}

/**
 * How many pairs of strangers reach a link by chance, where nothing but names is compared. The names of the lists are dealt
 * out anew, given names, fathers' and family names each for itself among the rows of one list and script, and the pairs of
 * the dealt rows are weighed as the real ones were: every name is as frequent as before and looks as it did, and nobody is
 * anybody, so each pair that reaches a weight does so by chance. Where more of them are linked than the chances of the real
 * links admit, the chances were too high. (An empirical null by permutation; Efron, Large-Scale Inference, 2010, ch. 6.)
 */
import { scriptOf } from '#names';
import { seededRandom, type Random } from '#ground';
import type { Encoded } from './encode.ts';
import type { Comparison } from './plan.ts';

/** Rows of one list and script, at least; fewer are dealt together with the other few, or they would keep their names. */
const FEW = 20;
/** Even chance: the pairs whose errors are compared. */
const EVEN = 0;
/** A correction beyond this, in thousandths of a bit, means that the lists are not what is assumed. */
const MOST_DOWN = -6_000;
const NAMES = ['given', 'family', 'father', 'mother'] as const;

/** True if names are all that is compared. */
export function isNamesOnly(comparisons: readonly Comparison[]): boolean {
  return comparisons.length > 0 && comparisons.every(({ name }) => NAMES.some((one) => one === name));
}

/** Rows that may exchange their names. */
function strata({ rows, columns, tables, count }: Encoded): number[][] {
  const scripts = (tables.get('names')?.words ?? []).map(scriptOf);
  const found = new Map<string, number[]>();
  for (let row = 0; row < count; row++) {
    const word = NAMES.map((name) => columns.get(name)?.[row] ?? -1).find((one) => one >= 0) ?? -1;
    const stratum = `${rows.list[row] ?? 0} ${scripts[word] ?? ''}`;
    const members = found.get(stratum);
    if (members === undefined) found.set(stratum, [row]);
    else members.push(row);
  }
  const all = [...found.values()];
  return [...all.filter(({ length }) => length >= FEW), all.filter(({ length }) => length < FEW).flat()];
}

/** From which row each row gets a name. */
function dealOf(groups: readonly (readonly number[])[], count: number, random: Random): Uint32Array {
  const from = new Uint32Array(count);
  for (const rows of groups) random.shuffled(rows).forEach((row, at) => (from[rows[at] ?? 0] = row));
  return from;
}

/** The same lists with their names dealt out anew. Deterministic for a seed. */
export function dealtAnew(encoded: Encoded, seed: string): Encoded {
  const groups = strata(encoded);
  const columns = new Map(encoded.columns);
  for (const name of NAMES) {
    const from = dealOf(groups, encoded.count, seededRandom(`${seed}/dealt/${name}`));
    // All claims of a name, and what is kept about it, go together.
    for (const [column, numbers] of encoded.columns)
      if (column.startsWith(name))
        columns.set(
          column,
          Int32Array.from(from, (row) => numbers[row] ?? -1),
        );
  }
  return { ...encoded, columns };
}

/**
 * What the prior has to change by so that the expected wrong ones among the likely pairs are at least those that chance
 * brings, less what a count by chance varies by (one deviation; in a short list that is all of it): 0 or less, whole
 * thousandths of a bit. `weights` are those of the real pairs, `byChance` those of dealt ones, of `deals` deals together.
 */
export function chanceShift(weights: Int32Array, byChance: Int32Array, deals: number): number {
  const likely = weights.filter((weight) => weight >= EVEN).sort();
  const chance = byChance.reduce((sum, weight) => sum + (weight >= EVEN ? 1 : 0), 0);
  const wrongAt = (shift: number): number =>
    likely.reduce((sum, weight) => sum + 1 / (1 + 2 ** ((weight + shift) / 1000)), 0);
  const brought = Math.min(likely.length, chance / deals);
  const expected = brought - Math.sqrt(brought * (1 + 1 / deals));
  if (expected <= wrongAt(0)) return 0;
  let [low, high] = [MOST_DOWN, 0];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wrongAt(middle) > expected) low = middle;
    else high = middle;
  }
  return high;
}

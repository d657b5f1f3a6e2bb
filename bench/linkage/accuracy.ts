/**
 * Accuracy of a grouping of records against the truth, in three measures that are never to be compared with each other:
 * by pairs, by records (B-cubed: Bagga and Baldwin 1998), and the number of persons. Grouped scores look better than scores by
 * pairs on the same data, so a figure always names its measure.
 */

export interface Accuracy {
  /** Shares from 0 to 1; NaN where there is no pair. */
  readonly pairs: { readonly precision: number; readonly recall: number; readonly f1: number };
  readonly bCubed: { readonly precision: number; readonly recall: number; readonly f1: number };
  /** How many groups came out, and how many people there are. */
  readonly persons: { readonly found: number; readonly real: number };
}

const harmonic = (a: number, b: number): number => (2 * a * b) / (a + b);

/** Places of records so that those with the same value in `first`, and in it those with the same in `second`, stand together. */
function sorted(first: Int32Array, second: Int32Array): Uint32Array {
  const order = Uint32Array.from({ length: first.length }, (_, at) => at);
  return order.sort((a, b) => (first[a] ?? 0) - (first[b] ?? 0) || (second[a] ?? 0) - (second[b] ?? 0));
}

interface Tally {
  /** Groups, pairs in one group, pairs in one group of both groupings. */
  groups: number;
  pairs: number;
  shared: number;
  /** Sum over records of the share of their group that is with them in the other grouping too. */
  cubed: number;
}

/** One grouping seen from its own groups; ten million records do not fit a map, so they are sorted and counted. */
function tally(own: Int32Array, other: Int32Array): Tally {
  const order = sorted(own, other);
  const sums: Tally = { groups: 0, pairs: 0, shared: 0, cubed: 0 };
  for (let from = 0; from < order.length;) {
    const group = own[order[from] ?? 0];
    let to = from;
    let squares = 0;
    while (to < order.length && own[order[to] ?? 0] === group) {
      const beside = other[order[to] ?? 0];
      const start = to;
      while (to < order.length && own[order[to] ?? 0] === group && other[order[to] ?? 0] === beside) to += 1;
      const size = to - start;
      squares += size * size;
      sums.shared += (size * (size - 1)) / 2;
    }
    const size = to - from;
    sums.groups += 1;
    sums.pairs += (size * (size - 1)) / 2;
    sums.cubed += squares / size;
    from = to;
  }
  return sums;
}

/** Both arrays hold, for every record, a number that stands for its group. Throws RangeError when they differ in length. */
export function accuracyOf(found: Int32Array, real: Int32Array): Accuracy {
  if (found.length !== real.length) throw new RangeError('both groupings must be of the same records');
  const [ours, theirs] = [tally(found, real), tally(real, found)];
  const [precision, recall] = [ours.shared / ours.pairs, ours.shared / theirs.pairs];
  const cubed = [ours.cubed / found.length, theirs.cubed / found.length] as const;
  return {
    pairs: { precision, recall, f1: harmonic(precision, recall) },
    bCubed: { precision: cubed[0], recall: cubed[1], f1: harmonic(...cubed) },
    persons: { found: ours.groups, real: theirs.groups },
  };
}

/**
 * Two lists: Chapman 1951, N̂ = (n1+1)(n2+1)/(m+1) − 1, variance by Seber 1970,
 * v = (n1+1)(n2+1)(n1−m)(n2−m) / ((m+1)²(m+2)). Assumes that being on one list says
 * nothing about being on the other. Here it is a picture of dependence between pairs of lists and never a headline:
 * a pair that falls below the people already documented proves that its lists follow each other.
 */
import { peopleOn, type OverlapTable } from './table.ts';

export interface ChapmanPair {
  readonly lists: readonly [string, string];
  readonly n1: number;
  readonly n2: number;
  /** People on both. */
  readonly both: number;
  /** Null where fewer than two people are on both: no number. */
  readonly point: number | null;
  readonly se: number | null;
  readonly interval: { readonly lo: number; readonly hi: number; readonly level: 0.95 } | null;
  /** Below the people of the whole table: the two lists depend on each other. */
  readonly belowDocumented: boolean;
}

const Z = 1.959_963_984_540_054;

/** Log-normal interval on the unseen part: n + n̂0/C … n + n̂0·C, C = exp(z √ln(1 + v/n̂0²)). Chao 1987, eq. 12. */
export function lnInterval(
  seen: number,
  unseen: number,
  variance: number,
): { readonly lo: number; readonly hi: number; readonly level: 0.95 } {
  if (unseen <= 0) return { lo: seen, hi: seen, level: 0.95 };
  const c = Math.exp(Z * Math.sqrt(Math.log1p(variance / (unseen * unseen))));
  return { lo: seen + unseen / c, hi: seen + unseen * c, level: 0.95 };
}

/** Chapman for two lists of n1 and n2 people with `both` on each. */
export function chapman(
  n1: number,
  n2: number,
  both: number,
): { readonly point: number; readonly variance: number } {
  return {
    point: ((n1 + 1) * (n2 + 1)) / (both + 1) - 1,
    variance: ((n1 + 1) * (n2 + 1) * (n1 - both) * (n2 - both)) / ((both + 1) ** 2 * (both + 2)),
  };
}

/** All pairs of lists. */
export function chapmanPairs(table: OverlapTable): ChapmanPair[] {
  const pairs: ChapmanPair[] = [];
  table.lists.forEach((first, i) => {
    table.lists.forEach((second, j) => {
      if (j <= i) return;
      const n1 = peopleOn(table, 1 << i);
      const n2 = peopleOn(table, 1 << j);
      const both = peopleOn(table, (1 << i) | (1 << j));
      const common = { lists: [first, second] as const, n1, n2, both };
      if (both < 2) {
        pairs.push({ ...common, point: null, se: null, interval: null, belowDocumented: false });
        return;
      }
      const { point, variance } = chapman(n1, n2, both);
      const seen = n1 + n2 - both;
      pairs.push({
        ...common,
        point,
        se: Math.sqrt(variance),
        interval: lnInterval(seen, Math.max(0, point - seen), variance),
        belowDocumented: point < table.n,
      });
    });
  });
  return pairs;
}

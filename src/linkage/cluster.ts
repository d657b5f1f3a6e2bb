/**
 * From weighed pairs to persons. Not by plain connection: two groups join only when all their pairs taken together speak
 * for it, no declared list has two records in one group, nobody has judged two of them different, and the group stays
 * below its size. People's decisions come first and are never overridden. The order of the rows does not matter.
 */

/** A person's decision on two rows. */
export interface RowDecision {
  readonly left: number;
  readonly right: number;
  readonly decision: 'same' | 'different';
}

export interface ClusterIn {
  readonly count: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Thousandths of a bit. */
  readonly weight: Int32Array;
  /** Least weight of a link by the machine. */
  readonly threshold: number;
  /** List of each row, where each list holds a person once; null where nobody has declared that. */
  readonly onePerList: Int32Array | null;
  readonly decisions: readonly RowDecision[];
  /** Weight of any two rows, for pairs that no key brought. */
  readonly weigh: (left: number, right: number) => number;
  readonly mostRows?: number;
}

export interface Clusters {
  /** Group of each row: the smallest row in it. */
  readonly of: Int32Array;
  /** Links that would have been made but for a guard. */
  readonly refused: { size: number; support: number; list: number; decision: number };
}

/** Rows of one person that a machine may put together. */
export const MOST_ROWS = 60;
/** What one pair can say for or against joining two groups. */
const MOST_FOR = 12_000;
const MOST_AGAINST = -4_000;
/** Two groups of several rows each repeat their own mistakes, so their pairs must speak louder than one pair has to. */
const LEAST_MEAN = 3_000;
/** Share of the pairs between two groups that must not speak against it. */
const DENSITY = 0.5;

interface Group {
  rows: number[];
  readonly lists: Set<number>;
  readonly apart: Set<number>;
}

class Grouping {
  readonly #in: ClusterIn;
  readonly #group: (Group | undefined)[];
  readonly #known: Map<number, number>;
  readonly refused = { size: 0, support: 0, list: 0, decision: 0 };

  constructor(input: ClusterIn) {
    this.#in = input;
    this.#group = [];
    this.#known = new Map();
  }

  group(row: number): Group {
    let found = this.#group[row];
    if (found === undefined) {
      const list = this.#in.onePerList?.[row];
      found = { rows: [row], lists: new Set(list === undefined ? [] : [list]), apart: new Set() };
      this.#group[row] = found;
    }
    return found;
  }

  apart(a: number, b: number): void {
    this.group(a).apart.add(b);
    this.group(b).apart.add(a);
  }

  isApart(a: Group, b: Group): boolean {
    const [few, many] = a.apart.size <= b.apart.size ? [a, b] : [b, a];
    for (const row of few.apart) if (this.group(row) === many) return true;
    return false;
  }

  join(a: Group, b: Group): void {
    const [into, from] = a.rows.length >= b.rows.length ? [a, b] : [b, a];
    for (const row of from.rows) this.#group[row] = into;
    into.rows.push(...from.rows);
    for (const list of from.lists) into.lists.add(list);
    for (const row of from.apart) into.apart.add(row);
  }

  #weight(a: number, b: number): number {
    const [left, right] = a < b ? [a, b] : [b, a];
    const key = left * this.#in.count + right;
    let weight = this.#known.get(key);
    if (weight === undefined) {
      weight = Math.max(MOST_AGAINST, Math.min(MOST_FOR, this.#in.weigh(left, right)));
      this.#known.set(key, weight);
    }
    return weight;
  }

  /** Whether all pairs between two groups, taken together, speak for one person. */
  isSupported(a: Group, b: Group): boolean {
    if (a.rows.length === 1 && b.rows.length === 1) return true;
    let sum = 0;
    let forIt = 0;
    for (const left of a.rows)
      for (const right of b.rows) {
        const weight = this.#weight(left, right);
        sum += weight;
        if (weight >= 0) forIt += 1;
      }
    const pairs = a.rows.length * b.rows.length;
    const least = a.rows.length > 1 && b.rows.length > 1 ? LEAST_MEAN : 0;
    return sum > least * pairs && forIt >= DENSITY * pairs;
  }

  /** Joins by a machine's weight, unless a guard refuses. */
  link(left: number, right: number): void {
    const [a, b] = [this.group(left), this.group(right)];
    if (a === b) return;
    if (this.isApart(a, b)) this.refused.decision += 1;
    else if (a.rows.length + b.rows.length > (this.#in.mostRows ?? MOST_ROWS)) this.refused.size += 1;
    else if ([...a.lists].some((list) => b.lists.has(list))) this.refused.list += 1;
    else if (!this.isSupported(a, b)) this.refused.support += 1;
    else this.join(a, b);
  }

  of(): Int32Array {
    const of = Int32Array.from({ length: this.#in.count }, (_, row) => row);
    for (const group of new Set(this.#group)) {
      if (group === undefined) continue;
      const first = group.rows.reduce((least, row) => Math.min(least, row), Infinity);
      for (const row of group.rows) of[row] = first;
    }
    return of;
  }
}

/** Pairs at or above the threshold, heaviest first; equal weights in the order of the rows' lists and ids. */
function heaviestFirst({ left, right, weight, threshold }: ClusterIn): Uint32Array {
  return Uint32Array.from(weight.keys())
    .filter((at) => (weight[at] ?? 0) >= threshold)
    .sort(
      (a, b) =>
        (weight[b] ?? 0) - (weight[a] ?? 0) ||
        (left[a] ?? 0) - (left[b] ?? 0) ||
        (right[a] ?? 0) - (right[b] ?? 0),
    );
}

/** Groups the rows. Deterministic. */
export function clusterRows(input: ClusterIn): Clusters {
  const grouping = new Grouping(input);
  const decided = [...input.decisions].sort(
    (a, b) =>
      Math.min(a.left, a.right) - Math.min(b.left, b.right) ||
      Math.max(a.left, a.right) - Math.max(b.left, b.right),
  );
  for (const { left, right, decision } of decided) if (decision === 'different') grouping.apart(left, right);
  for (const { left, right, decision } of decided) {
    if (decision !== 'same') continue;
    const [a, b] = [grouping.group(left), grouping.group(right)];
    // Two decisions that contradict each other are for a person to settle: "different" stands meanwhile.
    if (a !== b && !grouping.isApart(a, b)) grouping.join(a, b);
  }
  for (const at of heaviestFirst(input)) grouping.link(input.left[at] ?? 0, input.right[at] ?? 0);
  return { of: grouping.of(), refused: grouping.refused };
}

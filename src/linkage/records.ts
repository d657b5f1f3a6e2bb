/**
 * Linkage of records given as plain objects, in memory: for lists of a workspace and for tests. Records are named by list
 * and id; decisions of people are given with every call and always hold.
 */
import { Fault } from '#ground';
import { clusterRows, type RowDecision } from './cluster.ts';
import { drawGroupings } from './draws.ts';
import { explainRows, type Explanation } from './explain.ts';
import type { LinkRecord } from './fields.ts';
import { linkRows, type Linked, type LinkOptions } from './link.ts';
import { memoryEngine } from './memory.ts';
import { chanceOf } from './model.ts';
import type { LinkEngine } from './ports.ts';
import { rowsOf } from './rows.ts';

/** Names a record. */
export interface RecordName {
  readonly list: string;
  readonly id: string;
}

/** A person's decision on two records; `different` is never overridden by a machine. */
export interface RecordDecision {
  readonly left: RecordName;
  readonly right: RecordName;
  readonly decision: 'same' | 'different';
}

export interface RecordLinkOptions extends Omit<LinkOptions, 'decisions'> {
  readonly decisions?: readonly RecordDecision[];
}

export interface RecordPair {
  readonly left: RecordName;
  readonly right: RecordName;
  readonly weightMillibits: number;
  readonly probability: number;
  readonly band: 'link' | 'review' | 'apart';
}

/** Records that were weighed against each other. */
export class LinkedRecords {
  readonly linked: Linked;
  readonly #options: RecordLinkOptions;
  readonly #rowOf: ReadonlyMap<string, number>;

  constructor(linked: Linked, options: RecordLinkOptions) {
    this.linked = linked;
    this.#options = options;
    const { rows } = linked.encoded;
    this.#rowOf = new Map(rows.ids.map((id, row) => [keyOf(rows.lists[rows.list[row] ?? 0] ?? '', id), row]));
  }

  #row({ list, id }: RecordName): number {
    const row = this.#rowOf.get(keyOf(list, id));
    if (row === undefined)
      throw new Fault('not-found', 'there is no such record in the lists that were linked');
    return row;
  }

  #name(row: number): RecordName {
    const { rows } = this.linked.encoded;
    return { list: rows.lists[rows.list[row] ?? 0] ?? '', id: rows.ids[row] ?? '' };
  }

  #decisions(decisions: readonly RecordDecision[] = this.#options.decisions ?? []): RowDecision[] {
    return decisions.map(({ left, right, decision }) => ({
      left: this.#row(left),
      right: this.#row(right),
      decision,
    }));
  }

  /** Pairs of the review band and above, by list and id. */
  pairs(): RecordPair[] {
    const { pairs, bands } = this.linked;
    return [...pairs.weight.keys()].flatMap((at) => {
      const weight = pairs.weight[at] ?? 0;
      if (weight < bands.review) return [];
      return [
        {
          left: this.#name(pairs.left[at] ?? 0),
          right: this.#name(pairs.right[at] ?? 0),
          weightMillibits: weight,
          probability: chanceOf(weight),
          band: weight >= bands.link ? ('link' as const) : ('review' as const),
        },
      ];
    });
  }

  /** Weight of any two records in thousandths of a bit. Throws Fault('not-found'). */
  weight(left: RecordName, right: RecordName): number {
    const [a, b] = [this.#row(left), this.#row(right)];
    return this.linked.scorer.weight(Math.min(a, b), Math.max(a, b));
  }

  /** Why two records are or are not one person. Throws Fault('not-found'). */
  explain(left: RecordName, right: RecordName): Explanation {
    return explainRows(this.linked, this.#row(left), this.#row(right));
  }

  /**
   * Groups of records under these decisions; without an argument under those given at the start. Every record in one.
   * Another threshold, in thousandths of a bit, gives a looser or a stricter linkage of the same pairs.
   */
  groups(decisions?: readonly RecordDecision[], threshold = this.linked.bands.link): RecordName[][] {
    const { linked } = this;
    const { of } = clusterRows({
      ...linked.pairs,
      count: linked.encoded.count,
      threshold,
      onePerList: this.#options.oneToOne === true ? linked.encoded.rows.list : null,
      decisions: this.#decisions(decisions),
      weigh: (left, right) => linked.scorer.weight(left, right),
    });
    return this.#grouped(of);
  }

  /** Drawn groupings, for counts that rest on links: one list of groups per draw. */
  draws(draws: number, seed = '1', decisions?: readonly RecordDecision[]): RecordName[][][] {
    return drawGroupings(this.linked, {
      draws,
      seed,
      oneToOne: this.#options.oneToOne ?? false,
      decisions: this.#decisions(decisions),
    }).map((of) => this.#grouped(of));
  }

  #grouped(of: Int32Array): RecordName[][] {
    const groups = new Map<number, RecordName[]>();
    of.forEach((first, row) => {
      const members = groups.get(first);
      if (members === undefined) groups.set(first, [this.#name(row)]);
      else members.push(this.#name(row));
    });
    return [...groups.values()];
  }
}

function keyOf(list: string, id: string): string {
  return `${list.length} ${list}${id}`;
}

/**
 * Weighs records against each other, without labels and without tuning. Throws Fault('import-malformed') when an id stands
 * twice in a list, Fault('not-found') when a decision names a record that is not there.
 */
export async function linkRecords(
  records: readonly LinkRecord[],
  options: RecordLinkOptions = {},
  engine: LinkEngine = memoryEngine,
): Promise<LinkedRecords> {
  const { decisions: _decisions, ...rest } = options;
  const linked = await linkRows(rowsOf(records), engine, rest);
  return new LinkedRecords(linked, options);
}

/** What is asked of a table once a model is chosen: how it does without each list, and how each list is found from the others. */
import { select } from './loglinear.ts';
import type { Fit } from './poisson.ts';
import type { SelfTests } from './report.ts';
import { selfTests } from './selftest.ts';
import { strataTest, type Stratification } from './strata.ts';
import { denseCounts, onlyLists, type OverlapTable } from './table.ts';

export interface CheckAsk {
  readonly table: OverlapTable;
  /** The log-linear model, null where there is none. */
  readonly chosen: Fit | null;
  /** Whether the estimate is made again without each list. */
  readonly leavesOut: boolean;
  /** The same people apart in parts, by each facet. */
  readonly strata: readonly Stratification[];
}

export interface Checked {
  readonly tests: SelfTests;
  readonly without: readonly { readonly list: string; readonly point: number | null }[];
}

function withoutEach(table: OverlapTable): Checked['without'] {
  return table.lists.map((list, at) => {
    const rest = onlyLists(table, (2 ** table.lists.length - 1) & ~(1 << at));
    const chosen = rest === null ? null : select(denseCounts(rest), rest.lists.length).chosen;
    return { list, point: rest === null || chosen === null ? null : rest.n + chosen.unseen };
  });
}

export function checksOf({ table, chosen, leavesOut, strata }: CheckAsk): Checked {
  return {
    tests: { ...selfTests(table, chosen), strata: strata.map(strataTest) },
    without: leavesOut ? withoutEach(table) : [],
  };
}

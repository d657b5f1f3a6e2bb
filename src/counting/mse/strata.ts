/**
 * The estimate held against its parts (§4.2 d): the people by place, by holder or by group, each part estimated alone by
 * the model of lowest BIC. Where all parts carry an estimate their total should lie in the interval of the whole. No part
 * is ever got by subtraction, and a part that carries no estimate makes no total.
 */
import { select } from './loglinear.ts';
import { captureFrequencies, denseCounts, onlyLists, peopleOn, type OverlapTable } from './table.ts';

/** The people of a table apart in parts that cover all. */
export interface Stratification {
  /** The facet of a scope that tells them apart. */
  readonly by: string;
  readonly tables: readonly OverlapTable[];
}

export interface StrataTest {
  readonly by: string;
  /** People documented and estimated in each part; the estimate is null where the part carries none. */
  readonly parts: readonly { readonly n: number; readonly point: number | null }[];
  /** Null unless every part has an estimate. */
  readonly total: number | null;
}

/** People that a part needs (R16), and people on two of its lists or more (R5). */
export const LEAST_IN_PART = 50;
const LEAST_OVERLAP = 10;
const LISTS = { least: 3, most: 6 };

function pointOf(table: OverlapTable): number | null {
  const mask = table.lists.reduce((set, _, at) => (peopleOn(table, 1 << at) > 0 ? set | (1 << at) : set), 0);
  const seen = onlyLists(table, mask) ?? table;
  const overlap = captureFrequencies(seen).reduce((sum, many, k) => (k >= 2 ? sum + many : sum), 0);
  const lists = seen.lists.length;
  if (lists < LISTS.least || lists > LISTS.most || seen.n < LEAST_IN_PART || overlap < LEAST_OVERLAP)
    return null;
  const { chosen } = select(denseCounts(seen), lists);
  return chosen === null ? null : seen.n + chosen.unseen;
}

export function strataTest({ by, tables }: Stratification): StrataTest {
  const parts = tables.map((table) => ({ n: table.n, point: pointOf(table) }));
  const points = parts.flatMap(({ point }) => (point === null ? [] : [point]));
  const isWhole = parts.length >= 2 && points.length === parts.length;
  return { by, parts, total: isWhole ? points.reduce((sum, point) => sum + point, 0) : null };
}

/**
 * Do people differ in how easily they are listed? A term in the square of the number of lists a person is on (the
 * log-linear form of Rasch's model; Darroch, Fienberg, Glonek and Junker 1993; Agresti 1994) is added to the main
 * effects. Where it is clearly positive, some people are listed more easily than others, and no table can tell how far
 * that goes among those on no list. Its estimate is an extrapolation and never an engine: it says how far the headline
 * must reach at least before it may be believed. Decision 0014.
 */
import { fitByNumber } from './chao.ts';
import type { Interval } from './report.ts';
import type { OverlapTable } from './table.ts';

const Z = 1.959_963_984_540_054;

/** From here on people are taken to differ: one-sided, one table in twenty of alike people reaches it by chance. */
export const DIFFER_Z = 1.645;
/** From here on nobody should say that people are alike; few lists or few people show no more than this. */
export const DOUBT_Z = 1;

export interface Heterogeneity {
  /** Signed root of the drop in deviance: positive where people on many lists are more than chance gives. */
  readonly z: number;
  /** The size if differences among the unseen go on as among the seen. */
  readonly point: number;
  readonly interval: Interval;
}

/** Null for fewer than three lists and where one of the fits has no finite maximum. */
export function heterogeneity(table: OverlapTable): Heterogeneity | null {
  if (table.lists.length < 3) return null;
  const alike = fitByNumber(table, []);
  const differing = fitByNumber(table, [(many) => (many * many) / 2]);
  const [coefficient] = differing?.eta ?? [];
  if (alike === null || differing === null || coefficient === undefined) return null;
  const width = Math.exp(Z * Math.sqrt(differing.variance));
  return {
    z: Math.sign(coefficient) * Math.sqrt(Math.max(0, alike.deviance - differing.deviance)),
    point: table.n + differing.unseen,
    interval: {
      lo: table.n + differing.unseen / width,
      hi: table.n + differing.unseen * width,
      level: 0.95,
    },
  };
}

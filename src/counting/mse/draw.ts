/** The engines that need no chain, over one draw of the linkage: the model of lowest BIC, and levels of the exact posterior. */
import { dgaCurve } from './dga.ts';
import { select } from './loglinear.ts';
import { denseCounts, type OverlapTable } from './table.ts';

/** Draws of N taken from each draw of the linkage. */
export const PER_DRAW = 200;

/** An estimate of one table as a point with an error on ln n0. */
export interface DrawEstimate {
  readonly n: number;
  readonly unseen: number;
  readonly lnSe: number;
}

/** An estimate of one table as draws of N. */
export interface Sampled {
  readonly n: number;
  readonly values: readonly number[];
}

export interface DrawAsk {
  readonly table: OverlapTable;
  readonly loglinear: boolean;
  readonly dga: boolean;
}

export interface DrawEstimates {
  /** Null where it was not asked for, or where no model has a finite maximum. */
  readonly loglinear: DrawEstimate | null;
  readonly dga: Sampled | null;
}

/** Values of N at evenly spread levels of the exact posterior. */
function dgaSample(table: OverlapTable): Sampled {
  const { places, mass } = dgaCurve({ table });
  const whole = mass.reduce((a, b) => a + b, 0);
  const values: number[] = [];
  let sum = 0;
  mass.forEach((weight, at) => {
    sum += weight / whole;
    while (values.length < PER_DRAW && (values.length + 0.5) / PER_DRAW <= sum)
      values.push(table.n + (places[at] as number));
  });
  return { n: table.n, values };
}

export function estimatesOfDraw({ table, loglinear, dga }: DrawAsk): DrawEstimates {
  const chosen = loglinear ? select(denseCounts(table), table.lists.length).chosen : null;
  const isUsable = chosen !== null && chosen.lnSe !== null && Number.isFinite(chosen.lnSe);
  return {
    loglinear: isUsable ? { n: table.n, unseen: chosen.unseen, lnSe: chosen.lnSe } : null,
    dga: dga ? dgaSample(table) : null,
  };
}

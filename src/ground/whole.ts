/**
 * The smallest and the largest value of a sum of whole numbers under linear rows, exactly: simplex (simplex.ts), then
 * branch and bound. Pure mathematics; counting asks it what claims force together, disclosure whether a suppressed cell
 * can be worked out again. Where the search would take too long the answer is a valid outer bound and says so.
 */
import {
  addLimit,
  bindingRows,
  copyOf,
  dictionaryOf,
  makeFeasible,
  minimise,
  objectiveOf,
  setObjective,
  type Dictionary,
  type LinearProgram,
} from './simplex.ts';

export type Terms = readonly (readonly [variable: number, coefficient: number])[];

export type Extreme =
  | { readonly outcome: 'impossible' }
  | { readonly outcome: 'unlimited' }
  | {
      readonly outcome: 'best';
      readonly value: number;
      /** False when the search was cut off: the value is then an outer bound, never too narrow. */
      readonly isExact: boolean;
      /** Rows of the program that hold the value where it is, at the relaxation. */
      readonly binding: readonly number[];
    };

/** Branches before the search gives an outer bound instead. */
const MOST_BRANCHES = 2_000;

function floorOf(over: bigint, under: bigint): bigint {
  const quotient = over / under;
  return over % under !== 0n && over < 0n ? quotient - 1n : quotient;
}

function ceilOf(over: bigint, under: bigint): bigint {
  return -floorOf(-over, under);
}

/** Row of a structural basic variable that is not whole; −1 when all are. */
function brokenRow(dictionary: Dictionary): number {
  const last = dictionary.nonbasic.length;
  return dictionary.basic.findIndex(
    (variable, row) =>
      variable < dictionary.structural &&
      ((dictionary.cells[row] as bigint[])[last] as bigint) % dictionary.denominator !== 0n,
  );
}

/** The smallest whole value from an optimal dictionary; null if no whole point fits. */
function searched(root: Dictionary): { value: bigint; isExact: boolean } | null {
  const waiting: Dictionary[] = [root];
  const { over, under } = objectiveOf(root);
  const floor = ceilOf(over, under);
  let best: bigint | null = null;
  for (let branches = 0; waiting.length > 0; branches++) {
    if (branches > MOST_BRANCHES) return { value: floor, isExact: false };
    const at = waiting.pop() as Dictionary;
    const bound = objectiveOf(at);
    if (best !== null && ceilOf(bound.over, bound.under) >= best) continue;
    const row = brokenRow(at);
    if (row === -1) {
      best = ceilOf(bound.over, bound.under);
      if (best === floor) break;
      continue;
    }
    const value = (at.cells[row] as bigint[])[at.nonbasic.length] as bigint;
    const below = floorOf(value, at.denominator);
    for (const [side, limit] of [
      ['least', below + 1n],
      ['most', below],
    ] as const) {
      const next = copyOf(at);
      addLimit(next, row, side, limit);
      if (makeFeasible(next)) waiting.push(next);
    }
  }
  return best === null ? null : { value: best, isExact: true };
}

/** A program prepared once and asked many times. */
export interface WholeSolver {
  /** Whether any whole numbers fit all rows. */
  readonly isPossible: boolean;
  /** The smallest value of the sum. */
  least(terms: Terms): Extreme;
  /** The largest value of the sum. */
  most(terms: Terms): Extreme;
}

/** Prepares a program. Throws Fault('bug') for coefficients or limits that are not safe integers. */
export function wholeSolver(program: LinearProgram): WholeSolver {
  const start = dictionaryOf(program);
  const isRelaxed = makeFeasible(start);
  const isPossible = isRelaxed && searched(start) !== null;
  const asked = (terms: Terms, sign: 1 | -1): Extreme => {
    if (!isPossible) return { outcome: 'impossible' };
    const at = copyOf(start);
    setObjective(
      at,
      terms.map(([variable, coefficient]) => [variable, sign * coefficient]),
    );
    if (!minimise(at)) return { outcome: 'unlimited' };
    const found = searched(at);
    if (found === null) return { outcome: 'impossible' };
    const value = Number(found.value) * sign;
    return {
      outcome: 'best',
      value: value === 0 ? 0 : value,
      isExact: found.isExact,
      binding: bindingRows(at),
    };
  };
  return { isPossible, least: (terms) => asked(terms, 1), most: (terms) => asked(terms, -1) };
}

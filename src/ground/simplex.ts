/**
 * Exact linear programming over integers: a dictionary kept as whole numbers over one common denominator, so that no
 * rounding ever decides (integer pivoting after Edmonds; Bland's rule against cycles). Knows rows and pivots; whole
 * solutions are found in whole.ts. Meant for hundreds of variables, not for thousands.
 */
import { Fault } from './fault.ts';

/** `lo ≤ Σ coefficient · x ≤ hi`; null is without limit. Variables are numbered from 0 and are never negative. */
export interface LinearRow {
  readonly terms: readonly (readonly [variable: number, coefficient: number])[];
  readonly lo: number | null;
  readonly hi: number | null;
}

export interface LinearProgram {
  readonly variables: number;
  readonly rows: readonly LinearRow[];
}

/** Pivots by steepest cost before Bland's rule takes over, which cannot cycle. */
const STEEPEST = 200;

/**
 * A dictionary: basic variables in terms of nonbasic ones. Structural variables have numbers below `structural`, slacks
 * those after. The last row is the objective (to be made small), the last column the right-hand side.
 */
export interface Dictionary {
  readonly structural: number;
  cells: bigint[][];
  denominator: bigint;
  basic: number[];
  nonbasic: number[];
  /** Per slack, by its number less `structural`: the row of the program it belongs to, or −1 for a branch. */
  slackRow: number[];
}

function wholeNumber(value: number): bigint {
  if (!Number.isSafeInteger(value)) throw new Fault('bug', 'a linear program holds whole numbers only');
  return BigInt(value);
}

/** The dictionary of a program with no objective, slacks basic; it may be infeasible. */
export function dictionaryOf({ variables, rows }: LinearProgram): Dictionary {
  const made: Dictionary = {
    structural: variables,
    cells: [],
    denominator: 1n,
    basic: [],
    nonbasic: Array.from({ length: variables }, (_, at) => at),
    slackRow: [],
  };
  rows.forEach(({ terms, lo, hi }, at) => {
    const dense = Array.from({ length: variables }, () => 0n);
    for (const [variable, coefficient] of terms)
      dense[variable] = (dense[variable] as bigint) + wholeNumber(coefficient);
    const add = (sign: bigint, limit: number): void => {
      made.cells.push([...dense.map((one) => sign * one), sign * wholeNumber(limit)]);
      made.basic.push(variables + made.slackRow.length);
      made.slackRow.push(at);
    };
    if (hi !== null) add(1n, hi);
    if (lo !== null) add(-1n, lo);
  });
  made.cells.push(Array.from({ length: variables + 1 }, () => 0n));
  return made;
}

export function copyOf(dictionary: Dictionary): Dictionary {
  return {
    ...dictionary,
    cells: dictionary.cells.map((row) => [...row]),
    basic: [...dictionary.basic],
    nonbasic: [...dictionary.nonbasic],
    slackRow: [...dictionary.slackRow],
  };
}

function pivot(dictionary: Dictionary, row: number, column: number): void {
  const { cells, denominator } = dictionary;
  const source = cells[row] as bigint[];
  const by = source[column] as bigint;
  const isPlain = by === denominator;
  for (const [at, target] of cells.entries()) {
    if (at === row) continue;
    const factor = target[column] as bigint;
    if (factor === 0n && isPlain) continue;
    for (let j = 0; j < target.length; j++) {
      if (j === column) continue;
      const across = source[j] as bigint;
      const old = target[j] as bigint;
      if (factor === 0n || across === 0n) {
        if (!isPlain && old !== 0n) target[j] = (old * by) / denominator;
      } else target[j] = (old * by - factor * across) / denominator;
    }
    target[column] = -factor;
  }
  source[column] = denominator;
  dictionary.denominator = by;
  if (by < 0n) {
    dictionary.denominator = -by;
    for (const target of cells) for (let j = 0; j < target.length; j++) target[j] = -(target[j] as bigint);
  }
  const entering = dictionary.nonbasic[column] as number;
  dictionary.nonbasic[column] = dictionary.basic[row] as number;
  dictionary.basic[row] = entering;
}

function lastColumn(dictionary: Dictionary): number {
  return dictionary.nonbasic.length;
}

/** Column of the smallest variable whose cell in the row is negative, with the best ratio to the objective; −1 for none. */
function dualColumn(dictionary: Dictionary, row: number): number {
  const costs = dictionary.cells.at(-1) as bigint[];
  const line = dictionary.cells[row] as bigint[];
  let best = -1;
  for (let j = 0; j < lastColumn(dictionary); j++) {
    const cell = line[j] as bigint;
    if (cell >= 0n) continue;
    if (best === -1) {
      best = j;
      continue;
    }
    // Costs are ≤ 0 here; smaller cost/cell wins, and the smaller variable among equals.
    const left = (costs[j] as bigint) * (line[best] as bigint);
    const right = (costs[best] as bigint) * cell;
    const isNearer = left < right;
    const isTie =
      left === right && (dictionary.nonbasic[j] as number) < (dictionary.nonbasic[best] as number);
    if (isNearer || isTie) best = j;
  }
  return best;
}

/** Makes the right-hand sides ≥ 0 while costs stay optimal (dual simplex). False if nothing fits the rows. */
export function makeFeasible(dictionary: Dictionary): boolean {
  const last = lastColumn(dictionary);
  for (;;) {
    let row = -1;
    for (let i = 0; i < dictionary.basic.length; i++) {
      if (((dictionary.cells[i] as bigint[])[last] as bigint) >= 0n) continue;
      if (row === -1 || (dictionary.basic[i] as number) < (dictionary.basic[row] as number)) row = i;
    }
    if (row === -1) return true;
    const column = dualColumn(dictionary, row);
    if (column === -1) return false;
    pivot(dictionary, row, column);
  }
}

/** Writes the objective Σ cost · x into the last row, in terms of the nonbasic variables. */
export function setObjective(
  dictionary: Dictionary,
  terms: readonly (readonly [variable: number, cost: number])[],
): void {
  const last = lastColumn(dictionary);
  const costs = Array.from({ length: last + 1 }, () => 0n);
  for (const [variable, cost] of terms) {
    const weight = wholeNumber(cost);
    const column = dictionary.nonbasic.indexOf(variable);
    if (column !== -1) {
      costs[column] = (costs[column] as bigint) - weight * dictionary.denominator;
      continue;
    }
    const row = dictionary.cells[dictionary.basic.indexOf(variable)] as bigint[];
    for (let j = 0; j <= last; j++) costs[j] = (costs[j] as bigint) + weight * (row[j] as bigint);
  }
  dictionary.cells[dictionary.cells.length - 1] = costs;
}

function enteringColumn(dictionary: Dictionary, isSteepest: boolean): number {
  const costs = dictionary.cells.at(-1) as bigint[];
  let best = -1;
  for (let j = 0; j < lastColumn(dictionary); j++) {
    const cost = costs[j] as bigint;
    if (cost <= 0n) continue;
    const isBetter =
      best === -1 ||
      (isSteepest
        ? cost > (costs[best] as bigint)
        : (dictionary.nonbasic[j] as number) < (dictionary.nonbasic[best] as number));
    if (isBetter) best = j;
  }
  return best;
}

function leavingRow(dictionary: Dictionary, column: number): number {
  const last = lastColumn(dictionary);
  let best = -1;
  for (let i = 0; i < dictionary.basic.length; i++) {
    const line = dictionary.cells[i] as bigint[];
    if ((line[column] as bigint) <= 0n) continue;
    if (best === -1) {
      best = i;
      continue;
    }
    const other = dictionary.cells[best] as bigint[];
    const left = (line[last] as bigint) * (other[column] as bigint);
    const right = (other[last] as bigint) * (line[column] as bigint);
    if (
      left < right ||
      (left === right && (dictionary.basic[i] as number) < (dictionary.basic[best] as number))
    )
      best = i;
  }
  return best;
}

/** From a feasible dictionary to one whose objective is smallest. False if it has no limit. */
export function minimise(dictionary: Dictionary): boolean {
  for (let pivots = 0; ; pivots++) {
    const column = enteringColumn(dictionary, pivots < STEEPEST);
    if (column === -1) return true;
    const row = leavingRow(dictionary, column);
    if (row === -1) return false;
    pivot(dictionary, row, column);
  }
}

/** The objective's value as a fraction with a positive denominator. */
export function objectiveOf(dictionary: Dictionary): { readonly over: bigint; readonly under: bigint } {
  const costs = dictionary.cells.at(-1) as bigint[];
  return { over: costs[lastColumn(dictionary)] as bigint, under: dictionary.denominator };
}

/** Adds `variable ≤ limit` or `variable ≥ limit` for a basic variable; the dictionary is then to be made feasible. */
export function addLimit(dictionary: Dictionary, row: number, side: 'most' | 'least', limit: bigint): void {
  const line = dictionary.cells[row] as bigint[];
  const last = lastColumn(dictionary);
  const sign = side === 'most' ? -1n : 1n;
  const added = line.map((cell) => sign * cell);
  added[last] = sign * ((line[last] as bigint) - limit * dictionary.denominator);
  dictionary.cells.splice(dictionary.cells.length - 1, 0, added);
  dictionary.basic.push(dictionary.structural + dictionary.slackRow.length);
  dictionary.slackRow.push(-1);
}

/** Rows of the program whose limits hold the objective where it is: nonbasic slacks with a cost. */
export function bindingRows(dictionary: Dictionary): number[] {
  const costs = dictionary.cells.at(-1) as bigint[];
  const rows = dictionary.nonbasic.flatMap((variable, column) => {
    const row = dictionary.slackRow[variable - dictionary.structural];
    return row !== undefined && row >= 0 && costs[column] !== 0n ? [row] : [];
  });
  return [...new Set(rows)].sort((a, b) => a - b);
}

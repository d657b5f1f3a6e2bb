/**
 * Comparisons worked out in memory: a plan becomes functions over typed arrays. The same plan as SQL gives the same
 * numbers (engines/duckdb; a test compares them).
 */
import type { Encoded } from './encode.ts';
import { levelOf } from './levels.ts';
import type { Comparison, Num, Test } from './plan.ts';

type Value = (left: number, right: number) => number;
type Holds = (left: number, right: number) => boolean;

/** Decimal digits in which two numbers differ, of the lowest nine. */
export function digitsApart(a: number, b: number): number {
  let apart = 0;
  for (let k = 0; k < 9; k++) {
    if (a % 10 !== b % 10) apart += 1;
    a = Math.floor(a / 10);
    b = Math.floor(b / 10);
  }
  return apart;
}

function valueOf(num: Num, encoded: Encoded): Value {
  switch (num.kind) {
    case 'number': {
      const { value } = num;
      return () => value;
    }
    case 'column': {
      const column = encoded.columns.get(num.name);
      if (column === undefined) return () => -1;
      return num.side === 'left' ? (left) => column[left] ?? -1 : (_, right) => column[right] ?? -1;
    }
    case 'level': {
      const table = encoded.tables.get(num.table);
      const a = valueOf(num.a, encoded);
      const b = valueOf(num.b, encoded);
      return table === undefined ? () => -1 : (left, right) => levelOf(table, a(left, right), b(left, right));
    }
    case 'greatest': {
      const of = num.of.map((one) => valueOf(one, encoded));
      if (of.length === 1 && of[0] !== undefined) return of[0];
      return (left, right) => {
        let most = -1;
        for (const one of of) most = Math.max(most, one(left, right));
        return most;
      };
    }
    case 'case': {
      const when = num.when.map(([test, then]) => [holds(test, encoded), valueOf(then, encoded)] as const);
      const otherwise = valueOf(num.otherwise, encoded);
      return (left, right) => {
        for (const [test, then] of when) if (test(left, right)) return then(left, right);
        return otherwise(left, right);
      };
    }
    case 'remainder': {
      const a = valueOf(num.a, encoded);
      return (left, right) => a(left, right) % num.by;
    }
    default: {
      const a = valueOf(num.a, encoded);
      const b = valueOf(num.b, encoded);
      if (num.kind === 'minus') return (left, right) => a(left, right) - b(left, right);
      if (num.kind === 'distance') return (left, right) => Math.abs(a(left, right) - b(left, right));
      return (left, right) => digitsApart(a(left, right), b(left, right));
    }
  }
}

function holds(test: Test, encoded: Encoded): Holds {
  switch (test.kind) {
    case 'equal':
    case 'atLeast': {
      const a = valueOf(test.a, encoded);
      const b = valueOf(test.b, encoded);
      return test.kind === 'equal'
        ? (left, right) => a(left, right) === b(left, right)
        : (left, right) => a(left, right) >= b(left, right);
    }
    case 'not': {
      const inner = holds(test.of, encoded);
      return (left, right) => !inner(left, right);
    }
    default: {
      const of = test.of.map((one) => holds(one, encoded));
      return test.kind === 'all'
        ? (left, right) => of.every((one) => one(left, right))
        : (left, right) => of.some((one) => one(left, right));
    }
  }
}

/** Writes the level of every comparison of two rows into `out`. */
export type Evaluator = (left: number, right: number, out: Int8Array) => void;

/** The comparisons as one function. */
export function evaluator(comparisons: readonly Comparison[], encoded: Encoded): Evaluator {
  const values = comparisons.map(({ value }) => valueOf(value, encoded));
  return (left, right, out) => {
    for (let at = 0; at < values.length; at++) out[at] = values[at]?.(left, right) ?? -1;
  };
}

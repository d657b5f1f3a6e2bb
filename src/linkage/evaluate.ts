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

/** Comparisons that are being made into functions. */
interface Making {
  readonly encoded: Encoded;
  /** Numbers that were made already, by what they are; several comparisons ask for the same level. */
  readonly made: Map<string, Value>;
  readonly names: Map<Num, string>;
}

/** A text that two numbers share exactly if they are the same expression. */
function nameOf(num: Num, making: Making): string {
  let name = making.names.get(num);
  if (name === undefined) {
    name = JSON.stringify(num);
    making.names.set(num, name);
  }
  return name;
}

/** Remembers the answer for the pair asked about last: within one pair the same number is needed many times. */
function remembered(value: Value): Value {
  let [lastLeft, lastRight, last] = [-1, -1, 0];
  return (left, right) => {
    if (left !== lastLeft || right !== lastRight) {
      last = value(left, right);
      lastLeft = left;
      lastRight = right;
    }
    return last;
  };
}

const WORTH_REMEMBERING = new Set<Num['kind']>(['level', 'digits', 'greatest', 'case']);

function valueOf(num: Num, making: Making): Value {
  if (!WORTH_REMEMBERING.has(num.kind)) return made(num, making);
  const name = nameOf(num, making);
  let value = making.made.get(name);
  if (value === undefined) {
    value = remembered(made(num, making));
    making.made.set(name, value);
  }
  return value;
}

function made(num: Num, making: Making): Value {
  const { encoded } = making;
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
      const a = valueOf(num.a, making);
      const b = valueOf(num.b, making);
      return table === undefined ? () => -1 : (left, right) => levelOf(table, a(left, right), b(left, right));
    }
    case 'greatest': {
      const of = num.of.map((one) => valueOf(one, making));
      if (of.length === 1 && of[0] !== undefined) return of[0];
      return (left, right) => {
        let most = -1;
        for (const one of of) most = Math.max(most, one(left, right));
        return most;
      };
    }
    case 'case': {
      const when = num.when.map(([test, then]) => [holds(test, making), valueOf(then, making)] as const);
      const otherwise = valueOf(num.otherwise, making);
      return (left, right) => {
        for (const [test, then] of when) if (test(left, right)) return then(left, right);
        return otherwise(left, right);
      };
    }
    case 'remainder': {
      const a = valueOf(num.a, making);
      return (left, right) => a(left, right) % num.by;
    }
    default: {
      const a = valueOf(num.a, making);
      const b = valueOf(num.b, making);
      if (num.kind === 'minus') return (left, right) => a(left, right) - b(left, right);
      if (num.kind === 'distance') return (left, right) => Math.abs(a(left, right) - b(left, right));
      return (left, right) => digitsApart(a(left, right), b(left, right));
    }
  }
}

function holds(test: Test, making: Making): Holds {
  switch (test.kind) {
    case 'equal':
    case 'atLeast': {
      const a = valueOf(test.a, making);
      const b = valueOf(test.b, making);
      return test.kind === 'equal'
        ? (left, right) => a(left, right) === b(left, right)
        : (left, right) => a(left, right) >= b(left, right);
    }
    case 'not': {
      const inner = holds(test.of, making);
      return (left, right) => !inner(left, right);
    }
    default: {
      const of = test.of.map((one) => holds(one, making));
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
  const making: Making = { encoded, made: new Map(), names: new Map() };
  const values = comparisons.map(({ value }) => valueOf(value, making));
  return (left, right, out) => {
    for (let at = 0; at < values.length; at++) out[at] = values[at]?.(left, right) ?? -1;
  };
}

/**
 * Canonical JSON: the one byte form of a value (RFC 8785, JSON Canonicalization Scheme), behind a gate that
 * refuses whatever JSON would change on the way: fractions and unsafe integers, −0, undefined, dates and
 * other class instances, lone surrogates. Unicode is checked and never applied: keys must be NFC, values stay
 * byte for byte as the source wrote them, and `nonNfcPaths` names the places.
 * The tests hold every result against the package `canonicalize`; this file does not know what the values mean.
 */
import { Fault } from './fault.ts';

/** What canonical JSON can hold. Numbers are safe integers only; exact decimals travel as strings. */
export type CanonicalValue =
  null | boolean | number | string | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

export interface CanonicalOptions {
  /** Largest size of the result in UTF-8 bytes; 16 MiB unless told. */
  readonly maxBytes?: number;
}

/** Arrays and objects nested deeper than this are refused. */
export const CANONICAL_DEPTH = 64;
/** Size cap in bytes unless the caller sets another. */
export const CANONICAL_BYTES = 16 * 1024 * 1024;

/**
 * The canonical text of a value. Throws Fault('canonical-refused') with the place (`$.scope.facets[2]`), never
 * with the value: a key that does not look like a field name is shown by its position only.
 */
export function canonicalJson(value: unknown, options: CanonicalOptions = {}): string {
  return canonicalForm(value, options).text;
}

/** As canonicalJson; `inOrder` says that the value has its keys in the order in which the text has them, throughout. */
export function canonicalForm(
  value: unknown,
  options: CanonicalOptions = {},
): { readonly text: string; readonly inOrder: boolean } {
  const seen = look(value, 0);
  if (seen === UNSURE) check(value, { path: [], open: new Set() });
  // Where every key stands in its place already, the engine's own writer gives the same text, several times faster.
  const inOrder = seen === IN_ORDER;
  const text = inOrder ? JSON.stringify(value) : write(value as CanonicalValue);
  const cap = options.maxBytes ?? CANONICAL_BYTES;
  // UTF-8 needs at most three bytes for a UTF-16 unit, so the exact length is counted only near the cap.
  if (text.length * 3 > cap && Buffer.byteLength(text) > cap) refuse(`larger than ${cap} bytes`, []);
  return { text, inOrder };
}

/**
 * Reads text that must be canonical JSON already. Throws Fault('canonical-refused') when it is not JSON or when
 * its bytes are not the canonical ones (other key order, spaces, a key written twice, other escapes).
 */
export function parseCanonical(text: string, options: CanonicalOptions = {}): CanonicalValue {
  let value: CanonicalValue;
  try {
    value = JSON.parse(text) as CanonicalValue;
  } catch {
    // The parser's own message quotes the text, so it is not kept as the cause.
    throw new Fault('canonical-refused', 'not json');
  }
  if (canonicalJson(value, options) !== text) refuse('json, but not in canonical form', []);
  return value;
}

/** Places of strings that are not in Unicode NFC. They are kept as they are; a page may want to say so. */
export function nonNfcPaths(value: CanonicalValue): string[] {
  const found: string[] = [];
  const walk = (inner: CanonicalValue, path: readonly Step[]): void => {
    if (typeof inner === 'string') {
      if (inner.normalize('NFC') !== inner) found.push(written(path));
    } else if (Array.isArray(inner)) {
      inner.forEach((part, index) => walk(part as CanonicalValue, [...path, index]));
    } else if (inner !== null && typeof inner === 'object') {
      Object.entries(inner).forEach(([key, part], index) => walk(part, [...path, { key, index }]));
    }
  };
  walk(value, []);
  return found;
}

type Step = number | { readonly key: string; readonly index: number };
interface Walk {
  /** Changed in place: one array for the whole walk. */
  readonly path: Step[];
  /** Objects that are open above this one, to notice a circle. */
  readonly open: Set<object>;
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const BEYOND_ASCII = /[^\0-\x7f]/;

const UNSURE = 0;
const PLAIN = 1;
const IN_ORDER = 2;
type Seen = typeof UNSURE | typeof PLAIN | typeof IN_ORDER;

/**
 * A quick look: in order (nothing to refuse, all keys sorted), plain (nothing to refuse), or unsure, which is left to
 * the careful walk that also knows the place.
 */
function look(value: unknown, depth: number): Seen {
  if (typeof value === 'string') return value.isWellFormed() ? IN_ORDER : UNSURE;
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? IN_ORDER : UNSURE;
  if (value === null || typeof value === 'boolean') return IN_ORDER;
  if (typeof value !== 'object' || depth >= CANONICAL_DEPTH) return UNSURE;
  return Array.isArray(value) ? lookAtArray(value, depth) : lookAtObject(value, depth);
}

/** Keys that were found plain: they are few and come again with every value. */
const PLAIN_KEYS = new Set<string>();
const MOST_PLAIN_KEYS = 1_000;

function isPlainKey(key: string): boolean {
  if (key === '__proto__' || BEYOND_ASCII.test(key)) return false;
  if (PLAIN_KEYS.size < MOST_PLAIN_KEYS && FIELD_NAME.test(key)) PLAIN_KEYS.add(key);
  return true;
}

function lookAtArray(value: readonly unknown[], depth: number): Seen {
  if (Object.getPrototypeOf(value) !== Array.prototype || Object.keys(value).length !== value.length)
    return UNSURE;
  let all: Seen = IN_ORDER;
  for (const inner of value) {
    const seen = look(inner, depth + 1);
    if (seen === UNSURE) return UNSURE;
    if (seen < all) all = seen;
  }
  return all;
}

function lookAtObject(value: object, depth: number): Seen {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (
    (prototype !== Object.prototype && prototype !== null) ||
    Object.getOwnPropertySymbols(value).length > 0
  )
    return UNSURE;
  let all: Seen = IN_ORDER;
  let before = '';
  for (const key of Object.keys(value)) {
    if (!PLAIN_KEYS.has(key) && !isPlainKey(key)) return UNSURE;
    const seen = look((value as Readonly<Record<string, unknown>>)[key], depth + 1);
    if (seen === UNSURE) return UNSURE;
    if (seen < all || key < before) all = PLAIN;
    before = key;
  }
  return all;
}

function check(value: unknown, walk: Walk): void {
  switch (typeof value) {
    case 'string':
      if (LONE_SURROGATE.test(value)) refuse('a lone surrogate', walk.path);
      return;
    case 'number':
      checkNumber(value, walk.path);
      return;
    case 'boolean':
      return;
    case 'object':
      if (value !== null) checkInside(value, walk);
      return;
    default:
      refuse(`${typeof value} is not json`, walk.path);
  }
}

/** RFC 8785 for what has passed the check: keys by UTF-16 code unit, strings and integers as ECMAScript writes them. */
function write(value: CanonicalValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  const fields = value as { readonly [key: string]: CanonicalValue };
  let text = '';
  // The order of code units is the order that sort has by itself.
  for (const key of Object.keys(fields).sort((a, b) => (a < b ? -1 : 1)))
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${write(fields[key] ?? null)}`;
  return `{${text}}`;
}

function checkNumber(value: number, path: readonly Step[]): void {
  if (!Number.isSafeInteger(value)) refuse('a number that is not a safe integer', path);
  if (Object.is(value, -0)) refuse('negative zero', path);
}

function checkInside(value: object, walk: Walk): void {
  if (walk.path.length >= CANONICAL_DEPTH)
    refuse(`nested deeper than ${CANONICAL_DEPTH}`, walk.path.slice(0, 3));
  if (walk.open.has(value)) refuse('a circle', walk.path);
  walk.open.add(value);
  if (Array.isArray(value)) checkArray(value, walk);
  else checkObject(value, walk);
  walk.open.delete(value);
}

function checkArray(value: readonly unknown[], walk: Walk): void {
  if (Object.getPrototypeOf(value) !== Array.prototype || Object.keys(value).length !== value.length) {
    refuse('an array with holes or extra fields', walk.path);
  }
  for (let index = 0; index < value.length; index++) {
    walk.path.push(index);
    check(value[index], walk);
    walk.path.pop();
  }
}

function checkObject(value: object, walk: Walk): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) refuse('an instance of a class', walk.path);
  if (Object.getOwnPropertySymbols(value).length > 0) refuse('a symbol as key', walk.path);
  let index = 0;
  for (const [key, inner] of Object.entries(value)) {
    walk.path.push({ key, index });
    // JSON.parse makes it a field, an object literal makes it the prototype: no reader agrees with the next.
    if (key === '__proto__') refuse('a key that is reserved', walk.path);
    if (BEYOND_ASCII.test(key)) checkKey(key, walk.path);
    check(inner, walk);
    walk.path.pop();
    index++;
  }
}

function checkKey(key: string, path: readonly Step[]): void {
  if (LONE_SURROGATE.test(key)) refuse('a lone surrogate in a key', path);
  if (key.normalize('NFC') !== key) refuse('a key that is not in unicode nfc', path);
}

const FIELD_NAME = /^[a-z][A-Za-z0-9]{0,39}$/;

function written(path: readonly Step[]): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return FIELD_NAME.test(step.key) ? `.${step.key}` : `.(key ${step.index + 1})`;
  });
  return `$${steps.join('')}`;
}

function refuse(why: string, path: readonly Step[]): never {
  throw new Fault('canonical-refused', `${why} at ${written(path)}`);
}

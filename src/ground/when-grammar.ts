/**
 * Reads the text of a fuzzy date (EDTF, ISO 8601-2:2019) into its parts; knows nothing of what they bound.
 * Supported: level 0 and 1 (years of four digits), and of level 2: sets [ ] and lists { }, X anywhere, parts of
 * the year 21–41, qualifiers of single parts. One value has one spelling: no spaces, upper-case X.
 * Beyond EDTF: seasons as ends of intervals and in sets ("since spring 2023"); `portableEdtf` writes them out.
 * Single dates must also please the library edtf, which defines the syntax; its tree is not used, because it
 * loses the sign of masked years and moves impossible days (2023-X2-30 becomes the 29th).
 */
import { createRequire } from 'node:module';

/** Why a text is not a date for us. Scripts and translations key on these. */
export const WHEN_REASONS = [
  'empty',
  'too-long',
  'not-edtf',
  'unsupported',
  'year-out-of-range',
  'not-in-calendar',
  'qualifier-outside',
  'interval-reversed',
] as const;
export type WhenReason = (typeof WHEN_REASONS)[number];

/** Longest text read; longer ones are refused unread. */
export const EDTF_LIMIT = 500;

/** A year, month, day or moment; digits may be X. Month and day are absent where the text stops before. */
export interface DateAtom {
  readonly kind: 'date';
  readonly negative: boolean;
  readonly year: string;
  readonly month: string | null;
  readonly day: string | null;
  readonly clock: 'minute' | 'second' | null;
  readonly approx: boolean;
  readonly uncertain: boolean;
}

/** A part of a year: 21–24 seasons, 25–28 northern, 29–32 southern, 33–36 quarters, 37–39 four months, 40–41 halves. */
export interface SeasonAtom {
  readonly kind: 'season';
  readonly year: number;
  readonly code: number;
}

export type Atom = DateAtom | SeasonAtom;
export type AtomEdge = Atom | 'open' | 'unknown';

/** From one edge to the other; a single date is a stretch whose two edges are the same atom. */
export interface Stretch {
  readonly start: AtomEdge;
  readonly end: AtomEdge;
}

/** `interval` is one extent; `oneOf` is one of its stretches, nobody knows which; `allOf` is every one of them. */
export interface Expression {
  readonly shape: 'date' | 'interval' | 'oneOf' | 'allOf';
  readonly stretches: readonly Stretch[];
}

export type Refused = { readonly ok: false; readonly reason: WhenReason };
export type ReadExpression = { readonly ok: true; readonly expression: Expression } | Refused;

const refuse = (reason: WhenReason): Refused => ({ ok: false, reason });

const QUALIFIER = '[?~%]?';
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?(?:Z|[+-]\\d\\d(?::\\d\\d)?)?';
const ATOM_FORM = new RegExp(
  `^${QUALIFIER}(-?)([0-9X]{4})${QUALIFIER}` +
    `(?:-${QUALIFIER}([0-9X]{2})${QUALIFIER}(?:-${QUALIFIER}([0-9X]{2})(?:${QUALIFIER}|(T${CLOCK})))?)?$`,
);
/** Years of more than four digits (Y12345), exponents (Y17E7) and significant digits (1950S2). */
const LONG_YEAR_FORM = /^Y-?\d{5,}$/;
const ROUNDED_YEAR_FORM = /^(?:Y-?\d+E\d+|Y?-?\d+(?:E\d+)?S\d+)$/;

/** Reads a whole text. Never throws. */
export function readExpression(text: string): ReadExpression {
  if (text === '') return refuse('empty');
  if (text.length > EDTF_LIMIT) return refuse('too-long');
  if (text.startsWith('[') || text.startsWith('{')) return readSet(text);
  const ends = text.split('/');
  if (ends.length > 2) return refuse('not-edtf');
  const [start = '', end] = ends;
  if (end !== undefined) return expressionOf('interval', [readStretch(start, end)]);
  return expressionOf('date', [readSingle(text)]);
}

/** One date: both edges are the same atom. */
function readSingle(text: string): Stretch | Refused {
  const atom = readAtom(text);
  return isRefused(atom) ? atom : { start: atom, end: atom };
}

function readSet(text: string): ReadExpression {
  const shape = text.startsWith('[') ? 'oneOf' : 'allOf';
  if (!text.endsWith(shape === 'oneOf' ? ']' : '}')) return refuse('not-edtf');
  const members = text.slice(1, -1).split(',');
  const stretches = members.map((member, position) => {
    const ends = member.split('..');
    const [start = '', end] = ends;
    if (end === undefined) return readSingle(start);
    // Only the first member may be open towards the past and only the last towards the future.
    const opensWrongly = (start === '' && position > 0) || (end === '' && position < members.length - 1);
    if (ends.length > 2 || opensWrongly || (start === '' && end === '')) return refuse('not-edtf');
    return readStretch(start || '..', end || '..');
  });
  return expressionOf(shape, stretches);
}

function expressionOf(shape: Expression['shape'], stretches: readonly (Stretch | Refused)[]): ReadExpression {
  const refused = stretches.find(isRefused);
  if (refused !== undefined) return refused;
  return { ok: true, expression: { shape, stretches: stretches as readonly Stretch[] } };
}

/** In an interval an empty end is unknown and `..` is open. */
function readStretch(startText: string, endText: string): Stretch | Refused {
  const start = readEdge(startText);
  if (isRefused(start)) return start;
  const end = readEdge(endText);
  return isRefused(end) ? end : { start, end };
}

function readEdge(text: string): AtomEdge | Refused {
  if (text === '') return 'unknown';
  return text === '..' ? 'open' : readAtom(text);
}

function isRefused(value: AtomEdge | Stretch | Refused): value is Refused {
  return typeof value === 'object' && 'ok' in value;
}

function readAtom(text: string): Atom | Refused {
  const match = ATOM_FORM.exec(text);
  if (match === null) {
    if (LONG_YEAR_FORM.test(text)) return refuse('year-out-of-range');
    return refuse(ROUNDED_YEAR_FORM.test(text) ? 'unsupported' : 'not-edtf');
  }
  const [, sign, year = '', month = null, day = null, time, seconds] = match;
  const approx = /[~%]/.test(text);
  const uncertain = /[?%]/.test(text);
  const masked = /X/.test(text);
  const negative = sign === '-';
  if (negative && year === '0000') return refuse('not-in-calendar');
  if (month !== null && day === null && /^(?:2[1-9]|3\d|4[01])$/.test(month)) {
    if (masked) return refuse('not-edtf');
    if (approx || uncertain) return refuse('qualifier-outside');
    return { kind: 'season', year: Number(sign + year), code: Number(month) };
  }
  if (masked && (approx || uncertain)) return refuse('qualifier-outside');
  const clock = time === undefined ? null : seconds === undefined ? 'minute' : 'second';
  const plain = !masked && !approx && !uncertain && clock === null;
  if (!plain && !libraryAccepts(text)) return refuse('not-edtf');
  return { kind: 'date', negative, year, month, day, clock, approx, uncertain };
}

/** Loaded at the first date that needs it: 30 ms, which a start that reads plain dates only need not pay. */
let library: typeof import('edtf') | undefined;
const require = createRequire(import.meta.url);

/** The library needs some 140 µs for a text, so that what it said is kept; imports repeat their dates. */
const verdicts = new Map<string, boolean>();
const VERDICTS_KEPT = 2_000;

function libraryAccepts(text: string): boolean {
  const known = verdicts.get(text);
  if (known !== undefined) return known;
  library ??= require('edtf') as typeof import('edtf');
  let accepted = true;
  try {
    // X3 to X9 can only be the months 03 to 09, which the library does not see.
    const spelled = text.replace(/^(-?[0-9X]{4}-)X([3-9])/, '$10$2');
    library.parse(spelled, { level: 2, seasonIntervals: false, seasonUncertainty: false });
  } catch {
    // Its only way to say no; which of its messages it chose does not matter here.
    accepted = false;
  }
  if (verdicts.size >= VERDICTS_KEPT) verdicts.clear();
  verdicts.set(text, accepted);
  return accepted;
}

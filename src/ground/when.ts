/**
 * Fuzzy dates. A source says "in the spring of 2023" or "after the war": we keep the words, an expression in
 * EDTF where the words allow one, and the widest days it bounds. We never pick a day, never fill in a default,
 * and derive the bounds again whenever asked: they are an index, the expression is what was said.
 * Syntax: EDTF (ISO 8601-2:2019) as in when-grammar.ts. Bounds: when-bounds.ts, docs/decisions/0003-edtf-bounds.md.
 */
import { Fault } from './fault.ts';
import { dayNumber, type DayInterval, type Edge } from './interval.ts';
import { boundsOfExpression, type Precision, type SeasonBasis } from './when-bounds.ts';
import { readExpression, type Expression, type Refused, type WhenReason } from './when-grammar.ts';

/** What a date is the date of. The program's own clock (recorded-at) is exact and not in this list. */
export const WHEN_ROLES = [
  'asOf',
  'statedAt',
  'publishedAt',
  'capturedAt',
  'on',
  'from',
  'to',
  'period',
  'due',
  'born',
] as const;
export type WhenRole = (typeof WHEN_ROLES)[number];

/**
 * Where the expression comes from: the words themselves; a rule applied to them ("last year"); the date of the
 * document, because the words give none; an event they name ("after the war").
 */
export const WHEN_BASES = ['explicit', 'derived', 'inherited', 'anchored'] as const;
export type WhenBasis = (typeof WHEN_BASES)[number];

/** How a date stands to the event it is told by. */
export const ANCHOR_RELATIONS = ['after', 'before', 'during', 'since'] as const;
export type AnchorRelation = (typeof ANCHOR_RELATIONS)[number];

export interface Anchor {
  /** Id of the event. */
  readonly event: string;
  readonly relation: AnchorRelation;
}

/** What an expression bounds. `min` and `max` are the hull; `members` the stretches it is made of. */
export interface Span {
  readonly edtf: string;
  /** `interval` is one extent; `oneOf` is one of its members, nobody knows which; `allOf` is all of them. */
  readonly shape: Expression['shape'];
  readonly min: Edge;
  readonly max: Edge;
  readonly members: readonly DayInterval[];
  readonly precision: Precision;
  readonly approx: boolean;
  readonly uncertain: boolean;
  readonly seasonBasis?: SeasonBasis;
}

/** A date as it is recorded. JSON-safe: strings and booleans only, absent keys instead of undefined. */
export interface When {
  /** The words as written; empty only if the date is inherited. */
  readonly words: string;
  /** Language of the words, BCP 47; `und` if unknown. */
  readonly lang: string;
  /** Null if the words allow no expression yet ("before the trial", event not dated). */
  readonly edtf: string | null;
  readonly min: Edge;
  readonly max: Edge;
  readonly precision: Precision;
  /** "about", "around": written in the expression (`2020~`) or outside it, as seasons cannot carry it inside. */
  readonly approx: boolean;
  /** The source doubts the date (`2020?`), in the expression or outside it. */
  readonly uncertain: boolean;
  readonly role: WhenRole;
  readonly basis: WhenBasis;
  readonly anchor?: Anchor;
  /** Id of the reading rule that made the expression from the words. */
  readonly rule?: string;
  readonly seasonBasis?: SeasonBasis;
  /** Zone the source's days are meant in, as it says it; days are never moved between zones. */
  readonly tz?: string;
}

export interface BoundsOptions {
  /** How seasons 21–24 are read. Default `unlocated`: read as northern, and marked as unlocated. */
  readonly hemisphere?: SeasonBasis;
}

export type ParsedWhen = ({ readonly ok: true } & Span) | Refused;

/** Reads an EDTF text and derives its bounds. Never throws. */
export function parseWhen(edtf: string, { hemisphere = 'unlocated' }: BoundsOptions = {}): ParsedWhen {
  const read = readExpression(edtf);
  if (!read.ok) return read;
  const bounds = boundsOfExpression(read.expression, hemisphere);
  if ('ok' in bounds) return bounds;
  return { ok: true, edtf, shape: read.expression.shape, ...bounds };
}

/** As `parseWhen`, for a text that was checked before. Throws `date-malformed`; the message never quotes the text. */
export function boundsOf(edtf: string, options: BoundsOptions = {}): Span {
  const parsed = parseWhen(edtf, options);
  if (!parsed.ok) throw new Fault('date-malformed', `not a supported date: ${parsed.reason}`);
  const { ok: _ok, ...span } = parsed;
  return span;
}

export function validEdtf(edtf: string): boolean {
  return parseWhen(edtf).ok;
}

/** The hull of a date as an interval of days. For one of several, ask its members instead. */
export function intervalOf({ min, max }: { readonly min: Edge; readonly max: Edge }): DayInterval {
  return { from: min, to: max };
}

const KEY_ORIGIN = 5_000_000;
const KEY_OPEN_START = '0000000';
const KEY_OPEN_END = '9999998';
const KEY_UNKNOWN = '9999999';

/**
 * A text whose byte order is the order in time: by start, then the narrower first; open starts come first;
 * an unknown start stands at its end, and a date of which nothing is known stands last.
 */
export function sortKey({ min, max }: { readonly min: Edge; readonly max: Edge }): string {
  const place = (day: string) => String(dayNumber(day) + KEY_ORIGIN).padStart(7, '0');
  const end = max === 'open' ? KEY_OPEN_END : max === 'unknown' ? KEY_UNKNOWN : place(max);
  const start = min === 'open' ? KEY_OPEN_START : min === 'unknown' ? end : place(min);
  return `${start}-${end}`;
}

/** What a recorder gives; the rest of a `When` is derived. Flags given here are added to those of the expression. */
export interface WhenInput {
  readonly words: string;
  readonly lang: string;
  readonly edtf: string | null;
  readonly role: WhenRole;
  readonly basis: WhenBasis;
  readonly approx?: boolean;
  readonly uncertain?: boolean;
  readonly anchor?: Anchor;
  readonly rule?: string;
  readonly tz?: string;
  readonly hemisphere?: SeasonBasis;
}

/** Makes the record of a date. Throws `date-malformed` if the expression is not supported or contradicts its basis. */
export function whenOf({ hemisphere, edtf, ...said }: WhenInput): When {
  const span = edtf === null ? NOTHING_KNOWN : boundsOf(edtf, hemisphere === undefined ? {} : { hemisphere });
  const when: When = {
    words: said.words,
    lang: said.lang,
    edtf,
    min: span.min,
    max: span.max,
    precision: span.precision,
    approx: span.approx || said.approx === true,
    uncertain: span.uncertain || said.uncertain === true,
    role: said.role,
    basis: said.basis,
    ...(said.anchor === undefined ? {} : { anchor: said.anchor }),
    ...(said.rule === undefined ? {} : { rule: said.rule }),
    ...(span.seasonBasis === undefined ? {} : { seasonBasis: span.seasonBasis }),
    ...(said.tz === undefined ? {} : { tz: said.tz }),
  };
  const checked = checkWhen(when);
  if (!checked.ok) throw new Fault('date-malformed', `date contradicts itself: ${checked.reason}`);
  return when;
}

type Derived = Pick<Span, 'min' | 'max' | 'precision' | 'approx' | 'uncertain' | 'seasonBasis'>;

const NOTHING_KNOWN: Derived = {
  min: 'unknown',
  max: 'unknown',
  precision: 'none',
  approx: false,
  uncertain: false,
};

export type WhenProblem = WhenReason | 'bounds-differ' | 'flag-dropped' | 'anchor-mismatch' | 'words-missing';

/**
 * Whether a recorded or imported date says what its expression says: same bounds, no qualifier dropped, an
 * anchor exactly where the basis is `anchored`, words unless inherited. Never throws.
 */
export function checkWhen(
  when: When,
): { readonly ok: true } | { readonly ok: false; readonly reason: WhenProblem } {
  const parsed =
    when.edtf === null ? null : parseWhen(when.edtf, { hemisphere: when.seasonBasis ?? 'unlocated' });
  if (parsed !== null && !parsed.ok) return parsed;
  const span: Derived = parsed ?? NOTHING_KNOWN;
  const differs =
    span.min !== when.min ||
    span.max !== when.max ||
    span.precision !== when.precision ||
    span.seasonBasis !== when.seasonBasis;
  if (differs) return { ok: false, reason: 'bounds-differ' };
  if ((span.approx && !when.approx) || (span.uncertain && !when.uncertain)) {
    return { ok: false, reason: 'flag-dropped' };
  }
  if ((when.basis === 'anchored') !== (when.anchor !== undefined))
    return { ok: false, reason: 'anchor-mismatch' };
  if (when.words === '' && when.basis !== 'inherited') return { ok: false, reason: 'words-missing' };
  return { ok: true };
}

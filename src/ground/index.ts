/** Ground: what every room stands on. Imports nothing of ours. */
export { Fault, FAULTS, isFault } from './fault.ts';
export type { FaultCode, FaultKind, FaultOptions } from './fault.ts';
export {
  canonicalForm,
  canonicalJson,
  parseCanonical,
  nonNfcPaths,
  CANONICAL_BYTES,
  CANONICAL_DEPTH,
} from './canonical.ts';
export type { CanonicalOptions, CanonicalValue } from './canonical.ts';
export {
  sha256,
  sha256Binary,
  sha256Hex,
  startSha256,
  toHex,
  fromHex,
  sameBytes,
  DIGEST_BYTES,
} from './digest.ts';
export type { RunningDigest } from './digest.ts';
export { newId, isId } from './id.ts';
export { PROGRAM } from './program.ts';
export { systemClock, fixedClock, isInstant } from './clock.ts';
export type { Clock } from './clock.ts';
export { wholeSolver } from './whole.ts';
export type { Extreme, Terms, WholeSolver } from './whole.ts';
export type { LinearProgram, LinearRow } from './simplex.ts';
export { Numbers, placesTo, sortPlaces } from './sort.ts';
export { seededRandom, xoshiro128 } from './random.ts';
export type { Random } from './random.ts';
export {
  FIRST_DAY,
  FIRST_YEAR,
  LAST_DAY,
  LAST_YEAR,
  addDays,
  before,
  contains,
  dayNumber,
  dayOfNumber,
  daysBetween,
  daysInMonth,
  formatDay,
  isCalendarDay,
  isDayInterval,
  lengthInDays,
  overlaps,
  partsOfDay,
  possiblyOverlaps,
} from './interval.ts';
export type { CalendarDay, DayInterval, DayParts, Edge } from './interval.ts';
export {
  ANCHOR_RELATIONS,
  WHEN_BASES,
  WHEN_ROLES,
  boundsOf,
  checkWhen,
  intervalOf,
  parseWhen,
  sortKey,
  validEdtf,
  whenOf,
} from './when.ts';
export type {
  Anchor,
  AnchorRelation,
  BoundsOptions,
  ParsedWhen,
  Span,
  When,
  WhenBasis,
  WhenInput,
  WhenProblem,
  WhenRole,
} from './when.ts';
export { EDTF_LIMIT, WHEN_REASONS } from './when-grammar.ts';
export type { WhenReason } from './when-grammar.ts';
export { PRECISIONS, SEASON_BASES } from './when-bounds.ts';
export type { Precision, SeasonBasis } from './when-bounds.ts';
export { THIRDS, anchored, portableEdtf, reanchored, thirdOf } from './when-derive.ts';
export type { Anchored, AnchorEvent, PartOfPeriod, Third } from './when-derive.ts';

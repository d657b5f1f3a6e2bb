/** Ground: what every room stands on. Imports nothing of ours. */
export { Fault, FAULTS, isFault } from './fault.ts';
export type { FaultCode, FaultKind, FaultOptions } from './fault.ts';
export { canonicalJson, parseCanonical, nonNfcPaths, CANONICAL_BYTES, CANONICAL_DEPTH } from './canonical.ts';
export type { CanonicalOptions, CanonicalValue } from './canonical.ts';
export { sha256, sha256Hex, startSha256, toHex, fromHex, sameBytes, DIGEST_BYTES } from './digest.ts';
export type { RunningDigest } from './digest.ts';
export { newId, isId } from './id.ts';
export { systemClock, fixedClock, isInstant } from './clock.ts';
export type { Clock } from './clock.ts';
export { seededRandom, xoshiro128 } from './random.ts';
export type { Random } from './random.ts';

/** Counting: who says how many, and who is documented by name. Bounds and estimates are not built yet. */
export { readFigure } from './figure.ts';
export type { Figure } from './figure.ts';
export { isCountingClaim, saidBy, saidKindOf } from './saidby.ts';
export type { CountingClaim, SaidBy, SaidKind, SaidLine, SaidQuestion } from './saidby.ts';
export { documented, DOCUMENTED_RULE } from './documented.ts';
export type { CountedRecord, Documented } from './documented.ts';

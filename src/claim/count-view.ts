/**
 * A view: which figures somebody takes together for the sake of the argument, read how, with which assumptions. Bounds
 * are always under a view. Signing a view says "if these are taken together", never "these are so"; the entry in the
 * ledger is the signature, and a later view with the same id takes the place of the earlier one.
 */
import { Type } from 'typebox';
import { closed, IdSchema, LineSchema, oneOf, WordsSchema } from './schema.ts';

export const CountViewSchema = closed({
  viewId: IdSchema,
  name: LineSchema,
  /** Claims of kind count. */
  accepts: Type.Array(
    closed({
      claimId: IdSchema,
      /** 0 is the nearest reading of whom the claim covers; n is the n-th of its other scopes. */
      reading: Type.Integer({ minimum: 0, maximum: 10 }),
      as: oneOf(['number', 'acknowledged']),
    }),
    { maxItems: 200 },
  ),
  assumes: Type.Array(
    Type.Union([
      closed({ kind: oneOf(['same-moment', 'all-departures', 'all-arrivals']) }),
      closed({ kind: Type.Literal('within'), inner: IdSchema, outer: IdSchema }),
      closed({ kind: Type.Literal('apart'), one: IdSchema, other: IdSchema }),
    ]),
    { maxItems: 200 },
  ),
  /** Lists of which the view says: everybody on them is one of those asked about. */
  lists: Type.Array(IdSchema, { maxItems: 200, uniqueItems: true }),
  reason: WordsSchema,
  /** The signer takes the view back; it stays in the ledger and bounds nothing from here on. */
  withdrawn: Type.Optional(Type.Literal(true)),
});
export type CountView = Type.Static<typeof CountViewSchema>;

/** Two people let a refused estimate stand, for a reason; it is printed with the figure. */
export const EstimateOverrideSchema = closed({
  overrideId: IdSchema,
  /** Hash of the overlap table it is about; another table needs another decision. */
  table: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  rules: Type.Array(Type.String({ pattern: '^R(?:[1-9]|1[0-6])$' }), { minItems: 1, uniqueItems: true }),
  by: Type.Array(LineSchema, { minItems: 2, maxItems: 10, uniqueItems: true }),
  reason: WordsSchema,
  /** Taken back: the rules refuse again. */
  withdrawn: Type.Optional(Type.Literal(true)),
});
export type EstimateOverride = Type.Static<typeof EstimateOverrideSchema>;

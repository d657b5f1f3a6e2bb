/**
 * A table of counts that left: every number with the persons it counts, so that a later table can be checked against it
 * person by person, and what was kept back with the reason. The persons stay here; only the numbers leave.
 */
import { Type } from 'typebox';
import { closed, IdSchema, LineSchema, NumberSchema, oneOf, some, WordsSchema } from './schema.ts';

/** Two people let small counts leave, because those counted are named in public with consent. */
const PublicByConsentSchema = closed({
  by: Type.Array(LineSchema, { minItems: 2, maxItems: 10, uniqueItems: true }),
  reason: WordsSchema,
});

export const CountReleaseSchema = closed({
  releaseId: IdSchema,
  name: LineSchema,
  /** What the rows, and the columns, tell apart. */
  facets: Type.Array(LineSchema, { minItems: 1, maxItems: 2, uniqueItems: true }),
  threshold: Type.Integer({ minimum: 3, maximum: 100 }),
  lines: some(
    closed({
      label: LineSchema,
      value: NumberSchema,
      /** The cells of the table that it sums, those of nobody included. */
      cells: Type.Array(LineSchema, { minItems: 1, maxItems: 100, uniqueItems: true }),
      /** The earliest record of each person counted. */
      members: Type.Array(IdSchema, { maxItems: 20_000, uniqueItems: true }),
    }),
    200,
  ),
  /** Cells of nobody: which they are does not leave. */
  empty: Type.Array(LineSchema, { maxItems: 100, uniqueItems: true }),
  keptBack: Type.Array(closed({ label: LineSchema, because: oneOf(['small', 'would-tell']) }), {
    maxItems: 200,
  }),
  publicByConsent: Type.Optional(PublicByConsentSchema),
  reason: WordsSchema,
});
export type CountRelease = Type.Static<typeof CountReleaseSchema>;

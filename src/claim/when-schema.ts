/**
 * The schema of a fuzzy date as it is recorded: exactly the shape of ground's `When`, so that what `whenOf`
 * makes can be written down. It checks the form only; that the bounds follow from the expression is checked
 * by ground's `checkWhen`, which every entry is put through before it is recorded.
 */
import { Type } from 'typebox';
import { ANCHOR_RELATIONS, PRECISIONS, SEASON_BASES, WHEN_BASES, WHEN_ROLES } from '#ground';
import { closed, IdSchema, LangSchema, oneOf, TokenSchema } from './schema.ts';

const EdgeSchema = Type.String({ pattern: '^(open|unknown|-?\\d{4}-\\d{2}-\\d{2})$' });

export const WhenSchema = closed({
  /** As written; empty only if the date is inherited. */
  words: Type.String({ maxLength: 500 }),
  lang: LangSchema,
  edtf: Type.Union([Type.String({ minLength: 1, maxLength: 500 }), Type.Null()]),
  min: EdgeSchema,
  max: EdgeSchema,
  precision: oneOf(PRECISIONS),
  approx: Type.Boolean(),
  uncertain: Type.Boolean(),
  role: oneOf(WHEN_ROLES),
  basis: oneOf(WHEN_BASES),
  anchor: Type.Optional(closed({ event: IdSchema, relation: oneOf(ANCHOR_RELATIONS) })),
  rule: Type.Optional(TokenSchema),
  seasonBasis: Type.Optional(oneOf(SEASON_BASES)),
  tz: Type.Optional(TokenSchema),
});

/**
 * Records: one row of a list, or one mention of one individual in a document, verbatim. A record is never
 * changed, merged or removed; what it says of the individual are claims with the record as subject.
 */
import { Type } from 'typebox';
import { closed, IdSchema, LineSchema, NumberSchema, TokenSchema } from './schema.ts';
import { codeOf } from './lists.ts';
import { HandlingSchema } from './handling.ts';
import { NameSchema } from './party.ts';
import { PassageSchema } from './passage.ts';

/** A cell exactly as written; an empty cell is left out. */
export const CellSchema = closed({
  column: NumberSchema,
  words: Type.String({ minLength: 1, maxLength: 20_000 }),
});

export const RecordSchema = closed({
  recordId: IdSchema,
  origin: Type.Union([
    /** `row` counts from 1 as the source counts its rows, the heading not included. */
    closed({
      kind: Type.Literal('row'),
      listId: IdSchema,
      row: Type.Integer({ minimum: 1 }),
      cells: Type.Array(CellSchema),
    }),
    closed({ kind: Type.Literal('mention'), passage: PassageSchema }),
  ]),
  names: Type.Array(NameSchema),
  handling: HandlingSchema,
});
export type SourceRecord = Type.Static<typeof RecordSchema>;

/** A list as it was taken in: which column was read as what. A column read as nothing is kept all the same. */
export const SourceListSchema = closed({
  listId: IdSchema,
  documentId: IdSchema,
  name: LineSchema,
  columns: Type.Array(
    closed({
      column: NumberSchema,
      heading: Type.String({ maxLength: 2_000 }),
      field: Type.Optional(codeOf('AT')),
    }),
  ),
  rows: NumberSchema,
  importer: closed({ name: TokenSchema, version: TokenSchema }),
  handling: HandlingSchema,
});
export type SourceList = Type.Static<typeof SourceListSchema>;

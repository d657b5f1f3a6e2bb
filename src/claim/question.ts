/**
 * Questions: what is open, and the claims that bear on it. A question is closed by a person with words, never by
 * arithmetic, and may be opened again.
 */
import { Type } from 'typebox';
import { closed, IdSchema, oneOf, WordsSchema } from './schema.ts';
import { HandlingSchema } from './handling.ts';
import { ScopeSchema } from './scope.ts';

export const QuestionSchema = closed({
  questionId: IdSchema,
  words: WordsSchema,
  scope: Type.Optional(ScopeSchema),
  claimIds: Type.Array(IdSchema, { maxItems: 10_000 }),
  state: oneOf(['open', 'closed', 'reopened']),
  /** How it was settled; needed to close. */
  closing: Type.Optional(WordsSchema),
  handling: HandlingSchema,
});
export type Question = Type.Static<typeof QuestionSchema>;

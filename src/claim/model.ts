/**
 * Models beside the rules: the choice to have one, and what was asked of it. Both are entries, so that nobody can later
 * be unsure whether a text left, to what kind of place, and what came back. No key and no answer in full stands here.
 */
import { Type } from 'typebox';
import {
  closed,
  IdSchema,
  LineSchema,
  NumberSchema,
  oneOf,
  Sha256Schema,
  TokenSchema,
  WordsSchema,
} from './schema.ts';

/** How far a text travels to a model. */
export const REACHES = ['loopback', 'private', 'remote'] as const;

/** The workspace's choice. There is no model until an owner chooses one. */
export const ModelChoiceSchema = closed({
  choice: Type.Union([
    closed({
      is: Type.Literal('on'),
      /** Address of the endpoint; it carries no name, password or query. */
      url: Type.String({ pattern: '^https?://[^\\s?#@]+$', maxLength: 500 }),
      reach: oneOf(REACHES),
      model: Type.String({ minLength: 1, maxLength: 120 }),
    }),
    closed({ is: Type.Literal('off') }),
  ]),
  reason: WordsSchema,
});
export type ModelChoice = Type.Static<typeof ModelChoiceSchema>;

const text = Type.String({ maxLength: 2_000 });

/** What was asked about one text, and what became of the answer. Its proposals stand in the reading-run of the same id. */
export const ModelAskedSchema = closed({
  runId: IdSchema,
  documentId: IdSchema,
  textSha256: Sha256Schema,
  model: LineSchema,
  reach: oneOf(REACHES),
  promptSha256: Sha256Schema,
  parameters: closed({ temperature: NumberSchema, maxTokens: NumberSchema, seed: NumberSchema }),
  milliseconds: NumberSchema,
  tokensIn: Type.Optional(NumberSchema),
  tokensOut: Type.Optional(NumberSchema),
  /** Millionths of the endpoint's unit of money, where it stated a cost. */
  costMicros: Type.Optional(NumberSchema),
  /** Stretches of the text in code points, each with the digest of what was sent. */
  chunks: Type.Array(
    closed({
      start: NumberSchema,
      end: NumberSchema,
      inputSha256: Sha256Schema,
      tries: NumberSchema,
      outcome: TokenSchema,
      http: Type.Optional(NumberSchema),
    }),
    { maxItems: 1_000 },
  ),
  /** Claims that did not pass the checks, as the model said them. */
  rejected: Type.Array(
    closed({
      chunk: NumberSchema,
      check: NumberSchema,
      why: TokenSchema,
      said: Type.String({ maxLength: 2_000 }),
    }),
    { maxItems: 500 },
  ),
  rejectedMore: NumberSchema,
  /** Proposals of the rules that the model made as well; without a difference they agree. Values as JSON. */
  compared: Type.Array(
    closed({
      proposalId: IdSchema,
      differences: Type.Array(closed({ field: TokenSchema, rules: text, model: text }), { maxItems: 20 }),
    }),
    { maxItems: 20_000 },
  ),
  instructionLike: Type.Boolean(),
});
export type ModelAsked = Type.Static<typeof ModelAskedSchema>;

/**
 * Parties: whoever speaks, holds, asks or is asked. A party may be unnamed ("a ministry, unnamed") and a text
 * may mention somebody whom nobody has registered yet; both are kept as they are. A speaker whom the text does
 * not let us settle is `unresolved`: a wrong name would be a false record.
 */
import { Type } from 'typebox';
import { closed, IdSchema, LangSchema, LineSchema, TokenSchema, WordsSchema } from './schema.ts';
import { codeOf } from './lists.ts';
import { HandlingSchema } from './handling.ts';

/** A name as written, with its script (ISO 15924) and language. Romanised forms say by which scheme. */
export const NameSchema = closed({
  words: LineSchema,
  script: Type.String({ pattern: '^[A-Z][a-z]{3}$' }),
  lang: Type.Optional(LangSchema),
  /** Parts in the order written, each with its role. */
  parts: Type.Optional(
    Type.Array(
      closed({
        role: Type.Unsafe<
          'given' | 'family' | 'father' | 'grandfather' | 'mother' | 'title' | 'particle' | 'unsorted'
        >({
          type: 'string',
          enum: ['given', 'family', 'father', 'grandfather', 'mother', 'title', 'particle', 'unsorted'],
        }),
        words: LineSchema,
      }),
    ),
  ),
  /** Romanisation scheme if this form was made by one; absent for forms that stand in the source. */
  scheme: Type.Optional(TokenSchema),
});
export type Name = Type.Static<typeof NameSchema>;

export const PartySchema = closed({
  partyId: IdSchema,
  kind: codeOf('PK'),
  /** Empty for an unnamed party, which then has words. */
  names: Type.Array(NameSchema),
  /** What the text calls it, if it has no name; also needed for kind OTHER. */
  words: Type.Optional(WordsSchema),
  /** The party it is a part or an office of. */
  partOf: Type.Optional(IdSchema),
  /** Party that carries the confidential channel: its findings are never ours to hold. */
  channel: Type.Optional(Type.Literal('icrc')),
  handling: HandlingSchema,
});
export type Party = Type.Static<typeof PartySchema>;

/** A registered party, or the words by which a text mentions one. */
export const PartyRefSchema = Type.Union([
  closed({ kind: Type.Literal('party'), partyId: IdSchema, words: Type.Optional(WordsSchema) }),
  closed({ kind: Type.Literal('mention'), words: WordsSchema }),
]);
export type PartyRef = Type.Static<typeof PartyRefSchema>;

/** Who vouches: a party or mention, the author of the text, or nobody we could settle. */
export const SpeakerSchema = Type.Union([
  ...PartyRefSchema.anyOf,
  closed({ kind: Type.Literal('author') }),
  closed({
    kind: Type.Literal('unresolved'),
    words: Type.Optional(WordsSchema),
    candidates: Type.Array(WordsSchema),
    /** Set when a person, not a program, said that it cannot be settled; needed in a recorded claim. */
    byPerson: Type.Optional(Type.Literal(true)),
  }),
]);
export type Speaker = Type.Static<typeof SpeakerSchema>;

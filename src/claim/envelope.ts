/**
 * The envelope every claim carries: who says it, over whom it came to us, on what basis, with what hedge, as of
 * when, about whom, in which quoted words, under which handling, recorded by whom. Nothing in it says whether
 * the content is so. When it was recorded is the ledger's own clock and stands in the entry.
 */
import { Type } from 'typebox';
import { closed, IdSchema, LangSchema, some, TokenSchema, WordsSchema } from './schema.ts';
import { codeOf } from './lists.ts';
import { HandlingSchema } from './handling.ts';
import { PartyRefSchema, SpeakerSchema } from './party.ts';
import { PassageSchema } from './passage.ts';
import { ScopeSchema } from './scope.ts';
import { WhenSchema } from './when-schema.ts';

/** What a claim is about: something with an id, the persons its scope means, or words not resolved yet. */
export const SubjectSchema = Type.Union([
  closed({ kind: Type.Literal('scope') }),
  closed({ kind: Type.Literal('record'), recordId: IdSchema }),
  closed({ kind: Type.Literal('party'), partyId: IdSchema }),
  closed({ kind: Type.Literal('document'), documentId: IdSchema }),
  closed({ kind: Type.Literal('event'), eventId: IdSchema }),
  closed({ kind: Type.Literal('inquiry'), inquiryId: IdSchema }),
  closed({ kind: Type.Literal('proceeding'), proceedingId: IdSchema }),
  closed({ kind: Type.Literal('words'), words: WordsSchema }),
]);
export type Subject = Type.Static<typeof SubjectSchema>;

/** How the words hold back, and the word that does it. */
export const HedgeSchema = closed({ kind: codeOf('HE'), words: Type.Optional(WordsSchema) });

export const TranslationSchema = closed({
  into: LangSchema,
  words: WordsSchema,
  by: PartyRefSchema,
  method: Type.Unsafe<'human' | 'machine' | 'machine-checked'>({
    type: 'string',
    enum: ['human', 'machine', 'machine-checked'],
  }),
});

/** Facets of a source that may be graded, each on its own; nothing is added up. */
export const SourceGradeSchema = closed({
  access: Type.Optional(codeOf('SA')),
  duress: Type.Optional(
    Type.Unsafe<'none-known' | 'presumed' | 'stated'>({
      type: 'string',
      enum: ['none-known', 'presumed', 'stated'],
    }),
  ),
  /** For import and export only. */
  admiralty: Type.Optional(closed({ source: codeOf('AG'), information: codeOf('AC') })),
});

/** The fields of every claim. */
export const ENVELOPE = {
  claimId: IdSchema,
  subject: SubjectSchema,
  speaker: SpeakerSchema,
  /** Whom it came through, from next to the speaker to the document in hand. */
  relay: Type.Array(Type.Union([...PartyRefSchema.anyOf, closed({ kind: Type.Literal('author') })])),
  capacity: codeOf('CP'),
  basis: codeOf('BA'),
  modality: codeOf('MO'),
  hedge: HedgeSchema,
  /** When the speaker said it. */
  statedAt: WhenSchema,
  /** When the content holds. */
  asOf: WhenSchema,
  scope: ScopeSchema,
  /** Other readings of the same words, kept until a person chooses; `scope` is the nearest. */
  otherScopes: Type.Optional(some(ScopeSchema, 10)),
  /** Where it stands. A claim recorded by hand from a record or a conversation may have none. */
  passages: Type.Array(PassageSchema, { maxItems: 100 }),
  language: LangSchema,
  translation: Type.Optional(TranslationSchema),
  sourceGrade: Type.Optional(SourceGradeSchema),
  /** Family of independence as a person settled it; otherwise it follows from the documents. */
  familyId: Type.Optional(IdSchema),
  handling: HandlingSchema,
  consentId: Type.Optional(IdSchema),
  /** The principal who recorded it. */
  author: IdSchema,
  /** `recorded`, or why it may not yet be relied on. */
  confirmation: codeOf('CN'),
  /** The proposal it was accepted from. */
  proposalId: Type.Optional(IdSchema),
  /** Claims without which this one could not have been made. */
  dependsOn: Type.Optional(some(IdSchema, 100)),
  /** An earlier claim of the same source that this one replaces; both stay. */
  supersedes: Type.Optional(IdSchema),
  /** A claim, question or inquiry it answers. */
  answers: Type.Optional(IdSchema),
  /** Rule that filled fields from a proposal. */
  rule: Type.Optional(TokenSchema),
  /** A remark of the person who recorded it. */
  note: Type.Optional(WordsSchema),
} as const;

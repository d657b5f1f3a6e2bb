/**
 * Documents: what a source issued, as preserved bytes with a pinned text. Knows its dates (published is not
 * captured), its language, what it reprints or quotes, where its text is damaged, and the grade of its bytes.
 * The grade is about bytes and never about whether the content is so. Origins and families: origin.ts.
 */
import { Type } from 'typebox';
import {
  BlobIdSchema,
  closed,
  IdSchema,
  InstantSchema,
  LangSchema,
  LineSchema,
  NumberSchema,
  Sha256Schema,
  TokenSchema,
  WordsSchema,
} from './schema.ts';
import { codeOf } from './lists.ts';
import { HandlingSchema } from './handling.ts';
import { PartyRefSchema } from './party.ts';
import { WhenSchema } from './when-schema.ts';

/** A stretch of the pinned text that is not as the source wrote it, in code points, end excluded. */
export const DamagedSpanSchema = closed({
  start: NumberSchema,
  end: NumberSchema,
  kind: codeOf('DQ'),
  words: Type.Optional(WordsSchema),
});
export type DamagedSpan = Type.Static<typeof DamagedSpanSchema>;

/** Preserved bytes that belong to a document. */
export const ItemSchema = closed({
  blobId: BlobIdSchema,
  sha256: Sha256Schema,
  /** Bytes. */
  size: NumberSchema,
  mediaType: Type.String({ pattern: '^[a-z0-9.+-]+/[a-z0-9.+-]+$', maxLength: 127 }),
  role: Type.Unsafe<'original' | 'page' | 'attachment' | 'metadata' | 'capture'>({
    type: 'string',
    enum: ['original', 'page', 'attachment', 'metadata', 'capture'],
  }),
});
export type DocumentItem = Type.Static<typeof ItemSchema>;

/** What a document reprints or quotes: a document we hold, or one we have not seen. */
export const RelayedFromSchema = Type.Union([
  closed({ kind: Type.Literal('document'), documentId: IdSchema }),
  closed({ kind: Type.Literal('unseen'), publisher: PartyRefSchema, published: Type.Optional(WhenSchema) }),
]);
export type RelayedFrom = Type.Static<typeof RelayedFromSchema>;

export const DocumentSchema = closed({
  documentId: IdSchema,
  kind: codeOf('DK'),
  title: Type.Optional(LineSchema),
  publisher: Type.Optional(PartyRefSchema),
  /** Absent if the document does not say. */
  published: Type.Optional(WhenSchema),
  /** When our copy was made: the program's clock, or what the supplier says. */
  capturedAt: Type.Union([InstantSchema, WhenSchema]),
  language: LangSchema,
  relayedFrom: Type.Array(RelayedFromSchema),
  grade: codeOf('EG'),
  /** A second capture was made independently of ours, for example by a public web archive. */
  independentCapture: Type.Boolean(),
  items: Type.Array(ItemSchema),
  /** The content is public already (issued to everyone); decides the default handling of its claims. */
  isPublic: Type.Boolean(),
  quality: Type.Array(closed({ kind: codeOf('DQ'), words: Type.Optional(WordsSchema) })),
  /** Name of the file as supplied, as a word of the source, not as a path. */
  suppliedAs: Type.Optional(LineSchema),
  handling: HandlingSchema,
});
export type Document = Type.Static<typeof DocumentSchema>;

/** The pinned text of a document: derived once, named by its digest, kept as a blob. */
export const PinnedTextSchema = closed({
  documentId: IdSchema,
  textSha256: Sha256Schema,
  normaliser: closed({ name: TokenSchema, version: TokenSchema }),
  blobId: BlobIdSchema,
  /** Code points. */
  length: NumberSchema,
  /** Media type or name of what the text was taken from. */
  takenFrom: Type.Optional(TokenSchema),
  damaged: Type.Array(DamagedSpanSchema),
});
export type PinnedText = Type.Static<typeof PinnedTextSchema>;

/** The damaged spans that a passage touches. */
export function damageAt(
  damaged: readonly DamagedSpan[],
  passage: { readonly start: number; readonly end: number },
): DamagedSpan[] {
  return damaged.filter((span) => span.start < passage.end && passage.start < span.end);
}

/**
 * Inquiries: a question put by us or by someone we act for, to an office and not to a person, with its clock.
 * Each step is recorded by itself. Six ways of getting no answer stay six: not sent, unreachable, no reply,
 * refused, declined by mandate, referred. No reply proves nothing but that there was no reply.
 */
import { Type } from 'typebox';
import { closed, IdSchema, some, WordsSchema } from './schema.ts';
import { codeOf, list } from './lists.ts';
import { HandlingSchema } from './handling.ts';
import { PartyRefSchema } from './party.ts';
import { WhenSchema } from './when-schema.ts';

export const InquirySchema = closed({
  inquiryId: IdSchema,
  asker: PartyRefSchema,
  addressee: PartyRefSchema,
  question: WordsSchema,
  /** Whom it is about, if that is one or several records. */
  recordIds: Type.Optional(some(IdSchema, 1000)),
  channel: Type.Optional(WordsSchema),
  sent: Type.Optional(WhenSchema),
  due: Type.Optional(WhenSchema),
  reminders: Type.Array(WhenSchema, { maxItems: 1000 }),
  outcome: codeOf('IQ'),
  /** As of when the outcome holds; needed for every outcome but NOTSENT and SENT. */
  outcomeAsOf: Type.Optional(WhenSchema),
  attempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  /** Documents that show the sending, the receipt or the answer. */
  evidence: Type.Array(IdSchema, { maxItems: 1000 }),
  /** The inquiry from which this one was referred. */
  referredFrom: Type.Optional(IdSchema),
  handling: HandlingSchema,
});
export type Inquiry = Type.Static<typeof InquirySchema>;

/** The six kinds of silence that a report keeps apart, in the order shown, and answers. */
export const SILENCES = [
  'unreachable',
  'no-response',
  'refused',
  'declined-by-mandate',
  'referred',
  'not-asked',
  'answered',
  'open',
] as const;
export type SilenceKind = (typeof SILENCES)[number];

/** Under which heading of the silence report an outcome is counted. Unlisted codes (OTHER, UNK …) are `open`. */
export function silenceKindOf(outcome: string): SilenceKind {
  return (list('IQ').get(outcome)?.maps['silence'] ?? 'open') as SilenceKind;
}

/**
 * Events: a happening to which several claims refer, and anchors: public events by which sources tell dates
 * ("after the war"). An event holds no values of its own; an anchor's dates have a source and may be corrected
 * by a later anchor of the same id.
 */
import { Type } from 'typebox';
import type { AnchorEvent } from '#ground';
import { closed, IdSchema, LineSchema, some, WordsSchema } from './schema.ts';
import { codeOf } from './lists.ts';
import { HandlingSchema } from './handling.ts';
import { PassageSchema } from './passage.ts';

export const EventSchema = closed({
  eventId: IdSchema,
  event: codeOf('EV'),
  claimIds: some(IdSchema),
  words: Type.Optional(WordsSchema),
  handling: HandlingSchema,
});
export type Event = Type.Static<typeof EventSchema>;

const EdtfSchema = Type.Union([Type.String({ minLength: 1, maxLength: 100 }), Type.Null()]);

export const AnchorSchema = closed({
  anchorId: IdSchema,
  /** What the event is called by those who date by it. */
  names: some(LineSchema, 50),
  /** EDTF, null if not known. */
  start: EdtfSchema,
  /** EDTF, null if not known, `..` if it goes on. */
  end: EdtfSchema,
  /** Where the dates come from. */
  source: WordsSchema,
  passages: Type.Array(PassageSchema, { maxItems: 20 }),
});
export type AnchorRecord = Type.Static<typeof AnchorSchema>;

/** The anchor in the form ground's date functions take. */
export function anchorEvent(anchor: AnchorRecord): AnchorEvent {
  return { id: anchor.anchorId, start: anchor.start, end: anchor.end };
}

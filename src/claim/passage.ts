/**
 * Passages: quoted words with their place in the pinned text of a document, after the W3C Web Annotation
 * selectors. Places are Unicode code points from 0, end excluded, in logical order; never UTF-16 units, so that
 * an emoji or a right-to-left script moves nothing. The text is named by its digest: a passage is valid for
 * that text alone, and it is never moved silently.
 */
import { Type } from 'typebox';
import { Fault } from '#ground';
import { closed, IdSchema, NumberSchema, Sha256Schema } from './schema.ts';

/** Longest quote, in code points. */
export const QUOTE_LIMIT = 400;
/** Length of the words kept before and after a quote, in code points. */
export const CONTEXT_LENGTH = 32;

export const PassageSchema = closed({
  documentId: IdSchema,
  /** SHA-256 of the UTF-8 bytes of the pinned text. */
  textSha256: Sha256Schema,
  start: NumberSchema,
  /** Excluded. */
  end: NumberSchema,
  exact: Type.String({ minLength: 1, maxLength: 4 * QUOTE_LIMIT }),
  prefix: Type.String({ maxLength: 4 * CONTEXT_LENGTH }),
  suffix: Type.String({ maxLength: 4 * CONTEXT_LENGTH }),
});
export type Passage = Type.Static<typeof PassageSchema>;

/** Length of a text in code points. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Cuts [start, end) of a text, in code points. */
export function cut(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join('');
}

/** What stands at the place of a passage. */
export type PassageCheck =
  { readonly ok: true } | { readonly ok: false; readonly reason: 'range-wrong' | 'words-differ' };

/** Whether the quoted words stand in the text exactly where the passage says. Does not check the digest. */
export function checkPassage(text: string, passage: Pick<Passage, 'start' | 'end' | 'exact'>): PassageCheck {
  if (passage.end <= passage.start || codePoints(passage.exact) !== passage.end - passage.start)
    return { ok: false, reason: 'range-wrong' };
  return cut(text, passage.start, passage.end) === passage.exact
    ? { ok: true }
    : { ok: false, reason: 'words-differ' };
}

/** Makes the passage of [start, end) of a text with its context. Throws Fault('passage-moved') when the range is not in the text. */
export function passageAt(
  source: { readonly documentId: string; readonly textSha256: string; readonly points: readonly string[] },
  start: number,
  end: number,
): Passage {
  const { documentId, textSha256, points } = source;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start || end > points.length)
    throw new Fault('passage-moved', `there is no passage at ${start}..${end}`);
  return {
    documentId,
    textSha256,
    start,
    end,
    exact: points.slice(start, end).join(''),
    prefix: points.slice(Math.max(0, start - CONTEXT_LENGTH), start).join(''),
    suffix: points.slice(end, end + CONTEXT_LENGTH).join(''),
  };
}

/** All places where a quote stands in a text, as starts in code points. Overlapping places count. */
export function placesOf(text: string, quote: string): number[] {
  if (quote === '') return [];
  const places: number[] = [];
  let counted = 0;
  let point = 0;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    point += codePoints(text.slice(counted, at));
    counted = at;
    places.push(point);
  }
  return places;
}

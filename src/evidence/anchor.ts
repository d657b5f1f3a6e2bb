/**
 * Passages: quoted words with their place in a pinned text. W3C Web Annotation selectors, both at
 * once: TextQuote (exact, prefix, suffix) and TextPosition (start, end in code points, end exclusive,
 * logical order). A passage that is not where it says is found again by its words and flagged, never
 * moved in silence and never guessed among equals.
 */
import { Fault } from '#ground';
import type { TextIndex } from './codepoints.ts';
import { indexOf, type PinnedText } from './pinned.ts';

/** Code points of context on either side. */
export const CONTEXT = 32;
/** More places of one quote are not listed. */
const MATCH_CAP = 1_000;

export interface Passage {
  /** Digest of the pinned text the positions belong to. */
  readonly textSha256: string;
  readonly exact: string;
  /** Up to 32 code points before and after; shorter only at the ends of the text. */
  readonly prefix: string;
  readonly suffix: string;
  /** Code points; start inclusive from 0, end exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

export type Resolved =
  | {
      readonly ok: true;
      readonly start: number;
      readonly end: number;
      /** The words stand elsewhere than the passage says. */
      readonly moved: boolean;
      /** The passage was made against another text: show the flag even when nothing moved. */
      readonly textChanged: boolean;
      /** Prefix and suffix are as they were. */
      readonly contextKept: boolean;
      /** Places where the exact words stand. */
      readonly matches: number;
    }
  | { readonly ok: false; readonly reason: 'not-found' }
  | {
      readonly ok: false;
      readonly reason: 'ambiguous';
      readonly matches: number;
      readonly places: readonly Place[];
    };

function passageAt(index: TextIndex, textSha256: string, place: Place): Passage {
  const { start, end } = place;
  return {
    textSha256,
    exact: index.slice(start, end),
    prefix: index.slice(Math.max(0, start - CONTEXT), start),
    suffix: index.slice(end, Math.min(index.length, end + CONTEXT)),
    start,
    end,
  };
}

/**
 * Makes the passage from `start` up to `end` (code points) of a pinned text.
 * Throws `passage-moved` when the positions are not whole numbers inside the text or the passage is empty.
 */
export function anchor(pinned: PinnedText, start: number, end: number): Passage {
  const index = indexOf(pinned);
  const isInside =
    Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && end <= index.length;
  if (!isInside || start >= end) {
    throw new Fault(
      'passage-moved',
      `positions ${start} to ${end} are not a passage of a text of ${index.length} code points`,
    );
  }
  return passageAt(index, pinned.textSha256, { start, end });
}

/** Every place of the quoted words, as code points; overlapping ones too. */
function placesOf(index: TextIndex, exact: string): Place[] {
  const places: Place[] = [];
  for (
    let at = index.text.indexOf(exact);
    at >= 0 && places.length < MATCH_CAP;
    at = index.text.indexOf(exact, at + 1)
  ) {
    const start = index.toCodePoints(at);
    places.push({ start, end: index.toCodePoints(at + exact.length) });
  }
  return places;
}

/** Length in units of what two strings share at their ends (suffix) or starts (prefix). */
function shared(one: string, other: string, fromEnd: boolean): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most) {
    const a = fromEnd ? one.charCodeAt(one.length - 1 - length) : one.charCodeAt(length);
    const b = fromEnd ? other.charCodeAt(other.length - 1 - length) : other.charCodeAt(length);
    if (a !== b) break;
    length += 1;
  }
  return length;
}

function contextScore(index: TextIndex, passage: Passage, place: Place): number {
  const here = passageAt(index, '', place);
  return shared(passage.prefix, here.prefix, true) + shared(passage.suffix, here.suffix, false);
}

/**
 * Finds a passage in a pinned text.
 * With the same text and the words in place: `moved` false. Otherwise the words are searched; one place, or one
 * whose context fits clearly best, is returned with its flags. Equals are returned as `ambiguous`, all of them.
 */
export function resolve(passage: Passage, pinned: PinnedText): Resolved {
  const index = indexOf(pinned);
  const { start, end } = passage;
  if (passage.exact === '') return { ok: false, reason: 'not-found' };
  const textChanged = passage.textSha256 !== pinned.textSha256;
  const isInside = start >= 0 && start < end && end <= index.length;
  if (!textChanged && isInside && index.slice(start, end) === passage.exact) {
    // The text is the same to the byte, so the context is whatever stands there.
    const full = passage.prefix.length + passage.suffix.length;
    const contextKept = contextScore(index, passage, { start, end }) === full;
    return { ok: true, start, end, moved: false, textChanged, contextKept, matches: 1 };
  }
  return reanchor(index, passage, textChanged);
}

function reanchor(index: TextIndex, passage: Passage, textChanged: boolean): Resolved {
  const places = placesOf(index, passage.exact);
  if (places.length === 0) return { ok: false, reason: 'not-found' };
  const full = passage.prefix.length + passage.suffix.length;
  const scored = places.map((place) => ({ place, score: contextScore(index, passage, place) }));
  const best = Math.max(...scored.map((candidate) => candidate.score));
  const winners = scored.filter((candidate) => candidate.score === best);
  const [winner] = winners;
  if (winner === undefined || winners.length > 1) {
    return {
      ok: false,
      reason: 'ambiguous',
      matches: places.length,
      places: winners.map(({ place }) => place),
    };
  }
  const { start, end } = winner.place;
  const moved = start !== passage.start || end !== passage.end;
  return { ok: true, start, end, moved, textChanged, contextKept: best === full, matches: places.length };
}

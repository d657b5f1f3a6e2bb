/**
 * Pinned text: the characters that passages point into, fixed for ever by their digest.
 * `habeas-text/1` changes line ends only (CRLF and lone CR become LF). It does not compose, fold,
 * trim or drop: bidirectional and zero-width controls stay, because a quote must be what was written.
 */
import { sha256Hex } from '#ground';
import { indexText, type TextIndex } from './codepoints.ts';
import { findDamage, type Damage } from './damage.ts';

export const NORMALISER = 'habeas-text/1';

export interface PinnedText {
  readonly text: string;
  readonly normaliser: typeof NORMALISER;
  /** SHA-256 of the text in UTF-8, 64 lower-case hex digits. */
  readonly textSha256: string;
  readonly lengthCodePoints: number;
  /** Spans that were lost or spoiled before the text reached us, in code points, by start. */
  readonly damaged: readonly Damage[];
}

/** CRLF and lone CR to LF. Running it again changes nothing. */
export function normaliseNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

const indexes = new WeakMap<PinnedText, TextIndex>();

/** The position index of a pinned text, built once for each. */
export function indexOf(pinned: PinnedText): TextIndex {
  let index = indexes.get(pinned);
  if (index === undefined) {
    index = indexText(pinned.text);
    indexes.set(pinned, index);
  }
  return index;
}

/**
 * Pins a text and marks its damage; `known` is damage that only its source could tell, in code points of a text without
 * CR. Never throws; the text must hold no lone surrogate (see `preservePasted`).
 */
export function pin(text: string, known: readonly Damage[] = []): PinnedText {
  const clean = normaliseNewlines(text);
  const index = indexText(clean);
  const pinned: PinnedText = {
    text: clean,
    normaliser: NORMALISER,
    textSha256: sha256Hex(clean),
    lengthCodePoints: index.length,
    damaged: [...findDamage(clean, index), ...known].sort((a, b) => a.start - b.start || a.end - b.end),
  };
  indexes.set(pinned, index);
  return pinned;
}

/**
 * How damaged words may have read: a reading aid beside the text as it came. It undoes a wrong character set where the
 * bytes say plainly which one it was, and joins words and lines that were torn apart. What it cannot read it leaves.
 * Nothing of it is recorded, quoted or counted; passages always point into the text as it came.
 */

/** The character sets that UTF-8 is most often taken for. */
const TAKEN_FOR = ['windows-1252', 'windows-1251'] as const;

/**
 * Bytes 0x80 to 0x9f of windows-1252 (WHATWG). Several Node versions decode them as control characters where browsers do
 * not: the page as sent and the page as drawn would differ.
 */
const HIGH_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** From a character to the byte it was read from, for each character set. */
const BYTES = TAKEN_FOR.map((name) => {
  const letters = [...new TextDecoder(name).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))];
  if (name === 'windows-1252') letters.splice(0x80, HIGH_1252.length, ...HIGH_1252);
  return new Map(letters.map((letter, byte) => [letter, byte]));
});

const RUN = /[^\p{ASCII}]+/gu;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A run of letters as the bytes behind it read in UTF-8, or null where they do not. */
function asUtf8(run: string): string | null {
  for (const bytes of BYTES) {
    const found = [...run].map((letter) => bytes.get(letter) ?? -1);
    if (found.includes(-1)) continue;
    try {
      const read = utf8.decode(Uint8Array.from(found));
      if ([...read].length < [...run].length) return read;
    } catch {
      // These bytes are no UTF-8: the run was something else, and stays.
    }
  }
  return null;
}

/** A quotation mark whose last byte has no character was cut on the way; its beginning still says what it was. */
const CUT_MARK = /\u00e2\u20ac(?=$|[\s.,;:!?)])/gu;

/** The words as they may have been written. */
export function cleaned(words: string): string {
  return words
    .replaceAll(RUN, (run) => asUtf8(run) ?? run)
    .replaceAll(CUT_MARK, '”')
    .replaceAll(/(\p{L})-\n(\p{Ll})/gu, '$1$2')
    .replaceAll(/\s*\n\s*/g, ' ');
}

export interface CleanedLine {
  /** The damaged lines, exactly as they came. */
  readonly original: string;
  /** The same as it may have been; null where the program has no reading to offer. */
  readonly cleaned: string | null;
  readonly why: string;
}

interface Damaged {
  readonly start: number;
  readonly end: number;
  readonly why: string;
}

/** Most lines that are laid side by side; a text ruined throughout is read in the original. */
const MOST = 60;

/** The lines of a text that are damaged, each once, with a reading beside. Places are Unicode code points. */
export function cleanedLines(text: string, damaged: readonly Damaged[]): readonly CleanedLine[] {
  const points = [...text];
  const seen = new Map<string, CleanedLine>();
  for (const { start, end, why } of damaged) {
    if (seen.size >= MOST) break;
    const from = points.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
    const stop = points.indexOf('\n', Math.max(start, end - 1));
    const to = stop === -1 ? points.length : Math.max(stop, end);
    const original = points
      .slice(start === 0 ? 0 : from, to)
      .join('')
      .trimEnd();
    const read = cleaned(original);
    const key = `${from}-${to}`;
    const before = seen.get(key);
    seen.set(key, {
      original,
      cleaned: read === original ? null : read,
      why: before && before.why !== why ? `${before.why} ${why}` : why,
    });
  }
  return [...seen.values()];
}

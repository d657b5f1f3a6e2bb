/**
 * Finds spans of a text that were lost or spoiled before it reached us: bad decoding, sentences cut
 * off, paragraphs twice, lines broken inside a sentence. It marks and explains; it never mends, and it
 * would rather miss a spot than accuse a sound one. It knows characters and a few closed-class words.
 */
import type { TextIndex } from './codepoints.ts';
import { DANGLING_WORDS } from './dangling.ts';

export type DamageKind =
  | 'replacement-character'
  | 'control-character'
  | 'private-use'
  | 'mojibake'
  | 'cut-off'
  | 'no-sentence-end'
  | 'duplicate-paragraph'
  | 'broken-line'
  | 'uncertain-word';

/** Codes of the controlled list DQ (quality of a document) that this room can find. */
export type Quality = 'truncated' | 'broken-line' | 'duplicate' | 'ocr' | 'OTHER';

/** One spoiled span, in code points of the pinned text. */
export interface Damage {
  readonly start: number;
  readonly end: number;
  readonly kind: DamageKind;
  /** The same as a code of the controlled list DQ. */
  readonly quality: Quality;
  /** One sentence for the reader. */
  readonly why: string;
}

const WHY: Readonly<Record<DamageKind, string>> = {
  'replacement-character': 'Characters were lost here: the bytes could not be decoded.',
  'control-character': 'A control character stands here; the text may have been decoded wrongly.',
  'private-use': 'Characters here have a meaning only in the font they were set in.',
  mojibake: 'This looks like text decoded with the wrong character set.',
  'cut-off': 'The paragraph stops in the middle of a sentence; words are missing after this.',
  'no-sentence-end': 'The last sentence of the paragraph has no end mark; words may be missing after it.',
  'duplicate-paragraph': 'This paragraph appeared above in the same words.',
  'broken-line': 'A line break stands inside a sentence; words may be missing or two lines torn apart.',
  'uncertain-word': 'Read by machine from a picture, and not certain. Compare it with the page.',
};

const QUALITY: Readonly<Partial<Record<DamageKind, Quality>>> = {
  'cut-off': 'truncated',
  'no-sentence-end': 'truncated',
  'duplicate-paragraph': 'duplicate',
  'broken-line': 'broken-line',
  'uncertain-word': 'ocr',
};

/** More spans of one kind say nothing new; the rest of a ruined text is not listed. */
const PER_KIND = 500;

// Second halves: what UTF-8 continuation bytes become in windows-1252 and windows-1251.
const AFTER_1252 =
  '[\\u0080-\\u00bf\\u20ac\\u201a\\u0192\\u201e-\\u2026\\u2020\\u2021\\u02c6\\u2030\\u0160\\u2039\\u0152\\u017d\\u2018-\\u201d\\u2022\\u2013\\u2014\\u02dc\\u2122\\u0161\\u203a\\u0153\\u017e\\u0178]';
const AFTER_1251 =
  '[\\u0080-\\u00bf\\u0402-\\u040f\\u0452-\\u045f\\u0451\\u0490\\u0491\\u2013\\u2014\\u2018-\\u201e\\u2020-\\u2022\\u2026\\u2030\\u2039\\u203a\\u20ac\\u2116\\u2122]';
const SPOTS: readonly (readonly [DamageKind, RegExp])[] = [
  ['replacement-character', /\ufffd+/g],
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  ['control-character', /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f]+/g],
  ['private-use', /[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]+/gu],
  [
    'mojibake',
    new RegExp(
      `(?:\\u00c3${AFTER_1252})+|\\u00c2[\\u00a1-\\u00bf]|\\u00e2\\u20ac[\\u2122\\u0153\\u009d\\u201c\\u201d\\u00a6\\u0093\\u0094\\u02dc]|(?:[\\u00d0\\u00d1\\u00d8\\u00d9\\u00d4-\\u00d6]${AFTER_1252}){2,}|(?:[\\u0420\\u0421]${AFTER_1251}){3,}`,
      'g',
    ),
  ],
];

interface Paragraph {
  /** UTF-16 offsets; the end is after the last visible character. */
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** Stretches between blank lines or page breaks, trimmed. Linear in the text. */
function paragraphsOf(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let start = -1;
  let end = 0;
  const close = (): void => {
    if (start >= 0) found.push({ start, end, words: text.slice(start, end) });
    start = -1;
  };
  for (let at = 0; at <= text.length;) {
    const next = text.indexOf('\n', at);
    const stop = next < 0 ? text.length : next;
    const line = text.slice(at, stop);
    const body = line.trim();
    if (body === '') close();
    else {
      const from = at + line.indexOf(body);
      if (start < 0) start = from;
      end = from + body.length;
    }
    if (next < 0) break;
    at = next + 1;
  }
  close();
  return found;
}

const LAST_WORD = /(?<![\p{L}\p{M}'’-])([\p{L}\p{M}'’]+)$/u;
const SENTENCE_INSIDE = /[\p{Ll}\p{Lo})\]"”»][.!?։؟۔][")\]”»]?\s+\S/u;

/** Headings and rows of lists have no end mark by habit. */
const LIST_ROW = /^(?:[#•·*–—-]|\p{N}+[.)])\s?/u;

/** Where the last sentence of a paragraph starts to be incomplete: its last words, for the eye. */
function endDamage(
  paragraph: Paragraph,
  next: Paragraph | undefined,
): { kind: DamageKind; start: number } | null {
  // Nearly every paragraph ends on a mark; look no further then.
  if (!/[\p{L}\p{M}]$/u.test(paragraph.words.slice(-2))) return null;
  const tail = paragraph.words.slice(-64);
  const last = LAST_WORD.exec(tail)?.[1];
  if (last === undefined || paragraph.words.length < 24) return null;
  const start = paragraph.end - last.length;
  const isLong = (paragraph.words.match(/\s+/g)?.length ?? 0) >= 4;
  if (isLong && DANGLING_WORDS.has(last.toLowerCase()) && !startsSmall(next))
    return { kind: 'cut-off', start };
  const lastLine = paragraph.words.slice(paragraph.words.lastIndexOf('\n') + 1);
  const isRow = LIST_ROW.test(lastLine);
  if (!isRow && paragraph.words.length >= 60 && SENTENCE_INSIDE.test(paragraph.words) && !startsSmall(next)) {
    return { kind: 'no-sentence-end', start };
  }
  return null;
}

function startsSmall(paragraph: Paragraph | undefined): boolean {
  return paragraph !== undefined && /^\p{Ll}\p{L}/u.test(paragraph.words);
}

/** A paragraph that stops without an end mark and goes on in small letters after the blank line. */
function tornPair(paragraph: Paragraph, next: Paragraph | undefined): boolean {
  if (next === undefined || !startsSmall(next)) return false;
  const isProse =
    (paragraph.words.match(/\s+/g)?.length ?? 0) >= 4 && (next.words.match(/\s+/g)?.length ?? 0) >= 2;
  return isProse && /[\p{Ll}\p{Lo},]$/u.test(paragraph.words) && !/^[a-z][.)]/.test(next.words);
}

/** Broken lines inside paragraphs, unless the whole text is set in fixed-width lines. */
function brokenLines(text: string): number[] {
  const breaks: number[] = [];
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    if (text.charAt(at + 1) === '\n' || at === 0 || text.charAt(at - 1) === '\n') continue;
    lines += 1;
    const isInside =
      /[\p{Ll},-]$/u.test(text.slice(Math.max(0, at - 2), at)) &&
      /^\p{Ll}\p{L}/u.test(text.slice(at + 1, at + 5));
    const isProse = / \p{L}+ \p{L}+[^\n]*$/u.test(text.slice(Math.max(0, at - 60), at));
    if (isInside && isProse) breaks.push(at);
  }
  // A wrapped text breaks inside sentences all the time: that is its setting, not damage.
  return breaks.length <= Math.max(1, lines * 0.1) ? breaks : [];
}

function duplicates(paragraphs: readonly Paragraph[]): Paragraph[] {
  const seen = new Set<string>();
  return paragraphs.filter((paragraph) => {
    if (paragraph.words.length < 40) return false;
    const { words } = paragraph;
    const key = /\n|\t| {2}/.test(words) ? words.replace(/\s+/g, ' ') : words;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

/** A span that was read from a picture and is not certain. */
export function uncertainSpan(start: number, end: number): Damage {
  return { start, end, kind: 'uncertain-word', quality: 'ocr', why: WHY['uncertain-word'] };
}

/** All damage of a text, by start. `index` is the text's own. Never throws. */
export function findDamage(text: string, index: TextIndex): Damage[] {
  const found: Damage[] = [];
  const tally = new Map<DamageKind, number>();
  const mark = (kind: DamageKind, from: number, to: number): void => {
    const count = (tally.get(kind) ?? 0) + 1;
    tally.set(kind, count);
    if (count > PER_KIND) return;
    found.push({
      start: index.toCodePoints(from),
      end: index.toCodePoints(to),
      kind,
      quality: QUALITY[kind] ?? 'OTHER',
      why: WHY[kind],
    });
  };
  for (const [kind, pattern] of SPOTS) {
    for (const hit of text.matchAll(pattern)) mark(kind, hit.index, hit.index + hit[0].length);
  }
  const paragraphs = paragraphsOf(text);
  for (const [n, paragraph] of paragraphs.entries()) {
    const next = paragraphs[n + 1];
    const end = endDamage(paragraph, next);
    if (end !== null) mark(end.kind, end.start, paragraph.end);
    if (next !== undefined && tornPair(paragraph, next)) mark('broken-line', paragraph.end, next.start);
  }
  for (const at of brokenLines(text)) mark('broken-line', at, at + 1);
  for (const paragraph of duplicates(paragraphs)) mark('duplicate-paragraph', paragraph.start, paragraph.end);
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

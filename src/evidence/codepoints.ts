/**
 * Code points against UTF-16 units. Passages count code points (W3C annotation model), JavaScript
 * strings count units; one index per text makes either conversion cheap. Texts without astral
 * characters, nearly all, need no table.
 */

const STEP = 1024;

/** Number of code points in `text`. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    if (isPair(text, at)) {
      length -= 1;
      at += 1;
    }
  }
  return length;
}

function isPair(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first < 0xd800 || first > 0xdbff) return false;
  const second = text.charCodeAt(at + 1);
  return second >= 0xdc00 && second <= 0xdfff;
}

/** Positions of one text, built once in linear time. */
export interface TextIndex {
  readonly text: string;
  /** Code points. */
  readonly length: number;
  /** UTF-16 offset of a code point position, 0 ≤ position ≤ length. */
  toUnits(position: number): number;
  /** Code point position of a UTF-16 offset; an offset inside a pair counts as the pair's start. */
  toCodePoints(offset: number): number;
  /** The characters from `start` up to `end`, in code points. */
  slice(start: number, end: number): string;
}

/** Builds the index of a text. A lone surrogate counts as one code point. */
export function indexText(text: string): TextIndex {
  const marks: number[] = [];
  let points = 0;
  let hasPairs = false;
  for (let at = 0; at < text.length; at += 1, points += 1) {
    if (points % STEP === 0) marks.push(at);
    if (isPair(text, at)) {
      hasPairs = true;
      at += 1;
    }
  }
  const length = points;
  const table = hasPairs ? Uint32Array.from(marks) : null;
  const toUnits = (position: number): number => {
    if (table === null) return position;
    let offset = table[Math.floor(position / STEP)] ?? text.length;
    if (position % STEP === 0) return offset;
    for (let left = position % STEP; left > 0; left -= 1) offset += isPair(text, offset) ? 2 : 1;
    return offset;
  };
  return {
    text,
    length,
    toUnits,
    toCodePoints: (offset) => (table === null ? offset : countTo(text, table, offset)),
    slice: (start, end) => text.slice(toUnits(start), toUnits(end)),
  };
}

function countTo(text: string, table: Uint32Array, offset: number): number {
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((table[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  let points = low * STEP;
  for (let at = table[low] ?? 0; at < offset; points += 1) {
    at += isPair(text, at) ? 2 : 1;
    if (at > offset) return points;
  }
  return points;
}

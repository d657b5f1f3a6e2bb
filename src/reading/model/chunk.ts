/**
 * Cuts a document into what one question can hold: the whole where it fits, otherwise runs of paragraphs with the two
 * before them as context. Claims are wanted from the run only. Positions are UTF-16 units of the body.
 */
import type { Span } from '../segment.ts';

export interface Chunk extends Span {
  readonly text: string;
  /** The two paragraphs before, for pronouns and continuing speakers; empty at the start. */
  readonly context: string;
}

/** Longest context in units, cut at its front. */
const CONTEXT = 2_000;

/** Lines are paragraphs, as in the rest of the reader; a line that is too long is cut at a sentence or a space. */
function paragraphsOf(body: string, most: number): Span[] {
  const spans: Span[] = [];
  for (const line of body.matchAll(/[^\n]+/g)) {
    if (line[0].trim() === '') continue;
    let start = line.index;
    const end = start + line[0].length;
    while (end - start > most) {
      const cut = cutBefore(body, start, start + most);
      spans.push({ start, end: cut });
      start = cut;
    }
    spans.push({ start, end });
  }
  return spans;
}

function cutBefore(body: string, start: number, limit: number): number {
  const piece = body.slice(start, limit);
  const sentence = Math.max(...['. ', '! ', '? ', '։ ', '؟ '].map((mark) => piece.lastIndexOf(mark)));
  const at = sentence > piece.length / 2 ? sentence + 2 : piece.lastIndexOf(' ') + 1;
  const cut = start + (at > piece.length / 2 ? at : piece.length);
  // Never between the halves of a pair.
  return /[\udc00-\udfff]/.test(body[cut] ?? '') ? cut - 1 : cut;
}

/** Chunks of at most `most` units, in order, covering every paragraph once. */
export function chunksOf(body: string, most: number): Chunk[] {
  const paragraphs = paragraphsOf(body, most);
  const chunks: Chunk[] = [];
  for (let from = 0; from < paragraphs.length;) {
    const start = paragraphs[from]?.start ?? 0;
    let to = from;
    while (to + 1 < paragraphs.length && (paragraphs[to + 1]?.end ?? 0) - start <= most) to += 1;
    const end = paragraphs[to]?.end ?? body.length;
    const before = paragraphs[Math.max(0, from - 2)];
    const context = from === 0 || !before ? '' : body.slice(before.start, start).trim().slice(-CONTEXT);
    chunks.push({ start, end, text: body.slice(start, end), context: wellFormed(context) });
    from = to + 1;
  }
  return chunks;
}

/** A cut at the front may leave half of a pair. */
function wellFormed(text: string): string {
  return /^[\udc00-\udfff]/.test(text) ? text.slice(1) : text;
}

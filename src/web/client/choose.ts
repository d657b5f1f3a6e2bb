/**
 * Choosing words of a text by keyboard: a caret that steps from word to word and a stretch that grows with Shift. It
 * counts Unicode code points, as passages do, and knows nothing of the page.
 */

/** A stretch of a text, end excluded. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Words of a text with their places in code points; what separates words belongs to none. */
export function wordsIn(text: string, language: string | null): readonly Stretch[] {
  const segmenter = new Intl.Segmenter(language ?? undefined, { granularity: 'word' });
  const words: Stretch[] = [];
  let at = 0;
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const end = at + [...segment].length;
    if (isWordLike === true) words.push({ start: at, end });
    at = end;
  }
  return words;
}

/** Words chosen: from the one where choosing began to the one it has come to. */
export interface Choice {
  readonly from: number;
  readonly to: number;
}

/** The word that begins at or after a place. */
export function wordAt(words: readonly Stretch[], place: number): number {
  const found = words.findIndex(({ end }) => end > place);
  return found === -1 ? Math.max(0, words.length - 1) : found;
}

export function stretchOf(words: readonly Stretch[], { from, to }: Choice): Stretch | null {
  const first = words[Math.min(from, to)];
  const last = words[Math.max(from, to)];
  return first && last ? { start: first.start, end: last.end } : null;
}

/** Steps of a line up or down, in words; near enough to a line of the column. */
const LINE = 9;

/** Where a key takes the choice; null for a key that does not move it. Shift keeps where it began. */
export function moved(
  { from, to }: Choice,
  key: { readonly name: string; readonly shift: boolean },
  { count, isRightToLeft }: { readonly count: number; readonly isRightToLeft: boolean },
): Choice | null {
  const onward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = isRightToLeft ? 'ArrowRight' : 'ArrowLeft';
  const steps: Readonly<Record<string, number>> = {
    [onward]: 1,
    [back]: -1,
    ArrowDown: LINE,
    ArrowUp: -LINE,
    Home: -count,
    End: count,
  };
  const step = steps[key.name];
  if (step === undefined || count === 0) return null;
  const next = Math.min(count - 1, Math.max(0, to + step));
  return { from: key.shift ? from : next, to: next };
}

/** The words of a stretch, as they stand in the text. */
export function quoteOf(text: string, { start, end }: Stretch): string {
  return [...text].slice(start, end).join('');
}

/**
 * What Tesseract says of one page (its TSV), as text with a place, a box and a confidence for every word. Lines and
 * paragraphs are those it found. It mends nothing and drops nothing: an uncertain word stays and is marked.
 */

/** A word of a page that was read from a picture. */
export interface SeenWord {
  /** Code points of the page's text, half-open. */
  readonly start: number;
  readonly end: number;
  /** 0 to 100, as the program says. */
  readonly confidence: number;
  /** Left, top, width, height in pixels of the page's picture. */
  readonly box: readonly [number, number, number, number];
}

export interface SeenPage {
  readonly text: string;
  readonly words: readonly SeenWord[];
  /** Mean over the words, weighted by their length; 0 for a page without words. */
  readonly confidence: number;
}

/** Words below this are marked for the eye; above it about one in a hundred is wrong on clean print. */
export const UNCERTAIN = 70;

const WORD_LEVEL = 5;

/** Reads the table. Lines that do not fit are passed over; never throws. */
export function pageOf(tsv: string): SeenPage {
  let text = '';
  let points = 0;
  let before = '';
  let paragraph = '';
  const words: SeenWord[] = [];
  const add = (piece: string): void => {
    text += piece;
    points += [...piece].length;
  };
  for (const row of tsv.split('\n')) {
    const cells = row.replace(/\r$/, '').split('\t');
    if (cells.length < 12 || Number(cells[0]) !== WORD_LEVEL) continue;
    const word = cells
      .slice(11)
      .join(' ')
      .trim()
      .normalize('NFC')
      .replace(/\p{Surrogate}/gu, '\ufffd');
    if (word === '') continue;
    const inParagraph = cells.slice(1, 4).join('.');
    const inLine = cells.slice(1, 5).join('.');
    if (text !== '') add(inParagraph !== paragraph ? '\n\n' : inLine !== before ? '\n' : ' ');
    paragraph = inParagraph;
    before = inLine;
    const start = points;
    add(word);
    const confidence = Math.min(100, Math.max(0, Math.round(Number(cells[10]) || 0)));
    const [left = 0, top = 0, width = 0, height = 0] = cells.slice(6, 10).map((cell) => Number(cell) || 0);
    words.push({ start, end: points, confidence, box: [left, top, width, height] });
  }
  return { text, words, confidence: meanOf(words) };
}

function meanOf(words: readonly SeenWord[]): number {
  const letters = words.reduce((sum, { start, end }) => sum + end - start, 0);
  if (letters === 0) return 0;
  return Math.round(
    words.reduce((sum, { start, end, confidence }) => sum + confidence * (end - start), 0) / letters,
  );
}

/**
 * Where two written names differ, letter by letter, across scripts: letters that are written for each other are told
 * as such. Pure. It marks differences and never says that two names are, or are not, one.
 */
import { foldedWords, romanise, similarity } from '#names';

/** A piece of a name as written. */
export interface LetterRun {
  readonly text: string;
  readonly differs: boolean;
}

/** A letter of one side that stands where the other side has another. */
export interface LetterPair {
  readonly left: string;
  readonly right: string;
}

export interface LettersCompared {
  readonly left: readonly LetterRun[];
  readonly right: readonly LetterRun[];
  readonly pairs: readonly LetterPair[];
}

interface Letter {
  readonly text: string;
  /** Plain Latin letters of it alone; empty for a letter that is not heard. */
  readonly latin: string;
}

/** Words less alike than this are different words, and all of their letters differ. */
const SAME_WORD = 0.45;

/** The Latin letters of each letter as it is read at its place: what it adds to the word before it. */
function lettersOf(word: string): Letter[] {
  const segments = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(word)];
  const read = (text: string): string => romanise(text.toLowerCase(), { scheme: 'plain' }).toLowerCase();
  let before = '';
  let taken = '';
  return segments.map(({ segment }) => {
    taken += segment;
    const whole = read(taken);
    const latin = before !== '' && whole.startsWith(before) ? whole.slice(before.length) : read(segment);
    before = whole;
    return { text: segment, latin };
  });
}

const VOWELS = /^[aeiouy]+$/;

/** What it costs to take one letter for the other. */
function cost(a: Letter, b: Letter): number {
  if (a.latin === b.latin) return 0;
  if (VOWELS.test(a.latin) && VOWELS.test(b.latin)) return 0.6;
  return a.latin[0] === b.latin[0] && a.latin !== '' ? 0.4 : 1.1;
}

type Step = readonly [left: number | null, right: number | null];

/** The cheapest way to lay the letters beside each other. */
function aligned(a: readonly Letter[], b: readonly Letter[]): Step[] {
  const width = b.length + 1;
  const table = new Float64Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = 0; i <= a.length; i += 1)
    for (let j = 0; j <= b.length; j += 1) {
      if (i === 0 || j === 0) {
        table[i * width + j] = i + j;
        continue;
      }
      const [x, y] = [a[i - 1], b[j - 1]];
      const taken = x && y ? at(i - 1, j - 1) + cost(x, y) : Infinity;
      table[i * width + j] = Math.min(taken, at(i - 1, j) + 1, at(i, j - 1) + 1);
    }
  const steps: Step[] = [];
  for (let [i, j] = [a.length, b.length]; i > 0 || j > 0;) {
    const [x, y] = [a[i - 1], b[j - 1]];
    if (i > 0 && j > 0 && x && y && at(i, j) === at(i - 1, j - 1) + cost(x, y)) steps.unshift([--i, --j]);
    else if (i > 0 && at(i, j) === at(i - 1, j) + 1) steps.unshift([--i, null]);
    else steps.unshift([null, --j]);
  }
  return steps;
}

function runsOf(letters: readonly Letter[], marked: ReadonlySet<number>): LetterRun[] {
  const runs: LetterRun[] = [];
  letters.forEach(({ text }, n) => {
    const differs = marked.has(n);
    const last = runs.at(-1);
    if (last && last.differs === differs) runs[runs.length - 1] = { text: last.text + text, differs };
    else runs.push({ text, differs });
  });
  return runs;
}

interface Word {
  readonly text: string;
  readonly letters: readonly Letter[];
  readonly marked: Set<number>;
  partner: Word | null;
}

/** Words and what stands between them, in the order of the text. */
function wordsOf(text: string): (Word | string)[] {
  return text.split(/([\p{L}\p{M}\p{N}]+)/u).flatMap((piece, n): (Word | string)[] => {
    if (piece === '') return [];
    return n % 2 === 0
      ? [piece]
      : [{ text: piece, letters: lettersOf(piece), marked: new Set(), partner: null }];
  });
}

const isWord = (piece: Word | string): piece is Word => typeof piece !== 'string';

/** Each word with the word of the other side it is most like, every word used once. */
function pairWords(left: readonly Word[], right: readonly Word[]): void {
  const likes = left
    .flatMap((a) => right.map((b) => ({ a, b, like: similarity(a.text, b.text) })))
    .filter(({ like }) => like >= SAME_WORD)
    .sort((x, y) => y.like - x.like);
  for (const { a, b } of likes) {
    if (a.partner !== null || b.partner !== null) continue;
    a.partner = b;
    b.partner = a;
  }
}

function flat(pieces: readonly (Word | string)[]): LetterRun[] {
  return pieces.flatMap((piece) =>
    isWord(piece) ? runsOf(piece.letters, piece.marked) : [{ text: piece, differs: false }],
  );
}

/** Lays two names beside each other, whatever the order of their words. */
export function compareLetters(left: string, right: string): LettersCompared {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  pairWords(a.filter(isWord), b.filter(isWord));
  const pairs = new Map<string, LetterPair>();
  for (const word of b.filter(isWord))
    if (word.partner === null) word.letters.forEach((_, n) => word.marked.add(n));
  for (const word of a.filter(isWord)) {
    const { partner } = word;
    if (partner === null) {
      word.letters.forEach((_, n) => word.marked.add(n));
      continue;
    }
    if (foldedWords(word.text).join() === foldedWords(partner.text).join()) continue;
    for (const [i, j] of aligned(word.letters, partner.letters)) {
      const [x, y] = [i === null ? null : word.letters[i], j === null ? null : partner.letters[j]];
      if (x && y && x.latin === y.latin) continue;
      if (i !== null) word.marked.add(i);
      if (j !== null) partner.marked.add(j);
      if (x && y) pairs.set(`${x.text} ${y.text}`, { left: x.text, right: y.text });
    }
  }
  return { left: flat(a), right: flat(b), pairs: [...pairs.values()].slice(0, 4) };
}

/**
 * Likeness of two words in Latin letters: an edit distance whose costs know which letters transliteration and hearing
 * confuse. Follows Wagner and Fischer 1974; the costs are a table of ours. Symmetric.
 */

/** Groups within which one letter stands for another at a low price. */
const CLOSE: readonly (readonly [letters: string, cost: number])[] = [
  ['iyj', 0.25],
  ['ou', 0.3],
  ['ae', 0.35],
  ['aeiouy', 0.55],
  ['kqc', 0.15],
  ['kgqhx', 0.5],
  ['vwbf', 0.35],
  ['uvw', 0.4],
  ['bp', 0.45],
  ['dt', 0.45],
  ['szc', 0.4],
  ['jgz', 0.5],
  ['mn', 0.7],
  ['lr', 0.8],
];
const GAP: Readonly<Record<string, number>> = {
  h: 0.4,
  y: 0.5,
  e: 0.6,
  a: 0.65,
  i: 0.65,
  o: 0.65,
  u: 0.65,
  "'": 0.1,
  '-': 0.1,
};

function swap(a: string, b: string): number {
  if (a === b) return 0;
  return CLOSE.find(([letters]) => letters.includes(a) && letters.includes(b))?.[1] ?? 1;
}

/** A letter that one word has and the other has not; a doubled letter costs little. */
function gap(letters: readonly string[], at: number): number {
  const letter = letters[at] ?? '';
  return letters[at - 1] === letter ? 0.15 : (GAP[letter] ?? 1);
}

/** From 0, nothing alike, to 1, the same letters. */
export function editLikeness(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  const longest = Math.max(left.length, right.length);
  if (longest === 0) return 1;
  let row = [0];
  for (let j = 0; j < right.length; j++) row.push((row[j] ?? 0) + gap(right, j));
  for (let i = 0; i < left.length; i++) {
    const next = [(row[0] ?? 0) + gap(left, i)];
    for (let j = 0; j < right.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + swap(left[i] ?? '', right[j] ?? ''),
          (row[j + 1] ?? 0) + gap(left, i),
          (next[j] ?? 0) + gap(right, j),
        ),
      );
    row = next;
  }
  return Math.max(0, 1 - (row[right.length] ?? 0) / longest);
}

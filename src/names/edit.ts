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

const LETTERS = 28;

/** A letter as a small number: a to z, apostrophe, hyphen; anything else keeps its own number beyond. */
function codeOf(letter: string): number {
  const point = letter.codePointAt(0) ?? 0;
  if (point >= 97 && point <= 122) return point - 97;
  if (letter === "'") return 26;
  return letter === '-' ? 27 : LETTERS + point;
}

const SWAPS = new Float64Array(LETTERS * LETTERS).fill(1);
const GAPS = new Float64Array(LETTERS).fill(1);
for (const [letters, cost] of [...CLOSE].reverse())
  for (const a of letters) for (const b of letters) SWAPS[codeOf(a) * LETTERS + codeOf(b)] = cost;
for (let code = 0; code < LETTERS; code++) SWAPS[code * LETTERS + code] = 0;
for (const [letter, cost] of Object.entries(GAP)) GAPS[codeOf(letter)] = cost;

/** A word ready to be compared: its letters as numbers, and what it costs to lack each. */
export interface Letters {
  readonly codes: Int32Array;
  readonly gaps: Float64Array;
}

/** Prepares a word once for many comparisons. */
export function lettersOf(word: string): Letters {
  const codes = Int32Array.from([...word], codeOf);
  // A doubled letter costs little.
  const gaps = Float64Array.from(codes, (code, at) =>
    at > 0 && codes[at - 1] === code ? 0.15 : code < LETTERS ? (GAPS[code] ?? 1) : 1,
  );
  return { codes, gaps };
}

let above = new Float64Array(64);
let below = new Float64Array(64);

/** From 0, nothing alike, to 1, the same letters. Words are prepared by lettersOf. Below `least` the answer may be 0. */
export function lettersLikeness(a: Letters, b: Letters, least = 0): number {
  const n = a.codes.length;
  const m = b.codes.length;
  const longest = Math.max(n, m);
  if (longest === 0) return 1;
  const limit = (1 - least) * longest + 1e-9;
  if (above.length <= m) [above, below] = [new Float64Array(m * 2), new Float64Array(m * 2)];
  above[0] = 0;
  for (let j = 0; j < m; j++) above[j + 1] = (above[j] ?? 0) + (b.gaps[j] ?? 1);
  for (let i = 0; i < n; i++) {
    const letter = a.codes[i] ?? 0;
    const gap = a.gaps[i] ?? 1;
    let lowest = (above[0] ?? 0) + gap;
    below[0] = lowest;
    for (let j = 0; j < m; j++) {
      const other = b.codes[j] ?? 0;
      const swap =
        letter === other
          ? 0
          : letter < LETTERS && other < LETTERS
            ? (SWAPS[letter * LETTERS + other] ?? 1)
            : 1;
      let cost = (above[j] ?? 0) + swap;
      const lost = (above[j + 1] ?? 0) + gap;
      if (lost < cost) cost = lost;
      const gained = (below[j] ?? 0) + (b.gaps[j] ?? 1);
      if (gained < cost) cost = gained;
      below[j + 1] = cost;
      if (cost < lowest) lowest = cost;
    }
    if (lowest > limit) return 0;
    [above, below] = [below, above];
  }
  return Math.max(0, 1 - (above[m] ?? 0) / longest);
}

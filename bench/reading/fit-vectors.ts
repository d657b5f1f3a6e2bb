/** Word vectors for the fit of English words (bench/reading/fit.ts). */
import { readFileSync } from 'node:fs';

/** Frequent words of the language that are kept beside those of the samples. */
const KEPT = 9000;
/** How much a word says for each place it takes among the words by frequency: common ones say little. */
const COMMON = 100;

/** Word vectors, without their mean and the two directions that all words share, of length 1 times what a word says. */
export function vectorsOf(file: string, needed: ReadonlySet<string>): ReadonlyMap<string, Float64Array> {
  const rows = readFileSync(file, 'utf8')
    .split('\n', 120_000)
    .map((line) => line.split(' '))
    .filter((cells) => cells.length > 2);
  const size = (rows[0]?.length ?? 1) - 1;
  const all = rows.map((cells) => Float64Array.from(cells.slice(1), Number));
  const basis = all.slice(0, 30_000);
  const mean = new Float64Array(size);
  for (const row of basis) for (let at = 0; at < size; at++) mean[at]! += row[at]! / basis.length;
  for (const row of all) for (let at = 0; at < size; at++) row[at]! -= mean[at]!;
  for (let turn = 0; turn < 2; turn++) {
    let way = Float64Array.from({ length: size }, (_, at) => (at % 3) - 0.9);
    for (let round = 0; round < 12; round++) {
      const next = new Float64Array(size);
      for (const row of basis) {
        const along = dot(row, way);
        for (let at = 0; at < size; at++) next[at]! += along * row[at]!;
      }
      const length = Math.sqrt(dot(next, next));
      way = next.map((value) => value / length);
    }
    for (const row of all) {
      const along = dot(row, way);
      for (let at = 0; at < size; at++) row[at]! -= along * way[at]!;
    }
  }
  const vectors = new Map<string, Float64Array>();
  for (const [rank, row] of all.entries()) {
    const word = rows[rank]?.[0] ?? '';
    if (!/^[a-z][a-z'-]*$/.test(word) || (rank >= KEPT && !needed.has(word))) continue;
    const scale = (rank + 1) / (rank + 1 + COMMON) / Math.sqrt(dot(row, row));
    vectors.set(
      word,
      row.map((value) => value * scale),
    );
  }
  return vectors;
}

export function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

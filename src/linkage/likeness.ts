/**
 * How alike two short texts in Latin letters are: Jaro–Winkler (Winkler 1990) and the edit distance that counts a swap of
 * neighbours once (optimal string alignment; Damerau 1964). For places, streets and slips of the typewriter in names.
 */

/** Longest text that is compared; what follows is not looked at. */
export const LONGEST = 64;

const left = new Uint16Array(LONGEST);
const right = new Uint16Array(LONGEST);
const usedLeft = new Uint8Array(LONGEST);
const usedRight = new Uint8Array(LONGEST);

function load(words: string, into: Uint16Array): number {
  const length = Math.min(words.length, LONGEST);
  for (let at = 0; at < length; at++) into[at] = words.charCodeAt(at);
  return length;
}

/** Letters in common, in either order, within half the longer text. */
function common(n: number, m: number): number {
  const reach = Math.max(0, Math.floor(Math.max(n, m) / 2) - 1);
  usedLeft.fill(0, 0, n);
  usedRight.fill(0, 0, m);
  let matches = 0;
  for (let i = 0; i < n; i++) {
    const last = Math.min(m - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j++) {
      if (usedRight[j] === 1 || left[i] !== right[j]) continue;
      usedLeft[i] = 1;
      usedRight[j] = 1;
      matches += 1;
      break;
    }
  }
  return matches;
}

/** Jaro–Winkler with the usual prefix of four and weight 0.1. From 0 to 1. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const n = load(a, left);
  const m = load(b, right);
  if (n === 0 || m === 0) return 0;
  const matches = common(n, m);
  if (matches === 0) return 0;
  let turned = 0;
  for (let i = 0, j = 0; i < n; i++) {
    if (usedLeft[i] === 0) continue;
    while (usedRight[j] === 0) j += 1;
    if (left[i] !== right[j]) turned += 1;
    j += 1;
  }
  const jaro = (matches / n + matches / m + (matches - turned / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < n && prefix < m && left[prefix] === right[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

let before = new Int32Array(LONGEST + 1);
let above = new Int32Array(LONGEST + 1);
let below = new Int32Array(LONGEST + 1);

/** Letters to change, add, drop or swap with a neighbour to make one of the other; `limit` + 1 when more. */
export function edits(a: string, b: string, limit: number): number {
  const n = load(a, left);
  const m = load(b, right);
  if (Math.abs(n - m) > limit) return limit + 1;
  for (let j = 0; j <= m; j++) above[j] = j;
  for (let i = 1; i <= n; i++) {
    below[0] = i;
    let least = i;
    for (let j = 1; j <= m; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      let cost = Math.min((above[j - 1] ?? 0) + same, (above[j] ?? 0) + 1, (below[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      below[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    [before, above, below] = [above, below, before];
  }
  return above[m] ?? 0;
}

/**
 * Keys to find a word by in another script: consonant skeletons in a few readings, and the short runs they consist of.
 * A key only brings candidates; it never says that two words are alike.
 */

/** Readings of letters and pairs in skeletons. P lips, K throat, T teeth, S hissing; empty is left out. */
const READINGS: Readonly<Record<string, readonly string[]>> = {
  sch: ['S'],
  tch: ['S'],
  kh: ['K'],
  gh: ['K'],
  sh: ['S'],
  zh: ['S'],
  ch: ['S', 'K'],
  ts: ['S'],
  tz: ['S'],
  cz: ['S'],
  dz: ['S'],
  dj: ['S'],
  th: ['T', 'S'],
  dh: ['T', 'S'],
  ph: ['P'],
  ck: ['K'],
  b: ['P'],
  p: ['P'],
  f: ['P'],
  v: ['P', ''],
  w: ['', 'P'],
  k: ['K'],
  q: ['K'],
  g: ['K', 'S'],
  c: ['K', 'S'],
  j: ['S', '', 'K'],
  x: ['KS', 'K'],
  h: ['', 'K'],
  d: ['T'],
  t: ['T'],
  l: ['L'],
  m: ['M'],
  n: ['M'],
  r: ['R'],
  s: ['S'],
  z: ['S'],
};
const MOST = 6;

/** Up to six consonant skeletons of a word in plain Latin letters, likeliest first. Doubled consonants count once. */
export function skeletonsOf(latin: string): string[] {
  let found = [''];
  for (let at = 0; at < latin.length;) {
    const length =
      [3, 2, 1].find((n) => READINGS[latin.slice(at, at + n)] !== undefined && at + n <= latin.length) ?? 1;
    const readings = READINGS[latin.slice(at, at + length)] ?? [''];
    const next = new Set<string>();
    for (const reading of readings)
      for (const before of found) next.add(before.endsWith(reading) ? before : before + reading);
    found = [...next].slice(0, MOST);
    at += length;
  }
  return found;
}

/** Vowels to three, for scripts that write them. */
export function coarse(latin: string): string {
  return latin
    .replace(/[eiyj]+/gu, 'i')
    .replace(/[ouw]+/gu, 'u')
    .replace(/a+/gu, 'a')
    .replace(/[ckqgx]h?/gu, 'k')
    .replace(/h/gu, '')
    .replace(/(.)\1+/gu, '$1');
}

/** The keys of a word in plain Latin letters, each once: skeletons whole, their runs of two and three, and runs with vowels. */
export function keysOf(latin: string): string[] {
  const keys = new Set<string>();
  for (const skeleton of skeletonsOf(latin)) {
    keys.add(`=${skeleton}`);
    const ended = `^${skeleton}$`;
    for (let at = 0; at + 1 < ended.length; at++) {
      keys.add(ended.slice(at, at + 2));
      if (at + 2 < ended.length) keys.add(ended.slice(at, at + 3));
    }
  }
  const voiced = `^${coarse(latin)}$`;
  for (let at = 0; at + 1 < voiced.length; at++) keys.add(`v${voiced.slice(at, at + 2)}`);
  return [...keys];
}

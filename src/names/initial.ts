/**
 * Initials: a letter that stands for a word, and whether a word may begin with it in some spelling. Х. is Kh. or H.,
 * Ю. is Yu., Iu. or J. Says only "may": an initial fits many words.
 */

/** Beginnings that one initial can be written with, in plain Latin letters; the first column is what a word begins with. */
const SPELLINGS: readonly (readonly [beginning: string, letters: string])[] = [
  ['sch', 's'],
  ['shch', 's'],
  ['kh', 'hkx'],
  ['gh', 'gh'],
  ['zh', 'zj'],
  ['sh', 's'],
  ['ch', 'cj'],
  ['ts', 'tc'],
  ['dz', 'dz'],
  ['dj', 'dj'],
  ['ye', 'ye'],
  ['ya', 'yij'],
  ['yo', 'yoij'],
  ['yu', 'yuij'],
  ['ia', 'iyj'],
  ['iu', 'iyj'],
  ['vo', 'vo'],
  ['ph', 'pf'],
  ['th', 't'],
  ['j', 'jgyd'],
  ['q', 'qkg'],
  ['k', 'kqc'],
  ['c', 'ckjs'],
  ['g', 'gqk'],
  ['x', 'xkh'],
  ['h', 'hg'],
  ['w', 'wvu'],
  ['v', 'vw'],
  ['y', 'yij'],
  ['i', 'iy'],
];

/** Letters with which a word in plain Latin letters may be abbreviated; its own first letter first. */
export function initialsOf(latin: string): string {
  const first = latin.slice(0, 1);
  const letters = SPELLINGS.find(([beginning]) => latin.startsWith(beginning))?.[1] ?? first;
  return letters.startsWith(first) ? letters : first + letters.replace(first, '');
}

/** Whether an initial, given by its Latin form (К. is k, Х. is kh), may stand for a word. */
export function initialFits(initial: string, word: string): boolean {
  if (initial === '' || word === '') return false;
  const letters = initialsOf(word);
  return [...initialsOf(initial)].some((letter) => letters.includes(letter));
}

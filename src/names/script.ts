/**
 * Which script some words are written in, as ISO 15924 codes, by Unicode script properties. Counts letters only;
 * says Zyyy (undetermined) when there are none. Knows nothing about languages.
 */

/** Scripts the program tells apart; others are Zzzz. */
const SCRIPTS: readonly (readonly [code: string, letter: RegExp])[] = [
  ['Latn', /\p{Script=Latin}/gu],
  ['Cyrl', /\p{Script=Cyrillic}/gu],
  ['Armn', /\p{Script=Armenian}/gu],
  ['Arab', /\p{Script=Arabic}/gu],
  ['Geor', /\p{Script=Georgian}/gu],
  ['Grek', /\p{Script=Greek}/gu],
  ['Hebr', /\p{Script=Hebrew}/gu],
  ['Hani', /\p{Script=Han}/gu],
];

/** The script of most letters; the first of the table where two are equal. `Zyyy` without letters, `Zzzz` otherwise. */
export function scriptOf(words: string): string {
  // oxlint-disable-next-line no-control-regex -- all of ASCII is meant
  if (/^[\0-\x7f]*$/.test(words)) return /[a-z]/i.test(words) ? 'Latn' : 'Zyyy';
  let best = 'Zyyy';
  let most = 0;
  for (const [code, letter] of SCRIPTS) {
    const count = words.match(letter)?.length ?? 0;
    if (count > most) [best, most] = [code, count];
  }
  return most === 0 && /\p{L}/u.test(words) ? 'Zzzz' : best;
}

/** Every script that words mix, in the order of the table. More than one in a name deserves a look. */
export function scriptsIn(words: string): string[] {
  return SCRIPTS.filter(([, letter]) => words.match(letter) !== null).map(([code]) => code);
}

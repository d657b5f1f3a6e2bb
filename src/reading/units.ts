/** What a single UTF-16 unit is, found out once: questions about units are asked for every place of a text. */

export const LETTER = 1;
export const UPPER = 2;
export const LOWER = 4;
export const DIGIT = 8;
export const SPACE = 16;
/** Half of a pair; what the pair is only an expression can tell. */
export const HALF = 32;
const KNOWN = 128;

/** Properties of the units of the basic plane; 0 is not known yet. */
const PROPERTIES = new Uint8Array(0x10000);

function propertiesOf(unit: number): number {
  const char = String.fromCharCode(unit);
  return (
    KNOWN |
    (/\p{L}/u.test(char) ? LETTER : 0) |
    (/\p{Lu}/u.test(char) ? UPPER : 0) |
    (/\p{Ll}/u.test(char) ? LOWER : 0) |
    (/\p{Nd}/u.test(char) ? DIGIT : 0) |
    (/\s/.test(char) ? SPACE : 0) |
    (unit >= 0xd800 && unit < 0xe000 ? HALF : 0)
  );
}

/** True if a unit has one of the properties; none has a unit outside the text (NaN). */
export function isUnit(unit: number, properties: number): boolean {
  let known = PROPERTIES[unit] ?? KNOWN;
  if (known === 0) PROPERTIES[unit] = known = propertiesOf(unit);
  return (known & properties) !== 0;
}

/** True if a place lies inside a word: a text cut there has a word that the whole has not. */
export function isInsideWord(text: string, at: number): boolean {
  return isUnit(text.charCodeAt(at - 1), LETTER | DIGIT) && isUnit(text.charCodeAt(at), LETTER | DIGIT);
}

/** Units from which on the engine keeps a part of a text as a pointer into the text. */
const POINTER = 13;

/** The same words by themselves: a part of a document that is remembered must not keep the whole document in memory. */
export function ownCopy(words: string): string {
  return words.length < POINTER ? words : ` ${words}`.slice(1);
}

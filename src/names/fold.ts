/**
 * The form of a word that keys and costs are made from: NFC, lower case by one rule for every language (Turkic İ and I
 * both become i), without direction marks, joiners, vowel points and tatweel. Never the form that is shown.
 */

/** Direction marks, joiners, soft hyphens, variation selectors: never seen, never heard. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
/** Harakat, Quranic signs and tatweel: written by some, left out by most. */
const POINTS = /[\u0610-\u061A\u0640\u064B-\u0652\u0656-\u065F\u0670\u06D6-\u06ED]/gu;
const APOSTROPHES = /[’‘ʼʻʿʾ`´ʹ′՚']/gu;

/** Latin letters that do not come apart into a base and a mark. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
  ə: 'a',
  ħ: 'h',
  ŋ: 'ng',
  ŧ: 't',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ɛ: 'e',
  ɔ: 'o',
  ǝ: 'a',
};

/** Letters of the Arabic script that different keyboards write in different ways. */
const ONE_LETTER: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ھ: 'ه',
  ہ: 'ه',
  ە: 'ه',
  ۀ: 'ه',
  ٱ: 'ا',
  և: 'եւ',
};

/** Marks of direction and other characters that cannot be seen, taken out. */
export function withoutUnseen(words: string): string {
  return words.replace(UNSEEN, '');
}

/** Lower case, composed, nothing unseen, one apostrophe, one letter where keyboards differ. Length may change. */
export function foldWord(word: string): string {
  const plain = withoutUnseen(word)
    .normalize('NFKC')
    .replace(/İ/gu, 'i')
    .toLowerCase()
    .replace(POINTS, '')
    .replace(APOSTROPHES, "'");
  return plain.replace(/[يىكھہەۀٱև]/gu, (letter) => ONE_LETTER[letter] ?? letter);
}

/** A folded word without any mark on its letters: é → e, ş → s, ł → l. For Latin; other scripts keep their letters. */
export function bareLatin(folded: string): string {
  return folded
    .replace(/[øłđðþæœßıəħŋŧɓɗƙɛɔǝ]/gu, (letter) => WHOLE_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC');
}

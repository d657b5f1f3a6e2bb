/**
 * Few, telling keys for a word of a name, for an index on disk: two words that sound alike, in whatever script, or that
 * differ by one letter, share at least one. Unlike the runs of key.ts they are rare, so that a lookup reads little.
 */
import { foldWord } from './fold.ts';
import { coarse, skeletonsOf } from './key.ts';
import { tokenOf, type Token } from './token.ts';

/** A skeleton shorter than this says too little once a letter is left out. */
const LONG_ENOUGH = 3;
const VOICED_ENOUGH = 4;

/** The text and each text with one letter left out. */
function withoutOne(text: string): string[] {
  return [text, ...Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1))];
}

function keysOfToken(token: Token): string[] {
  const skeletons = skeletonsOf(token.latin).filter((skeleton) => skeleton !== '');
  const likeliest = skeletons.slice(0, 2);
  const voiced = coarse(token.latin);
  return [
    ...skeletons.map((skeleton) => `=${skeleton}`),
    ...likeliest.flatMap((skeleton) =>
      skeleton.length < LONG_ENOUGH ? [] : withoutOne(skeleton).map((short) => `-${short}`),
    ),
    ...(voiced.length < VOICED_ENOUGH ? [`v${voiced}`] : withoutOne(voiced).map((short) => `v${short}`)),
    ...[...token.concepts].map((concept) => `c${concept}`),
  ];
}

/** The keys of a word, in any script, each once. Never throws; a word without letters has none. */
export function lookupKeysOf(word: string): string[] {
  const token = tokenOf(word);
  if (token.latin === '') return [];
  return [...new Set([...keysOfToken(token), ...(token.core === null ? [] : keysOfToken(token.core))])];
}

/** The words of a text as they are compared: folded, without signs, in the order of the text, with repetitions. */
export function foldedWords(text: string): string[] {
  // Plain text needs none of the folding but lower case.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return foldWord(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

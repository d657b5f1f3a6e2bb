/**
 * The table of names: every given, father's and family name of the lists against every other, across scripts. Levels are
 * those of the vocabulary that the names room builds, word by word; slips of the typewriter are added, and a name of
 * several words is compared by the words it shares and as one run of letters, since lists write Abdul Rahman and
 * Abdulrahman.
 */
import { buildVocabulary, VOCABULARY_LEVELS, type Vocabulary } from '#names';
import { latinOf, LEVEL, pairTexts, soundsOf, type LevelTable } from './levels.ts';
import { Pairing } from './pairing.ts';

/** Names that may share a word before the word says nothing about which names are alike. */
const CROWD = 200;
const MOST_HOLDERS = 1500;
/** Different names from which a list is long. */
const LONG = 20_000;

const LEVEL_OF = new Map<number, number>([
  [VOCABULARY_LEVELS.weak, LEVEL.weak],
  [VOCABULARY_LEVELS.close, LEVEL.close],
  [VOCABULARY_LEVELS.strong, LEVEL.strong],
  [VOCABULARY_LEVELS.same, LEVEL.concept],
]);

/** Pairs of the vocabulary between names of one word. */
function pairWords(vocabulary: Vocabulary, placeOf: ReadonlyMap<string, number>, pairing: Pairing): void {
  const { tokens, pairs } = vocabulary;
  for (let at = 0; at < pairs.left.length; at++) {
    const level = LEVEL_OF.get(pairs.level[at] ?? 0);
    const a = placeOf.get(tokens[pairs.left[at] ?? 0] ?? '');
    const b = placeOf.get(tokens[pairs.right[at] ?? 0] ?? '');
    if (level !== undefined && a !== undefined && b !== undefined) pairing.put(a, b, level);
  }
}

/** Names of several words: alike when the shorter is part of the longer, a little when they share a word. */
function pairShared(words: readonly string[], pairing: Pairing): void {
  // Most names are one word, and only meet what a longer name holds.
  const holders = new Map<string, number[]>();
  for (const name of words)
    if (name.includes(' ')) for (const part of name.split(' ')) if (part.length >= 3) holders.set(part, []);
  words.forEach((name, at) => {
    for (const part of new Set(name.split(' '))) holders.get(part)?.push(at);
  });
  for (const places of holders.values()) {
    if (places.length < 2 || places.length > MOST_HOLDERS) continue;
    for (let i = 0; i < places.length; i++)
      for (let j = i + 1; j < places.length; j++) {
        const [a, b] = [places[i] ?? 0, places[j] ?? 0];
        const [left, right] = [(words[a] ?? '').split(' '), (words[b] ?? '').split(' ')];
        const isPart =
          left.every((word) => right.includes(word)) || right.every((word) => left.includes(word));
        // A common word is in many names: only "part of" is kept then, and that by the best of each name.
        if (isPart) pairing.put(a, b, LEVEL.strong);
        else if (places.length <= CROWD) pairing.put(a, b, LEVEL.weak);
      }
  }
}

/**
 * Words that are worth the slow comparison: of a long list those that most rows say, as many of Latin letters as make a
 * list long and as many of other scripts. The others are mostly slips of them, and the quick comparison of letters finds
 * what they are slips of.
 */
function spelledWords(words: readonly string[], counts: Int32Array): readonly string[] {
  if (words.length <= LONG) return words;
  const isLatin = (word: string): boolean => /^[\p{Script=Latin}\p{M}' -]+$/u.test(word);
  const often = [...words.keys()]
    .filter((at) => (counts[at] ?? 0) > 1)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
    .map((at) => words[at] ?? '');
  return [...often.filter(isLatin).slice(0, LONG), ...often.filter((word) => !isLatin(word)).slice(0, LONG)];
}

/** The table of these names; `counts[w]` is how often word w is written. Deterministic. */
export function nameTable(words: readonly string[], counts: Int32Array): LevelTable {
  const pairing = new Pairing(words.length);
  const placeOf = new Map(words.map((word, at) => [word, at]));
  pairWords(buildVocabulary(spelledWords(words, counts)), placeOf, pairing);
  const latin = words.map(latinOf);
  const sounds = soundsOf(latin);
  pairTexts(latin, sounds, pairing);
  pairShared(words, pairing);
  return pairing.table(words, sounds);
}

/**
 * The table of names: every given, father's and family name of the lists against every other, across scripts. Levels are
 * the names room's, by word; a name of several words is compared by the words it shares, and as one run of letters, since
 * lists write Abdul Rahman and Abdulrahman.
 */
import { nameLikeness, prepareName, skeletonsOf } from '#names';
import { latinOf, LEVEL, pairTexts, Pairing, type LevelTable } from './levels.ts';

const STEPS = { strong: 0.88, close: 0.78, weak: 0.68 } as const;
const BLOCK = 300;

/** The table of these names. Deterministic. */
export function nameTable(words: readonly string[]): LevelTable {
  const pairing = new Pairing(words.length);
  const latin = words.map(latinOf);
  pairTexts(latin, pairing);
  const shared = new Map();
  const prepared = words.map((word) => prepareName(word, shared));
  const blocks = new Map<string, number[]>();
  words.forEach((word, at) => {
    const keys = new Set(word.split(' ').flatMap((part) => skeletonsOf(latinOf(part)).slice(0, 3)));
    for (const key of keys) {
      const members = blocks.get(key);
      if (members === undefined) blocks.set(key, [at]);
      else members.push(at);
    }
  });
  for (const members of blocks.values()) {
    if (members.length > BLOCK) continue;
    for (const a of members)
      for (const b of members) {
        const [left, right] = [prepared[a], prepared[b]];
        if (a >= b || left === undefined || right === undefined) continue;
        const like = nameLikeness(left, right);
        const level =
          like >= 0.95
            ? LEVEL.concept
            : like >= STEPS.strong
              ? LEVEL.strong
              : like >= STEPS.close
                ? LEVEL.close
                : like >= STEPS.weak
                  ? LEVEL.weak
                  : 0;
        if (level > 0) pairing.put(a, b, level);
      }
  }
  return pairing.table(words);
}

/**
 * A first look at two words, some fifty nanoseconds long: how far apart their consonants are, and their letters where
 * both scripts write vowels. Decides which pairs deserve the full comparison. Edit distance by bits after Myers 1999,
 * in the form of Hyyrö 2003.
 */
import { coarse, skeletonsOf } from './key.ts';
import type { Token } from './token.ts';

/** Letters that fit the bits of one number; what follows is not looked at. */
const MOST = 30;
const SYMBOLS = 64;
const BINS = 120;

/** Words as small numbers, one after the other. */
class Strings {
  readonly #letters: Uint8Array;
  readonly #starts: Int32Array;
  readonly #masks = new Int32Array(SYMBOLS);
  #left = 0;

  constructor(words: readonly string[]) {
    this.#starts = new Int32Array(words.length + 1);
    words.forEach((word, at) => {
      this.#starts[at + 1] = (this.#starts[at] ?? 0) + Math.min(MOST, word.length);
    });
    this.#letters = new Uint8Array(this.#starts[words.length] ?? 0);
    words.forEach((word, at) => {
      const start = this.#starts[at] ?? 0;
      for (let i = 0; i < Math.min(MOST, word.length); i++)
        this.#letters[start + i] = word.charCodeAt(i) % SYMBOLS;
    });
  }

  lengthOf(word: number): number {
    return (this.#starts[word + 1] ?? 0) - (this.#starts[word] ?? 0);
  }

  /** Makes a word the one that others are compared with. */
  face(word: number): void {
    for (let at = this.#starts[this.#left] ?? 0; at < (this.#starts[this.#left + 1] ?? 0); at++)
      this.#masks[this.#letters[at] ?? 0] = 0;
    this.#left = word;
    const start = this.#starts[word] ?? 0;
    for (let i = 0; i < this.lengthOf(word); i++) {
      const letter = this.#letters[start + i] ?? 0;
      this.#masks[letter] = (this.#masks[letter] ?? 0) | (1 << i);
    }
  }

  /** Edit distance between the word that is faced and another. */
  distance(word: number): number {
    const length = this.lengthOf(this.#left);
    if (length === 0) return this.lengthOf(word);
    const top = 1 << (length - 1);
    let more = -1;
    let less = 0;
    let distance = length;
    const end = this.#starts[word + 1] ?? 0;
    for (let at = this.#starts[word] ?? 0; at < end; at++) {
      const equal = this.#masks[this.#letters[at] ?? 0] ?? 0;
      const vertical = equal | less;
      const horizontal = (((equal & more) + more) ^ more) | equal;
      let up = less | ~(horizontal | more);
      let down = more & horizontal;
      if ((up & top) !== 0) distance += 1;
      if ((down & top) !== 0) distance -= 1;
      up = (up << 1) | 1;
      down <<= 1;
      more = down | ~(vertical | up);
      less = up & vertical;
    }
    return distance;
  }
}

/** The shapes of the words of a dictionary. */
export class Shapes {
  readonly #consonants: Strings;
  readonly #letters: Strings;
  readonly #writesVowels: Uint8Array;
  readonly #scripts: readonly string[];
  readonly #bins = new Int32Array(2 * BINS + 2);
  #far = new Uint16Array(1024);
  #left = 0;

  constructor(tokens: readonly Token[]) {
    this.#consonants = new Strings(tokens.map(({ latin }) => skeletonsOf(latin)[0] ?? ''));
    this.#letters = new Strings(tokens.map(({ latin }) => coarse(latin)));
    this.#scripts = tokens.map(({ script }) => script);
    this.#writesVowels = Uint8Array.from(tokens, ({ script }) =>
      script === 'Arab' || script === 'Hebr' ? 0 : 1,
    );
  }

  /**
   * Of the candidates (ascending) puts the `most` nearest in the word's own script and the `most` nearest in others to the
   * front, ascending again, and says how many they are. Those that no full look could find alike are left out.
   */
  nearest(word: number, candidates: Int32Array, most: number): number {
    this.#left = word;
    this.#consonants.face(word);
    this.#letters.face(word);
    const bins = this.#bins.fill(0);
    if (this.#far.length < candidates.length) this.#far = new Uint16Array(candidates.length * 2);
    const far = this.#far;
    const script = this.#scripts[word];
    for (let at = 0; at < candidates.length; at++) {
      const other = candidates[at] ?? 0;
      const bin = this.#distance(other) + (this.#scripts[other] === script ? 0 : BINS + 1);
      far[at] = bin;
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const own = roomOf(bins, 0, most);
    const foreign = roomOf(bins, BINS + 1, most);
    let count = 0;
    for (let at = 0; at < candidates.length; at++) {
      const bin = far[at] ?? BINS;
      const room = bin <= BINS ? own : foreign;
      if (bin > room.last || (bin === room.last && room.left-- <= 0)) continue;
      candidates[count++] = candidates[at] ?? 0;
    }
    return count;
  }

  /** How far another word is from the one that is faced, in steps; BINS when a full look would be in vain. */
  #distance(word: number): number {
    const consonants = this.#consonants;
    const longest = Math.max(consonants.lengthOf(this.#left), consonants.lengthOf(word), 1);
    const apart = consonants.distance(word);
    if (apart > (longest < 3 ? 1 : longest < 6 ? 2 : 3)) return BINS;
    const letters = this.#letters;
    const [mine, others] = [letters.lengthOf(this.#left), letters.lengthOf(word)];
    let changed = letters.distance(word);
    // Where one script does not write the vowels, their lack says nothing.
    const unwritten = (this.#writesVowels[word] ?? 0) - (this.#writesVowels[this.#left] ?? 0);
    if (unwritten !== 0) changed -= Math.max(0, unwritten * (others - mine));
    return Math.min(
      BINS - 1,
      Math.round((30 * apart) / longest + (60 * changed) / Math.max(mine, others, 1)),
    );
  }
}

/** The last bin of which something comes in, and how many of it; bins beyond are far. */
function roomOf(bins: Int32Array, from: number, most: number): { last: number; left: number } {
  let left = most;
  let last = from;
  while (last < from + BINS && (bins[last] ?? 0) <= left) left -= bins[last++] ?? 0;
  // The bin of those that are far stays out.
  return last === from + BINS ? { last, left: 0 } : { last, left };
}

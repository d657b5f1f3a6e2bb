/**
 * For each name of one list the best of another. The dictionary of words is searched, not the names: keys bring words
 * that might be alike, the likeness of words decides, and only names that share a likely word are compared whole.
 */
import { nameLikeness, prepareName, type PreparedName } from './compare.ts';
import { keysOf } from './key.ts';
import { tokenLikeness, writtenIn, type Token } from './token.ts';
import { hasChannel } from './channel-tables.ts';

export interface Match {
  /** Place in the list of candidates, from 0. */
  readonly index: number;
  readonly name: string;
  /** 0 to 1. */
  readonly score: number;
}

export interface MatchOptions {
  /** Matches for each query; 10 unless told. */
  readonly top?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Words that the keys bring to be compared, and that go on to names. */
const BROUGHT = 200;
/** Words brought by the way they would be written in the script of the query. */
const BROUGHT_AS_WRITTEN = 100;
const KEPT = 24;
const BINS = 512;
/** A key that more than this share of the dictionary has brings nothing. */
const COMMON = 0.12;
/** Names that are compared whole for one query. */
const COMPARED = 80;

/** A word of the list, and how alike it is. */
interface Near {
  readonly place: number;
  readonly like: number;
}

/** Words by their keys. */
class Dictionary {
  readonly #tokens: readonly Token[];
  readonly #places = new Map<string, number[]>();
  readonly #norms: Float64Array;
  readonly #sums: Float64Array;

  constructor(tokens: readonly Token[], keysOfToken: (token: Token) => readonly string[]) {
    this.#tokens = tokens;
    const keys = tokens.map(keysOfToken);
    keys.forEach((own, place) => {
      for (const key of own) {
        const places = this.#places.get(key);
        if (places === undefined) this.#places.set(key, [place]);
        else places.push(place);
      }
    });
    this.#norms = Float64Array.from(
      keys,
      (own) => Math.sqrt(own.reduce((sum, key) => sum + this.#weight(key), 0)) || 1,
    );
    this.#sums = new Float64Array(tokens.length);
  }

  /** Rare keys say more. */
  #weight(key: string): number {
    return Math.log(1 + this.#tokens.length / (this.#places.get(key)?.length ?? 1));
  }

  /** Places of the words that share most with this one, best first. */
  brought(own: readonly string[], most: number): number[] {
    const sums = this.#sums;
    const touched: number[] = [];
    for (const key of own) {
      const weight = this.#weight(key);
      const places = this.#places.get(key) ?? [];
      if (places.length > Math.max(500, COMMON * this.#tokens.length)) continue;
      for (const place of places) {
        if (sums[place] === 0) touched.push(place);
        sums[place] = (sums[place] ?? 0) + weight;
      }
    }
    const best = this.#best(touched, most);
    for (const place of touched) sums[place] = 0;
    return best;
  }

  /** The best of the touched places, found by a histogram so that only the upper end is sorted. */
  #best(touched: readonly number[], wanted: number): number[] {
    const worth = (place: number) => (this.#sums[place] ?? 0) / (this.#norms[place] ?? 1);
    let most = 0;
    for (const place of touched) most = Math.max(most, worth(place));
    const bin = (place: number) => Math.min(BINS - 1, Math.floor((worth(place) / most) * BINS));
    const bins = new Int32Array(BINS);
    for (const place of touched) bins[bin(place)] = (bins[bin(place)] ?? 0) + 1;
    let floor = BINS - 1;
    for (let sum = bins[floor] ?? 0; floor > 0 && sum < wanted; sum += bins[floor] ?? 0) floor -= 1;
    return touched
      .filter((place) => bin(place) >= floor)
      .sort((a, b) => worth(b) - worth(a) || a - b)
      .slice(0, wanted);
  }
}

/** The words most like this one among those that were brought, best first. */
function nearest(token: Token, brought: Iterable<number>, tokens: readonly Token[]): Near[] {
  const found: Near[] = [];
  let least = 0;
  for (const place of brought) {
    const other = tokens[place];
    if (other === undefined) continue;
    const like = tokenLikeness(token, other, least);
    if (like <= least && found.length >= KEPT) continue;
    found.push({ place, like });
    if (found.length < KEPT + 8) continue;
    found.sort((a, b) => b.like - a.like || a.place - b.place);
    found.length = KEPT;
    least = found.at(-1)?.like ?? 0;
  }
  return found.sort((a, b) => b.like - a.like || a.place - b.place).slice(0, KEPT);
}

function allKeys(token: Token): string[] {
  const keys = [...keysOf(token.latin), `w${token.folded}`];
  for (const concept of token.concepts) keys.push(`c${concept}`);
  if (token.core !== null) keys.push(...keysOf(token.core.latin));
  return [...new Set(keys)];
}

/** A list of names made ready to be searched. */
export class NameIndex {
  readonly #names: readonly string[];
  readonly #prepared: readonly PreparedName[];
  readonly #tokens: readonly Token[];
  readonly #dictionary: Dictionary;
  readonly #holders: number[][] = [];
  readonly #asWritten = new Map<string, Dictionary>();
  readonly #near = new Map<string, Near[]>();

  constructor(names: readonly string[]) {
    const shared = new Map<string, Token>();
    this.#names = names;
    this.#prepared = names.map((name) => prepareName(name, shared));
    const places = new Map<Token, number>();
    this.#prepared.forEach(({ parts }, index) => {
      for (const { token } of parts) {
        const place = places.get(token) ?? places.size;
        places.set(token, place);
        const holders = (this.#holders[place] ??= []);
        if (holders.at(-1) !== index) holders.push(index);
      }
    });
    this.#tokens = [...places.keys()];
    this.#dictionary = new Dictionary(this.#tokens, allKeys);
  }

  /** Words that might be like this one: by their own letters, and by the letters they would have in its script. */
  #brought(token: Token): Set<number> {
    const found = new Set(this.#dictionary.brought(allKeys(token), BROUGHT));
    if (!hasChannel(token.script)) return found;
    let asWritten = this.#asWritten.get(token.script);
    if (asWritten === undefined) {
      asWritten = new Dictionary(this.#tokens, (other) =>
        keysOf(writtenIn(other, token.script) ?? other.latin),
      );
      this.#asWritten.set(token.script, asWritten);
    }
    for (const place of asWritten.brought(keysOf(token.latin), BROUGHT_AS_WRITTEN)) found.add(place);
    return found;
  }

  /** The best names of the list for one name, best first; equal scores in the order of the list. */
  search(query: string, top = 10): Match[] {
    const prepared = prepareName(query);
    const sums = new Map<number, number>();
    for (const { token, kind } of prepared.parts) {
      const near = this.#near.get(token.folded) ?? nearest(token, this.#brought(token), this.#tokens);
      this.#near.set(token.folded, near);
      for (const { place, like } of near) token.likes.set(this.#tokens[place]?.folded ?? '', like);
      const best = new Map<number, number>();
      for (const { place, like } of near)
        for (const index of this.#holders[place] ?? []) best.set(index, Math.max(best.get(index) ?? 0, like));
      const weight = kind === 'particle' ? 0.1 : 1;
      for (const [index, like] of best) sums.set(index, (sums.get(index) ?? 0) + weight * like);
    }
    return [...sums]
      .sort(([i, a], [j, b]) => b - a || i - j)
      .slice(0, Math.max(COMPARED, top))
      .map(([index]) => ({ index, name: this.#names[index] ?? '', score: this.#score(prepared, index) }))
      .sort((a, b) => b.score - a.score || a.index - b.index)
      .slice(0, top);
  }

  #score(query: PreparedName, index: number): number {
    const name = this.#prepared[index];
    return name === undefined ? 0 : nameLikeness(query, name);
  }
}

/** For each query the best candidates, best first. Deterministic; never throws. */
export function matchNames(
  queries: readonly string[],
  candidates: readonly string[],
  { top = 10, onProgress }: MatchOptions = {},
): Match[][] {
  const index = new NameIndex(candidates);
  return queries.map((query, done) => {
    onProgress?.(done, queries.length);
    return index.search(query, top);
  });
}

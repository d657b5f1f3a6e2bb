/**
 * How well one word explains another in a different script: a noisy channel (Brill and Moore 2000) whose events,
 * "these letters became those letters here", were counted on aligned names. The cost is −ln of the likeliest
 * segmentation. Knows letters and their neighbours; knows no name and no person.
 */

/** Events counted in one direction: context → (letters taken, letters written) → count. */
export type ChannelTable = ReadonlyMap<string, readonly Event[]>;

/** `take` letters of the source become `write`, seen `count` times in this context. */
export type Event = { readonly take: string; readonly write: string; readonly count: number };

/**
 * What one place of a word can become: the events of its context, sorted by the first letter they write, so that a
 * comparison looks only at those that fit. Event n of group g (a letter's id, 0 for nothing) lies at starts[g] … starts[g + 1].
 */
interface Place {
  readonly starts: Uint16Array;
  readonly takes: Uint8Array;
  readonly lengths: Uint8Array;
  readonly codes: Int32Array;
  readonly costs: Float64Array;
  /** The letters each event writes. */
  readonly writes: readonly string[];
}

/** What a word can become, place by place. */
export type Arcs = readonly Place[];

/** Longest run of letters written by one event. */
export const LONGEST = 4;
/** Letters of a script are numbered from 1; more than this many share numbers, which only costs precision. */
const BASE = 128;
/** Costs in nats of what was never counted. A letter lost, a letter from nowhere, a letter for another. */
const LOST = 6.5;
const FROM_NOWHERE = 7;
const OTHER = 7.5;
const FLOOR = 0.0008;

/** The contexts of a place in a word, widest last. `^` and `$` stand beyond the ends. */
export function contextsAt(word: readonly string[], at: number): string[] {
  const previous = word[at - 1] ?? '^';
  const here = word[at] ?? '$';
  const next = word[at + 1] ?? '$';
  const afterNext = next === '$' ? '$' : (word[at + 2] ?? '$');
  return [here, `${here}${next}`, `${previous}${here}${next}`, `${previous}${here}${next}${afterNext}`];
}

/** A word prepared once for many comparisons. */
export type Prepared = { readonly length: number; readonly codes: Int32Array; readonly first: Uint8Array };

/** One direction of the channel of one script. Deterministic; unknown letters cost much and never throw. */
export class Channel {
  readonly #table: ChannelTable;
  readonly #ids = new Map<string, number>();
  readonly #arcs = new Map<string, Place>();
  #cells = new Float64Array(1024);

  constructor(table: ChannelTable) {
    this.#table = table;
  }

  #id(letter: string): number {
    let id = this.#ids.get(letter);
    if (id === undefined) {
      id = 1 + (this.#ids.size % (BASE - 1));
      this.#ids.set(letter, id);
    }
    return id;
  }

  #code(letters: readonly string[], from: number, length: number): number {
    let code = 0;
    for (let i = 0; i < length; i++) code = (Math.imul(code, BASE) + this.#id(letters[from + i] ?? '')) | 0;
    return code;
  }

  /** The target of a comparison: codes of its runs of 1 to LONGEST letters at every place. */
  target(letters: readonly string[]): Prepared {
    const codes = new Int32Array(letters.length * LONGEST);
    for (let at = 0; at < letters.length; at++)
      for (let length = 1; length <= LONGEST && at + length <= letters.length; length++)
        codes[at * LONGEST + length - 1] = this.#code(letters, at, length);
    return { length: letters.length, codes, first: Uint8Array.from(letters, (letter) => this.#id(letter)) };
  }

  /** What the source can become at every place, with costs. */
  source(letters: readonly string[]): Arcs {
    return letters.map((_, at) => this.#arcsAt(letters, at));
  }

  #arcsAt(letters: readonly string[], at: number): Place {
    const contexts = contextsAt(letters, at);
    const key = contexts.at(-1) ?? '';
    const known = this.#arcs.get(key);
    if (known !== undefined) return known;
    const arcs = this.#arcsFrom(contexts, letters.slice(at, at + LONGEST).join(''));
    this.#arcs.set(key, arcs);
    return arcs;
  }

  #arcsFrom(contexts: readonly string[], rest: string): Place {
    const chances = new Map<string, { event: Event; chance: number }>();
    for (const context of contexts) {
      const events = this.#table.get(context);
      if (events === undefined) continue;
      const total = events.reduce((sum, { count }) => sum + count, 0);
      const share = total / (total + 1.2 * events.length);
      for (const entry of chances.values()) entry.chance *= 1 - share;
      for (const event of events) {
        if (!rest.startsWith(event.take)) continue;
        const name = `${event.take}\t${event.write}`;
        const entry = chances.get(name) ?? { event, chance: 0 };
        entry.chance += (share * event.count) / total;
        chances.set(name, entry);
      }
    }
    return this.#placeOf([...chances.values()].filter(({ chance }) => chance >= FLOOR));
  }

  #placeOf(found: readonly { event: Event; chance: number }[]): Place {
    const arcs = found
      .map(({ event, chance }) => {
        const write = [...event.write];
        const group = write.length === 0 ? 0 : this.#id(write[0] ?? '');
        return { group, take: [...event.take].length, write, cost: -Math.log(chance) };
      })
      .sort((a, b) => a.group - b.group);
    const starts = new Uint16Array(BASE + 1);
    for (const { group } of arcs) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
    for (let group = 0; group < BASE; group++)
      starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
    return {
      starts,
      takes: Uint8Array.from(arcs, ({ take }) => take),
      lengths: Uint8Array.from(arcs, ({ write }) => write.length),
      codes: Int32Array.from(arcs, ({ write }) => this.#code(write, 0, write.length)),
      costs: Float64Array.from(arcs, ({ cost }) => cost),
      writes: arcs.map(({ write }) => write.join('')),
    };
  }

  /** Whether a letter of the source was ever seen in training. */
  knows(letter: string): boolean {
    return this.#table.has(letter);
  }

  /** The likeliest thing that the source becomes; a letter that was never seen is left out. */
  likeliest(source: Arcs): string {
    const best = new Float64Array(source.length + 1).fill(Infinity);
    const made: string[] = [''];
    best[0] = 0;
    source.forEach(({ takes, costs, writes }, at) => {
      const go = (to: number, cost: number, write: string): void => {
        if (to > source.length || cost >= (best[to] ?? Infinity)) return;
        best[to] = cost;
        made[to] = (made[at] ?? '') + write;
      };
      go(at + 1, (best[at] ?? Infinity) + LOST, '');
      writes.forEach((write, arc) => {
        go(at + (takes[arc] ?? 1), (best[at] ?? Infinity) + (costs[arc] ?? Infinity), write);
      });
    });
    return made[source.length] ?? '';
  }

  /** Cost in nats of reading `target` as what became of the source; Infinity once no way is at or under `limit`. */
  cost(source: Arcs, target: Prepared, limit = Infinity): number {
    const n = source.length;
    const width = target.length + 1;
    const size = (n + 1) * width;
    if (this.#cells.length < size) this.#cells = new Float64Array(size * 2);
    const best = this.#cells.fill(Infinity, 0, size);
    best[0] = 0;
    let dead = 0;
    for (let i = 0; i < n; i++) {
      const place = source[i];
      if (place !== undefined && step(best, place, target, i, limit)) dead = 0;
      // No event takes more letters than this, so nothing can be reached any more.
      else if (++dead > LONGEST) return Infinity;
    }
    const last = n * width;
    for (let j = 0; j + 1 < width; j++)
      relax(best, last + j + 1, (best[last + j] ?? Infinity) + FROM_NOWHERE);
    const cost = best[last + width - 1] ?? Infinity;
    return cost > limit ? Infinity : cost;
  }
}

/** One letter of the source further. False when nothing stands here within the limit. */
function step(best: Float64Array, place: Place, target: Prepared, i: number, limit: number): boolean {
  const { starts, takes, lengths, codes, costs } = place;
  const m = target.length;
  const width = m + 1;
  const nothing = starts[1] ?? 0;
  let alive = false;
  for (let j = 0; j <= m; j++) {
    const here = best[i * width + j] ?? Infinity;
    if (here > limit || here === Infinity) continue;
    alive = true;
    const below = (i + 1) * width + j;
    relax(best, below, here + LOST);
    for (let arc = 0; arc < nothing; arc++)
      relax(best, (i + (takes[arc] ?? 1)) * width + j, here + (costs[arc] ?? Infinity));
    if (j === m) continue;
    relax(best, i * width + j + 1, here + FROM_NOWHERE);
    relax(best, below + 1, here + OTHER);
    const first = target.first[j] ?? 0;
    for (let arc = starts[first] ?? 0; arc < (starts[first + 1] ?? 0); arc++) {
      const length = lengths[arc] ?? 1;
      if (j + length > m || target.codes[j * LONGEST + length - 1] !== codes[arc]) continue;
      relax(best, (i + (takes[arc] ?? 1)) * width + j + length, here + (costs[arc] ?? Infinity));
    }
  }
  return alive;
}

function relax(best: Float64Array, at: number, cost: number): void {
  if (cost < (best[at] ?? Infinity)) best[at] = cost;
}

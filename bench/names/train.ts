/**
 * Learns the channel tables from aligned tokens: expectation–maximisation over one-to-few letter pairs, then counts of
 * events in context along the best alignment. Development only: the program ships the counts, never the names.
 */
import { contextsAt, LONGEST, type ChannelTable, type Event } from '../../src/names/channel.ts';

/** One aligned pair of words as letters. */
export type Pair = {
  readonly latin: readonly string[];
  readonly other: readonly string[];
  readonly weight: number;
};
type Unit = readonly [latin: string, other: string];

const SHAPES: readonly (readonly [number, number])[] = [
  [1, 1],
  [1, 0],
  [0, 1],
  [2, 1],
  [3, 1],
  [1, 2],
];

/** Prior that favours plain pairs, so that long chunks must earn their place. */
const PRIOR: Readonly<Record<string, number>> = {
  '1,1': 1,
  '1,0': 0.08,
  '0,1': 0.02,
  '2,1': 0.15,
  '3,1': 0.02,
  '1,2': 0.05,
};

const PRIORS = Float64Array.from(SHAPES, ([a, b]) => PRIOR[`${a},${b}`] ?? 0);
const SHAPE_COUNT = SHAPES.length;

/** Units of letters that were seen, numbered, each with its prior. */
class Units {
  readonly names: string[] = [];
  readonly priors: number[] = [];
  readonly #numbers = new Map<string, number>();

  number(name: string, prior: number): number {
    let found = this.#numbers.get(name);
    if (found === undefined) {
      found = this.names.length;
      this.#numbers.set(name, found);
      this.names.push(name);
      this.priors.push(prior);
    }
    return found;
  }

  /** For every cell of the pair and every shape the number of the unit that begins there; -1 where none fits. */
  of(pair: Pair): Int32Array {
    const n = pair.latin.length;
    const m = pair.other.length;
    const grid = new Int32Array((n + 1) * (m + 1) * SHAPE_COUNT).fill(-1);
    for (let i = 0; i <= n; i++)
      for (let j = 0; j <= m; j++)
        SHAPES.forEach(([a, b], shape) => {
          if (i + a > n || j + b > m) return;
          const name = `${pair.latin.slice(i, i + a).join('')}\t${pair.other.slice(j, j + b).join('')}`;
          grid[(i * (m + 1) + j) * SHAPE_COUNT + shape] = this.number(name, PRIORS[shape] ?? 0);
        });
    return grid;
  }
}

/** How far each shape moves in a grid of this width. */
function movesIn(width: number): number[] {
  return SHAPES.map(([a, b]) => a * width + b);
}

function expectation(pair: Pair, grid: Int32Array, chance: Float64Array, counts: Float64Array): void {
  const width = pair.other.length + 1;
  const moves = movesIn(width);
  const last = (pair.latin.length + 1) * width - 1;
  const forward = new Float64Array(last + 1);
  const backward = new Float64Array(last + 1);
  forward[0] = 1;
  const eachArc = (at: number, visit: (unit: number, to: number) => void): void => {
    for (let shape = 0; shape < SHAPE_COUNT; shape++) {
      const unit = grid[at * SHAPE_COUNT + shape] ?? -1;
      if (unit >= 0) visit(unit, at + (moves[shape] ?? 0));
    }
  };
  for (let at = 0; at <= last; at++)
    eachArc(at, (unit, to) => {
      forward[to] = (forward[to] ?? 0) + (forward[at] ?? 0) * (chance[unit] ?? 0);
    });
  const total = forward[last] ?? 0;
  if (total <= 0) return;
  backward[last] = 1;
  for (let at = last; at >= 0; at--)
    eachArc(at, (unit, to) => {
      backward[at] = (backward[at] ?? 0) + (chance[unit] ?? 0) * (backward[to] ?? 0);
    });
  for (let at = 0; at <= last; at++)
    eachArc(at, (unit, to) => {
      const share = ((forward[at] ?? 0) * (chance[unit] ?? 0) * (backward[to] ?? 0)) / total;
      if (share > 1e-6) counts[unit] = (counts[unit] ?? 0) + share * pair.weight;
    });
}

function viterbi(
  pair: Pair,
  grid: Int32Array,
  costs: Float64Array,
  names: readonly string[],
): { units: Unit[]; cost: number } {
  const width = pair.other.length + 1;
  const moves = movesIn(width);
  const last = (pair.latin.length + 1) * width - 1;
  const best = new Float64Array(last + 1).fill(Infinity);
  const back = new Int32Array(last + 1).fill(-1);
  best[0] = 0;
  for (let at = 0; at <= last; at++)
    for (let shape = 0; shape < SHAPE_COUNT; shape++) {
      const unit = grid[at * SHAPE_COUNT + shape] ?? -1;
      if (unit < 0) continue;
      const to = at + (moves[shape] ?? 0);
      const cost = (best[at] ?? Infinity) + (costs[unit] ?? Infinity);
      if (cost >= (best[to] ?? Infinity)) continue;
      best[to] = cost;
      back[to] = at * SHAPE_COUNT + shape;
    }
  const units: Unit[] = [];
  for (let at = last; at > 0;) {
    const step = back[at] ?? -1;
    if (step < 0) return { units: [], cost: Infinity };
    const [latin = '', other = ''] = (names[grid[step] ?? 0] ?? '').split('\t');
    units.unshift([latin, other]);
    at = Math.floor(step / SHAPE_COUNT);
  }
  return { units, cost: best[last] ?? Infinity };
}

/** Units whose side `from` is empty are joined to the unit before them, or to the one after at the start. */
function attached(units: readonly Unit[], from: 0 | 1): Unit[] {
  const out: [string, string][] = [];
  let waiting = '';
  const to = from === 0 ? 1 : 0;
  for (const unit of units) {
    const last = out.at(-1);
    if (unit[from] === '' && last !== undefined) last[to] += unit[to];
    else if (unit[from] === '') waiting += unit[to];
    else {
      const joined: [string, string] = [unit[0], unit[1]];
      joined[to] = waiting + joined[to];
      waiting = '';
      out.push(joined);
    }
  }
  return out;
}

function countContexts(
  aligned: readonly { units: Unit[]; weight: number }[],
  from: 0 | 1,
  least: readonly number[],
): ChannelTable {
  const to = from === 0 ? 1 : 0;
  const counts = new Map<string, Map<string, Event>>();
  for (const { units, weight } of aligned) {
    const word = units.flatMap((unit) => [...unit[from]]);
    let at = 0;
    for (const unit of units) {
      if ([...unit[to]].length <= LONGEST)
        for (const context of contextsAt(word, at)) {
          const events = counts.get(context) ?? new Map<string, Event>();
          const name = `${unit[from]}\t${unit[to]}`;
          const count = (events.get(name)?.count ?? 0) + weight;
          events.set(name, { take: unit[from], write: unit[to], count });
          counts.set(context, events);
        }
      at += [...unit[from]].length;
    }
  }
  const table = new Map<string, readonly Event[]>();
  for (const context of [...counts.keys()].sort()) {
    const events = [...(counts.get(context)?.values() ?? [])].filter(
      ({ count }) => count >= (least[[...context].length - 1] ?? 1),
    );
    if (events.length > 0)
      table.set(
        context,
        events.sort((a, b) => b.count - a.count || (a.write < b.write ? -1 : 1)),
      );
  }
  return table;
}

/** The channel from Latin letters to a script, learned from pairs. `least`: events counted less often are left out, by length of context. */
export function train(
  pairs: readonly Pair[],
  { rounds = 6, least = [1, 1, 1, 1] as readonly number[] } = {},
): ChannelTable {
  const units = new Units();
  const grids = pairs.map((pair) => units.of(pair));
  let chance = Float64Array.from(units.priors, (prior) => prior * 0.01);
  for (let round = 0; round < rounds; round++) {
    const counts = new Float64Array(units.names.length);
    pairs.forEach((pair, at) => {
      expectation(pair, grids[at] ?? new Int32Array(), chance, counts);
    });
    const total = counts.reduce((sum, count) => sum + count, 0);
    chance = Float64Array.from(units.priors, (prior, unit) => ((counts[unit] ?? 0) + prior * 0.02) / total);
  }
  const costs = chance.map((one) => -Math.log(one));
  const aligned = [];
  for (const [at, pair] of pairs.entries()) {
    const { units: found, cost } = viterbi(pair, grids[at] ?? new Int32Array(), costs, units.names);
    const length = pair.latin.length + pair.other.length;
    // Misaligned rows of the source cost far more per letter than any true pair.
    if (found.length > 0 && cost / length < 4.2) aligned.push({ units: found, weight: pair.weight });
  }
  return countContexts(
    aligned.map((row) => ({ ...row, units: attached(row.units, 0) })),
    0,
    least,
  );
}

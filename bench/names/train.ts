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

function unitsAt(pair: Pair, i: number, j: number): { name: string; a: number; b: number; prior: number }[] {
  const found = [];
  for (const [a, b] of SHAPES) {
    if (i + a > pair.latin.length || j + b > pair.other.length) continue;
    const name = `${pair.latin.slice(i, i + a).join('')}\t${pair.other.slice(j, j + b).join('')}`;
    found.push({ name, a, b, prior: PRIOR[`${a},${b}`] ?? 0 });
  }
  return found;
}

function expectation(
  pair: Pair,
  chance: (name: string, prior: number) => number,
  counts: Map<string, number>,
): void {
  const n = pair.latin.length;
  const m = pair.other.length;
  const w = m + 1;
  const forward = new Float64Array((n + 1) * w);
  const backward = new Float64Array((n + 1) * w);
  const arcs: { from: number; to: number; name: string; p: number }[] = [];
  forward[0] = 1;
  for (let i = 0; i <= n; i++)
    for (let j = 0; j <= m; j++)
      for (const { name, a, b, prior } of unitsAt(pair, i, j)) {
        const p = chance(name, prior);
        const arc = { from: i * w + j, to: (i + a) * w + j + b, name, p };
        forward[arc.to] = (forward[arc.to] ?? 0) + (forward[arc.from] ?? 0) * p;
        arcs.push(arc);
      }
  const total = forward[n * w + m] ?? 0;
  if (total <= 0) return;
  backward[n * w + m] = 1;
  for (let k = arcs.length - 1; k >= 0; k--) {
    const arc = arcs[k];
    if (arc === undefined) continue;
    backward[arc.from] = (backward[arc.from] ?? 0) + arc.p * (backward[arc.to] ?? 0);
  }
  for (const { from, to, name, p } of arcs) {
    const share = ((forward[from] ?? 0) * p * (backward[to] ?? 0)) / total;
    if (share > 1e-6) counts.set(name, (counts.get(name) ?? 0) + share * pair.weight);
  }
}

function viterbi(
  pair: Pair,
  chance: (name: string, prior: number) => number,
): { units: Unit[]; cost: number } {
  const n = pair.latin.length;
  const m = pair.other.length;
  const w = m + 1;
  const best = new Float64Array((n + 1) * w).fill(Infinity);
  const back: ({ from: number; name: string } | undefined)[] = [];
  best[0] = 0;
  for (let i = 0; i <= n; i++)
    for (let j = 0; j <= m; j++)
      for (const { name, a, b, prior } of unitsAt(pair, i, j)) {
        const to = (i + a) * w + j + b;
        const cost = (best[i * w + j] ?? Infinity) - Math.log(chance(name, prior));
        if (cost < (best[to] ?? Infinity)) {
          best[to] = cost;
          back[to] = { from: i * w + j, name };
        }
      }
  const units: Unit[] = [];
  for (let at = n * w + m; at > 0;) {
    const step = back[at];
    if (step === undefined) return { units: [], cost: Infinity };
    const [latin = '', other = ''] = step.name.split('\t');
    units.unshift([latin, other]);
    at = step.from;
  }
  return { units, cost: best[n * w + m] ?? Infinity };
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
  let counts = new Map<string, number>();
  let total = 0;
  let chance = (_name: string, prior: number): number => prior * 0.01;
  for (let round = 0; round < rounds; round++) {
    counts = new Map();
    for (const pair of pairs) expectation(pair, chance, counts);
    total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const now = counts;
    const all = total;
    chance = (name, prior) => ((now.get(name) ?? 0) + prior * 0.02) / all;
  }
  const aligned = [];
  for (const pair of pairs) {
    const { units, cost } = viterbi(pair, chance);
    const length = pair.latin.length + pair.other.length;
    // Misaligned rows of the source cost far more per letter than any true pair.
    if (units.length > 0 && cost / length < 4.2) aligned.push({ units, weight: pair.weight });
  }
  return countContexts(
    aligned.map((row) => ({ ...row, units: attached(row.units, 0) })),
    0,
    least,
  );
}

/**
 * What the text around says of a look. A clause is weighed by itself first (looks.ts); here what all clauses weigh is held
 * against each other: what else the clause may tell, how much is told of the kind in the text and near the clause, and in
 * which part of the text it stands. None of this knows a language, so one set of weights serves all (lang/context.tsv,
 * fitted by bench/reading/fit.ts --context on texts that the first weights had not seen).
 */
import type { Kind } from '../contract.ts';
import { weightsIn } from '../concepts/leanings.ts';
import { readRows } from '../lexicon.ts';

/** Sums beyond this are as good as certain. */
const MOST = 6;
/** Clauses before and behind one that stand near it. */
const NEAR = 3;
/** A text or a neighbourhood is taken to have so many clauses more, of which `USUAL` tell a kind: few clauses say little. */
const MORE = 4;
const USUAL = 0.06;
/** Shares of the text at which another part of it begins: what stands last is mostly about something else. */
const PARTS = [0.1, 0.25, 0.5, 0.75, 0.9];

/** Names of what a look has for a kind, in the order of their values. */
export function traitNames(kinds: readonly Kind[]): string[] {
  return [
    'own',
    'told',
    'told-own',
    ...kinds.map((kind) => `with:${kind}`),
    'near',
    'near-all',
    ...[0, ...PARTS].map((part) => `from:${part}`),
  ];
}

/** A look as the first weights see it: log odds of each kind, and the kinds that rules have told of it. */
export interface Weighed {
  readonly sums: Float64Array;
  readonly told: ReadonlySet<Kind>;
}

/** Sums of a look that is not weighed: it tells nothing. */
export function untold(kinds: readonly Kind[]): Float64Array {
  return new Float64Array(kinds.length).fill(-MOST);
}

/** The looks of a text held against each other. */
export class Context {
  readonly #looks: readonly Weighed[];
  readonly #kinds: readonly Kind[];
  readonly #chances: readonly Float64Array[];
  /** Chances of all looks before each, by kind and in their last place the mean of all kinds. */
  readonly #before: readonly Float64Array[];

  constructor(looks: readonly Weighed[], kinds: readonly Kind[]) {
    this.#looks = looks;
    this.#kinds = kinds;
    this.#chances = looks.map(({ sums }) => sums.map(chanceOf));
    const before = [new Float64Array(kinds.length + 1)];
    for (const own of this.#chances) {
      const next = (before.at(-1) ?? own).slice();
      for (let kind = 0; kind < own.length; kind++) {
        const chance = own[kind] ?? 0;
        next[kind] = (next[kind] ?? 0) + chance;
        next[own.length] = (next[own.length] ?? 0) + chance / own.length;
      }
      before.push(next);
    }
    this.#before = before;
  }

  /** What a look has for a kind, in the order of `traitNames`, written into `traits`. */
  write(at: number, kind: number, traits: Float64Array): void {
    const size = this.#kinds.length;
    const all = this.#looks.length;
    const look = this.#looks[at];
    const own = clipped(look?.sums[kind] ?? -MOST);
    const told = look?.told.has(this.#kinds[kind] ?? 'count') === true ? 1 : 0;
    traits[0] = own;
    traits[1] = told;
    traits[2] = told * own;
    traits.set(this.#chances[at] ?? [], 3);
    traits[3 + size] = this.#near(at, kind);
    traits[4 + size] = this.#near(at, size);
    for (let part = 0; part <= PARTS.length; part++) {
      const isHere = at >= (PARTS[part - 1] ?? 0) * all && at < (PARTS[part] ?? 1) * all;
      traits[5 + size + part] = isHere ? 1 : 0;
    }
  }

  #near(at: number, kind: number): number {
    const from = Math.max(0, at - NEAR);
    const to = Math.min(this.#looks.length, at + NEAR + 1);
    return share(this.#inside(from, to, kind) - this.#inside(at, at + 1, kind), to - from - 1);
  }

  #inside(from: number, to: number, kind: number): number {
    return (this.#before[to]?.[kind] ?? 0) - (this.#before[from]?.[kind] ?? 0);
  }
}

function chanceOf(sum: number): number {
  return 1 / (1 + Math.exp(-clipped(sum)));
}

function clipped(sum: number): number {
  return Math.max(-MOST, Math.min(MOST, sum));
}

/** Log odds of a kind among clauses that together tell it `sum` times. */
function share(sum: number, clauses: number): number {
  const chance = (sum + MORE * USUAL) / (clauses + MORE);
  return Math.log(chance / (1 - chance));
}

/**
 * Fewer clauses are no context: a sentence or two are given to be read. What rules say of them is doubted less, and what no
 * rule has said needs more; so it is for a kind without weights.
 */
const FEW = 16;
const LENIENCE = 2.1;
const CAUTION = 0.5;

interface Weights {
  readonly bias: number;
  readonly of: Float64Array;
}

/** Weights by kind, for kinds in this order; null for a kind without any. */
const loaded = new Map<string, readonly (Weights | null)[]>();

function weightsOf(kinds: readonly Kind[]): readonly (Weights | null)[] {
  const key = kinds.join(' ');
  let weights = loaded.get(key);
  if (!weights) {
    const rows = readRows(new URL('../lang/', import.meta.url), 'context.tsv');
    weights = kinds.map((kind) => {
      const row = rows.find(({ columns }) => columns['kind'] === kind);
      if (!row) return null;
      const pairs = weightsIn(row.columns['weights'] ?? '');
      const of = Float64Array.from(traitNames(kinds), (name) => pairs.get(name) ?? 0);
      return { bias: pairs.get('bias') ?? 0, of };
    });
    loaded.set(key, weights);
  }
  return weights;
}

/** Log odds of kinds for the looks of a text, each in the light of all; by number of look and of kind. */
export function inContext(
  looks: readonly Weighed[],
  kinds: readonly Kind[],
): (at: number, kind: number) => number {
  const context = new Context(looks, kinds);
  const weights = weightsOf(kinds);
  const traits = new Float64Array(traitNames(kinds).length);
  return (at, kind) => {
    const own = looks.length < FEW ? null : weights[kind];
    if (!own) {
      const { sums, told } = looks[at] ?? { sums: untold(kinds), told: new Set<Kind>() };
      return (sums[kind] ?? -MOST) + (told.has(kinds[kind] ?? 'count') ? LENIENCE : -CAUTION);
    }
    context.write(at, kind, traits);
    let sum = own.bias;
    for (let place = 0; place < traits.length; place++) sum += (traits[place] ?? 0) * (own.of[place] ?? 0);
    return sum;
  };
}

/**
 * Hierarchical log-linear models over J lists: which interactions are in, and their names. A term is a set of lists
 * (a bit mask); a model with a term has all its subsets (Bishop, Fienberg and Holland 1975, ch. 3). Main effects are
 * always in; the interaction of all lists never is, because the unseen cell could not be told from it.
 */
import { listsIn } from './table.ts';

/** The interactions (two lists or more) of one model, by size and then by number. */
export interface Model {
  readonly terms: readonly number[];
}

export const INDEPENDENCE: Model = { terms: [] };

function ordered(terms: readonly number[]): number[] {
  return [...terms].sort((a, b) => listsIn(a) - listsIn(b) || a - b);
}

/** A model from its interactions; subsets of two lists or more are added. */
export function modelOf(generators: readonly number[]): Model {
  const terms = new Set<number>();
  for (const whole of generators) {
    for (let part = whole; part > 0; part = (part - 1) & whole) if (listsIn(part) >= 2) terms.add(part);
  }
  return { terms: ordered([...terms]) };
}

/** All pairs of J lists. */
export function pairsOf(lists: number): number[] {
  const pairs: number[] = [];
  for (let i = 0; i < lists; i++) for (let j = i + 1; j < lists; j++) pairs.push((1 << i) | (1 << j));
  return pairs.sort((a, b) => a - b);
}

/** Every hierarchical model of J ≤ 5 lists with all main effects and without the interaction of all: 8, 113, 6,893. */
export function allModels(lists: number): Model[] {
  const full = 2 ** lists - 1;
  const bySize: number[][] = [];
  for (let term = 1; term < full; term++) (bySize[listsIn(term)] ??= []).push(term);
  const models: Model[] = [];
  const grow = (size: number, chosen: readonly number[], have: ReadonlySet<number>): void => {
    const possible = (bySize[size] ?? []).filter((term) => facesOf(term).every((face) => have.has(face)));
    if (possible.length === 0) {
      models.push({ terms: ordered(chosen) });
      return;
    }
    for (let subset = 0; subset < 2 ** possible.length; subset++) {
      const added = possible.filter((_, at) => (subset >> at) & 1);
      if (added.length === 0) models.push({ terms: ordered(chosen) });
      else grow(size + 1, [...chosen, ...added], new Set([...have, ...added]));
    }
  };
  grow(2, [], new Set(bySize[1] ?? []));
  return models;
}

/** The subsets with one list fewer. */
function facesOf(term: number): number[] {
  const faces: number[] = [];
  for (let rest = term; rest !== 0; rest &= rest - 1) faces.push(term & ~(rest & -rest));
  return faces;
}

/** The maximal terms in the names of the lists, "A×B×C, C×D, E": what the model is called on a page. */
export function modelName(model: Model, lists: readonly string[]): string {
  const whole = [...model.terms, ...lists.map((_, at) => 1 << at)];
  const maximal = whole.filter((term) => !whole.some((other) => other !== term && (other & term) === term));
  const words = maximal.map((term) => lists.filter((_, at) => (term >> at) & 1).join('×'));
  return words.sort().join(', ');
}

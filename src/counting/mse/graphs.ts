/**
 * Decomposable graphs on J lists: lists are vertices, a missing edge is a conditional independence. Knows only graphs.
 * A graph is decomposable when its vertices can be taken away one by one, each with neighbours that are all joined
 * (Lauritzen 1996, §2.1.3); that order gives cliques less separators as a sum over sets of lists.
 */

export interface DecomposableGraph {
  /** Pairs of lists that are joined, as bit masks. */
  readonly edges: readonly number[];
  /** Sets of lists with what they weigh in "cliques less separators": +1, −1, −2 …; the empty set is left out. */
  readonly parts: readonly { readonly set: number; readonly times: number }[];
  /** Cliques less non-empty separators, which is the number of connected components. */
  readonly components: number;
  readonly isComplete: boolean;
  /** Maximal cliques, for the name. */
  readonly cliques: readonly number[];
}

/** Every decomposable graph on J lists: 8, 61, 822 for J = 3, 4, 5. */
export function decomposableGraphs(lists: number): DecomposableGraph[] {
  const pairs: number[] = [];
  for (let i = 0; i < lists; i++) for (let j = i + 1; j < lists; j++) pairs.push((1 << i) | (1 << j));
  const found: DecomposableGraph[] = [];
  for (let chosen = 0; chosen < 2 ** pairs.length; chosen++) {
    const edges = pairs.filter((_, at) => (chosen >> at) & 1);
    const graph = eliminated(lists, edges);
    if (graph !== null) found.push({ ...graph, isComplete: edges.length === pairs.length });
  }
  return found;
}

function eliminated(lists: number, edges: readonly number[]): Omit<DecomposableGraph, 'isComplete'> | null {
  const neighbours = Array.from({ length: lists }, (_, v) =>
    edges.reduce((set, edge) => ((edge >> v) & 1 ? set | (edge & ~(1 << v)) : set), 0),
  );
  const isJoined = (set: number): boolean =>
    neighbours.every((around, v) => ((set >> v) & 1) === 0 || (set & ~(1 << v) & ~around) === 0);
  const times = new Map<number, number>();
  const add = (set: number, by: number): void => void times.set(set, (times.get(set) ?? 0) + by);
  let left = 2 ** lists - 1;
  let components = 0;
  const taken: number[] = [];
  while (left !== 0) {
    const remaining = left;
    const v = neighbours.findIndex(
      (around, at) => ((remaining >> at) & 1) === 1 && isJoined(around & remaining),
    );
    if (v < 0) return null;
    const around = (neighbours[v] as number) & left;
    add(around | (1 << v), 1);
    taken.push(around | (1 << v));
    if (around === 0) components++;
    else add(around, -1);
    left &= ~(1 << v);
  }
  return {
    edges,
    parts: [...times].filter(([, by]) => by !== 0).map(([set, by]) => ({ set, times: by })),
    components,
    cliques: taken.filter((set) => !taken.some((other) => other !== set && (other & set) === set)),
  };
}

/** Simulated people on lists, for tests: each is on each list with its probability, independently. */
import type { Random } from '#ground';

/** The pattern of each person, who may be on no list. */
export function population(people: number, chances: readonly number[], random: Random): number[] {
  return Array.from({ length: people }, () =>
    chances.reduce((pattern, chance, at) => (random.float() < chance ? pattern | (1 << at) : pattern), 0),
  );
}

/** Numbers of the lists of a pattern. */
export function listIn(pattern: number): number[] {
  return [...Array(32).keys()].filter((at) => (pattern >> at) & 1);
}

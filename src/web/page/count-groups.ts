/** Groups of persons whose numbers a count gives. Every number opens its list; every group has its rule. */
import type { HowMany, PersonGroup, ScopeFacet } from '#workspace';

/** Facets of a scope that a question can name terms of, in the order asked. */
export const SCOPE_FACETS: readonly ScopeFacet[] = ['population', 'standing', 'holder', 'place'];

export const GROUPS_OF_PERSONS = [
  'documented',
  'twoSources',
  'acknowledged',
  'notAcknowledged',
  'silentYear',
  'unsettled',
  'notRecorded',
] as const;
export type GroupOfPersons = (typeof GROUPS_OF_PERSONS)[number];

export function isGroupOfPersons(word: string): word is GroupOfPersons {
  return (GROUPS_OF_PERSONS as readonly string[]).includes(word);
}

/** The number of a group, and the ids of its persons as far as the answer gives them. */
export function personsIn({ documented, acknowledged }: HowMany, group: GroupOfPersons): PersonGroup {
  if (group === 'documented') return { persons: documented.persons, ids: documented.ids };
  if (group === 'twoSources') return { persons: documented.twoSources, ids: documented.twoSourceIds };
  return acknowledged[group];
}

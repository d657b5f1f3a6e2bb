/**
 * Who is documented by name. Persons are records joined by people's judgements; a person who stands on several lists
 * counts once, and lists of one origin count as one source. Says nothing about who is not on any list.
 */
import { personsOf, type PairJudgement, type Person } from '#claim';

export interface CountedRecord {
  readonly recordId: string;
  readonly listId: string;
  /** Number of the independence family of the list's document. */
  readonly family: number;
  /** True when the row carries a name; a row without one documents nobody by name. */
  readonly isNamed: boolean;
}

export interface Documented {
  readonly persons: number;
  readonly records: number;
  readonly lists: number;
  /** Persons on lists of at least two independence families. */
  readonly twoSources: number;
  /** The persons behind both numbers. */
  readonly personIds: readonly string[];
  readonly twoSourceIds: readonly string[];
  /** Rows without a name: kept, and not counted here. */
  readonly unnamed: number;
  /** Judgements that could not join because another judgement keeps the records apart. */
  readonly contradictions: number;
}

/** The rule by which `documented` counts, in one sentence; it is printed with every number. */
export const DOCUMENTED_RULE =
  'Counted are persons: named rows of the lists, joined where a person judged them to be the same individual, or where record linkage that a person started joined them, and never where a person judged them different. Being on a list means that its compiler says so.';

/** The persons among named records. Independent of the order of both. */
export function personsAmong(
  records: readonly CountedRecord[],
  judgements: readonly PairJudgement[],
): readonly Person[] {
  const named = records.filter(({ isNamed }) => isNamed).map(({ recordId }) => recordId);
  return personsOf(named, judgements).persons;
}

/** Counts persons among records under the judgements given. Independent of the order of both. */
export function documented(
  records: readonly CountedRecord[],
  judgements: readonly PairJudgement[],
): Documented {
  const named = new Map(records.filter(({ isNamed }) => isNamed).map((record) => [record.recordId, record]));
  const { persons, contradictions } = personsOf([...named.keys()], judgements);
  const sourcesOf = (ids: readonly string[]): number => new Set(ids.map((id) => named.get(id)?.family)).size;
  const twoSourced = persons.filter(({ recordIds }) => sourcesOf(recordIds) >= 2);
  return {
    persons: persons.length,
    records: named.size,
    lists: new Set([...named.values()].map(({ listId }) => listId)).size,
    twoSources: twoSourced.length,
    personIds: persons.map(({ personId }) => personId),
    twoSourceIds: twoSourced.map(({ personId }) => personId),
    unnamed: records.length - named.size,
    contradictions: contradictions.length,
  };
}

/**
 * A second reader for a random tenth: which proposals are drawn, what is recorded of it, and how far two answers agree
 * (SPEC C39, C40). The first decisions are never touched; a second and a third answer stand beside them.
 */
import { Type } from 'typebox';
import { sha256Hex } from '#ground';
import {
  closed,
  IdSchema,
  NumberSchema,
  oneOf,
  ReaderNameSchema,
  Sha256Schema,
  some,
  WordsSchema,
} from './schema.ts';

/** How a sample is drawn; another way gets another name. */
export const DRAWN_BY = 'sha256-order/1';

export const RereadingAskedSchema = closed({
  rereadingId: IdSchema,
  /** The document read again; without it everything in the open compartment. */
  documentId: Type.Optional(IdSchema),
  drawnBy: oneOf([DRAWN_BY]),
  seed: Sha256Schema,
  /** Entries of the ledger that it was drawn from. */
  size: NumberSchema,
  /** Proposals that had an answer, yes or no. */
  population: NumberSchema,
  /** Those drawn, in the order of the draw, each with the entry that decided on it first. */
  sample: some(closed({ proposalId: IdSchema, decidedBy: NumberSchema }), 10_000),
});
export type RereadingAsked = Type.Static<typeof RereadingAskedSchema>;

export const RereadingAnsweredSchema = closed({
  rereadingId: IdSchema,
  proposalId: IdSchema,
  turn: oneOf(['second', 'third']),
  answer: oneOf(['accepted', 'refused', 'parked', 'taken-back']),
  /** Whether the person who answers gave the first answer as well. */
  who: oneOf(['same-person', 'another-person']),
  reader: Type.Optional(ReaderNameSchema),
  /** Code of list RS. */
  reason: Type.Optional(oneOf(['1', '2', '3', '4', '5'])),
  words: Type.Optional(WordsSchema),
});
export type RereadingAnswered = Type.Static<typeof RereadingAnsweredSchema>;

/**
 * A tenth of these ids, rounded up, in the order of SHA-256 over seed, space and id: whoever knows seed and ids draws
 * the same. The order of the ids does not matter; none of them may be there twice.
 */
export function tenthOf(ids: readonly string[], seed: string): string[] {
  return ids
    .map((id) => ({ id, place: sha256Hex(Buffer.from(`${seed} ${id}`)) }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, Math.ceil(ids.length / 10))
    .map(({ id }) => id);
}

export type RereadAnswer = 'accepted' | 'refused' | 'parked';

/** One proposal of a sample with the answers given so far. */
export interface ReadTwice {
  readonly first: 'accepted' | 'refused';
  readonly second: {
    readonly answer: RereadAnswer;
    readonly who: RereadingAnswered['who'];
    /** Given on the calendar day (UTC) of the first answer. */
    readonly isSameDay: boolean;
  } | null;
  readonly third: { readonly answer: RereadAnswer } | null;
}

/** How often a yes or no is given again. Never without `compared`. */
export interface Agreement {
  readonly compared: number;
  readonly agree: number;
  /** Of a hundred, whole; null where nothing is compared. It is 100 only where all agree and 0 only where none does. */
  readonly percent: number | null;
}

export interface RereadingFigures {
  /** One person, who read again. */
  readonly intra: Agreement;
  /** Two persons. */
  readonly inter: Agreement;
  /** Of those of one person: answered again on the same day, when memory may have answered. */
  readonly sameDay: number;
  /** The second reader could not tell. These are compared with nothing. */
  readonly cannotTell: number;
  /** Without a second answer. */
  readonly waiting: number;
  /** The second answer is another than the first, or could not be given. */
  readonly differ: number;
  /** Of those: without a third answer. */
  readonly waitingForThird: number;
}

/** Whether an item goes to a third reader. */
export function differs({ first, second }: Pick<ReadTwice, 'first' | 'second'>): boolean {
  return second !== null && second.answer !== first;
}

function agreement(items: readonly ReadTwice[]): Agreement {
  const told = items.filter(({ second }) => second !== null && second.answer !== 'parked');
  const compared = told.length;
  const agree = told.filter((one) => !differs(one)).length;
  return { compared, agree, percent: percentOf(agree, compared) };
}

/** A share in whole per cent, which says "all" and "none" only where it is so. Null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  if (whole === 0) return null;
  if (part === 0 || part === whole) return part === 0 ? 0 : 100;
  return Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
}

/** The figures of a sample; readings by one person and by two are never added up. */
export function figuresOf(items: readonly ReadTwice[]): RereadingFigures {
  const by = (who: RereadingAnswered['who']) => items.filter(({ second }) => second?.who === who);
  const different = items.filter(differs);
  return {
    intra: agreement(by('same-person')),
    inter: agreement(by('another-person')),
    sameDay: by('same-person').filter(({ second }) => second?.isSameDay).length,
    cannotTell: items.filter(({ second }) => second?.answer === 'parked').length,
    waiting: items.filter(({ second }) => second === null).length,
    differ: different.length,
    waitingForThird: different.filter(({ third }) => third === null).length,
  };
}

/** Shapes of the answers about samples for a second reader. Whoever has still to answer is shown no earlier answer. */
import type { RereadingFigures } from '#claim';
import type { AsKnown, DocumentView, ProposalView } from './queries.ts';

/** While second answers wait only their number: a running figure would tell the first answer behind each new one. */
export type ShownFigures = RereadingFigures | Pick<RereadingFigures, 'waiting'>;

/** A sample for a second reader, and how far the answers agree. */
export interface RereadingLine {
  readonly rereadingId: string;
  /** Null where it was drawn from everything that is open to the team. */
  readonly documentId: string | null;
  readonly title: string | null;
  readonly askedAt: string;
  readonly askedBy: string;
  /** How it was drawn, from which seed, from how many proposals and how many entries. */
  readonly drawnBy: string;
  readonly seed: string;
  readonly population: number;
  readonly size: number;
  /** Proposals of it that this principal may see. */
  readonly drawn: number;
  readonly figures: ShownFigures;
}

/** A drawn proposal, without anybody's answer. */
export interface RereadingItem {
  readonly proposalId: string;
  readonly documentId: string;
  readonly compartment: string;
  readonly waitsFor: 'second' | 'third' | null;
  /** Newest entry of the turn that waits, −1 without one. */
  readonly version: number;
  /** Whether the sign-in of whoever asks gave the first answer; and whether they, by name, gave the second. */
  readonly isFirstReader: boolean;
  readonly isSecondReader: boolean;
}

/** What a second or third reader has in hand: the proposal as the program made it, and the text around it. */
export interface RereadingHand {
  readonly turn: 'second' | 'third';
  readonly version: number;
  readonly proposal: ProposalView;
  readonly document: DocumentView;
  /** Whole words of the text before and after the quote, as they stand there. */
  readonly before: string;
  readonly after: string;
}

export interface GivenAnswer {
  readonly answer: 'accepted' | 'refused' | 'parked';
  readonly by: string;
  readonly name: string | null;
  readonly at: string;
}

export interface RereadingDifference {
  readonly proposalId: string;
  readonly documentId: string;
  readonly title: string;
  readonly kind: string;
  readonly exact: string;
  /** First, second, third; null while the third is still to be given, so that it is given without them. */
  readonly answers: readonly GivenAnswer[] | null;
}

export interface RereadingQuery {
  readonly rereadingId: string;
  /** What whoever asks says of themselves: the first reader again, or another person, and under which name. */
  readonly who?: 'same-person' | 'another-person';
  readonly reader?: string;
}

/** One sample as whoever asks may see it. */
export interface RereadingAnswer extends RereadingLine {
  readonly items: readonly RereadingItem[];
  /** Whether somebody has to say who they are before they can go on. */
  readonly needsWho: boolean;
  /** How many wait for whoever asks. */
  readonly yours: number;
  readonly hand: RereadingHand | null;
  /** The newest answer of whoever asks, which they can take back. */
  readonly last: { proposalId: string; turn: 'second' | 'third'; version: number } | null;
  readonly differ: readonly RereadingDifference[];
  readonly asKnown: AsKnown;
}

/** Shape of sample/manifest.json: what the invented documenter added, decided and recorded. Keys stand for ids. */
import type { AcceptanceDecision, Handling, ProposalKind, ProposalModality } from '#claim';
import type { RecordJudgement } from './judge-records.ts';
import type { Principal } from './principal.ts';

export interface Manifest {
  readonly workspace: { readonly name: string; readonly code: string };
  readonly principals: readonly {
    readonly key: string;
    readonly role: Principal['role'];
    readonly compartments: readonly string[];
  }[];
  readonly parties: readonly {
    readonly key: string;
    readonly name?: string;
    readonly kind: string;
    readonly words?: string;
    readonly aliases?: readonly string[];
    readonly scriptNames?: Readonly<Record<string, string>>;
    readonly partOf?: string;
    readonly handling?: Handling;
    readonly channel?: 'icrc';
  }[];
  readonly anchors: readonly {
    readonly name: string;
    readonly start: string;
    readonly end: string;
    readonly document: string;
  }[];
  readonly documents: readonly DocumentSpec[];
  readonly lists: readonly ListSpec[];
  readonly decisions: readonly DecisionSpec[];
  readonly byHand: readonly HandSpec[];
  readonly sealed: readonly HandSpec[];
  readonly judgements: readonly {
    readonly left: RowSpec;
    readonly right: RowSpec;
    readonly answer: RecordJudgement['decision'];
    readonly reason: string;
  }[];
  /** Pairs that the linker may not join by itself: they stay proposals, for whoever opens the sample. */
  readonly linking: { readonly leave: readonly (readonly [RowSpec, RowSpec])[] };
  /** Views that the documenter signs: figures by the words of their rows. */
  readonly views: readonly {
    readonly name: string;
    readonly accepts: readonly {
      readonly document: string;
      readonly quote: string;
      readonly as: 'number' | 'acknowledged';
    }[];
    readonly reason: string;
  }[];
}

/** A row of a list, from 1. */
export type RowSpec = readonly [list: string, row: number];

export interface DocumentSpec {
  readonly key: string;
  readonly file: string;
  readonly title: string;
  readonly kind?: string;
  readonly publisher: string;
  readonly published: string;
  readonly language: string;
  readonly relayedFrom?: string;
  readonly isPublic?: boolean;
  readonly handling: Handling;
}

export interface ListSpec extends Omit<DocumentSpec, 'title' | 'kind'> {
  readonly name: string;
  readonly document?: string;
  readonly columns: Readonly<Record<string, string>>;
}

export interface DecisionSpec {
  readonly document: string;
  readonly kind: string;
  readonly quote: string;
  readonly decide: 'accept' | 'refuse' | 'park' | 'leave';
  /** "as proposed", a party's key, or null for the document's own voice. */
  readonly speaker?: string | null;
  readonly where?: Readonly<Record<string, string>>;
  readonly corrections?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  /** What the documenter settled beside speaker and corrections: scope, codes. */
  readonly settled?: Omit<AcceptanceDecision, 'speaker' | 'corrections'>;
  /** What the documenter would record by hand, should the reader not propose it. */
  readonly hand?: Pick<HandSpec, 'modality' | 'subject' | 'fields'>;
}

export interface HandSpec {
  readonly document: string;
  readonly kind: ProposalKind;
  readonly quote: string;
  readonly speaker: string | null;
  readonly modality?: ProposalModality;
  readonly subject?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly handling?: Handling;
  readonly settled?: Omit<AcceptanceDecision, 'speaker' | 'corrections'>;
  /** Rows of lists that the words speak of. */
  readonly records?: readonly RowSpec[];
}

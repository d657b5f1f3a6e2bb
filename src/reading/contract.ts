/**
 * The reader's public contract: what a proposal is, field by field and kind by kind.
 * A proposal says "the text says this", with the exact words; it never says that this is so.
 * The JSON is stable: keys may be added, the ones here never change their meaning.
 */

/** The fourteen kinds of claim a reader may propose. */
export const KINDS = [
  'count',
  'unknown_count',
  'label',
  'custody',
  'death',
  'ill_treatment_or_health',
  'trial',
  'contact',
  'visit',
  'confidentiality_rule',
  'inquiry',
  'agreement',
  'open_question',
  'source_chain',
] as const;
export type Kind = (typeof KINDS)[number];

/** How the asserter stands to the content. */
export type Modality = 'asserted' | 'alleged' | 'believed' | 'denied' | 'unknown' | 'refused' | 'no_response';

/** Bounds a figure carries in the text. */
export type Operator = '=' | '>' | '>=' | '<' | '<=' | '~' | 'between';

/** What a figure counts. */
export type Measure =
  | 'held'
  | 'taken'
  | 'missing'
  | 'dead'
  | 'released'
  | 'tried'
  | 'ill_treated'
  | 'remains'
  | 'cases'
  | 'other';

type Said = string | null;

/** Fields of each kind; every one is present in a proposal, `null` where the text does not say. */
export interface KindFields {
  count: {
    operator: Operator;
    number: number | [number, number];
    measure: Measure;
    as_of: Said;
    period: Said;
    unit: 'percent' | null;
    vague: boolean;
  };
  unknown_count: { measure: Measure };
  label: { label: string };
  custody: { event: string; who: Said; place: Said; date: Said; by: Said };
  death: { who: Said; cause: Said; date: Said };
  ill_treatment_or_health: { who: Said };
  trial: { feature: string; who: Said; date: Said };
  contact: { polarity: string; channel: Said; date: Said };
  visit: { visitor: Said; visited: Said; polarity: string; date: Said };
  confidentiality_rule: { holder: Said; recipient: Said };
  inquiry: { asker: Said; addressee: Said; outcome: Said; n: number | null };
  agreement: { stage: string; parties: Said };
  open_question: object;
  source_chain: { relation: string; source: string };
}

/** Whose assertion it is. `unresolved` means that the rules were not sure and name nobody. */
export interface Attribution {
  readonly state: 'named' | 'author' | 'unresolved';
  /** The words that carry the attribution ("According to them"), verbatim; null in the author's voice. */
  readonly mention: string | null;
  /** Parties considered, nearest first. */
  readonly candidates: readonly string[];
}

interface ProposalBase {
  readonly id: string;
  /** Exact substring of the text, at most 400 UTF-16 units. */
  readonly quote: string;
  readonly attributed_to: Said;
  readonly modality: Modality;
  readonly subject: string;
  /** Position of the quote in Unicode code points of the body, half-open. */
  readonly start: number;
  readonly end: number;
  /** The rule that made the proposal: file and row of the lexicon, or a named rule. */
  readonly rule: string;
  /** The words that made the rule fire. */
  readonly cue: string;
  readonly attribution: Attribution;
  /** Warnings for the reviewer: `bidi-control`, `damaged`, `confidential-body`, `unresolved-speaker`. */
  readonly flags: readonly string[];
}

/** One proposed claim. */
export type Proposal = { [K in Kind]: ProposalBase & { readonly kind: K } & Readonly<KindFields[K]> }[Kind];

/** Something that no claim covers and that a person should look at. */
export interface Unclaimed {
  readonly quote: string;
  readonly kind: 'number' | 'date' | 'name' | 'silence' | 'refusal' | 'denial';
  /** Code points, half-open. */
  readonly start: number;
  readonly end: number;
  /** True for a figure beside a word for persons: look at these first. */
  readonly near_person: boolean;
}

/** How much of the text the reader dealt with. */
export interface Coverage {
  readonly sentences: number;
  readonly sentences_with_claims: number;
  readonly numbers: number;
  readonly numbers_claimed: number;
  readonly attributions_named: number;
  readonly attributions_unresolved: number;
  /** Proposals dropped by the last gate because their quote was not an exact piece of the text. */
  readonly dropped_not_verbatim: number;
  readonly dropped_too_long: number;
  /** Passages in languages without a pack: nothing in them was read. */
  readonly unread: readonly { readonly lang: string; readonly characters: number }[];
}

/** What a rule proposed and a second look left out, because little speaks for it. */
export interface Doubted {
  readonly kind: Kind;
  readonly quote: string;
  /** Code points, half-open. */
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** What the reader gives back. */
export interface Reading {
  readonly text: string;
  readonly lang: string;
  readonly claims: readonly Proposal[];
  readonly doubted: readonly Doubted[];
  readonly unclaimed: readonly Unclaimed[];
  readonly coverage: Coverage;
}

/** What stood in the header line of a text file, or what the caller knows about the document. */
export interface Header {
  readonly title: string | null;
  readonly publisher: string | null;
  /** EDTF day, month or year on which the document was published. */
  readonly published: string | null;
  readonly origin: string | null;
  readonly lang: string | null;
  readonly rendering: string | null;
}

/** Longest quote a proposal may carry, in UTF-16 units. */
export const MAX_QUOTE = 400;

/** What answers about people look like. Every value has its speaker; whatever is not shown is counted. */
import type {
  AsKnown,
  ClaimView,
  HandlingView,
  HistoryLine,
  PassageView,
  SpeakerView,
  WhenView,
} from '../queries.ts';

export interface NameView {
  readonly words: string;
  readonly lang: string | null;
  readonly script: string;
}

export interface PersonLine {
  readonly personId: string;
  /** Different written forms, the earliest first. */
  readonly names: readonly NameView[];
  readonly records: number;
  /** Names of the lists they stand on. */
  readonly lists: readonly string[];
}

/** One value of a facet with how many people it would leave. */
export interface FacetValue {
  readonly value: string;
  /** A name of a list; null where the page has words of its own for the value. */
  readonly name: string | null;
  readonly count: number;
  readonly chosen: boolean;
}
export interface FacetView {
  readonly facet: 'list' | 'script' | 'records';
  readonly values: readonly FacetValue[];
}

export interface PeopleAnswer {
  readonly people: readonly PersonLine[];
  readonly total: number;
  /** Place of the first line shown, from 0. */
  readonly from: number;
  readonly limit: number;
  readonly facets: readonly FacetView[];
  readonly asKnown: AsKnown;
}

/** Groups of the person page, in their fixed order. */
export const GROUPS = [
  'identity',
  'custody',
  'place',
  'legal',
  'labels',
  'contact',
  'health',
  'death',
  'questions',
  'other',
] as const;
export type Group = (typeof GROUPS)[number];

/** One account: somebody says one thing about this person. */
export interface Account {
  /** The claim, or null for a cell of a list. */
  readonly claimId: string | null;
  readonly recordId: string;
  /** What it is about: `attribute:birthDate`, `event:CAPT`, `state:custody:HELD`, `label`, `contact:LET` … */
  readonly code: string;
  /** Said, denied, or why there is no value. */
  readonly how: 'said' | 'denied' | 'unknown' | 'none' | 'refused' | 'silence' | 'withheld';
  /** Verbatim. */
  readonly words: string;
  readonly lang: string | null;
  readonly speaker: SpeakerView;
  readonly when: WhenView | null;
  readonly passage: PassageView | null;
  readonly documentId: string | null;
  readonly documentTitle: string;
  readonly family: number;
  readonly handling: HandlingView | null;
  readonly marks: ClaimView['marks'];
  readonly recordedAt: string;
  /** True when another account of the group cannot hold beside this one. */
  readonly differs: boolean;
  /** True when it is marked as set aside; it stays and is counted. */
  readonly aside: boolean;
}

export interface AccountGroup {
  readonly group: Group;
  readonly accounts: readonly Account[];
  /** How many accounts differ from another one of the group; 0 when none does. */
  readonly differ: number;
}

/** Something on a timeline lane, by day; `before` and `after` say that the end is not exact. */
export interface LaneMark {
  readonly from: string;
  readonly to: string;
  readonly fuzzyFrom: boolean;
  readonly fuzzyTo: boolean;
  readonly code: string;
  readonly how: Account['how'];
  readonly words: string;
  readonly speaker: string;
}
export const LANES = ['custody', 'place', 'legal', 'contact', 'health', 'death'] as const;
export type Lane = (typeof LANES)[number];
export interface LaneView {
  readonly lane: Lane;
  readonly marks: readonly LaneMark[];
}

export interface SignOfLife {
  readonly days: number;
  /** The last day it can have been. */
  readonly on: string;
  readonly when: WhenView | null;
  readonly code: string;
  readonly speaker: SpeakerView;
  readonly claimId: string | null;
  /** Independent sources that tell of a sign on that day or later. */
  readonly sources: number;
}

/** A record of the person, verbatim, with why it is linked. */
export interface LinkedRecord {
  readonly recordId: string;
  readonly listId: string;
  readonly listName: string;
  readonly row: number;
  readonly lang: string | null;
  readonly cells: readonly { readonly column: string; readonly words: string }[];
  readonly handling: HandlingView;
  /** Judgements that tie it to another record of this person. */
  readonly links: readonly LinkView[];
}

export interface LinkView {
  readonly judgementId: string;
  readonly left: string;
  readonly right: string;
  readonly reason: string;
  /** Id of the principal, or null when a rule linked them. */
  readonly by: string | null;
  readonly rule: string | null;
  readonly weightMillibits: number | null;
  readonly at: string;
}

/** A question put about a person. That nothing is recorded about an answer is no silence: a person claims that. */
export interface AskedView {
  readonly inquiryId: string;
  readonly addressee: string;
  readonly asker: string;
  readonly question: string;
  readonly lang: string | null;
  readonly sent: WhenView | null;
  readonly due: WhenView | null;
  /** Code of the list IQ. */
  readonly outcome: string;
  /** True while nothing is recorded about what came of it. */
  readonly isOpen: boolean;
}

export interface PersonAnswer {
  readonly personId: string;
  readonly names: readonly NameView[];
  readonly groups: readonly AccountGroup[];
  readonly accounts: number;
  readonly aside: number;
  readonly lanes: readonly LaneView[];
  readonly lastSign: SignOfLife | null;
  /** Questions put about this person, the newest first. */
  readonly asked: readonly AskedView[];
  readonly records: readonly LinkedRecord[];
  /** Judgements that would join what another judgement keeps apart. */
  readonly contradictions: number;
  readonly history: readonly HistoryLine[];
  readonly asKnown: AsKnown;
}

/** A piece of a name, and whether the other side has other letters there. */
export interface LetterRunView {
  readonly text: string;
  readonly differs: boolean;
}

/** One of the two records of a pair. */
export interface PairSide {
  readonly recordId: string;
  readonly listId: string;
  readonly listName: string;
  readonly row: number;
  readonly name: NameView;
  /** In Latin letters, as a reading aid; null where it is written so. */
  readonly latin: string | null;
  readonly letters: readonly LetterRunView[];
  readonly cells: readonly { readonly column: string; readonly words: string }[];
}

export interface PairLine {
  readonly left: string;
  readonly right: string;
  readonly leftName: string;
  readonly rightName: string;
  readonly weightMillibits: number;
}

export interface PairView {
  readonly left: PairSide;
  readonly right: PairSide;
  /** Letters that stand for each other, of one side and the other. */
  readonly letterPairs: readonly { readonly left: string; readonly right: string }[];
  /** What judging them one person would change. */
  readonly ifLinked: {
    readonly personId: string;
    /** False when another judgement keeps them apart all the same. */
    readonly isJoined: boolean;
    readonly records: number;
    readonly recordsBefore: number;
    readonly documentedBefore: number;
    readonly documented: number;
    /** Last sign of life of the person there is now and of the one there would be: days, or null where nobody told of one. */
    readonly signBefore: string | null;
    readonly sign: string | null;
    /** Groups in which accounts would differ, with how many of them. */
    readonly differ: readonly { readonly group: Group; readonly n: number }[];
  };
  /** What stands above any score. */
  readonly before: readonly {
    readonly code: 'same-list' | 'other-list' | 'doubles-list' | 'kept-apart' | 'group' | 'group-large';
    readonly n: number;
  }[];
  /** Null when these records were not weighed. */
  readonly why: {
    readonly startBits: number;
    readonly bits: number;
    readonly probability: number;
    readonly household: boolean;
    readonly parts: readonly {
      readonly comparison: string;
      readonly title: string;
      readonly words: string;
      readonly bits: number;
      readonly rarityBits: number;
      readonly left: readonly string[];
      readonly right: readonly string[];
    }[];
  } | null;
  /** A reason to begin with, from what counted most. */
  readonly reason: string;
  /** A person's judgement that stands, or null. */
  readonly judgement: PairView['earlier'][number] | null;
  /** Every judgement on this pair, the oldest first. */
  readonly earlier: readonly {
    readonly decision: 'same' | 'different' | 'unsure' | 'withdrawn';
    readonly reason: string;
    readonly by: string | null;
    readonly at: string;
    readonly chance: number | null;
  }[];
}

/**
 * Everything that can be asked of a workspace, and the shape of every answer. Doors (pages, command line,
 * exports) see these shapes and nothing below them. No answer carries a bare number: a figure stands with its
 * speaker, words, as-of date, document and the ledger head it was read at.
 */
import type { Claim, ModelChoice, Proposal, ProposalDecision, SourceOf } from '#claim';
import type { Audience, ReleasedTable } from '#disclosure';
import type { AskedTerm, HowMany } from './count-answer.ts';
import type { RereadingAnswer, RereadingLine, RereadingQuery } from './reread-shapes.ts';
import type {
  FacetView,
  FacetValue,
  PairLine,
  PairView,
  PeopleAnswer,
  PersonAnswer,
} from './people/shapes.ts';

/** Where in time and ledger an answer stands; printed with every figure. */
export interface AsKnown {
  /** RFC 3339 UTC; the moment up to which entries were read. */
  readonly at: string;
  /** True when the reader asked for a past moment. */
  readonly past: boolean;
  /** Entries read: the ledger's size at that moment. */
  readonly size: number;
  /** Hex of the ledger head (leaf hash of the last entry read), 64 characters; empty in an empty ledger. */
  readonly head: string;
}

export interface SpeakerView {
  /** 'named': a party; 'author': the document's own voice; 'unresolved': nobody could be named for certain. */
  readonly state: 'named' | 'author' | 'unresolved';
  /** Words to show; never empty. For 'author' this is the publisher of the document. */
  readonly name: string;
  readonly partyId: string | null;
  /** Others who may be meant, as the text has them. */
  readonly candidates: readonly string[];
}

/** A date as said: the words, what they are read as, and the widest bounds they allow. */
export interface WhenView {
  readonly words: string | null;
  readonly edtf: string | null;
  /** Earliest and latest calendar day, inclusive; 'open' has no end, 'unknown' has one that nobody knows. */
  readonly from: string;
  readonly to: string;
  readonly approximate: boolean;
  readonly basis: 'explicit' | 'derived' | 'inherited' | 'anchored';
}

export interface PassageView {
  readonly documentId: string;
  /** Verbatim words of the pinned text. */
  readonly exact: string;
  /** Code points, start inclusive, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** True when the words stand in or beside a damaged part of the text. */
  readonly damaged: boolean;
}

export interface HandlingView {
  /** TLP 2.0 label, spelled as the standard has it. */
  readonly tlp: string;
  readonly caveats: readonly string[];
  /** 'open' or the id of a compartment. */
  readonly compartment: string;
}

/** Who has a document. */
export interface HolderView {
  /** The principal that signed in. */
  readonly by: string;
  /** How they are called, where they said so. */
  readonly name: string | null;
  /** Whether it is the principal that asks; several people may share one. */
  readonly isMine: boolean;
  readonly at: string;
}

export interface DocumentView {
  readonly documentId: string;
  readonly title: string;
  readonly publisher: string;
  readonly published: WhenView | null;
  readonly capturedAt: string;
  readonly language: string | null;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  /** E0 … E5; about bytes, never about truth. */
  readonly grade: string;
  readonly gradeWords: string;
  /** Document this one reprints or quotes, if the workspace holds it. */
  readonly relayedFrom: string | null;
  /** Number of the independence family (documents of one origin), stable within an answer. */
  readonly family: number;
  readonly handling: HandlingView;
  /** new: nothing decided; reading: some; read: all decided; unread: there is no reading pack; set-aside: not worked on. */
  readonly state: 'new' | 'reading' | 'read' | 'unread' | 'set-aside';
  /** Who took it to read it and has not given it back. Taking closes a document to nobody. */
  readonly heldBy: HolderView | null;
  /** Number of the entry that last took it or gave it back, −1 where none did. */
  readonly held: number;
  readonly proposed: number;
  readonly decided: number;
  readonly claimed: number;
  readonly unclaimed: number;
}

export type Decision = 'accepted' | 'refused' | 'parked';

export interface ProposalView {
  readonly proposalId: string;
  /** One of the reader's fourteen kinds. */
  readonly kind: string;
  readonly passage: PassageView;
  readonly speaker: SpeakerView;
  readonly modality: string;
  /** The fields of the kind as the reader proposes them, in the order to show; null = the text does not say. */
  readonly fields: readonly { readonly name: string; readonly value: string | null }[];
  /** One plain sentence: what the text would be recorded to say. */
  readonly sentence: string;
  /** Rule of the reader that made it. */
  readonly rule: string;
  /** Where a model was asked as well: the fields in which it differs, none where it agrees. Null where it was not. */
  readonly second?:
    | readonly {
        readonly field: string;
        readonly rules: string;
        readonly model: string;
      }[]
    | null;
  readonly flags: readonly string[];
  /** Number of the entry that last decided on it, −1 where nobody did; a decision made on another version is refused. */
  readonly version: number;
  readonly decision: {
    readonly is: Decision;
    readonly at: string;
    readonly by: string;
    readonly reason: string | null;
  } | null;
}

/** A part of a saying: words of a source, a number, a code (of a family with words of its own), or a saying again. */
export type SayingPart = string | number | { readonly family: string | null; readonly code: string } | Saying;

/** A sentence as a message and its parts, to be said in the language of whoever reads. */
export interface Saying {
  readonly key: string;
  readonly parts: Readonly<Record<string, SayingPart>>;
}

export interface ClaimView {
  readonly claimId: string;
  /** The ledger's claim kind (count, count-unknown, label, event, inquiry-outcome …). */
  readonly kind: string;
  readonly speaker: SpeakerView;
  /** asserts, denies, alleges, declines-to-state, declares-unknown … */
  readonly modality: string;
  /** One sentence in English, for programs and terminals. */
  readonly sentence: string;
  readonly saying: Saying;
  readonly passages: readonly PassageView[];
  readonly asOf: WhenView | null;
  readonly documentId: string | null;
  readonly handling: HandlingView;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** Marks that a person set; a marked claim stays visible. */
  readonly marks: readonly { readonly mark: string; readonly reason: string; readonly at: string }[];
  readonly seq: number;
}

export interface UnclaimedView {
  readonly kind: string;
  readonly passage: PassageView;
}

/** What a rule of the reader saw and the reader left out, because little speaks for it: a kind of proposal and its rule. */
export interface DoubtedView extends UnclaimedView {
  readonly rule: string;
}

/** A place of the text that a person said needs no claim. */
export interface DismissedView extends UnclaimedView {
  readonly at: string;
  readonly by: string;
  readonly words: string | null;
}

export interface DocumentPage {
  readonly document: DocumentView;
  /** The pinned text; null when the original could not be read into text. */
  readonly text: string | null;
  readonly damaged: readonly { readonly start: number; readonly end: number; readonly why: string }[];
  readonly proposals: readonly ProposalView[];
  readonly claims: readonly ClaimView[];
  readonly unclaimed: readonly UnclaimedView[];
  readonly doubted: readonly DoubtedView[];
  readonly dismissed: readonly DismissedView[];
  /** Why no proposals were made, in words, where that is so. */
  readonly unreadBecause: string | null;
  readonly asKnown: AsKnown;
}

export interface LeftOut {
  /** Id of the disclosure rule. */
  readonly rule: string;
  readonly because: string;
  /** How many claims the rule kept back from this audience; never shown to an outsider. */
  readonly claims: number;
}

export interface HistoryLine {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  /** The thing it happened to. */
  readonly about: string;
  /** What kind of entry it was, and the code or number that tells it from others of its kind. */
  readonly type: string;
  readonly detail: string;
  /** The same as a plain English sentence without names or quotes. */
  readonly sentence: string;
}

/** What came of reading one document, for the line at its end. */
export interface Finish {
  readonly documentId: string;
  readonly proposals: number;
  readonly accepted: number;
  readonly refused: number;
  readonly parked: number;
  /** Nobody has decided on these. */
  readonly open: number;
  /** Claims that a person recorded without a proposal. */
  readonly byHand: number;
  /** Figures, dates, names and silences that no claim covers and nobody dismissed. */
  readonly unclaimed: number;
  readonly dismissed: number;
  /** What changed: claims of this document in force, by what they are about. Counts of claims, never of people. */
  readonly changed: {
    readonly claims: number;
    /** Claims that say how many, or that nobody knows. */
    readonly counts: number;
    /** Outcomes of asking, by kind; kinds without one are left out. They are never added up. */
    readonly silences: readonly { readonly kind: string; readonly claims: number }[];
    /** Records that a claim of this document is about. */
    readonly records: number;
    /** Persons these records belong to today. */
    readonly persons: number;
    /** Claims that were recorded from this document and are set aside or retracted. */
    readonly setAside: number;
  };
  readonly asKnown: AsKnown;
}

export interface ImportView {
  /** Undoes the whole import. It is the id of the list. */
  readonly batchId: string;
  readonly documentId: string;
  readonly name: string;
  /** Rows that came in. */
  readonly rows: number;
  readonly importedAt: string;
  readonly state: 'in-force' | 'undone';
  /** Number of the entry that last changed it. */
  readonly version: number;
}

export interface RecordView {
  readonly recordId: string;
  readonly listId: string;
  readonly row: number;
  /** Verbatim columns in the order of the list. */
  readonly columns: readonly {
    readonly column: string;
    readonly value: string;
    readonly field: string | null;
  }[];
  readonly personId: string;
  readonly seq: number;
}

/** One thing that was found. Never a bare name: it says where the words stand, and for claims who said them. */
export interface SearchHit {
  readonly kind: 'record' | 'claim' | 'proposal' | 'document' | 'party';
  /** Id of the record, claim, proposal, document or party. */
  readonly id: string;
  /** Name as written, quoted words, or title. */
  readonly words: string;
  /** Language of the words where it is known. */
  readonly lang: string | null;
  /** What the words belong to: list and row, document, kind of party. */
  readonly where: string;
  readonly speaker: SpeakerView | null;
  readonly documentId: string | null;
  /** How a name was recognised; 'words' when all the words stand there as typed. */
  readonly by: 'words' | 'spelling' | 'script';
  readonly handling: HandlingView | null;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** True when more than these were found. */
  readonly more: boolean;
  /** Other spellings that were looked for, by word as typed. */
  readonly alsoRead: readonly { readonly word: string; readonly as: readonly string[] }[];
  readonly asKnown: AsKnown;
}

/** A document as a source: what it relays, and what its grade says of its bytes. */
export interface SourceDocument {
  readonly documentId: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly published: WhenView | null;
  readonly language: string | null;
  readonly grade: string;
  readonly gradeWords: string;
  readonly claims: number;
  readonly handling: HandlingView;
  /** What it reprints or quotes: a document that is here, or the name of a source that nobody here has seen. */
  readonly relays: readonly { readonly documentId: string | null; readonly name: string }[];
}

export interface SourcesAnswer {
  /** Documents of one origin count as one source. */
  readonly families: readonly {
    readonly family: number;
    readonly documents: readonly SourceDocument[];
    /** The chain comes back to itself. */
    readonly circular: boolean;
  }[];
  readonly parties: readonly {
    readonly partyId: string;
    readonly name: string;
    readonly kind: string;
    readonly documents: number;
  }[];
  readonly asKnown: AsKnown;
}

export interface ListView {
  readonly listId: string;
  readonly name: string;
  readonly publisher: string;
  readonly documentId: string;
  readonly rows: number;
  readonly columns: readonly { readonly column: string; readonly field: string | null }[];
  readonly family: number;
  readonly recordedAt: string;
  readonly handling: HandlingView;
}

/** A table of persons as it may leave; the persons behind each number stay here. */
export interface CountTable extends ReleasedTable {
  readonly facets: readonly string[];
  readonly threshold: number;
  /** Tables that left before and were taken into account. */
  readonly earlier: number;
  readonly root: string;
  readonly asKnown: AsKnown;
}

export interface ExportedClaim {
  readonly seq: number;
  readonly claim: ClaimView;
}

export interface ClaimsExport {
  readonly audience: Audience;
  readonly claims: readonly ExportedClaim[];
  readonly leftOut: readonly LeftOut[];
  readonly asKnown: AsKnown;
  /** Root of the ledger under the checkpoint that goes with the export, 64 hexadecimal digits. */
  readonly root: string;
  /** Files of the export by name: claims.json, the proofs, the checkpoint and the verifier. */
  readonly files: Readonly<Record<string, string>>;
}

/** Page through long answers: at most `limit` (default 100, cap 1,000) after the last row seen. */
export interface Paging {
  readonly after?: string;
  readonly limit?: number;
}

/** Every query with its answer; the keys are the actions of the authorisation matrix. */
export interface Queries {
  overview: {
    /** With `soon` it does not wait until everybody was looked through. */
    query: { soon?: boolean };
    answer: {
      name: string;
      code: string;
      sample: boolean;
      documents: number;
      proposals: number;
      claims: number;
      records: number;
      /** Null only where `soon` was asked and nobody knows yet; it is found out meanwhile. */
      persons: number | null;
      asKnown: AsKnown;
    };
  };
  documents: {
    query: Paging;
    answer: { documents: readonly DocumentView[]; asKnown: AsKnown; next: string | null };
  };
  document: { query: { documentId: string }; answer: DocumentPage };
  /** What a decision on a proposal is made from. */
  proposal: {
    query: { proposalId: string };
    answer: {
      proposal: Proposal;
      source: SourceOf;
      siblings: readonly Proposal[];
      /** The decision in force, or null. */
      decision: ProposalDecision | null;
      /** Number of the entry that last decided or undid, −1 without one. */
      decidedAt: number;
      /** The decision before the one in force, which undoing brings back; null where there was none. */
      before: ProposalDecision | null;
      /** Entry that undoing takes back; null when the proposal is open. */
      undoable: number | null;
      /** The claims that the decision in force recorded, and those of the decision before it. */
      claims: readonly Claim[];
      compartment: string;
    };
  };
  /** What a sample for a second reader is drawn from: proposals answered yes or no, and the entry that did. */
  answered: {
    query: { documentId?: string };
    answer: {
      proposals: readonly { readonly proposalId: string; readonly decidedBy: number }[];
      compartment: string;
      asKnown: AsKnown;
    };
  };
  rereadings: { query: object; answer: { rereadings: readonly RereadingLine[]; asKnown: AsKnown } };
  rereading: { query: RereadingQuery; answer: RereadingAnswer };
  /** What a claim recorded by hand is made from. */
  source: {
    query: { documentId: string };
    answer: { source: SourceOf; text: string | null; textSha256: string | null; compartment: string };
  };
  original: {
    /** With `page`, the picture of a page that was read by machine, from 1 in their order. */
    query: { documentId: string; offset?: number; length?: number; page?: number };
    answer: { bytes: Uint8Array; size: number; mediaType: string };
  };
  claims: {
    query: { kind?: string; documentId?: string } & Paging;
    answer: { claims: readonly ClaimView[]; asKnown: AsKnown; next: string | null };
  };
  claim: {
    query: { claimId: string };
    answer: { claim: ClaimView; history: readonly HistoryLine[]; asKnown: AsKnown };
  };
  /**
   * `estimate: 'run'` computes the estimate in full; otherwise only the rules that need no engine are checked. `scope`
   * narrows whom the question is about.
   */
  count: {
    query: { measure?: string; on?: string; scope?: readonly AskedTerm[]; estimate?: 'check' | 'run' };
    answer: HowMany;
  };
  parties: {
    query: object;
    answer: { parties: readonly { partyId: string; name: string; kind: string }[]; asKnown: AsKnown };
  };
  records: {
    /** With `from` or a facet by place, without `after`; else after a mark. */
    query: { listId?: string; script?: string; records?: 'one' | 'several'; from?: number } & Paging;
    answer: {
      records: readonly RecordView[];
      /** How many there are of what is chosen. */
      total: number;
      /** Place of the first record from 0; null where they were asked for after a mark. */
      from: number | null;
      facets: readonly FacetView[];
      asKnown: AsKnown;
      next: string | null;
    };
  };
  /** Which document these bytes are, as far as the principal may see; null when they are new. */
  bytes: {
    query: { sha256: string };
    answer: {
      known: {
        documentId: string;
        setAside: boolean;
        /** The list of them that is in force, or null. */
        listId: string | null;
      } | null;
    };
  };
  'count-table': {
    query: {
      facets: readonly string[];
      sensitive?: boolean;
      publicByConsent?: { readonly by: readonly string[]; readonly reason: string };
    };
    answer: CountTable;
  };
  imports: { query: object; answer: { imports: readonly ImportView[]; asKnown: AsKnown } };
  finish: { query: { documentId: string }; answer: Finish };
  /** Whether a model may be asked at all, and about a document: its text only where it may be shown. */
  model: {
    query: { documentId?: string };
    answer: {
      choice: ModelChoice['choice'];
      chosenAt: string | null;
      document: {
        documentId: string;
        text: string;
        textSha256: string;
        compartment: string;
        language: string;
        published: string | null;
        /** Proposals of the rules that stand, with their places in code points of the pinned text. */
        proposals: readonly { proposalId: string; kind: string; start: number; end: number }[];
      } | null;
    };
  };
  /** What happened to one thing, the oldest first; without one, to anything, a stretch of the ledger at a time. */
  history: {
    query: { about?: string; from?: number };
    answer: { lines: readonly HistoryLine[]; from: number; asKnown: AsKnown };
  };
  /** The people of the workspace, by page, with what can be chosen. */
  people: {
    query: {
      list?: string;
      script?: string;
      records?: 'one' | 'several';
      /** Only these persons, by the ids of any of their records. */
      ids?: readonly string[];
      from?: number;
      limit?: number;
    };
    answer: PeopleAnswer;
  };
  /** One person; `personId` may be the id of any of their records. */
  person: { query: { personId: string }; answer: PersonAnswer };
  /** Pairs that a rule proposed and nobody judged, the least certain first. */
  linkage: {
    query: { scripts?: string; limit?: number };
    answer: {
      pairs: readonly PairLine[];
      total: number;
      /** By the scripts of the two names. */
      scripts: readonly FacetValue[];
      /** Records that say too little to be matched even with themselves. */
      tooLittle: readonly { readonly recordId: string; readonly listName: string; readonly row: number }[];
      /** Pairs that people judged. */
      judged: number;
      records: number;
      asKnown: AsKnown;
    };
  };
  pair: {
    query: { left: string; right: string; scripts?: string };
    answer: {
      pair: PairView;
      /** Place in the queue from 1; 0 when it does not wait. */
      place: number;
      total: number;
      next: { readonly left: string; readonly right: string } | null;
      history: readonly HistoryLine[];
      asKnown: AsKnown;
    };
  };
  lists: { query: object; answer: { lists: readonly ListView[]; asKnown: AsKnown } };
  sources: { query: object; answer: SourcesAnswer };
  /** Words in any script; several must all be there. The words are never part of an address (decision 0007). */
  search: {
    query: { words: string; kinds?: readonly SearchHit['kind'][]; limit?: number };
    answer: SearchAnswer;
  };
  export: { query: { audience: Audience }; answer: ClaimsExport };
}

export type QueryName = keyof Queries;

/** One question: what is asked, its arguments, and optionally the past moment to answer for. */
export type Query<Q extends QueryName = QueryName> = Q extends QueryName
  ? {
      readonly what: Q;
      /** RFC 3339 or a calendar day: answer as it was known then. */ readonly asKnown?: string;
    } & Queries[Q]['query']
  : never;

export type Answer<Q extends QueryName> = Queries[Q]['answer'];

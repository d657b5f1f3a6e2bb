/**
 * Shapes of the answer to "how many?": accounts with refusals and silences among them, who is documented, whom the holder
 * acknowledges, what the figures force together, an estimate or its refusal. Every number opens its list and carries its
 * rule or its sentence.
 */
import type { EstimateOverride } from '#claim';
import type { EstimateReport, LinkErrors, SaidKind } from '#counting';
import type { AsKnown, HandlingView, LeftOut, PassageView, SpeakerView, WhenView } from './queries.ts';

/** A number of persons that opens its list: ids of up to 1,000 of them. */
export interface PersonGroup {
  readonly persons: number;
  /** Ids as of this answer; a person is a revocable set of records and has no lasting id. */
  readonly ids: readonly string[];
}

/** Facets that a question can name terms of. What is counted and when are asked on their own. */
export type ScopeFacet = 'population' | 'standing' | 'holder' | 'place';

/** By what an estimate is held against its parts: the facets of a scope, and the year when people were taken. */
export type StrataFacet = ScopeFacet | 'period';

/** A term as it is asked for: words, or `#` and the id of one that claims or rows use. */
export interface AskedTerm {
  readonly facet: ScopeFacet;
  readonly term: string;
}

/** A term of a scope. The id stands in addresses, which carry no words. */
export interface ScopeTerm {
  readonly facet: ScopeFacet;
  readonly id: string;
  /** Folded: lower case, single spaces; never shortened or translated. */
  readonly words: string;
}

/** Documented persons by whether they are in the scope asked about. The three are apart and cover all. */
export interface ScopeGroups {
  readonly inside: PersonGroup;
  /** Something is recorded in other words; whether it means the same nobody has said. */
  readonly otherWords: PersonGroup;
  /** Nothing is recorded about it. */
  readonly notSaid: PersonGroup;
}

/** Whom the holder acknowledges by name, among those documented. Four groups are apart and cover all; `silentYear` is a part of one. */
export interface AcknowledgedAnswer {
  readonly acknowledged: PersonGroup;
  readonly notAcknowledged: PersonGroup;
  /** Of those not acknowledged: whose newest recorded sign of life is more than a year older than the day asked about. */
  readonly silentYear: PersonGroup;
  /** Acknowledged and denied as of the same day. */
  readonly unsettled: PersonGroup;
  /** Nothing is recorded about acknowledgement; never the same as not acknowledged. */
  readonly notRecorded: PersonGroup;
  /** Persons per step of the ladder (list AK). */
  readonly steps: readonly { readonly code: string; readonly means: string; readonly persons: number }[];
  readonly rule: string;
}

/** One thing that a bound rests on. */
export type ForcedReason =
  | { readonly is: 'account'; readonly claimId: string }
  | { readonly is: 'documented'; readonly persons: number }
  | { readonly is: 'departures' | 'arrivals' | 'assumption' };

/** What holds each end; empty where nothing does. */
export interface ForcedBecause {
  readonly lo: readonly ForcedReason[];
  readonly hi: readonly ForcedReason[];
}

/** What is forced on one group of people: bounds, or positions that exclude each other. Never an average. */
export type ForcedView =
  | {
      readonly outcome: 'bounds';
      readonly lo: number;
      readonly hi: number | null;
      readonly words: string;
      /** Why, in terms of the accounts it rests on. */
      readonly sentence: string;
      readonly because: ForcedBecause;
      readonly claimIds: readonly string[];
    }
  | {
      readonly outcome: 'conflict';
      readonly sentence: string;
      readonly conflicts: readonly { readonly claimIds: readonly string[]; readonly words: string }[];
      readonly positions: readonly {
        readonly lo: number;
        readonly hi: number | null;
        readonly words: string;
        readonly sentence: string;
        readonly because: ForcedBecause;
        readonly holds: { readonly claimIds: readonly string[]; readonly words: string };
        readonly leavesOut: { readonly claimIds: readonly string[]; readonly words: string };
      }[];
    };

export interface BoundsGroup {
  readonly words: string;
  readonly isQuestion: boolean;
  readonly claimIds: readonly string[];
  readonly size: ForcedView;
  /** Of them, whom no acknowledged number of the view covers; null where it holds none. */
  readonly notAcknowledged: ForcedView | null;
}

/** Figures taken together by somebody, or all of them by nobody (`viewId` null). */
export interface BoundsView {
  readonly viewId: string | null;
  readonly name: string;
  readonly signedBy: string | null;
  readonly at: string | null;
  readonly reason: string | null;
  readonly claims: number;
  /** Independence families among the claims: claims of one origin with one figure are one voice. */
  readonly origins: number;
  readonly assumptions: readonly string[];
  /** The same by code, with the claims each is about. */
  readonly assumed: readonly {
    readonly kind: 'same-moment' | 'all-departures' | 'all-arrivals' | 'within' | 'apart';
    readonly claimIds: readonly string[];
  }[];
  /** Persons of the accepted lists, joined by certain links only. */
  readonly documentedFloor: number;
  readonly groups: readonly BoundsGroup[];
  /** The second run, with probable links as well; null where it makes no difference. */
  readonly withProbableLinks: {
    readonly documentedFloor: number;
    readonly groups: readonly BoundsGroup[];
  } | null;
  readonly unused: readonly { readonly claimId: string; readonly code: string; readonly because: string }[];
}

export interface BoundsAnswer {
  /** As if all figures were taken together; nobody has signed this. Null where it was not computed. */
  readonly asIf: BoundsView | null;
  readonly views: readonly BoundsView[];
  /** Why nothing was computed; null where it was. */
  readonly because: string | null;
  /** The same by code. */
  readonly code: 'no-day' | 'too-large' | null;
}

export interface EstimateAnswer {
  readonly report: EstimateReport | null;
  /** Why there is no headline; null where there is one. */
  readonly because: string | null;
  /** Overrides of this table that stand, whether the estimate needs them or not. */
  readonly overrides: readonly (EstimateOverride & { readonly at: string })[];
  /** Lists of one origin that were merged. */
  readonly merged: readonly (readonly string[])[];
  /** Rows without a name, which cannot be linked and are left out. */
  readonly unnamed: number;
  /** Draws of who is who that the estimate was pooled over; null where it was not. */
  readonly linkage: LinkageAnswer | null;
  /** Why it was not pooled; null where it was, or where nothing was estimated. */
  readonly notPooled: string | null;
}

/** How sure it is who is who behind the overlap of the lists. */
export interface LinkageAnswer {
  readonly draws: number;
  /** Decisions of people, which hold in every draw. */
  readonly decided: number;
  readonly pairs: readonly LinkErrors[];
}

/** One line of "who says how many". Silences and refusals are lines like any other. */
export interface SaidRow {
  readonly claimId: string;
  /** How a value came, or did not come. 'denied' = the speaker rejects the figure it names. */
  readonly kind: SaidKind;
  /** Who speaks; for silences and refusals, who was asked. */
  readonly speaker: SpeakerView;
  /** Verbatim. */
  readonly words: string;
  /** The figure as read: "33", "[101, ∞)", or null where no value came. */
  readonly readAs: string | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** What the words usually mean, where that is narrower than what they exclude ("dozens"); a convention, no bound. */
  readonly usual: { readonly lo: number; readonly hi: number | null } | null;
  /** What is counted one by one: persons unless the words say families, records, per cent …; null without a figure. */
  readonly unit: string | null;
  readonly measure: string | null;
  readonly modality: string;
  readonly asOf: WhenView | null;
  /** Whom the figure covers, in the words of the scope; "not said" where it is not. */
  readonly covers: string;
  readonly documentId: string;
  readonly documentTitle: string;
  readonly passage: PassageView;
  /** Independence family of the document: rows of one family count as one voice. */
  readonly family: number;
  /** For inquiry outcomes: who asked. */
  readonly asker: string | null;
  /** Number of addressees where the text gives one (nine lawyers). */
  readonly addressees: number | null;
  readonly handling: HandlingView;
  readonly marks: readonly string[];
  /**
   * How the figure relates to the scope asked about: about the same people, some of them, more of them, or not settled;
   * null where nobody asked about a scope.
   */
  readonly inScope: 'same' | 'part' | 'more' | 'open' | null;
  /** How this row relates to the first figure of the table: conflict possible, partly or not comparable. */
  readonly comparison: string | null;
  /** The same by code: the outcome, and the facets of the scope that are not settled or differ. */
  readonly compared: {
    readonly outcome: 'conflict-possible' | 'partly-comparable' | 'not-comparable';
    readonly facets: readonly string[];
  } | null;
}

export interface DocumentedAnswer {
  /** Distinct persons: records joined by people's judgements. */
  readonly persons: number;
  readonly records: number;
  readonly lists: number;
  /** Persons that stand on lists of at least two independence families. */
  readonly twoSources: number;
  /** Ids of the persons, and of those of two sources; up to 1,000 of each, as of this answer. */
  readonly ids: readonly string[];
  readonly twoSourceIds: readonly string[];
  /** Rows without a name: they document nobody by name and are not in the numbers above. */
  readonly unnamed: number;
  /** The rule in one sentence; a number is never shown without it. */
  readonly rule: string;
  /** Who was left out because of the scope; null where nobody asked about one. */
  readonly scope: ScopeGroups | null;
  readonly byList: readonly {
    readonly listId: string;
    readonly name: string;
    readonly publisher: string;
    readonly records: number;
    readonly documentId: string | null;
  }[];
}

/** The answer to "how many are held?": never one number. */
export interface HowMany {
  readonly question: {
    readonly measure: string;
    readonly on: string | null;
    /** Terms asked about; those of one facet are alternatives. Empty for everybody. */
    readonly scope: readonly ScopeTerm[];
    readonly words: string;
  };
  /** Terms that claims and rows use, which can be asked about. */
  readonly terms: readonly ScopeTerm[];
  readonly rows: readonly SaidRow[];
  /** Claims about another measure or another time, by measure: not in the table, and counted so that nothing vanishes. */
  readonly elsewhere: readonly {
    readonly measure: string;
    readonly because: 'measure' | 'time' | 'scope';
    readonly claims: number;
  }[];
  readonly documented: DocumentedAnswer;
  readonly acknowledged: AcknowledgedAnswer;
  readonly bounds: BoundsAnswer;
  readonly estimate: EstimateAnswer;
  /** Answers this version does not give, each with the reason in words. */
  readonly notAnswered: readonly {
    readonly what: 'acknowledged' | 'unacknowledged' | 'bounds' | 'estimate';
    readonly because: string;
  }[];
  /** Proposals about numbers that nobody has read yet; they are not part of the answer. */
  readonly undecided: number;
  /** Rows this reader may not see are not counted here; only whether a rule left something out. */
  readonly leftOut: readonly LeftOut[];
  readonly asKnown: AsKnown;
}

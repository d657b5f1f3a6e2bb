/**
 * Accepting a proposal: the types of what goes in (a proposal, what is known of its document, what a person
 * decided) and what comes out (claims, things still to be asked, effects on the document). The mapping itself is
 * in from-proposal.ts. Whatever the text does not settle is asked, never filled in.
 */
import type { When } from '#ground';
import type { Claim, ClaimKind, ClaimOf } from './claim.ts';
import type { DamagedSpan } from './document.ts';
import type { ENVELOPE } from './envelope.ts';
import type { Handling } from './handling.ts';
import type { PartyRef, Speaker } from './party.ts';
import type { Proposal } from './proposal.ts';
import type { Scope } from './scope.ts';

/** What is known of the document a proposal stands in. */
export interface SourceOf {
  readonly documentId: string;
  readonly language: string;
  /** Issued to everyone; decides the default handling. */
  readonly isPublic: boolean;
  readonly handling: Handling;
  /** Publication of this copy. */
  readonly published?: When;
  /** Publication of the original it reprints; dates inherit from it before they inherit from the copy. */
  readonly originPublished?: When;
  /** Day our copy was made, `YYYY-MM-DD`: the last bound where nothing else is known. */
  readonly capturedOn: string;
  /** From the publisher of the original to the publisher of the copy in hand. */
  readonly relay: readonly PartyRef[];
  readonly damaged: readonly DamagedSpan[];
}

/** What the person decided. Everything is optional; what is left out is mapped, or asked. */
export interface AcceptanceDecision {
  /** Needed if the reader could not settle it. `{kind:'unresolved', byPerson:true}` records it as blocked. */
  readonly speaker?: Speaker;
  /** Corrected fields of the proposal, by their names there. The quote cannot be corrected. */
  readonly corrections?: Readonly<Record<string, unknown>>;
  /** The speaker says it against their own interest: `acknowledges` instead of `asserts`. */
  readonly againstInterest?: boolean;
  /** The addressee gave its mandate or a duty of confidence as the reason. */
  readonly mandate?: boolean;
  /** Codes chosen where the words leave it open. */
  readonly outcome?: string;
  readonly label?: { readonly code: string; readonly use?: string };
  readonly treatment?: { readonly axis: 'treatment' | 'health'; readonly code: string };
  /** Records the passage speaks of; with a date, contact and visits become person-level. */
  readonly recordIds?: readonly string[];
  /** A denied figure implies that somebody else gave it: record that too, as dependent and blocked. */
  readonly impliedFigure?: boolean;
  readonly scope?: Scope;
  readonly otherScopes?: readonly Scope[];
  readonly handling?: Handling;
  readonly capacity?: string;
  readonly basis?: string;
  readonly note?: string;
}

export interface AcceptanceInput {
  readonly proposal: Proposal;
  readonly source: SourceOf;
  readonly decision: AcceptanceDecision;
  /** The other proposals of the same reading: a stated mandate may stand beside a refusal. */
  readonly siblings?: readonly Proposal[];
  /** The principal who accepts. */
  readonly author: string;
  readonly newId: () => string;
}

/** What is left to a person, by the field it concerns. */
export interface Ask {
  readonly field: string;
  readonly why:
    | 'which-readings'
    | 'which-code'
    | 'which-office'
    | 'mandate-stated'
    | 'who-gave-the-figure'
    | 'which-trials'
    | 'closing-decision'
    | 'several-parties'
    | 'which-dates'
    | 'protection-review'
    | 'family-informed'
    | 'inquiry-into-death';
}

/** What follows for the document or its source, beside the claims. */
export type Effect =
  | { readonly kind: 'relayed-from'; readonly publisher: PartyRef }
  | { readonly kind: 'published-by'; readonly publisher: PartyRef }
  | { readonly kind: 'source-is-confidential'; readonly holder: PartyRef | null };

export const ACCEPTANCE_REASONS = [
  'correction-malformed',
  'number-not-in-quote',
  'date-malformed',
  'speaker-needed',
  'label-needs-speaker',
  'addressee-needed',
  'outcome-needed',
  'number-needed',
  'field-needed',
  'person-needed',
  'compartment-needed',
] as const;

/** Why a proposal cannot become claims without a person's word on one field. */
export interface Refusal {
  readonly ok: false;
  readonly reason: (typeof ACCEPTANCE_REASONS)[number];
  /** Field of the proposal or of the decision. */
  readonly field: string;
}

export type Acceptance =
  | {
      readonly ok: true;
      /** One or more; the first is the one the proposal proposed. */
      readonly claims: readonly Claim[];
      readonly asks: readonly Ask[];
      readonly effects: readonly Effect[];
    }
  | Refusal;

/** A claim without its envelope, and what the envelope of this one has otherwise. */
export type Draft = {
  [K in ClaimKind]: { readonly claimKind: K } & Omit<ClaimOf<K>, keyof typeof ENVELOPE | 'claimKind'>;
}[ClaimKind] & { readonly envelope?: Partial<Pick<Claim, keyof typeof ENVELOPE>> };

export function refuse(reason: Refusal['reason'], field: string): Refusal {
  return { ok: false, reason, field };
}

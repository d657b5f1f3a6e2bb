/**
 * Claims recorded by hand: a person selects words and says what they say. The same mapping and the same checks as for
 * a proposal, so that a claim made by hand is not of another kind than one that was proposed. Also marks on claims.
 */
import {
  claimsFromProposal,
  CLAIM_MARKS,
  passageAt,
  placesOf,
  PROPOSAL_KINDS,
  type AcceptanceDecision,
  type Claim,
  type Proposal,
  type ProposalKind,
  type ProposalModality,
  type Speaker,
} from '#claim';
import { Fault, newId } from '#ground';
import type { Principal } from './principal.ts';
import { atLeastAsStrict, needsPerson } from './judge-proposal.ts';
import type { Workspace } from './workspace.ts';

export interface ClaimByHand {
  readonly documentId: string;
  /** One of the reader's fourteen kinds; the words stand in the document. */
  readonly kind: ProposalKind;
  /** Exact words of the pinned text. */
  readonly quote: string;
  /** Where they stand, in code points; needed only when they stand in several places. */
  readonly start?: number;
  readonly speaker: Speaker;
  readonly modality?: ProposalModality;
  readonly subject?: string;
  /** Fields of the kind; what is left out is recorded as not said. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly settled?: Omit<AcceptanceDecision, 'speaker' | 'corrections'>;
  readonly idempotencyKey?: string;
}

/** Every field of each kind as the text not saying it. */
const UNSAID: { readonly [K in ProposalKind]: Readonly<Record<string, unknown>> } = {
  count: {
    operator: '=',
    number: null,
    measure: 'other',
    as_of: null,
    period: null,
    unit: null,
    vague: false,
  },
  unknown_count: { measure: 'other' },
  label: { label: null },
  custody: { event: null, who: null, place: null, date: null, by: null },
  death: { who: null, cause: null, date: null },
  ill_treatment_or_health: { who: null },
  trial: { feature: null, who: null, date: null },
  contact: { polarity: null, channel: null, date: null },
  visit: { visitor: null, visited: null, polarity: null, date: null },
  confidentiality_rule: { holder: null, recipient: null },
  inquiry: { asker: null, addressee: null, outcome: null, n: null },
  agreement: { stage: null, parties: null },
  open_question: {},
  source_chain: { relation: null, source: null },
};

/**
 * Records what a person says the text says. Throws Fault: quote-not-verbatim (the words are not there, or in several
 * places without `start`), person-needed, not-found, entry-malformed.
 */
export async function recordClaim(
  workspace: Workspace,
  principal: Principal,
  given: ClaimByHand,
): Promise<{ claimIds: readonly string[] }> {
  if (!PROPOSAL_KINDS.includes(given.kind)) throw new Fault('usage-wrong', 'there is no such kind of claim');
  const { source, text, textSha256, compartment } = await workspace.read(principal, 'work', {
    what: 'source',
    documentId: given.documentId,
  });
  if (text === null || textSha256 === null)
    throw new Fault('quote-not-verbatim', `document ${given.documentId} has no text to quote`);
  const places = placesOf(text, given.quote);
  const start = given.start ?? (places.length === 1 ? places[0] : undefined);
  if (start === undefined || !places.includes(start)) {
    const where =
      places.length === 0 ? 'the words are not in the text' : `the words stand in ${places.length} places`;
    throw new Fault('quote-not-verbatim', `${where} of document ${given.documentId}`);
  }
  const points = [...text];
  const passage = passageAt(
    { documentId: given.documentId, textSha256, points },
    start,
    start + [...given.quote].length,
  );
  const proposal = {
    ...UNSAID[given.kind],
    ...given.fields,
    kind: given.kind,
    proposalId: newId(),
    id: 'hand',
    quote: given.quote,
    attributed_to: null,
    modality: given.modality ?? 'asserted',
    subject: given.subject ?? '',
    passage,
    attribution: { state: 'author', mention: null, candidates: [] },
    rule: 'by-hand',
    flags: [],
  } as unknown as Proposal;
  const made = claimsFromProposal({
    proposal,
    source,
    decision: { ...given.settled, speaker: given.speaker },
    author: principal.id,
    newId,
  });
  if (!made.ok) throw needsPerson(made.reason, made.field);
  const claims = made.claims.map((claim) => atLeastAsStrict(withoutProposal(claim), source.handling));
  await workspace.append(
    principal,
    claims.map((claim, at) => ({
      type: 'claim-recorded' as const,
      body: { claim },
      compartment: claim.handling.compartment === 'open' ? compartment : claim.handling.compartment,
      ...(given.idempotencyKey === undefined ? {} : { idempotencyKey: `${given.idempotencyKey}:${at}` }),
    })),
  );
  return { claimIds: claims.map(({ claimId }) => claimId) };
}

/** No reader proposed it, so it names no proposal and no rule of one. */
function withoutProposal(claim: Claim): Claim {
  const { proposalId: _proposal, rule: _rule, ...rest } = claim;
  return rest;
}

/** Marks a claim: retracted by its source, set aside, shown first, or cleared of marks. The claim stays visible. */
export async function markClaim(
  workspace: Workspace,
  principal: Principal,
  marked: { claimId: string; mark: (typeof CLAIM_MARKS)[number]; reason: string },
): Promise<void> {
  const { claim } = await workspace.read(principal, 'work', { what: 'claim', claimId: marked.claimId });
  await workspace.append(principal, [
    { type: 'claim-marked', body: marked, compartment: claim.handling.compartment },
  ]);
}

/** Takes a claim back: a further entry with the reason. Both stay in the ledger. */
export async function retractClaim(
  workspace: Workspace,
  principal: Principal,
  claimId: string,
  reason: string,
): Promise<void> {
  await markClaim(workspace, principal, { claimId, mark: 'retracted', reason });
}

/**
 * A person decides on a proposal. Accepting means "the text says this" and records claims; refusing and parking
 * record the decision alone. Deciding otherwise later is a further entry: claims of the earlier decision are set
 * aside and stay visible. Nothing is ever accepted without a person.
 */
import {
  claimsFromProposal,
  highest,
  type AcceptanceDecision,
  type Ask,
  type Claim,
  type Handling,
  type ProposalDecision,
} from '#claim';
import { Fault, isFault, newId } from '#ground';
import type { Principal } from './principal.ts';
import type { Draft, Workspace } from './workspace.ts';

export interface ProposalJudgement {
  readonly proposalId: string;
  readonly decision: 'accepted' | 'refused' | 'parked';
  /** Why not: 1 not in the text, 2 wrong speaker, 3 wrong date, 4 wrong person, 5 duplicate. */
  readonly reason?: '1' | '2' | '3' | '4' | '5';
  readonly words?: string;
  /** What the person settled beside the proposal: speaker, corrections, codes. */
  readonly settled?: AcceptanceDecision;
}

export interface Judged {
  readonly claimIds: readonly string[];
  /** What the text leaves to a person, by field. */
  readonly asks: readonly Ask[];
  /** True when the same decision stood already and nothing was recorded. */
  readonly stood: boolean;
}

/**
 * Records a decision. Throws Fault: not-found, not-allowed, already-decided (someone else decided at the same
 * moment), entry-malformed when a person has to fill a field first (the hint names the field).
 */
export async function judgeProposal(
  workspace: Workspace,
  principal: Principal,
  judgement: ProposalJudgement,
): Promise<Judged> {
  const { proposalId, decision } = judgement;
  const found = await workspace.read(principal, 'work', { what: 'proposal', proposalId });
  const prior = found.decision;
  if (prior?.decision === decision) return { claimIds: prior.claimIds, asks: [], stood: true };

  const drafts: Draft[] = [];
  const compartment = found.compartment;
  let claims: readonly Claim[] = [];
  let asks: readonly Ask[] = [];
  if (decision === 'accepted') {
    const made = claimsFromProposal({
      proposal: found.proposal,
      source: found.source,
      siblings: found.siblings,
      decision: judgement.settled ?? {},
      author: principal.id,
      newId,
    });
    if (!made.ok) throw needsPerson(made.reason, made.field);
    claims = made.claims.map((claim) => atLeastAsStrict(claim, found.source.handling));
    asks = made.asks;
  }
  const body: ProposalDecision = {
    proposalId,
    decision,
    ...(decision === 'refused' && judgement.reason === undefined && judgement.words === undefined
      ? { reason: '1' as const }
      : {}),
    ...(judgement.reason === undefined ? {} : { reason: judgement.reason }),
    ...(judgement.words === undefined ? {} : { words: judgement.words }),
    claimIds: claims.map(({ claimId }) => claimId),
  };
  // One key per state of the proposal: of two people who decide at the same moment, the second is told so.
  drafts.push({
    type: 'proposal-judged',
    body,
    compartment,
    idempotencyKey: `judge:${proposalId}:${found.decidedAt}`,
  });
  for (const claim of claims) drafts.push({ type: 'claim-recorded', body: { claim }, compartment });
  for (const claimId of prior?.claimIds ?? []) {
    drafts.push({
      type: 'claim-marked',
      body: { claimId, mark: 'set-aside', reason: 'the decision on its proposal was changed' },
      compartment,
    });
  }
  try {
    await workspace.append(principal, drafts);
  } catch (thrown) {
    if (isFault(thrown, 'idempotency-mismatch'))
      throw new Fault('already-decided', `someone decided on proposal ${proposalId} at the same moment`, {
        hint: 'Look at it again; both decisions would be visible.',
        cause: thrown,
      });
    throw thrown;
  }
  return { claimIds: body.claimIds, asks, stood: false };
}

/** A claim is never more open than the document it quotes. Throws Fault('never-publish') for two closed compartments. */
export function atLeastAsStrict(claim: Claim, document: Handling): Claim {
  const sum = highest([claim.handling, document]);
  if (!sum.ok) throw new Fault('never-publish', `claim ${claim.claimId} would stand in two compartments`);
  return { ...claim, handling: sum.handling };
}

const HINTS: Readonly<Record<string, string>> = {
  'speaker-needed': 'Say who says it, or record that it cannot be settled.',
  'label-needs-speaker': 'A label is recorded only with the party that uses it.',
  'addressee-needed': 'Say who was asked.',
  'outcome-needed': 'Say what came of the question.',
};

/** The fault for a field that only a person can fill. */
export function needsPerson(reason: string, field: string): Fault {
  return new Fault('person-needed', `a person has to settle the field ${field} first (${reason})`, {
    hint: HINTS[reason] ?? `Fill or correct the field ${field}.`,
  });
}

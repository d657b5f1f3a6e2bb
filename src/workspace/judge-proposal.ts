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
import { canonicalJson, Fault, isFault, newId, type CanonicalValue } from '#ground';
import type { Principal } from './principal.ts';
import type { Answer } from './queries.ts';
import type { Draft, Workspace } from './workspace.ts';

export interface ProposalJudgement {
  readonly proposalId: string;
  readonly decision: 'accepted' | 'refused' | 'parked';
  /** Why not: 1 not in the text, 2 wrong speaker, 3 wrong date, 4 wrong person, 5 duplicate. */
  readonly reason?: '1' | '2' | '3' | '4' | '5';
  readonly words?: string;
  /** What the person settled beside the proposal: speaker, corrections, codes. */
  readonly settled?: AcceptanceDecision;
  /** Version of the proposal that the person looked at; the decision is refused when another stands by now. */
  readonly expected?: number;
}

export interface Judged {
  readonly claimIds: readonly string[];
  /** What the text leaves to a person, by field. */
  readonly asks: readonly Ask[];
  /** True when the same decision stood already and nothing was recorded. */
  readonly stood: boolean;
}

/**
 * Records a decision. Throws Fault: not-found, not-allowed, changed-since (`expected` is not what stands),
 * already-decided (someone else decided at the same moment), person-needed when a person has to fill a field first.
 */
export async function judgeProposal(
  workspace: Workspace,
  principal: Principal,
  judgement: ProposalJudgement,
): Promise<Judged> {
  const { proposalId } = judgement;
  const found = await workspace.read(principal, 'work', { what: 'proposal', proposalId });
  if (judgement.expected !== undefined && judgement.expected !== found.decidedAt)
    throw changedSince(proposalId);
  const { drafts, ...judged } = draftsOf(found, judgement, principal);
  if (drafts.length > 0) await appendInTurn(workspace, principal, drafts, proposalId);
  return judged;
}

/** What a decision would record; no drafts where it says nothing that does not stand already. */
export function draftsOf(
  found: Found,
  judgement: ProposalJudgement,
  principal: Principal,
): Judged & { readonly drafts: readonly Draft[] } {
  const { proposalId, decision } = judgement;
  const prior = found.decision;
  const made = decision === 'accepted' ? accepted(found, judgement, principal) : NOTHING;
  if (prior && stands(prior, judgement, made.claims, found.claims))
    return { claimIds: prior.claimIds, asks: [], stood: true, drafts: [] };

  const { compartment } = found;
  const body: ProposalDecision = {
    proposalId,
    decision,
    ...(decision === 'refused' && judgement.reason === undefined && judgement.words === undefined
      ? { reason: '1' as const }
      : {}),
    ...(judgement.reason === undefined ? {} : { reason: judgement.reason }),
    ...(judgement.words === undefined ? {} : { words: judgement.words }),
    claimIds: made.claims.map(({ claimId }) => claimId),
  };
  const drafts: Draft[] = [
    { type: 'proposal-judged', body, compartment, idempotencyKey: turnOf(proposalId, found.decidedAt) },
    ...made.claims.map((claim): Draft => ({ type: 'claim-recorded', body: { claim }, compartment })),
    ...(prior?.claimIds ?? []).map((claimId): Draft => ({
      type: 'claim-marked',
      body: { claimId, mark: 'set-aside', reason: DECISION_CHANGED },
      compartment,
    })),
  ];
  return { claimIds: body.claimIds, asks: made.asks, stood: false, drafts };
}

/** Why claims of an earlier decision are set aside; undoing looks for these words. */
export const DECISION_CHANGED = 'the decision on its proposal was changed';

const NOTHING: { readonly claims: readonly Claim[]; readonly asks: readonly Ask[] } = {
  claims: [],
  asks: [],
};

type Found = Answer<'proposal'>;

function accepted(found: Found, { settled = {} }: ProposalJudgement, principal: Principal): typeof NOTHING {
  const made = claimsFromProposal({
    proposal: found.proposal,
    source: found.source,
    siblings: found.siblings,
    decision: settled,
    author: principal.id,
    newId,
  });
  if (!made.ok) throw needsPerson(made.reason, made.field);
  return {
    claims: made.claims.map((claim) => atLeastAsStrict(claim, found.source.handling)),
    asks: made.asks,
  };
}

/** Whether a judgement says nothing that the decision in force does not say already. */
function stands(
  prior: ProposalDecision,
  judgement: ProposalJudgement,
  made: readonly Claim[],
  kept: readonly Claim[],
): boolean {
  if (prior.decision !== judgement.decision) return false;
  if (prior.decision === 'accepted') {
    if (judgement.settled === undefined) return true;
    return content(made) === content(kept.filter(({ claimId }) => prior.claimIds.includes(claimId)));
  }
  const says = (given: string | undefined, there: string | undefined): boolean =>
    given === undefined || given === there;
  return says(judgement.reason, prior.reason) && says(judgement.words, prior.words);
}

/** What claims say, whoever recorded them and under which ids; the order does not matter. */
export function content(claims: readonly Claim[]): string {
  return claims
    .map(({ claimId: _id, author: _author, dependsOn: _depends, ...rest }) =>
      canonicalJson(rest as unknown as CanonicalValue),
    )
    .sort()
    .join('\n');
}

/** One key per state of the proposal: of two people who decide at the same moment, the second is told so. */
export function turnOf(proposalId: string, decidedAt: number): string {
  return `judge:${proposalId}:${decidedAt}`;
}

/** Appends what was decided in one turn. Throws Fault('already-decided') when somebody else took the turn. */
export async function appendInTurn(
  workspace: Workspace,
  principal: Principal,
  drafts: readonly Draft[],
  about: string,
): Promise<void> {
  try {
    await workspace.append(principal, drafts);
  } catch (thrown) {
    if (isFault(thrown, 'idempotency-mismatch'))
      throw new Fault('already-decided', `someone decided on ${about} at the same moment`, {
        hint: 'Look at it again; both decisions would be visible.',
        cause: thrown,
      });
    throw thrown;
  }
}

/** The fault for a decision made on something that has changed meanwhile. */
export function changedSince(id: string): Fault {
  return new Fault('changed-since', `${id} was changed since it was read`, {
    hint: 'Read it again and decide.',
  });
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

/**
 * Several proposals accepted together: the names of a list that a person has in sight at once (SPEC of the claim room,
 * C38). Every proposal is named, and becomes what it would have become alone; the ledger says beside it that they were
 * accepted together. Nothing here can accept what was not named.
 */
import { Fault } from '#ground';
import { authoriseAppend } from './authorise.ts';
import { appendInTurn, changedSince, draftsOf } from './judge-proposal.ts';
import type { Principal } from './principal.ts';
import type { ProposalView } from './queries.ts';
import { undoDrafts } from './take-back.ts';
import type { Draft, Workspace } from './workspace.ts';

/** More lines than this are not in sight at once. */
export const GROUP_MOST = 20;

export interface GroupCall {
  readonly documentId: string;
  /** 2 to GROUP_MOST proposals, each with the version that the person looked at. */
  readonly proposals: readonly { readonly proposalId: string; readonly expected: number }[];
}

/** Whether a proposal may be accepted with others: undecided, without a warning, with a speaker that is certain. */
export function mayJoinGroup({ decision, speaker, flags, passage }: ProposalView): boolean {
  return decision === null && speaker.state !== 'unresolved' && flags.length === 0 && !passage.damaged;
}

/**
 * Accepts them all or none. Throws Fault: usage-wrong (too few, too many, one twice, not of one kind, one that needs to
 * be looked at by itself), not-found, not-allowed, changed-since, already-decided, person-needed.
 */
export async function judgeGroup(
  workspace: Workspace,
  principal: Principal,
  { documentId, proposals }: GroupCall,
): Promise<{ claimIds: readonly string[] }> {
  authoriseAppend(principal, 'group-accepted', 'open');
  checkSize(proposals);
  const page = await workspace.read(principal, 'work', { what: 'document', documentId });
  const shown = proposals.map(({ proposalId, expected }) => {
    const one = page.proposals.find((each) => each.proposalId === proposalId);
    if (!one) throw new Fault('not-found', `document ${documentId} has no proposal ${proposalId}`);
    if (one.version !== expected) throw changedSince(proposalId);
    return one;
  });
  const kind = shown[0]?.kind ?? '';
  if (shown.some((one) => one.kind !== kind)) throw new Fault('usage-wrong', 'a group is of one kind');
  if (!shown.every(mayJoinGroup))
    throw new Fault('usage-wrong', 'a proposal of the group has to be looked at by itself');
  const ids = proposals.map(({ proposalId }) => proposalId);
  const { compartment } = page.document.handling;
  const drafts: Draft[] = [
    { type: 'group-accepted', body: { documentId, kind, proposalIds: ids }, compartment },
  ];
  const claimIds: string[] = [];
  for (const proposalId of ids) {
    const found = await workspace.read(principal, 'work', { what: 'proposal', proposalId });
    const made = draftsOf(found, { proposalId, decision: 'accepted' }, principal);
    drafts.push(...made.drafts);
    claimIds.push(...made.claimIds);
  }
  await appendInTurn(workspace, principal, drafts, `document ${documentId}`);
  return { claimIds };
}

/** Takes them all back in one step, or none. Throws Fault as undoDecision does. */
export async function undoGroup(
  workspace: Workspace,
  principal: Principal,
  { documentId, proposals }: GroupCall,
): Promise<void> {
  authoriseAppend(principal, 'decision-undone', 'open');
  checkSize(proposals);
  const page = await workspace.read(principal, 'work', { what: 'document', documentId });
  const drafts: Draft[] = [];
  for (const call of proposals) {
    if (!page.proposals.some(({ proposalId }) => proposalId === call.proposalId))
      throw new Fault('not-found', `document ${documentId} has no proposal ${call.proposalId}`);
    drafts.push(...(await undoDrafts(workspace, principal, call)).drafts);
  }
  await appendInTurn(workspace, principal, drafts, `document ${documentId}`);
}

function checkSize(proposals: GroupCall['proposals']): void {
  const ids = new Set(proposals.map(({ proposalId }) => proposalId));
  if (ids.size !== proposals.length) throw new Fault('usage-wrong', 'a proposal is named twice');
  if (ids.size < 2 || ids.size > GROUP_MOST)
    throw new Fault('usage-wrong', `a group has 2 to ${GROUP_MOST} proposals`);
}

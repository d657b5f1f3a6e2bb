/**
 * Taking back: a decision, a claim recorded by hand, a dismissed place, a document. Each is a further entry that names
 * what it takes back (SPEC of the claim room, C35); what was done stays in the ledger and in every answer of the past.
 */
import { Fault } from '#ground';
import { appendInTurn, changedSince, DECISION_CHANGED, turnOf } from './judge-proposal.ts';
import type { Principal } from './principal.ts';
import type { Draft, Workspace } from './workspace.ts';

/** Why claims are set aside that a decision recorded and that was undone. */
const UNDONE = 'the decision on its proposal was undone';

export interface DecisionTakenBack {
  /** The decision in force now, or null: the proposal is open again. */
  readonly decision: 'accepted' | 'refused' | 'parked' | null;
  /** Claims that are in force again. */
  readonly claimIds: readonly string[];
}

/**
 * Takes back the last decision on a proposal; the one before it is in force again. Its claims lose the mark that the
 * change gave them and keep every other. Throws Fault: not-found, not-allowed, usage-wrong when there is no decision,
 * changed-since, already-decided.
 */
export async function undoDecision(
  workspace: Workspace,
  principal: Principal,
  { proposalId, expected }: { proposalId: string; expected?: number },
): Promise<DecisionTakenBack> {
  const { drafts, ...taken } = await undoDrafts(workspace, principal, { proposalId, expected });
  await appendInTurn(workspace, principal, drafts, `proposal ${proposalId}`);
  return taken;
}

/** What taking a decision back would record. Throws Fault as undoDecision does. */
export async function undoDrafts(
  workspace: Workspace,
  principal: Principal,
  { proposalId, expected }: { proposalId: string; expected?: number | undefined },
): Promise<DecisionTakenBack & { readonly drafts: readonly Draft[] }> {
  const found = await workspace.read(principal, 'work', { what: 'proposal', proposalId });
  if (expected !== undefined && expected !== found.decidedAt) throw changedSince(proposalId);
  const { decision, before, undoable, compartment } = found;
  if (decision === null || undoable === null)
    throw new Fault('usage-wrong', `nobody has decided on proposal ${proposalId}`);
  const { proposalId: _id, took: _took, ...restores } = before ?? { proposalId, claimIds: [] };
  const drafts: Draft[] = [
    {
      type: 'decision-undone',
      body: { proposalId, undoes: undoable, ...('decision' in restores ? { restores } : {}) },
      compartment,
      idempotencyKey: turnOf(proposalId, found.decidedAt),
    },
    ...decision.claimIds.map((claimId): Draft => ({
      type: 'claim-marked',
      body: { claimId, mark: 'set-aside', reason: UNDONE },
      compartment,
    })),
  ];
  for (const claimId of restores.claimIds)
    drafts.push(...(await inForceAgain(workspace, principal, claimId)));
  return { decision: before?.decision ?? null, claimIds: restores.claimIds, drafts };
}

/** Clears a claim of the marks that deciding gave it; marks that somebody set for another reason are set again. */
async function inForceAgain(workspace: Workspace, principal: Principal, claimId: string): Promise<Draft[]> {
  const { claim } = await workspace.read(principal, 'work', { what: 'claim', claimId });
  const compartment = claim.handling.compartment;
  const others = claim.marks.filter(({ reason }) => reason !== DECISION_CHANGED && reason !== UNDONE);
  return [
    { type: 'claim-marked', body: { claimId, mark: 'cleared', reason: UNDONE }, compartment },
    ...others.map(({ mark, reason }): Draft => ({
      type: 'claim-marked',
      body: { claimId, mark: mark as 'set-aside' | 'retracted' | 'shown-first', reason },
      compartment,
    })),
  ];
}

export interface PlaceOfText {
  readonly documentId: string;
  /** Code points of the pinned text, end excluded; the place of something the reader left unclaimed. */
  readonly start: number;
  readonly end: number;
  readonly words?: string;
}

/**
 * Says that a figure, date, name or silence that no claim covers needs none. Throws Fault: not-found when nothing is
 * unclaimed at this place, not-allowed.
 */
export async function dismissMark(
  workspace: Workspace,
  principal: Principal,
  place: PlaceOfText,
): Promise<{ stood: boolean }> {
  return markPlace(workspace, principal, place, 'dismissed');
}

/** Takes a dismissal back: the place is flagged again. Throws Fault: not-found, not-allowed. */
export async function undismissMark(
  workspace: Workspace,
  principal: Principal,
  place: PlaceOfText,
): Promise<{ stood: boolean }> {
  return markPlace(workspace, principal, place, 'open');
}

async function markPlace(
  workspace: Workspace,
  principal: Principal,
  { documentId, start, end, words }: PlaceOfText,
  state: 'dismissed' | 'open',
): Promise<{ stood: boolean }> {
  const { textSha256, compartment } = await workspace.read(principal, 'work', { what: 'source', documentId });
  const page = await workspace.read(principal, 'work', { what: 'document', documentId });
  const isThere = ({ passage }: { passage: { start: number; end: number } }): boolean =>
    passage.start === start && passage.end === end;
  const [from, to] =
    state === 'dismissed' ? [page.unclaimed, page.dismissed] : [page.dismissed, page.unclaimed];
  if (to.some(isThere)) return { stood: true };
  if (textSha256 === null || !from.some(isThere))
    throw new Fault('not-found', `nothing unclaimed stands at ${start}..${end} of document ${documentId}`);
  await workspace.append(principal, [
    {
      type: 'mark-dismissed',
      body: { documentId, textSha256, start, end, state, ...(words === undefined ? {} : { words }) },
      compartment,
    },
  ]);
  return { stood: false };
}

/**
 * Takes a document out of the work, or back into it: a paste by mistake leaves the inbox and nothing else. What was
 * recorded from it stays, and can be taken back itself. Throws Fault: not-found, not-allowed.
 */
export async function placeDocument(
  workspace: Workspace,
  principal: Principal,
  { documentId, state, reason }: { documentId: string; state: 'set-aside' | 'in-use'; reason: string },
): Promise<{ stood: boolean }> {
  const { document } = await workspace.read(principal, 'work', { what: 'document', documentId });
  if ((document.state === 'set-aside') === (state === 'set-aside')) return { stood: true };
  await workspace.append(principal, [
    {
      type: 'document-set-aside',
      body: { documentId, state, reason },
      compartment: document.handling.compartment,
    },
  ]);
  return { stood: false };
}

/** A person judges whether two records are one individual. Reversible: the newest judgement on a pair counts. */
import { newId } from '#ground';
import type { Decision } from '#claim';
import type { Principal } from './principal.ts';
import type { Workspace } from './workspace.ts';

export interface RecordJudgement {
  readonly left: string;
  readonly right: string;
  /** `withdrawn` leaves the pair as if nobody had judged. */
  readonly decision: Decision;
  readonly reason: string;
  readonly compartment?: string;
}

/** Records judgements, all or none. Returns their ids. Throws Fault: not-found, not-allowed. */
export async function judgeRecords(
  workspace: Workspace,
  principal: Principal,
  judgements: readonly RecordJudgement[],
): Promise<string[]> {
  const drafts = judgements.map(({ left, right, decision, reason, compartment }) => ({
    type: 'judgement-made' as const,
    body: {
      judgement: {
        judgementId: newId(),
        left,
        right,
        decision,
        reason,
        by: { kind: 'person' as const, principalId: principal.id },
      },
    },
    ...(compartment === undefined ? {} : { compartment }),
  }));
  await workspace.append(principal, drafts);
  return drafts.map(({ body }) => body.judgement.judgementId);
}

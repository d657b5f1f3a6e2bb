/**
 * Who has a document: taken to read it, and given back (SPEC of the claim room, C37). It is a word among colleagues and
 * closes the document to nobody; taking over what somebody else has is a further entry like any other.
 */
import { isFault } from '#ground';
import { authoriseAppend } from './authorise.ts';
import { changedSince } from './judge-proposal.ts';
import type { Principal } from './principal.ts';
import type { Workspace } from './workspace.ts';

export interface HoldingCall {
  readonly documentId: string;
  readonly state: 'taken' | 'given-back';
  /** How the person is called, where several share one sign-in; 1 to 80 characters. */
  readonly reader?: string;
  /** What `held` of the document said when the person looked; another state by now is refused. */
  readonly expected?: number;
}

/**
 * Takes a document or gives it back. Throws Fault: not-found, not-allowed, changed-since when somebody else took it or
 * gave it back meanwhile.
 */
export async function holdDocument(
  workspace: Workspace,
  principal: Principal,
  { documentId, state, reader, expected }: HoldingCall,
): Promise<{ stood: boolean }> {
  authoriseAppend(principal, 'document-taken', 'open');
  const { document } = await workspace.read(principal, 'work', { what: 'document', documentId });
  const { held, heldBy, handling } = document;
  if (expected !== undefined && expected !== held) throw changedSince(documentId);
  const isSame = heldBy !== null && heldBy.isMine && heldBy.name === (reader ?? null);
  if (state === 'taken' ? isSame : heldBy === null) return { stood: true };
  try {
    await workspace.append(principal, [
      {
        type: 'document-taken',
        body: { documentId, state, ...(reader === undefined ? {} : { reader }) },
        compartment: handling.compartment,
        // Of two who take it at the same moment, the second is told so.
        idempotencyKey: `hold:${documentId}:${held}`,
      },
    ]);
  } catch (thrown) {
    if (isFault(thrown, 'idempotency-mismatch')) throw changedSince(documentId);
    throw thrown;
  }
  return { stood: false };
}

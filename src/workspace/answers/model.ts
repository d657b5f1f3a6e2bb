/** Whether a model may be asked. A text is in the answer only when it may be shown to the model that was chosen. */
import type { PartyRef } from '#claim';
import { Fault } from '#ground';
import { mayShow, WHY_NOT } from '../model-gate.ts';
import type { Views } from '../projections.ts';
import type { Answer, Query } from '../queries.ts';
import type { Desk } from '../workspace.ts';
import { MODEL_READER } from './documents.ts';

/**
 * The choice in force, and with a document its text. Throws Fault('model-refused') for a text that may not be shown,
 * not-found for a document that is not there or has no text.
 */
export async function model(desk: Desk, query: Query<'model'>): Promise<Answer<'model'>> {
  const { reader } = desk;
  const chosen = (await reader.one<Views['model-choice']>('model-choice', 'model'))?.row ?? null;
  const choice = chosen?.choice ?? { is: 'off' as const };
  const answer = { choice, chosenAt: chosen?.at ?? null, document: null };
  if (query.documentId === undefined) return answer;
  if (choice.is === 'off')
    throw new Fault('model-refused', 'this workspace has no model', {
      hint: 'An owner can choose one: habeas model DIR --url ADDRESS --name NAME.',
    });
  const found = await reader.one<Views['documents']>('documents', query.documentId);
  const pinned = (await reader.one<Views['texts']>('texts', query.documentId))?.row;
  if (!found || !pinned) throw new Fault('not-found', `no text of a document ${query.documentId}`);
  const { document } = found.row;
  const { text } = await desk.blobs.text(pinned);
  const publisher = await partyOf(desk, document.publisher);
  const may = mayShow(
    {
      handling: document.handling,
      isPublic: document.isPublic,
      kind: document.kind,
      publisherKind: publisher?.kind ?? null,
      isChannel: publisher?.channel === 'icrc',
      title: document.title ?? null,
      text,
    },
    choice.reach,
  );
  if (!may.ok)
    throw new Fault('model-refused', `document ${query.documentId} is not shown to a model`, {
      hint: `Nothing of it left: ${WHY_NOT[may.reason]}. The rules have read it.`,
    });
  const runs = await reader.rows<Views['runs']>('runs', { parent: query.documentId, latest: false });
  const rules = runs.findLast(({ row }) => row.reader.name !== MODEL_READER)?.row.runId;
  const proposals = await reader.rows<Views['proposals']>('proposals', { parent: query.documentId });
  return {
    ...answer,
    document: {
      documentId: query.documentId,
      text,
      textSha256: pinned.textSha256,
      compartment: found.compartment,
      language: document.language,
      published: document.published?.edtf ?? null,
      proposals: proposals
        .filter(({ row }) => row.runId === rules)
        .map(({ row: { proposal } }) => ({
          proposalId: proposal.proposalId,
          kind: proposal.kind,
          start: proposal.passage.start,
          end: proposal.passage.end,
        })),
    },
  };
}

async function partyOf(desk: Desk, reference: PartyRef | undefined): Promise<Views['parties'] | null> {
  if (reference?.kind !== 'party') return null;
  return (await desk.reader.one<Views['parties']>('parties', reference.partyId))?.row ?? null;
}

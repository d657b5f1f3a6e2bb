/** What decisions are made from: a proposal with its document, or a document for a claim recorded by hand. */
import type { PartyRef, Proposal, ProposalDecision, SourceOf } from '#claim';
import { Fault } from '#ground';
import type { Views } from '../projections.ts';
import type { Answer, Query } from '../queries.ts';
import type { Reader } from '../reader.ts';
import type { Desk } from '../workspace.ts';

/** Publishers from the origin's to that of the copy in hand, and the date of the original. Circles end the walk. */
async function chainOf(
  reader: Reader,
  documentId: string,
): Promise<{ relay: PartyRef[]; origin: Views['documents'] | null }> {
  const relay: PartyRef[] = [];
  const seen = new Set<string>();
  let origin: Views['documents'] | null = null;
  for (let id: string | null = documentId; id !== null && !seen.has(id);) {
    seen.add(id);
    const row: Views['documents'] | undefined = (await reader.one<Views['documents']>('documents', id))?.row;
    if (!row) break;
    if (row.document.publisher) relay.unshift(row.document.publisher);
    origin = id === documentId ? null : row;
    const link: SourceLink | undefined = row.document.relayedFrom[0];
    if (link?.kind === 'unseen') relay.unshift(link.publisher);
    id = link?.kind === 'document' ? link.documentId : null;
  }
  return { relay, origin };
}

type SourceLink = Views['documents']['document']['relayedFrom'][number];

async function sourceOf(
  reader: Reader,
  documentId: string,
): Promise<{ source: SourceOf; compartment: string }> {
  const row = await reader.one<Views['documents']>('documents', documentId);
  if (!row) throw new Fault('not-found', `no document with the id ${documentId}`);
  const { document, recordedAt } = row.row;
  const { relay, origin } = await chainOf(reader, documentId);
  const originPublished = origin?.document.published;
  return {
    compartment: row.compartment,
    source: {
      documentId,
      language: document.language,
      isPublic: document.isPublic,
      handling: document.handling,
      ...(document.published ? { published: document.published } : {}),
      ...(originPublished ? { originPublished } : {}),
      capturedOn: (typeof document.capturedAt === 'string' ? document.capturedAt : recordedAt).slice(0, 10),
      relay,
      damaged: (await reader.one<Views['texts']>('texts', documentId))?.row.damaged ?? [],
    },
  };
}

/** The decisions on one proposal that are not undone, oldest first, each with the number of its entry. */
async function standingDecisions(
  reader: Reader,
  proposalId: string,
): Promise<{ last: number; stack: { seq: number; decision: ProposalDecision }[] }> {
  const rows = await reader.rows<Views['decisions']>('decisions', { keys: [proposalId], latest: false });
  const stack: { seq: number; decision: ProposalDecision }[] = [];
  for (const { seq, row } of rows) {
    const { at: _at, by: _by, undoes, decision, ...rest } = row;
    if (undoes !== undefined) stack.pop();
    else if (decision !== 'open') stack.push({ seq, decision: { ...rest, decision } });
  }
  return { last: rows.at(-1)?.seq ?? -1, stack };
}

export async function proposal(desk: Desk, query: Query<'proposal'>): Promise<Answer<'proposal'>> {
  const { reader } = desk;
  const row = await reader.one<Views['proposals']>('proposals', query.proposalId);
  if (!row) throw new Fault('not-found', `no proposal with the id ${query.proposalId}`);
  const siblings: Proposal[] = (await reader.rows<Views['proposals']>('proposals', { parent: row.parent }))
    .filter(({ key, row: other }) => key !== row.key && other.runId === row.row.runId)
    .map(({ row: other }) => other.proposal);
  const { last, stack } = await standingDecisions(reader, query.proposalId);
  const inForce = stack.at(-1) ?? null;
  const before = stack.at(-2)?.decision ?? null;
  const keys = [...(inForce?.decision.claimIds ?? []), ...(before?.claimIds ?? [])];
  const claims = keys.length === 0 ? [] : await reader.rows<Views['claims']>('claims', { keys });
  const { source, compartment } = await sourceOf(reader, row.parent);
  return {
    proposal: row.row.proposal,
    source,
    siblings,
    decision: inForce?.decision ?? null,
    decidedAt: last,
    before,
    undoable: inForce?.seq ?? null,
    claims: claims.map(({ row: kept }) => kept.claim),
    compartment,
  };
}

export async function source(desk: Desk, query: Query<'source'>): Promise<Answer<'source'>> {
  const found = await sourceOf(desk.reader, query.documentId);
  const pinned = (await desk.reader.one<Views['texts']>('texts', query.documentId))?.row ?? null;
  const index = pinned ? await desk.blobs.text(pinned) : null;
  return { ...found, text: index?.text ?? null, textSha256: pinned?.textSha256 ?? null };
}

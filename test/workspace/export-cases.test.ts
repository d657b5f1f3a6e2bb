/** What people decided about proposals leaves as cases for the reader, from public documents only, and on record. */
import { describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { splitHeader } from '#reading';
import { exportReadingCases, judgeProposal, type DocumentPage, type ProposalView } from '#workspace';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';

interface Gold {
  readonly lang: string;
  readonly claims: readonly Record<string, unknown>[];
  readonly refused: readonly Record<string, unknown>[];
  readonly missed: readonly Record<string, unknown>[];
}

async function pageOf(desk: TestDesk, documentId: string): Promise<DocumentPage> {
  return desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
}

function first(page: DocumentPage, kind: string): ProposalView {
  const found = page.proposals.find((proposal) => proposal.kind === kind);
  if (!found) throw new Error(`no proposal of kind ${kind}`);
  return found;
}

async function decidedDesk(): Promise<{ desk: TestDesk; documentId: string; page: DocumentPage }> {
  const desk = await openDesk();
  const documentId = await addReport(desk);
  const page = await pageOf(desk, documentId);
  await judgeProposal(desk.workspace, desk.owner, {
    proposalId: first(page, 'inquiry').proposalId,
    decision: 'accepted',
  });
  await judgeProposal(desk.workspace, desk.owner, {
    proposalId: first(page, 'count').proposalId,
    decision: 'refused',
    reason: '2',
    words: 'the council says this, not the ministry',
  });
  return { desk, documentId, page };
}

describe('reading cases', () => {
  test('carry the text, what was accepted, and what was refused with rule and reason', async () => {
    const { desk, page } = await decidedDesk();
    const made = await exportReadingCases(desk.workspace, desk.owner, { reason: 'to mend the reader' });
    expect([made.documents, made.accepted, made.refused]).toEqual([1, 1, 1]);
    const { body } = splitHeader(made.files['case-001.txt'] ?? '');
    const gold = JSON.parse(made.files['case-001.gold.json'] ?? '') as Gold;
    expect(gold.lang).toBe('en');
    for (const { quote } of [...gold.claims, ...gold.refused]) expect(body).toContain(quote);
    expect(gold.refused[0]).toMatchObject({
      kind: 'count',
      quote: first(page, 'count').passage.exact,
      rule: first(page, 'count').rule,
      reason: 'wrong speaker',
      words: 'the council says this, not the ministry',
    });
    expect(gold.claims[0]).toMatchObject({ kind: 'inquiry', outcome: 'no_response' });
    expect(Object.keys(gold.claims[0] ?? {})).not.toContain('proposalId');
  });

  test('the leaving is an entry that names the documents and the reason', async () => {
    const { desk, documentId } = await decidedDesk();
    const before = (await pageOf(desk, documentId)).asKnown.size;
    await exportReadingCases(desk.workspace, desk.owner, { reason: 'to mend the reader' });
    expect((await pageOf(desk, documentId)).asKnown.size).toBe(before + 1);
  });

  test('a document that not everyone may see stays, and is counted', async () => {
    const { desk } = await decidedDesk();
    const closed = await addReport(desk, {
      isPublic: false,
      pasted: 'The Ministry of Roads of Halden said that it holds 77 drivers of Brevik.',
      language: 'en',
    });
    const page = await pageOf(desk, closed);
    await judgeProposal(desk.workspace, desk.owner, {
      proposalId: first(page, 'count').proposalId,
      decision: 'accepted',
    });
    const made = await exportReadingCases(desk.workspace, desk.owner, { reason: 'to mend the reader' });
    expect(made.leftOut.map(({ claims }) => claims)).toEqual([1]);
    expect(Object.values(made.files).join('\n')).not.toContain('77 drivers');
  });

  test('where nobody has decided there is nothing to hand over, and only leads may', async () => {
    const desk = await openDesk();
    await addReport(desk);
    const asked = exportReadingCases(desk.workspace, desk.owner, { reason: 'early' });
    await expect(asked).rejects.toSatisfy((thrown) => isFault(thrown, 'not-found'));
    const documenter = exportReadingCases(desk.workspace, desk.as.documenter, { reason: 'early' });
    await expect(documenter).rejects.toSatisfy((thrown) => isFault(thrown, 'not-allowed'));
  });
});

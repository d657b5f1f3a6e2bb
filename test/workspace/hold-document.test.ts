/** Who has a document: taken, taken over and given back, each an entry; it closes nothing. */
import { beforeEach, describe, expect, test } from 'vitest';
import { holdDocument, judgeProposal, type DocumentView } from '#workspace';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
let documentId: string;
beforeEach(async () => {
  desk = await openDesk();
  documentId = await addReport(desk);
});

const shown = async (who = desk.owner, asKnown?: string): Promise<DocumentView> => {
  const when = asKnown === undefined ? {} : { asKnown };
  const { documents } = await desk.workspace.read(who, 'work', { what: 'documents', ...when });
  const found = documents.find((one) => one.documentId === documentId);
  if (!found) throw new Error('the document is gone');
  return found;
};

describe('who has a document', () => {
  test('is nobody at first, then whoever took it, and the past keeps it', async () => {
    expect(await shown()).toMatchObject({ held: -1, heldBy: null, state: 'new' });
    await holdDocument(desk.workspace, desk.as.documenter, { documentId, state: 'taken', expected: -1 });
    const taken = await shown();
    expect(taken.heldBy).toMatchObject({ by: desk.as.documenter.id, name: null, isMine: false });
    expect(taken.state).toBe('new');
    expect((await shown(desk.as.documenter)).heldBy?.isMine).toBe(true);
    const before = (await desk.workspace.read(desk.owner, 'work', { what: 'overview' })).asKnown.at;
    await holdDocument(desk.workspace, desk.as.documenter, { documentId, state: 'given-back' });
    expect((await shown()).heldBy).toBeNull();
    expect((await shown(desk.owner, before)).heldBy).not.toBeNull();
    const { lines } = await desk.workspace.read(desk.owner, 'work', { what: 'history', about: documentId });
    expect(lines.filter(({ type }) => type === 'document-taken').map(({ detail }) => detail)).toEqual([
      'taken',
      'given-back',
    ]);
  });

  test('closes the document to nobody: another person decides in it', async () => {
    await holdDocument(desk.workspace, desk.as.documenter, { documentId, state: 'taken' });
    const { proposals } = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
    const { proposalId = '' } = proposals[0] ?? {};
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'refused' });
    expect(await shown()).toMatchObject({ decided: 1, heldBy: { by: desk.as.documenter.id } });
  });

  test('tells two readers apart who share one sign-in', async () => {
    const call = { documentId, state: 'taken' as const };
    await holdDocument(desk.workspace, desk.owner, { ...call, reader: 'Reader one' });
    expect(await holdDocument(desk.workspace, desk.owner, { ...call, reader: 'Reader one' })).toEqual({
      stood: true,
    });
    expect(await holdDocument(desk.workspace, desk.owner, { ...call, reader: 'Reader two' })).toEqual({
      stood: false,
    });
    expect((await shown()).heldBy).toMatchObject({ name: 'Reader two', isMine: true });
  });

  test('is refused to the second of two who looked at the same state, and to a role that only reads', async () => {
    const { held } = await shown();
    const call = { documentId, state: 'taken' as const, expected: held };
    const [first, second] = await Promise.allSettled([
      holdDocument(desk.workspace, desk.owner, call),
      holdDocument(desk.workspace, desk.as.documenter, call),
    ]);
    expect([first?.status, second?.status].sort()).toEqual(['fulfilled', 'rejected']);
    await expect(holdDocument(desk.workspace, desk.as.lead, call)).rejects.toMatchObject({
      code: 'changed-since',
    });
    await expect(
      holdDocument(desk.workspace, desk.as.reader, { documentId, state: 'given-back' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await holdDocument(desk.workspace, desk.as.lead, { documentId, state: 'given-back' })).toEqual({
      stood: false,
    });
    expect(await holdDocument(desk.workspace, desk.as.lead, { documentId, state: 'given-back' })).toEqual({
      stood: true,
    });
  });
});

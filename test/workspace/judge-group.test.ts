/** Accepting together what a person has in sight: named one by one, all or none, taken back in one step. */
import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#ground';
import { judgeGroup, judgeProposal, undoGroup, type DocumentPage, type ProposalView } from '#workspace';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';
import { NAMES } from '../support/names-in-a-list.ts';

let desk: TestDesk;
let documentId: string;
beforeEach(async () => {
  desk = await openDesk();
  documentId = await addReport(desk, { pasted: NAMES });
});

const page = (): Promise<DocumentPage> =>
  desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
const named = async (): Promise<readonly ProposalView[]> =>
  (await page()).proposals.filter(({ kind }) => kind === 'custody');
const call = (proposals: readonly ProposalView[]) => ({
  documentId,
  proposals: proposals.map(({ proposalId, version }) => ({ proposalId, expected: version })),
});
const size = async (): Promise<number> => (await desk.store.head()).size;
const decided = async (): Promise<number> => (await page()).document.decided;

describe('a group', () => {
  test('is recorded as each would be alone, in one step that the history names', async () => {
    const all = await named();
    expect(all.length).toBeGreaterThan(4);
    const [first, second, third, other] = all;
    if (!first || !second || !third || !other) throw new Error('too few names');
    await judgeProposal(desk.workspace, desk.owner, { proposalId: other.proposalId, decision: 'accepted' });
    const { claimIds } = await judgeGroup(desk.workspace, desk.owner, call([first, second, third]));
    const after = await page();
    expect(claimIds).toHaveLength(3);
    expect(after.document.decided).toBe(4);
    const kinds = after.claims.map(({ kind, modality }) => `${kind} ${modality}`);
    expect(new Set(kinds).size).toBe(1);
    expect(new Set(after.claims.map(({ passages }) => passages[0]?.exact))).toEqual(
      new Set([first, second, third, other].map(({ passage }) => passage.exact)),
    );
    const { lines } = await desk.workspace.read(desk.owner, 'work', { what: 'history', about: documentId });
    expect(lines.find(({ type }) => type === 'group-accepted')?.detail).toBe('3 together');
  });

  test('is taken back in one step, and no other answer with it', async () => {
    const [first, second, other] = await named();
    if (!first || !second || !other) throw new Error('too few names');
    await judgeProposal(desk.workspace, desk.owner, { proposalId: other.proposalId, decision: 'refused' });
    await judgeGroup(desk.workspace, desk.owner, call([first, second]));
    const now = (await named()).filter(({ decision }) => decision?.is === 'accepted');
    await undoGroup(desk.workspace, desk.owner, call(now));
    const after = await page();
    expect(after.document.decided).toBe(1);
    expect(after.claims.every(({ marks }) => marks[0]?.mark === 'set-aside')).toBe(true);
    await expect(undoGroup(desk.workspace, desk.owner, call(now))).rejects.toMatchObject({
      code: 'changed-since',
    });
  });

  test('is never all: one, none, twenty-one, one twice or an unknown one are refused and nothing is written', async () => {
    const all = await named();
    const [first, second] = all;
    if (!first || !second) throw new Error('too few names');
    const before = await size();
    const unknown = { ...first, proposalId: newId() };
    const many = Array.from({ length: 21 }, () => ({ ...first, proposalId: newId() }));
    for (const group of [[], [first], [first, first], many])
      await expect(judgeGroup(desk.workspace, desk.owner, call(group))).rejects.toMatchObject({
        code: 'usage-wrong',
      });
    await expect(judgeGroup(desk.workspace, desk.owner, call([first, unknown]))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await size()).toBe(before);
  });

  test('holds nothing that has to be looked at by itself', async () => {
    const reportId = await addReport(desk);
    const shown = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId: reportId });
    const counts = shown.proposals.filter(({ kind }) => kind === 'count');
    const inquiry = shown.proposals.find(({ kind }) => kind === 'inquiry');
    const group = (of: readonly (ProposalView | undefined)[]) => ({
      ...call(of.flatMap((one) => one ?? [])),
      documentId: reportId,
    });
    await expect(judgeGroup(desk.workspace, desk.owner, group([counts[0], inquiry]))).rejects.toMatchObject({
      code: 'usage-wrong',
    });
    const [first, second] = await named();
    if (!first || !second) throw new Error('too few names');
    await judgeProposal(desk.workspace, desk.owner, { proposalId: second.proposalId, decision: 'parked' });
    // Somebody answered meanwhile; and with the newest version it is no longer undecided.
    await expect(judgeGroup(desk.workspace, desk.owner, call([first, second]))).rejects.toMatchObject({
      code: 'changed-since',
    });
    const parked = (await named()).slice(0, 2);
    await expect(judgeGroup(desk.workspace, desk.owner, call(parked))).rejects.toMatchObject({
      code: 'usage-wrong',
    });
    expect(await decided()).toBe(1);
  });

  test('is not for a role that only reads', async () => {
    const group = call((await named()).slice(0, 2));
    await expect(judgeGroup(desk.workspace, desk.as.reader, group)).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await decided()).toBe(0);
  });
});

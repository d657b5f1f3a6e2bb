/** A second reader: drawn from what was answered, blind, beside the first decision, and a third where they differ. */
import { beforeEach, describe, expect, test } from 'vitest';
import { tenthOf } from '#claim';
import {
  answerAgain,
  askSecondReader,
  judgeProposal,
  principal,
  takeAnswerBack,
  type Answer,
  type Principal,
} from '#workspace';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';
import { NAMES } from '../support/names-in-a-list.ts';

let desk: TestDesk;
let documentId: string;

beforeEach(async () => {
  desk = await openDesk();
  documentId = await addReport(desk, { pasted: NAMES });
});

const page = () => desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
type Shown = Answer<'rereading'>;
const shown = (rereadingId: string, more: object = {}, who: Principal = desk.owner): Promise<Shown> =>
  desk.workspace.read(who, 'work', { what: 'rereading', rereadingId, ...more });

/** Answers every proposal as the first reader: names are there, all else is not. Says how many were answered. */
async function readFirst(who: Principal = desk.owner): Promise<number> {
  const { proposals } = await page();
  for (const { proposalId, kind } of proposals)
    await judgeProposal(desk.workspace, who, {
      proposalId,
      decision: kind === 'custody' ? 'accepted' : 'refused',
    });
  return proposals.length;
}

/** A sample of one proposal, with the first answer to it and the one that differs. */
async function drawnOne() {
  await readFirst();
  const { rereadingId } = await askSecondReader(desk.workspace, desk.owner, { documentId });
  const [item] = (await shown(rereadingId)).items;
  const proposalId = item?.proposalId ?? '';
  const first = (await page()).proposals.find((one) => one.proposalId === proposalId)?.decision?.is;
  const other = first === 'accepted' ? ('refused' as const) : ('accepted' as const);
  return { rereadingId, proposalId, first, other };
}

describe('asking for a second reader', () => {
  test('draws what the recorded seed draws, from what was answered yes or no', async () => {
    const n = await readFirst();
    const { proposals } = await page();
    const [parked, ...rest] = proposals.map(({ proposalId }) => proposalId);
    await judgeProposal(desk.workspace, desk.owner, { proposalId: parked ?? '', decision: 'parked' });
    const { rereadingId, drawn, population } = await askSecondReader(desk.workspace, desk.owner, {
      documentId,
    });
    expect([drawn, population]).toEqual([1, n - 1]);
    const { seed, items, drawnBy, size } = await shown(rereadingId);
    expect(drawnBy).toBe('sha256-order/1');
    expect(items.map(({ proposalId }) => proposalId)).toEqual(tenthOf(rest, seed));
    // Whoever asks the ledger of that size finds the same population.
    expect(size).toBe((await page()).asKnown.size - 1);
    // While it waits nobody draws another one; when it is answered, another draws anew.
    const again = await askSecondReader(desk.workspace, desk.owner, { documentId });
    expect(again).toMatchObject({ rereadingId, drawn, population });
    for (const { proposalId } of items)
      await answerAgain(desk.workspace, desk.as.lead, { rereadingId, proposalId, answer: 'refused' });
    expect((await shown(rereadingId)).figures.waiting).toBe(0);
    const next = await askSecondReader(desk.workspace, desk.owner, { documentId });
    expect((await shown(next.rereadingId)).seed).not.toBe(seed);
  });

  test('twice at the same moment draws once', async () => {
    await readFirst();
    const ask = () => askSecondReader(desk.workspace, desk.owner, { documentId });
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(one.rereadingId).toBe(other.rereadingId);
    const { rereadings } = await desk.workspace.read(desk.owner, 'work', { what: 'rereadings' });
    expect(rereadings).toHaveLength(1);
  });

  test('is refused where nothing is answered, and over a workspace leaves closed and set-aside documents out', async () => {
    await expect(askSecondReader(desk.workspace, desk.owner)).rejects.toMatchObject({ code: 'usage-wrong' });
    const n = await readFirst();
    const sealed = await addReport(desk, {
      isPublic: false,
      handling: { tlp: 'TLP:RED', caveats: [], compartment: 'sealed' },
    });
    const { proposals } = await desk.workspace.read(desk.owner, 'work', {
      what: 'document',
      documentId: sealed,
    });
    await judgeProposal(desk.workspace, desk.owner, {
      proposalId: proposals[0]?.proposalId ?? '',
      decision: 'refused',
    });
    expect((await askSecondReader(desk.workspace, desk.owner)).population).toBe(n);
    const closed = await askSecondReader(desk.workspace, desk.owner, { documentId: sealed });
    expect(closed.population).toBe(1);
    await expect(shown(closed.rereadingId, {}, desk.as.lead)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a second reader', () => {
  test('sees the proposal without the first answer, and changes neither it nor its claims', async () => {
    await readFirst();
    const { rereadingId } = await askSecondReader(desk.workspace, desk.owner, { documentId });
    const before = await page();
    const seen = await shown(rereadingId, {}, desk.as.documenter);
    expect(seen).toMatchObject({ needsWho: false, yours: 1, differ: [] });
    expect(seen.hand?.proposal).toMatchObject({ decision: null, version: -1 });
    expect(JSON.stringify({ ...seen, figures: null })).not.toMatch(/"(accepted|refused)"/);
    const { proposalId = '' } = seen.items[0] ?? {};
    const given = { rereadingId, proposalId, answer: 'refused' as const };
    expect(await answerAgain(desk.workspace, desk.as.documenter, given)).toEqual({ turn: 'second' });
    const after = await page();
    expect(after.proposals).toEqual(before.proposals);
    expect(after.claims).toEqual(before.claims);
    // Nobody answers twice in one turn.
    await expect(
      answerAgain(desk.workspace, desk.as.documenter, { ...given, turn: 'second', expected: -1 }),
    ).rejects.toMatchObject({ code: 'changed-since' });
  });

  test('under another sign-in is another person; under the same, the person says it, and another has a name', async () => {
    await readFirst();
    const { rereadingId } = await askSecondReader(desk.workspace, desk.owner, { documentId });
    const { items, needsWho, hand } = await shown(rereadingId);
    expect([needsWho, hand]).toEqual([true, null]);
    const call = { rereadingId, proposalId: items[0]?.proposalId ?? '', answer: 'accepted' as const };
    await expect(answerAgain(desk.workspace, desk.owner, call)).rejects.toMatchObject({
      code: 'usage-wrong',
    });
    await expect(
      answerAgain(desk.workspace, desk.owner, { ...call, who: 'another-person' }),
    ).rejects.toMatchObject({ code: 'usage-wrong' });
    await answerAgain(desk.workspace, desk.owner, { ...call, who: 'same-person' });
    expect((await shown(rereadingId)).figures).toMatchObject({
      intra: { compared: 1 },
      inter: { compared: 0 },
    });
    await takeAnswerBack(desk.workspace, desk.owner, { rereadingId });
    // While anything waits nothing tells how far the answers agree.
    expect(await shown(rereadingId)).toMatchObject({ figures: { waiting: 1 }, differ: [] });
    expect((await shown(rereadingId)).figures).not.toHaveProperty('intra');
    await answerAgain(desk.workspace, desk.owner, { ...call, who: 'another-person', reader: 'Reader two' });
    expect((await shown(rereadingId)).figures).toMatchObject({
      intra: { compared: 0 },
      inter: { compared: 1 },
    });
    // Said to be the same person under another sign-in: it is another.
    const other = await askSecondReader(desk.workspace, desk.owner, { documentId });
    const [item] = (await shown(other.rereadingId)).items;
    await answerAgain(desk.workspace, desk.as.lead, {
      ...call,
      rereadingId: other.rereadingId,
      proposalId: item?.proposalId ?? '',
      who: 'same-person',
    });
    expect((await shown(other.rereadingId)).figures).toMatchObject({ inter: { compared: 1 } });
  });

  test('says which of its own answers were given on the day of the first', async () => {
    await readFirst();
    const { rereadingId } = await askSecondReader(desk.workspace, desk.owner, { documentId });
    const [item] = (await shown(rereadingId)).items;
    const call = { rereadingId, proposalId: item?.proposalId ?? '', answer: 'accepted' as const };
    await answerAgain(desk.workspace, desk.owner, { ...call, who: 'same-person' });
    expect((await shown(rereadingId)).figures).toMatchObject({ sameDay: 1 });
  });
});

describe('a disagreement', () => {
  test('goes to a third who is neither of the two, and is shown whole when the third has answered', async () => {
    const { rereadingId, proposalId, first, other } = await drawnOne();
    await answerAgain(desk.workspace, desk.as.documenter, { rereadingId, proposalId, answer: other });
    const open = await shown(rereadingId);
    expect(open.figures).toMatchObject({ differ: 1, waitingForThird: 1 });
    expect(open.differ).toEqual([expect.objectContaining({ proposalId, answers: null })]);

    const call = { rereadingId, proposalId, answer: other };
    await expect(answerAgain(desk.workspace, desk.as.documenter, call)).rejects.toMatchObject({
      code: 'usage-wrong',
    });
    await expect(
      answerAgain(desk.workspace, desk.owner, { ...call, who: 'same-person' }),
    ).rejects.toMatchObject({ code: 'usage-wrong' });
    expect((await shown(rereadingId, {}, desk.as.documenter)).yours).toBe(0);
    const third = await shown(rereadingId, {}, desk.as.lead);
    expect(third).toMatchObject({ yours: 1, hand: { turn: 'third', proposal: { decision: null } } });
    expect(await answerAgain(desk.workspace, desk.as.lead, call)).toEqual({ turn: 'third' });

    const settled = await shown(rereadingId);
    expect(settled.figures).toMatchObject({
      differ: 1,
      waitingForThird: 0,
      inter: { compared: 1, agree: 0 },
    });
    expect(settled.differ[0]?.answers?.map(({ answer }) => answer)).toEqual([first, other, other]);
    // The first decision stands until somebody decides otherwise in the ordinary way.
    expect((await page()).proposals.find((one) => one.proposalId === proposalId)?.decision?.is).toBe(first);
  });

  test('keeps a third answer only for the second answer that it was given to', async () => {
    const { rereadingId, proposalId, other } = await drawnOne();
    const call = { rereadingId, proposalId, answer: other };
    await answerAgain(desk.workspace, desk.as.documenter, call);
    await answerAgain(desk.workspace, desk.as.lead, call);
    // Somebody on another machine had taken the second answer back and given it anew before the third came in.
    const body = { rereadingId, proposalId, turn: 'second', who: 'another-person' } as const;
    for (const answer of ['taken-back', other] as const)
      await desk.workspace.append(desk.as.documenter, [
        { type: 'rereading-answered', body: { ...body, answer }, compartment: 'open' },
      ]);
    const after = await shown(rereadingId);
    expect(after.figures).toMatchObject({ differ: 1, waitingForThird: 1 });
    expect(after.differ[0]?.answers).toBeNull();
    expect((await shown(rereadingId, {}, desk.as.lead)).yours).toBe(1);
  });

  test('is measured against the answer that stood when the sample was drawn', async () => {
    const { rereadingId, proposalId, other } = await drawnOne();
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: other });
    await answerAgain(desk.workspace, desk.as.documenter, { rereadingId, proposalId, answer: other });
    expect((await shown(rereadingId)).figures).toMatchObject({
      inter: { compared: 1, agree: 0, percent: 0 },
    });
  });

  test('over several readers keeps those who may not see out', async () => {
    await readFirst();
    const { rereadingId } = await askSecondReader(desk.workspace, desk.owner);
    await expect(shown(rereadingId, {}, desk.as.reader)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(
      desk.workspace.read(principal('5c8e1c4f-0000-4000-8000-000000000000', 'partner'), 'work', {
        what: 'rereadings',
      }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    const { rereadings } = await desk.workspace.read(desk.owner, 'work', { what: 'rereadings' });
    expect(rereadings.map((one) => one.rereadingId)).toEqual([rereadingId]);
  });
});

/** The line at the end of a document: every answer by kind, what is left unclaimed, and what changed. */
import { expect, test } from 'vitest';
import { dismissMark, judgeProposal, recordClaim } from '#workspace';
import { sayIn } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { openDesk, REPORT, serve, Visitor } from './support/desk.ts';

const say = sayIn('en', CATALOGUES.en);

test('the finish line counts every answer, and what changed by it, as the twin has it', async () => {
  const desk = await openDesk();
  const { workspace, owner } = desk;
  const documentId = await desk.add({ text: REPORT });
  const { server } = await serve(desk, { attempts: 1_000 });
  const visitor = Visitor.as(server, workspace, owner);
  const page = async (): Promise<string> =>
    (await visitor.get(`/documents/${documentId}`)).body.replaceAll(/<[^>]+>/g, '');
  const { proposals, unclaimed } = await workspace.read(owner, 'work', { what: 'document', documentId });
  const [changed, ...rest] = proposals.filter(({ kind }) => kind === 'count');
  const others = proposals.filter((one) => one !== changed && !rest.includes(one));
  const [parked, ...refused] = others;
  if (!changed || !parked || rest.length === 0 || refused.length === 0) throw new Error('too little to read');
  const judge = (proposalId: string, decision: 'accepted' | 'refused' | 'parked') =>
    judgeProposal(workspace, owner, { proposalId, decision });
  // Accepted first and refused then: its claim is set aside.
  await judge(changed.proposalId, 'accepted');
  await judge(changed.proposalId, 'refused');
  for (const { proposalId } of rest) await judge(proposalId, 'accepted');
  expect(await page()).not.toContain('Every proposal has an answer');
  for (const { proposalId } of refused) await judge(proposalId, 'refused');
  await judge(parked.proposalId, 'parked');
  const quote = 'lawyers';
  await recordClaim(workspace, owner, {
    documentId,
    kind: 'open_question',
    quote,
    speaker: { kind: 'author' },
    modality: 'asserted',
    fields: {},
  });
  const [place] = unclaimed;
  if (!place) throw new Error('nothing is unclaimed');
  const { start, end } = place.passage;
  await dismissMark(workspace, owner, { documentId, start, end });

  const finish = await workspace.read(owner, 'work', { what: 'finish', documentId });
  expect(finish).toMatchObject({
    proposals: proposals.length,
    accepted: rest.length,
    refused: refused.length + 1,
    parked: 1,
    open: 0,
    byHand: 1,
    dismissed: 1,
  });
  const words = await page();
  const line = say('reading.finish', {
    b: (chunks: unknown) => String(chunks),
    all: finish.proposals,
    accepted: finish.accepted,
    refused: finish.refused,
    parked: finish.parked,
    unclaimed: finish.unclaimed,
  } as never);
  expect(words).toContain(line.replaceAll(/<[^>]+>/g, ''));
  for (const told of [
    say('finish.claims', { n: finish.changed.claims }),
    say('finish.counts', { n: finish.changed.counts }),
    say('finish.people', { persons: finish.changed.persons, records: finish.changed.records }),
    say('finish.byHand', { n: 1 }),
    say('finish.setAside', { n: 1 }),
    say('finish.dismissed', { n: 1 }),
  ])
    expect(words).toContain(told);
});

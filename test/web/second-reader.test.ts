/** A second reader as pages and forms without a script, and the JSON twin of each page. */
import { beforeAll, describe, expect, test } from 'vitest';
import { judgeProposal, type Answer } from '#workspace';
import { sayIn } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { NAMES } from '../support/names-in-a-list.ts';
import { openDesk, serve, Visitor, type Desk } from './support/desk.ts';

const say = sayIn('en', CATALOGUES.en);
let desk: Desk;
let visitor: Visitor;
let documentId: string;

beforeAll(async () => {
  desk = await openDesk();
  documentId = await desk.add({ text: NAMES });
  const { proposals } = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
  for (const { proposalId } of proposals)
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
  const { server } = await serve(desk, { attempts: 1_000 });
  visitor = Visitor.as(server, desk.workspace, desk.owner);
});

type Twin = Answer<'rereading'>;
const twin = async (path: string): Promise<Twin> =>
  (await visitor.get(path.replace(/(\?|$)/, '.json$1'))).json();

async function ask(): Promise<string> {
  const { headers, statusCode } = await visitor.post('/second-reader', { documentId });
  expect(statusCode).toBe(303);
  return String(headers.location);
}

async function answer(path: string, given: string, who?: string) {
  const { hand } = await twin(who === undefined ? path : `${path}?who=${who}`);
  return visitor.post(`${path}/answers`, {
    proposalId: hand?.proposal.proposalId ?? '',
    turn: hand?.turn ?? 'second',
    version: String(hand?.version ?? -1),
    answer: given,
    ...(who === undefined ? {} : { who }),
  });
}

describe('a second reader', () => {
  test('is asked for where a document is read to its end, and the sample stands in the list with how it was drawn', async () => {
    expect((await visitor.get(`/documents/${documentId}`)).body).toContain(say('again.askOne'));
    expect((await visitor.get('/documents')).body).toContain('href="/second-reader"');
    const path = await ask();
    const { seed, population, drawn } = await twin(path);
    expect([population, drawn]).toEqual([8, 1]);
    const page = (await visitor.get(path)).body;
    expect(page).toContain(seed);
    expect(page).toContain('sha256-order/1');
    const list = (await visitor.get('/second-reader')).body;
    expect(list).toContain(`href="${path}"`);
  });

  test('first says who reads; another person under the same sign-in gives a name', async () => {
    const path = await ask();
    const page = (await visitor.get(path)).body;
    expect(page).toContain(say('again.who'));
    expect(page).not.toContain('data-action="accept"');
    const nameless = (await visitor.get(`${path}?who=another-person`)).body;
    expect(nameless).toContain(say('again.nameFirst'));
    expect(nameless).not.toContain('data-action="accept"');
    expect((await answer(path, 'accepted', 'another-person')).statusCode).toBe(400);
    await visitor.post('/reader', { name: 'Reader <two>', back: `${path}?who=another-person` });
    const named = (await visitor.get(`${path}?who=another-person`)).body;
    expect(named).toContain('data-action="accept"');
    await visitor.post('/reader', { name: '' });
  });

  test('is blind, leaves the decision as it is, and the two kinds of agreement are told apart with their counts', async () => {
    const path = await ask();
    const before = (await visitor.get(`/documents/${documentId}.json`)).json<{ proposals: object[] }>();
    const hand = (await twin(`${path}?who=same-person`)).hand;
    expect(hand?.proposal).toMatchObject({ decision: null, version: -1 });
    const page = (await visitor.get(`${path}?who=same-person`)).body;
    expect(page).toContain(say('again.blind'));
    const done = await answer(path, 'accepted', 'same-person');
    expect(done.headers.location).toBe(`${path}?who=same-person&done=accepted`);
    const after = (await visitor.get(String(done.headers.location))).body;
    expect(after).toContain(say('again.done.accepted'));
    expect(after).toContain(say('again.intra', { agree: 1, compared: 1, percent: 100 }));
    expect(after).toContain(say('again.sameDay', { n: 1 }));
    expect(after).not.toContain('Inter-reader');
    expect((await twin(path)).figures).toMatchObject({
      intra: { compared: 1, agree: 1, percent: 100 },
      inter: { compared: 0, agree: 0, percent: null },
    });
    const now = (await visitor.get(`/documents/${documentId}.json`)).json<{ proposals: object[] }>();
    expect(now.proposals).toEqual(before.proposals);
    const { last } = await twin(`${path}?who=same-person`);
    const back = { who: 'same-person', ...last, version: String(last?.version) };
    await visitor.post(`${path}/undo`, back);
    expect((await twin(path)).figures.waiting).toBe(1);
    // The same press a second time, or from another window, takes nothing further back.
    expect((await visitor.post(`${path}/undo`, back)).statusCode).not.toBe(303);
  });

  test('differs, and the answers are shown when a third has answered', async () => {
    const path = await ask();
    await visitor.post('/reader', { name: 'Reader two' });
    await answer(path, 'refused', 'another-person');
    const open = (await visitor.get(`${path}?who=another-person`)).body;
    expect(open).toContain(say('again.waitsForThird'));
    expect(open).toContain(say('again.nothing'));
    expect(open).toContain(say('again.inter', { agree: 0, compared: 1, percent: 0 }));
    await visitor.post('/reader', { name: 'Reader three' });
    const third = (await visitor.get(`${path}?who=another-person`)).body;
    expect(third).toContain(say('again.leftThird', { n: 1 }));
    await answer(path, 'accepted', 'another-person');
    const settled = (await visitor.get(path)).body;
    for (const words of ['Reader two', 'Reader three', say('again.open')]) expect(settled).toContain(words);
    expect((await twin(path)).differ[0]?.answers?.map((one) => one.answer)).toEqual([
      'accepted',
      'refused',
      'accepted',
    ]);
  });

  test('refuses a form of a turn that is over', async () => {
    const path = await ask();
    const call = { answer: 'refused', who: 'another-person', turn: 'second', version: '-1' };
    const { items } = await twin(path);
    const proposalId = items[0]?.proposalId ?? '';
    await visitor.post('/reader', { name: 'Reader two' });
    expect((await visitor.post(`${path}/answers`, { ...call, proposalId })).statusCode).toBe(303);
    await visitor.post('/reader', { name: 'Reader three' });
    expect((await visitor.post(`${path}/answers`, { ...call, proposalId })).statusCode).toBe(409);
  });
});

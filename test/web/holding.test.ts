/** Who has a document, as the inbox and the reading screen show it: without a script, by forms. */
import { beforeAll, describe, expect, test } from 'vitest';
import { sayIn } from '../../src/web/page/say.ts';
import { CATALOGUES } from '../../src/web/server/messages.ts';
import { openDesk, REPORT, serve, Visitor, type Desk } from './support/desk.ts';

const say = sayIn('en', CATALOGUES.en);
let desk: Desk;
let visitor: Visitor;
let documentId: string;

beforeAll(async () => {
  desk = await openDesk();
  documentId = await desk.add({ text: REPORT });
  const { server } = await serve(desk, { attempts: 1_000 });
  visitor = Visitor.as(server, desk.workspace, desk.owner);
});

const hold = async (state: string, version: number, back = '/documents') =>
  visitor.post(`/documents/${documentId}/holding`, { state, version: String(version), back });
const held = async (): Promise<number> =>
  (await visitor.get('/documents.json')).json<{ documents: { held: number }[] }>().documents[0]?.held ?? -2;
const day = say.day('2024-03-14');

describe('the inbox', () => {
  test('shows who has a document and the one step that follows', async () => {
    const before = (await visitor.get('/documents')).body;
    expect(before).toContain(say('hold.nobody'));
    expect(before).toContain(say('hold.take'));
    const answer = await hold('taken', -1);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/documents#h-${documentId}`]);
    const after = (await visitor.get('/documents')).body;
    expect(after).toContain(say('hold.you', { day }));
    expect(after).toContain(say('hold.back'));
    expect((await visitor.get(`/documents/${documentId}`)).body).toContain(say('hold.you', { day }));
  });

  test('refuses a step on a state that is gone, and leads back to addresses of ours only', async () => {
    expect((await hold('taken', 0)).statusCode).toBe(409);
    const { headers } = await hold('given-back', await held(), '//elsewhere.example/');
    expect(headers.location).toBe(`/#h-${documentId}`);
  });

  test('knows two readers of one sign-in by the names they give, until the session ends', async () => {
    await visitor.post('/reader', { name: '  Reader <one>  ', back: '/documents' });
    await hold('taken', await held());
    expect((await visitor.get('/documents')).body).toContain(say('hold.you', { day }));
    await visitor.post('/reader', { name: 'Reader two' });
    const other = (await visitor.get('/documents')).body;
    expect(other).toContain('Reader &lt;one&gt;');
    expect(other).toContain(say('hold.over'));
    await hold('taken', await held());
    const { server } = visitor;
    const next = (await Visitor.as(server, desk.workspace, desk.owner).get('/documents')).body;
    expect(next).toContain(say('reader.none'));
    expect(next).toContain('Reader two');
  });

  test('offers no step in the past', async () => {
    const { asKnown } = (await visitor.get('/documents.json')).json<{ asKnown: { at: string } }>();
    const past = (await visitor.get(`/documents?asKnown=${asKnown.at}`)).body;
    expect(past).toContain(say('inbox.who'));
    expect(past).not.toContain('/holding');
  });
});

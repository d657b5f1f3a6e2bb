/** Asking an authority: what is recorded, who may, what the person's page and its past say, and what is refused. */
import { beforeAll, describe, expect, test } from 'vitest';
import { importList } from '#workspace';
import { openDesk, principalsOf, serve, Visitor, type Desk, type Served } from './support/desk.ts';

let desk: Desk;
let served: Served;
let visitor: Visitor;
let personId: string;

beforeAll(async () => {
  desk = await openDesk(['sealed']);
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from('name\nMiran Tel\n'),
    fileName: 'list.csv',
    name: 'A list',
    handling: { tlp: 'TLP:RED', caveats: [], compartment: 'sealed' },
  });
  const { records } = await desk.workspace.read(desk.owner, 'work', { what: 'records', listId });
  personId = records[0]?.personId ?? '';
  served = await serve(desk, { attempts: 1_000 });
  visitor = Visitor.as(served.server, desk.workspace, desk.owner);
});

const size = async (): Promise<number> =>
  (await desk.workspace.read(desk.owner, 'work', { what: 'overview' })).asKnown.size;
const ask = (fields: Record<string, string>) =>
  visitor.post(`/people/${personId}/ask`, {
    addressee: 'Ministry of Defence',
    question: 'Do you hold him,\r\nand where?',
    lang: 'en',
    channel: 'by post',
    sent: '2024-02-01',
    due: '2024-02-15',
    ...fields,
  });

describe('asking an authority', () => {
  test('the person’s page leads to the form, and the question stands there with its days and no answer', async () => {
    const page = await visitor.get(`/people/${personId}`);
    expect(page.body).toContain(`href="/people/${personId}/ask"`);
    const before = await size();
    const done = await ask({});
    expect([done.statusCode, done.headers['location']]).toEqual([303, `/people/${personId}?done=asked`]);
    expect(await size()).toBe(before + 1);
    const { asked } = await desk.workspace.read(desk.owner, 'work', { what: 'person', personId });
    expect(asked).toEqual([
      expect.objectContaining({
        addressee: 'Ministry of Defence',
        asker: 'Sel valley desk',
        question: 'Do you hold him,\nand where?',
        outcome: 'SENT',
        isOpen: true,
        sent: expect.objectContaining({ edtf: '2024-02-01' }),
        due: expect.objectContaining({ edtf: '2024-02-15' }),
      }),
    ]);
    const after = (await visitor.get(`/people/${personId}?done=asked`)).body;
    for (const words of ['The question is recorded', 'no answer recorded', 'that day has passed'])
      expect(after).toContain(words);
  });

  test('an unanswered question is no silence: nothing is claimed by itself', async () => {
    const { groups } = await desk.workspace.read(desk.owner, 'work', { what: 'person', personId });
    expect(groups.flatMap(({ accounts }) => accounts).filter(({ how }) => how === 'silence')).toEqual([]);
  });

  test('before that day it was not there, and nothing can be asked in the past', async () => {
    const then = await visitor.get(`/people/${personId}/ask?asKnown=2024-03-14T09:00:00.010Z`);
    expect([then.statusCode, then.body.includes('<textarea')]).toEqual([200, false]);
    expect(then.body).not.toContain('Do you hold him');
  });

  test('it stays in the compartment of the person', async () => {
    const { documenter } = principalsOf(desk.owner, ['sealed']);
    const other = Visitor.as(served.server, desk.workspace, documenter);
    expect((await other.get(`/people/${personId}`)).statusCode).toBe(404);
    expect((await other.get('/history.json')).body).not.toContain('inquiry-recorded');
    expect((await visitor.get('/history.json')).body).toContain('inquiry-recorded');
  });

  test.each([
    ['nobody', { addressee: '   ' }],
    ['no question', { question: ' \r\n ' }],
    ['a day that is none', { sent: '2024-02-31' }],
    ['an answer due before the question', { due: '2024-01-31' }],
    ['a language that is none', { lang: 'English' }],
    ['a question without end', { question: 'x'.repeat(2_001) }],
  ])('%s is refused, and nothing is recorded', async (_what, fields) => {
    const before = await size();
    expect((await ask(fields)).statusCode).toBe(400);
    expect(await size()).toBe(before);
  });
});

/** What comes in: a pasted text is kept and read; a list is looked at, confirmed, taken back and brought back whole. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openDesk, REPORT, serve, Visitor, type Desk } from './support/desk.ts';

let desk: Desk;
let visitor: Visitor;

beforeAll(async () => {
  desk = await openDesk();
  const { server } = await serve(desk);
  visitor = Visitor.as(server, desk.workspace, desk.owner);
});

const LIST = 'Name;Born;Cell\nTel Orsan;1998;4\nNor Tavel;2001;7\n';
const records = async () =>
  (await desk.workspace.read(desk.owner, 'work', { what: 'records' })).records.length;
const entries = async () =>
  (await desk.workspace.read(desk.owner, 'work', { what: 'overview' })).asKnown.size;

describe('a document', () => {
  test('is pasted with what is known of it, and read at once', async () => {
    const answer = await visitor.post('/documents', {
      text: REPORT,
      title: 'Families still wait',
      publisher: 'The Lanterne Courier',
      published: '2024-03-12',
      isPublic: 'yes',
    });
    expect(answer.statusCode).toBe(303);
    const { body } = await visitor.get(String(answer.headers['location']));
    for (const words of [
      'Families still wait',
      'The Lanterne Courier',
      '12 Mar 2024',
      '41 soldiers',
      'TLP:CLEAR',
    ])
      expect(body).toContain(words);
  });

  test('comes as a file of its own, byte for byte', async () => {
    const answer = await visitor.upload(
      '/documents/file',
      'note.txt',
      'Vesmar says that 12 people are held.\n',
    );
    expect(answer.headers['location']).toMatch(/^\/documents\/[0-9a-z-]+$/);
    const { body } = await visitor.get(String(answer.headers['location']));
    expect(body).toContain('Vesmar says that 12 people are held.');
  });

  test('that is here already is not taken twice', async () => {
    const answer = await visitor.upload(
      '/documents/file',
      'again.txt',
      'Vesmar says that 12 people are held.\n',
    );
    expect(answer.statusCode).toBe(409);
  });
});

describe('a list', () => {
  test('is looked at first: columns guessed and editable, and nothing is written', async () => {
    const before = await entries();
    const answer = await visitor.upload('/documents/file', 'held.csv', LIST);
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/imports/preview']);
    const { body } = await visitor.get('/imports/preview');
    for (const words of ['Tel Orsan', 'Nor Tavel', 'Cell', '2 rows']) expect(body).toContain(words);
    expect(body).toMatch(/<option value="full_name" selected="">/);
    expect(await entries()).toBe(before);
  });

  test('is imported as confirmed, taken back as a whole with one press, and brought back', async () => {
    const { body } = await visitor.get('/imports/preview');
    const sha256 = /name="sha256" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? '';
    const columns = {
      'heading-0': 'Name',
      'column-0': 'full_name',
      'heading-1': 'Born',
      'column-1': 'birth_year',
      'heading-2': 'Cell',
      'column-2': '',
    };
    const done = await visitor.post('/imports', { sha256, name: 'Held in cell blocks', ...columns });
    expect(done.headers['location']).toBe('/imports?done=1');
    expect(await records()).toBe(2);
    const page = (await visitor.get('/imports?done=1')).body;
    expect(page).toContain('Imported: 2 rows.');
    const [, url = '', version = ''] =
      /action="(\/imports\/[^"]+)".*?name="version" value="(-?\d+)"/.exec(page) ?? [];
    await visitor.post(url, { version, turn: 'undo' });
    expect(await records()).toBe(0);
    const undone = (await visitor.get('/imports')).body;
    expect(undone).toContain('taken back');
    const [, now = ''] = /name="version" value="(-?\d+)"/.exec(undone) ?? [];
    expect((await visitor.post(url, { version, turn: 'redo' })).statusCode).toBe(409);
    await visitor.post(url, { version: now, turn: 'redo' });
    expect(await records()).toBe(2);
  });

  test('whose bytes are here already says so and cannot be confirmed', async () => {
    await visitor.upload('/documents/file', 'again.csv', LIST);
    const { body } = await visitor.get('/imports/preview');
    expect(body).toContain('The same bytes are a list in this workspace already.');
    expect(body).toMatch(/<button class="btn btn--main" type="submit" disabled="">/);
  });

  test('cannot be confirmed with other bytes than were looked at, and waits for its own session only', async () => {
    await visitor.upload('/documents/file', 'other.csv', `${LIST}Ren Pavoli;1990;2\n`);
    const before = await entries();
    const answer = await visitor.post('/imports', { sha256: 'ab'.repeat(32), name: 'x' });
    expect(answer.statusCode).toBe(409);
    const other = Visitor.as(visitor.server, desk.workspace, desk.owner);
    expect((await other.get('/imports/preview')).statusCode).toBe(303);
    expect(await entries()).toBe(before);
  });
});

/** Every screen leads to itself: as known now, for good, with what is chosen; and to the same answer as JSON. */
import { beforeAll, describe, expect, test } from 'vitest';
import { importList } from '#workspace';
import { openDesk, REPORT, serve, Visitor, type Desk } from './support/desk.ts';

let desk: Desk;
let visitor: Visitor;
const ids: Record<string, string> = {};

beforeAll(async () => {
  desk = await openDesk();
  ids['document'] = await desk.add({ text: REPORT });
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from('name\nMiran Tel\nՄիրան Տել\n'),
    fileName: 'list.csv',
    name: 'A list',
    handling: { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' },
  });
  const { records } = await desk.workspace.read(desk.owner, 'work', { what: 'records', listId });
  Object.assign(ids, { list: listId, left: records[0]?.recordId, right: records[1]?.recordId });
  const { server } = await serve(desk, { attempts: 1_000 });
  visitor = Visitor.as(server, desk.workspace, desk.owner);
});

const SCREENS = [
  '/documents',
  '/documents/:document',
  '/people?script=Armn',
  '/people/:left',
  '/records?list=:list&records=one',
  '/sources',
  '/history',
  '/history/:left',
  '/linkage/overview',
  '/linkage/:left/:right',
  '/count?measure=held',
];
/** Screens whose answer is no reading, or stands in a body. */
const WITHOUT_TWIN = ['/search', '/settings', '/patterns', '/people/:left/ask'];

const addressOf = (screen: string): string =>
  screen.replaceAll(/:(\w+)/g, (_all, name: string) => ids[name] ?? '');

function linkIn(body: string, rel: string): string | null {
  const [, href] = new RegExp(`<a href="([^"]+)" rel="${rel}"`).exec(body) ?? [];
  return href?.replaceAll('&amp;', '&') ?? null;
}

/** What an address asks beside the day. */
function askedIn(address: string): [string, string][] {
  const { searchParams } = new URL(address, 'http://localhost');
  const pairs = [...searchParams].filter(([name]) => name !== 'asKnown');
  return pairs.sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('addresses of screens', () => {
  test.each([...SCREENS, ...WITHOUT_TWIN])(
    'a link for good keeps what is chosen and names the moment: %s',
    async (screen) => {
      const address = addressOf(screen);
      const href = linkIn((await visitor.get(address)).body, 'bookmark') ?? '';
      expect(askedIn(href)).toEqual(askedIn(address));
      expect(new URL(href, 'http://localhost').searchParams.get('asKnown')).toMatch(/^2024-03-14T09:/);
      const kept = await visitor.get(href);
      expect(kept.statusCode).toBe(200);
      expect(kept.body).toContain('travel--past');
      for (const [name, value] of askedIn(address))
        expect(kept.body).toContain(`<input type="hidden" name="${name}" value="${value}"/>`);
    },
  );

  test.each(SCREENS)('the same answer stands there as JSON: %s', async (screen) => {
    const address = addressOf(screen);
    const href = linkIn((await visitor.get(address)).body, 'alternate') ?? '';
    expect(askedIn(href)).toEqual(askedIn(address));
    const twin = await visitor.get(href);
    expect([twin.statusCode, twin.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('application/json'),
    ]);
    expect(JSON.stringify(twin.json())).toContain('"head"');
  });

  test('a screen without an answer of its own has no twin', async () => {
    for (const screen of WITHOUT_TWIN)
      expect(linkIn((await visitor.get(addressOf(screen))).body, 'alternate')).toBeNull();
  });
});

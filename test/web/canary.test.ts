/**
 * Bar R14. A sealed document, its publisher, its words and the claims made from them are canaries: nobody outside of
 * the compartment sees them on any page, in any JSON, log or export, and nothing that is counted or sorted tells
 * that they are there.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#ground';
import {
  exportClaims,
  judgeProposal,
  registerParty,
  ROLES,
  nameOf,
  type Principal,
  type Role,
} from '#workspace';
import { canary, crawl, formsOf, leaksIn, type Place } from '../support/canary.ts';
import { openDesk, principalsOf, REPORT, serve, Visitor, type Desk } from './support/desk.ts';

const SEALED = { tlp: 'TLP:RED' as const, caveats: ['SOURCE'], compartment: 'sealed' };
const OUTSIDE: readonly Role[] = ['documenter', 'reader', 'partner', 'public'];

const sealed = {
  title: canary('title'),
  publisher: canary('publisher'),
  place: canary('place'),
  party: canary('party'),
  words: canary('words'),
  reason: canary('reason'),
};
const tokens = Object.values(sealed);

let desk: Desk;
let principals: Record<Role, Principal>;
let before: Record<string, unknown>;
let sealedIds: string[];
let sealedProposals: string[];

async function answersOf(who: Principal): Promise<Record<string, unknown>> {
  const { server } = await serve(desk);
  const visitor = Visitor.as(server, desk.workspace, who);
  const answers: Record<string, unknown> = {};
  for (const url of ['/documents.json', '/count.json', '/count.json?measure=dead']) {
    // The moment, size and head of the ledger differ, and the permalink that carries them.
    const {
      asKnown: _asKnown,
      permalink: _permalink,
      ...answer
    } = (await visitor.get(url)).json<Record<string, unknown>>();
    answers[url] = answer;
  }
  const overview = await desk.workspace.read(who, 'work', { what: 'overview' });
  answers['overview'] = { ...overview, asKnown: null };
  return answers;
}

async function accept(documentId: string, limit: number): Promise<void> {
  const { proposals } = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
  for (const { proposalId } of proposals.slice(0, limit))
    await judgeProposal(desk.workspace, desk.owner, {
      proposalId,
      decision: 'accepted',
      settled: { speaker: { kind: 'author' } },
    });
}

async function plant(): Promise<void> {
  const text = REPORT.replaceAll('Vesmar', sealed.place).replaceAll('infiltrators', sealed.words);
  const documentId = await desk.add({
    text,
    title: sealed.title,
    publisher: { kind: 'mention', words: sealed.publisher },
    fileName: `${sealed.title}.txt`,
    isPublic: false,
    handling: SEALED,
  });
  await registerParty(desk.workspace, desk.owner, {
    kind: 'authority',
    names: [nameOf(sealed.party)],
    handling: SEALED,
  });
  const page = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
  const [first, second] = page.proposals;
  if (!first || !second) throw new Error('the sealed text gave no proposals');
  await judgeProposal(desk.workspace, desk.owner, {
    proposalId: first.proposalId,
    decision: 'accepted',
    settled: { speaker: { kind: 'author' } },
  });
  await judgeProposal(desk.workspace, desk.owner, {
    proposalId: second.proposalId,
    decision: 'parked',
    words: sealed.reason,
  });
  sealedIds = [documentId];
  sealedProposals = page.proposals.map(({ proposalId }) => proposalId);
}

beforeAll(async () => {
  desk = await openDesk(['sealed']);
  principals = principalsOf(desk.owner, ['sealed']);
  const open = await desk.add({ text: REPORT });
  await accept(open, 4);
  await desk.add({ text: REPORT.replaceAll('41', '43'), title: 'Another report of the same week' });
  before = await answersOf(principals.reader);
  await plant();
});

const reached = new Map<Role, Promise<readonly Place[]>>();
function reach(who: Role): Promise<readonly Place[]> {
  const found = reached.get(who) ?? search(who);
  reached.set(who, found);
  return found;
}

/** Everything a role can reach: links to the end, every route with every id there is, and the log meanwhile. */
async function search(who: Role): Promise<readonly Place[]> {
  const { server, lines } = await serve(desk, { attempts: 1_000 });
  const visitor = Visitor.as(server, desk.workspace, principals[who]);
  const { documents } = await desk.workspace.read(desk.owner, 'work', { what: 'documents' });
  const ids = [...documents.map(({ documentId }) => documentId), newId()];
  const start = server.routeTable.flatMap(({ route }) =>
    route.includes(':documentId') ? ids.map((id) => route.replace(':documentId', id)) : [route],
  );
  const days = ['', '?asKnown=2024-03-14', '?asKnown=2024-03-01'];
  const places = await crawl(
    start.flatMap((url) => days.map((day) => url + day)).filter((url) => !url.includes(':')),
    async (url) => {
      const { statusCode, headers, body } = await visitor.get(url);
      const head = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
      return `${statusCode}\n${head.join('\n')}\n${body}`;
    },
  );
  const posts: Place[] = [];
  for (const documentId of ids) {
    for (const proposalId of sealedProposals) {
      const url = `/documents/${documentId}/proposals/${proposalId}`;
      const answer = OUTSIDE.includes(who) ? await visitor.post(url, { decision: 'parked' }) : null;
      if (answer)
        posts.push({ name: `POST ${url}`, content: `${JSON.stringify(answer.headers)}${answer.body}` });
    }
  }
  return [...places, ...posts, { name: `log of ${who}`, content: lines.join('') }];
}

describe('canaries', { timeout: 400_000 }, () => {
  test('the harness finds a token in every form it knows: a search that finds nothing would prove nothing', () => {
    for (const token of tokens) {
      const places = formsOf(token).map((form) => ({ name: form, content: `before ${form} after` }));
      expect(places.length).toBeGreaterThan(15);
      expect(leaksIn(places, [token])).toHaveLength(places.length);
    }
  });

  test('members of the compartment do see them, so that the crawl is known to reach them', async () => {
    const found = leaksIn(await reach('owner'), tokens);
    for (const token of [sealed.title, sealed.publisher, sealed.place, sealed.words, sealed.reason])
      expect(found.some((leak) => leak.endsWith(token))).toBe(true);
  });

  test.each(OUTSIDE)('R14 a %s reaches none of them, by any link, id, day or form', async (who) => {
    const places = await reach(who);
    expect(places.length).toBeGreaterThan(15);
    expect(leaksIn(places, tokens)).toEqual([]);
  });

  test('no role finds one in the log, in an address or in the name of a tab', async () => {
    for (const who of ROLES) {
      const places = await reach(who);
      const open = places.map(({ name, content }) => ({
        name,
        content: name.startsWith('log')
          ? content
          : [
              name,
              ...[...content.matchAll(/<title>[^<]*|(?:href|action)="[^"]*|^location: .*/gm)].map(String),
            ].join('\n'),
      }));
      expect(leaksIn(open, tokens)).toEqual([]);
    }
  });

  test('R14 lists, counts, orders and families are the same with and without what is sealed', async () => {
    expect(await answersOf(principals.reader)).toEqual(before);
  });

  test('R14 what is sealed and what was never there answer alike', async () => {
    const { server } = await serve(desk);
    const visitor = Visitor.as(server, desk.workspace, principals.reader);
    for (const ending of ['', '.json']) {
      const hidden = await visitor.get(`/documents/${sealedIds[0]}${ending}`);
      const absent = await visitor.get(`/documents/${newId()}${ending}`);
      const bare = (body: string) => body.replaceAll(/value="[^"]*"/g, '');
      expect(hidden.statusCode).toBe(404);
      expect(bare(hidden.body)).toBe(bare(absent.body));
    }
  });

  test.each(['public', 'partner', 'team'] as const)(
    'an export for %s made by someone outside of the compartment holds none of them',
    async (audience) => {
      const lead = { ...principals.lead, compartments: [] };
      const made = await exportClaims(desk.workspace, lead, {
        audience,
        purpose: 'test',
        reason: 'canary test',
      });
      expect(made.claims.length).toBeGreaterThan(0);
      expect(leaksIn([{ name: `export for ${audience}`, content: JSON.stringify(made) }], tokens)).toEqual(
        [],
      );
    },
  );

  test.each(['public', 'partner'] as const)(
    'an export for %s holds none of them even when a member makes it',
    async (audience) => {
      const made = await exportClaims(desk.workspace, desk.owner, {
        audience,
        purpose: 'test',
        reason: 'canary test',
      });
      expect(leaksIn([{ name: `export for ${audience}`, content: JSON.stringify(made) }], tokens)).toEqual(
        [],
      );
    },
  );
});

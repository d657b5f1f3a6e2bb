/** The API: one shape, one document, keys that write once, versions that conflict, and types made from the document. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#ground';
import { importList } from '#workspace';
import { apiTypes } from '../../scripts/lib/api-types.ts';
import { openApiDocument } from '../../scripts/lib/open-api.ts';
import { openDesk, REPORT, serve, Visitor, type Desk, type Served } from './support/desk.ts';

let desk: Desk;
let served: Served;
let visitor: Visitor;
let documentId: string;

beforeAll(async () => {
  desk = await openDesk();
  documentId = await desk.add({ text: REPORT });
  served = await serve(desk);
  visitor = Visitor.as(served.server, desk.workspace, desk.owner);
});

interface Page {
  readonly proposals: readonly { proposalId: string; version: number; decision: { is: string } | null }[];
  readonly claims: readonly { claimId: string; marks: readonly { mark: string }[] }[];
  readonly unclaimed: readonly { passage: { start: number; end: number } }[];
}
const page = async (): Promise<Page> => (await visitor.get(`/api/documents/${documentId}`)).json();
const proposalAt = async (n: number) => {
  const found = (await page()).proposals[n];
  return { ...found, proposalId: found?.proposalId ?? '', version: String(found?.version) };
};
const entries = async () =>
  (await desk.workspace.read(desk.owner, 'work', { what: 'overview' })).asKnown.size;

describe('the API', () => {
  test('serves an OpenAPI document in which every route of it stands, with names for its schemas', async () => {
    const document = (await visitor.get('/api/openapi.json')).json<{
      openapi: string;
      paths: Record<string, Record<string, { responses: object }>>;
      components: { schemas: object };
    }>();
    expect(document.openapi).toBe('3.1.0');
    const routes = served.server.routeTable
      .filter(
        ({ method, route }) =>
          route.startsWith('/api/') && route !== '/api/openapi.json' && method !== 'HEAD',
      )
      .map(({ method, route }) => `${method.toLowerCase()} ${route.replaceAll(/:(\w+)/g, '{$1}')}`);
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(routes.sort());
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Failure', 'Decision']));
    for (const methods of Object.values(document.paths))
      for (const { responses } of Object.values(methods)) expect(Object.keys(responses)).toContain('4XX');
  });

  test('the types of the script are those of the document', async () => {
    const written = readFileSync(new URL('../../src/web/client/api-types.ts', import.meta.url), 'utf8');
    expect(apiTypes(await openApiDocument())).toBe(written);
  });

  test('a reading names the ledger head it was made at, and is not sent twice', async () => {
    const first = await visitor.get(`/api/documents/${documentId}`);
    const tag = String(first.headers['etag']);
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await visitor.get(`/api/documents/${documentId}`, { 'if-none-match': tag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('a decision made on another version is refused with 409, and nothing is recorded', async () => {
    const { proposalId, version } = await proposalAt(0);
    const done = await visitor.write(
      `/api/proposals/${proposalId}/decision`,
      { decision: 'accepted' },
      version,
    );
    expect(done.json()).toEqual({ claimIds: [expect.any(String)], stood: false });
    const before = await entries();
    const late = await visitor.write(
      `/api/proposals/${proposalId}/decision`,
      { decision: 'refused' },
      version,
    );
    expect([late.statusCode, late.json()]).toEqual([
      409,
      expect.objectContaining({ ok: false, error: expect.objectContaining({ code: 'changed-since' }) }),
    ]);
    expect(await entries()).toBe(before);
  });

  test('the same key writes once and answers the same; with another request it is refused', async () => {
    const { proposalId, version } = await proposalAt(1);
    const key = newId();
    const url = `/api/proposals/${proposalId}/decision`;
    const first = await visitor.write(url, { decision: 'refused', reason: '2' }, version, key);
    const before = await entries();
    const again = await visitor.write(url, { decision: 'refused', reason: '2' }, version, key);
    expect([again.statusCode, again.body]).toEqual([first.statusCode, first.body]);
    expect(await entries()).toBe(before);
    const other = await visitor.write(url, { decision: 'accepted' }, version, key);
    expect([other.statusCode, other.json<{ error: { code: string } }>().error.code]).toEqual([
      409,
      'idempotency-mismatch',
    ]);
  });

  test('a key of one session gives no other session its answer', async () => {
    const { proposalId, version } = await proposalAt(2);
    const key = newId();
    const url = `/api/proposals/${proposalId}/decision`;
    await visitor.write(url, { decision: 'parked', words: 'who?' }, version, key);
    const other = Visitor.as(served.server, desk.workspace, desk.owner);
    expect((await other.write(url, { decision: 'parked', words: 'who?' }, version, key)).statusCode).toBe(
      409,
    );
  });

  test('an undo is a further entry: the proposal is open again and its claim is set aside', async () => {
    const { proposalId, version } = await proposalAt(0);
    const before = await entries();
    const undone = await visitor.write(`/api/proposals/${proposalId}/undo`, undefined, version);
    expect(undone.statusCode).toBe(200);
    expect(await entries()).toBeGreaterThan(before);
    const now = await page();
    expect(now.proposals[0]?.decision).toBeNull();
    expect(now.claims[0]?.marks).toEqual([expect.objectContaining({ mark: 'set-aside' })]);
  });

  test('what was missed is claimed with its words, and what needs no claim is dismissed and flagged again', async () => {
    const start = REPORT.indexOf('three men died');
    const claim = {
      kind: 'open_question',
      quote: 'three men died',
      start,
      speaker: { kind: 'mention', words: 'Relatives' },
      modality: 'asserted',
    };
    const recorded = await visitor.write(`/api/documents/${documentId}/claims`, claim);
    expect(recorded.statusCode).toBe(200);
    const elsewhere = await visitor.write(`/api/documents/${documentId}/claims`, {
      ...claim,
      start: start + 1,
    });
    expect(elsewhere.json<{ error: { code: string } }>().error.code).toBe('quote-not-verbatim');
    const [claimId] = recorded.json<{ claimIds: string[] }>().claimIds;
    const taken = await visitor.write(`/api/claims/${claimId}/retraction`, { reason: 'a mistake of mine' });
    expect(taken.statusCode).toBe(200);

    const { unclaimed } = await page();
    const place = unclaimed[0]?.passage ?? { start: 0, end: 0 };
    const at = { start: place.start, end: place.end };
    await visitor.write(`/api/documents/${documentId}/places`, { ...at, state: 'dismissed' });
    expect((await page()).unclaimed).toHaveLength(unclaimed.length - 1);
    await visitor.write(`/api/documents/${documentId}/places`, { ...at, state: 'open' });
    expect((await page()).unclaimed).toHaveLength(unclaimed.length);
  });

  test('a field that a person has to settle is named by its code', async () => {
    const { proposals } = await page();
    const open = await visitor.get(`/api/documents/${documentId}`);
    const unresolved = open
      .json<{ proposals: { proposalId: string; version: number; speaker: { state: string } }[] }>()
      .proposals.find(({ speaker }) => speaker.state === 'unresolved');
    const target = unresolved ?? proposals[0];
    const body = unresolved
      ? { decision: 'accepted' }
      : { decision: 'accepted', corrections: { nothing: 'x' } };
    const answer = await visitor.write(
      `/api/proposals/${target?.proposalId}/decision`,
      body,
      String(target?.version),
    );
    expect(answer.json()).toMatchObject({
      ok: false,
      error: { code: 'person-needed', field: expect.any(String) },
    });
  });

  test('no key, no version, no token, no JSON: refused, and nothing is recorded', async () => {
    const { proposalId, version } = await proposalAt(4);
    const url = `/api/proposals/${proposalId}/decision`;
    const before = await entries();
    expect((await visitor.write(url, { decision: 'parked' })).statusCode).toBe(400);
    expect((await visitor.write(url, { decision: 'parked' }, version, 'short')).statusCode).toBe(400);
    expect((await visitor.write(url, { decision: 'perhaps' }, version)).statusCode).toBe(400);
    const headers = {
      host: 'localhost',
      origin: 'http://localhost',
      cookie: visitor.cookies(),
      'idempotency-key': newId(),
      'if-match': `"${version}"`,
      'content-type': 'application/json',
    };
    const inject = (more: object) =>
      served.server.inject({
        method: 'POST',
        url,
        headers: { ...headers, ...more },
        payload: '{"decision":"parked"}',
      });
    expect((await inject({})).statusCode).toBe(403);
    expect((await inject({ 'content-type': 'text/plain' })).statusCode).toBe(400);
    expect((await inject({ origin: 'https://elsewhere.example' })).statusCode).toBe(403);
    expect(await entries()).toBe(before);
  });
});

describe('what a claim is about', () => {
  test('a field that the text does not fill is sent as null and stays so; rows of lists may be meant', async () => {
    const { listId } = await importList(desk.workspace, desk.owner, {
      bytes: Buffer.from('name\nMiran Tel\n'),
      fileName: 'list.csv',
      name: 'A list',
      handling: { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' },
    });
    const { records } = await desk.workspace.read(desk.owner, 'work', { what: 'records', listId });
    const about = records.map(({ recordId }) => recordId);
    const quote = 'three men died in custody in 2022';
    const claim = {
      kind: 'death',
      quote,
      start: REPORT.indexOf(quote),
      speaker: { kind: 'author' },
      fields: { who: null, cause: null, date: null },
    };
    const url = `/api/documents/${documentId}/claims`;
    const done = await visitor.write(url, { ...claim, about });
    expect([done.statusCode, done.json()]).toEqual([200, { claimIds: [expect.any(String)], stood: false }]);
    const [claimId] = done.json<{ claimIds: string[] }>().claimIds;
    const person = await desk.workspace.read(desk.owner, 'work', {
      what: 'person',
      personId: about[0] ?? '',
    });
    expect(person.groups.flatMap(({ accounts }) => accounts.map((one) => one.claimId))).toContain(claimId);
    const nobody = await visitor.write(url, { ...claim, about: [newId()] });
    expect([nobody.statusCode, nobody.json()]).toEqual([404, expect.objectContaining({ ok: false })]);
    const shaped = await visitor.write(url, { ...claim, fields: { who: { words: 'x' } } });
    expect(shaped.statusCode).toBe(400);
  });

  test('a search by name has its words in the body and gives rows of the lists', async () => {
    const found = await visitor.write('/api/search', { words: 'miran', kinds: ['record'] });
    expect(found.json()).toMatchObject({ hits: [{ kind: 'record', words: 'Miran Tel' }], more: false });
    const without = await visitor.write('/api/search', { words: 'miran', kinds: ['anything'] });
    expect(without.statusCode).toBe(400);
  });
});

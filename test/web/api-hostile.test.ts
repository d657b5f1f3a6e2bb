/**
 * The API under hands that mean harm, or err: for every call of its OpenAPI document, bodies that are no JSON, of another
 * shape, too large or of another type; arguments that are none; ids of nothing; pages that end. Every refusal has one
 * shape, repeats nothing of what was sent, and leaves the ledger as it was.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#ground';
import { importList } from '#workspace';
import { openApiDocument } from '../../scripts/lib/open-api.ts';
import { openDesk, REPORT, serve, Visitor, type Desk, type Served } from './support/desk.ts';

const CANARY = 'Zorvan-Quill';

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema: { readonly type?: string };
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: object;
}
interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly name: string;
}

const { paths } = (await openApiDocument()) as { paths: Record<string, Record<string, Operation>> };
const calls: readonly Call[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    operation,
    name: operation.operationId,
  })),
);
const reads = calls.filter(({ method }) => method === 'GET');
const writes = calls.filter(({ operation }) => operation.requestBody !== undefined);

let desk: Desk;
let served: Served;
let visitor: Visitor;
let documentId: string;
let proposalId: string;

beforeAll(async () => {
  desk = await openDesk();
  documentId = await desk.add({ text: REPORT });
  await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from(`name\n${Array.from({ length: 23 }, (_, n) => `Tel Orsan ${n}`).join('\n')}\n`),
    fileName: 'list.csv',
    name: 'A list',
    handling: { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' },
  });
  served = await serve(desk, { attempts: 10_000 });
  visitor = Visitor.as(served.server, desk.workspace, desk.owner);
  await visitor.get('/documents');
  const page = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
  proposalId = page.proposals[0]?.proposalId ?? '';
});

const size = async (): Promise<number> =>
  (await desk.workspace.read(desk.owner, 'work', { what: 'overview' })).asKnown.size;

/** Where a call goes, with ids that are there. */
function addressOf({ path }: Call): string {
  return path
    .replace('{documentId}', documentId)
    .replace('{proposalId}', proposalId)
    .replaceAll(/\{\w+\}/g, () => newId());
}

function refused(answer: { statusCode: number; body: string }, codes: readonly number[]): void {
  expect(codes).toContain(answer.statusCode);
  expect(JSON.parse(answer.body)).toEqual({
    ok: false,
    error: expect.objectContaining({
      code: expect.stringMatching(/^[a-z][a-z0-9-]+$/),
      message: expect.any(String),
      hint: expect.any(String),
    }),
    state: answer.statusCode,
  });
  expect(answer.body).not.toContain(CANARY);
}

const deep = `${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`;
const BODIES: readonly (readonly [what: string, body: string])[] = [
  ['nothing', ''],
  ['half of a JSON text', `{"words":"${CANARY}`],
  ['words that are no JSON', CANARY],
  ['null', 'null'],
  ['a number', '7'],
  ['a list', `["${CANARY}"]`],
  ['an object of another shape', `{"${CANARY}":"${CANARY}"}`],
  [
    'every field of another type',
    '{"decision":7,"words":[1],"kind":{},"quote":null,"start":"x","end":[],"state":1,"reason":{}}',
  ],
  ['a prototype', `{"__proto__":{"decision":"accepted"},"constructor":{"prototype":{"words":"${CANARY}"}}}`],
  ['three thousand objects deep', deep],
  ['a text of no code points', '{"words":"\\ud800","decision":"\\ud800","quote":"\\udfff"}'],
];
/** Answers a body may get: it is not understood, or refused as what it is. */
const NOT_UNDERSTOOD = [400, 404, 409, 413, 415, 422, 428];

describe('what is sent', () => {
  test('the document names calls that read and calls that take a body', () => {
    expect(reads.length).toBeGreaterThan(15);
    expect(writes.length).toBeGreaterThan(5);
  });

  test.each(writes)('of another shape is refused, and nothing is recorded: $name', async (call) => {
    const before = await size();
    for (const [what, payload] of BODIES) {
      const answer = await served.server.inject({
        method: 'POST',
        url: addressOf(call),
        headers: { ...(await visitor.headersOfWrite('-1')), 'content-type': 'application/json' },
        payload,
      });
      expect([what, NOT_UNDERSTOOD.includes(answer.statusCode)]).toEqual([what, true]);
      refused(answer, NOT_UNDERSTOOD);
    }
    expect(await size()).toBe(before);
  });

  test.each(writes)('too large, or not JSON, is refused: $name', async (call) => {
    const before = await size();
    const send = async (type: string, payload: string) =>
      served.server.inject({
        method: 'POST',
        url: addressOf(call),
        headers: { ...(await visitor.headersOfWrite('-1')), 'content-type': type },
        payload,
      });
    refused(await send('application/json', `{"words":"${'x'.repeat(70_000)}"}`), [413]);
    for (const type of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-16',
    ])
      refused(await send(type, '<words/>'), NOT_UNDERSTOOD);
    expect(await size()).toBe(before);
  });

  test.each(writes.filter(({ path }) => path.includes('{')))(
    'about nothing that is there: $name',
    async (call) => {
      const bodies: Readonly<Record<string, object>> = {
        decide: { decision: 'parked' },
        recordClaim: { kind: 'open_question', quote: 'x', start: 0, speaker: { kind: 'author' } },
        dismissPlace: { start: 1, end: 2, state: 'dismissed' },
        retractClaim: { reason: 'a mistake' },
      };
      const before = await size();
      for (const id of [newId(), CANARY, '..', '%00', 'x'.repeat(61)]) {
        const url = call.path.replaceAll(/\{\w+\}/g, encodeURIComponent(id).replace('..', '%2e%2e'));
        const answer = await visitor.write(url, bodies[call.name] ?? {}, '-1');
        refused(answer, [400, 404]);
      }
      expect(await size()).toBe(before);
    },
  );
});

describe('what is asked', () => {
  test.each(reads)('arguments that are none are refused, not guessed: $name', async (call) => {
    const has = (name: string): boolean =>
      (call.operation.parameters ?? []).some((one) => one.in === 'query' && one.name === name);
    const wrong = [
      'asKnown=yesterday',
      `asKnown=${'9'.repeat(60)}`,
      'asKnown=2026-01-01&asKnown=2026-01-02',
      ...(has('limit') ? ['limit=many', 'limit=0', 'limit=-1', 'limit=1000000', 'limit=1.5'] : []),
      ...(has('from') ? ['from=first', 'from=-1', 'from=1e400'] : []),
      ...(has('after') ? ['after=%7B%7D', 'after=W10', `after=${'a'.repeat(500)}`] : []),
      ...(has('records') ? ['records=some'] : []),
    ];
    const address = addressOf(call);
    for (const query of wrong) {
      const answer = await visitor.get(`${address}?${query}`);
      expect([query, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([query, true]);
      refused(answer, [400, 404]);
    }
  });

  test.each(
    reads.filter(({ path, operation }) => path.includes('{') && operation.operationId !== 'readHistoryOf'),
  )('about nothing that is there: $name', async (call) => {
    for (const id of [newId(), encodeURIComponent(CANARY), '%2e%2e', 'null'])
      refused(await visitor.get(call.path.replace(/\{\w+\}/, id).replaceAll(/\{\w+\}/g, newId())), [404]);
  });

  test('a long list comes page by page, each row once, and ends', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let pages = 0; pages < 20; pages += 1) {
      const query: string = after === null ? 'limit=5' : `limit=5&after=${encodeURIComponent(after)}`;
      const page = (await visitor.get(`/api/records?${query}`)).json<{
        records: { recordId: string }[];
        next: string | null;
      }>();
      seen.push(...page.records.map(({ recordId }) => recordId));
      after = page.next;
      if (after === null) break;
    }
    expect([seen.length, new Set(seen).size, after]).toEqual([23, 23, null]);
    const people = (await visitor.get('/api/people?limit=10&from=20')).json<{
      people: object[];
      total: number;
    }>();
    expect([people.people.length, people.total]).toEqual([3, 23]);
  });

  test('nothing ever happened to what is not there, and no more is told', async () => {
    const answer = await visitor.get(`/api/history/${newId()}`);
    expect([answer.statusCode, answer.json<{ lines: object[] }>().lines]).toEqual([200, []]);
    refused(await visitor.get(`/api/history/${CANARY}`), [404]);
  });

  test('a past day is answered as it was known then, under another tag', async () => {
    const now = await visitor.get('/api/workspace');
    const then = await visitor.get('/api/workspace?asKnown=2020-01-01');
    expect(now.json()).toMatchObject({ records: 23, asKnown: { past: false } });
    expect(then.json()).toMatchObject({ records: 0, asKnown: { past: true, size: 0 } });
    expect(then.headers['etag']).not.toBe(now.headers['etag']);
  });

  test('people are found by name in another script, each once, and by nothing else', async () => {
    const found = (await visitor.write('/api/people/find', { words: 'Օրսան' })).json<{
      people: { personId: string; names: { words: string }[] }[];
    }>();
    expect(found.people).toHaveLength(6);
    for (const { names } of found.people) expect(names[0]?.words).toContain('Orsan');
    const nobody = await visitor.write('/api/people/find', { words: CANARY });
    expect(nobody.json()).toEqual({ people: [] });
  });
});

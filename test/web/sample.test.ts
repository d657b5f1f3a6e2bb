/** The fictional sample on the pages: every link of every page leads somewhere, at every day, for owner and reader. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#ground';
import { ed25519Signer } from '#ledger';
import { MemoryStore } from '#stores/memory';
import {
  createWorkspace,
  loadSample,
  ownerPrincipal,
  principal,
  Workspace,
  type HowMany,
  type Principal,
} from '#workspace';
import { crawl } from '../support/canary.ts';
import { serve, Visitor } from './support/desk.ts';

const SAMPLE = join(import.meta.dirname, '../../sample');
const owner = ownerPrincipal(newId(), ['sources']);
let workspace: Workspace;

beforeAll(async () => {
  workspace = await Workspace.open({
    store: new MemoryStore(),
    signer: ed25519Signer('test.example/sample', randomBytes(32)),
  });
  await createWorkspace(workspace, owner, { workspaceId: newId(), name: 'Sample', isSample: true });
  await loadSample(workspace, owner, { folder: SAMPLE });
}, 300_000);

async function visitorAs(who: Principal): Promise<Visitor> {
  const gate = {
    title: 'Sample',
    unlock: async () => ({ workspace, principal: who }),
    lock: async () => undefined,
  };
  const { server } = await serve({ gate });
  return Visitor.as(server, workspace, who);
}

/**
 * Addresses of acts: forms post to them, and nobody is led there by a link. And permalinks, each of which opens a moment
 * of its own, and the examples of the pattern page.
 */
const ACTS =
  /^\/(?:lock|language|reader)$|\/holding$|\/proposals\/|^\/documents\/file$|^\/imports\/|^\/documents\/[\w-]{36}\/(?:places|claims)|^\/people\/[\w-]{36}\/unlink|^\/linkage\/(?:run|cancel)|^\/count\/(?:views|overrides|run|stop)|[?&]head=|[?&]asKnown=\d{4}-\d\d-\d\dT|00000000-0000-4000-8000/;

describe('the sample', () => {
  test.each([
    { name: 'its owner', who: owner, documents: 14 },
    { name: 'a reader outside of its compartment', who: principal(newId(), 'reader'), documents: 13 },
  ])('can be walked through without a dead end by $name', async ({ who, documents }) => {
    const visitor = await visitorAs(who);
    const places = await crawl(['/', '/count?asKnown=2020-01-01'], async (url) => {
      if (ACTS.test(url)) return '200';
      const { statusCode, headers, body } = await visitor.get(url);
      return `${statusCode} location: ${headers.location ?? ''}\n${body}`;
    });
    const wrong = places.filter(({ content }) => !/^(200|303)/.test(content)).map(({ name }) => name);
    expect(wrong).toEqual([]);
    const read = new Set(
      places
        .flatMap(({ name }) => /documents\/([\w-]{36})/.exec(name)?.[1] ?? [])
        .filter((id) => !id.startsWith('00000000-')),
    );
    expect(read.size).toBe(documents);
  });

  test('says SAMPLE on every page, in the past as well', async () => {
    const visitor = await visitorAs(owner);
    for (const url of ['/documents', '/count', '/count?asKnown=2020-01-01'])
      expect((await visitor.get(url)).body).toContain('>SAMPLE<');
  });

  test('answers how many are held with several speakers, a refusal, a silence, and no single number', async () => {
    const { rows, documented } = (await (await visitorAs(owner)).get('/count.json')).json<HowMany>();
    const kinds = new Set(rows.map(({ kind }) => kind));
    for (const kind of ['said', 'denied', 'refused', 'silence', 'declined-by-mandate', 'unreachable'])
      expect(kinds).toContain(kind);
    expect(new Set(rows.map(({ speaker }) => speaker.name)).size).toBeGreaterThan(5);
    expect(documented.rule).not.toBe('');
  });
});

/**
 * Who gets what: matrix.csv is written by hand and says, for every route, object and role, the HTTP answer. A route
 * without a line, a line without a route, and an empty cell fail.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#ground';
import { importList, ROLES, type Principal, type Role } from '#workspace';
import { openDesk, PASSPHRASE, principalsOf, REPORT, serve, Visitor, type Desk } from './support/desk.ts';

const [head = [], ...lines] = readFileSync(join(import.meta.dirname, 'matrix.csv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));
const WHO = ['none', ...ROLES] as const;

interface Ids {
  /** Two records of one list. */
  readonly recordIds?: readonly string[];
  readonly documentId: string;
  readonly proposalIds: string[];
}

let desk: Desk;
let principals: Record<Role, Principal>;
let ids: Record<string, Ids>;

async function idsOf(documentId: string): Promise<Ids> {
  const page = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
  return { documentId, proposalIds: page.proposals.map(({ proposalId }) => proposalId) };
}

async function recordsOf(compartment: string): Promise<Ids> {
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from(`name\nAram of ${compartment}\nMiran of ${compartment}\n`),
    fileName: 'list.csv',
    name: `List of ${compartment}`,
    handling: { tlp: 'TLP:AMBER', caveats: [], compartment },
  });
  const { records } = await desk.workspace.read(desk.owner, 'work', { what: 'records', listId });
  return { documentId: '', proposalIds: [], recordIds: records.map(({ recordId }) => recordId) };
}

beforeAll(async () => {
  desk = await openDesk(['sealed']);
  principals = principalsOf(desk.owner, ['sealed']);
  const sealed = { tlp: 'TLP:RED' as const, caveats: [], compartment: 'sealed' };
  ids = {
    open: await idsOf(await desk.add({ text: REPORT })),
    sealed: await idsOf(
      await desk.add({ text: `${REPORT}\nA copy for the closed file.\n`, isPublic: false, handling: sealed }),
    ),
    absent: { documentId: newId(), proposalIds: [newId()], recordIds: [newId(), newId()] },
    person: await recordsOf('open'),
    'sealed person': await recordsOf('sealed'),
  };
});

/** A claim of the report that nobody proposed; its words stand there once. */
const CLAIM = { kind: 'open_question', quote: 'lawyers', modality: 'asserted' };

function bodyFor(route: string): object | undefined {
  if (route.endsWith('/decision')) return { decision: 'parked' };
  if (route.includes('/group'))
    return { proposals: [newId(), newId()].map((proposalId) => ({ proposalId, version: -1 })) };
  if (route.endsWith('/claims'))
    return { ...CLAIM, start: REPORT.indexOf(CLAIM.quote), speaker: { kind: 'author' } };
  if (route.endsWith('/places')) return { start: 1, end: 2, state: 'dismissed' };
  if (route.endsWith('/people/find')) return { words: 'Aram' };
  if (route.endsWith('/search')) return { words: 'Aram', kinds: ['record'] };
  return route.endsWith('/retraction') ? { reason: 'a mistake' } : undefined;
}

function handForm(route: string): Record<string, string> {
  if (route.endsWith('/claims')) return { ...CLAIM, speaker: 'author' };
  if (route.endsWith('/places')) return { start: '1', end: '2' };
  if (route === '/second-reader') return { documentId: newId() };
  if (route.endsWith('/answers'))
    return { proposalId: newId(), turn: 'second', version: '-1', answer: 'accepted' };
  if (route.startsWith('/second-reader/') && route.endsWith('/undo'))
    return { proposalId: newId(), turn: 'second', version: '0' };
  if (route.endsWith('/holding')) return { state: 'taken', version: '-1' };
  if (route.endsWith('/ask'))
    return { addressee: 'A ministry', question: 'Where is he?', lang: 'en', sent: '2024-03-01' };
  if (route === '/documents') return { text: `A text of nobody, number ${newId()}.` };
  if (route.startsWith('/count/'))
    return { name: 'A view', table: 'ab'.repeat(32), first: 'Ona Verra', second: 'Tolm Askin' };
  if (route === '/imports') return { sha256: 'ab'.repeat(32), name: 'A list' };
  return route.startsWith('/imports/') ? { version: '0', turn: 'undo' } : {};
}

describe('the authorisation matrix', () => {
  test('has a line for every route of the server, and no line for a route that is not there', async () => {
    const { server } = await serve(desk);
    const there = [...new Set(server.routeTable.map(({ method, route }) => `${method} ${route}`))].sort();
    const written = [...new Set(lines.map(([method, route]) => `${method} ${route}`))].sort();
    expect(there).toEqual(written);
  });

  test('has a column for every role and no empty cell', () => {
    expect(head.slice(3)).toEqual(WHO);
    for (const line of lines) {
      expect(line).toHaveLength(head.length);
      for (const cell of line.slice(3)) expect(cell).toMatch(/^\d{3}$/);
    }
  });

  test.each(lines.map((line) => ({ line, name: line.slice(0, 3).join(' ') })))(
    'is what the server answers: $name',
    async ({ line }) => {
      const [method, route = '', object = '', ...expected] = line;
      const { server } = await serve(desk, { attempts: 1_000 });
      const answers: string[] = [];
      for (const who of WHO) {
        const visitor =
          who === 'none' ? new Visitor(server) : Visitor.as(server, desk.workspace, principals[who]);
        const { documentId = '', proposalIds = [], recordIds = [] } = ids[object] ?? {};
        const [left = '', right = ''] = recordIds;
        const url = route
          .replace(':claimId', newId())
          .replace(':batchId', newId())
          .replace(':rereadingId', newId())
          .replace(':documentId', documentId)
          .replace(':about', documentId)
          .replace(':searchId', 'forgotten')
          .replace(':group', object)
          .replace(':viewId', newId())
          .replace(':personId', left)
          .replace(':left', left)
          .replace(':right', right)
          .replace(':name', object === 'font' ? 'noto-sans-latin-wght-normal.woff2' : 'absent.woff2')
          .replace(':proposalId', proposalIds[WHO.indexOf(who) % proposalIds.length] ?? '');
        // The token is right for everyone: it is the role that is refused.
        const form = {
          decision: route.startsWith('/linkage') ? 'unsure' : 'parked',
          left,
          right,
          reason: route.startsWith('/documents') ? '1' : 'in words',
          words: 'in words',
          language: 'hy',
          passphrase: object === 'right passphrase' ? PASSPHRASE : 'wrong',
        };
        const { statusCode } =
          method === 'GET'
            ? await visitor.get(url)
            : route.startsWith('/api/')
              ? await visitor.write(url, bodyFor(route), '-1')
              : object === 'list'
                ? await visitor.upload(url, 'list.csv', 'name\nTel Orsan\n')
                : await visitor.post(url, { ...form, ...handForm(route) });
        answers.push(String(statusCode));
      }
      expect(answers).toEqual(expected);
      await server.close();
    },
  );
});

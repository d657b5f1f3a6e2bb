/** What every answer carries, what no log line carries, and how failures look. Bar R17 and ASVS 3.4, 14.2, 16.5. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Fault, FAULTS, newId, type FaultCode } from '#ground';
import type { Workspace } from '#workspace';
import { openDesk, PASSPHRASE, REPORT, serve, Visitor, type Desk, type Served } from './support/desk.ts';

const SECRET = 'Kevali Ilen, born in Sel';

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

const urls = () => [
  '/style.css',
  '/shapes.svg',
  '/icon.svg',
  '/favicon.ico',
  '/unlock',
  '/documents',
  '/documents.json',
  `/documents/${documentId}`,
  `/documents/${documentId}.json`,
  '/count',
  '/count.json',
  '/nothing',
  '/nothing.json',
  `/documents/${newId()}`,
];

describe('headers', () => {
  test('R17 every answer forbids scripts that are not ours, frames, foreign sources, sniffing and keeping', async () => {
    for (const url of urls()) {
      const { headers } = await visitor.get(url);
      expect([url, headers]).toEqual([
        url,
        expect.objectContaining({
          'content-security-policy':
            "default-src 'none';script-src 'self';connect-src 'self';style-src 'self';img-src 'self';font-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';require-trusted-types-for 'script';trusted-types 'none'",
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'cache-control': 'no-store',
          'permissions-policy': expect.stringContaining('camera=()'),
        }),
      ]);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('server');
    }
  });

  test('4.1.1 every answer names its type and character set', async () => {
    for (const url of urls()) {
      const answer = await visitor.get(url);
      if (answer.statusCode === 303) continue;
      expect([url, answer.headers['content-type']]).toEqual([url, expect.stringMatching(/; charset=utf-8$/)]);
    }
  });

  test('the tab is called Workspace on every page, and no page has a script but the one of this server, an inline style or a foreign address', async () => {
    for (const url of urls()) {
      const { body, headers } = await visitor.get(url);
      if (!String(headers['content-type']).startsWith('text/html')) continue;
      expect([...body.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title)).toEqual(['Workspace']);
      expect(body.replace('<script type="module" src="/client.js"></script>', '')).not.toMatch(
        /<script|\sstyle=|\son[a-z]+=|https?:\/\//i,
      );
    }
  });

  test('14.2.1 no address in a page carries anything but ids, days and codes', async () => {
    for (const url of urls()) {
      const { body } = await visitor.get(url);
      for (const [, address = ''] of body.matchAll(/\s(?:href|action)="([^"]*)"/g))
        // The colons of a moment are the only signs that are written in code.
        expect(address.replaceAll('%3A', '')).toMatch(/^[/#][\w./?=&;#-]*$/);
    }
  });
});

describe('logs', () => {
  test('R12 a line has method, pattern of the route, code and milliseconds, and nothing of what was asked', async () => {
    const { server, lines } = await serve(desk);
    const someone = new Visitor(server);
    await someone.get(`/${encodeURIComponent(SECRET)}?q=${encodeURIComponent(SECRET)}`);
    await someone.post('/unlock', { passphrase: SECRET });
    await someone.post('/unlock', { passphrase: PASSPHRASE });
    await someone.get(`/documents/${documentId}?asKnown=${encodeURIComponent(SECRET)}`);
    await someone.get(`/documents.json?after=${encodeURIComponent(SECRET)}`);
    await someone.post(`/documents/${documentId}/proposals/${newId()}`, { decision: SECRET, words: SECRET });
    await someone.get('/%zz');
    await someone.get('/documents', { host: SECRET.replaceAll(/[ ,]/g, '.') });
    const log = lines.join('');
    for (const word of ['Kevali', 'Ilen', 'passphrase"', PASSPHRASE, documentId, ...someone.jar.values()])
      expect(log).not.toContain(word);
    const written = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const answers = written.filter(({ route }) => route !== undefined);
    expect(answers.length).toBeGreaterThan(8);
    for (const { level: _level, time: _time, reqId: _id, ...line } of answers)
      expect(line).toEqual({
        method: expect.stringMatching(/^(GET|POST)$/),
        route: expect.stringMatching(/^(none|\/[\w/:.]*)$/),
        code: expect.any(Number),
        ms: expect.any(Number),
      });
    expect(answers).toContainEqual(expect.objectContaining({ route: '/documents/:documentId', code: 400 }));
  });

  test('16.5.4 an exception that nobody expected leaves without its words, in page, JSON and log', async () => {
    const broken = {
      read: async () => {
        throw new TypeError(`cannot read ${SECRET}`);
      },
    } as unknown as Workspace;
    const { server, lines } = await serve(desk);
    const someone = Visitor.as(server, broken, desk.owner);
    for (const url of ['/documents', '/documents.json', '/count']) {
      const { statusCode, body } = await someone.get(url);
      expect(statusCode).toBe(500);
      expect(body).not.toContain('Kevali');
      expect(body).not.toContain('TypeError');
    }
    expect(lines.join('')).not.toContain('Kevali');
    expect(lines.join('')).toContain('"fault":"bug"');
    expect(lines.join('')).toContain('headers.test.ts:');
  });
});

describe('failures', () => {
  test('every fault leaves in one shape with the HTTP number of its code, and never with its message', async () => {
    const { server } = await serve(desk);
    for (const code of Object.keys(FAULTS) as FaultCode[]) {
      const failing = {
        read: async () => {
          throw new Fault(code, SECRET, { hint: SECRET });
        },
      } as unknown as Workspace;
      const answer = await Visitor.as(server, failing, desk.owner).get('/documents.json');
      const shown = code === 'compartment-closed' ? 'not-found' : code;
      expect(answer.json()).toEqual({
        ok: false,
        error: { code: shown, message: FAULTS[shown].means, hint: expect.any(String) },
        state: FAULTS[shown].http,
      });
      expect([code, answer.statusCode]).toEqual([code, FAULTS[shown].http]);
      expect(answer.body).not.toContain('Kevali');
    }
  });

  test('what is absent and what is closed look the same to the last byte', async () => {
    const closed = {
      read: async () => {
        throw new Fault('compartment-closed', 'x');
      },
    } as unknown as Workspace;
    for (const ending of ['', '.json']) {
      const absent = await visitor.get(`/documents/${newId()}${ending}`);
      const hidden = await Visitor.as(served.server, closed, desk.owner).get(
        `/documents/${newId()}${ending}`,
      );
      const bare = (body: string) => body.replaceAll(/value="[^"]*"/g, '');
      expect(bare(hidden.body)).toBe(bare(absent.body));
      expect(hidden.statusCode).toBe(404);
      expect(Object.keys(hidden.headers)).toEqual(
        expect.arrayContaining(Object.keys(absent.headers).filter((name) => name !== 'set-cookie')),
      );
    }
  });

  test('an address that is no id, an argument given twice, a day that is none: plain refusals', async () => {
    expect((await visitor.get('/documents/1')).statusCode).toBe(404);
    expect((await visitor.get(`/documents/${documentId.toUpperCase()}`)).statusCode).toBe(404);
    expect((await visitor.get('/documents/%2e%2e%2fcount')).statusCode).toBe(404);
    expect((await visitor.get('/documents?asKnown=2024-03-14&asKnown=2024-03-15')).statusCode).toBe(400);
    expect((await visitor.get('/documents?asKnown=yesterday')).statusCode).toBe(400);
    expect((await visitor.get('/documents?after=forged')).statusCode).toBe(400);
    expect((await visitor.get('/%zz')).statusCode).toBe(400);
  });
});

/** The door: sessions, locking, guessing, forged forms, foreign hosts. OWASP ASVS 5.0 numbers stand in the names. */
import { beforeEach, describe, expect, test } from 'vitest';
import { Fault, sha256Hex } from '#ground';
import { IDLE, LONGEST, startServer } from '#web';
import type { Workspace } from '#workspace';
import { openDesk, PASSPHRASE, REPORT, serve, Visitor, type Desk, type Served } from './support/desk.ts';

let desk: Desk;
let served: Served;
let visitor: Visitor;
let clock: number;

beforeEach(async () => {
  desk = await openDesk();
  clock = 1_700_000_000_000;
  served = await serve(desk, { now: () => clock });
  visitor = new Visitor(served.server);
});

async function unlocked(): Promise<Visitor> {
  const someone = new Visitor(served.server);
  await someone.post('/unlock', { passphrase: PASSPHRASE });
  return someone;
}

describe('unlocking', () => {
  test('before it every page leads to the passphrase, and a page that does not exist does so too', async () => {
    for (const url of ['/', '/documents', '/count', '/nothing', '/documents/x']) {
      const answer = await visitor.get(url);
      expect([url, answer.statusCode, answer.headers.location]).toEqual([url, 303, '/unlock']);
    }
  });

  test('before it a JSON twin says 401 in the one shape of failures', async () => {
    const answer = await visitor.get('/documents.json');
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toEqual({
      ok: false,
      error: { code: 'vault-locked', message: expect.any(String), hint: expect.any(String) },
      state: 401,
    });
  });

  test('7.2.4 gives a new token, also over a session that was there before', async () => {
    const someone = await unlocked();
    const first = someone.jar.get('__Host-habeas');
    await someone.post('/unlock', { passphrase: PASSPHRASE });
    const second = someone.jar.get('__Host-habeas');
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(second).not.toBe(first);
    someone.jar.set('__Host-habeas', first ?? '');
    expect((await someone.get('/documents')).statusCode).toBe(303);
  });

  test('a token that a browser was given beforehand is never taken on', async () => {
    visitor.jar.set('__Host-habeas', 'A'.repeat(43));
    await visitor.post('/unlock', { passphrase: PASSPHRASE });
    expect(visitor.jar.get('__Host-habeas')).not.toBe('A'.repeat(43));
  });

  test('3.3 the cookie is bound to this host, out of reach of scripts, never sent from elsewhere', async () => {
    const answer = await visitor.post('/unlock', { passphrase: PASSPHRASE });
    const cookie = String(
      [answer.headers['set-cookie']].flat().find((line) => String(line).includes('habeas=')),
    );
    expect(cookie).toMatch(/^__Host-habeas=/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part);
    expect(cookie).not.toMatch(/Domain|Max-Age|Expires/);
  });

  test('a wrong passphrase gets one answer, whatever was wrong with it', async () => {
    const wrong = [
      '',
      'x',
      PASSPHRASE.toUpperCase(),
      `${PASSPHRASE} `,
      'x'.repeat(4_000),
      '\u0000',
      "' or 1=1",
    ];
    const answers = [];
    for (const passphrase of wrong) {
      const { statusCode, body } = await visitor.post('/unlock', { passphrase });
      answers.push(`${statusCode} ${body.replaceAll(/value="[^"]+"/g, '')}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^401 /);
  });

  test('6.3.1 guessing is slowed down: the eleventh try in ten minutes is not even looked at', async () => {
    for (let n = 0; n < 10; n += 1)
      expect((await visitor.post('/unlock', { passphrase: 'wrong' })).statusCode).toBe(401);
    const answer = await visitor.post('/unlock', { passphrase: PASSPHRASE });
    expect(answer.statusCode).toBe(429);
    expect(answer.body).toContain('Too many wrong passphrases');
    expect(visitor.jar.has('__Host-habeas')).toBe(false);
  });
});

describe('sessions', () => {
  test('7.2.3 the server keeps the SHA-256 of a token and not the token', async () => {
    const token = (await unlocked()).jar.get('__Host-habeas') ?? '';
    const session = served.server.sessions.find(token);
    expect(session?.id).toBe(sha256Hex(Buffer.from(token)));
    expect(
      JSON.stringify(session, (key, value: unknown) => (key === 'workspace' ? '' : value)),
    ).not.toContain(token);
  });

  test('7.3.1 ends after 30 minutes without a request, and the workspace locks with the last one', async () => {
    const someone = await unlocked();
    clock += IDLE - 1;
    expect((await someone.get('/documents')).statusCode).toBe(200);
    clock += IDLE;
    expect((await someone.get('/documents')).statusCode).toBe(303);
    expect(desk.locks()).toBe(1);
  });

  test('7.3.2 ends after 12 hours however busy it is', async () => {
    const someone = await unlocked();
    for (let passed = 0; passed < LONGEST; passed += IDLE / 2) {
      expect((await someone.get('/documents')).statusCode).toBe(200);
      clock += IDLE / 2;
    }
    expect((await someone.get('/documents')).statusCode).toBe(303);
  });

  test('7.4.1 the lock of one ends the sessions of all, and forgets the key', async () => {
    const [one, two] = [await unlocked(), await unlocked()];
    expect((await one.post('/lock')).headers.location).toBe('/unlock?locked');
    expect(served.server.sessions.size).toBe(0);
    expect((await two.get('/documents')).statusCode).toBe(303);
    expect(desk.locks()).toBe(1);
    expect((await one.get('/unlock?locked')).body).toContain('Locked.');
  });

  test('a workspace that was locked under a session leads to the passphrase, and not round in a circle', async () => {
    const gone = {
      read: async () => {
        throw new Fault('vault-locked', 'the workspace is locked');
      },
    } as unknown as Workspace;
    const someone = Visitor.as(served.server, gone, desk.owner);
    expect((await someone.get('/documents')).headers.location).toBe('/unlock');
    expect((await someone.get('/unlock')).statusCode).toBe(200);
    expect(desk.locks()).toBe(1);
  });

  test('a stopped server has locked', async () => {
    await unlocked();
    await served.server.close();
    expect(desk.locks()).toBe(1);
  });
});

describe('forms', () => {
  test('3.5.1 without a token, with a wrong one, or with the token of another session nothing happens', async () => {
    const someone = await unlocked();
    const stranger = await unlocked();
    for (const token of ['', 'wrong', await stranger.token()]) {
      const answer = await someone.post('/lock', { _csrf: token });
      expect(answer.statusCode).toBe(403);
    }
    expect(served.server.sessions.size).toBe(2);
  });

  test('3.5.1 a form of another site is refused even with the right token', async () => {
    const someone = await unlocked();
    const foreign: Record<string, string>[] = [
      { origin: 'https://elsewhere.example' },
      { origin: 'http://localhost:81' },
      { origin: 'null' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: 'null', 'sec-fetch-site': 'same-site' },
      { origin: 'http://localhost', 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) expect((await someone.post('/lock', {}, headers)).statusCode).toBe(403);
    expect(served.server.sessions.size).toBe(1);
  });

  test('our own form is taken although "no-referrer" hides its origin', async () => {
    const someone = await unlocked();
    const answer = await someone.post('/lock', {}, { origin: 'null', 'sec-fetch-site': 'same-origin' });
    expect(answer.statusCode).toBe(303);
  });

  test('bodies that are no form are refused: JSON, plain text, multipart', async () => {
    const someone = await unlocked();
    for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
      const answer = await someone.post('/lock', {}, { 'content-type': type });
      expect([type, answer.statusCode]).toEqual([type, 400]);
    }
    expect(served.server.sessions.size).toBe(1);
  });

  test('3.5.3 no page changes anything by being looked at: only GET and POST exist, and GET never reaches a use case', async () => {
    const methods = new Set(served.server.routeTable.map(({ method }) => method));
    expect([...methods].sort()).toEqual(['GET', 'POST']);
    const documentId = await desk.add({ text: REPORT });
    const someone = await unlocked();
    const size = async () =>
      (await desk.workspace.read(desk.owner, 'work', { what: 'overview' })).asKnown.size;
    const before = await size();
    for (const url of [
      '/',
      '/documents',
      `/documents/${documentId}?decision=accepted`,
      '/count',
      '/lock',
      '/unlock',
    ])
      await someone.get(url);
    expect(await size()).toBe(before);
  });
});

describe('hosts', () => {
  test('a request for a foreign host is refused: that is how DNS rebinding looks', async () => {
    const someone = await unlocked();
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1:81',
      'localhost:8080',
      'localhost.',
    ]) {
      const answer = await someone.get('/documents', { host });
      expect([host, answer.statusCode]).toEqual([host, 403]);
    }
  });

  test('a listening server answers to its own port on loopback and to nothing else', async () => {
    const { url, close } = await startServer({ gate: desk.gate });
    const { port } = new URL(url);
    const ask = async (host: string) => {
      const { request } = await import('node:http');
      return new Promise<number | undefined>((resolve) => {
        request({ port, host: '127.0.0.1', path: '/unlock', headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        }).end();
      });
    };
    expect(await ask(`127.0.0.1:${port}`)).toBe(200);
    expect(await ask(`localhost:${port}`)).toBe(200);
    expect(await ask('127.0.0.1')).toBe(403);
    expect(await ask(`evil.example:${port}`)).toBe(403);
    await close();
  });

  test('outside of loopback a server wants an https origin, and is then bound to it', async () => {
    await expect(startServer({ gate: desk.gate, host: '0.0.0.0' })).rejects.toMatchObject({
      code: 'usage-wrong',
    });
    await expect(serve(desk, { origin: 'http://desk.example' })).rejects.toMatchObject({
      code: 'usage-wrong',
    });
    const { server } = await serve(desk, { origin: 'https://desk.example' });
    const someone = new Visitor(server);
    const answer = await someone.get('/unlock', { host: 'desk.example' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await someone.get('/unlock')).statusCode).toBe(403);
  });
});

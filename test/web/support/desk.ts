/**
 * A server over a real workspace in memory, for tests: invented documents, a session for every role, requests by
 * page or by form. Nothing listens; a test that needs a browser starts the server itself.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { fixedClock, Fault, newId } from '#ground';
import { ed25519Signer } from '#ledger';
import { MemoryStore } from '#stores/memory';
import { buildServer, type BuildOptions, type Gate } from '#web';
import {
  addDocument,
  createWorkspace,
  ownerPrincipal,
  principal,
  Workspace,
  type DocumentIn,
  type Principal,
  type Role,
} from '#workspace';

export const PASSPHRASE = 'an invented passphrase';

/** An invented report with figures, a refusal, a silence, labels and something that no rule covers. */
export const REPORT = `The Ministry of Justice of Orlavia said it holds 41 soldiers from Vesmar as of 1 March 2024.

The ombudsman of Vesmar said that at least 120 people were held in Orlavia in spring 2023.

The Prosecutor General refused to answer questions from the Lanterne Courier. The Ministry of Defence did not answer questions about the prisoners.

The ministry calls the men "infiltrators". Of nine lawyers, none could be reached. Relatives allege that three men died in custody in 2022.
`;

export interface Desk {
  readonly workspace: Workspace;
  readonly owner: Principal;
  readonly gate: Gate;
  /** How often the gate was locked. */
  readonly locks: () => number;
  add(given: Partial<DocumentIn> & { text: string }): Promise<string>;
}

/** A workspace in memory whose owner is a member of the given compartments. */
export async function openDesk(compartments: readonly string[] = []): Promise<Desk> {
  const workspace = await Workspace.open({
    store: new MemoryStore(),
    signer: ed25519Signer('test.example/desk', randomBytes(32)),
    clock: fixedClock('2024-03-14T09:00:00.000Z', 1),
  });
  const owner = ownerPrincipal(newId(), compartments);
  await createWorkspace(workspace, owner, { workspaceId: newId(), name: 'Sel valley desk', isSample: true });
  let locks = 0;
  const gate: Gate = {
    title: 'Sel valley desk',
    unlock: async (passphrase) => {
      if (passphrase !== PASSPHRASE) throw new Fault('passphrase-wrong', 'the passphrase does not open it');
      return { workspace, principal: owner };
    },
    lock: async () => {
      locks += 1;
    },
  };
  const add = async ({ text, ...given }: Partial<DocumentIn> & { text: string }) =>
    (
      await addDocument(workspace, owner, {
        pasted: text,
        title: 'Families still wait at the Sel crossing',
        publisher: { kind: 'mention', words: 'The Lanterne Courier' },
        published: '2024-03-12',
        language: 'en',
        isPublic: true,
        ...given,
      })
    ).documentId;
  return { workspace, owner, gate, locks: () => locks, add };
}

export interface Served {
  readonly server: FastifyInstance;
  readonly lines: readonly string[];
}

/** A server for a desk, with its log kept. */
export async function serve(desk: Pick<Desk, 'gate'>, options: Partial<BuildOptions> = {}): Promise<Served> {
  const lines: string[] = [];
  const server = await buildServer({
    gate: desk.gate,
    log: { write: (line) => void lines.push(line) },
    ...options,
  });
  await server.ready();
  return { server, lines };
}

/** A person at a browser without JavaScript: a jar of cookies, pages and forms. */
export class Visitor {
  readonly jar = new Map<string, string>();
  readonly server: FastifyInstance;

  constructor(server: FastifyInstance) {
    this.server = server;
  }

  /** A visitor who has a session as this role. */
  static as(server: FastifyInstance, workspace: Workspace, who: Principal): Visitor {
    const visitor = new Visitor(server);
    visitor.jar.set('__Host-habeas', server.sessions.open({ workspace, principal: who }));
    return visitor;
  }

  async get(url: string, headers: Record<string, string> = {}) {
    const answer = await this.server.inject({
      method: 'GET',
      url,
      headers: { host: 'localhost', cookie: this.cookies(), ...headers },
    });
    this.keep(answer.cookies);
    return answer;
  }

  /** Sends a form as a browser does, with a fresh token. */
  async post(url: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const token = fields['_csrf'] ?? (await this.token());
    const answer = await this.server.inject({
      method: 'POST',
      url,
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        'content-type': 'application/x-www-form-urlencoded',
        cookie: this.cookies(),
        ...headers,
      },
      payload: new URLSearchParams({ ...fields, _csrf: token }).toString(),
    });
    this.keep(answer.cookies);
    return answer;
  }

  /** Headers of a write through the API, with a fresh token and a key of its own. */
  async headersOfWrite(version?: string, key: string = newId()): Promise<Record<string, string>> {
    const token = await this.token();
    return {
      host: 'localhost',
      origin: 'http://localhost',
      cookie: this.cookies(),
      'x-form-token': token,
      'idempotency-key': key,
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    };
  }

  /** Writes through the API as the script of a page does: JSON, a key, the version looked at, the token in a header. */
  async write(url: string, body: object | undefined, version?: string, key: string = newId()) {
    const answer = await this.server.inject({
      method: 'POST',
      url,
      headers: {
        ...(await this.headersOfWrite(version, key)),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    this.keep(answer.cookies);
    return answer;
  }

  /** Sends a form with a file. */
  async upload(url: string, fileName: string, content: string) {
    const token = await this.token();
    const edge = 'edge-of-a-part';
    const part = (head: string, body: string) =>
      `--${edge}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
    const answer = await this.server.inject({
      method: 'POST',
      url,
      headers: {
        host: 'localhost',
        origin: 'http://localhost',
        cookie: this.cookies(),
        'content-type': `multipart/form-data; boundary=${edge}`,
      },
      payload: `${part('name="_csrf"', token)}${part(`name="file"; filename="${fileName}"`, content)}--${edge}--\r\n`,
    });
    this.keep(answer.cookies);
    return answer;
  }

  /** A token from any page with a form that this visitor can see; empty where there is none. */
  async token(): Promise<string> {
    for (const url of ['/unlock', '/documents']) {
      const match = /name="_csrf" value="([^"]+)"/.exec((await this.get(url)).body);
      if (match?.[1] !== undefined) return match[1];
    }
    return '';
  }

  cookies(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(cookies: readonly { name: string; value: string; maxAge?: number; expires?: Date }[]): void {
    for (const { name, value, expires } of cookies) {
      if (value === '' || (expires && expires.getTime() <= 1)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
  }
}

/** One principal per role; the owner and the lead are members of the given compartments. */
export function principalsOf(owner: Principal, compartments: readonly string[]): Record<Role, Principal> {
  return {
    owner,
    lead: principal(newId(), 'lead', compartments),
    documenter: principal(newId(), 'documenter'),
    reader: principal(newId(), 'reader'),
    partner: principal(newId(), 'partner'),
    public: principal(newId(), 'public'),
  };
}

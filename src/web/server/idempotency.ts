/**
 * A write of the API is safe to repeat: the same key of the same session gives the answer it gave, and nothing is
 * recorded twice. The same key with another request is refused. Answers are kept in memory, per session, the newest
 * two hundred; what the ledger itself recognises stays recognised beyond that.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault, sha256Hex } from '#ground';

interface Kept {
  readonly request: string;
  readonly code: number;
  readonly body: string;
}

const MOST = 200;
const KEY = /^[\w-]{8,100}$/;
const answers = new WeakMap<object, Map<string, Kept>>();

/** The key of a write. Throws Fault('usage-wrong') where there is none. */
function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key))
    throw new Fault('usage-wrong', 'a write needs a key of its own (Idempotency-Key)');
  return key;
}

function requestOf(request: FastifyRequest): string {
  const said = JSON.stringify([request.method, request.url, request.headers['if-match'], request.body]);
  return sha256Hex(Buffer.from(said));
}

/** Remembers the answers to the writes of these routes. */
export function rememberAnswers(api: FastifyInstance): void {
  api.addHook('preHandler', async (request, reply) => {
    if (request.method === 'GET' || !request.session) return undefined;
    const kept = answers.get(request.session)?.get(keyOf(request));
    if (!kept) return undefined;
    if (kept.request !== requestOf(request))
      throw new Fault('idempotency-mismatch', 'the key was used for another request');
    return reply.code(kept.code).type('application/json; charset=utf-8').send(kept.body);
  });
  api.addHook('onSend', async (request, reply, payload) => {
    const { session } = request;
    if (request.method !== 'GET' && session && reply.statusCode < 300 && typeof payload === 'string') {
      const mine = answers.get(session) ?? new Map<string, Kept>();
      answers.set(session, mine);
      mine.set(keyOf(request), { request: requestOf(request), code: reply.statusCode, body: payload });
      const [oldest] = mine.keys();
      if (mine.size > MOST && oldest !== undefined) mine.delete(oldest);
    }
    return payload;
  });
}

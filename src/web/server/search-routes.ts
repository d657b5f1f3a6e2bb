/**
 * Search. The words come in the body of a request and are kept in the memory of the session under a random number;
 * addresses hold that number and nothing else (decision 0007). What a session forgets nobody can ask for again.
 */
import { randomBytes } from 'node:crypto';
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import type { SearchHit } from '#workspace';
import { hrefOf } from '../page/links.ts';
import { SEARCH_KINDS, SearchPage } from '../page/search.tsx';
import { sendPage } from './render.ts';
import { argument, seatOf, settingOf } from './seat.ts';
import type { Session } from './sessions.ts';
import { formCheck } from './shield.ts';

const SearchForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  words: Type.String({ maxLength: 400 }),
});

const Kind = Type.Union(SEARCH_KINDS.map((kind) => Type.Literal(kind)));
const SearchBody = Type.Object({
  words: Type.String({ maxLength: 400 }),
  kinds: Type.Optional(Type.Array(Kind, { maxItems: 5 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});

/** Searches a session remembers; the oldest go first. */
const REMEMBERED = 50;

/** Goes with its session: locking and running out forget it. */
const asked = new WeakMap<Session, Map<string, string>>();

function remember(session: Session, words: string): string {
  const own = asked.get(session) ?? new Map<string, string>();
  asked.set(session, own);
  const id = randomBytes(12).toString('base64url');
  own.set(id, words);
  for (const oldest of own.keys()) {
    if (own.size <= REMEMBERED) break;
    own.delete(oldest);
  }
  return id;
}

function wordsOf({ session, params }: FastifyRequest): string | undefined {
  return session ? asked.get(session)?.get((params as { searchId: string }).searchId) : undefined;
}

async function searchPage(
  request: FastifyRequest,
  reply: FastifyReply,
  words?: string,
): Promise<FastifyReply> {
  const seat = seatOf(request);
  const kind = SEARCH_KINDS.find((one) => one === argument(request.query, 'kind'));
  const kinds: readonly SearchHit['kind'][] | undefined = kind === undefined ? undefined : [kind];
  const answer = await seat.read('work', {
    what: 'search',
    words: words ?? '',
    ...(kinds === undefined ? {} : { kinds }),
  });
  const setting = await settingOf(seat, request, reply);
  const { searchId } = request.params as { searchId?: string };
  const found = words === undefined || searchId === undefined ? null : { id: searchId, words, answer };
  return sendPage(
    reply,
    createElement(SearchPage, {
      setting,
      asKnown: answer.asKnown,
      found,
      kind,
      isForgotten: searchId !== undefined && words === undefined,
    }),
  );
}

export function searchRoutes(server: FastifyInstance): void {
  server.get('/search', (request, reply) => searchPage(request, reply));
  server.get('/search/:searchId', (request, reply) => searchPage(request, reply, wordsOf(request)));
  const typed = server.withTypeProvider<TypeBoxTypeProvider>();
  typed.post(
    '/search',
    { schema: { body: SearchForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const seat = seatOf(request);
      // Asked here already, so that a reader without the right gets the refusal and not a number.
      await seat.read('work', { what: 'search', words: '' });
      const id = request.session === null ? '' : remember(request.session, request.body.words);
      return reply.redirect(hrefOf(`/search/${id}`, seat.travel), 303);
    },
  );
  typed.post('/search.json', { schema: { body: SearchBody }, preHandler: formCheck(server) }, (request) => {
    const { words, kinds, limit } = request.body;
    return seatOf(request).read('work', {
      what: 'search',
      words,
      ...(kinds === undefined ? {} : { kinds }),
      ...(limit === undefined ? {} : { limit }),
    });
  });
}

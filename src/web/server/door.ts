/**
 * The door: unlock, lock, and who has a session. Before a session every page leads here; the JSON twins say 401.
 * A wrong passphrase gets one answer, whatever was wrong; a right one gets a new token, never an old one.
 */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Fault, isFault } from '#ground';
import { UnlockPage, type UnlockProps } from '../page/unlock.tsx';
import { failureJson, failureOf } from './failures.ts';
import type { BuildOptions, Gate, Place } from './gate.ts';
import { sendPage } from './render.ts';
import type { Session, Sessions } from './sessions.ts';
import { formCheck, formOwner } from './shield.ts';

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | null;
  }
  interface FastifyContextConfig {
    /** True for what needs no session: the unlock page and what it is drawn with. */
    open?: boolean;
  }
}

const UnlockForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  passphrase: Type.Optional(Type.String({ maxLength: 4_096 })),
});

export interface Door {
  readonly gate: Gate;
  readonly sessions: Sessions;
  readonly place: Place;
}

/** Name of the session's cookie. */
export function cookieName({ mark }: Place): string {
  return `__Host-habeas${mark}`;
}

/** Finds the session of each request, and turns away who has none. */
export function guardDoor(server: FastifyInstance, { sessions, place, gate }: Door): void {
  server.decorateRequest('session', null);
  server.addHook('onRequest', async (request, reply) => {
    if (sessions.sweep() > 0 && sessions.size === 0) await gate.lock();
    request.session = sessions.find(request.cookies[cookieName(place)]);
    if (request.session || request.routeOptions.config?.open === true) return undefined;
    return turnAway(request, reply);
  });
}

/** Where someone without a session ends up. */
export function turnAway(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (wantsJson(request))
    return reply.code(401).send(failureJson(failureOf(new Fault('vault-locked', 'no session'))));
  return reply.redirect('/unlock', 303);
}

/** Ends every session and forgets the key. */
export async function lockAll({ sessions, gate }: Pick<Door, 'sessions' | 'gate'>): Promise<void> {
  sessions.endAll();
  await gate.lock();
}

/** JSON twins end in .json, the API begins with /api/; whoever asks for one is no browser that could be led to a form. */
export function wantsJson(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? '';
  return path.endsWith('.json') || path.startsWith('/api/');
}

export function doorRoutes(server: FastifyInstance, door: Door, options: BuildOptions): void {
  const { gate, sessions, place } = door;
  const { sampleHint, attempts = 10 } = options;
  const unlockPage = (request: FastifyRequest, reply: FastifyReply, said?: UnlockProps['said']) => {
    const csrf = reply.generateCsrf({ userInfo: formOwner(request) });
    return sendPage(reply, createElement(UnlockPage, { title: gate.title, csrf, sampleHint, said }));
  };

  server.get('/unlock', { config: { open: true } }, async (request, reply) => {
    if (request.session) return reply.redirect('/documents', 303);
    return unlockPage(
      request,
      reply,
      (request.query as { locked?: unknown }).locked === '' ? 'locked' : undefined,
    );
  });

  server.withTypeProvider<TypeBoxTypeProvider>().post(
    '/unlock',
    {
      config: { open: true, rateLimit: { max: attempts, timeWindow: 600_000 } },
      schema: { body: UnlockForm },
      preHandler: formCheck(server),
    },
    async (request, reply) => {
      try {
        const opened = await gate.unlock(request.body.passphrase ?? '');
        if (request.session) sessions.end(request.session.id);
        const token = sessions.open(opened);
        void reply.setCookie(cookieName(place), token, {
          path: '/',
          httpOnly: true,
          sameSite: 'strict',
          secure: true,
        });
        return reply.redirect('/documents', 303);
      } catch (thrown) {
        if (!isFault(thrown, 'passphrase-wrong')) throw thrown;
        return unlockPage(request, reply.code(401), 'wrong');
      }
    },
  );

  server.post('/lock', { preHandler: formCheck(server) }, async (_request, reply) => {
    await lockAll(door);
    void reply.clearCookie(cookieName(place), {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: true,
    });
    return reply.header('clear-site-data', '"storage"').redirect('/unlock?locked', 303);
  });
}

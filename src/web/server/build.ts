/**
 * Builds the server: protections first, then the door, then pages. It knows no store: whoever starts it hands it a
 * gate. Nothing listens yet; tests call it without a port.
 */
import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type RouteOptions,
} from 'fastify';
import { createElement } from 'react';
import { Fault } from '#ground';
import {
  addDocument,
  answerAgain,
  askAuthority,
  askSecondReader,
  dismissMark,
  holdDocument,
  importList,
  judgeGroup,
  judgeProposal,
  judgeRecords,
  overrideEstimate,
  previewImport,
  proposeLinks,
  recordClaim,
  redoImport,
  retractClaim,
  signView,
  takeAnswerBack,
  undismissMark,
  undoDecision,
  undoGroup,
  undoImport,
  withdrawOverride,
  withdrawView,
} from '#workspace';
import { FailurePage } from '../page/failure.tsx';
import { askRoutes } from './ask-routes.ts';
import { assetRoutes } from './assets.ts';
import { doorRoutes, guardDoor, lockAll, turnAway, wantsJson, type Door } from './door.ts';
import { failureJson, failureOf, logged } from './failures.ts';
import { apiRoutes } from './api.ts';
import { countRoutes } from './count-routes.ts';
import { intakeRoutes } from './intake.ts';
import type { BuildOptions, Place, Verbs } from './gate.ts';
import { linkageRoutes } from './linkage-routes.ts';
import { logAnswers, logOptions } from './log.ts';
import { speakRequests } from './messages.ts';
import { peopleRoutes } from './people-routes.ts';
import { preferenceRoutes } from './preferences.ts';
import { printRoutes } from './print-routes.ts';
import { sendPage } from './render.ts';
import { readerRoutes } from './reader-routes.ts';
import { documentRoutes } from './routes.ts';
import { secondReaderRoutes } from './second-reader-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { Sessions } from './sessions.ts';
import { formOwner, PLAIN_HEADERS, shield } from './shield.ts';

/** One line of the route table. */
export interface RouteLine {
  readonly method: string;
  readonly route: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Sessions of this server; tests open one for every role. */
    sessions: Sessions;
    /** Every route there is, for the authorisation matrix. */
    routeTable: RouteLine[];
    place: Place;
  }
}

/** What pages do, as the workspace does it. */
const VERBS: Verbs = {
  judgeProposal,
  judgeGroup,
  judgeRecords,
  undoDecision,
  undoGroup,
  recordClaim,
  retractClaim,
  dismissMark,
  undismissMark,
  askSecondReader,
  answerAgain,
  takeAnswerBack,
  holdDocument,
  addDocument,
  askAuthority,
  previewImport,
  proposeLinks,
  importList,
  undoImport,
  redoImport,
  signView,
  withdrawView,
  overrideEstimate,
  withdrawOverride,
};

/** The largest form: a passphrase or a question of 500 characters, percent-encoded. */
const FORM_BYTES = 32 * 1024;

export async function buildServer(options: BuildOptions): Promise<FastifyInstance> {
  const { gate, origin, log, now, verbs = VERBS } = options;
  const server = Fastify({
    logger: logOptions(log) ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    exposeHeadRoutes: false,
    bodyLimit: FORM_BYTES,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 120_000,
    frameworkErrors: (_error, _request, reply) => plainRefusal(reply as unknown as FastifyReply),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable)
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    },
  });
  const place: Place = {
    hosts: origin === undefined ? ['localhost:80', 'localhost'] : [hostOf(origin)],
    secure: origin !== undefined,
    mark: '',
  };
  const sessions = new Sessions(now);
  const door: Door = { gate, sessions, place };
  const routeTable: RouteLine[] = [];
  server.decorate('sessions', sessions).decorate('place', place).decorate('routeTable', routeTable);
  server.addHook('onRoute', ({ method, url }: RouteOptions) => {
    for (const one of [method].flat()) routeTable.push({ method: one, route: url });
  });

  readForms(server);
  answerFailures(server, door);
  logAnswers(server);
  await shield(server, place);
  speakRequests(server);
  guardDoor(server, door);
  server.setNotFoundHandler(async (request, reply) => {
    if (!request.session) return turnAway(request, reply);
    throw new Fault('not-found', 'there is no such page');
  });
  assetRoutes(server);
  doorRoutes(server, door, options);
  documentRoutes(server, verbs);
  readerRoutes(server, verbs);
  secondReaderRoutes(server, verbs);
  peopleRoutes(server, verbs);
  askRoutes(server, verbs);
  searchRoutes(server);
  linkageRoutes(server, verbs);
  countRoutes(server, verbs);
  printRoutes(server);
  preferenceRoutes(server);
  await apiRoutes(server, verbs);
  await intakeRoutes(server, verbs);
  lockWhenIdle(server, door);
  return server;
}

/** Forms are the only bodies: no JSON, no multipart, no plain text that another site could send. */
function readForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );
}

/** The last resort: whatever is thrown anywhere leaves in one shape, without a word of what was thrown. */
function answerFailures(server: FastifyInstance, door: Door): void {
  server.setErrorHandler(async (thrown, request: FastifyRequest, reply) => {
    const failure = failureOf(thrown);
    request.log.warn(logged(thrown));
    if (failure.code === 'vault-locked') {
      // The workspace is gone under a session that is not: without this the gate would send it back here for ever.
      if (request.session) await lockAll(door);
      return turnAway(request, reply);
    }
    void reply.code(failure.http);
    if (wantsJson(request)) return reply.type('application/json; charset=utf-8').send(failureJson(failure));
    const csrf = request.session ? reply.generateCsrf({ userInfo: formOwner(request) }) : undefined;
    return sendPage(reply, createElement(FailurePage, { ...failure, csrf }));
  });
}

function plainRefusal(reply: FastifyReply): void {
  const failure = failureOf(new Fault('usage-wrong', 'the address cannot be read'));
  void reply
    .headers({
      ...PLAIN_HEADERS,
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    })
    .code(failure.http)
    .send(failureJson(failure));
}

// A browser that was closed sends no request that could notice the end of its session.
function lockWhenIdle(server: FastifyInstance, { sessions, gate }: Door): void {
  const timer = setInterval(() => {
    if (sessions.sweep() === 0 || sessions.size > 0) return;
    gate.lock().catch((thrown: unknown) => server.log.error(logged(thrown)));
  }, 30_000);
  timer.unref();
  server.addHook('onClose', async () => {
    clearInterval(timer);
    await lockAll({ sessions, gate });
  });
}

function hostOf(origin: string): string {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  if (url?.protocol !== 'https:' || url.origin !== origin)
    throw new Fault('usage-wrong', 'the public address must be an https origin without a path');
  return url.host;
}

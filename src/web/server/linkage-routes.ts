/**
 * Linkage: the pairs that wait, one pair with its judgement, and a run that looks for more. A run goes on while pages
 * are read; it tells how far it is, can be stopped, and writes nothing when it is.
 */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createElement } from 'react';
import { isFault } from '#ground';
import type { Workspace } from '#workspace';
import { hrefOf } from '../page/links.ts';
import { PairPage, type PairDecision } from '../page/linkage.tsx';
import { LinkagePage, type RunState } from '../page/linkage-overview.tsx';
import type { Verbs } from './gate.ts';
import { mayJudge } from './people-routes.ts';
import { sendPage } from './render.ts';
import { argument, idIn, seatOf, settingOf, type Seat } from './seat.ts';
import { formCheck } from './shield.ts';

const DECISIONS = ['same', 'different', 'unsure', 'withdrawn'] as const;

const JudgeForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  decision: Type.Union(DECISIONS.map((one) => Type.Literal(one))),
  reason: Type.String({ minLength: 1, maxLength: 500 }),
});
const RunForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  link: Type.Optional(Type.Union([Type.Literal('0'), Type.Literal('1')])),
});
const PlainForm = Type.Object({ _csrf: Type.String({ maxLength: 300 }) });

interface Run {
  state: RunState;
  readonly stop: AbortController;
}

/** The run of each open workspace; it goes with the workspace when that is locked. */
const runs = new WeakMap<Workspace, Run>();

function waitingOf(seat: Seat, query: unknown) {
  const scripts = argument(query, 'scripts');
  return seat.read('work', { what: 'linkage', ...(scripts === undefined ? {} : { scripts }) });
}

function pairOf(seat: Seat, params: unknown, query: unknown) {
  const scripts = argument(query, 'scripts');
  return seat.read('work', {
    what: 'pair',
    left: idIn(params, 'left'),
    right: idIn(params, 'right'),
    ...(scripts === undefined ? {} : { scripts }),
  });
}

export function linkageRoutes(server: FastifyInstance, verbs: Verbs): void {
  server.get('/linkage.json', (request) => waitingOf(seatOf(request), request.query));
  server.get('/linkage/:left/:right.json', (request) =>
    pairOf(seatOf(request), request.params, request.query),
  );
  // The room opens at the first pair that waits; without one, at the room itself.
  server.get('/linkage', async (request, reply) => {
    const seat = seatOf(request);
    const [first] = (await waitingOf(seat, request.query)).pairs;
    const kept = { scripts: argument(request.query, 'scripts'), blind: argument(request.query, 'blind') };
    return reply.redirect(
      first
        ? hrefOf(`/linkage/${first.left}/${first.right}`, seat.travel, kept)
        : hrefOf('/linkage/overview', seat.travel),
      303,
    );
  });
  server.get('/linkage/overview', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await waitingOf(seat, request.query);
    const setting = await settingOf(seat, request, reply);
    const run = runs.get(seat.workspace)?.state ?? null;
    return sendPage(
      reply,
      createElement(LinkagePage, { setting, answer, run, mayJudge: mayJudge(seat, answer.asKnown.past) }),
    );
  });
  pairRoutes(server, verbs);
  runRoutes(server, verbs);
}

function pairRoutes(server: FastifyInstance, verbs: Verbs): void {
  server.get('/linkage/:left/:right', async (request, reply) => {
    const seat = seatOf(request);
    const { query } = request;
    const answer = await pairOf(seat, request.params, query);
    const { scripts, tooLittle } = await waitingOf(seat, query);
    const setting = await settingOf(seat, request, reply);
    const done: PairDecision | undefined = DECISIONS.find((one) => one === argument(query, 'done'));
    const last = argument(query, 'last')?.split(':');
    return sendPage(
      reply,
      createElement(PairPage, {
        setting,
        answer,
        scripts,
        tooLittle: tooLittle.length,
        isBlind: argument(query, 'blind') === '1',
        hasLatin: argument(query, 'latin') !== 'off',
        mayJudge: mayJudge(seat, answer.asKnown.past),
        done,
        last: last?.length === 2 ? { left: idIn(last, '0'), right: idIn(last, '1') } : null,
      }),
    );
  });
  server
    .withTypeProvider<TypeBoxTypeProvider>()
    .post(
      '/linkage/:left/:right',
      { schema: { body: JudgeForm }, preHandler: formCheck(server) },
      async (request, reply) => {
        const seat = seatOf(request);
        const [left, right] = [idIn(request.params, 'left'), idIn(request.params, 'right')];
        const { decision, reason } = request.body;
        const { next } = await pairOf(seat, request.params, request.query);
        await verbs.judgeRecords(seat.workspace, seat.principal, [{ left, right, decision, reason }]);
        const blind = argument(request.query, 'blind');
        const more = { done: decision, last: `${left}:${right}`, blind };
        // A blind judgement shows its score before the next pair; so does one that was taken back.
        const shown = blind === '1' || decision === 'withdrawn' || next === null ? { left, right } : next;
        return reply.redirect(hrefOf(`/linkage/${shown.left}/${shown.right}`, {}, more), 303);
      },
    );
}

function runRoutes(server: FastifyInstance, verbs: Verbs): void {
  const typed = server.withTypeProvider<TypeBoxTypeProvider>();
  typed.post(
    '/linkage/run',
    { schema: { body: RunForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const seat = seatOf(request);
      await seat.read('work', { what: 'linkage' });
      if (runs.get(seat.workspace)?.state.state !== 'running') start(seat, verbs, request.body.link === '1');
      return reply.redirect('/linkage/overview', 303);
    },
  );
  typed.post(
    '/linkage/cancel',
    { schema: { body: PlainForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const seat = seatOf(request);
      await seat.read('work', { what: 'linkage' });
      runs.get(seat.workspace)?.stop.abort();
      return reply.redirect('/linkage/overview', 303);
    },
  );
}

const BEGUN: RunState = { stage: '', done: 0, total: 0, state: 'running', proposed: 0, linked: 0, kept: 0 };

function start({ workspace, principal }: Seat, verbs: Verbs, link: boolean): void {
  const stop = new AbortController();
  const run: Run = { state: BEGUN, stop };
  runs.set(workspace, run);
  const onProgress = (stage: string, done: number, total: number): void => {
    run.state = { ...run.state, stage, done, total };
  };
  void verbs
    .proposeLinks(workspace, principal, { link, onProgress, signal: stop.signal })
    .then(({ proposed, linked, kept }) => {
      run.state = { ...run.state, state: 'done', proposed, linked, kept };
    })
    .catch((thrown: unknown) => {
      run.state = { ...run.state, state: isFault(thrown, 'interrupted') ? 'cancelled' : 'failed' };
    });
}

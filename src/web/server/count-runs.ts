/**
 * Estimates that are being computed. One takes minutes and goes on in threads while pages are read; how far it has come
 * is kept here, whoever started it can stop it, and the next page that asks shows what it found.
 */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isFault } from '#ground';
import type { EstimateAnswer, HowMany, Workspace } from '#workspace';
import type { EstimateRun } from '../page/count-run.tsx';
import { askedOf } from '../page/count-links.ts';
import { askedAgain } from './count-asked.ts';
import type { Seat } from './seat.ts';
import { seatOf } from './seat.ts';
import { formCheck } from './shield.ts';

const PlainForm = Type.Object({ _csrf: Type.String({ maxLength: 300 }) });

interface Run {
  run: EstimateRun;
  /** What was computed; null until it is. */
  found: EstimateAnswer | null;
  readonly stop: AbortController;
}

/** Estimates of this sitting, by workspace; they go with the workspace when that is locked. */
const runs = new WeakMap<Workspace, Map<string, Run>>();

/** All that an estimate is made from, and for whom: with another list, link, view or override it is another estimate. */
function keyOf({ principal }: Seat, answer: HowMany): string {
  const { documented, estimate, bounds } = answer;
  return JSON.stringify([
    principal.id,
    askedOf(answer),
    estimate.report?.table.hash ?? '',
    documented.records,
    estimate.overrides.map(({ overrideId }) => overrideId),
    bounds.views.map(({ viewId, at }) => [viewId, at]),
  ]);
}

/** How far the estimate of this answer has come; null where none was started, or where it is there. */
export function runOf(seat: Seat, answer: HowMany): EstimateRun | null {
  const known = runs.get(seat.workspace)?.get(keyOf(seat, answer));
  return known === undefined || known.found !== null ? null : known.run;
}

/** What was computed for this answer; null where nothing was. */
export function foundFor(seat: Seat, answer: HowMany): EstimateAnswer | null {
  return runs.get(seat.workspace)?.get(keyOf(seat, answer))?.found ?? null;
}

function start(seat: Seat, answer: HowMany): void {
  const own = runs.get(seat.workspace) ?? new Map<string, Run>();
  runs.set(seat.workspace, own);
  const key = keyOf(seat, answer);
  const kept: Run = { run: { state: 'running', steps: [] }, found: null, stop: new AbortController() };
  own.set(key, kept);
  const steps = new Map<string, EstimateRun['steps'][number]>();
  const onProgress = (stage: string, done: number, total: number): void => {
    steps.set(stage, { stage, done, total });
    kept.run = { state: 'running', steps: [...steps.values()] };
  };
  seat
    .read('count', { ...askedAgain(answer), estimate: 'run' }, { signal: kept.stop.signal, onProgress })
    .then(({ estimate }) => {
      kept.found = estimate;
    })
    .catch((thrown: unknown) => {
      if (isFault(thrown, 'vault-locked')) own.delete(key);
      else kept.run = { state: isFault(thrown, 'interrupted') ? 'stopped' : 'failed', steps: [] };
    });
}

/** Starting one, following it, stopping it. `countOf` answers what an address asks. */
export function runRoutes(
  server: FastifyInstance,
  countOf: (seat: Seat, query: unknown) => Promise<HowMany>,
  back: (reply: FastifyReply, answer: HowMany, place: string) => FastifyReply,
): void {
  const typed = server.withTypeProvider<TypeBoxTypeProvider>();
  const form = { schema: { body: PlainForm }, preHandler: formCheck(server) };
  const asked = async (request: FastifyRequest): Promise<{ seat: Seat; answer: HowMany }> => {
    const seat = seatOf(request);
    return { seat, answer: await countOf(seat, request.query) };
  };
  typed.post('/count/run', form, async (request, reply) => {
    const { seat, answer } = await asked(request);
    if (runOf(seat, answer)?.state !== 'running') start(seat, answer);
    return back(reply, answer, '#est');
  });
  typed.post('/count/stop', form, async (request, reply) => {
    const { seat, answer } = await asked(request);
    runs.get(seat.workspace)?.get(keyOf(seat, answer))?.stop.abort();
    return back(reply, answer, '#est');
  });
  server.get('/count/run.json', async (request, reply) => {
    const { seat, answer } = await asked(request);
    return reply.send({ run: runOf(seat, answer), isThere: foundFor(seat, answer) !== null });
  });
}

/** People, records, sources and the history of anything: pages, their JSON twins, and taking a link back. */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createElement } from 'react';
import { Fault } from '#ground';
import { MAY_APPEND } from '#workspace';
import { HistoryPage } from '../page/history.tsx';
import { hrefOf } from '../page/links.ts';
import { PeoplePage, type Chosen } from '../page/people.tsx';
import { PersonPage } from '../page/person.tsx';
import { RecordsPage } from '../page/records.tsx';
import { SourcesPage } from '../page/sources.tsx';
import type { Verbs } from './gate.ts';
import { sendPage } from './render.ts';
import { argument, idIn, seatOf, settingOf, type Seat } from './seat.ts';
import { formCheck } from './shield.ts';

const UnlinkForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  left: Type.String({ maxLength: 40 }),
  right: Type.String({ maxLength: 40 }),
  reason: Type.String({ minLength: 1, maxLength: 500 }),
});

/** True for a principal who may judge, and who reads the present. */
export function mayJudge(seat: Seat, isPast: boolean): boolean {
  return !isPast && MAY_APPEND['judgement-made'].includes(seat.principal.role);
}

/** A number of an address, from 0; anything else is refused. */
function numberOf(query: unknown, name: string): number | undefined {
  const words = argument(query, name);
  if (words === undefined) return undefined;
  const number = Number(words);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new Fault('usage-wrong', 'an argument of the address is no number');
  return number;
}

function chosenOf(query: unknown): Chosen {
  const pairs = (['list', 'script', 'records'] as const).flatMap((facet) => {
    const value = argument(query, facet);
    return value === undefined ? [] : [[facet, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** The place to begin at: from 0 in links, from 1 where a person types it. */
function placeIn(query: unknown): number | undefined {
  const place = numberOf(query, 'place');
  return place === undefined ? numberOf(query, 'from') : Math.max(0, place - 1);
}

/** Where a list ends, for an address that leads beyond; null where there is something to show or nothing at all. */
function endOf(total: number, shown: number): number | null {
  return shown === 0 && total > 0 ? total - 1 : null;
}

function placeHref(path: string, seat: Seat, query: unknown, from: number): string {
  return hrefOf(path, seat.travel, { ...chosenOf(query), from: String(from) });
}

/** What the facet of two values chooses; any other word chooses nothing. */
function oneOrSeveral({ records }: Chosen): { records?: 'one' | 'several' } {
  return records === 'one' || records === 'several' ? { records } : {};
}

function peopleOf(seat: Seat, query: unknown) {
  const chosen = chosenOf(query);
  const { records: _either, ...given } = chosen;
  const from = placeIn(query);
  const limit = numberOf(query, 'limit');
  return seat.read('work', {
    what: 'people',
    ...given,
    ...oneOrSeveral(chosen),
    ...(from === undefined ? {} : { from }),
    ...(limit === undefined ? {} : { limit }),
  });
}

export function peopleRoutes(server: FastifyInstance, verbs: Verbs): void {
  const person = (seat: Seat, params: unknown) =>
    seat.read('work', { what: 'person', personId: idIn(params, 'personId') });
  server.get('/people.json', (request) => peopleOf(seatOf(request), request.query));
  server.get('/people/:personId.json', (request) => person(seatOf(request), request.params));

  server.get('/people', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await peopleOf(seat, request.query);
    const end = endOf(answer.total, answer.people.length);
    if (end !== null) return reply.redirect(placeHref('/people', seat, request.query, end), 303);
    const setting = await settingOf(seat, request, reply);
    return sendPage(reply, createElement(PeoplePage, { setting, answer, chosen: chosenOf(request.query) }));
  });

  server.get('/people/:personId', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await person(seat, request.params);
    const setting = await settingOf(seat, request, reply);
    const done = (['unlinked', 'asked'] as const).find((one) => one === argument(request.query, 'done'));
    const mayAsk = !answer.asKnown.past && MAY_APPEND['inquiry-recorded'].includes(seat.principal.role);
    return sendPage(
      reply,
      createElement(PersonPage, {
        setting,
        person: answer,
        mayJudge: mayJudge(seat, answer.asKnown.past),
        mayAsk,
        done,
      }),
    );
  });

  server
    .withTypeProvider<TypeBoxTypeProvider>()
    .post(
      '/people/:personId/unlink',
      { schema: { body: UnlinkForm }, preHandler: formCheck(server) },
      async (request, reply) => {
        const seat = seatOf(request);
        const personId = idIn(request.params, 'personId');
        const { left, right, reason } = request.body;
        await verbs.judgeRecords(seat.workspace, seat.principal, [
          { left: idIn({ left }, 'left'), right: idIn({ right }, 'right'), decision: 'withdrawn', reason },
        ]);
        return reply.redirect(hrefOf(`/people/${personId}`, {}, { done: 'unlinked' }), 303);
      },
    );
  recordRoutes(server);
  sourceRoutes(server);
  historyRoutes(server);
}

function recordRoutes(server: FastifyInstance): void {
  const records = (seat: Seat, query: unknown) => {
    const chosen = chosenOf(query);
    const { list, script } = chosen;
    const after = argument(query, 'after');
    return seat.read('work', {
      what: 'records',
      ...(list === undefined ? {} : { listId: list }),
      ...(script === undefined ? {} : { script }),
      ...oneOrSeveral(chosen),
      // Addresses of earlier versions go on after a mark.
      ...(after === undefined ? { from: placeIn(query) ?? 0 } : { after }),
    });
  };
  server.get('/records.json', (request) => records(seatOf(request), request.query));
  server.get('/records', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await records(seat, request.query);
    const end = endOf(answer.total, answer.records.length);
    if (end !== null) return reply.redirect(placeHref('/records', seat, request.query, end), 303);
    const { lists } = await seat.read('work', { what: 'lists' });
    const setting = await settingOf(seat, request, reply);
    const chosen = chosenOf(request.query);
    return sendPage(reply, createElement(RecordsPage, { setting, answer, lists, chosen }));
  });
}

function sourceRoutes(server: FastifyInstance): void {
  server.get('/sources.json', (request) => seatOf(request).read('work', { what: 'sources' }));
  server.get('/lists.json', (request) => seatOf(request).read('work', { what: 'lists' }));
  server.get('/sources', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await seat.read('work', { what: 'sources' });
    const { lists } = await seat.read('work', { what: 'lists' });
    const setting = await settingOf(seat, request, reply);
    return sendPage(reply, createElement(SourcesPage, { setting, answer, lists }));
  });
}

function historyRoutes(server: FastifyInstance): void {
  const history = (seat: Seat, params: unknown) =>
    seat.read('work', { what: 'history', about: idIn(params, 'about') });
  const all = (seat: Seat, query: unknown) => {
    const from = numberOf(query, 'from');
    return seat.read('work', { what: 'history', ...(from === undefined ? {} : { from }) });
  };
  server.get('/history.json', (request) => all(seatOf(request), request.query));
  server.get('/history', async (request, reply) => {
    const seat = seatOf(request);
    const { lines, from, asKnown } = await all(seat, request.query);
    const setting = await settingOf(seat, request, reply);
    return sendPage(reply, createElement(HistoryPage, { setting, lines, asKnown, from }));
  });
  server.get('/history/:about.json', (request) => history(seatOf(request), request.params));
  server.get('/history/:about', async (request, reply) => {
    const seat = seatOf(request);
    const { lines, asKnown } = await history(seat, request.params);
    const setting = await settingOf(seat, request, reply);
    const about = idIn(request.params, 'about');
    return sendPage(reply, createElement(HistoryPage, { setting, lines, asKnown, about }));
  });
}

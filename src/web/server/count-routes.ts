/**
 * The count: its tabs, its lists, its files, and the acts of the page: signing a view, letting an estimate stand, and
 * computing one (count-runs.ts).
 */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Fault, isId } from '#ground';
import { MAY_APPEND, MEASURES, type HowMany } from '#workspace';
import { COUNT_DONE, CountPage, type CountProps } from '../page/count.tsx';
import { isGroupOfPersons, personsIn } from '../page/count-groups.ts';
import { askedOf, countHref, headOf, permalinkOf } from '../page/count-links.ts';
import { CountSignPage, takeable } from '../page/count-sign.tsx';
import { CountTablePage } from '../page/count-table.tsx';
import {
  CountDownloadPage,
  CountMethodPage,
  CountPersonsPage,
  CountSourcesPage,
} from '../page/count-tabs.tsx';
import { hrefOf } from '../page/links.ts';
import { countCsv, countJson } from './count-files.ts';
import { foundFor, runOf, runRoutes } from './count-runs.ts';
import type { Verbs } from './gate.ts';
import { sendPage } from './render.ts';
import { askedIn } from './count-asked.ts';
import { argument, idIn, seatOf, settingOf, type Seat } from './seat.ts';
import { formCheck } from './shield.ts';

const Csrf = { _csrf: Type.String({ maxLength: 300 }) };
const ReasonForm = Type.Object({ ...Csrf, reason: Type.String({ minLength: 1, maxLength: 500 }) });
const ViewForm = Type.Object({
  ...Csrf,
  name: Type.String({ minLength: 1, maxLength: 200 }),
  reason: Type.String({ minLength: 1, maxLength: 2_000 }),
});
const OverrideForm = Type.Object({
  ...Csrf,
  table: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  first: Type.String({ minLength: 1, maxLength: 200 }),
  second: Type.String({ minLength: 1, maxLength: 200 }),
  reason: Type.String({ minLength: 1, maxLength: 2_000 }),
});
const TableForm = Type.Object({ ...Csrf, table: Type.String({ pattern: '^[0-9a-f]{64}$' }) });

/** The answer to what an address asks, with the estimate that was computed for it, if one was. */
async function countOf(seat: Seat, query: unknown): Promise<HowMany> {
  const answer = await checkedCount(seat, query);
  const found = foundFor(seat, answer);
  return found === null ? answer : { ...answer, estimate: found };
}

function checkedCount(seat: Seat, query: unknown): Promise<HowMany> {
  return seat.read('count', askedIn(query));
}

/** True unless the address was made with a ledger that had another head at that moment. */
function isSameLedger(answer: HowMany, query: unknown): boolean {
  const head = argument(query, 'head');
  return head === undefined || headOf(answer) === head;
}

function may({ principal }: Seat, act: 'count-view-signed' | 'estimate-overridden'): boolean {
  return MAY_APPEND[act].includes(principal.role);
}

/** Whoever may not do it is told so before anything else is looked at. */
function mustBeAllowed(seat: Seat, act: Parameters<typeof may>[1]): void {
  if (!may(seat, act))
    throw new Fault('not-allowed', `the role ${seat.principal.role} may not append ${act}`);
}

async function propsOf(
  seat: Seat,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<CountProps & { answer: HowMany }> {
  const answer = await countOf(seat, request.query);
  const isNow = !answer.asKnown.past;
  return {
    setting: await settingOf(seat, request, reply),
    answer,
    measures: MEASURES,
    isSameLedger: isSameLedger(answer, request.query),
    maySign: isNow && may(seat, 'count-view-signed'),
    mayOverride: isNow && may(seat, 'estimate-overridden'),
    done: COUNT_DONE.find((one) => one === argument(request.query, 'done')),
  };
}

/** Loaded when something is drawn: the plotting library and its document are as large as the rest of the server. */
const drawings = () => import('./count-svg.ts');

export function countRoutes(server: FastifyInstance, verbs: Verbs): void {
  fileRoutes(server);
  const tabs = {
    '/count/table': CountTablePage,
    '/count/sources': CountSourcesPage,
    '/count/method': CountMethodPage,
    '/count/download': CountDownloadPage,
  };
  server.get('/count', async (request, reply) => {
    const seat = seatOf(request);
    const props = await propsOf(seat, request, reply);
    const hasDots = (props.answer.estimate.report?.headline ?? null) !== null;
    const dots = hasDots ? (await drawings()).dotsOf(request.say, props.answer) : null;
    return sendPage(reply, createElement(CountPage, { ...props, dots, run: runOf(seat, props.answer) }));
  });
  for (const [path, page] of Object.entries(tabs))
    server.get(path, async (request, reply) =>
      sendPage(reply, createElement(page, await propsOf(seatOf(request), request, reply))),
    );
  server.get('/count/sign', async (request, reply) => {
    const seat = seatOf(request);
    const props = await propsOf(seat, request, reply);
    // Nobody signs in the past: a kept address of this page leads to the count of that moment.
    if (props.answer.asKnown.past) return reply.redirect(countHref(props.answer, '/count', seat.travel), 303);
    if (!props.maySign) throw new Fault('not-allowed', 'this role signs no view');
    const need = argument(request.query, 'need') === '1';
    return sendPage(reply, createElement(CountSignPage, { ...props, need }));
  });
  server.get('/count/persons/:group', async (request, reply) => {
    const seat = seatOf(request);
    const { group } = request.params as { group: string };
    if (!isGroupOfPersons(group)) throw new Fault('not-found', 'there is no such group of persons');
    const props = await propsOf(seat, request, reply);
    const { ids } = personsIn(props.answer, group);
    const people = await seat.read('work', { what: 'people', ids, limit: 1_000 });
    return sendPage(reply, createElement(CountPersonsPage, { ...props, group, people }));
  });
  viewRoutes(server, verbs);
  estimateRoutes(server, verbs);
  runRoutes(server, countOf, (reply, answer, place) => back(reply, answer, undefined, place));
}

/** The answer as files. Each carries the moment, the size and the head of the ledger it was read at. */
function fileRoutes(server: FastifyInstance): void {
  const named = (reply: FastifyReply, kind: string): FastifyReply =>
    reply.header('content-disposition', `inline; filename="count.${kind}"`);
  server.get('/count.json', async (request, reply) => {
    const answer = await countOf(seatOf(request), request.query);
    return named(reply, 'json').send(countJson(answer, permalinkOf(answer)));
  });
  server.get('/count.csv', async (request, reply) => {
    const answer = await countOf(seatOf(request), request.query);
    return named(reply, 'csv').type('text/csv; charset=utf-8').send(countCsv(request.say, answer));
  });
  server.get('/count.svg', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await countOf(seat, request.query);
    const { code } = await seat.read('work', { what: 'overview', soon: true });
    const { chartSvg } = await drawings();
    return named(reply, 'svg')
      .type('image/svg+xml')
      .send(chartSvg(request.say, answer, code));
  });
}

/** Back to the chart of the same question, with what was done said once. */
function back(reply: FastifyReply, answer: HowMany, done: string | undefined, place = ''): FastifyReply {
  return reply.redirect(hrefOf('/count', {}, { ...askedOf(answer), done }) + place, 303);
}

function viewRoutes(server: FastifyInstance, verbs: Verbs): void {
  const typed = server.withTypeProvider<TypeBoxTypeProvider>();
  typed.post(
    '/count/views',
    { schema: { body: ViewForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const seat = seatOf(request);
      const answer = await countOf(seat, request.query);
      mustBeAllowed(seat, 'count-view-signed');
      const view = viewIn(request.body, answer);
      if (view.accepts.length === 0)
        return reply.redirect(hrefOf(countHref(answer, '/count/sign', {}), {}, { need: '1' }), 303);
      const viewId = await verbs.signView(seat.workspace, seat.principal, view);
      return back(reply, answer, 'signed', `#v-${viewId}`);
    },
  );
  typed.post(
    '/count/views/:viewId/withdraw',
    { schema: { body: ReasonForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const seat = seatOf(request);
      mustBeAllowed(seat, 'count-view-signed');
      const viewId = idIn(request.params, 'viewId');
      const answer = await countOf(seat, request.query);
      await verbs.withdrawView(seat.workspace, seat.principal, { viewId, reason: request.body.reason });
      return back(reply, answer, 'withdrawn', '#forced');
    },
  );
}

/** A form as a view. Only accounts and lists of this answer are read out of it. */
function viewIn(body: object, { rows, documented }: HowMany): Parameters<Verbs['signView']>[2] {
  // What the schema does not name comes as the form sent it: words, since a form holds nothing else.
  const form = body as Readonly<Record<string, string | undefined>>;
  const accepts = takeable(rows).flatMap(({ claimId }) => {
    const as = form[`take-${claimId}`];
    return as === 'number' || as === 'acknowledged' ? [{ claimId, reading: 0, as } as const] : [];
  });
  const pair = (kind: 'within' | 'apart') => {
    const [one, other] = [form[`${kind}-one`], form[`${kind}-other`]];
    return one !== other && isId(one) && isId(other) ? { one, other } : null;
  };
  const [within, apart] = [pair('within'), pair('apart')];
  return {
    name: (form['name'] ?? '').trim(),
    reason: (form['reason'] ?? '').replaceAll('\r\n', '\n').trim(),
    accepts,
    assumes: [
      ...(['same-moment', 'all-departures', 'all-arrivals'] as const).flatMap((kind) =>
        form[kind] === '1' ? [{ kind }] : [],
      ),
      ...(within === null ? [] : [{ kind: 'within' as const, inner: within.one, outer: within.other }]),
      ...(apart === null ? [] : [{ kind: 'apart' as const, ...apart }]),
    ],
    lists: documented.byList.flatMap(({ listId }) => (form[`list-${listId}`] === '1' ? [listId] : [])),
  };
}

function estimateRoutes(server: FastifyInstance, verbs: Verbs): void {
  const typed = server.withTypeProvider<TypeBoxTypeProvider>();
  typed.post(
    '/count/overrides',
    { schema: { body: OverrideForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const seat = seatOf(request);
      const answer = await countOf(seat, request.query);
      mustBeAllowed(seat, 'estimate-overridden');
      const { table, first, second, reason } = request.body;
      const form = request.body as Readonly<Record<string, string | undefined>>;
      const { report } = answer.estimate;
      if (report?.table.hash !== table)
        throw new Fault('changed-since', 'the lists have changed since the page was made');
      const rules = report.rules.flatMap(({ id }) => (form[`rule-${id}`] === '1' ? [id] : []));
      if (rules.length === 0) throw new Fault('usage-wrong', 'the form names no rule');
      await verbs.overrideEstimate(seat.workspace, seat.principal, {
        table,
        rules,
        by: [first.trim(), second.trim()],
        reason: reason.trim(),
      });
      return back(reply, answer, 'let-stand', '#est');
    },
  );
  typed.post(
    '/count/overrides/withdraw',
    { schema: { body: TableForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const seat = seatOf(request);
      const answer = await countOf(seat, request.query);
      mustBeAllowed(seat, 'estimate-overridden');
      const { measure, on, scope } = answer.question;
      await verbs.withdrawOverride(seat.workspace, seat.principal, {
        table: request.body.table,
        measure,
        ...(on === null ? {} : { on }),
        scope: scope.map(({ facet, id }) => ({ facet, term: `#${id}` })),
      });
      return back(reply, answer, 'withdrawn', '#est');
    },
  );
}

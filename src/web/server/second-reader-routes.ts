/** A second reader: the samples, one of them with a proposal in hand, asking, answering, taking back; pages and JSON twins. */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createElement } from 'react';
import { MAY_APPEND } from '#workspace';
import { lineOf } from '../page/fields.ts';
import { hrefOf } from '../page/links.ts';
import { SecondReaderPage, SecondReadersPage, type Given, type Who } from '../page/second-reader.tsx';
import type { Verbs } from './gate.ts';
import { sendPage } from './render.ts';
import { argument, idIn, seatOf, settingOf, type Seat } from './seat.ts';
import { formCheck } from './shield.ts';

const WHO: readonly Who[] = ['same-person', 'another-person'];
const GIVEN: readonly Given[] = ['accepted', 'refused', 'parked', 'taken-back'];
const WhoField = Type.Optional(Type.Union([Type.Literal('same-person'), Type.Literal('another-person')]));

const AskForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  documentId: Type.Optional(Type.String({ maxLength: 60 })),
});
const AnswerForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  proposalId: Type.String({ maxLength: 60 }),
  turn: Type.Union([Type.Literal('second'), Type.Literal('third')]),
  version: Type.Integer({ minimum: -1 }),
  answer: Type.Union([Type.Literal('accepted'), Type.Literal('refused'), Type.Literal('parked')]),
  who: WhoField,
  words: Type.Optional(Type.String({ maxLength: 500 })),
});
const UndoForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  who: WhoField,
  proposalId: Type.String({ maxLength: 60 }),
  turn: Type.Union([Type.Literal('second'), Type.Literal('third')]),
  version: Type.Integer({ minimum: -1 }),
});

function whoIn(query: unknown): Who | undefined {
  return WHO.find((one) => one === argument(query, 'who'));
}

/** The name goes with every question and answer but those of the first reader themselves, who has none here. */
function namedOf(seat: Seat, who: Who | undefined): { reader?: string } {
  return seat.readsAs === undefined || who === 'same-person' ? {} : { reader: seat.readsAs };
}

export function secondReaderRoutes(server: FastifyInstance, verbs: Verbs): void {
  const mayWrite = (seat: Seat, isPast: boolean): boolean =>
    !isPast && MAY_APPEND['rereading-answered'].includes(seat.principal.role);
  const one = (seat: Seat, params: unknown, query: unknown) => {
    const who = whoIn(query);
    return seat.read('work', {
      what: 'rereading',
      rereadingId: idIn(params, 'rereadingId'),
      ...(who === undefined ? {} : { who }),
      ...namedOf(seat, who),
    });
  };

  server.get('/second-reader.json', (request) => seatOf(request).read('work', { what: 'rereadings' }));
  server.get('/second-reader/:rereadingId.json', (request) =>
    one(seatOf(request), request.params, request.query),
  );
  server.get('/second-reader', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await seat.read('work', { what: 'rereadings' });
    const setting = await settingOf(seat, request, reply);
    const mayAsk = mayWrite(seat, answer.asKnown.past);
    return sendPage(reply, createElement(SecondReadersPage, { setting, answer, mayAsk }));
  });
  server.get('/second-reader/:rereadingId', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await one(seat, request.params, request.query);
    const setting = await settingOf(seat, request, reply);
    const who = whoIn(request.query);
    const done = GIVEN.find((given) => given === argument(request.query, 'done'));
    const mayAnswer = mayWrite(seat, answer.asKnown.past);
    return sendPage(reply, createElement(SecondReaderPage, { setting, answer, who, done, mayAnswer }));
  });
  writeRoutes(server, verbs);
}

function writeRoutes(server: FastifyInstance, verbs: Verbs): void {
  const typed = server.withTypeProvider<TypeBoxTypeProvider>();
  const back = (rereadingId: string, done: Given, who: Who | undefined): string =>
    hrefOf(`/second-reader/${rereadingId}`, {}, { who, done });

  typed.post(
    '/second-reader',
    { schema: { body: AskForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const { workspace, principal } = seatOf(request);
      const { body } = request;
      const { rereadingId } = await verbs.askSecondReader(
        workspace,
        principal,
        body.documentId === undefined ? {} : { documentId: idIn(body, 'documentId') },
      );
      return reply.redirect(`/second-reader/${rereadingId}`, 303);
    },
  );
  typed.post(
    '/second-reader/:rereadingId/answers',
    { schema: { body: AnswerForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const seat = seatOf(request);
      const rereadingId = idIn(request.params, 'rereadingId');
      const { turn, version, answer, who, words } = request.body;
      const note = lineOf(words);
      await verbs.answerAgain(seat.workspace, seat.principal, {
        rereadingId,
        proposalId: idIn(request.body, 'proposalId'),
        turn,
        expected: version,
        answer,
        who,
        ...namedOf(seat, who),
        ...(note === '' ? {} : { words: note }),
      });
      return reply.redirect(back(rereadingId, answer, who), 303);
    },
  );
  typed.post(
    '/second-reader/:rereadingId/undo',
    { schema: { body: UndoForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const seat = seatOf(request);
      const rereadingId = idIn(request.params, 'rereadingId');
      const { who, turn, version } = request.body;
      await verbs.takeAnswerBack(seat.workspace, seat.principal, {
        rereadingId,
        seen: { proposalId: idIn(request.body, 'proposalId'), turn, version },
        ...namedOf(seat, who),
      });
      return reply.redirect(back(rereadingId, 'taken-back', who), 303);
    },
  );
}

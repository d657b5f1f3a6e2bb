/** Asking an authority about a person: the form, and what it records. */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createElement } from 'react';
import type { PartyRef } from '#claim';
import { Fault } from '#ground';
import { MAY_APPEND } from '#workspace';
import { AskPage } from '../page/ask.tsx';
import { lineOf } from '../page/fields.ts';
import { hrefOf } from '../page/links.ts';
import type { Verbs } from './gate.ts';
import { sendPage } from './render.ts';
import { idIn, seatOf, settingOf } from './seat.ts';
import { formCheck } from './shield.ts';

const Day = Type.Optional(Type.String({ maxLength: 10 }));
const AskForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  addressee: Type.String({ minLength: 1, maxLength: 200 }),
  question: Type.String({ minLength: 1, maxLength: 2_000 }),
  lang: Type.String({ pattern: '^[a-z]{2}$' }),
  channel: Type.Optional(Type.String({ maxLength: 200 })),
  sent: Day,
  due: Day,
});

export function askRoutes(server: FastifyInstance, verbs: Verbs): void {
  server.get('/people/:personId/ask', async (request, reply) => {
    const seat = seatOf(request);
    const person = await seat.read('work', { what: 'person', personId: idIn(request.params, 'personId') });
    const { parties } = await seat.read('work', { what: 'parties' });
    const setting = await settingOf(seat, request, reply);
    const mayAsk = !person.asKnown.past && MAY_APPEND['inquiry-recorded'].includes(seat.principal.role);
    return sendPage(reply, createElement(AskPage, { setting, person, parties, mayAsk }));
  });

  server
    .withTypeProvider<TypeBoxTypeProvider>()
    .post(
      '/people/:personId/ask',
      { schema: { body: AskForm }, preHandler: formCheck(server) },
      async (request, reply) => {
        const seat = seatOf(request);
        const personId = idIn(request.params, 'personId');
        const { addressee, question, lang, channel = '', sent = '', due = '' } = request.body;
        const whom = lineOf(addressee);
        const words = question.replaceAll('\r\n', '\n').trim();
        if (whom === '' || words === '')
          throw new Fault('usage-wrong', 'the form names nobody or asks nothing');
        const { parties } = await seat.read('work', { what: 'parties' });
        const known = parties.find(({ name }) => name === whom);
        const addressed: PartyRef =
          known === undefined
            ? { kind: 'mention', words: whom }
            : { kind: 'party', partyId: known.partyId, words: whom };
        const { name } = await seat.read('work', { what: 'overview', soon: true });
        await verbs.askAuthority(seat.workspace, seat.principal, {
          personId,
          addressee: addressed,
          asker: { kind: 'mention', words: name },
          question: words,
          lang,
          ...(lineOf(channel) === '' ? {} : { channel: lineOf(channel) }),
          ...(sent === '' ? {} : { sent }),
          ...(due === '' ? {} : { due }),
        });
        return reply.redirect(hrefOf(`/people/${personId}`, {}, { done: 'asked' }), 303);
      },
    );
}

/** Who reads: the name for this session, and the documents that somebody takes and gives back. */
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { holderId } from '../page/holder.tsx';
import { lineOf } from '../page/fields.ts';
import type { Verbs } from './gate.ts';
import { backTo } from './preferences.ts';
import { idIn, seatOf } from './seat.ts';
import { formCheck } from './shield.ts';

const ReaderForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  name: Type.Optional(Type.String({ maxLength: 80 })),
  back: Type.Optional(Type.String({ maxLength: 300 })),
});

const HoldingForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  state: Type.Union([Type.Literal('taken'), Type.Literal('given-back')]),
  version: Type.Integer({ minimum: -1 }),
  back: Type.Optional(Type.String({ maxLength: 300 })),
});

export function readerRoutes(server: FastifyInstance, verbs: Verbs): void {
  const typed = server.withTypeProvider<TypeBoxTypeProvider>();

  typed.post(
    '/reader',
    { schema: { body: ReaderForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const name = lineOf(request.body.name);
      if (request.session) request.session.readsAs = name === '' ? undefined : name;
      return reply.redirect(backTo(request.body.back), 303);
    },
  );

  typed.post(
    '/documents/:documentId/holding',
    { schema: { body: HoldingForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const { workspace, principal, readsAs } = seatOf(request);
      const documentId = idIn(request.params, 'documentId');
      const { state, version, back } = request.body;
      await verbs.holdDocument(workspace, principal, {
        documentId,
        state,
        expected: version,
        ...(readsAs === undefined ? {} : { reader: readsAs }),
      });
      return reply.redirect(`${backTo(back)}#${holderId(documentId)}`, 303);
    },
  );
}

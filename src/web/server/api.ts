/**
 * The HTTP API under /api: what the pages do in place, and what other programs of the same person may do. JSON in and
 * out, one shape for every failure, an OpenAPI document made from the schemas that check the requests. Every write
 * names the state it was made on (If-Match) and a key of its own (Idempotency-Key).
 */
import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '#ground';
import { apiReadRoutes } from './api-reads.ts';
import { apiQuestionRoutes, apiWriteRoutes } from './api-routes.ts';
import type { Verbs } from './gate.ts';
import { rememberAnswers } from './idempotency.ts';
import { API_SCHEMAS } from './api-schemas.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The OpenAPI document; known once the server is ready. */
    apiDocument: () => object;
  }
}

/** Bytes of a JSON body. */
const JSON_BYTES = 64 * 1024;

export async function apiRoutes(server: FastifyInstance, verbs: Verbs): Promise<void> {
  server.decorate('apiDocument', () => ({}));
  await server.register(async (api) => {
    api.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: JSON_BYTES },
      api.getDefaultJsonParser('error', 'error'),
    );
    for (const schema of API_SCHEMAS) api.addSchema(schema);
    takeBodiesAsTheyAre(api);
    await api.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Habeas',
          version: '1',
          description:
            'Claims, never facts. The workspace answers as the session may see it, and as known on a past day where asKnown is given. Nothing is overwritten: an undo is a new entry.',
        },
        components: {
          securitySchemes: {
            session: { type: 'apiKey', in: 'cookie', name: '__Host-habeas' },
            form: { type: 'apiKey', in: 'header', name: 'x-form-token' },
          },
        },
        security: [{ session: [] }],
      },
      refResolver: {
        buildLocalReference: ({ $id }, _base, _fragment, n) =>
          typeof $id === 'string' ? $id : `schema-${n}`,
      },
    });
    apiQuestionRoutes(api);
    apiReadRoutes(api);
    await api.register(async (writes) => {
      rememberAnswers(writes);
      apiWriteRoutes(writes, verbs);
    });
    api.get('/api/openapi.json', { schema: { hide: true } }, async () => api.swagger());
    server.apiDocument = () => api.swagger();
  });
}

/**
 * The checker was made for forms: it would turn a list into a text and drop what it does not know. What a program sent
 * has to be right as it is, or is refused.
 */
function takeBodiesAsTheyAre(api: FastifyInstance): void {
  const sent = new WeakMap<FastifyRequest, string>();
  api.addHook('preValidation', async (request) => {
    if (request.body !== undefined) sent.set(request, JSON.stringify(request.body));
  });
  api.addHook('preHandler', async (request) => {
    if (request.body !== undefined && sent.get(request) !== JSON.stringify(request.body))
      throw new Fault('usage-wrong', 'the body is not of the shape that the document of the API describes');
  });
}

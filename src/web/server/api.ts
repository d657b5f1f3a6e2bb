/**
 * The HTTP API under /api: what the pages do in place, and what other programs of the same person may do. JSON in and
 * out, one shape for every failure, an OpenAPI document made from the schemas that check the requests. Every write
 * names the state it was made on (If-Match) and a key of its own (Idempotency-Key).
 */
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { apiQuestionRoutes, apiReadRoutes, apiWriteRoutes } from './api-routes.ts';
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

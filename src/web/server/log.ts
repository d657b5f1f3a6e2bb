/**
 * One line per request: method, pattern of the route, code, milliseconds. Never an address as it was typed, never
 * arguments, bodies, names of files or words of an exception; logs get seized.
 */
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { logged } from './failures.ts';

/** Options for pino: whatever a library wants to log about a request or an error is cut down to what is safe. */
export function logOptions(log: { write(line: string): void } | undefined): FastifyServerOptions['logger'] {
  if (!log) return false;
  return {
    level: 'info',
    base: null,
    stream: log,
    serializers: {
      req: () => ({}),
      res: () => ({}),
      err: (thrown: unknown) => ({ type: 'error', ...logged(thrown), message: '', stack: '' }),
    },
  };
}

/** Writes the line of each answered request. */
export function logAnswers(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    request.log.info({
      method: request.method,
      route: request.is404 ? 'none' : (request.routeOptions.url ?? 'none'),
      code: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
}

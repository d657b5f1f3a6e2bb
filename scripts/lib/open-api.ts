/** The OpenAPI document as the server serves it; no workspace is opened for it. */
import { Fault } from '../../src/ground/index.ts';
import { buildServer } from '../../src/web/index.ts';

/** The document, with keys in a stable order. */
export async function openApiDocument(): Promise<Record<string, unknown>> {
  const server = await buildServer({
    gate: {
      title: '',
      unlock: async () => {
        throw new Fault('vault-locked', 'there is no workspace here');
      },
      lock: async () => undefined,
    },
  });
  await server.ready();
  const document = server.apiDocument();
  await server.close();
  return JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
}

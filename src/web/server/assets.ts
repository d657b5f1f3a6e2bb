/**
 * The three files a page needs: style, shapes, icon. Read once and served from memory with fixed types; no path of
 * a request ever touches the disk.
 */
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const STYLES = ['tokens', 'base', 'frame', 'documents', 'reading', 'count', 'narrow'];

function read(name: string): string {
  return readFileSync(new URL(`../style/${name}`, import.meta.url), 'utf8');
}

/** Routes of the assets; they say nothing about any workspace and need no session. */
export function assetRoutes(server: FastifyInstance): void {
  const assets = {
    '/style.css': {
      type: 'text/css; charset=utf-8',
      body: STYLES.map((name) => read(`${name}.css`)).join('\n'),
    },
    '/shapes.svg': { type: 'image/svg+xml; charset=utf-8', body: read('shapes.svg') },
    '/icon.svg': { type: 'image/svg+xml; charset=utf-8', body: read('icon.svg') },
  };
  for (const [path, { type, body }] of Object.entries(assets))
    server.get(path, { config: { open: true } }, async (_request, reply) => reply.type(type).send(body));
}

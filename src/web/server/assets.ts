/**
 * What a page needs beside itself: style, shapes, icon, fonts, and the one script. Read once and served from memory
 * with fixed types; no path of a request ever touches the disk.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';
import { Fault } from '#ground';
import { clientScript } from './bundle.ts';

const STYLES = [
  'tokens',
  'base',
  'frame',
  'documents',
  'reading',
  'reader',
  'count',
  'keys',
  'people',
  'linkage',
  'narrow',
  'paper',
  'patterns',
];

/** Two voices in four scripts: sans is ours, serif is the source's. */
const FONTS = [
  'noto-sans',
  'noto-sans-armenian',
  'noto-sans-arabic',
  'noto-serif',
  'noto-serif-armenian',
  'noto-naskh-arabic',
];

function read(name: string): string {
  return readFileSync(new URL(`../style/${name}`, import.meta.url), 'utf8');
}

/** Routes of the assets; they say nothing about any workspace and need no session. */
export function assetRoutes(server: FastifyInstance): void {
  const fonts = fontFaces();
  const assets = {
    '/style.css': {
      type: 'text/css; charset=utf-8',
      body: [fonts.css, ...STYLES.map((name) => read(`${name}.css`))].join('\n'),
    },
    '/shapes.svg': { type: 'image/svg+xml; charset=utf-8', body: read('shapes.svg') },
    '/icon.svg': { type: 'image/svg+xml; charset=utf-8', body: read('icon.svg') },
    // A drawing that is opened by itself names no icon, so the browser asks under this name.
    '/favicon.ico': { type: 'image/svg+xml; charset=utf-8', body: read('icon.svg') },
  };
  for (const [path, { type, body }] of Object.entries(assets))
    server.get(path, { config: { open: true } }, async (_request, reply) => reply.type(type).send(body));
  server.get('/client.js', { config: { open: true } }, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(await clientScript()),
  );
  server.get('/fonts/:name', { config: { open: true } }, async (request, reply) => {
    const { name } = request.params as { name: string };
    const path = fonts.files.get(name);
    if (path === undefined) throw new Fault('not-found', 'there is no such font');
    return reply.type('font/woff2').send(readFileSync(path));
  });
}

/** The faces as their packages describe them, each with the stretch of Unicode it serves, at addresses of ours. */
function fontFaces(): { css: string; files: ReadonlyMap<string, string> } {
  const files = new Map<string, string>();
  const resolve = createRequire(import.meta.url).resolve;
  const css = FONTS.map((font) => {
    const path = resolve(`@fontsource-variable/${font}/index.css`);
    return readFileSync(path, 'utf8').replaceAll(
      /url\(\.\/files\/([\w-]+\.woff2)\)/g,
      (_all, name: string) => {
        files.set(name, path.replace(/index\.css$/, `files/${name}`));
        return `url(/fonts/${name})`;
      },
    );
  });
  return { css: css.join('\n'), files };
}

/** Turns a page into HTML on the server. Everything a page is given is escaped by React; nothing is set as markup. */
import type { ReactElement } from 'react';
import type { FastifyReply } from 'fastify';
import { renderToStaticMarkup } from 'react-dom/server';

/** Sends a page; the code of the answer is the reply's own. */
export function sendPage(reply: FastifyReply, page: ReactElement): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(`<!doctype html>${renderToStaticMarkup(page)}`);
}

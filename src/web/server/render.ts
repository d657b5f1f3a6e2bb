/** Turns a page into HTML on the server. Everything a page is given is escaped by React; nothing is set as markup. */
import { createElement, type ReactElement } from 'react';
import type { FastifyReply } from 'fastify';
import { renderToString } from 'react-dom/server';
import { SayProvider } from '../page/say.ts';

/** Sends a page in the language of its request; the code of the answer is the reply's own. */
export function sendPage(reply: FastifyReply, page: ReactElement): FastifyReply {
  const spoken = createElement(SayProvider, { value: reply.request.say }, page);
  return reply.type('text/html; charset=utf-8').send(`<!doctype html>${renderToString(spoken)}`);
}

/** Sheets for paper. They are read for the purpose of printing, which is a right of its own. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { PAPERS, type Paper } from '../page/paper.tsx';
import { CountSheet } from '../page/print-count.tsx';
import { DocumentSheet } from '../page/print-document.tsx';
import { PersonSheet } from '../page/print-person.tsx';
import { askedIn } from './count-asked.ts';
import { sendPage } from './render.ts';
import { argument, idIn, seatOf, settingOf } from './seat.ts';

/** Paper and the second press, from the address. */
function wished({ query }: FastifyRequest): { readonly paper: Paper; readonly isSure: boolean } {
  const paper = argument(query, 'paper');
  return { paper: PAPERS.find((one) => one === paper) ?? 'a4', isSure: argument(query, 'sure') === '1' };
}

export function printRoutes(server: FastifyInstance): void {
  server.get('/people/:personId/print', async (request, reply) => {
    const seat = seatOf(request);
    const personId = idIn(request.params, 'personId');
    const person = await seat.read('print', { what: 'person', personId });
    const setting = await settingOf(seat, request, reply);
    return sendPage(reply, createElement(PersonSheet, { setting, person, ...wished(request) }));
  });
  server.get('/documents/:documentId/print', async (request, reply) => {
    const seat = seatOf(request);
    const documentId = idIn(request.params, 'documentId');
    const page = await seat.read('print', { what: 'document', documentId });
    const setting = await settingOf(seat, request, reply);
    return sendPage(reply, createElement(DocumentSheet, { setting, page, ...wished(request) }));
  });
  server.get('/count/print', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await seat.read('print', askedIn(request.query));
    const setting = await settingOf(seat, request, reply);
    return sendPage(reply, createElement(CountSheet, { setting, answer, ...wished(request) }));
  });
}

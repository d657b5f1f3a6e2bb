/**
 * The pages of an open workspace and their JSON twins. A route reads through its seat, renders or sends the answer
 * as it is, and knows nothing else. The one thing that changes anything is a decision about a proposal.
 */
import { Type, type Static, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createElement } from 'react';
import type { Speaker } from '#claim';
import { Fault, isFault } from '#ground';
import { MAY_APPEND, type Decision, type ProposalJudgement } from '#workspace';
import { CountPage } from '../page/count.tsx';
import { inHand, nextOpen } from '../page/desk.ts';
import { DocumentView } from '../page/document.tsx';
import { DocumentsPage } from '../page/documents.tsx';
import { hrefOf } from '../page/links.ts';
import type { Verbs } from './gate.ts';
import { sendPage } from './render.ts';
import { argument, idIn, seatOf, settingOf, type Seat } from './seat.ts';
import { formCheck } from './shield.ts';

const DECISIONS: readonly Decision[] = ['accepted', 'refused', 'parked'];

const DecisionForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  decision: Type.Union([Type.Literal('accepted'), Type.Literal('refused'), Type.Literal('parked')]),
  reason: Type.Optional(Type.Union((['1', '2', '3', '4', '5'] as const).map((digit) => Type.Literal(digit)))),
  words: Type.Optional(Type.String({ maxLength: 500 })),
  speaker: Type.Optional(Type.String({ maxLength: 20 })),
  speakerWords: Type.Optional(Type.String({ maxLength: 200 })),
});

export function documentRoutes(server: FastifyInstance, verbs: Verbs): void {
  const documents = (seat: Seat, query: unknown) => {
    const after = argument(query, 'after');
    return seat.read('work', { what: 'documents', ...(after === undefined ? {} : { after }) });
  };
  const document = (seat: Seat, params: unknown) =>
    seat.read('work', { what: 'document', documentId: idIn(params, 'documentId') });

  server.get('/', async (_request, reply) => reply.redirect('/documents', 303));
  server.get('/documents.json', (request) => documents(seatOf(request), request.query));
  server.get('/documents/:documentId.json', (request) => document(seatOf(request), request.params));

  server.get('/documents', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await documents(seat, request.query);
    const setting = await settingOf(seat, request, reply);
    return sendPage(reply, createElement(DocumentsPage, { setting, answer }));
  });

  server.get('/documents/:documentId', async (request, reply) => {
    const seat = seatOf(request);
    const page = await document(seat, request.params);
    const setting = await settingOf(seat, request, reply);
    const at = argument(request.query, 'at');
    const decision = DECISIONS.find((known) => known === argument(request.query, 'done'));
    const made = Number(argument(request.query, 'made') ?? 0);
    const done = decision && Number.isSafeInteger(made) ? { decision, made } : undefined;
    const need = argument(request.query, 'need');
    const whole = argument(request.query, 'whole') === '1';
    const mayDecide =
      !page.asKnown.past && (MAY_APPEND['proposal-judged'] ?? []).includes(seat.principal.role);
    return sendPage(reply, createElement(DocumentView, { setting, page, at, done, need, mayDecide, whole }));
  });

  decisionRoute(server, verbs);
}

function decisionRoute(server: FastifyInstance, verbs: Verbs): void {
  server
    .withTypeProvider<TypeBoxTypeProvider>()
    .post(
      '/documents/:documentId/proposals/:proposalId',
      { schema: { body: DecisionForm }, preHandler: formCheck(server) },
      async (request, reply) => {
        const seat = seatOf(request);
        const documentId = idIn(request.params, 'documentId');
        const proposalId = idIn(request.params, 'proposalId');
        const found = await seat.read('work', { what: 'proposal', proposalId });
        if (found.source.documentId !== documentId)
          throw new Fault('not-found', 'the document has no such proposal');
        const form = request.body;
        const back = (more: Readonly<Record<string, string | undefined>>, place: string) =>
          reply.redirect(`${hrefOf(`/documents/${documentId}`, {}, more)}${place}`, 303);
        let claimIds: readonly string[];
        try {
          ({ claimIds } = await verbs.judgeProposal(
            seat.workspace,
            seat.principal,
            judgementOf(proposalId, form, found.proposal.attribution.candidates),
          ));
        } catch (thrown) {
          if (!isFault(thrown, 'person-needed')) throw thrown;
          // The message of this fault names the field by its code and nothing else.
          const need = /field (\w{1,30})/.exec(thrown.message)?.[1] ?? 'unknown';
          return back({ at: proposalId, need }, `#p-${proposalId}`);
        }
        const { proposals } = await seat.read('work', { what: 'document', documentId });
        const next = nextOpen(proposals, proposalId) ?? inHand(proposals);
        const made = form.decision === 'accepted' ? String(claimIds.length) : undefined;
        const place = next ? `#p-${next.proposalId}` : '#finish';
        return back({ at: next?.proposalId, done: form.decision, made }, place);
      },
    );
}

/** A form as the use case wants it. Throws Fault('usage-wrong') for a speaker that was not offered. */
function judgementOf(
  proposalId: string,
  { decision, reason, words, speaker, speakerWords }: Static<typeof DecisionForm>,
  candidates: readonly string[],
): ProposalJudgement {
  const note = lineOf(words);
  const settled =
    decision === 'accepted' && speaker ? { speaker: speakerOf(speaker, candidates, speakerWords) } : null;
  return {
    proposalId,
    decision,
    ...(reason === undefined || decision !== 'refused' ? {} : { reason }),
    ...(note === '' ? {} : { words: note }),
    ...(settled ? { settled } : {}),
  };
}

function speakerOf(chosen: string, candidates: readonly string[], words: string | undefined): Speaker {
  if (chosen === 'author') return { kind: 'author' };
  if (chosen === 'open') return { kind: 'unresolved', candidates: [...candidates], byPerson: true };
  const name = chosen === 'other' ? lineOf(words) : candidates[Number(chosen.replace('candidate-', ''))];
  if (name === undefined || name === '') throw new Fault('usage-wrong', 'the form names no speaker');
  return { kind: 'mention', words: name };
}

/** One line as typed: normalised to NFC, because it is the program's own record and not a quote. */
function lineOf(words = ''): string {
  return words.replaceAll(/\s+/g, ' ').trim().normalize('NFC');
}

export function countRoutes(server: FastifyInstance): void {
  const count = (seat: Seat, query: unknown) => {
    const measure = argument(query, 'measure');
    const on = argument(query, 'on');
    return seat.read('count', {
      what: 'count',
      ...(measure === undefined ? {} : { measure }),
      ...(on === undefined ? {} : { on }),
    });
  };
  server.get('/count.json', (request) => count(seatOf(request), request.query));
  server.get('/count', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await count(seat, request.query);
    const setting = await settingOf(seat, request, reply);
    return sendPage(reply, createElement(CountPage, { setting, answer }));
  });
}

/**
 * The pages of an open workspace and their JSON twins. A route reads through its seat, renders or sends the answer
 * as it is, and knows nothing else. The one thing that changes anything is a decision about a proposal.
 */
import { Type, type Static, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { createElement } from 'react';
import type { Proposal, ProposalKind, ProposalModality } from '#claim';
import { Fault, isFault } from '#ground';
import { MAY_APPEND, MAY_READ, type Decision, type ProposalJudgement } from '#workspace';
import { inHand, nextOpen } from '../page/desk.ts';
import { DocumentView } from '../page/document.tsx';
import { DocumentsPage } from '../page/documents.tsx';
import type { Meant } from '../page/about.tsx';
import { correctionsIn, FIELDS_OF, fieldsIn, lineOf, recordsIn, speakerIn } from '../page/fields.ts';
import { hrefOf } from '../page/links.ts';
import { speakerOf } from './speaker.ts';
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
  about: Type.Optional(Type.String({ maxLength: 60 })),
});

const ClaimForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  kind: Type.String({ maxLength: 40 }),
  quote: Type.String({ minLength: 1, maxLength: 2_000 }),
});

const PlaceForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  start: Type.Integer({ minimum: 0 }),
  end: Type.Integer({ minimum: 1 }),
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
    const mayAdd = !answer.asKnown.past && MAY_APPEND['document-preserved'].includes(seat.principal.role);
    const setting = await settingOf(seat, request, reply);
    const about = await aboutOf(seat, request.query);
    const maySecond = MAY_READ.rereadings.includes(seat.principal.role);
    return sendPage(reply, createElement(DocumentsPage, { setting, answer, mayAdd, maySecond, about }));
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
    const isDone = page.proposals.length > 0 && page.proposals.every(({ decision }) => decision !== null);
    const about = await aboutOf(seat, request.query);
    const finish = isDone
      ? await seat.read('work', { what: 'finish', documentId: page.document.documentId })
      : undefined;
    const mayDecide =
      !page.asKnown.past && (MAY_APPEND['proposal-judged'] ?? []).includes(seat.principal.role);
    return sendPage(
      reply,
      createElement(DocumentView, { setting, page, at, done, need, mayDecide, whole, finish, about }),
    );
  });

  decisionRoute(server, verbs);
  handRoutes(server, verbs);
}

/** The person that claims are to be recorded about, where the address names one. */
async function aboutOf(seat: Seat, query: unknown): Promise<Meant | undefined> {
  if (argument(query, 'about') === undefined) return undefined;
  const { personId, names } = await seat.read('work', { what: 'person', personId: idIn(query, 'about') });
  return { recordId: personId, name: names[0]?.words ?? personId.slice(0, 8), lang: names[0]?.lang ?? null };
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
          reply.redirect(
            `${hrefOf(`/documents/${documentId}`, {}, { ...more, about: argument(request.query, 'about') })}${place}`,
            303,
          );
        let claimIds: readonly string[];
        try {
          ({ claimIds } = await verbs.judgeProposal(
            seat.workspace,
            seat.principal,
            judgementOf(form, found.proposal),
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
function judgementOf(form: Static<typeof DecisionForm>, proposal: Proposal): ProposalJudgement {
  const recordIds = recordsIn(form).map((about) => idIn({ about }, 'about'));
  const { decision, reason, words } = form;
  const { proposalId } = proposal;
  const note = lineOf(words);
  if (decision !== 'accepted')
    return {
      proposalId,
      decision,
      ...(reason === undefined || decision !== 'refused' ? {} : { reason }),
      ...(note === '' ? {} : { words: note }),
    };
  const { candidates } = proposal.attribution;
  const chosen = speakerIn(form, candidates);
  if (chosen === undefined) throw new Fault('usage-wrong', 'the form names no speaker');
  const given = {
    modality: proposal.modality,
    fields: Object.entries(proposal).map(([name, value]) => ({ name, value: wordsOf(value) })),
  };
  const corrections = correctionsIn(form, given);
  const settled = {
    ...(chosen ? { speaker: speakerOf(chosen, candidates) } : {}),
    ...(Object.keys(corrections).length === 0 ? {} : { corrections }),
    ...(recordIds.length === 0 ? {} : { recordIds }),
  };
  return { proposalId, decision, ...(Object.keys(settled).length === 0 ? {} : { settled }) };
}

function wordsOf(value: unknown): string | null {
  if (Array.isArray(value)) return value.join(' to ');
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** A claim that nobody proposed, and a place that needs none: the forms of the pages where no script runs. */
function handRoutes(server: FastifyInstance, verbs: Verbs): void {
  const typed = server.withTypeProvider<TypeBoxTypeProvider>();
  typed.post(
    '/documents/:documentId/claims',
    { schema: { body: ClaimForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const { workspace, principal } = seatOf(request);
      const documentId = idIn(request.params, 'documentId');
      const form = request.body as Record<string, string | undefined>;
      const chosen = speakerIn(form, []);
      if (!chosen) throw new Fault('usage-wrong', 'the form names no speaker');
      const { kind = '', quote = '', modality = 'asserted' } = form;
      const names = FIELDS_OF[kind] ?? [];
      const fields = Object.entries(fieldsIn(form)).filter(([name]) => names.includes(name));
      const recordIds = recordsIn(form).map((about) => idIn({ about }, 'about'));
      await verbs.recordClaim(workspace, principal, {
        documentId,
        kind: kind as ProposalKind,
        quote: quote.replaceAll('\r\n', '\n'),
        speaker: speakerOf(chosen, []),
        modality: modality as ProposalModality,
        fields: Object.fromEntries(fields),
        ...(recordIds.length === 0 ? {} : { settled: { recordIds } }),
      });
      const about = argument(request.query, 'about');
      return reply.redirect(hrefOf(`/documents/${documentId}`, {}, { about }), 303);
    },
  );
  typed.post(
    '/documents/:documentId/places',
    { schema: { body: PlaceForm }, preHandler: formCheck(server) },
    async (request, reply) => {
      const { workspace, principal } = seatOf(request);
      const documentId = idIn(request.params, 'documentId');
      const { start, end } = request.body;
      await verbs.dismissMark(workspace, principal, { documentId, start, end });
      const about = argument(request.query, 'about');
      return reply.redirect(hrefOf(`/documents/${documentId}`, {}, { about }), 303);
    },
  );
}

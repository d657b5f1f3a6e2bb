/** Questions with words and writes of the API. Each asks through the seat of its session or calls one use case. */
// Fastify awaits its handlers; the rule is about Express.
/* oxlint-disable oxc/no-async-endpoint-handlers */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { ProposalKind, ProposalModality } from '#claim';
import { Fault } from '#ground';
import type { GroupCall, Query } from '#workspace';
import {
  ClaimSchema,
  DecisionSchema,
  FindPeopleSchema,
  FoundPeopleSchema,
  GroupSchema,
  PlaceSchema,
  RecordedSchema,
  RetractionSchema,
  SearchAnswerSchema,
  SearchSchema,
  type ClaimBody,
  type DecisionBody,
  type GroupBody,
  fieldsOf,
} from './api-schemas.ts';
import { FailureSchema } from './api-answers.ts';
import { lineOf } from '../page/fields.ts';
import type { Verbs } from './gate.ts';
import { idIn, seatOf } from './seat.ts';
import { formCheck } from './shield.ts';
import { speakerOf } from './speaker.ts';

const asKnown = Type.Object({
  asKnown: Type.Optional(
    Type.String({ maxLength: 40, description: 'A day or instant: answer as known then.' }),
  ),
});
const idOf = (name: string) => Type.Object({ [name]: Type.String({ maxLength: 60 }) });
/** People shown at once while somebody types. */
const FOUND = 6;
const refused = { '4xx': FailureSchema, '5xx': FailureSchema };
const writeHeaders = Type.Object({
  'idempotency-key': Type.String({ description: 'Chosen by who writes; the same key writes once.' }),
});
const versionHeaders = Type.Object({
  'idempotency-key': Type.String({ description: 'Chosen by who writes; the same key writes once.' }),
  'if-match': Type.String({ description: 'The version looked at, in quotation marks; another one is 409.' }),
});

/** Questions whose words may be names: they come in the body, and repeating one changes nothing. */
export function apiQuestionRoutes(server: FastifyInstance): void {
  server.post(
    '/api/search',
    {
      preHandler: formCheck(server),
      serializerCompiler: () => (answer: unknown) => JSON.stringify(answer),
      schema: {
        operationId: 'search',
        headers: Type.Object({ 'x-form-token': Type.String({ description: 'The token of the page.' }) }),
        querystring: asKnown,
        body: SearchSchema,
        response: { 200: SearchAnswerSchema, ...refused },
      },
    },
    (request) =>
      seatOf(request).read('work', {
        ...(request.body as Pick<Query<'search'>, 'words' | 'kinds' | 'limit'>),
        what: 'search',
      }),
  );
  server.post(
    '/api/people/find',
    {
      preHandler: formCheck(server),
      serializerCompiler: () => (answer: unknown) => JSON.stringify(answer),
      schema: {
        operationId: 'findPeople',
        headers: Type.Object({ 'x-form-token': Type.String({ description: 'The token of the page.' }) }),
        querystring: asKnown,
        body: FindPeopleSchema,
        response: { 200: FoundPeopleSchema, ...refused },
      },
    },
    async (request) => {
      const seat = seatOf(request);
      const { words } = request.body as { words: string };
      const { hits } = await seat.read('work', { what: 'search', words, kinds: ['record'], limit: 24 });
      if (hits.length === 0) return { people: [] };
      const ids = hits.map(({ id }) => id);
      const { people } = await seat.read('work', { what: 'people', ids, limit: FOUND });
      return { people };
    },
  );
}

export function apiWriteRoutes(server: FastifyInstance, verbs: Verbs): void {
  const write = { preHandler: formCheck(server) };
  server.post(
    '/api/proposals/:proposalId/decision',
    {
      ...write,
      schema: {
        operationId: 'decide',
        params: idOf('proposalId'),
        headers: versionHeaders,
        body: DecisionSchema,
        response: { 200: RecordedSchema, ...refused },
      },
    },
    async (request) => {
      const { workspace, principal } = seatOf(request);
      const { decision, reason, words, speaker, corrections, about } = request.body as DecisionBody;
      const proposalId = idIn(request.params, 'proposalId');
      const settled = {
        ...(speaker === undefined ? {} : { speaker: speakerOf(speaker, []) }),
        ...(corrections === undefined ? {} : { corrections: fieldsOf(corrections) }),
        ...(about === undefined ? {} : { recordIds: about }),
      };
      const { claimIds, stood } = await verbs.judgeProposal(workspace, principal, {
        proposalId,
        decision,
        expected: versionOf(request),
        ...(reason === undefined ? {} : { reason }),
        ...(words === undefined || lineOf(words) === '' ? {} : { words: lineOf(words) }),
        ...(Object.keys(settled).length === 0 ? {} : { settled }),
      });
      return { claimIds, stood };
    },
  );
  server.post(
    '/api/proposals/:proposalId/undo',
    {
      ...write,
      schema: {
        operationId: 'undoDecision',
        params: idOf('proposalId'),
        headers: versionHeaders,
        response: { 200: RecordedSchema, ...refused },
      },
    },
    async (request) => {
      const { workspace, principal } = seatOf(request);
      const proposalId = idIn(request.params, 'proposalId');
      const { claimIds } = await verbs.undoDecision(workspace, principal, {
        proposalId,
        expected: versionOf(request),
      });
      return { claimIds, stood: false };
    },
  );
  server.post(
    '/api/documents/:documentId/claims',
    {
      ...write,
      schema: {
        operationId: 'recordClaim',
        params: idOf('documentId'),
        headers: writeHeaders,
        body: ClaimSchema,
        response: { 200: RecordedSchema, ...refused },
      },
    },
    async (request) => {
      const { workspace, principal } = seatOf(request);
      const { kind, quote, start, speaker, modality, fields, about } = request.body as ClaimBody;
      const { claimIds } = await verbs.recordClaim(workspace, principal, {
        documentId: idIn(request.params, 'documentId'),
        kind: kind as ProposalKind,
        quote,
        start,
        speaker: speakerOf(speaker, []),
        ...(modality === undefined ? {} : { modality: modality as ProposalModality }),
        ...(fields === undefined ? {} : { fields: fieldsOf(fields) }),
        ...(about === undefined ? {} : { settled: { recordIds: about } }),
        idempotencyKey: `${principal.id}:${String(request.headers['idempotency-key'])}`,
      });
      return { claimIds, stood: false };
    },
  );
  placeRoutes(server, verbs);
  groupRoutes(server, verbs);
}

function placeRoutes(server: FastifyInstance, verbs: Verbs): void {
  const write = { preHandler: formCheck(server) };
  server.post(
    '/api/documents/:documentId/places',
    {
      ...write,
      schema: {
        operationId: 'dismissPlace',
        params: idOf('documentId'),
        headers: writeHeaders,
        body: PlaceSchema,
        response: { 200: RecordedSchema, ...refused },
      },
    },
    async (request) => {
      const { workspace, principal } = seatOf(request);
      const { start, end, state } = request.body as {
        start: number;
        end: number;
        state: 'dismissed' | 'open';
      };
      const place = { documentId: idIn(request.params, 'documentId'), start, end };
      const verb = state === 'dismissed' ? verbs.dismissMark : verbs.undismissMark;
      const { stood } = await verb(workspace, principal, place);
      return { claimIds: [], stood };
    },
  );
  server.post(
    '/api/claims/:claimId/retraction',
    {
      ...write,
      schema: {
        operationId: 'retractClaim',
        params: idOf('claimId'),
        headers: writeHeaders,
        body: RetractionSchema,
        response: { 200: RecordedSchema, ...refused },
      },
    },
    async (request) => {
      const { workspace, principal } = seatOf(request);
      const { reason } = request.body as { reason: string };
      await verbs.retractClaim(workspace, principal, idIn(request.params, 'claimId'), lineOf(reason));
      return { claimIds: [], stood: false };
    },
  );
}

/** What is wholly in sight is accepted together, and taken back together. */
function groupRoutes(server: FastifyInstance, verbs: Verbs): void {
  const schema = (operationId: string) => ({
    operationId,
    params: idOf('documentId'),
    headers: writeHeaders,
    body: GroupSchema,
    response: { 200: RecordedSchema, ...refused },
  });
  const callOf = (request: FastifyRequest): GroupCall => ({
    documentId: idIn(request.params, 'documentId'),
    proposals: (request.body as GroupBody).proposals.map(({ proposalId, version }) => ({
      proposalId: idIn({ proposalId }, 'proposalId'),
      expected: version,
    })),
  });
  server.post(
    '/api/documents/:documentId/group',
    { preHandler: formCheck(server), schema: schema('acceptGroup') },
    async (request) => {
      const { workspace, principal } = seatOf(request);
      const { claimIds } = await verbs.judgeGroup(workspace, principal, callOf(request));
      return { claimIds, stood: false };
    },
  );
  server.post(
    '/api/documents/:documentId/group/undo',
    { preHandler: formCheck(server), schema: schema('undoGroup') },
    async (request) => {
      const { workspace, principal } = seatOf(request);
      await verbs.undoGroup(workspace, principal, callOf(request));
      return { claimIds: [], stood: false };
    },
  );
}

/** The version that a write was made on. Throws Fault('usage-wrong') where none is named. */
function versionOf(request: FastifyRequest): number {
  const match = /^"(-?\d{1,15})"$/.exec(request.headers['if-match'] ?? '');
  if (!match) throw new Fault('usage-wrong', 'a decision needs the version it was made on (If-Match)');
  return Number(match[1]);
}

/**
 * Every reading of the API, as a table: its address, what may stand in it, and the question that the workspace answers.
 * Lists come in pages; `next` of one page is `after` of the following one. The .json twins of the pages give the same
 * answers; only these are described in the OpenAPI document.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TObject, type TProperties, type TSchema } from 'typebox';
import { Fault } from '#ground';
import type { Query, QueryName } from '#workspace';
import {
  ClaimListSchema,
  ClaimStorySchema,
  CountSchema,
  DocumentListSchema,
  DocumentPageSchema,
  FailureSchema,
  FinishSchema,
  HistorySchema,
  ImportListSchema,
  LinkageSchema,
  ListsSchema,
  PairSchema,
  PartiesSchema,
  PeopleSchema,
  PersonSchema,
  RecordListSchema,
  SourcesSchema,
  WorkspaceSchema,
} from './api-answers.ts';
import { idIn, seatOf } from './seat.ts';

const asKnown = Type.Optional(
  Type.String({ maxLength: 40, description: 'A day or instant: answer as known then.' }),
);
const from = Type.Optional(
  Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'The first place wanted, from 0.' }),
);
const code = (description: string) => Type.Optional(Type.String({ maxLength: 60, description }));
const paging = {
  after: Type.Optional(Type.String({ maxLength: 400, description: '`next` of the page before.' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: '100 unless given.' })),
};

type Asked = Readonly<Record<string, unknown>>;

interface Reading {
  readonly id: string;
  readonly path: string;
  readonly query: TProperties;
  readonly answer: TSchema;
  /** The question, from what was checked; ids are checked once more as ids. */
  ask(asked: Asked, id: (name: string) => string): Query;
}

function reading<Q extends QueryName>(
  id: string,
  path: string,
  answer: TSchema,
  query: TProperties,
  ask: (asked: Asked, id: (name: string) => string) => Query<Q>,
): Reading {
  return { id, path, query, answer, ask };
}

/** Only what was given: an absent argument is no argument. */
function given(asked: Asked, names: readonly string[]): Asked {
  return Object.fromEntries(
    names.flatMap((name) => (asked[name] === undefined ? [] : [[name, asked[name]]])),
  );
}

const READINGS: readonly Reading[] = [
  reading('readWorkspace', '/api/workspace', WorkspaceSchema, {}, () => ({ what: 'overview' })),
  reading('listDocuments', '/api/documents', DocumentListSchema, paging, (asked) => ({
    what: 'documents',
    ...given(asked, ['after', 'limit']),
  })),
  reading('readDocument', '/api/documents/:documentId', DocumentPageSchema, {}, (_asked, id) => ({
    what: 'document',
    documentId: id('documentId'),
  })),
  reading('readFinish', '/api/documents/:documentId/finish', FinishSchema, {}, (_asked, id) => ({
    what: 'finish',
    documentId: id('documentId'),
  })),
  reading(
    'listClaims',
    '/api/claims',
    ClaimListSchema,
    {
      ...paging,
      documentId: code('Claims of this document only.'),
      kind: code('Claims of this kind only.'),
    },
    (asked) => ({ what: 'claims', ...given(asked, ['after', 'limit', 'documentId', 'kind']) }),
  ),
  reading('readClaim', '/api/claims/:claimId', ClaimStorySchema, {}, (_asked, id) => ({
    what: 'claim',
    claimId: id('claimId'),
  })),
  reading(
    'listPeople',
    '/api/people',
    PeopleSchema,
    {
      from,
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: '100 unless given.' })),
      list: code('People of this list only.'),
      script: code('People with a name in this script only (ISO 15924).'),
      records: Type.Optional(Type.Union([Type.Literal('one'), Type.Literal('several')])),
    },
    (asked) => ({ what: 'people', ...given(asked, ['from', 'limit', 'list', 'script', 'records']) }),
  ),
  reading('readPerson', '/api/people/:personId', PersonSchema, {}, (_asked, id) => ({
    what: 'person',
    personId: id('personId'),
  })),
  reading(
    'listRecords',
    '/api/records',
    RecordListSchema,
    {
      ...paging,
      from,
      listId: code('Rows of this list only.'),
      script: code('Rows with a name in this script only (ISO 15924).'),
      records: Type.Optional(Type.Union([Type.Literal('one'), Type.Literal('several')])),
    },
    (asked) => ({
      what: 'records',
      ...given(asked, ['after', 'limit', 'from', 'listId', 'script', 'records']),
    }),
  ),
  reading('readLists', '/api/lists', ListsSchema, {}, () => ({ what: 'lists' })),
  reading('readImports', '/api/imports', ImportListSchema, {}, () => ({ what: 'imports' })),
  reading('readSources', '/api/sources', SourcesSchema, {}, () => ({ what: 'sources' })),
  reading('readParties', '/api/parties', PartiesSchema, {}, () => ({ what: 'parties' })),
  reading('readHistory', '/api/history', HistorySchema, { from }, (asked) => ({
    what: 'history',
    ...given(asked, ['from']),
  })),
  reading('readHistoryOf', '/api/history/:about', HistorySchema, {}, (_asked, id) => ({
    what: 'history',
    about: id('about'),
  })),
  reading(
    'listPairs',
    '/api/linkage',
    LinkageSchema,
    {
      scripts: code('Pairs of names in these scripts only.'),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    },
    (asked) => ({ what: 'linkage', ...given(asked, ['scripts', 'limit']) }),
  ),
  reading('readPair', '/api/linkage/:left/:right', PairSchema, {}, (_asked, id) => ({
    what: 'pair',
    left: id('left'),
    right: id('right'),
  })),
  reading(
    'readCount',
    '/api/count',
    CountSchema,
    { measure: code('Which number: held, missing …'), on: code('The day asked about (EDTF).') },
    (asked) => ({ what: 'count', ...given(asked, ['measure', 'on']) }),
  ),
];

function paramsOf(path: string): TObject {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return Type.Object(Object.fromEntries(names.map((name) => [name, Type.String({ maxLength: 60 })])));
}

export function apiReadRoutes(server: FastifyInstance): void {
  for (const { id, path, query, answer, ask } of READINGS)
    server.get(
      path,
      {
        // The answers go out as the workspace gave them; their schemas document and do not cut.
        serializerCompiler: () => (given: unknown) => JSON.stringify(given),
        schema: {
          operationId: id,
          params: paramsOf(path),
          querystring: Type.Object({ asKnown, ...query }),
          response: { 200: answer, '4xx': FailureSchema, '5xx': FailureSchema },
        },
      },
      async (request, reply) => {
        const asked = request.query as Asked;
        // The checker lets infinity pass as a whole number.
        if (Object.values(asked).some((value) => typeof value === 'number' && !Number.isSafeInteger(value)))
          throw new Fault('usage-wrong', 'an argument of the address is no number');
        const question = ask(asked, (name) => idIn(request.params, name));
        const purpose = question.what === 'count' ? 'count' : 'work';
        const found = (await seatOf(request).read(purpose, question)) as { asKnown: { head: string } };
        return tagged(request, reply, found.asKnown.head, found);
      },
    );
}

/** Sends an answer with the ledger head it was read at as its tag; 304 where the reader has it already. */
function tagged(request: FastifyRequest, reply: FastifyReply, head: string, answer: object): FastifyReply {
  const tag = `"${head.slice(0, 32)}"`;
  void reply.header('etag', tag);
  return request.headers['if-none-match'] === tag ? reply.code(304).send() : reply.send(answer);
}

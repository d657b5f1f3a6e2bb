/**
 * How documents and lists come in: pasted, as a file, or dropped on the page. A file that is a list is looked at
 * first: its bytes wait in the memory of the session, and nothing is written until a person confirms what each column
 * is. One import, one undo.
 */
import multipart from '@fastify/multipart';
import { Type, type Static, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createElement } from 'react';
import { Fault } from '#ground';
import { MAY_APPEND, type DocumentIn, type ListIn } from '#workspace';
import { lineOf } from '../page/fields.ts';
import { ImportsPage } from '../page/imports.tsx';
import { hrefOf } from '../page/links.ts';
import { PreviewPage } from '../page/preview.tsx';
import type { Verbs } from './gate.ts';
import { sendPage } from './render.ts';
import { argument, idIn, seatOf, settingOf } from './seat.ts';
import { formCheck } from './shield.ts';

/** Bytes of a file through a page; larger ones come in by the command line. */
const FILE_BYTES = 32 * 1024 * 1024;
/** Bytes of a pasted text, percent-encoded. */
const PASTE_BYTES = 4 * 1024 * 1024;

const LISTS = /\.(csv|tsv|jsonl|ndjson|xlsx)$/i;

const PasteForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  text: Type.String({ minLength: 1 }),
  title: Type.Optional(Type.String({ maxLength: 300 })),
  publisher: Type.Optional(Type.String({ maxLength: 300 })),
  published: Type.Optional(Type.String({ maxLength: 40 })),
  isPublic: Type.Optional(Type.Literal('yes')),
});

const ConfirmForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  name: Type.String({ minLength: 1, maxLength: 300 }),
});

const TurnForm = Type.Object({
  _csrf: Type.String({ maxLength: 300 }),
  version: Type.Integer(),
  turn: Type.Union([Type.Literal('undo'), Type.Literal('redo')]),
});

interface Held {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** One file per session waits here between the preview and the word of a person; it goes with the session. */
const held = new WeakMap<object, Held>();

export async function intakeRoutes(server: FastifyInstance, verbs: Verbs): Promise<void> {
  await server.register(async (intake) => {
    await intake.register(multipart, {
      attachFieldsToBody: true,
      limits: { fileSize: FILE_BYTES, files: 1, fields: 10, fieldSize: 4_096 },
    });
    const typed = intake.withTypeProvider<TypeBoxTypeProvider>();
    typed.post(
      '/documents',
      { bodyLimit: PASTE_BYTES, schema: { body: PasteForm }, preHandler: formCheck(intake) },
      async (request, reply) => {
        const { workspace, principal } = seatOf(request);
        const { documentId } = await verbs.addDocument(workspace, principal, {
          pasted: request.body.text.replaceAll('\r\n', '\n'),
          ...about(request.body),
        });
        return reply.redirect(`/documents/${documentId}`, 303);
      },
    );
    typed.post(
      '/documents/file',
      { bodyLimit: FILE_BYTES, preHandler: formCheck(intake) },
      async (request, reply) => {
        const { workspace, principal } = seatOf(request);
        const file = await fileOf(request);
        if (LISTS.test(file.fileName)) {
          mayAppend(principal.role, 'list-imported');
          held.set(sessionOf(request), file);
          return reply.redirect('/imports/preview', 303);
        }
        const { documentId } = await verbs.addDocument(workspace, principal, file);
        return reply.redirect(`/documents/${documentId}`, 303);
      },
    );
    previewRoutes(intake, verbs);
    importRoutes(intake, verbs);
  });
}

function previewRoutes(server: FastifyInstance, verbs: Verbs): void {
  server.get('/imports/preview', async (request, reply) => {
    const seat = seatOf(request);
    mayAppend(seat.principal.role, 'list-imported');
    const setting = await settingOf(seat, request, reply);
    const file = held.get(sessionOf(request));
    if (!file) return reply.redirect(hrefOf('/imports', seat.travel), 303);
    const preview = await verbs.previewImport(seat.workspace, seat.principal, file);
    return sendPage(reply, createElement(PreviewPage, { setting, preview, fileName: file.fileName }));
  });
  server
    .withTypeProvider<TypeBoxTypeProvider>()
    .post(
      '/imports',
      { schema: { body: ConfirmForm }, preHandler: formCheck(server) },
      async (request, reply) => {
        const { workspace, principal } = seatOf(request);
        mayAppend(principal.role, 'list-imported');
        const file = held.get(sessionOf(request));
        if (!file) throw new Fault('not-found', 'no list is waiting to be confirmed');
        const { sha256, name } = request.body;
        const list: ListIn = { ...file, name: lineOf(name), expected: sha256, map: mapIn(request.body) };
        await verbs.importList(workspace, principal, list);
        held.delete(sessionOf(request));
        return reply.redirect('/imports?done=1', 303);
      },
    );
}

function importRoutes(server: FastifyInstance, verbs: Verbs): void {
  const imports = (request: FastifyRequest) => seatOf(request).read('work', { what: 'imports' });
  server.get('/imports.json', imports);
  server.get('/imports', async (request, reply) => {
    const seat = seatOf(request);
    const answer = await imports(request);
    const setting = await settingOf(seat, request, reply);
    const done = argument(request.query, 'done') === '1';
    const mayUndo = (MAY_APPEND['list-imported'] ?? []).includes(seat.principal.role) && !answer.asKnown.past;
    return sendPage(reply, createElement(ImportsPage, { setting, answer, done, mayUndo }));
  });
  server
    .withTypeProvider<TypeBoxTypeProvider>()
    .post(
      '/imports/:batchId',
      { schema: { body: TurnForm }, preHandler: formCheck(server) },
      async (request, reply) => {
        const { workspace, principal } = seatOf(request);
        const { turn, version } = request.body;
        const call = {
          batchId: idIn(request.params, 'batchId'),
          reason: 'by the person who looked at it',
          expected: version,
        };
        await (turn === 'undo' ? verbs.undoImport : verbs.redoImport)(workspace, principal, call);
        return reply.redirect('/imports', 303);
      },
    );
}

function about({
  title,
  publisher,
  published,
  isPublic,
}: Omit<Static<typeof PasteForm>, 'text'>): DocumentIn {
  const line = (words: string | undefined): string => lineOf(words);
  return {
    isPublic: isPublic === 'yes',
    ...(line(title) === '' ? {} : { title: line(title) }),
    ...(line(publisher) === '' ? {} : { publisher: { kind: 'mention' as const, words: line(publisher) } }),
    ...(line(published) === '' ? {} : { published: line(published) }),
  };
}

/** The file of an upload. Throws Fault('input-empty') where there is none. */
async function fileOf(request: FastifyRequest): Promise<Held> {
  const part = (request.body as { file?: { filename?: string; toBuffer?: () => Promise<Buffer> } } | null)
    ?.file;
  const bytes = await part?.toBuffer?.();
  if (!bytes || bytes.length === 0) throw new Fault('input-empty', 'no file came with the form');
  return { fileName: part?.filename ?? 'file', bytes };
}

/** Field → heading, from `column-<n>` and the headings beside them; a column that is nothing is left out. */
function mapIn(form: object): Record<string, string> {
  const values = form as Record<string, string | undefined>;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, field]) => {
      const n = /^column-(\d+)$/.exec(name)?.[1];
      const heading = n === undefined ? undefined : values[`heading-${n}`];
      return field === undefined || field === '' || heading === undefined ? [] : [[field, heading]];
    }),
  );
}

function sessionOf(request: FastifyRequest): object {
  if (!request.session) throw new Fault('vault-locked', 'there is no session');
  return request.session;
}

// A preview writes nothing, but it is for who may write: others have no list to look at.
function mayAppend(role: (typeof MAY_APPEND)['list-imported'][number], type: 'list-imported'): void {
  if (!MAY_APPEND[type].includes(role))
    throw new Fault('not-allowed', `the role ${role} may not append ${type}`);
}

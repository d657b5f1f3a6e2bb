/**
 * A document comes in: bytes are preserved, then read in a confined process, then proposed from. If the text cannot
 * be taken out or there is no pack for its language, the document is kept all the same and says why. Papers marked
 * as coming from a confidential humanitarian channel are not kept at all (law 9).
 */
import { type Document, type DocumentItem, type Handling, type PartyRef, type RelayedFrom } from '#claim';
import { firewall } from '#disclosure';
import { extract, preserve, preservePasted, type Extraction, type Preserved } from '#evidence';
import { Fault, isFault, newId, whenOf, type FaultCode, type When } from '#ground';
import { propose, splitHeader, type Reading } from '#reading';
import { runBodies } from './reading-run.ts';
import type { Principal } from './principal.ts';
import type { Draft, Workspace } from './workspace.ts';

export interface DocumentIn {
  /** The file as it came, or pasted text. */
  readonly bytes?: Uint8Array;
  readonly pasted?: string;
  readonly fileName?: string;
  readonly mediaType?: string;
  readonly title?: string;
  /** Code of the list DK; an article unless told. */
  readonly kind?: string;
  readonly publisher?: PartyRef;
  /** EDTF; when the document was issued. */
  readonly published?: string;
  /** BCP 47; found from the text unless told. */
  readonly language?: string;
  readonly relayedFrom?: readonly RelayedFrom[];
  /** Issued to everyone: its claims are TLP:CLEAR unless their content asks for more. */
  readonly isPublic?: boolean;
  readonly handling?: Handling;
  /** Do not run the reader. */
  readonly unread?: boolean;
}

export interface DocumentAdded {
  readonly documentId: string;
  readonly sha256: string;
  readonly proposals: number;
  readonly unclaimed: number;
  /** Why there is no text or no proposal; null when the document was read. */
  readonly unread: FaultCode | null;
  /** Attachments and documents inside this one, added in turn. */
  readonly children: readonly DocumentAdded[];
}

/** Depth to which documents inside documents are taken in. */
const DEPTH = 3;

/** A document that is ready to be recorded: its bytes and text are kept, no entry names them yet. */
export interface DocumentPrepared {
  readonly documentId: string;
  readonly handling: Handling;
  readonly drafts: readonly Draft[];
  readonly sha256: string;
  readonly proposals: number;
  readonly unclaimed: number;
  readonly unread: FaultCode | null;
  readonly extraction: Extraction | null;
  /** Erases what was kept; for a document that is not recorded after all. */
  discard(): Promise<void>;
}

/**
 * Adds a document and what it contains. Throws Fault: input-empty, input-too-large, input-encoding (pasted text that
 * cannot be kept), confidential-channel, not-allowed. Damage to the file is not a fault here: the bytes are kept and
 * `unread` says what happened.
 */
export async function addDocument(
  workspace: Workspace,
  principal: Principal,
  given: DocumentIn,
  depth = 0,
): Promise<DocumentAdded> {
  const prepared = await prepareDocument(workspace, principal, given);
  const { documentId, sha256, proposals, unclaimed, unread, extraction } = prepared;
  try {
    await workspace.append(principal, prepared.drafts);
  } catch (thrown) {
    await prepared.discard();
    throw thrown;
  }
  const children =
    depth >= DEPTH || !extraction
      ? []
      : await addChildren(workspace, principal, { given, extraction, documentId, depth });
  return { documentId, sha256, proposals, unclaimed, unread, children };
}

/**
 * Everything about adding a document but recording it, so that it can be recorded together with more. Throws as
 * addDocument; then nothing of the document stays behind.
 */
export async function prepareDocument(
  workspace: Workspace,
  principal: Principal,
  given: DocumentIn,
): Promise<DocumentPrepared> {
  const { preserved, bytes } = takeIn(given);
  const handling = given.handling ?? {
    tlp: given.isPublic ? 'TLP:CLEAR' : 'TLP:AMBER',
    caveats: [],
    compartment: 'open',
  };
  if (!firewall('', handling.caveats).pass) throw channelFault();
  const original = await workspace.keep(principal, bytes);
  const kept: string[] = [original.blobId];
  const discard = async (): Promise<void> => {
    for (const blobId of kept) await workspace.discard(principal, blobId);
  };
  try {
    const { extraction, unread } = await tryExtract(bytes, preserved, given.language);
    if (extraction && !firewall(extraction.pinned.text, handling.caveats).pass) throw channelFault();
    const documentId = newId();
    const compartment = handling.compartment;
    const reading =
      extraction && !given.unread ? await tryPropose(extraction, given) : { reading: null, unread };
    const header = extraction ? splitHeader(extraction.pinned.text).header : null;
    const seen = await keepPictures(workspace, principal, extraction, kept);
    const document = documentOf(
      { given, preserved, handling, documentId },
      original,
      header,
      reading.reading?.lang ?? null,
    );
    const drafts: Draft[] = [
      { type: 'document-preserved', body: { document: { ...document, ...seen(document) } }, compartment },
    ];
    let proposals = 0;
    if (extraction) {
      const text = await workspace.keep(principal, Buffer.from(extraction.pinned.text));
      kept.push(text.blobId);
      drafts.push({
        type: 'text-pinned',
        body: pinnedBody(documentId, extraction, text.blobId),
        compartment,
      });
      if (reading.reading) {
        const runs = runBodies(documentId, extraction, reading.reading);
        proposals = runs.reduce((sum, run) => sum + run.proposals.length, 0);
        for (const run of runs) drafts.push({ type: 'reading-run', body: run, compartment });
      }
    }
    return {
      documentId,
      handling,
      drafts,
      sha256: preserved.sha256,
      proposals,
      unclaimed: reading.reading?.unclaimed.length ?? 0,
      unread: reading.reading ? null : (reading.unread ?? unread),
      extraction,
      discard,
    };
  } catch (thrown) {
    // Nothing names these blobs yet, so nothing of a refused document stays behind.
    await discard();
    throw thrown;
  }
}

const channelFault = (): Fault =>
  new Fault(
    'confidential-channel',
    'this paper is marked as coming from a confidential humanitarian channel',
    {
      hint: 'Nothing of it was kept. What the same body said in public can be added as a document of its own.',
    },
  );

function takeIn(given: DocumentIn): { preserved: Preserved; bytes: Uint8Array } {
  if (given.pasted !== undefined) return preservePasted(given.pasted);
  const bytes = given.bytes ?? new Uint8Array();
  return {
    bytes,
    preserved: preserve(bytes, {
      ...(given.fileName === undefined ? {} : { fileName: given.fileName }),
      ...(given.mediaType === undefined ? {} : { mediaType: given.mediaType }),
    }),
  };
}

/** Faults after which the bytes are kept without text. Anything else is a bug and is thrown on. */
const UNREADABLE: readonly FaultCode[] = [
  'input-binary',
  'input-too-large',
  'input-encoding',
  'input-malformed',
  'input-empty',
  'parser-stopped',
  'recognition-missing',
];

async function tryExtract(
  bytes: Uint8Array,
  preserved: Preserved,
  lang: string | undefined,
): Promise<{ extraction: Extraction | null; unread: FaultCode | null }> {
  try {
    return { extraction: await extract(bytes, preserved, lang === undefined ? {} : { lang }), unread: null };
  } catch (thrown) {
    if (isFault(thrown) && UNREADABLE.includes(thrown.code)) return { extraction: null, unread: thrown.code };
    throw thrown;
  }
}

async function tryPropose(
  extraction: Extraction,
  given: DocumentIn,
): Promise<{ reading: Reading | null; unread: FaultCode | null }> {
  const { header } = splitHeader(extraction.pinned.text);
  const published = given.published ?? header.published ?? undefined;
  const lang = given.language ?? header.lang ?? undefined;
  try {
    const reading = await propose(extraction.pinned.text, {
      ...(lang === undefined ? {} : { lang }),
      ...(published === undefined ? {} : { published }),
    });
    return { reading, unread: null };
  } catch (thrown) {
    if (isFault(thrown, 'language-unsupported') || (isFault(thrown) && UNREADABLE.includes(thrown.code)))
      return { reading: null, unread: thrown.code };
    throw thrown;
  }
}

/**
 * Keeps the pictures of pages that were read by machine, and the confidence of every word, as parts of the document. A
 * file that is itself a picture is its own page.
 */
async function keepPictures(
  workspace: Workspace,
  principal: Principal,
  extraction: Extraction | null,
  kept: string[],
): Promise<(document: Document) => Partial<Document>> {
  const pages = extraction?.recognised ?? [];
  if (!extraction || pages.length === 0) return () => ({});
  const parts: DocumentItem[] = [];
  const keep = async (bytes: Uint8Array, mediaType: string, role: DocumentItem['role']): Promise<void> => {
    const blob = await workspace.keep(principal, bytes);
    kept.push(blob.blobId);
    parts.push({ ...blob, mediaType, role });
  };
  if (extraction.mediaType === 'application/pdf')
    for (const { picture, mediaType } of pages) await keep(picture, mediaType, 'page');
  const words = pages.map(({ page, language, confidence, words: seen }) => ({
    page,
    language,
    confidence,
    words: seen,
  }));
  await keep(Buffer.from(JSON.stringify(words)), 'application/json', 'metadata');
  const notes = extraction.notices
    .filter(({ kind }) => kind === 'read-from-picture')
    .map(({ words: said }) => said);
  return (document) => ({
    items: [...document.items, ...parts],
    quality: [...document.quality, { kind: 'ocr', words: notes.join(' ').slice(0, 20_000) }],
  });
}

interface Coming {
  readonly given: DocumentIn;
  readonly preserved: Preserved;
  readonly handling: Handling;
  readonly documentId: string;
}

function publishedWhen(edtf: string | undefined, lang: string): When | undefined {
  return edtf === undefined
    ? undefined
    : whenOf({ words: edtf, lang, edtf, role: 'publishedAt', basis: 'explicit' });
}

type Header = ReturnType<typeof splitHeader>['header'];

function documentOf(
  coming: Coming,
  original: { blobId: string; sha256: string; size: number },
  header: Header | null,
  found: string | null,
): Document {
  const { given, preserved, handling, documentId } = coming;
  const language = given.language ?? header?.lang ?? found ?? 'und';
  const published = publishedWhen(given.published ?? header?.published ?? undefined, language);
  const title = given.title ?? header?.title ?? undefined;
  const publisher: PartyRef | undefined =
    given.publisher ?? (header?.publisher ? { kind: 'mention', words: header.publisher } : undefined);
  const kept: DocumentItem = { ...original, mediaType: preserved.mediaType, role: 'original' };
  return {
    documentId,
    kind: given.kind ?? 'article',
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(published === undefined ? {} : { published }),
    capturedAt: preserved.receivedAt,
    language,
    relayedFrom: [...(given.relayedFrom ?? [])],
    grade: preserved.grade,
    independentCapture: preserved.independent,
    items: [kept],
    isPublic: given.isPublic ?? false,
    quality: [],
    ...(preserved.fileName === null ? {} : { suppliedAs: preserved.fileName }),
    handling,
  };
}

function pinnedBody(
  documentId: string,
  { pinned, parser }: Extraction,
  blobId: string,
): Extract<Draft, { type: 'text-pinned' }>['body'] {
  const [name = 'habeas-text', version = '1'] = pinned.normaliser.split('/');
  return {
    documentId,
    textSha256: pinned.textSha256,
    normaliser: { name, version },
    blobId,
    length: pinned.lengthCodePoints,
    takenFrom: parser,
    damaged: pinned.damaged.map(({ start, end, quality, why }) => ({
      start,
      end,
      kind: quality,
      words: why,
    })),
  };
}

interface Parent {
  readonly given: DocumentIn;
  readonly extraction: Extraction;
  readonly documentId: string;
  readonly depth: number;
}

async function addChildren(
  workspace: Workspace,
  principal: Principal,
  { given, extraction, documentId, depth }: Parent,
): Promise<DocumentAdded[]> {
  const added: DocumentAdded[] = [];
  for (const child of extraction.children) {
    const { fileName } = child.preserved;
    const inside: DocumentIn = {
      bytes: child.bytes,
      mediaType: child.preserved.declaredType ?? child.preserved.mediaType,
      ...(fileName === null ? {} : { fileName }),
      ...(given.publisher === undefined ? {} : { publisher: given.publisher }),
      ...(given.isPublic === undefined ? {} : { isPublic: given.isPublic }),
      ...(given.handling === undefined ? {} : { handling: given.handling }),
      relayedFrom: [{ kind: 'document', documentId }],
    };
    try {
      added.push(await addDocument(workspace, principal, inside, depth + 1));
    } catch (thrown) {
      // An attachment that is here already, or is empty, is no reason to lose the letter it came with.
      if (!isFault(thrown, 'already-there') && !isFault(thrown, 'input-empty')) throw thrown;
    }
  }
  return added;
}

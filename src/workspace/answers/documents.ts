/** Answers about documents: the inbox list, one document with its proposals and claims, the preserved original. */
import { independenceFamilies, type Chained, type Doubted, type Passage, type Unclaimed } from '#claim';
import { gradeWords, type GradeCode } from '#evidence';
import { Fault } from '#ground';
import type { Views } from '../projections.ts';
import type {
  Answer,
  DocumentPage,
  DocumentView,
  ProposalView,
  Query,
  SpeakerView,
  UnclaimedView,
} from '../queries.ts';
import type { Row } from '../reader.ts';
import type { Desk } from '../workspace.ts';
import { claimView, handlingView, marksInForce, Parties, passageView, shelfFor, whenView } from './views.ts';

/** Number of each document's independence family, counted in the order the documents came in. */
export async function familiesOf(desk: Desk): Promise<ReadonlyMap<string, number>> {
  const chained: Chained[] = [];
  for await (const { row } of desk.reader.each<Views['documents']>('documents')) chained.push(row.document);
  const order = new Map(chained.map(({ documentId }, at) => [documentId, at]));
  const first = (ids: readonly string[]): number => Math.min(...ids.map((id) => order.get(id) ?? 0));
  const families = independenceFamilies(chained).sort((a, b) => first(a.documentIds) - first(b.documentIds));
  return new Map(families.flatMap(({ documentIds }, at) => documentIds.map((id) => [id, at + 1] as const)));
}

/** Name under which proposals that a model alone made are kept. */
export const MODEL_READER = 'habeas-model';

interface Reading {
  readonly proposals: readonly Row<Views['proposals']>[];
  readonly decisions: Decisions;
  /** What neither the reader nor a recorded claim covers; null when the document was never read. */
  readonly unclaimed: readonly Unclaimed[] | null;
  /** What the reader considered and left out, where no recorded claim stands. */
  readonly doubted: readonly Doubted[];
  readonly dismissed: readonly (Unclaimed & Pick<Views['dismissals'], 'at' | 'by' | 'words'>)[];
  readonly claims: readonly Row<Views['claims']>[];
  /** What a model made of the same passages, by proposal. */
  readonly second: ReadonlyMap<string, Views['second-readings']>;
  readonly isSetAside: boolean;
}

/** Entry that last decided on a proposal, by proposal; also where a decision was undone. */
type Decisions = ReadonlyMap<string, { readonly seq: number; readonly row: Views['decisions'] }>;

/** Claims that a person set aside or retracted; they stay visible and cover no words. */
export async function asideClaims(reader: Desk['reader']): Promise<ReadonlySet<string>> {
  const marks = new Map<string, Views['marks'][]>();
  for await (const { parent, row } of reader.each<Views['marks']>('marks'))
    marks.set(parent, [...(marks.get(parent) ?? []), row]);
  return new Set(
    [...marks].flatMap(([claimId, all]) =>
      marksInForce(all).some(({ mark }) => mark === 'set-aside' || mark === 'retracted') ? [claimId] : [],
    ),
  );
}

/** The proposals that stand: those of the newest reading, and older ones that somebody decided. */
export async function readingOf(
  desk: Desk,
  documentId: string,
  aside: ReadonlySet<string>,
): Promise<Reading> {
  // A long reading is several rows of one run; the last run is the newest.
  const runs = await desk.reader.rows<Views['runs']>('runs', { parent: documentId, latest: false });
  // A model's run stands beside the newest run of the rules and does not take its place.
  const byRules = runs.findLast(({ row }) => row.reader.name !== MODEL_READER);
  const last = runs.at(-1);
  const runId = last?.row.runId;
  const standing = new Set([byRules?.row.runId, runId]);
  const all = await desk.reader.rows<Views['proposals']>('proposals', { parent: documentId });
  const decided =
    all.length === 0
      ? []
      : await desk.reader.rows<Views['decisions']>('decisions', { keys: all.map(({ key }) => key) });
  const decisions: Decisions = new Map(decided.map(({ key, seq, row }) => [key, { seq, row }]));
  const newest = runs.filter(({ row }) => row.runId === runId);
  const claims = await desk.reader.rows<Views['claims']>('claims', { parent: documentId });
  const covered = claims
    .filter(({ key }) => !aside.has(key))
    .flatMap(({ row }) => row.claim.passages.filter((passage) => passage.documentId === documentId));
  const isFree = ({ start, end }: Pick<Unclaimed, 'start' | 'end'>): boolean =>
    !covered.some((passage) => passage.start < end && start < passage.end);
  const free = newest.flatMap(({ row }) => row.unclaimed).filter(isFree);
  const dismissals = new Map(
    (await desk.reader.rows<Views['dismissals']>('dismissals', { parent: documentId }))
      .filter(({ row }) => row.state === 'dismissed')
      .map(({ row }) => [`${row.start}-${row.end}`, row]),
  );
  const dismissal = ({ start, end }: Unclaimed) => dismissals.get(`${start}-${end}`);
  const placing = await desk.reader.one<Views['placings']>('placings', documentId);
  const compared = await desk.reader.rows<Views['second-readings']>('second-readings', {
    parent: documentId,
  });
  return {
    second: new Map(compared.map(({ key, row }) => [key, row])),
    decisions,
    claims,
    unclaimed: runId === undefined ? null : free.filter((one) => dismissal(one) === undefined),
    doubted: newest.flatMap(({ row }) => row.doubted ?? []).filter(isFree),
    dismissed: free.flatMap((one) => {
      const by = dismissal(one);
      return by === undefined
        ? []
        : [{ ...one, at: by.at, by: by.by, ...(by.words === undefined ? {} : { words: by.words }) }];
    }),
    proposals: all.filter(({ key, row }) => standing.has(row.runId) || isDecided(decisions, key)),
    isSetAside: placing?.row.state === 'set-aside',
  };
}

/** Whether a decision on the proposal is in force. */
export function isDecided(decisions: Decisions, proposalId: string): boolean {
  const last = decisions.get(proposalId);
  return last !== undefined && last.row.decision !== 'open';
}

/** Who has which of these documents, or had it last. */
async function holdersOf({ reader, principal }: Desk, ids: readonly string[]): Promise<Around['holders']> {
  const rows = ids.length === 0 ? [] : await reader.rows<Views['holdings']>('holdings', { keys: ids });
  return new Map(
    rows.map(({ key, seq, row: { state, by, at, reader: called } }) => {
      const name = called ?? null;
      const heldBy = state === 'taken' ? { by, name, isMine: by === principal.id, at } : null;
      return [key, { held: seq, heldBy }];
    }),
  );
}

const NOBODY = { held: -1, heldBy: null };

interface Around {
  readonly holders: ReadonlyMap<string, Pick<DocumentView, 'held' | 'heldBy'>>;
  readonly families: ReadonlyMap<string, number>;
  readonly parties: Parties;
  readonly aside: ReadonlySet<string>;
}

async function aroundDocuments(desk: Desk, ids: readonly string[]): Promise<Around> {
  return {
    holders: await holdersOf(desk, ids),
    families: await familiesOf(desk),
    parties: await Parties.of(desk.reader),
    aside: await asideClaims(desk.reader),
  };
}

function stateOf(reading: Reading, decided: number): DocumentView['state'] {
  if (reading.isSetAside) return 'set-aside';
  if (reading.unclaimed === null) return 'unread';
  return decided === 0 ? 'new' : reading.proposals.length > decided ? 'reading' : 'read';
}

async function documentView(
  desk: Desk,
  row: Row<Views['documents']>,
  { families, parties, aside, holders }: Around,
): Promise<{ view: DocumentView; reading: Reading }> {
  const { document } = row.row;
  const reading = await readingOf(desk, document.documentId, aside);
  const decided = reading.proposals.filter(({ key }) => isDecided(reading.decisions, key)).length;
  const relayed = document.relayedFrom.find((link) => link.kind === 'document');
  const original = document.items.find(({ role }) => role === 'original') ?? document.items[0];
  const view: DocumentView = {
    documentId: document.documentId,
    title: document.title ?? 'a document without a title',
    publisher: document.publisher ? parties.nameOf(document.publisher) : 'publisher not stated',
    published: document.published ? whenView(document.published) : null,
    capturedAt: typeof document.capturedAt === 'string' ? document.capturedAt : document.capturedAt.max,
    language: document.language === 'und' ? null : document.language,
    mediaType: original?.mediaType ?? 'application/octet-stream',
    sha256: original?.sha256 ?? '',
    size: original?.size ?? 0,
    grade: document.grade,
    gradeWords: gradeWords(document.grade as GradeCode, document.independentCapture),
    relayedFrom: relayed ? relayed.documentId : null,
    family: families.get(document.documentId) ?? 0,
    handling: handlingView(document.handling),
    state: stateOf(reading, decided),
    ...(holders.get(document.documentId) ?? NOBODY),
    proposed: reading.proposals.length,
    decided,
    claimed: reading.claims.length,
    unclaimed: reading.unclaimed?.length ?? 0,
  };
  return { view, reading };
}

export async function documents(desk: Desk, query: Query<'documents'>): Promise<Answer<'documents'>> {
  const { rows, next } = await desk.reader.page<Views['documents']>('documents', {
    after: query.after,
    limit: query.limit,
  });
  const around = await aroundDocuments(
    desk,
    rows.map(({ key }) => key),
  );
  const views: DocumentView[] = [];
  for (const row of rows) views.push((await documentView(desk, row, around)).view);
  return { documents: views, asKnown: desk.reader.asKnown, next };
}

function speakerOfProposal(
  proposal: Views['proposals']['proposal'],
  publisher: string,
  parties: Parties,
): SpeakerView {
  const { attribution, attributed_to: name } = proposal;
  if (attribution.state === 'unresolved')
    return {
      state: 'unresolved',
      name: 'speaker not certain',
      partyId: null,
      candidates: attribution.candidates,
    };
  if (name === null)
    return { state: 'author', name: publisher, partyId: null, candidates: attribution.candidates };
  return {
    state: 'named',
    name,
    partyId: parties.find(name)?.partyId ?? null,
    candidates: attribution.candidates,
  };
}

/** What a field of a kind can hold; everything else of a proposal is left out by NOT_FIELDS. */
type FieldValue = string | number | boolean | null | number[];

const NOT_FIELDS = new Set([
  'kind',
  'proposalId',
  'id',
  'quote',
  'attributed_to',
  'modality',
  'subject',
  'passage',
  'attribution',
  'rule',
  'cue',
  'flags',
]);

/** A plain sentence for a proposal: its fields in words, bounds and vague words kept. */
function proposalSentence(proposal: Views['proposals']['proposal']): string {
  if (proposal.kind === 'count') {
    const figure = Array.isArray(proposal.number)
      ? proposal.number.join(' to ')
      : proposal.number === null
        ? 'a figure'
        : `${proposal.number}`;
    const bound = {
      '=': '',
      '>': 'more than ',
      '>=': 'at least ',
      '<': 'fewer than ',
      '<=': 'at most ',
      '~': 'about ',
      between: '',
    }[proposal.operator];
    const vague = proposal.vague ? ' (a vague word; the figure is only a convention)' : '';
    return `${proposal.modality === 'denied' ? 'denied: ' : ''}${bound}${figure}${proposal.unit === 'percent' ? ' per cent' : ''} ${proposal.measure.replaceAll('_', ' ')}${vague}`;
  }
  const said = (Object.entries(proposal) as [string, unknown][]).filter(
    ([name, value]) => !NOT_FIELDS.has(name) && value !== null && value !== false,
  );
  const words = said
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${String(value).replaceAll('_', ' ')}`)
    .join('; ');
  return `${proposal.kind.replaceAll('_', ' ')}${words === '' ? '' : ` — ${words}`}`;
}

function proposalView(
  row: Row<Views['proposals']>,
  reading: Reading,
  passage: (passage: Passage) => ProposalView['passage'],
  speaker: SpeakerView,
): ProposalView {
  const { proposal } = row.row;
  const last = reading.decisions.get(proposal.proposalId);
  return {
    proposalId: proposal.proposalId,
    kind: proposal.kind,
    passage: passage(proposal.passage),
    speaker,
    modality: proposal.modality,
    fields: (Object.entries(proposal) as [string, FieldValue][])
      .filter(([name]) => !NOT_FIELDS.has(name))
      .map(([name, value]) => ({
        name,
        value: value === null ? null : Array.isArray(value) ? value.join(' to ') : String(value),
      })),
    sentence: proposalSentence(proposal),
    rule: proposal.rule,
    flags: flagsOf(proposal.flags, reading.second.get(proposal.proposalId)),
    second: reading.second.get(proposal.proposalId)?.differences ?? null,
    version: last?.seq ?? -1,
    decision:
      last === undefined || last.row.decision === 'open'
        ? null
        : {
            is: last.row.decision,
            at: last.row.at,
            by: last.row.by,
            reason: last.row.words ?? last.row.reason ?? null,
          },
  };
}

/** What a model makes of it goes with the warnings, so that whoever decides sees it. */
function flagsOf(own: readonly string[], second: Views['second-readings'] | undefined): readonly string[] {
  if (!second) return own;
  return [...own, second.differences.length === 0 ? 'model-agrees' : 'readers-differ'];
}

/** Throws Fault('not-found') when there is no such document for this principal. */
export async function document(desk: Desk, query: Query<'document'>): Promise<DocumentPage> {
  const row = await desk.reader.one<Views['documents']>('documents', query.documentId);
  if (!row) throw new Fault('not-found', `no document with the id ${query.documentId}`);
  const around = await aroundDocuments(desk, [query.documentId]);
  const { view, reading } = await documentView(desk, row, around);
  const pinned = (await desk.reader.one<Views['texts']>('texts', query.documentId))?.row ?? null;
  const claimRows = reading.claims;
  const shelf = await shelfFor(
    desk.reader,
    [query.documentId],
    claimRows.map(({ key }) => key),
  );
  const damaged = pinned?.damaged ?? [];
  const index = pinned ? await desk.blobs.text(pinned) : null;
  const left = ({ kind, start, end, quote }: Unclaimed | Doubted): UnclaimedView => ({
    kind,
    passage: {
      documentId: query.documentId,
      exact: quote,
      start,
      end,
      damaged: damaged.some((span) => span.start < end && span.end > start),
    },
  });
  return {
    document: view,
    text: index?.text ?? null,
    damaged: damaged.map(({ start, end, kind, words }) => ({ start, end, why: words ?? kind })),
    proposals: reading.proposals.map((proposal) =>
      proposalView(
        proposal,
        reading,
        (passage) => passageView(passage, damaged),
        speakerOfProposal(proposal.row.proposal, view.publisher, around.parties),
      ),
    ),
    claims: claimRows.map((claim) => claimView(claim, shelf)),
    unclaimed: (reading.unclaimed ?? []).map(left),
    doubted: reading.doubted.map((one) => ({ ...left(one), rule: one.rule })),
    dismissed: reading.dismissed.map((one) => ({
      ...left(one),
      at: one.at,
      by: one.by,
      words: one.words ?? null,
    })),
    unreadBecause: unreadBecause(reading, pinned !== null, view),
    asKnown: desk.reader.asKnown,
  };
}

function unreadBecause(
  reading: Reading,
  hasText: boolean,
  { language, mediaType }: DocumentView,
): string | null {
  if (reading.unclaimed !== null) return null;
  if (!hasText && (mediaType.startsWith('image/') || mediaType === 'application/pdf'))
    return 'No text could be taken from this picture or scan. Reading pictures needs Tesseract and the language on this machine (and pdftoppm for a PDF); the file is kept as it came and can be read by eye.';
  if (!hasText) return 'No text could be taken from the preserved file. The file is kept as it came.';
  return language === null
    ? 'The language of this text is not known, so nothing was proposed. Claims can be recorded by hand.'
    : `There is no reading pack for this language (${language}) yet, so nothing was proposed. Claims can be recorded by hand.`;
}

/** The preserved bytes, whole or a stretch. */
export async function original(desk: Desk, query: Query<'original'>): Promise<Answer<'original'>> {
  const row = await desk.reader.one<Views['documents']>('documents', query.documentId);
  const items = row?.row.document.items ?? [];
  const kept =
    query.page === undefined
      ? items.find(({ role }) => role === 'original')
      : items.filter(({ role }) => role === 'page')[query.page - 1];
  if (!kept) throw new Fault('not-found', `no document with the id ${query.documentId}`);
  const offset = Math.min(Math.max(0, query.offset ?? 0), kept.size);
  const bytes = await desk.blobs.bytes(
    kept.blobId,
    offset,
    Math.min(query.length ?? kept.size, kept.size - offset),
  );
  return { bytes, size: kept.size, mediaType: kept.mediaType };
}

/**
 * What a schema cannot check before something is recorded: quotes stand at their place in the pinned text, ids name
 * something that this principal can see, nothing comes from a confidential channel, a claim is not more open than
 * the document it quotes. Refuses the whole call; nothing is written.
 */
import { compareTlp, type Claim, type Handling, type Judgement, type Passage, type PinnedText } from '#claim';
import { firewall } from '#disclosure';
import { Fault } from '#ground';
import { recordsOf, type Views } from './projections.ts';
import type { Desk, Draft } from './workspace.ts';

/** Bodies of one call, so that an entry may name another of the same call. */
interface Call {
  readonly desk: Desk;
  readonly documents: Map<string, Handling>;
  readonly texts: Map<string, PinnedText>;
  readonly records: Set<string>;
  readonly lists: Set<string>;
  readonly claims: Set<string>;
  readonly proposals: Set<string>;
}

/**
 * Gives what checks the drafts of one call in order, also slice by slice: a draft may name what stands before it. Throws
 * Fault: not-found, quote-not-verbatim, confidential-channel, compartment-closed.
 */
export function guardOf(desk: Desk): (drafts: readonly Draft[]) => Promise<void> {
  const call: Call = {
    desk,
    documents: new Map(),
    texts: new Map(),
    records: new Set(),
    lists: new Set(),
    claims: new Set(),
    proposals: new Set(),
  };
  return async (drafts) => {
    for (const draft of drafts) await check(call, draft);
  };
}

async function check(call: Call, draft: Draft): Promise<void> {
  const compartment = draft.compartment ?? 'open';
  switch (draft.type) {
    case 'document-preserved': {
      const { documentId, handling } = draft.body.document;
      refuseChannel(handling.caveats);
      sameCompartment(handling, compartment);
      for (const { role, sha256 } of draft.body.document.items) {
        if (role === 'original') await newBytes(call, sha256);
      }
      call.documents.set(documentId, handling);
      return;
    }
    case 'text-pinned':
      await documentHandling(call, draft.body.documentId);
      call.texts.set(draft.body.documentId, draft.body);
      return;
    case 'reading-run':
      for (const { proposalId, passage } of draft.body.proposals) {
        await standsThere(call, passage);
        call.proposals.add(proposalId);
      }
      return;
    case 'proposal-judged':
      if (!call.proposals.has(draft.body.proposalId)) await seen(call, 'proposals', draft.body.proposalId);
      return;
    case 'group-accepted':
      await documentHandling(call, draft.body.documentId);
      return;
    case 'rereading-asked':
      await allSeen(
        call,
        'proposals',
        draft.body.sample.map(({ proposalId }) => proposalId),
      );
      return;
    case 'rereading-answered':
      await seen(call, 'rereadings', draft.body.rereadingId);
      return;
    case 'decision-undone':
      await seen(call, 'decisions', draft.body.proposalId);
      return;
    case 'mark-dismissed': {
      const pinned = await seen(call, 'texts', draft.body.documentId);
      if (pinned.textSha256 !== draft.body.textSha256 || draft.body.end > pinned.length)
        throw new Fault('passage-moved', `the place is not in the text of document ${draft.body.documentId}`);
      return;
    }
    case 'document-set-aside':
    case 'document-taken':
      await documentHandling(call, draft.body.documentId);
      return;
    case 'import-undone':
      if (!(await call.desk.reader.one('lists', draft.body.listId, { undone: true })))
        throw new Fault('not-found', `no list with the id ${draft.body.listId}`);
      return;
    case 'claim-recorded':
      return checkClaim(call, draft.body.claim, compartment);
    case 'claim-marked':
      if (!call.claims.has(draft.body.claimId)) await seen(call, 'claims', draft.body.claimId);
      return;
    case 'list-imported':
      sameCompartment(draft.body.list.handling, compartment);
      await documentHandling(call, draft.body.list.documentId);
      call.lists.add(draft.body.list.listId);
      return;
    case 'record-added': {
      const { record } = draft.body;
      sameCompartment(record.handling, compartment);
      if (record.origin.kind === 'mention') await standsThere(call, record.origin.passage);
      else if (!call.lists.has(record.origin.listId)) await seen(call, 'lists', record.origin.listId);
      call.records.add(record.recordId);
      return;
    }
    case 'count-view-signed': {
      const { accepts, assumes, lists } = draft.body.view;
      const named = assumes.flatMap((one) =>
        one.kind === 'within' ? [one.inner, one.outer] : one.kind === 'apart' ? [one.one, one.other] : [],
      );
      for (const id of [...accepts.map(({ claimId }) => claimId), ...named])
        if (!call.claims.has(id)) await seen(call, 'claims', id);
      for (const id of lists) await seen(call, 'lists', id);
      return;
    }
    case 'judgement-made':
      await peopleFirst(call, draft.body.judgement);
      for (const id of [draft.body.judgement.left, draft.body.judgement.right]) {
        if (!call.records.has(id)) await seen(call, 'records', id);
      }
      return;
    default:
  }
}

/** What a person decided about a pair, or took back, no rule decides again. */
async function peopleFirst(call: Call, { left, right, by }: Judgement): Promise<void> {
  if (by.kind === 'person') return;
  const there = await call.desk.reader.one<Views['judgements']>('judgements', [left, right].sort().join(':'));
  if (there?.row.by.kind === 'person')
    throw new Fault('already-decided', 'a person judged this pair; a rule does not judge it again');
}

async function checkClaim(call: Call, claim: Claim, compartment: string): Promise<void> {
  refuseChannel(claim.handling.caveats);
  sameCompartment(claim.handling, compartment);
  for (const passage of claim.passages) {
    await standsThere(call, passage);
    const document = await documentHandling(call, passage.documentId);
    if (document.compartment !== 'open' && document.compartment !== claim.handling.compartment)
      throw new Fault('never-publish', `claim ${claim.claimId} would leave the compartment of its document`);
    if (compareTlp(claim.handling.tlp, document.tlp) < 0)
      throw new Fault('never-publish', `claim ${claim.claimId} would be more open than its document`, {
        hint: 'Opening a label is a separate act of two people.',
      });
  }
  for (const id of recordsOf(claim)) if (!call.records.has(id)) await seen(call, 'records', id);
  call.claims.add(claim.claimId);
}

/** The same bytes twice would be two voices, and people on a list would be counted twice. */
async function newBytes(call: Call, sha256: string): Promise<void> {
  const there = await call.desk.reader.one<Views['digests']>('digests', sha256);
  if (there)
    throw new Fault('already-there', `the same bytes are document ${there.row.documentId} already`, {
      hint: 'Nothing was added. A reprint has bytes of its own.',
    });
}

/** The quote must be an exact piece of the pinned text, at its place (law 1). */
async function standsThere(call: Call, passage: Passage): Promise<void> {
  const pinned = call.texts.get(passage.documentId) ?? (await seen(call, 'texts', passage.documentId));
  if (pinned.textSha256 !== passage.textSha256)
    throw new Fault('passage-moved', `the passage names another text of document ${passage.documentId}`);
  const text = await call.desk.blobs.text(pinned);
  if (
    passage.end > text.length ||
    passage.end <= passage.start ||
    text.slice(passage.start, passage.end) !== passage.exact
  )
    throw new Fault(
      'quote-not-verbatim',
      `the quote is not at ${passage.start}..${passage.end} of document ${passage.documentId}`,
    );
}

async function documentHandling(call: Call, documentId: string): Promise<Handling> {
  return call.documents.get(documentId) ?? (await seen(call, 'documents', documentId)).document.handling;
}

async function allSeen(call: Call, view: keyof Views, keys: readonly string[]): Promise<void> {
  const there = new Set((await call.desk.reader.rows(view, { keys })).map(({ key }) => key));
  const absent = keys.find((key) => !there.has(key));
  if (absent !== undefined) throw new Fault('not-found', `nothing with the id ${absent}`);
}

async function seen<V extends keyof Views>(call: Call, view: V, key: string): Promise<Views[V]> {
  const row = await call.desk.reader.one<Views[V]>(view, key);
  if (!row) throw new Fault('not-found', `nothing with the id ${key}`);
  return row.row;
}

function refuseChannel(caveats: readonly string[]): void {
  if (!firewall('', caveats).pass)
    throw new Fault(
      'confidential-channel',
      'this comes from a confidential humanitarian channel and is not stored',
      {
        hint: 'What the same body said in public can be recorded as a claim of its own.',
      },
    );
}

function sameCompartment(handling: Handling, compartment: string): void {
  if (handling.compartment !== compartment)
    throw new Fault('entry-malformed', 'handling and entry name different compartments');
}

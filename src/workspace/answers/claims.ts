/** Answers about claims, parties, records and the history of anything, each as known at the reader's moment. */
import { Fault } from '#ground';
import { place, type Views } from '../projections.ts';
import type { Answer, HistoryLine, Query } from '../queries.ts';
import type { Reader, Row } from '../reader.ts';
import type { Desk } from '../workspace.ts';
import { claimView, Parties, shelfFor } from './views.ts';

export async function claims(desk: Desk, query: Query<'claims'>): Promise<Answer<'claims'>> {
  const byKind = query.kind !== undefined;
  const { rows, next } = await desk.reader.page<Views['claims']>(byKind ? 'claims-by-kind' : 'claims', {
    after: query.after,
    limit: query.limit,
    ...(byKind
      ? { parent: query.kind ?? '' }
      : query.documentId === undefined
        ? {}
        : { parent: query.documentId }),
  });
  const shelf = await shelfFor(
    desk.reader,
    rows.flatMap(({ row }) => row.claim.passages.map(({ documentId }) => documentId)),
    rows.map(({ key }) => key),
  );
  return { claims: rows.map((row) => claimView(row, shelf)), asKnown: desk.reader.asKnown, next };
}

export async function claim(desk: Desk, query: Query<'claim'>): Promise<Answer<'claim'>> {
  const row = await desk.reader.one<Views['claims']>('claims', query.claimId);
  if (!row) throw new Fault('not-found', `no claim with the id ${query.claimId}`);
  const shelf = await shelfFor(
    desk.reader,
    row.row.claim.passages.map(({ documentId }) => documentId),
    [query.claimId],
  );
  return {
    claim: claimView(row, shelf),
    history: await linesAbout(desk.reader, query.claimId),
    asKnown: desk.reader.asKnown,
  };
}

export async function parties(desk: Desk, _query: Query<'parties'>): Promise<Answer<'parties'>> {
  const known = await Parties.of(desk.reader);
  return {
    parties: known.all().map((party) => ({
      partyId: party.partyId,
      name: known.nameOf({ kind: 'party', partyId: party.partyId }),
      kind: party.kind,
    })),
    asKnown: desk.reader.asKnown,
  };
}

const STORY: Readonly<Record<string, string>> = {
  'document-preserved': 'The bytes were preserved.',
  'text-pinned': 'The text was taken from the bytes and pinned.',
  'reading-run': 'The reader read the text',
  'proposal-judged': 'A person decided on the proposal',
  'claim-recorded': 'The claim was recorded',
  'claim-marked': 'The claim was marked',
  'list-imported': 'The list was imported',
  'judgement-made': 'A person judged whether two records are one individual',
  'decision-undone': 'The decision was taken back; in force now',
  'mark-dismissed': 'A place without a claim was looked at',
  'import-undone': 'The import as a whole',
  'document-set-aside': 'The document was placed',
  'rereading-asked': 'A second reader was asked for',
  'rereading-answered': 'Somebody read it again',
  'group-accepted': 'Accepted in one step',
  'document-taken': 'Who has the document',
  'inquiry-recorded': 'The inquiry was recorded',
};

const BY_RULE = 'A rule compared two records';

/** What happened to a thing, in plain sentences. */
export async function linesAbout(reader: Reader, about: string): Promise<HistoryLine[]> {
  const rows = await reader.rows<Views['history']>('history', { parent: about });
  return rows.map(lineOf);
}

function lineOf({ seq, parent, row }: Row<Views['history']>): HistoryLine {
  const story = row.detail.startsWith('rule-') ? BY_RULE : (STORY[row.type] ?? row.type);
  return {
    seq,
    about: parent,
    at: row.at,
    by: row.by,
    type: row.type,
    detail: row.detail,
    sentence: story.endsWith('.') ? story : `${story}${row.detail === '' ? '' : `: ${row.detail}`}.`,
  };
}

/** Entries of one stretch of the ledger. */
const STRETCH = 100;

export async function history(desk: Desk, query: Query<'history'>): Promise<Answer<'history'>> {
  const { reader } = desk;
  const { asKnown } = reader;
  if (query.about !== undefined) return { lines: await linesAbout(reader, query.about), from: 0, asKnown };
  const newest = Math.max(0, asKnown.size - STRETCH);
  const from = Math.min(Math.max(0, Math.floor(query.from ?? newest)), newest);
  const lines = new Map<number, HistoryLine>();
  for await (const row of reader.each<Views['history']>('history', { from: place(from) })) {
    if (row.seq >= from + STRETCH) break;
    // A judgement stands in the history of two records and happened once.
    if (!lines.has(row.seq)) lines.set(row.seq, lineOf(row));
  }
  return { lines: [...lines.values()].reverse(), from, asKnown };
}

export async function overview(desk: Desk, query: Query<'overview'>): Promise<Answer<'overview'>> {
  const workspace = (await desk.reader.one<Views['workspace']>('workspace', 'workspace'))?.row;
  const { reader } = desk;
  const { roll, records } = query.soon
    ? await desk.rolls.atHand(reader)
    : { roll: await desk.rolls.of(reader), records: 0 };
  return {
    name: workspace?.name ?? 'Workspace',
    code: workspace?.workspaceId.slice(0, 8) ?? '',
    sample: workspace?.isSample ?? false,
    ...(await desk.rolls.tally(reader)),
    records: roll?.records ?? records,
    persons: roll?.persons.length ?? null,
    asKnown: reader.asKnown,
  };
}

/**
 * From entries to the rows that answers are made of. Pure, without memory: one entry in, rows out (decision 0002).
 * Keys and sort words are ids, dates and numbers, never names, because they travel in page marks.
 */
import type { ProjectedEntry, Projection, RowDraft } from '#ledger';
import type {
  Claim,
  CountRelease,
  CountView,
  Document,
  EntryBody,
  EntryType,
  EstimateOverride,
  Judgement,
  Party,
  PinnedText,
  Proposal,
  ProposalDecision,
  RereadingAnswered,
  RereadingAsked,
  SourceList,
  SourceRecord,
} from '#claim';

import { findsOfEntry } from './finds.ts';

/** Rows of each view, as they are read back. */
export interface Views {
  readonly workspace: EntryBody<'workspace-created'>;
  readonly principals: EntryBody<'principal-registered'>;
  readonly parties: Party;
  readonly documents: { readonly document: Document; readonly recordedAt: string };
  /** Which document holds these bytes (key = SHA-256 of the original). */
  readonly digests: { readonly documentId: string };
  readonly texts: PinnedText;
  readonly runs: Omit<EntryBody<'reading-run'>, 'proposals'> & {
    readonly proposals: number;
    readonly at: string;
  };
  readonly proposals: { readonly proposal: Proposal; readonly runId: string };
  /** The decision in force; 'open' once the only one was undone. `undoes` names the entry that was taken back. */
  readonly decisions: Omit<ProposalDecision, 'decision'> & {
    readonly decision: ProposalDecision['decision'] | 'open';
    readonly undoes?: number;
    readonly at: string;
    readonly by: string;
  };
  /** Places of a text that need no claim (parent = document id). */
  readonly dismissals: EntryBody<'mark-dismissed'> & { readonly at: string; readonly by: string };
  /** Whether a list is in force; lists that were never undone have no row. */
  readonly imports: EntryBody<'import-undone'> & { readonly at: string; readonly by: string };
  /** Whether a document is in use; documents that were never set aside have no row. */
  readonly placings: EntryBody<'document-set-aside'> & { readonly at: string; readonly by: string };
  /** Who has a document, or had it last; documents that nobody took have no row. */
  readonly holdings: EntryBody<'document-taken'> & { readonly at: string; readonly by: string };
  /** Samples to be read again (key = their id). */
  readonly rereadings: RereadingAsked & { readonly at: string; readonly by: string };
  /** The answers of a second and a third reader (key = `sample:proposal:turn`, parent = sample). */
  readonly 'rereading-answers': RereadingAnswered & { readonly at: string; readonly by: string };
  /** The newest choice (key = `model`). */
  readonly 'model-choice': EntryBody<'model-chosen'> & { readonly at: string; readonly by: string };
  /** What was asked of a model about a document (parent = its id), without the comparison. */
  readonly 'model-runs': Omit<EntryBody<'model-asked'>, 'compared'> & { readonly at: string };
  /** What a model made of a proposal of the rules (key = proposal id, parent = document id). */
  readonly 'second-readings': EntryBody<'model-asked'>['compared'][number];
  /** Claims by document (parent = document id, or empty for claims without one). */
  readonly claims: { readonly claim: Claim; readonly at: string; readonly by: string };
  /** The same claims by kind (parent = claim kind), so that a question about numbers reads only numbers. */
  readonly 'claims-by-kind': { readonly claim: Claim; readonly at: string; readonly by: string };
  /** Which claims are about a record (parent = record id), so that a person's page reads only its own. */
  readonly 'claims-by-record': { readonly claimId: string };
  readonly marks: EntryBody<'claim-marked'> & { readonly at: string; readonly by: string };
  readonly lists: { readonly list: SourceList; readonly at: string };
  readonly records: SourceRecord;
  readonly judgements: Judgement & { readonly seq: number; readonly at: string };
  readonly anchors: EntryBody<'anchor-registered'>['anchor'];
  readonly inquiries: EntryBody<'inquiry-recorded'>['inquiry'];
  /** Newest entry of each view; `by` signed it. */
  readonly 'count-views': { readonly view: CountView; readonly at: string; readonly by: string };
  /** By hash of the table. */
  readonly overrides: EstimateOverride & { readonly at: string };
  /** Tables of counts that left, with the persons behind each number. */
  readonly 'count-releases': { readonly release: CountRelease; readonly at: string; readonly by: string };
  readonly disclosures: EntryBody<'disclosure-made'>['disclosure'] & { readonly at: string };
  /** Which entries were erased, and on what ground. */
  readonly erasures: { readonly basis: string; readonly at: string };
  /** One line per entry about a thing (parent = its id). */
  readonly history: {
    readonly type: string;
    readonly at: string;
    readonly by: string;
    readonly detail: string;
  };
}
export type ViewName = keyof Views;

/** Seven digits keep code-unit order equal to reading order for texts up to ten million code points. */
/** A number as text that sorts as the number does. */
export const place = (codePoint: number): string => String(codePoint).padStart(8, '0');

type Rows<T extends EntryType> = (body: EntryBody<T>, entry: ProjectedEntry) => Draft[];
interface Draft extends Omit<RowDraft, 'row' | 'view'> {
  readonly view: ViewName;
  readonly row: unknown;
}

const story = (entry: ProjectedEntry, about: string, detail = ''): Draft => ({
  view: 'history',
  key: `${about}:${entry.seq}`,
  parent: about,
  sort: place(entry.seq),
  row: { type: entry.type, at: entry.sysTime, by: entry.actor, detail },
});

/** The document a claim stands in: that of its first passage, else the document it is about. */
export function documentOf(claim: Claim): string | null {
  return (
    claim.passages[0]?.documentId ?? (claim.subject.kind === 'document' ? claim.subject.documentId : null)
  );
}

/** The records a claim is about: its subject, and those that its words for people were settled as. */
export function recordsOf(claim: Claim): string[] {
  const found = new Set<string>();
  if (claim.subject.kind === 'record') found.add(claim.subject.recordId);
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (value !== null && typeof value === 'object')
      for (const [name, inner] of Object.entries(value)) {
        if (name === 'recordIds' && Array.isArray(inner)) inner.forEach((id) => found.add(String(id)));
        else collect(inner);
      }
  };
  collect('value' in claim ? claim.value : null);
  return [...found];
}

const PROJECT: { readonly [T in EntryType]?: Rows<T> } = {
  'workspace-created': (body) => [{ view: 'workspace', key: 'workspace', row: body }],
  'principal-registered': (body) => [{ view: 'principals', key: body.principalId, row: body }],
  'party-registered': ({ party }) => [{ view: 'parties', key: party.partyId, row: party }],
  'document-preserved': ({ document }, entry) => [
    {
      view: 'documents',
      key: document.documentId,
      sort: place(entry.seq),
      row: { document, recordedAt: entry.sysTime },
    },
    ...document.items
      .filter(({ role }) => role === 'original')
      .map((kept): Draft => ({
        view: 'digests',
        key: kept.sha256,
        row: { documentId: document.documentId },
      })),
    story(entry, document.documentId),
  ],
  'text-pinned': (body, entry) => [
    { view: 'texts', key: body.documentId, row: body },
    story(entry, body.documentId),
  ],
  'reading-run': ({ proposals, ...run }, entry) => [
    {
      view: 'runs',
      key: run.runId,
      parent: run.documentId,
      sort: place(entry.seq),
      row: { ...run, proposals: proposals.length, at: entry.sysTime },
    },
    ...proposals.map((proposal): Draft => ({
      view: 'proposals',
      key: proposal.proposalId,
      parent: run.documentId,
      sort: `${place(proposal.passage.start)}-${place(proposal.passage.end)}`,
      row: { proposal, runId: run.runId },
    })),
    story(entry, run.documentId, `${proposals.length} proposals`),
  ],
  'model-chosen': (body, entry) => [
    { view: 'model-choice', key: 'model', row: { ...body, at: entry.sysTime, by: entry.actor } },
    story(entry, 'model', body.choice.is),
  ],
  'model-asked': ({ compared, ...run }, entry) => [
    {
      view: 'model-runs',
      key: run.runId,
      parent: run.documentId,
      sort: place(entry.seq),
      row: { ...run, at: entry.sysTime },
    },
    ...compared.map((one): Draft => ({
      view: 'second-readings',
      key: one.proposalId,
      parent: run.documentId,
      row: one,
    })),
    story(entry, run.documentId, `${compared.length} proposals compared`),
  ],
  'proposal-judged': (body, entry) => [
    { view: 'decisions', key: body.proposalId, row: { ...body, at: entry.sysTime, by: entry.actor } },
    story(entry, body.proposalId, body.decision),
  ],
  'decision-undone': ({ proposalId, undoes, restores }, entry) => [
    {
      view: 'decisions',
      key: proposalId,
      row: {
        ...(restores ?? { decision: 'open', claimIds: [] }),
        proposalId,
        undoes,
        at: entry.sysTime,
        by: entry.actor,
      },
    },
    story(entry, proposalId, restores?.decision ?? 'open again'),
  ],
  'mark-dismissed': (body, entry) => [
    {
      view: 'dismissals',
      key: `${body.documentId}:${body.start}-${body.end}`,
      parent: body.documentId,
      sort: place(body.start),
      row: { ...body, at: entry.sysTime, by: entry.actor },
    },
    story(entry, body.documentId, body.state),
  ],
  'import-undone': (body, entry) => [
    { view: 'imports', key: body.listId, row: { ...body, at: entry.sysTime, by: entry.actor } },
    story(entry, body.listId, body.state),
  ],
  'document-set-aside': (body, entry) => [
    { view: 'placings', key: body.documentId, row: { ...body, at: entry.sysTime, by: entry.actor } },
    story(entry, body.documentId, body.state === 'set-aside' ? 'set aside' : 'in use again'),
  ],
  'group-accepted': ({ documentId, proposalIds }, entry) => [
    story(entry, documentId, `${proposalIds.length} together`),
  ],
  'rereading-asked': (body, entry) => [
    {
      view: 'rereadings',
      key: body.rereadingId,
      sort: place(entry.seq),
      row: { ...body, at: entry.sysTime, by: entry.actor },
    },
    story(entry, body.documentId ?? body.rereadingId, `${body.sample.length} drawn`),
  ],
  'rereading-answered': (body, entry) => [
    {
      view: 'rereading-answers',
      key: `${body.rereadingId}:${body.proposalId}:${body.turn}`,
      parent: body.rereadingId,
      sort: place(entry.seq),
      row: { ...body, at: entry.sysTime, by: entry.actor },
    },
    // What was answered is not said here: the history of a proposal is open to whoever reads it next.
    story(entry, body.proposalId, body.answer === 'taken-back' ? 'taken-back' : body.turn),
  ],
  'document-taken': (body, entry) => [
    { view: 'holdings', key: body.documentId, row: { ...body, at: entry.sysTime, by: entry.actor } },
    story(entry, body.documentId, body.state),
  ],
  'claim-recorded': ({ claim }, entry) => {
    const row = { claim, at: entry.sysTime, by: entry.actor };
    const sort = place(entry.seq);
    return [
      { view: 'claims', key: claim.claimId, parent: documentOf(claim) ?? '', sort, row },
      { view: 'claims-by-kind', key: claim.claimId, parent: claim.claimKind, sort, row },
      ...recordsOf(claim).map((recordId): Draft => ({
        view: 'claims-by-record',
        key: `${claim.claimId}:${recordId}`,
        parent: recordId,
        sort,
        row: { claimId: claim.claimId },
      })),
      story(entry, claim.claimId, claim.claimKind),
    ];
  },
  'claim-marked': (body, entry) => [
    {
      view: 'marks',
      key: `${body.claimId}:${entry.seq}`,
      parent: body.claimId,
      sort: place(entry.seq),
      row: { ...body, at: entry.sysTime, by: entry.actor },
    },
    story(entry, body.claimId, body.mark),
  ],
  'list-imported': ({ list }, entry) => [
    {
      view: 'lists',
      key: list.listId,
      parent: list.documentId,
      sort: place(entry.seq),
      row: { list, at: entry.sysTime },
    },
    story(entry, list.listId, `${list.rows} rows`),
  ],
  'record-added': ({ record }, entry) => [
    {
      view: 'records',
      key: record.recordId,
      parent: record.origin.kind === 'row' ? record.origin.listId : record.origin.passage.documentId,
      sort: place(entry.seq),
      row: record,
    },
  ],
  'judgement-made': ({ judgement }, entry) => [
    {
      view: 'judgements',
      key: [judgement.left, judgement.right].sort().join(':'),
      row: { ...judgement, seq: entry.seq, at: entry.sysTime },
    },
    ...[judgement.left, judgement.right].map((about) =>
      // A rule's word must not read as a person's.
      story(entry, about, judgement.by.kind === 'rule' ? `rule-${judgement.decision}` : judgement.decision),
    ),
  ],
  'anchor-registered': ({ anchor }) => [{ view: 'anchors', key: anchor.anchorId, row: anchor }],
  'inquiry-recorded': ({ inquiry }, entry) => [
    { view: 'inquiries', key: inquiry.inquiryId, row: inquiry },
    story(entry, inquiry.inquiryId, inquiry.outcome),
  ],
  'body-erased': (body, entry) => [
    {
      view: 'erasures',
      key: String(body.seq),
      sort: place(entry.seq),
      row: { basis: body.basis, at: entry.sysTime },
    },
  ],
  'count-view-signed': ({ view }, entry) => [
    {
      view: 'count-views',
      key: view.viewId,
      sort: place(entry.seq),
      row: { view, at: entry.sysTime, by: entry.actor },
    },
    story(entry, view.viewId, `${view.accepts.length} figures`),
  ],
  'estimate-overridden': ({ override }, entry) => [
    {
      view: 'overrides',
      key: override.overrideId,
      parent: override.table,
      sort: place(entry.seq),
      row: { ...override, at: entry.sysTime },
    },
    story(entry, override.overrideId, override.rules.join(' ')),
  ],
  'counts-published': ({ release }, entry) => [
    {
      view: 'count-releases',
      key: release.releaseId,
      sort: place(entry.seq),
      row: { release, at: entry.sysTime, by: entry.actor },
    },
    story(entry, release.releaseId, `${release.lines.length} numbers`),
  ],
  'disclosure-made': ({ disclosure }, entry) => [
    { view: 'disclosures', key: disclosure.disclosureId, row: { ...disclosure, at: entry.sysTime } },
  ],
};

/** All views of a workspace as one projection. Raise the version when a row changes its shape. */
export const WORKSPACE_VIEWS: Projection = {
  name: 'workspace',
  version: 6,
  project(entry) {
    const rows = PROJECT[entry.type as EntryType];
    return (rows?.(entry.body as never, entry) ?? []) as RowDraft[];
  },
  finds: findsOfEntry,
};

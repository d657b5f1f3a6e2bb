/**
 * Claims for an audience: what the rules of disclosure let out, with proofs that none of our code is needed to check.
 * The readable file is built from an allow-list of fields; what a rule kept back is counted under the rule.
 */
import { clear, type Audience } from '#disclosure';
import { toHex } from '#ground';
import { parseLeaf, writeBundle, type StoredEntry } from '#ledger';
import type { Views } from '../projections.ts';
import type { ClaimsExport, ClaimView, Query } from '../queries.ts';
import type { Row } from '../reader.ts';
import type { Desk } from '../workspace.ts';
import { claimView, shelfFor } from './views.ts';

/** What stands in claims.json; a field that is not named here does not leave. */
function allowed(claim: ClaimView, audience: Audience): Record<string, unknown> {
  const {
    claimId,
    kind,
    speaker,
    modality,
    sentence,
    passages,
    asOf,
    documentId,
    handling,
    marks,
    seq,
    recordedAt,
  } = claim;
  return {
    claimId,
    seq,
    kind,
    speaker: { state: speaker.state, name: speaker.name },
    modality,
    sentence,
    quotes: passages.map(({ documentId: of, exact, start, end, damaged }) => ({
      documentId: of,
      exact,
      start,
      end,
      damaged,
    })),
    asOf,
    documentId,
    tlp: handling.tlp,
    marks: marks.map(({ mark, at }) => ({ mark, at })),
    recordedAt,
    ...(audience === 'team' ? { caveats: handling.caveats, recordedBy: claim.recordedBy } : {}),
  };
}

/** Bodies with remarks of ours, consents or gradings leave to the team only; their proofs leave all the same. */
function isPlain(entry: StoredEntry): boolean {
  const body = JSON.parse(entry.body ?? '{}') as { claim?: Record<string, unknown> };
  return !['note', 'consentId', 'sourceGrade'].some((field) => Object.hasOwn(body.claim ?? {}, field));
}

export async function exportClaims(desk: Desk, query: Query<'export'>): Promise<ClaimsExport> {
  const { reader, ledger } = desk;
  const rows = (await reader.rows<Views['claims']>('claims')).sort((a, b) => a.seq - b.seq);
  const shelf = await shelfFor(
    reader,
    rows.flatMap(({ row }) => row.claim.passages.map(({ documentId }) => documentId)),
    rows.map(({ key }) => key),
  );
  const viewed = rows.map((row: Row<Views['claims']>) => claimView(row, shelf));
  const { cleared, leftOut } = clear(viewed, query.audience, (claim) => ({
    ...claim.handling,
    hasSpeaker: claim.speaker.state !== 'unresolved',
  }));
  const checkpoint = await ledger.checkpoint();
  const titles = new Map([...shelf.documents].map(([id, { document }]) => [id, document.title ?? null]));
  const used = new Set(cleared.map(({ documentId }) => documentId));
  const files: Record<string, string> = {
    'claims.json': `${JSON.stringify(
      {
        format: 'habeas-claims/1',
        audience: query.audience,
        asKnown: reader.asKnown,
        root: toHex(checkpoint.root),
        means: 'Each entry says that a text says something. None of them says that it is so.',
        documents: [...titles]
          .filter(([id]) => used.has(id))
          .map(([documentId, title]) => ({ documentId, title })),
        claims: cleared.map((claim) => allowed(claim, query.audience)),
        leftOut,
      },
      null,
      1,
    )}\n`,
  };
  const sink = async (name: string, piece: string): Promise<void> => {
    files[name] = (files[name] ?? '') + piece;
  };
  const reveal = (entry: StoredEntry): boolean =>
    parseLeaf(entry.leaf)?.type === 'claim-recorded' && (query.audience === 'team' || isPlain(entry));
  await writeBundle(
    {
      store: ledger.store,
      signer: desk.signer,
      checkpoint,
      seqs: cleared.map(({ seq }) => seq),
      compartments: ['open'],
      reveal,
    },
    sink,
  );
  return {
    audience: query.audience,
    claims: cleared.map((claim) => ({ seq: claim.seq, claim })),
    leftOut,
    asKnown: reader.asKnown,
    root: toHex(checkpoint.root),
    files,
  };
}

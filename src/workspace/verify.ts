/**
 * Verification of a whole workspace: what the store says of its files, what the ledger says of its entries, and
 * whether every document's bytes and text are there with the digests that its entry recorded. Reads everything,
 * changes nothing, and says what it cannot see.
 */
import { isFault } from '#ground';
import { noteVerifier, parseLeaf, verifyLedger, type LedgerStore, type Signer } from '#ledger';
import type { Document, PinnedText } from '#claim';
import { WORKSPACE_VIEWS } from './projections.ts';

export interface VerifiedPart {
  /** database, keys, blobs, entries, chain, bodies, erasures, tree, checkpoint, outside, views, evidence. */
  readonly part: string;
  readonly ok: boolean;
  /** Plain words; ids, numbers and times only. */
  readonly says: string;
}

export interface WorkspaceVerified {
  readonly ok: boolean;
  readonly entries: number;
  /** 64 hexadecimal digits; empty when the ledger cannot be read. */
  readonly root: string;
  readonly parts: readonly VerifiedPart[];
  readonly redacted: readonly { readonly seq: number; readonly basis: string }[];
  /** Until when an outside checkpoint covers the ledger; null without one. */
  readonly coveredUntil: string | null;
}

export interface VerifyCall {
  readonly store: LedgerStore;
  readonly signer: Pick<Signer, 'key'>;
  /** Texts of checkpoint notes that were kept elsewhere. */
  readonly outside?: readonly string[];
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

/** Verifies everything. Never throws for damage it can describe. */
export async function verifyWorkspace({
  store,
  signer,
  outside = [],
  onProgress,
}: VerifyCall): Promise<WorkspaceVerified> {
  onProgress?.('files', 0, 1);
  const files = await store.verify();
  onProgress?.('files', 1, 1);
  const verifier = noteVerifier(signer.key);
  const ledger = await verifyLedger(store, {
    verifiers: verifier ? [verifier] : [],
    outside,
    projections: [WORKSPACE_VIEWS],
    onProgress: (done, total) => onProgress?.('entries', done, total),
  });
  const evidence = await verifyEvidence(store, ledger.size);
  const parts: VerifiedPart[] = [...files, ...ledger.parts, evidence];
  return {
    ok: parts.every(({ ok }) => ok),
    entries: ledger.size,
    root: ledger.root,
    parts,
    redacted: ledger.redacted.map(({ seq, basis }) => ({ seq, basis })),
    coveredUntil: ledger.coveredUntil,
  };
}

const STEP = 5_000;

/** Every blob that an entry names is there with the digest the entry recorded. */
async function verifyEvidence(store: LedgerStore, size: number): Promise<VerifiedPart> {
  const wrong: number[] = [];
  let checked = 0;
  try {
    for (let from = 0; from < size; from += STEP) {
      for (const { seq, leaf, body } of await store.entries({
        from,
        to: Math.min(from + STEP, size),
        compartments: 'all',
      })) {
        const type = parseLeaf(leaf)?.type;
        if (body === null || (type !== 'document-preserved' && type !== 'text-pinned')) continue;
        for (const [blobId, sha256] of blobsOf(type, body)) {
          checked += 1;
          if ((await store.blobFacts(blobId))?.sha256 !== sha256) wrong.push(seq);
        }
      }
    }
  } catch (thrown) {
    return {
      part: 'evidence',
      ok: false,
      says: `the evidence could not be read (${isFault(thrown) ? thrown.code : 'unreadable'})`,
    };
  }
  const says =
    wrong.length === 0
      ? `${checked} preserved files and texts are as recorded`
      : `evidence of ${wrong.length} entries is missing or altered, first at entry ${wrong[0]}`;
  return { part: 'evidence', ok: wrong.length === 0, says };
}

function blobsOf(type: string, body: string): (readonly [blobId: string, sha256: string])[] {
  const parsed = JSON.parse(body) as { document?: Document } & Partial<PinnedText>;
  if (type === 'document-preserved')
    return (parsed.document?.items ?? []).map(({ blobId, sha256 }) => [blobId, sha256]);
  return parsed.blobId !== undefined && parsed.textSha256 !== undefined
    ? [[parsed.blobId, parsed.textSha256]]
    : [];
}

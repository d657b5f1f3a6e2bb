/**
 * Proof that one entry was recorded, as a text file anyone can check offline (C2SP tlog-proof, v1): position, path,
 * signed checkpoint, and the leaf itself as the extra line. It shows nothing of the body.
 */
import { Fault } from '#ground';
import { openCheckpoint } from './checkpoint.ts';
import { leafHash } from './entry.ts';
import { verifyInclusion } from './merkle.ts';
import { fromBase64, toBase64, type NoteVerifier } from './note.ts';
import type { LedgerStore } from './ports.ts';
import { TreeReader } from './tree.ts';

/** A proof text as fields; nothing is checked yet. */
export interface TlogProof {
  /** The leaf, if the proof carries it. */
  readonly extra: Uint8Array | null;
  readonly seq: number;
  readonly path: readonly Uint8Array[];
  /** The checkpoint as a signed note. */
  readonly checkpoint: string;
}

/** What checking a proof gave. */
export type ProofCheck =
  | { readonly ok: true; readonly seq: number; readonly size: number }
  | { readonly ok: false; readonly reason: 'malformed' | 'unknown-key' | 'bad-signature' | 'not-included' };

const HEAD = 'c2sp.org/tlog-proof@v1';

/** The text of a proof. */
export function formatProof({ extra, seq, path, checkpoint }: TlogProof): string {
  const lines = [HEAD, ...(extra === null ? [] : [`extra ${toBase64(extra)}`]), `index ${seq}`];
  return `${[...lines, ...path.map(toBase64)].join('\n')}\n\n${checkpoint}`;
}

/** The fields of a proof text, or null when it is none. */
export function parseProof(text: string): TlogProof | null {
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(0, end)).split('\n');
  if (lines.shift() !== HEAD) return null;
  const extra = lines[0]?.startsWith('extra ') ? fromBase64((lines.shift() ?? '').slice(6)) : undefined;
  const digits = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')?.[1];
  const path = lines.map(fromBase64);
  if (extra === null || digits === undefined || !path.every((hash) => hash?.length === 32)) return null;
  return {
    extra: extra ?? null,
    seq: Number(digits),
    path: path as Uint8Array[],
    checkpoint: text.slice(end + 2),
  };
}

/**
 * The proof of one entry against the newest stored checkpoint.
 * Throws Fault('not-found') when there is no such entry or no checkpoint covers it yet.
 */
export async function proofFor(store: LedgerStore, seq: number): Promise<string> {
  const last = await store.lastCheckpoint();
  if (last === null || seq >= last.size)
    throw new Fault('not-found', `no checkpoint covers entry ${seq} yet`);
  const path = await new TreeReader(store, last.size).inclusion(seq);
  const [entry] = await store.entries({ from: seq, to: seq + 1, compartments: [] });
  if (entry === undefined) throw new Fault('ledger-broken', `entry ${seq} is missing`);
  return formatProof({ extra: Buffer.from(entry.leaf), seq, path, checkpoint: last.note });
}

/** Checks a proof text for this leaf against the keys one trusts. */
export function verifyProof(text: string, leaf: string, verifiers: readonly NoteVerifier[]): ProofCheck {
  const proof = parseProof(text);
  if (proof === null) return { ok: false, reason: 'malformed' };
  const opened = openCheckpoint(proof.checkpoint, verifiers);
  if (!opened.ok) return opened;
  const { size, root } = opened.checkpoint;
  const isIncluded = verifyInclusion({ leafHash: leafHash(leaf), seq: proof.seq, size, root }, proof.path);
  return isIncluded ? { ok: true, seq: proof.seq, size } : { ok: false, reason: 'not-included' };
}

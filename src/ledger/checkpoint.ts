/**
 * Checkpoints: a signed tree head that can be kept elsewhere (C2SP tlog-checkpoint). Whoever holds one can notice
 * that history before it was rewritten; nothing can notice a loss after the newest checkpoint held elsewhere.
 * A ledger that is not an extension of what was signed before is never signed (SPEC L14).
 */
import { Fault, sameBytes, toHex, type Clock } from '#ground';
import { CompactRange, verifyConsistency, type TreeHead } from './merkle.ts';
import {
  fromBase64,
  noteVerifier,
  openNote,
  signNote,
  toBase64,
  type NoteVerifier,
  type Signer,
} from './note.ts';
import type { LedgerStore, StoredCheckpoint } from './ports.ts';
import { TreeReader } from './tree.ts';

/** The text of a checkpoint as fields. */
export interface Checkpoint extends TreeHead {
  /** Which ledger: the name of the key that signs it. */
  readonly origin: string;
}

/** A checkpoint whose signature was checked, or why it does not count. */
export type CheckpointCheck =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly signedBy: readonly string[] }
  | { readonly ok: false; readonly reason: 'malformed' | 'unknown-key' | 'bad-signature' };

/** Origin, size and root, one line each. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** The fields of a checkpoint text; extension lines are allowed and ignored. Null when it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const lines = text.split('\n');
  if (lines.length < 4 || lines.pop() !== '' || lines.includes('')) return null;
  const [origin = '', digits = '', encoded = ''] = lines;
  const root = fromBase64(encoded);
  const size = Number(digits);
  if (!/^(?:0|[1-9]\d*)$/.test(digits) || !Number.isSafeInteger(size) || root?.length !== 32) return null;
  return { origin, size, root };
}

/** Takes a checkpoint note apart and checks its signatures against the keys one trusts. */
export function openCheckpoint(note: string, verifiers: readonly NoteVerifier[]): CheckpointCheck {
  const opened = openNote(note, verifiers);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpoint(opened.text);
  // The log's own key must be among the signers: a witness alone does not speak for the log.
  if (checkpoint === null) return { ok: false, reason: 'malformed' };
  if (!opened.signedBy.includes(checkpoint.origin)) return { ok: false, reason: 'unknown-key' };
  return { ok: true, checkpoint, signedBy: opened.signedBy };
}

/** What signing a checkpoint needs. */
export interface SigningDesk {
  readonly store: LedgerStore;
  readonly signer: Signer;
  readonly clock: Clock;
}

/**
 * Signs the head of the ledger and stores the note. The head must extend the last stored checkpoint and every note
 * in `outside`; otherwise Fault('checkpoint-inconsistent') and nothing is signed. A head that is signed already is
 * returned as it is.
 */
export async function signCheckpoint(
  desk: SigningDesk,
  outside: readonly string[] = [],
): Promise<StoredCheckpoint> {
  const { store, signer, clock } = desk;
  const stored = await store.head();
  const head = { size: stored.size, root: CompactRange.from(stored.size, stored.frontier).root() };
  const tree = new TreeReader(store, head.size);
  const own = noteVerifier(signer.key);
  if (own === null) throw new Fault('bug', 'the key of the signer cannot be read');
  const last = await store.lastCheckpoint();
  for (const note of last === null ? outside : [last.note, ...outside]) {
    const opened = openCheckpoint(note, [own]);
    if (!opened.ok)
      throw new Fault('checkpoint-inconsistent', `an earlier checkpoint does not count: ${opened.reason}`);
    await mustExtend(tree, opened.checkpoint, head);
  }
  if (last !== null && last.size === head.size && sameBytes(last.root, head.root)) return last;
  const note = await signNote(formatCheckpoint({ origin: signer.name, ...head }), signer);
  const checkpoint = { ...head, note, madeAt: clock.now() };
  await store.saveCheckpoint(checkpoint);
  return checkpoint;
}

async function mustExtend(tree: TreeReader, earlier: TreeHead, head: TreeHead): Promise<void> {
  if (earlier.size > head.size) {
    throw new Fault('checkpoint-inconsistent', `${earlier.size} entries were signed, ${head.size} are here`);
  }
  const path = await tree.consistency(earlier.size, head.size);
  if (!verifyConsistency(earlier, head, path)) {
    throw new Fault(
      'checkpoint-inconsistent',
      `the first ${earlier.size} entries are not those that were signed (${toHex(earlier.root).slice(0, 16)})`,
    );
  }
}

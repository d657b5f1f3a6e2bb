/**
 * What an export carries so that a stranger can check it: chosen entries with their proofs, the signed checkpoint,
 * the public key, a signed digest of the list, and the verifier itself. The bytes are described in
 * docs/formats/ledger.md. Which bodies may leave is decided by the caller; here a body that is not revealed
 * leaves as null with its proof intact.
 */
import { readFile } from 'node:fs/promises';
import { canonicalJson, Fault, startSha256, toHex } from '#ground';
import { openCheckpoint } from './checkpoint.ts';
import { noteVerifier, signNote, type Signer } from './note.ts';
import { OPEN, type LedgerStore, type StoredCheckpoint, type StoredEntry } from './ports.ts';
import { TreeReader } from './tree.ts';

/** What is to leave. */
export interface BundleCall {
  readonly store: LedgerStore;
  readonly signer: Signer;
  /** Must cover every entry of `seqs`. */
  readonly checkpoint: StoredCheckpoint;
  /** Entries in ascending order, each once. */
  readonly seqs: readonly number[];
  /** Compartments whose bodies may leave. */
  readonly compartments: readonly string[] | 'all';
  /** May narrow further which bodies leave. */
  readonly reveal?: (entry: StoredEntry) => boolean;
  /** A checkpoint note the receiver holds from before; a proof that today's ledger extends it is added. */
  readonly earlier?: string;
}

/** Where the pieces go: called with a file's name and the next piece of its text, in order. */
export type BundleSink = (name: string, piece: string) => Promise<void>;

/** Entries read at once: neighbours share one read. */
const SPAN = 1_000;

/**
 * Writes the files of a bundle: ledger.jsonl, checkpoint.txt, key.txt, export.txt, verify.py, VERIFY.md, and
 * earlier.txt with consistency.txt when an earlier checkpoint is given. Throws Fault('not-found') for an entry the
 * checkpoint does not cover, Fault('checkpoint-inconsistent') when the earlier checkpoint is not of this ledger.
 */
export async function writeBundle(call: BundleCall, sink: BundleSink): Promise<void> {
  const { signer, checkpoint, seqs } = call;
  if (seqs.some((seq, at) => at > 0 && seq <= (seqs[at - 1] ?? seq))) {
    throw new Fault('bug', 'entries of a bundle must be in ascending order');
  }
  const tree = new TreeReader(call.store, checkpoint.size);
  if (call.earlier !== undefined) await writeEarlier(call.earlier, { call, tree, sink });
  const digest = startSha256();
  await sink('ledger.jsonl', '');
  for await (const line of bundleLines(call, tree)) {
    digest.update(line);
    await sink('ledger.jsonl', line);
  }
  await sink('checkpoint.txt', checkpoint.note);
  await sink('key.txt', `${signer.key}\n`);
  await sink('export.txt', await signNote(`habeas export v1\n${signer.name}\n${digest.hex()}\n`, signer));
  for (const name of ['verify.py', 'VERIFY.md']) {
    await sink(name, await readFile(new URL(`verifier/${name}`, import.meta.url), 'utf8'));
  }
}

async function* bundleLines(call: BundleCall, tree: TreeReader): AsyncGenerator<string> {
  const { store, seqs, compartments, reveal } = call;
  let page: StoredEntry[] = [];
  for (const [at, seq] of seqs.entries()) {
    const path = await tree.inclusion(seq);
    const first = page[0]?.seq ?? -1;
    if (first === -1 || seq >= first + page.length) {
      page = await store.entries({ from: seq, to: endOfSpan(seqs, at), compartments });
    }
    const entry = page[seq - (page[0]?.seq ?? seq)];
    if (entry?.seq !== seq) throw new Fault('ledger-broken', `entry ${seq} is missing`);
    yield `${lineOf(entry, path, reveal?.(entry) ?? true)}\n`;
  }
}

/** One after the last wanted entry that is near enough to be read together with this one. */
function endOfSpan(seqs: readonly number[], at: number): number {
  const limit = (seqs[at] ?? 0) + SPAN;
  let last = at;
  while (last + 1 < seqs.length && (seqs[last + 1] ?? limit) < limit) last += 1;
  return (seqs[last] ?? 0) + 1;
}

function lineOf(entry: StoredEntry, path: readonly Uint8Array[], isRevealed: boolean): string {
  const { seq, leaf, compartment } = entry;
  const isOut = isRevealed && entry.body !== null && entry.salt !== null;
  return canonicalJson({
    body: isOut ? entry.body : null,
    ...(isOut && compartment !== OPEN ? { compartment } : {}),
    leaf,
    proof: path.map(toHex),
    salt: isOut && entry.salt !== null ? toHex(entry.salt) : null,
    seq,
  });
}

interface EarlierCall {
  readonly call: BundleCall;
  readonly tree: TreeReader;
  readonly sink: BundleSink;
}

async function writeEarlier(earlier: string, { call, tree, sink }: EarlierCall): Promise<void> {
  const own = noteVerifier(call.signer.key);
  const opened = openCheckpoint(earlier, own === null ? [] : [own]);
  if (!opened.ok)
    throw new Fault('checkpoint-inconsistent', `the earlier checkpoint does not count: ${opened.reason}`);
  const path = await tree.consistency(opened.checkpoint.size);
  await sink('earlier.txt', earlier);
  await sink('consistency.txt', path.map((hash) => `${toHex(hash)}\n`).join(''));
}

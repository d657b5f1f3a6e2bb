/**
 * The work that the bars do to a vault: claims one by one, batches of 200 rows, documents with large blobs.
 * Everything follows from a key, so that a retry does the same again, and a reader can tell what must be there.
 * Words are invented. Used by the programs in scripts/bar-*.ts and by tests, never by the product.
 */
import { createHash } from 'node:crypto';
import { Ledger, ed25519Signer } from '#ledger';
import type { EntryDraft, Projection, Receipt } from '#ledger';
import { createVault, openVault } from '#stores/vault';
import type { Vault } from '#stores/vault';

/** Key derivation so cheap that it protects nothing: bars start a vault a thousand times. */
export const CHEAP = { memoryKiB: 64, passes: 1, lanes: 1 } as const;
export const PASSPHRASE = 'sample';
export const ACTOR = '00000000-0000-4000-8000-00000000000a';
export const BATCH = 200;

/** One piece of work; `size` is the blob's. */
export interface Job {
  readonly kind: 'claim' | 'batch' | 'document';
  readonly key: string;
  readonly size: number;
}

const rows: Projection = {
  name: 'claims',
  version: 1,
  project: ({ body, seq }) => [{ key: String(seq), parent: 'bar', sort: String(seq), row: body }],
};

/** Opens the ledger of a vault with a view, as the program does. */
export async function openLedger(vault: Vault): Promise<Ledger> {
  const signer = ed25519Signer(`habeas/${vault.workspaceId}`, vault.signingSeed());
  return Ledger.open(vault.store, { signer, projections: [rows] });
}

/** A new vault for a bar. */
export async function makeVault(place: string, largestInRows?: number): Promise<Vault> {
  const options = largestInRows === undefined ? {} : { largestInRows };
  const { vault } = await createVault(place, { passphrase: PASSPHRASE, cost: CHEAP, ...options });
  return vault;
}

/** Opens a bar's vault again. */
export async function reopen(place: string, largestInRows?: number): Promise<Vault> {
  const options = largestInRows === undefined ? {} : { largestInRows };
  return openVault(place, { passphrase: PASSPHRASE }, options);
}

/** The idempotency keys a job writes. */
export function keysOf({ kind, key }: Job): string[] {
  return kind === 'batch' ? Array.from({ length: BATCH }, (_, at) => `${key}/${at}`) : [key];
}

function draftOf(key: string, more: Record<string, string> = {}): EntryDraft {
  const text = `somebody says that a person is held; said under ${key}`;
  return { type: 'bar-claim', actor: ACTOR, idempotencyKey: key, body: { key, text, ...more } };
}

/** The bytes of a job's blob: what a generator gives that is keyed by the job. */
export function bytesOf(key: string, size: number): Uint8Array {
  const block = createHash('sha512').update(key).digest();
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += block.length)
    bytes.set(block.subarray(0, Math.min(block.length, size - at)), at);
  return new Uint8Array(bytes);
}

/** Does a job, or finds that an earlier attempt has done it. */
export async function perform(ledger: Ledger, job: Job): Promise<Receipt[]> {
  if (job.kind !== 'document') return ledger.append(keysOf(job).map((key) => draftOf(key)));
  const { store } = ledger;
  const known = await store.byIdempotencyKey(job.key);
  if (known !== null) {
    const body = JSON.parse(known.body ?? '{}') as { blobId: string; sha256: string };
    return ledger.append([draftOf(job.key, { blobId: body.blobId, sha256: body.sha256 })]);
  }
  const blobId = await store.blobBegin();
  const bytes = bytesOf(job.key, job.size);
  for (let at = 0; at < bytes.length; at += 1_000_000)
    await store.blobWrite(blobId, bytes.subarray(at, at + 1_000_000));
  const { sha256 } = await store.blobFinish(blobId);
  return ledger.append([draftOf(job.key, { blobId, sha256 })]);
}

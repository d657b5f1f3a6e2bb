/**
 * Helpers of the vault's tests: a folder that goes away with its test, and cheap key derivation.
 * The cost here is for tests only; a real workspace never goes below KDF_FLOOR.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { makeBatch, makeEntry, makeRow } from './acceptance.ts';
import { createVault } from '#stores/vault';
import type { Vault, VaultOptions } from '#stores/vault';
import type { LedgerStore } from '#ledger';

export const CHEAP = { memoryKiB: 64, passes: 1, lanes: 1 } as const;
export const PASSPHRASE = { passphrase: 'sample' } as const;

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Runs when the test has ended, last added first. */
export function afterwards(close: () => Promise<void>): void {
  closing.push(close);
}

/** A new empty folder. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'habeas-vault-'));
  afterwards(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new vault in a fresh folder, closed after the test. */
export async function freshVault(
  options: VaultOptions = {},
): Promise<{ place: string; vault: Vault; recoveryCode: string }> {
  const place = join(freshFolder(), 'case.habeas');
  const { vault, recoveryCode } = await createVault(place, { ...PASSPHRASE, cost: CHEAP, ...options });
  afterwards(() => vault.close());
  return { place, vault, recoveryCode };
}

/** Appends entries with a row each; `note` is part of every body. */
export async function fill(store: LedgerStore, count: number, note = 'words'): Promise<void> {
  const { size } = await store.head();
  const entries = Array.from({ length: count }, (_, at) =>
    makeEntry(size + at, { body: JSON.stringify({ note, at: size + at }) }),
  );
  await store.append(makeBatch(entries, { rows: entries.map(({ seq }) => makeRow(seq)) }));
}

/** Preserves bytes as one blob. */
export async function putBlob(store: LedgerStore, bytes: Uint8Array): Promise<string> {
  const blobId = await store.blobBegin();
  await store.blobWrite(blobId, bytes);
  return (await store.blobFinish(blobId)).blobId;
}

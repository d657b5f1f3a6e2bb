/**
 * Bar R4: one flipped bit anywhere in vault.db, keys.json or a side file must be found by what `habeas verify`
 * does: open, verify the store, verify the ledger. Each flip is undone before the next. The workspace is small
 * on purpose; what is proved is coverage, and every page, slot and chunk of it is hit many times.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFault, seededRandom } from '#ground';
import { ed25519Signer, noteVerifier, verifyLedger } from '#ledger';
import type { Vault } from '#stores/vault';
import { makeVault, openLedger, perform, reopen } from './work.ts';

export interface FlipOptions {
  readonly flips: number;
  readonly seed: string;
  readonly onFlip?: (done: number) => void;
}

export interface FlipResult {
  readonly flips: number;
  readonly found: number;
  /** How often each part or fault code was the first to say so. */
  readonly foundBy: Readonly<Record<string, number>>;
  /** Flips per file. */
  readonly files: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

const LARGEST_IN_ROWS = 50_000;

/** What verification says first: a part, a fault code, or null when it finds nothing. */
async function verdictOn(place: string): Promise<string | null> {
  let vault: Vault | null = null;
  try {
    vault = await reopen(place, LARGEST_IN_ROWS);
    const part = (await vault.store.verify()).find(({ ok }) => !ok);
    if (part !== undefined) return part.part;
    const key = noteVerifier(ed25519Signer(`habeas/${vault.workspaceId}`, vault.signingSeed()).key);
    const verdict = await verifyLedger(vault.store, { verifiers: key === null ? [] : [key] });
    return verdict.ok ? null : (verdict.parts.find(({ ok }) => !ok)?.part ?? 'ledger');
  } catch (thrown) {
    if (!isFault(thrown) || thrown.code === 'bug') throw thrown;
    return thrown.code;
  } finally {
    await vault?.close().catch(() => undefined);
  }
}

async function makeWorkspace(place: string): Promise<void> {
  const vault = await makeVault(place, LARGEST_IN_ROWS);
  const ledger = await openLedger(vault);
  for (let number = 0; number < 20; number += 1)
    await perform(ledger, { kind: 'claim', key: `c${number}`, size: 0 });
  await perform(ledger, { kind: 'document', key: 'in the database', size: 40_000 });
  await perform(ledger, { kind: 'document', key: 'beside it', size: 150_000 });
  await ledger.checkpoint();
  await vault.close();
}

/** Flips bits, one at a time, and counts what is found. */
export async function runFlips(options: FlipOptions): Promise<FlipResult> {
  const random = seededRandom(`flip/${options.seed}`);
  const folder = mkdtempSync(join(tmpdir(), 'habeas-flip-'));
  const place = join(folder, 'bar.habeas');
  const failures: string[] = [];
  const [foundBy, perFile]: Record<string, number>[] = [{}, {}];
  let found = 0;
  try {
    await makeWorkspace(place);
    const [side = ''] = readdirSync(join(place, 'blobs'));
    const names = ['vault.db', 'vault.db', 'vault.db', 'keys.json', join('blobs', side)];
    const whole = new Map(names.map((name) => [name, readFileSync(join(place, name))]));
    if ((await verdictOn(place)) !== null) failures.push('the workspace does not verify before any flip');
    for (let flip = 0; flip < options.flips; flip += 1) {
      const name = names[random.below(names.length)] ?? 'vault.db';
      const bytes = Buffer.from(whole.get(name) ?? Buffer.alloc(0));
      const bit = random.below(bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      writeFileSync(join(place, name), bytes);
      const verdict = await verdictOn(place);
      if (verdict === null) failures.push(`bit ${bit} of ${name.startsWith('blobs') ? 'a side file' : name}`);
      else found += 1;
      count(foundBy, verdict ?? 'nothing');
      count(perFile, name.startsWith('blobs') ? 'side file' : name);
      for (const [file, original] of whole) writeFileSync(join(place, file), original);
      rmSync(join(place, 'vault.db-wal'), { force: true });
      options.onFlip?.(flip + 1);
    }
    if ((await verdictOn(place)) !== null)
      failures.push('the workspace does not verify after all flips were undone');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { flips: options.flips, found, foundBy: foundBy ?? {}, files: perFile ?? {}, failures };
}

function count(counts: Record<string, number> | undefined, name: string): void {
  if (counts !== undefined) counts[name] = (counts[name] ?? 0) + 1;
}

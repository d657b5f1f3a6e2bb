/**
 * Bar R3: a disk that fills up. On a small file system of its own (root on Linux), or under a limit on file
 * size, a vault is written until it says disk-full: during claims, batches, blobs, a rebuild, a backup and a
 * passphrase change. Everything acknowledged must be readable then, nothing half-done may stay, and work must
 * go on once there is space.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFault } from '#ground';
import { verifyLedger } from '#ledger';
import type { Ledger } from '#ledger';
import { backupVault } from '#stores/vault';
import type { Vault } from '#stores/vault';
import { commandFor } from './traced.ts';
import { CHEAP, keysOf, makeVault, openLedger, perform, reopen } from './work.ts';
import type { Job } from './work.ts';

export const NO_MOUNT = 'a small file system cannot be mounted here; run as root on Linux';

export interface FullResult {
  readonly acknowledged: number;
  readonly readable: number;
  /** Work that was answered with disk-full, by kind. */
  readonly refused: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

const LARGEST_IN_ROWS = 500_000;

/** Mounts a file system of so many MiB, or returns null where that is not allowed. */
function mountSmall(mebibytes: number): { folder: string; unmount: () => void } | null {
  if (process.platform !== 'linux') return null;
  const folder = mkdtempSync(join(tmpdir(), 'habeas-full-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], {
    stdio: 'ignore',
  });
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
  const unmount = (): void => {
    spawnSync('umount', ['-l', folder], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, unmount };
}

/** What was done before the disk was full, and what was answered then. */
export interface Filled {
  readonly acknowledged: readonly Job[];
  readonly refused: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Collects answers: disk-full is what is wanted, anything else is a failure. */
class Answers {
  readonly refused: Record<string, number> = {};
  readonly failures: string[] = [];

  async attempt(kind: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (thrown) {
      if (!isFault(thrown, 'disk-full')) {
        this.failures.push(
          `${kind}: ${isFault(thrown) ? `${thrown.code}, ${thrown.message}` : String(thrown)}`,
        );
      }
      this.refused[kind] = (this.refused[kind] ?? 0) + 1;
      return false;
    }
  }
}

/** Kind of work, size of its blob, and how often at most: only a runaway gets that far. */
const FILLS: readonly (readonly [Job['kind'], number, number])[] = [
  ['document', 10_000_000, 50],
  ['document', 200_000, 500],
  ['batch', 0, 1000],
  ['claim', 0, 20_000],
];

/** Fills the disk under a folder in every way, and reads everything back while it is full. */
export async function fillDisk(folder: string): Promise<Filled> {
  const place = join(folder, 'bar.habeas');
  const answers = new Answers();
  const acknowledged: Job[] = [];
  const vault = await makeVault(place, LARGEST_IN_ROWS);
  const ledger = await openLedger(vault);
  for (const [kind, size, most] of FILLS) {
    const name = size === 0 ? kind : `${kind} of ${size} bytes`;
    for (let number = 0; number < most; number += 1) {
      const job: Job = { kind, key: `${name} ${number}`, size };
      if (!(await answers.attempt(name, () => perform(ledger, job)))) break;
      acknowledged.push(job);
    }
  }
  const copy = join(folder, 'copy');
  // A backup is compact and may still fit, above all under a limit on files; then it is no leftover.
  if (await answers.attempt('backup', () => backupVault(vault, copy, async () => []))) {
    rmSync(copy, { recursive: true });
  }
  await answers.attempt('rebuild', () => ledger.rebuild());
  await answers.attempt('large blob', () => largeBlob(vault));
  await answers.attempt('passphrase', () => vault.changePassphrase('sample', CHEAP));
  const failures = [
    ...answers.failures,
    ...(await lossesOf(ledger, acknowledged)),
    ...leftovers(folder, place),
  ];
  for (const part of await vault.store.verify())
    if (!part.ok) failures.push(`full, ${part.part}: ${part.says}`);
  for (const [kind, size] of FILLS) {
    const name = size === 0 ? kind : `${kind} of ${size} bytes`;
    if (answers.refused[name] === undefined) failures.push(`the disk did not fill up with ${name}`);
  }
  await vault.close();
  return { acknowledged, refused: answers.refused, failures };
}

/** Opens after space was freed: everything is there, verifies, and work goes on. */
export async function checkAfter(folder: string, filled: Filled): Promise<FullResult> {
  const vault = await reopen(join(folder, 'bar.habeas'), LARGEST_IN_ROWS);
  const ledger = await openLedger(vault);
  const answers = new Answers();
  const again: Job = { kind: 'batch', key: 'after space was freed', size: 0 };
  await answers.attempt('after freeing', () => perform(ledger, again));
  const acknowledged = [...filled.acknowledged, again];
  const failures = [...filled.failures, ...answers.failures, ...(await lossesOf(ledger, acknowledged))];
  const said = [...(await vault.store.verify()), ...(await verifyLedger(vault.store)).parts];
  failures.push(...said.filter(({ ok }) => !ok).map(({ part, says }) => `${part}: ${says}`));
  const written = acknowledged.reduce((sum, job) => sum + keysOf(job).length, 0);
  const readable = (await ledger.head()).size;
  if (readable !== written) failures.push(`${readable} entries are there, ${written} were acknowledged`);
  await vault.close();
  return { acknowledged: written, readable, refused: filled.refused, failures };
}

/** On a small file system; null where none can be mounted. */
export async function runFull(mebibytes: number): Promise<FullResult | null> {
  const small = mountSmall(mebibytes);
  if (small === null) return null;
  try {
    const ballast = join(small.folder, 'ballast');
    writeFileSync(ballast, Buffer.alloc(4_000_000));
    const filled = await fillDisk(small.folder);
    rmSync(ballast);
    return await checkAfter(small.folder, filled);
  } finally {
    small.unmount();
  }
}

/** Under a limit on the size of every file, set by the shell; the kernel then answers EFBIG. */
export async function runLimited(mebibytes: number): Promise<FullResult> {
  const folder = mkdtempSync(join(tmpdir(), 'habeas-full-'));
  try {
    const blocks = String(mebibytes * 2048);
    // Without the trap the kernel would end the program instead of refusing the write.
    const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`;
    const said = spawnSync('sh', ['-c', script, 'sh', ...commandFor('./full-driver.ts', [folder])], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 100_000_000,
    });
    if (said.status !== 0) throw new Error(`the driver ended with ${said.status ?? said.signal}`);
    return await checkAfter(folder, JSON.parse(said.stdout) as Filled);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function largeBlob(vault: Vault): Promise<void> {
  const blobId = await vault.store.blobBegin();
  const piece = new Uint8Array(1_000_000);
  for (let number = 0; number < 200; number += 1) await vault.store.blobWrite(blobId, piece);
  await vault.store.blobFinish(blobId);
}

async function lossesOf(ledger: Ledger, jobs: readonly Job[]): Promise<string[]> {
  const losses: string[] = [];
  for (const job of jobs) {
    for (const key of keysOf(job)) {
      const entry = await ledger.store.byIdempotencyKey(key);
      if (entry?.body === undefined || entry.body === null)
        losses.push('an acknowledged entry cannot be read');
      else if (job.kind === 'document') {
        const { blobId } = JSON.parse(entry.body) as { blobId: string };
        const facts = await ledger.store.blobFacts(blobId);
        const bytes = await ledger.store.blobRead(blobId, 0, job.size);
        if (facts?.size !== job.size || bytes.length !== job.size)
          losses.push('an acknowledged blob cannot be read');
      }
    }
  }
  return losses;
}

/** Half-made copies and files that nobody will finish. */
function leftovers(folder: string, place: string): string[] {
  const copies = readdirSync(folder).filter((name) => name !== 'bar.habeas' && name !== 'ballast');
  const parts = readdirSync(join(place, 'blobs')).filter((name) => !/^[0-9a-f]{32}$/.test(name));
  return [...copies, ...parts].map((name) => `left behind: ${name.replace(/[0-9a-f]{8,}/g, '…')}`);
}

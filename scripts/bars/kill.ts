/**
 * Bar R1: SIGKILL in the middle of writes. What was acknowledged is there with the same sequence number and
 * hash, batches are whole or absent, ledger and files verify, and the interrupted work, done again under its
 * key, is there once. (It cannot show what a power cut does; the fsync bar counts for that.)
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { seededRandom } from '#ground';
import { verifyLedger } from '#ledger';
import type { Ledger } from '#ledger';
import type { Vault } from '#stores/vault';
import { keysOf, makeVault, openLedger, perform, reopen } from './work.ts';
import type { Job } from './work.ts';

export interface KillOptions {
  readonly cycles: number;
  readonly seed: string;
  /** Milliseconds after the driver began to work; the bar uses 50 to 1500. */
  readonly from: number;
  readonly to: number;
  readonly onCycle?: (done: number) => void;
}

export interface KillResult {
  readonly cycles: number;
  /** Pieces of work that were acknowledged, and entries they wrote. */
  readonly acknowledged: number;
  readonly entries: number;
  /** Work that was cut off, and how much of it had reached the disk without anybody being told. */
  readonly interrupted: number;
  readonly unheard: number;
  readonly slowestOpenMs: number;
  /** What went wrong, in words; empty when the bar passes. */
  readonly failures: readonly string[];
}

interface Acknowledged {
  readonly job: Job;
  readonly seqs: readonly number[];
  readonly hashes: readonly string[];
}

/** When to kill: after the driver began to work, or in one of ten cycles while it is still opening. */
interface Delay {
  readonly ms: number;
  readonly isWhileOpening: boolean;
}

interface Heard {
  readonly acknowledged: Acknowledged[];
  /** Work that was begun and not acknowledged. */
  readonly trying: Job | null;
}

/** A new vault every so many cycles, so that verifying does not grow without end. */
const CYCLES_PER_VAULT = 20;
const LARGEST_IN_ROWS = 4_000_000;
const SLOWEST_OPEN_MS = 3000;

/** Kills and checks so many times. */
export async function runKills(options: KillOptions): Promise<KillResult> {
  const random = seededRandom(`kill/${options.seed}`);
  const folder = mkdtempSync(join(tmpdir(), 'habeas-kill-'));
  const sum = { acknowledged: 0, entries: 0, interrupted: 0, unheard: 0, slowestOpenMs: 0 };
  const failures: string[] = [];
  const placeOf = (cycle: number): string => join(folder, `v${Math.floor(cycle / CYCLES_PER_VAULT)}`);
  const driverOf = (cycle: number): ChildProcess =>
    startDriver([placeOf(cycle), options.seed, String(cycle)]);
  let next = driverOf(0);
  try {
    for (let cycle = 0; cycle < options.cycles; cycle += 1) {
      const place = placeOf(cycle);
      if (cycle % CYCLES_PER_VAULT === 0) await (await makeVault(place, LARGEST_IN_ROWS)).close();
      const driver = next;
      if (cycle + 1 < options.cycles) next = driverOf(cycle + 1);
      const isWhileOpening = random.below(10) === 0;
      const between = isWhileOpening ? [0, 60] : [options.from, options.to];
      const ms = (between[0] ?? 0) + random.below((between[1] ?? 0) - (between[0] ?? 0) + 1);
      const heard = await workAndKill(driver, { ms, isWhileOpening });
      const startedAt = performance.now();
      const vault = await reopen(place, LARGEST_IN_ROWS);
      sum.slowestOpenMs = Math.max(sum.slowestOpenMs, performance.now() - startedAt);
      const found = await check(vault, heard);
      failures.push(...found.failures.map((failure) => `cycle ${cycle}: ${failure}`));
      sum.acknowledged += heard.acknowledged.length;
      sum.entries += heard.acknowledged.reduce((count, { seqs }) => count + seqs.length, 0);
      sum.interrupted += heard.trying === null ? 0 : 1;
      sum.unheard += found.isUnheard ? 1 : 0;
      await vault.close();
      if ((cycle + 1) % CYCLES_PER_VAULT === 0) rmSync(place, { recursive: true, force: true });
      options.onCycle?.(cycle + 1);
    }
  } finally {
    next.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
  if (sum.slowestOpenMs > SLOWEST_OPEN_MS) failures.push(`opening took ${Math.round(sum.slowestOpenMs)} ms`);
  return { cycles: options.cycles, ...sum, failures };
}

/** A driver that has loaded its program and waits to be told to begin, so that starting costs no time. */
function startDriver(args: readonly string[]): ChildProcess {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const driver = fileURLToPath(new URL('./kill-driver.ts', import.meta.url));
  return spawn(process.execPath, ['--import', loader, driver, ...args], {
    stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
  });
}

/** Lets the driver begin, kills it some time after it began to work, and returns what it had said. */
async function workAndKill(child: ChildProcess, delay: Delay): Promise<Heard> {
  let said = '';
  let timer: NodeJS.Timeout | null = null;
  const kill = (): void => void child.kill('SIGKILL');
  const pipe = child.stdio[3] as Readable;
  pipe.setEncoding('utf8');
  pipe.on('data', (piece: string) => {
    said += piece;
    if (timer === null && said.includes('\n')) timer = setTimeout(kill, delay.ms);
  });
  child.stdin?.write('go\n');
  if (delay.isWhileOpening) timer = setTimeout(kill, delay.ms);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== null) throw new Error(`the driver ended by itself with ${code}`);
  return understand(said);
}

function understand(said: string): Heard {
  const acknowledged: Acknowledged[] = [];
  let trying: Job | null = null;
  // The last line may be cut; then it was not said.
  for (const line of said.split('\n').slice(0, -1)) {
    const words = JSON.parse(line) as { trying?: Job; done?: Job; seqs?: number[]; hashes?: string[] };
    if (words.trying !== undefined) trying = words.trying;
    if (words.done === undefined) continue;
    acknowledged.push({ job: words.done, seqs: words.seqs ?? [], hashes: words.hashes ?? [] });
    trying = null;
  }
  return { acknowledged, trying };
}

async function check(vault: Vault, heard: Heard): Promise<{ failures: string[]; isUnheard: boolean }> {
  const failures: string[] = [];
  for (const part of await vault.store.verify()) {
    if (!part.ok) failures.push(`${part.part}: ${part.says}`);
  }
  const ledger = await openLedger(vault);
  for (const done of heard.acknowledged) failures.push(...(await lossesOf(ledger, done)));
  let isUnheard = false;
  if (heard.trying !== null) {
    const keys = keysOf(heard.trying);
    const found = await Promise.all(keys.map((key) => vault.store.byIdempotencyKey(key)));
    const written = found.filter((entry) => entry !== null).length;
    if (written !== 0 && written !== keys.length)
      failures.push(`${written} of ${keys.length} rows of one batch`);
    isUnheard = written > 0;
    const receipts = await perform(ledger, heard.trying);
    if (receipts.some(({ replayed }) => replayed !== isUnheard))
      failures.push('a retry wrote what was there');
  }
  const verdict = await verifyLedger(vault.store);
  for (const part of verdict.parts) if (!part.ok) failures.push(`ledger ${part.part}: ${part.says}`);
  failures.push(...(await duplicatesIn(vault, verdict.size)));
  return { failures, isUnheard };
}

async function lossesOf(ledger: Ledger, { job, seqs, hashes }: Acknowledged): Promise<string[]> {
  const losses: string[] = [];
  for (const [at, key] of keysOf(job).entries()) {
    const entry = await ledger.store.byIdempotencyKey(key);
    if (entry === null) losses.push(`acknowledged entry ${seqs[at]} is lost`);
    else if (entry.seq !== seqs[at] || Buffer.from(entry.leafHash).toString('hex') !== hashes[at]) {
      losses.push(`acknowledged entry ${seqs[at]} has changed`);
    } else if (job.kind === 'document') losses.push(...(await blobLosses(ledger, entry.body ?? '{}')));
  }
  return losses;
}

async function blobLosses(ledger: Ledger, body: string): Promise<string[]> {
  const { blobId, sha256 } = JSON.parse(body) as { blobId: string; sha256: string };
  const facts = await ledger.store.blobFacts(blobId);
  if (facts === null) return [`acknowledged blob ${blobId} is lost`];
  const bytes = await ledger.store.blobRead(blobId, 0, facts.size);
  const isSame = createHash('sha256').update(bytes).digest('hex') === sha256;
  return isSame ? [] : [`acknowledged blob ${blobId} has changed`];
}

async function duplicatesIn(vault: Vault, size: number): Promise<string[]> {
  const keys = new Set<string>();
  let [entries, rows] = [0, 0];
  for (let from = 0; from < size; from += 10_000) {
    for (const { body } of await vault.store.entries({ from, to: from + 10_000, compartments: 'all' })) {
      keys.add((JSON.parse(body ?? '{}') as { key: string }).key);
      entries += 1;
    }
  }
  rows = await vault.store.countRows({ view: 'claims', compartments: ['open'] });
  const said = [];
  if (keys.size !== entries) said.push(`${entries - keys.size} entries are there twice`);
  if (rows !== entries) said.push(`${rows} rows for ${entries} entries`);
  return said;
}

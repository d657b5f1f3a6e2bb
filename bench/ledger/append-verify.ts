/**
 * How long does it take to append and to verify a million entries, compared with nothing but SHA-256 over the same
 * bytes (leaf, committed body, and one join per entry; one thread, one call per hash)?
 *
 *   node bin/run-ts.js bench/ledger/append-verify.ts [--store memory|vault] [--entries 1000000] [--batch 1000]
 *
 * The vault is opened in its own process, as the program does. Prints one table; RESULTS.md keeps it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom, sha256 } from '#ground';
import {
  ed25519Signer,
  Ledger,
  noteVerifier,
  signerOf,
  TreeReader,
  verifyLedger,
  type EntryDraft,
  type LedgerStore,
  type NoteVerifier,
  type Signer,
} from '#ledger';
import { MemoryStore } from '#stores/memory';
import { createVault, KDF_FLOOR, openVaultInChild } from '#stores/vault';

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'vault' },
    entries: { type: 'string', default: '1000000' },
    batch: { type: 'string', default: '1000' },
  },
});
const COUNT = Number(values.entries);
const BATCH = Number(values.batch);

interface Opened {
  readonly store: LedgerStore;
  readonly signer: Signer;
  readonly close: () => Promise<void>;
}

async function openStore(): Promise<Opened> {
  if (values.store === 'memory') {
    const store = new MemoryStore();
    return { store, signer: ed25519Signer('bench', new Uint8Array(32).fill(1)), close: () => store.close() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'habeas-bench-'));
  const { vault } = await createVault(join(folder, 'bench.habeas'), { passphrase: 'bench', cost: KDF_FLOOR });
  await vault.close();
  const child = await openVaultInChild(join(folder, 'bench.habeas'), { passphrase: 'bench' });
  return {
    store: child.store,
    signer: signerOf({ name: 'bench', publicKey: child.publicKey, sign: (message) => child.sign(message) }),
    close: async () => {
      await child.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const WORDS = 'the ministry says that persons are held in a building and has not answered the letter'.split(
  ' ',
);
const random = seededRandom('bench');

/** About 400 bytes of body, as a count claim has. */
function draft(n: number): EntryDraft {
  const words = Array.from({ length: 24 }, () => WORDS[random.below(WORDS.length)]).join(' ');
  return {
    type: 'claim-recorded',
    actor: 'owner',
    body: {
      kind: 'count',
      n,
      operator: 'at-least',
      passages: [{ end: n + 90, exact: words, start: n }],
      speaker: 'party-17',
    },
  };
}

interface Timing {
  readonly seconds: number;
  /** CPU seconds of this process; on a busy machine they say more than the clock. The vault's process is not in it. */
  readonly cpu: number;
}

async function timed<T>(act: () => Promise<T>): Promise<Timing & { result: T }> {
  const [startedAt, used] = [performance.now(), process.cpuUsage()];
  const result = await act();
  const { user, system } = process.cpuUsage(used);
  return { seconds: (performance.now() - startedAt) / 1000, cpu: (user + system) / 1e6, result };
}

/** SHA-256 of the same bytes: the hashes of up to 20,000 stored entries, as often as needed for all. */
async function bare(store: LedgerStore): Promise<Timing> {
  const sample = await store.entries({ from: 0, to: Math.min(COUNT, 20_000), compartments: 'all' });
  const leaves = sample.map(({ leaf }) => Buffer.from(`\0${leaf}`));
  const bodies = sample.map(({ salt, body }) =>
    Buffer.concat([salt ?? Buffer.alloc(0), Buffer.from(body ?? '')]),
  );
  const joined = Buffer.alloc(65, 1);
  return timed(async () => {
    for (let n = 0; n < COUNT; n++) {
      sha256(leaves[n % leaves.length] as Buffer);
      sha256(bodies[n % bodies.length] as Buffer);
      sha256(joined);
    }
  });
}

function row(what: string, { seconds, cpu }: Timing, limit: Timing): void {
  const rate = Math.round(COUNT / seconds).toLocaleString('en');
  const ratio = (limit.seconds / seconds).toFixed(2);
  process.stdout.write(
    `| ${what} | ${seconds.toFixed(2)} s | ${cpu.toFixed(2)} s | ${rate}/s | ${ratio} |\n`,
  );
}

const { store, signer, close } = await openStore();
const ledger = await Ledger.open(store, { signer });
const append = await timed(async () => {
  for (let from = 0; from < COUNT; from += BATCH) {
    await ledger.append(Array.from({ length: Math.min(BATCH, COUNT - from) }, (_, at) => draft(from + at)));
  }
});
const kept = await ledger.checkpoint();
const limit = await bare(store);
const verifiers = [noteVerifier(signer.key) as NoteVerifier];
const verify = await timed(() => verifyLedger(store, { verifiers, outside: [kept.note] }));
const proofs = await timed(async () => {
  for (let n = 0; n < 100; n++) await new TreeReader(store, COUNT).inclusion(random.below(COUNT));
});
process.stdout.write(
  `\n${COUNT} entries, ${values.store} store, batches of ${BATCH}, Node ${process.versions.node}, `,
);
process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n\n`);
process.stdout.write('| what | time | CPU here | rate | of bare SHA-256 |\n|---|---|---|---|---|\n');
row('bare SHA-256 of the same bytes', limit, limit);
row('append, sealed and stored', append, limit);
row('verify everything', verify, limit);
process.stdout.write(`\nOne inclusion proof, nothing remembered: ${(proofs.seconds * 10).toFixed(2)} ms. `);
process.stdout.write(`Verified: ${verify.result.ok ? 'ok' : 'FAIL'}.\n`);
await close();
if (!verify.result.ok) process.exitCode = 4;

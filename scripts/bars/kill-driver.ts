/**
 * The program that the kill bar kills. Once it is told to on its standard input, it opens the vault of the
 * folder it is given and works until it dies.
 * On descriptor 3 it writes one line before each piece of work and one after it succeeded; nothing else tells
 * the killer what was acknowledged.
 */
import { writeSync } from 'node:fs';
import { seededRandom } from '#ground';
import { openLedger, perform, reopen } from './work.ts';
import type { Job } from './work.ts';

await new Promise((resolve) => process.stdin.once('data', resolve));
const [place = '', seed = '', cycle = ''] = process.argv.slice(2);
const PIPE = 3;
const random = seededRandom(`${seed}/${cycle}`);
const say = (line: unknown): void => void writeSync(PIPE, `${JSON.stringify(line)}\n`);

// Blobs of this bar are 1 or 5 MB; the larger ones go beside the database.
const vault = await reopen(place, 4_000_000);
const ledger = await openLedger(vault);
say({ ready: true });
for (let number = 0; ; number += 1) {
  const dice = random.below(100);
  const kind = dice < 80 ? 'claim' : dice < 95 ? 'batch' : 'document';
  const size = kind !== 'document' ? 0 : random.below(2) === 0 ? 1_000_000 : 5_000_000;
  const job: Job = { kind, key: `${cycle}-${number}`, size };
  say({ trying: job });
  const receipts = await perform(ledger, job);
  say({ done: job, seqs: receipts.map(({ seq }) => seq), hashes: receipts.map(({ leafHash }) => leafHash) });
}

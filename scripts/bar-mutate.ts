/**
 * Bar R6: ten thousand mutations of a ledger by someone with the database, and with the signing key; every change
 * before the checkpoint that was kept elsewhere must be noticed. Prints one number and PASS or FAIL.
 *
 *   npm run bar:mutate [-- COUNT [SEED]]
 */
import { seededRandom } from '#ground';
import { history } from '../test/ledger/support/history.ts';
import { unnoticed } from '../test/ledger/support/mutate.ts';

const count = Number(process.argv[2] ?? 10_000);
const seed = process.argv[3] ?? 'bar-mutate-1';
const random = seededRandom(seed);
const missed: string[] = [];
for (let done = 0; done < count; done += 1000) {
  const past = await history(80 + random.below(120), `${seed}/${done}`, []);
  missed.push(...(await unnoticed(past, random, Math.min(1000, count - done))));
}
for (const name of missed.slice(0, 20)) process.stderr.write(`not noticed: ${name}\n`);
const isPass = missed.length === 0 && count > 0;
process.stdout.write(
  `${count - missed.length} of ${count} mutations noticed, seed ${seed}: ${isPass ? 'PASS' : 'FAIL'}\n`,
);
process.exitCode = isPass ? 0 : 1;

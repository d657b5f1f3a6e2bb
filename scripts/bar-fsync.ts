/**
 * Bar R2 (i), `npm run bar:fsync`: fsyncs are counted, not believed. 200 commits must make at least 200 more
 * fsync or fdatasync calls on the log than the same program without commits. `--commits N`.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { option, report } from './bars/report.ts';
import { NO_STRACE, commandFor, hasStrace, runToEnd, traced } from './bars/traced.ts';
import { makeVault, openLedger } from './bars/work.ts';

const commits = Number(option('commits', '200'));
const failures: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'habeas-fsync-'));

async function fsyncsOf(place: string, number: number): Promise<number> {
  const trace = join(folder, 'trace');
  const command = commandFor('./fsync-driver.ts', [place, String(number)]);
  const endedBy = await runToEnd(traced(command, ['fsync', 'fdatasync'], trace));
  if (endedBy !== '0') failures.push(`the program ended with ${endedBy}`);
  return readFileSync(trace, 'latin1')
    .split('\n')
    .filter((line) => /f(?:data)?sync\(\d+\) += 0/.test(line)).length;
}

let [without, having] = [0, 0];
try {
  if (hasStrace()) {
    const place = join(folder, 'bar.habeas');
    const vault = await makeVault(place);
    // The first opening of a ledger builds its views; that is no commit of the two runs that are compared.
    await openLedger(vault);
    await vault.close();
    without = await fsyncsOf(place, 0);
    having = await fsyncsOf(place, commits);
  } else failures.push(NO_STRACE);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const counted = having - without;
if (counted < commits) failures.push(`${counted} fsyncs for ${commits} commits`);
report({
  bar: 'fsync',
  seed: 'none',
  counts: 'fsyncs made by the commits',
  number: counted,
  measured: { commits, 'fsyncs without commits': without, 'fsyncs with commits': having },
  failures,
});

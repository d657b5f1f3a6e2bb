/**
 * Linkage measured: `npm run bench:linkage -- COUNT [--splink]` makes a list of COUNT invented people, links it by the
 * command, and prints time, peak memory and accuracy at the program's own threshold. With --splink the same list goes
 * through Splink, in a virtual environment that is made for it in a temporary place, with its blocking rules kept to the
 * same number of pairs. Nothing here is run by the tests.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const count = Number(process.argv[2] ?? 100_000);
const withSplink = process.argv.includes('--splink');

interface Measured {
  readonly seconds: number;
  readonly peakMiB: number;
}

/** Runs a program and watches its resident memory. */
async function measured(command: string, args: readonly string[]): Promise<Measured> {
  const began = Date.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peak = 0;
  const watch = setInterval(() => {
    try {
      const seen = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8'));
      peak = Math.max(peak, Number(seen?.[1] ?? 0) / 1024);
    } catch {
      // The process has just ended.
    }
  }, 200);
  const code = await new Promise<number | null>((done) => child.on('close', done));
  clearInterval(watch);
  if (code !== 0) process.stderr.write(`${command} ended with ${code ?? 'a signal'}\n`);
  return { seconds: (Date.now() - began) / 1000, peakMiB: Math.round(peak) };
}

function rowsOf(file: string): string[][] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

/** Pairwise accuracy of clusters against the truth. */
function accuracy(
  links: readonly (readonly [record: string, cluster: string])[],
  truth: ReadonlyMap<string, string>,
): string {
  const pairs = (counts: Iterable<number>): number =>
    [...counts].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const tally = (keys: Iterable<string>): Map<string, number> => {
    const found = new Map<string, number>();
    for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
    return found;
  };
  const made = pairs(tally(links.map(([, cluster]) => cluster)).values());
  const real = pairs(tally(truth.values()).values());
  const right = pairs(
    tally(links.map(([record, cluster]) => `${cluster} ${truth.get(record) ?? ''}`)).values(),
  );
  const [precision, recall] = [right / made, right / real];
  return `P ${precision.toFixed(4)}, R ${recall.toFixed(4)}, F1 ${((2 * precision * recall) / (precision + recall)).toFixed(4)}`;
}

const folder = mkdtempSync(join(tmpdir(), 'habeas-bench-'));
try {
  const list = join(folder, 'people.csv');
  execFileSync(process.execPath, [
    join(ROOT, 'bin/run-ts.js'),
    join(ROOT, 'bench/linkage/generate.ts'),
    String(count),
    list,
  ]);
  const truth = new Map(
    rowsOf(list.replace(/\.csv$/, '.truth.csv')).map(([id = '', person = '']) => [id, person]),
  );
  const report = ({ seconds, peakMiB }: Measured, name: string, score: string): void =>
    void process.stdout.write(
      `${name}: ${count} records, ${seconds.toFixed(0)} s, ${peakMiB} MiB, ${score}\n`,
    );
  const out = join(folder, 'links.csv');
  const ours = await measured(process.execPath, [join(ROOT, 'bin/habeas.js'), 'link', list, '--out', out]);
  report(
    ours,
    'habeas link',
    accuracy(
      rowsOf(out).map(([, record = '', cluster = '']) => [record, cluster]),
      truth,
    ),
  );
  if (withSplink) {
    const python = join(folder, 'venv/bin/python');
    execFileSync('python3', ['-m', 'venv', join(folder, 'venv')]);
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'splink==4.0.16'], { stdio: 'inherit' });
    const theirs = await measured(python, [join(ROOT, 'bench/linkage/splink_run.py'), list, out]);
    report(
      theirs,
      'Splink 4.0.16',
      accuracy(
        rowsOf(out).map(([record = '', cluster = '']) => [record, cluster]),
        truth,
      ),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

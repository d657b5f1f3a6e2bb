/**
 * Linkage measured: `npm run bench:linkage -- COUNT [--splink] [--mixed]` makes a list of COUNT invented people, links it
 * by the command, and prints time, processor time, peak memory and accuracy at the program's own threshold. With --splink
 * the same list goes through the newest Splink, in a virtual environment that is made for it in a temporary place, with
 * its blocking rules kept to the number of pairs that the command weighed; its best threshold is chosen on the truth,
 * which flatters it. With --mixed every third record is in Cyrillic and every third in Armenian letters. Nothing here is
 * run by the tests.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const flags = process.argv.slice(2);
const count = Number(flags.find((flag) => !flag.startsWith('-')) ?? 100_000);
const THRESHOLDS = ['0.5', '0.8', '0.9', '0.95', '0.99', '0.999'];
/** Clock ticks of /proc in a second. */
const TICKS = 100;

interface Measured {
  readonly seconds: number;
  /** Processor time of all threads. */
  readonly cpu: number;
  readonly peakMiB: number;
}

/** Runs a program and watches its resident memory and processor time. */
async function measured(command: string, args: readonly string[], stdout: string): Promise<Measured> {
  const began = Date.now();
  const child = spawn(command, args, { stdio: ['ignore', openSync(stdout, 'w'), 'inherit'] });
  let peak = 0;
  let cpu = 0;
  const watch = setInterval(() => {
    try {
      const seen = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8'));
      peak = Math.max(peak, Number(seen?.[1] ?? 0) / 1024);
      const stat = readFileSync(`/proc/${child.pid ?? 0}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      cpu = Math.max(cpu, (Number(stat[11]) + Number(stat[12])) / TICKS);
    } catch {
      // The process has just ended.
    }
  }, 100);
  const code = await new Promise<number | null>((done) => child.on('close', done));
  clearInterval(watch);
  if (code !== 0) process.stderr.write(`${command} ended with ${code ?? 'a signal'}\n`);
  return { seconds: (Date.now() - began) / 1000, cpu, peakMiB: Math.round(peak) };
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

function report({ seconds, cpu, peakMiB }: Measured, name: string, score: string): void {
  const load = loadavg()[0]?.toFixed(1) ?? '';
  process.stdout.write(
    `${name}: ${count} records, ${seconds.toFixed(0)} s (processor ${cpu.toFixed(0)} s, load ${load}), ${peakMiB} MiB, ${score}\n`,
  );
}

async function habeas(list: string, truth: ReadonlyMap<string, string>): Promise<number> {
  const out = `${list}.links.csv`;
  const json = `${list}.json`;
  const ours = await measured(
    process.execPath,
    [join(ROOT, 'bin/habeas.js'), 'link', list, '--out', out, '--json'],
    json,
  );
  const links = rowsOf(out).map(([, record = '', cluster = '']) => [record, cluster] as const);
  report(ours, 'habeas link', accuracy(links, truth));
  const { pairs } = JSON.parse(readFileSync(json, 'utf8')) as { pairs: number };
  process.stdout.write(`  pairs weighed: ${pairs}\n`);
  return pairs;
}

async function splink(list: string, truth: ReadonlyMap<string, string>, budget: number): Promise<void> {
  const [venv, out] = [`${list}.venv`, `${list}.splink.csv`];
  execFileSync('python3', ['-m', 'venv', venv]);
  const python = join(venv, 'bin/python');
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'splink'], { stdio: 'inherit' });
  const said = `${list}.splink.txt`;
  const script = join(ROOT, 'bench/linkage/splink_run.py');
  const theirs = await measured(python, [script, list, out, String(budget)], said);
  const name = readFileSync(said, 'utf8').split('\n', 1)[0] ?? 'splink';
  for (const threshold of THRESHOLDS) {
    const links = rowsOf(`${out}.${threshold}`).map(
      ([record = '', cluster = '']) => [record, cluster] as const,
    );
    report(theirs, `${name}, threshold ${threshold}`, accuracy(links, truth));
  }
}

const folder = mkdtempSync(join(tmpdir(), 'habeas-bench-'));
try {
  const list = join(folder, 'people.csv');
  const generate = [
    join(ROOT, 'bin/run-ts.js'),
    join(ROOT, 'bench/linkage/generate.ts'),
    String(count),
    list,
  ];
  execFileSync(process.execPath, [...generate, ...(flags.includes('--mixed') ? ['mixed'] : [])]);
  const truth = new Map(
    rowsOf(list.replace(/\.csv$/, '.truth.csv')).map(([id = '', person = '']) => [id, person]),
  );
  const pairs = await habeas(list, truth);
  if (flags.includes('--splink')) await splink(list, truth, pairs);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

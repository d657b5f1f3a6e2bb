/**
 * Linkage measured: `npm run bench:linkage -- COUNT [--splink] [--mixed]` makes a list of COUNT invented people, links it
 * by the command, and prints time, processor time, peak memory and accuracy at the program's own threshold. With --splink
 * the same list goes through the newest Splink, in a virtual environment that is made for it in a temporary place, with
 * its blocking rules kept to the number of pairs that the command weighed; its best threshold is chosen on the truth,
 * which flatters it. With --mixed every third record is in Cyrillic and every third in Armenian letters. Nothing here is
 * run by the tests.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { accuracyOf } from './accuracy.ts';

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

async function* rowsOf(file: string): AsyncGenerator<string[]> {
  let isHeading = true;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    if (!isHeading) yield line.split(',');
    isHeading = false;
  }
}

/** The generator names its records r0, r1, …: who stands behind each, as a number. */
async function truthOf(file: string): Promise<Int32Array> {
  const truth = new Int32Array(count).fill(-1);
  for await (const [id = '', person = ''] of rowsOf(file)) truth[Number(id.slice(1))] = Number(person);
  return truth;
}

/** The cluster of every record; those that a file leaves out stand alone. */
async function clustersOf(file: string, record: number, cluster: number): Promise<Int32Array> {
  const clusters = Int32Array.from({ length: count }, (_, at) => -1 - at);
  const numbers = new Map<string, number>();
  for await (const cells of rowsOf(file)) {
    const name = cells[cluster] ?? '';
    // Names of clusters may be words; ours begin with a letter and a number, Splink's are names of records.
    const said = /^[a-z]?(\d+)$/i.exec(name)?.[1];
    const number = said === undefined ? (numbers.get(name) ?? numbers.size) : Number(said);
    if (said === undefined) numbers.set(name, number);
    clusters[Number((cells[record] ?? '').slice(1))] = number;
  }
  return clusters;
}

/** In words: by pairs, by records, and how many persons came out of how many there are. */
function accuracy(clusters: Int32Array, truth: Int32Array): string {
  const { pairs, bCubed, persons } = accuracyOf(clusters, truth);
  const shares = ({ precision, recall, f1 }: typeof pairs): string =>
    `P ${precision.toFixed(4)}, R ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`;
  return `by pairs ${shares(pairs)}; B-cubed ${shares(bCubed)}; ${persons.found} persons of ${persons.real}`;
}

function report({ seconds, cpu, peakMiB }: Measured, name: string, score: string): void {
  const load = loadavg()[0]?.toFixed(1) ?? '';
  process.stdout.write(
    `${name}: ${count} records, ${seconds.toFixed(0)} s (processor ${cpu.toFixed(0)} s, load ${load}), ${peakMiB} MiB, ${score}\n`,
  );
}

async function habeas(list: string, truth: Int32Array): Promise<number> {
  const out = `${list}.links.csv`;
  const json = `${list}.json`;
  const ours = await measured(
    process.execPath,
    [join(ROOT, 'bin/habeas.js'), 'link', list, '--out', out, '--json'],
    json,
  );
  report(ours, 'habeas link', accuracy(await clustersOf(out, 1, 2), truth));
  const { pairs } = JSON.parse(readFileSync(json, 'utf8')) as { pairs: number };
  process.stdout.write(`  pairs weighed: ${pairs}\n`);
  return pairs;
}

async function splink(list: string, truth: Int32Array, budget: number): Promise<void> {
  const [venv, out] = [`${list}.venv`, `${list}.splink.csv`];
  execFileSync('python3', ['-m', 'venv', venv]);
  const python = join(venv, 'bin/python');
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'splink'], { stdio: 'inherit' });
  const said = `${list}.splink.txt`;
  const script = join(ROOT, 'bench/linkage/splink_run.py');
  const theirs = await measured(python, [script, list, out, String(budget)], said);
  const name = readFileSync(said, 'utf8').split('\n', 1)[0] ?? 'splink';
  for (const threshold of THRESHOLDS) {
    const clusters = await clustersOf(`${out}.${threshold}`, 0, 1);
    report(theirs, `${name}, threshold ${threshold}`, accuracy(clusters, truth));
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
  const truth = await truthOf(list.replace(/\.csv$/, '.truth.csv'));
  const pairs = await habeas(list, truth);
  if (flags.includes('--splink')) await splink(list, truth, pairs);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Bar R12: no canary in plain text on disk. Under strace every write and every opened path of the whole program
 * is searched, not only the workspace; without it (in the tests) the folder is. The program dies by SIGKILL, so
 * the write-ahead log and an unfinished side file are still there. A control run writes a canary on purpose and
 * must be caught.
 */
import { createReadStream, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { canaries, formsOf } from './canary.ts';
import { commandFor, runToEnd, traced } from './traced.ts';

export interface PlaintextResult {
  /** Bytes of files that were searched. */
  readonly bytes: number;
  /** Traced calls that were searched; 0 without strace. */
  readonly calls: number;
  readonly hits: readonly string[];
  /** Files the program made outside its folder. */
  readonly strays: readonly string[];
  readonly endedBy: string;
}

const CALLS = [
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'pwritev2',
  'openat',
  'open',
  'creat',
  'rename',
  'mkdir',
];

/** Runs the driver once and searches what it left. */
export async function runPlaintext(options: {
  readonly seed: string;
  readonly withTrace: boolean;
  readonly isControl: boolean;
}): Promise<PlaintextResult> {
  const folder = mkdtempSync(join(tmpdir(), 'habeas-plain-'));
  const trace = `${folder}.trace`;
  try {
    const args = [folder, options.seed, options.isControl ? 'control' : 'normal'];
    const command = commandFor('./plaintext-driver.ts', args);
    // A core file would hold everything; that there is none is tested where the child process is.
    const env = { ...process.env, TMPDIR: tmpdir(), TSX_DISABLE_CACHE: '1' };
    const endedBy = await runToEnd(options.withTrace ? traced(command, CALLS, trace) : command, env);
    const forms = formsOf(canaries(options.seed).root);
    const files = searchFiles(folder, forms);
    const calls = options.withTrace
      ? await searchTrace(trace, folder, forms)
      : { calls: 0, hits: [], strays: [] };
    return { bytes: files.bytes, ...calls, hits: [...files.hits, ...calls.hits], endedBy };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(trace, { force: true });
  }
}

function searchFiles(folder: string, forms: readonly Buffer[]): { bytes: number; hits: string[] } {
  let bytes = 0;
  const hits: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    const content = readFileSync(path);
    bytes += content.length;
    if (forms.some((form) => content.includes(form) || name.includes(form.toString('latin1')))) {
      hits.push(`a canary in ${relative(folder, path)}`);
    }
  }
  return { bytes, hits };
}

const MADE = /open(?:at)?\((?:AT_FDCWD, )?"([^"]*)", [A-Z_|0]*O_CREAT/;

async function searchTrace(
  trace: string,
  folder: string,
  forms: readonly Buffer[],
): Promise<{ calls: number; hits: string[]; strays: string[] }> {
  const hits: string[] = [];
  const strays = new Set<string>();
  const words = forms.map((form) => form.toString('latin1'));
  let calls = 0;
  // The trace is some hundred megabytes, so it is read line by line.
  for await (const line of createInterface({ input: createReadStream(trace, 'latin1') })) {
    calls += 1;
    // strace escapes bytes outside ASCII; all canaries are ASCII, and UTF-16 of them is ASCII and zeros.
    const plain = line.replaceAll('\\0', '\0');
    if (words.some((word) => plain.includes(word))) hits.push(`a canary in ${line.slice(0, 60)}`);
    const made = MADE.exec(line)?.[1];
    if (made !== undefined && !made.startsWith(folder) && !made.startsWith('/dev/')) strays.add(made);
  }
  return { calls, hits, strays: [...strays] };
}

/**
 * Programs of this machine that turn pictures into text, where they are there: Tesseract, and pdftoppm of Poppler for the
 * pages of a PDF. They are optional. Each runs as a process of its own with an empty environment, reads its picture from
 * a pipe, writes to a pipe, touches no file of ours, and is killed when it takes too long, too much or says too much.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Fault } from '#ground';
import { usageOf } from '../child/watch.ts';

export interface ProgramCaps {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly residentMiB: number;
  /** Bytes of output. */
  readonly output: number;
}

/** For one page. */
export const PAGE_CAPS: ProgramCaps = {
  wallMs: 120_000,
  cpuMs: 90_000,
  residentMiB: 1_024,
  output: 96 * 1024 * 1024,
};

const WATCH_MS = 100;

/** Where a program is: named by an environment variable, or on the PATH; null when it is not there. */
export function findProgram(name: string, variable: string): string | null {
  const named = process.env[variable];
  const ending = process.platform === 'win32' ? '.exe' : '';
  const places =
    named !== undefined && named !== ''
      ? [named]
      : (process.env['PATH'] ?? '')
          .split(delimiter)
          .filter((folder) => folder !== '')
          .map((folder) => join(folder, name + ending));
  return places.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Ran {
  readonly code: number | null;
  readonly output: Uint8Array;
  /** What it said beside, cut; for telling a missing language from a damaged picture, never shown. */
  readonly remarks: string;
}

/** Nothing of our own environment goes in, least of all where secrets lie. */
function environment(): Record<string, string> {
  const kept: Record<string, string> = { OMP_THREAD_LIMIT: '1', LC_ALL: 'C.UTF-8' };
  for (const name of ['TESSDATA_PREFIX', 'SystemRoot']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** Runs a program on bytes. Throws Fault('parser-stopped') when a cap is passed or it cannot be started. */
export function runProgram(
  path: string,
  words: readonly string[],
  input: Uint8Array,
  caps: ProgramCaps = PAGE_CAPS,
): Promise<Ran> {
  const child = spawn(path, words, { cwd: tmpdir(), env: environment(), stdio: ['pipe', 'pipe', 'pipe'] });
  const started = performance.now();
  const parts: Uint8Array[] = [];
  let size = 0;
  let remarks = '';
  return new Promise<Ran>((done, fail) => {
    const finish = (): void => clearInterval(watch);
    const stop = (why: string, cause?: unknown): void => {
      finish();
      child.kill('SIGKILL');
      fail(
        new Fault('parser-stopped', `reading the picture was stopped: ${why}`, {
          hint: 'The original is kept. Read it by eye, or ask for a simpler copy.',
          ...(cause === undefined ? {} : { cause }),
        }),
      );
    };
    const watch = setInterval(() => {
      const used = usageOf(child.pid);
      if (performance.now() - started > caps.wallMs) stop(`no end after ${caps.wallMs} ms`);
      else if (used !== null && used.cpuMs > caps.cpuMs) stop(`more than ${caps.cpuMs} ms of processor time`);
      else if (used !== null && used.residentMiB > caps.residentMiB)
        stop(`more than ${caps.residentMiB} mib of memory`);
    }, WATCH_MS);
    child.stdout.on('data', (part: Uint8Array) => {
      size += part.length;
      if (size > caps.output) stop(`more than ${caps.output} bytes of output`);
      else parts.push(part);
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      remarks = (remarks + part).slice(0, 4_000);
    });
    // A program that ends early closes the pipe; how it ended is what counts.
    child.stdin.on('error', () => undefined);
    child.once('error', (cause) => stop('it could not be started', cause));
    child.once('close', (code) => {
      finish();
      done({ code, output: new Uint8Array(Buffer.concat(parts)), remarks });
    });
    child.stdin.end(input);
  });
}

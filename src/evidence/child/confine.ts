/**
 * Starts a confined Node process: permission flags, no code from strings, capped heap, empty
 * environment, an empty folder as its place, four pipes. Code comes in by the first pipe, so nothing
 * is written to disk for it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { LIMITS } from '../limits.ts';
import type { Compiled } from './compile.ts';

export interface Confined {
  readonly process: ChildProcess;
  /** Requests go in here (pipe 3 of the child). */
  readonly input: Writable;
  /** Answers come out here (pipe 4). */
  readonly output: Readable;
}

let emptyFolder: string | null = null;

/**
 * An empty folder to stand in; the same one every time, so that none are left behind. Nothing is ever written
 * into it, and the child may not read it either. A folder of that name that is not ours is not used.
 */
function emptyPlace(): string {
  if (emptyFolder !== null) return emptyFolder;
  const user = process.getuid?.() ?? 'user';
  const folder = join(tmpdir(), `habeas-parser-empty-${user}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = lstatSync(folder);
    if (found.isDirectory() && (user === 'user' || found.uid === user)) emptyFolder = folder;
  } catch {
    // Something else of that name stands there.
  }
  emptyFolder ??= mkdtempSync(join(tmpdir(), 'habeas-parser-'));
  return emptyFolder;
}

function permissionFlag(): string {
  return process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
}

/** The command line of a confined process. */
function confinedFlags(folders: readonly string[], heapMiB: number): string[] {
  return [
    permissionFlag(),
    ...folders.map((folder) => `--allow-fs-read=${folder}${sep}*`),
    '--disallow-code-generation-from-strings',
    '--no-addons',
    '--no-warnings',
    `--max-old-space-size=${heapMiB}`,
    '--input-type=module',
    '-',
  ];
}

/** Starts compiled code in confinement. The caller owns the process and must end it. */
export function startConfined(compiled: Compiled, heapMiB: number = LIMITS.heapMiB): Confined {
  // Windows cannot start a process without this one variable.
  const env = process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] ?? '' } : {};
  const child = spawn(process.execPath, confinedFlags(compiled.folders, heapMiB), {
    cwd: emptyPlace(),
    env,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const input = child.stdio[3] as Writable;
  const output = child.stdio[4] as Readable;
  // A dying child breaks its pipes; its end is noticed by the exit event.
  for (const stream of [child.stdin, input, output]) stream?.on('error', () => undefined);
  child.stdin?.end(compiled.code);
  return { process: child, input, output };
}

/**
 * Runs a program of the bars under strace and hands back what the kernel was asked to do. Without strace there
 * is nothing to count, and the bar fails and says how to get it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const NO_STRACE = 'strace is not installed; on Debian: apt-get install strace (and run on Linux)';

/** Whether strace can be used here. */
export function hasStrace(): boolean {
  return process.platform === 'linux' && spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0;
}

/** How to run a TypeScript file of this folder by itself. */
export function commandFor(file: string, args: readonly string[]): string[] {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return [process.execPath, '--import', loader, fileURLToPath(new URL(file, import.meta.url)), ...args];
}

/** Runs a command to its end, however it ends; the signal or exit code. */
export async function runToEnd(
  command: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? String(code)));
  });
}

/** The command under strace: all threads and children, whole strings, one file of calls. */
export function traced(command: readonly string[], calls: readonly string[], into: string): string[] {
  return ['strace', '-f', '-qq', '-s', '70000', '-e', `trace=${calls.join(',')}`, '-o', into, ...command];
}

/** Runs the command line as a person's shell does: a process of its own, a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/habeas.js', import.meta.url));

export const PASSPHRASE = 'six plain words that differ';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly folder: string;
  /** The folder that the process takes for temporary files. */
  readonly temporary: string;
  path(name: string): string;
  write(name: string, content: string | Uint8Array): string;
  remove(): void;
}

/**
 * Lends a folder for temporary files the compiler's cache of this machine, which is found by this name. With an empty one
 * every process would compile the program again; nothing else of the folder is shared.
 */
function lendCache(temporary: string): void {
  const name = `tsx-${process.geteuid?.() ?? userInfo().username}`;
  const cache = join(tmpdir(), name);
  mkdirSync(cache, { recursive: true });
  symlinkSync(cache, join(temporary, name), 'junction');
}

/** A new folder with a passphrase file in it. */
export function place(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'habeas-cli-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  lendCache(temporary);
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('passphrase'), `${PASSPHRASE}\n`);
  return {
    folder,
    temporary,
    path,
    write(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Called with the process once it runs. */
  readonly running?: (child: ChildProcess) => void;
}

/** Runs `habeas` with the passphrase file of the place, to its end. */
export function habeas(at: Place, words: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...words], {
    cwd: at.folder,
    env: {
      ...process.env,
      TMPDIR: at.temporary,
      TEMP: at.temporary,
      HABEAS_PASSPHRASE_FILE: at.path('passphrase'),
      ...options.env,
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  options.running?.(child);
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

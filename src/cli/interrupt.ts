/**
 * What Ctrl-C means. A server that is asked to end has done its work (0); a command that is stopped half-way says so
 * (6). Whatever was acknowledged is safe, and the stores undo what was not, so there is nothing else to save here.
 */
import { Fault } from '#ground';
import { fail, type OutputOptions } from './output.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

let waiting: (() => void) | null = null;
const cleanups: (() => void)[] = [];

/** Has this done before the process ends by a signal: only what must not be left behind, and quickly. */
export function onInterrupt(cleanup: () => void): void {
  cleanups.push(cleanup);
}

/** Waits until the process is asked to end; from here on that is the regular end. */
export function asked(): Promise<void> {
  return new Promise((done) => {
    waiting = done;
  });
}

async function stop(options: OutputOptions): Promise<void> {
  const code = await fail(new Fault('interrupted', 'stopped before the end'), options);
  for (const cleanup of cleanups) cleanup();
  process.exit(code);
}

/** Runs a command under these rules. */
export async function guarded(work: () => Promise<void>, options: OutputOptions): Promise<void> {
  let isStopping = false;
  const onSignal = (): void => {
    if (waiting !== null) return waiting();
    // A second Ctrl-C changes nothing.
    if (isStopping) return;
    isStopping = true;
    void stop(options);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    waiting = null;
  }
}

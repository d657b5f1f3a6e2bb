/**
 * What the commands print: data on stdout alone, progress and messages on stderr, one error shape, the exit codes
 * of the contract. Never prints a passphrase, and a message never carries a name or a quote.
 */
import { Fault, FAULTS, isFault } from '#ground';

export interface OutputOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Writes data to stdout and waits until it is taken, so that a pipe gets everything before the process ends. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`, (thrown) =>
      thrown ? failed(thrown) : done(),
    );
  });
}

export async function printJson(answer: unknown): Promise<void> {
  await print(JSON.stringify(answer, null, 1));
}

/** A line for the person at the terminal, on stderr; not with --quiet. */
export function say(line: string, options: OutputOptions = {}): void {
  if (!options.quiet) process.stderr.write(`${line}\n`);
}

/**
 * A progress line on stderr for work longer than a second: stage, done, total, rate. Rewrites itself on a terminal;
 * in a log it writes a line every five seconds.
 */
export function progress(options: OutputOptions = {}): {
  step(stage: string, done: number, total: number): void;
  end(): void;
} {
  const began = Date.now();
  let last = 0;
  let shown = false;
  const every = process.stderr.isTTY ? 100 : 5_000;
  return {
    step(stage, done, total) {
      const now = Date.now();
      if (options.quiet || now - began < 1_000 || (now - last < every && done < total)) return;
      last = now;
      const rate = Math.round(done / Math.max(0.001, (now - began) / 1000));
      const line = `${stage}: ${done} of ${total}, ${rate} a second`;
      process.stderr.write(process.stderr.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
      shown = true;
    },
    end() {
      if (shown && process.stderr.isTTY) process.stderr.write('\r\u001b[2K');
    },
  };
}

/** Says what went wrong and ends with the exit code of the contract. Anything that is not a fault is a bug (1). */
export async function fail(thrown: unknown, options: OutputOptions = {}): Promise<number> {
  const fault = isFault(thrown)
    ? thrown
    : new Fault('bug', 'something happened that should not', { cause: thrown });
  const { means } = FAULTS[fault.code];
  process.stderr.write(`habeas: ${fault.message} (${fault.code})\n`);
  process.stderr.write(`  ${fault.hint ?? means}\n`);
  if (fault.code === 'bug' && process.env['HABEAS_DEBUG'])
    process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? '') : ''}\n`);
  if (options.json)
    await printJson({
      ok: false,
      error: { code: fault.code, message: fault.message, hint: fault.hint ?? means },
    });
  return fault.exit;
}

/**
 * How a bar reports: what it counted as lines, then one number and PASS or FAIL, and an exit code.
 * The lines can be pasted into a results file: they name machine, versions and seed.
 */
import { cpus, release, totalmem } from 'node:os';

/** The verdict of a bar. */
export interface Verdict {
  readonly bar: string;
  readonly seed: string;
  /** What the number counts, and the number. */
  readonly counts: string;
  readonly number: number;
  /** Everything measured, in order. */
  readonly measured: Readonly<Record<string, string | number>>;
  /** Why it fails, one line each; empty when it passes. */
  readonly failures: readonly string[];
}

const MOST_LINES = 20;

/** Prints a verdict and sets the exit code: 0 for PASS, 1 for FAIL. */
export function report(verdict: Verdict): void {
  const { bar, seed, counts, number, measured, failures } = verdict;
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  say(`bar ${bar}, seed ${seed}, ${new Date().toISOString().slice(0, 10)}`);
  say(
    `${cpus().length} × ${processor}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}`,
  );
  say(`Node ${process.versions.node}`);
  for (const [name, value] of Object.entries(measured)) say(`${name}: ${value}`);
  for (const failure of failures.slice(0, MOST_LINES)) say(`FAIL ${failure}`);
  if (failures.length > MOST_LINES) say(`FAIL and ${failures.length - MOST_LINES} more`);
  say(`${counts}: ${number}`);
  say(failures.length === 0 ? 'PASS' : 'FAIL');
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** The value of `--name` on the command line, or the default. */
export function option(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

/** A progress line on stderr, at most one a second. */
export function progress(what: string, total: number): (done: number) => void {
  let shownAt = 0;
  return (done) => {
    if (Date.now() - shownAt < 1000 && done < total) return;
    shownAt = Date.now();
    process.stderr.write(`\r${what} ${done}/${total}${done === total ? '\n' : ''}`);
  };
}

/** A seed that is different each time unless one is given, and always printed. */
export function chosenSeed(): string {
  return option('seed', String(Date.now() % 1_000_000_007));
}

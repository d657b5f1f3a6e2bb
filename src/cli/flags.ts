/**
 * What the commands are described with. A command names the module that does it, which is loaded when it runs: help,
 * version and wrong usage need nothing of the program.
 */
import type { Command } from 'commander';
import { guarded } from './interrupt.ts';
import { fail, type OutputOptions } from './output.ts';

/** Loads a command and runs it, and sets the exit code; a fault is said in words. */
export function run<A extends unknown[]>(
  load: () => Promise<(...args: A) => Promise<void>>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    // Commander passes the command itself last; the options stand before it.
    const options = (args.at(-2) ?? {}) as OutputOptions;
    try {
      await guarded(async () => (await load())(...args), options);
    } catch (thrown) {
      process.exitCode = await fail(thrown, options);
    }
  };
}

export function common(command: Command): Command {
  return command
    .option('--json', 'print data as JSON')
    .option('--quiet', 'no progress and no remarks on stderr')
    .option('--passphrase-file <file>', 'read the passphrase from this file instead of asking');
}

export function recovery(command: Command): Command {
  return command.option('--recovery-file <file>', 'open with the recovery code in this file');
}

export function example(command: Command, line: string): Command {
  return command.addHelpText('after', `\nExample:\n  ${line}`);
}

export const several = (value: string, all: string[]): string[] => [...all, value];

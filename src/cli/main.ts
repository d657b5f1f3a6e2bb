/**
 * The command line: names, flags and exit codes of the contract (docs/cli.md). Parses, calls, and ends with the code
 * that the fault carries: 0 done, 1 bug, 2 usage, 3 refused, 4 does not verify, 5 locked, 6 interrupted, 7 unreadable.
 */
import { Command, CommanderError } from 'commander';
import { PROGRAM } from '#ground';
import { figureCommands } from './figure-commands.ts';
import { listCommands } from './list-commands.ts';
import { fail } from './output.ts';
import { recordCommands } from './record-commands.ts';

/** The program with all its commands; a test reads it to compare with the documents. */
export function program(): Command {
  const habeas = new Command('habeas')
    .description(
      'The record of people who are detained, captured or missing when every fact about them is contested.',
    )
    .version(PROGRAM.version)
    .exitOverride()
    .showHelpAfterError('Run habeas --help for the commands.');
  recordCommands(habeas);
  figureCommands(habeas);
  listCommands(habeas);
  return habeas;
}

/** Runs one command line. Sets the exit code and never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (thrown) {
    if (thrown instanceof CommanderError) process.exitCode = thrown.exitCode === 0 ? 0 : 2;
    else process.exitCode = await fail(thrown);
  }
}

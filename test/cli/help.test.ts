/** Commands that work on files alone. */
const OPENS_NO_WORKSPACE = ['estimate', 'link', 'match', 'romanise'];

/** What the commands say of themselves, without starting a process. */
import { describe, expect, test } from 'vitest';
import { program } from '#cli';

/** Commands that a person can run; `names` alone only groups two of them. */
const commands = program().commands.flatMap((command) =>
  command.commands.length === 0 ? [command] : command.commands,
);

/** The whole of what is typed: "names match". */
function typed(command: (typeof commands)[number]): string {
  const group = command.parent?.name() ?? 'habeas';
  return group === 'habeas' ? command.name() : `${group} ${command.name()}`;
}

/** The help of a command with what stands after it. */
function helpOf(command: (typeof commands)[number]): string {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text;
}

describe.each(commands.map((command) => [typed(command), command] as const))('habeas %s', (name, command) => {
  const help = helpOf(command);

  test('has an example that begins with the command itself', () => {
    expect(help).toMatch(new RegExp(`Example:\\n {2}habeas ${name}\\b`));
  });

  test('says what it does, takes --json and --quiet, and never a passphrase as a word', () => {
    expect(command.description()).not.toBe('');
    const flags = command.options.map(({ long }) => long);
    expect(flags).toEqual(expect.arrayContaining(['--json', '--quiet']));
    expect(flags.includes('--passphrase-file')).toBe(!OPENS_NO_WORKSPACE.includes(command.name()));
    expect(flags).not.toContain('--passphrase');
  });
});

/** Where a passphrase comes from: a file that is named, a file named by HABEAS_PASSPHRASE_FILE, or a prompt. Never argv. */
import { readFileSync } from 'node:fs';
import { Fault } from '#ground';

export interface SecretOptions {
  readonly passphraseFile?: string;
  readonly recoveryFile?: string;
}

function secretIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Fault('input-missing', 'the passphrase file cannot be read', { cause });
  }
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw new Fault('usage-wrong', 'the passphrase file is empty');
  return secret;
}

async function ask(message: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new Fault('usage-wrong', 'there is no terminal to ask for the passphrase on', {
      hint: 'Name a file with --passphrase-file or HABEAS_PASSPHRASE_FILE.',
    });
  }
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message });
  if (isCancel(answer)) throw new Fault('interrupted', 'no passphrase was given');
  return answer;
}

/** The passphrase that a command was given, or the answer to a prompt. */
export async function passphraseFor(options: SecretOptions, message = 'Passphrase'): Promise<string> {
  const file = options.passphraseFile ?? process.env['HABEAS_PASSPHRASE_FILE'];
  return file === undefined ? ask(message) : secretIn(file);
}

/** What opens a workspace: the recovery code where a file with it is named, else the passphrase. */
export async function unlockFor(
  options: SecretOptions,
): Promise<{ passphrase: string } | { recoveryCode: string }> {
  return options.recoveryFile === undefined
    ? { passphrase: await passphraseFor(options) }
    : { recoveryCode: secretIn(options.recoveryFile).trim() };
}

/** Least length of a new passphrase; long words beat odd characters. */
const LEAST = 15;

const tooShort = (): Fault =>
  new Fault('usage-wrong', `a passphrase needs at least ${LEAST} characters`, {
    hint: 'Take six words that do not belong together.',
  });

/** A new passphrase: from the file, or asked twice. Throws Fault('usage-wrong') when it is too short or differs. */
export async function newPassphrase(options: SecretOptions): Promise<string> {
  const first = await passphraseFor(
    options,
    'New passphrase (six words or more are easy to keep and hard to guess)',
  );
  if (Array.from(first).length < LEAST) throw tooShort();
  const isAsked = options.passphraseFile === undefined && process.env['HABEAS_PASSPHRASE_FILE'] === undefined;
  if (isAsked && (await ask('Once more')) !== first)
    throw new Fault('usage-wrong', 'the two passphrases differ');
  return first;
}

/** A new passphrase for a workspace that has one: from the file named for it, or asked twice; never the old one's file. */
export async function replacementPassphrase(file: string | undefined): Promise<string> {
  if (file !== undefined) return newPassphrase({ passphraseFile: file });
  const first = await ask('New passphrase');
  if (Array.from(first).length < LEAST) throw tooShort();
  if ((await ask('Once more')) !== first) throw new Fault('usage-wrong', 'the two passphrases differ');
  return first;
}

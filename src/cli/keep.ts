/** Commands that make, prove and keep a workspace: `init`, `verify`, `backup`, `passphrase` and `restore`. */
import { writeFileSync } from 'node:fs';
import { Fault } from '#ground';
import { bytesOf } from './input.ts';
import { fail, print, printJson, progress, say } from './output.ts';
import { newPassphrase, replacementPassphrase, unlockFor } from './passphrase.ts';
import { withWorkspace, type Common } from './session.ts';
import { createAt, restoreAt } from './stores.ts';

export async function init(folder: string, options: Common & { name?: string }): Promise<void> {
  const passphrase = await newPassphrase(options);
  const { session, recoveryCode } = await createAt(folder, { passphrase, name: options.name ?? 'Workspace' });
  await session.close();
  if (options.json) return printJson({ ok: true, recoveryCode });
  await print(
    [
      'The workspace is made and encrypted.',
      '',
      `Recovery code, shown this once: ${recoveryCode}`,
      'Write it on paper and keep it apart from the laptop. It opens the workspace without the passphrase.',
      'If both are lost, nobody can open the workspace again, we neither.',
    ].join('\n'),
  );
}

export async function verify(
  folder: string,
  options: Common & { checkpoint?: string; sign?: string },
): Promise<void> {
  const outside =
    options.checkpoint === undefined ? [] : [Buffer.from(await bytesOf(options.checkpoint)).toString('utf8')];
  await withWorkspace(folder, options, async (session) => {
    const bar = progress(options);
    const result = await session.verify(outside, (stage, done, total) => bar.step(stage, done, total));
    bar.end();
    if (options.sign !== undefined && result.ok) {
      const { note } = await session.workspace.checkpoint(session.owner, outside);
      writeFileSync(options.sign, note, { flag: 'wx' });
      say('A signed checkpoint was written. Keep it somewhere else.', options);
    }
    if (options.json) await printJson(result);
    else {
      const lines = result.parts.map(({ part, ok, says }) => `${ok ? 'ok  ' : 'FAIL'}  ${part}: ${says}`);
      const cover =
        result.coveredUntil === null
          ? 'No outside checkpoint was given: a loss at the end of the ledger cannot be seen.'
          : `Covered until ${result.coveredUntil} by an outside checkpoint.`;
      await print(
        [...lines, ...result.redacted.map(({ seq, basis }) => `redacted at #${seq} (${basis})`), cover].join(
          '\n',
        ),
      );
    }
    if (result.ok) return;
    const broken = new Fault('ledger-broken', 'the workspace does not verify', {
      hint: 'Leave it untouched, keep a copy as evidence, and restore a backup to another place.',
    });
    // With --json the parts are on stdout already; a second document there could not be parsed.
    process.exitCode = await fail(broken);
  });
}

export async function backup(folder: string, to: string, options: Common): Promise<void> {
  await withWorkspace(folder, options, async (session) => {
    const report = await session.backup(to);
    await (options.json
      ? printJson({ ok: true, ...report })
      : print(`Backup of ${report.entries} entries made and verified.`));
  });
}

export async function passphrase(
  folder: string,
  options: Common & { newPassphraseFile?: string },
): Promise<void> {
  await withWorkspace(folder, options, async (session) => {
    await session.changePassphrase(await replacementPassphrase(options.newPassphraseFile));
  });
  if (options.json) return printJson({ ok: true });
  await print(
    'The new passphrase opens the workspace. Copies and backups made earlier still open with the old one; the recovery code stays the same.',
  );
}

export async function restore(from: string, to: string, options: Common): Promise<void> {
  const report = await restoreAt(from, to, await unlockFor(options));
  await (options.json
    ? printJson({ ok: true, ...report })
    : print(`Restored ${report.entries} entries to a new workspace; everything verifies.`));
}

/**
 * Main file of the vault's own process (child.ts starts it). It answers calls and
 * ends when the pipe closes, so that it never outlives the program that opened the workspace.
 */
import { Fault, isFault } from '#ground';
import { noteVerifier, verifyLedger } from '#ledger';
import { backupVault } from './backup.ts';
import type { CopyReport } from './backup.ts';
import type { Answer, Call, SentFault } from './child.ts';
import { openVault } from './open.ts';
import type { Unlock, VaultOptions } from './open.ts';
import type { KdfCost } from './slots.ts';
import type { Vault } from './vault.ts';

let vault: Vault | null = null;

async function perform({ name, args }: Call): Promise<unknown> {
  if (name === 'open') {
    const [folder, unlock, options] = args as [string, Unlock, VaultOptions];
    vault = await openVault(folder, unlock, options);
    return { workspaceId: vault.workspaceId, publicKey: vault.publicKey };
  }
  if (vault === null) throw new Fault('vault-locked', 'the workspace is locked');
  if (name === 'sign') return vault.sign(args[0] as Uint8Array);
  if (name === 'changePassphrase')
    return vault.changePassphrase(args[0] as string, args[1] as KdfCost | undefined);
  if (name === 'close') return vault.close();
  if (name === 'backup') return backUp(vault, args[0] as string, args[1] as readonly string[]);
  const { store } = vault;
  const method: unknown = Reflect.get(store, name);
  if (typeof method !== 'function')
    throw new Fault('bug', 'the vault was asked for something it does not do');
  return Reflect.apply(method, store, args) as Promise<unknown>;
}

function backUp(vault: Vault, to: string, keys: readonly string[]): Promise<CopyReport> {
  const verifiers = keys.flatMap((key) => noteVerifier(key) ?? []);
  return backupVault(vault, to, async (store) => (await verifyLedger(store, { verifiers })).parts);
}

async function answer(call: Call): Promise<Answer> {
  const { number } = call;
  try {
    return { number, ok: true, value: await perform(call) };
  } catch (thrown) {
    return { number, ok: false, fault: sentFault(thrown) };
  }
}

function sentFault(thrown: unknown): SentFault {
  // Anything but a fault loses its words here: they could quote what was being written.
  if (!isFault(thrown))
    return { code: 'bug', message: 'the vault process met an unexpected error', hint: undefined };
  const { code, message, hint } = thrown;
  return { code, message, hint };
}

// Calls begin in the order they came and may end in another, as they do with a store in the same process.
process.on('message', (message) => {
  void answer(message as Call).then((reply) => {
    if (process.connected) process.send?.(reply);
  });
});
process.on('disconnect', () => process.exit(0));

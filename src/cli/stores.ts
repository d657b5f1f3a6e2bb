/** Chooses the store for the command line. The only file here that knows a vault from any other store. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Fault, newId } from '#ground';
import {
  backupVault,
  createVault,
  KDF_FLOOR,
  openVault,
  openVaultInChild,
  restoreVault,
  type CopyReport,
  type Unlock,
} from '#stores/vault';
import {
  createWorkspace,
  ownerPrincipal,
  verifyWorkspace,
  Workspace,
  workspaceSigner,
  type Principal,
  type WorkspaceVerified,
} from '#workspace';

/** How long an orderly close may take before the process that holds the key is killed. */
const ORDERLY_MS = 2_000;

/** An open workspace with what the commands need beside it. */
export interface Session {
  readonly workspace: Workspace;
  readonly owner: Principal;
  verify(
    outside: readonly string[],
    onProgress?: (stage: string, done: number, total: number) => void,
  ): Promise<WorkspaceVerified>;
  backup(to: string): Promise<CopyReport>;
  /** Copies made earlier still open with the old passphrase. */
  changePassphrase(next: string): Promise<void>;
  close(): Promise<void>;
}

type Vault = Awaited<ReturnType<typeof openVault>>;

async function sessionOf(vault: Vault): Promise<Session> {
  const signer = workspaceSigner(vault);
  const workspace = await Workspace.open({ store: vault.store, signer });
  return {
    workspace,
    owner: await workspace.owner(),
    verify: (outside, onProgress) =>
      verifyWorkspace({ store: vault.store, signer, outside, ...(onProgress ? { onProgress } : {}) }),
    backup: (to) => backupVault(vault, to, async (store) => (await verifyWorkspace({ store, signer })).parts),
    changePassphrase: (next) => vault.changePassphrase(next),
    close: () => vault.close(),
  };
}

/** Makes a new encrypted workspace. Throws Fault('vault-exists'). The recovery code is shown once and kept nowhere. */
export async function createAt(
  folder: string,
  given: { passphrase: string; name: string; isSample?: boolean; compartments?: readonly string[] },
): Promise<{ session: Session; recoveryCode: string }> {
  const { vault, recoveryCode } = await createVault(folder, {
    passphrase: given.passphrase,
    // The sample's passphrase is printed: a slow derivation would only make everyone wait.
    ...(given.isSample ? { cost: KDF_FLOOR } : {}),
  });
  const workspace = await Workspace.open({ store: vault.store, signer: workspaceSigner(vault) });
  await createWorkspace(workspace, ownerPrincipal(newId(), given.compartments ?? []), {
    workspaceId: vault.workspaceId,
    name: given.name,
    ...(given.isSample ? { isSample: true } : {}),
  });
  return { session: await sessionOf(vault), recoveryCode };
}

/** Opens a workspace in this process. Throws Fault: vault-missing, passphrase-wrong, vault-in-use … */
export async function openAt(folder: string, unlock: Unlock): Promise<Session> {
  const vault = await openVault(folder, unlock);
  try {
    return await sessionOf(vault);
  } catch (thrown) {
    await vault.close();
    throw thrown;
  }
}

/** Restores a backup to a new folder and proves that it opens and verifies. */
export async function restoreAt(from: string, to: string, unlock: Unlock): Promise<CopyReport> {
  return restoreVault({
    from,
    to,
    unlock,
    checkLedger: async (store, copy) =>
      (await verifyWorkspace({ store, signer: workspaceSigner(copy) })).parts,
  });
}

/**
 * The gate of a server: the vault runs in a child process that holds the keys, and locking kills it. A second
 * browser gives the passphrase again; it is compared by a keyed digest, because the vault has one writer.
 */
export function gateAt(folder: string, title: string) {
  const digestKey = randomBytes(32);
  const digest = (passphrase: string): Buffer => createHmac('sha256', digestKey).update(passphrase).digest();
  let open: {
    vault: Awaited<ReturnType<typeof openVaultInChild>>;
    workspace: Workspace;
    principal: Principal;
    proof: Buffer;
  } | null = null;
  let busy: Promise<void> = Promise.resolve();
  const unlockNow = async (passphrase: string): Promise<{ workspace: Workspace; principal: Principal }> => {
    if (open) {
      if (!timingSafeEqual(digest(passphrase), open.proof))
        throw new Fault('passphrase-wrong', 'the passphrase does not open this workspace');
      return open;
    }
    const vault = await openVaultInChild(folder, { passphrase });
    try {
      const workspace = await Workspace.open({ store: vault.store, signer: workspaceSigner(vault) });
      open = { vault, workspace, principal: await workspace.owner(), proof: digest(passphrase) };
    } catch (thrown) {
      await vault.close();
      throw thrown;
    }
    return open;
  };
  return {
    title,
    async unlock(passphrase: string): Promise<{ workspace: Workspace; principal: Principal }> {
      // One at a time: of two browsers that unlock at once the second finds the workspace open.
      const turn = busy.then(() => unlockNow(passphrase));
      busy = turn.then(
        () => undefined,
        () => undefined,
      );
      return turn;
    },
    async lock(): Promise<void> {
      const closing = open;
      open = null;
      if (!closing) return;
      // In order if it can be done at once, so that no log is left beside the database; killed otherwise. The process
      // that holds the key is gone either way.
      const late = new Promise<void>((done) => setTimeout(done, ORDERLY_MS).unref());
      await Promise.race([closing.vault.close().catch(() => undefined), late]);
      await closing.vault.lock();
    },
  };
}

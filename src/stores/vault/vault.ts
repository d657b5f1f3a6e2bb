/**
 * An open vault: the store, and the keys it may use but does not hand out.
 * Knows how a passphrase is exchanged so that a crash in the middle leaves one that opens. Closing wipes the
 * keys as far as JavaScript can; only ending the process (child.ts) is sure.
 */
import { Fault } from '#ground';
import type { Connection } from './connection.ts';
import { replaceDurably } from './files.ts';
import type { VaultPaths } from './files.ts';
import { keepKeyFile, settleKeyFile } from './key-file.ts';
import { publicKeyOf, signWithSeed, wipe, wipeSubkeys } from './keys.ts';
import type { Subkeys } from './keys.ts';
import { calibratedCost, makeSlot, writeKeyFile } from './slots.ts';
import type { KdfCost } from './slots.ts';
import type { VaultStore } from './store.ts';

type OpenCopy = (folder: string, workspaceKey: Buffer) => Promise<Vault>;

/** An open vault: its store, and what may be done with its keys without handing them out. */
export class Vault {
  readonly store: VaultStore;
  readonly workspaceId: string;
  readonly paths: VaultPaths;
  /** Ed25519 public key of the ledger's checkpoints, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly #connection: Connection;
  readonly #workspaceKey: Buffer;
  readonly #subkeys: Subkeys;
  readonly #openCopy: OpenCopy;

  constructor(vault: {
    readonly store: VaultStore;
    readonly workspaceId: string;
    readonly paths: VaultPaths;
    readonly connection: Connection;
    readonly workspaceKey: Buffer;
    readonly subkeys: Subkeys;
    /** Opens a folder with a key it takes over. */
    readonly openCopy: OpenCopy;
  }) {
    this.store = vault.store;
    this.workspaceId = vault.workspaceId;
    this.paths = vault.paths;
    this.publicKey = publicKeyOf(vault.subkeys.signingSeed);
    this.#connection = vault.connection;
    this.#workspaceKey = vault.workspaceKey;
    this.#subkeys = vault.subkeys;
    this.#openCopy = vault.openCopy;
  }

  /** Ed25519 signature of the workspace over a message (checkpoints). */
  async sign(message: Uint8Array): Promise<Uint8Array> {
    if (!this.#connection.isOpen) throw new Fault('vault-locked', 'the workspace is locked');
    return signWithSeed(this.#subkeys.signingSeed, message);
  }

  /** A copy of the 32-byte Ed25519 seed, for signers that need it; the caller wipes it. */
  signingSeed(): Uint8Array {
    if (!this.#connection.isOpen) throw new Fault('vault-locked', 'the workspace is locked');
    return new Uint8Array(this.#subkeys.signingSeed);
  }

  /**
   * Replaces every passphrase slot by one for the new passphrase. Copies of the folder made earlier still
   * open with the old passphrase. Throws Fault: disk-full, vault-locked.
   */
  async changePassphrase(passphrase: string, cost?: KdfCost): Promise<void> {
    const { workspaceId } = this;
    const slot = await makeSlot({
      workspaceKey: this.#workspaceKey,
      workspaceId,
      passphrase,
      cost: cost ?? (await calibratedCost()),
    });
    const bytes = writeKeyFile(this.#workspaceKey, workspaceId, [slot]);
    await this.store.settled();
    keepKeyFile(this.#connection, 'next', bytes);
    replaceDurably(this.paths.keys, bytes);
    settleKeyFile(this.#connection, this.paths);
  }

  /** Writes an encrypted copy of the database to a new file, with the same key; not verified yet. */
  async copyDatabase(path: string): Promise<void> {
    await this.store.settled();
    this.#connection.copyInto(path);
  }

  /** Opens a copy of this workspace in another folder with the same keys, without a passphrase. */
  async openCopy(folder: string): Promise<Vault> {
    return this.#openCopy(folder, Buffer.from(this.#workspaceKey));
  }

  /** Ids of finished blobs made before an RFC 3339 UTC time. */
  blobsMadeBefore(time: string): string[] {
    return this.#connection.column('SELECT id FROM blob WHERE made_at < ? ORDER BY id', [time]) as string[];
  }

  /** Closes the files and wipes the keys. */
  async close(): Promise<void> {
    try {
      await this.store.close();
    } finally {
      wipe(this.#workspaceKey);
      wipeSubkeys(this.#subkeys);
    }
  }
}

/**
 * The vault as a store: the port of the ledger over one SQLCipher connection and a shelf of blobs.
 * Each method is one synchronous piece of work behind a promise, so calls never interleave inside one. While an append
 * comes in parts its transaction stays open: readers see what was there before, whoever else writes waits.
 * Knows nothing of passphrases; whoever opens it (open.ts) hands over the keys it needs and keeps the rest.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { Fault } from '#ground';
import type {
  AppendBatch,
  AppendPart,
  BlobFacts,
  EntryQuery,
  FindQuery,
  Found,
  LedgerStore,
  NameQuery,
  RowQuery,
  StoredCheckpoint,
  StoredEntry,
  StoreHead,
  StorePart,
  ViewRow,
} from '#ledger';
import type { AgeIdentity } from './age.ts';
import { BlobShelf, LARGEST_IN_ROWS } from './blobs.ts';
import type { Connection } from './connection.ts';
import { EntryTables } from './entries.ts';
import type { VaultPaths } from './files.ts';
import { FindTable } from './finds.ts';
import { RowTable } from './rows.ts';
import { verifyVault } from './verify.ts';

/** What a vault store is made of. */
export interface VaultParts {
  readonly connection: Connection;
  readonly paths: VaultPaths;
  readonly identity: AgeIdentity;
  /** Bytes up to which a blob stays in the database; 32 MiB unless a test says less. */
  readonly largestInRows?: number;
}

/** LedgerStore over the files of one vault folder. */
export class VaultStore implements LedgerStore {
  readonly #connection: Connection;
  readonly #paths: VaultPaths;
  readonly #entries: EntryTables;
  readonly #rows: RowTable;
  readonly #finds: FindTable;
  readonly #blobs: BlobShelf;
  /** Told when an append in parts has ended. */
  #waiting: (() => void)[] = [];

  constructor(parts: VaultParts) {
    const { connection, paths, identity, largestInRows = LARGEST_IN_ROWS } = parts;
    this.#connection = connection;
    this.#paths = paths;
    this.#finds = new FindTable(connection);
    this.#entries = new EntryTables(connection, this.#finds);
    this.#rows = new RowTable(connection, this.#finds);
    this.#blobs = new BlobShelf({ connection, folder: paths.blobs, identity, largestInRows });
  }

  async head(): Promise<StoreHead> {
    return this.#entries.head();
  }

  async append(batch: AppendBatch): Promise<void> {
    this.#ending(() => this.#entries.append(batch));
  }

  async appendPart(part: AppendPart | null): Promise<void> {
    this.#ending(() => this.#entries.appendPart(part));
  }

  /** Resolves when nothing stands half written; to be awaited before anything else writes or looks at every row. */
  async settled(): Promise<void> {
    while (this.#entries.isInParts) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #ending(work: () => void): void {
    try {
      work();
    } finally {
      if (!this.#entries.isInParts) for (const resolve of this.#waiting.splice(0)) resolve();
    }
  }

  async byIdempotencyKey(key: string): Promise<StoredEntry | null> {
    return this.#entries.byIdempotencyKey(key);
  }

  async entries(query: EntryQuery): Promise<StoredEntry[]> {
    return this.#entries.entries(query);
  }

  async packedEntries(from: number, to: number): Promise<Uint8Array> {
    return this.#entries.packedEntries(from, to);
  }

  async leafHashes(from: number, to: number): Promise<Uint8Array> {
    return this.#entries.leafHashes(from, to);
  }

  async tile(level: number, index: number): Promise<Uint8Array | null> {
    return this.#entries.tile(level, index);
  }

  async rows(query: RowQuery): Promise<ViewRow[]> {
    return this.#rows.rows(query);
  }

  async countRows(query: Omit<RowQuery, 'limit' | 'after'>): Promise<number> {
    return this.#rows.countRows(query);
  }

  async find(query: FindQuery): Promise<Found[]> {
    return this.#finds.find(query);
  }

  async findNames(query: NameQuery): Promise<string[]> {
    return this.#finds.findNames(query);
  }

  async replaceRows(step: Parameters<LedgerStore['replaceRows']>[0]): Promise<void> {
    await this.settled();
    this.#rows.replaceRows(step, this.#entries.head().size);
  }

  async sizeAt(sysTime: string): Promise<number> {
    return this.#entries.sizeAt(sysTime);
  }

  async saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void> {
    await this.settled();
    this.#entries.saveCheckpoint(checkpoint);
  }

  async lastCheckpoint(): Promise<StoredCheckpoint | null> {
    return this.#entries.lastCheckpoint();
  }

  async meta(name: string): Promise<string | null> {
    return this.#connection.cell('SELECT value FROM meta WHERE name = ?', [name]) as string | null;
  }

  async setMeta(name: string, value: string): Promise<void> {
    await this.settled();
    this.#connection.transaction(() =>
      this.#connection.run('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', [name, value]),
    );
  }

  async blobBegin(): Promise<string> {
    this.#mustBeOpen();
    return this.#blobs.begin();
  }

  async blobWrite(blobId: string, bytes: Uint8Array): Promise<void> {
    this.#blobs.write(blobId, bytes);
  }

  async blobFinish(blobId: string): Promise<BlobFacts> {
    await this.settled();
    return this.#blobs.finish(blobId);
  }

  async blobFacts(blobId: string): Promise<BlobFacts | null> {
    return this.#blobs.facts(blobId);
  }

  async blobRead(blobId: string, offset: number, length: number): Promise<Uint8Array> {
    return this.#blobs.read(blobId, offset, length);
  }

  async blobErase(blobId: string): Promise<void> {
    await this.settled();
    this.#blobs.erase(blobId);
  }

  async blobIds(after: string | null, limit: number): Promise<string[]> {
    return this.#blobs.ids(after, limit);
  }

  async verify(): Promise<StorePart[]> {
    this.#mustBeOpen();
    await this.settled();
    return verifyVault({ connection: this.#connection, paths: this.#paths, blobs: this.#blobs });
  }

  async close(): Promise<void> {
    if (!this.#connection.isOpen) return;
    this.#ending(() => this.#entries.dropParts());
    this.#blobs.close();
    try {
      this.#connection.checkpoint();
    } finally {
      this.#connection.close();
      releaseWriter(this.#paths.writer);
    }
  }

  #mustBeOpen(): void {
    if (!this.#connection.isOpen) throw new Fault('vault-locked', 'the workspace is locked');
  }
}

function releaseWriter(path: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8').trim() === String(process.pid))
    rmSync(path, { force: true });
}

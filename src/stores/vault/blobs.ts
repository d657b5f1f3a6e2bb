/**
 * Preserved bytes of a vault: one encrypted format (age.ts), two places. Up to 32 MiB a blob is rows of the
 * database, atomic with everything else; above that it is a side file blobs/<id>.
 * Ids are random; never a digest, because a digest as a name confirms possession of a known file.
 * A side file is written under a temporary name, synced, renamed, its folder synced, and only then known
 * to the database: a crash leaves at worst a file nobody refers to (garbage.ts).
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, startSha256 } from '#ground';
import type { BlobFacts } from '#ledger';
import {
  CHUNK,
  TAG,
  chunkCount,
  newAgeFile,
  openChunk,
  payloadKeyOf,
  payloadSize,
  sealChunk,
} from './age.ts';
import type { AgeFile, AgeIdentity } from './age.ts';
import type { Connection } from './connection.ts';
import {
  createPrivateFile,
  makePrivateFolder,
  onDisk,
  renameDurably,
  syncFolder,
  writeAll,
} from './files.ts';
import { wipe } from './keys.ts';

/** Largest blob that is kept in the database. */
export const LARGEST_IN_ROWS = 32 * 1024 * 1024;
/** Ending of a side file that is still being written. */
export const PART = '.part';

const CACHED_KEYS = 32;
const ID = /^[0-9a-f]{32}$/;

interface BlobRow {
  readonly number: number;
  readonly id: string;
  readonly size: number;
  readonly sha256: string;
  readonly place: 'rows' | 'file';
  readonly header: Buffer;
}

interface Writing {
  readonly file: AgeFile;
  readonly digest: ReturnType<typeof startSha256>;
  size: number;
  /** Plain bytes that do not fill a chunk yet. */
  rest: Buffer;
  chunks: number;
  /** Sealed chunks while the blob may still go into rows. */
  sealed: Buffer[];
  descriptor: number | null;
}

/** Writes, reads and erases blobs. */
export class BlobShelf {
  readonly #connection: Connection;
  readonly #folder: string;
  readonly #identity: AgeIdentity;
  readonly #largestInRows: number;
  readonly #writing = new Map<string, Writing>();
  readonly #keys = new Map<string, Buffer>();

  constructor(shelf: {
    readonly connection: Connection;
    readonly folder: string;
    readonly identity: AgeIdentity;
    readonly largestInRows: number;
  }) {
    this.#connection = shelf.connection;
    this.#folder = shelf.folder;
    this.#identity = shelf.identity;
    this.#largestInRows = shelf.largestInRows;
  }

  async begin(): Promise<string> {
    const blobId = randomBytes(16).toString('hex');
    const file = await newAgeFile(this.#identity.recipient);
    const fresh = { size: 0, rest: Buffer.alloc(0), chunks: 0, sealed: [], descriptor: null };
    this.#writing.set(blobId, { file, digest: startSha256(), ...fresh });
    return blobId;
  }

  write(blobId: string, bytes: Uint8Array): void {
    const writing = this.#underWay(blobId);
    writing.digest.update(bytes);
    writing.size += bytes.length;
    let plain = Buffer.concat([writing.rest, bytes]);
    // A full chunk is sealed only when more follows, because the last one carries a flag.
    for (; plain.length > CHUNK; plain = plain.subarray(CHUNK)) {
      this.#seal(blobId, writing, plain.subarray(0, CHUNK), false);
    }
    writing.rest = Buffer.from(plain);
  }

  #seal(blobId: string, writing: Writing, plain: Uint8Array, isLast: boolean): void {
    const sealed = sealChunk(writing.file.key, writing.chunks, isLast, plain);
    writing.chunks += 1;
    try {
      if (writing.descriptor === null && writing.size > this.#largestInRows) this.#spill(blobId, writing);
      if (writing.descriptor === null) writing.sealed.push(sealed);
      else writeAll(writing.descriptor, sealed);
    } catch (thrown) {
      this.#abandon(blobId, writing);
      throw thrown;
    }
  }

  #spill(blobId: string, writing: Writing): void {
    makePrivateFolder(this.#folder);
    writing.descriptor = createPrivateFile(this.#path(blobId) + PART);
    writeAll(writing.descriptor, writing.file.header);
    for (const sealed of writing.sealed) writeAll(writing.descriptor, sealed);
    writing.sealed = [];
  }

  finish(blobId: string): BlobFacts {
    const writing = this.#underWay(blobId);
    this.#seal(blobId, writing, writing.rest, true);
    const facts = { blobId, size: writing.size, sha256: writing.digest.hex() };
    try {
      if (writing.descriptor !== null) this.#settle(blobId, writing.descriptor, writing);
      this.#record(facts, writing);
    } catch (thrown) {
      this.#abandon(blobId, writing);
      rmSync(this.#path(blobId), { force: true });
      throw thrown;
    }
    this.#writing.delete(blobId);
    wipe(writing.file.key);
    return facts;
  }

  #settle(blobId: string, descriptor: number, writing: Writing): void {
    try {
      onDisk(() => fsyncSync(descriptor));
    } finally {
      closeSync(descriptor);
      writing.descriptor = null;
    }
    renameDurably(this.#path(blobId) + PART, this.#path(blobId));
  }

  #record({ blobId, size, sha256 }: BlobFacts, writing: Writing): void {
    const place = size > this.#largestInRows ? 'file' : 'rows';
    const { header } = writing.file;
    this.#connection.transaction(() => {
      this.#connection.run(
        'INSERT INTO blob (id, size, sha256, place, header, made_at) VALUES (?, ?, ?, ?, ?, ?)',
        [blobId, size, sha256, place, header, new Date().toISOString()],
      );
      if (place === 'file') return;
      const number = this.#connection.number('SELECT number FROM blob WHERE id = ?', [blobId]);
      writing.sealed.forEach((sealed, at) => {
        this.#connection.run('INSERT INTO blob_chunk (blob, at, sealed) VALUES (?, ?, ?)', [
          number,
          at,
          sealed,
        ]);
      });
    });
  }

  #underWay(blobId: string): Writing {
    const writing = this.#writing.get(blobId);
    if (writing === undefined) throw new Fault('bug', 'this blob is not being written');
    return writing;
  }

  #abandon(blobId: string, writing: Writing): void {
    this.#writing.delete(blobId);
    wipe(writing.file.key);
    if (writing.descriptor !== null) closeSync(writing.descriptor);
    writing.descriptor = null;
    rmSync(this.#path(blobId) + PART, { force: true });
  }

  facts(blobId: string): BlobFacts | null {
    const row = this.#row(blobId);
    return row === null ? null : { blobId, size: row.size, sha256: row.sha256 };
  }

  #row(blobId: string): BlobRow | null {
    return this.#connection.get('SELECT number, id, size, sha256, place, header FROM blob WHERE id = ?', [
      blobId,
    ]) as BlobRow | null;
  }

  async read(blobId: string, offset: number, length: number): Promise<Uint8Array> {
    const row = this.#row(blobId);
    if (row === null) throw new Fault('not-found', 'there is no such blob');
    const end = Math.min(row.size, offset + length);
    if (end <= offset) return new Uint8Array(0);
    const key = await this.#keyOf(row);
    const plain: Buffer[] = [];
    const first = Math.floor(offset / CHUNK);
    for (const chunk of this.#chunks(row, key, first, Math.ceil(end / CHUNK))) plain.push(chunk);
    const from = offset - first * CHUNK;
    return new Uint8Array(Buffer.concat(plain).subarray(from, from + end - offset));
  }

  /**
   * Reads a whole blob and compares size and digest. Throws Fault: blob-corrupt, not-found; the message
   * names the id only.
   */
  async check(blobId: string): Promise<void> {
    const row = this.#row(blobId);
    if (row === null) throw new Fault('not-found', 'there is no such blob');
    const key = await payloadKeyOf(row.header, this.#identity);
    const digest = startSha256();
    let size = 0;
    try {
      for (const chunk of this.#chunks(row, key, 0, chunkCount(row.size))) {
        digest.update(chunk);
        size += chunk.length;
      }
    } finally {
      wipe(key);
    }
    if (size !== row.size || digest.hex() !== row.sha256) {
      throw new Fault('blob-corrupt', `blob ${blobId} does not match its digest`);
    }
    if (!this.#isExact(row)) throw new Fault('blob-corrupt', `blob ${blobId} has bytes too many or too few`);
  }

  /** Whether nothing stands around the chunks: header in front, no byte behind. */
  #isExact(row: BlobRow): boolean {
    if (row.place === 'rows') {
      const chunks = 'SELECT count(*) FROM blob_chunk WHERE blob = ?';
      return this.#connection.number(chunks, [row.number]) === chunkCount(row.size);
    }
    const path = this.#path(row.id);
    if (statSync(path).size !== row.header.length + payloadSize(row.size)) return false;
    const descriptor = openSync(path, 'r');
    try {
      return readExactly(descriptor, 0, row.header.length).equals(row.header);
    } finally {
      closeSync(descriptor);
    }
  }

  *#chunks(row: BlobRow, key: Buffer, first: number, end: number): Generator<Buffer> {
    const descriptor = row.place === 'file' ? this.#openSideFile(row.id) : null;
    const last = chunkCount(row.size) - 1;
    try {
      for (let at = first; at < end; at += 1) {
        const length = Math.min(CHUNK, row.size - at * CHUNK) + TAG;
        const sealed =
          descriptor === null
            ? this.#sealedRow(row, at)
            : readExactly(descriptor, row.header.length + at * (CHUNK + TAG), length);
        yield openChunk(key, at, at === last, sealed);
      }
    } finally {
      if (descriptor !== null) closeSync(descriptor);
    }
  }

  #sealedRow(row: BlobRow, at: number): Buffer {
    const sealed = this.#connection.cell('SELECT sealed FROM blob_chunk WHERE blob = ? AND at = ?', [
      row.number,
      at,
    ]) as Buffer | null;
    if (sealed === null) throw new Fault('blob-corrupt', `chunk ${at} of blob ${row.id} is missing`);
    return sealed;
  }

  #openSideFile(blobId: string): number {
    const path = this.#path(blobId);
    if (!existsSync(path)) throw new Fault('blob-corrupt', `the side file of blob ${blobId} is missing`);
    return openSync(path, 'r');
  }

  async #keyOf(row: BlobRow): Promise<Buffer> {
    const known = this.#keys.get(row.id);
    if (known !== undefined) return known;
    const key = await payloadKeyOf(row.header, this.#identity);
    const oldest = this.#keys.size < CACHED_KEYS ? undefined : this.#keys.keys().next().value;
    if (oldest !== undefined) this.#forget(oldest);
    this.#keys.set(row.id, key);
    return key;
  }

  #forget(blobId: string): void {
    const key = this.#keys.get(blobId);
    if (key !== undefined) wipe(key);
    this.#keys.delete(blobId);
  }

  /** Removes the row first, so that a crash leaves an unreferenced file and never a missing one. */
  erase(blobId: string): void {
    const writing = this.#writing.get(blobId);
    if (writing !== undefined) this.#abandon(blobId, writing);
    this.#forget(blobId);
    const row = this.#row(blobId);
    if (row === null) return;
    this.#connection.transaction(() => this.#connection.run('DELETE FROM blob WHERE id = ?', [blobId]));
    this.#connection.checkpoint();
    if (row.place === 'file') removeSideFile(this.#path(blobId));
  }

  ids(after: string | null, limit: number): string[] {
    return this.#connection.column('SELECT id FROM blob WHERE id > ? ORDER BY id LIMIT ?', [
      after ?? '',
      Math.max(0, limit),
    ]) as string[];
  }

  /** Forgets keys and drops what was not finished. */
  close(): void {
    for (const [blobId, writing] of this.#writing) this.#abandon(blobId, writing);
    for (const blobId of this.#keys.keys()) this.#forget(blobId);
  }

  #path(blobId: string): string {
    if (!ID.test(blobId)) throw new Fault('not-found', 'there is no such blob');
    return join(this.#folder, blobId);
  }
}

/** Overwrites the header, which holds the wrapped file key, and removes the file. */
export function removeSideFile(path: string): void {
  if (!existsSync(path)) return;
  const descriptor = openSync(path, 'r+');
  try {
    writeSync(descriptor, randomBytes(Math.min(4096, statSync(path).size)), 0, null, 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  rmSync(path, { force: true });
  syncFolder(join(path, '..'));
}

function readExactly(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let at = 0;
  while (at < length) {
    const read = readSync(descriptor, bytes, at, length - at, position + at);
    if (read === 0) throw new Fault('blob-corrupt', 'a side file is shorter than it should be');
    at += read;
  }
  return bytes;
}

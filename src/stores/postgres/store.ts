/**
 * The PostgreSQL store: the port put together from its parts. It opens only on a server that passes the safety check.
 */
import type { BlobFacts, LedgerStore } from '#ledger';
import { Blobs } from './blobs.ts';
import { Database, makePool, plainName, type PostgresOptions } from './connect.ts';
import * as entries from './entries.ts';
import { checkSafety } from './safety.ts';
import { find, findNames } from './finds.ts';
import { verify } from './verify.ts';
import { countRows, Replacement, rows } from './views.ts';

/** See `openPostgres`. */
export async function open(options: PostgresOptions): Promise<LedgerStore> {
  const db = new Database(makePool(options));
  const blobs = new Blobs(db);
  try {
    await checkSafety(db, plainName(options.schema ?? 'habeas'));
    await blobs.sweep();
  } catch (thrown) {
    await db.close();
    throw thrown;
  }
  const replacement = new Replacement(db);
  return {
    head: () => entries.head(db),
    append: (batch) => entries.append(db, batch),
    byIdempotencyKey: (key) => entries.byIdempotencyKey(db, key),
    entries: (query) => entries.entries(db, query),
    leafHashes: (from, to) => entries.leafHashes(db, from, to),
    tile: (level, index) => entries.tile(db, level, index),
    rows: (query) => rows(db, query),
    countRows: (query) => countRows(db, query),
    find: (query) => find(db, query),
    findNames: (query) => findNames(db, query),
    replaceRows: (step) => replacement.step(step),
    sizeAt: (sysTime) => entries.sizeAt(db, sysTime),
    saveCheckpoint: (checkpoint) => entries.saveCheckpoint(db, checkpoint),
    lastCheckpoint: () => entries.lastCheckpoint(db),
    meta: (name) => entries.meta(db, name),
    setMeta: (name, value) => entries.setMeta(db, name, value),
    blobBegin: () => blobs.begin(),
    blobWrite: (blobId, bytes) => blobs.write(blobId, bytes),
    blobFinish: (blobId): Promise<BlobFacts> => blobs.finish(blobId),
    blobFacts: (blobId) => blobs.facts(blobId),
    blobRead: (blobId, offset, length) => blobs.read(blobId, offset, length),
    blobErase: (blobId) => blobs.erase(blobId),
    blobIds: (after, limit) => blobs.ids(after, limit),
    verify: () => verify(db, blobs),
    close: async () => {
      await replacement.abandon();
      await db.close();
    },
  };
}

/**
 * Preserved bytes as rows of 256 KiB, each with its SHA-256, under random ids. A blob opens only to a call that names
 * its id; listing belongs to the spine. The server holds them as they are: at rest they are as safe as its disk
 * encryption. Erasing removes the rows; pages and log segments of the server are overwritten in its own time.
 */
import { randomBytes } from 'node:crypto';
import type { PoolClient, QueryResultRow } from 'pg';
import { Fault, sameBytes, sha256, startSha256, type RunningDigest } from '#ground';
import type { BlobFacts } from '#ledger';
import { asBytes, asCount, asText, toBuffer } from './coerce.ts';
import type { Database } from './connect.ts';

/** Bytes per row. */
export const CHUNK = 256 * 1024;

interface Writing {
  /** Bytes that do not fill a row yet. */
  rest: Buffer;
  nr: number;
  size: number;
  readonly digest: RunningDigest;
  /** Calls for one blob wait for each other, so that bytes keep their order. */
  last: Promise<void>;
}

async function insertChunk(client: PoolClient, blobId: string, nr: number, bytes: Buffer): Promise<void> {
  await client.query('insert into blob_chunk (blob_id, nr, bytes, digest) values ($1, $2, $3, $4)', [
    blobId,
    nr,
    bytes,
    toBuffer(sha256(bytes)),
  ]);
}

/** Bytes of a chunk row; throws Fault('blob-corrupt') when they are not what was written. */
function chunkOf(blobId: string, row: QueryResultRow | undefined, nr: number): Uint8Array {
  if (row === undefined || row['nr'] !== nr)
    throw new Fault('blob-corrupt', `blob ${blobId} lacks part ${nr}`);
  const bytes = asBytes(row['bytes']);
  if (!sameBytes(sha256(bytes), asBytes(row['digest']))) {
    throw new Fault('blob-corrupt', `part ${nr} of blob ${blobId} does not match its digest`);
  }
  return bytes;
}

const factsOf = (row: QueryResultRow): BlobFacts => ({
  blobId: asText(row['blob_id']),
  size: asCount(row['size']),
  sha256: asText(row['sha256']),
});

/** Blobs of one store; those being written are known to this process only. */
export class Blobs {
  readonly #db: Database;
  readonly #writing = new Map<string, Writing>();

  constructor(db: Database) {
    this.#db = db;
  }

  async begin(): Promise<string> {
    const blobId = randomBytes(16).toString('hex');
    await this.#db.within({ blob: blobId }, (client) =>
      client.query('insert into blob (blob_id) values ($1)', [blobId]),
    );
    this.#writing.set(blobId, {
      rest: Buffer.alloc(0),
      nr: 0,
      size: 0,
      digest: startSha256(),
      last: Promise.resolve(),
    });
    return blobId;
  }

  write(blobId: string, bytes: Uint8Array): Promise<void> {
    return this.#inTurn(blobId, async (writing) => {
      writing.digest.update(bytes);
      writing.size += bytes.length;
      const waiting = Buffer.concat([writing.rest, bytes]);
      const full = waiting.length - (waiting.length % CHUNK);
      writing.rest = Buffer.from(waiting.subarray(full));
      if (full === 0) return;
      await this.#db.within({ blob: blobId }, async (client) => {
        for (let from = 0; from < full; from += CHUNK) {
          await insertChunk(client, blobId, writing.nr++, waiting.subarray(from, from + CHUNK));
        }
      });
    });
  }

  async finish(blobId: string): Promise<BlobFacts> {
    let facts: BlobFacts | null = null;
    await this.#inTurn(blobId, async ({ rest, nr, size, digest }) => {
      this.#writing.delete(blobId);
      const made = { blobId, size, sha256: digest.hex() };
      await this.#db.within({ blob: blobId }, async (client) => {
        await client.query('set local synchronous_commit = on');
        if (rest.length > 0) await insertChunk(client, blobId, nr, rest);
        await client.query('update blob set size = $2, sha256 = $3 where blob_id = $1', [
          blobId,
          size,
          made.sha256,
        ]);
      });
      facts = made;
    });
    if (facts === null) throw new Fault('bug', `blob ${blobId} was not finished`);
    return facts;
  }

  /** A write that failed leaves the blob unusable: its bytes would have a hole. */
  async #inTurn(blobId: string, work: (writing: Writing) => Promise<void>): Promise<void> {
    const writing = this.#writing.get(blobId);
    if (writing === undefined) throw new Fault('bug', `blob ${blobId} is not being written`);
    const turn = writing.last.then(() => work(writing));
    writing.last = turn;
    try {
      await turn;
    } catch (thrown) {
      this.#writing.delete(blobId);
      throw thrown;
    }
  }

  async facts(blobId: string): Promise<BlobFacts | null> {
    return this.#db.within({ blob: blobId }, async (client) => {
      const found = await client.query<QueryResultRow>(
        'select * from blob where blob_id = $1 and sha256 is not null',
        [blobId],
      );
      return found.rows[0] === undefined ? null : factsOf(found.rows[0]);
    });
  }

  async read(blobId: string, offset: number, length: number): Promise<Uint8Array> {
    const facts = await this.facts(blobId);
    if (facts === null) throw new Fault('not-found', `no blob ${blobId}`);
    const end = Math.min(offset + length, facts.size);
    if (offset >= end) return new Uint8Array(0);
    const first = Math.floor(offset / CHUNK);
    const last = Math.floor((end - 1) / CHUNK);
    const pieces = await this.#db.within({ blob: blobId }, async (client) => {
      const text =
        'select nr, bytes, digest from blob_chunk where blob_id = $1 and nr between $2 and $3 order by nr';
      const found = (await client.query<QueryResultRow>(text, [blobId, first, last])).rows;
      return Array.from({ length: last - first + 1 }, (_, at) => chunkOf(blobId, found[at], first + at));
    });
    const whole = Buffer.concat(pieces);
    const from = offset - first * CHUNK;
    if (whole.length < end - first * CHUNK)
      throw new Fault('blob-corrupt', `blob ${blobId} is shorter than recorded`);
    return new Uint8Array(whole.subarray(from, from + end - offset));
  }

  async erase(blobId: string): Promise<void> {
    this.#writing.delete(blobId);
    await this.#db.within({ blob: blobId }, async (client) => {
      await client.query('delete from blob_chunk where blob_id = $1', [blobId]);
      await client.query('delete from blob where blob_id = $1', [blobId]);
    });
  }

  async ids(after: string | null, limit: number): Promise<string[]> {
    const text = `select blob_id from blob where sha256 is not null and ($1::text is null or blob_id collate "C" > $1)
      order by blob_id collate "C" limit $2`;
    return this.#db.within({ whole: true }, async (client) => {
      const { rows } = await client.query<QueryResultRow>(text, [after, Math.max(0, limit)]);
      return rows.map((row) => asText(row['blob_id']));
    });
  }

  /** Takes away what was begun more than a day ago and never finished. */
  async sweep(): Promise<void> {
    await this.#db.within({ whole: true }, async (client) => {
      const stale = `select blob_id from blob where sha256 is null and begun_at < now() - interval '24 hours'`;
      await client.query(`delete from blob_chunk where blob_id in (${stale})`);
      await client.query(`delete from blob where sha256 is null and begun_at < now() - interval '24 hours'`);
    });
  }

  /** Reads every byte of one blob; false when a part or the whole does not match. */
  async isWhole(blobId: string): Promise<boolean> {
    try {
      const facts = await this.facts(blobId);
      if (facts === null) return false;
      const digest = startSha256();
      for (let at = 0; at < facts.size; at += 16 * CHUNK)
        digest.update(await this.read(blobId, at, 16 * CHUNK));
      return digest.hex() === facts.sha256;
    } catch (thrown) {
      if (thrown instanceof Fault && (thrown.code === 'blob-corrupt' || thrown.code === 'ledger-broken'))
        return false;
      throw thrown;
    }
  }
}

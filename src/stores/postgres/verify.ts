/**
 * Looks at every byte the store answers for: leaves against their hashes, the head against the leaves, bodies and rows
 * by reading them, blobs against their digests. Chains, proofs and commitments are the ledger's to verify.
 * Says what is damaged by part and number; never throws for damage it can describe.
 */
import type { PoolClient, QueryResultRow } from 'pg';
import { isFault, sameBytes, sha256 } from '#ground';
import type { StorePart } from '#ledger';
import type { Blobs } from './blobs.ts';
import { asBytes, asBytesOrNull, asCount, asText } from './coerce.ts';
import type { Database } from './connect.ts';

const PAGE = 20_000;
const ONE_VIEW_OF_ALL = 'begin isolation level repeatable read, read only';

const plural = (count: number, noun: 'row' | 'blob' | 'part'): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

async function one(client: PoolClient, text: string): Promise<QueryResultRow> {
  return (await client.query<QueryResultRow>(text)).rows[0] ?? {};
}

/** The first thing wrong with the leaves, or null. */
async function findBadLeaf(
  client: PoolClient,
  size: number,
  last: Uint8Array | null,
): Promise<string | null> {
  let hash: Uint8Array | null = null;
  for (let from = 0; from < size; from += PAGE) {
    const text = 'select seq, leaf, leaf_hash from leaf where seq >= $1 and seq < $2 order by seq';
    const { rows } = await client.query<QueryResultRow>(text, [from, Math.min(size, from + PAGE)]);
    for (let at = from; at < Math.min(size, from + PAGE); at++) {
      const row = rows[at - from];
      if (row === undefined || asCount(row['seq']) !== at) return `entry ${at} is missing`;
      hash = asBytes(row['leaf_hash']);
      if (!sameBytes(sha256(Buffer.from(`\0${asText(row['leaf'])}`, 'utf8')), hash))
        return `entry ${at} does not match its hash`;
    }
  }
  const isSame = hash === null || last === null ? hash === last : sameBytes(hash, last);
  return isSame ? null : 'the head does not belong to the last entry';
}

async function checkDatabase(client: PoolClient): Promise<StorePart> {
  const head = await one(client, 'select size, last_leaf_hash from ledger_head');
  const size = asCount(head['size']);
  const bad = (says: string): StorePart => ({ part: 'database', ok: false, says });
  const wrong = await findBadLeaf(client, size, asBytesOrNull(head['last_leaf_hash']));
  if (wrong !== null) return bad(wrong);
  const extra = asCount(
    (await one(client, 'select count(*) as n from leaf where seq >= (select size from ledger_head)'))['n'],
  );
  if (extra > 0) return bad(`${extra} more beyond the head`);
  // md5 makes the server read every body to its last page; the digest itself is of no use.
  const bodies = await one(
    client,
    'select count(*) as n, count(md5(body)) as kept, max(seq) as last from body',
  );
  if (asCount(bodies['n']) !== size || (size > 0 && asCount(bodies['last']) !== size - 1)) {
    return bad(`${size} leaves, but ${asCount(bodies['n'])} places for bodies`);
  }
  const sums =
    (await one(client, `select current_setting('data_checksums') as sums`))['sums'] === 'on' ? 'on' : 'off';
  const entries = size === 1 ? '1 entry' : `${size} entries`;
  return {
    part: 'database',
    ok: true,
    says: `${entries}, ${size - asCount(bodies['kept'])} erased; page checksums ${sums}`,
  };
}

async function checkViews(client: PoolClient): Promise<StorePart> {
  const found = await one(
    client,
    `select count(*) as n, count(md5(r.row_json)) as read, count(*) filter (where b.body is null) as stray
     from view_row r left join body b on b.seq = r.seq`,
  );
  const stray = asCount(found['stray']);
  if (stray > 0)
    return { part: 'views', ok: false, says: `${plural(stray, 'row')} of erased or missing entries` };
  return { part: 'views', ok: true, says: plural(asCount(found['n']), 'row') };
}

async function checkBlobs(db: Database, blobs: Blobs): Promise<StorePart> {
  let count = 0;
  const damaged: string[] = [];
  for (
    let page = await blobs.ids(null, 1000);
    page.length > 0;
    page = await blobs.ids(page.at(-1) ?? null, 1000)
  ) {
    for (const blobId of page) if (!(await blobs.isWhole(blobId))) damaged.push(blobId);
    count += page.length;
  }
  const orphans = await db.within({ whole: true }, async (client) =>
    asCount(
      (
        await one(
          client,
          'select count(*) as n from blob_chunk c where not exists (select 1 from blob b where b.blob_id = c.blob_id)',
        )
      )['n'],
    ),
  );
  if (damaged.length > 0)
    return { part: 'blobs', ok: false, says: `damaged: ${damaged.slice(0, 20).join(', ')}` };
  if (orphans > 0) return { part: 'blobs', ok: false, says: `${plural(orphans, 'part')} of no blob` };
  return { part: 'blobs', ok: true, says: plural(count, 'blob') };
}

/** Damage the server itself reports becomes a finding; that the server is gone remains a fault. */
async function described(part: StorePart['part'], work: () => Promise<StorePart>): Promise<StorePart> {
  try {
    return await work();
  } catch (thrown) {
    if (isFault(thrown, 'store-unreachable')) throw thrown;
    return { part, ok: false, says: isFault(thrown) ? thrown.message : 'could not be read' };
  }
}

/** One part each for database, keys, blobs and views. */
export async function verify(db: Database, blobs: Blobs): Promise<StorePart[]> {
  const whole = { whole: true } as const;
  return [
    await described('database', () => db.within(whole, checkDatabase, ONE_VIEW_OF_ALL)),
    { part: 'keys', ok: true, says: 'a server store has no keys of its own' },
    await described('blobs', () => checkBlobs(db, blobs)),
    await described('views', () => db.within(whole, checkViews, ONE_VIEW_OF_ALL)),
  ];
}

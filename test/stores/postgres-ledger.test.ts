/** The ledger on a real server: recorded, sealed, erased, signed, rebuilt, verified; and what verify says of damage. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ed25519Signer, Ledger, verifyLedger, type LedgerStore, type Projection } from '#ledger';
import { ask, migratedPlace, openAt, type Place } from './postgres-place.ts';

const notes: Projection = {
  name: 'note',
  version: 1,
  project: ({ seq, body }) => [{ key: `n${seq % 7}`, sort: String(seq).padStart(6, '0'), row: body }],
};

const draft = (at: number) => ({
  type: 'note-made',
  body: { words: `note ${at} ծառ` },
  actor: 'tester',
  compartment: at % 3 === 0 ? 'sealed' : 'open',
  idempotencyKey: `k${at}`,
});

const drafts = (count: number, from = 0) => Array.from({ length: count }, (_, at) => draft(from + at));

describe('a ledger on the server', () => {
  let place: Place;
  let store: LedgerStore;
  let ledger: Ledger;
  beforeEach(async () => {
    place = await migratedPlace();
    store = await openAt(place);
    ledger = await Ledger.open(store, {
      projections: [notes],
      signer: ed25519Signer('habeas.example', new Uint8Array(32).fill(7)),
    });
  });
  afterEach(() => store.close());

  test('records, erases, signs, rebuilds and verifies', async () => {
    await ledger.append(drafts(600));
    await ledger.erase({ seqs: [3, 4], basis: 'safety', reason: 'asked for', actor: 'tester' });
    await ledger.checkpoint();
    const whole = { view: 'note', compartments: ['open', 'sealed'], limit: 10_000 };
    const before = await store.rows(whole);
    await ledger.rebuild();
    expect(await store.rows(whole)).toEqual(before);
    const result = await verifyLedger(store, { projections: [notes] });
    expect(result.parts.filter(({ ok }) => !ok)).toEqual([]);
    expect(result).toMatchObject({ ok: true, size: 602 });
    expect((await store.verify()).filter(({ ok }) => !ok)).toEqual([]);
  });

  test('a repeated call gives the receipts of the first, also from another connection', async () => {
    const first = await ledger.append(drafts(5));
    const other = await openAt(place);
    const again = await (await Ledger.open(other)).append(drafts(5));
    expect(again).toEqual(first.map((receipt) => ({ ...receipt, replayed: true })));
    expect((await other.head()).size).toBe(5);
    await other.close();
  });

  test('two writers on one ledger lose nothing and never fork', async () => {
    const other = await openAt(place);
    const second = await Ledger.open(other, { projections: [notes] });
    const write = async (writer: Ledger, from: number): Promise<void> => {
      for (let at = from; at < from + 20; at += 1) {
        for (let tries = 0; ; tries += 1) {
          const end = await writer.append([draft(at)]).then(
            () => 'done',
            (thrown: { code?: string }) => thrown.code,
          );
          if (end === 'done') break;
          expect(end).toBe('ledger-conflict');
          if (tries > 200) throw new Error('starved');
        }
      }
    };
    await Promise.all([write(ledger, 0), write(second, 100)]);
    expect((await store.head()).size).toBe(40);
    expect((await verifyLedger(store, { projections: [notes] })).ok).toBe(true);
    await other.close();
  });

  const broken = async (): Promise<string[]> =>
    (await store.verify()).filter(({ ok }) => !ok).map(({ part, says }) => `${part}: ${says}`);

  test.each([
    [`update leaf set leaf = leaf || ' ' where seq = 2`, 'database: entry 2 does not match its hash'],
    [
      `update leaf set leaf_hash = decode(repeat('00', 32), 'hex') where seq = 2`,
      'database: entry 2 does not match its hash',
    ],
    [`delete from leaf where seq = 3`, 'database: entry 3 is missing'],
    [
      `update ledger_head set last_leaf_hash = decode(repeat('00', 32), 'hex')`,
      'database: the head does not belong to the last entry',
    ],
    [`update ledger_head set size = 4`, 'database: the head does not belong to the last entry'],
    [`delete from body where seq = 1`, 'database: 6 leaves, but 5 places for bodies'],
    [`update view_row set seq = 77 where seq = 1`, 'views: 1 row of erased or missing entries'],
    [`update blob_chunk set bytes = set_byte(bytes, 100, 1) where nr = 1`, 'blobs: damaged: BLOB'],
    [`delete from blob_chunk where nr = 0`, 'blobs: damaged: BLOB'],
    [`update blob_chunk set bytes = '', digest = sha256('') where nr = 1`, 'blobs: damaged: BLOB'],
    [`update blob set size = size - 1`, 'blobs: damaged: BLOB'],
    [`update blob set sha256 = repeat('0', 64)`, 'blobs: damaged: BLOB'],
    [`delete from blob`, 'blobs: 2 parts of no blob'],
  ])('verify finds what an administrator did: %s', async (statement, says) => {
    await ledger.append(drafts(6));
    const blobId = await store.blobBegin();
    await store.blobWrite(blobId, new Uint8Array(300_000));
    await store.blobFinish(blobId);
    expect(await broken()).toEqual([]);
    await ask(place, place.adminUrl, statement);
    expect((await broken()).map((line) => line.replace(blobId, 'BLOB'))).toContain(says);
  });

  test('a changed part of a blob is refused when read', async () => {
    const blobId = await store.blobBegin();
    await store.blobWrite(blobId, new Uint8Array(300_000));
    await store.blobFinish(blobId);
    await ask(place, place.adminUrl, 'update blob_chunk set bytes = set_byte(bytes, 7, 1) where nr = 1');
    expect(await store.blobRead(blobId, 0, 1000)).toHaveLength(1000);
    await expect(store.blobRead(blobId, 299_000, 1000)).rejects.toMatchObject({ code: 'blob-corrupt' });
  });

  test('an unfinished blob older than a day is swept away on opening', async () => {
    const young = await store.blobBegin();
    const old = await store.blobBegin();
    await store.blobWrite(old, new Uint8Array(600_000));
    await ask(
      place,
      place.adminUrl,
      `update blob set begun_at = now() - interval '25 hours' where blob_id = $1`,
      [old],
    );
    await (await openAt(place)).close();
    const left = await ask(
      place,
      place.adminUrl,
      'select blob_id from blob union select blob_id from blob_chunk',
    );
    expect(left.map((row) => String(row['blob_id']))).toEqual([young]);
  });
});

import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeBatch, makeEntry } from './acceptance.ts';
import { PASSPHRASE, fill, freshVault, putBlob } from './vault-place.ts';
import { Connection } from '../../src/stores/vault/connection.ts';
import { NEWEST } from '../../src/stores/vault/migrate.ts';
import { subkeysOf, workspaceKeyOf } from '../../src/stores/vault/keys.ts';
import { openVault } from '#stores/vault';
import { isFault } from '#ground';
import { packEntries } from '#ledger';

/** What a person who runs `habeas verify` is told: the parts that failed, or the fault of opening. */
async function verdictOn(place: string): Promise<string[]> {
  try {
    const vault = await openVault(place, PASSPHRASE);
    try {
      return (await vault.store.verify()).filter(({ ok }) => !ok).map(({ part }) => part);
    } finally {
      await vault.close();
    }
  } catch (thrown) {
    if (!isFault(thrown)) throw thrown;
    return [thrown.code];
  }
}

async function filledVault(): Promise<{ place: string; recoveryCode: string; pages: number }> {
  const { place, vault, recoveryCode } = await freshVault();
  await fill(vault.store, 300);
  await putBlob(vault.store, new Uint8Array(150_000));
  await vault.close();
  return { place, recoveryCode, pages: readFileSync(join(place, 'vault.db')).length / 4096 };
}

describe('verification', () => {
  test('R4 a flipped bit in any page is found, free pages included', async () => {
    const { place, pages } = await filledVault();
    const path = join(place, 'vault.db');
    const whole = readFileSync(path);
    for (let page = 0; page < pages; page += process.env['SLOW'] === '1' ? 1 : 7) {
      const flipped = Buffer.from(whole);
      const at = page * 4096 + ((page * 997) % 4096);
      flipped[at] = (flipped[at] ?? 0) ^ 16;
      writeFileSync(path, flipped);
      expect(await verdictOn(place), `page ${page}`).not.toEqual([]);
    }
    writeFileSync(path, whole);
    expect(await verdictOn(place)).toEqual([]);
  });

  test('finding 3: the MAC check of the driver is no silent no-op', async () => {
    const { place, recoveryCode, pages } = await filledVault();
    const path = join(place, 'vault.db');
    const bytes = readFileSync(path);
    const at = (pages - 1) * 4096 + 50;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { database } = subkeysOf(workspaceKeyOf(recoveryCode));
    const connection = await Connection.open(path, database, NEWEST);
    expect(connection.column('PRAGMA cipher_integrity_check')).toEqual([
      `HMAC verification failed for page ${pages}`,
    ]);
    connection.close();
  });

  test.each([
    'cut by a page',
    'cut by a byte',
    'longer by a page',
    'zeroed in the middle',
    'with two pages exchanged',
  ])('R4 a database %s is found', async (how) => {
    const { place, pages } = await filledVault();
    const path = join(place, 'vault.db');
    const bytes = readFileSync(path);
    if (how === 'cut by a page') truncateSync(path, (pages - 1) * 4096);
    if (how === 'cut by a byte') truncateSync(path, pages * 4096 - 1);
    if (how === 'longer by a page') appendFileSync(path, Buffer.alloc(4096));
    if (how === 'zeroed in the middle') writeFileSync(path, bytes.fill(0, 5 * 4096, 6 * 4096));
    if (how === 'with two pages exchanged') {
      const page = Buffer.from(bytes.subarray(4 * 4096, 5 * 4096));
      bytes.copyWithin(4 * 4096, 9 * 4096, 10 * 4096);
      page.copy(bytes, 9 * 4096);
      writeFileSync(path, bytes);
    }
    expect(await verdictOn(place)).not.toEqual([]);
  });

  test('a changed keys.json is found even when it still opens', async () => {
    const { place } = await filledVault();
    const path = join(place, 'keys.json');
    const written = readFileSync(path, 'utf8');
    writeFileSync(path, written.replace('\n', '\n '));
    expect(await verdictOn(place)).toEqual(['keys']);
    writeFileSync(path, written);
    expect(await verdictOn(place)).toEqual([]);
    rmSync(path);
    expect(await verdictOn(place)).toEqual(['keys-damaged']);
  });

  test('rows and entries changed with the key in hand are found where they contradict the head', async () => {
    const { place, recoveryCode } = await filledVault();
    const { database } = subkeysOf(workspaceKeyOf(recoveryCode));
    const changes = [
      [
        'INSERT INTO entry SELECT 300, leaf, leaf_hash, sealed, compartment, NULL FROM entry WHERE seq = 0',
        'database',
      ],
      ['DELETE FROM entry WHERE seq = 300; DELETE FROM entry WHERE seq = 7', 'database'],
      ['UPDATE head SET size = 299; UPDATE view_row SET seq = 9999 WHERE seq = 9', 'views'],
    ] as const;
    for (const [sql, part] of changes) {
      const connection = await Connection.open(join(place, 'vault.db'), database, NEWEST);
      connection.exec(sql);
      connection.close();
      expect(await verdictOn(place), sql).toEqual([part]);
    }
  });

  test('words of a verdict are numbers and ids, never content', async () => {
    const { vault, place } = await freshVault();
    await fill(vault.store, 50, 'canary-words');
    await vault.close();
    const path = join(place, 'vault.db');
    const bytes = readFileSync(path);
    bytes.fill(7, 4096 * 3, 4096 * 8);
    writeFileSync(path, bytes);
    const damaged = await openVault(place, PASSPHRASE).catch((thrown: unknown) => String(thrown));
    const said = typeof damaged === 'string' ? damaged : JSON.stringify(await damaged.store.verify());
    if (typeof damaged !== 'string') await damaged.close();
    expect(said).not.toContain('canary');
  });
});

describe('packed entries', () => {
  test('are to the byte what the ledger makes of the same entries', async () => {
    const { vault } = await freshVault();
    const entries = Array.from({ length: 2300 }, (_, seq) =>
      makeEntry(seq, {
        body: `{"n":"${'я'.repeat(seq % 50)}"}`,
        compartment: seq % 3 === 0 ? 'sealed' : 'open',
      }),
    );
    await vault.store.append(makeBatch(entries));
    await vault.store.append(makeBatch([makeEntry(2300)], { erase: [5, 2299] }));
    for (const [from, to] of [
      [0, 2301],
      [995, 1005],
      [2300, 2400],
      [7, 7],
    ] as const) {
      const expected = packEntries(await vault.store.entries({ from, to, compartments: 'all' }));
      const packed = await vault.store.packedEntries(from, to);
      const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
      expect([packed.length, digest(packed)]).toEqual([expected.length, digest(expected)]);
    }
  });
});

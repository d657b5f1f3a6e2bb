import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultOf, plain } from './acceptance.ts';
import { PASSPHRASE, fill, freshFolder, freshVault, putBlob } from './vault-place.ts';
import { backupVault, openVault, restoreVault } from '#stores/vault';
import type { CheckLedger } from '#stores/vault';

const fine: CheckLedger = async (store) => {
  const { size } = await store.head();
  return [{ ok: true, says: `${size} entries` }];
};
const broken: CheckLedger = async () => [{ ok: false, says: 'entry 3 does not follow entry 2' }];

describe('a backup', () => {
  test('R7 holds everything acknowledged and opens with passphrase or code', async () => {
    const { vault, recoveryCode } = await freshVault({ largestInRows: 1000 });
    await fill(vault.store, 40);
    const bytes = new Uint8Array(randomBytes(90_000));
    const [large, small] = [
      await putBlob(vault.store, bytes),
      await putBlob(vault.store, bytes.subarray(0, 99)),
    ];
    const folder = freshFolder();
    const report = await backupVault(vault, join(folder, 'copy'), fine);
    expect(report).toMatchObject({ entries: 40, workspaceId: vault.workspaceId });
    expect(report.parts.every(({ ok }) => ok)).toBe(true);
    expect(readdirSync(folder)).toEqual(['copy']);
    expect(readdirSync(join(folder, 'copy')).sort()).toEqual(['blobs', 'keys.json', 'vault.db']);
    await fill(vault.store, 1);
    rmSync(join(folder, 'copy', 'keys.json'));
    const copy = await openVault(join(folder, 'copy'), { recoveryCode });
    expect((await copy.store.head()).size).toBe(40);
    expect(plain(await copy.store.blobRead(large, 0, 90_000))).toBe(plain(bytes));
    expect(plain(await copy.store.blobRead(small, 0, 90_000))).toBe(plain(bytes.subarray(0, 99)));
    await copy.close();
  });

  test('can be made while entries are being appended', async () => {
    const { vault } = await freshVault();
    await fill(vault.store, 10);
    const place = join(freshFolder(), 'copy');
    const [report] = await Promise.all([
      backupVault(vault, place, fine),
      (async () => {
        for (let round = 0; round < 20; round += 1) await fill(vault.store, 1);
      })(),
    ]);
    expect(report.entries).toBeGreaterThanOrEqual(10);
    expect((await vault.store.head()).size).toBe(30);
  });

  test('that does not verify gets no name', async () => {
    const { vault, place } = await freshVault({ largestInRows: 10 });
    await fill(vault.store, 10);
    const folder = freshFolder();
    expect(await faultOf(backupVault(vault, join(folder, 'copy'), broken))).toBe('backup-refused');
    const blobId = await putBlob(vault.store, new Uint8Array(5000));
    const path = join(place, 'blobs', blobId);
    const bytes = readFileSync(path);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await faultOf(backupVault(vault, join(folder, 'copy'), fine))).toBe('backup-refused');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('never overwrites', async () => {
    const { vault } = await freshVault();
    const folder = freshFolder();
    expect(await faultOf(backupVault(vault, folder, fine))).toBe('vault-exists');
    expect(existsSync(join(folder, 'vault.db'))).toBe(false);
  });
});

describe('restoring', () => {
  test('R7 makes a new folder that verifies, from the copy and the code alone', async () => {
    const { vault, recoveryCode } = await freshVault();
    await fill(vault.store, 25);
    const folder = freshFolder();
    const from = join(folder, 'copy');
    await backupVault(vault, from, fine);
    rmSync(join(from, 'keys.json'));
    const to = join(folder, 'back');
    const report = await restoreVault({ from, to, unlock: { recoveryCode }, checkLedger: fine });
    expect(report.entries).toBe(25);
    const back = await openVault(to, PASSPHRASE);
    expect((await back.store.head()).size).toBe(25);
    await back.close();
    expect(existsSync(join(from, 'keys.json'))).toBe(false);
  });

  test('refuses a damaged copy, a wrong secret and an occupied place', async () => {
    const { vault } = await freshVault();
    await fill(vault.store, 25);
    const folder = freshFolder();
    const [from, to] = [join(folder, 'copy'), join(folder, 'back')];
    await backupVault(vault, from, fine);
    const restore = { from, to, unlock: PASSPHRASE, checkLedger: fine };
    expect(await faultOf(restoreVault({ ...restore, unlock: { passphrase: 'no' } }))).toBe(
      'passphrase-wrong',
    );
    expect(await faultOf(restoreVault({ ...restore, to: folder }))).toBe('vault-exists');
    expect(await faultOf(restoreVault({ ...restore, from: join(folder, 'none') }))).toBe('vault-missing');
    expect(await faultOf(restoreVault({ ...restore, checkLedger: broken }))).toBe('backup-refused');
    const path = join(from, 'vault.db');
    const bytes = readFileSync(path);
    bytes[bytes.length - 90] = (bytes.at(-90) ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(['backup-refused', 'vault-corrupt']).toContain(await faultOf(restoreVault(restore)));
    expect(readdirSync(folder)).toEqual(['copy']);
  });
});

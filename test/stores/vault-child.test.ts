import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultOf, makeBatch, makeEntry, plain, runStoreTests } from './acceptance.ts';
import { CHEAP, PASSPHRASE, afterwards, fill, freshVault, putBlob } from './vault-place.ts';
import { signWithSeed } from '../../src/stores/vault/keys.ts';
import { openVault, openVaultInChild } from '#stores/vault';
import type { ChildVault } from '#stores/vault';
import { Ledger } from '#ledger';

async function freshChild(): Promise<{ place: string; child: ChildVault; recoveryCode: string }> {
  const { place, vault, recoveryCode } = await freshVault();
  await vault.close();
  const child = await openVaultInChild(place, PASSPHRASE);
  afterwards(() => child.lock());
  return { place, child, recoveryCode };
}

const SLOW = process.env['SLOW'] === '1';

describe('a vault in a process of its own', () => {
  test('answers like one in this process, bytes, order and faults included', async () => {
    const { child } = await freshChild();
    const { store } = child;
    const entries = [makeEntry(0, { idempotencyKey: 'k' }), makeEntry(1)];
    await store.append(makeBatch(entries));
    expect(plain(await store.entries({ from: 0, to: 9, compartments: 'all' }))).toEqual(plain(entries));
    expect(await faultOf(store.append(makeBatch([makeEntry(0)])))).toBe('ledger-conflict');
    expect(await faultOf(store.blobRead('00', 0, 1))).toBe('not-found');
    const bytes = new Uint8Array(randomBytes(200_000));
    const blobId = await putBlob(store, bytes);
    expect(plain(await store.blobRead(blobId, 0, 200_000))).toBe(plain(bytes));
    expect((await store.verify()).every(({ ok }) => ok)).toBe(true);
    expect((await store.packedEntries?.(0, 2))?.length).toBeGreaterThan(500);
    await fill(store, 500);
    expect((await store.head()).size).toBe(502);
  });

  test('signs with the same key as one in this process', async () => {
    const { place, child } = await freshChild();
    const message = new Uint8Array(randomBytes(99));
    const signature = await child.sign(message);
    const { publicKey } = child;
    await child.close();
    const vault = await openVault(place, PASSPHRASE);
    const seed = Buffer.from(vault.signingSeed());
    expect(plain(signature)).toBe(plain(signWithSeed(seed, message)));
    expect(plain(publicKey)).toBe(plain(vault.publicKey));
    await vault.close();
  });

  test('locking kills it at once; what was acknowledged is there afterwards', async () => {
    const { place, child } = await freshChild();
    await fill(child.store, 7);
    const pending = faultOf(child.store.verify());
    await child.lock();
    expect(await pending).toBe('vault-locked');
    expect(await faultOf(child.store.head())).toBe('vault-locked');
    expect(() => process.kill(child.pid, 0)).toThrow();
    const again = await openVault(place, PASSPHRASE);
    expect((await again.store.head()).size).toBe(7);
    await again.close();
  });

  test('closes in order and leaves one file and no log', async () => {
    const { place, child } = await freshChild();
    await fill(child.store, 3);
    await child.store.close();
    await child.ended;
    expect(existsSync(join(place, 'vault.db-wal'))).toBe(false);
    expect(existsSync(join(place, 'writer.pid'))).toBe(false);
  });

  test('a wrong passphrase crosses as the fault it is, and no process stays behind', async () => {
    const { place, vault } = await freshVault();
    await vault.close();
    expect(await faultOf(openVaultInChild(place, { passphrase: 'no' }))).toBe('passphrase-wrong');
    expect(await faultOf(openVaultInChild(join(place, 'none'), PASSPHRASE))).toBe('vault-missing');
  });

  test('is not killed by a call it does not know', async () => {
    const { child } = await freshChild();
    const store = child.store as unknown as Record<string, () => Promise<unknown>>;
    expect(store['constructor']).toBe(Object);
    expect((await child.store.head()).size).toBe(0);
  });

  test('another process is kept out while this one writes, and the other way round', async () => {
    const { place, vault } = await freshVault();
    expect(await faultOf(openVaultInChild(place, PASSPHRASE))).toBe('vault-in-use');
    await vault.close();
    const child = await openVaultInChild(place, PASSPHRASE);
    await expect(openVault(place, PASSPHRASE)).rejects.toMatchObject({
      code: 'vault-in-use',
      message: expect.stringContaining(`process ${child.pid}`) as string,
    });
    await child.close();
    await (await openVault(place, PASSPHRASE)).close();
  });

  test('makes a backup of itself that verifies', async () => {
    const { place, child } = await freshChild();
    const ledger = await Ledger.open(child.store);
    const actor = '00000000-0000-4000-8000-000000000003';
    await ledger.append([{ type: 'note', actor, body: { text: 'kept' } }]);
    const report = await child.backup(`${place}.copy`, []);
    expect(report).toMatchObject({ entries: 1, workspaceId: child.workspaceId });
    const copy = await openVault(`${place}.copy`, PASSPHRASE);
    expect((await copy.store.head()).size).toBe(1);
    await copy.close();
    expect(await faultOf(child.backup(`${place}.copy`, []))).toBe('vault-exists');
  });

  test('changes the passphrase inside', async () => {
    const { place, child } = await freshChild();
    await child.changePassphrase('another', CHEAP);
    await child.close();
    expect(await faultOf(openVaultInChild(place, PASSPHRASE))).toBe('passphrase-wrong');
  });

  test('has core dumps off and no secret in arguments or environment', async () => {
    const { child } = await freshChild();
    if (process.platform !== 'linux') return;
    const proc = (name: string): string => readFileSync(`/proc/${child.pid}/${name}`, 'latin1');
    expect(proc('limits')).toMatch(/Max core file size\s+0\s+0/);
    for (const name of ['cmdline', 'environ']) expect(proc(name)).not.toContain('sample');
  });
});

if (SLOW) {
  runStoreTests('vault in a child process', async () => {
    const { place, child } = await freshChild();
    let current = child;
    return {
      store: child.store,
      reopen: async () => {
        await current.close();
        current = await openVaultInChild(place, PASSPHRASE);
        return current.store;
      },
      dispose: () => current.lock(),
    };
  });
}

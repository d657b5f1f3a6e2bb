import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultOf } from './acceptance.ts';
import { CHEAP, PASSPHRASE, afterwards, fill, freshFolder, freshVault } from './vault-place.ts';
import { Connection } from '../../src/stores/vault/connection.ts';
import { subkeysOf, workspaceKeyOf } from '../../src/stores/vault/keys.ts';
import { createVault, openVault } from '#stores/vault';
import { Fault } from '#ground';

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

async function thrownBy(work: Promise<unknown>): Promise<Fault> {
  return work.then(
    () => new Fault('bug', 'no fault'),
    (thrown: unknown) => thrown as Fault,
  );
}

describe('a vault folder', () => {
  test('holds vault.db, keys.json and blobs, for its owner only', async () => {
    const { place, vault } = await freshVault();
    await vault.close();
    expect(readdirSync(place).sort()).toEqual(['blobs', 'keys.json', 'vault.db']);
    for (const name of ['vault.db', 'keys.json'])
      expect(statSync(join(place, name)).mode & 0o777).toBe(0o600);
    for (const path of [place, join(place, 'blobs')]) expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(place, 'keys.json')).size).toBeLessThanOrEqual(8192);
  });

  test('is made in an empty folder, and never over something', async () => {
    const folder = freshFolder();
    const place = join(folder, 'a', 'case.habeas');
    mkdirSync(place, { recursive: true });
    const { vault } = await createVault(place, { ...PASSPHRASE, cost: CHEAP });
    await vault.close();
    expect(await faultOf(createVault(place, { ...PASSPHRASE, cost: CHEAP }))).toBe('vault-exists');
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'words');
    expect(await faultOf(createVault(file, { ...PASSPHRASE, cost: CHEAP }))).toBe('vault-exists');
    expect(readFileSync(file, 'utf8')).toBe('words');
    expect(readdirSync(join(folder, 'a'))).toEqual(['case.habeas']);
  });

  test('keeps an empty folder that is there, which may be a mount', async () => {
    const place = freshFolder();
    const { ino } = statSync(place);
    const { vault } = await createVault(place, { ...PASSPHRASE, cost: CHEAP });
    await fill(vault.store, 1);
    await vault.close();
    expect(statSync(place).ino).toBe(ino);
    expect(readdirSync(place).sort()).toEqual(['blobs', 'keys.json', 'vault.db']);
  });

  test('cannot be made where nothing can be written, and says no path', async () => {
    const file = join(freshFolder(), 'canary-name');
    writeFileSync(file, '');
    const thrown = await thrownBy(createVault(join(file, 'case.habeas'), { ...PASSPHRASE, cost: CHEAP }));
    expect(thrown.code).toBe('usage-wrong');
    expect(thrown.message).not.toContain('canary');
  });

  test('opens with the passphrase however the system composes its letters', async () => {
    const place = join(freshFolder(), 'case.habeas');
    const { vault } = await createVault(place, { passphrase: 'Ərəb é'.normalize('NFD'), cost: CHEAP });
    const { workspaceId } = vault;
    await vault.close();
    const again = await openVault(place, { passphrase: 'Ərəb é'.normalize('NFC') });
    expect(again.workspaceId).toBe(workspaceId);
    await again.close();
  });

  test('is missing where there is none', async () => {
    expect(await faultOf(openVault(join(freshFolder(), 'none'), PASSPHRASE))).toBe('vault-missing');
  });

  test('says nothing after it was closed', async () => {
    const { vault } = await freshVault();
    await vault.close();
    expect(await faultOf(vault.store.head())).toBe('vault-locked');
    expect(await faultOf(vault.store.blobBegin())).toBe('vault-locked');
    expect(await faultOf(vault.store.verify())).toBe('vault-locked');
    expect(await faultOf(vault.sign(new Uint8Array(1)))).toBe('vault-locked');
    await vault.close();
  });
});

describe('a wrong passphrase', () => {
  test('R21 gets one constant answer, whatever is wrong', async () => {
    const { place, vault } = await freshVault();
    const other = await freshVault();
    await vault.close();
    const thrown = [
      await thrownBy(openVault(place, { passphrase: '' })),
      await thrownBy(openVault(place, { passphrase: 'Sample' })),
      await thrownBy(openVault(place, { passphrase: 'x'.repeat(10_000) })),
      await thrownBy(openVault(place, { recoveryCode: other.recoveryCode })),
      await thrownBy(openVault(place, { recoveryCode: 'ABCD' })),
    ];
    expect(new Set(thrown.map(({ code, message }) => `${code}: ${message}`)).size).toBe(1);
    expect(thrown[0]?.code).toBe('passphrase-wrong');
    const again = await openVault(place, PASSPHRASE);
    await again.close();
  });

  test('changes no byte of the folder', async () => {
    const { place, vault } = await freshVault();
    await fill(vault.store, 10);
    await vault.close();
    const before = readdirSync(place).map((name) => [name, statSync(join(place, name)).mtimeMs]);
    const digest = digestOf(join(place, 'vault.db'));
    expect(await faultOf(openVault(place, { passphrase: 'no' }))).toBe('passphrase-wrong');
    const { recoveryCode } = await freshVault();
    expect(await faultOf(openVault(place, { recoveryCode }))).toBe('passphrase-wrong');
    expect(readdirSync(place).map((name) => [name, statSync(join(place, name)).mtimeMs])).toEqual(before);
    expect(digestOf(join(place, 'vault.db'))).toBe(digest);
  });
});

describe('the recovery code', () => {
  test('opens the vault without keys.json and writes it again', async () => {
    const { place, vault, recoveryCode } = await freshVault();
    await fill(vault.store, 3);
    await vault.close();
    const keys = join(place, 'keys.json');
    const written = readFileSync(keys);
    rmSync(keys);
    expect(await faultOf(openVault(place, PASSPHRASE))).toBe('keys-damaged');
    const again = await openVault(place, { recoveryCode: recoveryCode.toLowerCase().replaceAll('-', ' ') });
    expect((await again.store.head()).size).toBe(3);
    await again.close();
    expect(readFileSync(keys).equals(written)).toBe(true);
    await (await openVault(place, PASSPHRASE)).close();
  });

  test('replaces a keys.json that cannot be read', async () => {
    const { place, vault, recoveryCode } = await freshVault();
    await vault.close();
    writeFileSync(join(place, 'keys.json'), '{"format":');
    expect(await faultOf(openVault(place, PASSPHRASE))).toBe('keys-damaged');
    await (await openVault(place, { recoveryCode })).close();
    await (await openVault(place, PASSPHRASE)).close();
  });

  test('tells a damaged database from a wrong code', async () => {
    const { place, vault, recoveryCode } = await freshVault();
    await vault.close();
    const bytes = readFileSync(join(place, 'vault.db'));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(join(place, 'vault.db'), bytes);
    expect(await faultOf(openVault(place, { recoveryCode }))).toBe('vault-corrupt');
    expect(await faultOf(openVault(place, PASSPHRASE))).toBe('vault-corrupt');
  });
});

describe('changing the passphrase', () => {
  test('shuts out the old one and keeps the recovery code', async () => {
    const { place, vault, recoveryCode } = await freshVault();
    await fill(vault.store, 2);
    await vault.changePassphrase('another', CHEAP);
    expect((await vault.store.verify()).every(({ ok }) => ok)).toBe(true);
    await vault.close();
    expect(await faultOf(openVault(place, PASSPHRASE))).toBe('passphrase-wrong');
    for (const unlock of [{ passphrase: 'another' }, { recoveryCode }]) {
      const again = await openVault(place, unlock);
      expect((await again.store.head()).size).toBe(2);
      await again.close();
    }
  });

  test.each(['before', 'after'])(
    'cut off %s keys.json was replaced leaves one passphrase that works',
    async (when) => {
      const { place, vault, recoveryCode } = await freshVault();
      const keys = join(place, 'keys.json');
      const old = readFileSync(keys);
      await vault.changePassphrase('another', CHEAP);
      const changed = readFileSync(keys);
      await vault.close();
      const connection = await openRaw(place, recoveryCode);
      connection.run(`UPDATE key_file SET name = 'next' WHERE name = 'now'`);
      connection.run(`INSERT INTO key_file VALUES ('now', ?)`, [old]);
      connection.close();
      writeFileSync(keys, when === 'before' ? old : changed);
      const passphrase = when === 'before' ? 'sample' : 'another';
      const again = await openVault(place, { passphrase });
      expect((await again.store.verify()).filter(({ ok }) => !ok)).toEqual([]);
      await again.close();
      rmSync(keys);
      await (await openVault(place, { recoveryCode })).close();
      await (await openVault(place, { passphrase })).close();
    },
  );
});

async function openRaw(place: string, recoveryCode: string, newest = 99): Promise<Connection> {
  const { database } = subkeysOf(workspaceKeyOf(recoveryCode));
  return Connection.open(join(place, 'vault.db'), database, newest);
}

describe('one writer', () => {
  test('a second opening is refused and names the process', async () => {
    const { place } = await freshVault();
    const thrown = await thrownBy(openVault(place, PASSPHRASE));
    expect(thrown.code).toBe('vault-in-use');
    expect(thrown.message).toContain(`process ${process.pid}`);
  });

  test('the note of a process that is gone keeps nobody out', async () => {
    const { place, vault } = await freshVault();
    await vault.close();
    writeFileSync(join(place, 'writer.pid'), '1\n');
    const again = await openVault(place, PASSPHRASE);
    await again.close();
    expect(existsSync(join(place, 'writer.pid'))).toBe(false);
  });
});

describe('a workspace of a newer version', () => {
  test('R8 is refused untouched', async () => {
    const { place, vault, recoveryCode } = await freshVault();
    await vault.close();
    const connection = await openRaw(place, recoveryCode);
    connection.exec('PRAGMA user_version = 99');
    connection.close();
    const digest = digestOf(join(place, 'vault.db'));
    expect(await faultOf(openVault(place, PASSPHRASE))).toBe('vault-newer');
    expect(digestOf(join(place, 'vault.db'))).toBe(digest);
    expect(existsSync(join(place, 'vault.db-wal'))).toBe(false);
  });

  test('is refused by its key file alone', async () => {
    const { place, vault } = await freshVault();
    await vault.close();
    const keys = join(place, 'keys.json');
    writeFileSync(keys, readFileSync(keys, 'utf8').replace('"version": 1', '"version": 2'));
    expect(await faultOf(openVault(place, PASSPHRASE))).toBe('vault-newer');
  });
});

describe('every opening', () => {
  test('sets every pragma, whatever the driver does by itself', async () => {
    const { place, vault, recoveryCode } = await freshVault();
    await vault.close();
    const connection = await openRaw(place, recoveryCode);
    afterwards(async () => connection.close());
    const set = (name: string): unknown => connection.cell(`PRAGMA ${name}`);
    expect(set('locking_mode')).toBe('exclusive');
    expect(set('journal_mode')).toBe('wal');
    expect(set('synchronous')).toBe(2);
    expect(set('temp_store')).toBe(2);
    expect(set('secure_delete')).toBe(1);
    expect(set('foreign_keys')).toBe(1);
    expect(set('trusted_schema')).toBe(0);
    expect(set('cell_size_check')).toBe(1);
    expect(set('busy_timeout')).toBe(5000);
    expect(existsSync(join(place, 'vault.db-shm'))).toBe(false);
  });
});

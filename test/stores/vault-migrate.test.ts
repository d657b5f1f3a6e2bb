import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { afterwards, fill, freshVault } from './vault-place.ts';
import { Connection } from '../../src/stores/vault/connection.ts';
import { subkeysOf, workspaceKeyOf } from '../../src/stores/vault/keys.ts';
import { MIGRATIONS, NEWEST, migrate } from '../../src/stores/vault/migrate.ts';
import type { Migration } from '../../src/stores/vault/migrate.ts';

const next: Migration = { to: NEWEST + 1, sql: 'CREATE TABLE later (word TEXT) STRICT' };
const failing: Migration = {
  to: NEWEST + 2,
  sql: `INSERT INTO later VALUES ('half'); INSERT INTO nowhere VALUES (1)`,
};

async function filled(): Promise<{ open: (name?: string) => Promise<Connection>; copy: string }> {
  const { place, vault, recoveryCode } = await freshVault();
  await fill(vault.store, 5);
  await vault.close();
  const { database } = subkeysOf(workspaceKeyOf(recoveryCode));
  const open = async (name = 'vault.db'): Promise<Connection> => {
    const connection = await Connection.open(join(place, name), database, 99);
    afterwards(async () => connection.close());
    return connection;
  };
  return { open, copy: join(place, 'vault.db.format-1') };
}

describe('migrations', () => {
  test('are numbered from one without gaps', () => {
    expect(MIGRATIONS.map(({ to }) => to)).toEqual(MIGRATIONS.map((_, at) => at + 1));
  });

  test('R8 keep a copy that opens with the same key before they change anything', async () => {
    const { open, copy } = await filled();
    const connection = await open();
    expect(migrate(connection, () => copy, [...MIGRATIONS, next])).toEqual([NEWEST + 1]);
    expect(connection.number('PRAGMA user_version')).toBe(NEWEST + 1);
    expect(connection.number('SELECT count(*) FROM later')).toBe(0);
    expect(statSync(copy).mode & 0o077).toBe(0);
    const kept = await open('vault.db.format-1');
    expect(kept.number('PRAGMA user_version')).toBe(NEWEST);
    expect(kept.number('SELECT count(*) FROM entry')).toBe(5);
  });

  test('do nothing, and copy nothing, when nothing is due', async () => {
    const { open, copy } = await filled();
    expect(migrate(await open(), () => copy)).toEqual([]);
    expect(existsSync(copy)).toBe(false);
  });

  test('R8 a step that fails leaves the format before it', async () => {
    const { open, copy } = await filled();
    const connection = await open();
    expect(() => migrate(connection, () => copy, [...MIGRATIONS, next, failing])).toThrow('ended with');
    expect(connection.number('PRAGMA user_version')).toBe(NEWEST + 1);
    expect(connection.number('SELECT count(*) FROM later')).toBe(0);
    const repaired = { ...failing, sql: `INSERT INTO later VALUES ('whole')` };
    expect(migrate(connection, () => copy, [...MIGRATIONS, next, repaired])).toEqual([NEWEST + 2]);
    expect(connection.column('SELECT word FROM later')).toEqual(['whole']);
  });
});

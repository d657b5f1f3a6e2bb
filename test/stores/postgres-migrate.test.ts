/**
 * Migrations: forward only, repeatable, and every released version opens for ever. fixtures/postgres/ holds a dump of
 * each version with a few fictional entries; ORIGIN.md there says how it was made.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migratePostgres } from '#stores/postgres';
import { faultOf, makeBatch, makeEntry } from './acceptance.ts';
import { ask, emptyPlace, migratedPlace, openAt, ownDatabase, raw, type Place } from './postgres-place.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'postgres');
const dumps = readdirSync(FIXTURES).filter((name) => name.endsWith('.sql'));

const EVERY = ['0001-ledger', '0002-find'];

const migrateAt = (place: Place) =>
  migratePostgres({ ownerConnectionString: place.ownerUrl, appRole: place.appRole, schema: place.schema });

/** Tables, columns, indexes, policies and grants of a schema, without its name. */
async function shape(place: Place): Promise<string[]> {
  const rows = await ask(
    place,
    place.adminUrl,
    `select concat_ws(' ', 'column', table_name, column_name, data_type, is_nullable, column_default) as line
       from information_schema.columns where table_schema = $1
     union all select 'index ' || replace(indexdef, $1 || '.', '') from pg_indexes where schemaname = $1
     union all select concat_ws(' ', 'policy', tablename, policyname, permissive, roles::text, cmd, qual, with_check)
       from pg_policies where schemaname = $1
     union all select concat_ws(' ', 'table', relname, relrowsecurity::text, relforcerowsecurity::text)
       from pg_class where relnamespace = to_regnamespace($1) and relkind = 'r'
     union all select concat_ws(' ', 'grant', table_name, privilege_type) from information_schema.role_table_grants
       where table_schema = $1 and grantee = $2
     union all select concat_ws(' ', 'column grant', table_name, column_name, privilege_type)
       from information_schema.column_privileges where table_schema = $1 and grantee = $2`,
    [place.schema, place.appRole],
  );
  return rows.map((row) => String(row['line'])).sort();
}

describe('migrations', () => {
  test('run once and may be repeated', async () => {
    const place = emptyPlace();
    expect((await migrateAt(place)).applied).toEqual(EVERY);
    expect((await migrateAt(place)).applied).toEqual([]);
    const store = await openAt(place);
    await store.append(makeBatch([makeEntry(0)]));
    await store.close();
    expect((await migrateAt(place)).applied).toEqual([]);
    const again = await openAt(place);
    expect((await again.head()).size).toBe(1);
    await again.close();
  });

  test('two at once do not disturb each other', async () => {
    const place = emptyPlace();
    const reports = await Promise.all([migrateAt(place), migrateAt(place)]);
    expect(reports.flatMap(({ applied }) => applied)).toEqual(EVERY);
  });

  test('a schema of a newer version is refused untouched, by the owner and by the program', async () => {
    const place = await migratedPlace();
    const later = `insert into migration values ('9999-from-the-future', now()::text)`;
    await ask(place, place.ownerUrl, later);
    const before = await shape(place);
    expect(await faultOf(migrateAt(place))).toBe('vault-newer');
    expect(await faultOf(openAt(place))).toBe('vault-newer');
    expect(await shape(place)).toEqual(before);
  });

  test('a schema of an older version is not opened before the owner migrates it', async () => {
    const place = await migratedPlace();
    await ask(place, place.ownerUrl, 'delete from migration');
    expect(await faultOf(openAt(place))).toBe('store-unsafe');
  });

  test('the application role must exist and must not act for the owner', async () => {
    const place = emptyPlace();
    expect(await faultOf(migrateAt({ ...place, appRole: 'nobody_here' }))).toBe('store-unsafe');
    const owner = new URL(place.ownerUrl).username;
    expect(await faultOf(migrateAt({ ...place, appRole: owner }))).toBe('store-unsafe');
    expect(await faultOf(migrateAt({ ...place, appRole: 'x"; drop' }))).toBe('usage-wrong');
  });

  test('a migration that is interrupted leaves nothing behind', async () => {
    const place = emptyPlace();
    await ask(place, place.ownerUrl, `create schema ${place.schema}`);
    await ask(place, place.ownerUrl, 'create table view_row (in_the_way int)');
    expect(await faultOf(migrateAt(place))).toBe('bug');
    const tables = await ask(
      place,
      place.ownerUrl,
      `select 1 from pg_tables where schemaname = $1 and tablename = 'leaf'`,
      [place.schema],
    );
    expect(tables).toEqual([]);
    await ask(place, place.ownerUrl, 'drop table view_row');
    expect((await migrateAt(place)).applied).toEqual(EVERY);
  });
});

describe('frozen versions', () => {
  test('there is a fixture of every version', async () => {
    const { applied } = await migrateAt(emptyPlace());
    expect(dumps.map((name) => name.replace('.sql', '')).sort()).toEqual([...applied].sort());
  });

  test.each(dumps)('%s is brought to this version and verifies', async (name) => {
    const own = await ownDatabase();
    try {
      const place: Place = { ...own, schema: 'habeas' };
      const dump = readFileSync(join(FIXTURES, name), 'utf8');
      await raw(place, place.ownerUrl, (client) => client.query(dump));
      await migrateAt(place);
      const store = await openAt(place);
      expect((await store.verify()).filter(({ ok }) => !ok)).toEqual([]);
      const entries = await store.entries({ from: 0, to: 9, compartments: 'all' });
      expect(entries.map(({ body }) => body)).toEqual([
        '{"note":"first, ծ я Ə ق"}',
        '{"note":"second"}',
        null,
        '{"note":"fourth"}',
      ]);
      const open = { view: 'note', compartments: ['open'], limit: 10 };
      expect((await store.rows(open)).map(({ key, seq }) => `${key} ${seq}`)).toEqual(['n1 0', 'n4 3']);
      expect((await store.rows({ ...open, compartments: ['sealed'] })).map(({ key }) => key)).toEqual(['n2']);
      expect((await store.byIdempotencyKey('retry-1'))?.seq).toBe(0);
      const [blobId] = await store.blobIds(null, 10);
      expect(Buffer.from(await store.blobRead(blobId ?? '', 0, 99)).toString()).toBe(
        'preserved words of a fictional letter',
      );
      expect((await store.lastCheckpoint())?.size).toBe(4);
      expect(await store.meta('format')).toBe('1');
      await store.append(makeBatch([makeEntry(4, { minute: 1_000_000 })]));
      await store.close();
      const fresh = await migratedPlace({ ...own });
      expect(await shape(place)).toEqual(await shape(fresh));
    } finally {
      await own.drop();
    }
  });
});

/**
 * Row security as a backstop (security.md §b.6), tried from behind the store: raw statements as the application role,
 * a pooled connection used again, and a mutation for every finding of the start-up check.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import type { LedgerStore } from '#ledger';
import { openPostgres } from '#stores/postgres';
import { faultOf, makeBatch, makeEntry, makeRow } from './acceptance.ts';
import type { ScratchDatabase } from '../../scripts/postgres.ts';
import { ask, migratedPlace, openAt, ownDatabase, raw, type Place } from './postgres-place.ts';

const CANARY = 'canary-4f1d-sealed-words';

async function fill(store: LedgerStore): Promise<void> {
  const entries = [
    makeEntry(0, { body: '"open words"' }),
    makeEntry(1, { body: `"${CANARY}"`, compartment: 'sealed', idempotencyKey: `key-${CANARY}` }),
  ];
  const rows = [
    makeRow(0, { key: 'a' }),
    makeRow(1, { key: CANARY, compartment: 'sealed', row: `"${CANARY}"` }),
  ];
  await store.append(makeBatch(entries, { rows }));
  const blobId = await store.blobBegin();
  await store.blobWrite(blobId, Buffer.from(CANARY));
  await store.blobFinish(blobId);
}

/** What a raw connection of the application role sees in a transaction that says these settings first. */
async function seen(place: Place, settings: Record<string, string>): Promise<Record<string, number>> {
  return raw(place, place.appUrl, async (client) => {
    await client.query('begin');
    for (const [name, value] of Object.entries(settings))
      await client.query('select set_config($1, $2, true)', [name, value]);
    const counts: Record<string, number> = {};
    for (const table of ['leaf', 'body', 'view_row', 'blob', 'blob_chunk']) {
      counts[table] = (await client.query(`select 1 from ${table}`)).rows.length;
    }
    await client.query('rollback');
    return counts;
  });
}

describe('row security', () => {
  let place: Place;
  let store: LedgerStore;
  beforeAll(async () => {
    place = await migratedPlace();
    store = await openAt(place);
    await fill(store);
  });
  afterAll(() => store.close());

  test('a call that says no compartment sees no body, no row and no blob', async () => {
    const nothing = { leaf: 2, body: 0, view_row: 0, blob: 0, blob_chunk: 0 };
    expect(await seen(place, {})).toEqual(nothing);
    expect(await seen(place, { 'habeas.compartments': '' })).toEqual(nothing);
    expect(await seen(place, { 'habeas.compartments': '[]', 'habeas.blob': '', 'habeas.whole': '' })).toEqual(
      nothing,
    );
  });

  test('raw statements as the application role see their own compartments only', async () => {
    expect(await seen(place, { 'habeas.compartments': '["open"]' })).toMatchObject({
      body: 1,
      view_row: 1,
      blob: 0,
    });
    expect(await seen(place, { 'habeas.compartments': '["open","sealed"]' })).toMatchObject({
      body: 2,
      view_row: 2,
    });
    expect(await seen(place, { 'habeas.compartments': '["ope","open ","OPEN","*","%"]' })).toMatchObject({
      body: 0,
    });
  });

  test('a name with quotes, commas or brackets opens only the compartment of that name', async () => {
    const odd = ['open","sealed', '["sealed"]', '{sealed}', "x' or true --"];
    const query = { view: 'v', compartments: odd, limit: 10 };
    expect(await store.rows(query)).toEqual([]);
    expect((await store.entries({ from: 0, to: 2, compartments: odd })).map(({ body }) => body)).toEqual([
      null,
      null,
    ]);
  });

  test('a hidden entry does not tell its compartment or its retry key', async () => {
    const [, hidden] = await store.entries({ from: 0, to: 2, compartments: ['open'] });
    expect(hidden).toMatchObject({ seq: 1, body: null, salt: null, compartment: '', idempotencyKey: null });
  });

  test('a connection used again carries no compartment over', async () => {
    const single = await openPostgres({ connectionString: place.appUrl, schema: place.schema, poolSize: 1 });
    const sealed = { view: 'v', compartments: ['sealed'], limit: 10 };
    for (let turn = 0; turn < 20; turn += 1) {
      expect(await single.countRows(sealed)).toBe(1);
      expect(await single.countRows({ ...sealed, compartments: ['open'] })).toBe(1);
      expect(await single.rows({ ...sealed, compartments: [] })).toEqual([]);
      await single.byIdempotencyKey('x');
      const [, hidden] = await single.entries({ from: 0, to: 2, compartments: ['open'] });
      expect(hidden?.body).toBe(null);
    }
    await single.close();
  });

  test('a failed append leaves no reach behind on its connection', async () => {
    const single = await openPostgres({ connectionString: place.appUrl, schema: place.schema, poolSize: 1 });
    const batch = makeBatch([makeEntry(9, { compartment: 'sealed' })], { erase: [0] });
    expect(await faultOf(single.append(batch))).toBe('ledger-conflict');
    expect(await single.rows({ view: 'v', compartments: [], limit: 10 })).toEqual([]);
    await single.close();
  });

  test('a row cannot be written into a compartment outside the reach', async () => {
    const attempt = raw(place, place.appUrl, async (client) => {
      await client.query('begin');
      await client.query(`select set_config('habeas.compartments', '["open"]', true)`);
      await client.query(`insert into body values (7, 'sealed', null, '"x"', null)`);
    });
    await expect(attempt).rejects.toThrow(/row-level security/);
  });

  test('the owner without FORCE would see everything, and with it sees nothing', async () => {
    const count = async (): Promise<number> =>
      (await ask(place, place.ownerUrl, 'select 1 from body')).length;
    expect(await count()).toBe(0);
    await ask(place, place.ownerUrl, 'alter table body no force row level security');
    expect(await count()).toBe(2);
    await ask(place, place.ownerUrl, 'alter table body force row level security');
    expect(await count()).toBe(0);
  });

  test.each([
    ['update leaf set leaf = leaf'],
    ['delete from leaf'],
    ['truncate leaf'],
    ['delete from checkpoint'],
    ['update body set compartment = compartment'],
    ['delete from body'],
    ['update view_row set row_json = row_json'],
    ['create table mine (x int)'],
    ['alter table body no force row level security'],
    ['drop policy reach on body'],
  ])('the application role may not: %s', async (statement) => {
    await expect(ask(place, place.appUrl, statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  test('constraints answer the same for a hidden row and for a malformed one, and carry no value', async () => {
    const hidden = makeBatch([makeEntry(2)], { rows: [makeRow(1, { key: CANARY })] });
    const twice = makeBatch([makeEntry(2)], { rows: [makeRow(2), makeRow(2)] });
    const answers: unknown[] = [];
    for (const batch of [hidden, twice]) {
      const thrown: unknown = await store.append(batch).catch((error: unknown) => error);
      if (!isFault(thrown)) throw new Error('not a fault');
      expect(`${thrown.stack} ${JSON.stringify(thrown)} ${String(thrown.cause)}`).not.toContain('canary');
      answers.push([thrown.code, thrown.message, thrown.cause]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect((await store.head()).size).toBe(2);
  });
});

describe('the start-up check', () => {
  let own: ScratchDatabase;
  beforeAll(async () => {
    own = await ownDatabase();
  });
  afterAll(() => own.drop());

  /** Findings of one mutation, made by the owner or the administrator in a schema of its own and taken back after. */
  async function findings(
    as: 'owner' | 'admin',
    mutate: (place: Place) => string,
    undo?: (place: Place) => string,
  ): Promise<string> {
    const place = await migratedPlace(own);
    const url = as === 'owner' ? place.ownerUrl : place.adminUrl;
    await ask(place, url, mutate(place));
    try {
      const store = await openAt(place);
      await store.close();
      return 'opened';
    } catch (thrown) {
      if (!isFault(thrown, 'store-unsafe')) throw thrown;
      return thrown.message;
    } finally {
      if (undo !== undefined) await ask(place, url, undo(place));
    }
  }

  test('a sound schema opens', async () => {
    expect(await findings('owner', () => 'select 1')).toBe('opened');
  });

  test.each(['body', 'view_row', 'blob', 'blob_chunk'])(
    'refuses when %s is not forced or not enabled',
    async (table) => {
      expect(await findings('owner', () => `alter table ${table} no force row level security`)).toContain(
        `row-security-not-forced: ${table}`,
      );
      expect(await findings('owner', () => `alter table ${table} disable row level security`)).toContain(
        `row-security-missing: ${table}`,
      );
    },
  );

  test('refuses a table with a compartment column that came later without row security', async () => {
    expect(await findings('owner', () => 'create table extra (compartment text)')).toContain(
      'row-security-missing: extra',
    );
  });

  test('refuses a second policy, a missing one and one that lets everything pass', async () => {
    expect(await findings('owner', () => 'create policy more on body using (true)')).toContain(
      'policy-wrong: body',
    );
    expect(await findings('owner', () => 'drop policy reach on body')).toContain('policy-wrong: body');
    expect(
      await findings('owner', () => 'alter policy reach on body using (true) with check (true)'),
    ).toContain('policy-wrong: body');
  });

  test('refuses a view that reads as its owner, and a materialised one', async () => {
    expect(await findings('owner', () => 'create view leak as select * from body')).toContain(
      'view-of-owner: leak',
    );
    expect(await findings('owner', () => 'create materialized view leak as select * from body')).toContain(
      'view-of-owner: leak',
    );
    expect(
      await findings('owner', () => 'create view fine with (security_invoker = true) as select * from body'),
    ).toBe('opened');
  });

  test('refuses a function that runs as its owner', async () => {
    const make = `create function leak() returns bigint language sql security definer as 'select count(*) from body'`;
    const undo = (): string => 'drop function leak()';
    expect(await findings('owner', () => make, undo)).toContain('security-definer: leak');
  });

  test('refuses a role that may change what was appended', async () => {
    expect(await findings('owner', (place) => `grant update on leaf to ${place.appRole}`)).toContain(
      'ledger-changeable: leaf',
    );
    expect(await findings('owner', (place) => `grant delete on checkpoint to ${place.appRole}`)).toContain(
      'ledger-changeable: checkpoint',
    );
  });

  test('refuses the owner as application role', async () => {
    const place = await migratedPlace(own);
    const thrown: unknown = await openAt({ ...place, appUrl: place.ownerUrl }).catch(
      (error: unknown) => error,
    );
    expect(isFault(thrown, 'store-unsafe') ? thrown.message : thrown).toContain('role-owns');
  });

  test('refuses the administrator as application role', async () => {
    const place = await migratedPlace(own);
    const thrown: unknown = await openAt({ ...place, appUrl: place.adminUrl }).catch(
      (error: unknown) => error,
    );
    expect(isFault(thrown, 'store-unsafe') ? thrown.message : thrown).toContain('role-too-strong');
  });

  test('refuses a server whose commits are not durable', async () => {
    const undo = (place: Place): string => `alter role ${place.appRole} reset synchronous_commit`;
    const found = await findings(
      'admin',
      (place) => `alter role ${place.appRole} set synchronous_commit = off`,
      undo,
    );
    expect(found).toContain('not-durable: synchronous_commit');
  });

  test('refuses a server that writes statements into its log', async () => {
    const undo = (place: Place): string => `alter role ${place.appRole} reset log_statement`;
    const found = await findings(
      'admin',
      (place) => `alter role ${place.appRole} set log_statement = 'all'`,
      undo,
    );
    expect(found).toContain('logs-content: log_statement');
  });

  test('refuses a schema that was never migrated, and one the role may not use', async () => {
    const place = await migratedPlace(own);
    expect(await faultOf(openAt({ ...place, schema: 'nowhere' }))).toBe('store-unsafe');
    expect(
      await findings('owner', ({ schema, appRole }) => `revoke all on schema ${schema} from ${appRole}`),
    ).toContain('migrated');
  });
});

describe('the way to the server', () => {
  test('another machine is refused without a verified certificate', async () => {
    const open = (connectionString: string): Promise<string> => faultOf(openPostgres({ connectionString }));
    expect(await open('postgres://u:p@db.example/habeas')).toBe('store-unsafe');
    expect(await open('postgres://u:p@db.example/habeas?sslmode=require')).toBe('store-unsafe');
    expect(await open('postgres://u:p@127.0.0.1/habeas?host=db.example')).toBe('store-unsafe');
    expect(await open('not an address')).toBe('usage-wrong');
  });

  test('a server that is not there, a wrong password and a wrong name tell nothing of the address', async () => {
    const place = await migratedPlace();
    const wrong = new URL(place.appUrl);
    wrong.password = CANARY;
    const absent = new URL(place.appUrl);
    absent.port = '9';
    for (const url of [wrong, absent]) {
      const thrown: unknown = await openPostgres({ connectionString: url.href }).catch(
        (error: unknown) => error,
      );
      if (!isFault(thrown, 'store-unreachable')) throw new Error('another end was expected');
      expect(`${thrown.stack} ${String(thrown.cause)}`).not.toMatch(
        new RegExp(`${CANARY}|${wrong.username}|127\\.0`),
      );
    }
    expect(await faultOf(openPostgres({ connectionString: place.appUrl, schema: 'x; drop' }))).toBe(
      'usage-wrong',
    );
  });
});

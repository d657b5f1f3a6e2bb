/**
 * A schema of its own for each test on the scratch database that test/support/global.ts provides, and raw connections
 * for looking behind the store. Everything made here is dropped with the database.
 */
import { randomBytes } from 'node:crypto';
import { Client, type QueryResultRow } from 'pg';
import { inject } from 'vitest';
import { migratePostgres, openPostgres } from '#stores/postgres';
import type { LedgerStore } from '#ledger';
import { scratchDatabase, type ScratchDatabase } from '../../scripts/postgres.ts';

export interface Place {
  readonly schema: string;
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly appRole: string;
}

/** Addresses of the shared scratch database; throws with the way to get PostgreSQL when there is none. */
function shared(): Omit<Place, 'schema'> {
  const addresses = inject('postgres');
  if (addresses === null) throw new Error('no PostgreSQL for these tests: npm test says how to get it');
  return addresses;
}

/** A database and roles of its own, for tests that change roles or leave traps for others; drop it afterwards. */
export function ownDatabase(): Promise<ScratchDatabase> {
  return scratchDatabase(shared().adminUrl);
}

/** Fresh schema name on the shared scratch database or the given one. */
export function emptyPlace(addresses: Omit<Place, 'schema'> = shared()): Place {
  return { ...addresses, schema: `t_${randomBytes(6).toString('hex')}` };
}

/** A migrated schema. */
export async function migratedPlace(addresses?: Omit<Place, 'schema'>): Promise<Place> {
  const place = emptyPlace(addresses);
  await migratePostgres({
    ownerConnectionString: place.ownerUrl,
    appRole: place.appRole,
    schema: place.schema,
  });
  return place;
}

export function openAt(place: Place): Promise<LedgerStore> {
  return openPostgres({ connectionString: place.appUrl, schema: place.schema, poolSize: 4 });
}

/** Runs work on one raw connection that finds the schema first. */
export async function raw<T>(place: Place, url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, options: `-c search_path=${place.schema}` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Rows of one statement over a raw connection. */
export function ask(
  place: Place,
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<QueryResultRow[]> {
  return raw(place, url, async (client) => (await client.query<QueryResultRow>(text, values)).rows);
}

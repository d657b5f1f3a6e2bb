/**
 * A schema of its own for each test on the scratch database that test/support/global.ts provides, and raw connections
 * for looking behind the store. Everything made here is dropped with the database.
 */
import { randomBytes } from 'node:crypto';
import { Client, type QueryResultRow } from 'pg';
import { inject } from 'vitest';
import { migratePostgres, openPostgres } from '#stores/postgres';
import type { LedgerStore } from '#ledger';

export interface Place {
  readonly schema: string;
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly appRole: string;
}

/** Fresh schema name on the scratch database; throws with the way to get PostgreSQL when there is none. */
export function emptyPlace(): Place {
  const addresses = inject('postgres');
  if (addresses === null) throw new Error('no PostgreSQL for these tests: npm test says how to get it');
  return { ...addresses, schema: `t_${randomBytes(6).toString('hex')}` };
}

/** A migrated schema. */
export async function migratedPlace(): Promise<Place> {
  const place = emptyPlace();
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

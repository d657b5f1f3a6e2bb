/**
 * Migrations and grants, run as the owner. Forward only: a schema of a newer version is refused untouched.
 * The application role gets exactly the verbs the store uses: it can add leaves and never change or remove one.
 */
import { Kysely, Migrator, PostgresDialect, sql } from 'kysely';
import type { Pool } from 'pg';
import { Fault } from '#ground';
import { makePool, plainName } from './connect.ts';
import { asFault } from './refuse.ts';
import { MIGRATIONS, MIGRATION_TABLE } from './migrations/all.ts';

export interface MigrateOptions {
  /** postgres:// address of the role that owns the tables. */
  readonly ownerConnectionString: string;
  /** The role the program will connect as; must exist and must not be the owner. */
  readonly appRole: string;
  /** Schema that holds the workspace; default `habeas`. */
  readonly schema?: string;
}

export interface MigrationReport {
  /** Names of the migrations that ran now, in order; empty when the schema was up to date. */
  readonly applied: readonly string[];
}

const GRANTS: readonly (readonly [table: string, verbs: string])[] = [
  ['ledger_head', 'select, update'],
  ['leaf', 'select, insert'],
  ['body', 'select, insert, update (salt, body)'],
  ['view_row', 'select, insert, delete'],
  ['find_word', 'select, insert, delete'],
  ['find_name', 'select, insert, delete'],
  ['tile', 'select, insert'],
  ['checkpoint', 'select, insert'],
  ['meta', 'select, insert, update (value)'],
  ['blob', 'select, insert, delete, update (size, sha256)'],
  ['blob_chunk', 'select, insert, delete'],
  [MIGRATION_TABLE, 'select'],
];

async function checkRole(db: Kysely<unknown>, role: string): Promise<void> {
  const found = await sql`select 1 from pg_roles
    where rolname = ${role} and not pg_has_role(rolname, current_user, 'member')`.execute(db);
  if (found.rows.length === 0) {
    throw new Fault('store-unsafe', 'the application role does not exist or acts for the owner');
  }
}

async function refuseNewer(db: Kysely<unknown>, schema: string): Promise<void> {
  const there = await sql`select 1 from pg_tables
    where schemaname = ${schema} and tablename = ${MIGRATION_TABLE}`.execute(db);
  if (there.rows.length === 0) return;
  const ran = await sql<{ name: string }>`select name from ${sql.id(schema, MIGRATION_TABLE)}`.execute(db);
  if (ran.rows.some(({ name }) => !(name in MIGRATIONS))) {
    throw new Fault('vault-newer', 'the database was migrated by a newer version');
  }
}

/** One transaction, so that a program that is running never finds itself without its rights. */
async function grant(db: Kysely<unknown>, schema: string, role: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const run = (statement: string) => sql.raw(statement).execute(transaction);
    await run(`revoke all on schema ${schema} from public`);
    await run(`revoke all on all tables in schema ${schema} from public, ${role}`);
    await run(`grant usage on schema ${schema} to ${role}`);
    for (const [table, verbs] of GRANTS) await run(`grant ${verbs} on ${schema}.${table} to ${role}`);
  });
}

async function bringForward(db: Kysely<unknown>, schema: string): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...MIGRATIONS }) },
    migrationTableSchema: schema,
    migrationTableName: MIGRATION_TABLE,
    migrationLockTableName: `${MIGRATION_TABLE}_lock`,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

async function work(db: Kysely<unknown>, schema: string, role: string): Promise<MigrationReport> {
  await checkRole(db, role);
  await refuseNewer(db, schema);
  const applied = await bringForward(db, schema);
  await grant(db, schema, role);
  return { applied };
}

/** See `migratePostgres`. */
export async function migrate(options: MigrateOptions): Promise<MigrationReport> {
  const schema = plainName(options.schema ?? 'habeas');
  const role = plainName(options.appRole);
  // The owner is bound by row security too (FORCE); a migration that touches bodies must reach all of them.
  const pool: Pool = makePool({ connectionString: options.ownerConnectionString, schema, poolSize: 2 }, [
    'habeas.whole=on',
  ]);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await db.connection().execute(async (lock) => {
      // Two at once would trip over each other's grants; the lock ends with its connection.
      await sql`select pg_advisory_lock(hashtext(${`habeas ${schema}`}))`.execute(lock);
      return work(db, schema, role);
    });
  } catch (thrown) {
    throw asFault(thrown);
  } finally {
    await db.destroy();
  }
}

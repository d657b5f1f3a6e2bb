/**
 * Door of the PostgreSQL store. The driver is loaded only when a server is really used.
 * Two roles: the owner migrates and holds the tables, the application role owns nothing and is bound by row security.
 */
import type { LedgerStore } from '#ledger';
import type { MigrateOptions, MigrationReport } from './migrate.ts';
import type { PostgresOptions } from './connect.ts';

export type { MigrateOptions, MigrationReport, PostgresOptions };

/**
 * Opens the workspace on a server as the application role.
 * Throws Fault: store-unsafe when row security, roles, durability, logging or transport are not as they must be or the
 * schema was not migrated; vault-newer when a newer version migrated it; store-unreachable.
 */
export async function openPostgres(options: PostgresOptions): Promise<LedgerStore> {
  const { open } = await import('./store.ts');
  return open(options);
}

/**
 * Brings the schema to this version as the owner and grants the application role what it needs, nothing more.
 * Forward only; safe to repeat. Throws Fault: vault-newer, store-unsafe (no such role), store-unreachable.
 */
export async function migratePostgres(options: MigrateOptions): Promise<MigrationReport> {
  const { migrate } = await import('./migrate.ts');
  return migrate(options);
}

/** Every migration in order. Add at the end, never change one that was released: fixtures hold each version. */
import type { Migration } from 'kysely';
import { up as ledger } from './0001-ledger.ts';
import { up as find } from './0002-find.ts';

/** Migrations by name; the names sort in the order in which they run. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-ledger': { up: ledger },
  '0002-find': { up: find },
};

/** Table in which the server keeps which of them have run. */
export const MIGRATION_TABLE = 'migration';

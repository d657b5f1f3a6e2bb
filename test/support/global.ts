/**
 * Runs once before all tests, in the main process: starts a throw-away PostgreSQL when a chosen test file needs it,
 * and takes it away afterwards. A server given by HABEAS_PG must be on loopback: tests create and drop databases.
 */
import type { TestProject } from 'vitest/node';
import { findPostgres, scratchDatabase, startPostgres } from '../../scripts/postgres.ts';
import './found.ts';

/** A run limited to paths that cannot be PostgreSQL's is spared the server. */
function isWanted(): boolean {
  const paths = process.argv.slice(2).filter((word) => !word.startsWith('-') && /[/\\.]/.test(word));
  return (
    paths.length === 0 ||
    paths.some((path) => path.includes('postgres') || /stores[/\\]?$/.test(path) || /test[/\\]?$/.test(path))
  );
}

async function admin(): Promise<{ adminUrl: string; stop: () => Promise<void> } | null> {
  const given = process.env['HABEAS_PG'];
  if (given !== undefined && given !== '') {
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(given).hostname))
      throw new Error('HABEAS_PG must be on loopback');
    return { adminUrl: given, stop: async () => {} };
  }
  const binaries = findPostgres();
  return binaries === null ? null : startPostgres(binaries);
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = isWanted() ? await admin() : null;
  if (server === null) {
    project.provide('postgres', null);
    return async () => {};
  }
  const scratch = await scratchDatabase(server.adminUrl);
  const { adminUrl, ownerUrl, appUrl, appRole } = scratch;
  project.provide('postgres', { adminUrl, ownerUrl, appUrl, appRole });
  return async () => {
    await scratch.drop();
    await server.stop();
  };
}

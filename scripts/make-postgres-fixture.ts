/**
 * Freezes the schema of this version with a few fictional entries as fixtures/postgres/NAME.sql, once per migration:
 *   node bin/run-ts.js scripts/make-postgres-fixture.ts 0001-ledger
 * Never run it again for a version that was released.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migratePostgres, openPostgres } from '#stores/postgres';
import type { LedgerStore } from '#ledger';
import { makeBatch, makeEntry, makeRow } from '../test/stores/acceptance.ts';
import { findPostgres, scratchDatabase, startPostgres } from './postgres.ts';

async function fill(store: LedgerStore): Promise<void> {
  const entries = [
    makeEntry(0, { body: '{"note":"first, ծ я Ə ق"}', idempotencyKey: 'retry-1' }),
    makeEntry(1, { body: '{"note":"second"}', compartment: 'sealed' }),
    makeEntry(2, { body: '{"note":"third"}' }),
  ];
  const rows = [
    makeRow(0, { view: 'note', key: 'n1' }),
    makeRow(1, { view: 'note', key: 'n2', compartment: 'sealed' }),
    makeRow(2, { view: 'note', key: 'n3' }),
  ];
  const tiles = [{ level: 1, index: 0, hashes: new Uint8Array(8192) }];
  await store.append(makeBatch(entries, { rows, tiles }));
  const fourth = makeEntry(3, { body: '{"note":"fourth"}' });
  await store.append(makeBatch([fourth], { rows: [makeRow(3, { view: 'note', key: 'n4' })], erase: [2] }));
  await store.saveCheckpoint({
    size: 4,
    root: new Uint8Array(32),
    note: 'fictional note',
    madeAt: '2026-01-01T00:00:00.000Z',
  });
  await store.setMeta('format', '1');
  const blobId = await store.blobBegin();
  await store.blobWrite(blobId, Buffer.from('preserved words of a fictional letter'));
  await store.blobFinish(blobId);
}

/** The dump without grants, owners, settings of psql and the version of the tool: plain statements for any client. */
function cleaned(dump: string): string {
  const lines = dump
    .split('\n')
    .filter((line) => !line.startsWith('--') && !line.startsWith('\\') && line !== '');
  return `${lines.join('\n')}\n`;
}

async function main(name: string | undefined): Promise<void> {
  const binaries = findPostgres();
  if (binaries === null || name === undefined)
    throw new Error('needs PostgreSQL and the name of the last migration');
  const folder = join('fixtures', 'postgres');
  const target = join(folder, `${name}.sql`);
  if (existsSync(target)) throw new Error(`${target} is frozen`);
  const server = await startPostgres(binaries);
  try {
    const scratch = await scratchDatabase(server.adminUrl);
    await migratePostgres({ ownerConnectionString: scratch.ownerUrl, appRole: scratch.appRole });
    const store = await openPostgres({ connectionString: scratch.appUrl });
    await fill(store);
    await store.close();
    const flags = [
      '--inserts',
      '--no-owner',
      '--no-privileges',
      '--schema=habeas',
      '--dbname',
      scratch.adminUrl,
    ];
    const dump = execFileSync(join(binaries.bin, 'pg_dump'), flags, { encoding: 'utf8' });
    mkdirSync(folder, { recursive: true });
    writeFileSync(target, cleaned(dump));
  } finally {
    await server.stop();
  }
}

await main(process.argv[2]);

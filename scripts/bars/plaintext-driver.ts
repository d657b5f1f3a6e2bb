/**
 * The program that the plaintext bar watches: it puts a canary into every field and blob of a workspace, sorts,
 * imports, rebuilds, copies, erases, changes the passphrase, and dies by SIGKILL with its log on disk.
 * Canaries are made from the seed here, so that no argument holds one.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '#ground';
import type { StoredEntry, ViewRow } from '#ledger';
import { backupVault, createVault } from '#stores/vault';
import { Connection } from '../../src/stores/vault/connection.ts';
import { subkeysOf, workspaceKeyOf } from '../../src/stores/vault/keys.ts';
import { canaries } from './canary.ts';
import { CHEAP } from './work.ts';

const [folder = '', seed = '', mode = ''] = process.argv.slice(2);
const { token, passphrase } = canaries(seed);
const random = seededRandom(seed);
const ROWS = 20_000;

if (mode === 'control') writeFileSync(join(folder, 'control'), token('control'));

function entryOf(seq: number): StoredEntry {
  const leaf = JSON.stringify({
    actor: token('actor'),
    seq,
    sysTime: '2026-01-01T00:00:00.000Z',
    type: token('type'),
  });
  const sealed = {
    salt: new Uint8Array(randomBytes(32)),
    body: JSON.stringify({ said: token('body'), seq }),
  };
  const keys = { compartment: token('compartment'), idempotencyKey: `${token('key')}-${seq}` };
  return { seq, leaf, leafHash: new Uint8Array(randomBytes(32)), ...sealed, ...keys };
}

function rowOf(seq: number): ViewRow {
  const places = {
    view: token('view'),
    key: token('row-key') + seq,
    parent: token('parent'),
    sort: token('sort') + random.uint32(),
  };
  return {
    ...places,
    seq,
    compartment: token('compartment'),
    row: JSON.stringify({ row: token('row'), seq }),
  };
}

async function bigSort(place: string, recoveryCode: string): Promise<void> {
  const connection = await Connection.open(
    join(place, 'vault.db'),
    subkeysOf(workspaceKeyOf(recoveryCode)).database,
    99,
  );
  connection.all('SELECT row, sort FROM view_row ORDER BY row || sort DESC, parent LIMIT 3');
  connection.all(
    'SELECT compartment, sort, count(*) FROM view_row GROUP BY sort, compartment ORDER BY 2 LIMIT 3',
  );
  connection.close();
}

const place = join(folder, 'bar.habeas');
const made = await createVault(place, { passphrase, cost: CHEAP, largestInRows: 100_000 });
await made.vault.close();
await bigSort(place, made.recoveryCode);
const { openVault } = await import('#stores/vault');
const vault = await openVault(place, { passphrase }, { largestInRows: 100_000 });
const { store } = vault;
for (let from = 0; from < ROWS; from += 10_000) {
  const entries = Array.from({ length: 10_000 }, (_, at) => entryOf(from + at));
  const head = { size: from + 10_000, lastLeafHash: new Uint8Array(32), frontier: new Uint8Array(32) };
  const rows = entries.map(({ seq }) => rowOf(seq));
  await store.append({
    expectSize: from,
    entries,
    rows,
    tiles: [],
    head,
    erase: from === 0 ? [] : [1, 2, 3],
  });
}
for (const size of [3_000, 400_000]) {
  const blobId = await store.blobBegin();
  await store.blobWrite(blobId, Buffer.alloc(size, token('blob')));
  await store.blobFinish(blobId);
}
await store.setMeta(token('meta-name'), token('meta-value'));
const checkpoint = {
  size: ROWS,
  root: new Uint8Array(32),
  note: token('note'),
  madeAt: '2026-01-01T00:00:00.000Z',
};
await store.saveCheckpoint(checkpoint);
await store.rows({ view: token('view'), compartments: [token('compartment')], latest: true, limit: 10_000 });
await store.replaceRows({ begin: true });
await store.replaceRows({ rows: Array.from({ length: 9_000 }, (_, at) => rowOf(at + 10)), commit: true });
await backupVault(vault, join(folder, 'backup.habeas'), async () => []);
await vault.changePassphrase(`${passphrase} changed`, CHEAP);
await vault.close();
await bigSort(place, made.recoveryCode);
const again = await openVault(place, { recoveryCode: made.recoveryCode }, { largestInRows: 100_000 });
const unfinished = await again.store.blobBegin();
await again.store.blobWrite(unfinished, Buffer.alloc(900_000, token('blob')));
const entry = entryOf(ROWS);
const head = { size: ROWS + 1, lastLeafHash: entry.leafHash, frontier: new Uint8Array(32) };
await again.store.append({
  expectSize: ROWS,
  entries: [entry],
  rows: [rowOf(ROWS)],
  tiles: [],
  head,
  erase: [],
});
writeFileSync(join(folder, 'recovery-code-groups'), String(made.recoveryCode.split('-').length));
process.kill(process.pid, 'SIGKILL');

/**
 * Import 100,000 rows, open and unlock, read 1 MB of text: each beside its bare limit measured in the same run.
 * Run by hand: node bin/run-ts.js bench/workspace/run.ts [--rows N]. Prints a Markdown table for bench/RESULTS.md.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '@signalapp/sqlcipher';
import { hashRaw } from '@node-rs/argon2';
import { newId } from '#ground';
import { propose } from '#reading';
import { createVault, KDF_FLOOR, openVault } from '#stores/vault';
import { createWorkspace, importList, ownerPrincipal, Workspace, workspaceSigner } from '#workspace';

const rows = Number(process.argv[process.argv.indexOf('--rows') + 1]) || 100_000;
const folder = mkdtempSync(join(tmpdir(), 'habeas-bench-'));
const results: (readonly [what: string, ms: number, limit: string, limitMs: number])[] = [];

async function timed<T>(act: () => Promise<T> | T): Promise<readonly [T, number]> {
  const began = process.hrtime.bigint();
  const made = await act();
  return [made, Number(process.hrtime.bigint() - began) / 1e6];
}

function list(): string {
  const lines = ['surname,given_name,father,born,place'];
  for (let at = 0; at < rows; at += 1) {
    lines.push(
      `Orlan${at % 997},Mika${at % 89},Jon${at % 71},19${50 + (at % 50)}-0${1 + (at % 9)}-1${at % 9},Brevik ${at % 300}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The same cells into one table of the same driver, encrypted, in one transaction. */
function plainInserts(text: string): void {
  const database = new Database(join(folder, 'plain.db'));
  database.exec(`PRAGMA key = "x'${'ab'.repeat(32)}'"`);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec('CREATE TABLE plain (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT)');
  const insert = database.prepare('INSERT INTO plain VALUES (?, ?, ?, ?, ?)');
  database.exec('BEGIN');
  for (const line of text.split('\n').slice(1, -1)) insert.run(line.split(','));
  database.exec('COMMIT');
  database.close();
}

async function importing(): Promise<void> {
  const text = list();
  const [, limit] = await timed(() => plainInserts(text));
  const { vault } = await createVault(join(folder, 'import.habeas'), {
    passphrase: 'a bench needs no secret',
    cost: KDF_FLOOR,
  });
  const workspace = await Workspace.open({ store: vault.store, signer: workspaceSigner(vault) });
  const owner = ownerPrincipal(newId());
  await createWorkspace(workspace, owner, { workspaceId: vault.workspaceId, name: 'bench' });
  const [, ms] = await timed(() =>
    importList(workspace, owner, { bytes: Buffer.from(text), fileName: 'list.csv', name: 'bench' }),
  );
  await vault.close();
  results.push([
    `import ${rows} rows as records, each an entry`,
    ms,
    'plain inserts of the same cells',
    limit,
  ]);
  const [, kdf] = await timed(() =>
    hashRaw('a bench needs no secret', {
      salt: Buffer.alloc(16),
      memoryCost: KDF_FLOOR.memoryKiB,
      timeCost: KDF_FLOOR.passes,
      parallelism: KDF_FLOOR.lanes,
      outputLen: 32,
    }),
  );
  const [opened, openMs] = await timed(async () => {
    const again = await openVault(join(folder, 'import.habeas'), { passphrase: 'a bench needs no secret' });
    await Workspace.open({ store: again.store, signer: workspaceSigner(again) });
    return again;
  });
  await opened.close();
  results.push([`open and unlock that workspace`, openMs, 'Argon2id alone, 64 MiB, 3 passes', kdf]);
}

/** About 1 MB of varied invented English; repeats with other numbers so that no cache answers. */
function megabyte(): string {
  const parts: string[] = [];
  for (let at = 0, size = 0; size < 1_000_000; at += 1) {
    const part = `The Ministry of Justice of Brevik said on ${1 + (at % 28)} March 2025 that it holds ${10 + (at % 90)} soldiers. The Halden Defence Council does not believe the figure and counts more than ${100 + at}. Neither the prosecutor nor the ombudsman answered questions. Roads in the north were closed for ${at % 12} days because of snow, and the market reopened on Sunday. Families have had no contact with the prisoners since spring.\n\n`;
    parts.push(part);
    size += part.length;
  }
  return parts.join('');
}

async function reading(): Promise<void> {
  const text = megabyte();
  const file = join(folder, 'text.txt');
  writeFileSync(file, text);
  const [, plain] = await timed(() => readFileSync(file, 'utf8').length);
  await propose(text.slice(0, 20_000), { lang: 'en' });
  const [made, ms] = await timed(() => propose(text, { lang: 'en' }));
  results.push([
    `read ${(text.length / 1e6).toFixed(2)} MB of text, ${made.claims.length} proposals`,
    ms,
    'plain read of the file',
    plain,
  ]);
}

try {
  await importing();
  await reading();
  console.log('| what | ms | bare limit | ms | ratio |\n|---|---|---|---|---|');
  for (const [what, ms, limit, limitMs] of results) {
    console.log(
      `| ${what} | ${ms.toFixed(0)} | ${limit} | ${limitMs.toFixed(1)} | ${(ms / limitMs).toFixed(1)} |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * A throw-away PostgreSQL for tests: finds the binaries, starts a cluster with checksums on a free loopback port
 * as an ordinary user, and takes away what it started, even when the starter is killed.
 * It refuses to touch a server or a folder that it did not make.
 *
 *   node bin/run-ts.js scripts/postgres.ts start              prints the addresses, stops on Ctrl-C
 *   node bin/run-ts.js scripts/postgres.ts run npm test       runs a command with HABEAS_PG set
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** Views that respect the reader's rights came with this version. */
const OLDEST = 15;
const START_SECONDS = 60;

export interface PostgresBinaries {
  /** Folder with initdb and postgres. */
  readonly bin: string;
  readonly version: number;
}

export interface RunningPostgres {
  /** Address of the superuser of the throw-away cluster; for tests only. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

export interface ScratchDatabase {
  readonly adminUrl: string;
  /** The role that owns the tables and runs migrations. */
  readonly ownerUrl: string;
  /** The role the program uses; owns nothing. */
  readonly appUrl: string;
  readonly appRole: string;
  drop(): Promise<void>;
}

const exe = (name: string): string => (process.platform === 'win32' ? `${name}.exe` : name);

function subfolders(folder: string, below: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => join(folder, name, below));
}

function places(): string[] {
  const found = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  try {
    found.unshift(
      execFileSync('pg_config', ['--bindir'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim(),
    );
  } catch {
    // Not every installation has pg_config; the usual folders follow.
  }
  found.push(...subfolders('/usr/lib/postgresql', 'bin'), ...subfolders('/opt/homebrew/opt', 'bin'));
  found.push(
    ...subfolders('/usr/local/opt', 'bin'),
    ...subfolders('/Applications/Postgres.app/Contents/Versions', 'bin'),
  );
  found.push(...subfolders('C:\\Program Files\\PostgreSQL', 'bin'));
  return found;
}

/** The newest PostgreSQL server programs on this machine (15 or later), or null. Never throws. */
export function findPostgres(): PostgresBinaries | null {
  const candidates: PostgresBinaries[] = [];
  for (const bin of new Set(places())) {
    if (!existsSync(join(bin, exe('initdb'))) || !existsSync(join(bin, exe('postgres')))) continue;
    try {
      const says = execFileSync(join(bin, exe('postgres')), ['--version'], { encoding: 'utf8' });
      const version = Number(/(\d+)/.exec(says)?.[1] ?? 0);
      if (version >= OLDEST) candidates.push({ bin, version });
    } catch {
      // A program that cannot say its version cannot be used.
    }
  }
  return candidates.toSorted((a, b) => b.version - a.version)[0] ?? null;
}

interface OrdinaryUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** The server refuses to run as root: Debian's own postgres user is used, else nobody. Null when we are not root. */
function ordinaryUser(): OrdinaryUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const user = users.find((fields) => fields[0] === name);
    if (user !== undefined) return { name, uid: Number(user[2]), gid: Number(user[3]) };
  }
  throw new Error('no ordinary user to run PostgreSQL as; create one named postgres');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

/**
 * Waits for the end of its standard input, which also comes when the starter is killed; then stops the server, in order
 * if it can within ten seconds and at once if not, and removes the folder.
 */
const GUARD = `
"$1" -D "$2" >"$3/log" 2>&1 </dev/null &
server=$!
read -r _
kill -INT "$server"
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  kill -0 "$server" 2>/dev/null || break
  sleep 0.5
done
kill -QUIT "$server" 2>/dev/null
wait "$server"
rm -rf "$3"`;

function settings(port: number): string {
  return [
    `port = ${port}`,
    `listen_addresses = '127.0.0.1'`,
    `unix_socket_directories = ''`,
    `shared_buffers = 32MB`,
    `dynamic_shared_memory_type = ${process.platform === 'win32' ? 'windows' : 'mmap'}`,
    `max_connections = 80`,
    `log_statement = none`,
    `log_parameter_max_length_on_error = 0`,
    `log_error_verbosity = terse`,
    '',
  ].join('\n');
}

function launch(binaries: PostgresBinaries, folder: string, user: OrdinaryUser | null): ChildProcess {
  const program = join(binaries.bin, exe('postgres'));
  const cluster = join(folder, 'cluster');
  const as = user === null ? {} : { uid: user.uid, gid: user.gid };
  const environment = { PATH: process.env['PATH'] ?? '', HOME: folder, LC_ALL: 'C' };
  if (process.platform === 'win32') return spawn(program, ['-D', cluster], { stdio: 'ignore' });
  return spawn('/bin/sh', ['-c', GUARD, 'guard', program, cluster, folder], {
    ...as,
    cwd: folder,
    env: environment,
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // a Ctrl-C in the terminal reaches the starter only, which then stops the server in order
  });
}

async function untilItAnswers(adminUrl: string, log: string): Promise<void> {
  for (const end = Date.now() + START_SECONDS * 1000; ; await sleep(100)) {
    const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 5000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await client.end().catch(() => {});
      if (Date.now() < end) continue;
      const said = existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : 'no log';
      throw new Error(`PostgreSQL did not answer within ${START_SECONDS} s; its log ends:\n${said}`);
    }
  }
}

/** Starts a cluster of its own in a temporary folder. Throws when the server does not answer within a minute. */
export async function startPostgres(binaries: PostgresBinaries): Promise<RunningPostgres> {
  const user = ordinaryUser();
  const folder = mkdtempSync(join(tmpdir(), 'habeas-postgres-'));
  chmodSync(folder, 0o700);
  const password = randomBytes(18).toString('hex');
  const secret = join(folder, 'secret');
  writeFileSync(secret, password, { mode: 0o600 });
  mkdirSync(join(folder, 'cluster'), { mode: 0o700 });
  if (user !== null)
    for (const path of ['', 'secret', 'cluster']) chownSync(join(folder, path), user.uid, user.gid);
  const options = [
    '-D',
    join(folder, 'cluster'),
    '-U',
    'admin',
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
  ];
  execFileSync(
    join(binaries.bin, exe('initdb')),
    [...options, '-E', 'UTF8', '--locale=C', '--data-checksums', '--no-sync'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: folder,
      ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
    },
  );
  rmSync(secret);
  const port = await freePort();
  const file = join(folder, 'cluster', 'postgresql.conf');
  writeFileSync(file, readFileSync(file, 'utf8') + settings(port));
  const child = launch(binaries, folder, user);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = async (): Promise<void> => {
    if (child.stdin === null) child.kill();
    else child.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const adminUrl = `postgres://admin:${password}@127.0.0.1:${port}/postgres`;
  try {
    await untilItAnswers(adminUrl, join(folder, 'log'));
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return { adminUrl, stop };
}

async function asAdmin(adminUrl: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Makes a database with an owner role and an application role, all with random names, so that runs can share a server. */
export async function scratchDatabase(adminUrl: string): Promise<ScratchDatabase> {
  const tag = randomBytes(5).toString('hex');
  const [owner, app, database] = [`habeas_owner_${tag}`, `habeas_app_${tag}`, `habeas_test_${tag}`];
  const password = randomBytes(18).toString('hex');
  await asAdmin(adminUrl, [
    `create role ${owner} login password '${password}' nosuperuser nobypassrls`,
    `create role ${app} login password '${password}' nosuperuser nobypassrls`,
    `create database ${database} owner ${owner} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
  ]);
  const address = (role: string | null): string => {
    const url = new URL(adminUrl);
    url.pathname = `/${database}`;
    if (role !== null) [url.username, url.password] = [role, password];
    return url.href;
  };
  return {
    adminUrl: address(null),
    ownerUrl: address(owner),
    appUrl: address(app),
    appRole: app,
    drop: () =>
      asAdmin(adminUrl, [`drop database ${database} with (force)`, `drop role ${owner}`, `drop role ${app}`]),
  };
}

async function runCommand(command: readonly string[], adminUrl: string): Promise<number> {
  const [program, ...args] = command;
  if (program === undefined) throw new Error('run needs a command');
  const child = spawn(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, HABEAS_PG: adminUrl },
  });
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code, signal) => done(code ?? (signal === null ? 1 : 130)));
  });
}

async function untilInterrupted(adminUrl: string): Promise<number> {
  console.log(`HABEAS_PG=${adminUrl}\nStops with Ctrl-C.`);
  const clock = setInterval(() => {}, 60_000);
  await new Promise((done) => process.once('SIGINT', done).once('SIGTERM', done));
  clearInterval(clock);
  return 0;
}

async function main([verb, ...command]: readonly string[]): Promise<number> {
  if (verb !== 'start' && verb !== 'run') {
    console.error('usage: scripts/postgres.ts start | run COMMAND [ARGUMENTS]');
    return 2;
  }
  const binaries = findPostgres();
  if (binaries === null) {
    console.error(`No PostgreSQL ${OLDEST} or later was found. Debian: apt-get install postgresql`);
    return 7;
  }
  const server = await startPostgres(binaries);
  try {
    return await (verb === 'run' ? runCommand(command, server.adminUrl) : untilInterrupted(server.adminUrl));
  } finally {
    await server.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));

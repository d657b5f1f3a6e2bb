/**
 * The one connection to vault.db: SQLCipher 4 with a raw key, every pragma set on every open, one writer.
 * Settings are made explicitly and in this order, whatever the driver's defaults say: its WAL default is not
 * durable, and SQLite would spill sorts to plain temporary files (security findings 1 and 2).
 * The key pragma is built here and nowhere else; its text reaches no log, no error and no statement cache.
 */
import { closeSync, statSync } from 'node:fs';
import type Database from '@signalapp/sqlcipher';
import { Fault, isFault } from '#ground';
import { createPrivateFile, syncFile } from './files.ts';

type Value = string | number | null | Uint8Array;
type Statement = ReturnType<Database['prepare']>;
type Params = readonly Value[] | Readonly<Record<string, Value>>;

const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'temp_store = MEMORY',
  'secure_delete = ON',
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'cache_size = -65536',
  'journal_size_limit = 67108864',
  // 16 MiB of log between checkpoints: a large import would otherwise write the same pages again and again.
  'wal_autocheckpoint = 4000',
] as const;

/** Opens, queries and closes the database; turns the driver's errors into faults. */
export class Connection {
  #database: Database | null;
  /** By their text: the driver's own memory joins a longer key at every call. */
  readonly #statements = new Map<string, Statement>();
  readonly #pluckedStatements = new Map<string, Statement>();
  #mustReopen = false;
  readonly path: string;

  private constructor(database: Database, path: string) {
    this.#database = database;
    this.path = path;
  }

  /**
   * Opens with a 32-byte raw key. Throws Fault: vault-corrupt (also for a wrong key, which looks the same),
   * vault-in-use, vault-newer when user_version is above `newest`; then nothing was written.
   */
  static async open(path: string, key: Buffer, newest: number): Promise<Connection> {
    const { default: Driver } = await import('@signalapp/sqlcipher');
    const connection = new Connection(new Driver(path, { cacheStatements: true }), path);
    try {
      connection.#setUp(key, newest);
      return connection;
    } catch (thrown) {
      connection.close();
      throw thrown;
    }
  }

  #setUp(key: Buffer, newest: number): void {
    const database = this.#live();
    database.exec('PRAGMA cipher_log_level = NONE');
    try {
      database.exec(`PRAGMA key = "x'${key.toString('hex')}'"`);
    } catch {
      // No cause: the driver quotes the statement, which holds the key.
      throw new Fault('bug', 'the database refused the key call');
    }
    this.guard('opening', () => {
      database.exec('PRAGMA busy_timeout = 0');
      // Before the first read, or SQLite shares its log index through a file.
      database.exec('PRAGMA locking_mode = EXCLUSIVE');
      const version = this.number('PRAGMA user_version');
      if (version > newest) {
        throw new Fault('vault-newer', `the workspace has format ${version}, this version knows ${newest}`);
      }
      for (const pragma of PRAGMAS) database.exec(`PRAGMA ${pragma}`);
      // The exclusive lock is taken by the first read in WAL mode, not by the pragma.
      this.number('SELECT count(*) FROM sqlite_schema');
      database.exec('PRAGMA busy_timeout = 5000');
    });
  }

  /** Runs statements without parameters. */
  exec(sql: string): void {
    this.guard('a statement', () => this.#live().exec(sql));
  }

  /** Runs one statement; the number of changed rows. */
  run(sql: string, params: Params = []): number {
    return this.guard('a statement', () => this.#prepared(sql).run(params as never).changes);
  }

  /** All rows as objects. */
  all(sql: string, params: Params = []): unknown[] {
    return this.guard('a query', () => this.#prepared(sql).all(params as never));
  }

  /** The first row, or null. */
  get(sql: string, params: Params = []): unknown {
    return this.guard('a query', () => this.#prepared(sql).get(params as never) ?? null);
  }

  /** The first column of all rows. */
  column(sql: string, params: Params = []): unknown[] {
    return this.guard('a query', () => this.#plucked(sql).all(params as never));
  }

  /** The first column of the first row, or null. */
  cell(sql: string, params: Params = []): unknown {
    return this.guard('a query', () => this.#plucked(sql).get(params as never) ?? null);
  }

  /** As `cell`, for a number that must be there; 0 when it is not. */
  number(sql: string, params: Params = []): number {
    return (this.cell(sql, params) as number | null) ?? 0;
  }

  /** All or nothing, durable when it returns. Transactions do not nest. */
  transaction<T>(work: () => T): T {
    this.begin();
    try {
      const result = work();
      this.commit();
      return result;
    } catch (thrown) {
      this.rollBack();
      throw thrown;
    }
  }

  /** Begins a transaction that is not over when this returns; until then no other may begin. */
  begin(): void {
    if (this.#mustReopen) {
      throw new Fault('disk-full', 'the disk did not confirm an earlier change; open the workspace again');
    }
    this.exec('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.exec('COMMIT');
  }

  rollBack(): void {
    try {
      this.#database?.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself already (a full disk does that), which is what we wanted.
    }
  }

  /**
   * Moves everything from the write-ahead log into the database and empties the log. False when the disk is
   * too full for that: nothing is lost then, the log simply stays.
   */
  checkpoint(): boolean {
    try {
      this.guard('a checkpoint', () => this.#prepared('PRAGMA wal_checkpoint(TRUNCATE)').all([]));
      return true;
    } catch (thrown) {
      if (isFault(thrown, 'disk-full')) return false;
      throw thrown;
    }
  }

  /** Writes an encrypted copy with the same key to a new private file, durable when it returns. */
  copyInto(path: string): void {
    closeSync(createPrivateFile(path));
    this.run('VACUUM INTO ?', [path]);
    syncFile(path);
  }

  /** Bytes of the file and bytes the database says it has; they differ after a truncation. Checkpoint first. */
  sizes(): { readonly onDisk: number; readonly expected: number } {
    const expected = this.number('PRAGMA page_count') * this.number('PRAGMA page_size');
    return { onDisk: statSync(this.path).size, expected };
  }

  get isOpen(): boolean {
    return this.#database !== null;
  }

  /** Closes; a clean close leaves one file and no log. Closing twice is harmless. */
  close(): void {
    const database = this.#database;
    this.#database = null;
    this.#statements.clear();
    this.#pluckedStatements.clear();
    database?.close();
  }

  #live(): Database {
    if (this.#database === null) throw new Fault('vault-locked', 'the workspace is locked');
    return this.#database;
  }

  #prepared(sql: string): Statement {
    const database = this.#live();
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #plucked(sql: string): Statement {
    const database = this.#live();
    const known = this.#pluckedStatements.get(sql);
    if (known !== undefined) return known;
    const made = database.prepare(sql, { pluck: true });
    this.#pluckedStatements.set(sql, made);
    return made;
  }

  /** Runs work and turns what the driver throws into a fault. */
  guard<T>(doing: string, work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      if (isFault(thrown)) throw thrown;
      const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
      if (code === 'SQLITE_IOERR_FSYNC') this.#mustReopen = true;
      throw faultOf(code, doing, thrown);
    }
  }
}

function faultOf(code: string, doing: string, cause: unknown): Fault {
  const where = `${doing} ended with ${code === '' ? 'an unknown error' : code.toLowerCase()}`;
  if (code === 'SQLITE_FULL' || /^SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE|DIR_FSYNC)/.test(code)) {
    return new Fault('disk-full', where);
  }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new Fault('vault-in-use', 'the workspace is open in another window or process');
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(code)) {
    return new Fault('usage-wrong', `the workspace cannot be opened for writing (${code.toLowerCase()})`);
  }
  // SQLCipher answers a page that fails its MAC with the general error and these words.
  const isMacFailure = code === 'SQLITE_ERROR' && String(cause).endsWith('SQL logic error');
  if (isMacFailure || /^SQLITE_(NOTADB|CORRUPT|IOERR|PROTOCOL|FORMAT)/.test(code)) {
    return new Fault('vault-corrupt', where);
  }
  return new Fault('bug', where, { cause });
}

/**
 * Connections, and the reach of each call. Every statement about people runs in a transaction that first says which
 * compartments it may touch (set_config(…, true), which ends with the transaction, so that a pooled connection carries
 * nothing over). Row security on the server holds the call to that reach; a call that says nothing sees nothing.
 */
import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import { Fault } from '#ground';
import { asFault } from './refuse.ts';

export interface PostgresOptions {
  /** postgres:// address of the application role; comes from a file or the service manager, never from arguments. */
  readonly connectionString: string;
  /** Schema that holds the workspace; default `habeas`. */
  readonly schema?: string;
  /** Connections at most; default 8. */
  readonly poolSize?: number;
}

/** What one transaction may touch. `whole` is for the spine only: rebuild, verify, retry keys, erasure. */
export type Reach =
  { readonly compartments: readonly string[] } | { readonly blob: string } | { readonly whole: true };

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '']);

/** A schema or role name that needs no quoting; throws Fault('usage-wrong') for any other. */
export function plainName(name: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name))
    throw new Fault('usage-wrong', 'a schema or role name must be plain lower case');
  return name;
}

/** Beyond this machine only with a verified certificate: anything weaker can be read and answered by others. */
export function checkTransport(connectionString: string): void {
  let address: URL;
  try {
    address = new URL(connectionString);
  } catch {
    throw new Fault('usage-wrong', 'the connection string is not a postgres:// address');
  }
  const socket = address.searchParams.get('host')?.startsWith('/') ?? false;
  const isLocal = LOOPBACK.has(address.hostname) && (socket || !address.searchParams.has('host'));
  if (isLocal || address.searchParams.get('sslmode') === 'verify-full') return;
  throw new Fault('store-unsafe', 'a server that is not on this machine needs sslmode=verify-full');
}

/** A pool whose sessions find the schema first and nothing in `public`. */
export function makePool(options: PostgresOptions, more: readonly string[] = []): Pool {
  checkTransport(options.connectionString);
  const schema = plainName(options.schema ?? 'habeas');
  const settings = [
    `search_path=${schema},pg_temp`,
    'row_security=on',
    'timezone=UTC',
    'lock_timeout=10s',
    'idle_in_transaction_session_timeout=10min',
    ...more,
  ];
  const pool = new Pool({
    connectionString: options.connectionString,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
    max: options.poolSize ?? 8,
    connectionTimeoutMillis: 15_000,
    application_name: 'habeas',
  });
  // An idle connection that breaks is replaced at the next call, which then reports; it must not end the program.
  pool.on('error', () => {});
  return pool;
}

const SAY_REACH = `select set_config('habeas.compartments', $1, true), set_config('habeas.blob', $2, true),
  set_config('habeas.whole', $3, true)`;

function settingsOf(reach: Reach): [string, string, string] {
  if ('whole' in reach) return ['', '', 'on'];
  if ('blob' in reach) return ['', reach.blob, ''];
  return [JSON.stringify(reach.compartments), '', ''];
}

/** Connections tried before a server counts as not answering. */
const MOST_TRIES = 3;

/** A connection inside its transaction. */
export class Held {
  readonly client: PoolClient;
  #isOpen = true;
  #isBroken = false;
  readonly #noteBreak = (): void => void (this.#isBroken = true);

  constructor(client: PoolClient) {
    this.client = client;
    client.on('error', this.#noteBreak);
  }

  async begin(begin: string, reach: Reach): Promise<void> {
    try {
      await this.client.query(begin);
      await this.client.query(SAY_REACH, settingsOf(reach));
    } catch (thrown) {
      await this.end('rollback').catch(() => {});
      throw thrown;
    }
  }

  /** Ends the transaction once; a connection that failed to is closed, not pooled. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      await this.client.query(how);
    } catch (thrown) {
      this.#isBroken = true;
      throw asFault(thrown);
    } finally {
      this.client.removeListener('error', this.#noteBreak);
      this.client.release(this.#isBroken);
    }
  }
}

/** Runs calls on the pool; whatever the driver throws leaves as a Fault without values. */
export class Database {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** One statement about the ledger itself (leaves, tiles, head, checkpoints), which every member may read. */
  async ask(text: string, values: readonly unknown[] = []): Promise<QueryResultRow[]> {
    return this.within({ compartments: [] }, async (client) => {
      return (await client.query<QueryResultRow>(text, [...values])).rows;
    });
  }

  /** One transaction within a reach: all of it happens, durably, or nothing. */
  async within<T>(reach: Reach, work: (client: PoolClient) => Promise<T>, begin = 'begin'): Promise<T> {
    const held = await this.hold(reach, begin);
    try {
      const result = await work(held.client);
      await held.end('commit');
      return result;
    } catch (thrown) {
      await held.end('rollback').catch(() => {});
      throw asFault(thrown);
    }
  }

  /**
   * A transaction that stays open between calls; whoever holds it must end it. A pooled connection that turns out dead
   * at its first word is replaced: nothing was asked of it yet, so nothing can happen twice.
   */
  async hold(reach: Reach, begin = 'begin'): Promise<Held> {
    for (let tries = 1; ; tries += 1) {
      try {
        const held = new Held(await this.#pool.connect());
        await held.begin(begin, reach);
        return held;
      } catch (thrown) {
        const fault = asFault(thrown);
        if (fault.code !== 'store-unreachable' || tries === MOST_TRIES) throw fault;
      }
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/**
 * As known on: what the ledger held at a past time. Views are replayed by size, because sizes never lie: a clock
 * may be set back, the order of entries cannot. What was erased since stays erased in every view of the past.
 */
import { Fault, isInstant } from '#ground';
import type { LedgerStore } from './ports.ts';

/** A past state of the ledger, to be given to row queries as `upTo`. */
export interface KnownOn {
  /** Entries with seq < upTo were recorded. */
  readonly upTo: number;
  /** The end of the time asked for, RFC 3339 UTC. */
  readonly until: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The state at an instant, or at the end of a day in UTC. Throws Fault('date-malformed') for anything else.
 */
export async function asKnownOn(store: Pick<LedgerStore, 'sizeAt'>, when: string): Promise<KnownOn> {
  const until = DAY.test(when) ? `${when}T23:59:59.999Z` : when;
  if (!isInstant(until)) throw new Fault('date-malformed', 'as known on needs a day or an RFC 3339 UTC time');
  return { upTo: await store.sizeAt(until), until };
}

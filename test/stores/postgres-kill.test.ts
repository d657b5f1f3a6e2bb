/**
 * Bar R1 on the server: processes of a throw-away server are killed with SIGKILL in the middle of writes, which makes
 * it drop everything unwritten and recover from its log. Nothing acknowledged is lost, and a retry records nothing twice.
 * Starts a server of its own, because a crash is felt by every connection.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isFault, seededRandom, type Random } from '#ground';
import { Ledger, verifyLedger, type EntryDraft, type LedgerStore, type Receipt } from '#ledger';
import { findPostgres, scratchDatabase, startPostgres } from '../../scripts/postgres.ts';
import { ask, migratedPlace, openAt, type Place } from './postgres-place.ts';

const CYCLES = process.env['SLOW'] === '1' ? 1000 : 50;
const SEED = 20_261_123;
/** Recovery on a busy machine may take many seconds; a quarter of a second between calls makes this two minutes. */
const MOST_TRIES = 500;
/** What a caller sees of a crash; anything else fails the test. */
const EXPECTED = new Set(['store-unreachable', 'ledger-conflict']);

function draftsOf(random: Random, call: number): EntryDraft[] {
  const count = random.below(10) === 0 ? 200 : 1 + random.below(5);
  return Array.from({ length: count }, (_, at) => ({
    type: 'note-made',
    body: { words: `call ${call}, entry ${at}`, filler: 'x'.repeat(random.below(2000)) },
    actor: 'tester',
    idempotencyKey: `${call}:${at}`,
  }));
}

/** Repeats one call until it is acknowledged; counts how often it had to. */
async function untilAcknowledged(
  ledger: Ledger,
  drafts: readonly EntryDraft[],
): Promise<{ receipts: Receipt[]; tries: number }> {
  for (let tries = 1; ; tries += 1) {
    try {
      return { receipts: await ledger.append(drafts), tries };
    } catch (thrown) {
      if (!isFault(thrown) || !EXPECTED.has(thrown.code) || tries > MOST_TRIES) throw thrown;
      await sleep(Math.min(10 * tries, 250));
    }
  }
}

async function killBackends(place: Place): Promise<boolean> {
  try {
    const found = await ask(place, place.adminUrl, `select pid from pg_stat_activity where usename = $1`, [
      place.appRole,
    ]);
    const pid: unknown = found[0]?.['pid'];
    if (typeof pid !== 'number') return false;
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false; // still recovering from the last one
  }
}

async function writeUnderFire(
  store: LedgerStore,
  place: Place,
  random: Random,
): Promise<{ acks: Map<string, Receipt>; calls: number; retries: number }> {
  const ledger = await Ledger.open(store);
  const acks = new Map<string, Receipt>();
  const over = new AbortController();
  const killer = (async () => {
    for (let kills = 0, last = 0; kills < CYCLES && !over.signal.aborted;) {
      await sleep(20 + random.below(120));
      // Something must get through between two kills, or a slow machine would never end.
      if (acks.size === last || !(await killBackends(place))) continue;
      kills += 1;
      last = acks.size;
    }
    over.abort();
  })();
  let calls = 0;
  let retries = 0;
  try {
    for (; !over.signal.aborted; calls += 1) {
      const drafts = draftsOf(random, calls);
      const { receipts, tries } = await untilAcknowledged(ledger, drafts);
      retries += tries - 1;
      drafts.forEach(({ idempotencyKey = '' }, at) => acks.set(idempotencyKey, receipts[at] as Receipt));
    }
  } finally {
    over.abort();
    await killer;
  }
  return { acks, calls, retries };
}

test(
  `R1 ${CYCLES} kills of the server lose nothing acknowledged and double nothing`,
  { timeout: 1_200_000 },
  async () => {
    const binaries = findPostgres();
    if (binaries === null)
      throw new Error('no PostgreSQL programs for this test: npm test says how to get them');
    const server = await startPostgres(binaries);
    try {
      const place = await migratedPlace(await scratchDatabase(server.adminUrl));
      const store = await openAt(place);
      const { acks, calls, retries } = await writeUnderFire(store, place, seededRandom(SEED));
      const untilItAnswers = async (): Promise<number> =>
        store.head().then(
          ({ size }) => size,
          () => sleep(50).then(untilItAnswers),
        );
      const size = await untilItAnswers();
      let doubled = 0;
      const seen = new Set<string>();
      for (let from = 0; from < size; from += 5000) {
        for (const entry of await store.entries({ from, to: from + 5000, compartments: 'all' })) {
          const key = entry.idempotencyKey ?? '';
          if (seen.has(key)) doubled += 1;
          seen.add(key);
          expect(Buffer.from(entry.leafHash).toString('hex')).toBe(acks.get(key)?.leafHash);
        }
      }
      console.log(
        `server kills ${CYCLES} (seed ${SEED}): ${calls} calls, ${acks.size} entries acknowledged, ${retries} retries, ${acks.size - seen.size} lost, ${doubled} doubled`,
      );
      expect({ lost: acks.size - seen.size, doubled, size }).toEqual({
        lost: 0,
        doubled: 0,
        size: acks.size,
      });
      expect((await verifyLedger(store)).ok).toBe(true);
      expect((await store.verify()).filter(({ ok }) => !ok)).toEqual([]);
      await store.close();
    } finally {
      await server.stop();
    }
  },
);

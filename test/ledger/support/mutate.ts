/**
 * What somebody with the database could do to a ledger, from one flipped byte to rewriting everything after a change
 * and signing it again with the real key. Used by the tests and by `npm run bar:mutate`.
 */
import { sha256, toHex, type Random } from '#ground';
import {
  bodyCommit,
  CompactRange,
  formatCheckpoint,
  formatLeaf,
  leafHash,
  parseLeaf,
  prevOf,
  signNote,
  verifyLedger,
  type Leaf,
  type StoredEntry,
} from '#ledger';
import type { ArrayStore } from './array-store.ts';
import { SIGNER, VERIFIER, type History } from './history.ts';

type Entry = ArrayStore['list'][number];

/** How far the intruder goes to hide the change. */
const EFFORTS = ['touch', 'rehash', 'rechain', 'resign'] as const;
type Effort = (typeof EFFORTS)[number];

/** One change at an entry below `limit`; returns the first position whose hashes no longer fit. */
type Change = (store: ArrayStore, random: Random, limit: number) => number;

const pick = (store: ArrayStore, random: Random, limit: number): Entry =>
  store.list[random.below(limit)] as Entry;
const changeLeaf =
  (change: (leaf: Leaf, random: Random) => Leaf): Change =>
  (store, random, limit) => {
    const entry = pick(store, random, limit);
    entry.leaf = formatLeaf(change(parseLeaf(entry.leaf) as Leaf, random));
    return entry.seq;
  };
/** A live entry below the limit; there is one in every history that is used. */
function live(store: ArrayStore, random: Random, limit: number): Entry {
  const all = store.list.slice(0, limit).filter(({ body }) => body !== null);
  return all[random.below(all.length)] as Entry;
}

export const CHANGES: Readonly<Record<string, Change>> = {
  'forged actor': changeLeaf((leaf) => ({ ...leaf, actor: `${leaf.actor}x`.slice(-64) })),
  'changed type': changeLeaf((leaf) => ({ ...leaf, type: `${leaf.type}x` })),
  'changed time': changeLeaf((leaf, random) => ({
    ...leaf,
    sysTime: `${leaf.sysTime.slice(0, 20)}${100 + random.below(900)}Z`,
  })),
  'changed commitment': changeLeaf((leaf) => ({ ...leaf, bodyCommit: toHex(sha256(leaf.bodyCommit)) })),
  'changed body': (store, random, limit) => {
    const entry = live(store, random, limit);
    entry.body = `{"forged":${random.below(1e6)}}`;
    return entry.seq;
  },
  'altered salt': (store, random, limit) => {
    const entry = live(store, random, limit);
    const salt = new Uint8Array(entry.salt ?? []);
    const at = random.below(32);
    salt[at] = (salt[at] ?? 0) ^ (1 + random.below(255));
    entry.salt = salt;
    return entry.seq;
  },
  'bodies exchanged': (store, random, limit) => {
    const [one, two] = [live(store, random, limit), live(store, random, limit - 1)];
    const other = one === two ? (store.list[limit - 1] as Entry) : two;
    [one.body, other.body] = [other.body ?? '{}', one.body];
    [one.salt, other.salt] = [other.salt ?? new Uint8Array(32), one.salt];
    return Math.min(one.seq, other.seq);
  },
  'moved to another compartment': (store, random, limit) => {
    const entry = live(store, random, limit);
    entry.compartment = entry.compartment === 'open' ? 'sealed-2' : 'open';
    return entry.seq;
  },
  'erased without an entry': (store, random, limit) => {
    const entry = live(store, random, limit);
    [entry.body, entry.salt] = [null, null];
    return entry.seq;
  },
  'half erased': (store, random, limit) => {
    const entry = live(store, random, limit);
    if (random.below(2) === 0) entry.body = null;
    else entry.salt = null;
    return entry.seq;
  },
  removed: (store, random, limit) => {
    const at = random.below(limit);
    store.list.splice(at, 1);
    return at;
  },
  inserted: (store, random, limit) => {
    const at = random.below(limit);
    const forged = { ...live(store, random, limit), body: '{"forged":true}', idempotencyKey: null };
    store.list.splice(at, 0, forged);
    return at;
  },
  repeated: (store, random, limit) => {
    // A repeat of the last entry below the limit stands above it: nothing before the checkpoint is changed.
    const at = random.below(limit - 1);
    store.list.splice(at, 0, { ...(store.list[at] as Entry) });
    return at;
  },
  'put in another place': (store, random, limit) => {
    const [from, to] = [random.below(limit), random.below(limit - 1)];
    const [moved] = store.list.splice(from, 1);
    const target = to === from ? limit - 1 : to;
    store.list.splice(target === from ? 0 : target, 0, moved as Entry);
    return 0;
  },
  'tail cut off': (store, random, limit) => {
    const size = random.below(limit);
    store.list.length = size;
    return Math.max(0, size - 1);
  },
};

/** A flipped bit: only the touch is possible, because what was hit can no longer be read. */
const FLIPS: Readonly<Record<string, Change>> = {
  'flip in leaf': (store, random, limit) => {
    const entry = pick(store, random, limit);
    entry.leaf = flip(Buffer.from(entry.leaf, 'latin1'), random).toString('latin1');
    return entry.seq;
  },
  'flip in leaf hash': (store, random, limit) => {
    const entry = pick(store, random, limit);
    entry.leafHash = new Uint8Array(flip(Buffer.from(entry.leafHash), random));
    return entry.seq;
  },
  'flip in salt': (store, random, limit) => {
    const entry = live(store, random, limit);
    entry.salt = new Uint8Array(flip(Buffer.from(entry.salt ?? []), random));
    return entry.seq;
  },
  'flip in body': (store, random, limit) => {
    const entry = live(store, random, limit);
    entry.body = flip(Buffer.from(entry.body ?? '', 'latin1'), random).toString('latin1');
    return entry.seq;
  },
};

function flip(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
}

/** Makes every hash from this position on fit again, as someone who rewrites history would. */
function rechain(store: ArrayStore, from: number, commit = commitOf): void {
  for (let at = from; at < store.list.length; at++) {
    const entry = store.list[at] as Entry;
    const leaf = parseLeaf(entry.leaf) as Leaf;
    const prev = prevOf(at === 0 ? null : (store.list[at - 1] as StoredEntry).leafHash);
    entry.seq = at;
    entry.leaf = formatLeaf({ ...leaf, seq: at, prev, bodyCommit: commit(entry, leaf) });
    entry.leafHash = leafHash(entry.leaf);
  }
  const range = new CompactRange();
  for (const { leafHash: hash } of store.list) range.append(hash);
  store.top = {
    size: store.list.length,
    lastLeafHash: store.list.at(-1)?.leafHash ?? null,
    frontier: range.frontier(),
  };
  store.checkpoints = [];
}

function commitOf({ salt, body, compartment }: StoredEntry, leaf: Leaf): string {
  return salt === null || body === null ? leaf.bodyCommit : bodyCommit(salt, body, compartment);
}

async function resign(store: ArrayStore): Promise<void> {
  const { size, frontier } = store.top;
  const root = CompactRange.from(size, frontier).root();
  const note = await signNote(formatCheckpoint({ origin: SIGNER.name, size, root }), SIGNER);
  store.checkpoints = [{ size, root, note, madeAt: '2026-12-31T00:00:00.000Z' }];
}

/** One mutated copy of a history, changed somewhere below the size of the checkpoint that was kept. */
export interface Mutant {
  readonly name: string;
  readonly store: ArrayStore;
}

export async function mutant(history: History, random: Random): Promise<Mutant> {
  const store = history.store.copy();
  const limit = history.kept.size;
  const isFlip = random.below(4) === 0;
  const table = isFlip ? FLIPS : CHANGES;
  const name = Object.keys(table)[random.below(Object.keys(table).length)] as string;
  const effort: Effort = isFlip ? 'touch' : (EFFORTS[random.below(EFFORTS.length)] as Effort);
  const at = (table[name] as Change)(store, random, limit);
  // The one change that fitting the commitment to the body would take back.
  const commit = name === 'changed commitment' ? (_: StoredEntry, leaf: Leaf) => leaf.bodyCommit : commitOf;
  if (effort === 'rehash') {
    const entry = store.list[at];
    const leaf = entry === undefined ? null : parseLeaf(entry.leaf);
    if (entry !== undefined && leaf !== null) {
      entry.leaf = formatLeaf({ ...leaf, bodyCommit: commit(entry, leaf) });
      entry.leafHash = leafHash(entry.leaf);
    }
  }
  if (effort === 'rechain' || effort === 'resign') rechain(store, at, commit);
  if (effort === 'resign') await resign(store);
  return { name: `${name}, ${effort}`, store };
}

/** Verifies this many mutants; returns the names of those that were not noticed. */
export async function unnoticed(history: History, random: Random, count: number): Promise<string[]> {
  const missed: string[] = [];
  for (let round = 0; round < count; round++) {
    const { name, store } = await mutant(history, random);
    const report = await verifyLedger(store, { verifiers: [VERIFIER], outside: [history.kept.note] });
    if (report.ok) missed.push(name);
  }
  return missed;
}

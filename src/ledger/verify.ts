/**
 * Verification: reads every entry once and checks leaf, order, chain, commitments, tree, tiles, checkpoints and
 * erasures, and that the rows people read are what the entries give. Reports damage in parts and never throws for it.
 * Says honestly what it cannot see: a loss after the newest checkpoint that is kept elsewhere (SPEC L16).
 */
import { isFault, sameBytes, toHex } from '#ground';
import { openCheckpoint } from './checkpoint.ts';
import { BODY_ERASED, parseErasure, type Erasure } from './erase.ts';
import { EntryCheck } from './entrycheck.ts';
import type { TreeHead } from './merkle.ts';
import type { NoteVerifier } from './note.ts';
import { packEntries } from './pack.ts';
import type { LedgerStore, StoreHead } from './ports.ts';
import type { Projection } from './project.ts';
import { verifyViews } from './verify-views.ts';

/** One thing that was checked. */
export interface LedgerPart {
  readonly part: 'entries' | 'chain' | 'bodies' | 'erasures' | 'tree' | 'checkpoint' | 'outside' | 'views';
  readonly ok: boolean;
  /** Plain words; numbers, times and codes only. */
  readonly says: string;
}

/** An erased body and the entry that says why. The reason stays in the ledger: a report may be passed on. */
export interface Redaction extends Pick<Erasure, 'seq' | 'basis'> {
  /** The erasing entry. */
  readonly at: number;
}

export interface Verification {
  readonly ok: boolean;
  readonly size: number;
  /** Root over the entries that were read, 64 hexadecimal digits. */
  readonly root: string;
  readonly parts: readonly LedgerPart[];
  readonly redacted: readonly Redaction[];
  /** When the last entry under the newest good outside checkpoint was recorded; null without one. */
  readonly coveredUntil: string | null;
}

export interface VerifyOptions {
  /** The keys one trusts: those of this ledger. Without one no checkpoint can count. */
  readonly verifiers?: readonly NoteVerifier[];
  /** Notes of checkpoints that were kept somewhere else. */
  readonly outside?: readonly string[];
  /** Check the rows of these projections too. */
  readonly projections?: readonly Projection[];
  /** Called now and then with the number of entries read. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Entries per page: large enough to hide a round trip, small enough to stay in the cache. */
const PAGE = 4_000;

/** A checkpoint that must be met on the way. */
interface Milestone {
  readonly from: 'checkpoint' | 'outside';
  readonly size: number;
  readonly root: Uint8Array;
}

interface Milestones {
  readonly list: readonly Milestone[];
  /** Notes that do not count, in words. */
  readonly refused: readonly { readonly from: Milestone['from']; readonly says: string }[];
}

/**
 * Checks a whole ledger. Never throws for damage; what cannot be read is a part that is not ok. Entries recorded
 * meanwhile are not looked at; a body erased meanwhile may be reported as gone, and is found justified the next time.
 */
export async function verifyLedger(store: LedgerStore, options: VerifyOptions = {}): Promise<Verification> {
  const { verifiers = [], outside = [], projections = [], onProgress } = options;
  const parts: LedgerPart[] = [];
  // Before the head: a checkpoint made meanwhile would be larger than what is checked.
  const milestones = await collect(store, outside, verifiers);
  const head = await orSays(() => store.head());
  if (typeof head === 'string') {
    const says = `the head of the ledger cannot be read (${head})`;
    return {
      ok: false,
      size: 0,
      root: '',
      parts: [{ part: 'tree', ok: false, says }],
      redacted: [],
      coveredUntil: null,
    };
  }
  const check = new EntryCheck(milestones.list.map(({ size }) => size));
  const unread = await readAll({ store, check, size: head.size, onProgress });
  parts.push(...check.parts(unread));
  const { part: erasures, redacted } = judgeErasures(check);
  parts.push(erasures, await judgeTree(store, head, check));
  const reached = judgeMilestones(milestones, check, head.size);
  parts.push(...reached.parts);
  if (projections.length > 0) parts.push(await verifyViews(store, { projections, size: head.size }));
  return {
    ok: parts.every(({ ok }) => ok),
    size: head.size,
    root: toHex(check.root()),
    parts,
    redacted,
    coveredUntil: reached.coveredUntil,
  };
}

/** The result, or the code of the fault that came instead. */
async function orSays<T>(act: () => Promise<T>): Promise<T | string> {
  try {
    return await act();
  } catch (thrown) {
    return isFault(thrown) ? thrown.code : 'unreadable';
  }
}

interface Reading {
  readonly store: LedgerStore;
  readonly check: EntryCheck;
  readonly size: number;
  readonly onProgress: VerifyOptions['onProgress'];
}

/** Feeds all entries to the check, fetching one page ahead. Returns why it stopped early, or null. */
async function readAll({ store, check, size, onProgress }: Reading): Promise<string | null> {
  const fetch = async (from: number): Promise<Uint8Array | string> =>
    orSays(async () => {
      const to = Math.min(from + PAGE, size);
      if (store.packedEntries !== undefined) return store.packedEntries(from, to);
      return packEntries(await store.entries({ from, to, compartments: 'all' }));
    });
  let next = fetch(0);
  for (let from = 0; from < size; from += PAGE) {
    const page = await next;
    if (typeof page === 'string') return `entries from ${from} on cannot be read (${page})`;
    if (from + PAGE < size) next = fetch(from + PAGE);
    const expected = Math.min(PAGE, size - from);
    const found = await orSays(async () => check.page(page, from));
    if (typeof found === 'string') return `entries from ${from} on cannot be read (${found})`;
    if (found !== expected) return `of entries ${from} to ${from + expected - 1} only ${found} are there`;
    onProgress?.(from + expected, size);
  }
  const beyond = await orSays(() => store.entries({ from: size, to: size + 1, compartments: [] }));
  if (typeof beyond === 'string') return `entries after ${size} cannot be read (${beyond})`;
  if (beyond.length === 0) return null;
  const now = await orSays(() => store.head());
  const isKnown = typeof now !== 'string' && now.size > size;
  return isKnown ? null : `there is an entry ${size} that the head does not know`;
}

async function collect(
  store: LedgerStore,
  outside: readonly string[],
  verifiers: readonly NoteVerifier[],
): Promise<Milestones> {
  const list: Milestone[] = [];
  const refused: { from: Milestone['from']; says: string }[] = [];
  const take = (from: Milestone['from'], note: string, name: string): TreeHead | null => {
    const opened = openCheckpoint(note, verifiers);
    if (opened.ok) list.push({ from, size: opened.checkpoint.size, root: opened.checkpoint.root });
    else refused.push({ from, says: `${name} does not count: ${opened.reason}` });
    return opened.ok ? opened.checkpoint : null;
  };
  const last = await orSays(() => store.lastCheckpoint());
  if (typeof last === 'string') refused.push({ from: 'checkpoint', says: `it cannot be read (${last})` });
  // Without any key there is nothing to judge the store's own checkpoint by; an outside one then does not count.
  else if (last !== null && verifiers.length > 0) {
    const signed = take('checkpoint', last.note, 'the stored checkpoint');
    if (signed !== null && (signed.size !== last.size || !sameBytes(signed.root, last.root))) {
      refused.push({ from: 'checkpoint', says: 'the stored size or root is not the one that was signed' });
    }
  }
  outside.forEach((note, at) => take('outside', note, `outside checkpoint ${at + 1}`));
  return { list, refused };
}

function judgeErasures(check: EntryCheck): { part: LedgerPart; redacted: Redaction[] } {
  const redacted: Redaction[] = [];
  const wrong: string[] = [];
  const justified = new Set<number>();
  for (const { seq, body } of check.erasing) {
    const erasure = parseErasure(body);
    if (erasure === null) wrong.push(`entry ${seq} is of type ${BODY_ERASED} but names no entry`);
    else if (erasure.seq >= seq) wrong.push(`entry ${seq} erases an entry after itself`);
    else if (!check.erased.has(erasure.seq))
      wrong.push(`the body of ${erasure.seq} is there, but ${seq} erased it`);
    else redacted.push({ seq: erasure.seq, basis: erasure.basis, at: seq });
    if (erasure !== null) justified.add(erasure.seq);
  }
  for (const seq of check.erased) {
    if (!justified.has(seq)) wrong.push(`the body of entry ${seq} is gone and no entry says why`);
  }
  const [first] = wrong;
  const says =
    first === undefined
      ? `${redacted.length} bodies redacted, each by an entry`
      : `${first}${andMore(wrong.length)}`;
  return { part: { part: 'erasures', ok: first === undefined, says }, redacted };
}

function andMore(count: number): string {
  return count > 1 ? ` (and ${count - 1} more)` : '';
}

async function judgeTree(store: LedgerStore, head: StoreHead, check: EntryCheck): Promise<LedgerPart> {
  const wrong = (says: string): LedgerPart => ({ part: 'tree', ok: false, says });
  if (check.size !== head.size) return wrong(`${check.size} entries were read, the head says ${head.size}`);
  if (!sameBytes(check.frontier(), head.frontier))
    return wrong('the stored tree head is not that of the entries');
  if (check.lastLeafHash !== (head.lastLeafHash === null ? null : toHex(head.lastLeafHash))) {
    return wrong('the stored last leaf hash is not that of the last entry');
  }
  for (const { level, index, hashes } of check.tiles) {
    const stored = await orSays(() => store.tile(level, index));
    if (stored === null || typeof stored === 'string' || !sameBytes(stored, hashes)) {
      return wrong(`tile ${index} of level ${level} is missing or not that of the entries`);
    }
  }
  return {
    part: 'tree',
    ok: true,
    says: `root over ${check.size} entries and ${check.tiles.length} tiles agree`,
  };
}

function judgeMilestones(
  milestones: Milestones,
  check: EntryCheck,
  size: number,
): { parts: LedgerPart[]; coveredUntil: string | null } {
  let covered = -1;
  const parts = (['checkpoint', 'outside'] as const).map((part): LedgerPart => {
    const met = milestones.list.filter(({ from }) => from === part);
    const wrong = milestones.refused.filter(({ from }) => from === part).map(({ says }) => says);
    for (const { size: signed, root } of met) {
      const here = check.rootAt(signed);
      if (signed > size) wrong.push(`${signed} entries were signed, only ${size} are here`);
      else if (here === null || !sameBytes(here, root)) {
        wrong.push(`the first ${signed} entries are not those that were signed`);
      } else if (part === 'outside') covered = Math.max(covered, signed);
    }
    const [first] = wrong;
    if (first !== undefined) return { part, ok: false, says: `${first}${andMore(wrong.length)}` };
    return { part, ok: true, says: goodWords(part, met, check) };
  });
  return { parts, coveredUntil: covered > 0 ? (check.timeAt(covered) ?? null) : null };
}

function goodWords(part: Milestone['from'], met: readonly Milestone[], check: EntryCheck): string {
  const most = Math.max(0, ...met.map(({ size }) => size));
  if (part === 'checkpoint') return met.length > 0 ? `signed at ${most} entries` : 'none was checked';
  const until = check.timeAt(most);
  return until === undefined
    ? 'no outside checkpoint was given: a rewritten ledger would not be noticed'
    : `covered until ${until} by an outside checkpoint of ${most} entries; a loss after it would not be noticed`;
}

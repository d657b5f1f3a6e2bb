/**
 * The writer: seals drafts into entries and hands each call to the store as one batch, durable or not at all.
 * Calls wait for each other inside the process; across processes the store decides (Fault('ledger-conflict')).
 * Knows order, hashes, retries and erasure. What a body may contain is said by the `validate` it is given.
 * Rules: SPEC.md L6–L13.
 */
import { randomBytes } from 'node:crypto';
import {
  canonicalForm,
  Fault,
  isFault,
  isInstant,
  sha256,
  systemClock,
  toHex,
  type CanonicalValue,
  type Clock,
} from '#ground';
import { signCheckpoint } from './checkpoint.ts';
import {
  committedBytes,
  formatLeaf,
  isActor,
  isEntryType,
  leafHash,
  parseLeaf,
  prevOf,
  SALT_BYTES,
} from './entry.ts';
import { BODY_ERASED, mustBeErasure, type Erasure } from './erase.ts';
import { CompactRange, type TreeHead } from './merkle.ts';
import type { Signer } from './note.ts';
import { PartHand, slicesOf } from './parts.ts';
import {
  OPEN,
  type LedgerStore,
  type StoredCheckpoint,
  type StoredEntry,
  type ViewRow,
  type FindRow,
} from './ports.ts';
import { findsOf, projectionsMark, rebuild, rowsOf, type Projection } from './project.ts';
import { TileGrower, TreeReader } from './tree.ts';

/** Something to be recorded. */
export interface EntryDraft {
  readonly type: string;
  /** Anything canonical JSON can hold; refused otherwise. */
  readonly body: unknown;
  /** Id of the principal who records it. */
  readonly actor: string;
  /** Who may read it; every member unless told. */
  readonly compartment?: string;
  /** Chosen by the caller so that a retry cannot record twice; at most 200 characters. */
  readonly idempotencyKey?: string;
}

/** What was recorded. */
export interface Receipt {
  readonly seq: number;
  /** 64 hexadecimal digits. */
  readonly leafHash: string;
  readonly recordedAt: string;
  /** True when this key had recorded the same content before, and nothing new was written. */
  readonly replayed: boolean;
}

/** A call to erase. */
export interface EraseCall extends Omit<Erasure, 'seq'> {
  readonly seqs: readonly number[];
  readonly actor: string;
  readonly idempotencyKey?: string;
}

export interface LedgerOptions {
  readonly clock?: Clock;
  readonly projections?: readonly Projection[];
  /** Throws a Fault when the body does not fit the schema of its type. Never asked about erasing entries. */
  readonly validate?: (type: string, body: CanonicalValue) => void;
  /** Needed only by `checkpoint`. */
  readonly signer?: Signer;
  /** Largest body in bytes; 16 MiB unless told. */
  readonly maxBodyBytes?: number;
}

/** Name of the stored mark that says which projections made the rows. */
const MARK = 'projections';
const COMPARTMENT = /^[a-z0-9][a-z0-9.:_-]{0,63}$/;
const MOST_KEY = 200;
/** Where the next entry goes. */
interface Edge {
  readonly range: CompactRange;
  readonly lastLeafHash: Uint8Array | null;
  readonly lastTime: string;
}

interface Sealed {
  readonly entries: StoredEntry[];
  readonly rows: ViewRow[];
  readonly finds: FindRow[];
  readonly receipts: Receipt[];
  readonly erase: number[];
  readonly edge: Edge;
}

/** The one writer of a store. */
export class Ledger {
  readonly store: LedgerStore;
  readonly #options: LedgerOptions;
  readonly #tiles = new TileGrower();
  #edge: Edge | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(store: LedgerStore, options: LedgerOptions) {
    this.store = store;
    this.#options = options;
  }

  /**
   * Opens the ledger of a store. Rows are rebuilt when other projections, or other versions of them, made them.
   * Throws Fault('ledger-broken') when the head of the store does not hang together.
   */
  static async open(store: LedgerStore, options: LedgerOptions = {}): Promise<Ledger> {
    const ledger = new Ledger(store, options);
    await ledger.#loadEdge();
    const mark = projectionsMark(options.projections ?? []);
    if (options.projections !== undefined && (await store.meta(MARK)) !== mark) await ledger.rebuild();
    return ledger;
  }

  /**
   * Records drafts in this order, all or none. A draft whose idempotency key recorded the same content before gives
   * the earlier receipt. Throws Fault: entry-malformed, canonical-refused, idempotency-mismatch, ledger-conflict,
   * disk-full; then nothing of this call was recorded.
   */
  async append(drafts: readonly EntryDraft[]): Promise<Receipt[]> {
    // A repeated erasure would be refused before the store could know its key, so its key is asked for first.
    const isRepeatable = drafts.some(
      ({ type, idempotencyKey }) => type === BODY_ERASED && idempotencyKey !== undefined,
    );
    return this.#inTurn(async () => {
      if (isRepeatable) return this.#replay(drafts);
      try {
        return await this.#record(drafts);
      } catch (thrown) {
        if (!isFault(thrown, 'idempotency-mismatch')) throw thrown;
        return this.#replay(drafts);
      }
    });
  }

  /**
   * As `append`, for more drafts than should be held at once: they are asked for slice by slice (`slicesOf`) while the
   * store writes what came before. One time stands in all of them. A retry with used keys is refused, not replayed.
   * Whatever the slices throw, nothing of the call was recorded.
   */
  async appendSlices(slices: AsyncIterable<readonly EntryDraft[]>): Promise<Receipt[]> {
    return this.#inTurn(() => this.#recordSlices(slices));
  }

  /** Erases bodies: one erasing entry each, all in one batch. The receipts are those of the erasing entries. */
  async erase(call: EraseCall): Promise<Receipt[]> {
    const { seqs, basis, reason, actor, idempotencyKey } = call;
    const drafts: EntryDraft[] = [];
    for (const seq of seqs) {
      const [entry] = await this.store.entries({ from: seq, to: seq + 1, compartments: 'all' });
      if (entry === undefined) throw new Fault('not-found', `there is no entry ${seq}`);
      drafts.push({
        type: BODY_ERASED,
        body: { seq, basis, reason },
        actor,
        compartment: entry.compartment,
        ...(idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey}:${seq}` }),
      });
    }
    return this.append(drafts);
  }

  /**
   * Signs the present head, or returns the stored checkpoint when nothing was appended since.
   * Throws Fault('checkpoint-inconsistent') when the ledger does not extend what was signed before or what
   * `outside` says.
   */
  async checkpoint(outside: readonly string[] = []): Promise<StoredCheckpoint> {
    const { signer, clock = systemClock } = this.#options;
    if (signer === undefined) throw new Fault('bug', 'this ledger was opened without a signer');
    return this.#inTurn(() => signCheckpoint({ store: this.store, signer, clock }, outside));
  }

  /** Size and root as the store has them now. */
  async head(): Promise<TreeHead> {
    const { size, frontier } = await this.store.head();
    return { size, root: CompactRange.from(size, frontier).root() };
  }

  /** Projects everything again; appends wait until it is done. */
  async rebuild(): Promise<void> {
    const { projections = [] } = this.#options;
    await this.#inTurn(async () => {
      await rebuild(this.store, projections);
      await this.store.setMeta(MARK, projectionsMark(projections));
    });
  }

  /** One after the other, whatever happened to the one before. */
  async #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(act, act);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #loadEdge(): Promise<Edge> {
    const head = await this.store.head();
    const range = CompactRange.from(head.size, head.frontier);
    if (head.size === 0) return { range, lastLeafHash: null, lastTime: '' };
    const [last] = await this.store.entries({ from: head.size - 1, to: head.size, compartments: [] });
    const leaf = last === undefined ? null : parseLeaf(last.leaf);
    if (leaf === null || head.lastLeafHash === null) {
      throw new Fault('ledger-broken', `entry ${head.size - 1} cannot be read`);
    }
    return { range, lastLeafHash: head.lastLeafHash, lastTime: leaf.sysTime };
  }

  async #record(drafts: readonly EntryDraft[]): Promise<Receipt[]> {
    return this.#recordSlices(slicesOf(drafts));
  }

  async #recordSlices(
    slices: Iterable<readonly EntryDraft[]> | AsyncIterable<readonly EntryDraft[]>,
  ): Promise<Receipt[]> {
    let edge = this.#edge ?? (await this.#loadEdge());
    const { size } = edge.range;
    const recordedAt = this.#timeAfter(edge.lastTime);
    const hand = new PartHand(this.store);
    const receipts: Receipt[] = [];
    const erase: number[] = [];
    try {
      for await (const drafts of slices) {
        const expectSize = edge.range.size;
        const sealed = this.#seal(drafts, edge, recordedAt);
        edge = sealed.edge;
        receipts.push(...sealed.receipts);
        erase.push(...sealed.erase);
        const { entries, rows, finds } = sealed;
        await hand.take({ expectSize, entries, rows, finds });
      }
      const last = await hand.last();
      if (last === null) return [];
      await this.#mustBeErasable(erase, size);
      const tiles = await this.#tiles.tiles(new TreeReader(this.store, size));
      const { range, lastLeafHash } = edge;
      const head = { size: range.size, lastLeafHash, frontier: range.frontier() };
      await this.store.append({ ...last, tiles, head, erase });
      this.#tiles.accept();
      this.#edge = edge;
      return receipts;
    } catch (thrown) {
      await hand.drop();
      // Whether the store took the batch is not known here, so the edge is read again next time.
      this.#edge = null;
      this.#tiles.drop();
      throw thrown;
    }
  }

  #seal(drafts: readonly EntryDraft[], before: Edge, recordedAt: string): Sealed {
    const range = before.range.copy();
    const { projections = [] } = this.#options;
    const entries: StoredEntry[] = [];
    const [rows, finds]: [ViewRow[], FindRow[]] = [[], []];
    const [receipts, erase]: [Receipt[], number[]] = [[], []];
    let lastLeafHash = before.lastLeafHash;
    const salts = new Uint8Array(randomBytes(SALT_BYTES * drafts.length));
    drafts.forEach((draft, at) => {
      const { type, actor, compartment = OPEN, idempotencyKey = null } = draft;
      const { text: body, inOrder } = this.#bodyOf(draft);
      const seq = range.size;
      const salt = salts.slice(at * SALT_BYTES, (at + 1) * SALT_BYTES);
      const bodyCommit = toHex(sha256(committedBytes(salt, body, compartment)));
      const leaf = formatLeaf({
        actor,
        bodyCommit,
        prev: prevOf(lastLeafHash),
        seq,
        sysTime: recordedAt,
        type,
      });
      lastLeafHash = leafHash(leaf);
      range.append(lastLeafHash, (height, index, hash) => this.#tiles.note(height, index, hash));
      entries.push({ seq, leaf, leafHash: lastLeafHash, salt, body, compartment, idempotencyKey });
      receipts.push({ seq, leafHash: toHex(lastLeafHash), recordedAt, replayed: false });
      if (type === BODY_ERASED) erase.push(mustBeErasure(JSON.parse(body) as CanonicalValue).seq);
      if (projections.length === 0) return;
      // A projection sees the key order of the text, now and in a rebuild; where the draft has another, it is read back.
      const read = inOrder ? (draft.body as CanonicalValue) : (JSON.parse(body) as CanonicalValue);
      const projected = { seq, type, body: read, text: body, actor, sysTime: recordedAt, compartment };
      rows.push(...rowsOf(projected, projections));
      finds.push(...findsOf(projected, projections));
    });
    return { entries, rows, finds, receipts, erase, edge: { range, lastLeafHash, lastTime: recordedAt } };
  }

  #bodyOf(draft: EntryDraft): { readonly text: string; readonly inOrder: boolean } {
    const { type, actor, compartment = OPEN, idempotencyKey, body } = draft;
    if (!isEntryType(type)) throw new Fault('entry-malformed', 'the type of an entry is not a type name');
    if (!isActor(actor)) throw new Fault('entry-malformed', 'the actor of an entry is not an id');
    if (!COMPARTMENT.test(compartment)) throw new Fault('entry-malformed', 'the compartment is not an id');
    if (idempotencyKey !== undefined && (idempotencyKey === '' || idempotencyKey.length > MOST_KEY)) {
      throw new Fault('entry-malformed', `an idempotency key has 1 to ${MOST_KEY} characters`);
    }
    const { maxBodyBytes } = this.#options;
    const form = canonicalForm(body, maxBodyBytes === undefined ? {} : { maxBytes: maxBodyBytes });
    if (type === BODY_ERASED) mustBeErasure(body as CanonicalValue);
    else this.#options.validate?.(type, body as CanonicalValue);
    return form;
  }

  /** The clock, but never earlier than the entry before: sizes and times must not disagree. */
  #timeAfter(lastTime: string): string {
    const now = (this.#options.clock ?? systemClock).now();
    if (!isInstant(now)) throw new Fault('bug', 'the clock does not give RFC 3339 UTC with milliseconds');
    return now > lastTime ? now : lastTime;
  }

  async #mustBeErasable(seqs: readonly number[], size: number): Promise<void> {
    if (new Set(seqs).size !== seqs.length)
      throw new Fault('entry-malformed', 'an entry is erased twice at once');
    for (const seq of seqs) {
      if (seq >= size) throw new Fault('not-found', `there is no entry ${seq} to erase`);
      const [entry] = await this.store.entries({ from: seq, to: seq + 1, compartments: 'all' });
      const leaf = entry === undefined ? null : parseLeaf(entry.leaf);
      if (leaf === null) throw new Fault('ledger-broken', `entry ${seq} cannot be read`);
      if (leaf.type === BODY_ERASED)
        throw new Fault('entry-malformed', `entry ${seq} records an erasure and stays`);
      if (entry?.body === null)
        throw new Fault('already-decided', `the body of entry ${seq} is erased already`);
    }
  }

  /** Some key was used before: gives the earlier receipts, records what is new, refuses what differs. */
  async #replay(drafts: readonly EntryDraft[]): Promise<Receipt[]> {
    const keys = drafts.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
    if (new Set(keys).size !== keys.length) {
      throw new Fault('idempotency-mismatch', 'one idempotency key stands twice in one call');
    }
    const earlier: (Receipt | null)[] = [];
    for (const draft of drafts) {
      const stored =
        draft.idempotencyKey === undefined ? null : await this.store.byIdempotencyKey(draft.idempotencyKey);
      earlier.push(stored === null ? null : this.#sameAs(stored, draft));
    }
    const fresh = await this.#record(drafts.filter((_, at) => earlier[at] === null));
    return earlier.map((receipt) => receipt ?? (fresh.shift() as Receipt));
  }

  #sameAs(stored: StoredEntry, draft: EntryDraft): Receipt {
    const leaf = parseLeaf(stored.leaf);
    if (leaf === null) throw new Fault('ledger-broken', `the leaf of entry ${stored.seq} is malformed`);
    const same =
      leaf.type === draft.type &&
      leaf.actor === draft.actor &&
      stored.compartment === (draft.compartment ?? OPEN) &&
      // An erased body can be compared no more; recording it again would undo the erasure.
      (stored.body === null || stored.body === this.#bodyOf(draft).text);
    if (!same)
      throw new Fault(
        'idempotency-mismatch',
        `the idempotency key recorded entry ${stored.seq} with other content`,
      );
    return { seq: stored.seq, leafHash: toHex(stored.leafHash), recordedAt: leaf.sysTime, replayed: true };
  }
}

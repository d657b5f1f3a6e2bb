/**
 * The choke point. Everything that reads a workspace calls `read`, everything that writes calls `append`: pages,
 * command line, exports, counts and the sample alike. Both ask first who it is, for what, and in which compartment.
 * Use cases (add-document.ts, judge-proposal.ts …) are built on these two and have no other way in.
 */
import { assertEntry, type EntryBody, type EntryType } from '#claim';
import { Fault, systemClock, type CanonicalValue, type Clock } from '#ground';
import {
  Ledger,
  signerOf,
  slicesOf,
  type EntryDraft,
  type LedgerStore,
  type Receipt,
  type Signer,
  type StoredCheckpoint,
} from '#ledger';
import { answerers } from './answers/index.ts';
import { authoriseAppend, authoriseRead, compartmentsOf } from './authorise.ts';
import { BlobDesk } from './blobs.ts';
import { forgetWords } from './finds.ts';
import { guardOf } from './guards.ts';
import { Rolls } from './people/roll.ts';
import { Weighings, type Weighed } from './people/weighing.ts';
import { ownerPrincipal, type Principal, type Purpose } from './principal.ts';
import { WORKSPACE_VIEWS, type Views } from './projections.ts';
import type { Answer, Query, QueryName } from './queries.ts';
import { Reader } from './reader.ts';

export interface WorkspaceOptions {
  readonly store: LedgerStore;
  /** Signs checkpoints; its name is the ledger's origin. */
  readonly signer: Signer;
  readonly clock?: Clock;
}

/** Something to be recorded, by type. */
export type Draft = {
  [T in EntryType]: {
    readonly type: T;
    readonly body: EntryBody<T>;
    /** 'open' unless told. */
    readonly compartment?: string;
    /** Makes a retry safe: the same key records the same content at most once. */
    readonly idempotencyKey?: string;
  };
}[EntryType];

/** Follows a question that takes long: how far it has come, and a signal that stops it with Fault('interrupted'). */
export interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

/** What an answer is made from: a bound reader, and the way to preserved bytes. */
export interface Desk {
  readonly reader: Reader;
  readonly principal: Principal;
  readonly blobs: BlobDesk;
  readonly ledger: Ledger;
  readonly signer: Signer;
  /** Who belongs to whom, kept between questions. */
  readonly rolls: Rolls;
  /** What was weighed for linkage, kept between questions. */
  readonly weighings: Weighings;
  /** Of whoever asked this question; empty unless they follow it. */
  readonly watch: Watch;
}

export class Workspace {
  readonly #ledger: Ledger;
  readonly #store: LedgerStore;
  readonly #clock: Clock;
  readonly #blobs: BlobDesk;
  /** Blobs kept by this process that no entry names yet; only these can be discarded. */
  readonly #unnamed = new Set<string>();

  readonly #signer: Signer;
  readonly #rolls = new Rolls();
  readonly #weighings = new Weighings();

  private constructor(ledger: Ledger, { store, signer, clock = systemClock }: WorkspaceOptions) {
    this.#ledger = ledger;
    this.#signer = signer;
    this.#store = store;
    this.#clock = clock;
    this.#blobs = new BlobDesk(store);
  }

  /** Opens the workspace that a store holds. Throws Fault('ledger-broken') when the head does not hang together. */
  static async open({ store, signer, clock = systemClock }: WorkspaceOptions): Promise<Workspace> {
    const ledger = await Ledger.open(store, {
      signer,
      clock,
      projections: [WORKSPACE_VIEWS],
      validate: (type: string, body: CanonicalValue) => assertEntry(type, body),
    });
    return new Workspace(ledger, { store, signer, clock });
  }

  /**
   * Answers one question for one principal and purpose, now or as known on a past day.
   * Throws Fault: not-allowed, not-found (also for what the principal may not see), date-malformed, and interrupted when
   * the signal of `watch` is given while an estimate is computed.
   */
  async read<Q extends QueryName>(
    principal: Principal,
    purpose: Purpose,
    query: Query<Q>,
    watch: Watch = {},
  ): Promise<Answer<Q>> {
    const asked = query;
    authoriseRead(principal, purpose, asked.what);
    const reader = await Reader.at(this.#store, principal, {
      now: this.#clock.now(),
      asKnown: asked.asKnown,
    });
    const desk = { ...this.#desk(reader, principal), watch };
    const answer = answerers[asked.what] as (desk: Desk, query: Query) => Promise<unknown>;
    return (await answer(desk, asked)) as Answer<Q>;
  }

  /**
   * Records drafts in this order, all or none. Checks the role and compartment of each, then what a schema cannot
   * know (quotes stand where they are said to stand, ids exist, nothing confidential). Throws Fault; then nothing was
   * written. Drafts that are no array are asked for while they are written, so that a long list need not be held twice;
   * those have no idempotency keys.
   */
  async append(principal: Principal, drafts: Iterable<Draft>): Promise<Receipt[]> {
    const all = Array.isArray(drafts) ? (drafts as readonly Draft[]) : null;
    for (const { type, compartment = 'open' } of all ?? []) authoriseAppend(principal, type, compartment);
    const reader = await Reader.at(this.#store, principal, { now: this.#clock.now() });
    const guard = guardOf(this.#desk(reader, principal));
    const named: string[] = [];
    const checked = async (slice: readonly Draft[]): Promise<EntryDraft[]> => {
      for (const { type, compartment = 'open' } of slice) authoriseAppend(principal, type, compartment);
      await guard(slice);
      named.push(...slice.flatMap(blobsOf));
      return slice.map((draft) => ({ ...draft, actor: principal.id }));
    };
    const sliced = async function* (): AsyncGenerator<EntryDraft[]> {
      for (const slice of slicesOf(drafts)) yield await checked(slice);
    };
    const receipts = all
      ? await this.#ledger.append(await checked(all))
      : await this.#ledger.appendSlices(sliced());
    for (const blobId of named) this.#unnamed.delete(blobId);
    return receipts;
  }

  /** Preserves bytes so that an entry can name them. Only for principals who may record documents. */
  async keep(
    principal: Principal,
    bytes: Uint8Array,
  ): Promise<{ blobId: string; sha256: string; size: number }> {
    authoriseAppend(principal, 'document-preserved', 'open');
    const kept = await this.#blobs.keep(bytes);
    this.#unnamed.add(kept.blobId);
    return kept;
  }

  /** Makes bytes unreadable that were kept and that no entry names; does nothing for any other blob. */
  async discard(principal: Principal, blobId: string): Promise<void> {
    authoriseAppend(principal, 'document-preserved', 'open');
    if (this.#unnamed.delete(blobId)) await this.#store.blobErase(blobId);
  }

  /** Erases bodies, and the bytes and texts they name, for a stated legal or safety ground; the chain stays whole (SPEC of the ledger, L11). */
  async erase(
    principal: Principal,
    call: { seqs: readonly number[]; basis: string; reason: string },
  ): Promise<Receipt[]> {
    authoriseAppend(principal, 'body-erased', 'open');
    const open = compartmentsOf(principal);
    const blobs: string[] = [];
    for (const seq of call.seqs) {
      const [entry] = await this.#store.entries({ from: seq, to: seq + 1, compartments: open });
      if (!entry || !open.includes(entry.compartment))
        throw new Fault('not-found', `there is no entry ${seq}`);
      if (entry.body !== null) blobs.push(...blobsNamedIn(entry.body));
    }
    const receipts = await this.#ledger.erase({ ...call, actor: principal.id });
    // After the entries: a crash in between leaves bytes that nothing names, which verification reports.
    for (const blobId of blobs) await this.#store.blobErase(blobId);
    this.#blobs.forget();
    this.#rolls.forget();
    this.#weighings.forget();
    forgetWords();
    return receipts;
  }

  /**
   * Weighs all records this principal may see against each other, however long it takes, and gives the newest judgement
   * of every pair beside it. For the use case that proposes links; throws what `onProgress` throws.
   */
  async weigh(
    principal: Principal,
    onProgress: (stage: string, done: number, total: number) => void,
  ): Promise<{ weighed: Weighed | null; judgements: readonly Views['judgements'][] }> {
    authoriseAppend(principal, 'judgement-made', 'open');
    authoriseRead(principal, 'work', 'linkage');
    const reader = await Reader.at(this.#store, principal, { now: this.#clock.now() });
    const weighed = await this.#weighings.of(reader, { atMost: Infinity, onProgress });
    return { weighed, judgements: (await this.#rolls.of(reader)).judgements };
  }

  /** Signs the ledger as it stands; the note can be kept elsewhere to prove later that nothing before it changed. */
  async checkpoint(principal: Principal, outside: readonly string[] = []): Promise<StoredCheckpoint> {
    authoriseRead(principal, 'verify', 'overview');
    return this.#ledger.checkpoint(outside);
  }

  #desk(reader: Reader, principal: Principal): Desk {
    return {
      reader,
      principal,
      blobs: this.#blobs,
      ledger: this.#ledger,
      signer: this.#signer,
      rolls: this.#rolls,
      weighings: this.#weighings,
      watch: {},
    };
  }

  /**
   * The owner's principal: in the embedded default, whoever could open the store. Throws Fault('vault-corrupt') when
   * no owner was registered.
   */
  async owner(): Promise<Principal> {
    const rows = await this.#store.rows({
      view: 'principals',
      compartments: ['open'],
      latest: true,
      limit: 1_000,
    });
    for (const { row } of rows) {
      const { principalId, role, compartments } = JSON.parse(row) as EntryBody<'principal-registered'>;
      if (role === 'owner') return ownerPrincipal(principalId, compartments);
    }
    throw new Fault('vault-corrupt', 'the workspace has no owner');
  }

  /** Flushes and lets go of the store. */
  async close(): Promise<void> {
    await this.#store.close();
  }
}

/** Blobs that a draft names. */
function blobsOf(draft: Draft): string[] {
  if (draft.type === 'document-preserved') return draft.body.document.items.map(({ blobId }) => blobId);
  return draft.type === 'text-pinned' ? [draft.body.blobId] : [];
}

/** Blobs that a body names: the original of a document, or its pinned text. */
function blobsNamedIn(body: string): string[] {
  const { document, blobId } = JSON.parse(body) as {
    document?: { items?: { blobId: string }[] };
    blobId?: string;
  };
  return [...(document?.items ?? []).map((kept) => kept.blobId), ...(blobId === undefined ? [] : [blobId])];
}

/** Signs checkpoints with a key that is held elsewhere (a vault, its child process, a file on a server). */
export function workspaceSigner(holder: {
  readonly workspaceId: string;
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Promise<Uint8Array>;
}): Signer {
  return signerOf({
    name: `habeas/${holder.workspaceId}`,
    publicKey: holder.publicKey,
    sign: (message) => holder.sign(message),
  });
}

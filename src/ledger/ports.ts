/**
 * Ports that stores implement. Every method is asynchronous and takes and returns plain, structured-clonable
 * values, so that a store may live in another process (the vault does, so that locking can kill the keys).
 * A store knows bytes, order, durability and compartments. It refuses to know what a claim is.
 */

/** The name of the compartment that every member of the workspace may read. */
export const OPEN = 'open';

/** One entry as it is stored: the canonical leaf whose bytes are hashed, and the body it commits to. */
export interface StoredEntry {
  /** Position in the ledger, from 0 without gaps. */
  readonly seq: number;
  /** Canonical JSON of the leaf; these exact UTF-8 bytes are hashed (SPEC L2). */
  readonly leaf: string;
  /** SHA-256(0x00 ‖ leaf), 32 bytes. */
  readonly leafHash: Uint8Array;
  /** 32 random bytes; null once the body was erased. */
  readonly salt: Uint8Array | null;
  /** Canonical JSON of the body; null once it was erased. */
  readonly body: string | null;
  readonly compartment: string;
  /** Chosen by the caller; unique in the workspace; null where a retry cannot happen. */
  readonly idempotencyKey: string | null;
}

/** One row of a view. Rows are derived from exactly one entry and are never changed, only added (SPEC L9). */
export interface ViewRow {
  readonly view: string;
  readonly key: string;
  /** The entry the row was projected from. */
  readonly seq: number;
  /** What the row belongs to, for example the document of a claim; empty string when nothing. */
  readonly parent: string;
  /** Order within a view, compared by its UTF-8 bytes; empty string when order does not matter. */
  readonly sort: string;
  readonly compartment: string;
  /** The row itself as JSON text. */
  readonly row: string;
}

/** A word of a name, with the keys by which it is found from other spellings and other scripts. */
export interface FindName {
  readonly word: string;
  readonly keys: readonly string[];
}

/**
 * What one thing can be found by. Projected from exactly one entry, erased with it, closed with its compartment
 * (SPEC L22). The store compares words as they are; folding and romanising is done by whoever projects.
 */
export interface FindRow {
  /** View and key of the thing. */
  readonly view: string;
  readonly key: string;
  readonly seq: number;
  readonly compartment: string;
  /** Folded words without spaces, each once. */
  readonly words: readonly string[];
  /** Those of the words that belong to a name. */
  readonly names: readonly FindName[];
}

/** Things that hold at least one word of every group, newest entry first. */
export interface FindQuery {
  readonly compartments: readonly string[];
  /** Only things of entries with seq < upTo. */
  readonly upTo?: number;
  readonly views?: readonly string[];
  /** A word that ends in `*` stands for every word that begins so. At least one group; none of them empty. */
  readonly groups: readonly (readonly string[])[];
  /** At most this many; stores cap it at 1,000. */
  readonly limit: number;
}

export interface Found {
  readonly view: string;
  readonly key: string;
  readonly seq: number;
}

/** Words of names that share keys, those that share the largest part of theirs first. */
export interface NameQuery {
  readonly compartments: readonly string[];
  readonly keys: readonly string[];
  /** At most this many; stores cap it at 1,000. */
  readonly limit: number;
}

/** Full tile of 256 subtree hashes of height 8·level (level ≥ 1), so that proofs never rebuild the tree. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  /** 256 × 32 bytes. */
  readonly hashes: Uint8Array;
}

export interface StoreHead {
  /** Number of entries. */
  readonly size: number;
  /** Leaf hash of the last entry, or null in an empty ledger. */
  readonly lastLeafHash: Uint8Array | null;
  /** Compact range of the tree: hashes of its complete subtrees from left to right, 32 bytes each. */
  readonly frontier: Uint8Array;
}

/** Everything one append writes; the store makes it durable in one transaction or not at all. */
export interface AppendBatch {
  /** The size the writer saw; the store throws Fault('ledger-conflict') if it is not the current size. */
  readonly expectSize: number;
  readonly entries: readonly StoredEntry[];
  readonly rows: readonly ViewRow[];
  readonly finds?: readonly FindRow[];
  readonly tiles: readonly Tile[];
  readonly head: StoreHead;
  /** Erasures made by this batch: body and salt of these entries, and every row and word projected from them, go. */
  readonly erase: readonly number[];
}

/** A first or further part of an append that is too long to be held whole; `append` brings the last one. */
export type AppendPart = Pick<AppendBatch, 'expectSize' | 'entries' | 'rows' | 'finds'>;

export interface RowQuery {
  readonly view: string;
  /** Compartments the reader is a member of. The store returns nothing else, whatever else is asked. */
  readonly compartments: readonly string[];
  readonly keys?: readonly string[];
  readonly parent?: string;
  /** Only rows of entries with seq < upTo: the view as known when the ledger had that size. */
  readonly upTo?: number;
  /** Only the newest row of each key. */
  readonly latest?: boolean;
  /** Rows after this position in (sort, key, seq) order. */
  readonly after?: { readonly sort: string; readonly key: string; readonly seq: number };
  /** At most this many rows; stores cap it at 10,000. */
  readonly limit: number;
}

export interface EntryQuery {
  readonly from: number;
  /** Exclusive. At most 20,000 entries are returned by one call. */
  readonly to: number;
  /** Compartments whose bodies may be returned; leaves are always returned, bodies of others are null. */
  readonly compartments: readonly string[] | 'all';
}

export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Uint8Array;
  /** The signed note in C2SP form. */
  readonly note: string;
  readonly madeAt: string;
}

export interface BlobFacts {
  readonly blobId: string;
  readonly size: number;
  readonly sha256: string;
}

/** What a store says about itself after looking at every byte it is responsible for. */
export interface StorePart {
  readonly part: 'database' | 'keys' | 'blobs' | 'views';
  readonly ok: boolean;
  /** Plain words; ids and numbers only. */
  readonly says: string;
}

export interface LedgerStore {
  head(): Promise<StoreHead>;
  /** Durable when it resolves. Throws Fault: ledger-conflict, idempotency-mismatch, disk-full. */
  append(batch: AppendBatch): Promise<void>;
  /**
   * Takes the parts of a long append before `append` brings the last one, all of them one transaction: neither durable
   * nor counted by `head` until then. `expectSize` counts the entries of the parts before. Whatever is refused, and
   * `null`, drops every part of it; so does closing. Who is refused with ledger-conflict because another append is under way
   * has no parts, and leaves those of the other alone. Throws as `append`. Optional: to a store without it everything is
   * handed over at once.
   */
  appendPart?(part: AppendPart | null): Promise<void>;
  /** The entry that was written under this key, or null. */
  byIdempotencyKey(key: string): Promise<StoredEntry | null>;
  entries(query: EntryQuery): Promise<StoredEntry[]>;
  /**
   * The same entries in one piece of bytes (`packEntries` makes it), for a store in another process: verifying a
   * million entries as objects would mostly be the copying of objects. Optional; same limits as `entries`.
   */
  packedEntries?(from: number, to: number): Promise<Uint8Array>;
  /** Concatenated leaf hashes of [from, to), 32 bytes each; to − from ≤ 65,536. */
  leafHashes(from: number, to: number): Promise<Uint8Array>;
  tile(level: number, index: number): Promise<Uint8Array | null>;
  rows(query: RowQuery): Promise<ViewRow[]>;
  countRows(query: Omit<RowQuery, 'limit' | 'after'>): Promise<number>;
  find(query: FindQuery): Promise<Found[]>;
  findNames(query: NameQuery): Promise<string[]>;
  /** Replaces all rows of all views, and all words to find them by, by what the pages deliver; used by rebuild. */
  replaceRows(step: {
    readonly begin?: true;
    readonly rows?: readonly ViewRow[];
    readonly finds?: readonly FindRow[];
    readonly commit?: true;
  }): Promise<void>;
  /** The size the ledger had at this time: entries with sysTime ≤ the given RFC 3339 UTC time. */
  sizeAt(sysTime: string): Promise<number>;
  saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void>;
  lastCheckpoint(): Promise<StoredCheckpoint | null>;
  /** Small named values of the workspace itself (id, format version); never about people. */
  meta(name: string): Promise<string | null>;
  setMeta(name: string, value: string): Promise<void>;
  blobBegin(): Promise<string>;
  blobWrite(blobId: string, bytes: Uint8Array): Promise<void>;
  /** Durable when it resolves; from then on the blob can be referenced by an entry. */
  blobFinish(blobId: string): Promise<BlobFacts>;
  blobFacts(blobId: string): Promise<BlobFacts | null>;
  /** Bytes of [offset, offset+length) after decryption; throws Fault('blob-corrupt') on any mismatch. */
  blobRead(blobId: string, offset: number, length: number): Promise<Uint8Array>;
  /** Makes the bytes unreadable for ever (not in copies made earlier). */
  blobErase(blobId: string): Promise<void>;
  blobIds(after: string | null, limit: number): Promise<string[]>;
  /** Reads every byte the store is responsible for. Never throws for damage it can describe. */
  verify(): Promise<StorePart[]>;
  /** Checkpoints, flushes and lets go of the files. */
  close(): Promise<void>;
}

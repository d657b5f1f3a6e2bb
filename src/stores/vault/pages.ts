/**
 * Pages of entries: SQLite joins a thousand entries into one value, and JavaScript takes it apart. A million
 * single rows would cost about three times as much at the border between the two.
 * Knows the layout of such a page and the ledger's packed form (src/ledger/pack.ts); checks nothing of it.
 */
import type { StoredEntry } from '#ledger';

const SALT = 32;

/**
 * Each entry as `leaf,hash,sealed,compartment,key,seq;` (lengths in bytes, −1 for null) and the bytes
 * themselves in that order.
 */
export const SELECT_PAGE = `
SELECT CAST(group_concat(
  octet_length(leaf) || ',' || octet_length(leaf_hash) || ',' || ifnull(octet_length(sealed), -1) || ','
    || octet_length(compartment) || ',' || ifnull(octet_length(idempotency_key), -1) || ',' || seq || ';'
    || leaf || leaf_hash || ifnull(sealed, '') || compartment || ifnull(idempotency_key, ''), '') AS BLOB)
FROM (SELECT * FROM entry WHERE seq >= ? AND seq < ? ORDER BY seq)`;

/** Where the parts of one entry lie in a page; lengths of −1 stand for null. */
interface Layout {
  seq: number;
  leaf: number;
  hash: number;
  sealed: number;
  compartment: number;
  key: number;
  end: number;
  isErased: boolean;
  hasKey: boolean;
}

const MINUS = 45;
const ZERO = 48;
const NINE = 57;

/** Steps from entry to entry; `layout` is overwritten by every step. */
class PageReader {
  readonly #page: Buffer;
  #at = 0;
  readonly layout: Layout = {
    seq: 0,
    leaf: 0,
    hash: 0,
    sealed: 0,
    compartment: 0,
    key: 0,
    end: 0,
    isErased: false,
    hasKey: false,
  };

  constructor(page: Buffer) {
    this.#page = page;
  }

  next(): boolean {
    if (this.#at >= this.#page.length) return false;
    const [leaf, hash, sealed, compartment, key] = [
      this.#number(),
      this.#number(),
      this.#number(),
      this.#number(),
      this.#number(),
    ];
    const { layout } = this;
    layout.seq = this.#number();
    layout.leaf = this.#at;
    layout.hash = layout.leaf + leaf;
    layout.sealed = layout.hash + hash;
    layout.compartment = layout.sealed + Math.max(0, sealed);
    layout.key = layout.compartment + compartment;
    layout.end = layout.key + Math.max(0, key);
    layout.isErased = sealed < 0;
    layout.hasKey = key >= 0;
    this.#at = layout.end;
    return true;
  }

  #number(): number {
    let [value, isNegative] = [0, false];
    for (let byte = this.#byte(); (byte >= ZERO && byte <= NINE) || byte === MINUS; byte = this.#byte()) {
      if (byte === MINUS) isNegative = true;
      else value = value * 10 + byte - ZERO;
    }
    return isNegative ? -value : value;
  }

  #byte(): number {
    return this.#page[this.#at++] ?? 0;
  }
}

/** The entries of a page. Hashes and salts are views of the page, not copies. */
export function unpackPage(page: Buffer): StoredEntry[] {
  const entries: StoredEntry[] = [];
  const reader = new PageReader(page);
  const bytes = (from: number, to: number): Uint8Array =>
    new Uint8Array(page.buffer, page.byteOffset + from, to - from);
  while (reader.next()) {
    const { seq, leaf, hash, sealed, compartment, key, end, isErased, hasKey } = reader.layout;
    entries.push({
      seq,
      leaf: page.toString('utf8', leaf, hash),
      leafHash: bytes(hash, sealed),
      salt: isErased ? null : bytes(sealed, sealed + SALT),
      body: isErased ? null : page.toString('utf8', sealed + SALT, compartment),
      compartment: page.toString('utf8', compartment, key),
      idempotencyKey: hasKey ? page.toString('utf8', key, end) : null,
    });
  }
  return entries;
}

const COUNT = 4;
const HEAD = 8 + 1 + 4 + 4 + 32;
const HAS_BODY = 1;
const IS_TORN = 2;
const OPEN = Buffer.from('open');

/**
 * Pages of at most `most` entries in the ledger's packed form: to the byte what `packEntries` makes of the
 * same entries.
 */
export function repackPages(pages: readonly Buffer[], most: number): Buffer {
  const bytes = pages.reduce((sum, page) => sum + page.length, 0);
  const packed = Buffer.allocUnsafeSlow(COUNT + bytes + most * (HEAD + 2));
  let [at, count] = [COUNT, 0];
  for (const page of pages) {
    const reader = new PageReader(page);
    for (; reader.next(); count += 1) at = repackOne({ page, packed, start: at, layout: reader.layout });
  }
  packed.writeUInt32LE(count, 0);
  return packed.subarray(0, at);
}

function repackOne(entry: { page: Buffer; packed: Buffer; start: number; layout: Layout }): number {
  const { page, packed, start, layout } = entry;
  const { leaf, hash, sealed, compartment, key, isErased } = layout;
  const isTorn = sealed - hash !== 32 || (!isErased && compartment - sealed < SALT);
  let at = start + HEAD;
  packed[at++] = 0;
  at += page.copy(packed, at, leaf, hash);
  const leafEnd = at;
  if (!isErased && !isTorn) {
    at += page.copy(packed, at, sealed, compartment);
    if (page.compare(OPEN, 0, OPEN.length, compartment, key) !== 0) {
      packed[at++] = 0;
      at += page.copy(packed, at, compartment, key);
    }
  }
  packed.writeDoubleLE(layout.seq, start);
  packed[start + 8] = (isErased ? 0 : HAS_BODY) | (isTorn ? IS_TORN : 0);
  packed.writeUInt32LE(leafEnd - start - HEAD, start + 9);
  packed.writeUInt32LE(at - leafEnd, start + 13);
  if (isTorn) packed.fill(0, start + 17, start + HEAD);
  else page.copy(packed, start + 17, hash, sealed);
  return at;
}

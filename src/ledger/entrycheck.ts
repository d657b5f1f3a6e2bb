/**
 * Checks packed entries in order: form of the leaf, position, time, leaf hash, link to the entry before, commitment
 * of the body; grows the tree beside it. Pure computing, no store: this is the loop that decides how long a
 * verification takes, so leaves are read by position and hashes are compared as text.
 */
import { sha256Hex, type CanonicalValue } from '#ground';
import { NO_PREV, parseLeaf } from './entry.ts';
import { BODY_ERASED } from './erase.ts';
import { FastRange } from './fastrange.ts';
import { HAS_BODY, IS_TORN, PACK_HEAD } from './pack.ts';
import type { Tile } from './ports.ts';

type Kind = 'entries' | 'chain' | 'bodies';

interface Finding {
  readonly first: string;
  count: number;
}

/** What is kept while reading, and what the judges of verify.ts ask for afterwards. */
export class EntryCheck {
  /** Entries whose body is gone. */
  readonly erased = new Set<number>();
  /** Bodies of erasing entries. */
  readonly erasing: { readonly seq: number; readonly body: CanonicalValue }[] = [];
  /** Full tiles as they must be stored. */
  readonly tiles: Tile[] = [];
  lastLeafHash: string | null = null;
  readonly #range = new FastRange();
  readonly #found = new Map<Kind, Finding>();
  readonly #open = new Map<number, Uint8Array>();
  readonly #wanted: ReadonlySet<number>;
  readonly #roots = new Map<number, Uint8Array>();
  readonly #times = new Map<number, string>();
  #lastTime = '';

  /** `sizes`: where the root and the time are wanted later. */
  constructor(sizes: readonly number[]) {
    this.#wanted = new Set(sizes);
    if (this.#wanted.has(0)) this.#roots.set(0, this.#range.root());
  }

  get size(): number {
    return this.#range.size;
  }

  root(): Uint8Array {
    return this.#range.root();
  }

  frontier(): Uint8Array {
    return this.#range.frontier();
  }

  /** The root over the first entries, if this size was wanted and reached. */
  rootAt(size: number): Uint8Array | null {
    return this.#roots.get(size) ?? null;
  }

  /** When the last of the first `size` entries was recorded, if this size was wanted and reached. */
  timeAt(size: number): string | undefined {
    return this.#times.get(size);
  }

  /** Checks a page whose first entry should have this position; returns how many entries the page holds. */
  page(packed: Uint8Array, from: number): number {
    const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
    const count = bytes.readUInt32LE(0);
    let at = 4;
    for (let n = 0; n < count; n++) at = this.#entry(bytes, at, from + n);
    return count;
  }

  /** The three parts this check can speak for; `unread` says why reading stopped early. */
  parts(unread: string | null): { part: Kind; ok: boolean; says: string }[] {
    const good = {
      entries: `${this.size} leaves are well formed, in order and hash to what is stored`,
      chain: 'every entry names the hash of the one before',
      bodies: `${this.size - this.erased.size} bodies fit their commitments`,
    };
    return (['entries', 'chain', 'bodies'] as const).map((part) => {
      const found = this.#found.get(part);
      const more = found !== undefined && found.count > 1 ? ` (and ${found.count - 1} more)` : '';
      if (found !== undefined) return { part, ok: false, says: `${found.first}${more}` };
      if (part === 'entries' && unread !== null) return { part, ok: false, says: unread };
      return { part, ok: true, says: good[part] };
    });
  }

  #entry(bytes: Buffer, at: number, seq: number): number {
    const marks = bytes[at + 8] as number;
    const leafStart = at + PACK_HEAD;
    const leafEnd = leafStart + bytes.readUInt32LE(at + 9);
    const end = leafEnd + bytes.readUInt32LE(at + 13);
    if (bytes.readDoubleLE(at) !== seq) this.#find('entries', `entry ${seq} is not where it should be`);
    if ((marks & IS_TORN) !== 0) this.#find('entries', `entry ${seq} is torn`);
    const hash = sha256Hex(bytes.subarray(leafStart, leafEnd));
    if (hash !== bytes.toString('hex', at + 17, at + PACK_HEAD)) {
      this.#find('entries', `entry ${seq}: the leaf hash is not that of its bytes`);
    }
    const leaf = parseLeaf(bytes.toString('latin1', leafStart + 1, leafEnd));
    if (leaf === null) this.#find('entries', `entry ${seq}: the leaf is malformed`);
    else {
      if (leaf.seq !== seq) this.#find('entries', `entry ${seq}: the leaf says ${leaf.seq}`);
      if (leaf.sysTime < this.#lastTime)
        this.#find('entries', `entry ${seq} is earlier than the entry before`);
      if (leaf.prev !== (this.lastLeafHash ?? NO_PREV)) {
        this.#find('chain', `entry ${seq} does not name the entry before`);
      }
      this.#lastTime = leaf.sysTime;
      if ((marks & HAS_BODY) === 0) this.erased.add(seq);
      else this.#body(bytes.subarray(leafEnd, end), { seq, type: leaf.type, bodyCommit: leaf.bodyCommit });
    }
    this.lastLeafHash = hash;
    this.#grow(bytes, at + 17);
    return end;
  }

  #body(committed: Buffer, leaf: { seq: number; type: string; bodyCommit: string }): void {
    const { seq, type, bodyCommit } = leaf;
    if (sha256Hex(committed) !== bodyCommit) {
      this.#find('bodies', `entry ${seq}: the body does not fit its commitment`);
    } else if (type === BODY_ERASED) {
      const end = committed.indexOf(0, 32);
      const text = committed.toString('utf8', 32, end === -1 ? undefined : end);
      this.erasing.push({ seq, body: read(text) });
    }
  }

  #grow(bytes: Buffer, at: number): void {
    this.#range.append(bytes, at, (level, index, hash) => {
      const tile = this.#open.get(level) ?? new Uint8Array(256 * 32);
      const place = index % 256;
      tile.set(hash, place * 32);
      this.#open.set(level, tile);
      if (place !== 255) return;
      this.tiles.push({ level, index: (index - 255) / 256, hashes: tile });
      this.#open.delete(level);
    });
    const size = this.#range.size;
    if (!this.#wanted.has(size)) return;
    this.#roots.set(size, this.#range.root());
    this.#times.set(size, this.#lastTime);
  }

  #find(kind: Kind, says: string): void {
    const found = this.#found.get(kind);
    if (found === undefined) this.#found.set(kind, { first: says, count: 1 });
    else found.count += 1;
  }
}

function read(text: string): CanonicalValue {
  try {
    return JSON.parse(text) as CanonicalValue;
  } catch {
    return null;
  }
}

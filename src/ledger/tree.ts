/**
 * The tree of a stored ledger: roots of the past and proofs, read from tiles and leaf hashes through the port.
 * Complete subtrees never change, so they are read or computed once and remembered; nothing is rebuilt on open.
 * A tile holds 256 subtree hashes of height 8·level (tlog-tiles of C2SP, leaves themselves excepted).
 */
import { Fault } from '#ground';
import { FastRange } from './fastrange.ts';
import { emptyRoot, joinHashes, splitPoint } from './merkle.ts';
import type { LedgerStore, Tile } from './ports.ts';

const TILE_HEIGHT = 8;
const TILE_WIDTH = 256;
/** Leaf hashes are fetched in blocks of this many, and so many blocks are remembered (8 KiB each). */
const BLOCK = 256;
const BLOCKS_KEPT = 64;
const MOST_HASHES = 65_536;

type TreeStore = Pick<LedgerStore, 'leafHashes' | 'tile'>;

/** Reads the tree of the first `size` entries of a store. */
export class TreeReader {
  readonly size: number;
  readonly #store: TreeStore;
  readonly #nodes = new Map<string, Uint8Array>();
  readonly #blocks = new Map<number, Uint8Array>();

  constructor(store: TreeStore, size: number) {
    this.#store = store;
    this.size = size;
  }

  /** Root over the first `size` entries, of any size up to the reader's. */
  async root(size = this.size): Promise<Uint8Array> {
    this.#mustHave(size);
    return size === 0 ? emptyRoot() : this.#range(0, size);
  }

  /** Inclusion path of one entry in the tree of this size, from the leaf upwards. */
  async inclusion(seq: number, size = this.size): Promise<Uint8Array[]> {
    this.#mustHave(size);
    if (!Number.isSafeInteger(seq) || seq < 0 || seq >= size) {
      throw new Fault('not-found', `there is no entry ${seq} among the first ${size}`);
    }
    const path: Uint8Array[] = [];
    let [from, to] = [0, size];
    while (to - from > 1) {
      const middle = from + splitPoint(to - from);
      if (seq < middle) {
        path.push(await this.#range(middle, to));
        to = middle;
      } else {
        path.push(await this.#range(from, middle));
        from = middle;
      }
    }
    return path.reverse();
  }

  /** Proof that the tree of `later` entries begins with the tree of `earlier` entries. */
  async consistency(earlier: number, later = this.size): Promise<Uint8Array[]> {
    this.#mustHave(later);
    if (!Number.isSafeInteger(earlier) || earlier < 0 || earlier > later) {
      throw new Fault('checkpoint-inconsistent', `${later} entries cannot extend ${earlier}`);
    }
    if (earlier === 0 || earlier === later) return [];
    const path: Uint8Array[] = [];
    let [from, to] = [0, later];
    while (to !== earlier) {
      const middle = from + splitPoint(to - from);
      if (earlier <= middle) {
        path.push(await this.#range(middle, to));
        to = middle;
      } else {
        path.push(await this.#range(from, middle));
        from = middle;
      }
    }
    if (from !== 0) path.push(await this.#range(from, to));
    return path.reverse();
  }

  /** Hash of a complete subtree: 2^height leaves from index · 2^height. */
  async node(height: number, index: number): Promise<Uint8Array> {
    if (height < TILE_HEIGHT) return this.#low(height, index);
    const name = `${height}/${index}`;
    const known = this.#nodes.get(name);
    if (known !== undefined) return known;
    const hash = await this.#high(height, index);
    this.#nodes.set(name, hash);
    return hash;
  }

  async #range(from: number, to: number): Promise<Uint8Array> {
    const width = to - from;
    const power = width === 1 ? 1 : splitPoint(width) * 2;
    if (power === width) return this.node(Math.round(Math.log2(width)), from / width);
    const middle = from + power / 2;
    return joinHashes(await this.#range(from, middle), await this.#range(middle, to));
  }

  async #low(height: number, index: number): Promise<Uint8Array> {
    const width = 2 ** height;
    const from = index * width;
    const block = await this.#block(Math.floor(from / BLOCK));
    const start = from % BLOCK;
    const hashes: Uint8Array[] = [];
    for (let at = start; at < start + width; at++) hashes.push(block.slice(at * 32, at * 32 + 32));
    return fold(hashes);
  }

  async #block(index: number): Promise<Uint8Array> {
    const known = this.#blocks.get(index);
    if (known !== undefined) return known;
    const from = index * BLOCK;
    const to = Math.min(from + BLOCK, this.size);
    const bytes = await this.#leaves(from, to);
    const oldest = this.#blocks.keys().next();
    if (this.#blocks.size >= BLOCKS_KEPT && oldest.done === false) this.#blocks.delete(oldest.value);
    this.#blocks.set(index, bytes);
    return bytes;
  }

  async #high(height: number, index: number): Promise<Uint8Array> {
    const level = Math.floor(height / TILE_HEIGHT);
    const width = 2 ** (height - level * TILE_HEIGHT);
    const first = index * width;
    const tile = await this.#store.tile(level, Math.floor(first / TILE_WIDTH));
    if (tile !== null) {
      if (tile.length !== TILE_WIDTH * 32)
        throw new Fault('ledger-broken', `a tile of level ${level} is cut`);
      const start = first % TILE_WIDTH;
      return fold(slices(tile.slice(start * 32, (start + width) * 32)));
    }
    if (height > TILE_HEIGHT) {
      return joinHashes(await this.node(height - 1, index * 2), await this.node(height - 1, index * 2 + 1));
    }
    await this.#readNewest(Math.floor(index / TILE_WIDTH));
    return this.#nodes.get(`${height}/${index}`) as Uint8Array;
  }

  /** The newest tile is not full yet and not stored: its hashes are made from at most 65,535 leaf hashes, once. */
  async #readNewest(tile: number): Promise<void> {
    const from = tile * MOST_HASHES;
    const to = Math.min(from + MOST_HASHES, this.size);
    const leaves = await this.#leaves(from, to);
    const range = new FastRange();
    for (let at = 0; at < leaves.length; at += 32) {
      range.append(leaves, at, (level, index, hash) => {
        if (level === 1) this.#nodes.set(`${TILE_HEIGHT}/${tile * TILE_WIDTH + index}`, new Uint8Array(hash));
      });
    }
  }

  async #leaves(from: number, to: number): Promise<Uint8Array> {
    const bytes = await this.#store.leafHashes(from, to);
    if (bytes.length !== (to - from) * 32) {
      throw new Fault('ledger-broken', `leaf hashes ${from} to ${to} are incomplete`);
    }
    return bytes;
  }

  #mustHave(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0 || size > this.size) {
      throw new Fault('not-found', `the ledger has ${this.size} entries, not ${size}`);
    }
  }
}

function slices(bytes: Uint8Array): Uint8Array[] {
  const hashes: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 32) hashes.push(bytes.slice(at, at + 32));
  return hashes;
}

function pairs(hashes: readonly Uint8Array[]): Uint8Array[] {
  const joined: Uint8Array[] = [];
  for (let at = 0; at + 1 < hashes.length; at += 2) {
    joined.push(joinHashes(hashes[at] as Uint8Array, hashes[at + 1] as Uint8Array));
  }
  return joined;
}

function fold(hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes;
  while (level.length > 1) level = pairs(level);
  return level[0] as Uint8Array;
}

/**
 * Collects the tiles that an append completes. Hashes seen in this session are remembered; the ones from before
 * are read through the tree. `note` only proposes; `accept` must follow when the store took the batch.
 */
export class TileGrower {
  readonly #kept = new Map<string, Uint8Array>();
  #proposed = new Map<string, Uint8Array>();
  #complete: { readonly level: number; readonly index: number }[] = [];

  /** To be called for every node an append makes. */
  note(height: number, index: number, hash: Uint8Array): void {
    if (height === 0 || height % TILE_HEIGHT !== 0) return;
    const level = height / TILE_HEIGHT;
    this.#proposed.set(`${level}/${index}`, hash);
    if (index % TILE_WIDTH === TILE_WIDTH - 1) {
      this.#complete.push({ level, index: (index - (TILE_WIDTH - 1)) / TILE_WIDTH });
    }
  }

  /** The tiles completed since the last accept or drop; `before` reads the tree as it is stored. */
  async tiles(before: TreeReader): Promise<Tile[]> {
    const tiles: Tile[] = [];
    for (const { level, index } of this.#complete) {
      const hashes = new Uint8Array(TILE_WIDTH * 32);
      for (let at = 0; at < TILE_WIDTH; at++) {
        const position = index * TILE_WIDTH + at;
        const name = `${level}/${position}`;
        const known = this.#proposed.get(name) ?? this.#kept.get(name);
        hashes.set(known ?? (await before.node(level * TILE_HEIGHT, position)), at * 32);
      }
      tiles.push({ level, index, hashes });
    }
    return tiles;
  }

  accept(): void {
    for (const [name, hash] of this.#proposed) this.#kept.set(name, hash);
    for (const { level, index } of this.#complete) {
      for (let at = 0; at < TILE_WIDTH; at++) this.#kept.delete(`${level}/${index * TILE_WIDTH + at}`);
    }
    this.drop();
  }

  /** Forgets what was proposed: the store did not take it. */
  drop(): void {
    this.#proposed = new Map();
    this.#complete = [];
  }
}

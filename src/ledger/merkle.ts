/**
 * The Merkle tree as mathematics: how two hashes join, the compact range (the complete subtrees of a tree,
 * from left to right), and the checks of inclusion and consistency proofs. RFC 6962 §2.1, RFC 9162 §2.1.3–4.
 * Knows nothing about entries or stores; positions are safe integers, so nothing here shifts bits.
 */
import { Fault, sameBytes, sha256 } from '#ground';

/** Called for every subtree that becomes complete: its height (a leaf is 0), its position, its hash. */
export type OnNode = (height: number, index: number, hash: Uint8Array) => void;

/** SHA-256(0x01 ‖ left ‖ right). */
export function joinHashes(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(65);
  joined[0] = 1;
  joined.set(left, 1);
  joined.set(right, 33);
  return sha256(joined);
}

/** Root of the empty tree: SHA-256 of nothing. */
export function emptyRoot(): Uint8Array {
  return sha256('');
}

/** The largest power of two below n, for n ≥ 2. */
export function splitPoint(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

/** The growing edge of a tree: enough to append and to say the root, 32 bytes per bit of the size. */
export class CompactRange {
  #size = 0;
  #hashes: Uint8Array[] = [];

  /** The range stored as `frontier`. Throws Fault('ledger-broken') when its length does not fit the size. */
  static from(size: number, frontier: Uint8Array): CompactRange {
    const range = new CompactRange();
    range.#size = size;
    for (let at = 0; at < frontier.length; at += 32) range.#hashes.push(frontier.slice(at, at + 32));
    if (frontier.length % 32 !== 0 || range.#hashes.length !== ones(size)) {
      throw new Fault('ledger-broken', `the tree head does not fit ${size} entries`);
    }
    return range;
  }

  get size(): number {
    return this.#size;
  }

  copy(): CompactRange {
    const twin = new CompactRange();
    twin.#size = this.#size;
    twin.#hashes = [...this.#hashes];
    return twin;
  }

  append(leafHash: Uint8Array, onNode?: OnNode): void {
    let hash = leafHash;
    let index = this.#size;
    let height = 0;
    onNode?.(0, index, hash);
    while (index % 2 === 1) {
      hash = joinHashes(this.#hashes.pop() as Uint8Array, hash);
      index = (index - 1) / 2;
      height += 1;
      onNode?.(height, index, hash);
    }
    this.#hashes.push(hash);
    this.#size += 1;
  }

  root(): Uint8Array {
    let root = this.#hashes.at(-1);
    if (root === undefined) return emptyRoot();
    for (let at = this.#hashes.length - 2; at >= 0; at--)
      root = joinHashes(this.#hashes[at] as Uint8Array, root);
    return root;
  }

  /** The form in which a store keeps it. */
  frontier(): Uint8Array {
    const bytes = new Uint8Array(this.#hashes.length * 32);
    this.#hashes.forEach((hash, at) => bytes.set(hash, at * 32));
    return bytes;
  }
}

function ones(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/** An entry's claim to be in a tree, and what is needed to check it. */
export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly seq: number;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the path proves that the leaf is entry `seq` of the tree with this size and root. */
export function verifyInclusion(claim: InclusionClaim, path: readonly Uint8Array[]): boolean {
  if (!isPosition(claim.seq) || !isPosition(claim.size) || claim.seq >= claim.size) return false;
  let at = claim.seq;
  let last = claim.size - 1;
  let hash = claim.leafHash;
  for (const beside of path) {
    if (last === 0 || beside.length !== 32) return false;
    if (at % 2 === 1 || at === last) {
      hash = joinHashes(beside, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      hash = joinHashes(hash, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(hash, claim.root);
}

/** A tree head: how many leaves, and the root over them. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the path proves that the tree `later` begins with the whole tree `earlier`. */
export function verifyConsistency(earlier: TreeHead, later: TreeHead, path: readonly Uint8Array[]): boolean {
  if (!isPosition(earlier.size) || !isPosition(later.size) || earlier.size > later.size) return false;
  if (earlier.size === 0) return path.length === 0 && sameBytes(earlier.root, emptyRoot());
  if (earlier.size === later.size) return path.length === 0 && sameBytes(earlier.root, later.root);
  const steps = isPowerOfTwo(earlier.size) ? [earlier.root, ...path] : [...path];
  let at = earlier.size - 1;
  let last = later.size - 1;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const first = steps.shift();
  if (first === undefined) return false;
  let [before, after] = [first, first];
  for (const beside of steps) {
    if (last === 0 || beside.length !== 32) return false;
    if (at % 2 === 1 || at === last) {
      before = joinHashes(beside, before);
      after = joinHashes(beside, after);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)];
    } else {
      after = joinHashes(after, beside);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(before, earlier.root) && sameBytes(after, later.root);
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function isPowerOfTwo(n: number): boolean {
  return n === 1 || splitPoint(n) * 2 === n;
}

function isPosition(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

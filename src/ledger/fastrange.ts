/**
 * The compact range once more, for verifying millions of leaves: one buffer as a stack of hashes, joined in place.
 * Says the same as CompactRange (a property test compares them); it cannot be copied or stored.
 */
import { sha256Binary } from '#ground';
import { emptyRoot } from './merkle.ts';

const MOST_LEVELS = 64;

/** Called for complete subtrees of a height that is a multiple of 8; the bytes are valid during the call only. */
export type OnTileNode = (level: number, index: number, hash: Uint8Array) => void;

export class FastRange {
  // Byte 0 makes room for the 0x01 before the lowest pair; hash number d is at 1 + 32·d.
  readonly #stack = Buffer.alloc(1 + 32 * (MOST_LEVELS + 2));
  readonly #pairs: Buffer[] = [];
  #depth = 0;
  #size = 0;

  constructor() {
    for (let depth = 0; depth <= MOST_LEVELS; depth++) {
      this.#pairs.push(this.#stack.subarray(32 * depth, 32 * depth + 65));
    }
  }

  get size(): number {
    return this.#size;
  }

  /** Appends the leaf hash at bytes[at … at+32). */
  append(bytes: Uint8Array, at: number, onNode?: OnTileNode): void {
    this.#stack.set(bytes.subarray(at, at + 32), 1 + 32 * this.#depth);
    this.#depth += 1;
    let index = this.#size;
    let height = 0;
    while (index % 2 === 1) {
      this.#join();
      index = (index - 1) / 2;
      height += 1;
      if (onNode !== undefined && height % 8 === 0) {
        const top = 1 + 32 * (this.#depth - 1);
        onNode(height / 8, index, this.#stack.subarray(top, top + 32));
      }
    }
    this.#size += 1;
  }

  /** Joins the two topmost hashes: the byte before the pair is lent for the 0x01 and given back. */
  #join(): void {
    const depth = this.#depth - 2;
    const before = 32 * depth;
    const lent = this.#stack[before] as number;
    this.#stack[before] = 1;
    const joined = sha256Binary(this.#pairs[depth] as Buffer);
    this.#stack[before] = lent;
    this.#stack.write(joined, before + 1, 'latin1');
    this.#depth -= 1;
  }

  /** The root over what was appended so far. */
  root(): Uint8Array {
    if (this.#size === 0) return emptyRoot();
    const depth = this.#depth;
    const kept = Buffer.from(this.#stack);
    while (this.#depth > 1) this.#join();
    const root = new Uint8Array(this.#stack.subarray(1, 33));
    kept.copy(this.#stack);
    this.#depth = depth;
    return root;
  }

  frontier(): Uint8Array {
    return new Uint8Array(this.#stack.subarray(1, 1 + 32 * this.#depth));
  }
}

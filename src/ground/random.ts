/**
 * Seeded randomness for statistics, tests and samples: the same seed gives the same numbers on every machine.
 * Never for salts, ids, keys or anything an opponent must not guess: those come from node:crypto.
 *
 * Generator: xoshiro128** 1.1 (Blackman and Vigna 2018, public domain), period 2^128 − 1, 32-bit outputs.
 * Seeding: the four state words are the first 16 bytes of SHA-256("habeas-random-1:" ‖ seed text as UTF-8),
 * read as little-endian. A different seed text is an independent stream: `${seed}/bootstrap/17`.
 */
import { sha256 } from './digest.ts';
import { Fault } from './fault.ts';

/** A source of repeatable numbers. Every method moves it on. */
export interface Random {
  /** Uniform integer in [0, 2^32). */
  uint32(): number;
  /** Uniform multiple of 2^−53 in [0, 1): (a·2^26 + b)/2^53 with a the high 27, b the high 26 bits of two outputs. */
  float(): number;
  /**
   * Uniform integer in [0, n) without bias, 1 ≤ n ≤ 2^32: outputs below 2^32 mod n are rejected, then
   * the remainder is taken. Throws Fault('bug') for other n.
   */
  below(n: number): number;
  /** A new array in uniformly random order (Fisher–Yates from the end). */
  shuffled<T>(list: readonly T[]): T[];
}

/** The stream of this seed. */
export function seededRandom(seed: string | number): Random {
  const words = new DataView(sha256(`habeas-random-1:${seed}`).slice(0, 16).buffer);
  return xoshiro128([
    words.getUint32(0, true),
    words.getUint32(4, true),
    words.getUint32(8, true),
    words.getUint32(12, true),
  ]);
}

/** The bare generator on a given state, for checking it against other implementations. State must not be all 0. */
export function xoshiro128(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state;

  function uint32(): number {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return scrambled;
  }

  function below(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 0x1_0000_0000) {
      throw new Fault('bug', 'random below n needs an integer n of 1 to 2^32');
    }
    const rejected = 0x1_0000_0000 % n;
    for (;;) {
      const drawn = uint32();
      if (drawn >= rejected) return drawn % n;
    }
  }

  return {
    uint32,
    float: () => ((uint32() >>> 5) * 0x400_0000 + (uint32() >>> 6)) / 0x20_0000_0000_0000,
    below,
    shuffled: (list) => {
      const order = [...list];
      for (let last = order.length - 1; last > 0; last--) {
        const chosen = below(last + 1);
        const kept = order[last];
        order[last] = order[chosen] as (typeof order)[number];
        order[chosen] = kept as (typeof order)[number];
      }
      return order;
    },
  };
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

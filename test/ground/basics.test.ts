import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fixedClock,
  fromHex,
  isFault,
  isId,
  isInstant,
  newId,
  sameBytes,
  seededRandom,
  sha256,
  sha256Hex,
  startSha256,
  systemClock,
  toHex,
  xoshiro128,
} from '#ground';

describe('digest', () => {
  test('the examples of FIPS 180 come out', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('text is hashed as utf-8, in one piece or in many', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (pieces) => {
        const running = startSha256();
        for (const piece of pieces) running.update(piece);
        const whole = pieces.join('');
        const expected = createHash('sha256').update(Buffer.from(whole, 'utf8')).digest('hex');
        expect([running.hex(), sha256Hex(whole), toHex(sha256(Buffer.from(whole)))]).toEqual([
          expected,
          expected,
          expected,
        ]);
      }),
    );
  });

  test('hexadecimal goes there and back and nothing else is taken for it', () => {
    expect(fromHex('00ff')).toEqual(new Uint8Array([0, 255]));
    expect(['0', 'FF', 'zz', '0x00', ' 00'].map(fromHex)).toEqual([null, null, null, null, null]);
    expect(sameBytes(new Uint8Array([1, 2]), new Uint8Array([1, 2]))).toBe(true);
    expect(sameBytes(new Uint8Array([1, 2]), new Uint8Array([1]))).toBe(false);
  });
});

describe('id', () => {
  test('an id is a lower-case uuid of version 4', () => {
    for (let round = 0; round < 100; round++) expect(isId(newId())).toBe(true);
    const random = seededRandom('ids');
    const ids = Array.from({ length: 1000 }, () => newId(random));
    expect(ids.every(isId)).toBe(true);
    expect(new Set(ids).size).toBe(1000);
    expect(newId(seededRandom('ids'))).toBe(ids[0]);
  });

  test.each(['', 'x', newId().toUpperCase(), newId().replaceAll('-', ''), `${newId()} `, 7, null])(
    'something else is no id: %s',
    (text) => expect(isId(text)).toBe(false),
  );
});

describe('clock', () => {
  test('the time is utc with milliseconds', () => {
    expect(isInstant(systemClock.now())).toBe(true);
  });

  test('a fixed clock moves by its step', () => {
    const clock = fixedClock('2026-03-01T23:59:59.500Z', 500);
    expect([clock.now(), clock.now()]).toEqual(['2026-03-01T23:59:59.500Z', '2026-03-02T00:00:00.000Z']);
    expect(() => fixedClock('yesterday')).toThrow(expect.objectContaining({ code: 'date-malformed' }));
  });

  test.each(['2026-02-30T00:00:00.000Z', '2026-02-01T00:00:00Z', '2026-02-01T00:00:00.000+00:00', '', 3])(
    'something else is no instant: %s',
    (text) => expect(isInstant(text)).toBe(false),
  );
});

describe('seeded randomness', () => {
  /** The published algorithm again, on big integers. */
  function* reference(seed: readonly bigint[]): Generator<number> {
    const mask = 0xffffffffn;
    const rotate = (x: bigint, k: bigint): bigint => ((x << k) | (x >> (32n - k))) & mask;
    const s = [...seed] as [bigint, bigint, bigint, bigint];
    for (;;) {
      yield Number((rotate((s[1] * 5n) & mask, 7n) * 9n) & mask);
      const t = (s[1] << 9n) & mask;
      s[2] ^= s[0];
      s[3] ^= s[1];
      s[1] ^= s[2];
      s[0] ^= s[3];
      s[2] ^= t;
      s[3] = rotate(s[3], 11n);
    }
  }

  test('the numbers are those of the published generator', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 0xffffffff })),
        (state) => {
          const ours = xoshiro128(state);
          const theirs = reference(state.map(BigInt));
          for (let round = 0; round < 50; round++) expect(ours.uint32()).toBe(theirs.next().value);
        },
      ),
    );
    expect(
      Array.from(
        { length: 4 },
        (
          (random) => () =>
            random.uint32()
        )(xoshiro128([1, 2, 3, 4])),
      ),
    ).toEqual([11520, 0, 5927040, 70819200]);
  });

  test('a seed gives the same numbers for ever', () => {
    const random = seededRandom('habeas');
    expect([random.uint32(), random.uint32(), random.float(), random.below(10)]).toEqual([
      3900098079, 1701309025, 0.99391669114031, 0,
    ]);
  });

  test('floats are in [0, 1) and numbers below n are even', () => {
    const random = seededRandom(7);
    const seen = [0, 0, 0];
    for (let round = 0; round < 30_000; round++) {
      const drawn = random.float();
      expect(drawn >= 0 && drawn < 1).toBe(true);
      const third = random.below(3);
      seen[third] = (seen[third] ?? 0) + 1;
    }
    for (const count of seen) expect(Math.abs(count - 10_000)).toBeLessThan(400);
    expect(random.below(1)).toBe(0);
    for (const n of [0, -1, 1.5, 2 ** 33]) {
      let thrown: unknown;
      try {
        random.below(n);
      } catch (caught) {
        thrown = caught;
      }
      expect(isFault(thrown, 'bug')).toBe(true);
    }
  });

  test('shuffling keeps every element and leaves the list alone', () => {
    const list = Array.from({ length: 50 }, (_, index) => index);
    const order = seededRandom(1).shuffled(list);
    expect(order).not.toEqual(list);
    expect(order.toSorted((a, b) => a - b)).toEqual(list);
    expect(list[49]).toBe(49);
  });
});

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, isFault, sha256, toHex } from '#ground';
import { CompactRange, TreeReader, verifyConsistency, verifyInclusion, type Tile } from '#ledger';
import { FastRange } from '../../src/ledger/fastrange.ts';
import { TileGrower } from '../../src/ledger/tree.ts';
import { naiveConsistency, naiveLeaf, naivePath, naiveRoot } from './support/naive.ts';

const SLOW = process.env['SLOW'] === '1';
const vectors = JSON.parse(
  readFileSync(new URL('../../fixtures/vectors/merkle.json', import.meta.url), 'utf8'),
) as {
  readonly leaves: readonly string[];
  readonly roots: readonly string[];
  readonly inclusion: readonly {
    readonly seq: number;
    readonly size: number;
    readonly path: readonly string[];
  }[];
  readonly consistency: readonly {
    readonly earlier: number;
    readonly later: number;
    readonly path: readonly string[];
  }[];
};
const bytes = (hex: string): Uint8Array => fromHex(hex) as Uint8Array;
const leavesOf = (n: number): Uint8Array[] => Array.from({ length: n }, (_, at) => sha256(`leaf ${at}`));

/** Leaf hashes and tiles as a store would keep them. */
class Shelf {
  readonly tiles = new Map<string, Uint8Array>();
  reads = 0;
  readonly leaves: readonly Uint8Array[];
  constructor(leaves: readonly Uint8Array[]) {
    this.leaves = leaves;
  }
  async leafHashes(from: number, to: number): Promise<Uint8Array> {
    this.reads += to - from;
    return new Uint8Array(Buffer.concat(this.leaves.slice(from, to)));
  }
  async tile(level: number, index: number): Promise<Uint8Array | null> {
    return this.tiles.get(`${level}/${index}`) ?? null;
  }
  put(tiles: readonly Tile[]): void {
    for (const { level, index, hashes } of tiles) this.tiles.set(`${level}/${index}`, hashes);
  }
}

describe('published vectors', () => {
  const leaves = vectors.leaves.map((input) => naiveLeaf(bytes(input)));
  const shelf = new Shelf(leaves);

  test('L2 roots over the first n leaves', () => {
    const range = new CompactRange();
    expect(toHex(range.root())).toBe(vectors.roots[0]);
    leaves.forEach((leaf, at) => {
      range.append(leaf);
      expect(toHex(range.root())).toBe(vectors.roots[at + 1]);
    });
  });

  test('L19 inclusion paths', async () => {
    for (const { seq, size, path } of vectors.inclusion) {
      expect((await new TreeReader(shelf, size).inclusion(seq)).map(toHex)).toEqual(path);
      const claim = {
        leafHash: leaves[seq] as Uint8Array,
        seq,
        size,
        root: bytes(vectors.roots[size] ?? ''),
      };
      expect(verifyInclusion(claim, path.map(bytes))).toBe(true);
    }
  });

  test('L19 consistency paths', async () => {
    for (const { earlier, later, path } of vectors.consistency) {
      expect((await new TreeReader(shelf, later).consistency(earlier)).map(toHex)).toEqual(path);
      const [before, after] = [earlier, later].map((size) => ({
        size,
        root: bytes(vectors.roots[size] ?? ''),
      }));
      if (before && after) expect(verifyConsistency(before, after, path.map(bytes))).toBe(true);
    }
  });
});

describe('proofs', () => {
  const leaves = leavesOf(700);
  const shelf = new Shelf(leaves);

  test('L19 proofs are those of the recursive definition, for any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), fc.nat(), fc.nat(), async (size, a, b) => {
        const [seq, earlier] = [a % size, 1 + (b % size)];
        const part = leaves.slice(0, size);
        const tree = new TreeReader(shelf, 700);
        expect(toHex(await tree.root(size))).toBe(toHex(naiveRoot(part)));
        expect((await tree.inclusion(seq, size)).map(toHex)).toEqual(naivePath(seq, part).map(toHex));
        const path = await tree.consistency(earlier, size);
        expect(path.map(toHex)).toEqual(naiveConsistency(earlier, part).map(toHex));
      }),
      { numRuns: SLOW ? 500 : 25 },
    );
  });

  test('L19 a proof holds for its own leaf, place, size and root only', async () => {
    const tree = new TreeReader(shelf, 700);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 700 }), fc.nat(), fc.nat(), async (size, a, b) => {
        const seq = a % size;
        const root = await tree.root(size);
        const path = await tree.inclusion(seq, size);
        const claim = { leafHash: leaves[seq] as Uint8Array, seq, size, root };
        const other = sha256('other');
        expect(verifyInclusion(claim, path)).toBe(true);
        expect(verifyInclusion({ ...claim, leafHash: other }, path)).toBe(false);
        expect(verifyInclusion({ ...claim, root: other }, path)).toBe(false);
        expect(verifyInclusion({ ...claim, seq: (seq + 1) % size }, path)).toBe(false);
        expect(verifyInclusion({ ...claim, seq: size }, path)).toBe(false);
        expect(verifyInclusion({ ...claim, seq: -1 }, path)).toBe(false);
        expect(verifyInclusion(claim, [...path, other])).toBe(false);
        expect(verifyInclusion(claim, path.slice(1))).toBe(false);
        const changed = b % path.length;
        expect(
          verifyInclusion(
            claim,
            path.map((hash, at) => (at === changed ? other : hash)),
          ),
        ).toBe(false);
      }),
      { numRuns: SLOW ? 500 : 30 },
    );
  });

  test('L19 a consistency proof holds for its own two trees only', async () => {
    const tree = new TreeReader(shelf, 700);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 700 }), fc.nat(), fc.nat(), async (size, a, b) => {
        const earlier = 1 + (a % (size - 1));
        const [old, now] = [
          { size: earlier, root: await tree.root(earlier) },
          { size, root: await tree.root(size) },
        ];
        const path = await tree.consistency(earlier, size);
        const other = sha256('other');
        expect(verifyConsistency(old, now, path)).toBe(true);
        expect(verifyConsistency({ ...old, root: other }, now, path)).toBe(false);
        expect(verifyConsistency(old, { ...now, root: other }, path)).toBe(false);
        expect(verifyConsistency(now, old, path)).toBe(false);
        expect(verifyConsistency(old, now, path.slice(1))).toBe(false);
        expect(verifyConsistency(old, now, [...path, other])).toBe(false);
        const changed = b % path.length;
        expect(
          verifyConsistency(
            old,
            now,
            path.map((hash, at) => (at === changed ? other : hash)),
          ),
        ).toBe(false);
      }),
      { numRuns: SLOW ? 500 : 30 },
    );
  });

  test('L19 trees of one size are consistent only when they are the same', () => {
    const [a, b] = [sha256('a'), sha256('b')];
    expect(verifyConsistency({ size: 5, root: a }, { size: 5, root: a }, [])).toBe(true);
    expect(verifyConsistency({ size: 5, root: a }, { size: 5, root: b }, [])).toBe(false);
    expect(verifyConsistency({ size: 0, root: sha256('') }, { size: 5, root: b }, [])).toBe(true);
    expect(verifyConsistency({ size: 0, root: a }, { size: 5, root: b }, [])).toBe(false);
  });

  test('what is not there gives a fault and no proof', async () => {
    const tree = new TreeReader(shelf, 10);
    for (const act of [
      tree.inclusion(10),
      tree.inclusion(-1),
      tree.inclusion(0.5),
      tree.root(11),
      tree.inclusion(3, 11),
    ]) {
      await expect(act).rejects.toSatisfy((thrown) => isFault(thrown, 'not-found'));
    }
    await expect(tree.consistency(11, 10)).rejects.toSatisfy((thrown) =>
      isFault(thrown, 'checkpoint-inconsistent'),
    );
    const short = new TreeReader(new Shelf(leaves.slice(0, 5)), 10);
    await expect(short.root()).rejects.toSatisfy((thrown) => isFault(thrown, 'ledger-broken'));
  });
});

describe('compact range', () => {
  test('L2 it can be put away and taken up again at any size', () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), fc.nat({ max: 80 }), (size, more) => {
        const leaves = leavesOf(size + more);
        let range = new CompactRange();
        const fast = new FastRange();
        for (const leaf of leaves.slice(0, size)) range.append(leaf);
        range = CompactRange.from(size, range.frontier());
        for (const leaf of leaves.slice(size)) range.append(leaf);
        for (const leaf of leaves) fast.append(leaf, 0);
        expect(toHex(range.root())).toBe(toHex(naiveRoot(leaves)));
        expect([toHex(fast.root()), toHex(fast.frontier())]).toEqual([
          toHex(range.root()),
          toHex(range.frontier()),
        ]);
      }),
      { numRuns: SLOW ? 300 : 30 },
    );
  });

  test('a stored tree head that does not fit its size is refused', () => {
    for (const [size, length] of [
      [3, 32],
      [3, 63],
      [0, 32],
      [4, 64],
    ] as const) {
      expect(() => CompactRange.from(size, new Uint8Array(length))).toThrow(
        expect.objectContaining({ code: 'ledger-broken' }),
      );
    }
  });
});

describe('tiles', () => {
  const SIZE = 65_536 + 700;
  const leaves = leavesOf(SIZE);

  test('L19 tiles made while appending serve proofs, and no proof rebuilds the tree', async () => {
    const shelf = new Shelf(leaves);
    const range = new CompactRange();
    const grower = new TileGrower();
    // Appends of uneven size; now and then one that the store does not take, which must leave no trace.
    for (let from = 0, round = 0; from < SIZE; round++) {
      const to = Math.min(SIZE, from + 4_000 + (round % 7));
      if (round % 5 === 0) {
        const lost = range.copy();
        for (let at = 0; at < 300; at++) lost.append(sha256(`lost ${at}`), (...node) => grower.note(...node));
        grower.drop();
      }
      for (const leaf of leaves.slice(from, to)) range.append(leaf, (...node) => grower.note(...node));
      shelf.put(await grower.tiles(new TreeReader(shelf, from)));
      grower.accept();
      from = to;
    }
    expect([...shelf.tiles.keys()]).toEqual(['1/0']);
    shelf.reads = 0;
    const tree = new TreeReader(shelf, SIZE);
    const claim = { leafHash: leaves[4_242] as Uint8Array, seq: 4_242, size: SIZE, root: range.root() };
    expect(verifyInclusion(claim, await tree.inclusion(4_242))).toBe(true);
    expect(shelf.reads).toBeLessThan(2_000);
    for (const earlier of [1, 255, 256, 65_535, 65_536, 65_537, SIZE - 1]) {
      const root = await tree.root(earlier);
      const path = await tree.consistency(earlier);
      expect(verifyConsistency({ size: earlier, root }, { size: SIZE, root: range.root() }, path)).toBe(true);
    }
  });

  test('L19 a tile is completed from stored hashes when the program was started again in between', async () => {
    const shelf = new Shelf(leaves);
    const range = new CompactRange();
    for (const leaf of leaves.slice(0, 65_000)) range.append(leaf);
    const grower = new TileGrower();
    for (const leaf of leaves.slice(65_000, 65_600)) range.append(leaf, (...node) => grower.note(...node));
    const tiles = await grower.tiles(new TreeReader(shelf, 65_000));
    expect(tiles.map(({ level, index }) => [level, index])).toEqual([[1, 0]]);
    shelf.put(tiles);
    expect(toHex(await new TreeReader(shelf, 65_600).root())).toBe(toHex(range.root()));
  });
});

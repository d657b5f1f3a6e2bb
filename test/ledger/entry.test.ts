import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, fromHex, sha256Hex, toHex } from '#ground';
import {
  bodyCommit,
  CompactRange,
  formatLeaf,
  leafHash,
  NO_PREV,
  noteVerifier,
  openCheckpoint,
  parseLeaf,
  prevOf,
  verifyConsistency,
  verifyInclusion,
  type NoteVerifier,
} from '#ledger';

const vectors = JSON.parse(
  readFileSync(new URL('../../fixtures/vectors/ledger.json', import.meta.url), 'utf8'),
) as {
  readonly key: string;
  readonly root: string;
  readonly checkpoint: string;
  readonly earlierCheckpoint: string;
  readonly consistency: readonly string[];
  readonly inclusionOf2: readonly string[];
  readonly refusedLeaves: readonly string[];
  readonly entries: readonly {
    readonly leaf: string;
    readonly leafHash: string;
    readonly salt: string | null;
    readonly body: string | null;
    readonly compartment: string;
  }[];
};
const bytes = (hex: string): Uint8Array => fromHex(hex) as Uint8Array;

describe('published vectors', () => {
  test('L1 L2 L3 leaves, hashes and commitments are those another program computed', () => {
    for (const { leaf, leafHash: hash, salt, body, compartment } of vectors.entries) {
      const parsed = parseLeaf(leaf);
      expect(parsed && formatLeaf(parsed)).toBe(leaf);
      expect(toHex(leafHash(leaf))).toBe(hash);
      if (salt !== null && body !== null)
        expect(bodyCommit(bytes(salt), body, compartment)).toBe(parsed?.bodyCommit);
    }
  });

  test('L2 L15 L19 root, checkpoints and proofs are those another program computed', () => {
    const range = new CompactRange();
    for (const { leaf } of vectors.entries) range.append(leafHash(leaf));
    expect(toHex(range.root())).toBe(vectors.root);
    const verifier = noteVerifier(vectors.key) as NoteVerifier;
    const [now, earlier] = [vectors.checkpoint, vectors.earlierCheckpoint].map((note) =>
      openCheckpoint(note, [verifier]),
    );
    if (!now?.ok || !earlier?.ok) throw new Error('a checkpoint of the vectors was refused');
    expect(toHex(now.checkpoint.root)).toBe(vectors.root);
    expect(verifyConsistency(earlier.checkpoint, now.checkpoint, vectors.consistency.map(bytes))).toBe(true);
    const claim = {
      leafHash: bytes(vectors.entries[2]?.leafHash ?? ''),
      seq: 2,
      size: 4,
      root: range.root(),
    };
    expect(verifyInclusion(claim, vectors.inclusionOf2.map(bytes))).toBe(true);
  });

  test.each(vectors.refusedLeaves)('L1 another spelling of a leaf is no leaf: %s', (leaf) => {
    expect(parseLeaf(leaf)).toBeNull();
  });
});

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);
const leaf = fc.record({
  actor: fc.stringMatching(/^[a-z0-9][a-z0-9.:_-]{0,63}$/),
  bodyCommit: hash,
  prev: hash,
  seq: fc.maxSafeNat(),
  sysTime: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })
    .map((at) => at.toISOString()),
  type: fc.stringMatching(/^[a-z][A-Za-z0-9._-]{0,63}$/),
});

test('L1 a leaf is canonical json and comes back as it went in', () => {
  fc.assert(
    fc.property(leaf, (fields) => {
      const text = formatLeaf(fields);
      expect(parseLeaf(text)).toEqual(fields);
      expect(canonicalJson({ ...fields, v: 1 })).toBe(text);
    }),
  );
});

test.each(['', 'Owner', 'a b', 'ä', 'a"', '"', 'x'.repeat(65), 'a\n'])(
  'L1 a leaf cannot be made with the actor %j',
  (actor) => {
    const fields = {
      actor,
      bodyCommit: NO_PREV,
      prev: NO_PREV,
      seq: 0,
      sysTime: '2026-01-01T00:00:00.000Z',
      type: 'a',
    };
    expect(() => formatLeaf(fields)).toThrow(expect.objectContaining({ code: 'entry-malformed' }));
  },
);

test('L3 the commitment changes with the salt, with every byte of the body, and with the compartment', () => {
  const salt = new Uint8Array(32).fill(1);
  const all = [
    bodyCommit(salt, '{"a":1}', 'open'),
    bodyCommit(salt, '{"a":2}', 'open'),
    bodyCommit(new Uint8Array(32), '{"a":1}', 'open'),
    bodyCommit(salt, '{"a":1}', 'sealed'),
    bodyCommit(salt, '{"a":1}', 'sealed-2'),
  ];
  expect(new Set(all).size).toBe(5);
  expect(all[0]).toBe(sha256Hex(Buffer.concat([salt, Buffer.from('{"a":1}')])));
});

test('L5 the first entry names 64 zeros', () => {
  expect(prevOf(null)).toBe('0'.repeat(64));
  expect(prevOf(new Uint8Array(32).fill(255))).toBe('f'.repeat(64));
});

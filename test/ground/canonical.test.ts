import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, Fault, isFault, nonNfcPaths, parseCanonical } from '#ground';

const RUNS = process.env['SLOW'] === '1' ? 5000 : 200;

interface Vector {
  readonly name: string;
  readonly json: string;
  readonly canonical?: string;
  readonly refused?: true;
}
const vectors = (
  JSON.parse(readFileSync(new URL('../../fixtures/vectors/canonical.json', import.meta.url), 'utf8')) as {
    readonly cases: readonly Vector[];
  }
).cases;

function faultOf(act: () => unknown): Fault {
  try {
    act();
  } catch (thrown) {
    if (isFault(thrown)) return thrown;
    throw thrown;
  }
  throw new Error('expected a fault');
}

describe('canonical json', () => {
  test.each(vectors)('published vector: $name', ({ json, canonical, refused }) => {
    if (refused) expect(faultOf(() => canonicalJson(JSON.parse(json))).code).toBe('canonical-refused');
    else expect(canonicalJson(JSON.parse(json))).toBe(canonical);
  });

  const lossy: [string, unknown][] = [
    ['undefined', { a: undefined }],
    ['undefined in a list', [undefined]],
    ['a hole in a list', [1, , 3]], // oxlint-disable-line no-sparse-arrays
    ['a date', { at: new Date(0) }],
    ['a map', new Map([['a', 1]])],
    ['a set', new Set([1])],
    ['bytes', new Uint8Array(3)],
    ['a big integer', 1n],
    ['a function', { toJSON: () => 1 }],
    ['a symbol', Symbol('a')],
    ['a symbol as key', { [Symbol('a')]: 1 }],
    ['an instance of a class', new URL('https://example.org')],
    ['not a number', Number.NaN],
    ['infinity', Infinity],
    ['nothing at all', undefined],
    ['a list with an extra field', Object.assign([1], { extra: 1 })],
  ];
  test.each(lossy)('%s is refused instead of being changed', (_name, value) => {
    expect(faultOf(() => canonicalJson(value)).code).toBe('canonical-refused');
  });

  test('a circle is refused, the same object twice is not', () => {
    const round: Record<string, unknown> = {};
    round['again'] = { round };
    expect(faultOf(() => canonicalJson(round)).message).toBe('a circle at $.again.round');
    const shared = { n: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"n":1},{"n":1}]');
  });

  test('the fault names the place and neither the value nor a key that may be a name', () => {
    const fault = faultOf(() =>
      canonicalJson({ scope: { 'Canary Person': [{ n: 1 }, { n: 'CANARY', x: 0.5 }] } }),
    );
    expect(fault.message).toBe('a number that is not a safe integer at $.scope.(key 1)[1].x');
    expect(`${fault.message}${String(fault.cause)}`).not.toMatch(/canary/i);
  });

  test('text that is not json faults without quoting it', () => {
    const fault = faultOf(() => parseCanonical('{"CANARY'));
    expect(fault.code).toBe('canonical-refused');
    expect(`${fault.stack}${String(fault.cause)}`).not.toMatch(/CANARY/);
  });

  test.each(['{"b":1,"a":2}', '{"a":1,"a":1}', '{"a": 1}', '["\\u0041"]', '[1.0]', '\ufeff[]'])(
    'text in another form than the canonical one is refused: %s',
    (text) => {
      expect(faultOf(() => parseCanonical(text)).code).toBe('canonical-refused');
    },
  );

  test('a value larger than the cap in utf-8 bytes is refused', () => {
    expect(canonicalJson('ä', { maxBytes: 4 })).toBe('"ä"');
    expect(faultOf(() => canonicalJson('ä', { maxBytes: 3 })).message).toBe('larger than 3 bytes at $');
  });

  test('values that are not in nfc are kept and their places named', () => {
    const value = { quote: 'cafe\u0301', cells: ['ok', 'e\u0301'], 'Some Name': 'u\u0308' };
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
    expect(nonNfcPaths(value)).toEqual(['$.quote', '$.cells[1]', '$.(key 3)']);
  });

  const key = fc
    .string({ unit: 'grapheme', maxLength: 6 })
    .filter((k) => k !== '__proto__' && k.normalize('NFC') === k);
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.string({ unit: 'binary' }),
      fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }));

  test('reading and writing again gives the same bytes, and what was read is what was written', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(parseCanonical(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text).toBe(canonicalize(value));
      }),
      { numRuns: RUNS },
    );
  });

  test('whatever is thrown in, the answer is canonical text or a fault', () => {
    fc.assert(
      fc.property(
        fc.anything({ withDate: true, withMap: true, withBigInt: true, withSparseArray: true }),
        (value) => {
          let text: string;
          try {
            text = canonicalJson(value);
          } catch (thrown) {
            expect(isFault(thrown, 'canonical-refused')).toBe(true);
            return;
          }
          expect(parseCanonical(text)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** What the driver of PostgreSQL returns, and what may pass to the rest of the program. Needs no server. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault, isFault } from '#ground';
import {
  asBytes,
  asCount,
  asText,
  asWords,
  fromServer,
  toServer,
  toWords,
} from '../../src/stores/postgres/coerce.ts';
import { asFault } from '../../src/stores/postgres/refuse.ts';

const runs = process.env['SLOW'] === '1' ? 5000 : 200;

describe('values of the server', () => {
  test('a count comes as a string and becomes a number', () => {
    expect(asCount('0')).toBe(0);
    expect(asCount('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(asCount(12)).toBe(12);
  });

  test.each([
    '9007199254740992',
    '-1',
    '1.5',
    '',
    ' 1',
    '1e3',
    'NaN',
    null,
    undefined,
    1.5,
    -1,
    Number.NaN,
    7n,
    true,
  ])('no count is made of %o', (value) => {
    expect(() => asCount(value)).toThrow(Fault);
  });

  test('null is never a number, never text and never bytes', () => {
    for (const coerce of [asCount, asText, asBytes, asWords]) expect(() => coerce(null)).toThrow(Fault);
  });

  test('bytes are a copy that does not share the memory of the driver', () => {
    const buffer = Buffer.from('abc');
    const bytes = asBytes(buffer);
    buffer[0] = 0;
    expect([...bytes]).toEqual([97, 98, 99]);
    expect(Buffer.isBuffer(bytes)).toBe(false);
  });

  test('any text comes back from the server, U+0000 and the escape included', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', '0', '1', '\0', '\uFFFE', 'ə', '😀'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: 'binary' })), (text) => {
        expect(toServer(text)).not.toContain('\0');
        expect(fromServer(toServer(text))).toBe(text);
        expect(asWords(toWords(text))).toBe(text);
      }),
      { numRuns: runs },
    );
  });

  test('text without U+0000 is stored as it is', () => {
    expect(toServer('{"words":"ծառ"}')).toBe('{"words":"ծառ"}');
    expect(fromServer(null)).toBe(null);
  });
});

describe('errors of the server', () => {
  const CANARY = 'canary-77aa';
  const thrownBy = (code: string): Error =>
    Object.assign(new Error(`duplicate key ${CANARY}`), {
      code,
      detail: CANARY,
      hint: CANARY,
      where: CANARY,
      query: CANARY,
    });

  test.each([
    ['53100', 'disk-full'],
    ['40001', 'ledger-conflict'],
    ['40P01', 'ledger-conflict'],
    ['55P03', 'ledger-conflict'],
    ['23505', 'entry-malformed'],
    ['23502', 'entry-malformed'],
    ['42501', 'entry-malformed'],
    ['08006', 'store-unreachable'],
    ['28P01', 'store-unreachable'],
    ['57P01', 'store-unreachable'],
    ['XX001', 'ledger-broken'],
    ['42P01', 'bug'],
    ['ECONNREFUSED', 'store-unreachable'],
    ['EPIPE', 'store-unreachable'],
  ])('%s becomes %s and carries nothing of the original', (state, code) => {
    const fault = asFault(thrownBy(state));
    expect(fault.code).toBe(code);
    expect(fault.cause).toBe(undefined);
    expect(`${fault.stack} ${JSON.stringify(fault)}`).not.toContain('canary');
  });

  test('every refused constraint has the same answer', () => {
    const answers = ['23000', '23502', '23503', '23505', '23514', '42501', '44000'].map((state) => {
      const { code, message } = asFault(thrownBy(state));
      return `${code} ${message}`;
    });
    expect(new Set(answers).size).toBe(1);
  });

  test('a fault stays itself and a thrown string tells nothing', () => {
    const fault = new Fault('not-found', 'no entry 7');
    expect(asFault(fault)).toBe(fault);
    const other = asFault(CANARY);
    expect(isFault(other, 'store-unreachable') && !other.message.includes('canary')).toBe(true);
  });
});

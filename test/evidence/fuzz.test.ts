import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { FAULTS, isFault } from '#ground';
import { codePointLength, endIdleParser, extract, preserve } from '#evidence';
import { docx, mail, pdf, utf16, utf8 } from './support/build.ts';

afterAll(() => endIdleParser());

const isSlow = process.env['SLOW'] !== undefined;
/** Generous: children start slowly on a busy machine. */
const TIMEOUT = { timeout: isSlow ? 900_000 : 120_000 };
const ALLOWED = new Set(Object.keys(FAULTS).filter((code) => /^(?:input|parser)-/.test(code)));

/** Either a sound extraction or a fault of the input family; nothing else. */
async function holds(bytes: Uint8Array): Promise<void> {
  if (bytes.length === 0) return;
  const preserved = preserve(bytes);
  try {
    const { pinned, regions } = await extract(bytes, preserved);
    expect(pinned.lengthCodePoints).toBe(codePointLength(pinned.text));
    expect(pinned.text).not.toMatch(/\p{Surrogate}|\r/u);
    for (const { start, end } of [...regions, ...pinned.damaged]) {
      expect(0 <= start && start <= end && end <= pinned.lengthCodePoints).toBe(true);
    }
  } catch (thrown) {
    if (!isFault(thrown)) throw thrown;
    expect(ALLOWED).toContain(thrown.code);
  }
}

const words = 'The ministry said that forty-two persons are held. Сорок два. اثنان وأربعون.';
const rich = `<!doctype html><html lang=en><head><title>x</title></head><body><table><tr><td>${words}<td>b</table><ul><li>${words}</ul>`;
const TEXTS = [
  utf8(words),
  utf16(words, true, true),
  utf8(rich),
  mail({
    body: `${words}\r\n> quoted`,
    attachments: [{ name: 'a.html', type: 'text/html', bytes: utf8(rich) }],
  }),
];
const HEAVY = [pdf([[words.slice(0, 50), '', 'More.'], ['Second.']]), docx([words, 'More.'])];

/** A sound file with bytes flipped, cut out or doubled. */
function mutant(files: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    byte: fc.nat(255),
    kind: fc.constantFrom('flip', 'cut', 'double'),
  });
  return fc
    .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([file, changes]) => {
      let bytes = Buffer.from(file);
      for (const { at, byte, kind } of changes) {
        const place = Math.floor(at * bytes.length);
        if (kind === 'flip') bytes[place] = byte;
        else if (kind === 'cut')
          bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + (byte >> 3))]);
        else bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(Math.max(0, place - byte))]);
      }
      return new Uint8Array(bytes);
    });
}

describe('any bytes end as text or as a typed fault', () => {
  test('bytes of no shape at all', TIMEOUT, async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), holds), {
      numRuns: isSlow ? 4_000 : 60,
    });
  });

  test('bytes after a beginning that promises a format', TIMEOUT, async () => {
    const beginnings = [
      '%PDF-1.7\n',
      'PK\u0003\u0004',
      '<html>',
      'Message-ID: x\nSubject: y\n',
      '\u00ef\u00bb\u00bf',
      '\u00ff\u00fe',
    ];
    const started = fc
      .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 2_000 }))
      .map(([start, rest]) => new Uint8Array(Buffer.concat([Buffer.from(start, 'latin1'), rest])));
    await fc.assert(fc.asyncProperty(started, holds), { numRuns: isSlow ? 2_000 : 25 });
  });

  test('sound texts, pages and mails with bytes changed', TIMEOUT, async () => {
    await fc.assert(fc.asyncProperty(mutant(TEXTS), holds), { numRuns: isSlow ? 4_000 : 60 });
  });

  test('sound PDF and DOCX files with bytes changed', TIMEOUT, async () => {
    await fc.assert(fc.asyncProperty(mutant(HEAVY), holds), { numRuns: isSlow ? 1_000 : 20 });
  });
});

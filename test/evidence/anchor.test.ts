import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { anchor, codePointLength, CONTEXT, indexText, pin, resolve } from '#evidence';

const RUNS = { numRuns: process.env['SLOW'] === undefined ? 200 : 5_000 };
const LONG_RUNS = { numRuns: process.env['SLOW'] === undefined ? 20 : 300 };

/** Texts that mix scripts, astral characters, combining marks and direction controls. */
const piece = fc.constantFrom(
  'held',
  'պահվում են',
  'محتجزون',
  'сорок два',
  '🕊️',
  '👩‍👩‍👧',
  '𐕑',
  'e\u0301',
  '\u202bשלום\u202c',
  '\u200d',
  '\ufeff',
  ' ',
  '\n',
  '\r\n',
  '.',
  '«»',
  '42',
);
const words = fc.array(piece, { minLength: 1, maxLength: 60 }).map((parts) => parts.join(''));
const longWords = fc
  .tuple(words, fc.integer({ min: 40, max: 120 }))
  .map(([text, times]) => Array.from({ length: times }, (_, at) => `${text}${at}`).join(' '));

function placeIn(length: number): fc.Arbitrary<{ start: number; end: number }> {
  return fc
    .tuple(fc.nat(length - 1), fc.nat(length - 1))
    .map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) + 1 }));
}

describe('code points and UTF-16 units', () => {
  test('the index agrees with counting by hand, on texts longer than its step', () => {
    fc.assert(
      fc.property(longWords, fc.nat(), (text, seed) => {
        const signs = Array.from(text);
        const index = indexText(text);
        expect(index.length).toBe(signs.length);
        expect(codePointLength(text)).toBe(signs.length);
        const position = seed % (signs.length + 1);
        const offset = signs.slice(0, position).join('').length;
        expect(index.toUnits(position)).toBe(offset);
        expect(index.toCodePoints(offset)).toBe(position);
        expect(index.slice(position, position + 5)).toBe(signs.slice(position, position + 5).join(''));
      }),
      LONG_RUNS,
    );
  });
});

describe('a passage', () => {
  test('resolves to itself in its own text, in any script', () => {
    fc.assert(
      fc.property(
        words
          .map(pin)
          .chain((pinned) => placeIn(pinned.lengthCodePoints).map((place) => ({ pinned, place }))),
        ({ pinned, place }) => {
          const passage = anchor(pinned, place.start, place.end);
          const signs = Array.from(pinned.text);
          expect(passage.exact).toBe(signs.slice(place.start, place.end).join(''));
          expect(codePointLength(passage.prefix)).toBe(Math.min(CONTEXT, place.start));
          expect(resolve(passage, pinned)).toMatchObject({
            ok: true,
            ...place,
            moved: false,
            textChanged: false,
            contextKept: true,
          });
        },
      ),
      RUNS,
    );
  });

  test('is found again when words are put before it, and says that it moved', () => {
    fc.assert(
      fc.property(words, fc.constantFrom('A new headline. ', '🕊️', 'Նոր '), (text, added) => {
        const before = pin(`Start. ${text} The ministry holds forty-two 🕊️ persons. ${text}`);
        const at = Array.from(before.text.slice(0, before.text.indexOf('The ministry'))).length;
        const passage = anchor(before, at, at + 40);
        const shift = Array.from(added).length;
        expect(resolve(passage, pin(added + before.text))).toMatchObject({
          ok: true,
          start: at + shift,
          end: at + 40 + shift,
          moved: true,
          textChanged: true,
        });
      }),
      RUNS,
    );
  });

  test('in a changed text is flagged even when it stands where it stood', () => {
    const passage = anchor(pin('Forty-two are held. More follows.'), 0, 19);
    expect(resolve(passage, pin('Forty-two are held. More followed.'))).toEqual({
      ok: true,
      start: 0,
      end: 19,
      moved: false,
      textChanged: true,
      contextKept: false,
      matches: 1,
    });
  });

  test('among several places is told by its context', () => {
    const before = pin('The army said: none are held. The court said: none are held. End.');
    const at = before.text.lastIndexOf('none are held');
    const passage = anchor(before, at, at + 13);
    const after = pin(`Corrected. ${before.text}`);
    expect(resolve(passage, after)).toMatchObject({ ok: true, start: at + 11, moved: true, matches: 2 });
  });

  test('among equals is never guessed: all places are returned', () => {
    const row = 'None are held. None are held. None are held. None are held. None are held. None are held. ';
    const before = pin(row + row);
    const passage = anchor(before, 75, 88);
    expect(resolve(passage, pin(row + row + row))).toMatchObject({ ok: false, reason: 'ambiguous' });
  });

  test('whose words are gone is not found', () => {
    const passage = anchor(pin('Forty-two are held.'), 0, 9);
    expect(resolve(passage, pin('Forty‑two are held.'))).toEqual({ ok: false, reason: 'not-found' });
  });

  test('with a wrong position in the right text is found by its words and says so', () => {
    const pinned = pin('The ministry said that forty-two are held.');
    const passage = { ...anchor(pinned, 23, 32), start: 3, end: 12 };
    expect(resolve(passage, pinned)).toMatchObject({
      ok: true,
      start: 23,
      end: 32,
      moved: true,
      textChanged: false,
    });
  });

  test('outside the text, empty or between characters is a fault', () => {
    const pinned = pin('abc');
    for (const [start, end] of [
      [0, 4],
      [-1, 2],
      [2, 2],
      [2, 1],
      [0.5, 2],
      [Number.NaN, 2],
    ] as const) {
      expect(() => anchor(pinned, start, end)).toThrow(
        expect.toSatisfy((thrown) => isFault(thrown, 'passage-moved')),
      );
    }
  });
});

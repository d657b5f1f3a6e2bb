/** Documents and where they come from; handling; passages. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkPassage,
  codePoints,
  compareTlp,
  cut,
  damageAt,
  highest,
  independenceFamilies,
  isDowngrade,
  list,
  originOf,
  passageAt,
  placesOf,
  TLP,
  unlabelled,
} from '#claim';
import type { Chained, Handling } from '#claim';
import { id, pinned } from './support.ts';

const runs = { numRuns: process.env['SLOW'] === '1' ? 2000 : 150 };
const doc = (documentId: string, ...from: string[]): Chained => ({
  documentId,
  relayedFrom: from.map((one) =>
    one.startsWith('unseen ')
      ? { kind: 'unseen', publisher: { kind: 'mention', words: one.slice(7) } }
      : { kind: 'document', documentId: one },
  ),
});

describe('origins', () => {
  test('C24 a reprint of a reprint has the origin of the first', () => {
    const all = [doc('c', 'b'), doc('b', 'a'), doc('a')];
    expect(originOf('c', all)).toEqual({ origins: [{ kind: 'document', documentId: 'a' }], circular: false });
  });

  test('C24 an original that nobody here has seen is still an origin, and its reprints are one family', () => {
    const all = [doc('a', 'unseen Radio  Meridian'), doc('b', 'unseen radio meridian'), doc('c')];
    expect(originOf('a', all).origins[0]?.kind).toBe('unseen');
    expect(independenceFamilies(all).map((family) => family.documentIds)).toEqual([['a', 'b'], ['c']]);
  });

  test('C24 a chain that runs in a circle ends, and says so', () => {
    const all = [doc('a', 'b'), doc('b', 'a'), doc('c', 'a')];
    expect(originOf('c', all).circular).toBe(true);
    expect(independenceFamilies(all)).toEqual([{ familyId: 'a', documentIds: ['a', 'b', 'c'] }]);
  });

  test('C24 families do not depend on the order of documents, and split every document once', () => {
    const links = fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(links, (pairs) => {
        const all = Array.from({ length: 8 }, (_, at) =>
          doc(`d${at}`, ...pairs.filter(([low]) => low === at).map(([, high]) => `d${high}`)),
        );
        const families = independenceFamilies(all);
        expect(families.flatMap((family) => family.documentIds).sort()).toEqual(
          all.map((one) => one.documentId).sort(),
        );
        expect(independenceFamilies([...all].reverse())).toEqual(families);
        for (const [low, high] of pairs)
          expect(
            families.some(
              (family) => family.documentIds.includes(`d${low}`) && family.documentIds.includes(`d${high}`),
            ),
          ).toBe(true);
      }),
      runs,
    );
  });
});

describe('handling', () => {
  const handling = (tlp: Handling['tlp'], caveats: string[] = [], compartment = 'open'): Handling => ({
    tlp,
    caveats,
    compartment,
  });

  test('C23 labels are spelt exactly, ordered from open to closed, and what has none is AMBER+STRICT', () => {
    expect(TLP).toEqual(['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED']);
    expect(unlabelled().tlp).toBe('TLP:AMBER+STRICT');
    expect(compareTlp('TLP:RED', 'TLP:GREEN')).toBeGreaterThan(0);
  });

  test('C23 the strictest label and every caveat of what goes in govern what comes out', () => {
    const sum = highest([handling('TLP:CLEAR', ['EXILE']), handling('TLP:AMBER', ['COUNSEL']), undefined]);
    expect(sum).toEqual({
      ok: true,
      handling: { tlp: 'TLP:AMBER+STRICT', caveats: ['COUNSEL', 'EXILE'], compartment: 'open' },
    });
    expect(highest([])).toEqual({ ok: true, handling: unlabelled() });
  });

  test('C23 two closed compartments are never put together', () => {
    expect(highest([handling('TLP:RED', [], 'medical'), handling('TLP:CLEAR')])).toMatchObject({
      handling: { compartment: 'medical' },
    });
    expect(highest([handling('TLP:RED', [], 'medical'), handling('TLP:RED', [], 'talks')])).toEqual({
      ok: false,
      reason: 'compartments-differ',
    });
  });

  test('C23 summing is independent of order and never opens anything', () => {
    const one = fc.record({
      tlp: fc.constantFrom(...TLP),
      caveats: fc.subarray([...list('CV').codes].filter((code) => code !== 'EMBARGO')),
      compartment: fc.constantFrom('open', 'talks'),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), (parts) => {
        const sum = highest(parts);
        expect(highest([...parts].reverse())).toEqual(sum);
        if (sum.ok) for (const part of parts) expect(isDowngrade(part, sum.handling)).toBe(false);
      }),
      runs,
    );
  });
});

describe('passages', () => {
  test('C3 places are code points: emoji, Armenian and right-to-left words move nothing', () => {
    const text = '😀👩‍👧 Պահվում է քսան մարդ — محتجزون هناك — held: 27 men';
    const start = codePoints(text.slice(0, text.indexOf('27 men')));
    const passage = passageAt(pinned(text), start, start + 6);
    expect(passage.exact).toBe('27 men');
    expect(passage.start).not.toBe(text.indexOf('27 men'));
    expect(checkPassage(text, passage)).toEqual({ ok: true });
    expect(checkPassage(`x${text}`, passage)).toEqual({ ok: false, reason: 'words-differ' });
  });

  test('C3 whatever is cut from a text stands where the passage says', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        fc.nat(),
        fc.nat(),
        (text, from, to) => {
          const length = codePoints(text);
          const [start, end] = [from % length, (from % length) + 1 + (to % (length - (from % length)))];
          const passage = passageAt(pinned(text), start, end);
          expect(passage.exact).toBe(cut(text, start, end));
          expect(checkPassage(text, passage)).toEqual({ ok: true });
          expect(placesOf(text, passage.exact)).toContain(start);
        },
      ),
      runs,
    );
  });

  test('C30 damage is found where a passage touches it, and only there', () => {
    const damaged = [{ start: 10, end: 12, kind: 'truncated' }];
    expect(damageAt(damaged, { start: 5, end: 10 })).toEqual([]);
    expect(damageAt(damaged, { start: 5, end: 11 })).toHaveLength(1);
    expect(damageAt(damaged, { start: 12, end: 20 })).toEqual([]);
    expect(id(1)).toMatch(/^0{8}-/);
  });
});

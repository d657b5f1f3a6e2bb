import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { KINDS, MAX_QUOTE, propose, splitHeader } from '#reading';

const runs = process.env['SLOW'] ? 2000 : 60;

/** Invented scraps in several scripts, with marks that upset offsets. */
const scraps = fc.constantFrom(
  'The ministry did not respond to our questions. ',
  '"We hold 74 prisoners," General Ask Brand said. ',
  'He was arrested on 3 May 2021 and taken to Dorn prison. ',
  'Հայաստան 🚨 ',
  '👩‍👩‍👧 dozens of them are missing, ',
  '“It is not known how many were taken”, ',
  '\u202eabc\u202c ',
  '‘They were beaten,’ she said. ',
  '; — … «» (',
  '\n',
  '\n\n',
  'According to them, the trials are held behind closed doors. ',
  'between 20 and 30 men ',
  '1,206 ',
  '\u200b',
);
const texts = fc.oneof(
  fc
    .array(fc.oneof(scraps, fc.string({ unit: 'grapheme', maxLength: 12 })), { minLength: 1, maxLength: 30 })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
);

async function code(text: string, options = {}): Promise<string> {
  try {
    await propose(text, { lang: 'en', ...options });
  } catch (thrown) {
    return isFault(thrown) ? thrown.code : `not a fault: ${String(thrown)}`;
  }
  return 'none';
}

describe('what leaves the reader', () => {
  test('every quote is an exact piece of the text and its code points are right, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const body = splitHeader(text).body;
        fc.pre(
          body.trim() !== '' &&
            !/[\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')) &&
            !text.includes('\0'),
        );
        const reading = await propose(text, { lang: 'en', published: '2022-03-04' }).catch(
          (thrown: unknown) => {
            if (isFault(thrown, 'input-binary')) return null;
            throw thrown;
          },
        );
        if (!reading) return;
        const points = [...body];
        for (const { quote, start, end } of [...reading.claims, ...reading.unclaimed]) {
          expect(points.slice(start, end).join('')).toBe(quote);
          expect(body).toContain(quote);
        }
        for (const { quote } of reading.claims) expect(quote.length).toBeLessThanOrEqual(MAX_QUOTE);
        expect(reading.coverage.dropped_not_verbatim).toBe(0);
      }),
      { numRuns: runs },
    );
  });

  test('the same text gives the same proposals twice', async () => {
    const text = 'The army said it holds 12 men. Asked where, a spokesman declined to comment.';
    expect(await propose(text)).toEqual(await propose(text));
  });

  test('ids run in the order of the text and every field of a kind is present', async () => {
    const text =
      'The ministry says 40 soldiers are missing. Two were seen in Dorn prison on 3 May. The court closed the hearing.';
    const { claims } = await propose(text, { lang: 'en', published: '2020-06-01' });
    expect(claims.map((claim) => claim.id)).toEqual(claims.map((_, at) => `c${at + 1}`));
    expect(claims.map((claim) => claim.start)).toEqual(
      [...claims].sort((a, b) => a.start - b.start).map((claim) => claim.start),
    );
    for (const claim of claims) {
      expect(KINDS).toContain(claim.kind);
      if (claim.kind === 'count')
        expect(claim).toMatchObject({ operator: '=', as_of: null, unit: null, vague: false });
      expect(claim.rule).toMatch(/^[a-z_-]+:/);
      expect(claim.cue).not.toBe('');
    }
  });

  test('right-to-left controls inside a quote are kept and flagged', async () => {
    const { claims } = await propose(
      'The ministry did \u202enot\u202c hold back: 12 prisoners were \u202ereleased\u202c on 3 May 2020.',
      { lang: 'en' },
    );
    expect(claims.some((claim) => claim.flags.includes('bidi-control'))).toBe(true);
  });

  test('what no claim covers is listed: figures beside persons first, dates, names, refusals', async () => {
    const { unclaimed, claims } = await propose('Ana Bell bought 3 boats on 4 June 2019. Nobody denied it.', {
      lang: 'en',
    });
    expect(claims).toEqual([]);
    expect(unclaimed.map((left) => left.kind)).toEqual(expect.arrayContaining(['number', 'date', 'denial']));
  });
});

describe('wrong input gets a clear fault and loses nothing', () => {
  test('an empty text and a text that is only a header are empty', async () => {
    expect(await code('')).toBe('input-empty');
    expect(await code(' \n\t ')).toBe('input-empty');
    expect(await code('# A | B | 2020-01-01 | none | en | original\n\n')).toBe('input-empty');
  });

  test('an unpaired surrogate is an encoding fault', async () => {
    expect(await code('abc \ud800 def')).toBe('input-encoding');
    expect(await code('abc \udc00 def')).toBe('input-encoding');
  });

  test('a text of more than fifty megabytes is too large', async () => {
    expect(await code('a '.repeat(26 * 1024 * 1024))).toBe('input-too-large');
  });

  test('binary passed as text is refused', async () => {
    expect(await code('PK\u0003\u0004\u0000\u0000 prisoners')).toBe('input-binary');
    expect(await code('\u0001\u0002'.repeat(200))).toBe('input-binary');
  });

  test('a language without a pack is refused by its code; the header decides before the option', async () => {
    expect(await code('Ինչ-որ տեքստ', { lang: 'xx' })).toBe('language-unsupported');
    expect(await code('# T | P | 2020-01-01 | none | xx | original\n\nWords.')).toBe('language-unsupported');
  });

  test('a single line of 90,000 characters without a full stop ends', async () => {
    const { claims } = await propose('the guards would not say where '.repeat(3_000), { lang: 'en' });
    expect(claims.length).toBeGreaterThan(0);
  });
});

describe('the header line', () => {
  test('is split off, and the body begins after the blank line', () => {
    const { header, body, bodyStart } = splitHeader(
      '# Title | Press | 2020-01-02 | none | EN | original\n\nBody.',
    );
    expect(header).toEqual({
      title: 'Title',
      publisher: 'Press',
      published: '2020-01-02',
      origin: 'none',
      lang: 'en',
      rendering: 'original',
    });
    expect(body).toBe('Body.');
    expect(bodyStart).toBe(53);
  });

  test('is not seen in an ordinary heading', () => {
    expect(splitHeader('# Only a heading\n\nBody.').body).toBe('# Only a heading\n\nBody.');
  });
});

describe('text made to be slow or wrong', () => {
  test.each([
    ['opening marks that never close', '“'],
    ['names without end', 'Aa Bb '],
    ['figures without end', '1,234 '],
    ['questions without end', 'requests to the ministry about the letters '],
    ['conjunctions without end', 'and the prisoners '],
    ['abbreviations without end', 'No. '],
  ])('%s end, with exact quotes', async (_, piece) => {
    const text = `The prisoners are held in the camp. ${piece.repeat(20_000 / piece.length)}`;
    const { claims, coverage } = await propose(text, { lang: 'en' });
    expect(claims.every((claim) => text.includes(claim.quote))).toBe(true);
    expect(coverage.dropped_not_verbatim).toBe(0);
  });
});

import { readFileSync } from 'node:fs';
import { parse } from 'edtf';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  before,
  boundsOf,
  checkWhen,
  contains,
  EDTF_LIMIT,
  Fault,
  intervalOf,
  isDayInterval,
  parseWhen,
  portableEdtf,
  sortKey,
  validEdtf,
  WHEN_REASONS,
  whenOf,
  type BoundsOptions,
  type SeasonBasis,
  type When,
} from '#ground';

const RUNS = process.env['SLOW'] === '1' ? 5000 : 200;

interface Vector {
  readonly edtf: string;
  readonly hemisphere?: SeasonBasis;
  readonly reason?: string;
  readonly members?: readonly (readonly [string, string])[];
  readonly portable?: string;
  readonly why: string;
  readonly [expected: string]: unknown;
}
const vectors = (
  JSON.parse(readFileSync(new URL('../../fixtures/vectors/when.json', import.meta.url), 'utf8')) as {
    readonly cases: readonly Vector[];
  }
).cases;
const accepted = vectors.filter((vector) => vector.reason === undefined);
const refused = vectors.filter((vector) => vector.reason !== undefined);
const optionsOf = ({ hemisphere }: Vector): BoundsOptions => (hemisphere === undefined ? {} : { hemisphere });

describe('published vectors', () => {
  test('there are enough of them, and every reason for refusing is among them', () => {
    expect(accepted.length).toBeGreaterThan(80);
    const reasons = new Set(refused.map((vector) => vector.reason));
    expect(WHEN_REASONS.filter((reason) => !reasons.has(reason))).toEqual(['too-long']);
  });

  test.each(accepted)('$edtf is $min to $max: $why', (vector) => {
    const parsed = parseWhen(vector.edtf, optionsOf(vector));
    if (!parsed.ok) throw new Error(`refused: ${parsed.reason}`);
    const { ok: _ok, members, ...span } = parsed;
    const { members: expectedMembers, hemisphere: _h, why: _w, portable: _p, ...expected } = vector;
    expect(span).toEqual(expected);
    expect(members.map(({ from, to }) => [from, to])).toEqual(expectedMembers ?? [[span.min, span.max]]);
  });

  test.each(refused)('"$edtf" is refused as $reason: $why', ({ edtf, reason }) => {
    expect(parseWhen(edtf)).toEqual({ ok: false, reason });
    expect(validEdtf(edtf)).toBe(false);
  });

  test.each(accepted)('$edtf has a spelling that other programs read', (vector) => {
    const portable = portableEdtf(vector.edtf, optionsOf(vector));
    expect(portable).toBe(vector.portable ?? vector.edtf);
    const [ours, theirs] = [boundsOf(vector.edtf, optionsOf(vector)), boundsOf(portable, optionsOf(vector))];
    expect([theirs.min, theirs.max]).toEqual([ours.min, ours.max]);
    // The library does not see that only the month 03 ends in 3.
    if (vector.edtf !== '2023-X3') {
      expect(() => parse(portable, { level: 2, seasonIntervals: false })).not.toThrow();
    }
  });
});

const number = (from: number, to: number) => fc.integer({ min: from, max: to });
const padded = (from: number, to: number) => number(from, to).map((n) => String(n).padStart(2, '0'));
const year = fc.oneof(
  number(1900, 2100).map(String),
  number(0, 9999).map((n) => String(n).padStart(4, '0')),
  number(1, 9999).map((n) => `-${String(n).padStart(4, '0')}`),
);
/** Replaces some digits by X. */
const mask = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((hide) => Array.from(text, (sign, place) => (hide[place] && /\d/.test(sign) ? 'X' : sign)).join(''));
const plainDate = fc
  .tuple(year, padded(1, 12), padded(1, 28), number(1, 3))
  .map(([y, m, d, parts]) => [y, m, d].slice(0, parts).join('-'));
const maskedDate = plainDate.chain(mask);
const season = fc.tuple(number(1000, 9000), number(21, 41)).map(([y, code]) => `${y}-${code}`);
const qualified = fc.tuple(plainDate, fc.constantFrom('~', '?', '%')).map((parts) => parts.join(''));
const single = fc.oneof(plainDate, qualified, maskedDate, season);
const interval = fc
  .tuple(fc.oneof(single, fc.constantFrom('', '..')), fc.oneof(single, fc.constantFrom('', '..')))
  .map(([start, end]) => `${start}/${end}`);
const members = fc.array(single, { minLength: 1, maxLength: 5 });
const set = fc
  .tuple(members, fc.constantFrom(['[', ']'], ['{', '}']))
  .map(([all, [open, close]]) => `${open}${all.join(',')}${close}`);
const expression = fc.oneof(single, interval, set);

describe('bounds', () => {
  test('any expression is refused with a reason or bounded by a proper interval that holds its members', () => {
    fc.assert(
      fc.property(expression, fc.constantFrom<SeasonBasis>('N', 'S', 'unlocated'), (edtf, hemisphere) => {
        const parsed = parseWhen(edtf, { hemisphere });
        if (!parsed.ok) {
          expect(WHEN_REASONS).toContain(parsed.reason);
          return;
        }
        expect(isDayInterval(intervalOf(parsed))).toBe(true);
        if (parsed.min === 'unknown' || parsed.max === 'unknown') return;
        for (const member of parsed.members) expect(contains(intervalOf(parsed), member)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('any text at all is refused or bounded, never thrown at', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'0123456789X-/.[]{},~?%TZ:+Y ES'.split('')) });
    fc.assert(
      fc.property(fc.oneof(fc.string(), signs), (text) => {
        expect(typeof parseWhen(text).ok).toBe('boolean');
      }),
      { numRuns: RUNS },
    );
  });

  test('hiding digits never loses the day that was meant', () => {
    const day = fc.tuple(year, padded(1, 12), padded(1, 28)).map((parts) => parts.join('-'));
    const hidden = day.chain((known) => mask(known).map((masked) => ({ known, masked })));
    fc.assert(
      fc.property(hidden, ({ known, masked }) => {
        const parsed = parseWhen(masked);
        if (!parsed.ok) throw new Error(`${masked} refused: ${parsed.reason}`);
        expect(contains(intervalOf(parsed), intervalOf(boundsOf(known)))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('a qualifier is a flag and moves no bound', () => {
    fc.assert(
      fc.property(plainDate, fc.constantFrom('~', '?', '%'), (edtf, qualifier) => {
        const [bare, marked] = [boundsOf(edtf), boundsOf(edtf + qualifier)];
        expect([marked.min, marked.max]).toEqual([bare.min, bare.max]);
        expect([marked.approx, marked.uncertain]).toEqual([qualifier !== '?', qualifier !== '~']);
      }),
      { numRuns: RUNS },
    );
  });

  test('the order in which a set names its members changes nothing', () => {
    fc.assert(
      fc.property(members, fc.boolean(), (all, reverse) => {
        const other = reverse ? all.toReversed() : all.toSorted();
        const [one, two] = [parseWhen(`[${all.join(',')}]`), parseWhen(`[${other.join(',')}]`)];
        expect(one.ok).toBe(two.ok);
        if (one.ok && two.ok) expect({ ...one, edtf: '' }).toEqual({ ...two, edtf: '' });
      }),
      { numRuns: RUNS },
    );
  });

  test('a date of both hemispheres names a basis only for the seasons that have none of their own', () => {
    expect(boundsOf('[2023-25,2023-29]').seasonBasis).toBeUndefined();
    expect(boundsOf('[2023-21,2023-29]', { hemisphere: 'N' }).seasonBasis).toBe('N');
    expect(boundsOf('[2023-29,2023-21]').seasonBasis).toBe('unlocated');
  });

  test('a text beyond the limit is refused unread', () => {
    const long = `{${Array.from({ length: 200 }, () => '2020').join(',')}}`;
    expect(long.length).toBeGreaterThan(EDTF_LIMIT);
    expect(parseWhen(long)).toEqual({ ok: false, reason: 'too-long' });
  });

  test('the throwing variant names the reason and never the text', () => {
    const name = 'Mira Osten, 2023';
    expect(() => boundsOf(name)).toThrow(Fault);
    try {
      boundsOf(name);
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'date-malformed', message: 'not a supported date: not-edtf' });
    }
  });
});

describe('order in time', () => {
  const keyOf = (edtf: string) => sortKey(boundsOf(edtf));

  test('what lies wholly before sorts before', () => {
    fc.assert(
      fc.property(expression, expression, (one, two) => {
        const [a, b] = [parseWhen(one), parseWhen(two)];
        if (!a.ok || !b.ok || !before(intervalOf(a), intervalOf(b))) return;
        expect(sortKey(a) < sortKey(b)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('spring 2023 sorts between the end of February and June, not in December', () => {
    const sorted = ['2023-12', '2023-06', '2023-21', '2023-02-28', '2023-03-01', '2023'].toSorted((a, b) =>
      keyOf(a) < keyOf(b) ? -1 : 1,
    );
    expect(sorted).toEqual(['2023', '2023-02-28', '2023-03-01', '2023-21', '2023-06', '2023-12']);
  });

  test('years before year 0 sort backwards from their digits, open starts first, the unknown last', () => {
    const sorted = ['/', '2023/..', '-0001', '../2023', '/2022', '-0500'].toSorted((a, b) =>
      keyOf(a) < keyOf(b) ? -1 : 1,
    );
    expect(sorted).toEqual(['../2023', '-0500', '-0001', '/2022', '2023/..', '/']);
  });
});

describe('the record of a date', () => {
  const spring: When = whenOf({
    words: 'as of the spring of 2023',
    lang: 'en',
    edtf: '2023-21',
    role: 'asOf',
    basis: 'explicit',
    approx: true,
    rule: 'season-of-year',
  });

  test('a qualifier that the expression cannot carry stands beside it', () => {
    expect(spring).toEqual({
      words: 'as of the spring of 2023',
      lang: 'en',
      edtf: '2023-21',
      min: '2023-03-01',
      max: '2023-05-31',
      precision: 'season',
      approx: true,
      uncertain: false,
      role: 'asOf',
      basis: 'explicit',
      rule: 'season-of-year',
      seasonBasis: 'unlocated',
    });
  });

  test('words without an expression have unknown bounds, and no day is invented', () => {
    const when = whenOf({ words: 'before the trial', lang: 'en', edtf: null, role: 'on', basis: 'explicit' });
    expect(when).toMatchObject({ edtf: null, min: 'unknown', max: 'unknown', precision: 'none' });
  });

  test('a record survives JSON and is found in order again', () => {
    const said = fc.record({
      words: fc.string({ minLength: 1 }),
      edtf: fc.option(expression),
      approx: fc.boolean(),
      uncertain: fc.boolean(),
      hemisphere: fc.constantFrom<SeasonBasis>('N', 'S', 'unlocated'),
    });
    fc.assert(
      fc.property(said, (input) => {
        if (input.edtf !== null && !validEdtf(input.edtf)) return;
        const when = whenOf({ ...input, lang: 'und', role: 'on', basis: 'explicit' });
        const back = JSON.parse(JSON.stringify(when)) as When;
        expect(back).toEqual(when);
        expect(checkWhen(back)).toEqual({ ok: true });
      }),
      { numRuns: RUNS },
    );
  });

  test.each([
    ['bounds-differ', { min: '2023-03-02' }],
    ['bounds-differ', { max: 'open' }],
    ['bounds-differ', { precision: 'day' }],
    ['bounds-differ', { edtf: null }],
    ['flag-dropped', { edtf: '2023-03~/2023-05', precision: 'month', seasonBasis: undefined, approx: false }],
    ['anchor-mismatch', { basis: 'anchored' }],
    ['anchor-mismatch', { anchor: { event: 'war', relation: 'after' } }],
    ['words-missing', { words: '' }],
    ['not-in-calendar', { edtf: '2023-02-30' }],
  ] as const)('an imported date is refused as %s', (reason, change) => {
    const { seasonBasis: _basis, ...rest } = spring;
    const base = 'seasonBasis' in change ? rest : spring;
    expect(checkWhen({ ...base, ...change } as When)).toEqual({ ok: false, reason });
  });

  test('a date that contradicts itself cannot be made', () => {
    expect(() => whenOf({ words: 'x', lang: 'en', edtf: '2020', role: 'on', basis: 'anchored' })).toThrow(
      'date contradicts itself: anchor-mismatch',
    );
  });

  test('an undated present tense inherits the date of its document without words of its own', () => {
    const when = whenOf({
      words: '',
      lang: 'und',
      edtf: '2023-12',
      role: 'asOf',
      basis: 'inherited',
      approx: true,
    });
    expect(when).toMatchObject({ min: '2023-12-01', max: '2023-12-31', approx: true, basis: 'inherited' });
  });
});

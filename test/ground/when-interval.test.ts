import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  before,
  contains,
  dayNumber,
  dayOfNumber,
  daysBetween,
  daysInMonth,
  FIRST_DAY,
  isCalendarDay,
  isDayInterval,
  isFault,
  LAST_DAY,
  lengthInDays,
  overlaps,
  partsOfDay,
  possiblyOverlaps,
  type DayInterval,
  type Edge,
} from '#ground';

const RUNS = process.env['SLOW'] === '1' ? 5000 : 300;
const FIRST = dayNumber(FIRST_DAY);
const LAST = dayNumber(LAST_DAY);

describe('days', () => {
  test('1970-01-01 is day 0, and known days lie where they should', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('1969-12-31')).toBe(-1);
    expect(dayNumber('2000-03-01')).toBe(11_017);
    expect(dayNumber('0000-01-01')).toBe(-719_528);
    expect([dayOfNumber(FIRST), dayOfNumber(LAST)]).toEqual(['-9999-01-01', '9999-12-31']);
  });

  test('every day has one number and every number one day, in the order of time', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST - 1 }), (number) => {
        const day = dayOfNumber(number);
        expect(isCalendarDay(day)).toBe(true);
        expect(dayNumber(day)).toBe(number);
        expect(daysBetween(day, addDays(day, 1))).toBe(1);
      }),
      { numRuns: RUNS },
    );
  });

  test('our arithmetic agrees with the built-in calendar in UTC', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('0001-01-01'), max: LAST }), (number) => {
        expect(dayOfNumber(number)).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
      }),
      { numRuns: RUNS },
    );
  });

  test.each([
    '2023-02-29',
    '2023-13-01',
    '2023-00-10',
    '2023-1-1',
    '-0000-01-01',
    '10000-01-01',
    '',
    '2023-06-31',
  ])('"%s" is no day', (text) => {
    expect(isCalendarDay(text)).toBe(false);
    expect(partsOfDay(text)).toBeNull();
    try {
      dayNumber(text);
      expect.unreachable();
    } catch (thrown) {
      expect(isFault(thrown, 'date-malformed')).toBe(true);
    }
  });

  test('arithmetic stops at the last supported day instead of leaving it', () => {
    expect(() => addDays(LAST_DAY, 1)).toThrow('outside the years');
    expect(() => addDays(FIRST_DAY, -1)).toThrow('outside the years');
    expect(() => dayOfNumber(0.5)).toThrow('outside the years');
  });

  test('months have their lengths, and no month has none', () => {
    expect([daysInMonth(1900, 2), daysInMonth(2000, 2), daysInMonth(2023, 12)]).toEqual([28, 29, 31]);
    expect([daysInMonth(2023, 0), daysInMonth(2023, 13)]).toEqual([0, 0]);
  });
});

/** Small days, so that every place of an unknown edge can be tried. */
const DAY = (n: number) => dayOfNumber(n);
const edge = fc.oneof(
  fc.integer({ min: 0, max: 6 }).map((n): Edge => DAY(n)),
  fc.constantFrom<Edge>('open', 'unknown'),
);
const interval = fc
  .record({ from: edge, to: edge })
  .filter((candidate): candidate is DayInterval => isDayInterval(candidate));

/** All intervals an interval with unknown edges may stand for, the edges within reach of the test. */
function placesOf({ from, to }: DayInterval): DayInterval[] {
  const reach = Array.from({ length: 27 }, (_, n) => DAY(n - 10));
  return (from === 'unknown' ? reach : [from])
    .flatMap((start) => (to === 'unknown' ? reach : [to]).map((end) => ({ from: start, to: end })))
    .filter(isDayInterval);
}

describe('relations of intervals', () => {
  const pairs = (a: DayInterval, b: DayInterval) =>
    placesOf(a).flatMap((one) => placesOf(b).map((two) => [one, two] as const));
  const share = (a: DayInterval, b: DayInterval) =>
    !(a.to !== 'open' && b.from !== 'open' && dayNumber(a.to) < dayNumber(b.from)) &&
    !(b.to !== 'open' && a.from !== 'open' && dayNumber(b.to) < dayNumber(a.from));
  const within = (outer: DayInterval, inner: DayInterval) =>
    (outer.from === 'open' || (inner.from !== 'open' && dayNumber(outer.from) <= dayNumber(inner.from))) &&
    (outer.to === 'open' || (inner.to !== 'open' && dayNumber(inner.to) <= dayNumber(outer.to)));

  test('a relation holds exactly if it holds wherever the unknown edges lie', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const places = pairs(a, b);
        expect(overlaps(a, b)).toBe(places.every(([one, two]) => share(one, two)));
        expect(possiblyOverlaps(a, b)).toBe(places.some(([one, two]) => share(one, two)));
        expect(contains(a, b)).toBe(places.every(([one, two]) => within(one, two)));
        expect(before(a, b)).toBe(
          places.every(
            ([one, two]) =>
              one.to !== 'open' && two.from !== 'open' && dayNumber(one.to) < dayNumber(two.from),
          ),
        );
      }),
      { numRuns: RUNS / 10 },
    );
  });

  test('overlapping is mutual, and certain implies possible', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(possiblyOverlaps(a, b)).toBe(possiblyOverlaps(b, a));
        if (overlaps(a, b) || contains(a, b)) expect(possiblyOverlaps(a, b)).toBe(true);
        if (before(a, b)) expect(possiblyOverlaps(a, b)).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  test('"still held" overlaps a later date for certain, "held, end not known" only possibly', () => {
    const later = { from: '2023-03-01', to: '2023-05-31' };
    expect(overlaps({ from: '2020-11-10', to: 'open' }, later)).toBe(true);
    expect(overlaps({ from: '2020-11-10', to: 'unknown' }, later)).toBe(false);
    expect(possiblyOverlaps({ from: '2020-11-10', to: 'unknown' }, later)).toBe(true);
  });

  test('days are counted with both ends, and not at all where an end is missing', () => {
    expect(lengthInDays({ from: '2020-09-27', to: '2020-11-10' })).toBe(45);
    expect(lengthInDays({ from: '2020-09-27', to: 'open' })).toBeNull();
    expect(lengthInDays({ from: 'unknown', to: '2020-11-10' })).toBeNull();
  });

  test('an interval that ends before it starts is none', () => {
    expect(isDayInterval({ from: '2020-11-10', to: '2020-09-27' })).toBe(false);
    expect(isDayInterval({ from: '2020-11-31', to: 'open' })).toBe(false);
    expect(isDayInterval({ from: 'open', to: 'unknown' })).toBe(true);
  });
});

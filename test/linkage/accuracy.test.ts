/** The measures with which linkage is judged, against a count by hand and against every pair looked at. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accuracyOf } from '../../bench/linkage/accuracy.ts';

test('a grouping by hand: two of three pairs of one person found, one stranger joined', () => {
  // Persons: 1 1 1 2 3. Groups: 7 7 8 8 9.
  const { pairs, bCubed, persons } = accuracyOf(Int32Array.of(7, 7, 8, 8, 9), Int32Array.of(1, 1, 1, 2, 3));
  expect(pairs).toMatchObject({ precision: 1 / 2, recall: 1 / 3 });
  expect(bCubed.precision).toBeCloseTo((1 + 1 + 1 / 2 + 1 / 2 + 1) / 5);
  expect(bCubed.recall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5);
  expect(persons).toEqual({ found: 3, real: 3 });
});

test('sorted counts are those of every pair of records looked at one by one', () => {
  const groups = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(groups, (records) => {
      const found = Int32Array.from(records, ([group]) => group);
      const real = Int32Array.from(records, ([, person]) => person);
      const all = records.flatMap((a, at) => records.slice(at + 1).map((b) => [a, b] as const));
      const together = all.filter(([a, b]) => a[0] === b[0]);
      const right = together.filter(([a, b]) => a[1] === b[1]).length;
      const { pairs, persons } = accuracyOf(found, real);
      expect(pairs.precision).toEqual(right / together.length);
      expect(pairs.recall).toEqual(right / all.filter(([a, b]) => a[1] === b[1]).length);
      expect(persons.found).toBe(new Set(found).size);
    }),
  );
});

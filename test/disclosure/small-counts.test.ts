/** Small counts: whatever leaves, nobody can work out a protected number. All tables are random or invented. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  feasibleWidth,
  givesAway,
  outwardRange,
  suppressed,
  THRESHOLD,
  type Line,
  type Release,
  type SmallCell,
  type SmallTable,
} from '#disclosure';

/** A table with all margins: cells r0c0 …, row and column sums, the total. */
function crossed(
  values: readonly (readonly number[])[],
  over: (id: string) => Partial<SmallCell> = () => ({}),
): SmallTable {
  const cells = values.flatMap((row, r) =>
    row.map((value, c) => ({ id: `r${r}c${c}`, value, ...over(`r${r}c${c}`) })),
  );
  const columns = values[0]?.length ?? 0;
  const lines: Line[] = [
    ...cells.map(({ id }) => ({ id, cells: [id] })),
    ...values.map((row, r) => ({ id: `row ${r}`, cells: row.map((_, c) => `r${r}c${c}`) })),
    ...Array.from({ length: columns }, (_, c) => ({
      id: `column ${c}`,
      cells: values.map((_row, r) => `r${r}c${c}`),
    })),
    { id: 'total', cells: cells.map(({ id }) => id) },
  ];
  return { cells, lines };
}

const released = (id: string, lines: readonly (Line & { value: number })[]): Release => ({
  releaseId: id,
  lines: lines.map(({ cells, value }) => ({ cells, lo: value, hi: value })),
});

const grids = fc
  .tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(fc.oneof(fc.nat(6), fc.nat(60)), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

/** All groups of a table that must stay open, found without the code under test. */
function smallGroups({ cells, lines }: SmallTable): (readonly string[])[] {
  const value = new Map(cells.map((cell) => [cell.id, cell.value]));
  return [...cells.map(({ id }) => [id]), ...lines.map((line) => line.cells)].filter(
    (ids) => ids.reduce((sum, id) => sum + (value.get(id) ?? 0), 0) < THRESHOLD.plain,
  );
}

describe('one table', () => {
  test('D10 the textbook case: one small cell in a table with margins takes three others with it', () => {
    const { primary, complementary, lines } = suppressed(
      crossed([
        [20, 3],
        [30, 40],
      ]),
    );
    expect(primary).toEqual(['r0c1']);
    expect(complementary.length).toBeGreaterThanOrEqual(2);
    expect(lines.map(({ id }) => id)).not.toContain('r0c1');
  });

  test('D10 random tables: no protected group can be worked out to less than the threshold', () => {
    fc.assert(
      fc.property(grids, (values) => {
        const table = crossed(values);
        const { lines } = suppressed(table);
        const ids = table.cells.map(({ id }) => id);
        const published = released('a', lines).lines;
        for (const group of smallGroups(table))
          expect(feasibleWidth(ids, published, group)).toBeGreaterThanOrEqual(THRESHOLD.plain);
      }),
      { numRuns: process.env['SLOW'] === '1' ? 500 : 25 },
    );
  });

  test('D10 zero counts as small, and a table without small numbers leaves whole', () => {
    expect(
      suppressed(
        crossed([
          [0, 50],
          [50, 50],
        ]),
      ).primary,
    ).toEqual(['r0c0']);
    const whole = suppressed(
      crossed([
        [20, 50],
        [50, 50],
      ]),
    );
    expect([whole.primary, whole.complementary, whole.lines.length]).toEqual([[], [], 9]);
  });

  test('D11 sensitive attributes need ten, and a rate of none or all is protected however large', () => {
    const sensitive = crossed(
      [
        [8, 50],
        [50, 50],
      ],
      (id) => (id === 'r0c0' ? { isSensitive: true } : {}),
    );
    expect(suppressed(sensitive).primary).toContain('r0c0');
    const all: SmallTable = {
      cells: [
        { id: 'ill-treated', value: 40 },
        { id: 'not', value: 0 },
      ],
      lines: [
        { id: 'ill-treated', cells: ['ill-treated'] },
        { id: 'held', cells: ['ill-treated', 'not'] },
      ],
      rates: [{ part: ['ill-treated'], whole: ['ill-treated', 'not'] }],
    };
    expect(suppressed(all).primary).toContain('ill-treated');
  });

  test('D12 named in public with consent: two people and a reason, or it stays', () => {
    const exempt = (by: string[], reason: string) =>
      crossed(
        [
          [1, 50],
          [50, 50],
        ],
        (id) => (id === 'r0c0' ? { exempt: { by, reason } } : {}),
      );
    expect(suppressed(exempt(['Ona Verra', 'Tolm Askin'], 'the family published the name')).primary).toEqual(
      [],
    );
    expect(() => suppressed(exempt(['Ona Verra'], 'x'))).toThrow(
      expect.objectContaining({ code: 'never-publish' }),
    );
    expect(() => suppressed(exempt(['Ona Verra', 'Tolm Askin'], ' '))).toThrow(
      expect.objectContaining({ code: 'never-publish' }),
    );
  });
});

describe('a chain of releases', () => {
  test('D13 two totals that are harmless alone give three people away together', () => {
    const table: SmallTable = {
      cells: [
        { id: 'held before', value: 60 },
        { id: 'new', value: 3 },
      ],
      lines: [{ id: 'all', cells: ['held before', 'new'] }],
    };
    const march: Release = { releaseId: 'march', lines: [{ cells: ['held before'], lo: 60, hi: 60 }] };
    const april: Release = { releaseId: 'april', lines: [{ cells: ['held before', 'new'], lo: 63, hi: 63 }] };
    expect(givesAway(table, april, [])).toEqual([]);
    expect(givesAway(table, april, [march])).toEqual([{ cells: ['new'], width: 0, needs: 5 }]);
    expect(suppressed(table, [march]).complementary).toEqual(['all']);
    const { lo, hi } = outwardRange(63);
    const range: Release = { releaseId: 'april', lines: [{ cells: ['held before', 'new'], lo, hi }] };
    expect(givesAway(table, range, [march])).toEqual([]);
  });

  test('D13 random chains: each release after suppression, jointly with all before, gives nobody away', () => {
    fc.assert(
      fc.property(grids, fc.array(fc.nat(8), { minLength: 2, maxLength: 3 }), (values, cuts) => {
        const table = crossed(values);
        const earlier: Release[] = [];
        for (const [at, cut] of cuts.entries()) {
          // Each release asks for another part of the lines.
          const lines = table.lines.filter((_, line) => (line + cut) % 3 !== 0);
          const made = suppressed({ ...table, lines }, earlier);
          const next = released(String(at), made.lines);
          expect(givesAway(table, next, earlier)).toEqual([]);
          earlier.push(next);
        }
        const published = earlier.flatMap((one) => one.lines);
        const ids = table.cells.map(({ id }) => id);
        for (const { id, value } of table.cells)
          if (value < THRESHOLD.plain)
            expect(feasibleWidth(ids, published, [id])).toBeGreaterThanOrEqual(THRESHOLD.plain);
      }),
      { numRuns: process.env['SLOW'] === '1' ? 200 : 10 },
    );
  });

  test('D13 what earlier releases gave away already cannot be mended by a further one', () => {
    const table: SmallTable = { cells: [{ id: 'a', value: 2 }], lines: [{ id: 'a', cells: ['a'] }] };
    const slip: Release = { releaseId: 'slip', lines: [{ cells: ['a'], lo: 2, hi: 2 }] };
    expect(() => suppressed(table, [slip])).toThrow(expect.objectContaining({ code: 'never-publish' }));
  });

  test('D10 an outward range is never narrower than the threshold', () => {
    for (let value = 0; value < 40; value++) {
      const { lo, hi } = outwardRange(value);
      expect(hi - lo).toBe(THRESHOLD.plain);
      expect(value >= lo && value <= hi).toBe(true);
    }
  });
});

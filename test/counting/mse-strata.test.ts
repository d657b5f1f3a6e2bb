/** The whole held against its parts: a total only where every part carries an estimate, and a warning where it lies outside. */
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#ground';
import { estimate } from '../../src/counting/mse/estimate.ts';
import { strataMeasures } from '../../src/counting/mse/evidence.ts';
import { strataTest } from '../../src/counting/mse/strata.ts';
import { overlapTable, type OverlapTable } from '../../src/counting/mse/table.ts';
import { addCells, facetColumns } from '../../src/workspace/answers/count-scope.ts';
import { stratifications } from '../../src/workspace/answers/count-strata.ts';

const LISTS = ['a', 'b', 'c'];

/** Tables of people listed independently with these chances, and of all of them together. */
function population(
  parts: readonly { readonly people: number; readonly chances: readonly number[] }[],
  seed: string,
): { whole: OverlapTable; tables: OverlapTable[] } {
  const random = seededRandom(seed);
  const cellsOf = parts.map(({ people, chances }) => {
    const cells = new Map<number, number>();
    for (let at = 0; at < people; at++) {
      const pattern = chances.reduce(
        (set, chance, list) => (random.float() < chance ? set | (1 << list) : set),
        0,
      );
      if (pattern !== 0) cells.set(pattern, (cells.get(pattern) ?? 0) + 1);
    }
    return cells;
  });
  const tableOf = (all: readonly Map<number, number>[]): OverlapTable => {
    const sums = new Map<number, number>();
    for (const cells of all) for (const [at, many] of cells) sums.set(at, (sums.get(at) ?? 0) + many);
    const rows = [...sums].map(([pattern, count], at) => ({
      present: LISTS.map((_, list) => ((pattern >> list) & 1) === 1),
      count,
      line: at + 2,
    }));
    return overlapTable(LISTS, rows);
  };
  return { whole: tableOf(cellsOf), tables: cellsOf.map((cells) => tableOf([cells])) };
}

const SHORT = { threads: 0, draws: 50, burnIn: 500, replicates: 40 };

describe('parts of a whole', () => {
  test('N49 where all parts are alike their total lies in the interval of the whole, and passes', async () => {
    const alike = { people: 500, chances: [0.4, 0.35, 0.3] };
    const { whole, tables } = population([alike, alike], 'alike');
    const report = await estimate(whole, { ...SHORT, strata: [{ by: 'place', tables }] });
    const [found] = report.selfTests?.strata ?? [];
    expect(found?.parts.map(({ n }) => n)).toEqual(tables.map(({ n }) => n));
    expect(found?.total).toBeCloseTo(
      (found?.parts ?? []).reduce((sum, { point }) => sum + (point ?? NaN), 0),
      9,
    );
    const [measure] = strataMeasures(report.selfTests as NonNullable<typeof report.selfTests>, {
      lo: 900,
      hi: 1_200,
      level: 0.95,
    });
    expect(measure).toMatchObject({ outcome: 'pass', code: 'strata', values: { n: 2, facet: 'place' } });
  });

  test('N49 where one part is seen by other lists than another, the total lies outside, and warns', () => {
    // Everybody of one place is listed easily, hardly anybody of the other: together the lists look as if they agreed.
    const { whole, tables } = population(
      [
        { people: 600, chances: [0.8, 0.8, 0.8] },
        { people: 3_000, chances: [0.08, 0.08, 0.08] },
      ],
      'apart',
    );
    const strata = [strataTest({ by: 'place', tables })];
    expect(strata[0]?.total).toBeGreaterThan(2_500);
    const tests = { knownSize: [], pairFit: [], pairsBelowDocumented: [], strata };
    const [measure] = strataMeasures(tests, { lo: whole.n, hi: whole.n * 1.2, level: 0.95 });
    expect(measure).toMatchObject({ outcome: 'warn', threshold: 1 });
    expect(measure?.value).toBeGreaterThan(1);
  });

  test('N49 a part that carries no estimate makes no total, and is not got by subtraction', () => {
    const { tables } = population(
      [
        { people: 600, chances: [0.4, 0.4, 0.4] },
        { people: 60, chances: [0.4, 0.4, 0.4] },
      ],
      'small',
    );
    const found = strataTest({ by: 'place', tables });
    expect(found.parts.map(({ point }) => point === null)).toEqual([false, true]);
    expect(found.total).toBeNull();
    const tests = { knownSize: [], pairFit: [], pairsBelowDocumented: [], strata: [found] };
    expect(strataMeasures(tests, { lo: 1, hi: 2, level: 0.95 })).toEqual([]);
  });

  test('N49 everybody is in exactly one part; no word, several words and small parts are one part together', () => {
    const people = Array.from({ length: 200 }, (_, at) => at);
    const rows = people.flatMap((at) => [
      { recordId: `r${at}`, column: 0 },
      { recordId: `s${at}`, column: 1 },
    ]);
    const inForce = people.flatMap((at) => [at, at]);
    const said = new Map(
      people.flatMap((at) => {
        const words = at < 80 ? 'renda' : at < 140 ? 'tessa' : at < 150 ? 'marivol' : null;
        const other = at === 0 ? 'tessa' : words;
        return [
          ...(words === null ? [] : [[`r${at}`, { place: new Set([words]) }] as const]),
          ...(other === null ? [] : [[`s${at}`, { place: new Set([other]) }] as const]),
        ];
      }),
    );
    const [made, ...more] = stratifications(['a', 'b'], { rows, inForce }, said, ['place', 'holder']);
    expect(more).toEqual([]);
    expect(made?.by).toBe('place');
    // 79 of one place, 60 of the other; the rest has one person of both, ten of a small place and fifty of none.
    expect(made?.tables.map(({ n }) => n)).toEqual([79, 60, 61]);
  });

  test('N49 the year when people were taken is read from the heading of a column and the digits of any script', () => {
    const list = {
      columns: [
        { column: 0, heading: 'Name', field: 'name' },
        { column: 1, heading: 'Captured on' },
        { column: 2, heading: 'Remarks' },
      ],
    } as Parameters<typeof facetColumns>[0];
    const columns = facetColumns(list);
    expect([...columns]).toEqual([[1, 'period']]);
    const said: Parameters<typeof addCells>[0] = new Map();
    const add = (id: string, words: string): void => {
      const cells = [
        { column: 1, words },
        { column: 2, words: '1987' },
      ];
      const record = { names: [], origin: { kind: 'row', listId: 'l', row: 1, cells } };
      addCells(said, id, record as unknown as Parameters<typeof addCells>[2], columns);
    };
    add('one', '3.11.2024');
    add('two', '٢٠٢٣-٠٥');
    add('three', 'between 2022 and 2023');
    add('four', 'in spring');
    expect(Object.fromEntries([...said].map(([id, own]) => [id, [...(own.period ?? [])]]))).toEqual({
      one: ['2024'],
      two: ['2023'],
      three: ['2022', '2023'],
    });
  });
});

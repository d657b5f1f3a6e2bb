/** Grouping, persons that keep their ids, columns and dates: the parts that need no learning. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterRows, MOST_ROWS, personsNow, readLinkColumns, type KnownPerson } from '#linkage';
import { orderOf, readDates } from '../../src/linkage/dates.ts';

const RUNS = process.env['SLOW'] ? 1000 : 100;

interface Edge {
  readonly left: number;
  readonly right: number;
  readonly weight: number;
}

const edge = (count: number): fc.Arbitrary<Edge> =>
  fc
    .record({
      left: fc.nat(count - 1),
      right: fc.nat(count - 1),
      weight: fc.integer({ min: -9000, max: 20_000 }),
    })
    .filter(({ left, right }) => left !== right)
    .map(({ left, right, weight }) => ({
      left: Math.min(left, right),
      right: Math.max(left, right),
      weight,
    }));

function grouped(
  count: number,
  edges: readonly Edge[],
  more: Partial<Parameters<typeof clusterRows>[0]> = {},
): Int32Array {
  const known = new Map(edges.map(({ left, right, weight }) => [left * count + right, weight]));
  const unique = [...known].map(([key, weight]) => ({
    left: Math.floor(key / count),
    right: key % count,
    weight,
  }));
  return clusterRows({
    count,
    left: Int32Array.from(unique, ({ left }) => left),
    right: Int32Array.from(unique, ({ right }) => right),
    weight: Int32Array.from(unique, ({ weight }) => weight),
    threshold: 0,
    onePerList: null,
    decisions: [],
    weigh: (left, right) => known.get(left * count + right) ?? -8000,
    ...more,
  }).of;
}

describe('grouping', () => {
  test('K4 K5 no two rows judged different are ever in one group, whatever else is decided and weighed', () => {
    const decision = edge(12).map(({ left, right, weight }) => ({
      left,
      right,
      decision: weight > 5000 ? ('same' as const) : ('different' as const),
    }));
    fc.assert(
      fc.property(
        fc.array(edge(12), { maxLength: 40 }),
        fc.array(decision, { maxLength: 12 }),
        (edges, decisions) => {
          const of = grouped(12, edges, { decisions });
          for (const { left, right, decision: judged } of decisions)
            if (judged === 'different') expect(of[left]).not.toBe(of[right]);
          const before = grouped(12, edges, { decisions: [...decisions].reverse() });
          expect(of).toEqual(before);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('K7 a declared list never has two rows in one group', () => {
    fc.assert(
      fc.property(fc.array(edge(12), { maxLength: 60 }), (edges) => {
        const onePerList = Int32Array.from({ length: 12 }, (_, row) => row % 3);
        const of = grouped(12, edges, { onePerList });
        const seen = of.reduce((all, first, row) => all.add(`${first}/${row % 3}`), new Set<string>());
        expect(seen.size).toBe(12);
      }),
      { numRuns: RUNS },
    );
  });

  test('K8 a chain of strong links does not make one group when its ends speak against it', () => {
    const chain = Array.from({ length: 9 }, (_, at) => ({ left: at, right: at + 1, weight: 9000 }));
    const of = grouped(10, chain);
    expect(of[0]).not.toBe(of[9]);
    expect(new Set(of).size).toBeGreaterThan(3);
    const all = Array.from({ length: 100 }, (_, left) =>
      Array.from({ length: 99 - left }, (__, k) => ({ left, right: left + k + 1, weight: 9000 })),
    ).flat();
    const sizes = new Map<number, number>();
    for (const first of grouped(100, all)) sizes.set(first, (sizes.get(first) ?? 0) + 1);
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(MOST_ROWS);
  });
});

describe('persons', () => {
  const partition = fc.array(fc.nat(4), { minLength: 8, maxLength: 8 }).map((places) => {
    const groups = new Map<number, string[]>();
    places.forEach((place, record) => groups.set(place, [...(groups.get(place) ?? []), `r${record}`]));
    return [...groups.values()];
  });

  test('K9 K6 ids stay with their records, are never given to someone else, and undoing gives back the same persons', () => {
    fc.assert(
      fc.property(partition, partition, (first, second) => {
        const one = personsNow(first);
        const two = personsNow(second, one.persons);
        const back = personsNow(
          first,
          two.persons,
          one.persons.map(({ personId }) => personId),
        );
        expect(new Set(two.persons.map(({ personId }) => personId)).size).toBe(two.persons.length);
        for (const group of first)
          if (second.some((other) => other.join() === group.join()))
            expect(idOf(two.persons, group[0] ?? '')).toBe(idOf(one.persons, group[0] ?? ''));
        expect(back.persons.map(({ records }) => records)).toHaveLength(first.length);
        expect(replay(one.persons, two.changes)).toEqual(replay(two.persons, []));
      }),
      { numRuns: RUNS },
    );
    const joined = personsNow([['r1', 'r2']], personsNow([['r1'], ['r2']]).persons);
    expect(joined.persons).toEqual([{ personId: 'r1', records: ['r1', 'r2'] }]);
    const split = personsNow([['r1'], ['r2']], joined.persons, ['r2']);
    expect(split.persons.map(({ personId }) => personId)).toEqual(['r1', 'r2~2']);
  });
});

function idOf(persons: readonly KnownPerson[], record: string): string | undefined {
  return persons.find(({ records }) => records.includes(record))?.personId;
}

/** Where every record stands after these changes. */
function replay(
  persons: readonly KnownPerson[],
  changes: readonly { change: string; record: string; personId: string }[],
): [string, string][] {
  const at = new Map(
    persons.flatMap(({ personId, records }) => records.map((record) => [record, personId] as const)),
  );
  for (const { change, record, personId } of changes) if (change === 'linked') at.set(record, personId);
  return [...at].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('columns and dates', () => {
  test('K12 numbers of cards and answers are not used unless mapped, and every column is reported', () => {
    const columns = ['rec_id', 'Vorname', 'soc_sec_id', 'cluster', 'geburtsdatum', 'xyz', 'казарма'];
    const rows = Array.from({ length: 20 }, (_, n) => [
      `r${n}`,
      'Anna',
      `${1000 + n}`,
      '1',
      '1.2.1980',
      `${77_000 + n * 13}`,
      'северная',
    ]);
    const read = readLinkColumns({ columns, rows, id: 'rec_id' });
    expect(read.map(({ field }) => field)).toEqual([
      null,
      'given_name',
      null,
      null,
      'birth_date',
      null,
      null,
    ]);
    expect(read.filter(({ field }) => field === null).every(({ reason }) => reason !== undefined)).toBe(true);
    expect(read[5]?.reason).toMatch(/stands for the person/);
    const mapped = readLinkColumns({ columns, rows, id: 'rec_id', map: { document: 'soc_sec_id' } });
    expect(mapped[2]).toEqual({ column: 'soc_sec_id', field: 'document', basis: 'person' });
  });

  test('a list whose headings say nothing is read by its cells', () => {
    const rows = Array.from({ length: 30 }, (_, n) => [
      `${n}`,
      `Levon Petros${'abcdefghij'[n % 10]}an`,
      `19${60 + n}-04-1${n % 9}`,
    ]);
    const read = readLinkColumns({ columns: ['k1', 'k2', 'k3'], rows, id: 'k1' });
    expect(read.map(({ field, basis }) => [field, basis])).toEqual([
      [null, 'unused'],
      ['full_name', 'cells'],
      ['birth_date', 'cells'],
    ]);
    expect(() =>
      readLinkColumns({ columns: ['k1', 'k2'], rows: rows.map(([a]) => [a ?? '', '?']), id: 'k1' }),
    ).toThrow(/no column/);
  });

  test.each([
    ['19560409', { year: 1956, month: 4, day: 9 }],
    ['1956-04-09', { year: 1956, month: 4, day: 9 }],
    ['9.4.1956', { year: 1956, month: 4, day: 9, isOpen: true }],
    ['25/12/1980', { year: 1980, month: 12, day: 25 }],
    ['12/25/80', { year: 1980, month: 12, day: 25 }],
    ['٢٥/١٢/١٩٨٠', { year: 1980, month: 12, day: 25 }],
    ['9 апреля 1956 г.', { year: 1956, month: 4, day: 9 }],
    ['1956', { year: 1956 }],
    ['ca. 1956', { year: 1954, until: 1958 }],
    ['1950-55', { year: 1950, until: 1955 }],
    ['19561340', { year: 1956 }],
    ['04.1956', { year: 1956, month: 4 }],
  ])('K16 %s is read as far as it is said', (words, said) => {
    expect(readDates(words)).toEqual({ until: said.year, ...said });
  });

  test('K16 the whole list decides what is day and what is month', () => {
    expect(orderOf(['3/4/1956', '12/25/1980', '5/30/1971'])).toBe('month');
    expect(readDates('3/4/1956', { order: 'month' })).toMatchObject({ month: 3, day: 4 });
    expect(readDates('no date')).toBeNull();
  });
});

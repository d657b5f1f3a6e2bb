/** Tables that leave one after another: no small group can be worked out from all of them together. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  feasibleWidth,
  releasable,
  THRESHOLD,
  type EarlierTable,
  type PersonInTable,
  type ReleasedTable,
} from '#disclosure';
import { isFault } from '#ground';

/** A table, or null where nothing of it may leave. */
function released(
  persons: readonly PersonInTable[],
  facets: readonly string[],
  earlier: readonly EarlierTable[],
) {
  try {
    return releasable(persons, { facets }, earlier);
  } catch (thrown) {
    if (isFault(thrown, 'never-publish')) return null;
    throw thrown;
  }
}

const kept = (
  releaseId: string,
  { lines, empty }: ReleasedTable,
  facets: readonly string[] = ['place'],
): EarlierTable => ({ releaseId, facets, empty, lines });

/** Every group that the published numbers can tell apart, by who stands in which, found without the code under test. */
function groupsTold(tables: readonly EarlierTable[], everybody: readonly string[]): Map<string, string[]> {
  const lines = tables.flatMap((table) => table.lines);
  const groups = new Map<string, string[]>();
  for (const id of everybody) {
    const key = lines.map(({ members }) => (members.includes(id) ? 1 : 0)).join('');
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return groups;
}

const person = fc.record({ sex: fc.constantFrom('f', 'm'), place: fc.constantFrom('a', 'b', 'c') });
const chains = fc.record({
  people: fc.array(person, { minLength: 12, maxLength: 50 }),
  /** Of each later table: how many of the first people have gone, and how many have come. */
  steps: fc.array(fc.record({ gone: fc.nat(9), facet: fc.constantFrom('sex', 'place', 'both') }), {
    minLength: 1,
    maxLength: 3,
  }),
});

describe('tables that follow each other', () => {
  test('D14 over random chains of tables no small group can be worked out', () => {
    fc.assert(
      fc.property(chains, ({ people, steps }) => {
        const all = people.map((one, at) => ({ id: `p${String(at).padStart(3, '0')}`, ...one }));
        const published: EarlierTable[] = [];
        for (const [at, { gone, facet }] of steps.entries()) {
          const facets = facet === 'both' ? ['sex', 'place'] : [facet];
          const there = all.slice(gone).map((one): PersonInTable => ({
            id: one.id,
            says: facets.map((name) => (name === 'sex' ? one.sex : one.place)),
          }));
          if (there.length === 0) continue;
          const made = released(there, facets, published);
          if (made !== null) published.push(kept(String(at), made, facets));
        }
        const groups = groupsTold(
          published,
          all.map(({ id }) => id),
        );
        const lines = published.flatMap((table) => table.lines);
        const sums = lines.map(({ value, members }) => ({
          cells: [...groups].flatMap(([key, ids]) => (ids.some((id) => members.includes(id)) ? [key] : [])),
          lo: value,
          hi: value,
        }));
        for (const { value } of lines) expect(value).toBeGreaterThanOrEqual(THRESHOLD.plain);
        for (const [key, ids] of groups)
          if (ids.length < THRESHOLD.plain)
            expect(feasibleWidth([...groups.keys()], sums, [key])).toBeGreaterThanOrEqual(THRESHOLD.plain);
      }),
      { numRuns: process.env['SLOW'] ? 1_000 : 150 },
    );
  });

  const group = (prefix: string, many: number, ...says: string[]): PersonInTable[] =>
    Array.from({ length: many }, (_, at) => ({ id: `${prefix}${at}`, says }));

  test('D14 a table of two people more than the last does not leave with its sum', () => {
    const first = releasable([...group('a', 20, 'x'), ...group('b', 15, 'y')], { facets: ['place'] });
    expect(first.lines.map(({ label, value }) => `${label} ${value}`)).toEqual([
      'place: x 20',
      'place: y 15',
      'all 35',
    ]);
    const grown = [...group('a', 20, 'x'), ...group('b', 15, 'y'), ...group('c', 2, 'y')];
    const second = releasable(grown, { facets: ['place'] }, [kept('first', first)]);
    expect(second.lines.map(({ label }) => label)).toEqual(['place: x']);
    expect(second.keptBack).toEqual(
      expect.arrayContaining([
        { label: 'place: y', because: 'would-tell' },
        { label: 'all', because: 'would-tell' },
      ]),
    );
  });

  test('D14 one who came does not hide behind a cell that was empty in an earlier table of other facets', () => {
    const there = [...group('a', 9, 'f', 'x'), ...group('b', 1, 'm', 'x'), ...group('c', 1, 'f', 'y')];
    const first = releasable(there, { facets: ['sex', 'place'] });
    const before = first.lines.map(({ label }) => label);
    expect(before.length).toBeGreaterThan(0);
    expect(first.empty).toEqual(['["m","y"]']);
    const grown = [...there, ...group('d', 1, 'f', 'x')].map(({ id, says }) => ({
      id,
      says: says.slice(0, 1),
    }));
    const second = released(grown, ['sex'], [kept('first', first, ['sex', 'place'])]);
    const both = (second?.lines ?? []).filter(({ label }) => before.includes(label));
    expect(both).toEqual([]);
  });

  test('D14 the same table leaves again as it left before', () => {
    const persons = [...group('a', 20, 'x', 'f'), ...group('b', 15, 'y', 'f'), ...group('c', 9, 'y', 'm')];
    const first = releasable(persons, { facets: ['place', 'sex'] });
    const again = releasable(persons, { facets: ['place', 'sex'] }, [kept('first', first, ['place', 'sex'])]);
    expect(again).toEqual(first);
  });

  test('D11 nobody or everybody of a group is kept back, however large the group', () => {
    const made = releasable(
      [...group('a', 40, 'x', 'yes'), ...group('b', 30, 'y', 'yes'), ...group('c', 25, 'y', 'no')],
      {
        facets: ['place', 'tortured'],
      },
    );
    const labels = made.lines.map(({ label }) => label);
    expect(labels).not.toContain('place: x; tortured: yes');
    expect(labels).not.toContain('place: x; tortured: no');
  });

  test('D11 sensitive attributes need ten', () => {
    const persons = [...group('a', 40, 'x'), ...group('b', 8, 'y'), ...group('c', 30, 'z')];
    expect(releasable(persons, { facets: ['place'] }).lines.map(({ label }) => label)).toContain('place: y');
    const sensitive = releasable(persons, { facets: ['place'], isSensitive: true });
    expect(sensitive.lines.map(({ label }) => label)).not.toContain('place: y');
  });

  test('D12 small counts of people named in public leave by two people with a reason', () => {
    const persons = [...group('a', 20, 'x'), ...group('b', 2, 'y')];
    const exempt = { by: ['A. Reyl', 'M. Osk'], reason: 'all named by their families in public' };
    expect(releasable(persons, { facets: ['place'], exempt }).lines).toHaveLength(3);
    expect(() => releasable(persons, { facets: ['place'], exempt: { ...exempt, by: ['A. Reyl'] } })).toThrow(
      'two people',
    );
  });

  test('D14 a table that nobody can read is refused before anything is computed', () => {
    const persons = Array.from({ length: 90 }, (_, at) => ({ id: `p${at}`, says: [`v${at}`] }));
    expect(() => releasable(persons, { facets: ['unit'] })).toThrow('90 cells');
  });
});

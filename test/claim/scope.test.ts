/** Scopes: three-valued answers, checked against every world over small universes. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#ground';
import {
  comparable,
  disjoint,
  FACETS,
  listedRelations,
  overlap,
  subset,
  term,
  TERM_FACETS,
  unclearScope,
  withinPeriod,
} from '#claim';
import type { Answer, Period, Relations, Scope, Terms } from '#claim';

const runs = { numRuns: process.env['SLOW'] === '1' ? 3000 : 200 };
const TERMS = ['a', 'b', 'c'] as const;

const termsArb: fc.Arbitrary<Terms> = fc.oneof(
  fc.constant<Terms>({ any: true }),
  fc.constant<Terms>({ unclear: true }),
  fc.subarray([...TERMS], { minLength: 1 }).map((said): Terms => ({ said })),
);
const pairArb = fc.tuple(fc.constantFrom(...TERMS), fc.constantFrom(...TERMS)).filter(([x, y]) => x !== y);
const relationsArb = fc.record({
  within: fc.array(pairArb, { maxLength: 2 }),
  apart: fc.array(pairArb, { maxLength: 1 }),
});

/** A set of individuals as bits. */
function subsets(size: number): number[] {
  return Array.from({ length: 2 ** size - 1 }, (_, at) => at + 1);
}

/** Every world: what each term means, and the unclear facets, over universes of one to three individuals. */
function* worlds(relations: { within: (readonly [string, string])[]; apart: (readonly [string, string])[] }) {
  for (const size of [1, 2, 3]) {
    const all = 2 ** size - 1;
    for (const a of subsets(size))
      for (const b of subsets(size))
        for (const c of subsets(size)) {
          const meaning: Record<string, number> = { a, b, c };
          const fits =
            relations.within.every(([x, y]) => ((meaning[x] ?? 0) & ~(meaning[y] ?? 0)) === 0) &&
            relations.apart.every(([x, y]) => ((meaning[x] ?? 0) & (meaning[y] ?? 0)) === 0);
          if (fits) yield { all, meaning, size };
        }
  }
}

function meanings(
  terms: Terms,
  world: { all: number; meaning: Record<string, number>; size: number },
): number[] {
  if ('any' in terms) return [world.all];
  if ('unclear' in terms) return subsets(world.size);
  return [terms.said.reduce((sum, one) => sum | (world.meaning[one] ?? 0), 0)];
}

function verdict(found: readonly boolean[]): Answer {
  if (found.every(Boolean)) return 'certain';
  return found.some(Boolean) ? 'possible' : 'no';
}

function inAllWorlds(
  a: Terms,
  b: Terms,
  relations: Parameters<typeof worlds>[0],
  holds: (x: number, y: number) => boolean,
): Answer | null {
  const found: boolean[] = [];
  for (const world of worlds(relations))
    for (const x of meanings(a, world)) for (const y of meanings(b, world)) found.push(holds(x, y));
  return found.length === 0 ? null : verdict(found);
}

const free: Scope = {
  population: { any: true },
  standing: { any: true },
  holder: { any: true },
  place: { any: true },
  measure: { any: true },
  period: { any: true },
};
const only = (population: Terms): Scope => ({ ...free, population });

describe('terms', () => {
  test('C12 overlap says what holds in every world, in none, or in some', () => {
    fc.assert(
      fc.property(termsArb, termsArb, relationsArb, (a, b, relations) => {
        const expected = inAllWorlds(a, b, relations, (x, y) => (x & y) !== 0);
        fc.pre(expected !== null);
        expect(overlap(only(a), only(b), { population: relations })).toBe(expected);
      }),
      runs,
    );
  });

  test('C12 subset says what holds in every world, in none, or in some', () => {
    fc.assert(
      fc.property(termsArb, termsArb, relationsArb, (a, b, relations) => {
        const expected = inAllWorlds(a, b, relations, (x, y) => (x & ~y) === 0);
        fc.pre(expected !== null);
        const answer = subset(only(a), only(b), { population: relations });
        // Worlds of three individuals are enough to see a certainty that is not there, never to deny one that is.
        expect(answer).toBe(expected);
      }),
      runs,
    );
  });
});

const START = '2031-01-01';
const dayArb = fc.integer({ min: 2, max: 5 }).map((at) => addDays(START, at));
const DAYS = Array.from({ length: 8 }, (_, at) => addDays(START, at));

function periodArb(edge: fc.Arbitrary<string>): fc.Arbitrary<Period> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<Period>({ any: true }, { unclear: true }) },
    {
      weight: 6,
      arbitrary: fc
        .record({ from: edge, to: edge, extent: fc.constantFrom('throughout' as const, 'within' as const) })
        .filter(({ from, to }) => !/\d/.test(from) || !/\d/.test(to) || from <= to)
        .map((said): Period => ({ said })),
    },
  );
}

/** All stretches of days a period may mean, over eight days of which the outer two stand for all time beyond. */
function stretches(period: Period): [number, number][] {
  const [first, last] = [0, DAYS.length - 1];
  const all: [number, number][] = [];
  for (let from = first; from <= last; from++) for (let to = from; to <= last; to++) all.push([from, to]);
  if ('any' in period) return [[first, last]];
  if ('unclear' in period) return all;
  const { from, to, extent } = period.said;
  const low = from === 'open' ? first : from === 'unknown' ? first + 1 : DAYS.indexOf(from);
  const high = to === 'open' ? last : to === 'unknown' ? last - 1 : DAYS.indexOf(to);
  return all.filter(([x, y]) => {
    if (extent === 'within') return x >= low && y <= high;
    const fromFits = from === 'unknown' ? x > first && x <= high : x === low;
    const toFits = to === 'unknown' ? y < last && y >= low : y === high;
    return fromFits && toFits;
  });
}

function periodVerdict(
  a: Period,
  b: Period,
  holds: (x: [number, number], y: [number, number]) => boolean,
): Answer {
  const found: boolean[] = [];
  for (const x of stretches(a)) for (const y of stretches(b)) found.push(holds(x, y));
  return verdict(found);
}
const meets = (x: [number, number], y: [number, number]) => x[0] <= y[1] && y[0] <= x[1];
const lies = (x: [number, number], y: [number, number]) => y[0] <= x[0] && x[1] <= y[1];
const when = (period: Period): Scope => ({ ...free, period });

describe('periods', () => {
  test('C12 periods between days answer as all their readings do', () => {
    fc.assert(
      fc.property(periodArb(dayArb), periodArb(dayArb), (a, b) => {
        expect(overlap(when(a), when(b))).toBe(periodVerdict(a, b, meets));
        expect(subset(when(a), when(b))).toBe(periodVerdict(a, b, lies));
      }),
      runs,
    );
  });

  test('C12 with open and unknown ends nothing is called certain or impossible that is not', () => {
    const edge = fc.oneof(dayArb, fc.constantFrom('open', 'unknown'));
    fc.assert(
      fc.property(periodArb(edge), periodArb(edge), (a, b) => {
        for (const [answer, expected] of [
          [overlap(when(a), when(b)), periodVerdict(a, b, meets)],
          [subset(when(a), when(b)), periodVerdict(a, b, lies)],
        ] as const)
          if (answer !== 'possible') expect(answer).toBe(expected);
      }),
      runs,
    );
  });
});

const scopeArb: fc.Arbitrary<Scope> = fc.record({
  population: termsArb,
  standing: termsArb,
  holder: termsArb,
  place: termsArb,
  measure: termsArb,
  period: periodArb(dayArb),
});
const allRelations: fc.Arbitrary<Relations> = fc.record(
  Object.fromEntries(TERM_FACETS.map((facet) => [facet, relationsArb])) as Record<
    (typeof TERM_FACETS)[number],
    typeof relationsArb
  >,
);

describe('scopes', () => {
  test('C12 overlap, disjoint and comparable are symmetric', () => {
    fc.assert(
      fc.property(scopeArb, scopeArb, allRelations, (a, b, relations) => {
        expect(overlap(a, b, relations)).toBe(overlap(b, a, relations));
        expect(disjoint(a, b, relations)).toBe(disjoint(b, a, relations));
        expect(comparable(a, b, relations)).toEqual(comparable(b, a, relations));
      }),
      runs,
    );
  });

  test('C12 a scope is never outside itself, and certainly inside when nothing in it is unclear', () => {
    fc.assert(
      fc.property(scopeArb, (scope) => {
        const isClear =
          TERM_FACETS.every((facet) => !('unclear' in scope[facet])) &&
          ('any' in scope.period ||
            ('said' in scope.period &&
              (scope.period.said.extent === 'throughout' ||
                scope.period.said.from === scope.period.said.to)));
        expect(subset(scope, scope)).toBe(isClear ? 'certain' : 'possible');
      }),
      runs,
    );
  });

  test('C12 certain subsets are transitive', () => {
    fc.assert(
      fc.property(scopeArb, scopeArb, scopeArb, allRelations, (a, b, c, relations) => {
        if (subset(a, b, relations) === 'certain' && subset(b, c, relations) === 'certain')
          expect(subset(a, c, relations)).toBe('certain');
      }),
      runs,
    );
  });

  test('C12 one facet that cannot meet keeps the whole apart; one that may leaves it open', () => {
    const held = { ...free, measure: { said: ['held'] } };
    const released = { ...free, measure: { said: ['released'] } };
    expect(disjoint(held, released)).toBe('certain');
    expect(overlap({ ...held, holder: { said: ['a'] } }, { ...held, holder: { unclear: true } })).toBe(
      'possible',
    );
    expect(subset(held, { ...free, measure: { said: ['taken'] } })).toBe('certain');
    expect(listedRelations().measure?.within).toContainEqual(['held', 'taken']);
  });

  test('C13 two figures can conflict only where every facet certainly meets', () => {
    const soldiers = { ...free, standing: { said: ['SOLDIER'] }, measure: { said: ['held'] } };
    expect(comparable(soldiers, soldiers)).toEqual({ outcome: 'conflict-possible', facets: [] });
    expect(comparable(soldiers, { ...soldiers, standing: { said: ['CIVILIAN'] } })).toEqual({
      outcome: 'partly-comparable',
      facets: ['standing'],
    });
  });

  test('C13 figures of different times are not comparable; of unclear times, partly', () => {
    const autumn = { ...free, period: withinPeriod({ min: '2033-09-01', max: '2033-11-30' }) };
    const march = { ...free, period: withinPeriod({ min: '2034-03-04', max: '2034-03-04' }) };
    expect(comparable(autumn, march)).toEqual({ outcome: 'not-comparable', facets: ['period'] });
    expect(comparable(autumn, { ...free, period: { unclear: true } })).toEqual({
      outcome: 'partly-comparable',
      facets: ['period'],
    });
  });

  test('C13 a scope of which nothing is clear is partly comparable with everything, in all facets', () => {
    expect(comparable(unclearScope(), unclearScope())).toEqual({
      outcome: 'partly-comparable',
      facets: [...FACETS],
    });
  });

  test('C12 words fold by case, width and spaces only', () => {
    expect(term('  Port\u00a0TESSAR ')).toBe('port tessar');
    expect(term('Ереван')).not.toBe(term('Yerevan'));
  });
});

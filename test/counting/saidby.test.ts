/** Who says how many: one table, every kind of not answering kept apart, nothing added up. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scope } from '#claim';
import { isCountingClaim, saidBy, saidKindOf, type CountingClaim, type SaidQuestion } from '#counting';
import { claimsOfAllKinds, id } from '../claim/support.ts';
import { asOf, figure, outcome, runs, scope, unknown } from './support.ts';

const HELD: SaidQuestion = { measure: 'held', on: null };
const tableOf = (claims: readonly CountingClaim[], question = HELD) =>
  saidBy(claims, (claim) => claim, question);

describe('what kind of line', () => {
  test('N3 a denied figure is a line of its own kind, shows the figure, and bounds nothing', () => {
    const [line] = tableOf([figure(200, { modality: 'denies' })]).lines;
    expect(line?.kind).toBe('denied');
    expect(line?.figure).toEqual({
      text: '200',
      bounds: { hard: { lo: 0, hi: null }, usual: { lo: 0, hi: null } },
    });
  });

  test('N4 no answer, refused, declined by mandate, unreachable and referred are five kinds', () => {
    const kinds = ['NORESP', 'REFUS', 'DECL-M', 'UNREACH', 'REFER'].map((code) => saidKindOf(outcome(code)));
    expect(kinds).toEqual(['silence', 'refused', 'declined-by-mandate', 'unreachable', 'referred']);
    expect(new Set(kinds).size).toBe(5);
  });

  test('N4 an inquiry that is open, never sent or answered is no line', () => {
    for (const code of ['SENT', 'HOLD', 'NOTSENT', 'FULL', 'DENY', 'MOOT'])
      expect(tableOf([outcome(code)]).lines, code).toEqual([]);
  });

  test('N4 a text that says "not known", one that refuses and one that is silent differ', () => {
    expect((['unknown', 'refused', 'silence'] as const).map((kind) => saidKindOf(unknown(kind)))).toEqual([
      'unknown',
      'refused',
      'silence',
    ]);
    expect(saidKindOf(figure(3, { modality: 'declines-to-state' }))).toBe('refused');
    expect(saidKindOf(figure(3, { value: { kind: 'withheld', reason: 'asked' } }))).toBe('withheld');
    expect(saidKindOf(figure(3, { value: { kind: 'none', words: 'none' } }))).toBe('said');
  });

  test('only claims about numbers and about asking come into the table', () => {
    const kinds = claimsOfAllKinds()
      .filter(isCountingClaim)
      .map(({ claimKind }) => claimKind);
    expect(kinds).toEqual(['count', 'count-unknown', 'inquiry-outcome']);
  });
});

describe('some of the people', () => {
  const asked = scope({
    population: { any: true },
    holder: { said: ['ostrin'] },
    place: { said: ['renda'] },
  });
  const about = (number: number, over: Partial<Scope>) => figure(number, { scope: scope(over) });

  test('N14 a figure is about the same, a part, more, or it is not settled', () => {
    const claims = [
      about(1, { population: { any: true }, place: { said: ['renda'] } }),
      about(2, { place: { said: ['renda'] } }),
      about(3, { population: { any: true }, place: { any: true } }),
      about(4, { place: { unclear: true } }),
      about(5, { place: { said: ['tessa'] } }),
    ];
    const { lines, elsewhere } = tableOf(claims, { ...HELD, scope: asked });
    const found = lines.map(({ claim, inScope }) => [claim.claimId, inScope]);
    expect(Object.fromEntries(found)).toEqual({
      [id(1001)]: 'same',
      [id(1002)]: 'part',
      [id(1003)]: 'more',
      [id(1004)]: 'open',
      [id(1005)]: 'open',
    });
    expect(elsewhere).toEqual([]);
    expect(tableOf(claims).lines.every(({ inScope }) => inScope === null)).toBe(true);
  });

  test('N14 what is recorded to be about others is left out, and counted as left out', () => {
    const relations = { place: { within: [], apart: [['renda', 'tessa']] } } as const;
    const claims = [about(2, { place: { said: ['renda'] } }), about(5, { place: { said: ['tessa'] } })];
    const { lines, elsewhere } = tableOf(claims, { ...HELD, scope: asked, relations });
    expect(lines.map(({ claim }) => claim.claimId)).toEqual([id(1002)]);
    expect(elsewhere).toEqual([{ measure: 'held', because: 'scope', claims: 1 }]);
  });
});

describe('the table', () => {
  test('N5 silences and refusals stand among the figures, in order of the day they hold for', () => {
    const lines = tableOf([
      figure(33, { asOf: asOf('2034-05-01') }),
      { ...outcome('NORESP'), asOf: asOf('2034-03-01') },
      { ...unknown('refused'), asOf: asOf('2034-04-01') },
      figure(27, { asOf: asOf('2034-02-01') }),
    ]).lines;
    expect(lines.map(({ kind }) => kind)).toEqual(['said', 'silence', 'refused', 'said']);
  });

  test('N6 another measure or another time is left out and counted as left out', () => {
    const table = tableOf(
      [
        figure(27, { asOf: asOf('2034-02-01') }),
        figure(28, { asOf: asOf('2031-02-01') }),
        figure(4, { measure: 'dead' }),
        figure(5, { measure: 'dead' }),
      ],
      { measure: 'held', on: '2034-02-01' },
    );
    expect(table.lines).toHaveLength(1);
    expect(table.elsewhere).toEqual([
      { measure: 'dead', because: 'measure', claims: 2 },
      { measure: 'held', because: 'time', claims: 1 },
    ]);
  });

  test('N7 figures are compared by their scopes alone, and the facets that decide are named', () => {
    const of = (year: string, place: string): ReturnType<typeof scope> =>
      scope({
        place: place === '' ? { unclear: true } : { said: [place] },
        period: { said: { from: `${year}-01-01`, to: `${year}-12-31`, extent: 'throughout' } },
      });
    const [first, alike, unclear, apart, silence] = tableOf([
      figure(1, { scope: of('2034', 'kell') }),
      figure(2, { scope: of('2034', 'kell') }),
      figure(3, { scope: of('2034', '') }),
      figure(4, { scope: of('1999', 'kell') }),
      unknown('refused'),
    ]).lines;
    expect(first?.comparison).toBeNull();
    expect(alike?.comparison).toEqual({ outcome: 'conflict-possible', facets: [] });
    expect(unclear?.comparison).toEqual({ outcome: 'partly-comparable', facets: ['place'] });
    expect(apart?.comparison).toEqual({ outcome: 'not-comparable', facets: ['period'] });
    expect(silence?.comparison).toBeNull();
  });

  test('N7 nothing is added up: the table has no number that no source said', () => {
    const table = tableOf([figure(27), figure(33)]);
    expect(Object.keys(table)).toEqual(['lines', 'elsewhere']);
    expect(table.lines.map(({ figure: read }) => read?.text)).toEqual(['27', '33']);
  });

  test('N8 the table does not depend on the order in which claims come', () => {
    const pool: CountingClaim[] = [
      figure(27, { asOf: asOf('2034-02') }),
      figure(28, { asOf: asOf('2034-02') }),
      figure(29, { asOf: asOf('2034'), scope: scope() }),
      figure(30, { modality: 'denies', scope: scope({ place: { said: ['kell'] } }) }),
      figure(31, { measure: 'dead' }),
      figure(32, { asOf: asOf('1999') }),
      unknown('silence'),
      unknown('unknown', 2),
      ...['NORESP', 'REFUS', 'UNREACH', 'SENT'].map(outcome),
    ];
    expect(new Set(pool.map(({ claimId }) => claimId)).size).toBe(pool.length);
    fc.assert(
      fc.property(fc.shuffledSubarray(pool), fc.constantFrom(null, '2034-02-11'), (claims, on) => {
        const question = { measure: 'held', on };
        const sorted = [...claims].sort((a, b) => (a.claimId < b.claimId ? -1 : 1));
        expect(tableOf(claims, question)).toEqual(tableOf(sorted, question));
      }),
      { numRuns: runs(60) },
    );
  });

  test('N8 claims of one day are ordered by their ids', () => {
    const claims = [figure(9), figure(8), figure(7)];
    expect(tableOf(claims).lines.map(({ claim }) => claim.claimId)).toEqual([id(1007), id(1008), id(1009)]);
  });
});

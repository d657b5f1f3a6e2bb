/** Linkage of records as plain objects: what holds for every list. */
import fc from 'fast-check';
import { seededRandom } from '#ground';
import { beforeAll, describe, expect, test } from 'vitest';
import { linkRecords, type LinkedRecords, type LinkRecord, type RecordDecision } from '#linkage';
import { recordOf, twoLists } from './support.ts';

const records = twoLists(120);
const name = (list: string, id: string): { list: string; id: string } => ({ list, id });
let linked: LinkedRecords;

beforeAll(async () => {
  linked = await linkRecords(records, { oneToOne: true });
});

const shown = (groups: { list: string; id: string }[][]): string[] =>
  groups.map((group) => group.map(({ list, id }) => `${list}/${id}`).join(' '));
const together = (groups: { list: string; id: string }[][], a: string, b: string): boolean =>
  groups.some((group) => group.some(({ id }) => id === a) && group.some(({ id }) => id === b));

describe('two lists of the same people', () => {
  test('nearly all are found, and nobody is taken for another', () => {
    const pairs = linked.groups().filter((group) => group.length === 2);
    const wrong = pairs.filter(([left, right]) => left?.id.slice(1) !== right?.id.slice(1));
    expect(wrong.length).toBeLessThanOrEqual(1);
    expect(pairs.length).toBeGreaterThan(110);
  });

  test('K1 the order of the records does not matter', async () => {
    const shuffled = seededRandom('order').shuffled(records);
    const again = await linkRecords(shuffled, { oneToOne: true });
    expect(shown(again.groups())).toEqual(shown(linked.groups()));
    expect(again.pairs()).toEqual(linked.pairs());
    expect(again.linked.model).toEqual(linked.linked.model);
  });

  test('K3 the parts of an explanation add up to the weight, in whole thousandths', () => {
    for (const { left, right, weightMillibits } of linked.pairs().slice(0, 40)) {
      expect(Number.isInteger(weightMillibits)).toBe(true);
      const { weight, startBits, parts, household } = linked.explain(left, right);
      const sum = parts.reduce((total, part) => (part.isCovered ? total : total + part.bits), startBits);
      if (!household) expect(Math.round(sum * 1000)).toBe(weightMillibits);
      expect(Math.round(weight * 1000)).toBe(weightMillibits);
    }
  });

  test('K7 where each list holds a person once, no group has two records of a list', () => {
    for (const group of linked.groups())
      expect(new Set(group.map(({ list }) => list)).size).toBe(group.length);
    for (const draw of linked.draws(5))
      for (const group of draw) expect(new Set(group.map(({ list }) => list)).size).toBe(group.length);
  });
});

describe('decisions of people', () => {
  const decide = (a: string, b: string, decision: 'same' | 'different'): RecordDecision => ({
    left: name(a.slice(0, 1), a),
    right: name(b.slice(0, 1), b),
    decision,
  });

  test('K4 what a person judged different is never joined, not in the grouping and not in a draw', () => {
    const pair = linked
      .pairs()
      .filter(({ band }) => band === 'link')
      .sort((x, y) => y.weightMillibits - x.weightMillibits)[0];
    if (pair === undefined) throw new Error('the lists have no link');
    expect(together(linked.groups(), pair.left.id, pair.right.id)).toBe(true);
    const apart = [decide(pair.left.id, pair.right.id, 'different')];
    expect(together(linked.groups(apart), pair.left.id, pair.right.id)).toBe(false);
    for (const draw of linked.draws(8, '3', apart))
      expect(together(draw, pair.left.id, pair.right.id)).toBe(false);
  });

  test('K5 what a person judged the same is together; a contradiction keeps apart', async () => {
    expect(together(linked.groups([decide('a1', 'b2', 'same')]), 'a1', 'b2')).toBe(true);
    const round = [decide('a1', 'b2', 'same'), decide('b2', 'a3', 'same'), decide('a1', 'a3', 'different')];
    const groups = linked.groups(round);
    expect(together(groups, 'a1', 'a3')).toBe(false);
    expect(together(groups, 'a1', 'b2')).toBe(true);
  });

  test('K6 a decision taken back leaves what was there before', () => {
    const before = shown(linked.groups([]));
    expect(shown(linked.groups([decide('a1', 'b2', 'same')]))).not.toEqual(before);
    expect(shown(linked.groups([]))).toEqual(before);
  });

  test('a decision on a record that is not there is refused', () => {
    expect(() => linked.groups([decide('a1', 'b999', 'same')])).toThrow(/no such record/);
  });
});

describe('any decisions, in any order', () => {
  /** Decisions on any two of the first records, several of them against each other. */
  const decision = fc
    .record({
      left: fc.nat(29),
      right: fc.nat(29),
      isSame: fc.boolean(),
    })
    .filter(({ left, right }) => left !== right)
    .map(({ left, right, isSame }): RecordDecision => {
      const at = (n: number) => name(records[n]?.list ?? '', records[n]?.id ?? '');
      return { left: at(left), right: at(right), decision: isSame ? 'same' : 'different' };
    });

  test('K4 K5 K6 the order does not matter, "different" always holds, one taken back was never there', () => {
    const before = shown(linked.groups());
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 10 }), decision, (decisions, one) => {
        const groups = linked.groups(decisions);
        expect(shown(linked.groups([...decisions].reverse()))).toEqual(shown(groups));
        // Every record is in one group, whatever was decided.
        expect(groups.flat()).toHaveLength(records.length);
        for (const { left, right, decision: judged } of decisions)
          if (judged === 'different') expect(together(groups, left.id, right.id)).toBe(false);
        // One "same" alone joins.
        const [only] = decisions;
        if (decisions.length === 1 && only?.decision === 'same')
          expect(together(groups, only.left.id, only.right.id)).toBe(true);
        // Link, then take it back: as if nobody had decided it.
        linked.groups([...decisions, one]);
        expect(shown(linked.groups(decisions))).toEqual(shown(groups));
      }),
      { numRuns: process.env['SLOW'] ? 1000 : 60 },
    );
    expect(shown(linked.groups([]))).toEqual(before);
  });
});

describe('what counts', () => {
  test('K2 what one side does not say counts neither way', () => {
    const gap = linked
      .pairs()
      .find(({ right }) => records.some(({ id, claims }) => id === right.id && claims.place === undefined));
    if (gap === undefined) throw new Error('no record without a place');
    const part = linked
      .explain(gap.left, gap.right)
      .parts.find(({ comparison }) => comparison === 'locality');
    expect(part).toMatchObject({ level: -1, bits: 0, rarityBits: 0 });
  });

  test('K10 a rare name counts more than a common one, and one name is one name in all scripts', async () => {
    const common = Array.from({ length: 60 }, (_, n) =>
      recordOf(n % 2 === 0 ? 'a' : 'b', `c${n}`, {
        given: n % 3 === 0 ? 'Armen' : 'Արմեն',
        family: `Family${n}yan`,
        birth: `19${60 + (n % 30)}-03-0${1 + (n % 9)}`,
      }),
    );
    const pair = [
      recordOf('a', 'x', { given: 'Oshin', family: 'Vardanyan', birth: '1971-02-03' }),
      recordOf('b', 'y', { given: 'Oshin', family: 'Vardanyan', birth: '1971-02-03' }),
      recordOf('a', 'p', { given: 'Armen', family: 'Vardanyan', birth: '1972-04-05' }),
      recordOf('b', 'q', { given: 'Արմեն', family: 'Vardanyan', birth: '1972-04-05' }),
    ];
    const all = await linkRecords([...common, ...pair]);
    const rarity = (a: string, b: string): number =>
      all.explain(name('a', a), name('b', b)).parts.find(({ comparison }) => comparison === 'given')
        ?.rarityBits ?? 0;
    expect(rarity('x', 'y')).toBeGreaterThan(rarity('p', 'q') + 2);
    const spelled = all
      .explain(name('a', 'p'), name('b', 'q'))
      .parts.find(({ comparison }) => comparison === 'given');
    expect(spelled?.words).toMatch(/another spelling or script/);
  });

  test('K11 a shared home and family name do not make one person of two', async () => {
    const people = twoLists(150, 'families');
    const kin = people
      .filter(({ list }) => list === 'b')
      .map(({ claims }, n): LinkRecord => ({
        list: 'b',
        id: `kin${n}`,
        claims: {
          ...claims,
          given_name: [['Zaven', 'Ruben', 'Gagik', 'Yervand'][n % 4] ?? ''],
          birth_date: [`19${50 + (n % 9)}-0${1 + (n % 9)}-1${n % 9}`],
        },
      }));
    const all = await linkRecords([...people, ...kin], { within: false });
    const taken = all.groups().filter((group) => {
      const ids = group.map(({ id }) => id.replace(/^\D+/, ''));
      return (
        group.some(({ id }) => id.startsWith('kin')) && group.length > 1 && new Set(ids).size < ids.length
      );
    });
    expect(taken.length).toBeLessThanOrEqual(3);
  });

  test('K13 a pinned weight takes the place of the learned one, and the explanation names who and why', async () => {
    const pins = [
      { comparison: 'locality', level: 0, millibits: -123, reason: 'people were moved', author: 'desk' },
    ];
    const pinned = await linkRecords(records, { oneToOne: true, pins });
    const away = pinned
      .pairs()
      .map(({ left, right }) => pinned.explain(left, right))
      .flatMap(({ parts }) => parts)
      .find(({ comparison, level }) => comparison === 'locality' && level === 0);
    const far =
      away ??
      pinned
        .explain(name('a', 'a0'), name('b', 'b1'))
        .parts.find(({ comparison }) => comparison === 'locality');
    expect(
      pinned.linked.weights.levels[
        pinned.linked.comparisons.findIndex((one) => one.name === 'locality')
      ]?.[0],
    ).toBe(-123);
    if (far?.level === 0) expect(far.pinned).toEqual({ reason: 'people were moved', author: 'desk' });
  });

  test('K14 of several claims the one that agrees best counts', async () => {
    const [first, second] = [records[0], records[1]];
    if (first === undefined || second === undefined) throw new Error('no records');
    const two: LinkRecord = {
      ...second,
      claims: { ...second.claims, birth_date: ['1901-01-01', ...(first.claims.birth_date ?? [])] },
    };
    const all = await linkRecords([two, ...records.filter(({ id }) => id !== second.id)], { oneToOne: true });
    const part = all
      .explain(name('a', first.id), name('b', two.id))
      .parts.find(({ comparison }) => comparison === 'birth');
    expect(part?.words).toBe('the same day');
  });

  test('K15 draws follow the chances and are the same for a seed', () => {
    const draws = linked.draws(20, '7');
    expect(draws.map(shown)).toEqual(linked.draws(20, '7').map(shown));
    const sure = linked.pairs().filter(({ probability }) => probability > 0.99999);
    expect(sure.length).toBeGreaterThan(50);
    const kept = draws.flatMap((draw) => sure.filter(({ left, right }) => together(draw, left.id, right.id)));
    expect(kept.length).toBeGreaterThan(0.97 * 20 * sure.length);
  });

  test('progress of a stage never runs backwards nor beyond its end', async () => {
    const told: { stage: string; done: number; total: number }[] = [];
    await linkRecords(records, {
      oneToOne: true,
      onProgress: (stage, done, total) => told.push({ stage, done, total }),
    });
    expect(new Set(told.map(({ stage }) => stage)).size).toBeGreaterThan(3);
    for (const [at, { stage, done, total }] of told.entries()) {
      expect(done).toBeLessThanOrEqual(total);
      const before = told[at - 1];
      if (before?.stage === stage) expect(done).toBeGreaterThanOrEqual(before.done);
    }
  });
});

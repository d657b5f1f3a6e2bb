/** What is believed of the lists as a whole: how many pairs are one person, where the border of a link lies. */
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#ground';
import { linkRecords, type LinkRecord } from '#linkage';
import { bandsOf } from '../../src/linkage/bands.ts';
import { priorShift } from '../../src/linkage/prior.ts';
import { recordOf, twoLists } from './support.ts';

/** Pairs that are right, of those that are grouped, and of those that are true; the number of a record names its person. */
function shares(groups: readonly (readonly { id: string }[])[]): { precision: number; recall: number } {
  const person = ({ id }: { id: string }): string => id.replace(/\D/g, '');
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const sizes = new Map<string, number>();
  let [right, grouped] = [0, 0];
  for (const group of groups) {
    const own = new Map<string, number>();
    for (const record of group) {
      own.set(person(record), (own.get(person(record)) ?? 0) + 1);
      sizes.set(person(record), (sizes.get(person(record)) ?? 0) + 1);
    }
    grouped += pairs(group.length);
    for (const count of own.values()) right += pairs(count);
  }
  const real = [...sizes.values()].reduce((sum, count) => sum + pairs(count), 0);
  return { precision: right / grouped, recall: right / real };
}

/** The same people, most of them of one town, so that a loose key has a group that is too large for it. */
function oneTown(records: readonly LinkRecord[]): LinkRecord[] {
  return records.map((record, at) => ({
    ...record,
    claims: { ...record.claims, ...(at % 5 === 0 ? {} : { place: ['Ostvale'] }) },
  }));
}

describe('a crowded value', () => {
  test('a town or a name that very many rows share does not bend what is learned', async () => {
    const records = oneTown(twoLists(250, 'one town'));
    // So small a budget that the groups of names and of the town are split.
    const linked = await linkRecords(records, { budget: 60_000 });
    const found = shares(linked.groups());
    expect(found.precision).toBeGreaterThan(0.97);
    expect(found.recall).toBeGreaterThan(0.9);
    const given = linked.linked.model.fitted.find(({ name }) => name === 'given');
    // Among pairs of one person the given name is rarely another.
    expect(given?.m[0]).toBeLessThan(0.1);
  });
});

describe('how many pairs are one person', () => {
  test('the chances of the weighed pairs add up to the share that is believed', () => {
    const random = seededRandom('prior');
    const [count, real] = [40_000_000, 60_000];
    // Weights of true pairs and of strangers, drawn so that 2^weight is the ratio of their likelihoods.
    const draw = (mean: number): number =>
      mean + 4 * (random.float() + random.float() + random.float() + random.float() - 2);
    const weights = Int32Array.from({ length: 200_000 }, (_, at) =>
      Math.round(1000 * (at < real ? draw(9) : draw(-6))),
    );
    const share = (3 * real) / count;
    const shift = priorShift(weights, count, share);
    expect(shift).toBeLessThan(-1000);
    const chances = weights.reduce((sum, weight) => sum + 1 / (1 + 2 ** -((weight + shift) / 1000)), 0);
    const odds = (share / (1 - share)) * 2 ** (shift / 1000);
    expect(chances / ((count * odds) / (1 + odds))).toBeCloseTo(1, 2);
    expect(chances).toBeGreaterThan(0.9 * real);
    expect(chances).toBeLessThan(1.1 * real);
    // The order of the pairs does not matter, and a second look finds nothing to change.
    expect(priorShift(weights.slice().reverse(), count, share)).toBe(shift);
    const again = weights.map((weight) => weight + shift);
    expect(Math.abs(priorShift(again, count, odds / (1 + odds)))).toBeLessThanOrEqual(20);
    expect(priorShift(new Int32Array(), count, share)).toBe(0);
  });

  test('what lists expect of themselves is near what is so', async () => {
    const linked = await linkRecords(twoLists(150, 'expected'), { oneToOne: true });
    const { pairs } = linked.linked;
    const expected = pairs.weight.reduce((sum, weight) => sum + 1 / (1 + 2 ** -(weight / 1000)), 0);
    expect(expected).toBeGreaterThan(135);
    expect(expected).toBeLessThan(165);
  });

  test('strangers are not made one person', async () => {
    const people = twoLists(60, 'strangers').filter(({ list }) => list === 'a');
    const others = twoLists(60, 'other strangers').filter(({ list }) => list === 'b');
    const linked = await linkRecords([...people, ...others], { oneToOne: true });
    expect(linked.groups().filter(({ length }) => length > 1).length).toBeLessThanOrEqual(2);
  });
});

describe('the border of a link', () => {
  const chances = (...found: number[]): Int32Array =>
    Int32Array.from(found, (chance) => Math.round(1000 * Math.log2(chance / (1 - chance))));
  const many = (count: number, chance: number): number[] => Array.from({ length: count }, () => chance);

  test('lies at two in three where lists say enough, falls where they say little, never below an even chance', () => {
    expect(bandsOf(chances(...many(100, 0.99), ...many(10, 0.7), ...many(4, 0.01))).link).toBe(1000);
    expect(bandsOf(chances(...many(20, 0.7), ...many(60, 0.45))).link).toBe(0);
    const between = bandsOf(chances(...many(50, 0.95), ...many(8, 0.6), ...many(6, 0.52))).link;
    expect(between).toBeGreaterThanOrEqual(0);
    expect(between).toBeLessThan(1000);
    expect(bandsOf(chances(...many(50, 0.95), ...many(8, 0.6)), 0.9).link).toBe(
      Math.round(1000 * Math.log2(9)),
    );
    expect(bandsOf(new Int32Array()).missed).toBe(0);
  });

  test('a record that says nothing is linked to nobody', async () => {
    const records = [...twoLists(40, 'silent'), recordOf('a', 'silent1', {}), recordOf('b', 'silent2', {})];
    const linked = await linkRecords(records);
    for (const id of ['silent1', 'silent2'])
      expect(linked.groups().find((group) => group.some((record) => record.id === id))).toHaveLength(1);
  });
});

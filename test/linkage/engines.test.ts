/** Every engine gives the same pairs and weights as the engine in memory, for every field there is. */
import { seededRandom } from '#ground';
import { expect, test } from 'vitest';
import { duckDbEngine } from '#engines/duckdb';
import { linkRecords, type LinkRecord } from '#linkage';
import { slip, twoLists } from './support.ts';

/** The lists of the other tests with every further field, gaps, second claims and swapped names. */
function everyField(): LinkRecord[] {
  const random = seededRandom('every field');
  const people = twoLists(60, 'every field');
  return people.map(({ list, id, claims }, at) => {
    const n = Number(id.slice(1));
    const some = (words: string, every = 4): readonly string[] =>
      random.below(every) === 0 ? [] : [random.below(5) === 0 ? slip(random, words) : words];
    const turned = at % 17 === 0;
    return {
      list,
      id,
      claims: {
        ...claims,
        given_name: [
          ...((turned ? claims.surname : claims.given_name) ?? []),
          ...(n % 9 === 0 ? ['Gagik'] : []),
        ],
        surname: (turned ? claims.given_name : claims.surname) ?? [],
        ...(n % 5 === 0 ? { birth_date: [], birth_year: [(claims.birth_date?.[0] ?? '').slice(0, 4)] } : {}),
        mother: some('Anahit'),
        sex: some(n % 2 === 0 ? 'm' : 'f'),
        postcode: some(String(1000 + n * 7)),
        region: some(`Region ${n % 6}`),
        street: some(`Long Street ${'abcdef'[n % 6]}`),
        house: some(String(1 + (n % 40))),
        address_more: some(`Flat ${n % 13}`),
        phone: some(`+374 91 ${100_000 + n * 31}`),
        email: some(`person${n}@example.org`),
        unit: some(`Unit ${n % 9}`),
        rank: some(['private', 'sergeant', 'captain'][n % 3] ?? ''),
        captured_on: some(`2020-10-${10 + (n % 18)}`),
        captured_at: some(`Height ${n % 8}`),
        held_at: some(`Prison ${n % 4}`),
        birth_place: some(`Village ${n % 11}`),
        age: some(String(20 + (n % 30))),
        document: some(`AB${90_000 + n}`),
      },
    };
  });
}

test.each([{ oneToOne: true }, {}])('K1 duckdb and memory agree to the byte: %j', async (options) => {
  const records = everyField();
  const memory = await linkRecords(records, options);
  const duckdb = await linkRecords(records, options, duckDbEngine({ memoryMiB: 512 }));
  expect(memory.linked.comparisons.length).toBeGreaterThan(18);
  expect(memory.linked.pairs.left.length).toBeGreaterThan(40);
  expect(duckdb.linked.pairs).toEqual(memory.linked.pairs);
  expect(duckdb.groups()).toEqual(memory.groups());
});

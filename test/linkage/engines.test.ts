/** Every engine gives the same pairs and weights as the engine in memory, for every field there is. */
import { expect, test } from 'vitest';
import { duckDbEngine } from '#engines/duckdb';
import { linkRecords } from '#linkage';
import { everyField } from './support.ts';

test.each([{ oneToOne: true }, {}])('K1 duckdb and memory agree to the byte: %j', async (options) => {
  const records = everyField();
  const memory = await linkRecords(records, options);
  const duckdb = await linkRecords(records, options, duckDbEngine({ memoryMiB: 512 }));
  expect(memory.linked.comparisons.length).toBeGreaterThan(18);
  expect(memory.linked.pairs.left.length).toBeGreaterThan(40);
  expect(duckdb.linked.pairs).toEqual(memory.linked.pairs);
  expect(duckdb.groups()).toEqual(memory.groups());
});

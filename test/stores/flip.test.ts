import { expect, test } from 'vitest';
import { runFlips } from '../../scripts/bars/flip.ts';

// 2,000 flips: npm run bar:flip.
test('R4 every flipped bit in database, key file and side file is found by verification', async () => {
  const result = await runFlips({ flips: process.env['SLOW'] === '1' ? 2000 : 100, seed: 'test' });
  expect(result.failures).toEqual([]);
  expect(result.found).toBe(result.flips);
  expect(Object.keys(result.files).sort()).toEqual(['keys.json', 'side file', 'vault.db']);
}, 300_000);

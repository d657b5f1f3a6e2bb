import { expect, test } from 'vitest';
import { runKills } from '../../scripts/bars/kill.ts';

// 1,000 kills at 50 to 1500 ms: npm run bar:kill.
test('R1 fifty kills in the middle of writes lose nothing that was acknowledged and double nothing', async () => {
  const result = await runKills({ cycles: 50, seed: 'test', from: 50, to: 250 });
  expect(result.failures).toEqual([]);
  expect(result.acknowledged).toBeGreaterThan(50);
  expect(result.interrupted).toBeGreaterThan(10);
}, 300_000);

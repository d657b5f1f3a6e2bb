import { expect, test } from 'vitest';
import { runPlaintext } from '../../scripts/bars/plaintext.ts';

// The same under strace, with every write of the program searched: npm run bar:plaintext.
test('R12 a killed program leaves no canary in workspace, log, side files or backup', async () => {
  const result = await runPlaintext({ seed: 'test', withTrace: false, isControl: false });
  expect(result.hits).toEqual([]);
  expect(result.endedBy).toBe('SIGKILL');
  expect(result.bytes).toBeGreaterThan(1_000_000);
}, 120_000);

test('R12 the search finds a canary that was written on purpose', async () => {
  const result = await runPlaintext({ seed: 'test', withTrace: false, isControl: true });
  expect(result.hits).toEqual(['a canary in control']);
}, 120_000);

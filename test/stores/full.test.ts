import { expect, test } from 'vitest';
import { runFull, runLimited } from '../../scripts/bars/full.ts';

// On a larger disk, with numbers: npm run bar:full. Without the right to mount, the limit on files stands in.
test.each(['a small file system', 'a limit on file size'])(
  'R3 with %s, disk-full loses nothing that was acknowledged and leaves nothing half-done',
  async (how) => {
    const mounted = how === 'a small file system' ? await runFull(12) : null;
    const result = mounted ?? (await runLimited(4));
    expect(result.failures).toEqual([]);
    expect(result.readable).toBe(result.acknowledged);
    expect(Object.keys(result.refused).length).toBeGreaterThanOrEqual(4);
  },
  120_000,
);

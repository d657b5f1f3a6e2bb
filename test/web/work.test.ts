/** How long somebody reads without a break, and whether they answer faster than anybody reads: sums, without a browser. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { areHasty, worked } from '../../src/web/client/work.ts';

const MINUTE = 60_000;
const quick = (n: number): number[] => Array.from({ length: n }, () => 1_499);

describe('answers in a row', () => {
  test('are hasty when the last twenty took less than a second and a half each', () => {
    expect(areHasty(quick(19))).toBe(false);
    expect(areHasty(quick(20))).toBe(true);
    expect(areHasty([...quick(19), 1_500])).toBe(false);
    expect(areHasty([1_500, ...quick(19)])).toBe(false);
    expect(areHasty([9_000, ...quick(20)])).toBe(true);
    expect(areHasty([])).toBe(false);
  });
});

describe('minutes without a break', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    });
    return () => vi.unstubAllGlobals();
  });

  test('count on from step to step, and five minutes without one are a break', () => {
    const start = 1_700_000_000_000;
    expect(worked(start)).toBe(0);
    expect(worked(start + 4 * MINUTE)).toBe(4);
    expect(worked(start + 8.9 * MINUTE)).toBe(8);
    expect(worked(start + 13.9 * MINUTE)).toBe(0);
    expect(worked(start + 15 * MINUTE)).toBe(1);
  });
});

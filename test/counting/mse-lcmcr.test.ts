import { describe, expect, test } from 'vitest';
import { isFault, seededRandom } from '#ground';
import { effectiveSize, splitRHat, summaryOf } from '../../src/counting/mse/chains.ts';
import { longEnough } from '../../src/counting/mse/estimate.ts';
import { classesFor, MOST_UNSEEN_TIMES, runChain, type ChainAsk } from '../../src/counting/mse/lcmcr.ts';
import { modesOfDraws } from '../../src/counting/mse/modes.ts';
import { samplerOn, type Sampler } from '../../src/counting/mse/sampler.ts';
import { lnGamma } from '../../src/counting/mse/special.ts';
import type { OverlapTable } from '../../src/counting/mse/table.ts';
import { runTasks } from '../../src/counting/mse/threads.ts';
import { ARTIFICIAL, HIV_ROME, SIMULATED, SNOWSHOE_HARE } from './support/tables.ts';

function chainOf(table: OverlapTable, seed: string, draws = 400): Omit<ChainAsk, 'onSweeps'> {
  const lists = table.lists.length;
  const classes = classesFor(lists);
  return {
    lists,
    patterns: table.patterns,
    counts: table.counts,
    classes,
    burnIn: 3_000,
    draws,
    thin: 25,
    seed,
  };
}

/** Mean and variance of many draws, each within five standard errors of what they must be. */
function expectMoments(draw: () => number, mean: number, variance: number): void {
  const size = 40_000;
  const values = Float64Array.from({ length: size }, draw);
  const found = values.reduce((sum, value) => sum + value, 0) / size;
  const spread = values.reduce((sum, value) => sum + (value - found) ** 2, 0) / (size - 1);
  expect(Math.abs(found - mean)).toBeLessThan(5 * Math.sqrt(variance / size));
  expect(Math.abs(spread / variance - 1)).toBeLessThan(0.08);
}

/** χ² of whole-number draws against their exact probabilities, cells of at least 20 expected. */
function expectExact(draw: () => number, ln: (k: number) => number, most: number): void {
  const size = 40_000;
  const seen = new Map<number, number>();
  for (let i = 0; i < size; i++) {
    const k = draw();
    seen.set(k, (seen.get(k) ?? 0) + 1);
  }
  let chi = 0;
  let cells = 0;
  for (let k = 0; k <= most; k++) {
    const expected = size * Math.exp(ln(k));
    if (expected < 20) continue;
    chi += ((seen.get(k) ?? 0) - expected) ** 2 / expected;
    cells++;
  }
  expect(chi).toBeLessThan(cells + 5 * Math.sqrt(2 * cells));
}

describe('the sampler', () => {
  const sampler: Sampler = samplerOn(seededRandom('sampler'));

  test('N26 normal and gamma draws have their moments, also for tiny shapes in logs', () => {
    expectMoments(sampler.normal, 0, 1);
    expectMoments(() => sampler.gamma(1), 1, 1);
    expectMoments(() => sampler.gamma(37.5), 37.5, 37.5);
    expectMoments(() => Math.exp(sampler.lnGammaDraw(0.3)), 0.3, 0.3);
    expect(Number.isFinite(sampler.lnGammaDraw(1e-6))).toBe(true);
  });

  test('N26 binomial and Poisson draws follow their exact probabilities, on both sides of the change of method', () => {
    for (const [n, p] of [
      [9, 0.2],
      [40, 0.28],
      [40, 0.32],
      [60, 0.85],
      [900, 0.4],
    ] as const) {
      const ln = (k: number): number =>
        lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p);
      expectExact(() => sampler.binomial(n, p), ln, n);
    }
    for (const mean of [0.4, 9.5, 10.5, 300])
      expectExact(
        () => sampler.poisson(mean),
        (k) => k * Math.log(mean) - mean - lnGamma(k + 1),
        1_000,
      );
    expect([sampler.binomial(0, 0.5), sampler.binomial(7, 0), sampler.binomial(7, 1)]).toEqual([0, 0, 7]);
  });
});

describe('latent classes', () => {
  test('N27 short chains come close to the reference medians', () => {
    const medians: [OverlapTable, number, number][] = [
      [HIV_ROME, 10_940, 0.05],
      [SNOWSHOE_HARE, 77, 0.03],
      [SIMULATED, 1_720, 0.03],
    ];
    for (const [table, median, share] of medians) {
      const summary = summaryOf([1, 2].map((at) => runChain(chainOf(table, `test/${at}`))));
      expect(Math.abs((table.n + summary.median) / median - 1)).toBeLessThan(share);
      expect(summary.rHat).toBeLessThan(1.1);
    }
  });

  test('N27 the same seed gives the same draws, in a thread and without one; the prior is cut at its cap', async () => {
    const task = { kind: 'chain', ask: chainOf(ARTIFICIAL, 'same', 50) } as const;
    const [here] = await runTasks([task], { threads: 0 });
    const steps: number[] = [];
    const [there] = await runTasks([task], { threads: 1, onProgress: (_, done) => steps.push(done) });
    expect(there).toEqual(here);
    expect(steps.at(-1)).toBe(3_000 + 50 * 25);
    const unseen = here?.kind === 'chain' ? here.unseen : new Float64Array();
    expect(Math.max(...unseen)).toBeLessThanOrEqual(MOST_UNSEEN_TIMES * ARTIFICIAL.n);
  });

  test('N27 a run can be stopped', async () => {
    const stop = new AbortController();
    const task = { kind: 'chain', ask: { ...chainOf(HIV_ROME, 'long'), burnIn: 100_000_000 } } as const;
    const run = runTasks([task], { threads: 1, signal: stop.signal });
    setTimeout(() => stop.abort(), 200);
    await expect(run).rejects.toSatisfy((thrown) => isFault(thrown, 'interrupted'));
  });
});

describe('several chains', () => {
  test('R̂ is near 1 for one distribution and large for two; repeated draws count once', () => {
    const sampler = samplerOn(seededRandom('chains'));
    const chain = (shift: number): Float64Array =>
      Float64Array.from({ length: 1000 }, () => sampler.normal() + shift);
    expect(splitRHat([chain(0), chain(0)])).toBeLessThan(1.02);
    expect(splitRHat([chain(0), chain(3)])).toBeGreaterThan(1.5);
    const fresh = chain(0);
    expect(effectiveSize([fresh])).toBeGreaterThan(600);
    expect(effectiveSize([fresh.map((_, at) => fresh[at - (at % 10)] as number)])).toBeLessThan(200);
  });

  test('two peaks are told apart, one is not', () => {
    const sampler = samplerOn(seededRandom('modes'));
    const draws = (at: number): number[] =>
      Array.from({ length: 2000 }, () => at * Math.exp(0.05 * sampler.normal()));
    expect(modesOfDraws(Float64Array.from(draws(100)).sort()).filter(({ mass }) => mass > 0.1)).toHaveLength(
      1,
    );
    const two = modesOfDraws(Float64Array.from([...draws(100), ...draws(200)]).sort());
    expect(two.filter(({ mass }) => mass > 0.1)).toHaveLength(2);
  });
});

describe('chains that move slowly', () => {
  const tasks = [1, 2, 3, 4].map((chain) => ({
    kind: 'chain' as const,
    ask: { ...chainOf(ARTIFICIAL, `slow/${chain}`, 100), burnIn: 100, thin: 1 },
  }));

  test('N27 are run again, longer, from the same beginning, unless somebody chose the length', async () => {
    const first = await runTasks(tasks, { threads: 0 });
    const lengths = (answers: readonly { kind: string }[]): number[] =>
      answers.map((one) => (one as { kind: 'chain'; unseen: Float64Array }).unseen.length);
    // Four times a hundred draws, each next to the last, are never four hundred effective ones.
    const again = await longEnough({ threads: 0 }, tasks, first);
    expect(lengths(again)).toEqual([400, 400, 400, 400]);
    again.forEach((one, at) => {
      const before = first[at];
      if (one.kind !== 'chain' || before?.kind !== 'chain') throw new Error('a chain is expected');
      expect(one.unseen.slice(0, 100)).toEqual(before.unseen);
    });
    expect(lengths(await longEnough({ threads: 0, draws: 100 }, tasks, first))).toEqual([100, 100, 100, 100]);
  });

  test('N27 that move well are left as they are', async () => {
    const well = [1, 2, 3, 4].map((chain) => {
      const random = seededRandom(`well/${chain}`);
      return {
        kind: 'chain' as const,
        unseen: Float64Array.from({ length: 500 }, () => 100 + random.float()),
      };
    });
    expect(await longEnough({ threads: 0 }, tasks, well)).toBe(well);
  });
});

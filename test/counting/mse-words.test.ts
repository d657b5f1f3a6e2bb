import { describe, expect, test } from 'vitest';
import { reasonOf, REASONS } from '../../src/counting/mse/reasons.ts';
import { estimateText } from '../../src/cli/estimate.ts';
import { reported } from '../../src/counting/mse/engines.ts';
import { disagreementMeasures } from '../../src/counting/mse/evidence.ts';
import { headlineOf, roundedOut } from '../../src/counting/mse/headline.ts';
import { estimate } from '../../src/counting/mse/estimate.ts';
import { POPULATION } from '../../src/counting/mse/report.ts';
import { judge, RULES } from '../../src/counting/mse/rules.ts';
import { KOSOVO } from './support/tables.ts';

describe('in words', () => {
  test('N29 ends are rounded outward to two digits and never below the documented', () => {
    expect([roundedOut(6947, 'down'), roundedOut(18010, 'up'), roundedOut(97, 'up')]).toEqual([
      6900, 19000, 97,
    ]);
    const { lo, hi, atLeast } = headlineOf(
      { lo: 1246, hi: 1999, level: 0.95 },
      { bound: 1250, reaches: [], n: 1245 },
    );
    expect([lo, hi, atLeast]).toEqual([1245, 2000, 1245]);
  });

  test('N28 every headline has the sentence about whom it can speak of; a wide one says order of magnitude', () => {
    const wide = headlineOf({ lo: 1_000, hi: 6_000, level: 0.95 }, { bound: null, reaches: [], n: 900 });
    expect(wide.sentence).toContain('order of magnitude');
    expect(wide.sentence).toContain(POPULATION);
  });

  test('N30 the gravest measure of a rule is its outcome, with its number and threshold', () => {
    const rules = judge({
      R7: [
        { value: 1.03, ...reasonOf('r-hat') },
        { value: 100, threshold: 400, outcome: 'refuse', ...reasonOf('effective-draws') },
      ],
      R5: [{ value: 12, ...reasonOf('several', { n: 12 }) }],
    });
    expect(rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
    expect(rules[6]).toMatchObject({ outcome: 'refuse', value: 100, threshold: 400 });
    expect(rules[4]).toMatchObject({ outcome: 'warn', value: 12, threshold: 30 });
    expect(rules[0]?.outcome).toBe('not_applicable');
  });

  test('N39 every rule says what its number is by a code, whether anything was measured or not', () => {
    for (const { reason, code, values } of judge({ R5: [{ value: 12, ...reasonOf('several', { n: 12 }) }] }))
      expect(reason).toBe(REASONS[code](values));
    expect(reported('mthlb', { because: reasonOf('no-main-effects') })).toMatchObject({
      withheld: REASONS['no-main-effects'](),
      because: { code: 'no-main-effects' },
    });
  });

  test('N30 engines that differ by more than half again are a warning, intervals with nothing in common a refusal', () => {
    const engine = (point: number, lo: number, hi: number) =>
      reported('dga', { point, interval: { lo, hi, level: 0.95 } });
    const outcome = (...engines: ReturnType<typeof engine>[]) =>
      judge({ R11: disagreementMeasures([], engines) }).find(({ id }) => id === 'R11')?.outcome;
    expect(outcome(engine(100, 80, 130), engine(110, 90, 140))).toBe('pass');
    expect(outcome(engine(100, 80, 180), engine(200, 150, 260))).toBe('warn');
    expect(outcome(engine(100, 80, 110), engine(120, 115, 140))).toBe('refuse');
  });

  test('N28 the printed report names every rule with its number, every engine with its assumption', async () => {
    const report = await estimate(KOSOVO, { engines: ['chapman', 'chao', 'mthlb', 'dga'], threads: 0 });
    const text = estimateText(report, 160);
    for (const { id } of report.rules) expect(text).toContain(`${id} `);
    for (const { name } of report.engines) expect(text).toContain(name);
    expect(text).toContain('12,595');
    expect(text).toContain(POPULATION);
    expect(text).toContain('No headline: a headline needs loglinear, lcmcr as well.');
  });
});

/** Letting a refused estimate stand: two named people, a reason, and never against every rule. */
import { describe, expect, test } from 'vitest';
import { estimate, parseTable } from '#counting';

const FEW = parseTable('a,b,c,count\n1,0,0,60\n0,1,0,50\n0,0,1,40\n1,1,0,3\n1,0,1,3\n0,1,1,2\n1,1,1,1\n');
const quick = { draws: 200, burnIn: 200, replicates: 40, threads: 0 };
const by = ['Ona Verra', 'Tolm Askin'];

describe('overrides', () => {
  test('N32 a refused estimate stands by two named people and a reason, and carries them in its sentence', async () => {
    const refused = await estimate(FEW, quick);
    const rules = refused.rules.filter(({ outcome }) => outcome === 'refuse').map(({ id }) => id);
    expect(rules).toContain('R5');
    expect(refused.headline).toBeNull();
    const reason = 'the small overlap was looked at case by case';
    const stood = await estimate(FEW, { ...quick, overrides: [{ rules, by, reason }] });
    expect(stood.headline?.sentence).toContain(
      `Let stand against ${rules.join(', ')} by Ona Verra and Tolm Askin: ${reason}.`,
    );
    expect(stood.overrides).toHaveLength(1);
    expect(stood.rules.find(({ id }) => id === 'R5')?.outcome).toBe('refuse');
  });

  test('N32 a rule that nobody let stand still refuses', async () => {
    const report = await estimate(FEW, {
      ...quick,
      checkOnly: true,
      overrides: [{ rules: ['R12'], by, reason: 'x' }],
    });
    expect(report.noHeadline).toContain('R5');
    expect(report.overrides).toEqual([]);
  });

  test('N32 one person, one person twice, no reason, and the rules that protect people are refused', async () => {
    const wrong = [
      { rules: ['R5'], by: ['Ona Verra'], reason: 'x' },
      { rules: ['R5'], by: ['Ona Verra', ' ona verra '], reason: 'x' },
      { rules: ['R5'], by, reason: '  ' },
      { rules: ['R1'], by, reason: 'x' },
      { rules: ['R5', 'R3'], by, reason: 'x' },
    ];
    for (const one of wrong)
      await expect(estimate(FEW, { checkOnly: true, overrides: [one] })).rejects.toMatchObject({
        code: 'usage-wrong',
      });
  });

  test('N32 an open population may be let stand before anything is computed', async () => {
    const context = { closed: false };
    const stopped = await estimate(FEW, { ...quick, context });
    expect(stopped.engines).toEqual([]);
    const stood = await estimate(FEW, {
      ...quick,
      context,
      overrides: [{ rules: ['R4', 'R5'], by, reason: 'no turnover in these weeks' }],
    });
    expect(stood.engines.length).toBeGreaterThan(3);
  });
});

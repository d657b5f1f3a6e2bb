/**
 * Letting an estimate stand although rules refuse it: two named people at least and a reason, printed with the figure.
 * Too few lists (R1) and barred lists (R3) cannot be let stand by anybody.
 */
import { Fault } from '#ground';
import type { Override, RuleId } from './report.ts';

/** Rules that nobody can override: without three lists there is no estimate, and a barred list is not ours to count. */
export const NEVER_OVERRIDDEN: readonly RuleId[] = ['R1', 'R3'];

/** Throws Fault('usage-wrong') for an override of one person, without a reason, or of a rule that cannot be overridden. */
export function checkedOverrides(overrides: readonly Override[]): readonly Override[] {
  for (const { rules, by, reason } of overrides) {
    const people = new Set(by.map((name) => name.trim().toLowerCase()).filter((name) => name !== ''));
    if (people.size < 2) throw new Fault('usage-wrong', 'an override needs two different people by name');
    if (reason.trim() === '') throw new Fault('usage-wrong', 'an override needs a reason');
    if (rules.some((id) => (NEVER_OVERRIDDEN as readonly string[]).includes(id)))
      throw new Fault('usage-wrong', `nobody can override ${NEVER_OVERRIDDEN.join(' or ')}`);
  }
  return overrides;
}

/** The rules among `refused` that still refuse, and the overrides that were needed. */
export function applied(
  refused: readonly RuleId[],
  overrides: readonly Override[],
): { readonly refused: RuleId[]; readonly used: Override[] } {
  const covers = ({ rules }: Override, id: RuleId): boolean => rules.includes(id);
  return {
    refused: refused.filter((id) => !overrides.some((one) => covers(one, id))),
    used: overrides.filter((one) => refused.some((id) => covers(one, id))),
  };
}

/** What is printed with the figure. */
export function overrideWords(used: readonly Override[]): string {
  return used
    .map(
      ({ rules, by, reason }) =>
        ` Let stand against ${rules.join(', ')} by ${by.join(' and ')}: ${reason.trim()}.`,
    )
    .join('');
}

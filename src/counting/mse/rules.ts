/**
 * The rules R1–R16: what makes an estimate refuse or warn, as a table of thresholds and the measures held against them.
 * Each looks at one kind of evidence and returns its number; none computes an estimate. Thresholds are judgement calls,
 * to be calibrated by simulation; they stand here and nowhere else.
 */
import { reasonOf, type Reason, type ReasonCode } from './reasons.ts';
import type { EngineName, Outcome, RuleId, RuleReport } from './report.ts';

/** One number held against thresholds; a measure that is not there makes no judgement. */
export interface Measure extends Reason {
  readonly value: number;
  /** Other than the rule's own threshold: what the number was held against, and with what result. */
  readonly outcome?: Outcome;
  readonly threshold?: number;
}

export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  /** Engines whose figures the rule speaks about; empty where it speaks about the table. */
  readonly concerns: readonly EngineName[];
  /** Whether more is worse, or less. */
  readonly worse: 'more' | 'less';
  readonly warn: number | null;
  readonly refuse: number | null;
  /** Why there is no judgement when nothing is measured. */
  readonly otherwise: ReasonCode;
}

const NOT_RUN: ReasonCode = 'not-run';

export const RULES: readonly Rule[] = [
  { id: 'R1', title: 'lists', concerns: [], worse: 'less', warn: null, refuse: 3, otherwise: NOT_RUN },
  {
    id: 'R2',
    title: 'provenance',
    concerns: [],
    worse: 'more',
    warn: null,
    refuse: 0,
    otherwise: 'bare-origin',
  },
  {
    id: 'R3',
    title: 'permission',
    concerns: [],
    worse: 'more',
    warn: null,
    refuse: 0,
    otherwise: 'bare-permission',
  },
  {
    id: 'R4',
    title: 'population',
    concerns: [],
    worse: 'more',
    warn: null,
    refuse: 0,
    otherwise: 'bare-population',
  },
  { id: 'R5', title: 'overlap', concerns: [], worse: 'less', warn: 30, refuse: 10, otherwise: NOT_RUN },
  {
    id: 'R6',
    title: 'existence',
    concerns: ['loglinear'],
    worse: 'more',
    warn: null,
    refuse: 0,
    otherwise: NOT_RUN,
  },
  {
    id: 'R7',
    title: 'convergence',
    concerns: ['lcmcr'],
    worse: 'more',
    warn: 1.01,
    refuse: 1.05,
    otherwise: NOT_RUN,
  },
  {
    id: 'R8',
    title: 'two answers',
    concerns: ['dga', 'lcmcr'],
    worse: 'more',
    warn: null,
    refuse: 1.5,
    otherwise: NOT_RUN,
  },
  {
    id: 'R9',
    title: 'edge of the prior',
    concerns: ['dga', 'lcmcr'],
    worse: 'more',
    warn: null,
    refuse: 0.005,
    otherwise: NOT_RUN,
  },
  {
    id: 'R10',
    title: 'degenerate graph',
    concerns: ['dga'],
    worse: 'more',
    warn: null,
    refuse: 0.5,
    otherwise: NOT_RUN,
  },
  {
    id: 'R11',
    title: 'disagreement',
    concerns: ['loglinear', 'dga', 'lcmcr'],
    worse: 'more',
    warn: 1.5,
    refuse: 2,
    otherwise: NOT_RUN,
  },
  {
    id: 'R12',
    title: 'width',
    concerns: [],
    worse: 'more',
    warn: 4,
    refuse: 10,
    otherwise: 'no-interval',
  },
  {
    id: 'R13',
    title: 'one list left out',
    concerns: ['loglinear'],
    worse: 'more',
    warn: 1.5,
    refuse: 4,
    otherwise: 'few-lists',
  },
  {
    id: 'R14',
    title: 'logic',
    concerns: [],
    worse: 'more',
    warn: null,
    refuse: 0,
    otherwise: 'bare-claims',
  },
  {
    id: 'R15',
    title: 'linkage',
    concerns: [],
    worse: 'more',
    warn: null,
    refuse: 0.5,
    otherwise: 'bare-linkage',
  },
  { id: 'R16', title: 'scale', concerns: [], worse: 'less', warn: null, refuse: 50, otherwise: NOT_RUN },
];

/** Rules that refuse before anything is computed. */
export const BEFORE: readonly RuleId[] = ['R1', 'R2', 'R3', 'R4'];

function judged(rule: Rule, measure: Measure): { outcome: Outcome; threshold: number | null } {
  if (measure.outcome !== undefined)
    return { outcome: measure.outcome, threshold: measure.threshold ?? rule.refuse };
  const beyond = (limit: number | null): boolean =>
    limit !== null && (rule.worse === 'more' ? measure.value > limit : measure.value < limit);
  if (beyond(rule.refuse)) return { outcome: 'refuse', threshold: rule.refuse };
  if (beyond(rule.warn)) return { outcome: 'warn', threshold: rule.warn };
  return { outcome: 'pass', threshold: rule.warn ?? rule.refuse };
}

/** Measures of a rule: the gravest outcome is the rule's, and the first of equals gives the reason. */
export type Measures = Partial<Record<RuleId, readonly Measure[]>>;

const GRAVITY: Readonly<Record<Outcome, number>> = { not_applicable: 0, pass: 1, warn: 2, refuse: 3 };

/** Every rule with its outcome, in order. */
export function judge(measures: Measures): RuleReport[] {
  return RULES.map((rule) => {
    const found = (measures[rule.id] ?? []).map((measure) => ({ measure, ...judged(rule, measure) }));
    const gravest = found.reduce<(typeof found)[number] | null>(
      (worst, one) => (worst === null || GRAVITY[one.outcome] > GRAVITY[worst.outcome] ? one : worst),
      null,
    );
    const common = { id: rule.id, title: rule.title };
    if (gravest === null)
      return {
        ...common,
        outcome: 'not_applicable',
        value: null,
        threshold: rule.refuse,
        ...reasonOf(rule.otherwise),
      };
    return {
      ...common,
      outcome: gravest.outcome,
      value: gravest.measure.value,
      threshold: gravest.threshold,
      reason: gravest.measure.reason,
      code: gravest.measure.code,
      values: gravest.measure.values,
    };
  });
}

/** Ids of the rules that refuse. */
export function refusing(rules: readonly RuleReport[]): RuleId[] {
  return rules.filter(({ outcome }) => outcome === 'refuse').map(({ id }) => id);
}

/**
 * Each engine's result as it is reported: point, interval, assumption, diagnostics. Knows how an engine speaks, not how
 * it computes and not whether it may be believed (`rules.ts`).
 */
import { reasonOf } from './reasons.ts';
import type { Bootstrapped } from './bootstrap.ts';
import { chaoBound, listAdjustedBound, type ListAdjustedBound } from './chao.ts';
import { chapmanPairs } from './chapman.ts';
import type { ChainSummary } from './chains.ts';
import type { DgaPosterior } from './dga.ts';
import { DIFFER_Z, heterogeneity, type Heterogeneity } from './heterogeneity.ts';
import { MOST_UNSEEN_TIMES } from './lcmcr.ts';
import { noHighestInteraction, stepwise } from './loglinear.ts';
import { INDEPENDENCE, modelName } from './models.ts';
import type { Mode } from './modes.ts';
import { fitModel, type Fit } from './poisson.ts';
import { ASSUMPTIONS, ENGINE_VERSION, POPULATION, type EngineName, type EngineReport } from './report.ts';
import { quantile, TWENTY } from './special.ts';
import { denseCounts, type OverlapTable } from './table.ts';

const Z = 1.959_963_984_540_054;

type Spoken = Partial<Omit<EngineReport, 'name' | 'version' | 'assumption' | 'population' | 'withheld'>>;

/** An engine's report with its assumption and the sentence about whom it speaks of; no number unless given. */
export function reported(name: EngineName, spoken: Spoken): EngineReport {
  return {
    name,
    version: ENGINE_VERSION,
    seed: null,
    settings: {},
    assumption: ASSUMPTIONS[name],
    population: POPULATION,
    point: null,
    interval: null,
    lnSe: null,
    twenty: null,
    diagnostics: {},
    rules: [],
    because: null,
    ...spoken,
    withheld: spoken.because?.reason ?? null,
  };
}

/** Two lists at a time. A number of its own only for a table of two lists, and then as a diagnostic. */
export function chapmanReport(table: OverlapTable): EngineReport {
  const pairs = chapmanPairs(table);
  const only = pairs.length === 1 ? pairs[0] : undefined;
  return reported('chapman', {
    point: only?.point ?? null,
    interval: only?.interval ?? null,
    because:
      only === undefined ? reasonOf('pairs-only') : only.point === null ? reasonOf('few-in-common') : null,
    diagnostics: { pairs },
  });
}

export function chaoReport(table: OverlapTable): EngineReport {
  const { point, interval, lnSe, ...rest } = chaoBound(table);
  return reported('chao', {
    point,
    interval,
    lnSe,
    because: point === null ? reasonOf('nobody-twice') : null,
    diagnostics: rest,
  });
}

export function listAdjustedReport(table: OverlapTable): {
  report: EngineReport;
  bound: ListAdjustedBound | null;
  differing: Heterogeneity | null;
} {
  const bound = listAdjustedBound(table);
  const differing = heterogeneity(table);
  if (bound === null)
    return {
      bound,
      differing,
      report: reported('mthlb', { because: reasonOf('no-main-effects') }),
    };
  const unseen = bound.point - table.n;
  const width = Math.exp(Z * bound.lnSe);
  return {
    bound,
    differing,
    report: reported('mthlb', {
      point: bound.point,
      interval: { lo: table.n + unseen / width, hi: table.n + unseen * width, level: 0.95 },
      lnSe: bound.lnSe,
      diagnostics: {
        se: bound.se,
        termsKept: bound.termsKept,
        differences:
          differing === null ? null : { ...differing, threshold: DIFFER_Z, isSeen: differing.z > DIFFER_Z },
      },
    }),
  };
}

function fitted(table: OverlapTable, fit: Fit, lowest: number): Record<string, unknown> {
  return {
    model: modelName(fit.model, table.lists),
    point: table.n + fit.unseen,
    deltaBic: fit.bic - lowest,
    existence: fit.existence,
  };
}

export function loglinearReport(table: OverlapTable, made: Bootstrapped, seed: number): EngineReport {
  const { selection } = made;
  const { chosen, best } = selection;
  const counts = denseCounts(table);
  const lists = table.lists.length;
  const none = fitModel(INDEPENDENCE, counts, lists);
  const step = stepwise(counts, lists);
  const highest = noHighestInteraction(counts);
  const [wide, narrow] = made.intervals;
  return reported('loglinear', {
    seed,
    settings: {
      selection: lists <= 5 ? 'BIC over all hierarchical models' : 'BIC downhill over pairs',
      replicates: made.replicates,
      interval: 'BCa, selection repeated',
    },
    // A point without an interval would be a bare number.
    point: wide === undefined ? null : made.point,
    interval: wide ?? null,
    lnSe: chosen?.lnSe ?? null,
    because: chosen === null ? reasonOf('no-model') : wide === undefined ? reasonOf('no-replicates') : null,
    diagnostics: {
      chosen:
        chosen === null
          ? null
          : {
              ...fitted(table, chosen, chosen.bic),
              deviance: chosen.deviance,
              bic: chosen.bic,
              aic: chosen.aic,
              droppedTerms: chosen.droppedTerms.length,
            },
      lowestBic: fitted(table, best, chosen?.bic ?? best.bic),
      rivals: selection.rivals.slice(0, 20).map((fit) => fitted(table, fit, chosen?.bic ?? fit.bic)),
      tried: selection.tried,
      interval80: narrow ?? null,
      failedReplicates: made.failed,
      bias: made.bias,
      acceleration: made.acceleration,
      independence: none.existence === 0 ? { point: table.n + none.unseen } : null,
      stepwise:
        step === null ? null : { point: table.n + step.unseen, model: modelName(step.model, table.lists) },
      noHighestInteraction:
        highest === null
          ? null
          : { halved: table.n + highest / 2, point: table.n + highest, doubled: table.n + 2 * highest },
    },
  });
}

function graphName(cliques: readonly number[], lists: readonly string[]): string {
  return cliques
    .map((set) => lists.filter((_, at) => (set >> at) & 1).join('×'))
    .sort()
    .join(', ');
}

/** Sensitivity: the same posterior at other prior weights. */
export function dgaReport(
  table: OverlapTable,
  main: DgaPosterior,
  others: readonly DgaPosterior[],
): EngineReport {
  return reported('dga', {
    settings: { delta: main.delta, grid: main.grid },
    point: main.median,
    interval: { lo: main.lo, hi: main.hi, level: 0.95 },
    lnSe: main.lnSe,
    twenty: main.twenty,
    diagnostics: {
      mean: main.mean,
      modeUnseen: main.modeUnseen,
      completeWeight: main.completeWeight,
      lastTenth: main.lastTenth,
      graphs: main.graphs
        .slice(0, 5)
        .map(({ cliques, weight }) => ({ graph: graphName(cliques, table.lists), weight })),
      modes: main.modes.filter(({ mass }) => mass > 0.001),
      sensitivity: others.map(({ delta, median, lo, hi, completeWeight }) => ({
        delta,
        median,
        lo,
        hi,
        completeWeight,
      })),
    },
  });
}

export interface LcmcrRun {
  readonly summary: ChainSummary;
  readonly modes: readonly Mode[];
  readonly capShare: number;
  readonly seed: number;
  readonly settings: Readonly<Record<string, number>>;
}

export function lcmcrReport(table: OverlapTable, run: LcmcrRun): EngineReport {
  const { summary } = run;
  return reported('lcmcr', {
    seed: run.seed,
    settings: { ...run.settings, mostUnseenTimes: MOST_UNSEEN_TIMES },
    point: table.n + summary.median,
    interval: { lo: table.n + summary.lo, hi: table.n + summary.hi, level: 0.95 },
    lnSe: summary.lnSe,
    twenty: TWENTY.map((level) => table.n + Math.round(quantile(summary.ascending, level))),
    diagnostics: {
      mean: table.n + summary.mean,
      sd: summary.sd,
      rHat: summary.rHat,
      ess: summary.ess,
      chainMedians: summary.chainMedians.map((n0) => table.n + n0),
      nearCap: run.capShare,
      modes: run.modes.filter(({ mass }) => mass > 0.001),
    },
  });
}

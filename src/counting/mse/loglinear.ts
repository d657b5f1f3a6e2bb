/**
 * f_x ~ Poisson(μ_x), ln μ_x = Σ_{θ ⊆ x} α_θ over a hierarchical set of lists, n̂0 = exp α_∅ (Fienberg 1972; Bishop,
 * Fienberg and Holland 1975, ch. 6), BIC = −2 ln L + k ln n with n people. Choosing the model: BIC over every hierarchical model up to five lists, downhill over pairs from six lists
 * on (Silverman, Chan and Vincent 2024), and the stepwise rule of Chan, Silverman and Vincent 2021 for comparison only.
 * A model without a finite maximum is never the estimate; that it would have been chosen is reported (rule R6).
 */
import { allModels, INDEPENDENCE, pairsOf, type Model } from './models.ts';
import { designOf, existenceOf, fitModel, fitted, marginsOf, type Fit } from './poisson.ts';
import { lnGamma, poissonAtLeast, poissonAtMost } from './special.ts';

/** What a selection found. */
export interface Selection {
  /** The lowest BIC among models that have a finite, identified maximum. Null where no model has one. */
  readonly chosen: Fit | null;
  /** The lowest BIC of all that were tried, whether or not it can be used. */
  readonly best: Fit;
  /** Usable models within 3 BIC points of the chosen one, best first; the chosen one is the first. */
  readonly rivals: readonly Fit[];
  readonly tried: number;
  /** Models in BIC order, at most 120: all of them to four lists. */
  readonly leading: readonly Model[];
}

/** ΔBIC up to which a model counts as a rival (Kass and Raftery 1995: "positive" evidence begins there). */
export const RIVAL_BIC = 3;
const LEADING = 120;
/** Lists up to which every hierarchical model is fitted. */
export const EXHAUSTIVE_LISTS = 5;

function judged(fits: readonly Fit[], check: (fit: Fit) => Fit): Selection {
  const order = [...fits].sort((a, b) => a.bic - b.bic);
  const best = check(order[0] as Fit);
  let chosen: Fit | null = null;
  const rivals: Fit[] = [];
  for (const fit of order) {
    if (chosen !== null && fit.bic > chosen.bic + RIVAL_BIC) break;
    const checked = check(fit);
    if (checked.existence !== 0) continue;
    chosen ??= checked;
    rivals.push(checked);
  }
  return {
    chosen,
    best,
    rivals,
    tried: fits.length,
    leading: order.slice(0, LEADING).map(({ model }) => model),
  };
}

/** Existence is looked at in the order of BIC only, because most models are never asked. */
function checker(counts: Float64Array, lists: number): (fit: Fit) => Fit {
  const margins = marginsOf(counts, lists);
  return (fit) => ({ ...fit, existence: existenceOf(designOf(fit.model, lists, margins), counts) });
}

/** Selection among given models. */
export function selectAmong(models: readonly Model[], counts: Float64Array, lists: number): Selection {
  const margins = marginsOf(counts, lists);
  const n = margins[0] as number;
  const fits = models.map((model) => fitted(model, designOf(model, lists, margins), counts, n));
  return judged(fits, checker(counts, lists));
}

/** −2 ln L of the model with one parameter per cell: no model on these counts goes below it. */
function saturated(counts: Float64Array): number {
  return -2 * counts.reduce((sum, f) => sum + (f > 0 ? f * Math.log(f) - f : 0) - lnGamma(f + 1), 0);
}

/** A model has all terms of another: its −2 ln L is the lower one. */
function hasAll(larger: Model, smaller: Model): boolean {
  return smaller.terms.every((term) => larger.terms.includes(term));
}

/**
 * Only the unseen people of the model that `selectAmong` would choose, for resampled tables, or null. A model is not
 * fitted where the likelihood of a larger one shows that its BIC cannot be lower: the answer is the same.
 */
export function unseenByBic(models: readonly Model[], counts: Float64Array, lists: number): number | null {
  const margins = marginsOf(counts, lists);
  const n = margins[0] as number;
  const floor = saturated(counts);
  const tried: Fit[] = [];
  let lowest = Infinity;
  let unseen: number | null = null;
  for (const model of models) {
    const penalty = (1 + lists + model.terms.length) * Math.log(n);
    if (floor + penalty >= lowest) continue;
    if (tried.some((fit) => fit.minusTwoLnL + penalty >= lowest && hasAll(fit.model, model))) continue;
    const design = designOf(model, lists, margins);
    const fit = fitted(model, design, counts, n);
    tried.push(fit);
    if (fit.bic >= lowest || existenceOf(design, counts) !== 0) continue;
    lowest = fit.bic;
    unseen = fit.unseen;
  }
  return unseen;
}

/**
 * Downhill over pairs: from independence, the neighbour (one pair more or fewer) with the lowest BIC that has a finite
 * maximum, until none is lower. What was passed on the way counts as tried.
 */
export function selectDownhill(counts: Float64Array, lists: number): Selection {
  const margins = marginsOf(counts, lists);
  const n = margins[0] as number;
  const check = checker(counts, lists);
  const pairs = pairsOf(lists);
  const seen = new Map<string, Fit>();
  const fit = (terms: readonly number[]): Fit => {
    const key = terms.join();
    const known = seen.get(key);
    if (known !== undefined) return known;
    const model: Model = { terms };
    const made = fitted(model, designOf(model, lists, margins), counts, n);
    seen.set(key, made);
    return made;
  };
  let current = fit([]);
  for (;;) {
    const around = pairs
      .map((pair) => {
        const has = current.model.terms.includes(pair);
        const terms = has
          ? current.model.terms.filter((term) => term !== pair)
          : [...current.model.terms, pair];
        return fit(terms.sort((a, b) => a - b));
      })
      .filter(({ bic }) => bic < current.bic - 1e-9)
      .sort((a, b) => a.bic - b.bic);
    const next = around.find((one) => check(one).existence === 0);
    if (next === undefined) break;
    current = next;
  }
  return judged([...seen.values()], check);
}

/** The selection that this number of lists gets. */
export function select(counts: Float64Array, lists: number): Selection {
  return lists <= EXHAUSTIVE_LISTS
    ? selectAmong(allModels(lists), counts, lists)
    : selectDownhill(counts, lists);
}

/** Threshold of the stepwise rule. */
export const STEPWISE_P = 0.02;

/**
 * Stepwise over pairs: adds the pair whose observed overlap has the smallest one-sided Poisson tail probability under
 * the current fit, skips pairs whose model fails the checks, stops at p ≥ 0.02. A significance-tested model overstates
 * what is known; it is a comparison and never the estimate. Null where even independence has no finite fit.
 */
export function stepwise(counts: Float64Array, lists: number): Fit | null {
  const margins = marginsOf(counts, lists);
  let current = fitModel(INDEPENDENCE, counts, lists);
  if (current.existence !== 0) return null;
  for (;;) {
    const open = pairsOf(lists)
      .filter((pair) => !current.model.terms.includes(pair))
      .map((pair) => {
        const seen = margins[pair] as number;
        let mean = 0;
        for (let x = 1; x <= current.expected.length; x++)
          if ((x & pair) === pair) mean += current.expected[x - 1] as number;
        return { pair, p: Math.min(poissonAtMost(seen, mean), poissonAtLeast(seen, mean)) };
      })
      .filter(({ p }) => p < STEPWISE_P)
      .sort((a, b) => a.p - b.p);
    const next = open
      .map(({ pair }) =>
        fitModel({ terms: [...current.model.terms, pair].sort((a, b) => a - b) }, counts, lists),
      )
      .find(({ existence }) => existence === 0);
    if (next === undefined) return current;
    current = next;
  }
}

/**
 * The estimate when the interaction of all lists is taken as none: n̂0 = ∏_{|x| odd} f_x / ∏_{|x| even} f_x
 * (Fienberg 1972). Null unless every cell is occupied.
 */
export function noHighestInteraction(counts: Float64Array): number | null {
  let ln = 0;
  for (let x = 1; x <= counts.length; x++) {
    const f = counts[x - 1] as number;
    if (f === 0) return null;
    let odd = false;
    for (let rest = x; rest !== 0; rest &= rest - 1) odd = !odd;
    ln += odd ? Math.log(f) : -Math.log(f);
  }
  return Math.exp(ln);
}

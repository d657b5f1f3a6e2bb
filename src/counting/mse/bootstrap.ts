/**
 * The interval of a chosen model: a bootstrap of the observed cells that repeats the whole selection each time, with
 * bias correction and acceleration (Efron 1987, BCa), acceleration from the delete-one jackknife, once per occupied
 * cell and weighted by its people (Silverman, Chan and Vincent 2024). An interval of one fixed model is not offered:
 * it hides that the choice of the model was the larger uncertainty. Level of a quantile (Efron 1987):
 * Φ(z0 + (z0 + z) / (1 − a (z0 + z))), z0 = Φ⁻¹(share of replicates below the estimate).
 */
import { seededRandom, type Random } from '#ground';
import { EXHAUSTIVE_LISTS, select, selectDownhill, unseenByBic, type Selection } from './loglinear.ts';
import { samplerOn, type Sampler } from './sampler.ts';
import { normalCdf, normalQuantile, quantile } from './special.ts';

export interface BootstrapAsk {
  /** Dense counts, pattern x at x − 1. */
  readonly counts: Float64Array;
  readonly lists: number;
  readonly replicates: number;
  readonly seed: string;
  readonly onStep?: (done: number, total: number) => void;
}

export interface BootstrapInterval {
  readonly lo: number;
  readonly hi: number;
  readonly level: number;
}

export interface Bootstrapped {
  readonly selection: Selection;
  /** n + n̂0 of the chosen model. Null where no model has a finite maximum. */
  readonly point: number | null;
  /** BCa at 95 and 80 per cent. Null where there is no point or fewer than half of the replicates gave one. */
  readonly intervals: readonly BootstrapInterval[];
  readonly replicates: number;
  /** Replicates in which no model had a finite maximum. */
  readonly failed: number;
  readonly bias: number;
  readonly acceleration: number;
}

/** People up to whom a replicate is drawn person by person; beyond, cell by cell from the binomial. Same distribution. */
const BY_PERSON = 1_000_000;

/** Draws n people with replacement, each cell given those before it. */
function resampledByCell(counts: Float64Array, n: number, sampler: Sampler): Float64Array {
  let [left, mass] = [n, n];
  return counts.map((f) => {
    const many = left === 0 || f === 0 ? 0 : f >= mass ? left : sampler.binomial(left, f / mass);
    left -= many;
    mass -= f;
    return many;
  });
}

/** Draws n people with replacement over cumulative counts. */
function resampled(counts: Float64Array, cumulative: Float64Array, random: Random): Float64Array {
  const drawn = new Float64Array(counts.length);
  const n = cumulative.at(-1) as number;
  for (let person = 0; person < n; person++) {
    const ticket = random.below(n);
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ticket < (cumulative[middle] as number)) high = middle;
      else low = middle + 1;
    }
    drawn[low] = (drawn[low] as number) + 1;
  }
  return drawn;
}

/** How a replicate is selected: every model to four lists, the hundred best at five, downhill from six. */
function reselect(
  { counts, lists }: BootstrapAsk,
  selection: Selection,
): (drawn: Float64Array) => number | null {
  const n = counts.reduce((sum, f) => sum + f, 0);
  const models = lists === 5 ? selection.leading.slice(0, 100) : selection.leading;
  return (drawn) => {
    const unseen =
      lists > EXHAUSTIVE_LISTS
        ? (selectDownhill(drawn, lists).chosen?.unseen ?? null)
        : unseenByBic(models, drawn, lists);
    return unseen === null ? null : n + unseen;
  };
}

/** Acceleration: Σ d³ / (6 (Σ d²)^{3/2}) over people, d the jackknife mean less the value without that person. */
function accelerationOf(counts: Float64Array, estimate: (counts: Float64Array) => number | null): number {
  const without: { weight: number; value: number }[] = [];
  counts.forEach((f, at) => {
    if (f === 0) return;
    const fewer = Float64Array.from(counts);
    fewer[at] = f - 1;
    const value = estimate(fewer);
    if (value !== null) without.push({ weight: f, value });
  });
  const weight = without.reduce((sum, one) => sum + one.weight, 0);
  const mean = without.reduce((sum, one) => sum + one.weight * one.value, 0) / weight;
  const squares = without.reduce((sum, one) => sum + one.weight * (mean - one.value) ** 2, 0);
  const cubes = without.reduce((sum, one) => sum + one.weight * (mean - one.value) ** 3, 0);
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

/** Selection, estimate and BCa intervals. The same seed and table give the same interval. */
export function bootstrap(ask: BootstrapAsk): Bootstrapped {
  const { counts, lists, replicates } = ask;
  const selection = select(counts, lists);
  const n = counts.reduce((sum, f) => sum + f, 0);
  const nothing = { selection, replicates, failed: replicates, bias: 0, acceleration: 0, intervals: [] };
  if (selection.chosen === null) return { ...nothing, point: null };
  const point = n + selection.chosen.unseen;
  const estimate = reselect(ask, selection);
  const cumulative = new Float64Array(counts.length);
  counts.forEach((f, at) => {
    cumulative[at] = f + (at > 0 ? (cumulative[at - 1] as number) : 0);
  });
  const random = seededRandom(`${ask.seed}/bootstrap`);
  const sampler = samplerOn(random);
  const drawn = (): Float64Array =>
    n > BY_PERSON ? resampledByCell(counts, n, sampler) : resampled(counts, cumulative, random);
  const values: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const value = estimate(drawn());
    if (value !== null) values.push(value);
    ask.onStep?.(replicate + 1, replicates);
  }
  if (values.length * 2 < replicates || values.length === 0)
    return { ...nothing, point, failed: replicates - values.length };
  values.sort((a, b) => a - b);
  const acceleration = accelerationOf(counts, estimate);
  const below = values.filter((value) => value < point).length;
  // A share of 0 or 1 would put the bias at infinity: half a replicate is the least that can be told.
  const share = Math.min(values.length - 0.5, Math.max(0.5, below)) / values.length;
  const bias = normalQuantile(share);
  const at = (level: number): number => {
    const z = bias + normalQuantile(level);
    return quantile(values, normalCdf(bias + z / (1 - acceleration * z)));
  };
  return {
    selection,
    point,
    intervals: [0.95, 0.8].map((level) => ({ lo: at((1 - level) / 2), hi: at((1 + level) / 2), level })),
    replicates,
    failed: replicates - values.length,
    bias,
    acceleration,
  };
}

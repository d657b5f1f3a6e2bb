/**
 * Special functions that the estimators share: ln Γ, the normal distribution and its inverse, Poisson tails, quantiles.
 * Knows no table and no list. Formulas: Abramowitz and Stegun 6.1.41 (Stirling), 6.5.29 and
 * 6.5.31 (incomplete gamma), 26.2.23 (start of the normal quantile). Relative errors are near 1e-15 unless said.
 */

const HALF_LN_2PI = 0.918_938_533_204_672_8;

/** ln Γ(x) for x > 0. Shifts x above 10, then Stirling's series: absolute error near 1e-14 · max(1, |value|). */
export function lnGamma(x: number): number {
  let shift = 1;
  let y = x;
  while (y < 10) {
    shift *= y;
    y += 1;
  }
  const square = 1 / (y * y);
  const inner = 1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360_360));
  const series = (1 / 12 - square * (1 / 360 - square * inner)) / y;
  return (y - 0.5) * Math.log(y) - y + HALF_LN_2PI + series - (shift === 1 ? 0 : Math.log(shift));
}

/** ln(e^a + e^b + …) without overflow; −∞ for nothing. */
export function lnSum(terms: Iterable<number>): number {
  const all = [...terms];
  const top = all.reduce((most, term) => Math.max(most, term), -Infinity);
  if (top === -Infinity) return top;
  return top + Math.log(all.reduce((sum, term) => sum + Math.exp(term - top), 0));
}

/** P(X ≤ k) for X ~ Poisson(mean), k an integer ≥ 0, by summing the terms from the largest down. */
export function poissonAtMost(k: number, mean: number): number {
  if (mean <= 0) return 1;
  let term = Math.exp(k * Math.log(mean) - mean - lnGamma(k + 1));
  let sum = 0;
  for (let i = k; i >= 0 && term > sum * 1e-17; i--) {
    sum += term;
    term *= i / mean;
  }
  return k > mean + 1 ? 1 - poissonAtLeast(k + 1, mean) : Math.min(1, sum);
}

/** P(X ≥ k) for X ~ Poisson(mean), k an integer ≥ 0. */
export function poissonAtLeast(k: number, mean: number): number {
  if (k <= 0) return 1;
  if (mean <= 0) return 0;
  if (k < mean) return 1 - poissonAtMost(k - 1, mean);
  let term = Math.exp(k * Math.log(mean) - mean - lnGamma(k + 1));
  let sum = 0;
  for (let i = k + 1; term > sum * 1e-17; i++) {
    sum += term;
    term *= mean / i;
  }
  return Math.min(1, sum);
}

/** Φ(x), the standard normal distribution, through the regularised incomplete gamma function of ½. */
export function normalCdf(x: number): number {
  const half = (x * x) / 2;
  const tail = half < 3 ? 0.5 - lowerHalf(half) : upperHalf(half);
  return x < 0 ? tail : 1 - tail;
}

/** ½ P(½, h) by its power series. */
function lowerHalf(h: number): number {
  if (h === 0) return 0;
  let term = 2;
  let sum = 2;
  for (let i = 1; term > sum * 1e-17; i++) {
    term *= h / (0.5 + i);
    sum += term;
  }
  return (0.5 * sum * Math.exp(-h) * Math.sqrt(h)) / Math.sqrt(Math.PI);
}

/** ½ Q(½, h) by its continued fraction (modified Lentz). */
function upperHalf(h: number): number {
  let b = h + 0.5;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let i = 1; i < 500; i++) {
    const a = -i * (i - 0.5);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const step = c * d;
    value *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return (0.5 * value * Math.exp(-h) * Math.sqrt(h)) / Math.sqrt(Math.PI);
}

/** Φ⁻¹(p) for 0 < p < 1: a rough start, then Newton on Φ in the nearer tail until nothing moves. */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p === 0.5) return 0;
  const low = Math.min(p, 1 - p);
  const t = Math.sqrt(-2 * Math.log(low));
  // Abramowitz and Stegun 26.2.23, error below 4.5e-4.
  let x = -(
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
  for (let i = 0; i < 6; i++) {
    const density = Math.exp((-x * x) / 2 - HALF_LN_2PI);
    x -= (normalCdf(x) - low) / density;
  }
  return p < 0.5 ? x : -x;
}

/** ln B(a, b) by gammas. */
function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}

/** Regularised incomplete beta I_x(a, b) by its continued fraction (modified Lentz), for x below the mean. */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 500; m++) {
    for (const step of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / (1 + step * d);
      c = 1 + step / c;
      value *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return (value * Math.exp(a * Math.log(x) + b * Math.log1p(-x) - lnBeta(a, b))) / a;
}

/** Distribution function of Student's t. */
export function studentCdf(t: number, freedom: number): number {
  if (freedom === Infinity) return normalCdf(t);
  const x = freedom / (freedom + t * t);
  const [a, b] = [freedom / 2, 0.5];
  const inside =
    x <= 0
      ? 0
      : x >= 1
        ? 1
        : x < (a + 1) / (a + b + 2)
          ? betaFraction(x, a, b)
          : 1 - betaFraction(1 - x, b, a);
  return t > 0 ? 1 - inside / 2 : inside / 2;
}

/** Quantile of Student's t for ½ < p < 1, by bisection; the normal's for infinite freedom. */
export function studentQuantile(p: number, freedom: number): number {
  // Beyond that the two agree to all digits that a double holds here.
  if (freedom > 1e7) return normalQuantile(p);
  let [low, high] = [0, 1];
  while (studentCdf(high, freedom) < p) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-13 * high; i++) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Quantile of an ascending sample, linear between order statistics (Hyndman and Fan 1996, type 7). */
export function quantile(ascending: ArrayLike<number>, level: number): number {
  const at = (ascending.length - 1) * Math.min(1, Math.max(0, level));
  const below = Math.floor(at);
  const low = ascending[below] as number;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] as number;
  return low + (high - low) * (at - below);
}

/** Levels of twenty equally likely values: the middle of each twentieth. */
export const TWENTY: readonly number[] = Array.from({ length: 20 }, (_, at) => (at + 0.5) / 20);

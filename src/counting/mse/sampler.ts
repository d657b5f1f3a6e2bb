/**
 * Exact draws from the distributions that the latent-class sampler needs, on the seeded generator of the ground. No
 * normal approximation anywhere. Normal: ziggurat with 128 layers and an exact tail (Marsaglia and Tsang 2000, as in
 * Doornik 2005). Gamma: Marsaglia and Tsang 2000. Binomial and Poisson: inversion for small means, else transformed
 * rejection with squeeze (Hörmann 1993, BTRS and PTRS).
 */
import type { Random } from '#ground';
import { lnGamma } from './special.ts';

/** Draws; every call moves the generator on. */
export interface Sampler {
  /** Uniform in (0, 1). */
  uniform(): number;
  normal(): number;
  /** Gamma(shape, 1), shape ≥ 1. */
  gamma(shape: number): number;
  /** ln of a Gamma(shape, 1) draw, any shape > 0: for shapes so small that the draw itself would be 0. */
  lnGammaDraw(shape: number): number;
  poisson(mean: number): number;
  /** Binomial(n, p), 0 ≤ p ≤ 1. */
  binomial(n: number, p: number): number;
}

const LAYERS = 128;
const EDGE = 3.442_619_855_899;
const AREA = 9.912_563_035_262_17e-3;
const LAYER_X = new Float64Array(LAYERS + 1);
const LAYER_RATIO = new Float64Array(LAYERS);
{
  let height = Math.exp(-0.5 * EDGE * EDGE);
  LAYER_X[0] = AREA / height;
  LAYER_X[1] = EDGE;
  for (let i = 2; i < LAYERS; i++) {
    const x = Math.sqrt(-2 * Math.log(AREA / (LAYER_X[i - 1] as number) + height));
    LAYER_X[i] = x;
    height = Math.exp(-0.5 * x * x);
  }
  for (let i = 0; i < LAYERS; i++) LAYER_RATIO[i] = (LAYER_X[i + 1] as number) / (LAYER_X[i] as number);
}

const SMALL_FACTORIALS = Float64Array.from({ length: 2048 }, (_, k) => lnGamma(k + 1));

function lnFactorial(k: number): number {
  return k < 2048 ? (SMALL_FACTORIALS[k] as number) : lnGamma(k + 1);
}

const TWO_32 = 0x1_0000_0000;
const TWO_53 = 0x20_0000_0000_0000;

/** The sampler on a generator. */
export function samplerOn(random: Random): Sampler {
  const { uint32 } = random;

  /** Multiples of 2^−53 less half a step, so that neither 0 nor 1 comes out. */
  function uniform(): number {
    return ((uint32() >>> 5) * 0x400_0000 + (uint32() >>> 6) + 0.5) / TWO_53;
  }

  function tail(): number {
    for (;;) {
      const x = Math.log(uniform()) / EDGE;
      const y = Math.log(uniform());
      if (-2 * y >= x * x) return EDGE - x;
    }
  }

  function normal(): number {
    for (;;) {
      const bits = uint32();
      const layer = bits & 127;
      const u = 2 * (((bits >>> 7) * TWO_32 + uint32() + 0.5) / (TWO_32 * 0x200_0000)) - 1;
      if (Math.abs(u) < (LAYER_RATIO[layer] as number)) return u * (LAYER_X[layer] as number);
      if (layer === 0) return u < 0 ? -tail() : tail();
      const x = u * (LAYER_X[layer] as number);
      const top = Math.exp(-0.5 * ((LAYER_X[layer] as number) ** 2 - x * x));
      const bottom = Math.exp(-0.5 * ((LAYER_X[layer + 1] as number) ** 2 - x * x));
      if (bottom + uniform() * (top - bottom) < 1) return x;
    }
  }

  function gamma(shape: number): number {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = uniform();
      const square = x * x;
      if (u < 1 - 0.0331 * square * square) return d * v;
      if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
    }
  }

  function lnGammaDraw(shape: number): number {
    if (shape >= 1) return Math.log(gamma(shape));
    return Math.log(gamma(shape + 1)) + Math.log(uniform()) / shape;
  }

  function poisson(mean: number): number {
    if (mean < 10) {
      const limit = Math.exp(-mean);
      let k = 0;
      for (let product = uniform(); product > limit; product *= uniform()) k++;
      return k;
    }
    const root = Math.sqrt(mean);
    const ln = Math.log(mean);
    const b = 0.931 + 2.53 * root;
    const a = -0.059 + 0.02483 * b;
    const inverse = Math.log(1.1239 + 1.1328 / (b - 3.4));
    const squeeze = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
      const u = uniform() - 0.5;
      const v = uniform();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= squeeze) return k;
      if (k < 0 || (us < 0.013 && v > us)) continue;
      if (Math.log(v) + inverse - Math.log(a / (us * us) + b) <= k * ln - mean - lnFactorial(k)) return k;
    }
  }

  /** Inversion from 0 upwards; p ≤ ½ and n·p small. */
  function inverted(n: number, p: number): number {
    // (1 − p)^n ≥ 1 − np, so most draws of 0 need no power.
    let u = uniform();
    if (u <= 1 - n * p) return 0;
    const odds = p / (1 - p);
    for (;;) {
      let probability = Math.exp(n * Math.log1p(-p));
      for (let k = 0; k <= n; k++) {
        if (u < probability) return k;
        u -= probability;
        probability *= (odds * (n - k)) / (k + 1);
      }
      // Rounding left a remainder beyond n: draw again.
      u = uniform();
    }
  }

  function binomial(n: number, p: number): number {
    if (n <= 0 || p <= 0) return 0;
    if (p >= 1) return n;
    if (p > 0.5) return n - binomial(n, 1 - p);
    if (n * p < 12) return inverted(n, p);
    const q = 1 - p;
    const spread = Math.sqrt(n * p * q);
    const b = 1.15 + 2.53 * spread;
    const a = -0.0873 + 0.0248 * b + 0.01 * p;
    const c = n * p + 0.5;
    const squeeze = 0.92 - 4.2 / b;
    for (;;) {
      const u = uniform() - 0.5;
      let v = uniform();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * a) / us + b) * u + c);
      if (us >= 0.07 && v <= squeeze) return k;
      if (k < 0 || k > n) continue;
      const m = Math.floor((n + 1) * p);
      v = Math.log((v * (2.83 + 5.1 / b) * spread) / (a / (us * us) + b));
      const bound =
        lnFactorial(m) + lnFactorial(n - m) - lnFactorial(k) - lnFactorial(n - k) + (k - m) * Math.log(p / q);
      if (v <= bound) return k;
    }
  }

  return { uniform, normal, gamma, lnGammaDraw, poisson, binomial };
}

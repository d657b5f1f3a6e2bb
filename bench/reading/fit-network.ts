/**
 * A network of one hidden layer, fitted sample by sample with steps that shrink with what a weight has moved (AdaGrad;
 * Duchi, Hazan and Singer 2011) and with part of it left out in each step (dropout; Srivastava et al. 2014). It tells all
 * kinds at once, and while it learns also what a claim says besides its kind, which gives the hidden layer more to go by.
 */
import { seededRandom } from '#ground';
import { REACH, ZERO } from '../../src/reading/concepts/network.ts';

/** Units of the hidden layer. */
const UNITS = 96;
const ROUNDS = 12;
const RATE = 0.05;
/** Shares of what a clause has and of the hidden layer that a step leaves out. */
const WITHOUT_SIGNS = 0.2;
const WITHOUT_UNITS = 0.5;
/** Strength of the pull of a row towards nothing, spread over the samples that have it. */
const PULL = 12;
/** How far rows and outgoing weights stand from nothing at first. */
const BEGIN = 0.05;
const BEGIN_OUT = 1;
/** What the square of a weight's steps begins with. */
const STILL = 0.1;
/** Log odds of a kind at first. */
const BIAS = -2;
/** Rows whose characters all stand nearer to nothing are left out, and the share of rows that the characters reach over. */
const LEAST = 3;
const WITHIN = 0.9995;

/** A sample as numbers. */
export interface Case {
  /** Rows of the signs and words that it has. */
  readonly at: Int32Array;
  readonly sense: Float64Array;
  /** What a miss counts, by what is told: 0 for what is not known. */
  readonly worth: Float32Array;
  readonly is: Uint8Array;
}

/** A fitted network: `rows` of signs and words, `senses` of the directions of the vectors, and what units say of kinds. */
export class Fit {
  readonly told: number;
  readonly rows: Float32Array;
  readonly senses: Float32Array;
  readonly out: Float32Array;
  readonly bias: Float32Array;
  readonly unitBias = new Float32Array(UNITS);

  constructor(rows: number, senses: number, told: number) {
    this.told = told;
    this.rows = new Float32Array(rows * UNITS);
    this.senses = new Float32Array(senses * UNITS);
    this.out = new Float32Array(UNITS * told);
    this.bias = new Float32Array(told).fill(BIAS);
  }

  /** The hidden layer of a sample before it is cut off, from all or some of its rows. */
  hide(at: Int32Array, sense: Float64Array, hidden: Float32Array): void {
    hidden.set(this.unitBias);
    for (const row of at) add(this.rows, row, 1, hidden);
    for (let part = 0; part < sense.length; part++) add(this.senses, part, sense[part]!, hidden);
  }

  /** Log odds of the first kinds for a sample. */
  sums(at: Int32Array, sense: Float64Array, kinds: number): Float64Array {
    const hidden = new Float32Array(UNITS);
    this.hide(at, sense, hidden);
    const sums = Float64Array.from(this.bias.subarray(0, kinds));
    for (let unit = 0; unit < UNITS; unit++)
      if (hidden[unit]! > 0)
        for (let kind = 0; kind < kinds; kind++)
          sums[kind]! += hidden[unit]! * this.out[unit * this.told + kind]!;
    return sums;
  }
}

function add(table: Float32Array, row: number, times: number, to: Float32Array): void {
  const from = row * UNITS;
  for (let unit = 0; unit < UNITS; unit++) to[unit]! += times * table[from + unit]!;
}

/** Moves weights of a table from `from` on along `slopes` against a pull, in steps that shrink with what they have moved. */
function move(
  table: Float32Array,
  moved: Float32Array,
  from: number,
  slopes: Float32Array,
  by: { times: number; pull: number },
): void {
  for (let at = 0; at < slopes.length; at++) {
    const slope = by.times * slopes[at]! - by.pull * table[from + at]!;
    const all = (moved[from + at]! += slope * slope);
    table[from + at]! += (RATE * slope) / Math.sqrt(all);
  }
}

/** The network of some cases out of `rows` signs and words; the same for the same seed. */
export function fittedNetwork(cases: readonly Case[], rows: number, seed = 7): Fit {
  const [first] = cases;
  const fit = new Fit(rows, first?.sense.length ?? 0, first?.is.length ?? 0);
  const { told } = fit;
  let random = seededRandom(seed);
  const bell = () => (random.float() + random.float() + random.float() + random.float() - 2) * Math.sqrt(3);
  for (const table of [fit.rows, fit.senses])
    for (let at = 0; at < table.length; at++) table[at] = BEGIN * bell();
  for (let at = 0; at < fit.out.length; at++) fit.out[at] = (BEGIN_OUT / Math.sqrt(UNITS)) * bell();
  const still = ({ length }: Float32Array) => new Float32Array(length).fill(STILL);
  const moved = {
    rows: still(fit.rows),
    senses: still(fit.senses),
    out: still(fit.out),
    bias: still(fit.bias),
  };
  const seen = new Float64Array(rows);
  for (const { at } of cases) for (const row of at) seen[row]!++;
  const hidden = new Float32Array(UNITS);
  const slopes = new Float32Array(UNITS);
  const misses = new Float32Array(told);
  const outSlopes = new Float32Array(told);
  let order = cases.map((_, at) => at);
  for (let round = 0; round < ROUNDS; round++) {
    random = seededRandom(`${seed}-${round}`);
    order = random.shuffled(order);
    for (const number of order) {
      const one = cases[number]!;
      const at = one.at.filter(() => random.float() >= WITHOUT_SIGNS);
      fit.hide(at, one.sense, hidden);
      for (let unit = 0; unit < UNITS; unit++)
        hidden[unit] =
          hidden[unit]! > 0 && random.float() >= WITHOUT_UNITS ? hidden[unit]! / (1 - WITHOUT_UNITS) : 0;
      for (let kind = 0; kind < told; kind++) {
        let sum = fit.bias[kind]!;
        for (let unit = 0; unit < UNITS; unit++)
          if (hidden[unit] !== 0) sum += hidden[unit]! * fit.out[unit * told + kind]!;
        misses[kind] = one.worth[kind]! * (one.is[kind]! - 1 / (1 + Math.exp(-sum)));
      }
      move(fit.bias, moved.bias, 0, misses, { times: 1, pull: 0 });
      for (let unit = 0; unit < UNITS; unit++) {
        slopes[unit] = 0;
        const value = hidden[unit]!;
        if (value === 0) continue;
        let slope = 0;
        for (let kind = 0; kind < told; kind++) {
          slope += misses[kind]! * fit.out[unit * told + kind]!;
          outSlopes[kind] = misses[kind]! * value;
        }
        slopes[unit] = slope / (1 - WITHOUT_UNITS);
        move(fit.out, moved.out, unit * told, outSlopes, { times: 1, pull: 0 });
      }
      for (const row of at)
        move(fit.rows, moved.rows, row * UNITS, slopes, { times: 1, pull: PULL / seen[row]! });
      for (let part = 0; part < one.sense.length; part++)
        if (one.sense[part] !== 0)
          move(fit.senses, moved.senses, part * UNITS, slopes, { times: one.sense[part]!, pull: 0 });
      for (let unit = 0; unit < UNITS; unit++) fit.unitBias[unit]! += (RATE / 5) * slopes[unit]!;
    }
  }
  return fit;
}

/** The lines of network.txt: kinds, their bias, the units, and named rows in characters. */
export function networkLines(
  fit: Fit,
  kinds: readonly string[],
  named: ReadonlyMap<string, Float32Array>,
): string[] {
  const scales = Array.from({ length: UNITS }, (_, unit) => {
    const sizes = Float64Array.from([...named.values()], (row) => Math.abs(row[unit]!)).sort();
    return (sizes[Math.floor(WITHIN * (sizes.length - 1))] || 1) / REACH;
  });
  const steps = (row: Float32Array) =>
    Array.from(row, (value, unit) => Math.max(-REACH, Math.min(REACH, Math.round(value / scales[unit]!))));
  const precise = (values: Iterable<number>) => Array.from(values, (value) => value.toPrecision(4)).join(' ');
  return [
    `kinds ${kinds.join(' ')}`,
    `bias ${precise(fit.bias.subarray(0, kinds.length))}`,
    `units ${UNITS}`,
    ...scales.map((scale, unit) => {
      const from = unit * fit.told;
      return `unit ${precise([scale, fit.unitBias[unit]!, ...fit.out.subarray(from, from + kinds.length)])}`;
    }),
    ...[...named]
      .map(([name, row]): [string, number[]] => [name, steps(row)])
      .filter(([, row]) => row.some((step) => Math.abs(step) >= LEAST))
      .map(([name, row]) => `${name} ${String.fromCharCode(...row.map((step) => ZERO + step))}`)
      .sort((a, b) => (a < b ? -1 : 1)),
  ];
}

/** Numbers of a row of a table, added up from several rows and along a vector. */
export function rowOf(fit: Fit, places: readonly number[], vector?: Float64Array): Float32Array {
  const row = new Float32Array(UNITS);
  for (const place of places) add(fit.rows, place, 1, row);
  if (vector) for (let part = 0; part < vector.length; part++) add(fit.senses, part, vector[part]!, row);
  return row;
}

/**
 * Peaks of a distribution on a grid: where they are and how much mass belongs to each. Serves rule R8: a median between
 * two peaks describes nobody. Two peaks are told apart only where the valley between them is below 80 per cent of the
 * lower one; smaller dips are noise of sampling.
 */

export interface Mode {
  /** Position of the peak, in the unit of the grid. */
  readonly at: number;
  /** Share of the whole mass between the valleys on both sides. */
  readonly mass: number;
}

const VALLEY = 0.8;
/** A valley as shallow as this is rounding, not shape. */
const RIPPLE = 0.999;

interface Hill {
  peak: number;
  from: number;
  to: number;
}

/**
 * Joins neighbours across the shallowest valley until every valley left is deep. Shallow ripples beside each other are
 * joined in one pass first, because rounding makes many of them where a curve of very many people is flat.
 */
function joined(hills: readonly Hill[], at: (i: number) => number): Hill[] {
  const depthOf = (left: Hill, right: Hill): number =>
    at(right.from) / Math.min(at(left.peak), at(right.peak));
  const together = (left: Hill, right: Hill): Hill => ({
    peak: at(left.peak) >= at(right.peak) ? left.peak : right.peak,
    from: left.from,
    to: right.to,
  });
  const kept: Hill[] = [];
  for (const hill of hills) {
    const last = kept.at(-1);
    if (last !== undefined && depthOf(last, hill) >= RIPPLE) kept[kept.length - 1] = together(last, hill);
    else kept.push(hill);
  }
  for (;;) {
    let shallowest = -1;
    let depth = VALLEY;
    for (let h = 0; h + 1 < kept.length; h++) {
      const ratio = depthOf(kept[h] as Hill, kept[h + 1] as Hill);
      if (ratio >= depth) {
        depth = ratio;
        shallowest = h;
      }
    }
    if (shallowest < 0) return kept;
    kept.splice(shallowest, 2, together(kept[shallowest] as Hill, kept[shallowest + 1] as Hill));
  }
}

/** Peaks in rising order. `density[i]` stands at `grid[i]`; `mass[i]` is what the point weighs (density × width). */
export function modesOf(
  grid: ArrayLike<number>,
  density: ArrayLike<number>,
  mass: ArrayLike<number>,
): Mode[] {
  const hills: Hill[] = [];
  const size = grid.length;
  const at = (i: number): number => density[i] as number;
  let rising = true;
  let start = 0;
  for (let i = 0; i < size; i++) {
    const next = i + 1 < size ? at(i + 1) : -1;
    if (rising && next < at(i)) {
      hills.push({ peak: i, from: start, to: size });
      rising = false;
    } else if (!rising && next > at(i)) {
      (hills.at(-1) as Hill).to = i;
      start = i;
      rising = true;
    }
  }
  const kept = joined(hills, at);
  let whole = 0;
  for (let i = 0; i < size; i++) whole += mass[i] as number;
  return kept.map(({ peak, from, to }) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += mass[i] as number;
    return { at: grid[peak] as number, mass: sum / whole };
  });
}

/** Peaks of positive draws, by a Gaussian kernel on their logarithm (Silverman 1986, eq. 3.31), at 256 points. */
export function modesOfDraws(ascending: ArrayLike<number>): Mode[] {
  const size = ascending.length;
  const logs = Float64Array.from(ascending, (value) => Math.log(value));
  const mean = logs.reduce((sum, value) => sum + value, 0) / size;
  const sd = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, size - 1));
  const spread =
    ((logs[Math.floor(size * 0.75)] as number) - (logs[Math.floor(size * 0.25)] as number)) / 1.34;
  const width = 0.9 * (spread > 0 ? Math.min(sd, spread) : sd) * size ** -0.2;
  if (!(width > 0)) return [{ at: ascending[0] as number, mass: 1 }];
  const points = 256;
  const low = (logs[0] as number) - 2 * width;
  const step = ((logs[size - 1] as number) + 2 * width - low) / (points - 1);
  const bins = new Float64Array(points);
  for (const value of logs) {
    const bin = Math.min(points - 1, Math.round((value - low) / step));
    bins[bin] = (bins[bin] as number) + 1;
  }
  const density = Float64Array.from(bins, (_, i) =>
    bins.reduce(
      (sum, many, j) => (many === 0 ? sum : sum + many * Math.exp(-0.5 * (((i - j) * step) / width) ** 2)),
      0,
    ),
  );
  const grid = Float64Array.from(bins, (_, i) => Math.exp(low + i * step));
  return modesOf(grid, density, density);
}

/**
 * Small dense linear algebra on typed arrays: symmetric solve that notices dependent columns, rank, and a two-phase
 * simplex for problems of a few dozen rows. Knows no statistics. Bland's rule keeps the simplex from cycling; the
 * matrices here are 0/1 with integer right-hand sides, so a tolerance of 1e-9 is far from any real difference.
 */

/** A Cholesky factor in place (lower triangle, row-major k×k); dependent columns have a zero pivot. */
export interface Factor {
  readonly size: number;
  readonly lower: Float64Array;
  /** 1 for columns that are combinations of earlier ones. */
  readonly dependent: Uint8Array;
}

/** Factors a symmetric positive semidefinite matrix (row-major, overwritten). */
export function factored(matrix: Float64Array, size: number, tolerance = 1e-13): Factor {
  const dependent = new Uint8Array(size);
  for (let j = 0; j < size; j++) {
    const whole = matrix[j * size + j] as number;
    let pivot = whole;
    for (let k = 0; k < j; k++) {
      const l = matrix[j * size + k] as number;
      pivot -= l * l;
    }
    if (pivot <= tolerance * whole || whole === 0) {
      dependent[j] = 1;
      for (let i = j; i < size; i++) matrix[i * size + j] = 0;
      continue;
    }
    const root = Math.sqrt(pivot);
    matrix[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = matrix[i * size + j] as number;
      for (let k = 0; k < j; k++) sum -= (matrix[i * size + k] as number) * (matrix[j * size + k] as number);
      matrix[i * size + j] = sum / root;
    }
  }
  return { size, lower: matrix, dependent };
}

/** Solves with the factor; coefficients of dependent columns are 0. */
export function solved({ size, lower, dependent }: Factor, right: Float64Array): Float64Array {
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    if (dependent[i] === 1) continue;
    let sum = right[i] as number;
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] as number) * (x[k] as number);
    x[i] = sum / (lower[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    if (dependent[i] === 1) continue;
    let sum = x[i] as number;
    for (let k = i + 1; k < size; k++) sum -= (lower[k * size + i] as number) * (x[k] as number);
    x[i] = sum / (lower[i * size + i] as number);
  }
  return x;
}

/** Rank of a row-major matrix by elimination with full row pivoting; entries are small integers. */
export function rankOf(matrix: Float64Array, rows: number, columns: number): number {
  const work = Float64Array.from(matrix);
  let rank = 0;
  for (let column = 0; column < columns && rank < rows; column++) {
    let best = rank;
    for (let row = rank + 1; row < rows; row++) {
      if (
        Math.abs(work[row * columns + column] as number) > Math.abs(work[best * columns + column] as number)
      )
        best = row;
    }
    const pivot = work[best * columns + column] as number;
    if (Math.abs(pivot) < 1e-9) continue;
    for (let c = 0; c < columns; c++) {
      const kept = work[rank * columns + c] as number;
      work[rank * columns + c] = work[best * columns + c] as number;
      work[best * columns + c] = kept;
    }
    for (let row = rank + 1; row < rows; row++) {
      const share = (work[row * columns + column] as number) / pivot;
      if (share === 0) continue;
      for (let c = column; c < columns; c++)
        work[row * columns + c] =
          (work[row * columns + c] as number) - share * (work[rank * columns + c] as number);
    }
    rank++;
  }
  return rank;
}

const SMALL = 1e-9;

/** One tableau: `rows` constraints over `columns` variables plus the right-hand side as last column. */
interface Tableau {
  readonly cells: Float64Array[];
  readonly basis: number[];
  readonly columns: number;
}

function pivotOn(
  { cells, basis, columns }: Tableau,
  row: number,
  column: number,
  objective: Float64Array,
): void {
  const line = cells[row] as Float64Array;
  const scale = line[column] as number;
  for (let c = 0; c <= columns; c++) line[c] = (line[c] as number) / scale;
  for (const other of [...cells, objective]) {
    if (other === line) continue;
    const share = other[column] as number;
    if (share === 0) continue;
    for (let c = 0; c <= columns; c++) other[c] = (other[c] as number) - share * (line[c] as number);
  }
  basis[row] = column;
}

/** Runs the simplex with Bland's rule; `objective` holds reduced costs of a maximisation with minus sign. */
function maximised(tableau: Tableau, objective: Float64Array, allowed: number): boolean {
  const { cells, basis, columns } = tableau;
  for (;;) {
    let entering = -1;
    for (let c = 0; c < allowed; c++) {
      if ((objective[c] as number) < -SMALL) {
        entering = c;
        break;
      }
    }
    if (entering < 0) return true;
    let leaving = -1;
    let least = Infinity;
    cells.forEach((line, row) => {
      const slope = line[entering] as number;
      if (slope <= SMALL) return;
      const ratio = (line[columns] as number) / slope;
      const isTie = Math.abs(ratio - least) <= SMALL;
      if (ratio < least - SMALL || (isTie && (basis[row] as number) < (basis[leaving] as number))) {
        least = ratio;
        leaving = row;
      }
    });
    if (leaving < 0) return false;
    pivotOn(tableau, leaving, entering, objective);
  }
}

/**
 * max cᵀx subject to Ax = b, x ≥ 0, with b ≥ 0. The value, or null where nothing satisfies the constraints;
 * Infinity where there is no limit.
 */
export function linearMaximum(a: readonly Float64Array[], b: Float64Array, c: Float64Array): number | null {
  const rows = a.length;
  const variables = c.length;
  const columns = variables + rows;
  const cells = a.map((line, row) => {
    const full = new Float64Array(columns + 1);
    full.set(line);
    full[variables + row] = 1;
    full[columns] = b[row] as number;
    return full;
  });
  const tableau: Tableau = { cells, basis: a.map((_, row) => variables + row), columns };
  const first = new Float64Array(columns + 1);
  for (const line of cells) {
    for (let v = 0; v < variables; v++) first[v] = (first[v] as number) - (line[v] as number);
    first[columns] = (first[columns] as number) - (line[columns] as number);
  }
  maximised(tableau, first, columns);
  if (Math.abs(first[columns] as number) > 1e-7) return null;
  // Artificial variables that stay in the basis at zero are pivoted out; rows without a partner are redundant.
  tableau.basis.forEach((variable, row) => {
    if (variable < variables) return;
    const line = cells[row] as Float64Array;
    const column = line.findIndex((value, at) => at < variables && Math.abs(value) > SMALL);
    if (column >= 0) pivotOn(tableau, row, column, first);
  });
  const second = new Float64Array(columns + 1);
  for (let v = 0; v < variables; v++) second[v] = -(c[v] as number);
  tableau.basis.forEach((variable, row) => {
    const share = second[variable] as number;
    if (share === 0) return;
    const line = cells[row] as Float64Array;
    for (let at = 0; at <= columns; at++) second[at] = (second[at] as number) - share * (line[at] as number);
  });
  return maximised(tableau, second, variables) ? (second[columns] as number) : Infinity;
}

/** Pixels by which sums of fractions may be off: less than anybody sees. */
const NEAR = 0.01;

/**
 * The heights of the rows of a long list, in pixels: as measured where a row has been drawn, a guess for all others.
 * A Fenwick tree over the differences from the guess, so that with any number of rows the place of a row, and the row at a
 * place, take some twenty additions.
 */
export class Heights {
  readonly rows: number;
  #guess: number;
  /** Differences from the guess, summed as a Fenwick tree; index 0 is unused. */
  #sums: Float64Array;
  #measured = new Map<number, number>();

  /** `rows` of a list, each of them `guess` pixels high until it is measured. */
  constructor(rows: number, guess: number) {
    this.rows = rows;
    this.#guess = guess;
    this.#sums = new Float64Array(rows + 1);
  }

  get guess(): number {
    return this.#guess;
  }

  /** Pixels of all rows together. */
  get total(): number {
    return this.offsetOf(this.rows);
  }

  heightOf(row: number): number {
    return this.#measured.get(row) ?? this.#guess;
  }

  /** Pixels above a row, from 0 to `rows`, the last meaning the end of the list. */
  offsetOf(row: number): number {
    let sum = row * this.#guess;
    for (let at = row; at > 0; at -= at & -at) sum += this.#sums[at] ?? 0;
    return sum;
  }

  /** The row that covers a place so many pixels from the start; the first or the last beyond either end. */
  rowAt(pixels: number): number {
    let row = 0;
    let left = pixels;
    for (let step = 2 ** Math.floor(Math.log2(Math.max(1, this.rows))); step >= 1; step /= 2) {
      const next = row + step;
      if (next > this.rows) continue;
      const stretch = step * this.#guess + (this.#sums[next] ?? 0);
      if (stretch > left + NEAR) continue;
      left -= stretch;
      row = next;
    }
    return Math.max(0, Math.min(row, this.rows - 1));
  }

  /** Remembers the height of a row; true where it differs from what was assumed. */
  set(row: number, height: number): boolean {
    const difference = height - this.heightOf(row);
    if (Math.abs(difference) < NEAR) return false;
    this.#measured.set(row, height);
    for (let at = row + 1; at <= this.rows; at += at & -at)
      this.#sums[at] = (this.#sums[at] ?? 0) + difference;
    return true;
  }

  /** Forgets all that was measured: rows are drawn anew at another width. */
  forget(guess: number): void {
    this.#guess = guess;
    this.#sums.fill(0);
    this.#measured.clear();
  }
}

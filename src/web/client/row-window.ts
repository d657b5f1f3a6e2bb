/**
 * Which rows of a long list are drawn, and where. What holds is the row at the top and how far it is scrolled into;
 * when rows above it turn out higher or lower than guessed, the scroll position follows and nothing on the screen moves.
 */
import { Heights } from './heights.ts';

/** Browsers cut elements off somewhere above 17 million pixels; longer lists scroll a shorter way, and faster. */
const LONGEST = 12_000_000;
/** The window moves in steps of so many rows, so that few scroll events draw anything. */
const STEP = 10;

export interface Stretch {
  /** First row, from 0. */
  readonly from: number;
  /** The row after the last. */
  readonly to: number;
}

export class RowWindow {
  heights: Heights;
  /** Pixels of the box in which rows are seen. */
  seen = 0;
  #row = 0;
  #into = 0;

  constructor(rows: number, guess: number, from = 0) {
    this.heights = new Heights(rows, guess);
    this.#row = from;
  }

  /** Pixels of the element that scrolls. */
  get length(): number {
    return Math.min(this.heights.total, LONGEST);
  }

  /** True where the way that is scrolled is shorter than the list is long. */
  get isShortened(): boolean {
    return this.heights.total > LONGEST;
  }

  /** Pixels of the list above what is seen. */
  get top(): number {
    const { heights, seen } = this;
    return Math.max(0, Math.min(heights.offsetOf(this.#row) + this.#into, heights.total - seen));
  }

  /** The scroll position of the box that belongs to what is seen. */
  get scroll(): number {
    return this.isShortened ? this.top / this.#ratio : this.top;
  }

  get #ratio(): number {
    return (this.heights.total - this.seen) / Math.max(1, this.length - this.seen);
  }

  /** The box was scrolled to this position. */
  scrolledTo(scroll: number): void {
    const top = Math.max(0, this.isShortened ? scroll * this.#ratio : scroll);
    this.#row = this.heights.rowAt(top);
    this.#into = top - this.heights.offsetOf(this.#row);
  }

  /** Rows of which any part is seen. */
  get shown(): Stretch {
    const { heights, top, seen } = this;
    return { from: heights.rowAt(top), to: heights.rowAt(Math.max(top, top + seen - 1)) + 1 };
  }

  /** Rows to draw: those seen, and as many again before and after them. */
  get drawn(): Stretch {
    const { from, to } = this.shown;
    const more = Math.max(STEP, to - from);
    return {
      from: Math.max(0, Math.floor((from - more) / STEP) * STEP),
      to: Math.min(this.heights.rows, Math.ceil((to + more) / STEP) * STEP),
    };
  }

  /** Pixels from the start of the element that scrolls to the first row drawn. */
  insetOf({ from }: Stretch): number {
    const before = this.heights.offsetOf(from);
    return this.isShortened ? Math.max(0, this.scroll - (this.top - before)) : before;
  }

  /** The list has so many rows now; all of them are measured anew. */
  resize(rows: number): void {
    this.heights = new Heights(rows, this.heights.guess);
    this.#row = Math.max(0, Math.min(this.#row, rows - 1));
  }

  /** Puts a row at the top. */
  startAt(row: number): void {
    this.#row = Math.max(0, Math.min(row, this.heights.rows - 1));
    this.#into = 0;
  }

  /** Moves by as little as it takes to see all of a row. */
  reveal(row: number): void {
    const { heights, top, seen } = this;
    const before = heights.offsetOf(row);
    const after = before + heights.heightOf(row);
    if (before < top || after - before > seen) return this.startAt(row);
    if (after <= top + seen) return;
    const first = heights.rowAt(after - seen);
    this.#row = first;
    this.#into = after - seen - heights.offsetOf(first);
  }
}

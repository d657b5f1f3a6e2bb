/** Rows of a long list as they are fetched: a page at a time, those that are seen first, and pages ahead of the reader. */
import { PAGE } from '../page/rows.tsx';
import type { Stretch } from './row-window.ts';

/** Pages asked for at the same time. */
const AT_ONCE = 2;
/** Rows kept; farther ones are fetched again when they are wanted. */
const KEPT = 6_000;

/** What one page of the list answered. */
export interface Fetched<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Head of the ledger that the rows were read at. */
  readonly head: string;
}

interface Source<Row> {
  /** Rows from a place on, or null where they could not be had. */
  fetch(from: number): Promise<Fetched<Row> | null>;
  /** Rows came, or did not come. */
  changed(): void;
  /** The list is another one than before: something was recorded meanwhile. */
  renewed(total: number): void;
}

export class RowPages<Row> {
  readonly #source: Source<Row>;
  readonly #rows = new Map<number, Row>();
  readonly #asked = new Set<number>();
  readonly #read = new Set<number>();
  #wanted: readonly number[] = [];
  /** What is seen, so that it is asked for again when the list turns out to be another. */
  #seen: Stretch = { from: 0, to: 0 };
  #head: string;
  /** True after a page could not be had, until one is asked for again. */
  failed = false;

  constructor(source: Source<Row>, first: { from: number; rows: readonly Row[]; head: string }) {
    this.#source = source;
    this.#head = first.head;
    first.rows.forEach((row, n) => this.#rows.set(first.from + n, row));
  }

  at(place: number): Row | null {
    return this.#rows.get(place) ?? null;
  }

  /** Wants the rows that are seen, then the page after and the page before them; what was wanted earlier is dropped. */
  want({ from, to }: Stretch, total: number): void {
    this.#seen = { from, to };
    const first = Math.floor(from / PAGE);
    const last = Math.floor(Math.max(from, to - 1) / PAGE);
    const seen = Array.from({ length: last - first + 1 }, (_, n) => first + n);
    const inside = (page: number): boolean => page >= 0 && page * PAGE < total;
    this.#wanted = [...seen, last + 1, first - 1].filter((page) => inside(page) && !this.#has(page, total));
    this.#forgetBeyond(from, to);
    this.#pump();
  }

  #has(page: number, total: number): boolean {
    if (this.#read.has(page)) return true;
    for (let place = page * PAGE; place < Math.min(total, (page + 1) * PAGE); place += 1)
      if (!this.#rows.has(place)) return false;
    return true;
  }

  #forgetBeyond(from: number, to: number): void {
    if (this.#rows.size <= KEPT) return;
    for (const place of this.#rows.keys()) {
      if (place >= from - KEPT / 3 && place <= to + KEPT / 3) continue;
      this.#rows.delete(place);
      this.#read.delete(Math.floor(place / PAGE));
    }
  }

  #pump(): void {
    for (const page of this.#wanted) {
      if (this.#asked.size >= AT_ONCE) return;
      if (!this.#asked.has(page)) void this.#ask(page);
    }
  }

  async #ask(page: number): Promise<void> {
    this.#asked.add(page);
    const got = await this.#source.fetch(page * PAGE);
    this.#asked.delete(page);
    this.failed = got === null;
    if (got === null) {
      // Whoever scrolls on, or asks again, tries anew; a program that was ended is not asked for ever.
      this.#wanted = [];
      return this.#source.changed();
    }
    const isAnother = got.head !== this.#head;
    if (isAnother) {
      this.#head = got.head;
      this.#rows.clear();
      this.#read.clear();
      this.#source.renewed(got.total);
    }
    got.rows.forEach((row, n) => this.#rows.set(page * PAGE + n, row));
    this.#read.add(page);
    this.#wanted = this.#wanted.filter((one) => one !== page);
    this.#source.changed();
    if (isAnother) this.want(this.#seen, got.total);
    else this.#pump();
  }
}

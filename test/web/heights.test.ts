/** The arithmetic of long lists: where a row stands, which rows are drawn, and that nothing moves when heights turn out. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Heights } from '../../src/web/client/heights.ts';
import { RowPages } from '../../src/web/client/row-pages.ts';
import { RowWindow } from '../../src/web/client/row-window.ts';

const someRows = fc.integer({ min: 1, max: 400 });
const measures = fc.array(
  fc.record({ row: fc.nat(399), height: fc.double({ min: 1, max: 300, noNaN: true }) }),
  { maxLength: 60 },
);

describe('heights of rows', () => {
  test('add up as a plain sum does, and the row at a place is the one that covers it', () => {
    fc.assert(
      fc.property(someRows, fc.integer({ min: 1, max: 90 }), measures, (rows, guess, measured) => {
        const heights = new Heights(rows, guess);
        const plain = Array.from({ length: rows }, () => guess);
        for (const { row, height } of measured.filter(({ row: one }) => one < rows)) {
          heights.set(row, height);
          plain[row] = heights.heightOf(row);
        }
        let sum = 0;
        for (let row = 0; row < rows; row += 1) {
          expect(heights.offsetOf(row)).toBeCloseTo(sum, 4);
          const height = plain[row] ?? 0;
          expect(heights.rowAt(sum + height / 2)).toBe(row);
          sum += height;
        }
        expect(heights.total).toBeCloseTo(sum, 4);
        expect(heights.rowAt(sum + 1_000)).toBe(rows - 1);
        expect(heights.rowAt(-1)).toBe(0);
      }),
    );
  });

  test('are a guess again after they were forgotten', () => {
    const heights = new Heights(10, 20);
    expect(heights.set(3, 50)).toBe(true);
    expect(heights.set(3, 50)).toBe(false);
    heights.forget(30);
    expect([heights.total, heights.heightOf(3), heights.guess]).toEqual([300, 30, 30]);
  });
});

describe('the window over the rows', () => {
  test('keeps the row at the top where it is when rows above it turn out higher', () => {
    fc.assert(
      fc.property(fc.nat(30_000), measures, (scroll, measured) => {
        const rows = new RowWindow(1_000, 37);
        rows.seen = 500;
        rows.scrolledTo(Math.min(scroll, rows.heights.total - 500));
        const { from } = rows.shown;
        const into = rows.top - rows.heights.offsetOf(from);
        for (const { row, height } of measured.filter(({ row: one }) => one < from))
          rows.heights.set(row, height);
        expect(rows.shown.from).toBe(from);
        expect(rows.top - rows.heights.offsetOf(from)).toBeCloseTo(into, 4);
      }),
    );
  });

  test('draws what is seen and as much around it, and never leaves the list', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(4_000_000), (total, scroll) => {
        const rows = new RowWindow(total, 37);
        rows.seen = 500;
        rows.scrolledTo(scroll);
        const { drawn, shown } = rows;
        expect(drawn.from).toBeLessThanOrEqual(shown.from);
        expect(drawn.to).toBeGreaterThanOrEqual(shown.to);
        expect(drawn.from).toBeGreaterThanOrEqual(0);
        expect(drawn.to).toBeLessThanOrEqual(total);
        expect(drawn.to - drawn.from).toBeLessThan(100);
        expect(rows.scroll).toBeLessThanOrEqual(Math.max(0, rows.length - rows.seen));
      }),
    );
  });

  test('reveals a row by the shortest way and leaves one that is seen in its place', () => {
    const rows = new RowWindow(1_000, 40);
    rows.seen = 400;
    rows.reveal(9);
    expect(rows.top).toBe(0);
    rows.reveal(10);
    expect(rows.top).toBe(40);
    rows.reveal(999);
    expect(rows.top).toBe(1_000 * 40 - 400);
    rows.reveal(500);
    expect([rows.top, rows.shown.from]).toEqual([500 * 40, 500]);
  });

  test('reaches every row of a list longer than a browser can scroll', () => {
    const rows = new RowWindow(5_000_000, 40);
    rows.seen = 500;
    expect(rows.length).toBeLessThan(17_000_000);
    rows.scrolledTo(rows.length - rows.seen);
    expect(rows.shown.to).toBe(5_000_000);
    rows.startAt(2_345_678);
    expect(rows.shown.from).toBe(2_345_678);
    expect(rows.insetOf(rows.drawn)).toBeLessThan(rows.length);
  });
});

describe('rows that are fetched', () => {
  const answerFrom = (from: number, total: number, head = 'a') => ({
    rows: Array.from({ length: Math.min(100, total - from) }, (_, n) => `row ${from + n}`),
    total,
    head,
  });
  /** Lets everything that waits for an answer go on. */
  const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

  test('come with the pages around them, those that are seen first, and are not asked for twice', async () => {
    const asked: number[] = [];
    const pages = new RowPages<string>(
      {
        fetch: async (from) => {
          asked.push(from);
          return answerFrom(from, 1_000);
        },
        changed: () => undefined,
        renewed: () => undefined,
      },
      { from: 0, rows: answerFrom(0, 1_000).rows, head: 'a' },
    );
    pages.want({ from: 480, to: 520 }, 1_000);
    await settle();
    expect(asked.slice(0, 2)).toEqual([400, 500]);
    expect(asked.toSorted((a, b) => a - b)).toEqual([300, 400, 500, 600]);
    expect([pages.at(0), pages.at(499), pages.at(950)]).toEqual(['row 0', 'row 499', null]);
    pages.want({ from: 450, to: 490 }, 1_000);
    await settle();
    expect(asked).toHaveLength(4);
  });

  test('are let go where something was recorded meanwhile, and a failure is not asked for ever', async () => {
    let head = 'a';
    let isThere = true;
    let asked = 0;
    const totals: number[] = [];
    const pages = new RowPages<string>(
      {
        fetch: async (from) => {
          asked += 1;
          return isThere ? answerFrom(from, 901, head) : null;
        },
        changed: () => undefined,
        renewed: (total) => totals.push(total),
      },
      { from: 0, rows: answerFrom(0, 900).rows, head: 'a' },
    );
    head = 'b';
    pages.want({ from: 210, to: 220 }, 900);
    await settle();
    expect(totals).toEqual([901]);
    expect([pages.at(0), pages.at(215)]).toEqual([null, 'row 215']);
    head = 'c';
    pages.want({ from: 810, to: 820 }, 901);
    pages.want({ from: 205, to: 215 }, 901);
    await settle();
    // The list is as long as before; what is seen is there all the same.
    expect(pages.at(210)).toBe('row 210');
    isThere = false;
    const before = asked;
    pages.want({ from: 700, to: 710 }, 901);
    await settle();
    expect([pages.failed, pages.at(705)]).toEqual([true, null]);
    expect(asked - before).toBeLessThanOrEqual(2);
    isThere = true;
    pages.want({ from: 700, to: 710 }, 901);
    await settle();
    expect([pages.failed, pages.at(705)]).toEqual([false, 'row 705']);
  });
});

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * A long list under the hand: the box scrolls over all rows, of which only those near the reader are drawn. The arrow
 * keys, Page Up and Page Down, Home and End go from row to row; Enter opens one. The address remembers the row at the top, so
 * that Back returns to it.
 */
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { PAGE, Rows, type LongList, type RowsView } from '../page/rows.tsx';
import { useSay } from '../page/say.ts';
import { announce } from './live.ts';
import { handle } from './keys.ts';
import { RowWindow } from './row-window.ts';
import { rememberPlace, rememberedRow } from './row-place.ts';
import { useRowsOf } from './use-rows.ts';

/** Height of a row before the first one is measured, in pixels. */
const SOME_HEIGHT = 37;

export function RowsIsland(given: LongList) {
  const say = useSay();
  const [isOn, setOn] = useState(false);
  const [isPaper, setPaper] = useState(false);
  const [active, setActive] = useState(() => rememberedRow(given.total) ?? given.from);
  const [, draw] = useState(0);
  const redraw = (): void => draw((n) => n + 1);
  const box = useRef<HTMLElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const field = useRef<HTMLInputElement>(null);
  /** Set where the keyboard goes once the row is drawn. */
  const focus = useRef(false);
  /** The scroll position this part has set; an event that finds it is its own echo. */
  const set = useRef(-1);
  const rows = useMemo(() => new RowWindow(given.total, SOME_HEIGHT, given.from), []);
  const held = useRowsOf(given, (total) => rows.resize(total));
  const { total } = held;
  const { drawn } = rows;

  // Before the first picture: rows of the server are measured, and the box opens where the address says.
  useLayoutEffect(() => {
    const all = rowsOf(table.current ?? document.querySelector('.rows table'));
    if (all.length > 0) rows.heights.forget(average(all));
    setOn(true);
    if (rememberedRow(given.total) !== null) focus.current = document.activeElement === document.body;
  }, []);

  // After every drawing: what was drawn is measured, and what is seen stays where it is.
  useLayoutEffect(() => {
    if (!isOn || isPaper || isPrinting() || !box.current || !table.current) return;
    const head = table.current.tHead?.getBoundingClientRect().height ?? 0;
    rows.seen = Math.max(1, box.current.clientHeight - head);
    let isChanged = false;
    for (const row of rowsOf(table.current)) {
      const place = Number(row.dataset['place']);
      if (held.at(place) === null) continue;
      isChanged = rows.heights.set(place, row.getBoundingClientRect().height) || isChanged;
    }
    const { scroll } = rows;
    if (Math.abs(box.current.scrollTop - scroll) >= 1) {
      box.current.scrollTop = scroll;
      set.current = box.current.scrollTop;
    }
    if (isChanged || rows.drawn.from !== drawn.from || rows.drawn.to !== drawn.to) redraw();
    focusRow();
  });

  // What is drawn is wanted; a row that could not be had is asked for again when the window moves.
  useEffect(() => {
    if (isOn) held.want(drawn);
  }, [isOn, drawn.from, drawn.to, total]);

  // Other widths make other heights: all are measured anew, and the row at the top stays.
  useEffect(() => {
    if (!isOn || !box.current) return undefined;
    let width = box.current.clientWidth;
    const watch = new ResizeObserver(() => {
      const now = box.current?.clientWidth ?? width;
      if (now !== width) rows.heights.forget(average(rowsOf(table.current)) || rows.heights.guess);
      width = now;
      redraw();
    });
    watch.observe(box.current);
    if (table.current) watch.observe(table.current);
    return () => watch.disconnect();
  }, [isOn]);

  useEffect(() => handle('find-row', () => field.current?.select()), []);
  useEffect(() => {
    const paper = window.matchMedia('print');
    const turn = (): void => flushSync(() => setPaper(paper.matches));
    paper.addEventListener('change', turn);
    return () => paper.removeEventListener('change', turn);
  }, []);

  function focusRow(): void {
    if (!focus.current) return;
    const row = table.current?.querySelector<HTMLElement>(`[data-place="${active}"]`);
    if (!row) return;
    focus.current = false;
    row.focus({ preventScroll: true });
  }

  function goTo(place: number, how: 'reveal' | 'top'): void {
    const to = Math.max(0, Math.min(place, total - 1));
    if (how === 'top') rows.startAt(to);
    else rows.reveal(to);
    focus.current = true;
    setActive(to);
    redraw();
    // A key that is held down moves many rows a second; browsers refuse as many addresses.
    if (how === 'top') rememberPlace(rows.shown.from, to);
    else rememberPlace.soon(rows.shown.from, to);
  }

  function pressed(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const { from, to } = rows.shown;
    const page = Math.max(1, to - from - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: total - 1,
    };
    const place = steps[event.key];
    if (place !== undefined) {
      event.preventDefault();
      goTo(place, 'reveal');
    } else if (event.key === 'Enter' && event.target instanceof HTMLTableRowElement) {
      event.target.querySelector('a')?.click();
    }
  }

  if (!isOn) return <Rows {...given} />;
  const { shown } = rows;
  if (isPaper) return <Rows {...given} {...onPaper()} total={total} />;
  // A row outside the window cannot be the stop of the Tab key: the first one that is seen is it then.
  const stop = active >= drawn.from && active < drawn.to ? active : shown.from;
  const view: RowsView = {
    table: { active: stop, total, rowSize: rows.heights.guess, inset: rows.insetOf(drawn), table },
    rows: Array.from({ length: drawn.to - drawn.from }, (_, n) => held.at(drawn.from + n)),
    from: drawn.from,
    seen: [shown.from + 1, shown.to],
    length: rows.length,
    box,
    field,
    note: held.failed ? (
      <p className="note note--caution rows__failed" role="status">
        <span />
        <span>
          {say('people.failed')}{' '}
          <button className="btn btn--plain" type="button" onClick={() => held.want(drawn)}>
            {say('people.again')}
          </button>
        </span>
      </p>
    ) : null,
    pressed,
    focused: (place) => {
      if (place !== active) setActive(place);
    },
    wanted: (place) => {
      goTo(place, 'top');
      announce(say('people.at', { n: Math.max(1, Math.min(place + 1, total)), total }));
    },
    left: () => rememberPlace(rows.shown.from, active),
    scrolled: () => {
      const at = box.current?.scrollTop ?? 0;
      if (isPrinting() || Math.abs(at - set.current) < 1) return;
      set.current = -1;
      rows.scrolledTo(at);
      rememberPlace.soon(rows.shown.from, active);
      keepFocus();
      redraw();
    },
  };
  return <Rows {...given} total={total} view={view} />;

  /** When the wheel takes the row with the keyboard out of the window, the panel has the keyboard, and the keys go on. */
  function keepFocus(): void {
    const now = rows.drawn;
    const row = document.activeElement;
    if (!(row instanceof HTMLTableRowElement) || !table.current?.contains(row)) return;
    if (active >= now.from && active < now.to) return;
    row.closest<HTMLElement>('[data-panel]')?.focus({ preventScroll: true });
  }

  /** The rows from the first that is seen, as far as they are here: a page like that of the server. */
  function onPaper(): Pick<LongList, 'from' | 'list'> {
    const { from } = shown;
    const there = Array.from({ length: Math.min(PAGE, total - from) }, (_, n) => held.at(from + n));
    const gap = there.indexOf(null);
    const whole = gap < 0 ? there : there.slice(0, gap);
    return { from, list: { ...given.list, rows: whole } as LongList['list'] };
  }
}

/** On paper the box has no height of its own, and nothing that it reports is the reader's doing. */
function isPrinting(): boolean {
  return window.matchMedia('print').matches;
}

function rowsOf(table: Element | null): readonly HTMLTableRowElement[] {
  return table instanceof HTMLTableElement ? [...(table.tBodies[0]?.rows ?? [])] : [];
}

function average(rows: readonly HTMLTableRowElement[]): number {
  const sum = rows.reduce((so, row) => so + row.getBoundingClientRect().height, 0);
  return rows.length === 0 ? 0 : sum / rows.length;
}

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * A long list: one page of its rows as the server draws it, with links to the pages around it; where a script runs, a
 * window that moves over all rows. Both are the same table.
 */
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import type { PersonLine, RecordView } from '#workspace';
import type { KeySettings } from './actions.ts';
import { Keycap } from './frame.tsx';
import type { TableView } from './grid.tsx';
import { Island } from './island.tsx';
import { hrefOf, type Travel } from './links.ts';
import { PeopleTable } from './people-table.tsx';
import { RecordTable } from './record-table.tsx';
import { useSay } from './say.ts';

/** Rows of one page. */
export const PAGE = 100;

/** A list as the server gives it, in plain JSON. */
export interface LongList {
  readonly list:
    | { readonly kind: 'people'; readonly rows: readonly PersonLine[] }
    | {
        readonly kind: 'records';
        readonly rows: readonly RecordView[];
        /** Columns of the list that is chosen; null where rows of several lists stand together. */
        readonly columns: readonly string[] | null;
      };
  readonly path: string;
  /** What is chosen, as the address has it. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly travel: Travel;
  /** Place of the first row, from 0. */
  readonly from: number;
  readonly total: number;
  /** Head of the ledger the rows were read at. */
  readonly head: string;
  readonly keys: KeySettings;
}

/** How the list is drawn where a script moves a window over it, and what is done to it. */
export interface RowsView {
  readonly table: TableView;
  /** Rows of the window, null where they are still being fetched. */
  readonly rows: readonly (PersonLine | RecordView | null)[];
  /** Place of the first of them. */
  readonly from: number;
  /** First and last place that is seen, from 1. */
  readonly seen: readonly [number, number];
  readonly length: number;
  readonly box: Ref<HTMLElement>;
  readonly field: Ref<HTMLInputElement>;
  readonly note: ReactNode;
  scrolled(): void;
  pressed(event: KeyboardEvent): void;
  focused(place: number): void;
  wanted(place: number): void;
  left(): void;
}

/** The list on a page, which the script takes over. */
export function LongRows(props: LongList) {
  return (
    <Island name="rows" props={props}>
      <Rows {...props} />
    </Island>
  );
}

const SHOWN = { people: 'people.shown', records: 'records.shown' } as const;
const TITLE = { people: 'people.title', records: 'records.title' } as const;

export function Rows({ view, ...given }: LongList & { view?: RowsView | undefined }) {
  const say = useSay();
  const { list, from, total, keys } = given;
  const [first, last] = view?.seen ?? [from + 1, from + list.rows.length];
  return (
    <div className="rows" data-panel="people" tabIndex={-1} onKeyDown={view?.pressed}>
      <div className="row row--between rows__head">
        <p className="cap rows__shown">{say(SHOWN[list.kind], { from: first, to: last, total })}</p>
        {total > PAGE && <Find {...given} view={view} keys={keys} />}
      </div>
      <section
        className="sheet scroller rows__box"
        ref={view?.box}
        tabIndex={view ? undefined : 0}
        aria-label={say(TITLE[list.kind])}
        onScroll={view?.scrolled}
        onClickCapture={view?.left}
        onFocus={(event) => {
          const place = event.target.closest<HTMLElement>('[data-place]')?.dataset['place'];
          if (place !== undefined) view?.focused(Number(place));
        }}
      >
        <div className="rows__canvas" style={view && { minBlockSize: view.length }}>
          <Table {...given} view={view} />
        </div>
      </section>
      {view?.note}
      {!view && <Pages {...given} />}
    </div>
  );
}

function Table({ list, from, travel, view }: LongList & { view: RowsView | undefined }) {
  const place = { from: view?.from ?? from, travel, view: view?.table };
  if (list.kind === 'people')
    return <PeopleTable {...place} rows={(view?.rows ?? list.rows) as readonly (PersonLine | null)[]} />;
  const rows = (view?.rows ?? list.rows) as readonly (RecordView | null)[];
  return <RecordTable {...place} rows={rows} columns={list.columns} />;
}

/** Goes to a row by its number: a form without a script, a jump with one. */
function Find({ path, chosen, travel, total, keys, view }: LongList & { view: RowsView | undefined }) {
  const say = useSay();
  return (
    <form
      className="row row--tight"
      method="get"
      action={path}
      onSubmit={(event) => {
        if (!view) return;
        event.preventDefault();
        view.wanted(Number(new FormData(event.currentTarget).get('place')) - 1);
      }}
    >
      {Object.entries({ ...chosen, asKnown: travel.asKnown }).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <label className="cap" htmlFor="place">
        {say('people.goto')} {view && <Keycap action="find-row" keys={keys} />}
      </label>
      <input
        className="input input--short"
        id="place"
        name="place"
        type="number"
        min={1}
        max={total}
        required
        ref={view?.field}
      />
      <button className="btn" type="submit">
        {say('people.show')}
      </button>
    </form>
  );
}

/** The page before and the next one, for those who have no script. */
function Pages({ path, chosen, travel, from, total }: LongList) {
  const say = useSay();
  if (total <= PAGE) return null;
  const to = (place: number): string =>
    hrefOf(path, travel, { ...chosen, from: place === 0 ? undefined : String(place) });
  return (
    <div className="after row">
      {from > 0 && (
        <a className="btn" rel="prev" href={to(Math.max(0, from - PAGE))}>
          {say('people.previous')}
        </a>
      )}
      {from + PAGE < total && (
        <a className="btn" rel="next" href={to(from + PAGE)}>
          {say('people.next')}
        </a>
      )}
    </div>
  );
}

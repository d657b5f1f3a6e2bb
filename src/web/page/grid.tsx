/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** What the tables of long lists have in common: what they say to a voice, and rows that are still being fetched. */
import type { ReactNode, Ref } from 'react';
import { useSay } from './say.ts';

/** How a table is drawn where a script moves a window over it. */
export interface TableView {
  /** Place of the row that the keyboard is on, from 0. */
  readonly active: number;
  readonly total: number;
  /** Pixels given to a row that is still being fetched. */
  readonly rowSize: number;
  /** Pixels above the first row that is drawn. */
  readonly inset: number;
  readonly table: Ref<HTMLTableElement>;
}

/** What is drawn of a list: rows from a place on, null where they are still being fetched. */
export interface TableProps<Row> {
  readonly rows: readonly (Row | null)[];
  readonly from: number;
  readonly view: TableView | undefined;
}

/** The table shows a window and tells a voice of the whole; its first row is its head. */
export function gridMarks(view: TableView | undefined) {
  if (!view) return {};
  return {
    role: 'grid',
    'aria-rowcount': view.total + 1,
    ref: view.table,
    style: { marginBlockStart: view.inset },
  };
}

/** The one row with the keyboard is a stop of the Tab key; the arrow keys go on from there. */
export interface RowMarks {
  readonly place: number;
  readonly isGrid: boolean;
  readonly isActive: boolean;
}

export function marksOf(place: number, view: TableView | undefined): RowMarks {
  return { place, isGrid: view !== undefined, isActive: view?.active === place };
}

function rowMarks({ place, isGrid, isActive }: RowMarks) {
  if (!isGrid) return {};
  return {
    role: 'row',
    'aria-rowindex': place + 2,
    'data-place': place,
    tabIndex: isActive ? 0 : -1,
  };
}

interface RowProps extends RowMarks {
  /** Cells of the row, or null while its words are being fetched. */
  readonly children: ReactNode;
  readonly columns: number;
  readonly size: number | undefined;
}

/** One row. While its words are fetched it has its number and its height; it is the same row afterwards, with its focus. */
export function GridRow({ children, columns, size, ...marks }: RowProps) {
  const say = useSay();
  if (children !== null) return <tr {...rowMarks(marks)}>{children}</tr>;
  return (
    <tr {...rowMarks(marks)} className="rows__awaited" style={{ blockSize: size }}>
      <td role="gridcell" className="num people__place">
        {say.number(marks.place + 1)}
      </td>
      <td role="gridcell" colSpan={columns - 1} className="cap">
        {say('people.awaited')}
      </td>
    </tr>
  );
}

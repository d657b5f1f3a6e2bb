/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** Rows of lists, verbatim, column by column where one list is chosen, with the person each row belongs to. */
import { memo } from 'react';
import type { RecordView } from '#workspace';
import { gridMarks, GridRow, marksOf, type RowMarks, type TableProps } from './grid.tsx';
import type { Travel } from './links.ts';
import { personHref } from './names.tsx';
import { Name } from './part.tsx';
import { useSay } from './say.ts';

interface Props extends TableProps<RecordView> {
  readonly travel: Travel;
  /** Columns of the list that is chosen; null where rows of several lists stand together. */
  readonly columns: readonly string[] | null;
}

export function RecordTable({ rows, from, travel, view, columns }: Props) {
  const say = useSay();
  return (
    <table className={columns ? 'ledger records records--wide' : 'ledger records'} {...gridMarks(view)}>
      <caption className="vh">{say('records.title')}</caption>
      <thead>
        <tr aria-rowindex={view && 1}>
          <th scope="col" className="num records__row">
            {say('records.row')}
          </th>
          {columns ? (
            columns.map((column, n) => (
              <th key={n} scope="col">
                <Name text={column} />
              </th>
            ))
          ) : (
            <th scope="col">{say('person.asWritten')}</th>
          )}
          <th scope="col" className="records__person">
            {say('records.person')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((record, n) => (
          <RecordRow
            key={from + n}
            {...marksOf(from + n, view)}
            record={record}
            columns={columns?.length ?? null}
            size={view?.rowSize}
            travel={travel}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends RowMarks {
  readonly record: RecordView | null;
  /** Columns of the list that is chosen; null where the words of a row stand in one. */
  readonly columns: number | null;
  readonly size: number | undefined;
  readonly travel: Travel;
}

const RecordRow = memo(function RecordRow({ record, columns, size, travel, ...marks }: RowProps) {
  const all = { ...marks, columns: (columns ?? 1) + 2, size: record === null ? size : undefined };
  if (record === null) return <GridRow {...all}>{null}</GridRow>;
  const values = record.columns.map(({ value }) => value);
  const words = columns === null ? [values.filter((value) => value !== '').join(', ')] : values;
  const cell = marks.isGrid ? 'gridcell' : undefined;
  return (
    <GridRow {...all}>
      <th role={marks.isGrid ? 'rowheader' : undefined} scope="row" className="num records__row">
        {record.row}
      </th>
      {words.map((text, n) => (
        <td key={n} role={cell} className="said" dir="auto">
          <Name text={text} />
        </td>
      ))}
      <td role={cell}>
        <a
          className="code"
          href={personHref(record.personId, travel)}
          tabIndex={marks.isGrid ? -1 : undefined}
        >
          {record.personId.slice(0, 8)}
        </a>
      </td>
    </GridRow>
  );
});

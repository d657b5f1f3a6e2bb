/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** People as rows: number, names as written, how many records, on which lists. */
import { memo } from 'react';
import type { PersonLine } from '#workspace';
import { gridMarks, GridRow, marksOf, type RowMarks, type TableProps } from './grid.tsx';
import type { Travel } from './links.ts';
import { ListNames, Names, personHref } from './names.tsx';
import { useSay } from './say.ts';

const COLUMNS = 4;

export function PeopleTable({
  rows,
  from,
  travel,
  view,
}: TableProps<PersonLine> & { readonly travel: Travel }) {
  const say = useSay();
  return (
    <table className="ledger stack people" {...gridMarks(view)}>
      <caption className="vh">{say('people.caption')}</caption>
      <thead>
        <tr aria-rowindex={view && 1}>
          <th scope="col" className="num people__place">
            {say('people.number')}
          </th>
          <th scope="col">{say('people.name')}</th>
          <th scope="col" className="num people__records">
            {say('people.records')}
          </th>
          <th scope="col" className="people__lists">
            {say('people.lists')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((line, n) => (
          <PersonRow
            key={from + n}
            {...marksOf(from + n, view)}
            line={line}
            size={view?.rowSize}
            travel={travel}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends RowMarks {
  readonly line: PersonLine | null;
  readonly size: number | undefined;
  readonly travel: Travel;
}

/** One person; drawn again only when it changes, however often the window moves. */
const PersonRow = memo(function PersonRow({ line, size, travel, ...marks }: RowProps) {
  const say = useSay();
  if (line === null)
    return (
      <GridRow {...marks} columns={COLUMNS} size={size}>
        {null}
      </GridRow>
    );
  const cell = marks.isGrid ? 'gridcell' : undefined;
  return (
    <GridRow {...marks} columns={COLUMNS} size={undefined}>
      <td role={cell} className="num people__place" data-label={say('people.number')}>
        {say.number(marks.place + 1)}
      </td>
      <th role={marks.isGrid ? 'rowheader' : undefined} scope="row" className="title">
        <a
          className="names__line"
          href={personHref(line.personId, travel)}
          tabIndex={marks.isGrid ? -1 : undefined}
        >
          <Names names={line.names} />
        </a>
      </th>
      <td role={cell} className="num people__records" data-label={say('people.records')}>
        {say.number(line.records)}
      </td>
      <td role={cell} className="people__lists" data-label={say('people.lists')}>
        <ListNames names={line.lists} />
      </td>
    </GridRow>
  );
});

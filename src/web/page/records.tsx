/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** Rows of lists, verbatim, column by column as the list has them, with the person each row belongs to. */
import type { Answer, ListView } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { hrefOf } from './links.ts';
import { AsKnownLine } from './part.tsx';
import { argumentsOf, Facets, type Chosen } from './people.tsx';
import { RecordTable } from './record-table.tsx';
import { LongRows } from './rows.tsx';
import { useSay } from './say.ts';

interface Props {
  readonly setting: Setting;
  readonly answer: Answer<'records'>;
  readonly lists: readonly ListView[];
  readonly chosen: Chosen;
}

export function RecordsPage({ setting, answer, lists, chosen }: Props) {
  const say = useSay();
  const { records, asKnown, next, total } = answer;
  const { from } = answer;
  const { travel } = setting;
  const list = lists.find(({ listId }) => listId === chosen.list);
  const columns = list ? list.columns.map(({ column }) => column) : null;
  return (
    <Frame setting={setting} room="people" asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('records.title')}</h1>
          <p>{say('records.lead')}</p>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      <Facets setting={setting} path="/records" facets={answer.facets} chosen={chosen} />
      {records.length === 0 && (
        <p>{say(Object.keys(chosen).length === 0 ? 'people.empty' : 'people.none')}</p>
      )}
      {records.length > 0 && from === null && (
        <section className="sheet scroller" tabIndex={0} aria-label={say('records.title')}>
          <RecordTable rows={records} from={0} travel={travel} view={undefined} columns={columns} />
        </section>
      )}
      {records.length > 0 && from !== null && (
        <LongRows
          list={{ kind: 'records', rows: records, columns }}
          path="/records"
          chosen={argumentsOf(chosen)}
          travel={travel}
          from={from}
          total={total}
          head={asKnown.head}
          keys={setting.keys}
        />
      )}
      {next !== null && (
        <p className="after">
          <a className="btn" rel="next" href={hrefOf('/records', travel, { list: chosen.list, after: next })}>
            {say('people.next')}
          </a>
        </p>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** Rows of lists, verbatim, column by column as the list has them, with the person each row belongs to. */
import type { Answer, ListView } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { hrefOf } from './links.ts';
import { AsKnownLine, Name } from './part.tsx';
import { Facets, Pages, personHref, type Chosen } from './people.tsx';
import { useSay } from './say.ts';

/** Rows of one page. */
const PAGE = 100;

interface Props {
  readonly setting: Setting;
  readonly answer: Answer<'records'>;
  readonly lists: readonly ListView[];
  readonly chosen: Chosen;
}

export function RecordsPage({ setting, answer, lists, chosen }: Props) {
  const say = useSay();
  const { records, asKnown, next, total } = answer;
  const from = answer.from ?? 0;
  const list = lists.find(({ listId }) => listId === chosen.list);
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
      {records.length === 0 ? (
        <p>{say(Object.keys(chosen).length === 0 ? 'people.empty' : 'people.none')}</p>
      ) : (
        <>
          <p className="cap" role="status">
            {say('records.shown', { from: from + 1, to: from + records.length, total })}
          </p>
          <section className="sheet scroller" tabIndex={0} aria-label={say('records.title')}>
            <RecordTable records={records} list={list} setting={setting} />
          </section>
          <Pages
            setting={setting}
            path="/records"
            chosen={chosen}
            from={from}
            limit={PAGE}
            total={answer.from === null ? 0 : total}
          />
        </>
      )}
      {next !== null && (
        <p className="after">
          <a
            className="btn"
            rel="next"
            href={hrefOf('/records', setting.travel, { list: chosen.list, after: next })}
          >
            {say('people.next')}
          </a>
        </p>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function RecordTable({
  records,
  list,
  setting,
}: Pick<Props, 'setting'> & { records: Answer<'records'>['records']; list: ListView | undefined }) {
  const say = useSay();
  return (
    <table className="ledger">
      <caption className="vh">{say('records.title')}</caption>
      <thead>
        <tr>
          <th scope="col" className="num">
            {say('records.row')}
          </th>
          {list ? (
            list.columns.map(({ column }, n) => (
              <th key={n} scope="col">
                <Name text={column} />
              </th>
            ))
          ) : (
            <th scope="col">{say('person.asWritten')}</th>
          )}
          <th scope="col">{say('records.person')}</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ recordId, row, columns, personId }) => (
          <tr key={recordId}>
            <th scope="row" className="num">
              {row}
            </th>
            {list ? (
              columns.map(({ value }, n) => (
                <td key={n} className="said" dir="auto">
                  <Name text={value} />
                </td>
              ))
            ) : (
              <td className="said" dir="auto">
                <Name
                  text={columns
                    .map(({ value }) => value)
                    .filter((value) => value !== '')
                    .join(', ')}
                />
              </td>
            )}
            <td>
              <a className="code" href={personHref(personId, setting.travel)}>
                {personId.slice(0, 8)}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

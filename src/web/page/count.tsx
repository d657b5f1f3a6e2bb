/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * "How many are held?" answered as a table of who says what. A refusal and a silence are rows as large as a figure.
 * What is documented by name stands below with its rule; what this version does not answer is said, with the reason.
 */
import type { DocumentedAnswer, HowMany, SaidRow } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { claimHref, documentHref, hrefOf, type Travel } from './links.ts';
import { AsKnownLine, Handling, Name, Quote, Shape, SignWord, Speaker, When } from './part.tsx';
import { many, modalityWord, plain, ROW_SIGNS } from './words.ts';

export function CountPage({ setting, answer }: { setting: Setting; answer: HowMany }) {
  const { question, rows, documented, notAnswered, elsewhere, undecided, leftOut, asKnown } = answer;
  return (
    <Frame setting={setting} section="count" asKnown={asKnown}>
      <header className="head">
        <h1 className="ask">{question.words}</h1>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      <ul className="know" aria-label="What you should know">
        <li>Nobody is right by standing first. The rows are accounts; there is no total.</li>
        <li>Rows of one origin are one voice, however often they are reprinted.</li>
        {undecided > 0 && (
          <li>
            {many(undecided, 'proposal')} about numbers {undecided === 1 ? 'waits' : 'wait'} for someone to
            read {undecided === 1 ? 'it' : 'them'}:{' '}
            <a href={hrefOf('/documents', setting.travel)}>go to the documents</a>.
          </li>
        )}
      </ul>
      <section aria-labelledby="says">
        <h2 id="says">Who says what</h2>
        {rows.length === 0 ? (
          <NobodySaid travel={setting.travel} />
        ) : (
          <Accounts rows={rows} travel={setting.travel} />
        )}
      </section>
      <Documented documented={documented} travel={setting.travel} />
      <section aria-labelledby="not">
        <h2 id="not">Not answered here</h2>
        <ul className="sheet plainlist">
          {notAnswered.map(({ what, because }) => (
            <li key={what}>
              <b>{NOT_ANSWERED[what]}</b> <span>{because}</span>
            </li>
          ))}
          {elsewhere.map(({ measure, because, claims }) => (
            <li key={`${measure} ${because}`}>
              <b>{because === 'measure' ? 'Another measure' : 'Another time'}</b>{' '}
              <span>
                {many(claims, 'claim')} about {plain(measure)}
                {because === 'time' && ', for another time'}: not in the table above
              </span>
            </li>
          ))}
          {leftOut.map(({ rule, because, claims }) => (
            <li key={rule}>
              <b>
                <Shape id="v-withheld" /> Kept back
              </b>{' '}
              <span>
                {many(claims, 'claim')} by rule <span className="code">{rule}</span>: {because}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

const NOT_ANSWERED: Readonly<Record<HowMany['notAnswered'][number]['what'], string>> = {
  acknowledged: 'Acknowledged by the holder',
  unacknowledged: 'Documented and not acknowledged',
  bounds: 'Bounds',
  estimate: 'Estimate',
};

function Accounts({ rows, travel }: { rows: readonly SaidRow[]; travel: Travel }) {
  const voices = new Map<number, number>();
  for (const { family } of rows) voices.set(family, (voices.get(family) ?? 0) + 1);
  return (
    <div className="sheet">
      <table className="ledger stack accounts">
        <caption className="vh">Accounts of how many, one row for each, with refusals and silences</caption>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">In these words</th>
            <th scope="col">Read as</th>
            <th scope="col">As of</th>
            <th scope="col">Covers</th>
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Account
              key={row.claimId}
              row={row}
              travel={travel}
              isShared={(voices.get(row.family) ?? 0) > 1}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Account({ row, travel, isShared }: { row: SaidRow; travel: Travel; isShared: boolean }) {
  const { kind } = row;
  const sign = ROW_SIGNS[kind];
  const isVoid = row.readAs === null;
  return (
    <tr id={`c-${row.claimId}`} className={`account account--${kind}`}>
      <th scope="row">
        <Speaker speaker={row.speaker} />
        {row.asker !== null && (
          <span className="cap block">
            asked by <Name text={row.asker} />
          </span>
        )}
        {row.addressees !== null && <span className="cap block">{row.addressees} were asked</span>}
      </th>
      <td data-label="In these words" className="account__words">
        <Quote text={row.words} />
      </td>
      <td data-label="Read as" className={isVoid ? `account__read void void--${kind}` : 'account__read'}>
        <SignWord sign={sign}>
          {isVoid ? (
            sign.word
          ) : (
            <>
              {kind === 'said' ? '' : `${sign.word} `}
              <b className="num ltr">{row.readAs}</b>
              {row.measure !== null && <span className="cap block">{plain(row.measure)}</span>}
              {row.modality !== 'asserts' && row.modality !== 'asserted' && kind !== 'denied' && (
                <span className="cap block">{modalityWord(row.modality)}</span>
              )}
            </>
          )}
        </SignWord>
      </td>
      <td data-label="As of">
        <When when={row.asOf} quote={row.words} />
      </td>
      <td data-label="Covers">
        <Name text={row.covers} />
        {row.comparison !== null && <span className="cap block">{row.comparison}</span>}
      </td>
      <td data-label="Where">
        <a className="said" dir="auto" href={claimHref(row.documentId, row.claimId, travel)}>
          <Name text={row.documentTitle} />
        </a>
        {isShared && <span className="cap block">same origin as other rows (family {row.family})</span>}
        {row.marks.map((mark) => (
          <span key={mark} className="cap block">
            <Shape id="d-aside" size="s" /> {plain(mark)}
          </span>
        ))}
        <Handling handling={row.handling} />
      </td>
    </tr>
  );
}

function Documented({ documented, travel }: { documented: DocumentedAnswer; travel: Travel }) {
  const { persons, records, lists, twoSources, rule, byList } = documented;
  return (
    <section aria-labelledby="documented">
      <h2 id="documented">Documented by name</h2>
      {lists === 0 ? (
        <p className="sheet inset soft">
          No list with names has been imported. Documents can name people without one.
        </p>
      ) : (
        <div className="sheet inset">
          <p className="bigline">
            <Shape id="d-claimed" /> {many(persons, 'person', 'persons')} by {many(records, 'record')} on{' '}
            {many(lists, 'list')}; {twoSources} of them on lists of two independent origins.
          </p>
          <p className="cap">Rule: {rule}</p>
          <table className="ledger stack">
            <caption className="vh">Lists and their records</caption>
            <thead>
              <tr>
                <th scope="col">List</th>
                <th scope="col">Published by</th>
                <th scope="col" className="num">
                  Records
                </th>
              </tr>
            </thead>
            <tbody>
              {byList.map((list) => (
                <tr key={list.listId}>
                  <th scope="row">
                    {list.documentId === null ? (
                      <Name text={list.name} />
                    ) : (
                      <a href={documentHref(list.documentId, travel)}>
                        <Name text={list.name} />
                      </a>
                    )}
                  </th>
                  <td data-label="Published by">
                    <Name text={list.publisher} />
                  </td>
                  <td data-label="Records" className="num">
                    {list.records}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function NobodySaid({ travel }: { travel: Travel }) {
  return (
    <section className="sheet empty">
      <h3 className="empty__title">Nobody has said a number yet.</h3>
      <p>When a source says how many, or refuses to say, it appears here beside the others.</p>
      <div className="ghost" aria-hidden="true">
        <SignWord sign={ROW_SIGNS.said}>“holds 41 soldiers”, a ministry</SignWord>
        <SignWord sign={ROW_SIGNS.refused}>refused to say, a prosecutor</SignWord>
      </div>
      <a className="btn btn--main" href={hrefOf('/documents', travel)}>
        Read a document
      </a>
    </section>
  );
}

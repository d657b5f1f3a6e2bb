/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * "How many are held?" answered as a table of who says what. A refusal and a silence are rows as large as a figure.
 * The chart stands first, as a picture of the table; what is documented, acknowledged, forced and estimated stands below.
 */
import type { DocumentedAnswer, HowMany, SaidRow } from '#workspace';
import { MoreAnswers } from './count-answers.tsx';
import { Frame, PastNote, PrintLink, type Setting } from './frame.tsx';
import { claimHref, documentHref, hrefOf, printHref, type Travel } from './links.ts';
import { AsKnownLine, Handling, Name, Quote, Sentence, Shape, SignWord, Speaker, When } from './part.tsx';
import { useSay } from './say.ts';
import { ROW_SIGNS } from './signs.ts';

export function CountPage({ setting, answer }: { setting: Setting; answer: HowMany }) {
  const say = useSay();
  const { question, rows, documented, notAnswered, elsewhere, undecided, leftOut, asKnown } = answer;
  return (
    <Frame setting={setting} room="count" asKnown={asKnown}>
      <header className="head">
        <h1 className="ask">
          <Sentence text={question.words} />
        </h1>
        <PrintLink href={printHref(question, setting.travel)} keys={setting.keys} />
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      <ul className="know" aria-label={say('count.know')}>
        <li>{say('count.know.first')}</li>
        <li>{say('count.know.origin')}</li>
        {undecided > 0 && (
          <li>
            {say.rich('count.know.undecided', {
              n: undecided,
              a: (chunks) => <a href={hrefOf('/documents', setting.travel)}>{chunks}</a>,
            })}
          </li>
        )}
      </ul>
      <p>
        <a href={chartHref(answer, setting.travel)}>
          <img className="countchart" src={chartHref(answer, setting.travel)} alt={say('count.caption')} />
        </a>
      </p>
      <section aria-labelledby="says">
        <h2 id="says">{say('count.says')}</h2>
        {rows.length === 0 ? (
          <NobodySaid travel={setting.travel} />
        ) : (
          <Accounts rows={rows} travel={setting.travel} />
        )}
      </section>
      <Documented documented={documented} travel={setting.travel} />
      <MoreAnswers answer={answer} />
      {notAnswered.length + elsewhere.length + leftOut.length > 0 && (
        <section aria-labelledby="not">
          <h2 id="not">{say('count.not')}</h2>
          <ul className="sheet plainlist">
            {notAnswered.map(({ what, because }) => (
              <li key={what}>
                <b>{say(`count.not.${what}`)}</b> <Sentence text={because} />
              </li>
            ))}
            {elsewhere.map(({ measure, because, claims }) => (
              <li key={`${measure} ${because}`}>
                <b>{say(because === 'measure' ? 'count.otherMeasure' : 'count.otherTime')}</b>{' '}
                <span>
                  {say(because === 'measure' ? 'count.elsewhere' : 'count.elsewhereTime', {
                    n: claims,
                    measure: say.code('measure', measure),
                  })}
                </span>
              </li>
            ))}
            {leftOut.map(({ rule, because, claims }) => (
              <li key={rule}>
                <b>
                  <Shape id="v-withheld" /> {say('count.kept')}
                </b>{' '}
                <span>
                  {say.rich('count.keptLine', {
                    n: claims,
                    rule: <span className="code">{rule}</span>,
                    because: <Sentence text={because} />,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

/** The chart of the same question, moment and measure, as a file. */
function chartHref({ question }: HowMany, travel: Travel): string {
  const on = question.on === null ? {} : { on: question.on };
  return hrefOf('/count.svg', travel, { measure: question.measure, ...on });
}

function Accounts({ rows, travel }: { rows: readonly SaidRow[]; travel: Travel }) {
  const say = useSay();
  const voices = new Map<number, number>();
  for (const { family } of rows) voices.set(family, (voices.get(family) ?? 0) + 1);
  return (
    <div className="sheet">
      <table className="ledger stack accounts">
        <caption className="vh">{say('count.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('count.who')}</th>
            <th scope="col">{say('count.words')}</th>
            <th scope="col">{say('count.readAs')}</th>
            <th scope="col">{say('count.asOf')}</th>
            <th scope="col">{say('count.covers')}</th>
            <th scope="col">{say('count.where')}</th>
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
  const say = useSay();
  const { kind } = row;
  const sign = ROW_SIGNS[kind];
  const word = say(`row.${kind}`);
  const isVoid = row.readAs === null;
  return (
    <tr id={`c-${row.claimId}`} className={`account account--${kind}`}>
      <th scope="row">
        <Speaker speaker={row.speaker} />
        {row.asker !== null && (
          <span className="cap block">{say.rich('count.askedBy', { name: <Name text={row.asker} /> })}</span>
        )}
        {row.addressees !== null && (
          <span className="cap block">{say('count.asked', { n: row.addressees })}</span>
        )}
      </th>
      <td data-label={say('count.words')} className="account__words">
        <Quote text={row.words} />
      </td>
      <td
        data-label={say('count.readAs')}
        className={isVoid ? `account__read void void--${kind}` : 'account__read'}
      >
        <SignWord sign={sign}>
          {isVoid ? (
            word
          ) : (
            <>
              {kind === 'said' ? '' : `${word} `}
              <b className="num ltr">{row.readAs}</b>
              {row.measure !== null && <span className="cap block">{say.code('measure', row.measure)}</span>}
              {row.modality !== 'asserts' && row.modality !== 'asserted' && kind !== 'denied' && (
                <span className="cap block">{say.code('modality', row.modality)}</span>
              )}
            </>
          )}
        </SignWord>
      </td>
      <td data-label={say('count.asOf')}>
        <When when={row.asOf} quote={row.words} />
      </td>
      <td data-label={say('count.covers')}>
        <Name text={row.covers} />
        {row.comparison !== null && (
          <span className="cap block">
            <Sentence text={row.comparison} />
          </span>
        )}
      </td>
      <td data-label={say('count.where')}>
        <a className="said" dir="auto" href={claimHref(row.documentId, row.claimId, travel)}>
          <Name text={row.documentTitle} />
        </a>
        {isShared && <span className="cap block">{say('count.sameOrigin', { family: row.family })}</span>}
        {row.marks.map((mark) => (
          <span key={mark} className="cap block">
            <Shape id="d-aside" size="s" /> {say.code('mark', mark)}
          </span>
        ))}
        <Handling handling={row.handling} />
      </td>
    </tr>
  );
}

function Documented({ documented, travel }: { documented: DocumentedAnswer; travel: Travel }) {
  const say = useSay();
  const { persons, records, lists, twoSources, rule, byList } = documented;
  return (
    <section aria-labelledby="documented">
      <h2 id="documented">{say('count.documented')}</h2>
      {lists === 0 ? (
        <p className="sheet inset soft">{say('count.noList')}</p>
      ) : (
        <div className="sheet inset">
          <p className="bigline">
            <Shape id="d-claimed" />{' '}
            {say('count.documentedLine', { persons, records, lists, two: twoSources })}
          </p>
          <p className="cap">{say.rich('count.rule', { rule: <Sentence text={rule} /> })}</p>
          <table className="ledger stack">
            <caption className="vh">{say('count.lists')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('count.list')}</th>
                <th scope="col">{say('count.publisher')}</th>
                <th scope="col" className="num">
                  {say('count.records')}
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
                  <td data-label={say('count.publisher')}>
                    <Name text={list.publisher} />
                  </td>
                  <td data-label={say('count.records')} className="num">
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
  const say = useSay();
  return (
    <section className="sheet empty">
      <h3 className="empty__title">{say('count.empty')}</h3>
      <p>{say('count.emptyLead')}</p>
      <div className="ghost" aria-hidden="true">
        <SignWord sign={ROW_SIGNS.said}>{say('count.ghostSaid')}</SignWord>
        <SignWord sign={ROW_SIGNS.refused}>{say('count.ghostRefused')}</SignWord>
      </div>
      <a className="btn btn--main" href={hrefOf('/documents', travel)}>
        {say('count.read')}
      </a>
    </section>
  );
}

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The history of anything, in plain sentences. An undo is a step like any other. */
import type { PersonAnswer } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { hrefOf } from './links.ts';
import { AsKnownLine } from './part.tsx';
import { useSay } from './say.ts';
import { storyWords } from './sayings.tsx';

/** What happened to a person, a claim or a document: one sentence a step, the newest last. */
export function HistoryPage({
  setting,
  lines,
  asKnown,
  about,
  from = 0,
}: {
  readonly setting: Setting;
  readonly lines: PersonAnswer['history'];
  readonly asKnown: PersonAnswer['asKnown'];
  /** The thing whose history it is; undefined for the history of everything. */
  readonly about?: string;
  /** First entry of the stretch shown. */
  readonly from?: number;
}) {
  const say = useSay();
  return (
    <Frame setting={setting} room={about === undefined ? 'history' : null} asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('history.title')}</h1>
          {about === undefined ? (
            <p>{say('history.all')}</p>
          ) : (
            <p>
              {say('history.lead')} <span className="code">{about.slice(0, 8)}</span>
            </p>
          )}
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {lines.length === 0 ? (
        <p>{say('history.none')}</p>
      ) : (
        <section className="sheet scroller" tabIndex={0} aria-label={say('history.title')}>
          <table className="ledger stack">
            <caption className="vh">{say('history.title')}</caption>
            <thead>
              <tr>
                <th scope="col" className="num">
                  {say('history.entry')}
                </th>
                <th scope="col">{say('history.when')}</th>
                <th scope="col">{say('history.what')}</th>
                {about === undefined && <th scope="col">{say('history.about')}</th>}
                <th scope="col">{say('history.by')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ seq, at, by, type, detail, about: thing }) => (
                <tr key={seq}>
                  <td className="num" data-label={say('history.entry')}>
                    {seq}
                  </td>
                  <td data-label={say('history.when')}>
                    {say.day(at)} <span className="ltr">{at.slice(11, 16)}</span>
                  </td>
                  <th scope="row">{storyWords(say, { type, detail })}</th>
                  {about === undefined && (
                    <td data-label={say('history.about')} className="code">
                      <a href={hrefOf(`/history/${thing}`, setting.travel)}>{thing.slice(0, 8)}</a>
                    </td>
                  )}
                  <td data-label={say('history.by')} className="code">
                    {by.slice(0, 8)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {about === undefined && (
        <p className="after row">
          {from > 0 && (
            <a
              className="btn"
              rel="next"
              href={hrefOf('/history', setting.travel, { from: String(Math.max(0, from - 100)) })}
            >
              {say('history.older')}
            </a>
          )}
          {from + 100 < asKnown.size && (
            <a className="btn" href={hrefOf('/history', setting.travel)}>
              {say('history.newest')}
            </a>
          )}
        </p>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

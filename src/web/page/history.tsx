/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The history of anything, in plain sentences. An undo is a step like any other. */
import type { PersonAnswer } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { AsKnownLine } from './part.tsx';
import { useSay } from './say.ts';
import { storyWords } from './sayings.tsx';

/** What happened to a person, a claim or a document: one sentence a step, the newest last. */
export function HistoryPage({
  setting,
  lines,
  asKnown,
  about,
}: {
  readonly setting: Setting;
  readonly lines: PersonAnswer['history'];
  readonly asKnown: PersonAnswer['asKnown'];
  readonly about: string;
}) {
  const say = useSay();
  return (
    <Frame setting={setting} room={null} asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('history.title')}</h1>
          <p>
            {say('history.lead')} <span className="code">{about.slice(0, 8)}</span>
          </p>
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
                <th scope="col">{say('history.by')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ seq, at, by, type, detail }) => (
                <tr key={seq}>
                  <td className="num" data-label={say('history.entry')}>
                    {seq}
                  </td>
                  <td data-label={say('history.when')}>
                    {say.day(at)} <span className="ltr">{at.slice(11, 16)}</span>
                  </td>
                  <th scope="row">{storyWords(say, { type, detail })}</th>
                  <td data-label={say('history.by')} className="code">
                    {by.slice(0, 8)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

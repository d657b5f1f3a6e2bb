/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The room of linkage: which pairs wait, how to look for more, and which rows carry too little to be matched. */
import type { Answer } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { pairHref } from './linkage.tsx';
import { hrefOf } from './links.ts';
import { personHref } from './names.tsx';
import { AsKnownLine, Name, Shape } from './part.tsx';
import { useSay } from './say.ts';

/** How far a run has come; null when none was started. */
export interface RunState {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly proposed: number;
  readonly linked: number;
  readonly kept: number;
}

interface Props {
  readonly setting: Setting;
  readonly answer: Answer<'linkage'>;
  readonly run: RunState | null;
  readonly mayJudge: boolean;
}

export function LinkagePage({ setting, answer, run, mayJudge }: Props) {
  const say = useSay();
  const { pairs, asKnown, tooLittle } = answer;
  return (
    <Frame setting={setting} room="linkage" asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('linkage.title')}</h1>
          <p>{say('linkage.lead')}</p>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {run !== null && <Run setting={setting} run={run} />}
      {mayJudge && run?.state !== 'running' && <Start setting={setting} records={answer.records} />}
      {pairs.length === 0 ? (
        <section className="sheet empty">
          <p className="cap">{say('linkage.title')}</p>
          <h2>{say('linkage.none')}</h2>
          <p>{say('linkage.noneLead')}</p>
          <div className="ghost" aria-hidden="true">
            <span className="row row--tight">
              <Name text="Կեվալի Միրան" lang="hy" /> <Shape id="d-link" />{' '}
              <Name text="Кевалы Миран" lang="ru" />
            </span>
            <small>{say('linkage.ghostMeta')}</small>
          </div>
          <a className="btn btn--main" href={hrefOf('/documents', setting.travel)}>
            {say('intake.add')}
          </a>
        </section>
      ) : (
        <Waiting setting={setting} answer={answer} />
      )}
      <section id="too-little">
        <h2>{say('linkage.tooLittle')}</h2>
        <p className="soft">{say('linkage.tooLittleLead', { n: tooLittle.length })}</p>
        <ul className="parties">
          {tooLittle.slice(0, 200).map(({ recordId, listName, row }) => (
            <li key={recordId}>
              <a href={personHref(recordId, setting.travel)}>
                <Name text={listName} />, {say('person.row', { n: row })}
              </a>
            </li>
          ))}
        </ul>
      </section>
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function Start({ setting, records }: { setting: Setting; records: number }) {
  const say = useSay();
  return (
    <form className="sheet start-run" method="post" action="/linkage/run">
      <input type="hidden" name="_csrf" value={setting.csrf} />
      <p>{say('linkage.cost', { n: records, pairs: (records * (records - 1)) / 2 })}</p>
      <div className="row">
        <button className="btn" type="submit" name="link" value="0">
          {say('linkage.propose')}
        </button>
        <button className="btn" type="submit" name="link" value="1">
          {say('linkage.linkSure')}
        </button>
      </div>
      <p className="cap">{say('linkage.never')}</p>
    </form>
  );
}

/** How a run of linkage stands; it says what was kept when it was stopped. */
export function Run({ setting, run, label }: { setting: Setting; run: RunState; label?: string }) {
  const say = useSay();
  return (
    <section className="note note--quiet" role="status" aria-label={label ?? say('linkage.run')}>
      {run.state === 'running' ? (
        <>
          <p>{say('linkage.running', { done: run.done, total: Math.max(run.total, run.done) })}</p>
          <progress max={Math.max(run.total, 1)} value={run.done} aria-label={say('linkage.run')} />
          <form method="post" action="/linkage/cancel">
            <input type="hidden" name="_csrf" value={setting.csrf} />
            <button className="btn" type="submit">
              {say('linkage.cancel')}
            </button>
          </form>
          <p>
            <a href="/linkage/overview">{say('linkage.look')}</a>
          </p>
        </>
      ) : (
        <p>
          {say(`linkage.state.${run.state}`, { proposed: run.proposed, linked: run.linked, kept: run.kept })}
        </p>
      )}
    </section>
  );
}

function Waiting({ setting, answer: { pairs, total } }: Pick<Props, 'setting' | 'answer'>) {
  const say = useSay();
  return (
    <section>
      <div className="row row--between">
        <h2>{say('linkage.waiting')}</h2>
        <span className="cap">{say('linkage.waitingCount', { n: total })}</span>
      </div>
      <div className="sheet scroller" tabIndex={0} role="region" aria-label={say('linkage.waiting')}>
        <table className="ledger stack">
          <caption className="vh">{say('linkage.waiting')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('linkage.left')}</th>
              <th scope="col">{say('linkage.right')}</th>
              <th scope="col">{say('linkage.open')}</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <tr key={`${pair.left} ${pair.right}`}>
                <td data-label={say('linkage.left')}>
                  <Name text={pair.leftName} />
                </td>
                <td data-label={say('linkage.right')}>
                  <Name text={pair.rightName} />
                </td>
                <td>
                  <a href={pairHref(pair, setting)}>{say('linkage.judge')}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * "How many are held?" The frame of every tab: the question as a sentence that can be asked otherwise, the tabs with
 * addresses of their own, what a reader should know first. Then the chart: who says what from the top, what is documented
 * below, an estimate or its refusal last and lowest.
 */
import type { ReactNode } from 'react';
import type { HowMany } from '#workspace';
import { SCOPE_FACETS } from './count-groups.ts';
import { CountChart } from './count-chart.tsx';
import { Cite } from './count-cite.tsx';
import { Estimate } from './count-estimate.tsx';
import { Forced } from './count-forced.tsx';
import type { EstimateRun } from './count-run.tsx';
import { askedOf, COUNT_TABS, permalinkOf, tabHref, type CountTab } from './count-links.ts';
import { Frame, PastNote, PrintLink, type Setting } from './frame.tsx';
import { hrefOf, printHref } from './links.ts';
import { AsKnownLine, Head, Name, Shape, SignWord } from './part.tsx';
import { useSay, type Say } from './say.ts';
import { ROW_SIGNS } from './signs.ts';

/** What every page of a count is given. */
export interface CountProps {
  readonly setting: Setting;
  readonly answer: HowMany;
  /** What can be counted (list ME). */
  readonly measures: readonly string[];
  /** False where the address was made with another ledger: its head is not that of this moment. */
  readonly isSameLedger: boolean;
  readonly maySign: boolean;
  readonly mayOverride: boolean;
  /** What was just done, to be said once. */
  readonly done?: CountDone | undefined;
}

export const COUNT_DONE = ['signed', 'withdrawn', 'let-stand'] as const;
export type CountDone = (typeof COUNT_DONE)[number];

export function CountPage(props: CountProps & { run: EstimateRun | null; dots: ReactNode }) {
  const { setting, answer, run, dots } = props;
  return (
    <CountFrame {...props} tab="chart">
      <Know answer={answer} setting={setting} />
      {answer.rows.length === 0 && <NobodySaid setting={setting} answer={answer} />}
      <CountChart answer={answer} travel={setting.travel} />
      <Cite answer={answer} setting={setting} />
      <Forced {...props} />
      <Estimate {...props} run={run} dots={dots} />
    </CountFrame>
  );
}

/** Question, tabs and the line under every figure, around one tab. */
export function CountFrame({
  setting,
  answer,
  measures,
  isSameLedger,
  done,
  tab,
  children,
}: CountProps & { tab: CountTab | null; children: ReactNode }) {
  const say = useSay();
  const { asKnown } = answer;
  return (
    <Frame setting={setting} room="count" asKnown={asKnown}>
      <header className="head" data-panel="count" tabIndex={-1}>
        <p className="cap">
          {say.rich('count.permalink', {
            code: setting.overview.code,
            a: (chunks) => (
              <a key="a" href={permalinkOf(answer)}>
                {chunks}
              </a>
            ),
            head: () => <Head key="head" head={asKnown.head} />,
          })}
        </p>
        <Question answer={answer} />
        <OnlyThese answer={answer} />
        <p className="cap">
          <a href={`${tabHref(answer, 'method', setting.travel)}#measures`}>{say('count.whatItMeans')}</a>
        </p>
        <div className="row">
          <Ask answer={answer} measures={measures} path={setting.path} />
          <PrintLink href={printHref(askedOf(answer), setting.travel)} keys={setting.keys} />
        </div>
      </header>
      <PastNote asKnown={asKnown} path={hrefOf(setting.path, {}, askedOf(answer))} />
      {!isSameLedger && (
        <p className="note note--caution" role="alert">
          <Shape id="u-clock" />
          <span>{say('count.otherLedger')}</span>
        </p>
      )}
      {done !== undefined && (
        <p className="note note--act" role="status">
          <Shape id="d-claimed" />
          <span>{say(`count.done.${done}`)}</span>
        </p>
      )}
      <Tabs answer={answer} setting={setting} tab={tab} />
      {children}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function Question({ answer: { question, asKnown } }: Pick<CountProps, 'answer'>) {
  const say = useSay();
  const chip = (chunks: ReactNode) => (
    <a key="chip" className="chip" href="#ask">
      {chunks}
    </a>
  );
  return (
    <h1 className="ask">
      {say.rich(`count.ask.${question.measure}` as 'count.ask.held', {
        m: chip,
        d: () => (
          <a key="on" className="chip" href="#ask">
            {question.on === null ? say('count.anyDay') : say('count.onDay', { day: say.day(question.on) })}
          </a>
        ),
        k: () => (
          <a key="known" className="chip" href="#ask">
            {say.day(asKnown.at)}
          </a>
        ),
      })}
    </h1>
  );
}

/** Whom the question is narrowed to, with who is left out because nothing settles it. */
function OnlyThese({ answer: { question, documented } }: Pick<CountProps, 'answer'>) {
  const say = useSay();
  if (question.scope.length === 0) return null;
  const { scope } = documented;
  return (
    <>
      <ul className="plain" aria-label={say('count.scope.only')}>
        {question.scope.map(({ facet, id, words }) => (
          <li key={id}>
            <a className="chip" href="#ask">
              {say.code('count.scope', facet)} <Name text={words} />
            </a>
          </li>
        ))}
      </ul>
      {scope !== null && (
        <p className="cap">
          {say('count.scope.left', { silent: scope.notSaid.persons, other: scope.otherWords.persons })}
        </p>
      )}
    </>
  );
}

/** The same question asked of something else, for another day, as known on another day. */
function Ask({
  answer: { question, terms, asKnown },
  measures,
  path,
}: Pick<CountProps, 'answer' | 'measures'> & { path: string }) {
  const say = useSay();
  return (
    <details className="asker" id="ask">
      <summary>{say('count.askAnother')}</summary>
      <form method="get" action={path} className="asker__form">
        <div className="field">
          <label htmlFor="measure">{say('count.askMeasure')}</label>
          <select className="input" id="measure" name="measure" defaultValue={question.measure}>
            {measures.map((code) => (
              <option key={code} value={code}>
                {say.code('measure', code)}
              </option>
            ))}
          </select>
        </div>
        {SCOPE_FACETS.map((facet) => {
          const offered = terms.filter((one) => one.facet === facet);
          const chosen = question.scope.filter((one) => one.facet === facet);
          const more = chosen.filter(({ id }) => offered.every((one) => one.id !== id));
          return offered.length + more.length === 0 ? null : (
            <div key={facet} className="field">
              <label htmlFor={`scope-${facet}`}>{say.code('count.scope', facet)}</label>
              <select
                className="input"
                id={`scope-${facet}`}
                name={facet}
                defaultValue={chosen.map(({ id }) => id).join('.')}
              >
                <option value="">{say('count.scope.all')}</option>
                {chosen.length > 1 && (
                  <option value={chosen.map(({ id }) => id).join('.')}>
                    {chosen.map(({ words }) => words).join('; ')}
                  </option>
                )}
                {[...offered, ...more].map(({ id, words }) => (
                  <option key={id} value={id}>
                    {words}
                  </option>
                ))}
              </select>
            </div>
          );
        })}
        <div className="field">
          <label htmlFor="on">{say('count.askOn')}</label>
          <input className="input" id="on" name="on" type="date" defaultValue={question.on ?? ''} />
        </div>
        <div className="field">
          <label htmlFor="known">{say('count.askKnown')}</label>
          <input
            className="input"
            id="known"
            name="asKnown"
            type="date"
            defaultValue={asKnown.past ? asKnown.at.slice(0, 10) : ''}
          />
        </div>
        <button className="btn" type="submit">
          {say('count.askIt')}
        </button>
      </form>
    </details>
  );
}

/** Documents and lists that the answer rests on, each once. */
export function sourcesOf({ rows, documented }: HowMany): number {
  return new Set([
    ...rows.map(({ documentId }) => documentId),
    ...documented.byList.map(({ documentId, listId }) => documentId ?? listId),
  ]).size;
}

function Tabs({ answer, setting, tab }: Pick<CountProps, 'answer' | 'setting'> & { tab: CountTab | null }) {
  const say = useSay();
  return (
    <nav className="tabs" aria-label={say('count.tabs')}>
      {COUNT_TABS.map((one) => (
        <a
          key={one}
          href={tabHref(answer, one, setting.travel)}
          aria-current={one === tab ? 'page' : undefined}
        >
          {say(`count.tab.${one}`)}
          {one === 'sources' && <> {say.number(sourcesOf(answer))}</>}
        </a>
      ))}
    </nav>
  );
}

/** At most five lines, the same for everybody, and only those that apply. */
function knowLines(say: Say, { rows, bounds, estimate, question }: HowMany): string[] {
  const families = new Map<number, number>();
  for (const { family } of rows) families.set(family, (families.get(family) ?? 0) + 1);
  const shared = rows.filter(({ family }) => (families.get(family) ?? 0) > 1).length;
  const apart = rows.filter(({ compared }) => compared?.outcome === 'not-comparable').length;
  return [
    say('count.know.first'),
    ...(shared > 0 ? [say('count.know.origin', { n: shared })] : []),
    ...(apart > 0 ? [say('count.know.apart', { n: apart })] : []),
    ...(bounds.code === 'no-day' && question.on === null ? [say('count.know.noDay')] : []),
    say(estimate.report?.headline ? 'count.know.estimate' : 'count.know.noEstimate'),
  ];
}

function Know({ answer, setting }: Pick<CountProps, 'answer' | 'setting'>) {
  const say = useSay();
  return (
    <>
      <ul className="know" aria-label={say('count.know')}>
        {knowLines(say, answer).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      {answer.undecided > 0 && (
        <p className="cap">
          {say.rich('count.undecided', {
            n: answer.undecided,
            a: (chunks) => (
              <a key="a" href={hrefOf('/documents', setting.travel)}>
                {chunks}
              </a>
            ),
          })}
        </p>
      )}
    </>
  );
}

function NobodySaid({ setting, answer: { elsewhere } }: Pick<CountProps, 'setting' | 'answer'>) {
  const say = useSay();
  const others = elsewhere.reduce((sum, { claims }) => sum + claims, 0);
  if (others > 0)
    return (
      <section className="sheet empty">
        <h2 className="empty__title">{say('count.emptyHere')}</h2>
        <p>{say('count.emptyHereLead', { n: others })}</p>
      </section>
    );
  return (
    <section className="sheet empty">
      <h2 className="empty__title">{say('count.empty')}</h2>
      <p>{say('count.emptyLead')}</p>
      <div className="ghost" aria-hidden="true">
        <SignWord sign={ROW_SIGNS.said}>{say('count.ghostSaid')}</SignWord>
        <SignWord sign={ROW_SIGNS.refused}>{say('count.ghostRefused')}</SignWord>
      </div>
      <a className="btn btn--main" href={hrefOf('/documents', setting.travel)}>
        {say('count.read')}
      </a>
    </section>
  );
}

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * An estimate of those on no list, or why there is none. Refusing is an answer like any other: the rules that refuse
 * stand first, each with the number that made it. Two named people may let a refused estimate stand; that is printed
 * with the figure and can be taken back.
 */
import type { ReactNode } from 'react';
import type { EstimateReport, HowMany, Reason } from '#workspace';
import type { CountProps } from './count.tsx';
import { RunSteps, type EstimateRun } from './count-run.tsx';
import { countHref, tabHref } from './count-links.ts';
import { noEstimateWords, rangeWords } from './count-rows.ts';
import { NameField, ReasonField } from './form-fields.tsx';
import { Island } from './island.tsx';
import { Quote, Shape } from './part.tsx';
import { useSay, type Say } from './say.ts';

/** Rules that nobody can let pass: too few lists, and lists that are not ours to count. */
export const NEVER_OVERRIDDEN: readonly string[] = ['R1', 'R3'];
/** Rules that refuse before anything is computed. */
const STOPS_BEFORE: readonly string[] = ['R1', 'R2', 'R3', 'R4'];

export function Estimate(props: CountProps & { run: EstimateRun | null; dots: ReactNode }) {
  const say = useSay();
  const { answer, setting, run, dots, mayOverride } = props;
  const { estimate } = answer;
  const { report } = estimate;
  const isOpen = report !== null && report.engines.length === 0 && mayRun(estimate);
  return (
    <section aria-labelledby="est" className="stack-gap">
      <h2 id="est">{say('count.est.title')}</h2>
      <div className="sheet inset stack-gap">
        <p>
          {report?.headline ? (
            <b>{headlineWords(say, report)}</b>
          ) : (
            <>
              <Shape id="v-unknown" /> <b>{noEstimateWords(say, estimate)}</b>
            </>
          )}
        </p>
        {report !== null && <Refusals report={report} />}
        <p className="cap">
          {report?.headline ? say('count.est.limit') : say('count.est.refusalIsAnswer')}{' '}
          <a href={tabHref(answer, 'method', setting.travel)}>{say('count.est.allRules')}</a>
        </p>
        {estimate.merged.length > 0 && (
          <p className="cap">{say('count.est.merged', { n: estimate.merged.length })}</p>
        )}
        {estimate.unnamed > 0 && <p className="cap">{say('count.est.unnamed', { n: estimate.unnamed })}</p>}
        {run?.state === 'running' && <Running {...props} run={run} />}
        {run?.state === 'failed' && <p role="status">{say('count.est.failed')}</p>}
        {run?.state === 'stopped' && <p role="status">{say('count.est.stopped')}</p>}
        {isOpen && run?.state !== 'running' && !answer.asKnown.past && <RunForm {...props} />}
        <Standing {...props} />
      </div>
      {dots}
      {mayOverride && report !== null && <Override {...props} report={report} />}
    </section>
  );
}

/** What the number of a rule is, or why an engine has none, in the language of the page. */
export function reasonWords(say: Say, { code, values }: Pick<Reason, 'code' | 'values'>): string {
  const { engine, list, facet, ...numbers } = values;
  return say(`measured.${code}`, {
    ...numbers,
    ...(engine === undefined ? {} : { engine: say.code('engine', String(engine)) }),
    ...(facet === undefined ? {} : { facet: say.code('count.scope', String(facet)) }),
    // A name of a list keeps its own direction inside of the sentence.
    ...(list === undefined ? {} : { list: `\u2068${list}\u2069` }),
  });
}

/** Whether engines may run: rules that refuse before them do not, or were let pass. Other rules judge what they give. */
function mayRun({ report, overrides }: HowMany['estimate']): boolean {
  const passed = new Set(overrides.flatMap(({ rules }) => rules));
  return report !== null && refusedIn(report).every(({ id }) => !STOPS_BEFORE.includes(id) || passed.has(id));
}

function refusedIn({ rules }: EstimateReport): EstimateReport['rules'] {
  return rules.filter(({ outcome }) => outcome === 'refuse');
}

/** The headline as a sentence: the interval, who is in it, and who is not. */
export function headlineWords(say: Say, { headline, table }: EstimateReport): string {
  if (headline === null) return '';
  const { lo, hi, atLeast, engines } = headline;
  return [
    ...(hi / Math.max(1, lo) > 4 ? [say('count.est.order')] : []),
    say('count.est.headline', { lo, hi, n: table.n, atLeast }),
    ...(engines.hi < hi ? [say('count.est.reach', { hi: engines.hi })] : []),
  ].join(' ');
}

function Refusals({ report }: { report: EstimateReport }) {
  const say = useSay();
  const refused = refusedIn(report);
  if (refused.length === 0) return null;
  return (
    <ul className="plain">
      {refused.map((rule) => (
        <li key={rule.id}>
          <span className="code">{rule.id}</span> <b>{say(`rule.${rule.id}`)}</b>{' '}
          <span className="soft">{reasonWords(say, rule)}</span>
        </li>
      ))}
    </ul>
  );
}

/** An estimate on its way: its steps, a way to look again without a script, and a way to stop it. */
function Running({ answer, setting, run }: CountProps & { run: EstimateRun }) {
  const say = useSay();
  const page = tabHref(answer, 'chart', setting.travel);
  const followed = { path: countHref(answer, '/count/run.json', {}), page, steps: run.steps };
  return (
    <div className="stack-gap">
      <p role="status">
        {say('count.est.running')} <a href={page}>{say('count.est.look')}</a>
      </p>
      <Island name="estimate" props={followed}>
        <RunSteps steps={run.steps} />
      </Island>
      <form method="post" action={countHref(answer, '/count/stop', {})}>
        <input type="hidden" name="_csrf" value={setting.csrf} />
        <button className="btn" type="submit">
          {say('count.est.stop')}
        </button>
      </form>
    </div>
  );
}

function RunForm({ answer, setting }: CountProps) {
  const say = useSay();
  return (
    <form method="post" action={countHref(answer, '/count/run', {})}>
      <input type="hidden" name="_csrf" value={setting.csrf} />
      <button className="btn" type="submit">
        {say('count.est.run')}
      </button>{' '}
      <span className="cap">{say('count.est.runCost')}</span>
    </form>
  );
}

/** Overrides in force, printed with the figure. */
function Standing({ answer, setting, mayOverride }: CountProps) {
  const say = useSay();
  const { overrides, report } = answer.estimate;
  if (overrides.length === 0 || report === null) return null;
  return (
    <div className="note">
      <Shape id="d-aside" />
      <div className="stack-gap">
        {overrides.map(({ overrideId, rules, by, reason, at }) => (
          <p key={overrideId}>
            {say('count.override.stands', {
              rules: rules.join(', '),
              by: by.join('; '),
              day: say.day(at),
            })}{' '}
            <Quote text={reason} />
          </p>
        ))}
        {mayOverride && (
          <form method="post" action={countHref(answer, '/count/overrides/withdraw', {})}>
            <input type="hidden" name="_csrf" value={setting.csrf} />
            <input type="hidden" name="table" value={report.table.hash} />
            <button className="btn" type="submit">
              {say('count.override.withdraw')}
            </button>
          </form>
        )}
      </div>
    </div>
  );
}

/** Two names, the rules, and a reason. Nothing is chosen beforehand. */
function Override({ answer, setting, report }: CountProps & { report: EstimateReport }) {
  const say = useSay();
  const refused = refusedIn(report);
  const open = refused.filter(({ id }) => !NEVER_OVERRIDDEN.includes(id));
  if (refused.length === 0) return null;
  if (open.length < refused.length)
    return <p className="cap">{say('count.override.never', { rules: NEVER_OVERRIDDEN.join(', ') })}</p>;
  return (
    <details className="asker">
      <summary>{say('count.override.open')}</summary>
      <form method="post" action={countHref(answer, '/count/overrides', {})} className="signer">
        <input type="hidden" name="_csrf" value={setting.csrf} />
        <input type="hidden" name="table" value={report.table.hash} />
        <p>{say('count.override.lead')}</p>
        <fieldset>
          <legend>{say('count.override.rules')}</legend>
          {open.map(({ id }) => (
            <label key={id} className="check">
              <input type="checkbox" name={`rule-${id}`} value="1" /> <span className="code">{id}</span>{' '}
              {say(`rule.${id}`)}
            </label>
          ))}
        </fieldset>
        {(['first', 'second'] as const).map((which) => (
          <NameField key={which} id={`by-${which}`} name={which} label={say(`count.override.${which}`)} />
        ))}
        <ReasonField id="override-why" name="reason" label={say('count.override.reason')} />
        <button className="btn" type="submit">
          {say('count.override.sign')}
        </button>
      </form>
    </details>
  );
}

/** Every engine with what it takes for granted, its interval, and whether a rule speaks against it. */
export function Engines({ answer }: { answer: HowMany }) {
  const say = useSay();
  const engines = answer.estimate.report?.engines ?? [];
  if (engines.length === 0) return <p className="soft">{say('count.engines.none')}</p>;
  return (
    <table className="ledger stack">
      <caption className="vh">{say('count.engines')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('count.engine')}</th>
          <th scope="col">{say('count.engine.interval')}</th>
          <th scope="col">{say('count.engine.assumes')}</th>
          <th scope="col">{say('count.engine.against')}</th>
        </tr>
      </thead>
      <tbody>
        {engines.map(({ name, interval, point, rules, because }) => (
          <tr key={name}>
            <th scope="row">{say(`engine.${name}`)}</th>
            <td data-label={say('count.engine.interval')}>
              {interval === null || point === null ? (
                <span className="soft">
                  {say('count.engine.noNumber')} {because !== null && reasonWords(say, because)}
                </span>
              ) : (
                <>
                  <b className="num">{rangeWords(say, Math.round(interval.lo), Math.round(interval.hi))}</b>{' '}
                  <span className="cap">{say('count.engine.middle', { n: Math.round(point) })}</span>
                </>
              )}
            </td>
            <td data-label={say('count.engine.assumes')}>{say(`assumes.${name}`)}</td>
            <td data-label={say('count.engine.against')} className="code">
              {rules.length === 0 ? '–' : rules.join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const OUTCOMES = {
  pass: 'd-claimed',
  warn: 'k-question',
  refuse: 'v-refused',
  not_applicable: 'v-none',
} as const;

/** All rules, with the number that decided and what it was held against. */
export function Rules({ answer }: { answer: HowMany }) {
  const say = useSay();
  const rules = answer.estimate.report?.rules ?? [];
  if (rules.length === 0) return <p className="soft">{say('count.est.noList')}</p>;
  return (
    <table className="ledger stack">
      <caption className="vh">{say('count.rules')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('count.rule.name')}</th>
          <th scope="col">{say('count.rule.outcome')}</th>
          <th scope="col" className="num">
            {say('count.rule.value')}
          </th>
          <th scope="col" className="num">
            {say('count.rule.threshold')}
          </th>
          <th scope="col">{say('count.rule.because')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ id, outcome, value, threshold, code, values }) => (
          <tr key={id}>
            <th scope="row">
              <span className="code">{id}</span> {say(`rule.${id}`)}
            </th>
            <td data-label={say('count.rule.outcome')}>
              <span className="sign">
                <Shape id={OUTCOMES[outcome]} /> <span>{say(`outcome.${outcome}`)}</span>
              </span>
            </td>
            <td data-label={say('count.rule.value')} className="num">
              {value === null ? '–' : say.number(value)}
            </td>
            <td data-label={say('count.rule.threshold')} className="num">
              {threshold === null ? '–' : say.number(threshold)}
            </td>
            <td data-label={say('count.rule.because')}>{reasonWords(say, { code, values })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

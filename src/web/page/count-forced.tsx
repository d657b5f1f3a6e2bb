/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * What the figures force together, under each signed view and, for one day, as if all were taken. Each bound says which
 * accounts hold it. Where they cannot all hold, the positions stand side by side and nothing stands between them.
 */
import type { BoundsView, ForcedReason, ForcedView, HowMany } from '#workspace';
import type { CountProps } from './count.tsx';
import { countHref } from './count-links.ts';
import { figureWords, rangeWords, speakerWords } from './count-rows.ts';
import { Name, Quote, Sentence, Shape, Words } from './part.tsx';
import { useSay } from './say.ts';

export function Forced(props: CountProps) {
  const say = useSay();
  const { answer, setting, maySign } = props;
  const { bounds } = answer;
  const views = [...(bounds.asIf === null ? [] : [bounds.asIf]), ...bounds.views];
  return (
    <section aria-labelledby="forced" className="stack-gap">
      <h2 id="forced">{say('count.part.forced')}</h2>
      <p className="soft">{say('count.forced.lead')}</p>
      {bounds.code === 'no-day' && (
        <p className="sheet inset">
          <Shape id="k-question" /> {say('count.forced.noDay')}
        </p>
      )}
      {bounds.code === 'too-large' && bounds.because !== null && (
        <p className="sheet inset">
          <Sentence text={bounds.because} />
        </p>
      )}
      {views.map((view) => (
        <View key={view.viewId ?? 'all'} view={view} {...props} />
      ))}
      {maySign && (
        <p>
          <a className="btn" href={countHref(answer, '/count/sign', setting.travel)}>
            {say('count.sign.open')}
          </a>
        </p>
      )}
    </section>
  );
}

function View({ view, ...props }: { view: BoundsView } & CountProps) {
  const say = useSay();
  const { answer } = props;
  return (
    <article className="sheet inset view" id={`v-${view.viewId ?? 'all'}`}>
      <h3>{view.viewId === null ? say('count.forced.together') : <Name text={view.name} />}</h3>
      <p className="cap">
        {say('count.forced.made', { n: view.claims, origins: view.origins })}{' '}
        {view.signedBy === null
          ? say('count.forced.nobody')
          : say('count.forced.signed', { day: say.day(view.at ?? ''), by: view.signedBy.slice(0, 8) })}
      </p>
      {view.reason !== null && (
        <p>
          <Quote text={view.reason} />
        </p>
      )}
      <ul className="plain cap">
        {view.assumed.map(({ kind, claimIds }) => (
          <li key={`${kind} ${claimIds.join(' ')}`}>
            {say(`count.assume.${kind}`)}
            {claimIds.map((claimId) => (
              <Account key={claimId} claimId={claimId} answer={answer} />
            ))}
          </li>
        ))}
      </ul>
      <dl className="forced">
        {view.groups.map(({ words, isQuestion, claimIds, size, notAcknowledged }) => (
          <div key={`${String(isQuestion)} ${claimIds.join(' ')} ${words}`}>
            <dt>{isQuestion ? say('count.forced.all') : <Name text={words} />}</dt>
            <dd>
              <Outcome found={size} answer={answer} />
            </dd>
            {notAcknowledged !== null && (
              <>
                <dt className="forced__of">{say('count.forced.outside')}</dt>
                <dd>
                  <Outcome found={notAcknowledged} answer={answer} />
                </dd>
              </>
            )}
          </div>
        ))}
      </dl>
      <Probable view={view} />
      <Unused view={view} answer={answer} />
      <Standing view={view} {...props} />
    </article>
  );
}

/** The second run, with links that are only probable. */
function Probable({ view }: { view: BoundsView }) {
  const say = useSay();
  const second = view.withProbableLinks;
  if (second === null) return null;
  const question = second.groups.find(({ isQuestion }) => isQuestion);
  if (question?.size.outcome !== 'bounds') return null;
  return (
    <p className="cap">
      {say('count.forced.probable', {
        n: second.documentedFloor,
        certain: view.documentedFloor,
        range: rangeWords(say, question.size.lo, question.size.hi),
      })}
    </p>
  );
}

function Unused({ view, answer }: { view: BoundsView; answer: HowMany }) {
  const say = useSay();
  if (view.unused.length === 0) return null;
  return (
    <ul className="plain cap">
      {view.unused.map(({ claimId, code }) => (
        <li key={claimId}>
          {say(`count.unused.${code}` as 'count.unused.share')} <Account claimId={claimId} answer={answer} />
        </li>
      ))}
    </ul>
  );
}

/** Takes a signed view back, as an entry of its own. */
function Standing({ view, maySign, setting, answer }: { view: BoundsView } & CountProps) {
  const say = useSay();
  if (view.viewId === null || !maySign) return null;
  return (
    <details className="asker">
      <summary>{say('count.withdraw')}</summary>
      <form
        method="post"
        action={countHref(answer, `/count/views/${view.viewId}/withdraw`, {})}
        className="asker__form"
      >
        <input type="hidden" name="_csrf" value={setting.csrf} />
        <div className="field">
          <label htmlFor={`why-${view.viewId}`}>{say('count.withdrawWhy')}</label>
          <input
            className="input"
            id={`why-${view.viewId}`}
            name="reason"
            required
            maxLength={500}
            dir="auto"
          />
        </div>
        <button className="btn" type="submit">
          {say('count.withdrawIt')}
        </button>
      </form>
    </details>
  );
}

/** One account in few words: who, and the figure. */
function Account({ claimId, answer }: { claimId: string; answer: HowMany }) {
  const say = useSay();
  const row = answer.rows.find((one) => one.claimId === claimId);
  if (row === undefined) return <span> {say('count.forced.elsewhere')}</span>;
  return (
    <span>
      {' '}
      <a href={`#c-${claimId}`}>
        <bdi>
          <Words text={`${speakerWords(say, row)}: ${figureWords(say, row) || row.words}`} />
        </bdi>
      </a>
    </span>
  );
}

function Reason({ reason, answer }: { reason: ForcedReason; answer: HowMany }) {
  const say = useSay();
  if (reason.is === 'account') return <Account claimId={reason.claimId} answer={answer} />;
  if (reason.is === 'documented')
    return <span> {say('count.because.documented', { n: reason.persons })}</span>;
  return <span> {say(`count.because.${reason.is}`)}</span>;
}

function Because({
  found: { lo, hi, because },
  answer,
}: {
  found: Pick<Extract<ForcedView, { outcome: 'bounds' }>, 'lo' | 'hi' | 'because'>;
  answer: HowMany;
}) {
  const say = useSay();
  if (because.lo.length + because.hi.length === 0)
    return <p className="cap">{say('count.because.nothing')}</p>;
  return (
    <ul className="plain cap">
      {because.lo.length > 0 && (
        <li>
          {say('count.because.lo', { lo })}
          <Reasons all={because.lo} answer={answer} />
        </li>
      )}
      {because.hi.length > 0 && hi !== null && (
        <li>
          {say('count.because.hi', { hi })}
          <Reasons all={because.hi} answer={answer} />
        </li>
      )}
    </ul>
  );
}

function Reasons({ all, answer }: { all: readonly ForcedReason[]; answer: HowMany }) {
  return all.map((reason, n) => (
    <span key={n}>
      <Reason reason={reason} answer={answer} />
      {n < all.length - 1 && ';'}
    </span>
  ));
}

function Outcome({ found, answer }: { found: ForcedView; answer: HowMany }) {
  const say = useSay();
  if (found.outcome === 'bounds')
    return (
      <>
        <b>{rangeWords(say, found.lo, found.hi)}</b>
        <Because found={found} answer={answer} />
      </>
    );
  return (
    <>
      <p>
        <Shape id="d-differ" /> {say('count.forced.conflict', { n: found.positions.length })}
      </p>
      <ol className="positions">
        {found.positions.map((position) => (
          <li key={`${position.holds.claimIds.join(' ')} ${position.leavesOut.claimIds.join(' ')}`}>
            <b>{rangeWords(say, position.lo, position.hi)}</b>
            <p className="cap">
              {say('count.position.holds')}
              {position.holds.claimIds.length === 0 && <> {say('count.position.nothing')}</>}
              {position.holds.claimIds.map((claimId) => (
                <Account key={claimId} claimId={claimId} answer={answer} />
              ))}
            </p>
            <p className="cap">
              {say('count.position.leaves')}
              {position.leavesOut.claimIds.map((claimId) => (
                <Account key={claimId} claimId={claimId} answer={answer} />
              ))}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

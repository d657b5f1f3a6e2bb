/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The answers that are not accounts: whom the holder acknowledges, who is documented and not acknowledged, what the
 * figures force together, and an estimate or the rules that refuse it. Each with its rule or its sentence.
 */
import type {
  AcknowledgedAnswer,
  BoundsAnswer,
  BoundsView,
  EstimateAnswer,
  ForcedView,
  HowMany,
} from '#workspace';
import { Sentence } from './part.tsx';
import { useSay } from './say.ts';

export function MoreAnswers({ answer }: { answer: HowMany }) {
  return (
    <>
      {answer.documented.lists > 0 && <Acknowledged acknowledged={answer.acknowledged} />}
      <Forced bounds={answer.bounds} />
      <Estimate estimate={answer.estimate} />
    </>
  );
}

function Acknowledged({ acknowledged }: { acknowledged: AcknowledgedAnswer }) {
  const say = useSay();
  const { acknowledged: yes, notAcknowledged: no, unsettled, notRecorded, steps, rule } = acknowledged;
  return (
    <section aria-labelledby="acknowledged">
      <h2 id="acknowledged">{say('count.not.acknowledged')}</h2>
      <div className="sheet inset">
        <p className="bigline">{yes.persons}</p>
        <h3>{say('count.not.unacknowledged')}</h3>
        <p className="bigline">{no.persons}</p>
        <ul className="plainlist">
          {steps.map(({ code, means, persons }) => (
            <li key={code}>
              <Sentence text={`${persons}: ${means}`} /> <span className="code">{code}</span>
            </li>
          ))}
          {unsettled.persons > 0 && (
            <li>
              <Sentence text={`${unsettled.persons}: acknowledged and denied as of the same day.`} />
            </li>
          )}
          <li>
            <Sentence text={`${notRecorded.persons}: nothing is recorded about acknowledgement.`} />
          </li>
        </ul>
        <p className="cap">{say.rich('count.rule', { rule: <Sentence text={rule} /> })}</p>
      </div>
    </section>
  );
}

function Forced({ bounds }: { bounds: BoundsAnswer }) {
  const say = useSay();
  const views = [...(bounds.asIf === null ? [] : [bounds.asIf]), ...bounds.views];
  return (
    <section aria-labelledby="forced">
      <h2 id="forced">{say('count.not.bounds')}</h2>
      {bounds.because !== null && (
        <p className="sheet inset soft">
          <Sentence text={bounds.because} />
        </p>
      )}
      {views.map((view) => (
        <View key={view.viewId ?? 'all'} view={view} />
      ))}
    </section>
  );
}

function View({ view }: { view: BoundsView }) {
  const signed =
    view.signedBy === null ? 'nobody has signed this' : `signed ${view.at ?? ''}: ${view.reason ?? ''}`;
  return (
    <div className="sheet inset">
      <h3>
        <Sentence text={view.name} />
      </h3>
      <p className="cap">
        <Sentence text={`${view.claims} figures of ${view.origins} origins; ${signed}`} />
      </p>
      {view.assumptions.map((words) => (
        <p key={words} className="cap">
          <Sentence text={words} />
        </p>
      ))}
      <dl>
        {view.groups.map(({ words, isQuestion, size, notAcknowledged }) => (
          <div key={`${String(isQuestion)} ${words}`}>
            <dt>
              <Sentence text={words} />
            </dt>
            <dd>
              <Outcome found={size} />
              {notAcknowledged !== null && (
                <>
                  <p className="cap">
                    <Sentence text="Of them, outside every acknowledged number:" />
                  </p>
                  <Outcome found={notAcknowledged} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {view.unused.length > 0 && (
        <ul className="plainlist cap">
          {view.unused.map(({ claimId, because }) => (
            <li key={claimId}>
              <Sentence text={because} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Outcome({ found }: { found: ForcedView }) {
  if (found.outcome === 'bounds')
    return (
      <p>
        <b>
          <Sentence text={found.words} />
        </b>{' '}
        <Sentence text={found.sentence} />
      </p>
    );
  return (
    <>
      <p>
        <Sentence text={found.sentence} />
      </p>
      <ul className="plainlist">
        {found.positions.map(({ words, holds, leavesOut }) => (
          <li key={holds.claimIds.join(' ') + leavesOut.claimIds.join(' ')}>
            <b>
              <Sentence text={words} />
            </b>{' '}
            <Sentence text={`if one takes ${holds.words || 'nothing'} and leaves out ${leavesOut.words}`} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Estimate({ estimate }: { estimate: EstimateAnswer }) {
  const say = useSay();
  const refused = estimate.report?.rules.filter(({ outcome }) => outcome === 'refuse') ?? [];
  const headline = estimate.report?.headline ?? null;
  return (
    <section aria-labelledby="estimate">
      <h2 id="estimate">{say('count.not.estimate')}</h2>
      <div className="sheet inset">
        <p>
          <Sentence
            text={
              headline === null
                ? `No defensible estimate: ${estimate.because ?? 'not computed'}.`
                : headline.sentence
            }
          />
        </p>
        <ul className="plainlist">
          {refused.map(({ id, title, reason }) => (
            <li key={id}>
              <span className="code">{id}</span> <Sentence text={`${title}: ${reason}`} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Signing a view: which figures somebody takes together, read how, with which assumptions, and why. Nothing is chosen
 * beforehand. Signing says "if these are taken together", never "these are so".
 */
import type { SaidRow } from '#workspace';
import { CountFrame, type CountProps } from './count.tsx';
import { countHref, tabHref } from './count-links.ts';
import { coversWords, figureWords, speakerWords } from './count-rows.ts';
import { NameField, ReasonField } from './form-fields.tsx';
import { Name, Quote, Speaker, When } from './part.tsx';
import { useSay } from './say.ts';

/** Accounts that carry a number of persons; only these can be taken. */
export function takeable(rows: readonly SaidRow[]): readonly SaidRow[] {
  return rows.filter(({ kind, unit }) => kind === 'said' && unit === 'persons');
}

export function CountSignPage(props: CountProps & { need?: boolean | undefined }) {
  const say = useSay();
  const { answer, setting, need } = props;
  const rows = takeable(answer.rows);
  return (
    <CountFrame {...props} tab={null}>
      <section aria-labelledby="sign" className="stack-gap">
        <h2 id="sign">{say('count.sign.title')}</h2>
        <p className="measure">{say('count.sign.lead')}</p>
        {need === true && (
          <p className="note note--caution" role="alert">
            <span />
            <span>{say('count.sign.need')}</span>
          </p>
        )}
        {rows.length === 0 ? (
          <p className="sheet inset soft">{say('count.sign.nothing')}</p>
        ) : (
          <form method="post" action={countHref(answer, '/count/views', {})} className="sheet inset signer">
            <input type="hidden" name="_csrf" value={setting.csrf} />
            <fieldset>
              <legend>{say('count.sign.figures')}</legend>
              {rows.map((row) => (
                <Figure key={row.claimId} row={row} />
              ))}
            </fieldset>
            <Assumptions rows={rows} />
            <ListsOfView {...props} />
            <NameField id="view-name" name="name" label={say('count.sign.name')} />
            <ReasonField id="view-why" name="reason" label={say('count.sign.reason')} />
            <div className="row">
              <button className="btn btn--main" type="submit">
                {say('count.sign.submit')}
              </button>
              <a href={tabHref(answer, 'chart', setting.travel)}>{say('count.sign.leave')}</a>
            </div>
          </form>
        )}
      </section>
    </CountFrame>
  );
}

function Figure({ row }: { row: SaidRow }) {
  const say = useSay();
  return (
    <div className="signer__figure">
      <p id={`f-${row.claimId}`}>
        <Speaker speaker={row.speaker} />: <b className="num">{figureWords(say, row)}</b>{' '}
        <Quote text={row.words} />
        <span className="cap block">
          <Name text={coversWords(say, row)} />, <When when={row.asOf} quote={row.words} />
        </span>
      </p>
      <select
        className="input"
        name={`take-${row.claimId}`}
        aria-labelledby={`f-${row.claimId}`}
        defaultValue=""
      >
        <option value="">{say('count.take.out')}</option>
        <option value="number">{say('count.take.number')}</option>
        <option value="acknowledged">{say('count.take.acknowledged')}</option>
      </select>
    </div>
  );
}

function Assumptions({ rows }: { rows: readonly SaidRow[] }) {
  const say = useSay();
  return (
    <fieldset>
      <legend>{say('count.sign.assumes')}</legend>
      {(['same-moment', 'all-departures', 'all-arrivals'] as const).map((kind) => (
        <label key={kind} className="check">
          <input type="checkbox" name={kind} value="1" /> {say(`count.assume.${kind}`)}
        </label>
      ))}
      {rows.length > 1 &&
        (['within', 'apart'] as const).map((kind) => (
          <div key={kind} className="signer__pair">
            <p id={`pair-${kind}`}>{say(`count.assume.${kind}`)}</p>
            {(['one', 'other'] as const).map((side) => (
              <select
                key={side}
                className="input"
                name={`${kind}-${side}`}
                aria-label={`${say(`count.assume.${kind}`)} ${say(`count.pair.${side}`)}`}
                defaultValue=""
              >
                <option value="">{say('count.pair.none')}</option>
                {rows.map((row) => (
                  <option key={row.claimId} value={row.claimId}>
                    {`${speakerWords(say, row)}: ${figureWords(say, row)}`}
                  </option>
                ))}
              </select>
            ))}
          </div>
        ))}
    </fieldset>
  );
}

function ListsOfView({ answer: { documented } }: CountProps) {
  const say = useSay();
  if (documented.byList.length === 0) return null;
  return (
    <fieldset>
      <legend>{say('count.sign.lists')}</legend>
      {documented.byList.map(({ listId, name, records }) => (
        <label key={listId} className="check">
          <input type="checkbox" name={`list-${listId}`} value="1" /> <Name text={name} />{' '}
          <span className="cap">{say('count.listRecords', { n: records })}</span>
        </label>
      ))}
    </fieldset>
  );
}

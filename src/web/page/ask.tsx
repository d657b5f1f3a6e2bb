/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Asking an authority about a person, and the questions put so far. What nobody answered is shown as asked and due,
 * never as a silence: that is a claim, and a person makes it.
 */
import type { Answer, AskedView, PersonAnswer } from '#workspace';
import { ReasonField } from './form-fields.tsx';
import { Frame, type Setting } from './frame.tsx';
import { hrefOf } from './links.ts';
import { AsKnownLine, Name, Quote, Shape, When } from './part.tsx';
import { PersonNames } from './person.tsx';
import { useSay } from './say.ts';

interface Props {
  readonly setting: Setting;
  readonly person: PersonAnswer;
  readonly parties: Answer<'parties'>['parties'];
  /** False where nothing can be asked: in the past, or for a role that only reads. */
  readonly mayAsk: boolean;
}

export function AskPage({ setting, person, parties, mayAsk }: Props) {
  const say = useSay();
  const { personId, asKnown } = person;
  return (
    <Frame setting={setting} room="people" asKnown={asKnown}>
      <header className="head">
        <div>
          <PersonNames person={person} />
          <p>{say('ask.title')}</p>
        </div>
        <a className="btn" href={hrefOf(`/people/${personId}`, setting.travel)}>
          {say('ask.back')}
        </a>
      </header>
      {mayAsk ? (
        <form className="sheet putting" method="post" action={`/people/${personId}/ask`}>
          <input type="hidden" name="_csrf" value={setting.csrf} />
          <input type="hidden" name="lang" value={say.language} />
          <div className="field">
            <label htmlFor="addressee">{say('ask.whom')}</label>
            <input
              className="input"
              id="addressee"
              name="addressee"
              list="parties"
              required
              maxLength={200}
              dir="auto"
              autoComplete="off"
            />
            <datalist id="parties">
              {say
                .sorted(parties, ({ name }) => name)
                .map(({ partyId, name }) => (
                  <option key={partyId} value={name} />
                ))}
            </datalist>
          </div>
          <ReasonField id="question" name="question" label={say('ask.question')} />
          <div className="field">
            <label htmlFor="channel">{say('ask.channel')}</label>
            <input
              className="input"
              id="channel"
              name="channel"
              maxLength={200}
              dir="auto"
              autoComplete="off"
            />
          </div>
          <div className="row">
            <Day id="sent" label={say('ask.sent')} />
            <Day id="due" label={say('ask.due')} />
          </div>
          <p className="cap">{say('ask.rule')}</p>
          <button className="btn btn--main" type="submit">
            {say('ask.record')}
          </button>
        </form>
      ) : (
        <p className="note">{say('ask.notNow')}</p>
      )}
      <AskedGroup asked={person.asked} day={asKnown.at.slice(0, 10)} />
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function Day({ id, label }: { id: string; label: string }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input className="input input--day" id={id} name={id} type="date" />
    </div>
  );
}

/** Questions put about a person, in the shape of the groups of accounts. */
export function AskedGroup({ asked, day }: { asked: readonly AskedView[]; day: string }) {
  const say = useSay();
  if (asked.length === 0) return null;
  return (
    <section className="group">
      <header>
        <h3>{say('ask.group')}</h3>
      </header>
      <div>
        {asked.map((one) => (
          <div key={one.inquiryId} className="account">
            <div className="value">
              <span className="void">
                <Shape id="k-inquiry" /> <Name text={one.addressee} />
              </span>{' '}
              <Quote text={one.question} lang={one.lang} />
            </div>
            <div>
              {say('ask.by')} <Name text={one.asker} />
            </div>
            <div className="soft">
              {one.sent === null ? say('ask.notSent') : <When when={one.sent} />}
              {one.due !== null && (
                <span className="cap block">
                  {say('ask.dueBy')} <When when={one.due} />
                  {one.due.to < day && one.isOpen && <> {say('ask.past')}</>}
                </span>
              )}
            </div>
            <span className="cap">{say.code('ask.outcome', one.isOpen ? 'open' : 'other')}</span>
          </div>
        ))}
      </div>
    </section>
  );
}

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * One person: names as written, days since the last sign of life, the timeline, every account in fixed groups, and the
 * records the person is made of. Accounts that differ stand side by side; how many there are is never hidden.
 */
import type { Account, AccountGroup, LinkedRecord, LinkView, PersonAnswer } from '#workspace';
import { AskedGroup } from './ask.tsx';
import { Frame, Keycap, PastNote, PrintLink, type Setting } from './frame.tsx';
import { Timeline } from './lanes.tsx';
import { claimHref, hrefOf, type Travel } from './links.ts';
import { AsKnownLine, Name, Quote, Shape, Speaker, When, Words } from './part.tsx';
import { langOf, Names, scriptOf } from './names.tsx';
import { useSay } from './say.ts';
import { toldWords } from './told.ts';

interface Props {
  readonly setting: Setting;
  readonly person: PersonAnswer;
  /** True when this reader may link and unlink, and reads the present. */
  readonly mayJudge: boolean;
  /** True when this reader may record a question put to an authority, and reads the present. */
  readonly mayAsk: boolean;
  readonly done: 'unlinked' | 'asked' | undefined;
}

/** Accounts of a group that are shown without opening it. */
const SHOWN = 3;

export function PersonPage({ setting, person, mayJudge, mayAsk, done }: Props) {
  const say = useSay();
  const { asKnown, personId } = person;
  return (
    <Frame setting={setting} room="people" asKnown={asKnown}>
      <header className="head">
        <div>
          <PersonNames person={person} />
          <p>{say('person.meta', { id: personId.slice(0, 8), n: person.records.length })}</p>
        </div>
        <div className="row">
          {mayJudge && (
            <a
              className="btn btn--main"
              href={hrefOf('/documents', {}, { about: personId })}
              data-action="record"
            >
              <Shape id="u-plus" /> {say('person.record')} <Keycap action="record" keys={setting.keys} />
            </a>
          )}
          {mayAsk && (
            <a className="btn" href={`/people/${personId}/ask`} data-action="ask">
              <Shape id="k-inquiry" /> {say('ask.link')} <Keycap action="ask" keys={setting.keys} />
            </a>
          )}
          <PrintLink href={hrefOf(`/people/${personId}/print`, setting.travel)} keys={setting.keys} />
          <a className="btn" href={hrefOf(`/history/${personId}`, setting.travel)}>
            {say('person.history')}
          </a>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {done !== undefined && (
        <p className="note note--quiet" role="status">
          {say(done === 'asked' ? 'ask.done' : 'person.unlinked')}
        </p>
      )}
      {person.contradictions > 0 && (
        <p className="note">{say('person.contradictions', { n: person.contradictions })}</p>
      )}
      <Now person={person} />
      <Timeline person={person} />
      <Accounts person={person} travel={setting.travel} />
      <LinkedRecords setting={setting} person={person} mayJudge={mayJudge} />
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

/**
 * One written form is the heading: the first in the script of the interface, where there is one. The others stand beside
 * it, each in its script.
 */
export function PersonNames({ person: { names } }: { person: PersonAnswer }) {
  const say = useSay();
  const own = names.find(({ script }) => script === scriptOf(say.language));
  const first = own ?? names[0];
  const others = names.filter((name) => name !== first);
  return (
    <div className="names">
      <h1 className="said">
        <Names names={first ? [first] : []} />
      </h1>{' '}
      {others.map(({ words, lang, script }, n) => (
        <span key={n}>
          <Name text={words} lang={langOf(lang, script)} />{' '}
        </span>
      ))}
    </div>
  );
}

function Now({ person: { lastSign } }: { person: PersonAnswer }) {
  const say = useSay();
  return (
    <section className="sheet now" aria-label={say('person.lastSign')}>
      <p className="now__gap">
        {lastSign === null ? say('person.noSign') : say('person.gap', { n: lastSign.days })}
      </p>
      <p className="soft">
        {lastSign !== null && (
          <>
            {say.rich('person.sign', {
              what: toldWords(say, lastSign.code),
              day: say.day(lastSign.on),
              n: lastSign.sources,
              name: () => <Name text={lastSign.speaker.name} />,
            })}{' '}
          </>
        )}
        {say('person.signRule')}
      </p>
    </section>
  );
}

export function Accounts({ person, travel }: { person: PersonAnswer; travel: Travel }) {
  const say = useSay();
  const hasDeath = person.groups.some(({ group }) => group === 'death');
  const hasPlace = person.groups.some(({ group }) => group === 'place' || group === 'custody');
  return (
    <section className="block-5">
      <div className="row row--between">
        <h2>{say('person.said')}</h2>
        <span className="cap">{say('person.accounts', { n: person.accounts, aside: person.aside })}</span>
      </div>
      {!hasPlace && (
        <p className="void">
          <Shape id="v-unknown" /> {say('person.nowhere')}
        </p>
      )}
      {person.groups.map((group) => (
        <Group key={group.group} group={group} travel={travel} />
      ))}
      <AskedGroup asked={person.asked} day={person.asKnown.at.slice(0, 10)} />
      {!hasDeath && (
        <section className="group">
          <header>
            <h3>{say('person.group.death')}</h3>
          </header>
          <div>
            <div className="account account--only">
              <div className="value soft">{say('person.noDeath')}</div>
            </div>
          </div>
        </section>
      )}
    </section>
  );
}

function Group({ group: { group, accounts, differ }, travel }: { group: AccountGroup; travel: Travel }) {
  const say = useSay();
  // What differs is never folded away behind something that agrees.
  const first = accounts.filter(({ differs }, at) => at < SHOWN || differs);
  const rest = accounts.filter((account) => !first.includes(account));
  return (
    <section className="group">
      <header>
        <h3>{say(`person.group.${group}`)}</h3>
        {differ > 0 && (
          <p className="differ">
            <Shape id="d-differ" size="s" /> {say('person.differ', { n: differ })}
          </p>
        )}
      </header>
      <div>
        {first.map((account, n) => (
          <AccountRow key={n} account={account} travel={travel} />
        ))}
        {rest.length > 0 && (
          <details className="more">
            <summary>{say('person.more', { n: rest.length })}</summary>
            {rest.map((account, n) => (
              <AccountRow key={n} account={account} travel={travel} />
            ))}
          </details>
        )}
      </div>
    </section>
  );
}

/** Why there is a row and no value, with its shape. */
export const VOIDS: Readonly<Record<string, string>> = {
  unknown: 'v-unknown',
  none: 'v-none',
  refused: 'v-refused',
  silence: 'v-silence',
  withheld: 'v-withheld',
};

function AccountRow({ account, travel }: { account: Account; travel: Travel }) {
  const say = useSay();
  const { how, code, marks, aside, passage } = account;
  const what = toldWords(say, code);
  const isVoid = VOIDS[how] !== undefined;
  return (
    <div className={aside ? 'account account--aside' : 'account'}>
      <div className="value">
        {isVoid ? (
          <span className="void">
            <Shape id={VOIDS[how] ?? 'v-unknown'} /> {what}: {say.code('person.how', how)}
          </span>
        ) : (
          <span>{how === 'denied' ? say('person.denied', { what }) : what}</span>
        )}{' '}
        {account.words !== '' && <Quote text={account.words} lang={account.lang} />}
        {marks.map(({ mark, reason }, n) => (
          <span key={n} className="cap block">
            {say.code('mark', mark)}: <Words text={reason} />
          </span>
        ))}
      </div>
      <div>
        <Speaker speaker={account.speaker} />
      </div>
      <div className="soft">
        <When when={account.when} quote={account.words} />
      </div>
      <AccountPlace account={account} travel={travel} />
      {passage !== null && passage.exact !== account.words && (
        <details className="account__passage">
          <summary>{say('person.passage')}</summary>
          <p>
            <Quote text={passage.exact} lang={account.lang} />
          </p>
        </details>
      )}
    </div>
  );
}

function AccountPlace({ account, travel }: { account: Account; travel: Travel }) {
  const say = useSay();
  const { claimId, documentId, recordId } = account;
  if (claimId === null)
    return (
      <a className="account__place" href={`#r-${recordId}`}>
        {say('person.listRow')}
      </a>
    );
  if (documentId === null) return <span />;
  return (
    <a className="account__place" href={claimHref(documentId, claimId, travel)}>
      {say('person.inDocument')}
    </a>
  );
}

function LinkedRecords({ setting, person, mayJudge }: Pick<Props, 'setting' | 'person' | 'mayJudge'>) {
  const say = useSay();
  return (
    <section className="block-5">
      <h2>{say('person.linked')}</h2>
      <div className="scroller" tabIndex={0} role="region" aria-label={say('person.linked')}>
        <table className="ledger stack">
          <caption className="vh">{say('person.linked')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('person.asWritten')}</th>
              <th scope="col">{say('person.listAndRow')}</th>
              <th scope="col">{say('person.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {person.records.map((record) => (
              <RecordRow
                key={record.recordId}
                setting={setting}
                record={record}
                personId={person.personId}
                mayJudge={mayJudge}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RecordProps {
  readonly setting: Setting;
  readonly record: LinkedRecord;
  readonly personId: string;
  readonly mayJudge: boolean;
}

function RecordRow({ setting, record, personId, mayJudge }: RecordProps) {
  const say = useSay();
  return (
    <tr id={`r-${record.recordId}`}>
      <td className="said" data-label={say('person.asWritten')}>
        <dl className="cells">
          {record.cells.map(({ column, words }, n) => (
            <div key={n}>
              <dt className="cap">
                <Name text={column} />
              </dt>{' '}
              <dd>
                <Name text={words} lang={record.lang} />
              </dd>
            </div>
          ))}
        </dl>
      </td>
      <td data-label={say('person.listAndRow')}>
        <a className="said" href={hrefOf('/records', setting.travel, { list: record.listId })}>
          <Name text={record.listName} lang={record.lang} />
        </a>
        <span className="cap block">{say('person.row', { n: record.row })}</span>
      </td>
      <td data-label={say('person.reason')}>
        {record.links.length === 0 && <span className="soft">{say('person.notLinked')}</span>}
        {record.links.map((link) => (
          <Link
            key={link.judgementId}
            setting={setting}
            link={link}
            personId={personId}
            mayJudge={mayJudge}
          />
        ))}
      </td>
    </tr>
  );
}

function Link({
  setting,
  link,
  personId,
  mayJudge,
}: Omit<RecordProps, 'record'> & { readonly link: LinkView }) {
  const say = useSay();
  const field = `why-${link.judgementId}`;
  return (
    <div className="link">
      <p>
        <Words text={link.reason} />
        <span className="cap block">
          {link.rule === null ? say('person.byPerson') : say('person.byRule')}, {say.day(link.at)}
        </span>
      </p>
      {mayJudge && (
        <details>
          <summary className="btn btn--plain">
            <Shape id="d-unlink" /> {say('person.unlink')}
          </summary>
          <form className="unlink" method="post" action={`/people/${personId}/unlink`}>
            <input type="hidden" name="_csrf" value={setting.csrf} />
            <input type="hidden" name="left" value={link.left} />
            <input type="hidden" name="right" value={link.right} />
            <label htmlFor={field}>{say('person.unlinkWhy')}</label>
            <input className="input" id={field} name="reason" required maxLength={500} />
            <button className="btn" type="submit">
              {say('person.unlink')}
            </button>
          </form>
        </details>
      )}
    </div>
  );
}

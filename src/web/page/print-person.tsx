/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** A person on paper: every account with who says it and as of when; each small number leads to the words. */
import type { Account, AccountGroup, PersonAnswer } from '#workspace';
import { hrefOf } from './links.ts';
import { CheckedBy, NoteList, Notes, PaperSheet, paperId, type SheetSetting } from './paper.tsx';
import { Name, Shape, Speaker, When } from './part.tsx';
import { PersonNames, VOIDS } from './person.tsx';
import { useSay, type Say } from './say.ts';
import { toldWords } from './told.ts';

export function PersonSheet({ person, ...sheet }: SheetSetting & { readonly person: PersonAnswer }) {
  const say = useSay();
  const { asKnown, personId, groups, lastSign } = person;
  const notes = new Notes();
  // Marks are made before they are drawn, so that the numbers run as the sheet is read.
  const numbered = groups.map((group) => ({
    group,
    marks: group.accounts.map((account) => notes.of(noteOf(account, say))),
  }));
  const all = groups.flatMap(({ accounts }) => accounts);
  const hasDeath = groups.some(({ group }) => group === 'death');
  return (
    <PaperSheet
      {...sheet}
      title={say('print.person')}
      back={hrefOf(`/people/${personId}`, sheet.setting.travel)}
      asKnown={asKnown}
      handlings={[
        ...person.records.map(({ handling }) => handling),
        ...all.flatMap(({ handling }) => handling ?? []),
      ]}
    >
      <PersonNames person={person} />
      <p className="ui">
        {say('person.meta', { id: paperId(personId), n: person.records.length })} {say('print.everyLine')}
      </p>
      <p className="paper__lead">
        {lastSign === null
          ? say('person.noSign')
          : say.rich('print.lastSign', {
              what: toldWords(say, lastSign.code),
              day: say.day(lastSign.on),
              days: lastSign.days,
              today: say.day(asKnown.at),
              name: () => <Name text={lastSign.speaker.name} />,
            })}
      </p>
      {numbered.map(({ group, marks }, n) => (
        <Group key={group.group} group={group} marks={marks} isFirst={n === 0} />
      ))}
      {!hasDeath && (
        <section>
          <h2>{say('person.group.death')}</h2>
          <p>{say('person.noDeath')}</p>
        </section>
      )}
      <p className="ui">{say('person.accounts', { n: person.accounts, aside: person.aside })}</p>
      <NoteList notes={notes} />
      <CheckedBy />
    </PaperSheet>
  );
}

function noteOf(account: Account, say: Say) {
  const { claimId, documentId, documentTitle, passage, words, lang, recordId } = account;
  const quote = passage?.exact ?? words;
  return {
    key: claimId === null ? `${recordId} ${words}` : `${documentId ?? ''} ${passage?.start ?? ''} ${quote}`,
    words: quote,
    lang,
    where: (
      <>
        <Name text={documentTitle} lang={lang} />{' '}
        <span className="code ltr">{paperId(documentId ?? recordId)}</span>
        {claimId === null && <> ({say('person.listRow')})</>}
      </>
    ),
  };
}

function Group({
  group: { group, accounts, differ },
  marks,
  isFirst,
}: {
  readonly group: AccountGroup;
  readonly marks: readonly number[];
  readonly isFirst: boolean;
}) {
  const say = useSay();
  return (
    <section>
      <h2>
        <span>{say(`person.group.${group}`)}</span>
        {differ > 0 && <em>{say('person.differ', { n: differ })}</em>}
      </h2>
      <table className="lines3">
        <caption className="vh">{say(`person.group.${group}`)}</caption>
        <thead className={isFirst ? undefined : 'vh'}>
          <tr>
            <th scope="col">{say('person.what')}</th>
            <th scope="col">{say('person.saidBy')}</th>
            <th scope="col">{say('print.asOf')}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account, n) => (
            <tr key={n}>
              <td>
                <What account={account} />
                <sup>{marks[n]}</sup>
              </td>
              <td>
                <Speaker speaker={account.speaker} />
              </td>
              <td>
                <When when={account.when} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What an account comes to, in words; marks that stand on it follow. */
function What({ account: { how, code, words, lang, marks } }: { account: Account }) {
  const say = useSay();
  const what = toldWords(say, code);
  const shape = VOIDS[how];
  const isWords = code === 'label' || code.startsWith('attribute:');
  return (
    <>
      {shape !== undefined && <Shape id={shape} size="s" />}{' '}
      {shape !== undefined
        ? `${what}: ${say.code('person.how', how)}`
        : how === 'denied'
          ? say('person.denied', { what })
          : what}
      {isWords && words !== '' && (
        <>
          : <Name text={words} lang={lang} />
        </>
      )}
      {marks.map(({ mark }) => (
        <span key={mark}> ({say.code('mark', mark)})</span>
      ))}
    </>
  );
}

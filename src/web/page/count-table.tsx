/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The same answer as tables. A refusal and a silence are rows as large as a figure; every row has a permalink, and
 * what is not in the table is told with its reason.
 */
import type { HowMany, SaidRow } from '#workspace';
import { CountFrame, type CountProps } from './count.tsx';
import { GROUPS_OF_PERSONS, personsIn } from './count-groups.ts';
import { groupHref, permalinkOf } from './count-links.ts';
import { chartRows, coversWords, figureWords } from './count-rows.ts';
import { claimHref, type Travel } from './links.ts';
import { Handling, Name, Quote, Sentence, Shape, SignWord, Speaker, When } from './part.tsx';
import { useSay } from './say.ts';
import { ROW_SIGNS } from './signs.ts';

export function CountTablePage(props: CountProps) {
  const say = useSay();
  const { answer, setting } = props;
  return (
    <CountFrame {...props} tab="table">
      <section aria-labelledby="says" className="stack-gap">
        <h2 id="says">{say('count.part.says')}</h2>
        {answer.rows.length === 0 ? (
          <p className="sheet inset soft">{say('count.empty')}</p>
        ) : (
          <Accounts answer={answer} travel={setting.travel} />
        )}
      </section>
      <Persons answer={answer} travel={setting.travel} />
      <Rest answer={answer} />
      <NotHere answer={answer} />
    </CountFrame>
  );
}

function Accounts({ answer, travel }: { answer: HowMany; travel: Travel }) {
  const say = useSay();
  const { rows } = answer;
  const voices = new Map<number, number>();
  for (const { family } of rows) voices.set(family, (voices.get(family) ?? 0) + 1);
  return (
    <div className="sheet">
      <table className="ledger stack accounts">
        <caption className="vh">{say('count.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('count.who')}</th>
            <th scope="col">{say('count.words')}</th>
            <th scope="col">{say('count.readAs')}</th>
            <th scope="col">{say('count.asOf')}</th>
            <th scope="col">{say('count.covers')}</th>
            <th scope="col">{say('count.where')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Account
              key={row.claimId}
              row={row}
              answer={answer}
              travel={travel}
              isShared={(voices.get(row.family) ?? 0) > 1}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface AccountProps {
  readonly row: SaidRow;
  readonly answer: HowMany;
  readonly travel: Travel;
  readonly isShared: boolean;
}

function Account({ row, answer, travel, isShared }: AccountProps) {
  const say = useSay();
  const { kind } = row;
  const isVoid = row.readAs === null;
  return (
    <tr id={`c-${row.claimId}`} className={`saying saying--${kind}`}>
      <th scope="row">
        <Speaker speaker={row.speaker} />
        {row.asker !== null && (
          <span className="cap block">
            {say.rich('count.askedBy', { name: <Name key="name" text={row.asker} /> })}
          </span>
        )}
        {row.addressees !== null && (
          <span className="cap block">{say('count.asked', { n: row.addressees })}</span>
        )}
      </th>
      <td data-label={say('count.words')} className="saying__words">
        <Quote text={row.words} />
      </td>
      <td data-label={say('count.readAs')} className="saying__read">
        <span className={isVoid ? `void--${kind}` : undefined}>
          <ReadAs row={row} />
        </span>
      </td>
      <td data-label={say('count.asOf')}>
        <When when={row.asOf} quote={row.words} />
      </td>
      <td data-label={say('count.covers')}>
        <Name text={coversWords(say, row)} />
        {row.inScope !== null && <span className="cap block">{say(`count.inScope.${row.inScope}`)}</span>}
        <Compared row={row} />
      </td>
      <td data-label={say('count.where')}>
        <a className="said" dir="auto" href={claimHref(row.documentId, row.claimId, travel)}>
          <Name text={row.documentTitle} />
        </a>
        {isShared && <span className="cap block">{say('count.sameOrigin', { family: row.family })}</span>}
        {row.marks.map((mark) => (
          <span key={mark} className="cap block">
            <Shape id="d-aside" size="s" /> {say.code('mark', mark)}
          </span>
        ))}
        <Handling handling={row.handling} />
        <a className="cap block" href={permalinkOf(answer, `c-${row.claimId}`)}>
          {say('count.rowLink')}
        </a>
      </td>
    </tr>
  );
}

function ReadAs({ row }: { row: SaidRow }) {
  const say = useSay();
  const { kind, readAs, measure, modality } = row;
  const word = say(`row.${kind}`);
  const isPlain = modality === 'asserts' || modality === 'asserted' || kind === 'denied';
  return (
    <SignWord sign={ROW_SIGNS[kind]}>
      {readAs === null ? (
        word
      ) : (
        <>
          {kind === 'said' ? '' : `${word} `}
          <b className="num">{figureWords(say, row)}</b>
          {measure !== null && <span className="cap block">{say.code('measure', measure)}</span>}
          {!isPlain && <span className="cap block">{say.code('modality', modality)}</span>}
        </>
      )}
    </SignWord>
  );
}

/** How a figure relates to the first of the table. */
function Compared({ row: { compared } }: { row: SaidRow }) {
  const say = useSay();
  if (compared === null) return null;
  const facets = compared.facets.map((facet) => say.code('facet', facet)).join(', ');
  return <span className="cap block">{say(`compared.${compared.outcome}`, { facets })}</span>;
}

/** Groups of persons: each number opens its list and shows its rule. */
function Persons({ answer, travel }: { answer: HowMany; travel: Travel }) {
  const say = useSay();
  const { documented, acknowledged } = answer;
  if (documented.lists === 0)
    return (
      <section aria-labelledby="persons" className="stack-gap">
        <h2 id="persons">{say('count.part.documented')}</h2>
        <p className="sheet inset soft">{say('count.noList')}</p>
      </section>
    );
  return (
    <section aria-labelledby="persons" className="stack-gap">
      <h2 id="persons">{say('count.part.documented')}</h2>
      <div className="sheet">
        <table className="ledger stack">
          <caption className="vh">{say('count.part.documented')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('count.groupName')}</th>
              <th scope="col">{say('count.groupPersons')}</th>
              <th scope="col">{say('count.groupRule')}</th>
              <th scope="col">{say('count.rowLink')}</th>
            </tr>
          </thead>
          <tbody>
            {GROUPS_OF_PERSONS.map((group) => (
              <tr key={group} id={group}>
                <th scope="row">{say(`count.group.${group}`)}</th>
                <td data-label={say('count.groupPersons')}>
                  <a href={groupHref(answer, group, travel)}>
                    {say('count.persons', { n: personsIn(answer, group).persons })}
                  </a>
                </td>
                <td data-label={say('count.groupRule')}>{say(`count.groupRule.${group}`)}</td>
                <td data-label={say('count.rowLink')}>
                  <a href={permalinkOf(answer, group)}>
                    <span className="vh">{say(`count.group.${group}`)} </span>
                    {say('count.rowLink')}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {acknowledged.steps.length > 0 && (
        <ul className="plain cap">
          {acknowledged.steps.map(({ code, means, persons }) => (
            <li key={code}>
              {say('count.persons', { n: persons })}: <span className="code">{code}</span>{' '}
              <Sentence text={means} />
            </li>
          ))}
        </ul>
      )}
      {documented.unnamed > 0 && <p className="cap">{say('count.unnamed', { n: documented.unnamed })}</p>}
    </section>
  );
}

/** What the figures force and the estimate, as rows of words. */
function Rest({ answer }: { answer: HowMany }) {
  const say = useSay();
  const rows = chartRows(say, answer).filter(({ part }) => part === 'forced' || part === 'estimate');
  return (
    <section aria-labelledby="rest" className="stack-gap">
      <h2 id="rest">{say('count.rest')}</h2>
      <div className="sheet">
        <table className="ledger stack">
          <caption className="vh">{say('count.rest')}</caption>
          <tbody>
            {rows.map(({ id, label, note, figure }) => (
              <tr key={id} id={id}>
                <th scope="row">{label}</th>
                <td data-label={say('count.readAs')}>
                  <b>{figure}</b>
                </td>
                <td data-label={say('count.under')}>
                  <bdi>{note}</bdi>
                </td>
                <td data-label={say('count.rowLink')}>
                  <a href={permalinkOf(answer, id)}>
                    <span className="vh">{label} </span>
                    {say('count.rowLink')}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const ELSEWHERE = {
  measure: 'count.elsewhere',
  time: 'count.elsewhereTime',
  scope: 'count.elsewhereScope',
} as const;

/** What stands elsewhere, is not answered, or was kept back, each with its reason. */
function NotHere({ answer: { notAnswered, elsewhere, leftOut } }: { answer: HowMany }) {
  const say = useSay();
  if (notAnswered.length + elsewhere.length + leftOut.length === 0) return null;
  return (
    <section aria-labelledby="not" className="stack-gap">
      <h2 id="not">{say('count.not')}</h2>
      <ul className="sheet plainlist">
        {notAnswered.map(({ what, because }) => (
          <li key={what}>
            <b>{say(`count.not.${what}`)}</b> <Sentence text={because} />
          </li>
        ))}
        {elsewhere.map(({ measure, because, claims }) => (
          <li key={`${measure} ${because}`}>
            <b>{say(because === 'measure' ? 'count.otherMeasure' : 'count.otherTime')}</b>{' '}
            <span>
              {say(ELSEWHERE[because], {
                n: claims,
                measure: say.code('measure', measure),
              })}
            </span>
          </li>
        ))}
        {leftOut.map(({ rule, because, claims }) => (
          <li key={rule}>
            <b>
              <Shape id="v-withheld" /> {say('count.kept')}
            </b>{' '}
            <span>
              {say.rich('count.keptLine', {
                n: claims,
                rule: (
                  <span key="rule" className="code">
                    {rule}
                  </span>
                ),
                because: <Sentence key="because" text={because} />,
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

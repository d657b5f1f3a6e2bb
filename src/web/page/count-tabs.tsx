/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The quieter tabs of a count: what it rests on, by origin; how each number is made; and the files that leave, each with
 * the day it was known and the ledger head. And the list that a number opens.
 */
import type { Answer, HowMany } from '#workspace';
import { CountFrame, sourcesOf, type CountProps } from './count.tsx';
import { Engines, Rules } from './count-estimate.tsx';
import { personsIn, type GroupOfPersons } from './count-groups.ts';
import { countHref } from './count-links.ts';
import { claimHref, documentHref, type Travel } from './links.ts';
import { Name, Shape } from './part.tsx';
import { ListNames, Names, personHref } from './names.tsx';
import { useSay } from './say.ts';

interface Origin {
  readonly family: number;
  readonly documents: readonly {
    readonly documentId: string;
    readonly title: string;
    readonly claims: readonly string[];
  }[];
}

/** Documents behind the accounts, those of one origin together. */
function originsOf({ rows }: HowMany): Origin[] {
  const families = new Map<number, Map<string, { title: string; claims: string[] }>>();
  for (const { family, documentId, documentTitle, claimId } of rows) {
    const documents = families.get(family) ?? new Map<string, { title: string; claims: string[] }>();
    families.set(family, documents);
    const known = documents.get(documentId);
    if (known) known.claims.push(claimId);
    else documents.set(documentId, { title: documentTitle, claims: [claimId] });
  }
  return [...families].map(([family, documents]) => ({
    family,
    documents: [...documents].map(([documentId, one]) => ({ documentId, ...one })),
  }));
}

export function CountSourcesPage(props: CountProps) {
  const say = useSay();
  const { answer, setting } = props;
  return (
    <CountFrame {...props} tab="sources">
      <section aria-labelledby="origins" className="stack-gap">
        <h2 id="origins">{say('count.sources.title', { n: sourcesOf(answer) })}</h2>
        <p className="soft">{say('count.sources.lead')}</p>
        {originsOf(answer).map((origin) => (
          <OriginSheet key={origin.family} origin={origin} travel={setting.travel} />
        ))}
      </section>
      <Lists answer={answer} travel={setting.travel} />
    </CountFrame>
  );
}

function OriginSheet({ origin: { family, documents }, travel }: { origin: Origin; travel: Travel }) {
  const say = useSay();
  return (
    <div className="sheet inset">
      <p className="cap">{say('count.sources.origin', { family, n: documents.length })}</p>
      <ul className="plain">
        {documents.map(({ documentId, title, claims }) => (
          <li key={documentId}>
            <a href={documentHref(documentId, travel)}>
              <Name text={title} />
            </a>{' '}
            <a className="cap" href={claimHref(documentId, claims[0] ?? '', travel)}>
              {say('count.sources.claims', { n: claims.length })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Lists({ answer: { documented }, travel }: { answer: HowMany; travel: Travel }) {
  const say = useSay();
  return (
    <section aria-labelledby="lists" className="stack-gap">
      <h2 id="lists">{say('count.lists')}</h2>
      {documented.byList.length === 0 ? (
        <p className="sheet inset soft">{say('count.noList')}</p>
      ) : (
        <div className="sheet">
          <table className="ledger stack">
            <caption className="vh">{say('count.lists')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('count.list')}</th>
                <th scope="col">{say('count.publisher')}</th>
                <th scope="col" className="num">
                  {say('count.records')}
                </th>
              </tr>
            </thead>
            <tbody>
              {documented.byList.map((list) => (
                <tr key={list.listId}>
                  <th scope="row">
                    {list.documentId === null ? (
                      <Name text={list.name} />
                    ) : (
                      <a href={documentHref(list.documentId, travel)}>
                        <Name text={list.name} />
                      </a>
                    )}
                  </th>
                  <td data-label={say('count.publisher')}>
                    <Name text={list.publisher} />
                  </td>
                  <td data-label={say('count.records')} className="num">
                    {say.number(list.records)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

export function CountMethodPage(props: CountProps) {
  const say = useSay();
  const { answer, measures } = props;
  return (
    <CountFrame {...props} tab="method">
      <section aria-labelledby="how" className="stack-gap measure">
        <h2 id="how">{say('count.method.title')}</h2>
        {(['says', 'documented', 'acknowledged', 'forced', 'estimate'] as const).map((part) => (
          <div key={part}>
            <h3>{say(`count.method.${part}`)}</h3>
            <p>{say(`count.methodWords.${part}`)}</p>
          </div>
        ))}
      </section>
      <section aria-labelledby="rules" className="stack-gap">
        <h2 id="rules">{say('count.rules')}</h2>
        <p className="soft">{say('count.rulesLead')}</p>
        <div className="sheet">
          <Rules answer={answer} />
        </div>
      </section>
      <section aria-labelledby="engines" className="stack-gap">
        <h2 id="engines">{say('count.engines')}</h2>
        <div className="sheet inset">
          <Engines answer={answer} />
        </div>
      </section>
      <section aria-labelledby="measures" className="stack-gap measure">
        <h2 id="measures">{say('count.measures')}</h2>
        <dl className="forced">
          {measures.map((code) => (
            <div key={code}>
              <dt>{say.code('measure', code)}</dt>
              <dd>{say.code('measureMeans', code)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </CountFrame>
  );
}

const FILES = ['csv', 'json', 'svg'] as const;

export function CountDownloadPage(props: CountProps) {
  const say = useSay();
  const { answer, setting } = props;
  return (
    <CountFrame {...props} tab="download">
      <section aria-labelledby="files" className="stack-gap measure">
        <h2 id="files">{say('count.files')}</h2>
        <p>{say('count.filesLead')}</p>
        <ul className="sheet plainlist">
          {FILES.map((kind) => (
            <li key={kind}>
              <a
                className="btn"
                href={countHref(answer, `/count.${kind}`, setting.travel)}
                download={`count.${kind}`}
              >
                <Shape id="u-down" /> {say(`count.file.${kind}`)}
              </a>
              <span>{say(`count.fileMeans.${kind}`)}</span>
            </li>
          ))}
        </ul>
        <p className="note note--caution">
          <Shape id="v-withheld" />
          <span>{say('count.filesInside')}</span>
        </p>
        <dl className="forced">
          <div>
            <dt>{say('count.file.at')}</dt>
            <dd className="code">{answer.asKnown.at}</dd>
          </div>
          <div>
            <dt>{say('frame.head')}</dt>
            <dd className="code wrap">{answer.asKnown.head || say('frame.headEmpty')}</dd>
          </div>
        </dl>
      </section>
    </CountFrame>
  );
}

/** The list that a number opens, with the rule of the number above it. */
export function CountPersonsPage({
  group,
  people,
  ...props
}: CountProps & { group: GroupOfPersons; people: Answer<'people'> }) {
  const say = useSay();
  const { answer, setting } = props;
  const { persons, ids } = personsIn(answer, group);
  return (
    <CountFrame {...props} tab={null}>
      <section aria-labelledby="group" className="stack-gap">
        <h2 id="group">
          {say(`count.group.${group}`)}: {say('count.persons', { n: persons })}
        </h2>
        <p className="measure">{say(`count.groupRule.${group}`)}</p>
        {persons > ids.length && <p className="cap">{say('count.firstOf', { n: ids.length, persons })}</p>}
        {people.people.length > 0 && (
          <div className="sheet">
            <table className="ledger stack">
              <caption className="vh">{say(`count.group.${group}`)}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('people.name')}</th>
                  <th scope="col" className="num">
                    {say('people.records')}
                  </th>
                  <th scope="col">{say('people.lists')}</th>
                </tr>
              </thead>
              <tbody>
                {people.people.map(({ personId, names, records, lists }) => (
                  <tr key={personId}>
                    <th scope="row">
                      <a href={personHref(personId, setting.travel)}>
                        <Names names={names} />
                      </a>
                    </th>
                    <td data-label={say('people.records')} className="num">
                      {say.number(records)}
                    </td>
                    <td data-label={say('people.lists')}>
                      <ListNames names={lists} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </CountFrame>
  );
}

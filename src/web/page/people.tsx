/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The people of the workspace, page by page, with facets that live in the address. */
import type { Answer, FacetView, NameView, PersonLine } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { hrefOf, type Travel } from './links.ts';
import { AsKnownLine, Name, Shape } from './part.tsx';
import { useSay, type Say } from './say.ts';

/** What is chosen, as it stands in the address. */
export type Chosen = Readonly<Partial<Record<FacetView['facet'], string>>>;

interface Props {
  readonly setting: Setting;
  readonly answer: Answer<'people'>;
  readonly chosen: Chosen;
}

export function personHref(personId: string, travel: Travel): string {
  return hrefOf(`/people/${personId}`, travel);
}

export function PeoplePage({ setting, answer, chosen }: Props) {
  const say = useSay();
  const { people, total, from, asKnown } = answer;
  const isEmpty = total === 0 && Object.keys(chosen).length === 0;
  return (
    <Frame setting={setting} room="people" asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('people.title')}</h1>
          <p>{say('people.lead')}</p>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {isEmpty ? (
        <NoPeople />
      ) : (
        <>
          <Facets setting={setting} path="/people" facets={answer.facets} chosen={chosen} />
          <p className="cap" role="status">
            {total === 0
              ? say('people.none')
              : say('people.shown', { from: from + 1, to: from + people.length, total })}
          </p>
          <section className="sheet scroller" tabIndex={0} aria-label={say('people.title')}>
            <PeopleTable people={people} from={from} travel={setting.travel} />
          </section>
          <Pages
            setting={setting}
            path="/people"
            chosen={chosen}
            from={from}
            limit={answer.limit}
            total={total}
          />
        </>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function PeopleTable({
  people,
  from,
  travel,
}: {
  people: readonly PersonLine[];
  from: number;
  travel: Travel;
}) {
  const say = useSay();
  return (
    <table className="ledger stack people">
      <caption className="vh">{say('people.caption')}</caption>
      <thead>
        <tr>
          <th scope="col" className="num">
            {say('people.number')}
          </th>
          <th scope="col">{say('people.name')}</th>
          <th scope="col" className="num">
            {say('people.records')}
          </th>
          <th scope="col">{say('people.lists')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((line, n) => (
          <tr key={line.personId}>
            <td className="num people__place" data-label={say('people.number')}>
              {say.number(from + n + 1)}
            </td>
            <th scope="row" className="title">
              <a className="names__line" href={personHref(line.personId, travel)}>
                <Names names={line.names} />
              </a>
            </th>
            <td className="num" data-label={say('people.records')}>
              {say.number(line.records)}
            </td>
            <td className="people__lists" data-label={say('people.lists')}>
              <ListNames names={line.lists} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Names of lists, each on a line of its own. */
export function ListNames({ names }: { names: readonly string[] }) {
  return (
    <span className="said">
      {names.map((name, n) => (
        <span key={n} className="block">
          <Name text={name} />
        </span>
      ))}
    </span>
  );
}

/** Written forms of a name, in the language of each; where there is none, words say so. */
export function Names({ names }: { names: readonly NameView[] }) {
  const say = useSay();
  if (names.length === 0) return <span className="soft">{say('people.noName')}</span>;
  return names.map(({ words, lang, script }, n) => (
    <span key={n}>
      {n > 0 && ' '}
      <Name text={words} lang={langOf(lang, script)} />
    </span>
  ));
}

/** The language that tells a browser which face and voice to use: that of the list only where its script fits. */
export function langOf(lang: string | null, script: string): string | null {
  const fits: Readonly<Record<string, readonly string[]>> = {
    Armn: ['hy', 'hyw'],
    Cyrl: ['ru', 'uk', 'be', 'bg', 'sr'],
    Arab: ['ar', 'fa', 'ur'],
    Geor: ['ka'],
  };
  const languages = fits[script];
  if (!languages) return lang;
  return lang !== null && languages.includes(lang) ? lang : (languages[0] ?? lang);
}

function argumentsOf(chosen: Chosen): Record<string, string | undefined> {
  return { list: chosen.list, script: chosen.script, records: chosen.records };
}

function valueWords(say: Say, facet: FacetView['facet'], value: string, name: string | null): string {
  if (name !== null) return name;
  return facet === 'script' ? say.code('script', value) : say.code('people.records', value);
}

/** What can be chosen among the rows of a page; every value is a link that turns it on or off. */
export function Facets({
  setting,
  path,
  facets,
  chosen,
}: {
  setting: Setting;
  path: string;
  facets: readonly FacetView[];
  chosen: Chosen;
}) {
  const say = useSay();
  return (
    <nav className="facets" aria-label={say('people.facets')}>
      {facets
        .filter(({ values }) => values.length > 1 || values.some((value) => value.chosen))
        .map(({ facet, values }) => (
          <div key={facet} className="facets__group" role="group" aria-label={say(`people.facet.${facet}`)}>
            <span className="cap">{say(`people.facet.${facet}`)}</span>
            {values.map(({ value, name, count, chosen: isOn }) => (
              <a
                key={value}
                className="facet"
                aria-current={isOn ? 'true' : undefined}
                href={hrefOf(path, setting.travel, {
                  ...argumentsOf(chosen),
                  [facet]: isOn ? undefined : value,
                })}
              >
                <bdi>{valueWords(say, facet, value, name)}</bdi>{' '}
                <span className="num">{say.number(count)}</span>
              </a>
            ))}
          </div>
        ))}
    </nav>
  );
}

interface PagesProps {
  readonly setting: Setting;
  readonly path: string;
  readonly chosen: Chosen;
  readonly from: number;
  readonly limit: number;
  readonly total: number;
}

/** The page before, the next one, and any other by its number. */
export function Pages({ setting, path, chosen, from, limit, total }: PagesProps) {
  const say = useSay();
  if (total <= limit) return null;
  const to = (place: number): string =>
    hrefOf(path, setting.travel, {
      ...argumentsOf(chosen),
      from: place === 0 ? undefined : String(place),
    });
  return (
    <div className="after row">
      {from > 0 && (
        <a className="btn" rel="prev" href={to(Math.max(0, from - limit))}>
          {say('people.previous')}
        </a>
      )}
      {from + limit < total && (
        <a className="btn" rel="next" href={to(from + limit)}>
          {say('people.next')}
        </a>
      )}
      <form className="row" method="get" action={path}>
        {Object.entries({ ...argumentsOf(chosen), asKnown: setting.travel.asKnown }).map(
          ([name, value]) =>
            value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <label htmlFor="place">{say('people.goto')}</label>
        <input className="input input--short" id="place" name="place" type="number" min={1} max={total} />
        <button className="btn" type="submit">
          {say('people.show')}
        </button>
      </form>
    </div>
  );
}

function NoPeople() {
  const say = useSay();
  return (
    <section className="sheet empty">
      <p className="cap">{say('people.title')}</p>
      <h2>{say('people.empty')}</h2>
      <p>{say('people.emptyLead')}</p>
      <div className="ghost" aria-hidden="true">
        <span>
          <Shape id="k-person" /> <span className="said">{say('people.ghost')}</span>
        </span>
        <small>{say('people.ghostMeta')}</small>
      </div>
    </section>
  );
}

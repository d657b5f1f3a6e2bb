/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The people of the workspace, one long list, with facets that live in the address. */
import type { Answer, FacetView } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { hrefOf } from './links.ts';
import { AsKnownLine, Shape } from './part.tsx';
import { LongRows } from './rows.tsx';
import { useSay, type Say } from './say.ts';

/** What is chosen, as it stands in the address. */
export type Chosen = Readonly<Partial<Record<FacetView['facet'], string>>>;

interface Props {
  readonly setting: Setting;
  readonly answer: Answer<'people'>;
  readonly chosen: Chosen;
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
          {total === 0 ? (
            <p role="status">{say('people.none')}</p>
          ) : (
            <LongRows
              list={{ kind: 'people', rows: people }}
              path="/people"
              chosen={argumentsOf(chosen)}
              travel={setting.travel}
              from={from}
              total={total}
              head={asKnown.head}
              keys={setting.keys}
            />
          )}
        </>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

/** What is chosen, as arguments of an address. */
export function argumentsOf({ list, script, records }: Chosen): Record<string, string> {
  return {
    ...(list === undefined ? {} : { list }),
    ...(script === undefined ? {} : { script }),
    ...(records === undefined ? {} : { records }),
  };
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
  const useful = facets.filter(({ values }) => values.length > 1 || values.some((value) => value.chosen));
  if (useful.length === 0) return null;
  return (
    <nav className="facets" aria-label={say('people.facets')}>
      {useful.map(({ facet, values }) => (
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
      <a className="btn btn--main" href="/documents">
        {say('intake.add')}
      </a>
    </section>
  );
}

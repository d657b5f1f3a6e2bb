/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Search. The words travel in the body of the form and never in an address (decision 0007); the page that shows what
 * was found has an address that holds a number, which means something to this session only.
 */
import type { SearchAnswer, SearchHit } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { claimHref, documentHref, hrefOf, proposalHref, type Travel } from './links.ts';
import { AsKnownLine, Name, Quote, Shape, Speaker, Words } from './part.tsx';
import { personHref } from './names.tsx';
import { useSay } from './say.ts';

export const SEARCH_KINDS = ['record', 'claim', 'proposal', 'document', 'party'] as const;

interface Props {
  readonly setting: Setting;
  readonly asKnown: SearchAnswer['asKnown'];
  /** Null before anything was asked, and after the session forgot it. */
  readonly found: { readonly id: string; readonly words: string; readonly answer: SearchAnswer } | null;
  readonly kind: SearchHit['kind'] | undefined;
  readonly isForgotten: boolean;
}

export function SearchPage({ setting, asKnown, found, kind, isForgotten }: Props) {
  const say = useSay();
  return (
    <Frame setting={setting} room="search" asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('search.title')}</h1>
          <p>{say('search.lead')}</p>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {isForgotten && <p className="note">{say('search.forgotten')}</p>}
      <form className="sheet search" method="post" action={hrefOf('/search', setting.travel)} role="search">
        <input type="hidden" name="_csrf" value={setting.csrf} />
        <label htmlFor="words">{say('search.words')}</label>
        <div className="search__line">
          <input
            className="input said"
            id="words"
            name="words"
            type="search"
            dir="auto"
            autoComplete="off"
            maxLength={400}
            required
            defaultValue={found?.words}
          />
          <button className="btn btn--main" type="submit">
            <Shape id="u-search" /> {say('search.go')}
          </button>
        </div>
        <p className="cap">{say('search.private')}</p>
      </form>
      {found !== null && <Found setting={setting} found={found} kind={kind} />}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function Found({
  setting,
  found,
  kind,
}: {
  setting: Setting;
  found: NonNullable<Props['found']>;
  kind: Props['kind'];
}) {
  const say = useSay();
  const { answer, id } = found;
  const { travel } = setting;
  return (
    <section aria-label={say('search.results')}>
      <nav className="facets" aria-label={say('search.kinds')}>
        <a
          className="facet"
          aria-current={kind === undefined ? 'true' : undefined}
          href={hrefOf(`/search/${id}`, travel)}
        >
          {say('search.kind.all')}
        </a>
        {SEARCH_KINDS.map((one) => (
          <a
            key={one}
            className="facet"
            aria-current={kind === one ? 'true' : undefined}
            href={hrefOf(`/search/${id}`, travel, { kind: one })}
          >
            {say(`search.kind.${one}`)}
          </a>
        ))}
      </nav>
      <p role="status">
        {say('search.found', { n: answer.hits.length })}
        {answer.more && <> {say('search.more')}</>}
      </p>
      {answer.alsoRead.length > 0 && (
        <p className="cap">
          {say('search.also')}{' '}
          {answer.alsoRead
            .flatMap(({ as }) => as)
            .map((word, n) => (
              <span key={n}>
                {n > 0 && ', '}
                <Name text={word} />
              </span>
            ))}
        </p>
      )}
      {answer.hits.length === 0 ? (
        <p className="soft">{say('search.noneLead')}</p>
      ) : (
        <ol className="hits">
          {answer.hits.map((hit) => (
            <Hit key={`${hit.kind} ${hit.id}`} hit={hit} travel={travel} />
          ))}
        </ol>
      )}
    </section>
  );
}

const SHAPES: Readonly<Record<SearchHit['kind'], string>> = {
  record: 'k-person',
  claim: 'k-attribution',
  proposal: 'u-passage',
  document: 'u-passage',
  party: 'k-source',
};

function hrefOfHit({ kind, id, documentId }: SearchHit, travel: Travel): string | null {
  if (kind === 'record') return personHref(id, travel);
  if (kind === 'document') return documentHref(id, travel);
  if (documentId === null) return kind === 'party' ? `${hrefOf('/sources', travel)}#party-${id}` : null;
  return kind === 'claim' ? claimHref(documentId, id, travel) : proposalHref(documentId, id, travel);
}

function Hit({ hit, travel }: { hit: SearchHit; travel: Travel }) {
  const say = useSay();
  const href = hrefOfHit(hit, travel);
  const isQuote = hit.kind === 'claim' || hit.kind === 'proposal';
  const words = isQuote ? <Quote text={hit.words} lang={hit.lang} /> : <Name text={hit.words} />;
  return (
    <li className="hit-row">
      <span className="kind">
        <Shape id={SHAPES[hit.kind]} />
        <span className="cap">{say(`search.one.${hit.kind}`)}</span>
      </span>
      <div>
        {href === null ? words : <a href={href}>{words}</a>}
        <span className="cap block">
          {hit.speaker !== null && (
            <>
              <Speaker speaker={hit.speaker} />,{' '}
            </>
          )}
          <bdi>
            <Words text={hit.where} />
          </bdi>
          {hit.by !== 'words' && <>, {say(`search.by.${hit.by}`)}</>}
        </span>
      </div>
    </li>
  );
}

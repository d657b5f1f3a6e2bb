/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * Sources: documents by origin, what each relays, and the grade of its bytes. Reprints of one origin are one source,
 * and the drawing and the table say the same.
 */
import type { Answer, ListView, SourceDocument, SourcesAnswer } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { documentHref, hrefOf, type Travel } from './links.ts';
import { AsKnownLine, Handling, Name, Shape, When } from './part.tsx';
import { useSay } from './say.ts';

type Family = SourcesAnswer['families'][number];

interface Props {
  readonly setting: Setting;
  readonly answer: SourcesAnswer;
  readonly lists: Answer<'lists'>['lists'];
}

export function SourcesPage({ setting, answer, lists }: Props) {
  const say = useSay();
  const { families, asKnown } = answer;
  return (
    <Frame setting={setting} room="sources" asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('sources.title')}</h1>
          <p>{say('sources.lead')}</p>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {families.length === 0 ? (
        <section className="sheet empty">
          <p className="cap">{say('sources.title')}</p>
          <h2>{say('sources.empty')}</h2>
          <p>{say('sources.emptyLead')}</p>
        </section>
      ) : (
        <p className="cap">{say('sources.gradeNote')}</p>
      )}
      {families.map((family) => (
        <FamilySheet key={family.family} family={family} travel={setting.travel} />
      ))}
      {lists.length > 0 && <Lists lists={lists} travel={setting.travel} />}
      <Parties answer={answer} />
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function FamilySheet({ family, travel }: { family: Family; travel: Travel }) {
  const say = useSay();
  const title = say('sources.origin', { n: family.family });
  return (
    <section className="sheet family" aria-label={title}>
      <div className="row row--between">
        <h2>{title}</h2>
        <span className="cap">{say('sources.members', { n: family.documents.length })}</span>
      </div>
      {family.circular && <p className="note">{say('sources.circular')}</p>}
      {family.documents.some(({ relays }) => relays.length > 0) && <Chain family={family} />}
      <table className="ledger stack">
        <caption className="vh">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{say('sources.document')}</th>
            <th scope="col">{say('sources.relays')}</th>
            <th scope="col" className="num">
              {say('sources.claims')}
            </th>
            <th scope="col">{say('sources.bytes')}</th>
          </tr>
        </thead>
        <tbody>
          {family.documents.map((document) => (
            <DocumentRow key={document.documentId} document={document} travel={travel} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DocumentRow({ document, travel }: { document: SourceDocument; travel: Travel }) {
  const say = useSay();
  const { language } = document;
  return (
    <tr>
      <th scope="row" className="title">
        <a
          className="said"
          dir="auto"
          lang={language ?? undefined}
          href={documentHref(document.documentId, travel)}
        >
          <Name text={document.title} lang={language} />
        </a>
        <span className="cap block">
          {document.publisher === null ? say('sources.noPublisher') : <Name text={document.publisher} />}
          {document.published && (
            <>
              , <When when={document.published} />
            </>
          )}
        </span>
      </th>
      <td data-label={say('sources.relays')}>
        {document.relays.length === 0
          ? say('sources.ownOrigin')
          : document.relays.map(({ documentId, name }, n) => (
              <span key={n} className="block">
                {documentId === null ? (
                  say.rich('sources.unseen', { name: () => <Name text={name} /> })
                ) : (
                  <a className="said" href={documentHref(documentId, travel)}>
                    <Name text={name} />
                  </a>
                )}
              </span>
            ))}
      </td>
      <td className="num" data-label={say('sources.claims')}>
        {say.number(document.claims)}
      </td>
      <td data-label={say('sources.bytes')}>
        <div>
          <div className="row row--tight">
            {document.grade} <Handling handling={document.handling} />
          </div>
          <span className="cap block">{say.code('grade', document.grade)}</span>
        </div>
      </td>
    </tr>
  );
}

const STEP = 44;
const INDENT = 28;

interface Node {
  readonly key: string;
  readonly name: string;
  readonly isSeen: boolean;
  readonly depth: number;
  readonly from: readonly string[];
}

/** The origin first, whatever relays it below and further in. */
function nodesOf({ documents }: Family): Node[] {
  const byId = new Map(documents.map((document) => [document.documentId, document]));
  const depthOf = (id: string, seen: ReadonlySet<string>): number => {
    const document = byId.get(id);
    if (!document || seen.has(id)) return 0;
    const above = document.relays.map(({ documentId }) =>
      documentId === null ? 1 : 1 + depthOf(documentId, new Set([...seen, id])),
    );
    return Math.max(0, ...above);
  };
  const unseen = documents.flatMap(({ relays }) => relays.filter(({ documentId }) => documentId === null));
  const nodes: Node[] = [...new Set(unseen.map(({ name }) => name))].map((name) => ({
    key: `unseen ${name}`,
    name,
    isSeen: false,
    depth: 0,
    from: [],
  }));
  for (const { documentId, title, relays } of documents)
    nodes.push({
      key: documentId,
      name: title,
      isSeen: true,
      depth: depthOf(documentId, new Set()),
      from: relays.map((relay) => relay.documentId ?? `unseen ${relay.name}`),
    });
  return nodes.sort((a, b) => a.depth - b.depth);
}

/** Says nothing that the table below does not say, so it is hidden from those who hear the page. */
function Chain({ family }: { family: Family }) {
  const say = useSay();
  const nodes = nodesOf(family);
  const place = new Map(nodes.map(({ key }, at) => [key, at]));
  const x = ({ depth }: Node): number => 12 + depth * INDENT;
  const y = (at: number): number => 20 + at * STEP;
  return (
    <figure className="chain scroller" tabIndex={0}>
      <svg className="chain__svg" height={nodes.length * STEP - 8} aria-hidden="true" focusable="false">
        {nodes.flatMap((node, at) =>
          node.from.flatMap((key) => {
            const above = place.get(key);
            const other = above === undefined ? undefined : nodes[above];
            if (above === undefined || other === undefined) return [];
            return [
              <path
                key={`${node.key} ${key}`}
                className="chain__line"
                d={`M${x(other)} ${y(above) + 6}V${y(at)}H${x(node) - 6}`}
              />,
            ];
          }),
        )}
        {nodes.map((node, at) => (
          <g key={node.key}>
            <circle className={node.isSeen ? 'chain__dot' : 'chain__ring'} cx={x(node)} cy={y(at)} r="6" />
            <text className="chain__name" x={x(node) + 14} y={y(at) + 4}>
              {node.name.length > 70 ? `${node.name.slice(0, 69)}…` : node.name}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className="cap">{say('sources.drawing')}</figcaption>
    </figure>
  );
}

function Lists({ lists, travel }: { lists: readonly ListView[]; travel: Travel }) {
  const say = useSay();
  return (
    <section className="sheet family" aria-label={say('sources.lists')}>
      <h2>{say('sources.lists')}</h2>
      <table className="ledger stack">
        <caption className="vh">{say('sources.lists')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('sources.list')}</th>
            <th scope="col" className="num">
              {say('sources.rows')}
            </th>
            <th scope="col">{say('sources.columns')}</th>
          </tr>
        </thead>
        <tbody>
          {lists.map((list) => (
            <tr key={list.listId}>
              <th scope="row" className="title">
                <a className="said" href={hrefOf('/records', travel, { list: list.listId })}>
                  <Name text={list.name} />
                </a>
                <span className="cap block">
                  <Name text={list.publisher} />
                </span>
              </th>
              <td className="num" data-label={say('sources.rows')}>
                {say.number(list.rows)}
              </td>
              <td data-label={say('sources.columns')}>
                {list.columns.map(({ column, field }, n) => (
                  <span key={n} className="block">
                    <Name text={column} />
                    {': '}
                    {field === null ? (
                      <span className="soft">{say('sources.plain')}</span>
                    ) : (
                      say.code('told', `attribute-${field}`)
                    )}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Parties({ answer: { parties } }: { answer: SourcesAnswer }) {
  const say = useSay();
  if (parties.length === 0) return null;
  return (
    <section className="sheet family" aria-label={say('sources.parties')}>
      <h2>
        <Shape id="k-source" /> {say('sources.parties')}
      </h2>
      <ul className="parties">
        {say
          .sorted(parties, ({ name }) => name)
          .map(({ partyId, name, documents }) => (
            <li key={partyId} id={`party-${partyId}`}>
              <Name text={name} /> <span className="cap">{say('sources.published', { n: documents })}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The list of documents: what came in, in whose language, how far it is read, and what grade its bytes have. */
import type { Answer, DocumentView } from '#workspace';
import type { Meant } from './about.tsx';
import { Holder, ReadsAs } from './holder.tsx';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { hrefOf } from './links.ts';
import { Intake } from './intake.tsx';
import { AsKnownLine, Handling, Name, Shape, When } from './part.tsx';
import { useSay } from './say.ts';

interface DocumentsProps {
  readonly setting: Setting;
  readonly answer: Answer<'documents'>;
  /** False in the past and for who only reads. */
  readonly mayAdd: boolean;
  /** Second readings may be seen by this reader. */
  readonly maySecond: boolean;
  /** The person that the reader came to record something about. */
  readonly about?: Meant | undefined;
}

export function DocumentsPage({ setting, answer, mayAdd, maySecond, about }: DocumentsProps) {
  const say = useSay();
  const { documents, asKnown, next } = answer;
  const shared = sharedFamilies(documents);
  return (
    <Frame setting={setting} room="inbox" asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>{say('inbox.title')}</h1>
          <p>{say('inbox.lead')}</p>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {about && (
        <p className="note note--quiet">
          <Shape id="k-person" />
          <span>
            {say.rich('about.choose', {
              name: () => <Name text={about.name} lang={about.lang} />,
              a: (chunks) => <a href={hrefOf('/documents', setting.travel)}>{chunks}</a>,
            })}
          </span>
        </p>
      )}
      {mayAdd && <Intake setting={setting} isOpen={documents.length === 0} />}
      {documents.length === 0 ? (
        <NoDocuments />
      ) : (
        <section className="sheet" aria-label={say('inbox.title')}>
          <table className="ledger stack">
            <caption className="vh">{say('inbox.list')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('inbox.document')}</th>
                <th scope="col">{say('inbox.state')}</th>
                <th scope="col">{say('inbox.who')}</th>
                <th scope="col" className="num">
                  {say('inbox.proposed')}
                </th>
                <th scope="col" className="num">
                  {say('inbox.decided')}
                </th>
                <th scope="col" className="num">
                  {say('inbox.unclaimed')}
                </th>
                <th scope="col">{say('inbox.bytes')}</th>
              </tr>
            </thead>
            <tbody>
              {documents.map((document) => (
                <Row
                  key={document.documentId}
                  document={document}
                  setting={setting}
                  mayTake={mayAdd}
                  isShared={shared.has(document.family)}
                  about={about}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {maySecond && documents.length > 0 && (
        <p className="after">
          <a href={hrefOf('/second-reader', setting.travel)}>{say('again.link')}</a>
        </p>
      )}
      {mayAdd && documents.length > 0 && (
        <ReadsAs
          csrf={setting.csrf}
          readsAs={setting.readsAs}
          back={hrefOf('/documents', setting.travel, setting.asked)}
        />
      )}
      {next !== null && (
        <p className="after">
          <a
            className="btn"
            href={hrefOf('/documents', setting.travel, { after: next, about: about?.recordId })}
          >
            {say('inbox.next')}
          </a>
        </p>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

interface RowProps extends Pick<DocumentsProps, 'about'> {
  readonly document: DocumentView;
  readonly setting: Setting;
  readonly mayTake: boolean;
  readonly isShared: boolean;
}

function Row({ document, setting, mayTake, isShared, about }: RowProps) {
  const say = useSay();
  const { language } = document;
  const { travel, csrf, readsAs, asked } = setting;
  return (
    <tr>
      <th scope="row" className="title">
        <a
          className="said title__link"
          dir="auto"
          lang={language ?? undefined}
          href={hrefOf(`/documents/${document.documentId}`, travel, { about: about?.recordId })}
        >
          <Name text={document.title} lang={language} />
        </a>
        <span className="cap block">
          <Name text={document.publisher} lang={language} />, <Published document={document} />,{' '}
          {say.code('language', language ?? 'none')}
          {isShared && <span className="block">{say('inbox.sameOrigin', { family: document.family })}</span>}
        </span>
      </th>
      <td data-label={say('inbox.state')}>{say(`state.${document.state}`)}</td>
      <td data-label={say('inbox.who')}>
        <Holder
          document={document}
          csrf={csrf}
          back={hrefOf('/documents', travel, asked)}
          readsAs={readsAs}
          mayTake={mayTake}
        />
      </td>
      <td data-label={say('inbox.proposed')} className="num">
        {document.proposed}
      </td>
      <td data-label={say('inbox.decided')} className="num">
        {document.decided}
      </td>
      <td data-label={say('inbox.unclaimed')} className="num">
        {document.unclaimed}
      </td>
      <td data-label={say('inbox.bytes')} className="grade">
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

/** When it was published, or at least when we got it: never one for the other. */
export function Published({ document }: { document: DocumentView }) {
  const say = useSay();
  if (document.published) {
    return <When when={document.published} />;
  }
  return <>{say('when.unpublished', { day: say.day(document.capturedAt) })}</>;
}

function NoDocuments() {
  const say = useSay();
  return (
    <section className="sheet empty">
      <p className="cap">{say('inbox.title')}</p>
      <h2>{say('inbox.empty')}</h2>
      <p>{say('inbox.emptyLead')}</p>
      <div className="ghost" aria-hidden="true">
        <span>
          <Shape id="u-passage" /> <span className="said">{say('inbox.ghostTitle')}</span>
        </span>
        <small>{say('inbox.ghostMeta')}</small>
      </div>
    </section>
  );
}

/** Families that more than one document of this answer belongs to. */
function sharedFamilies(documents: readonly DocumentView[]): ReadonlySet<number> {
  const seen = new Set<number>();
  const shared = new Set<number>();
  for (const { family } of documents) (seen.has(family) ? shared : seen).add(family);
  return shared;
}

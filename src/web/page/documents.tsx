/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The list of documents: what came in, in whose language, how far it is read, and what grade its bytes have. */
import type { Answer, DocumentView } from '#workspace';
import { Frame, PastNote, type Setting } from './frame.tsx';
import { documentHref, hrefOf, type Travel } from './links.ts';
import { AsKnownLine, Handling, Name, Shape, When } from './part.tsx';
import { dayWords, languageWords, STATE_WORDS } from './words.ts';

export function DocumentsPage({ setting, answer }: { setting: Setting; answer: Answer<'documents'> }) {
  const { documents, asKnown, next } = answer;
  const shared = sharedFamilies(documents);
  return (
    <Frame setting={setting} section="documents" asKnown={asKnown}>
      <header className="head">
        <div>
          <h1>Documents</h1>
          <p>What sources issued. Every claim points to words in one of these.</p>
        </div>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {documents.length === 0 ? (
        <NoDocuments />
      ) : (
        <section className="sheet" aria-label="List of documents">
          <table className="ledger stack">
            <caption className="vh">Documents with what is proposed and decided in each</caption>
            <thead>
              <tr>
                <th scope="col">Document</th>
                <th scope="col">State</th>
                <th scope="col" className="num">
                  Proposed
                </th>
                <th scope="col" className="num">
                  Decided
                </th>
                <th scope="col" className="num">
                  Unclaimed
                </th>
                <th scope="col">Bytes</th>
              </tr>
            </thead>
            <tbody>
              {documents.map((document) => (
                <Row
                  key={document.documentId}
                  document={document}
                  travel={setting.travel}
                  isShared={shared.has(document.family)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {next !== null && (
        <p className="after">
          <a className="btn" href={hrefOf('/documents', setting.travel, { after: next })}>
            Next documents
          </a>
        </p>
      )}
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

function Row({ document, travel, isShared }: { document: DocumentView; travel: Travel; isShared: boolean }) {
  const { language } = document;
  return (
    <tr>
      <th scope="row" className="title">
        <a
          className="said title__link"
          dir="auto"
          lang={language ?? undefined}
          href={documentHref(document.documentId, travel)}
        >
          <Name text={document.title} lang={language} />
        </a>
        <span className="cap block">
          <Name text={document.publisher} lang={language} />, <Published document={document} />,{' '}
          {languageWords(language)}
          {isShared && (
            <span className="block">same origin as other documents here (family {document.family})</span>
          )}
        </span>
      </th>
      <td data-label="State">{STATE_WORDS[document.state]}</td>
      <td data-label="Proposed" className="num">
        {document.proposed}
      </td>
      <td data-label="Decided" className="num">
        {document.decided}
      </td>
      <td data-label="Unclaimed" className="num">
        {document.unclaimed}
      </td>
      <td data-label="Bytes" className="grade">
        <div>
          <div className="row row--tight">
            {document.grade} <Handling handling={document.handling} />
          </div>
          <span className="cap block">{document.gradeWords}</span>
        </div>
      </td>
    </tr>
  );
}

/** When it was published, or at least when we got it: never one for the other. */
export function Published({ document }: { document: DocumentView }) {
  if (document.published) {
    return <When when={document.published} />;
  }
  return <>date of publication not stated, captured {dayWords(document.capturedAt)}</>;
}

function NoDocuments() {
  return (
    <section className="sheet empty">
      <p className="cap">Documents</p>
      <h2>No document has come in yet.</h2>
      <p>
        An article, a letter, a judgment, a list: whatever a source issued is kept here byte for byte before
        anyone reads it.
      </p>
      <div className="ghost" aria-hidden="true">
        <span>
          <Shape id="u-passage" /> <span className="said">A ministry’s answer to questions</span>
        </span>
        <small>a newspaper, 12 March 2024, English</small>
      </div>
      <p>
        Add one on the command line: <span className="code">habeas read FILE --save WORKSPACE</span>
      </p>
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

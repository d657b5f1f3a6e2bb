/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The form that asks for a second reader; it stands on the page of a document and on that of the samples. */

/** Asks for a second reader of one document, or of everything that is open to the team. */
export function AskSecondReader({
  csrf,
  documentId,
  words,
}: {
  readonly csrf: string;
  readonly documentId?: string;
  readonly words: string;
}) {
  return (
    <form method="post" action="/second-reader">
      <input type="hidden" name="_csrf" value={csrf} />
      {documentId !== undefined && <input type="hidden" name="documentId" value={documentId} />}
      <button className="btn" type="submit">
        {words}
      </button>
    </form>
  );
}

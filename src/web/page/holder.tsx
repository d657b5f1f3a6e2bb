/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** Who has a document, with the one step that follows from it; and under which name somebody reads in this session. */
import type { DocumentView } from '#workspace';
import { Name } from './part.tsx';
import { useSay } from './say.ts';

/** Where the focus is after a step. */
export const holderId = (documentId: string): string => `h-${documentId}`;

export interface HolderProps {
  readonly document: DocumentView;
  readonly csrf: string;
  /** The address that the form leads back to. */
  readonly back: string;
  /** How the person who reads is called, where they said so. */
  readonly readsAs: string | undefined;
  /** False in the past and for who only reads. */
  readonly mayTake: boolean;
}

function isYours({ heldBy }: DocumentView, readsAs: string | undefined): boolean {
  return heldBy !== null && heldBy.isMine && heldBy.name === (readsAs ?? null);
}

/** "you, since 3 March", "Reader two, since 3 March", "nobody". */
export function HeldWords({ document, readsAs }: Pick<HolderProps, 'document' | 'readsAs'>) {
  const say = useSay();
  const { heldBy } = document;
  if (heldBy === null) return <span className="soft">{say('hold.nobody')}</span>;
  const day = say.day(heldBy.at);
  if (isYours(document, readsAs)) return <span>{say('hold.you', { day })}</span>;
  const name = () =>
    heldBy.name === null ? (
      <span className="code">{heldBy.by.slice(0, 8)}</span>
    ) : (
      <Name text={heldBy.name} lang={null} />
    );
  return <span>{say.rich(heldBy.name === null ? 'hold.other' : 'hold.named', { day, name })}</span>;
}

export function Holder({ document, csrf, back, readsAs, mayTake }: HolderProps) {
  const say = useSay();
  const { documentId, heldBy, held, title, language } = document;
  const isMine = isYours(document, readsAs);
  const words = isMine ? 'hold.back' : heldBy === null ? 'hold.take' : 'hold.over';
  return (
    <div className="holder">
      <HeldWords document={document} readsAs={readsAs} />
      {mayTake && (
        <form method="post" action={`/documents/${documentId}/holding`}>
          <input type="hidden" name="_csrf" value={csrf} />
          <input type="hidden" name="state" value={isMine ? 'given-back' : 'taken'} />
          <input type="hidden" name="version" value={held} />
          <input type="hidden" name="back" value={back} />
          <button className="btn btn--plain" type="submit" id={holderId(documentId)}>
            {say(words)}
            <span className="vh">
              : <Name text={title} lang={language} />
            </span>
          </button>
        </form>
      )}
    </div>
  );
}

/** Under which name somebody reads, until the workspace is locked. */
export function ReadsAs({
  csrf,
  back,
  readsAs,
  isOpen = false,
}: Pick<HolderProps, 'csrf' | 'back' | 'readsAs'> & { readonly isOpen?: boolean }) {
  const say = useSay();
  return (
    <details className="reads-as" open={isOpen}>
      <summary>
        {readsAs === undefined
          ? say('reader.none')
          : say.rich('reader.as', { name: () => <Name text={readsAs} lang={null} /> })}
      </summary>
      <form method="post" action="/reader">
        <p className="cap">{say('reader.lead')}</p>
        <label className="label" htmlFor="reader-name">
          {say('reader.name')}
        </label>
        <input type="hidden" name="_csrf" value={csrf} />
        <input type="hidden" name="back" value={back} />
        <div className="row row--tight">
          <input
            className="input"
            id="reader-name"
            name="name"
            maxLength={80}
            dir="auto"
            autoComplete="off"
            defaultValue={readsAs}
          />
          <button className="btn" type="submit">
            {say('reader.keep')}
          </button>
        </div>
      </form>
    </details>
  );
}

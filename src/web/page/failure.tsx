/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** A page for what went wrong: what happened, what is safe, what to do. It repeats nothing of the request. */
import { Sheet } from './frame.tsx';
import { Shape } from './part.tsx';

export interface FailureProps {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly http: number;
  /** Token for the lock button; absent where there is no session. */
  readonly csrf?: string | undefined;
}

export function FailurePage({ code, message, hint, http, csrf }: FailureProps) {
  return (
    <Sheet>
      <main className="gate" id="content">
        <p className="brand brand--alone">Habeas</p>
        <h1>{http === 404 ? 'There is nothing here' : 'This did not work'}</h1>
        <p className="note note--caution" role="alert">
          <Shape id="u-stop" />
          <span>
            {message} {hint}
          </span>
        </p>
        <div className="row">
          <a className="btn" href="/documents">
            Go to the documents
          </a>
          {csrf !== undefined && (
            <form method="post" action="/lock">
              <input type="hidden" name="_csrf" value={csrf} />
              <button className="btn" type="submit">
                <Shape id="u-lock" /> Lock
              </button>
            </form>
          )}
        </div>
        <p className="cap">
          What was recorded before is safe. Code: <span className="code">{code}</span>
        </p>
      </main>
    </Sheet>
  );
}

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
}

export function FailurePage({ code, message, hint, http }: FailureProps) {
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
        <p className="row">
          <a className="btn" href="/documents">
            Go to the documents
          </a>
        </p>
        <p className="cap">
          What was recorded before is safe. Code: <span className="code">{code}</span>
        </p>
      </main>
    </Sheet>
  );
}

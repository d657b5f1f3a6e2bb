/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** A page for what went wrong: what happened, what is safe, what to do. It repeats nothing of the request. */
import { Sheet } from './frame.tsx';
import { Sentence, Shape } from './part.tsx';
import { useSay } from './say.ts';

export interface FailureProps {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly http: number;
  /** Token for the lock button; absent where there is no session. */
  readonly csrf?: string | undefined;
}

export function FailurePage({ code, message, hint, http, csrf }: FailureProps) {
  const say = useSay();
  return (
    <Sheet>
      <main className="gate" id="content">
        <p className="brand brand--alone">Habeas</p>
        <h1>{say(http === 404 ? 'failure.nothing' : 'failure.title')}</h1>
        <p className="note note--caution" role="alert">
          <Shape id="u-stop" />
          <span>
            <Sentence text={`${message} ${hint}`} />
          </span>
        </p>
        <div className="row">
          <a className="btn" href="/documents">
            {say('failure.toInbox')}
          </a>
          {csrf !== undefined && (
            <form method="post" action="/lock">
              <input type="hidden" name="_csrf" value={csrf} />
              <button className="btn" type="submit">
                <Shape id="u-lock" /> {say('frame.lock')}
              </button>
            </form>
          )}
        </div>
        <p className="cap">
          {say.rich('failure.safe', { code: () => <span className="code">{code}</span> })}
        </p>
      </main>
    </Sheet>
  );
}

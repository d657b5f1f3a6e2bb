/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The page before everything else: one field. It says the same whatever was wrong with what was typed. */
import { Sheet } from './frame.tsx';
import { Shape } from './part.tsx';

export interface UnlockProps {
  /** Words of the gate: which workspace this is, as far as anyone may know. */
  readonly title: string;
  readonly csrf: string;
  readonly sampleHint?: string | undefined;
  /** What to say after a try or a lock. */
  readonly said?: 'wrong' | 'locked' | undefined;
}

export function UnlockPage({ title, csrf, sampleHint, said }: UnlockProps) {
  return (
    <Sheet>
      <main className="gate" id="content">
        <p className="brand brand--alone">Habeas</p>
        <h1>{title}</h1>
        {said === 'wrong' && (
          <p className="note note--caution" role="alert" id="wrong">
            <Shape id="u-stop" />
            <span>
              <b>The workspace did not open.</b> The passphrase is wrong, or its key file is damaged. Nothing
              was changed.
            </span>
          </p>
        )}
        {said === 'locked' && (
          <p className="note" role="status">
            <Shape id="u-lock" />
            <span>Locked. The key is forgotten until you type the passphrase again.</span>
          </p>
        )}
        <form className="gate__form" method="post" action="/unlock">
          <input type="hidden" name="_csrf" value={csrf} />
          <div className="field">
            <label htmlFor="passphrase">Passphrase</label>
            <input
              className={said === 'wrong' ? 'input input--error' : 'input'}
              id="passphrase"
              name="passphrase"
              type="password"
              autoComplete="current-password"
              autoFocus
              required
              aria-describedby={said === 'wrong' ? 'wrong' : undefined}
            />
          </div>
          <button className="btn btn--main" type="submit">
            Unlock
          </button>
        </form>
        {sampleHint !== undefined && (
          <p className="note">
            <span className="sample">SAMPLE</span>
            <span>
              Everything in this workspace is invented. Its passphrase is <b className="code">{sampleHint}</b>
            </span>
          </p>
        )}
        <p className="cap">
          The passphrase goes to the program on this machine and nowhere else. The workspace locks by itself
          after 30 minutes without use.
        </p>
      </main>
    </Sheet>
  );
}

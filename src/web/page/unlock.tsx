/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The page before everything else: one field. It says the same whatever was wrong with what was typed. */
import { Sheet } from './frame.tsx';
import { Shape } from './part.tsx';
import { useSay } from './say.ts';

export interface UnlockProps {
  /** Words of the gate: which workspace this is, as far as anyone may know. */
  readonly title: string;
  readonly csrf: string;
  readonly sampleHint?: string | undefined;
  /** What to say after a try or a lock. */
  readonly said?: 'wrong' | 'locked' | undefined;
}

export function UnlockPage({ title, csrf, sampleHint, said }: UnlockProps) {
  const say = useSay();
  return (
    <Sheet>
      <main className="gate" id="content">
        <p className="brand brand--alone" lang="en" dir="ltr">
          Habeas
        </p>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        {said === 'wrong' && (
          <p className="note note--caution" role="alert" id="wrong">
            <Shape id="u-stop" />
            <span>{say.rich('gate.wrong', { b: (chunks) => <b>{chunks}</b> })}</span>
          </p>
        )}
        {said === 'locked' && (
          <p className="note" role="status">
            <Shape id="u-lock" />
            <span>{say('gate.locked')}</span>
          </p>
        )}
        {sampleHint !== undefined && <OpenSample csrf={csrf} passphrase={sampleHint} />}
        <form className="gate__form" method="post" action="/unlock">
          <input type="hidden" name="_csrf" value={csrf} />
          <div className="field">
            <label htmlFor="passphrase">{say('gate.passphrase')}</label>
            <input
              className={said === 'wrong' ? 'input input--error' : 'input'}
              id="passphrase"
              name="passphrase"
              type="password"
              autoComplete="current-password"
              autoFocus={sampleHint === undefined}
              required
              aria-describedby={said === 'wrong' ? 'wrong' : undefined}
            />
          </div>
          <button className={sampleHint === undefined ? 'btn btn--main' : 'btn'} type="submit">
            {say('gate.unlock')}
          </button>
        </form>
        <p className="cap">{say('gate.stays')}</p>
      </main>
    </Sheet>
  );
}

/** One press opens the sample: nothing in it needs keeping from anyone. */
function OpenSample({ csrf, passphrase }: { csrf: string; passphrase: string }) {
  const say = useSay();
  return (
    <form className="gate__form" method="post" action="/unlock">
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="passphrase" value={passphrase} />
      <p className="note">
        <span className="sample">{say('frame.sample')}</span>
        <span>{say.rich('gate.sampleHint', { passphrase: <b className="code">{passphrase}</b> })}</span>
      </p>
      <button className="btn btn--main" type="submit" autoFocus>
        {say('gate.openSample')}
      </button>
      <p className="cap">{say('gate.ownPassphrase')}</p>
    </form>
  );
}

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** The table of actions and keys, by panel. Where a script runs, `change` makes it a form. */
import { ACTIONS, capOf, isBare, keyOf, PANELS, type Action, type KeySettings } from './actions.ts';
import { useSay } from './say.ts';

export interface KeyChanges {
  /** The action whose new key is awaited, and what to say about it. */
  readonly waiting: string | null;
  readonly said: string;
  start(action: Action): void;
  switchOff(off: boolean): void;
  reset(): void;
}

export function KeysTable({ keys, change }: { keys: KeySettings; change?: KeyChanges }) {
  const say = useSay();
  return (
    <div className="keys">
      {change ? (
        <>
          <label className="row">
            <input
              type="checkbox"
              className="check"
              checked={keys.off}
              onChange={(event) => change.switchOff(event.currentTarget.checked)}
            />
            <span>
              {say('keys.off')} <span className="cap block">{say('keys.offHint')}</span>
            </span>
          </label>
          <p className="soft" role="status">
            {change.said}
          </p>
        </>
      ) : (
        <p className="note">
          <span>{say('keys.noScript')}</span>
        </p>
      )}
      {PANELS.map((panel) => (
        <section key={panel} className="sheet" aria-labelledby={`keys-${panel}`}>
          <h2 className="inset" id={`keys-${panel}`}>
            {say(`keys.${panel}`)}
          </h2>
          <table className="ledger">
            <thead>
              <tr>
                <th scope="col">{say('keys.action')}</th>
                <th scope="col">{say('keys.key')}</th>
                {change && <th scope="col">{say('keys.change')}</th>}
              </tr>
            </thead>
            <tbody>
              {ACTIONS.filter((action) => action.panel === panel).map((action) => (
                <tr key={action.id}>
                  <th scope="row">{say(`action.${action.id}` as 'action.lock')}</th>
                  <td>
                    <kbd
                      className={keys.off && isBare(keyOf(action, keys)) ? 'keycap keycap--off' : 'keycap'}
                    >
                      {capOf(keyOf(action, keys))}
                    </kbd>
                  </td>
                  {change && (
                    <td>
                      <button
                        className="btn"
                        type="button"
                        aria-label={say('keys.changeFor', {
                          action: say(`action.${action.id}` as 'action.lock'),
                        })}
                        aria-pressed={change.waiting === action.id}
                        onClick={() => change.start(action)}
                      >
                        {say('keys.change')}
                      </button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      {change && (
        <button className="btn" type="button" onClick={() => change.reset()}>
          {say('keys.reset')}
        </button>
      )}
    </div>
  );
}

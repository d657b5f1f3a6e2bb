/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** Lists that came in: how many rows, when, and one key to take a whole import back. Both steps stay in the ledger. */
import type { Answer } from '#workspace';
import { Frame, Keycap, PastNote, type Setting } from './frame.tsx';
import { documentHref, hrefOf } from './links.ts';
import { AsKnownLine, Name, Shape } from './part.tsx';
import { useSay } from './say.ts';

interface ImportsProps {
  readonly setting: Setting;
  readonly answer: Answer<'imports'>;
  /** True right after an import. */
  readonly done: boolean;
  readonly mayUndo: boolean;
}

export function ImportsPage({ setting, answer: { imports, asKnown }, done, mayUndo }: ImportsProps) {
  const say = useSay();
  const newest = [...imports].reverse();
  return (
    <Frame setting={setting} room="inbox" asKnown={asKnown}>
      <header className="head">
        <h1>{say('imports.title')}</h1>
        <p>
          {say('imports.lead')} <a href={hrefOf('/documents', setting.travel)}>{say('failure.toInbox')}</a>
        </p>
      </header>
      <PastNote asKnown={asKnown} path={setting.path} />
      {done && (
        <p className="note note--act" role="status">
          <Shape id="d-claimed" />
          <span>{say('imports.done', { n: newest[0]?.rows ?? 0 })}</span>
        </p>
      )}
      {imports.length === 0 && <p className="soft">{say('imports.empty')}</p>}
      <ul className="sheet plainlist" data-panel="import" tabIndex={-1}>
        {newest.map(({ batchId, documentId, name, rows, importedAt, state, version }, n) => (
          <li key={batchId} className="row row--between">
            <span>
              <a href={documentHref(documentId, setting.travel)}>
                <Name text={name} />
              </a>
              <span className="cap block">
                {say(state === 'undone' ? 'imports.undone' : 'imports.inForce', {
                  n: rows,
                  day: say.day(importedAt),
                })}
              </span>
            </span>
            {mayUndo && (
              <form method="post" action={`/imports/${batchId}`}>
                <input type="hidden" name="_csrf" value={setting.csrf} />
                <input type="hidden" name="version" value={version} />
                <input type="hidden" name="turn" value={state === 'undone' ? 'redo' : 'undo'} />
                <button
                  className="btn"
                  type="submit"
                  autoFocus={done && n === 0}
                  data-action={state === 'undone' ? undefined : 'undo-import'}
                >
                  <Shape id="d-undo" /> {say(state === 'undone' ? 'imports.redo' : 'imports.undo')}
                  {state !== 'undone' && n === 0 && <Keycap action="undo-import" keys={setting.keys} />}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <AsKnownLine asKnown={asKnown} />
    </Frame>
  );
}

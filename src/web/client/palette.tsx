/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * What lies over a page: the palette, with every action of the page and its key, and the list of keys of the panel
 * that has the focus. Both are native dialogs: the focus stays inside, Escape closes, and it returns to where it was.
 */
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { capOf, keyOf, type Action } from '../page/actions.ts';
import { Shape } from '../page/part.tsx';
import { useSay, type Say } from '../page/say.ts';
import { actionsHere, actionsOfPage, handle, keysNow, run } from './keys.ts';

export function Overlays() {
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const [actions, setActions] = useState<readonly Action[]>([]);
  useEffect(() => {
    const show = (which: 'palette' | 'keys', all: readonly Action[]): void => {
      setActions(all);
      setOpen(which);
    };
    const stops = [
      handle('palette', () =>
        show(
          'palette',
          actionsOfPage().filter(({ id }) => id !== 'palette'),
        ),
      ),
      handle('keys', () => show('keys', actionsHere())),
    ];
    const press = (event: MouseEvent): void => {
      const opener = (event.target as Element).closest('[data-action="palette"], [data-action="keys"]');
      if (opener instanceof HTMLElement) run(opener.dataset['action'] ?? '');
    };
    document.addEventListener('click', press);
    return () => {
      for (const stop of stops) stop();
      document.removeEventListener('click', press);
    };
  }, []);
  if (open === 'palette') return <Palette actions={actions} close={() => setOpen(null)} />;
  if (open === 'keys') return <KeyList actions={actions} close={() => setOpen(null)} />;
  return null;
}

interface OverlayProps {
  readonly actions: readonly Action[];
  close(): void;
}

const wordsOf = (action: Action, say: Say): string => say(`action.${action.id}` as 'action.lock');

/** Opens a dialog over everything and gives the focus back afterwards. */
function useDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
    };
  }, []);
  return dialog;
}

function Palette({ actions, close }: OverlayProps) {
  const say = useSay();
  const dialog = useDialog();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const wanted = typed.trim().toLocaleLowerCase(say.language);
  const shown = actions.filter((action) =>
    wordsOf(action, say).toLocaleLowerCase(say.language).includes(wanted),
  );
  const chosen = shown[Math.min(at, shown.length - 1)];
  const go = (action: Action | undefined): void => {
    if (!action) return;
    dialog.current?.close();
    run(action.id);
  };
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, shown.length - 1) + step + shown.length) % shown.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(chosen);
    }
  };
  useEffect(() => {
    document.getElementById(`do-${chosen?.id ?? ''}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <dialog className="palette" ref={dialog} onClose={close} aria-label={say('palette.label')}>
      <div className="palette__in">
        <Shape id="u-search" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={chosen ? `do-${chosen.id}` : undefined}
          aria-label={say('palette.label')}
          placeholder={say('palette.placeholder')}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={move}
        />
        <kbd className="keycap">Esc</kbd>
      </div>
      <p className="palette__head">{say('palette.do')}</p>
      <ul role="listbox" id="palette-list" aria-label={say('palette.do')}>
        {shown.map((action) => (
          <li
            key={action.id}
            id={`do-${action.id}`}
            role="option"
            aria-selected={action === chosen}
            onClick={() => go(action)}
          >
            <span>{wordsOf(action, say)}</span>
            <kbd className="keycap">{capOf(keyOf(action, keysNow()))}</kbd>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="palette__none">{say('palette.none')}</p>}
      <p className="vh" role="status">
        {say('palette.found', { n: shown.length })}
      </p>
      <p className="palette__foot">
        <span className="row row--tight">
          <kbd className="keycap">↑</kbd> <kbd className="keycap">↓</kbd> {say('palette.choose')}
        </span>
        <span className="row row--tight">
          <kbd className="keycap">Enter</kbd> {say('palette.go')}
        </span>
        <span>{say('palette.note')}</span>
      </p>
    </dialog>
  );
}

function KeyList({ actions, close }: OverlayProps) {
  const say = useSay();
  const dialog = useDialog();
  return (
    <dialog className="palette" ref={dialog} onClose={close} aria-labelledby="key-list">
      <h2 className="palette__title" id="key-list">
        {say('keys.here')}
      </h2>
      <dl className="palette__keys">
        {actions.map((action) => (
          <div key={action.id}>
            <dt>{wordsOf(action, say)}</dt>
            <dd>
              <kbd className="keycap">{capOf(keyOf(action, keysNow()))}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <form className="palette__foot" method="dialog">
        <button className="btn" type="submit">
          {say('keys.close')}
        </button>
      </form>
    </dialog>
  );
}

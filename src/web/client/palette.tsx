/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * What lies over a page: the palette, with people by name in any script and every action of the page with its key, and
 * the list of keys of the panel that has the focus. Both are native dialogs: the focus stays inside, Escape closes, and it returns to where it was.
 */
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { capOf, keyOf, type Action } from '../page/actions.ts';
import { Shape } from '../page/part.tsx';
import {
  actionWords,
  PaletteFoot,
  PaletteList,
  type Choice,
  type FoundPerson,
} from '../page/palette-list.tsx';
import { useSay } from '../page/say.ts';
import { findPeople } from './api.ts';
import { actionsHere, actionsOfPage, handle, keysNow, run } from './keys.ts';

interface Opened {
  readonly which: 'palette' | 'keys';
  readonly actions: readonly Action[];
  /** How many were opened before it, and itself. */
  readonly n: number;
}

export function Overlays() {
  const [open, setOpen] = useState<Opened | null>(null);
  const count = useRef(0);
  useEffect(() => {
    const show = (which: Opened['which'], actions: readonly Action[]): void => {
      count.current += 1;
      setOpen({ which, actions, n: count.current });
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
  if (open === null) return null;
  const { which, actions, n } = open;
  // A dialog tells of its end late: by then its key may have opened the next one, which stays.
  const close = (): void => setOpen((now) => (now?.n === n ? null : now));
  const Overlay = which === 'palette' ? Palette : KeyList;
  return <Overlay key={n} actions={actions} close={close} />;
}

interface OverlayProps {
  readonly actions: readonly Action[];
  close(): void;
}

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

/** Milliseconds without a key before people are looked for. */
const PAUSE = 120;

/** People whose names go by what was typed, in any script; the last words typed win. */
function usePeople(typed: string): readonly FoundPerson[] {
  const [people, setPeople] = useState<readonly FoundPerson[]>([]);
  useEffect(() => {
    const words = typed.trim();
    if (words.length < 2) {
      setPeople([]);
      return;
    }
    let isOver = false;
    const timer = setTimeout(() => {
      void findPeople(words).then((found) => {
        if (!isOver) setPeople(found);
      });
    }, PAUSE);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [typed]);
  return people;
}

function Palette({ actions, close }: OverlayProps) {
  const say = useSay();
  const dialog = useDialog();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const wanted = typed.trim().toLocaleLowerCase(say.language);
  const found: readonly Choice[] = usePeople(typed).map((person) => ({
    id: `person-${person.personId}`,
    person,
  }));
  const doable: readonly Choice[] = actions
    .filter((action) => actionWords(action, say).toLocaleLowerCase(say.language).includes(wanted))
    .map((action) => ({ id: `do-${action.id}`, action }));
  const shown = [...found, ...doable];
  const chosen = shown[Math.min(at, shown.length - 1)];
  const go = (choice: Choice | undefined): void => {
    if (!choice) return;
    dialog.current?.close();
    if ('action' in choice) run(choice.action.id);
    else location.assign(`/people/${choice.person.personId}`);
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
    document.getElementById(chosen?.id ?? '')?.scrollIntoView({ block: 'nearest' });
  }, [chosen?.id]);
  return (
    <dialog className="palette" ref={dialog} onClose={close} aria-label={say('palette.label')}>
      <div className="palette__in">
        <Shape id="u-search" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={chosen?.id}
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
      <PaletteList
        id="palette-list"
        people={found}
        actions={doable}
        chosen={chosen?.id}
        keys={keysNow()}
        go={go}
      />
      <p className="vh" role="status">
        {say('palette.found', { n: shown.length })}
      </p>
      <PaletteFoot />
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
            <dt>{actionWords(action, say)}</dt>
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

/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * What lies over a page: the palette, with people by name in any script and every action of the page with its key, and
 * the list of keys of the panel that has the focus. Both are native dialogs: the focus stays inside, Escape closes, and it returns to where it was.
 */
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { capOf, keyOf, type Action } from '../page/actions.ts';
import { Shape } from '../page/part.tsx';
import { Names } from '../page/people.tsx';
import { useSay, type Say } from '../page/say.ts';
import { findPeople, type Schemas } from './api.ts';
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

/** One thing the palette can do: an action of the page, or going to a person. */
type Choice =
  | { readonly id: string; readonly action: Action }
  | { readonly id: string; readonly person: Schemas['FoundPerson'] };

/** Milliseconds without a key before people are looked for. */
const PAUSE = 120;

/** People whose names go by what was typed, in any script; the last words typed win. */
function usePeople(typed: string): readonly Schemas['FoundPerson'][] {
  const [people, setPeople] = useState<readonly Schemas['FoundPerson'][]>([]);
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
    .filter((action) => wordsOf(action, say).toLocaleLowerCase(say.language).includes(wanted))
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
  const group = (title: string, choices: readonly Choice[]) =>
    choices.length > 0 && (
      <div role="group" aria-label={title}>
        <p className="palette__head" aria-hidden="true">
          {title}
        </p>
        {choices.map((choice) => (
          <div
            key={choice.id}
            id={choice.id}
            role="option"
            aria-selected={choice.id === chosen?.id}
            onClick={() => go(choice)}
          >
            {'action' in choice ? (
              <>
                <span>{wordsOf(choice.action, say)}</span>
                <kbd className="keycap">{capOf(keyOf(choice.action, keysNow()))}</kbd>
              </>
            ) : (
              <Person person={choice.person} />
            )}
          </div>
        ))}
      </div>
    );
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
      <div role="listbox" id="palette-list" aria-label={say('palette.label')}>
        {group(say('palette.people'), found)}
        {group(say('palette.do'), doable)}
      </div>
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

function Person({ person }: { person: Schemas['FoundPerson'] }) {
  const say = useSay();
  return (
    <span className="palette__person">
      <Shape id="k-person" />
      <span>
        <span className="names__line">
          <Names names={person.names} />
        </span>
        <span className="cap">{say('palette.records', { n: person.records })}</span>
      </span>
    </span>
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

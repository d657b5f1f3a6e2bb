/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** What the palette shows under its field: people by name, actions with their keys, or that nothing has that name. */
import type { NameView } from '#workspace';
import { capOf, keyOf, type Action, type KeySettings } from './actions.ts';
import { Shape } from './part.tsx';
import { Names } from './names.tsx';
import { useSay, type Say } from './say.ts';

export interface FoundPerson {
  readonly personId: string;
  readonly names: readonly NameView[];
  readonly records: number;
}

/** One thing the palette can do: an action of the page, or going to a person. */
export type Choice =
  { readonly id: string; readonly action: Action } | { readonly id: string; readonly person: FoundPerson };

export const actionWords = (action: Action, say: Say): string => say(`action.${action.id}` as 'action.lock');

interface Props {
  /** Id of the list, which the field names as what it controls. */
  readonly id: string;
  readonly people: readonly Choice[];
  readonly actions: readonly Choice[];
  readonly chosen: string | undefined;
  readonly keys: KeySettings;
  go?(choice: Choice): void;
}

export function PaletteList({ id, people, actions, chosen, keys, go }: Props) {
  const say = useSay();
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
            aria-selected={choice.id === chosen}
            onClick={go && (() => go(choice))}
          >
            {'action' in choice ? (
              <>
                <span>{actionWords(choice.action, say)}</span>
                <kbd className="keycap">{capOf(keyOf(choice.action, keys))}</kbd>
              </>
            ) : (
              <Person person={choice.person} />
            )}
          </div>
        ))}
      </div>
    );
  if (people.length + actions.length === 0)
    return (
      <p className="palette__none" id={id}>
        {say('palette.none')}
      </p>
    );
  return (
    <div role="listbox" id={id} aria-label={say('palette.label')}>
      {group(say('palette.people'), people)}
      {group(say('palette.do'), actions)}
    </div>
  );
}

function Person({ person }: { person: FoundPerson }) {
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

export function PaletteFoot() {
  const say = useSay();
  return (
    <p className="palette__foot">
      <span className="row row--tight">
        <kbd className="keycap">↑</kbd> <kbd className="keycap">↓</kbd> {say('palette.choose')}
      </span>
      <span className="row row--tight">
        <kbd className="keycap">Enter</kbd> {say('palette.go')}
      </span>
      <span>{say('palette.note')}</span>
    </p>
  );
}

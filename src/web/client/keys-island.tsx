/** @jsxRuntime automatic */
/** @jsxImportSource react */
/** Changing keys: press the button, then the new key. A key that another action of the same panel has is refused. */
import { useEffect, useState } from 'react';
import { ACTIONS, AS_DELIVERED, keyOf, type Action, type KeySettings } from '../page/actions.ts';
import { KeysTable } from '../page/keys-table.tsx';
import { useSay } from '../page/say.ts';
import { keepKeys, pressed } from './keys.ts';

const MODIFIERS = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'];

export function KeysIsland({ keys: given }: { keys: KeySettings }) {
  const say = useSay();
  const [keys, setKeys] = useState(given);
  const [waiting, setWaiting] = useState<Action | null>(null);
  const [said, setSaid] = useState('');
  // The first drawing is the server's: a table without buttons.
  const [isOn, setOn] = useState(false);
  useEffect(() => setOn(true), []);
  const keep = (next: KeySettings, words: string): void => {
    keepKeys(next);
    setKeys(next);
    setSaid(words);
  };
  useEffect(() => {
    if (!waiting) return undefined;
    const take = (event: KeyboardEvent): void => {
      if (MODIFIERS.includes(event.key) || event.key === 'Tab') return;
      event.preventDefault();
      event.stopPropagation();
      setWaiting(null);
      if (event.key === 'Escape') return setSaid('');
      const key = pressed(event);
      const other = holderOf(key, waiting, keys);
      if (other) return setSaid(say('keys.taken', { action: say(`action.${other.id}` as 'action.lock') }));
      keep({ ...keys, changed: { ...keys.changed, [waiting.id]: key } }, say('keys.changed'));
    };
    document.addEventListener('keydown', take, true);
    return () => document.removeEventListener('keydown', take, true);
  });
  if (!isOn) return <KeysTable keys={keys} />;
  return (
    <KeysTable
      keys={keys}
      change={{
        waiting: waiting?.id ?? null,
        said,
        start: (action) => {
          setWaiting(action);
          setSaid(say('keys.press'));
        },
        switchOff: (off) => keep({ ...keys, off }, say('keys.changed')),
        reset: () => keep(AS_DELIVERED, say('keys.changed')),
      }}
    />
  );
}

/** Who has this key already, where both could be meant. */
function holderOf(key: string, action: Action, keys: KeySettings): Action | undefined {
  return ACTIONS.find(
    (other) =>
      other.id !== action.id &&
      keyOf(other, keys) === key &&
      (other.panel === action.panel || other.panel === 'everywhere' || action.panel === 'everywhere'),
  );
}

/**
 * Every action that has a key. An element of a page that does it carries `data-action`; the key presses that element
 * where it stands in the panel that has the focus. Keys are physical places (event.code), so that they are the same
 * in every layout, and a person may change them or switch them off (WCAG 2.1.4).
 */
import { plain } from './say.ts';

/** Panels that letters belong to. `everywhere` needs no focus and is never a bare letter. */
export const PANELS = ['everywhere', 'reading', 'import', 'people', 'pair', 'count'] as const;
export type Panel = (typeof PANELS)[number];

export interface Action {
  /** Message `action.<id>`, and the value of `data-action`. */
  readonly id: string;
  readonly panel: Panel;
  /** "KeyT", "Shift+Digit1", "Mod+KeyK"; Mod is Ctrl, or Cmd on a Mac. */
  readonly key: string;
  /** A second key that does the same. */
  readonly also?: string;
}

export const ACTIONS: readonly Action[] = [
  { id: 'palette', panel: 'everywhere', key: 'Mod+KeyK' },
  { id: 'keys', panel: 'everywhere', key: 'Shift+Slash' },
  { id: 'lock', panel: 'everywhere', key: 'Mod+Shift+KeyL' },
  { id: 'as-known', panel: 'everywhere', key: 'Shift+KeyW' },
  { id: 'settings', panel: 'everywhere', key: 'Shift+Comma' },
  { id: 'add', panel: 'everywhere', key: 'Shift+KeyA' },
  { id: 'record', panel: 'everywhere', key: 'Shift+KeyR' },
  { id: 'ask', panel: 'everywhere', key: 'Shift+KeyQ' },
  { id: 'go-inbox', panel: 'everywhere', key: 'Shift+Digit1' },
  { id: 'go-people', panel: 'everywhere', key: 'Shift+Digit2' },
  { id: 'go-linkage', panel: 'everywhere', key: 'Shift+Digit3' },
  { id: 'go-count', panel: 'everywhere', key: 'Shift+Digit4' },
  { id: 'go-sources', panel: 'everywhere', key: 'Shift+Digit5' },
  { id: 'go-search', panel: 'everywhere', key: 'Shift+Digit6' },
  { id: 'go-history', panel: 'everywhere', key: 'Shift+Digit7' },
  { id: 'print', panel: 'everywhere', key: 'Shift+KeyP' },
  { id: 'next', panel: 'reading', key: 'KeyJ' },
  { id: 'previous', panel: 'reading', key: 'KeyK' },
  { id: 'accept', panel: 'reading', key: 'KeyT' },
  { id: 'refuse', panel: 'reading', key: 'KeyX' },
  { id: 'reason-1', panel: 'reading', key: 'Digit1' },
  { id: 'reason-2', panel: 'reading', key: 'Digit2' },
  { id: 'reason-3', panel: 'reading', key: 'Digit3' },
  { id: 'reason-4', panel: 'reading', key: 'Digit4' },
  { id: 'reason-5', panel: 'reading', key: 'Digit5' },
  { id: 'group', panel: 'reading', key: 'KeyA' },
  { id: 'edit', panel: 'reading', key: 'KeyE' },
  { id: 'park', panel: 'reading', key: 'KeyU' },
  { id: 'missed', panel: 'reading', key: 'KeyM' },
  { id: 'undo', panel: 'reading', key: 'KeyZ' },
  { id: 'unclaimed', panel: 'reading', key: 'KeyG' },
  { id: 'dismiss', panel: 'reading', key: 'KeyD' },
  { id: 'undo-import', panel: 'import', key: 'KeyZ' },
  { id: 'find-row', panel: 'people', key: 'KeyG' },
  { id: 'pair-same', panel: 'pair', key: 'KeyS' },
  { id: 'pair-different', panel: 'pair', key: 'KeyD' },
  { id: 'pair-unsure', panel: 'pair', key: 'KeyU' },
  { id: 'pair-latin', panel: 'pair', key: 'KeyL' },
  { id: 'pair-sources', panel: 'pair', key: 'KeyO' },
  { id: 'pair-history', panel: 'pair', key: 'KeyH' },
  { id: 'pair-blind', panel: 'pair', key: 'KeyB' },
  { id: 'pair-undo', panel: 'pair', key: 'KeyZ' },
  { id: 'cite', panel: 'count', key: 'KeyC' },
];

/** What a person changed: keys by action, and whether bare keys act at all. Kept in a cookie of this browser. */
export interface KeySettings {
  readonly off: boolean;
  readonly changed: Readonly<Record<string, string>>;
}

export const AS_DELIVERED: KeySettings = { off: false, changed: {} };

const KEY = /^(?:Mod\+)?(?:Shift\+)?[A-Z][A-Za-z0-9]{1,20}$/;

/** Reads the cookie; what is not a known action with a well-formed key is left out. */
export function keysFrom(cookie: string | undefined): KeySettings {
  const changed: Record<string, string> = {};
  let off = false;
  for (const part of (cookie ?? '').slice(0, 2_000).split('.')) {
    const [id = '', key = ''] = part.split('~');
    if (id === 'off') off = true;
    else if (ACTIONS.some((action) => action.id === id) && KEY.test(key)) changed[id] = key;
  }
  return { off, changed };
}

export function keysCookie({ off, changed }: KeySettings): string {
  return [...(off ? ['off'] : []), ...Object.entries(changed).map(([id, key]) => `${id}~${key}`)].join('.');
}

export function keyOf(action: Action, settings: KeySettings): string {
  return settings.changed[action.id] ?? action.key;
}

/** True for keys that write a character by themselves; these can be switched off. */
export function isBare(key: string): boolean {
  return !key.startsWith('Mod+');
}

/** A key as it is written on a keycap: "T", "Shift 1", "Ctrl K". */
export function capOf(key: string): string {
  return key
    .split('+')
    .map((part) => (part === 'Mod' ? 'Ctrl' : (CAPS[part] ?? part.replace(/^(Key|Digit)/, ''))))
    .map(plain)
    .join(' ');
}

const CAPS: Readonly<Record<string, string>> = {
  Slash: '?',
  Comma: ',',
  Period: '.',
  Semicolon: ';',
  Quote: '’',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Minus: '−',
  Equal: '=',
  Backquote: '`',
};

/**
 * From a key to an action. A key is the Latin letter it writes, else its place on the keyboard, so that it is the
 * same on an Armenian, Russian, Azerbaijani or Arabic layout. Bare keys act only in the panel that has the focus,
 * never in a field, and not at all where a person switched them off.
 */
import {
  ACTIONS,
  AS_DELIVERED,
  isBare,
  keyOf,
  keysCookie,
  type Action,
  type KeySettings,
} from '../page/actions.ts';

type Handler = () => void;

let settings: KeySettings = AS_DELIVERED;
const handlers = new Map<string, Handler>();

export function keysNow(): KeySettings {
  return settings;
}

export function setKeys(next: KeySettings): void {
  settings = next;
}

/** Remembers the keys in this browser for a year. */
export function keepKeys(next: KeySettings): void {
  settings = next;
  document.cookie = `habeas-keys=${keysCookie(next)}; Path=/; Max-Age=31536000; SameSite=Strict; Secure`;
}

/** Says what an action does on this page; the answer takes it back. */
export function handle(id: string, handler: Handler): () => void {
  handlers.set(id, handler);
  return () => {
    if (handlers.get(id) === handler) handlers.delete(id);
  };
}

/** The name of a key press in the form of `Action.key`. */
export function pressed(event: KeyboardEvent): string {
  const letter = /^[a-z]$/i.test(event.key) ? `Key${event.key.toUpperCase()}` : event.code;
  const place = event.key === '?' ? 'Slash' : letter;
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  const shift = event.shiftKey || event.key === '?' ? 'Shift+' : '';
  return `${mod}${shift}${place}`;
}

/** The element that does an action on this page: in the panel that has the focus, else anywhere. */
function elementOf(id: string): HTMLElement | null {
  const panel = document.activeElement?.closest('[data-panel]');
  const selector = `[data-action="${id}"]`;
  const found = panel?.querySelector<HTMLElement>(selector) ?? document.querySelector<HTMLElement>(selector);
  return found && !found.hidden ? found : null;
}

/** True where this page can do it now. */
export function isThere(id: string): boolean {
  return handlers.has(id) || elementOf(id) !== null;
}

export function run(id: string): void {
  const handler = handlers.get(id);
  if (handler) return handler();
  const element = elementOf(id);
  if (!element) return;
  if (element.tagName === 'SUMMARY') return openDetails(element);
  element.click();
}

/** Opens a disclosure and goes to its first field, or closes it again. */
function openDetails(summary: HTMLElement): void {
  const details = summary.closest('details');
  if (!details) return;
  details.open = !details.open;
  const field = details.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea, a[href]');
  (details.open ? (field ?? summary) : summary).focus();
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), select, textarea');
}

/** Escape leaves a field for the panel it stands in, so that letters act again. */
function leaveField(target: EventTarget | null): void {
  const panel = target instanceof Element ? target.closest<HTMLElement>('[data-panel][tabindex]') : null;
  panel?.focus();
}

function isInPanel(action: Action, target: EventTarget | null): boolean {
  if (action.panel === 'everywhere') return true;
  return target instanceof Element && target.closest(`[data-panel="${action.panel}"]`) !== null;
}

/** Actions of the panel that has the focus, and those that work everywhere, as far as this page has them. */
export function actionsHere(): readonly Action[] {
  const focus = document.activeElement;
  return ACTIONS.filter((action) => isInPanel(action, focus) && isThere(action.id));
}

/** Actions of the page, wherever the focus is. */
export function actionsOfPage(): readonly Action[] {
  return ACTIONS.filter(({ id }) => isThere(id));
}

export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.repeat) return;
    const isOverlay = document.querySelector('dialog[open]') !== null;
    if (event.key === 'Escape' && !isOverlay && isField(event.target)) return leaveField(event.target);
    const key = pressed(event);
    const action = ACTIONS.find(
      (one) => keyOf(one, settings) === key && isInPanel(one, event.target) && isThere(one.id),
    );
    if (!action || (isOverlay && action.id !== 'lock')) return;
    if (isBare(key) && (settings.off || isField(event.target))) return;
    event.preventDefault();
    run(action.id);
  });
}

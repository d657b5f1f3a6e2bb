/**
 * The one script of the pages. It fetches the words of the page's language, takes over the islands, and adds keys,
 * the palette and the list of keys. Whatever it does, the page does without it, by links and forms.
 */
import { createElement } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { keysFrom } from '../page/actions.ts';
import { isLanguage, sayIn, SayProvider, type Catalogue, type Say } from '../page/say.ts';
import { offerCopies } from './copy.ts';
import { takeDrops } from './drop.ts';
import { ISLANDS } from './islands.tsx';
import { listenToKeys, setKeys } from './keys.ts';
import { Overlays } from './palette.tsx';

/** The value of one cookie that scripts may read. */
function cookie(name: string): string | undefined {
  return document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

async function wordsOfPage(): Promise<Say> {
  const { lang } = document.documentElement;
  const language = isLanguage(lang) ? lang : 'en';
  const answer = await fetch(`/messages/${language}`);
  return sayIn(language, (await answer.json()) as Catalogue);
}

async function start(): Promise<void> {
  setKeys(keysFrom(cookie('habeas-keys')));
  const say = await wordsOfPage();
  for (const root of document.querySelectorAll<HTMLElement>('[data-island]')) {
    const { island = '', props = '{}' } = root.dataset;
    const part = ISLANDS[island];
    if (!part) continue;
    const drawn = createElement(part, JSON.parse(props) as object);
    hydrateRoot(root, createElement(SayProvider, { value: say }, drawn));
  }
  const place = document.body.appendChild(document.createElement('div'));
  createRoot(place).render(createElement(SayProvider, { value: say }, createElement(Overlays)));
  listenToKeys();
  takeDrops();
  for (const button of document.querySelectorAll('[data-print]'))
    button.addEventListener('click', () => window.print());
  offerCopies(say);
  for (const opener of document.querySelectorAll<HTMLElement>('[data-action="palette"]'))
    opener.hidden = false;
  // A page whose keys are its work has the focus where they act, so that one key after another can be pressed.
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: true });
  document.documentElement.dataset['scripted'] = '';
}

void start();

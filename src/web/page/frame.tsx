/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The frame of every page: rail, name of the workspace, SAMPLE, the day it is read as known on, how far it may be
 * shown, and the lock. The tab is called "Workspace" and nothing else, whatever the page shows. Every page works
 * without a script; the one script adds keys, the palette and decisions in place (src/web/client).
 */
import type { ReactNode } from 'react';
import type { Answer, AsKnown, HandlingView } from '#workspace';
import { ACTIONS, capOf, keyOf, type KeySettings } from './actions.ts';
import { hrefOf, twinOf, type Travel } from './links.ts';
import { Handling, Head, Shape } from './part.tsx';
import { ROOM_WORDS, ROOMS, type RoomId } from './rooms.ts';
import { LANGUAGE_NAMES, LANGUAGES, useSay } from './say.ts';

/** What every page of an open workspace is given. */
export interface Setting {
  readonly overview: Answer<'overview'>;
  /** How the person who reads is called, where they said so. */
  readonly readsAs?: string | undefined;
  /** Token for the forms of this page. */
  readonly csrf: string;
  readonly travel: Travel;
  /** Path of the page, without arguments. */
  readonly path: string;
  /** What the address holds beside the day: filters and places, never a name. */
  readonly asked: Readonly<Record<string, string>>;
  /** Closed compartments this session reads beside the open one. */
  readonly compartments: number;
  readonly keys: KeySettings;
}

interface SheetProps {
  readonly csrf?: string | undefined;
  /** True where somebody is inside; the script has nothing to do at the gate. */
  readonly isInside?: boolean;
  readonly children: ReactNode;
}

/** The outermost element; the same for open and locked pages. */
export function Sheet({ csrf, isInside = false, children }: SheetProps) {
  const say = useSay();
  return (
    <html lang={say.language} dir={say.dir} data-token={isInside ? csrf : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Workspace</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
        {isInside && <script type="module" src="/client.js" />}
      </head>
      <body>{children}</body>
    </html>
  );
}

interface FrameProps {
  readonly setting: Setting;
  /** The room of the rail that the page belongs to; null for pages that belong to none. */
  readonly room: RoomId | null;
  readonly asKnown: AsKnown;
  /** The strictest handling of what the page shows; beside it the compartments of the session are always named. */
  readonly handling?: HandlingView | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Frame({ setting, room, asKnown, handling, className = 'main', children }: FrameProps) {
  const say = useSay();
  return (
    <Sheet csrf={setting.csrf} isInside>
      <a className="skip" href="#content">
        {say('frame.skip')}
      </a>
      <div className="app">
        <Topline setting={setting} asKnown={asKnown} handling={handling} />
        <Rail setting={setting} room={room} asKnown={asKnown} />
        <main className={className} id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
      <div id="live" className="vh" role="status" />
    </Sheet>
  );
}

function Topline({ setting, asKnown, handling }: Pick<FrameProps, 'setting' | 'asKnown' | 'handling'>) {
  const say = useSay();
  const { overview, csrf, travel, compartments } = setting;
  return (
    <header className="topline">
      <a className="brand" href={hrefOf('/documents', travel)} lang="en" dir="ltr">
        Habeas
      </a>
      <bdi className="topline__name">{overview.name}</bdi>
      {overview.sample && <span className="sample">{say('frame.sample')}</span>}
      <span className="spacer" />
      <AsKnownControl setting={setting} asKnown={asKnown} />
      <button className="btn opener" type="button" data-action="palette" hidden>
        <span className="row">
          <Shape id="u-search" /> <span className="opener__words">{say('frame.find')}</span>
        </span>{' '}
        <Keycap action="palette" keys={setting.keys} />
      </button>
      {handling !== undefined && <Handling handling={handling} />}
      <span className="caveat compartments">
        {compartments === 0 ? say('frame.openOnly') : say('frame.compartments', { n: compartments })}
      </span>
      <form method="post" action="/lock">
        <input type="hidden" name="_csrf" value={csrf} />
        <button className="btn" type="submit" data-action="lock">
          <Shape id="u-lock" /> {say('frame.lock')}
        </button>
      </form>
    </header>
  );
}

function AsKnownControl({ setting: { path, asked }, asKnown }: Pick<FrameProps, 'setting' | 'asKnown'>) {
  const say = useSay();
  return (
    <details className={asKnown.past ? 'travel travel--past' : 'travel'}>
      <summary data-action="as-known">
        <Shape id="u-clock" />{' '}
        <span>
          {say.rich('frame.asKnown', { day: say.day(asKnown.at), b: (chunks) => <b>{chunks}</b> })}
          {asKnown.past && <b className="travel__past"> {say('frame.past')}</b>}
        </span>
      </summary>
      <form className="travel__form" method="get" action={path}>
        {Object.entries(asked).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <label htmlFor="asKnown">{say('frame.showDay')}</label>
        <input
          className="input"
          id="asKnown"
          name="asKnown"
          type="date"
          defaultValue={asKnown.at.slice(0, 10)}
        />
        <button className="btn" type="submit">
          {say('frame.show')}
        </button>
        {asKnown.past && <a href={hrefOf(path, {}, asked)}>{say('frame.backToNow')}</a>}
      </form>
    </details>
  );
}

/** A form that the past refuses: a link to it as known at a moment would lead nowhere. */
const ONLY_NOW = '/count/sign';

function Rail({ setting, room, asKnown }: Pick<FrameProps, 'setting' | 'room' | 'asKnown'>) {
  const say = useSay();
  const { overview, travel } = setting;
  const twin = twinOf(setting.path);
  const numbered = ROOMS.map((one) => ({ ...one, n: one.count?.(overview) ?? null }));
  return (
    <nav className="rail" aria-label={say('frame.rooms')}>
      {numbered.map(({ id, href, n, isApart }) => (
        <a
          key={id}
          className={isApart ? 'rail__apart' : undefined}
          href={hrefOf(href, travel)}
          data-action={`go-${id}`}
          aria-current={id === room ? 'page' : undefined}
        >
          {say(ROOM_WORDS[id])} {n !== null && <span className="num">{say.number(n)}</span>}
        </a>
      ))}
      <LanguageSwitch setting={setting} />
      <p className="foot">
        <a href={hrefOf('/settings', travel)} data-action="settings">
          {say('frame.settings')}
        </a>
        <br />
        {say('frame.head')}{' '}
        <span data-ledger="head">
          <Head head={asKnown.head} />
        </span>
        <br />
        <span data-ledger="size">{say('frame.entries', { n: asKnown.size })}</span>
        {setting.path !== ONLY_NOW && (
          <>
            <br />
            <a href={hrefOf(setting.path, { asKnown: asKnown.at }, setting.asked)} rel="bookmark">
              {say('frame.permalink')}
            </a>
          </>
        )}
        {twin !== null && (
          <>
            <br />
            <a href={hrefOf(twin, travel, setting.asked)} rel="alternate" type="application/json">
              {say('frame.asJson')}
            </a>
          </>
        )}
      </p>
    </nav>
  );
}

/** Switches the language of the interface; quotes and names stay in theirs. */
function LanguageSwitch({ setting: { csrf, path, travel } }: Pick<FrameProps, 'setting'>) {
  const say = useSay();
  return (
    <form className="languages" method="post" action="/language">
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="back" value={hrefOf(path, travel)} />
      <label className="cap" htmlFor="language">
        {say('frame.language')}
      </label>
      <div className="languages__row">
        <select className="input" id="language" name="language" defaultValue={say.language}>
          {LANGUAGES.map((code) => (
            <option key={code} value={code} lang={code}>
              {LANGUAGE_NAMES[code]}
            </option>
          ))}
        </select>
        <button className="btn" type="submit" aria-label={say('frame.languageUse')}>
          <Shape id="u-next" turns />
        </button>
      </div>
      {say.language !== 'en' && <p className="cap">{say('frame.needsNative')}</p>}
    </form>
  );
}

/** The key of an action as it is now in this browser; hidden where no script runs, because keys need one. */
export function Keycap({ action, keys }: { action: string; keys: KeySettings }) {
  const known = ACTIONS.find(({ id }) => id === action);
  if (!known) return null;
  return (
    <kbd className="keycap" data-keycap={action}>
      {capOf(keyOf(known, keys))}
    </kbd>
  );
}

/** What stands on a page that shows the past. */
export function PastNote({ asKnown, path }: { asKnown: AsKnown; path: string }) {
  const say = useSay();
  if (!asKnown.past) return null;
  return (
    <p className="note note--past">
      <Shape id="u-clock" />
      <span>
        {say.rich('frame.pastNote', {
          day: say.day(asKnown.at),
          b: (chunks) => <b>{chunks}</b>,
          a: (chunks) => <a href={path}>{chunks}</a>,
        })}
      </span>
    </p>
  );
}

/** Leads to the sheet of a page; the sheet is what is printed. */
export function PrintLink({ href, keys }: { href: string; keys: KeySettings }) {
  const say = useSay();
  return (
    <a className="btn" href={href} data-action="print">
      {say('print.link')} <Keycap action="print" keys={keys} />
    </a>
  );
}

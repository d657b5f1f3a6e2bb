/** @jsxRuntime automatic */
/** @jsxImportSource react */
/**
 * The frame of every page: rail, name of the workspace, SAMPLE, the day it is read as known on, and the lock.
 * The tab is called "Workspace" and nothing else, whatever the page shows. No script runs on any page.
 */
import type { ReactNode } from 'react';
import type { Answer, AsKnown } from '#workspace';
import { hrefOf, type Travel } from './links.ts';
import { Head, Shape } from './part.tsx';
import { dayWords } from './words.ts';

/** What every page of an open workspace is given. */
export interface Setting {
  readonly overview: Answer<'overview'>;
  /** Token for the forms of this page. */
  readonly csrf: string;
  readonly travel: Travel;
  /** Path of the page, without arguments. */
  readonly path: string;
}

/** The outermost element; the same for open and locked pages. */
export function Sheet({ children }: { children: ReactNode }) {
  return (
    <html lang="en" dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Workspace</title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
      </head>
      <body>{children}</body>
    </html>
  );
}

interface FrameProps {
  readonly setting: Setting;
  /** The rail's section that the page belongs to. */
  readonly section: 'documents' | 'reading' | 'count';
  readonly asKnown: AsKnown;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Frame({ setting, section, asKnown, className = 'main', children }: FrameProps) {
  return (
    <Sheet>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <div className="app">
        <Topline setting={setting} asKnown={asKnown} />
        <Rail setting={setting} section={section} asKnown={asKnown} />
        <main className={className} id="content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </Sheet>
  );
}

function Topline({ setting, asKnown }: { setting: Setting; asKnown: AsKnown }) {
  const { overview, csrf, travel, path } = setting;
  return (
    <header className="topline">
      <a className="brand" href={hrefOf('/documents', travel)}>
        Habeas
      </a>
      <bdi className="topline__name">{overview.name}</bdi>
      {overview.sample && <span className="sample">SAMPLE</span>}
      <span className="spacer" />
      <details className={asKnown.past ? 'travel travel--past' : 'travel'}>
        <summary>
          <Shape id="u-clock" />{' '}
          <span>
            As known on <b>{dayWords(asKnown.at)}</b>
            {asKnown.past && ', past'}
          </span>
        </summary>
        <form className="travel__form" method="get" action={path}>
          <label htmlFor="asKnown">Show what was recorded by the end of</label>
          <input
            className="input"
            id="asKnown"
            name="asKnown"
            type="date"
            defaultValue={asKnown.at.slice(0, 10)}
          />
          <button className="btn" type="submit">
            Show
          </button>
          {asKnown.past && <a href={path}>Back to now</a>}
        </form>
      </details>
      <form method="post" action="/lock">
        <input type="hidden" name="_csrf" value={csrf} />
        <button className="btn" type="submit">
          <Shape id="u-lock" /> Lock
        </button>
      </form>
    </header>
  );
}

function Rail({ setting, section, asKnown }: Pick<FrameProps, 'setting' | 'section' | 'asKnown'>) {
  const { overview, travel, path } = setting;
  const current = (name: FrameProps['section']) =>
    name === section ? ({ 'aria-current': 'page' } as const) : {};
  return (
    <nav className="rail" aria-label="Rooms">
      <a href={hrefOf('/documents', travel)} {...current('documents')}>
        Documents <span className="num">{overview.documents}</span>
      </a>
      {section === 'reading' && (
        <a className="rail__inner" href={hrefOf(path, travel)} {...current('reading')}>
          This document
        </a>
      )}
      <a href={hrefOf('/count', travel)} {...current('count')}>
        Counts
      </a>
      <p className="foot">
        Ledger head <Head head={asKnown.head} />
        <br />
        {asKnown.size} entries
      </p>
    </nav>
  );
}

/** What stands on a page that shows the past. */
export function PastNote({ asKnown, path }: { asKnown: AsKnown; path: string }) {
  if (!asKnown.past) return null;
  return (
    <p className="note note--past">
      <Shape id="u-clock" />
      <span>
        This is the <b>past</b>: what was recorded by {dayWords(asKnown.at)}. Nothing can be decided here.{' '}
        <a href={path}>Back to now</a>
      </span>
    </p>
  );
}

/**
 * Choosing missed words: M begins at the passage in hand (or takes what the mouse has selected), arrows move from word
 * to word, Shift makes the stretch longer, Enter goes on to what the words say, Escape leaves everything as it was.
 */
import { useEffect, useMemo, useState } from 'react';
import type { DocumentPage } from '#workspace';
import { moved, stretchOf, wordAt, wordsIn, type Choice, type Stretch } from './choose.ts';

export interface Choosing {
  readonly state: 'off' | 'words' | 'form';
  readonly stretch: Stretch | undefined;
  start(): void;
  stop(): void;
}

export function useChoosing(page: DocumentPage, from: () => number): Choosing {
  const { text } = page;
  const { language } = page.document;
  const words = useMemo(() => (text === null ? [] : wordsIn(text, language)), [text, language]);
  const [state, setState] = useState<Choosing['state']>('off');
  const [choice, setChoice] = useState<Choice>({ from: 0, to: 0 });
  const stretch = state === 'off' ? undefined : (stretchOf(words, choice) ?? undefined);
  const stop = (): void => {
    setState('off');
    document.querySelector<HTMLElement>('.card')?.focus();
  };
  const start = (): void => {
    if (words.length === 0) return;
    const selected = selectedStretch();
    const first = wordAt(words, selected?.start ?? from());
    setChoice({ from: first, to: selected ? wordAt(words, selected.end - 1) : first });
    setState('words');
    document.querySelector<HTMLElement>('.doc')?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (state !== 'words') return undefined;
    document.querySelector('.m-choose')?.scrollIntoView({ block: 'nearest' });
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') stop();
      else if (event.key === 'Enter') setState('form');
      else {
        const body = document.querySelector('.doc__body');
        const isRightToLeft =
          body !== null && getComputedStyle(body.querySelector('.line') ?? body).direction === 'rtl';
        const next = moved(
          choice,
          { name: event.key, shift: event.shiftKey },
          { count: words.length, isRightToLeft },
        );
        if (!next) return;
        setChoice(next);
      }
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', press, true);
    return () => document.removeEventListener('keydown', press, true);
  });
  useEffect(() => {
    if (state === 'form') document.getElementById('missed-kind')?.focus();
  }, [state]);
  return { state, stretch, start, stop };
}

/** What the mouse or touch has selected in the text, in code points; null where that is nothing. */
function selectedStretch(): Stretch | null {
  const selection = document.getSelection();
  const body = document.querySelector('.doc__body');
  if (!selection || selection.isCollapsed || !body) return null;
  const range = selection.getRangeAt(0);
  if (!body.contains(range.commonAncestorContainer)) return null;
  const before = document.createRange();
  before.setStart(body, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  return { start, end: start + [...range.toString()].length };
}

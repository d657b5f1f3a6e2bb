/** Gives actions of the page their handlers for as long as a part of it is drawn. */
import { useEffect, useRef } from 'react';
import { handle } from './keys.ts';

/** Handlers by action; one that is undefined is not there. */
export function useActions(handlers: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  const ids = Object.keys(handlers)
    .filter((id) => handlers[id] !== undefined)
    .join(' ');
  useEffect(() => {
    const stops = ids.split(' ').map((id) => handle(id, () => latest.current[id]?.()));
    return () => {
      for (const stop of stops) stop();
    };
  }, [ids]);
}

/**
 * What is wholly in sight now: inside the window, and covered by nothing. Measured whenever something moves, because a
 * group may be accepted only while all of it can be seen.
 */
import { useEffect, useRef, useState } from 'react';

/** Pixels from the edge of a part to the points that are looked at; its border may be rounded. */
const INSET = 4;

/** Whether all of an element can be seen: its corners and its middle, each where nothing else lies over it. */
export function isInSight(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  if (right - left <= 2 * INSET || bottom - top <= 2 * INSET) return false;
  if (top < 0 || left < 0 || bottom > window.innerHeight || right > window.innerWidth) return false;
  const points = [
    [left + INSET, top + INSET],
    [right - INSET, top + INSET],
    [left + INSET, bottom - INSET],
    [right - INSET, bottom - INSET],
    [(left + right) / 2, (top + bottom) / 2],
  ] as const;
  return points.every(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && element.contains(there);
  });
}

/** Of these elements by id, those that are wholly in sight; asked again after each drawing, scroll and change of size. */
export function useInSight(ids: readonly string[]): readonly string[] {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const wanted = useRef(ids);
  wanted.current = ids;
  const look = useRef((): void => {
    const now = wanted.current.filter((id) => {
      const element = document.getElementById(id);
      return element !== null && isInSight(element);
    });
    setSeen((before) => (before.join(' ') === now.join(' ') ? before : now));
  });
  useEffect(() => {
    const frame = requestAnimationFrame(look.current);
    return () => cancelAnimationFrame(frame);
  });
  useEffect(() => {
    let frame = 0;
    const again = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look.current);
    };
    // Scrolling of a part does not bubble, but it is captured.
    document.addEventListener('scroll', again, { capture: true, passive: true });
    window.addEventListener('resize', again);
    // A font that arrives late moves everything without a drawing of ours.
    const sizes = new ResizeObserver(again);
    const lines = document.querySelector('.lines');
    if (lines) sizes.observe(lines);
    return () => {
      sizes.disconnect();
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', again, { capture: true });
      window.removeEventListener('resize', again);
    };
  }, []);
  return seen;
}

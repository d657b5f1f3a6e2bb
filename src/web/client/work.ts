/**
 * How long somebody has read without a break, and whether answers come faster than anybody reads. For the reader's own
 * eyes: it is kept in this tab, told to nobody, and gone when the workspace is locked.
 */
import { useEffect, useState } from 'react';

/** A pause of this length is a break. */
const BREAK = 5 * 60_000;
/** So many acceptances in a row, each in less than this, are a habit and no reading. */
const IN_A_ROW = 20;
const FAST = 1_500;
const KEY = 'habeas-work';

interface Work {
  readonly since: number;
  readonly last: number;
}

function kept(now: number): Work {
  const [since, last] = (sessionStorage.getItem(KEY) ?? '').split(' ').map(Number);
  const isGoingOn = since !== undefined && last !== undefined && last > 0 && now - last < BREAK;
  return { since: isGoingOn ? since : now, last: now };
}

/** The work after a step at this moment; a break begins it anew. */
export function worked(now: number): number {
  const { since, last } = kept(now);
  sessionStorage.setItem(KEY, `${since} ${last}`);
  return Math.floor((now - since) / 60_000);
}

/** Whether the newest acceptances in a row came too fast to have been read; milliseconds that each took. */
export function areHasty(took: readonly number[]): boolean {
  const recent = took.slice(-IN_A_ROW);
  return recent.length === IN_A_ROW && recent.every((one) => one < FAST);
}

/** Minutes without a break, counted on while keys are pressed. */
export function useMinutes(): number {
  const [minutes, setMinutes] = useState(0);
  useEffect(() => {
    const step = (): void => setMinutes(worked(Date.now()));
    step();
    document.addEventListener('keydown', step);
    document.addEventListener('pointerdown', step);
    return () => {
      document.removeEventListener('keydown', step);
      document.removeEventListener('pointerdown', step);
    };
  }, []);
  return minutes;
}

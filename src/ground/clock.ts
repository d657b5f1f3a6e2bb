/**
 * The clock: when the program did something, never when something happened in the world (that is a fuzzy
 * date, see when.ts). Times are RFC 3339 in UTC with exactly three decimals, so that they sort as text.
 */
import { Fault } from './fault.ts';

/** Whatever needs the time is given one of these, so that a history can be replayed. */
export interface Clock {
  /** The time as `2026-01-31T09:05:07.250Z`. */
  now(): string;
}

/** The machine's clock. It may jump; whoever needs order must not take it from here. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/**
 * A clock for tests and samples: starts at the given time and moves on by stepMs at every reading.
 * Throws Fault('date-malformed') when the start is not an instant.
 */
export function fixedClock(start: string, stepMs = 0): Clock {
  if (!isInstant(start))
    throw new Fault('date-malformed', 'a fixed clock needs an RFC 3339 UTC time with milliseconds');
  let at = Date.parse(start) - stepMs;
  return {
    now: () => {
      at += stepMs;
      return new Date(at).toISOString();
    },
  };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Whether the text is a time in exactly the form a clock gives, and exists in the calendar. */
export function isInstant(text: unknown): text is string {
  if (typeof text !== 'string' || !INSTANT.test(text)) return false;
  const parsed = Date.parse(text);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString() === text;
}

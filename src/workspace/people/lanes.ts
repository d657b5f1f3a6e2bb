/**
 * Lanes of a timeline and the silence since the last sign of life, from accounts. A lane never shows more exactness
 * than the words had: an end that is not one day is marked as fuzzy, and where nothing was said there is nothing.
 */
import { isSignOfLife } from './accounts.ts';
import {
  LANES,
  type Account,
  type AccountGroup,
  type LaneMark,
  type LaneView,
  type SignOfLife,
} from './shapes.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MS_A_DAY = 86_400_000;

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_A_DAY);
}

/** A span longer than this within one date is drawn from its middle third outwards, fading. */
const EXACT_DAYS = 1;

function markOf(account: Account): LaneMark | null {
  const { when } = account;
  if (when === null) return null;
  const [from, to] = [when.from, when.to];
  if (!DAY.test(from) && !DAY.test(to)) return null;
  const start = DAY.test(from) ? from : to;
  const end = DAY.test(to) ? to : start;
  const isExact = !when.approximate && daysBetween(start, end) < EXACT_DAYS;
  return {
    from: start,
    to: end,
    fuzzyFrom: !isExact,
    fuzzyTo: !isExact || to === 'unknown',
    code: account.code,
    how: account.how,
    words: account.words,
    speaker: account.speaker.name,
  };
}

/** Cells of a list say nothing of a day of their own, so only claims are drawn. */
export function lanesOf(groups: readonly AccountGroup[]): LaneView[] {
  return LANES.map((lane) => {
    const accounts = groups.find(({ group }) => group === lane)?.accounts ?? [];
    const marks = accounts
      .filter(({ claimId, aside }) => claimId !== null && !aside)
      .flatMap((account) => markOf(account) ?? [])
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    return { lane, marks };
  });
}

/** The last day the contact can have been; words without an end give the first day they allow. */
function lastDay({ when }: Account, today: string): string | null {
  if (when === null) return null;
  const last = DAY.test(when.to) ? when.to : DAY.test(when.from) ? when.from : null;
  return last === null ? null : last > today ? today : last;
}

/**
 * The newest accepted sign of life: letters, calls, videos, visits and people who saw them. Claims that were set aside,
 * denied, or that tell of no contact do not count. The gap is computed from nothing else.
 */
export function lastSignOf(groups: readonly AccountGroup[], today: string): SignOfLife | null {
  const signs = groups
    .flatMap(({ accounts }) => accounts)
    .filter((account) => account.claimId !== null && !account.aside && isSignOfLife(account))
    .flatMap((account) => {
      const on = lastDay(account, today);
      return on === null ? [] : [{ account, on }];
    })
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
  const [last] = signs;
  if (!last) return null;
  const sameDay = signs.filter(({ on }) => on === last.on);
  return {
    days: daysBetween(last.on, today),
    on: last.on,
    when: last.account.when,
    code: last.account.code,
    speaker: last.account.speaker,
    claimId: last.account.claimId,
    sources: new Set(sameDay.map(({ account }) => account.family)).size,
  };
}

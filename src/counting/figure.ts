/**
 * A figure as somebody said it, read into words and bounds without adding anything: "more than 100" is 101 or more
 * and never a point; "dozens" is the lexicon's range; a denied figure bounds nothing. Whatever is not persons keeps
 * its unit. Bounds come from the claim room's lexicon; this file only words them.
 */
import { boundsOfClaim, isDocumentedNumber, type ClaimOf, type CountBounds } from '#claim';

export interface Figure {
  /** How the figure is read, in words: "33", "101 or more", "12 or more, usually 24 to 99". */
  readonly text: string;
  /** What the words exclude: lo and hi included, hi null without limit. Null for a share or another unit. */
  readonly bounds: CountBounds | null;
}

function range(lo: number, hi: number | null): string {
  if (hi === null) return lo === 0 ? 'any number' : `${lo} or more`;
  if (lo === hi) return String(lo);
  return lo === 0 ? `${hi} or fewer` : `${lo} to ${hi}`;
}

/** Units that stand behind the number; persons need none, and a share is written in hundredths. */
const UNIT: Readonly<Record<string, string>> = {
  families: ' families',
  records: ' entries',
  remains: ' remains',
  cases: ' cases',
  percent: ' per cent',
  permyriad: ' per cent',
  unclear: ', unit unclear',
};

/** Reads the figure of a count. Never throws; what cannot be bounded says so. */
export function readFigure(claim: ClaimOf<'count'>): Figure {
  const { text, bounds } = bareFigure(claim);
  return { text: text + (claim.value.kind === 'said' ? (UNIT[claim.unit] ?? '') : ''), bounds };
}

function bareFigure(claim: ClaimOf<'count'>): Figure {
  const bounds = boundsOfClaim(claim);
  if (claim.value.kind === 'none') return { text: '0, said to be none', bounds };
  if (claim.value.kind !== 'said') return { text: 'no figure', bounds };
  const { comparator, words } = claim.value;
  const scaled = (end: number | undefined): number | undefined =>
    end !== undefined && claim.unit === 'permyriad' ? end / 100 : end;
  const [lo, hi] = [scaled(claim.value.lo), scaled(claim.value.hi)];
  const number = lo ?? hi;
  if (claim.modality === 'denies' || bounds === null) {
    const sign = {
      '=': '',
      '~': 'about ',
      '>': 'more than ',
      '>=': 'at least ',
      '<': 'fewer than ',
      '<=': 'at most ',
      between: '',
      vague: '',
    }[comparator];
    const said =
      comparator === 'between' ? `${lo} to ${hi}` : number === undefined ? words : `${sign}${number}`;
    return { text: said, bounds };
  }
  const { hard, usual } = bounds;
  if (comparator === '~') return { text: `about ${number}, usually ${range(usual.lo, usual.hi)}`, bounds };
  if (isDocumentedNumber(claim))
    return { text: `${range(hard.lo, hard.hi)}; ${number ?? words} documented`, bounds };
  if (comparator !== 'vague') return { text: range(hard.lo, hard.hi), bounds };
  const known = hard.lo > 0 || hard.hi !== null;
  return {
    text: known
      ? `${range(hard.lo, hard.hi)}, usually ${range(usual.lo, usual.hi)}`
      : `“${words}”, not bounded`,
    bounds,
  };
}

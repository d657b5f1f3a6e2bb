/**
 * Who says how many. Turns claims about numbers and the outcomes of asking into lines of one table: figures,
 * denials, "not known", refusals, silences, each with its own kind. Adds nothing up and ranks nobody; says which
 * lines may be held against each other and which may not (law 4 of the house: scope before contradiction).
 */
import {
  comparable,
  disjoint,
  silenceKindOf,
  subset,
  type Claim,
  type ClaimOf,
  type Comparison,
  type Relations,
  type Scope,
} from '#claim';
import { possiblyOverlaps, sortKey, type DayInterval } from '#ground';
import { readFigure, type Figure } from './figure.ts';

/** How a value came, or did not come. The kinds of not getting an answer are never folded into each other. */
export type SaidKind =
  | 'said'
  | 'denied'
  | 'unknown'
  | 'refused'
  | 'declined-by-mandate'
  | 'silence'
  | 'unreachable'
  | 'referred'
  | 'withheld';

/** A claim that answers, or fails to answer, how many. */
export type CountingClaim = ClaimOf<'count'> | ClaimOf<'count-unknown'> | ClaimOf<'inquiry-outcome'>;

/** The same people as asked about, some of them, more than them, or not settled. */
export type InScope = 'same' | 'part' | 'more' | 'open';

export interface SaidLine<C> {
  readonly source: C;
  readonly claim: CountingClaim;
  readonly kind: SaidKind;
  readonly figure: Figure | null;
  /** How the claim's scope relates to the one asked about; null where none was asked about. */
  readonly inScope: InScope | null;
  /** Against the first figure of the table; null for that line and for lines without a figure. */
  readonly comparison: Comparison | null;
}

export interface SaidBy<C> {
  readonly lines: readonly SaidLine<C>[];
  /** Claims about another measure, other people or another time than was asked, by measure: left out, and said so. */
  readonly elsewhere: readonly {
    readonly measure: string;
    readonly because: 'measure' | 'time' | 'scope';
    readonly claims: number;
  }[];
}

export interface SaidQuestion {
  /** Code of the list ME, for example `held`. */
  readonly measure: string;
  /** Calendar day the figures should hold on; null for any. */
  readonly on: string | null;
  /** Whom the figures should be about; everybody unless told. Its measure and period are not looked at. */
  readonly scope?: Scope | null;
  /** What somebody recorded about how terms relate; what the lists define unless told. */
  readonly relations?: Relations;
}

/** How a scope relates to the one asked about; null when nobody is in both. */
function relationTo(asked: Scope, scope: Scope, relations?: Relations): InScope | null {
  const own = { ...scope, measure: asked.measure, period: asked.period };
  if (disjoint(own, asked, relations) === 'certain') return null;
  const [part, more] = [
    subset(own, asked, relations) === 'certain',
    subset(asked, own, relations) === 'certain',
  ];
  if (part && more) return 'same';
  return part ? 'part' : more ? 'more' : 'open';
}

const VALUELESS: Readonly<Record<string, SaidKind>> = {
  unknown: 'unknown',
  refused: 'refused',
  silence: 'silence',
  withheld: 'withheld',
};

const OF_SILENCE: Readonly<Record<string, SaidKind>> = {
  unreachable: 'unreachable',
  'no-response': 'silence',
  refused: 'refused',
  'declined-by-mandate': 'declined-by-mandate',
  referred: 'referred',
};

/** The kind of a line, or null for an inquiry that was answered or is still open. */
export function saidKindOf(claim: CountingClaim): SaidKind | null {
  if (claim.claimKind === 'inquiry-outcome') return OF_SILENCE[silenceKindOf(claim.inquiry.outcome)] ?? null;
  if (claim.claimKind === 'count-unknown') return VALUELESS[claim.value.kind] ?? 'unknown';
  if (claim.modality === 'declines-to-state') return 'refused';
  if (claim.value.kind === 'said' || claim.value.kind === 'none')
    return claim.modality === 'denies' ? 'denied' : 'said';
  return VALUELESS[claim.value.kind] ?? 'unknown';
}

export function isCountingClaim(claim: Claim): claim is CountingClaim {
  return (
    claim.claimKind === 'count' ||
    claim.claimKind === 'count-unknown' ||
    claim.claimKind === 'inquiry-outcome'
  );
}

/** A denial keeps the figure beside the one it may answer: figures first by date, then what has no value. */
function order<C>(a: SaidLine<C>, b: SaidLine<C>): number {
  const [left, right] = [sortKey(a.claim.asOf), sortKey(b.claim.asOf)];
  if (left !== right) return left < right ? -1 : 1;
  return a.claim.claimId < b.claim.claimId ? -1 : a.claim.claimId > b.claim.claimId ? 1 : 0;
}

function meets(asOf: DayInterval, on: string | null): boolean {
  return on === null || possiblyOverlaps(asOf, { from: on, to: on });
}

/**
 * The table for one question, from claims in any order; sorted by as-of date, then id. `claimOf` takes the claim out
 * of whatever the caller carries with it.
 */
export function saidBy<C>(
  sources: readonly C[],
  claimOf: (source: C) => CountingClaim,
  question: SaidQuestion,
): SaidBy<C> {
  const lines: SaidLine<C>[] = [];
  const elsewhere = new Map<
    string,
    { measure: string; because: 'measure' | 'time' | 'scope'; claims: number }
  >();
  for (const source of sources) {
    const claim = claimOf(source);
    const kind = saidKindOf(claim);
    if (kind === null) continue;
    const measure = claim.claimKind === 'inquiry-outcome' ? question.measure : claim.measure;
    const inScope =
      question.scope == null ? null : relationTo(question.scope, claim.scope, question.relations);
    const because =
      measure !== question.measure
        ? 'measure'
        : !meets({ from: claim.asOf.min, to: claim.asOf.max }, question.on)
          ? 'time'
          : question.scope != null && inScope === null
            ? 'scope'
            : null;
    if (because !== null) {
      const key = `${measure} ${because}`;
      elsewhere.set(key, { measure, because, claims: (elsewhere.get(key)?.claims ?? 0) + 1 });
      continue;
    }
    lines.push({
      source,
      claim,
      kind,
      figure: claim.claimKind === 'count' ? readFigure(claim) : null,
      inScope,
      comparison: null,
    });
  }
  lines.sort(order);
  const first = lines.find((line) => line.kind === 'said');
  return {
    lines: lines.map((line) =>
      first === undefined || line === first || line.figure === null
        ? line
        : { ...line, comparison: comparable(first.claim.scope, line.claim.scope) },
    ),
    elsewhere: [...elsewhere.values()].sort((a, b) =>
      a.measure + a.because < b.measure + b.because ? -1 : 1,
    ),
  };
}

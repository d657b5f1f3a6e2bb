/**
 * Small questions put to claims, answered without interpreting them: which silences there are and of which
 * kind, what has been observed at trials and what nobody could observe, what bears on whether somebody lives,
 * how a label is worded. Nothing here scores, adds up or concludes.
 */
import type { Claim, ClaimOf } from './claim.ts';
import { silenceKindOf, SILENCES, type SilenceKind } from './inquiry.ts';
import { list } from './lists.ts';
import type { Speaker } from './party.ts';

/** The outcomes of inquiries under one heading. */
export interface SilenceRow {
  readonly kind: SilenceKind;
  readonly claims: readonly ClaimOf<'inquiry-outcome'>[];
  /** Addressees: one per claim, or as many as the claim says. */
  readonly addressees: number;
}

/** Outcomes sorted under headings that are never added together; headings without a claim are left out. */
export function silencesOf(claims: readonly Claim[]): SilenceRow[] {
  const outcomes = claims.filter((claim) => claim.claimKind === 'inquiry-outcome');
  return SILENCES.flatMap((kind) => {
    const own = outcomes.filter((claim) => silenceKindOf(claim.inquiry.outcome) === kind);
    const addressees = own.reduce((sum, claim) => sum + (claim.inquiry.n ?? 1), 0);
    return own.length === 0 ? [] : [{ kind, claims: own, addressees }];
  });
}

/** One line of the fair-trial form. */
export interface TrialLine {
  readonly code: string;
  /** Observations as claimed, each with its speaker; empty means that nothing could be observed (NOBS). */
  readonly claims: readonly ClaimOf<'evaluation'>[];
}

/** The form with all its lines, also the empty ones. There is no score. */
export function trialProfile(claims: readonly Claim[]): TrialLine[] {
  const said = claims.filter((claim) => claim.claimKind === 'evaluation');
  return list('FT').codes.map((code) => ({
    code,
    claims: said.filter(
      ({ value }) =>
        value.kind === 'said' &&
        value.evaluation.form === 'trial-observation' &&
        value.evaluation.observation === code,
    ),
  }));
}

/**
 * Whether a claim may bear on the clock of somebody's last sign of life: it must be about one person at one
 * moment. That a channel exists, that visits take place, that "they" may call, never does.
 */
export function bearsOnSignOfLife(claim: Claim): boolean {
  const isOnePerson = claim.subject.kind === 'record';
  switch (claim.claimKind) {
    case 'contact':
      return isOnePerson && claim.value.kind === 'said' && claim.value.polarity === '+';
    case 'access':
      return isOnePerson && claim.value.kind === 'said' && claim.value.outcome === 'occurred';
    case 'state':
      return isOnePerson && claim.value.kind === 'said' && claim.value.state.axis === 'sign-of-life';
    default:
      return false;
  }
}

/** The parts of "described as … by …"; a label is never shown without the second. */
export function describedAs(
  claim: ClaimOf<'label'>,
): { readonly words: string; readonly by: Speaker; readonly use: string | null } | null {
  if (claim.value.kind !== 'said') return null;
  return { words: claim.value.words, by: claim.speaker, use: claim.value.use ?? null };
}

/**
 * Whom the holder acknowledges by name, person by person, on the ladder of the list AK. Only what a claim about one
 * record says counts; a number without names (AK3) acknowledges nobody by name, silence is no denial, and persons of
 * whom nothing is recorded are a group of their own, never "not acknowledged".
 */
import type { Claim } from '#claim';
import { sortKey } from '#ground';

/** A step of the ladder as somebody claims it for one record. */
export interface LadderClaim {
  readonly recordId: string;
  readonly claimId: string;
  /** Code of the list AK. */
  readonly code: string;
  /** When it holds, in an order that sorts. */
  readonly at: string;
  readonly family: number;
}

export type Standing = 'acknowledged' | 'not-acknowledged' | 'unsettled' | 'not-recorded';

export interface PersonStanding {
  readonly personId: string;
  readonly standing: Standing;
  /** The step that decides; null where nothing is recorded. */
  readonly code: string | null;
  readonly claimIds: readonly string[];
}

export interface Acknowledged {
  readonly acknowledged: readonly PersonStanding[];
  readonly notAcknowledged: readonly PersonStanding[];
  /** The same day gives both a denial and an acknowledgement. */
  readonly unsettled: readonly PersonStanding[];
  readonly notRecorded: readonly PersonStanding[];
}

/** The rule, in sentences; printed with every number of this answer. */
export const ACKNOWLEDGED_RULE =
  'A person is acknowledged when a claim says that the holder acknowledges them by name, or names the place, or lets somebody be in contact. The newest claim decides; a denial after an acknowledgement takes it back. Not acknowledged are persons of whom a claim says that the holder was not asked, denies, stays silent, or took it back. A number without names acknowledges nobody by name. Persons without any such claim are counted apart.';

const BY_NAME = /^AK(?:4|5|6[a-d])$/;
const DENIES = /^AK[17]$/;
const OPEN = /^AK[02]$/;

/**
 * The steps that a claim states for each of the records that somebody settled it to be about; none for claims about
 * nobody by name, and for what is only alleged or denied.
 */
export function ladderClaims(claim: Claim, recordIds: readonly string[], family: number): LadderClaim[] {
  return recordIds.flatMap((recordId) => ladderClaim(claim, recordId, family) ?? []);
}

function ladderClaim(claim: Claim, recordId: string, family: number): LadderClaim | null {
  const at = sortKey(claim.asOf);
  const step = (code: string): LadderClaim => ({ recordId, claimId: claim.claimId, code, at, family });
  if (
    claim.claimKind === 'state' &&
    claim.value.kind === 'said' &&
    claim.value.state.axis === 'acknowledgement'
  ) {
    const isStated = ['asserts', 'acknowledges'].includes(claim.modality);
    return isStated ? step(claim.value.state.code) : null;
  }
  // Whoever acknowledges something about one named record acknowledges that record.
  return claim.modality === 'acknowledges' ? step('AK4') : null;
}

function standingOf(personId: string, claims: readonly LadderClaim[]): PersonStanding {
  const steps = claims.filter(({ code }) => BY_NAME.test(code) || DENIES.test(code) || OPEN.test(code));
  const claimIds = steps.map(({ claimId }) => claimId).sort();
  const made = (standing: Standing, code: string | null): PersonStanding => ({
    personId,
    standing,
    code,
    claimIds,
  });
  if (steps.length === 0) return made('not-recorded', null);
  const spoken = steps.filter(({ code }) => !OPEN.test(code));
  if (spoken.length === 0) {
    const asked = steps.some(({ code }) => code === 'AK2');
    return made('not-acknowledged', asked ? 'AK2' : 'AK0');
  }
  const newest = spoken.reduce((last, { at }) => (at > last ? at : last), '');
  const last = spoken.filter(({ at }) => at === newest);
  const [yes, no] = [
    last.filter(({ code }) => BY_NAME.test(code)),
    last.filter(({ code }) => DENIES.test(code)),
  ];
  if (yes.length > 0 && no.length > 0) return made('unsettled', null);
  const highest = (all: readonly LadderClaim[]): string =>
    all
      .map(({ code }) => code)
      .sort()
      .at(-1) ?? '';
  if (yes.length > 0) return made('acknowledged', highest(yes));
  const wasAcknowledged = spoken.some(({ code }) => BY_NAME.test(code));
  return made('not-acknowledged', wasAcknowledged ? 'AK7' : highest(no));
}

/** The standing of each person. Independent of the order of persons and claims. */
export function acknowledged(
  persons: readonly { readonly personId: string; readonly recordIds: readonly string[] }[],
  claims: readonly LadderClaim[],
): Acknowledged {
  const byRecord = new Map<string, LadderClaim[]>();
  for (const claim of claims) byRecord.set(claim.recordId, [...(byRecord.get(claim.recordId) ?? []), claim]);
  const all = persons
    .map(({ personId, recordIds }) =>
      standingOf(
        personId,
        recordIds.flatMap((id) => byRecord.get(id) ?? []),
      ),
    )
    .sort((a, b) => (a.personId < b.personId ? -1 : 1));
  const of = (standing: Standing): PersonStanding[] => all.filter((one) => one.standing === standing);
  return {
    acknowledged: of('acknowledged'),
    notAcknowledged: of('not-acknowledged'),
    unsettled: of('unsettled'),
    notRecorded: of('not-recorded'),
  };
}

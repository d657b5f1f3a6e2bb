/**
 * What stands beside a text, in the order of reading: proposals, claims, and what nobody has dealt with. Also which
 * proposal is in hand. An accepted proposal gives way to the claims it became.
 */
import type { ClaimView, DocumentPage, PassageView, ProposalView, UnclaimedView } from '#workspace';
import { proposalHref, type Travel } from './links.ts';
import type { Over } from './segments.ts';

export type DeskLine =
  | { readonly is: 'proposal'; readonly key: string; readonly start: number; readonly proposal: ProposalView }
  | { readonly is: 'claim'; readonly key: string; readonly start: number; readonly claim: ClaimView }
  | {
      readonly is: 'unclaimed';
      readonly key: string;
      readonly start: number;
      readonly unclaimed: UnclaimedView;
    };

/** A proposal that waits for a decision. Parked ones wait too, but are not put into the hand by themselves. */
export function isOpen({ decision }: ProposalView): boolean {
  return decision === null || decision.is === 'parked';
}

/** Lines of the desk in the order of the text; at one place proposals come before claims. */
export function deskLines({ proposals, claims, unclaimed, document }: DocumentPage): readonly DeskLine[] {
  const claimedPlaces = new Set(claims.flatMap(({ passages }) => passages.map(placeOf)));
  const lines: DeskLine[] = [];
  for (const proposal of proposals) {
    const becameClaims = proposal.decision?.is === 'accepted' && claimedPlaces.has(placeOf(proposal.passage));
    if (!becameClaims)
      lines.push({
        is: 'proposal',
        key: `p-${proposal.proposalId}`,
        start: proposal.passage.start,
        proposal,
      });
  }
  for (const claim of claims) {
    const start = Math.min(
      ...passagesHere(claim, document.documentId).map((passage) => passage.start),
      Infinity,
    );
    lines.push({ is: 'claim', key: `c-${claim.claimId}`, start, claim });
  }
  unclaimed.forEach((one, n) => {
    lines.push({ is: 'unclaimed', key: `u-${n + 1}`, start: one.passage.start, unclaimed: one });
  });
  return lines.sort((a, b) => a.start - b.start);
}

/** Proposals in the order of the text. */
export function inReadingOrder(proposals: readonly ProposalView[]): readonly ProposalView[] {
  return [...proposals].sort((a, b) => a.passage.start - b.passage.start || a.passage.end - b.passage.end);
}

/** The next proposal nobody has decided: after the given one, else from the start; null when there is none left. */
export function nextOpen(proposals: readonly ProposalView[], after?: string): ProposalView | null {
  const order = inReadingOrder(proposals);
  const from = order.findIndex(({ proposalId }) => proposalId === after) + 1;
  const round = [...order.slice(from), ...order.slice(0, from)];
  return round.find(({ decision, proposalId }) => decision === null && proposalId !== after) ?? null;
}

/** The proposal in hand: the one asked for, else the first that is undecided. */
export function inHand(proposals: readonly ProposalView[], asked?: string): ProposalView | null {
  const wanted = proposals.find(({ proposalId }) => proposalId === asked);
  return wanted && isOpen(wanted) ? wanted : nextOpen(proposals);
}

/** More than this are not in sight at once; the workspace takes no more. */
const GROUP_MOST = 20;

/**
 * Proposals that could be accepted together, the one in hand among them: of one kind, undecided, with a certain speaker
 * and without a warning. None where the one in hand has to be looked at by itself. The workspace asks the same.
 */
export function couldJoin(proposals: readonly ProposalView[], hand: ProposalView): readonly string[] {
  const isPlain = ({ decision, speaker, flags, passage }: ProposalView): boolean =>
    decision === null && speaker.state !== 'unresolved' && flags.length === 0 && !passage.damaged;
  if (!isPlain(hand)) return [];
  const all = inReadingOrder(proposals).filter((one) => one.kind === hand.kind && isPlain(one));
  const from = Math.max(0, Math.min(all.indexOf(hand), all.length - GROUP_MOST));
  return all.slice(from, from + GROUP_MOST).map(({ proposalId }) => proposalId);
}

/** What lies over the text: passages of proposals and claims, what is unclaimed, and damage. */
export function oversOf(
  page: DocumentPage,
  hand: ProposalView | null,
  travel: Travel,
  choosing?: { readonly start: number; readonly end: number },
  about?: { readonly recordId: string },
): readonly Over[] {
  const { documentId } = page.document;
  const proposed = page.proposals.filter(isOpen).map(({ proposalId, passage }): Over => ({
    key: `p-${proposalId}`,
    layer: 'proposed',
    start: passage.start,
    end: passage.end,
    href: proposalHref(documentId, proposalId, travel, about),
    inHand: proposalId === hand?.proposalId,
  }));
  const claimed = page.claims.flatMap((claim) =>
    passagesHere(claim, documentId).map(({ start, end }, n): Over => ({
      key: n === 0 ? `c-${claim.claimId}` : `c-${claim.claimId}-${n + 1}`,
      layer: 'claimed',
      start,
      end,
      href: `#c-${claim.claimId}`,
    })),
  );
  const unclaimed = page.unclaimed.map(({ passage }, n): Over => ({
    key: `u-${n + 1}`,
    layer: 'unclaimed',
    start: passage.start,
    end: passage.end,
    href: `#u-${n + 1}`,
  }));
  const damaged = page.damaged.map(({ start, end, why }, n): Over => ({
    key: `d-${n + 1}`,
    layer: 'damaged',
    start,
    end,
    href: null,
    words: why,
  }));
  const chosen: readonly Over[] = choosing
    ? [{ key: 'choose', layer: 'choose', href: null, ...choosing }]
    : [];
  return [...proposed, ...claimed, ...unclaimed, ...damaged, ...chosen];
}

function passagesHere({ passages }: ClaimView, documentId: string): readonly PassageView[] {
  return passages.filter((passage) => passage.documentId === documentId);
}

function placeOf({ start, end }: PassageView): string {
  return `${start}-${end}`;
}

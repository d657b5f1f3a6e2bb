/** Claims leave: read for an audience through the rules, and the leaving is recorded before the files are handed over. */
import { compareTlp, type Tlp } from '#claim';
import type { Audience } from '#disclosure';
import { newId, sha256Hex } from '#ground';
import type { Principal } from './principal.ts';
import type { ClaimsExport } from './queries.ts';
import type { Workspace } from './workspace.ts';

/**
 * Makes an export and records the disclosure: audience, purpose, what left by id, what each rule kept back, from
 * which state of the ledger. The files are returned; nothing is written to disk here.
 */
export async function exportClaims(
  workspace: Workspace,
  principal: Principal,
  wanted: { audience: Audience; purpose: string; reason: string },
): Promise<ClaimsExport> {
  const made = await workspace.read(principal, 'export', { what: 'export', audience: wanted.audience });
  const ids = made.claims.map(({ claim }) => claim.claimId);
  const tlp = made.claims.reduce<Tlp>(
    (strictest, { claim }) =>
      compareTlp(claim.handling.tlp as Tlp, strictest) > 0 ? (claim.handling.tlp as Tlp) : strictest,
    'TLP:CLEAR',
  );
  await workspace.append(principal, [
    {
      type: 'disclosure-made',
      body: {
        disclosure: {
          disclosureId: newId(),
          audience: wanted.audience,
          form: 'named',
          purpose: wanted.purpose,
          format: 'habeas-claims/1',
          sha256: sha256Hex(made.files['claims.json'] ?? ''),
          ledger: { size: made.asKnown.size, root: made.root },
          contents: ids.length === 0 ? [] : [{ kind: 'claim', ids }],
          tlp,
          rules: made.leftOut.map(({ rule, claims }) => ({ rule, keptBack: claims })),
          decidedBy: [principal.id],
          reason: wanted.reason,
        },
      },
    },
  ]);
  return made;
}

/**
 * Signing a view: which figures somebody takes together, with which assumptions. The entry is the signature. And letting
 * a refused estimate stand, which takes two named people and a reason. Neither says that a figure is so.
 */
import type { CountView, EstimateOverride } from '#claim';
import { newId } from '#ground';
import type { Principal } from './principal.ts';
import type { Workspace } from './workspace.ts';

/** Signs a view; with the id of an earlier one it takes its place. Returns the id. Throws Fault: not-found, not-allowed. */
export async function signView(
  workspace: Workspace,
  principal: Principal,
  view: Omit<CountView, 'viewId'> & { readonly viewId?: string },
): Promise<string> {
  const viewId = view.viewId ?? newId();
  await workspace.append(principal, [{ type: 'count-view-signed', body: { view: { ...view, viewId } } }]);
  return viewId;
}

/** Records that two people or more let an estimate stand. Throws Fault: entry-malformed for R1, R3 or one person alone. */
export async function overrideEstimate(
  workspace: Workspace,
  principal: Principal,
  override: Omit<EstimateOverride, 'overrideId'>,
): Promise<string> {
  const overrideId = newId();
  await workspace.append(principal, [
    { type: 'estimate-overridden', body: { override: { ...override, overrideId } } },
  ]);
  return overrideId;
}

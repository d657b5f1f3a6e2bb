/**
 * Signing a view: which figures somebody takes together, with which assumptions. The entry is the signature. And letting
 * a refused estimate stand, which takes two named people and a reason. Neither says that a figure is so.
 */
import type { AskedTerm } from './count-answer.ts';
import type { CountView, EstimateOverride } from '#claim';
import { Fault, newId } from '#ground';
import type { Principal } from './principal.ts';
import type { Workspace } from './workspace.ts';

/** Signs a view; with the id of an earlier one it takes its place. Returns the id. Throws Fault: not-found, not-allowed. */
export async function signView(
  workspace: Workspace,
  principal: Principal,
  view: Omit<CountView, 'viewId' | 'withdrawn'> & { readonly viewId?: string },
): Promise<string> {
  const viewId = view.viewId ?? newId();
  await workspace.append(principal, [{ type: 'count-view-signed', body: { view: { ...view, viewId } } }]);
  return viewId;
}

/**
 * Takes a signed view back: a new entry under the same id, and both stay. Throws Fault: not-found where no view of this
 * id stands, not-allowed.
 */
export async function withdrawView(
  workspace: Workspace,
  principal: Principal,
  { viewId, reason }: { readonly viewId: string; readonly reason: string },
): Promise<void> {
  const { bounds } = await workspace.read(principal, 'count', { what: 'count' });
  const standing = bounds.views.find((view) => view.viewId === viewId);
  if (standing === undefined) throw new Fault('not-found', 'no such view stands');
  if (standing.signedBy !== principal.id && !['owner', 'lead'].includes(principal.role))
    throw new Fault('not-allowed', 'a view is taken back by whoever signed it, or by a lead');
  const view = {
    viewId,
    name: standing.name,
    accepts: [],
    assumes: [],
    lists: [],
    reason,
    withdrawn: true as const,
  };
  await workspace.append(principal, [{ type: 'count-view-signed', body: { view } }]);
}

/** Records that two people or more let an estimate stand. Throws Fault: entry-malformed for R1, R3 or one person alone. */
export async function overrideEstimate(
  workspace: Workspace,
  principal: Principal,
  override: Omit<EstimateOverride, 'overrideId' | 'withdrawn'>,
): Promise<string> {
  const overrideId = newId();
  await workspace.append(principal, [
    { type: 'estimate-overridden', body: { override: { ...override, overrideId } } },
  ]);
  return overrideId;
}

/** Takes overrides of a table back, all of them: the rules refuse again. Throws Fault: not-found, not-allowed. */
export async function withdrawOverride(
  workspace: Workspace,
  principal: Principal,
  call: {
    readonly table: string;
    readonly measure: string;
    readonly on?: string;
    readonly scope?: readonly AskedTerm[];
  },
): Promise<void> {
  const { estimate } = await workspace.read(principal, 'count', {
    what: 'count',
    measure: call.measure,
    ...(call.on === undefined ? {} : { on: call.on }),
    ...(call.scope === undefined ? {} : { scope: call.scope }),
  });
  const standing = estimate.report?.table.hash === call.table ? estimate.overrides : [];
  if (standing.length === 0) throw new Fault('not-found', 'no override of this table stands');
  await workspace.append(
    principal,
    standing.map(({ at: _at, ...override }) => ({
      type: 'estimate-overridden' as const,
      body: { override: { ...override, withdrawn: true as const } },
    })),
  );
}

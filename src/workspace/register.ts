/** Things that claims refer to: the workspace itself, parties, anchor events, principals. Each is an entry. */
import { LIST_NAMES, list, unlabelled, type EntryBody, type Handling, type Name, type Party } from '#claim';
import { newId, PROGRAM } from '#ground';
import { scriptOf } from '#names';
import type { Principal } from './principal.ts';
import type { Workspace } from './workspace.ts';

/** Writes the first entry of a new workspace and registers its owner. */
export async function createWorkspace(
  workspace: Workspace,
  owner: Principal,
  given: { workspaceId: string; name: string; isSample?: boolean },
): Promise<void> {
  await workspace.append(owner, [
    {
      type: 'workspace-created',
      idempotencyKey: 'workspace-created',
      body: {
        workspaceId: given.workspaceId,
        name: given.name,
        format: 1,
        program: PROGRAM,
        lists: LIST_NAMES.map((name) => ({ list: name, version: list(name).version })),
        isSample: given.isSample ?? false,
      },
    },
    {
      type: 'principal-registered',
      idempotencyKey: `principal:${owner.id}`,
      body: { principalId: owner.id, role: owner.role, compartments: [...owner.compartments] },
    },
  ]);
}

/** A name as written with the script it is written in (ISO 15924). */
export function nameOf(words: string, lang?: string): Name {
  return { words, script: scriptOf(words), ...(lang === undefined ? {} : { lang }) };
}

export interface PartyIn {
  readonly names: readonly Name[];
  /** Code of the list PK. */
  readonly kind: string;
  readonly words?: string;
  readonly partOf?: string;
  readonly handling?: Handling;
  readonly isIcrc?: boolean;
}

/** Registers a party and returns its id. */
export async function registerParty(
  workspace: Workspace,
  principal: Principal,
  given: PartyIn,
): Promise<string> {
  const handling = given.handling ?? { ...unlabelled(), tlp: 'TLP:CLEAR' as const };
  const party: Party = {
    partyId: newId(),
    kind: given.kind,
    names: [...given.names],
    ...(given.words === undefined ? {} : { words: given.words }),
    ...(given.partOf === undefined ? {} : { partOf: given.partOf }),
    ...(given.isIcrc ? { channel: 'icrc' as const } : {}),
    handling,
  };
  await workspace.append(principal, [
    { type: 'party-registered', body: { party }, compartment: handling.compartment },
  ]);
  return party.partyId;
}

/** Registers an event by which sources tell dates ("after the war"), with its source. */
export async function registerAnchor(
  workspace: Workspace,
  principal: Principal,
  anchor: EntryBody<'anchor-registered'>['anchor'],
): Promise<void> {
  await workspace.append(principal, [{ type: 'anchor-registered', body: { anchor } }]);
}

/** Registers a principal: a role and compartments under a pseudonymous id. */
export async function registerPrincipal(
  workspace: Workspace,
  owner: Principal,
  added: Principal,
): Promise<void> {
  await workspace.append(owner, [
    {
      type: 'principal-registered',
      body: { principalId: added.id, role: added.role, compartments: [...added.compartments] },
    },
  ]);
}

/**
 * Who asks, and for what purpose. A principal is a role and a set of compartments; it never carries a name.
 * The embedded default is one owner. The other roles are prepared so that a team server changes no call.
 */
import { Fault } from '#ground';

/** From most to least: who runs the workspace, who leads, who documents, who only reads, outsiders. */
export const ROLES = ['owner', 'lead', 'documenter', 'reader', 'partner', 'public'] as const;
export type Role = (typeof ROLES)[number];

/** Why something is read or written; it is checked, and recorded where the matter is sealed. */
export const PURPOSES = ['work', 'count', 'export', 'print', 'verify', 'maintain'] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Principal {
  /** Pseudonymous id, UUIDv4; the only thing about a person that stands in the ledger's leaves. */
  readonly id: string;
  readonly role: Role;
  /** Compartments the principal is a member of; `open` is added for members of the team by the workspace. */
  readonly compartments: readonly string[];
}

/** The principal of the embedded default: one person, one laptop, everything their own. */
export function ownerPrincipal(id: string, compartments: readonly string[] = []): Principal {
  return { id, role: 'owner', compartments };
}

/** A principal as it comes from a session or a file. Throws Fault('not-allowed') for an unknown role. */
export function principal(id: string, role: string, compartments: readonly string[] = []): Principal {
  const known = ROLES.find((candidate) => candidate === role);
  if (!known) throw new Fault('not-allowed', 'this role does not exist');
  return { id, role: known, compartments };
}

/** Roles that belong to the team and therefore to the open compartment. */
export function isMember(role: Role): boolean {
  return role === 'owner' || role === 'lead' || role === 'documenter' || role === 'reader';
}

/** A workspace in memory with an invented document, for tests of the choke point and of the doors. */
import { fixedClock, newId } from '#ground';
import { ed25519Signer, type LedgerStore } from '#ledger';
import { MemoryStore } from '#stores/memory';
import {
  addDocument,
  createWorkspace,
  ownerPrincipal,
  principal,
  ROLES,
  Workspace,
  type DocumentIn,
  type Principal,
  type Role,
} from '#workspace';

/** An invented report: figures, a refusal, a silence, an alleged death, a label. */
export const REPORT = `# Who is held in Brevik? | The Halden Post | 2025-04-10 | invented | en | verbatim

The Ministry of Justice of Brevik said that it holds 12 soldiers of Halden. According to the Halden Defence Council, as of 1 March 2025, more than 40 soldiers were being held in Brevik.

The Brevik prosecutor's office did not respond to our questions. The Brevik Red Crescent declined to give figures.

The Halden Mothers' League claims that some of the prisoners died in custody. Brevik television calls the soldiers terrorists.
`;

export interface TestDesk {
  readonly store: LedgerStore;
  readonly workspace: Workspace;
  readonly owner: Principal;
  /** One principal per role; only the owner is a member of the compartment `sealed`. */
  readonly as: Readonly<Record<Role, Principal>>;
}

/** Opens an empty workspace. The clock advances by a second at every reading, so that moments differ. */
export async function openDesk(store: LedgerStore = new MemoryStore()): Promise<TestDesk> {
  const owner = ownerPrincipal(newId(), ['sealed']);
  const signer = ed25519Signer('habeas/test', new Uint8Array(32).fill(7));
  const workspace = await Workspace.open({
    store,
    signer,
    clock: fixedClock('2026-01-10T08:00:00.000Z', 1_000),
  });
  await createWorkspace(workspace, owner, { workspaceId: newId(), name: 'Desk of a test' });
  const as = Object.fromEntries(
    ROLES.map((role) => [role, role === 'owner' ? owner : principal(newId(), role)]),
  ) as Record<Role, Principal>;
  return { store, workspace, owner, as };
}

/** Adds the invented report, or what is given, as a public text. */
export async function addReport(desk: TestDesk, change: Partial<DocumentIn> = {}): Promise<string> {
  const text = change.pasted ?? REPORT;
  const { documentId } = await addDocument(desk.workspace, desk.owner, {
    isPublic: true,
    ...change,
    pasted: text,
  });
  return documentId;
}

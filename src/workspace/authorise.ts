/**
 * May this principal do this, for this purpose? One table for reading and writing, by role. The expected answers
 * stand a second time in test/workspace/matrix.csv, written by hand; an action that is missing there, or an answer
 * that differs, fails the test run. Membership of compartments is checked beside the role, never instead of it.
 */
import { isEntryType, type EntryType } from '#claim';
import { Fault } from '#ground';
import { isMember, type Principal, type Purpose, type Role } from './principal.ts';
import type { QueryName } from './queries.ts';

const TEAM: readonly Role[] = ['owner', 'lead', 'documenter', 'reader'];
const WRITERS: readonly Role[] = ['owner', 'lead', 'documenter'];
const LEADS: readonly Role[] = ['owner', 'lead'];

/** Who may ask what. Outsiders have no query of their own: they receive what was exported for them. */
export const MAY_READ: Readonly<Record<QueryName, readonly Role[]>> = {
  overview: TEAM,
  documents: TEAM,
  document: TEAM,
  proposal: WRITERS,
  source: WRITERS,
  original: WRITERS,
  claims: TEAM,
  claim: TEAM,
  count: TEAM,
  parties: TEAM,
  records: TEAM,
  history: TEAM,
  people: TEAM,
  person: TEAM,
  lists: TEAM,
  linkage: TEAM,
  pair: TEAM,
  sources: TEAM,
  search: TEAM,
  bytes: WRITERS,
  imports: TEAM,
  finish: TEAM,
  answered: WRITERS,
  rereadings: WRITERS,
  rereading: WRITERS,
  model: WRITERS,
  export: LEADS,
  'count-table': LEADS,
};

/** Who may append which entry. */
export const MAY_APPEND: Readonly<Record<EntryType, readonly Role[]>> = {
  'workspace-created': ['owner'],
  'principal-registered': ['owner'],
  'party-registered': WRITERS,
  'anchor-registered': WRITERS,
  'event-registered': WRITERS,
  'question-opened': WRITERS,
  'document-preserved': WRITERS,
  'text-pinned': WRITERS,
  'reading-run': WRITERS,
  'model-chosen': ['owner'],
  'model-asked': WRITERS,
  'proposal-judged': WRITERS,
  'claim-recorded': WRITERS,
  'claim-marked': WRITERS,
  'list-imported': WRITERS,
  'record-added': WRITERS,
  'judgement-made': WRITERS,
  'inquiry-recorded': WRITERS,
  'disclosure-made': LEADS,
  'decision-undone': WRITERS,
  'mark-dismissed': WRITERS,
  'import-undone': WRITERS,
  'document-set-aside': WRITERS,
  'group-accepted': WRITERS,
  'rereading-asked': WRITERS,
  'rereading-answered': WRITERS,
  'document-taken': WRITERS,
  'request-recorded': WRITERS,
  'count-view-signed': WRITERS,
  'estimate-overridden': LEADS,
  'counts-published': LEADS,
  'body-erased': ['owner'],
};

/** Purposes that each role may state; a purpose outside the list is refused before anything is read. */
const PURPOSE: Readonly<Record<Role, readonly Purpose[]>> = {
  owner: ['work', 'count', 'export', 'print', 'verify', 'maintain'],
  lead: ['work', 'count', 'export', 'print', 'verify'],
  documenter: ['work', 'count', 'print', 'verify'],
  reader: ['work', 'count', 'print', 'verify'],
  partner: [],
  public: [],
};

/** Throws Fault('not-allowed') unless the principal may ask this, for this purpose. */
export function authoriseRead(principal: Principal, purpose: Purpose, what: QueryName): void {
  const allowed = Object.hasOwn(MAY_READ, what) && MAY_READ[what].includes(principal.role);
  if (!allowed || !PURPOSE[principal.role].includes(purpose))
    throw new Fault('not-allowed', `the role ${principal.role} may not read ${what} for ${purpose}`);
  if ((what === 'export' || what === 'count-table') && purpose !== 'export')
    throw new Fault('not-allowed', 'what leaves is read for the purpose export only');
}

/** Throws Fault('not-allowed' | 'compartment-closed') unless the principal may append this entry there. */
export function authoriseAppend(principal: Principal, type: string, compartment: string): void {
  if (!isEntryType(type) || !MAY_APPEND[type].includes(principal.role))
    throw new Fault('not-allowed', `the role ${principal.role} may not append ${type}`);
  if (!compartmentsOf(principal).includes(compartment))
    throw new Fault('compartment-closed', 'the compartment is not open to this principal');
}

/** The compartments a principal reads and writes: their own, and the open one for members of the team. */
export function compartmentsOf(principal: Principal): readonly string[] {
  return isMember(principal.role) ? ['open', ...principal.compartments] : [];
}

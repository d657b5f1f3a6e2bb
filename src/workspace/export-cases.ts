/**
 * What people decided about proposals, as new cases for whoever works on the reader: the text, what was accepted,
 * what was refused and why, what was missed. Only documents that anyone may see leave: no compartment, no caveat,
 * TLP:CLEAR. The leaving is recorded before the files are handed over.
 */
import { claimsFromProposal, type Proposal } from '#claim';
import { canonicalJson, Fault, newId, sha256Hex } from '#ground';
import { content } from './judge-proposal.ts';
import type { Principal } from './principal.ts';
import type { Answer, DocumentPage, DocumentView, LeftOut } from './queries.ts';
import type { Workspace } from './workspace.ts';

export interface CasesExport {
  /** `NAME.txt` with the header line and the text, `NAME.gold.json` with what people decided. */
  readonly files: Readonly<Record<string, string>>;
  readonly documents: number;
  readonly accepted: number;
  readonly refused: number;
  readonly missed: number;
  /** Documents kept back, by rule. */
  readonly leftOut: readonly LeftOut[];
}

const FORMAT = 'habeas-reading-cases/1';
const RULE = 'reading-cases-public-only';
const BECAUSE = 'only documents that anyone may see leave as reading cases';

/** Why a person refused, in words; the numbers are those of the reading screen. */
const REASONS: Readonly<Record<string, string>> = {
  '1': 'not in the text',
  '2': 'wrong speaker',
  '3': 'wrong date',
  '4': 'wrong person',
  '5': 'said already',
};

/**
 * Makes the cases. Throws Fault: not-allowed, and not-found when nobody has decided on a proposal of a document
 * that may leave.
 */
export async function exportReadingCases(
  workspace: Workspace,
  principal: Principal,
  wanted: { reason: string },
): Promise<CasesExport> {
  const files: Record<string, string> = {};
  const sum = { documents: 0, accepted: 0, refused: 0, missed: 0 };
  const ids: string[] = [];
  let kept = 0;
  const { root, asKnown } = await workspace.read(principal, 'export', { what: 'export', audience: 'public' });
  for await (const view of decidedOn(workspace, principal)) {
    if (!mayLeave(view)) {
      kept++;
      continue;
    }
    const page = await workspace.read(principal, 'export', { what: 'document', documentId: view.documentId });
    if (page.text === null) continue;
    const decided = await casesOf(workspace, principal, page);
    const name = `case-${String(sum.documents + 1).padStart(3, '0')}`;
    files[`${name}.txt`] = `${headerOf(view)}\n\n${page.text}`;
    files[`${name}.gold.json`] =
      `${JSON.stringify({ text: `${name}.txt`, lang: view.language, ...decided }, null, 1)}\n`;
    sum.documents++;
    sum.accepted += decided.claims.length;
    sum.refused += decided.refused.length;
    sum.missed += decided.missed.length;
    ids.push(view.documentId);
  }
  const leftOut = kept === 0 ? [] : [{ rule: RULE, because: BECAUSE, claims: kept }];
  if (sum.documents === 0)
    throw new Fault('not-found', 'no document that may leave has a decision on a proposal', {
      hint: `Decide on proposals first; ${BECAUSE}.`,
    });
  await record(workspace, principal, {
    files,
    ids,
    ledger: { size: asKnown.size, root },
    kept,
    reason: wanted.reason,
  });
  return { files, ...sum, leftOut };
}

async function* decidedOn(workspace: Workspace, principal: Principal): AsyncGenerator<DocumentView> {
  let after: string | null = null;
  do {
    const page: Answer<'documents'> = await workspace.read(principal, 'export', {
      what: 'documents',
      ...(after === null ? {} : { after }),
    });
    for (const view of page.documents) if (view.decided > 0) yield view;
    after = page.next;
  } while (after !== null);
}

function mayLeave({ handling }: DocumentView): boolean {
  return handling.compartment === 'open' && handling.caveats.length === 0 && handling.tlp === 'TLP:CLEAR';
}

/** The header line of a reading text; a bar in a title would end its column. */
function headerOf(view: DocumentView): string {
  const plain = (words: string): string => words.replace(/[\n|]+/g, ' ').trim();
  const columns = [
    plain(view.title),
    plain(view.publisher),
    view.published?.edtf ?? '',
    'case',
    view.language ?? '',
    'verbatim',
  ];
  return `# ${columns.join(' | ')}`;
}

interface Decided {
  readonly claims: readonly Readonly<Record<string, unknown>>[];
  readonly refused: readonly Readonly<Record<string, unknown>>[];
  readonly missed: readonly Readonly<Record<string, unknown>>[];
}

async function casesOf(workspace: Workspace, principal: Principal, page: DocumentPage): Promise<Decided> {
  const claims: Readonly<Record<string, unknown>>[] = [];
  const refused: Readonly<Record<string, unknown>>[] = [];
  const read = new Set<string>();
  for (const { proposalId, decision } of page.proposals) {
    if (!decision || decision.is === 'parked') continue;
    const found = await workspace.read(principal, 'export', { what: 'proposal', proposalId });
    for (const claim of found.claims) read.add(claim.claimId);
    if (decision.is === 'accepted') claims.push(acceptedCase(found));
    else refused.push(refusedCase(found));
  }
  const missed = page.claims
    .filter(({ claimId, passages }) => !read.has(claimId) && passages.length > 0)
    .map(({ kind, passages }) => ({ kind, quote: passages[0]?.exact ?? '' }));
  return { claims, refused, missed };
}

/** An accepted proposal as a gold claim; what a person corrected is left open, since the reader was wrong there. */
function acceptedCase(found: Answer<'proposal'>): Readonly<Record<string, unknown>> {
  const { proposal, claims, decision } = found;
  const plain = claimsFromProposal({
    proposal,
    source: found.source,
    siblings: found.siblings,
    decision: {},
    author: 'case',
    newId,
  });
  const own = claims.filter(({ claimId }) => decision?.claimIds.includes(claimId));
  const isCorrected = !plain.ok || content(plain.claims) !== content(own);
  return isCorrected
    ? { id: proposal.id, kind: proposal.kind, quote: proposal.quote, corrected: true }
    : fieldsOf(proposal);
}

const OWN = new Set(['proposalId', 'passage', 'attribution', 'rule', 'cue', 'flags']);

function fieldsOf(proposal: Proposal): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(proposal).filter(([name]) => !OWN.has(name)));
}

function refusedCase({ proposal, decision }: Answer<'proposal'>): Readonly<Record<string, unknown>> {
  return {
    ...fieldsOf(proposal),
    rule: proposal.rule,
    cue: proposal.cue ?? null,
    reason: REASONS[decision?.reason ?? ''] ?? null,
    words: decision?.words ?? null,
  };
}

async function record(
  workspace: Workspace,
  principal: Principal,
  made: {
    files: Readonly<Record<string, string>>;
    ids: readonly string[];
    ledger: { size: number; root: string };
    kept: number;
    reason: string;
  },
): Promise<void> {
  await workspace.append(principal, [
    {
      type: 'disclosure-made',
      body: {
        disclosure: {
          disclosureId: newId(),
          audience: 'public',
          form: 'named',
          purpose: 'reading cases',
          format: FORMAT,
          sha256: sha256Hex(canonicalJson(made.files)),
          ledger: made.ledger,
          contents: [{ kind: 'document', ids: [...made.ids] }],
          tlp: 'TLP:CLEAR',
          rules: made.kept === 0 ? [] : [{ rule: RULE, keptBack: made.kept }],
          decidedBy: [principal.id],
          reason: made.reason,
        },
      },
    },
  ]);
}

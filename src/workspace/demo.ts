/**
 * The fictional sample: executes its manifest through the same verbs a person uses, so that the sample can hold
 * nothing that a person could not have made. Documents are read by the real reader; the decisions of an invented
 * documenter are applied to what it proposed, and a decision whose proposal is not there is reported, not forced. The rows of
 * the lists become persons by record linkage, after the documenter judged what a machine must not decide.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AcceptanceDecision, ProposalKind, Speaker } from '#claim';
import { Fault, newId } from '#ground';
import { addDocument } from './add-document.ts';
import { importList } from './import-list.ts';
import { judgeProposal } from './judge-proposal.ts';
import { judgeRecords } from './judge-records.ts';
import type { Principal } from './principal.ts';
import type { ProposalView } from './queries.ts';
import { proposeLinks } from './propose-links.ts';
import { recordClaim } from './record-claim.ts';
import type { DecisionSpec, DocumentSpec, HandSpec, Manifest, RowSpec } from './sample-manifest.ts';
import { signView } from './sign-view.ts';
import { nameOf, registerAnchor, registerParty, registerPrincipal } from './register.ts';
import type { Workspace } from './workspace.ts';

export interface SampleLoaded {
  readonly documents: number;
  readonly proposals: number;
  readonly accepted: number;
  /** Links that record linkage made between rows of the lists. */
  readonly linked: number;
  /** Decisions of the manifest that found no proposal of the reader, by document key and kind. */
  readonly unmet: readonly string[];
}

export type SampleStage = 'parties' | 'documents' | 'lists' | 'decisions' | 'judgements' | 'links';

/** Ids by the keys of the manifest. */
interface Keys {
  readonly parties: Map<string, string>;
  readonly names: Map<string, string>;
  readonly documents: Map<string, string>;
  readonly lists: Map<string, string>;
}

/** Name of the sample workspace, from its manifest. */
export async function sampleName(folder: string): Promise<string> {
  return (await manifestOf(folder)).workspace.name;
}

async function manifestOf(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

/** Fills a new workspace with the sample. The owner must be a member of its compartments. */
export async function loadSample(
  workspace: Workspace,
  owner: Principal,
  {
    folder,
    onStage = () => undefined,
  }: { folder: string; onStage?: (stage: SampleStage, done: number, total: number) => void },
): Promise<SampleLoaded> {
  const manifest = await manifestOf(folder);
  const keys: Keys = { parties: new Map(), names: new Map(), documents: new Map(), lists: new Map() };
  await addParties(workspace, owner, manifest, keys);
  onStage('parties', manifest.parties.length, manifest.parties.length);
  let proposals = 0;
  for (const [at, spec] of manifest.documents.entries()) {
    const bytes = await readFile(join(folder, spec.file));
    proposals += (
      await addDocument(workspace, owner, { ...documentIn(spec, keys), bytes }).then(
        (added) => (keys.documents.set(spec.key, added.documentId), added),
      )
    ).proposals;
    onStage('documents', at + 1, manifest.documents.length);
  }
  for (const [at, spec] of manifest.lists.entries()) {
    const bytes = await readFile(join(folder, spec.file));
    const source = {
      ...documentIn(
        { ...spec, title: spec.name, ...(spec.document === undefined ? {} : { relayedFrom: spec.document }) },
        keys,
      ),
    };
    const { listId } = await importList(workspace, owner, {
      ...source,
      bytes,
      fileName: spec.file.split('/').pop() ?? spec.key,
      name: spec.name,
      map: spec.columns,
    });
    keys.lists.set(spec.key, listId);
    onStage('lists', at + 1, manifest.lists.length);
  }
  const decided = await decide(workspace, owner, manifest, keys, onStage);
  const rows = await rowsOf(workspace, owner, keys);
  for (const spec of [...manifest.byHand, ...manifest.sealed])
    await byHand(workspace, owner, spec, { ...keys, rows });
  for (const { name, start, end, document } of manifest.anchors) {
    await registerAnchor(workspace, owner, {
      anchorId: newId(),
      names: [name],
      start,
      end,
      source: must(keys.documents, document),
      passages: [],
    });
  }
  await judge(workspace, owner, manifest, rows);
  onStage('judgements', manifest.judgements.length, manifest.judgements.length);
  const rowId = (row: RowSpec): string => must(rows, row.join(':'));
  const { linked } = await proposeLinks(workspace, owner, {
    link: true,
    leave: manifest.linking.leave.map(([left, right]) => [rowId(left), rowId(right)]),
    onProgress: (_stage, done, total) => onStage('links', done, total),
  });
  await signViews(workspace, owner, manifest, keys);
  return { documents: manifest.documents.length, proposals, ...decided, linked };
}

function must(map: ReadonlyMap<string, string>, key: string): string {
  const found = map.get(key);
  if (found === undefined)
    throw new Fault('import-malformed', 'the manifest of the sample names a key that it does not define');
  return found;
}

/** A party after the one it is part of, otherwise in the order of the manifest. */
function wholesFirst(parties: Manifest['parties']): Manifest['parties'] {
  const byKey = new Map(parties.map((party) => [party.key, party]));
  const placed = new Set<Manifest['parties'][number]>();
  const place = (party: Manifest['parties'][number]): void => {
    const whole = party.partOf === undefined ? undefined : byKey.get(party.partOf);
    if (whole && !placed.has(whole) && whole !== party) place(whole);
    placed.add(party);
  };
  parties.forEach(place);
  return [...placed];
}

async function addParties(
  workspace: Workspace,
  owner: Principal,
  manifest: Manifest,
  keys: Keys,
): Promise<void> {
  for (const {
    key,
    name,
    kind,
    words,
    aliases = [],
    scriptNames = {},
    partOf,
    handling,
    channel,
  } of wholesFirst(manifest.parties)) {
    const written = [...(name === undefined ? [] : [name]), ...aliases, ...Object.values(scriptNames)];
    const isUnnamed = kind === 'unnamed';
    const called = words ?? (isUnnamed ? name : undefined);
    const partyId = await registerParty(workspace, owner, {
      kind,
      names: isUnnamed ? [] : written.map((one) => nameOf(one)),
      ...(called === undefined ? {} : { words: called }),
      ...(partOf === undefined ? {} : { partOf: must(keys.parties, partOf) }),
      ...(handling === undefined ? {} : { handling }),
      ...(channel === 'icrc' ? { isIcrc: true } : {}),
    });
    keys.parties.set(key, partyId);
    keys.names.set(key, name ?? words ?? key);
  }
  for (const { key, role, compartments } of manifest.principals) {
    if (key !== 'owner') await registerPrincipal(workspace, owner, { id: newId(), role, compartments });
  }
}

function documentIn(spec: DocumentSpec, keys: Keys) {
  const { file, title, publisher, published, language, relayedFrom, handling, kind } = spec;
  return {
    fileName: file.split('/').pop() ?? file,
    title,
    ...(kind === undefined ? {} : { kind }),
    publisher: { kind: 'party' as const, partyId: must(keys.parties, publisher) },
    published,
    language,
    handling,
    isPublic: spec.isPublic ?? handling.tlp === 'TLP:CLEAR',
    ...(relayedFrom === undefined
      ? {}
      : { relayedFrom: [{ kind: 'document' as const, documentId: must(keys.documents, relayedFrom) }] }),
  };
}

function speakerFor(key: string | null | undefined, keys: Keys): Speaker | undefined {
  if (key === undefined || key === 'as proposed') return undefined;
  return key === null ? { kind: 'author' } : { kind: 'party', partyId: must(keys.parties, key) };
}

/** Outcomes that the reader's vocabulary does not have, by the manifest's word. */
const OUTCOMES: Readonly<Record<string, string>> = { referred: 'REFER' };

function settledBy(spec: DecisionSpec, keys: Keys): AcceptanceDecision {
  const { reasonGiven, outcome, referredTo: _referredTo, ...rest } = spec.corrections ?? {};
  const code = typeof outcome === 'string' ? OUTCOMES[outcome] : undefined;
  const corrections = Object.fromEntries(
    Object.entries(rest).map(([field, value]) => [
      field,
      typeof value === 'string' ? (keys.names.get(value) ?? value) : value,
    ]),
  );
  const speaker = speakerFor(spec.speaker, keys);
  return {
    ...spec.settled,
    ...(speaker === undefined ? {} : { speaker }),
    corrections: { ...corrections, ...(outcome !== undefined && code === undefined ? { outcome } : {}) },
    ...(code === undefined ? {} : { outcome: code }),
    ...(reasonGiven === 'mandate' ? { mandate: true } : {}),
  };
}

const DECISIONS = { accept: 'accepted', refuse: 'refused', park: 'parked' } as const;

/** The undecided proposal a decision means: same kind, the quoted words inside its quote or around it. */
function meant(spec: DecisionSpec, proposals: readonly ProposalView[]): ProposalView | undefined {
  const candidates = proposals.filter(
    ({ kind, decision, passage, fields }) =>
      decision === null &&
      kind === spec.kind &&
      (passage.exact.includes(spec.quote) || spec.quote.includes(passage.exact)) &&
      Object.entries(spec.where ?? {}).every(([name, value]) =>
        fields.some((field) => field.name === name && (field.value ?? '').includes(value)),
      ),
  );
  const distance = (one: ProposalView): number => Math.abs(one.passage.exact.length - spec.quote.length);
  return candidates.sort((a, b) => distance(a) - distance(b))[0];
}

async function decide(
  workspace: Workspace,
  owner: Principal,
  manifest: Manifest,
  keys: Keys,
  onStage: (stage: SampleStage, done: number, total: number) => void,
): Promise<{ accepted: number; unmet: readonly string[] }> {
  const unmet: string[] = [];
  let accepted = 0;
  for (const [at, spec] of manifest.decisions.entries()) {
    if (spec.decide === 'leave') continue;
    const page = await workspace.read(owner, 'work', {
      what: 'document',
      documentId: must(keys.documents, spec.document),
    });
    const proposal = meant(spec, page.proposals);
    if (!proposal) {
      unmet.push(`${spec.document}: ${spec.kind}`);
      if (spec.decide === 'accept' && spec.hand)
        await byHand(workspace, owner, handSpecOf(spec, keys), { ...keys, rows: new Map() });
      continue;
    }
    await judgeProposal(workspace, owner, {
      proposalId: proposal.proposalId,
      decision: DECISIONS[spec.decide],
      ...(spec.reason === undefined ? {} : { words: spec.reason }),
      ...(spec.decide === 'accept' ? { settled: settledBy(spec, keys) } : {}),
    });
    if (spec.decide === 'accept') accepted += 1;
    onStage('decisions', at + 1, manifest.decisions.length);
  }
  return { accepted, unmet };
}

/** The same claim as a person would record it, where the reader did not propose it. */
function handSpecOf({ document, kind, quote, speaker, hand, settled }: DecisionSpec, keys: Keys): HandSpec {
  const fields = Object.entries(hand?.fields ?? {}).map(
    ([field, value]) =>
      [field, typeof value === 'string' ? (keys.names.get(value) ?? value) : value] as const,
  );
  return {
    document,
    kind: kind as ProposalKind,
    quote,
    speaker: speaker === 'as proposed' ? null : (speaker ?? null),
    ...(hand?.modality === undefined ? {} : { modality: hand.modality }),
    ...(hand?.subject === undefined ? {} : { subject: hand.subject }),
    fields: Object.fromEntries(fields),
    ...(settled === undefined ? {} : { settled }),
  };
}

async function byHand(
  workspace: Workspace,
  owner: Principal,
  spec: HandSpec,
  keys: Keys & { readonly rows: ReadonlyMap<string, string> },
): Promise<void> {
  const speaker = speakerFor(spec.speaker, keys) ?? { kind: 'author' as const };
  await recordClaim(workspace, owner, {
    documentId: must(keys.documents, spec.document),
    kind: spec.kind,
    quote: spec.quote,
    speaker,
    ...(spec.modality === undefined ? {} : { modality: spec.modality }),
    ...(spec.subject === undefined ? {} : { subject: spec.subject }),
    ...(spec.fields === undefined ? {} : { fields: spec.fields }),
    settled: {
      ...spec.settled,
      ...(spec.handling === undefined ? {} : { handling: spec.handling }),
      ...(spec.records === undefined
        ? {}
        : { recordIds: spec.records.map((row) => must(keys.rows, row.join(':'))) }),
    },
  });
}

/** Record ids by `list:row` of the manifest. */
async function rowsOf(
  workspace: Workspace,
  owner: Principal,
  keys: Keys,
): Promise<ReadonlyMap<string, string>> {
  const rows = new Map<string, string>();
  for (const [key, listId] of keys.lists) {
    let after: string | null = null;
    do {
      const page: { records: readonly { row: number; recordId: string }[]; next: string | null } =
        await workspace.read(owner, 'work', {
          what: 'records',
          listId,
          limit: 1000,
          ...(after === null ? {} : { after }),
        });
      for (const { row, recordId } of page.records) rows.set(`${key}:${row}`, recordId);
      after = page.next;
    } while (after !== null);
  }
  return rows;
}

async function judge(
  workspace: Workspace,
  owner: Principal,
  manifest: Manifest,
  rows: ReadonlyMap<string, string>,
): Promise<void> {
  await judgeRecords(
    workspace,
    owner,
    manifest.judgements.map(({ left, right, answer, reason }) => ({
      left: must(rows, left.join(':')),
      right: must(rows, right.join(':')),
      decision: answer,
      reason,
    })),
  );
}

async function signViews(
  workspace: Workspace,
  owner: Principal,
  { views }: Manifest,
  keys: Keys,
): Promise<void> {
  if (views.length === 0) return;
  const { rows } = await workspace.read(owner, 'count', { what: 'count' });
  for (const { name, accepts, reason } of views)
    await signView(workspace, owner, {
      name,
      accepts: accepts.flatMap(({ document, quote, as }) => {
        const documentId = must(keys.documents, document);
        const row = rows.find((one) => one.documentId === documentId && one.words.includes(quote));
        return row === undefined ? [] : [{ claimId: row.claimId, reading: 0, as }];
      }),
      assumes: [{ kind: 'same-moment' }],
      lists: [],
      reason,
    });
}

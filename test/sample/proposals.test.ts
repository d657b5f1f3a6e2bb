/**
 * The sample read as a user would: every document through the parser, every English text through the reader, every
 * decision of the manifest to a claim. What the reader misses must at least be recordable by hand.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  claimsFromProposal,
  passageAt,
  placesOf,
  type AcceptanceDecision,
  type Proposal,
  type Speaker,
} from '#claim';
import { firewall } from '#disclosure';
import { codePointLength, endIdleParser, extract, preserve, type PinnedText } from '#evidence';
import { newId, whenOf } from '#ground';
import { propose, splitHeader, supportedLanguages } from '#reading';
import { manifest, named, SAMPLE, type Decision, type HandClaim } from './manifest.ts';

const texts = new Map<string, PinnedText>();
const proposals = new Map<string, Proposal[]>();

beforeAll(async () => {
  for (const { key, file, language, published } of manifest.documents) {
    const bytes = readFileSync(join(SAMPLE, file));
    const { pinned } = await extract(bytes, preserve(bytes, { fileName: file }));
    texts.set(key, pinned);
    if (!supportedLanguages().includes(language)) continue;
    const reading = await propose(pinned.text, { lang: language, published });
    const { bodyStart } = splitHeader(pinned.text);
    const offset = codePointLength(pinned.text.slice(0, bodyStart));
    proposals.set(
      key,
      reading.claims.map((claim) => atPlace(key, claim.start + offset, claim as unknown as Proposal)),
    );
  }
}, 120_000);
afterAll(() => endIdleParser());

function atPlace(documentKey: string, start: number, said: Proposal): Proposal {
  const pinned = texts.get(documentKey);
  if (!pinned) throw new Error(`no text for ${documentKey}`);
  const source = { documentId: newId(), textSha256: pinned.textSha256, points: [...pinned.text] };
  const { start: _start, end: _end, ...rest } = said as Proposal & { start?: number; end?: number };
  return {
    ...rest,
    proposalId: newId(),
    passage: passageAt(source, start, start + [...said.quote].length),
  };
}

/** The proposal a decision means: same kind, one quote inside the other, nearest in length. */
function found({ document, kind, quote, where = {} }: Decision): Proposal | undefined {
  const fits = (proposal: Proposal) =>
    proposal.kind === kind &&
    (proposal.quote.includes(quote) || quote.includes(proposal.quote)) &&
    Object.entries(where).every(([field, words]) => String(Reflect.get(proposal, field)).includes(words));
  const distance = (proposal: Proposal) => Math.abs(proposal.quote.length - quote.length);
  return (proposals.get(document) ?? []).filter(fits).toSorted((a, b) => distance(a) - distance(b))[0];
}

/** What accepting a decision of the manifest gives, from the proposal or, without one, by hand. */
function decided(decision: Decision) {
  const { hand, document, speaker, settled = {}, corrections } = decision;
  const proposal = found(decision);
  const speaks = { ...settled, speaker: speakerOf(speaker) };
  if (proposal) return accept(proposal, document, { ...speaks, corrections: named(corrections) });
  if (!hand) throw new Error(`nothing to accept for: ${decision.quote}`);
  return accept(byHand({ ...decision, ...hand }), document, speaks);
}

function byHand({ document, kind, quote, modality, subject, fields }: HandClaim): Proposal {
  const pinned = texts.get(document);
  const [start, ...more] = placesOf(pinned?.text ?? '', quote);
  expect(start, quote).toBeDefined();
  expect(more, quote).toEqual([]);
  return atPlace(document, start ?? 0, {
    ...named(fields),
    kind,
    quote,
    modality,
    subject,
    id: 'hand',
    attributed_to: null,
    attribution: { state: 'author', mention: null, candidates: [] },
    rule: 'by-hand',
    flags: [],
  } as unknown as Proposal);
}

function accept(proposal: Proposal, document: string, decided: AcceptanceDecision) {
  const source = manifest.documents.find(({ key }) => key === document);
  if (!source) throw new Error(`no document ${document}`);
  const published = whenOf({
    words: source.published,
    lang: 'en',
    edtf: source.published,
    role: 'publishedAt',
    basis: 'explicit',
  });
  return claimsFromProposal({
    proposal,
    source: {
      documentId: proposal.passage.documentId,
      language: source.language,
      isPublic: source.isPublic,
      handling: source.handling,
      published,
      capturedOn: '2025-10-01',
      relay: [],
      damaged: [],
    },
    decision: decided,
    author: newId(),
    newId,
  });
}

const speakerOf = (key: string | null): Speaker =>
  key === null ? { kind: 'author' } : { kind: 'party', partyId: newId() };

test('no document of the sample carries the marking of a confidential channel', () => {
  for (const { key, handling } of manifest.documents)
    expect(firewall(texts.get(key)?.text ?? '', handling.caveats).pass, key).toBe(true);
});

test('the reprint is damaged in each of the ways it was meant to be', () => {
  const kinds = new Set(texts.get('reprint')?.damaged.map(({ kind }) => kind));
  for (const kind of ['cut-off', 'mojibake', 'duplicate-paragraph'] as const)
    expect([...kinds]).toContain(kind);
  expect(texts.get('icrc-statement')?.damaged).toEqual([]);
});

test('the reader proposes what four in five decisions of the sample are about', () => {
  const met = manifest.decisions.filter((decision) => found(decision) !== undefined);
  expect(met.length / manifest.decisions.length).toBeGreaterThanOrEqual(0.8);
});

test('every accepted claim could also be recorded by hand, so that the sample never depends on the reader', () => {
  for (const { hand, document, speaker, settled, ...decision } of manifest.decisions) {
    if (decision.decide !== 'accept') continue;
    if (!hand) throw new Error(`nothing to record by hand for: ${decision.quote}`);
    const claim = byHand({ ...hand, document, speaker, kind: decision.kind, quote: decision.quote });
    const made = accept(claim, document, { ...settled, speaker: speakerOf(speaker) });
    expect(made.ok ? 'recorded' : `${made.reason} ${made.field}`, decision.quote).toBe('recorded');
  }
});

test('every accepted proposal becomes a claim without a further question to a person', () => {
  for (const decision of manifest.decisions) {
    if (decision.decide !== 'accept') continue;
    const made = decided(decision);
    expect(made.ok ? 'recorded' : `${made.reason} ${made.field}`, decision.quote).toBe('recorded');
  }
});

test('what is recorded by hand and what is sealed becomes claims, and the sealed stay in their compartment', () => {
  for (const claim of [...manifest.byHand, ...manifest.sealed]) {
    const made = accept(byHand(claim), claim.document, {
      ...claim.settled,
      ...(claim.handling && { handling: claim.handling }),
      speaker: speakerOf(claim.speaker),
      recordIds: (claim.records ?? []).map(() => newId()),
    });
    expect(made.ok ? 'recorded' : `${made.reason} ${made.field}`, claim.quote).toBe('recorded');
    if (made.ok && manifest.sealed.includes(claim))
      expect(made.claims.map(({ handling }) => handling.compartment)).toEqual(['sources']);
  }
});

test('the outcomes of asking are told apart: three silences, one refusal, one referral, one mandate, nine lawyers', () => {
  const outcomes: string[] = [];
  for (const decision of manifest.decisions) {
    if (decision.kind !== 'inquiry') continue;
    const made = decided(decision);
    if (!made.ok) throw new Error(made.reason);
    for (const claim of made.claims)
      if (claim.claimKind === 'inquiry-outcome')
        outcomes.push(`${claim.inquiry.outcome} ${claim.inquiry.n ?? 1}`);
  }
  expect(outcomes.toSorted()).toEqual([
    'DECL-M 1',
    'NORESP 1',
    'NORESP 1',
    'NORESP 1',
    'REFER 1',
    'REFUS 1',
    'UNREACH 9',
  ]);
});

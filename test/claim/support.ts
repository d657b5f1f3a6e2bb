/** Builders for the tests of the claim room: ids in order, a source, a claim of each kind. */
import { whenOf, type When } from '#ground';
import { proposalFromReader, unclearScope } from '#claim';
import type { AcceptanceDecision, Claim, ClaimOf, PinnedPoints, Proposal, SourceOf } from '#claim';

/** Ids that differ in their last digits only; never used outside tests. */
export function ids(block = 0): () => string {
  let next = 0;
  return () => id(block * 10_000 + next++);
}

export function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export const SHA = 'a'.repeat(64);
export const AUTHOR = id(900_001);

export const published: When = whenOf({
  words: '4 March 2034',
  lang: 'en',
  edtf: '2034-03-04',
  role: 'publishedAt',
  basis: 'explicit',
});

export function dated(role: When['role'], edtf = '2034-03-04'): When {
  return whenOf({ words: '', lang: 'und', edtf, role, basis: 'inherited' });
}

export function source(over: Partial<SourceOf> = {}): SourceOf {
  return {
    documentId: id(1),
    language: 'en',
    isPublic: true,
    handling: { tlp: 'TLP:CLEAR', caveats: [], compartment: 'open' },
    published,
    capturedOn: '2034-03-06',
    relay: [
      { kind: 'mention', words: 'Radio Meridian' },
      { kind: 'mention', words: 'Velmar Courier' },
    ],
    damaged: [],
    ...over,
  };
}

/** A whole text as the pinned text. */
export function pinned(text: string): PinnedPoints {
  return { documentId: id(1), textSha256: SHA, points: Array.from(text) };
}

/** A proposal whose text is its quote. */
export function proposal(fields: {
  readonly kind: Proposal['kind'];
  readonly quote: string;
  readonly [key: string]: unknown;
}): Proposal {
  const made = proposalFromReader(
    {
      id: 'c1',
      start: 0,
      end: Array.from(fields.quote).length,
      attributed_to: null,
      modality: 'asserted',
      ...fields,
    } as never,
    pinned(fields.quote),
    id(500),
  );
  if (!made.ok) throw new Error(`proposal not made: ${made.reason}`);
  return made.proposal;
}

export function acceptance(of: Proposal, decision: AcceptanceDecision = {}, over: Partial<SourceOf> = {}) {
  return { proposal: of, source: source(over), decision, author: AUTHOR, newId: ids(7) };
}

/** The envelope of a plain claim. */
export function envelope(): Omit<ClaimOf<'question'>, 'claimKind' | 'words'> {
  return {
    claimId: id(2),
    subject: { kind: 'scope' },
    speaker: { kind: 'mention', words: 'Ministry of Truce' },
    relay: [{ kind: 'author' }],
    capacity: 'NST',
    basis: 'unstated',
    modality: 'asserts',
    hedge: { kind: 'none' },
    statedAt: dated('statedAt'),
    asOf: dated('asOf'),
    scope: unclearScope(),
    passages: [
      { documentId: id(1), textSha256: SHA, start: 0, end: 4, exact: 'held', prefix: '', suffix: '' },
    ],
    language: 'en',
    handling: { tlp: 'TLP:CLEAR', caveats: [], compartment: 'open' },
    author: AUTHOR,
    confirmation: 'recorded',
  };
}

export function countClaim(
  value: ClaimOf<'count'>['value'],
  over: Partial<ClaimOf<'count'>> = {},
): ClaimOf<'count'> {
  return {
    claimKind: 'count',
    ...envelope(),
    measure: 'held',
    tally: 'stock',
    unit: 'persons',
    value,
    ...over,
  };
}

/** One valid claim of every kind that has a simple one. */
export function claimsOfAllKinds(): Claim[] {
  const base = envelope();
  return [
    { ...base, claimKind: 'attribute', field: 'unit', value: { kind: 'said', words: 'third brigade' } },
    { ...base, claimKind: 'label', value: { kind: 'said', label: 'POW', words: 'prisoners of war' } },
    {
      ...base,
      claimKind: 'event',
      value: { kind: 'said', event: 'CAPT', words: 'captured', statedOrInferred: 'stated' },
    },
    {
      ...base,
      claimKind: 'state',
      value: { kind: 'said', state: { axis: 'custody', code: 'HELD', words: 'held' } },
    },
    countClaim({ kind: 'said', comparator: '=', lo: 27, words: '27' }),
    {
      ...base,
      claimKind: 'count-unknown',
      measure: 'held',
      value: { kind: 'unknown', words: 'nobody knows' },
    },
    {
      ...base,
      claimKind: 'practice',
      value: { kind: 'said', practice: 'visits', polarity: '+', channels: [], words: 'visits take place' },
    },
    {
      ...base,
      claimKind: 'contact',
      value: {
        kind: 'said',
        channel: 'PHN',
        polarity: '+',
        words: 'called',
        who: { words: 'he' },
        madeAt: dated('on'),
      },
    },
    {
      ...base,
      claimKind: 'access',
      value: { kind: 'said', visit: 'OMB', outcome: 'occurred', words: 'visited', on: dated('on') },
    },
    {
      ...base,
      claimKind: 'inquiry-outcome',
      inquiry: {
        outcome: 'NORESP',
        words: 'no answer',
        asker: { kind: 'author' },
        addressee: { kind: 'mention', words: 'a ministry' },
      },
    },
    { ...base, claimKind: 'norm', value: { kind: 'said', words: 'may be shared with nobody' } },
    {
      ...base,
      claimKind: 'evaluation',
      value: { kind: 'said', evaluation: { form: 'opinion', words: 'unfair' } },
    },
    {
      ...base,
      claimKind: 'commitment',
      value: { kind: 'said', form: 'promise', stage: 'NST', parties: [], words: 'will release them' },
    },
    {
      ...base,
      claimKind: 'relation',
      value: {
        kind: 'said',
        relation: 'relative',
        polarity: '+',
        words: 'his brother',
        other: { kind: 'words', words: 'brother' },
      },
    },
    {
      ...base,
      claimKind: 'document-meta',
      value: { kind: 'said', relation: 'cites', words: 'from Radio Meridian' },
    },
    { ...base, claimKind: 'question', words: 'Where are they?' },
  ];
}

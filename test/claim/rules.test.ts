/** What may be recorded: closed schemas, value kinds, and the rules a schema cannot say. */
import { describe, expect, test } from 'vitest';
import { canonicalJson, Fault, whenOf } from '#ground';
import {
  assertEntry,
  CLAIM_KINDS,
  CLAIM_MARKS,
  ENTRY_TYPES,
  isEntryType,
  list,
  stanceOf,
  validateClaim,
  validateEntry,
  valueKindOf,
  VALUE_KINDS,
} from '#claim';
import type { Claim, ClaimOf, Document, Proposal } from '#claim';
import {
  AUTHOR,
  claimsOfAllKinds,
  countClaim,
  dated,
  envelope,
  id,
  proposal,
  published,
  SHA,
} from './support.ts';

const CANARY = 'Canary Zephyrine';
const count27 = countClaim({ kind: 'said', comparator: '=', lo: 27, words: '27' });

function refused(claim: unknown, path: string): void {
  expect(validateClaim(claim)).toMatchObject({ ok: false, path });
}

describe('schemas', () => {
  test('C1 one claim of every kind is accepted, and the kinds are those of the list', () => {
    const claims = claimsOfAllKinds();
    expect(claims.map((claim) => claim.claimKind).sort()).toEqual([...CLAIM_KINDS].sort());
    for (const claim of claims) expect(validateClaim(claim), claim.claimKind).toEqual({ ok: true });
  });

  test('C1 a key that is not known is refused wherever it stands', () => {
    for (const claim of claimsOfAllKinds()) {
      refused({ ...claim, [CANARY]: 1 }, '');
      refused(JSON.parse(JSON.stringify(claim).replace(/^\{/, '{"__proto__":{},')), '');
      expect(validateClaim({ ...claim, scope: { ...claim.scope, [CANARY]: { any: true } } }).ok).toBe(false);
      expect(validateClaim({ ...claim, handling: { ...claim.handling, note: CANARY } }).ok).toBe(false);
    }
  });

  test('C1 leaving out a part of the envelope is refused', () => {
    for (const key of Object.keys(envelope())) {
      const claim: Record<string, unknown> = { ...count27 };
      delete claim[key];
      expect(validateClaim(claim).ok, key).toBe(false);
    }
  });

  test('C2 there are six value kinds, and null is none of them', () => {
    expect(VALUE_KINDS).toEqual(['said', 'unknown', 'none', 'refused', 'silence', 'withheld']);
    expect(validateClaim(countClaim({ kind: 'none', words: 'there are none' }))).toEqual({ ok: true });
    expect(validateClaim(countClaim({ kind: 'withheld', reason: 'safety' }))).toEqual({ ok: true });
    expect(validateClaim({ ...count27, value: { kind: 'withheld' } }).ok).toBe(false);
    expect(validateClaim({ ...count27, value: null }).ok).toBe(false);
    expect(
      validateClaim({ ...count27, value: { kind: 'said', comparator: '=', lo: null, words: 'x' } }).ok,
    ).toBe(false);
  });

  test('C2 the value kind of a claim is told for every kind, and a question has none', () => {
    const kinds = Object.fromEntries(
      claimsOfAllKinds().map((claim) => [claim.claimKind, valueKindOf(claim)]),
    );
    expect(kinds).toMatchObject({
      count: 'said',
      'count-unknown': 'unknown',
      'inquiry-outcome': 'silence',
      question: null,
    });
  });

  test('C26 a refusal names the place and the rule, never a value and never an unknown key', () => {
    const bad: unknown[] = [
      { claim: { ...count27, [CANARY]: CANARY } },
      { claim: { ...count27, language: CANARY } },
      { claim: { ...count27, claimKind: CANARY } },
      { claim: { ...count27, speaker: { kind: 'mention', words: CANARY, [CANARY]: CANARY } } },
      { [CANARY]: CANARY },
      CANARY,
      null,
    ];
    for (const body of bad)
      for (const type of [...ENTRY_TYPES, CANARY]) {
        const checked = validateEntry(type, body);
        expect(checked.ok).toBe(false);
        expect(JSON.stringify(checked)).not.toMatch(/Canary|Zephyrine/i);
        expect(() => assertEntry(type, body)).toThrow(Fault);
        try {
          assertEntry(type, body);
        } catch (thrown) {
          expect(String(thrown)).not.toMatch(/Canary|Zephyrine/i);
        }
      }
  });

  test('C26 the place of an error inside a union is the place, not the union', () => {
    refused({ ...count27, value: { ...count27.value, lo: -1 } }, '/value/lo');
    refused(
      { ...count27, passages: [{ ...count27.passages[0], textSha256: 'x' }] },
      '/passages/0/textSha256',
    );
  });

  test('C34 every claim that may be recorded can be put into canonical JSON', () => {
    for (const claim of claimsOfAllKinds()) expect(() => canonicalJson(claim)).not.toThrow();
  });

  test('C34 fractions and numbers beyond the safe integers are refused', () => {
    for (const lo of [1.5, 2 ** 53, -1, Number.NaN])
      expect(validateClaim(countClaim({ kind: 'said', comparator: '=', lo, words: 'x' })).ok).toBe(false);
  });
});

describe('rules', () => {
  test('C4 a quote has the length of its place, in code points, and at most four hundred', () => {
    const [passage] = count27.passages;
    refused({ ...count27, passages: [{ ...passage, end: 5 }] }, '/passages/0');
    expect(validateClaim({ ...count27, passages: [{ ...passage, exact: '😀😀', end: 2 }] })).toEqual({
      ok: true,
    });
    refused(
      { ...count27, passages: [{ ...passage, exact: 'x'.repeat(401), end: 401 }] },
      '/passages/0/exact',
    );
  });

  test('C5 a date bounds what its expression bounds, keeps its flags, and has the role of its place', () => {
    const spring = whenOf({
      words: 'in spring',
      lang: 'en',
      edtf: '2033-21',
      role: 'asOf',
      basis: 'explicit',
    });
    expect(validateClaim({ ...count27, asOf: spring })).toEqual({ ok: true });
    expect([spring.min, spring.max]).toEqual(['2033-03-01', '2033-05-31']);
    refused({ ...count27, asOf: { ...spring, max: '2033-12-31' } }, '/asOf');
    refused({ ...count27, asOf: { ...spring, words: '' } }, '/asOf');
    refused({ ...count27, asOf: dated('statedAt') }, '/asOf/role');
  });

  test('C7 a program may not record an unresolved speaker, a person may', () => {
    const unresolved = { kind: 'unresolved', candidates: ['the committee'] } as const;
    refused({ ...count27, speaker: unresolved, confirmation: 'blocked' }, '/speaker');
    expect(
      validateClaim({ ...count27, speaker: { ...unresolved, byPerson: true }, confirmation: 'blocked' }),
    ).toEqual({ ok: true });
  });

  test('C9 an unresolved speaker blocks confirmation', () => {
    refused({ ...count27, speaker: { kind: 'unresolved', candidates: [], byPerson: true } }, '/confirmation');
  });

  const label: ClaimOf<'label'> = {
    ...envelope(),
    claimKind: 'label',
    value: { kind: 'said', label: 'TERR', words: 'terrorists', use: 'rhetoric' },
  };

  test('C8 a label needs its speaker, even if a person says that there is none', () => {
    refused(
      { ...label, speaker: { kind: 'unresolved', candidates: [], byPerson: true }, confirmation: 'blocked' },
      '/speaker',
    );
  });

  test('C11 a label that accuses says whether it is speech, charge or conviction', () => {
    expect(validateClaim(label)).toEqual({ ok: true });
    for (const code of ['TERR', 'SABO', 'MERC', 'SPY'])
      refused({ ...label, value: { kind: 'said', label: code, words: 'x' } }, '/value/use');
    expect(validateClaim({ ...label, value: { kind: 'said', label: 'POW', words: 'x' } })).toEqual({
      ok: true,
    });
  });

  test('C14 a figure has the ends its comparator has', () => {
    const right = [
      { comparator: '=', lo: 3 },
      { comparator: '<', hi: 3 },
      { comparator: 'between', lo: 2, hi: 3 },
      { comparator: 'vague' },
    ] as const;
    for (const value of right)
      expect(validateClaim(countClaim({ kind: 'said', words: 'x', ...value }))).toEqual({ ok: true });
    const wrong = [
      { comparator: '=' },
      { comparator: '=', lo: 1, hi: 2 },
      { comparator: '<', lo: 3 },
      { comparator: 'between', lo: 4, hi: 3 },
      { comparator: 'vague', lo: 24 },
      { comparator: '<', hi: 0 },
    ] as const;
    for (const value of wrong)
      expect(validateClaim(countClaim({ kind: 'said', words: 'x', ...value })).ok).toBe(false);
    refused({ ...count27, modality: 'declines-to-state' }, '/modality');
  });

  test('C17 a practice names no record; contact and access of a person name their moment', () => {
    const practice = claimsOfAllKinds().find((claim) => claim.claimKind === 'practice');
    refused(
      {
        ...practice,
        value: {
          kind: 'said',
          practice: 'visits',
          polarity: '+',
          channels: [],
          words: 'x',
          who: { words: 'x', recordIds: [id(4)] },
        },
      },
      '/value/who/recordIds',
    );
    const contact = claimsOfAllKinds().find((claim) => claim.claimKind === 'contact');
    refused(
      { ...contact, value: { kind: 'said', channel: 'PHN', polarity: '+', words: 'x', who: { words: 'x' } } },
      '/value/madeAt',
    );
  });

  test('C19 no reply says as of when, and nobody is reached who was not asked', () => {
    const none = claimsOfAllKinds().find(
      (claim) => claim.claimKind === 'inquiry-outcome',
    ) as ClaimOf<'inquiry-outcome'>;
    refused(
      { ...none, asOf: whenOf({ words: '', lang: 'und', edtf: null, role: 'asOf', basis: 'inherited' }) },
      '/asOf',
    );
    refused({ ...none, inquiry: { ...none.inquiry, n: 6, reached: 7 } }, '/inquiry/reached');
    expect(
      validateClaim({ ...none, inquiry: { ...none.inquiry, outcome: 'UNREACH', n: 6, reached: 0 } }),
    ).toEqual({ ok: true });
  });

  test('C22 sexual violence is recorded in a compartment of its own with its caveat, or not at all', () => {
    const claim: Claim = {
      ...envelope(),
      claimKind: 'state',
      value: { kind: 'said', state: { axis: 'treatment', code: 'SEXV', words: 'x' } },
    };
    refused(claim, '/handling');
    expect(
      validateClaim({ ...claim, handling: { tlp: 'TLP:RED', caveats: ['SV'], compartment: 'sv' } }),
    ).toEqual({ ok: true });
  });

  test('C23 an embargo and its day go together', () => {
    refused(
      { ...count27, handling: { ...count27.handling, caveats: ['EMBARGO'] } },
      '/handling/embargoUntil',
    );
    expect(
      validateClaim({
        ...count27,
        handling: { ...count27.handling, caveats: ['EMBARGO'], embargoUntil: '2035-01-01' },
      }),
    ).toEqual({ ok: true });
  });

  test('C16 the stance of a figure follows from how it is put, and is not stored beside it', () => {
    expect(stanceOf(count27)).toBe('asserts');
    expect(stanceOf({ ...count27, modality: 'denies' })).toBe('denies');
    expect(stanceOf({ ...count27, modality: 'acknowledges' })).toBe('acknowledges');
    expect(stanceOf(countClaim({ kind: 'refused' }))).toBe('withholds');
    expect(stanceOf({ ...count27, modality: 'relays-hearsay' })).toBe('alleges');
    expect(validateClaim({ ...count27, stance: 'asserts' }).ok).toBe(false);
  });
});

describe('entries', () => {
  const doc: Document = {
    documentId: id(1),
    kind: 'article',
    publisher: { kind: 'mention', words: 'Velmar Courier' },
    published,
    capturedAt: '2034-03-06T10:00:00.000Z',
    language: 'en',
    relayedFrom: [{ kind: 'unseen', publisher: { kind: 'mention', words: 'Radio Meridian' } }],
    grade: 'E0',
    independentCapture: false,
    items: [{ blobId: '0'.repeat(32), sha256: SHA, size: 1200, mediaType: 'text/plain', role: 'original' }],
    isPublic: true,
    quality: [{ kind: 'reprint' }],
    handling: { tlp: 'TLP:CLEAR', caveats: [], compartment: 'open' },
  };
  const handling = doc.handling;
  const read: Proposal = proposal({
    kind: 'count',
    quote: '27 soldiers',
    operator: '=',
    number: 27,
    measure: 'held',
    as_of: null,
    period: null,
    unit: null,
    vague: false,
  });

  const bodies: Record<string, unknown> = {
    'workspace-created': {
      workspaceId: id(1),
      name: 'Strait',
      format: 1,
      program: { name: 'habeas', version: '0.1.0' },
      lists: [{ list: 'EV', version: 1 }],
      isSample: true,
    },
    'principal-registered': { principalId: AUTHOR, role: 'owner', compartments: [] },
    'party-registered': {
      party: { partyId: id(3), kind: 'unnamed', names: [], words: 'a ministry, unnamed', handling },
    },
    'document-preserved': { document: doc },
    'text-pinned': {
      documentId: id(1),
      textSha256: SHA,
      normaliser: { name: 'plain', version: '1' },
      blobId: '0'.repeat(32),
      length: 1200,
      damaged: [{ start: 3, end: 4, kind: 'truncated' }],
    },
    'reading-run': {
      runId: id(5),
      documentId: id(1),
      textSha256: SHA,
      reader: { name: 'rules-en', version: '1' },
      lang: 'en',
      proposals: [read],
      unclaimed: [{ quote: 'nine', kind: 'number', start: 1, end: 5 }],
    },
    'model-chosen': { choice: { is: 'off' }, reason: 'we go without' },
    'model-asked': {
      runId: id(51),
      documentId: id(1),
      textSha256: SHA,
      model: 'invented-7b',
      reach: 'loopback',
      promptSha256: SHA,
      parameters: { temperature: 0, maxTokens: 100, seed: 7 },
      milliseconds: 5,
      chunks: [{ start: 0, end: 9, inputSha256: SHA, tries: 1, outcome: 'read' }],
      rejected: [{ chunk: 0, check: 2, why: 'not-in-text', said: '{}' }],
      rejectedMore: 0,
      compared: [
        { proposalId: read.proposalId, differences: [{ field: 'number', rules: '9', model: '19' }] },
      ],
      instructionLike: false,
    },
    'proposal-judged': { proposalId: read.proposalId, decision: 'refused', reason: '1', claimIds: [] },
    'claim-recorded': { claim: count27 },
    'claim-marked': { claimId: id(2), mark: 'retracted', reason: 'the newspaper withdrew it' },
    'list-imported': {
      list: {
        listId: id(6),
        documentId: id(1),
        name: 'list A',
        columns: [{ column: 0, heading: 'Name', field: 'name' }],
        rows: 1,
        importer: { name: 'csv', version: '1' },
        handling,
      },
    },
    'record-added': {
      record: {
        recordId: id(7),
        origin: { kind: 'row', listId: id(6), row: 1, cells: [{ column: 0, words: 'x' }] },
        names: [{ words: 'x', script: 'Latn' }],
        handling,
      },
    },
    'judgement-made': {
      judgement: {
        judgementId: id(8),
        left: id(7),
        right: id(71),
        decision: 'same',
        reason: 'same number',
        by: { kind: 'person', principalId: AUTHOR },
      },
    },
    'event-registered': { event: { eventId: id(10), event: 'CAPT', claimIds: [id(2)], handling } },
    'inquiry-recorded': {
      inquiry: {
        inquiryId: id(11),
        asker: { kind: 'party', partyId: id(3) },
        addressee: { kind: 'mention', words: 'the ministry' },
        question: 'how many',
        reminders: [],
        outcome: 'NORESP',
        outcomeAsOf: dated('on'),
        attempts: 1,
        evidence: [],
        handling,
      },
    },
    'question-opened': {
      question: { questionId: id(12), words: 'Who holds them?', claimIds: [], state: 'open', handling },
    },
    'anchor-registered': {
      anchor: {
        anchorId: id(13),
        names: ['Strait War'],
        start: '2031-05',
        end: '2031-09-12',
        source: 'armistice',
        passages: [],
      },
    },
    'disclosure-made': {
      disclosure: {
        disclosureId: id(14),
        audience: 'public',
        form: 'aggregate',
        purpose: 'report',
        format: 'csv/1',
        ledger: { size: 3, root: SHA },
        contents: [{ kind: 'claim', ids: [id(2)] }],
        tlp: 'TLP:CLEAR',
        rules: [{ rule: 'D1', keptBack: 2 }],
        decidedBy: [AUTHOR],
        reason: 'agreed',
      },
    },
    'decision-undone': {
      proposalId: read.proposalId,
      undoes: 7,
      restores: { decision: 'refused', reason: '2', claimIds: [] },
    },
    'mark-dismissed': { documentId: id(1), textSha256: SHA, start: 1, end: 5, state: 'dismissed' },
    'import-undone': { listId: id(6), state: 'undone', reason: 'the columns were wrong' },
    'document-set-aside': { documentId: id(1), state: 'set-aside', reason: 'pasted by mistake' },
    'rereading-asked': {
      rereadingId: id(21),
      documentId: id(1),
      drawnBy: 'sha256-order/1',
      seed: SHA,
      size: 9,
      population: 12,
      sample: [{ proposalId: id(2), decidedBy: 7 }],
    },
    'rereading-answered': {
      rereadingId: id(21),
      proposalId: id(2),
      turn: 'second',
      answer: 'refused',
      who: 'another-person',
      reader: 'Reader two',
      reason: '2',
      words: 'the ministry says it, not the paper',
    },
    'group-accepted': { documentId: id(1), kind: 'custody', proposalIds: [id(2), id(3)] },
    'document-taken': { documentId: id(1), state: 'taken', reader: 'Reader two' },
    'request-recorded': { proof: SHA, once: id(20), entries: 2 },
    'count-view-signed': {
      view: {
        viewId: id(15),
        name: 'the ministry’s figure and the league’s',
        accepts: [{ claimId: id(2), reading: 0, as: 'number' }],
        assumes: [{ kind: 'same-moment' }, { kind: 'within', inner: id(2), outer: id(3) }],
        lists: [id(9)],
        reason: 'for the report of March',
      },
    },
    'estimate-overridden': {
      override: {
        overrideId: id(16),
        table: SHA,
        rules: ['R5'],
        by: ['Ona Verra', 'Tolm Askin'],
        reason: 'two statisticians looked at the small overlap',
      },
    },
    'counts-published': {
      release: {
        releaseId: id(17),
        name: 'persons by place, March',
        facets: ['place'],
        threshold: 5,
        lines: [{ label: 'all', value: 2, members: [id(7), id(8)], cells: ['["north"]', '["south"]'] }],
        empty: ['["south"]'],
        keptBack: [{ label: 'place: north', because: 'small' }],
        reason: 'for the report of March',
      },
    },
    'body-erased': { seq: 4, basis: 'data-subject', reason: 'asked for by the family' },
  };

  test('C1 there is a valid body for every type of entry, and canonical JSON holds it', () => {
    expect(Object.keys(bodies).sort()).toEqual([...ENTRY_TYPES].sort());
    for (const type of ENTRY_TYPES) {
      expect(validateEntry(type, bodies[type]), type).toEqual({ ok: true });
      expect(() => canonicalJson(bodies[type])).not.toThrow();
    }
    expect(isEntryType('claim-edited')).toBe(false);
  });

  test('C1 every part of a body that must be there is missed', () => {
    for (const type of ENTRY_TYPES) {
      const body = bodies[type] as Record<string, unknown>;
      for (const key of Object.keys(body)) {
        const { [key]: _gone, ...rest } = body;
        const checked = validateEntry(type, rest);
        // Only what a body may do without may go.
        if (checked.ok)
          expect(['documentId', 'reader', 'reason', 'party', 'name', 'words', 'restores']).toContain(key);
      }
    }
  });

  test('C10 no type of entry changes a claim: a correction is a new claim, a mark only orders the page', () => {
    expect(CLAIM_MARKS).toEqual(['retracted', 'set-aside', 'shown-first', 'cleared']);
    for (const type of ['claim-edited', 'claim-updated', 'claim-deleted', 'claim-merged', 'record-merged'])
      expect(validateEntry(type, { claim: count27 })).toMatchObject({ ok: false });
    expect(
      validateEntry('claim-marked', { claimId: id(2), mark: 'retracted', reason: 'x', value: { lo: 100 } })
        .ok,
    ).toBe(false);
    const corrected = countClaim(
      { kind: 'said', comparator: '=', lo: 100, words: '100' },
      { claimId: id(3), supersedes: id(2) },
    );
    expect(validateClaim(corrected)).toEqual({ ok: true });
  });

  test('C27 a decision on a proposal names claims exactly when it accepts, and a refusal says why', () => {
    const base = { proposalId: id(1), claimIds: [] as string[] };
    expect(validateEntry('proposal-judged', { ...base, decision: 'accepted' }).ok).toBe(false);
    expect(validateEntry('proposal-judged', { ...base, decision: 'accepted', claimIds: [id(2)] })).toEqual({
      ok: true,
    });
    expect(validateEntry('proposal-judged', { ...base, decision: 'refused' }).ok).toBe(false);
    expect(validateEntry('proposal-judged', { ...base, decision: 'parked' })).toEqual({ ok: true });
  });

  test('C35 taking back names what it takes back, and says what is in force then', () => {
    const base = { proposalId: id(1), undoes: 3 };
    expect(validateEntry('decision-undone', base)).toEqual({ ok: true });
    const restores = { decision: 'accepted', claimIds: [] as string[] };
    expect(validateEntry('decision-undone', { ...base, restores })).toMatchObject({
      path: '/restores/claimIds',
    });
    expect(
      validateEntry('decision-undone', { ...base, restores: { ...restores, claimIds: [id(2)] } }),
    ).toEqual({
      ok: true,
    });
    expect(validateEntry('decision-undone', { proposalId: id(1) }).ok).toBe(false);
    const place = { documentId: id(1), textSha256: SHA, start: 5, end: 5, state: 'dismissed' };
    expect(validateEntry('mark-dismissed', place)).toMatchObject({ path: '/end' });
    expect(validateEntry('import-undone', { listId: id(6), state: 'undone' }).ok).toBe(false);
    expect(validateEntry('document-set-aside', { documentId: id(1), state: 'deleted', reason: 'x' }).ok).toBe(
      false,
    );
  });

  test('C38 a group names two to twenty different proposals', () => {
    const group = (n: number) => ({
      documentId: id(1),
      kind: 'custody',
      proposalIds: Array.from({ length: n }, (_, at) => id(10 + at)),
    });
    expect(validateEntry('group-accepted', group(2))).toEqual({ ok: true });
    expect(validateEntry('group-accepted', group(20))).toEqual({ ok: true });
    for (const n of [0, 1, 21]) expect(validateEntry('group-accepted', group(n)).ok).toBe(false);
    expect(validateEntry('group-accepted', { ...group(2), proposalIds: [id(2), id(2)] }).ok).toBe(false);
  });

  test('C37 a document is taken or given back by a reader who may have a name', () => {
    const body = { documentId: id(1), state: 'given-back' };
    expect(validateEntry('document-taken', body)).toEqual({ ok: true });
    expect(validateEntry('document-taken', { ...body, state: 'locked' }).ok).toBe(false);
    expect(validateEntry('document-taken', { ...body, reader: '' }).ok).toBe(false);
    expect(validateEntry('document-taken', { ...body, reader: 'x'.repeat(81) }).ok).toBe(false);
  });

  test('C25 a record is never judged against itself', () => {
    const body = bodies['judgement-made'] as { judgement: object };
    expect(validateEntry('judgement-made', { judgement: { ...body.judgement, right: id(7) } })).toMatchObject(
      { path: '/judgement/right' },
    );
  });

  test('C19 an inquiry with an outcome says as of when', () => {
    const { inquiry } = bodies['inquiry-recorded'] as { inquiry: Record<string, unknown> };
    const { outcomeAsOf: _gone, ...open } = inquiry;
    expect(validateEntry('inquiry-recorded', { inquiry: open })).toMatchObject({
      path: '/inquiry/outcomeAsOf',
    });
    expect(validateEntry('inquiry-recorded', { inquiry: { ...open, outcome: 'SENT' } })).toEqual({
      ok: true,
    });
    expect(list('IQ').has('NORESP')).toBe(true);
  });
});

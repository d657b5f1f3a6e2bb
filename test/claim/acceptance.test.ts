/** From a proposal and a person's decision to claims: what is mapped, what is asked, what is refused. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#ground';
import {
  bearsOnSignOfLife,
  claimsFromProposal,
  describedAs,
  PROPOSAL_KINDS,
  proposalFromReader,
  validateClaim,
} from '#claim';
import type { AcceptanceDecision, Claim, ClaimKind, ClaimOf, Proposal, SourceOf } from '#claim';
import { acceptance, id, pinned, proposal } from './support.ts';

function accept(of: Proposal, decision: AcceptanceDecision = {}, over: Partial<SourceOf> = {}) {
  const found = claimsFromProposal(acceptance(of, decision, over));
  if (!found.ok) throw new Error(`refused: ${found.reason} ${found.field}`);
  for (const claim of found.claims) expect(validateClaim(claim), claim.claimKind).toEqual({ ok: true });
  return found;
}

function main<K extends ClaimKind>(kind: K, found: { readonly claims: readonly Claim[] }): ClaimOf<K> {
  const [claim] = found.claims;
  if (claim?.claimKind !== kind) throw new Error(`expected a ${kind}`);
  return claim as ClaimOf<K>;
}

const figure = (over: Record<string, unknown> = {}) =>
  proposal({
    kind: 'count',
    quote: 'more than 90 soldiers',
    attributed_to: 'Velmar',
    subject: 'soldiers',
    operator: '>',
    number: 90,
    measure: 'held',
    as_of: null,
    period: null,
    unit: null,
    vague: false,
    ...over,
  });
const asked = (over: Record<string, unknown> = {}) =>
  proposal({
    kind: 'inquiry',
    quote: 'did not answer',
    modality: 'no_response',
    subject: '',
    asker: null,
    addressee: 'the Ministry of Truce',
    outcome: 'no_response',
    n: null,
    ...over,
  });

describe('speakers', () => {
  test('C7 nothing is recorded while the speaker is not settled, and the person may settle it', () => {
    const unresolved = figure({
      attributed_to: null,
      attribution: { state: 'unresolved', mention: 'they', candidates: ['the committee', 'Velmar'] },
    });
    expect(claimsFromProposal(acceptance(unresolved))).toEqual({
      ok: false,
      reason: 'speaker-needed',
      field: 'speaker',
    });
    expect(accept(unresolved, { speaker: { kind: 'party', partyId: id(3) } }).claims[0]?.confirmation).toBe(
      'recorded',
    );
    const left = accept(unresolved, { speaker: { kind: 'unresolved', candidates: [], byPerson: true } });
    expect(left.claims[0]?.confirmation).toBe('blocked');
  });

  test('C8 a label without a speaker is refused even if a person leaves the speaker open', () => {
    const label = proposal({ kind: 'label', quote: 'called terrorists', label: 'terrorists' });
    const decision: AcceptanceDecision = { speaker: { kind: 'unresolved', candidates: [], byPerson: true } };
    expect(claimsFromProposal(acceptance(label, decision))).toMatchObject({ reason: 'label-needs-speaker' });
  });

  test('C29 the author stands between a speaker and the publishers, the publishers alone behind the author', () => {
    expect(accept(figure()).claims[0]?.relay.map((one) => one.kind)).toEqual([
      'author',
      'mention',
      'mention',
    ]);
    expect(accept(figure({ attributed_to: null })).claims[0]).toMatchObject({
      speaker: { kind: 'author' },
      relay: [{ words: 'Radio Meridian' }, { words: 'Velmar Courier' }],
    });
  });

  test('C28 nobody acknowledges anything unless a person marks it', () => {
    expect(accept(figure()).claims[0]?.modality).toBe('asserts');
    expect(accept(figure(), { againstInterest: true }).claims[0]?.modality).toBe('acknowledges');
  });
});

describe('figures', () => {
  test("C15 a vague word keeps the word; the reader's number for it is dropped", () => {
    const claim = main(
      'count',
      accept(figure({ quote: 'dozens of men', operator: '>=', number: 24, vague: true })),
    );
    expect(claim.value).toEqual({
      kind: 'said',
      comparator: 'vague',
      words: 'dozens of men',
      lexeme: 'dozens',
    });
    expect(JSON.stringify(claim.value)).not.toContain('24');
  });

  test('C28 a correction cannot put a number into the words that do not have it', () => {
    const only33 = figure({ quote: '33 soldiers', operator: '=', number: 33 });
    expect(claimsFromProposal(acceptance(only33, { corrections: { number: 100 } }))).toEqual({
      ok: false,
      reason: 'number-not-in-quote',
      field: 'number',
    });
    expect(claimsFromProposal(acceptance(only33, { corrections: { quote: '100 soldiers' } }))).toMatchObject({
      reason: 'correction-malformed',
    });
    const thousands = figure({ quote: '1,250 soldiers', operator: '=', number: 1 });
    expect(main('count', accept(thousands, { corrections: { number: 1250 } })).value).toMatchObject({
      lo: 1250,
    });
  });

  test('C28 a correction of another field is taken over, a malformed one refused', () => {
    expect(main('count', accept(figure(), { corrections: { measure: 'missing' } })).measure).toBe('missing');
    expect(claimsFromProposal(acceptance(figure(), { corrections: { measure: 'lost' } }))).toMatchObject({
      ok: false,
      reason: 'correction-malformed',
    });
    expect(claimsFromProposal(acceptance(figure(), { corrections: { unheard: 1 } }))).toMatchObject({
      ok: false,
      reason: 'correction-malformed',
    });
  });

  test('C33 a denied figure is a denial; that somebody gave it is a second, blocked claim, and only on demand', () => {
    const denied = figure({
      quote: 'rejects that there are only 27',
      operator: '=',
      number: 27,
      modality: 'denied',
    });
    const alone = accept(denied);
    expect(alone.claims).toHaveLength(1);
    expect(alone.claims[0]?.modality).toBe('denies');
    expect(alone.asks).toContainEqual({ field: 'impliedFigure', why: 'who-gave-the-figure' });
    const [denial, implied] = accept(denied, { impliedFigure: true }).claims;
    expect(implied).toMatchObject({
      modality: 'acknowledges',
      confirmation: 'blocked',
      speaker: { kind: 'unresolved' },
      dependsOn: [denial?.claimId],
    });
  });

  test('C2 whoever cannot confirm a figure has given none', () => {
    expect(main('count-unknown', accept(figure({ modality: 'unknown' }))).value.kind).toBe('unknown');
    expect(main('count-unknown', accept(figure({ modality: 'refused' }))).value.kind).toBe('refused');
  });

  test('C28 a number that is not there is asked, not filled in', () => {
    expect(claimsFromProposal(acceptance(figure({ number: null })))).toEqual({
      ok: false,
      reason: 'number-needed',
      field: 'number',
    });
    expect(claimsFromProposal(acceptance(figure({ operator: 'between', number: [9, 4] })))).toMatchObject({
      reason: 'number-needed',
    });
  });

  test('C28 the words hold back as they are written', () => {
    expect(accept(figure()).claims[0]?.hedge).toEqual({ kind: 'lower-bound', words: 'more than' });
    const believed = accept(
      figure({ quote: 'it is believed that 40 are held', operator: '=', number: 40, modality: 'believed' }),
    ).claims[0];
    expect(believed).toMatchObject({
      modality: 'estimates',
      hedge: { kind: 'epistemic', words: 'is believed' },
    });
  });
});

describe('dates and scopes', () => {
  test('C29 an as-of that the text gives bounds the period; one it does not give is inherited and says so', () => {
    const dated = accept(figure({ quote: 'as of autumn 2033, more than 90', as_of: '2033-23' })).claims[0];
    expect(dated?.asOf).toMatchObject({
      edtf: '2033-23',
      min: '2033-09-01',
      max: '2033-11-30',
      basis: 'explicit',
    });
    expect(dated?.scope.period).toEqual({ said: { from: '2033-09-01', to: '2033-11-30', extent: 'within' } });
    const undated = accept(figure()).claims[0];
    expect(undated?.asOf).toMatchObject({ edtf: '2034-03-04', basis: 'inherited', approx: true, words: '' });
    expect(undated?.scope.period).toEqual({ unclear: true });
  });

  test('C29 dates inherit from the original before the copy, and where nothing is published, from no later than our copy', () => {
    const origin = {
      words: '1 March 2034',
      lang: 'en',
      edtf: '2034-03-01',
      min: '2034-03-01',
      max: '2034-03-01',
      precision: 'day',
      approx: false,
      uncertain: false,
      role: 'publishedAt',
      basis: 'explicit',
    } as const;
    expect(accept(figure(), {}, { originPublished: origin }).claims[0]?.asOf.edtf).toBe('2034-03-01');
    const source = acceptance(figure());
    const { published: _gone, ...rest } = source.source;
    const bare = claimsFromProposal({ ...source, source: rest });
    expect(bare.ok && bare.claims[0]?.asOf).toMatchObject({ edtf: '../2034-03-06', min: 'open' });
  });

  test('C29 a date the reader worked out is derived, and a malformed one is refused', () => {
    expect(accept(figure({ as_of: '2034-03-03', rule: 'yesterday' })).claims[0]?.asOf).toMatchObject({
      basis: 'derived',
      rule: 'yesterday',
    });
    expect(claimsFromProposal(acceptance(figure({ as_of: 'last spring' })))).toMatchObject({
      reason: 'date-malformed',
      field: 'as_of',
    });
  });

  test('C28 whom a pronoun means keeps both readings until a person chooses', () => {
    const found = accept(figure({ quote: 'they number more than 90', subject: 'Velmarian soldiers' }));
    expect(found.claims[0]?.scope.standing).toMatchObject({ said: ['SOLDIER'] });
    expect(found.claims[0]?.otherScopes?.[0]?.standing).toMatchObject({ unclear: true });
    expect(found.asks).toContainEqual({ field: 'scope', why: 'which-readings' });
    const chosen = accept(figure({ quote: 'they number more than 90' }), {
      scope: found.claims[0]?.scope ?? ({} as never),
    });
    expect(chosen.claims[0]).not.toHaveProperty('otherScopes');
  });
});

describe('inquiries', () => {
  const outcome = (over: Record<string, unknown>, decision: AcceptanceDecision = {}) =>
    main('inquiry-outcome', accept(asked(over), decision));

  test('C20 each way of getting no answer is an outcome of its own', () => {
    expect(outcome({}).inquiry.outcome).toBe('NORESP');
    expect(outcome({ outcome: 'refused', modality: 'refused' }).inquiry.outcome).toBe('REFUS');
    expect(outcome({ outcome: 'unreachable', n: 6 }).inquiry).toMatchObject({
      outcome: 'UNREACH',
      n: 6,
      reached: 0,
    });
    expect(outcome({ outcome: 'partial' }).inquiry.outcome).toBe('PARTIAL');
    expect(outcome({ outcome: 'answered' }).inquiry.outcome).toBe('FULL');
    expect(outcome({ outcome: null }).inquiry.outcome).toBe('SENT');
  });

  test('C19 silence holds as of publication, and the speaker tells of it without anybody declining', () => {
    expect(outcome({})).toMatchObject({
      modality: 'asserts',
      asOf: { edtf: '2034-03-04', basis: 'inherited', approx: false },
    });
    expect(outcome({ outcome: 'refused', modality: 'refused' }).modality).toBe('declines-to-state');
  });

  test('C21 the ICRC refusing is declining by mandate, and it is never called silent by a program', () => {
    for (const addressee of ['ICRC', 'International Committee of the Red Cross']) {
      expect(outcome({ outcome: 'refused', addressee }).inquiry.outcome).toBe('DECL-M');
      expect(claimsFromProposal(acceptance(asked({ addressee })))).toEqual({
        ok: false,
        reason: 'outcome-needed',
        field: 'outcome',
      });
    }
  });

  test('C21 another body declines by mandate where its rule stands beside the refusal, or a person says so', () => {
    const refused = asked({ outcome: 'refused', addressee: 'Strait Relief Society' });
    const rule = proposal({
      kind: 'confidentiality_rule',
      quote: 'may be shared with the holder alone',
      holder: 'Strait Relief Society',
      recipient: null,
    });
    expect(main('inquiry-outcome', accept(refused)).inquiry.outcome).toBe('REFUS');
    const beside = claimsFromProposal({ ...acceptance(refused), siblings: [rule] });
    expect(beside.ok && main('inquiry-outcome', beside).inquiry.outcome).toBe('DECL-M');
    expect(main('inquiry-outcome', accept(refused, { mandate: true })).inquiry.outcome).toBe('DECL-M');
    expect(
      outcome({ outcome: 'refused', addressee: 'Velmarian Red Crescent' }, { mandate: false }).inquiry
        .outcome,
    ).toBe('REFUS');
  });

  test('C28 an inquiry without an addressee, or with a bare office, is asked about', () => {
    expect(claimsFromProposal(acceptance(asked({ addressee: null })))).toMatchObject({
      reason: 'addressee-needed',
    });
    expect(accept(asked({ addressee: 'the ombudsman' })).asks).toContainEqual({
      field: 'addressee',
      why: 'which-office',
    });
    expect(accept(asked({ addressee: 'the Velmarian ombudsman' })).asks).toEqual([]);
  });
});

describe('persons and trials', () => {
  test('C17 contact and visits are practice until a person and a day are named', () => {
    const call = proposal({
      kind: 'contact',
      quote: 'he phoned home on 2 May 2033',
      polarity: 'exists',
      channel: 'call',
      date: '2033-05-02',
    });
    const practice = accept(call).claims[0];
    expect(practice?.claimKind).toBe('practice');
    const personal = accept(call, { recordIds: [id(40)] }).claims[0];
    expect(personal).toMatchObject({
      claimKind: 'contact',
      value: { channel: 'PHN', madeAt: { edtf: '2033-05-02' } },
    });
    const visit = proposal({
      kind: 'visit',
      quote: 'the ombudsman saw him',
      visitor: 'the ombudsman',
      visited: 'him',
      polarity: 'occurred',
      date: '2033-05-02',
    });
    expect(accept(visit).claims[0]?.claimKind).toBe('practice');
    expect(accept(visit, { recordIds: [id(40)] }).claims[0]).toMatchObject({
      claimKind: 'access',
      value: { visit: 'OMB' },
    });
  });

  test("C18 what exists in general moves nobody's sign of life", () => {
    const general = accept(
      proposal({
        kind: 'contact',
        quote: 'they can use phone calls',
        polarity: 'exists',
        channel: 'call',
        date: null,
      }),
    );
    expect(general.claims.some(bearsOnSignOfLife)).toBe(false);
    const last = proposal({
      kind: 'contact',
      quote: 'last called in May',
      polarity: 'last',
      channel: 'call',
      date: null,
    });
    expect(claimsFromProposal(acceptance(last))).toMatchObject({ reason: 'person-needed' });
  });

  test('C28 one claim for each kind of ill-treatment the words name, and none guessed', () => {
    const several = accept(
      proposal({
        kind: 'ill_treatment_or_health',
        quote: 'were beaten, kept in solitary confinement and denied medical care',
        who: 'prisoners',
      }),
    );
    expect(
      several.claims.map(
        (claim) => claim.claimKind === 'state' && claim.value.kind === 'said' && claim.value.state.code,
      ),
    ).toEqual(['BEAT', 'ISOL', 'NOMED']);
    const vague = accept(
      proposal({ kind: 'ill_treatment_or_health', quote: 'their lot is the hardest', who: null }),
    );
    expect(vague.claims[0]).toMatchObject({ value: { state: { axis: 'unsorted' } } });
    expect(vague.asks).toContainEqual({ field: 'treatment', why: 'which-code' });
  });

  test('C22 words of sexual violence are not recorded before a compartment is chosen', () => {
    const grave = proposal({ kind: 'ill_treatment_or_health', quote: 'was raped in custody', who: null });
    expect(claimsFromProposal(acceptance(grave))).toMatchObject({ reason: 'compartment-needed' });
    expect(
      accept(grave, { handling: { tlp: 'TLP:RED', caveats: ['SV'], compartment: 'sv' } }).claims,
    ).toHaveLength(1);
  });

  test('C31 a death is handled as an allegation of which the family may not know', () => {
    const death = accept(
      proposal({
        kind: 'death',
        quote: 'died in custody',
        attributed_to: 'a monitor',
        who: 'a man',
        cause: null,
        date: null,
      }),
    );
    expect(death.claims[0]).toMatchObject({
      claimKind: 'event',
      modality: 'asserts',
      handling: { tlp: 'TLP:AMBER+STRICT', caveats: ['DEATH-PENDING'] },
    });
    expect(death.asks.map((ask) => ask.why)).toEqual(['family-informed', 'inquiry-into-death']);
  });

  test('C31 what is not published, and what touches lawyers, exile, health or talks, is not clear', () => {
    const handlingOf = (of: Proposal, over: Partial<SourceOf> = {}) =>
      accept(of, {}, over).claims[0]?.handling;
    expect(handlingOf(figure())).toMatchObject({ tlp: 'TLP:CLEAR', caveats: [] });
    expect(handlingOf(figure(), { isPublic: false })).toMatchObject({ tlp: 'TLP:AMBER' });
    expect(handlingOf(asked({ addressee: 'nine lawyers', outcome: 'unreachable' }))).toMatchObject({
      tlp: 'TLP:AMBER',
      caveats: ['COUNSEL'],
    });
    expect(handlingOf(figure({ quote: 'monitors in exile count more than 90' }))).toMatchObject({
      tlp: 'TLP:AMBER',
      caveats: ['SOURCE', 'EXILE'],
    });
    expect(
      handlingOf(
        proposal({
          kind: 'agreement',
          quote: 'a swap is being discussed',
          stage: 'negotiating',
          parties: null,
        }),
      ),
    ).toMatchObject({ caveats: ['NEGO'] });
  });

  test('C30 a claim on damaged words waits for a second person', () => {
    const found = accept(figure(), {}, { damaged: [{ start: 3, end: 5, kind: 'truncated' }] });
    expect(found.claims[0]?.confirmation).toBe('second-person-needed');
  });

  test("C11 a label keeps the speaker's words; calling somebody a terrorist is speech, not a charge", () => {
    const label = main(
      'label',
      accept(
        proposal({
          kind: 'label',
          quote: 'called terrorists',
          attributed_to: 'newspapers',
          label: 'terrorists',
        }),
      ),
    );
    expect(label.value).toMatchObject({ label: 'TERR', use: 'rhetoric', words: 'terrorists' });
    expect(describedAs(label)).toEqual({
      words: 'terrorists',
      by: { kind: 'mention', words: 'newspapers' },
      use: 'rhetoric',
    });
    const odd = accept(
      proposal({ kind: 'label', quote: 'called bandits', attributed_to: 'newspapers', label: 'bandits' }),
    );
    expect(odd.claims[0]).toMatchObject({ value: { label: 'OTHER' } });
    expect(odd.asks).toContainEqual({ field: 'label', why: 'which-code' });
  });

  test('C28 custody is an event or a state; what was sentenced, exchanged or held leads to its code', () => {
    const custody = (event: string) =>
      accept(
        proposal({
          kind: 'custody',
          quote: 'x',
          event,
          who: null,
          place: 'Port Tessar',
          date: null,
          by: null,
        }),
      ).claims[0];
    expect(custody('sentenced')).toMatchObject({
      claimKind: 'event',
      value: { event: 'SENT', place: { words: 'Port Tessar' } },
    });
    expect(custody('held')).toMatchObject({
      claimKind: 'state',
      value: { state: { axis: 'custody', code: 'HELD' } },
    });
    expect(custody('levitated')).toMatchObject({ claimKind: 'event', value: { event: 'OTHER' } });
  });
});

describe('proposals', () => {
  test('C27 a quote that is not in the text is not made a proposal', () => {
    const claim = {
      id: 'c1',
      kind: 'unknown_count',
      quote: 'nobody knows',
      start: 0,
      end: 12,
      measure: 'held',
      attributed_to: null,
      modality: 'unknown',
      subject: '',
    };
    expect(proposalFromReader(claim, pinned('nobody knows anything'), id(5)).ok).toBe(true);
    expect(proposalFromReader(claim, pinned('Nobody knows anything'), id(5))).toEqual({
      ok: false,
      reason: 'not-verbatim',
    });
    expect(proposalFromReader({ ...claim, end: 99 }, pinned('nobody knows'), id(5))).toEqual({
      ok: false,
      reason: 'not-verbatim',
    });
    expect(proposalFromReader({ ...claim, kind: 'guess' }, pinned('nobody knows'), id(5))).toEqual({
      ok: false,
      reason: 'kind-unknown',
    });
    expect(
      proposalFromReader({ ...claim, measure: 'souls' } as never, pinned('nobody knows'), id(5)),
    ).toEqual({ ok: false, reason: 'malformed' });
  });

  test('C34 a percentage with decimals becomes a whole number of ten-thousandths, other fractions are left to the words', () => {
    expect(figure({ quote: '41.5 percent', number: 41.5, unit: 'percent' })).toMatchObject({
      number: 4150,
      unit: 'permyriad',
    });
    expect(figure({ quote: '2.5 men', number: 2.5 })).toMatchObject({ number: null });
    expect(
      main('count', accept(figure({ quote: '41.5 percent', number: 41.5, unit: 'percent', operator: '=' })))
        .unit,
    ).toBe('permyriad');
  });

  test('C28 whatever a reader delivers, accepting gives claims that may be recorded, or a reason', () => {
    const word = fc.constantFrom(
      null,
      '',
      'refused',
      'exists',
      'ICRC',
      'they',
      '2033-05',
      'not a date',
      'closed',
      'held',
      'dozens',
      'video',
    );
    const fields = [
      'as_of',
      'period',
      'event',
      'who',
      'place',
      'date',
      'by',
      'cause',
      'feature',
      'polarity',
      'channel',
      'visitor',
      'visited',
      'holder',
      'recipient',
      'asker',
      'addressee',
      'outcome',
      'stage',
      'parties',
      'relation',
      'source',
      'label',
    ];
    const said = fc.record({
      kind: fc.constantFrom(...PROPOSAL_KINDS),
      quote: fc.constantFrom(
        'they were beaten',
        'dozens of lawyers in exile',
        'only 33 are held',
        'նրանք 😀 33',
        'could use video',
      ),
      modality: fc.constantFrom(
        'asserted',
        'alleged',
        'believed',
        'denied',
        'unknown',
        'refused',
        'no_response',
      ),
      attributed_to: fc.constantFrom(null, 'Velmar', 'ICRC'),
      operator: fc.constantFrom('=', '>', '>=', '<', '<=', '~', 'between'),
      number: fc.constantFrom(null, 0, 33, [3, 5], [5, 3], 1.5),
      n: fc.constantFrom(null, 9),
      vague: fc.boolean(),
      unit: fc.constantFrom(null, 'percent'),
      measure: fc.constantFrom('held', 'cases', 'other'),
      ...Object.fromEntries(fields.map((field) => [field, word])),
    });
    fc.assert(
      fc.property(said, fc.boolean(), (fieldsSaid, isPublic) => {
        const made = proposalFromReader(
          {
            id: 'c1',
            subject: '',
            start: 0,
            end: Array.from(fieldsSaid.quote).length,
            ...fieldsSaid,
          } as never,
          pinned(fieldsSaid.quote),
          id(5),
        );
        fc.pre(made.ok);
        if (!made.ok) return;
        const found = claimsFromProposal(acceptance(made.proposal, {}, { isPublic }));
        if (!found.ok) return;
        expect(found.claims.length).toBeGreaterThan(0);
        for (const claim of found.claims) {
          expect(validateClaim(claim)).toEqual({ ok: true });
          expect(() => canonicalJson(claim)).not.toThrow();
          expect(claim.passages[0]?.exact).toBe(fieldsSaid.quote);
        }
      }),
      { numRuns: process.env['SLOW'] === '1' ? 5000 : 400 },
    );
  });

  test('C28 the same acceptance gives the same claims', () => {
    expect(claimsFromProposal(acceptance(figure()))).toEqual(claimsFromProposal(acceptance(figure())));
  });
});

/**
 * The acceptance table: an invented article with the structure of the founding one, accepted claim by claim.
 * What its rows must and must not become.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  anchorEvent,
  bearsOnSignOfLife,
  boundsOfClaim,
  checkPassage,
  claimsFromProposal,
  codePoints,
  comparable,
  describedAs,
  placesOf,
  proposalFromReader,
  silencesOf,
  stanceOf,
  trialProfile,
  validateClaim,
  validateEntry,
  valueKindOf,
} from '#claim';
import type { AcceptanceDecision, Ask, Claim, ClaimOf, DamagedSpan, Effect, Proposal } from '#claim';
import { anchored, sortKey, whenOf } from '#ground';
import { AUTHOR, id, ids, pinned, source } from './support.ts';

const here = new URL('../../fixtures/claim/', import.meta.url);
const text = readFileSync(new URL('article.txt', here), 'utf8');
const reading = JSON.parse(readFileSync(new URL('article.json', here), 'utf8')) as {
  claims: { id: string; row: string; kind: string; quote: string }[];
};

const newId = ids(1);
const rows = new Map<string, string>();
const proposals: Proposal[] = reading.claims.map((said) => {
  const [start, ...more] = placesOf(text, said.quote);
  if (start === undefined || more.length > 0) throw new Error(`quote of ${said.id} must stand once`);
  const { row, ...rest } = said;
  const made = proposalFromReader(
    { ...rest, start, end: start + codePoints(said.quote) },
    pinned(text),
    newId(),
  );
  if (!made.ok) throw new Error(`${said.id}: ${made.reason}`);
  rows.set(made.proposal.proposalId, row);
  return made.proposal;
});

/** The cut sentence of the reprint. */
const cutAt = placesOf(text, 'prisoners of\n')[0] ?? 0;
const damaged: DamagedSpan[] = [{ start: cutAt, end: cutAt + 12, kind: 'truncated' }];

/** What the person at the page decided where the text leaves it open. */
const decisions: Record<string, AcceptanceDecision> = {
  c8: { impliedFigure: true },
  c20: { speaker: { kind: 'mention', words: 'Ilan and Mira Soreth' } },
};

const accepted = proposals.map((proposal) => ({
  proposal,
  row: rows.get(proposal.proposalId) ?? '',
  found: claimsFromProposal({
    proposal,
    source: source({ damaged }),
    decision: decisions[proposal.id] ?? {},
    siblings: proposals,
    author: AUTHOR,
    newId,
  }),
}));

function found(row: string): { claims: Claim[]; asks: Ask[]; effects: Effect[] } {
  const all = accepted.filter((one) => one.row === row).map((one) => one.found);
  return {
    claims: all.flatMap((one) => (one.ok ? [...one.claims] : [])),
    asks: all.flatMap((one) => (one.ok ? [...one.asks] : [])),
    effects: all.flatMap((one) => (one.ok ? [...one.effects] : [])),
  };
}
const claims = accepted.flatMap(({ found: one }) => (one.ok ? [...one.claims] : []));
const counts = (row: string) => found(row).claims as ClaimOf<'count'>[];

describe('the article', () => {
  test('C5 row 14: "after the Strait War" is told by its anchor, whose dates may be corrected without touching the words', () => {
    const anchor = {
      anchorId: id(13),
      names: ['Strait War of 2031'],
      start: '2031-05',
      end: '2031-09-12',
      source: 'armistice',
      passages: [],
    };
    expect(validateEntry('anchor-registered', { anchor })).toEqual({ ok: true });
    const after = anchored(anchorEvent(anchor), 'after');
    const edtf = after.ok ? after.edtf : null;
    const when = whenOf({
      words: 'after the Strait War of 2031',
      lang: 'en',
      edtf,
      role: 'from',
      basis: 'anchored',
      anchor: { event: anchor.anchorId, relation: 'after' },
    });
    expect(when).toMatchObject({ edtf: '2031-09-12/..', max: 'open' });
    const later = anchored(anchorEvent({ ...anchor, end: null }), 'after');
    expect(later).toMatchObject({ ok: true, edtf: null, min: 'unknown' });
  });

  test('C28 (i) every row becomes claims that may be recorded, from the article alone', () => {
    for (const { found: one, proposal } of accepted) expect(one, proposal.id).toMatchObject({ ok: true });
    for (const claim of claims) {
      expect(validateClaim(claim), claim.claimKind).toEqual({ ok: true });
      for (const passage of claim.passages) expect(checkPassage(text, passage)).toEqual({ ok: true });
    }
    expect(new Set(accepted.map((one) => one.row)).size).toBe(16);
  });

  test('C15 row 0: "dozens" is a word with a lower bound and no point', () => {
    const [lead] = counts('0');
    expect(lead?.speaker).toEqual({ kind: 'author' });
    expect(lead && boundsOfClaim(lead)).toEqual({ hard: { lo: 12, hi: null }, usual: { lo: 24, hi: 99 } });
  });

  test('C2 row 1: not known is a value kind of its own, not zero and not a dispute', () => {
    const [unknown] = found('1').claims;
    expect(unknown).toMatchObject({
      claimKind: 'count-unknown',
      modality: 'declares-unknown',
      value: { kind: 'unknown' },
    });
    expect(unknown && valueKindOf(unknown)).toBe('unknown');
  });

  test("C33 row 2: the denied figure is the denier's; the holder's is implied, blocked, and nobody's yet", () => {
    const [denial, implied] = counts('2');
    expect(denial).toMatchObject({ modality: 'denies', speaker: { words: 'Velmar' }, value: { lo: 27 } });
    expect(denial && stanceOf(denial)).toBe('denies');
    expect(implied).toMatchObject({
      modality: 'acknowledges',
      speaker: { kind: 'unresolved' },
      confirmation: 'blocked',
    });
  });

  test('C5 row 3 (iii): autumn 2033 lies in September to November and sorts there, not at publication', () => {
    const [more] = counts('3');
    expect(more?.asOf).toMatchObject({
      edtf: '2033-23',
      min: '2033-09-01',
      max: '2033-11-30',
      basis: 'explicit',
    });
    const keys = ['2033-08-31', '2033-12-01'].map((day) => sortKey({ min: day, max: day }));
    const key = more === undefined ? '' : sortKey(more.asOf);
    expect(key > (keys[0] ?? '') && key < (keys[1] ?? '')).toBe(true);
    expect(more?.otherScopes).toHaveLength(1);
  });

  test('C13 rows 2 and 3 are partly comparable: same nearest reading, times not settled', () => {
    const [[denial], [more]] = [counts('2'), counts('3')];
    const outcome = denial && more ? comparable(denial.scope, more.scope) : null;
    expect(outcome?.outcome).toBe('partly-comparable');
    expect(outcome?.facets).toContain('period');
    expect(outcome?.facets).not.toContain('standing');
  });

  test('C10 row 2 (ii): 27 cannot be edited into 100, only answered by another claim', () => {
    const proposal = proposals.find((one) => one.id === 'c8');
    const edited =
      proposal &&
      claimsFromProposal({
        proposal,
        source: source(),
        decision: { corrections: { number: 100 } },
        author: AUTHOR,
        newId,
      });
    expect(edited).toMatchObject({ ok: false, reason: 'number-not-in-quote' });
    expect(validateEntry('claim-marked', { claimId: id(2), mark: 'cleared', reason: 'x', lo: 100 }).ok).toBe(
      false,
    );
  });

  test('C8 row 4 (v): a label always comes with who uses it and how', () => {
    const labels = claims.filter((claim) => claim.claimKind === 'label');
    expect(labels).toHaveLength(1);
    for (const label of labels)
      expect(describedAs(label)).toMatchObject({ by: { words: 'Tessarian newspapers' }, use: 'rhetoric' });
  });

  test('C30 row 4: the sentence that is cut off waits for a second person', () => {
    expect(found('4a').claims[0]?.confirmation).toBe('second-person-needed');
    expect(claims.filter((claim) => claim.confirmation === 'second-person-needed')).toHaveLength(1);
  });

  test('C31 row 5: alleged deaths are kept close, add no number, and open an inquiry', () => {
    const { claims: deaths, asks } = found('5');
    expect(deaths[0]).toMatchObject({
      claimKind: 'event',
      value: { event: 'DEAT' },
      handling: { caveats: ['DEATH-PENDING'] },
    });
    expect(asks.map((ask) => ask.why)).toContain('inquiry-into-death');
    expect(deaths.some((claim) => claim.claimKind === 'count')).toBe(false);
  });

  test('C20 rows 6, 7 and 9 (viii): silence, mandate and not reached are counted apart', () => {
    const report = silencesOf(claims).map(({ kind, claims: own, addressees }) => [
      kind,
      own.length,
      addressees,
    ]);
    expect(report).toEqual([
      ['unreachable', 1, 6],
      ['no-response', 4, 4],
      ['declined-by-mandate', 1, 1],
    ]);
  });

  test('C19 row 6: each body that gave no answer is a claim of its own, asked by the newsroom, as of publication', () => {
    const { claims: silent, asks } = found('6');
    expect(silent).toHaveLength(4);
    for (const claim of silent)
      expect(claim).toMatchObject({
        inquiry: { outcome: 'NORESP', asker: { words: 'Radio Meridian' } },
        asOf: { edtf: '2034-03-04', basis: 'inherited' },
      });
    expect(asks).toContainEqual({ field: 'addressee', why: 'which-office' });
  });

  test('C21 rows 7 and 8: declining by mandate gives no figure; the rule is a norm with its own speaker', () => {
    expect(found('7').claims[0]).toMatchObject({
      inquiry: { outcome: 'DECL-M' },
      modality: 'declines-to-state',
    });
    expect(found('7').claims.every((claim) => claim.claimKind !== 'count')).toBe(true);
    const [watching, rule] = found('8').claims;
    expect(watching).toMatchObject({
      claimKind: 'practice',
      speaker: { kind: 'author' },
      value: { practice: 'monitoring-health', exclusive: true },
    });
    expect(rule).toMatchObject({
      claimKind: 'norm',
      speaker: { words: 'International Committee of the Red Cross' },
    });
    expect(found('8').effects).toContainEqual({
      kind: 'source-is-confidential',
      holder: { kind: 'mention', words: 'International Committee of the Red Cross' },
    });
  });

  test('C31 row 9: six lawyers who were not reached are one claim, no six persons, and are protected', () => {
    const [claim] = found('9').claims as ClaimOf<'inquiry-outcome'>[];
    expect(claim?.inquiry).toMatchObject({ outcome: 'UNREACH', n: 6, reached: 0 });
    expect(claim?.handling).toMatchObject({ tlp: 'TLP:AMBER', caveats: ['COUNSEL'] });
  });

  test("C32 row 10: closed doors and shut-out press are observations at second hand; what is unfair is the speaker's opinion", () => {
    const profile = trialProfile(claims);
    const answered = profile.filter((line) => line.claims.length > 0).map((line) => line.code);
    expect(answered).toEqual(['FT14', 'FT16']);
    for (const line of profile)
      for (const { value } of line.claims)
        expect(value).toMatchObject({ evaluation: { answer: 'N', basis: 'B6', reported: true } });
    expect(profile.find((line) => line.code === 'FT24')?.claims).toEqual([]);
    expect(found('10').asks).toContainEqual({ field: 'FT15', why: 'closing-decision' });
    expect(
      claims.filter(
        (claim) =>
          claim.claimKind === 'evaluation' &&
          claim.value.kind === 'said' &&
          claim.value.evaluation.form === 'opinion',
      ),
    ).toHaveLength(1);
  });

  test('C7 rows 10 and 12 (ix): nothing of the trials or of missing contact is credited to the ICRC', () => {
    for (const claim of [...found('10').claims, ...found('12').claims])
      expect(claim.speaker).toMatchObject({ words: 'Ilan and Mira Soreth' });
    const unsettled = proposals.find((one) => one.id === 'c20');
    const alone =
      unsettled &&
      claimsFromProposal({ proposal: unsettled, source: source(), decision: {}, author: AUTHOR, newId });
    expect(alone).toMatchObject({ ok: false, reason: 'speaker-needed' });
  });

  test('C31 row 11: monitors who live abroad are protected as sources', () => {
    expect(found('11').claims[0]).toMatchObject({
      claimKind: 'practice',
      handling: { tlp: 'TLP:AMBER', caveats: ['SOURCE', 'EXILE'] },
    });
  });

  test('C31 row 11: whether the quote says where they live is put to a person', () => {
    expect(found('11').asks).toContainEqual({ field: 'passage', why: 'protection-review' });
  });

  test('C17 rows 12 and 13: no contact and three channels are practices of two speakers, not a contradiction', () => {
    const [none] = found('12').claims;
    expect(none).toMatchObject({
      claimKind: 'practice',
      value: { polarity: '-', channels: [{ code: 'NONE-C' }] },
    });
    const [visits, channels] = found('13').claims;
    expect(visits).toMatchObject({ modality: 'alleges', value: { practice: 'visits' } });
    expect(channels).toMatchObject({ value: { polarity: '+' } });
    const codes =
      channels?.claimKind === 'practice' && channels.value.kind === 'said'
        ? channels.value.channels.map((one) => one.code)
        : [];
    expect(codes).toEqual(['PHN', 'EML', 'PRV']);
    expect(none && channels && comparable(none.scope, channels.scope).outcome).toBe('partly-comparable');
  });

  test("C18 row 13 (vi): no claim of the article moves anybody's sign of life", () => {
    expect(claims.some(bearsOnSignOfLife)).toBe(false);
  });

  test('C24 row 15: the copy says who published it and whom it reprints', () => {
    const { claims: meta, effects } = found('15');
    for (const claim of meta) expect(claim.subject).toEqual({ kind: 'document', documentId: id(1) });
    expect(effects).toEqual([
      { kind: 'published-by', publisher: { kind: 'mention', words: 'Velmar Courier' } },
      { kind: 'relayed-from', publisher: { kind: 'mention', words: 'Radio Meridian' } },
    ]);
  });

  test('C3 (vii) quotes stay in place when the text has emoji and right-to-left words before them', () => {
    const turned = `😀 ܫܠܡܐ محتجزون\n${text}`;
    const quote = 'they number more than 90';
    const [start] = placesOf(turned, quote);
    expect(start).toBe((placesOf(text, quote)[0] ?? 0) + codePoints('😀 ܫܠܡܐ محتجزون\n'));
    expect(
      checkPassage(turned, { start: start ?? 0, end: (start ?? 0) + codePoints(quote), exact: quote }),
    ).toEqual({ ok: true });
  });
});

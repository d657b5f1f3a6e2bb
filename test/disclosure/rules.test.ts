import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AUDIENCES, clear, firewall, keptBy, RULES, type Handled } from '#disclosure';

const open = (change: Partial<Handled> = {}): Handled => ({
  tlp: 'TLP:CLEAR',
  caveats: [],
  compartment: 'open',
  hasSpeaker: true,
  ...change,
});

describe('what may leave', () => {
  test('D1 content of a confidential channel has no audience at all', () => {
    for (const audience of AUDIENCES)
      expect(keptBy(open({ caveats: ['ICRC'] }), audience)?.id).toBe('D1-confidential-channel');
  });

  test('D1 a paper marked as a confidential report of delegates is not stored, a public statement is', () => {
    expect(firewall('CONFIDENTIAL — ICRC report on a visit to the prison at Tel Oren', []).pass).toBe(false);
    expect(firewall('ICRC working note. Not for publication.', []).pass).toBe(false);
    expect(
      firewall('The ICRC said that it visits people held and that its findings are confidential.', []).pass,
    ).toBe(true);
    expect(firewall('An ordinary letter.', ['ICRC']).pass).toBe(false);
  });

  test('D2 the label decides the audience', () => {
    const reach = (tlp: string) => AUDIENCES.filter((audience) => !keptBy(open({ tlp }), audience));
    expect(reach('TLP:CLEAR')).toEqual(['public', 'partner', 'team']);
    expect(reach('TLP:GREEN')).toEqual(['partner', 'team']);
    expect(reach('TLP:AMBER')).toEqual(['partner', 'team']);
    expect(reach('TLP:AMBER+STRICT')).toEqual(['team']);
    expect(reach('TLP:RED')).toEqual([]);
  });

  test('D2 a label that is missing or misspelled counts as TLP:AMBER+STRICT', () => {
    for (const tlp of ['', 'clear', 'TLP: CLEAR', 'TLP:WHITE']) {
      expect(keptBy(open({ tlp }), 'public')?.id).toBe('D2-TLP:AMBER+STRICT');
      expect(keptBy(open({ tlp }), 'team')).toBeNull();
    }
  });

  test('D3 what stands in a sealed compartment is in no export', () => {
    for (const audience of AUDIENCES)
      expect(keptBy(open({ compartment: 'c-1' }), audience)?.id).toBe('D3-compartment');
  });

  test('D4 an alleged death whose family has not been told stays inside, although it is labelled CLEAR', () => {
    expect(keptBy(open({ caveats: ['DEATH-PENDING'] }), 'public')?.id).toBe('D4-DEATH-PENDING');
    expect(keptBy(open({ caveats: ['DEATH-PENDING'] }), 'partner')?.id).toBe('D4-DEATH-PENDING');
    expect(keptBy(open({ caveats: ['DEATH-PENDING'] }), 'team')).toBeNull();
  });

  test('D4 what its giver forbade to pass on reaches nobody', () => {
    for (const audience of AUDIENCES)
      expect(keptBy(open({ caveats: ['NOEXPORT'] }), audience)?.id).toBe('D4-NOEXPORT');
  });

  test('D5 a claim without a speaker does not become public', () => {
    expect(keptBy(open({ hasSpeaker: false }), 'public')?.id).toBe('D5-no-speaker');
    expect(keptBy(open({ hasSpeaker: false }), 'team')).toBeNull();
  });

  test('D6 what was left out is counted under its rule and never shown', () => {
    const claims = [open(), open({ tlp: 'TLP:RED' }), open({ tlp: 'TLP:RED' }), open({ caveats: ['SV'] })];
    const { cleared, leftOut } = clear(claims, 'public', (claim) => claim);
    expect(cleared).toEqual([open()]);
    expect(leftOut.map(({ rule, claims: n }) => [rule, n])).toEqual([
      ['D2-TLP:RED', 2],
      ['D4-SV', 1],
    ]);
  });

  const anyHandled = fc.record({
    tlp: fc.constantFrom('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED', '', 'x'),
    caveats: fc.subarray(['ICRC', 'SV', 'MED', 'SOURCE', 'NOEXPORT', 'MINOR', 'UNHEARD-OF']),
    compartment: fc.constantFrom('open', 'c-1'),
    hasSpeaker: fc.boolean(),
  });

  test('D7 nothing is changed, lost or reordered: cleared and left out add up', () => {
    fc.assert(
      fc.property(fc.array(anyHandled), fc.constantFrom(...AUDIENCES), (claims, audience) => {
        const { cleared, leftOut } = clear(claims, audience, (claim) => claim);
        expect(cleared).toEqual(claims.filter((claim) => cleared.includes(claim)));
        expect(cleared.length + leftOut.reduce((sum, line) => sum + line.claims, 0)).toBe(claims.length);
      }),
    );
  });

  test('D2 a wider audience never gets more than a narrower one', () => {
    fc.assert(
      fc.property(anyHandled, (claim) => {
        if (!keptBy(claim, 'public')) expect(keptBy(claim, 'partner')).toBeNull();
        if (!keptBy(claim, 'partner')) expect(keptBy(claim, 'team')).toBeNull();
      }),
    );
  });

  test('D6 every rule says in words why it keeps something', () => {
    for (const rule of RULES) expect(rule.because.length).toBeGreaterThan(10);
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
  });
});

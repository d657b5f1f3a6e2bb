/** The controlled lists are complete, defined and free of doubles, and schemas accept nothing else. */
import { describe, expect, test } from 'vitest';
import { ANCHOR_RELATIONS, WHEN_BASES, WHEN_ROLES } from '#ground';
import {
  CLAIM_KINDS,
  COMPARATORS,
  LEXICON_NAMES,
  LIST_NAMES,
  list,
  matches,
  onlyMatch,
  TLP,
  VALUE_KINDS,
  validateClaim,
} from '#claim';
import { makeList } from '../../src/claim/lists.ts';
import { claimsOfAllKinds } from './support.ts';

/** The codes that the register standards name, list by list. */
const NAMED: Record<string, string> = {
  LS: 'POW POW-RET ACC CIV-INT CIV-PEN CIV-DET UNPRIV NIAC-DET CRIM-SUS CRIM-CON TERR SABO MERC SPY HOST POLPR ADM-DET DISAP MISS HELD-NSA DECEASED-C',
  AK: 'AK0 AK1 AK2 AK3 AK4 AK5 AK6a AK6b AK6c AK6d AK7',
  EV: 'CAPT SURR ARST ABDU HAND CROS FWND SEEN REGI ADMI TRAN HOSP HOSX ISOL ISOX INTG CHRG REMD HEAR VERD SENT APPL APPR EXEC PARD COMM STAT STRK INJR ILLN BIRT ESCP RECA RELS EXCH REPA NEUT DEPT ABSC DEAT BODY IDEN RETN',
  FTA: 'Y N P NAP NOBS RPT',
  FTB: 'B1 B2 B3 B4 B5 B6',
  IT: 'BEAT POSI RESTR ELEC ASPH BURN TEMP SLEEP SENS ISOL THRT MOCK HUMI RELI SEXV FOOD WATER HYGI CROWD NOMED FORCMED LABR COERC WITN',
  HL: 'GOOD-SAID VISIBLE-INJURY WEIGHT-LOSS-SEEN GAIT-POSTURE DISTRESS-SEEN SPEECH-CONSTRAINED CHRONIC-KNOWN MED-NEED AMPUTATION-DISABILITY SELF-HARM-REPORTED HOSPITALISED UNKNOWN',
  VC: 'ICRC PP CONS OMB CPT SPT UN CNSL FAM NGO MEDIA RELIG MED RCM CAPC LET PHN VID PRV AUD EML ORAL PCL MSGR SOC TV NONE-C',
  IQ: 'NOTSENT SENT DELIV BOUNCE UNREACH NORESP ACKONLY HOLD REFUS DECL-M DECL-S REFER PARTIAL EVAS NOREC DENY FULL CONTRA RETRACT MOOT',
  PL: 'PL1 PL2 PL3 PL4 PL5 PL6 PL7 PL8 PL9 PL10 PL11 PLX',
  CV: 'ICRC POWIMG SOURCE COUNSEL MINOR MED SV DEATH-PENDING NEGO EXILE SUBJUD EMBARGO NOEXPORT NOLINK',
  EG: 'E0 E1 E2 E3 E4 E5',
  MO: 'asserts acknowledges alleges denies declines-to-state declares-unknown estimates relays-hearsay infers promises demands quotes-law',
  HE: 'none attributive approximative lower-bound upper-bound epistemic editorial',
  BA: 'direct record told-by inference unstated',
  AG: 'A B C D E F',
  AC: '1 2 3 4 5 6',
  AO: 'circumstances denies-act admits-act-denies-responsibility admits-act-other-explanation admits-and-accepts',
};

describe('controlled lists', () => {
  test('C6 every code that the standards name is in its list', () => {
    for (const [name, codes] of Object.entries(NAMED))
      for (const code of codes.split(' ')) expect(list(name as 'LS').has(code), `${name} ${code}`).toBe(true);
  });

  test('C6 the fair-trial form has forty observable things, each with the law it comes from', () => {
    const form = list('FT');
    expect(form.members.map((member) => member.code)).toEqual(
      Array.from({ length: 40 }, (_, at) => `FT${at + 1}`),
    );
    for (const member of form.members) expect(member.maps['instrument']).toBeTruthy();
  });

  test('C6 every list has a version, an origin, and a definition of its own for every code', () => {
    expect(LIST_NAMES.length).toBeGreaterThan(40);
    for (const name of LIST_NAMES) {
      const { version, origin, codes, members } = list(name);
      expect(version).toBeGreaterThanOrEqual(1);
      expect(origin.length).toBeGreaterThan(0);
      expect(new Set(codes).size).toBe(codes.length);
      for (const { definition } of members) expect(definition).toMatch(/^[A-Z].*\.$/);
    }
  });

  test('C6 the vocabularies of persons can say other, unknown, not stated and does not apply', () => {
    for (const name of ['LS', 'AK', 'EV', 'IT', 'HL', 'VC', 'IQ', 'PL'] as const)
      for (const code of ['OTHER', 'UNK', 'NST', 'NAP'])
        expect(list(name).has(code), `${name} ${code}`).toBe(true);
  });

  test('C6 no list has a default member', () => {
    for (const name of LIST_NAMES) expect(Object.keys(list(name))).not.toContain('default');
    expect(list('LS').get('no such code')).toBeNull();
  });

  test('C6 a list that names a code twice, or has another form, does not load', () => {
    const file = {
      list: 'CS',
      version: 1,
      title: 'x',
      origin: 'x',
      absent: [],
      members: [{ code: 'A', definition: 'Some words.' }],
    };
    expect(makeList('CS', file).codes).toEqual(['A']);
    expect(() => makeList('CS', { ...file, members: [...file.members, ...file.members] })).toThrow(/twice/);
    expect(() => makeList('CS', { ...file, extra: 1 })).toThrow(/form/);
    expect(() => makeList('EV', file)).toThrow(/form/);
  });

  test('C6 lists are frozen', () => {
    expect(() => (list('EV').members as unknown[]).push({})).toThrow();
    expect(() => Object.assign(list('EV').members[0] ?? {}, { code: 'X' })).toThrow();
  });

  test('C6 the words the program decides by are the words of the lists', () => {
    expect(list('TLP').codes).toEqual([...TLP]);
    expect(list('VK').codes).toEqual([...VALUE_KINDS]);
    expect(list('CK').codes).toEqual(CLAIM_KINDS);
    expect(list('DR').codes).toEqual([...WHEN_ROLES]);
    expect(list('DB').codes).toEqual([...WHEN_BASES]);
    expect(ANCHOR_RELATIONS).toContain('after');
    expect(COMPARATORS).toContain('between');
  });

  test('C6 a claim with a code that no list has is refused', () => {
    for (const claim of claimsOfAllKinds()) {
      expect(validateClaim(claim)).toEqual({ ok: true });
      expect(validateClaim({ ...claim, modality: 'hints' })).toMatchObject({ ok: false, path: '/modality' });
      expect(validateClaim({ ...claim, capacity: '' })).toMatchObject({ ok: false });
    }
  });
});

describe('lexicons', () => {
  test('C6 every lexicon leads only to codes of its list', () => {
    for (const name of LEXICON_NAMES) expect(() => matches(name, 'nothing', 'en')).not.toThrow();
  });

  test('C28 words are found whole, the longest first, and in other languages not at all', () => {
    expect(
      matches('label-words', 'They are prisoners of war, not espied.', 'en').map((match) => match.code),
    ).toEqual(['POW']);
    expect(matches('treatment-words', 'drumbeat', 'en')).toEqual([]);
    expect(
      matches('channel-words', 'pre-recorded videos and calls', 'en').map((match) => match.code),
    ).toEqual(['PRV', 'PHN']);
    expect(matches('label-words', 'prisoners of war', 'hy')).toEqual([]);
  });

  test('C28 two different codes in one phrase lead to none', () => {
    expect(onlyMatch('label-words', 'hostages or terrorists', 'en')).toBeNull();
    expect(onlyMatch('label-words', 'hostages, only hostages', 'en')?.code).toBe('HOST');
  });
});

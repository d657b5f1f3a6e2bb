import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

async function voices(text: string): Promise<string[]> {
  const { claims } = await propose(text, { lang: 'en', published: '2019-11-14' });
  return claims.map((claim) => `${claim.kind} ${claim.attribution.state} ${claim.attributed_to}`);
}

describe('who speaks, where the text says so', () => {
  test.each([
    ['The ministry said that 12 soldiers were missing.', 'The ministry'],
    ['"We hold 12 prisoners," General Ask Brand said.', 'General Ask Brand'],
    ['"We hold 12 prisoners," said General Ask Brand.', 'General Ask Brand'],
    ['According to the watch group Lantern, 12 prisoners are held.', 'the watch group Lantern'],
    ['12 soldiers are missing, the ministry says.', 'the ministry'],
    ["Marn's chief of staff, Ask Brand, told a news conference that 12 prisoners were held.", 'Ask Brand'],
    ['Its president, Hanne Brodie, said that 12 prisoners were held.', 'Hanne Brodie'],
    ['In a reply dated 1 December the council rejected this, saying it held 12 prisoners.', 'the council'],
    ['Twelve prisoners remain in custody, court papers show.', 'court papers'],
    ['Elke Brand told reporters that two diplomatic notes about 12 prisoners were lost.', 'Elke Brand'],
    ['Petra Aland, 59, of Halle, said guards had beaten 12 prisoners.', 'Petra Aland'],
    ['Twelve prisoners are held, according to the bar association.', 'the bar association'],
    [
      'A man who fled in April, and whom we will not name, says that forty boys are held.',
      'A man who fled in April',
    ],
    [
      'In a statement by the Ministry of Defence, 12 soldiers were reported captured.',
      'the Ministry of Defence',
    ],
    ['The number was put at 12 prisoners by the ministry.', 'the ministry'],
    ['Twelve prisoners were confirmed dead by the ministry.', 'the ministry'],
    ['Her brother, Arn, remembers that 12 prisoners were beaten.', 'Arn'],
    ['“We hold 12 prisoners.” – Bela Orr, Lower House, 12 June', 'Bela Orr'],
    ['Twelve prisoners, said by the defence to have been tortured, are held.', 'the defence'],
  ])('%s', async (text, name) => {
    expect(await voices(text)).toContain(`count named ${name}`);
  });

  test('a claim in the text’s own voice has no speaker', async () => {
    expect(await voices('Twelve prisoners are held in Dorn.')).toEqual(['count author null']);
  });

  test('nobody is named by what is only believed', async () => {
    const { claims } = await propose('It is believed that 12 prisoners are held in Dorn.', { lang: 'en' });
    expect(claims[0]).toMatchObject({ attributed_to: null, modality: 'believed' });
  });

  test('claims are alleged, estimates are believed', async () => {
    const modality = async (text: string) => (await propose(text, { lang: 'en' })).claims[0]?.modality;
    expect(await modality('The army claims that it holds 12 prisoners.')).toBe('alleged');
    expect(await modality('The group estimates that 12 prisoners are held.')).toBe('believed');
    expect(await modality('The army reportedly holds 12 prisoners.')).toBe('alleged');
  });
});

describe('who speaks, where it has to be found', () => {
  test('a pronoun is the one person who spoke in the passage', async () => {
    expect(
      await voices('General Ask Brand denied the report. He said that 12 prisoners were held.'),
    ).toContain('count named General Ask Brand');
  });

  test.each([
    [
      'A man who got out in July agreed to meet me. He had shared a cellar. He remembers that 12 prisoners were beaten.',
      'A man who got out in July',
    ],
    [
      'The harbour master at Bokel has helped us; he confirms that 12 prisoners were held.',
      'The harbour master at Bokel',
    ],
    ['A nun from the hospice was let in. She says 12 prisoners are held.', 'A nun from the hospice'],
  ])('%s', async (text, name) => {
    expect(await voices(text)).toContain(`count named ${name}`);
  });

  test('the subject of what is told is not who tells it', async () => {
    expect(await voices('A colonel from Dorn held 12 prisoners, he said.')).toEqual([
      'count unresolved null',
    ]);
  });

  test('a court that hears vouches for nothing', async () => {
    expect(await voices('The court heard that 12 prisoners were beaten.')).toEqual(['count author null']);
  });

  test('a description is somebody named before it, in the same piece, and not after', async () => {
    const named = 'The Ministry of Justice of Marn said nothing about it.';
    const filler = Array.from(
      { length: 120 },
      (_, at) => `General Ask Brand ${'I'.repeat((at % 3) + 1)} said so.`,
    );
    const text = [named, 'The ministry said 12 prisoners were held.', ...filler].join('\n\n');
    expect(await voices(text)).toContain('count named The Ministry of Justice of Marn');
  });

  test('Q. and A. are questions to and answers of the witness named above them', async () => {
    const text = 'Witness: Arn Tull, 24\n\nQ. Where were you?\nA. In the fort. 40 prisoners are held there.';
    expect(await voices(text)).toContain('count named Arn Tull');
  });

  test('a numbered question does not hide who puts it or answers it', async () => {
    const text =
      'Q13. Ms Kell: The army says 9 prisoners are held.\n\nQ14. Dr Marn: We saw 12 prisoners in the fort.';
    expect(await voices(text)).toContain('count named Dr Marn');
  });

  test('a post quoted in a thread is the word of its handle', async () => {
    expect(await voices('2/4 @delta_friend: 12 prisoners are held in Dorn')).toContain(
      'count named @delta_friend',
    );
  });

  test('"we" inside a quotation is whoever is quoted', async () => {
    const text =
      '"Nobody answers us," says Oda Marn. "We wrote to the ministry about the prisoners three times."';
    expect(await voices(text)).toContain('inquiry named Oda Marn');
  });

  test.each([
    [
      'A spokesman, Colonel Ask Brand, called it a fairy tale. He said 12 prisoners were held.',
      'Colonel Ask Brand',
    ],
    ["Tull's mother, Oda, who lives in Dorn, had five minutes. Twelve prisoners are held, she said.", 'Oda'],
    ['UN experts today said that 12 prisoners were held.', 'UN experts'],
  ])('%s', async (text, name) => {
    expect(await voices(text)).toContain(`count named ${name}`);
  });

  test('a cue behind a finished quotation opens the next one and does not claim it', async () => {
    const text =
      'A former prisoner told us: "We were hungry. They beat 12 prisoners." Ida Marn said that he is ill.';
    expect(await voices(text)).toContain('count named A former prisoner');
  });

  test('two persons before a pronoun leave it open, with both shown', async () => {
    const { claims } = await propose(
      'Ana Bell spoke first, Karl Dorn said. Ana Bell said no. Karl Dorn said yes. Ida Marn said so. Later he said that 12 prisoners were held.',
      { lang: 'en' },
    );
    const count = claims.find((claim) => claim.kind === 'count');
    expect(count?.attributed_to === null || count?.attributed_to === 'Ida Marn').toBe(true);
  });

  test('"them" is the pair the paragraph before was about, not the nearest body', async () => {
    const text =
      'The ICRC told reporters that it visits the camp.\n\nIda and Karl Marn, who live abroad, are among the few who follow the trials.\n\nAccording to them, the trials are held behind closed doors.';
    expect(await voices(text)).toContain('trial named Ida and Karl Marn');
  });

  test('nothing is credited to a humanitarian body that it did not say', async () => {
    const text = 'The ICRC said it visits the camp. The trials are held behind closed doors.';
    const { claims } = await propose(text, { lang: 'en' });
    expect(claims.filter((claim) => claim.kind === 'trial').map((claim) => claim.attributed_to)).toEqual([
      null,
    ]);
  });

  test('an open speaker comes with candidates and a flag', async () => {
    const { claims } = await propose(
      'The ministry said that it holds 12 prisoners. Nine of them were beaten.',
      { lang: 'en' },
    );
    const open = claims.find((claim) => claim.attribution.state === 'unresolved');
    expect(open?.attribution.candidates).toEqual(['The ministry']);
    expect(open?.flags).toContain('unresolved-speaker');
  });

  test('law and procedure are nobody one can accord with', async () => {
    expect(await voices('According to their own procedure, 12 prisoners were moved.')).not.toContain(
      'count named their own procedure',
    );
  });
});

describe('inquiries', () => {
  test('who tells of their own request vouches for it', async () => {
    expect(
      await voices('The Red Cross said it had asked about the prisoners and was waiting for permission.'),
    ).toContain('inquiry named The Red Cross');
  });

  test('two addressees of one question are two inquiries', async () => {
    const { claims } = await propose(
      'Neither the Prosecutor nor the Ministry of Justice responded to our questions about the prisoners.',
      { lang: 'en' },
    );
    expect(
      claims.flatMap((claim) =>
        claim.kind === 'inquiry' ? [[claim.addressee, claim.outcome, claim.modality]] : [],
      ),
    ).toEqual([
      ['Prosecutor', 'no_response', 'no_response'],
      ['Ministry of Justice', 'no_response', 'no_response'],
    ]);
  });

  test.each([
    ['The army refused to answer questions about the detainees.', 'refused'],
    ['The army did not answer questions about the detainees.', 'no_response'],
    ['None of the nine lawyers of the detainees could be contacted.', 'unreachable'],
  ])('%s', async (text, outcome) => {
    const { claims } = await propose(text, { lang: 'en' });
    expect(claims.find((claim) => claim.kind === 'inquiry')).toMatchObject({ outcome });
  });
});

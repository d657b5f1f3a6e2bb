import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

const context = '\n\nHe was detained. The prisoners are held in the camp.';

async function quotes(text: string, kind: string): Promise<[string, string][]> {
  const { claims } = await propose(text + context, { lang: 'en', published: '2024-09-20' });
  return claims.flatMap((claim) =>
    claim.kind === kind && claim.start < text.length
      ? [[claim.modality, claim.quote] as [string, string]]
      : [],
  );
}

describe('a quote beside an outcome never reads as its opposite', () => {
  test.each([
    ['Neither the army nor the border police replied to our letter.', 'nor the border police replied'],
    [
      'Neither the Ministry of Defence nor General Ask Brand answered our questions.',
      'nor General Ask Brand',
    ],
    ['Neither the governor nor the warden would comment.', 'nor the warden would comment'],
  ])('the second of two silent addressees keeps its "nor": %s', async (text, part) => {
    const found = await quotes(text, 'inquiry');
    expect(found).toHaveLength(2);
    expect(found[0]?.[1]).toMatch(/^Neither /);
    expect(found[1]?.[1]).toContain(part);
  });

  test.each([
    ['The warden denied that 12 prisoners had died in the camp.', 'count', /^denied that 12/],
    ['The army denies that it holds the pilot.', 'custody', /^denies that/],
    [
      'He denied that the men were beaten and that they were moved to Tarn.',
      'custody',
      /^denied that.*moved/,
    ],
    ['It is not true, the minister said, that 30 captives were moved to Tarn.', 'count', /^is not true.*30/],
    ['Reports that 40 prisoners were tortured are false, the ministry said.', 'count', /false$/],
    ['The ministry rejected claims that 40 prisoners were tortured.', 'count', /^rejected claims/],
    ['The warden dismissed allegations that the pilot was beaten.', 'ill_treatment_or_health', /^dismissed/],
    ['No prisoner was beaten, the warden said.', 'ill_treatment_or_health', /^No prisoner/],
  ])('what is denied is quoted with its denial: %s', async (text, kind, start) => {
    const [first] = await quotes(text, kind);
    expect(first?.[0]).toBe('denied');
    expect(first?.[1]).toMatch(start);
  });

  test('who rejects a claim is the party, without the verb', async () => {
    const { claims } = await propose('The ministry rejected claims that 40 prisoners were tortured.', {
      lang: 'en',
    });
    expect(claims[0]?.attributed_to).toBe('The ministry');
  });

  test('no denied claim of the development texts is quoted without a word that denies, unless it is flagged', async () => {
    const folder = new URL('../../fixtures/reading/dev/', import.meta.url);
    const bare: string[] = [];
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
      const { claims } = await propose(readFileSync(new URL(file, folder), 'utf8'));
      for (const { modality, quote, flags } of claims)
        if (
          modality === 'denied' &&
          !flags.includes('denial-outside-quote') &&
          !/\b(?:no|not|n't|none|nor|neither|never|nobody|nothing|without|cannot)\b|n't\b|den(?:y|ies|ied|ial)|reject|dismiss|doubt|disput|refut|contradict|fail|refus|false|untrue|wrong|incorrect|misprint|lie|unfounded|baseless|invent|withdr|silen|declin|unknown|unclear/i.test(
            quote,
          )
        )
          bare.push(quote);
    }
    expect(bare).toEqual([]);
  });
});

test.each([
  'The defendants have had no contact with their families since the arrest.',
  'The prisoners have not been in contact with their relatives.',
])('no contact is never proposed as contact that exists: %s', async (text) => {
  const { claims } = await propose(text + context, { lang: 'en' });
  expect(claims.filter((claim) => claim.kind === 'contact')).toMatchObject([{ polarity: 'absent' }]);
});

test('who did not answer is the one the sentence names, not the one asked before', async () => {
  const { claims } = await propose(
    'In June we asked the Ministry of Defence where the prisoners are held. The ombudsman did not answer two letters either.',
    { lang: 'en' },
  );
  const silent = claims.filter((claim) => claim.kind === 'inquiry' && claim.outcome === 'no_response');
  expect(silent).toMatchObject([{ addressee: 'The ombudsman' }]);
});

test('those who do not answer are never the speaker of their silence', async () => {
  const { claims } = await propose(
    'The Gazette wrote to both. Neither the Harbour Office nor the Ministry of Transport responded to the Gazette’s question about how many sailors are being held.',
    { lang: 'en' },
  );
  const asked = claims.filter(({ kind }) => kind === 'inquiry');
  expect(asked.length).toBeGreaterThanOrEqual(1);
  for (const { attributed_to: speaker } of asked) expect(speaker ?? '').not.toMatch(/^neither/i);
});

describe('who denies a figure may give another', () => {
  test.each([
    ['The council does not believe this: by its count more than a hundred men were taken.', 'asserted'],
    ['The ministry rejects this and puts the number at 12 detainees.', 'asserted'],
    ['The council does not accept the figure of 33 prisoners.', 'denied'],
    ['The army denied that it holds 40 prisoners.', 'denied'],
  ])('%s', async (text, modality) => {
    expect((await quotes(text, 'count')).map(([found]) => found)).toEqual([modality]);
  });
});

describe('what a quoted person says about a silence', () => {
  test('is theirs, and the quote ends inside the marks', async () => {
    const text = '"We have asked three times and nobody answers," said Marta Lind, who heads the council.';
    const { claims } = await propose(text + context, { lang: 'en' });
    const silence = claims.find((claim) => claim.modality === 'no_response');
    expect([silence?.attributed_to, silence?.quote.endsWith('answers')]).toEqual(['Marta Lind', true]);
  });
});

describe('a figure that the text itself takes back', () => {
  test('is denied, and the corrected one is not', async () => {
    const text =
      'In an earlier version of this story we wrote that 17 fighters had been released. The number of released fighters is 12.';
    const found = await quotes(text, 'count');
    expect(found.map(([modality]) => modality)).toEqual(['denied', 'asserted']);
  });
});

describe('a reason given for silence', () => {
  test('is nobody who speaks, and the silence is the text’s own word', async () => {
    const text =
      '"They signed papers they cannot read," said the lawyer Aram Deel. A spokesman for the ministry declined to comment, citing the ongoing proceedings.';
    const { claims } = await propose(text + context, { lang: 'en' });
    const silence = claims.find((claim) => claim.kind === 'inquiry');
    expect([silence?.attributed_to, silence?.attribution.state]).toEqual([null, 'author']);
  });
});

describe('a dateline', () => {
  test('is no part of what is said', async () => {
    const { claims } = await propose(
      'NARVA CROSSING, March 18 (Northern Wire) - The two sides exchanged 27 prisoners of war on Friday.',
      { lang: 'en' },
    );
    for (const { kind, quote } of claims)
      if (kind !== 'source_chain') expect(quote).toMatch(/^The two sides/);
    expect(claims.some(({ kind }) => kind === 'count')).toBe(true);
  });
});

/** Structural rules of English: figures and their wholes, periods, stages, and who speaks across a comma or a sentence. */
import { propose } from '#reading';
import { describe, expect, test } from 'vitest';

async function claims(text: string, lead = 'The detainees.\n\n') {
  const reading = await propose(lead + text, { lang: 'en', published: '2022-06-15' });
  return reading.claims as unknown as (Readonly<Record<string, unknown>> & { kind: string; quote: string })[];
}

async function figures(text: string) {
  return (await claims(text))
    .filter((claim) => claim.kind === 'count')
    .map((claim) => [claim['operator'], claim['number'], claim['measure']]);
}

describe('what is counted', () => {
  test.each([
    ['Two of the nine still on the island are ill.', [['=', 2]]],
    ['Of the 213 we have buried nine.', [['=', 9]]],
    ['Monitors toured two of the nine facilities.', []],
    ['Every ferry carries up to 340 passengers.', []],
    ['We still need twelve volunteers.', []],
    ['Did the army free all 500 prisoners?', []],
    ['A guard saw thirty, perhaps forty prisoners in the yard.', [['between', [30, 40]]]],
    ['Forty-odd prisoners were in the yard.', [['~', 40]]],
    [
      'They stated that 37 had been acquitted and four had lost toes to frostbite.',
      [
        ['=', 37],
        ['=', 4],
      ],
    ],
  ])('%s', async (text, wanted) => {
    expect((await figures(text)).map((figure) => figure.slice(0, 2))).toEqual(wanted);
  });

  test('what is said of the next group is not what this one is counted for', async () => {
    expect(await figures('The enemy acknowledges 29 prisoners and says the rest have disappeared.')).toEqual([
      ['=', 29, 'held'],
    ]);
  });
});

describe('periods', () => {
  test.each([
    ['Between 3 and 9 June 40 people were arrested.', '2022-06-03/2022-06-09'],
    ['In the first half of 2021 40 people were arrested.', '2021-01/2021-06'],
    ['Since the winter 40 people have been arrested.', '2021-24/..'],
    ['Since the rallies began on 29 May 40 people have been arrested.', '2022-05-29/..'],
  ])('%s', async (text, period) => {
    expect((await claims(text)).find((claim) => claim.kind === 'count')?.['period']).toBe(period);
  });

  test('a period told above a list holds for its lines', async () => {
    const found = await claims('In April 2022 we counted:\n– arrests: 41\n– releases: 12\n');
    expect(found.map((claim) => claim['period'])).toEqual(['2022-04', '2022-04']);
  });

  test('a place in an order is no day', async () => {
    const [first] = await claims('Five prisoners are seen in the second video, against seven in the first.');
    expect(first?.['as_of']).toBeNull();
  });
});

describe('who speaks', () => {
  test.each([
    [
      'The ministry had 40 in mind. In a reply dated 1 December it stated that 12 prisoners were held.',
      'The ministry',
    ],
    [
      'The rights group Lantern issued its report on Tuesday. It documented 318 arrests.',
      'The rights group Lantern',
    ],
    ['Lantern, a rights group, spoke on Tuesday. In all, it said, 318 people had been arrested.', 'Lantern'],
    ['The army counts 29 captives and says it has released 12 prisoners.', 'The army'],
    ['The bishop wrote that 17 prisoners were ill. Two had died since Easter.', 'The bishop'],
    ['The council rejected the report, saying that 40 people were detained.', 'The council'],
  ])('%s', async (text, name) => {
    expect((await claims(text)).findLast((claim) => claim.kind === 'count')?.['attributed_to']).toBe(name);
  });

  test('an office in a speaker line is the person it names, also later', async () => {
    const found = await claims(
      'MODERATOR (Dr Ana Welt): Good morning. 17 detainees were moved to Halle.\n\nQUESTION: Is that all?\n\nMODERATOR: Not quite. Nine detainees were released.',
    );
    expect(found.filter((claim) => claim.kind === 'count').map((claim) => claim['attributed_to'])).toEqual([
      'Dr Ana Welt',
      'Dr Ana Welt',
    ]);
  });

  test('between two sentences of one speaker nobody else speaks', async () => {
    const found = await claims(
      'The warden said that the cells were full. Nine prisoners sleep in the corridor. Three of them are ill, the warden said.',
    );
    expect(found.filter((claim) => claim.kind === 'count').map((claim) => claim['attributed_to'])).toEqual([
      'The warden',
      'the warden',
    ]);
  });
});

describe('other kinds', () => {
  test.each([
    ['The envoys sailed home without a deal on the prisoners.', 'refused'],
    ['The rebels would trade them for the men in the fort, all prisoners of war.', 'proposed'],
    ['Both sides had initialled a second stage of the prisoner swap.', 'concluded'],
  ])('%s', async (text, stage) => {
    expect((await claims(text)).find((claim) => claim.kind === 'agreement')?.['stage']).toBe(stage);
  });

  test('visitors who are turned away are not moved, and a heading tells nothing', async () => {
    const found = await claims(
      '2. Who is behind bars\n\nThe monitors were turned away from the old tannery.',
    );
    expect(found.filter((claim) => claim.kind === 'custody')).toEqual([]);
  });
});

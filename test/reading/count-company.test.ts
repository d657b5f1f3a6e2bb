import { describe, expect, it } from 'vitest';
import { propose } from '#reading';

/** Numbers and measures proposed for an English text. */
async function counted(text: string): Promise<string[]> {
  const { claims } = await propose(text, { lang: 'en' });
  return claims.flatMap((claim) =>
    claim.kind === 'count' ? [`${String(claim.number)} ${claim.measure}`] : [],
  );
}

const numbers = async (text: string) => (await counted(text)).map((one) => one.split(' ')[0]);

describe('figures without a noun in the company of other counts', () => {
  it.each([
    ['Sixty prisoners came back in May.\n\nThree bear the marks of ropes.', '3'],
    ['The circle lists 70 prisoners.\n\nThe Justice Office website has 52.', '52'],
    ['Nobody may enter the camp. Former inmates put its population nearer 200.', '200'],
    ['Orsk held 61 prisoners last year. A year before there were 41.', '41'],
    ['Sixty-one prisoners are in Orsk. The governor called 61 "a fantasy".', '61'],
    ['Four prisoners were found in the quarry. That makes nineteen.', '19'],
    ['Ninety prisoners were exchanged: 50 from the west bank and 40 from the east.', '40'],
    ['Ninety prisoners are in Orsk. The figure should have been 4,150.', '4150'],
    ['Six detainees died, four in the hands of the guards and two in a prison hospital.', '2'],
  ])('%s: %s', async (text, number) => {
    expect(await numbers(text)).toContain(number);
  });
});

describe('persons of whom nobody says that they are held', () => {
  it.each([
    'Prisoners were taken at the ford. A shell killed two ferrymen at Oxley before noon.',
    'The crew is still held. Last year 212 people drowned in the strait.',
    'The prisoners may not write. In the town, 9,000 people live without hot water.',
    'The prisoners were brought in. We stood in the corridor with two consuls.',
    'Lieutenant Ada Strome, 27, is held in Orsk. She is forty-four.',
    'The prisoner was led away at 04.15 and brought up at nine.',
    'The prisoners were marched off. One of them wept the whole time.',
    'Two airmen, Lieutenant Nils Garr and Sergeant Bo Wick, are prisoners of war.',
    'The parties are negotiating over the return of 80 prisoners.',
    'Seven of the nine asylum hearings went ahead after the arrests.',
  ])('%s', async (text) => {
    expect(await numbers(text)).toEqual([]);
  });
});

describe('a number that is said to be unknown or hidden', () => {
  it.each([
    'How many prisoners died in those months is not yet clear.',
    'How many prisoners are left, the governor says, he would have to look up.',
    'The witness believes there are more prisoners further down the river.',
    'The prison office is in no position to state how many prisoners there are.',
    'These lists do not cover persons held by the militias.',
    'Nobody outside the ministry knows how many prisoners were taken.',
  ])('%s', async (text) => {
    const { claims } = await propose(text, { lang: 'en' });
    expect(claims.map((claim) => claim.kind)).toContain('unknown_count');
  });
});

describe('what a figure counts, by its verb', () => {
  it.each([
    ['The prison houses 117 men convicted after the rising.', '117 held'],
    ['The army freed nine soldiers who were captured in May.', '9 released'],
    ['The guard stopped 340 persons at sea in May and holds them.', '340 taken'],
    ['The captors took fifty prisoners in May.', '50 taken'],
    ['Two hundred prisoners crossed into Orsk on Monday.', '200 released'],
    ['Sixty prisoners are carried as missing by the War Office.', '60 missing'],
    ['Twelve prisoners cannot be accounted for.', '12 missing'],
    ['Thirty-one prisoners are refusing food.', '31 other'],
  ])('%s: %s', async (text, told) => {
    expect(await counted(text)).toContain(told);
  });
});

describe('the period of a figure', () => {
  it.each([
    ['In May and June 2024, 211 people were arrested.', '2024-05/2024-06'],
    ['Over the year 2023 the police detained 86 people.', null],
    ['Between 12 and 19 May 2024 our units took 28 prisoners.', '2024-05-12/2024-05-19'],
  ])('%s: %s', async (text, period) => {
    const { claims } = await propose(text, { lang: 'en', published: '2024-09-20' });
    const found = claims.flatMap((claim) => (claim.kind === 'count' ? [claim.period] : []));
    expect(found).toEqual([period]);
  });
});

describe('the dead of a fight or an accident', () => {
  it.each([
    'The prisoners were taken at the ford.\n\nA shell killed the two ferrymen before noon.',
    'The prisoners were taken at the ford.\n\nFourteen people have died in a bus accident.',
  ])('%s: nobody died in custody', async (text) => {
    const { claims } = await propose(text, { lang: 'en' });
    expect(claims.map((claim) => claim.kind)).not.toContain('death');
  });
});

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
  ])('%s', async (text) => {
    expect(await numbers(text)).toEqual([]);
  });
});

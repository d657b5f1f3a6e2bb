import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

async function counts(text: string): Promise<unknown[]> {
  const { claims } = await propose(text, { lang: 'en', published: '2019-11-14' });
  return claims.flatMap((claim) =>
    claim.kind === 'count' ? [[claim.operator, claim.number, claim.measure]] : [],
  );
}

describe('a figure keeps its bound', () => {
  test.each([
    ['At least 40 prisoners are held in Dorn.', '>=', 40],
    ['No fewer than twelve prisoners are held in Dorn.', '>=', 12],
    ['More than 1,200 people have been detained.', '>', 1200],
    ['Up to 30 soldiers are missing.', '<=', 30],
    ['Fewer than nine prisoners were released.', '<', 9],
    ['Some 60 civilians were abducted.', '~', 60],
    ['Only 33 soldiers are held there.', '=', 33],
    ['One hundred and fifty villagers were detained.', '=', 150],
    ['Twenty-three prisoners were freed.', '=', 23],
  ])('%s', async (text, operator, number) => {
    expect((await counts(text))[0]).toEqual([operator, number, expect.any(String)]);
  });

  test('a range keeps both ends', async () => {
    expect(await counts('Between 20 and 25 workers were kidnapped.')).toEqual([
      ['between', [20, 25], 'taken'],
    ]);
  });

  test('dozens are at least 24 and say so', async () => {
    const { claims } = await propose('Dozens of soldiers are held in the camp.', { lang: 'en' });
    expect(claims[0]).toMatchObject({ kind: 'count', operator: '>=', number: 24, vague: true });
  });

  test('per cent stays per cent', async () => {
    const { claims } = await propose('Some 40 per cent of detainees were beaten.', { lang: 'en' });
    expect(claims[0]).toMatchObject({ kind: 'count', operator: '~', number: 40, unit: 'percent' });
  });
});

describe('what a figure counts', () => {
  test.each([
    ['The bodies of 14 men were exhumed from the pit.', 'remains'],
    ['Six prisoners died in the camp.', 'dead'],
    ['Nine soldiers were released on Monday.', 'released'],
    ['Eleven students were sentenced in May.', 'tried'],
    ['Seventy fishermen are still missing.', 'missing'],
    ['Thirty villagers were rounded up at dawn.', 'taken'],
    ['The group has registered 52 complaints of torture in custody.', 'cases'],
    ['The ministry says it holds 18 soldiers.', 'held'],
  ])('%s', async (text, measure) => {
    expect((await counts(text)).map((count) => (count as unknown[])[2])).toContain(measure);
  });

  test('a breakdown goes on counting what its total counted', async () => {
    expect(await counts('Fifty soldiers are missing. Of these, 12 are officers.')).toEqual([
      ['=', 50, 'missing'],
      ['=', 12, 'missing'],
    ]);
  });
});

describe('what is not a count of persons', () => {
  test.each([
    'The detainees were fined 5,000 crowns.',
    'He was held for 14 days in cell 9.',
    'A boy of 12 was detained.',
    'Article 14 protects prisoners.',
    'The prison is 40 kilometres away.',
    'Shelling of the town has killed more than 4,000 people. A man was detained.',
  ])('%s', async (text) => {
    expect(await counts(text)).toEqual([]);
  });
});

test('the day on which a figure holds is taken only where the text says so', async () => {
  const asOf = async (text: string) =>
    (await propose(text, { lang: 'en', published: '2019-11-14' })).claims.map((c) =>
      c.kind === 'count' ? c.as_of : '-',
    )[0];
  expect(await asOf('As of 1 May 2019, 30 prisoners were held.')).toBe('2019-05-01');
  expect(await asOf('Now 30 prisoners are held.')).toBeNull();
  expect(await asOf('Since January, 30 people have been detained.')).toBeNull();
});

test('a figure that is rejected is denied, and the number stays in the claim', async () => {
  const { claims } = await propose('Arrone does not believe that there are only 33 soldiers in the prison.', {
    lang: 'en',
  });
  expect(claims.find((claim) => claim.kind === 'count')).toMatchObject({
    number: 33,
    modality: 'denied',
    attributed_to: 'Arrone',
  });
});

test.each([
  ['41 villagers have been missing since the raid.', ['=41 missing']],
  ['The committee said 12 fishermen have been held since the attack.', ['=12 held']],
  ['The raid on the village killed 41 people.', []],
])('who is missing or held since a raid is not a loss of battle: %s', async (text, wanted) => {
  const { claims } = await propose(text, { lang: 'en' });
  expect(
    claims.flatMap((claim) =>
      claim.kind === 'count' ? [`${claim.operator}${String(claim.number)} ${claim.measure}`] : [],
    ),
  ).toEqual(wanted);
});

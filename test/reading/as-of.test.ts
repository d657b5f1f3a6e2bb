import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { propose } from '#reading';

const rows = readFileSync(new URL('as-of.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [string, string, string]);

test('the day on which a figure holds is read as reports write it, and is left open where they do not', async () => {
  const wrong: string[] = [];
  for (const [, expected, sentence] of rows) {
    const { claims } = await propose(sentence, { lang: 'en', published: '2024-09-20' });
    const count = claims.find((claim) => claim.kind === 'count');
    const got = count?.kind === 'count' ? (count.as_of ?? '') : 'no count';
    if (got !== expected) wrong.push(`${sentence} → ${got}`);
  }
  expect(rows.length).toBeGreaterThanOrEqual(40);
  expect(wrong).toEqual([]);
});

test.each([
  'On 3 May 2024 police arrested 12 students.',
  'The 12 students seized on 3 May 2024 are still in prison.',
  'Twelve students are in prison over a protest on 3 May 2024.',
  'The 12 men who were taken on 3 May 2024 are held in Dorn.',
])('the day of an event is not the day of the figure: %s', async (sentence) => {
  const { claims } = await propose(sentence, { lang: 'en', published: '2024-09-20' });
  expect(claims.find((claim) => claim.kind === 'count')).toMatchObject({ as_of: null });
});

test.each([
  ['In 2018 and 2019, some 900 people were abducted.', '2018/2019'],
  ['Between 4 April and 27 May 2024, 57 prisoners were released.', '2024-04-04/2024-05-27'],
  ['In the first half of 2023, 86 travellers were detained.', '2023-01/2023-06'],
  ['More than 100 prisoners have died since the war began in May 2018.', '2018-05/..'],
])('a figure that covers a time has that time as its period: %s', async (sentence, period) => {
  const { claims } = await propose(sentence, { lang: 'en', published: '2024-09-20' });
  expect(claims.find((claim) => claim.kind === 'count')).toMatchObject({ period, as_of: null });
});

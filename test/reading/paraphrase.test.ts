import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { propose } from '#reading';

const rows = readFileSync(new URL('paraphrase.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [string, string, string, string]);
const context = '\n\nHe was detained. The prisoners are held in the camp.';

async function read(text: string) {
  const { claims } = await propose(text + context, { lang: 'en', published: '2024-09-20' });
  return claims.filter((claim) => claim.start < text.length);
}

test('silence, refusal, visits, labels and custody are understood in most of seventy wordings', async () => {
  const understood = { built: 0, held: 0 };
  for (const [set, kind, key, sentence] of rows) {
    const [field = '', value] = key.split('=');
    const found = (await read(sentence)).some(
      (claim) =>
        claim.kind === kind &&
        (field === '' || (claim as unknown as Record<string, unknown>)[field] === value),
    );
    if (found) understood[set === 'held' ? 'held' : 'built']++;
  }
  expect(understood.built).toBeGreaterThanOrEqual(34);
  expect(understood.held).toBeGreaterThanOrEqual(32);
});

describe('what is not what it looks like', () => {
  test('an age is not a count', async () => {
    const claims = await read('Some of the prisoners, the lawyer says, are under eighteen.');
    expect(claims.filter((claim) => claim.kind === 'count')).toEqual([]);
    expect(await read('Under twenty prisoners are held there.')).toMatchObject([
      { kind: 'count', number: 20 },
    ]);
  });

  test('a file on a number of defendants counts them, a letter about four nuns does not', async () => {
    expect(await read('We have notes on 14 defendants.')).toMatchObject([{ kind: 'count', number: 14 }]);
    const claims = await read('The prisoners were named in a letter about four nuns.');
    expect(claims.filter((claim) => claim.kind === 'count')).toEqual([]);
  });

  test('people in general who have not come back are no custody event', async () => {
    const claims = await read(
      'Sixteen months after the ceasefire, families keep a place laid for people who have not come back.',
    );
    expect(claims).toEqual([]);
  });

  test('what is said of a speaker in passing is the word of the author', async () => {
    const claims = await read('"They were beaten," said Lena Marsh, who represents eleven of the crew.');
    expect(claims.map((claim) => [claim.kind, claim.attributed_to])).toEqual([
      ['ill_treatment_or_health', 'Lena Marsh'],
      ['count', null],
    ]);
    const [aside, said] = await read(
      'Lena Marsh, who represents eleven of the crew, said 12 prisoners were beaten.',
    );
    expect([aside?.quote, aside?.attributed_to]).toEqual(['who represents eleven of the crew', null]);
    expect([said?.quote, said?.attributed_to]).toEqual(['12 prisoners were beaten', 'Lena Marsh']);
  });

  test('a body is named as the text itself shortens it', async () => {
    const [visit] = await read(
      'The International Committee of the Red Cross visited the prisoners on 3 May, and the ICRC will return.',
    );
    expect(visit).toMatchObject({ kind: 'visit', visitor: 'ICRC' });
  });

  test('people seized at home are captured, not moved, and their home is no source', async () => {
    const claims = await read('The brothers were taken from their homes at night.');
    expect(claims).toMatchObject([{ kind: 'custody', event: 'captured' }]);
  });
});

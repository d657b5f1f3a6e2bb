/** Lists of lines from outside: what `habeas names` takes and refuses. */
import { expect, test } from 'vitest';
import { isFault } from '#ground';
import { matchNames, similarity } from '#names';
import { matchNameLists, romaniseLines } from '#workspace';

const bytes = (text: string) => new TextEncoder().encode(text);

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (thrown) {
    return isFault(thrown) ? thrown.code : String(thrown);
  }
  return 'nothing thrown';
}

test('every line of the queries gets an answer, an empty one an empty one', () => {
  const found = matchNameLists(bytes('Օրին Վել\r\n\nТарас\n'), bytes('Taras\nOrin Vel\n'), { top: 1 });
  expect(found.map(({ query, matches }) => [query, matches[0]?.name])).toEqual([
    ['Օրին Վել', 'Orin Vel'],
    ['', undefined],
    ['Тарас', 'Taras'],
  ]);
});

test('lines are romanised by the scheme that was asked for', () => {
  expect(romaniseLines(bytes('Շողեր\nОрин\n'), { scheme: 'hubschmann-meillet' })).toEqual(['Šołer', 'Orin']);
});

test('wrong bytes, no candidates and an unknown scheme are refused by their code', () => {
  expect(codeOf(() => matchNameLists(new Uint8Array([0xff, 0xfe, 0x41]), bytes('Vel')))).toBe(
    'input-encoding',
  );
  expect(codeOf(() => matchNameLists(bytes('Vel'), bytes('')))).toBe('input-empty');
  expect(codeOf(() => romaniseLines(bytes('Vel'), { scheme: 'klingon' }))).toBe('usage-wrong');
});

test('M6 an initial never comes before a word that is alike', () => {
  const [first] = matchNames(['Լավով'], ['L', 'Lavov', 'Oreshin'], { top: 1 })[0] ?? [];
  expect(first?.name).toBe('Lavov');
  expect(similarity('Լավով', 'L')).toBeLessThan(0.5);
  // Beside a word that agrees, the initial counts as before.
  expect(similarity('Velmar Oreshin', 'V. Oreshin')).toBeGreaterThan(0.8);
});

test('M5 words are found by what they sound like where the letters lie far apart', () => {
  const syllables = ['sa', 'tso', 'ki', 'sio', 'tsi', 'cho', 'sha', 'go', 'zi', 'tse'];
  const decoys = syllables.flatMap((a) => syllables.flatMap((b) => ['', 'n', 'm'].map((c) => a + b + c)));
  const found = matchNames(['сяоцзи', 'шаго'], [...decoys, 'xiaoji', 'chagot'], { top: 40 });
  expect(found.map((matches) => matches.map(({ name }) => name))).toEqual([
    expect.arrayContaining(['xiaoji']),
    expect.arrayContaining(['chagot']),
  ]);
});

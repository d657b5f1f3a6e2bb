/** Lists of lines from outside: what `habeas names` takes and refuses. */
import { expect, test } from 'vitest';
import { isFault } from '#ground';
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

/** Lists of lines from outside: what `habeas names` takes and refuses. */
import { expect, test } from 'vitest';
import { isFault } from '#ground';
import { matchNames, similarity } from '#names';
import { matchNameLists, romaniseLines } from '#workspace';

const bytes = (text: string) => new TextEncoder().encode(text);
const list = (text: string, name = 'names.txt') => ({ name, bytes: bytes(text) });

/** Code and message of the fault that something ends with. */
async function faultOf(act: () => unknown): Promise<string> {
  try {
    await act();
  } catch (thrown) {
    return isFault(thrown) ? `${thrown.code}: ${thrown.message}` : String(thrown);
  }
  return 'nothing thrown';
}

test('every line of the queries gets an answer, an empty one an empty one', async () => {
  const found = await matchNameLists(list('Օրին Վել\r\n\nТарас\n'), list('Taras\nOrin Vel\n'), { top: 1 });
  expect(found.map(({ query, matches }) => [query, matches[0]?.name])).toEqual([
    ['Օրին Վել', 'Orin Vel'],
    ['', undefined],
    ['Тарас', 'Taras'],
  ]);
});

test('lines are romanised by the scheme that was asked for', () => {
  expect(romaniseLines(bytes('Շողեր\nОрин\n'), { scheme: 'hubschmann-meillet' })).toEqual(['Šołer', 'Orin']);
});

test.each([
  ['UTF-16', Buffer.from('\uFEFFВел Орин\r\nТарас\r\n', 'utf16le')],
  [
    'windows-1251',
    Uint8Array.from('Âåë Îðèí\nÒàðàñ Âåëåñ\nÎðåñò Òàðàñîâ\n', (letter) => letter.charCodeAt(0)),
  ],
])('names in %s are read', async (_, encoded) => {
  const found = await matchNameLists(
    { name: 'q.txt', bytes: new Uint8Array(encoded) },
    list('Taras\nVel Orin\n'),
    {
      top: 1,
    },
  );
  expect(found[0]).toMatchObject({ query: 'Вел Орин', matches: [{ name: 'Vel Orin' }] });
});

test('lists without a name, broken bytes and an unknown scheme are refused by their code, and the file is named', async () => {
  const some = list('Vel');
  for (const nothing of ['', '\n', ' \r\n\t\n']) {
    expect(await faultOf(() => matchNameLists(list(nothing, 'q.txt'), some))).toMatch(
      /^input-empty: .*q\.txt/,
    );
    expect(await faultOf(() => matchNameLists(some, list(nothing, 'c.txt')))).toMatch(
      /^input-empty: .*c\.txt/,
    );
  }
  const mixed = Buffer.concat([Buffer.from('Վել Օրին\n'), Buffer.from([0xc0, 0xe1, 0xf0, 0x0a])]);
  expect(await faultOf(() => matchNameLists({ name: 'mix.txt', bytes: mixed }, some))).toMatch(
    /^input-encoding: .*mix\.txt, row 2/,
  );
  expect(
    await faultOf(() =>
      matchNameLists(
        { name: 'p.png', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13) },
        some,
      ),
    ),
  ).toMatch(/^input-binary: .*p\.png/);
  expect(await faultOf(() => romaniseLines(bytes('Vel'), { scheme: 'klingon' }))).toMatch(/^usage-wrong/);
  expect(await faultOf(() => romaniseLines(Uint8Array.of(0xff, 0xfe, 0x41)))).toMatch(/^input-encoding/);
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

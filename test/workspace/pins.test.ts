/** Weights that a person sets: what the file must say, and that it fits the lists. */
import { expect, test } from 'vitest';
import { linkRecords } from '#linkage';
import { readPins } from '#workspace';
import { twoLists } from '../linkage/support.ts';

const PIN = {
  comparison: 'locality',
  level: 'different',
  bits: -0.5,
  reason: 'people moved',
  author: 'desk',
};

test('K13 bits become thousandths, the level stays as it was written', () => {
  expect(readPins(JSON.stringify([PIN, { ...PIN, level: 3, bits: 2.0004 }]), 'pins.json')).toEqual([
    { comparison: 'locality', level: 'different', millibits: -500, reason: 'people moved', author: 'desk' },
    { comparison: 'locality', level: 3, millibits: 2000, reason: 'people moved', author: 'desk' },
  ]);
});

test.each<[string, unknown]>([
  ['no JSON', '['],
  ['no list', { ...PIN }],
  ['no reason', [{ ...PIN, reason: ' ' }]],
  ['no author', [{ ...PIN, author: undefined }]],
  ['more bits than any weight', [{ ...PIN, bits: 40 }]],
  ['a key nobody knows', [{ ...PIN, weight: 4 }]],
])('K13 a file with %s is refused by its name, without its words', (_, pins) => {
  const text = typeof pins === 'string' ? pins : JSON.stringify(pins);
  expect(() => readPins(text, 'pins.json')).toThrow(/pins\.json/);
  expect(() => readPins(text, 'pins.json')).not.toThrow(/people moved|desk/);
});

test.each<[string, readonly object[], RegExp]>([
  ['a comparison that the lists do not have', [{ ...PIN, comparison: 'shoes' }], /pin 1 names a comparison/],
  ['a level that the comparison does not have', [PIN, { ...PIN, level: 'odd' }], /pin 2 names a level/],
  ['a place beyond the last level', [{ ...PIN, level: 99 }], /pin 1 names a level/],
  ['one level twice', [PIN, { ...PIN, level: 0 }], /two pins/],
])('K13 %s is refused', async (_, pins, words) => {
  const records = twoLists(8, 'pins');
  await expect(
    linkRecords(records, { oneToOne: true, pins: readPins(JSON.stringify(pins), 'pins.json') }),
  ).rejects.toThrow(words);
});

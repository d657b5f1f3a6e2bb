/** Full names of lists whose writers did not agree which name comes first. */
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#ground';
import { linkRecords, type LinkRecord } from '#linkage';
import { encode } from '../../src/linkage/encode.ts';
import { rowsOf } from '../../src/linkage/rows.ts';
import { invented } from './support.ts';

const people = (count: number, seed: string) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => invented(random));
};

/** The family name of each record as it was taken, by id. */
async function familyNames(records: readonly LinkRecord[]): Promise<Map<string, string>> {
  const { rows, columns, tables } = await encode(rowsOf(records));
  const words = tables.get('names')?.words ?? [];
  return new Map(rows.ids.map((id, row) => [id, words[columns.get('family')?.[row] ?? -1] ?? '']));
}

const whole = (list: string, id: string, name: string): LinkRecord => ({
  list,
  id,
  claims: { full_name: [name] },
});

describe('full names in two orders', () => {
  test('of which one has the family name in capitals meet a list with columns of their own', async () => {
    const known = people(80, 'mixed orders');
    const records = known.flatMap(({ given, father, family, birth }, at): LinkRecord[] => [
      {
        list: 'a',
        id: `a${at}`,
        claims: { given_name: [given], father: [father], surname: [family], birth_date: [birth] },
      },
      {
        list: 'b',
        id: `b${at}`,
        claims: {
          full_name: [
            at % 2 === 0 ? `${given} ${father} ${family}` : `${family.toUpperCase()} ${given} ${father}`,
          ],
          birth_date: [birth],
        },
      },
    ]);
    const linked = await linkRecords(records, { oneToOne: true });
    const right = linked.groups().filter((group) => new Set(group.map(({ id }) => id.slice(1))).size === 1);
    expect(right.filter(({ length }) => length === 2).length).toBeGreaterThan(77);
  });

  test('are taken by their own word where they say it', async () => {
    const names = ['Renn Tolbek', 'Ivo Marsel', 'Sefa Dulan', 'Timo Reskal', 'Oskar Velm', 'Benno Hast'];
    const mixed = names.flatMap((name, at) => {
      const [given = '', family = ''] = name.split(' ');
      return [
        whole('a', `f${at}`, `${given} ${family.toUpperCase()}`),
        whole('a', `s${at}`, `${family.toUpperCase()} ${given}`),
      ];
    });
    const found = await familyNames(mixed);
    names.forEach((name, at) => {
      const family = name.split(' ')[1]?.toLowerCase();
      expect([found.get(`f${at}`), found.get(`s${at}`)]).toEqual([family, family]);
    });
  });

  test('a few given names that end like family names do not turn a list that has one order', async () => {
    const ordered = people(60, 'one order').map(({ given, family }, at) =>
      whole('a', `r${at}`, at % 10 === 0 ? 'Adrian Keldos' : `${given} ${family}`),
    );
    expect((await familyNames(ordered)).get('r0')).toBe('keldos');
  });
});

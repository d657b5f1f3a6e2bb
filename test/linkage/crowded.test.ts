/** Short lists in which a few names are borne by many, so that groups of a key are split. Invented people. */
import { describe, expect, test } from 'vitest';
import { people, type Row } from '../../bench/linkage/people.ts';
import { linkRecords, type LinkRecord } from '#linkage';

const recordOf = ({ id, given, father, family, birth, place }: Row): LinkRecord => ({
  list: 'people',
  id,
  claims: {
    given_name: given === '' ? [] : [given],
    father: father === '' ? [] : [father],
    surname: family === '' ? [] : [family],
    birth_date: birth === '' ? [] : [birth],
    place: place === '' ? [] : [place],
  },
});

const pairsIn = (sizes: Iterable<number>): number =>
  [...sizes].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);

const tally = (words: readonly string[]): number => {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return pairsIn(found.values());
};

describe('a list in which a few names are borne by many', () => {
  test.each(['first', 'second'])(
    'K17 expects about as many pairs of one person as there are, and links hardly anybody wrongly (%s)',
    async (seed) => {
      const rows = [...people(1500, seed)];
      const personOf = new Map(rows.map(({ id, person }) => [id, person]));
      const linked = await linkRecords(rows.map(recordOf), {});
      const groups = linked.groups();
      const made = pairsIn(groups.map(({ length }) => length));
      const real = tally(rows.map(({ person }) => String(person)));
      const right = tally(
        groups.flatMap((group, at) => group.map(({ id }) => `${at} ${personOf.get(id) ?? ''}`)),
      );
      expect(right / made).toBeGreaterThan(0.97);
      expect(right / real).toBeGreaterThan(0.93);
      const expected = linked.linked.model.shareWithin * ((1500 * 1499) / 2);
      expect(expected / real).toBeGreaterThan(0.8);
      expect(expected / real).toBeLessThan(1.3);
    },
  );
});

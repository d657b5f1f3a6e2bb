/** Lists with nothing but names: two people of one name are two people, and the report expects as many as there are. */
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#ground';
import { linkRecords, type LinkRecord } from '#linkage';
import { chanceShift, dealtAnew, isNamesOnly } from '../../src/linkage/chance.ts';
import { comparisonsFor } from '../../src/linkage/comparisons.ts';
import { encode } from '../../src/linkage/encode.ts';
import { rowsOf } from '../../src/linkage/rows.ts';

const GIVEN =
  'Vardan Oskar Timo Ludek Sefa Anselm Korin Pavle Doru Hasmel Rustam Ilyas Benno Marat Jovan'.split(' ');
const ONSETS = 'Bra Kel Dor Mi Sta Ve Lo Gar Pe Ru Zan Hal Te Vo Nar'.split(' ');
const ENDS = 'dov stan rik menko las vari zen tol khin resh'.split(' ');

/** People with common given names and less common family names; a quarter of them twice, as written. */
function namesAlone(
  count: number,
  seed: string,
  of: (given: string, family: string) => LinkRecord['claims'],
) {
  const random = seededRandom(seed);
  const pick = (list: readonly string[]): string =>
    list[Math.floor(list.length ** random.float()) - 1] ?? list[0] ?? '';
  const records: LinkRecord[] = [];
  const person = new Map<string, number>();
  for (let at = 0; at < count; at += 1) {
    const claims = of(pick(GIVEN), `${pick(ONSETS)}${pick(ENDS)}`);
    for (let copy = 0; copy < (at % 4 === 0 ? 2 : 1); copy += 1) {
      const id = `r${at}-${copy}`;
      records.push({ list: 'a', id, claims });
      person.set(id, at);
    }
  }
  return { records, person };
}

const inTwo = (given: string, family: string): LinkRecord['claims'] => ({
  given_name: [given],
  surname: [family],
});
const inOne = (given: string, family: string): LinkRecord['claims'] => ({
  full_name: [`${given} ${family}`],
});

describe('names alone', () => {
  test.each([
    ['in two columns', inTwo, 400],
    ['in one column', inOne, 400],
    ['in a longer list', inTwo, 900],
  ])('K18 %s: not more links are wrong than are expected', async (_what, of, count) => {
    const { records, person } = namesAlone(count, `names ${count}`, of);
    const { linked } = await linkRecords(records);
    const { pairs, bands, encoded } = linked;
    const personOf = (row: number | undefined): number | undefined =>
      person.get(encoded.rows.ids[row ?? -1] ?? '');
    let [links, wrong, expected] = [0, 0, 0];
    pairs.weight.forEach((weight, at) => {
      if (weight < bands.link) return;
      links += 1;
      expected += 1 / (1 + 2 ** (weight / 1000));
      if (personOf(pairs.left[at]) !== personOf(pairs.right[at])) wrong += 1;
    });
    // Within three deviations of a count that is expected.
    expect(wrong).toBeLessThanOrEqual(expected + 3 * Math.sqrt(Math.max(1, expected)));
    expect(links).toBeLessThan(pairs.weight.length);
  });

  test('K18 the order of the records changes nothing', async () => {
    const { records } = namesAlone(200, 'order', inTwo);
    const forth = await linkRecords(records);
    const back = await linkRecords([...records].reverse());
    expect(back.linked.bands).toEqual(forth.linked.bands);
    expect(back.pairs()).toEqual(forth.pairs());
  });
});

describe('names dealt out anew', () => {
  test('are as frequent as before in every list and script, and belong to nobody', async () => {
    const { records } = namesAlone(300, 'deal', inTwo);
    const other = namesAlone(200, 'deal on', (given, family) => inTwo(`Շ${given}`, `Ծ${family}`)).records;
    const encoded = await encode(
      rowsOf([...records, ...other.map((record) => ({ ...record, list: 'b', id: `b${record.id}` }))]),
    );
    const dealt = dealtAnew(encoded, '1');
    const { list } = encoded.rows;
    const counts = (numbers: Int32Array | undefined, at: number): string[] =>
      [...(numbers ?? [])].flatMap((word, row) => (list[row] === at ? [String(word)] : [])).sort();
    let kept = 0;
    for (const name of ['given', 'family'])
      for (const at of [0, 1])
        expect(counts(dealt.columns.get(name), at)).toEqual(counts(encoded.columns.get(name), at));
    for (let row = 0; row < encoded.count; row += 1)
      if (
        ['given', 'family'].every(
          (name) => dealt.columns.get(name)?.[row] === encoded.columns.get(name)?.[row],
        )
      )
        kept += 1;
    expect(kept).toBeLessThan(0.15 * encoded.count);
    expect(dealtAnew(encoded, '1').columns.get('given')).toEqual(dealt.columns.get('given'));
    expect(dealtAnew(encoded, '2').columns.get('given')).not.toEqual(dealt.columns.get('given'));
  });

  test('are asked for only where names are all that is compared', async () => {
    const named = { list: 'a', id: '1', claims: inTwo('Vardan', 'Keldov') };
    const born = { list: 'a', id: '2', claims: { ...inTwo('Oskar', 'Misten'), birth_year: ['1980'] } };
    expect(isNamesOnly(comparisonsFor(await encode(rowsOf([named]))))).toBe(true);
    expect(isNamesOnly(comparisonsFor(await encode(rowsOf([named, born]))))).toBe(false);
  });

  test('lower the chances until the expected wrong links are those of chance, and never raise them', () => {
    const weights = Int32Array.from({ length: 300 }, (_, at) => (at % 60) * 100);
    const wrong = (shift: number): number =>
      weights.reduce((sum, weight) => sum + 1 / (1 + 2 ** ((weight + shift) / 1000)), 0);
    const few = new Int32Array(Math.floor(wrong(0)) - 5);
    expect(chanceShift(weights, few, 1)).toBe(0);
    const many = new Int32Array(2 * 150).fill(500);
    const shift = chanceShift(weights, many, 2);
    expect(shift).toBeLessThan(0);
    // 150 a deal, less one deviation of what a list and two deals vary by.
    expect(wrong(shift)).toBeCloseTo(135, 0);
    expect(chanceShift(new Int32Array(), many, 1)).toBe(0);
  });
});

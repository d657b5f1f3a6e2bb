import { describe, expect, test } from 'vitest';
import { linkLists } from '#workspace';

const PEOPLE = [
  ['Kelvane', 'Dasko', '1990-04-12'],
  ['Morvek', 'Osvin', '1984-11-02'],
  ['Haldemor', 'Garin', '1979-01-30'],
  ['Tesvik', 'Pelko', '2001-07-19'],
] as const;

/** Every person twice, under an id of its own; `order` shuffles the rows. */
function table(
  headings: readonly string[],
  cells: (at: number) => readonly string[],
  order: readonly number[],
) {
  return {
    columns: [...headings],
    rows: order.map((at) => [...cells(at)]),
    lines: order.map((_, at) => at + 2),
  };
}

const ORDER = [...Array(8).keys()];
const trailing = (order: readonly number[]) =>
  table(
    ['given_name', 'surname', 'birth_date', 'rec_id'],
    (at) => [...(PEOPLE[at % 4] ?? []), `r${at}`],
    order,
  ) as unknown as Parameters<typeof linkLists>[0][number]['table'];

describe('linking lists without a workspace', () => {
  test('a first column that repeats itself gives way to a later one that is headed like an id', async () => {
    const { report } = await linkLists([{ name: 'a.csv', table: trailing(ORDER) }]);
    expect(report.lists[0]?.id).toBe('rec_id');
  });

  test('a first column that is headed like an id is kept, and a repeated id is refused with its rows', async () => {
    const twice = table(
      ['id', 'given_name', 'surname', 'no'],
      (at) => [`r${at % 7}`, PEOPLE[at % 4]?.[0] ?? '', PEOPLE[at % 4]?.[1] ?? '', String(at)],
      ORDER,
    ) as unknown as Parameters<typeof linkLists>[0][number]['table'];
    await expect(linkLists([{ name: 'a.csv', table: twice }])).rejects.toMatchObject({
      code: 'import-malformed',
      message: expect.stringContaining('a.csv, rows 1 and 8'),
    });
  });

  test('the order of the rows changes nothing', async () => {
    const links = async (order: readonly number[]) => [
      ...(await linkLists([{ name: 'a.csv', table: trailing(order) }])).links(),
    ];
    expect(await links([...ORDER].reverse())).toEqual(await links(ORDER));
  });
});

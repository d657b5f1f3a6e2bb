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

  describe('a list without an id column', () => {
    const list = (headings: readonly string[], rows: readonly (readonly string[])[]) =>
      table(headings, (at) => rows[at] ?? [], [...rows.keys()]) as unknown as Parameters<
        typeof linkLists
      >[0][number]['table'];
    const named = ['Kelvane Dasko', 'Morvek Osvin', 'Haldemor Garin', 'Tesvik Pelko', 'Morvek Osvin'];
    const born = ['1990-04-12', '1984-11-02', '1979-01-30', '2001-07-19', '1952-05-05'];
    const rows = named.map((name, at) => [name, born[at] ?? '']);

    test('whose first column repeats is named by its rows, and both rows stay', async () => {
      const linked = await linkLists([{ name: 'a.csv', table: list(['Name', 'Born'], rows) }]);
      expect(linked.report.lists[0]).toMatchObject({ namedBy: 'row', id: '', rows: 5 });
      expect(linked.report.lists[0]?.columns.map(({ field }) => field)).toEqual(['full_name', 'birth_date']);
      expect([...linked.links()].map(([, record]) => record)).toEqual(['2', '3', '4', '5', '6']);
      expect(linked.explain('3', '6').left.id).toBe('3');
    });

    test('with a gap in its first column is named by its rows', async () => {
      const gap = list(['Name', 'Born'], [...rows.slice(0, 4), ['', '1960-01-01']]);
      expect((await linkLists([{ name: 'a.csv', table: gap }])).report.lists[0]?.namedBy).toBe('row');
    });

    test('whose first column is different in every row is named by it', async () => {
      const linked = await linkLists([{ name: 'a.csv', table: list(['Name', 'Born'], rows.slice(0, 4)) }]);
      expect(linked.report.lists[0]).toMatchObject({ namedBy: 'column', id: 'Name' });
      expect([...linked.links()].map(([, record]) => record)).toContain('Kelvane Dasko');
    });

    test('in another order gives the same persons', async () => {
      const many = [...rows, ...rows.map(([name, day]) => [`${name}`, day ?? '']), ['Tesvik Pelko', '']];
      const persons = async (order: readonly number[]) => {
        const shuffled = list(
          ['Name', 'Born'],
          order.map((at) => many[at] ?? []),
        );
        const { links } = { links: [...(await linkLists([{ name: 'a.csv', table: shuffled }])).links()] };
        const groups = new Map<number, string[]>();
        for (const [, record, cluster] of links)
          groups.set(cluster, [
            ...(groups.get(cluster) ?? []),
            (many[order[Number(record) - 2] ?? 0] ?? []).join(' '),
          ]);
        return [...groups.values()].map((group) => group.sort().join(' + ')).sort();
      };
      const order = [...many.keys()];
      expect(await persons([...order].reverse())).toEqual(await persons(order));
    });

    test.each([
      ['a heading of numbers of papers', 'passport'],
      ['codes under a heading that says nothing', 'Kod-X'],
    ])('but with %s is refused when one stands twice', async (_what, heading) => {
      const coded = Array.from({ length: 30 }, (_, at) => [
        `AB-${at % 29}`,
        named[at % 4] ?? '',
        born[at % 4] ?? '',
      ]);
      const refused = linkLists([{ name: 'a.csv', table: list([heading, 'Name', 'Born'], coded) }]);
      await expect(refused).rejects.toMatchObject({
        code: 'import-malformed',
        message: expect.stringContaining('a.csv, rows 1 and 30'),
      });
    });
  });

  test('the order of the rows changes nothing', async () => {
    const links = async (order: readonly number[]) => [
      ...(await linkLists([{ name: 'a.csv', table: trailing(order) }])).links(),
    ];
    expect(await links([...ORDER].reverse())).toEqual(await links(ORDER));
  });
});

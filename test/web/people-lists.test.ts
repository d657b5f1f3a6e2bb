/** The rows of the lists as pages show them: facets in the address, any place by its number, and the same in JSON. */
import { beforeAll, describe, expect, test } from 'vitest';
import { importList } from '#workspace';
import { openDesk, serve, Visitor, type Desk, type Served } from './support/desk.ts';

let desk: Desk;
let served: Served;
let visitor: Visitor;
const lists: string[] = [];

async function add(name: string, names: readonly string[]): Promise<void> {
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from(`name\n${names.join('\n')}\n`),
    fileName: 'list.csv',
    name,
    handling: { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' },
  });
  lists.push(listId);
}

beforeAll(async () => {
  desk = await openDesk();
  await add(
    'The long list',
    Array.from({ length: 230 }, (_, n) => `Orsan Tel ${n}`),
  );
  await add('The short list', ['Արամ Տել', 'Միրան Տել', 'Ilo Sanvar']);
  served = await serve(desk, { attempts: 1_000 });
  visitor = Visitor.as(served.server, desk.workspace, desk.owner);
});

interface Page {
  readonly records: readonly { row: number; listId: string }[];
  readonly total: number;
  readonly from: number | null;
  readonly facets: readonly { facet: string; values: readonly { value: string; count: number }[] }[];
}
const asked = async (query: string): Promise<Page> => (await visitor.get(`/records.json${query}`)).json();

describe('rows of lists', () => {
  test('come a page at a time from any place, in the order of the lists', async () => {
    const first = await asked('');
    expect([first.records.length, first.total, first.from]).toEqual([100, 233, 0]);
    const last = await asked('?from=200');
    expect([last.records.length, last.records[0]?.row, last.records.at(-1)?.row]).toEqual([33, 201, 3]);
    const typed = await asked('?place=231');
    expect(typed.records.map(({ listId, row }) => [listId, row])).toEqual(
      [1, 2, 3].map((row) => [lists[1], row]),
    );
    expect((await asked('?from=1000')).records).toEqual([]);
  });

  test('a facet counts what the others leave, and what is chosen stands in the address', async () => {
    const armenian = await asked('?script=Armn');
    expect(armenian.records.map(({ row }) => row)).toEqual([1, 2]);
    const counts = (page: Page, facet: string) =>
      page.facets.find((one) => one.facet === facet)?.values.map(({ value, count }) => [value, count]);
    expect(counts(armenian, 'list')).toEqual([
      [lists[1], 2],
      [lists[0], 0],
    ]);
    expect(counts(armenian, 'script')).toEqual([
      ['Latn', 231],
      ['Armn', 2],
    ]);
    const both = await asked(`?list=${lists[0]}&script=Armn`);
    expect([both.records, both.total]).toEqual([[], 0]);
    const page = (await visitor.get(`/records?list=${lists[1]}&script=Armn`)).body;
    expect(page).toContain('1 to 2 of 2 rows');
    expect(page).toContain(`href="/records?list=${lists[1]}"`);
    expect(page).toMatch(/aria-current="true"[^>]*href="\/records\?list=/);
  });

  test('a place that is no number is refused', async () => {
    for (const query of ['?from=x', '?place=-1', '?from=1.5'])
      expect((await visitor.get(`/records.json${query}`)).statusCode).toBe(400);
  });
});

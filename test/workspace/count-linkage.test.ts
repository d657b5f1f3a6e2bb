/** Draws of who is who, from the records of a workspace to the overlap tables that an estimate is pooled over. */
import { beforeAll, describe, expect, test } from 'vitest';
import { importList, judgeRecords } from '#workspace';
import { countedPeople, type CountedPeople } from '../../src/workspace/answers/count-persons.ts';
import { drawnLinkage, type DrawnLinkage } from '../../src/workspace/answers/count-linkage.ts';
import { familiesOf } from '../../src/workspace/answers/documents.ts';
import { Weighings } from '../../src/workspace/people/weighing.ts';
import { Reader } from '../../src/workspace/reader.ts';
import type { Desk } from '../../src/workspace/workspace.ts';
import { openDesk, type TestDesk } from '../support/desk.ts';

const GIVEN = ['Orla', 'Tamsin', 'Edric', 'Maren', 'Joost', 'Ilse', 'Bram', 'Sanne', 'Wim', 'Greta'];
const FAMILY = ['Veldkamp', 'Harrow', 'Ostrava', 'Lindqvist', 'Marlowe', 'Tervuren', 'Ashdown', 'Brevik'];
const person = (at: number): string => `${GIVEN[at % 10]} ${FAMILY[Math.floor(at / 10) % 8]}`;
const born = (at: number): string =>
  `19${60 + (at % 37)}-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`;

let desk: TestDesk;
let inside: Desk;

/** A list of the people with these numbers; one in four is written with a slip. */
async function list(name: string, numbers: readonly number[]): Promise<void> {
  const rows = numbers.map((at) => {
    const written = at % 4 === 0 ? person(at).replace(/(.)(.)$/, '$2$1') : person(at);
    return `${written},${at % 7 === 0 ? '' : born(at)}`;
  });
  await importList(desk.workspace, desk.owner, {
    bytes: new TextEncoder().encode(`name,born\n${rows.join('\n')}\n`),
    fileName: `${name}.csv`,
    name,
    title: name,
    isPublic: true,
    map: { full_name: 'name' },
  } as unknown as Parameters<typeof importList>[2]);
}

async function drawn(): Promise<{
  found: DrawnLinkage | null;
  people: CountedPeople;
  rows: readonly string[];
}> {
  const people = await countedPeople(inside, await familiesOf(inside));
  const columns = people.lists.map(({ row }) => row.list.name);
  const columnOf = new Map(people.lists.map(({ key }, at) => [key, at]));
  const rows = people.records.map(({ recordId, listId }) => ({
    recordId,
    column: columnOf.get(listId) ?? 0,
  }));
  const found = await drawnLinkage(inside, people, { columns, rows, inForce: rows.map((_, at) => at) });
  return { found, people, rows: rows.map(({ recordId }) => recordId) };
}

beforeAll(async () => {
  desk = await openDesk();
  const all = [...Array(60).keys()];
  await list(
    'relatives',
    all.filter((at) => at % 2 === 0),
  );
  await list(
    'monitors',
    all.filter((at) => at % 3 === 0),
  );
  await list(
    'lawyers',
    all.filter((at) => at % 5 < 2),
  );
  const reader = await Reader.at(desk.store, desk.owner, { now: '2026-02-01T00:00:00.000Z' });
  inside = { reader, principal: desk.owner, weighings: new Weighings(), watch: {} } as unknown as Desk;
});

describe('draws of who is who', () => {
  test('N38 fifty tables of all rows, each with no more people than rows and no fewer than the longest list', async () => {
    const { found, people } = await drawn();
    expect(found?.draws).toHaveLength(50);
    const longest = Math.max(...people.lists.map(({ row }) => row.list.rows));
    for (const table of found?.draws ?? []) {
      expect(table.lists).toHaveLength(3);
      expect(table.n).toBeLessThan(people.records.length);
      expect(table.n).toBeGreaterThanOrEqual(longest);
    }
    const { loose, strict } = found?.thresholds ?? {};
    expect(loose?.n ?? 0).toBeLessThanOrEqual(strict?.n ?? 0);
  });

  test('N38 what the linkage in force may miss is told for each pair of lists', async () => {
    const { found } = await drawn();
    expect(found?.pairs.map(({ lists }) => lists.join())).toEqual(
      ['relatives,monitors', 'relatives,lawyers', 'monitors,lawyers'].map((pair) =>
        expect.stringMatching(pair),
      ),
    );
    // Nothing is joined in force, so every true pair is missed and no joined pair can be wrong.
    for (const { joined, missed, wrong } of found?.pairs ?? [])
      expect([joined, missed.mean, wrong.mean]).toEqual([0, 1, 0]);
  });

  test('N38 the decision of a person holds in every draw', async () => {
    const before = await drawn();
    // The second row of the first and of the last list: two people who stand on no other list.
    const secondOf = (list: string | undefined): string =>
      before.people.records.filter(({ listId }) => listId === list)[1]?.recordId ?? '';
    const [left, right] = [secondOf(before.people.lists[0]?.key), secondOf(before.people.lists.at(-1)?.key)];
    await judgeRecords(desk.workspace, desk.owner, [
      { left, right, decision: 'same', reason: 'shown by two documents' },
    ]);
    const reader = await Reader.at(desk.store, desk.owner, { now: '2026-03-01T00:00:00.000Z' });
    inside = { ...inside, reader };
    const { found } = await drawn();
    expect(found?.decided).toBe(1);
    const n = (tables: DrawnLinkage['draws'] | undefined): number =>
      (tables ?? []).reduce((sum, table) => sum + table.n, 0);
    expect(n(found?.draws)).toBeLessThan(n(before.found?.draws));
  });
});

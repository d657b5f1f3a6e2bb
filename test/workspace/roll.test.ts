/** How many people there are, for a page that does not wait: known at once, or found out meanwhile. */
import { describe, expect, test } from 'vitest';
import { importList, judgeRecords } from '#workspace';
import { openDesk, type TestDesk } from '../support/desk.ts';

/** More records than are looked through before a page is answered. */
const MANY = 5_003;

async function add(desk: TestDesk, name: string, rows: number): Promise<string> {
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from(`Name\n${Array.from({ length: rows }, (_, n) => `${name} ${n}`).join('\n')}\n`),
    fileName: 'list.csv',
    name,
    map: { full_name: 'Name' },
    handling: { tlp: 'TLP:AMBER', caveats: [], compartment: 'open' },
  });
  return listId;
}

const soon = (desk: TestDesk) => desk.workspace.read(desk.owner, 'work', { what: 'overview', soon: true });
const whole = (desk: TestDesk) => desk.workspace.read(desk.owner, 'work', { what: 'overview' });

describe('how many people there are', () => {
  test('is known at once in a small workspace', async () => {
    const desk = await openDesk();
    await add(desk, 'Orsan', 3);
    expect(await soon(desk)).toMatchObject({ records: 3, persons: 3 });
  });

  test('is not waited for in a large one, and is there for whoever asks for it or asks again', async () => {
    const desk = await openDesk();
    const listId = await add(desk, 'Orsan', MANY);
    expect(await soon(desk)).toMatchObject({ records: MANY, persons: null });
    expect(await whole(desk)).toMatchObject({ records: MANY, persons: MANY });
    expect(await soon(desk)).toMatchObject({ records: MANY, persons: MANY });

    // A judgement needs no new look at the records: the number is there at once, and right.
    const query = { what: 'records' as const, listId, limit: 2 };
    const { records } = await desk.workspace.read(desk.owner, 'work', query);
    const [left = '', right = ''] = records.map(({ recordId }) => recordId);
    const reason = 'the same row twice';
    await judgeRecords(desk.workspace, desk.owner, [{ left, right, decision: 'same', reason }]);
    expect(await soon(desk)).toMatchObject({ records: MANY, persons: MANY - 1 });

    // New records do need one.
    await add(desk, 'Tel', 1);
    expect(await soon(desk)).toMatchObject({ records: MANY + 1, persons: null });
    expect(await whole(desk)).toMatchObject({ records: MANY + 1, persons: MANY });
  }, 60_000);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENTRY_TYPES } from '#claim';
import { isFault } from '#ground';
import { MAY_APPEND, MAY_READ, PURPOSES, ROLES, type Draft, type Query, type QueryName } from '#workspace';
import { openDesk, type TestDesk } from '../support/desk.ts';

const [heading = '', ...lines] = readFileSync(join(import.meta.dirname, 'matrix.csv'), 'utf8')
  .trim()
  .split('\n');
const roles = heading.split(',').slice(1);
const matrix = new Map(lines.map((line) => [line.split(',')[0] ?? '', line.split(',').slice(1)]));

async function outcome(act: () => Promise<unknown>): Promise<'yes' | 'no'> {
  try {
    await act();
    return 'yes';
  } catch (thrown) {
    // Anything but the refusal itself means that the question was let in and failed on its content.
    return isFault(thrown, 'not-allowed') ? 'no' : 'yes';
  }
}

describe('who may do what', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openDesk();
  });

  test('the hand-written matrix names every role and every action, and no other', () => {
    expect(roles).toEqual([...ROLES]);
    const actions = [
      ...Object.keys(MAY_READ).map((what) => `read ${what}`),
      ...ENTRY_TYPES.map((type) => `append ${type}`),
    ];
    expect([...matrix.keys()].sort()).toEqual(actions.sort());
    for (const cells of matrix.values())
      expect(cells.every((cell) => cell === 'yes' || cell === 'no') && cells.length === roles.length).toBe(
        true,
      );
  });

  test('reading answers as the matrix says, for every query and role', async () => {
    for (const what of Object.keys(MAY_READ) as QueryName[]) {
      for (const [at, role] of ROLES.entries()) {
        const query = {
          what,
          documentId: 'x',
          claimId: 'x',
          proposalId: 'x',
          about: 'x',
          audience: 'team',
        } as unknown as Query;
        const purpose = ['export', 'count-table'].includes(what) ? 'export' : 'work';
        const found = await outcome(() => desk.workspace.read(desk.as[role], purpose, query));
        expect(`${what} ${role} ${found}`).toBe(`${what} ${role} ${matrix.get(`read ${what}`)?.[at]}`);
      }
    }
  });

  test('appending answers as the matrix says, for every entry and role', async () => {
    for (const type of ENTRY_TYPES) {
      for (const [at, role] of ROLES.entries()) {
        const found = await outcome(() =>
          desk.workspace.append(desk.as[role], [{ type, body: {} } as unknown as Draft]),
        );
        expect(`${type} ${role} ${found}`).toBe(`${type} ${role} ${matrix.get(`append ${type}`)?.[at]}`);
      }
    }
  });

  test('a purpose that a role does not have is refused before anything is read', async () => {
    for (const purpose of PURPOSES) {
      const found = await outcome(() => desk.workspace.read(desk.as.reader, purpose, { what: 'documents' }));
      expect(`${purpose} ${found}`).toBe(
        `${purpose} ${['export', 'maintain'].includes(purpose) ? 'no' : 'yes'}`,
      );
    }
  });

  test('an export is read for the purpose of exporting and for no other', async () => {
    expect(
      await outcome(() => desk.workspace.read(desk.owner, 'work', { what: 'export', audience: 'team' })),
    ).toBe('no');
  });

  test('nobody appends to a compartment they are not a member of, the lead neither', async () => {
    const draft = { type: 'party-registered', body: {}, compartment: 'sealed' } as unknown as Draft;
    await expect(desk.workspace.append(desk.as.lead, [draft])).rejects.toMatchObject({
      code: 'compartment-closed',
    });
    await expect(desk.workspace.append(desk.owner, [draft])).rejects.toMatchObject({
      code: 'entry-malformed',
    });
  });

  test('an entry type or a query that does not exist is refused for everyone', async () => {
    await expect(
      desk.workspace.append(desk.owner, [{ type: 'truth', body: {} } as unknown as Draft]),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(
      desk.workspace.read(desk.owner, 'work', { what: 'toString' } as never),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('the tables of the program have no entry beyond the types there are', () => {
    expect(Object.keys(MAY_APPEND).sort()).toEqual([...ENTRY_TYPES].sort());
  });
});

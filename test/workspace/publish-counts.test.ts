/** Tables of counts leave through the choke point: recorded with their persons, held against all that left before. */
import { beforeEach, describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { draftCounts, importList, publishCounts, type CountsToPublish } from '#workspace';
import { openDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});

/** A list of so many people of a place, named by letters so that no two are alike. */
async function list(name: string, places: Readonly<Record<string, number>>): Promise<void> {
  const rows = Object.entries(places).flatMap(([place, many]) =>
    Array.from({ length: many }, (_, at) => `${name} ${place} ${String.fromCharCode(97 + at)},${place}`),
  );
  await importList(desk.workspace, desk.owner, {
    bytes: new TextEncoder().encode(`name,held at\n${rows.join('\n')}\n`),
    fileName: `${name}.csv`,
    name,
    title: name,
    isPublic: true,
    map: { full_name: 'name', held_at: 'held at' },
  } as unknown as Parameters<typeof importList>[2]);
}

const TABLE: CountsToPublish = { name: 'by place, June', facets: ['place'], reason: 'report of June' };

describe('a table of counts', () => {
  test('D14 leaves without its small numbers, and is recorded with the persons behind the others', async () => {
    await list('relatives', { north: 14, south: 9, port: 2 });
    const made = await publishCounts(desk.workspace, desk.owner, TABLE);
    const numbers = Object.fromEntries(made.lines.map(({ label, value }) => [label, value]));
    expect(numbers).not.toHaveProperty(['place: port']);
    expect(made.keptBack).toContainEqual({ label: 'place: port', because: 'small' });
    // With the sum and both others the two of the port could be worked out.
    expect(Object.keys(numbers).length).toBeLessThan(3);
    for (const { value, members } of made.lines) expect(members).toHaveLength(value);
    expect(made.csv).toContain('group,persons,remark');
    expect(made.csv).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    const left = await desk.store.rows({ view: 'disclosures', compartments: ['open'], limit: 10 });
    expect(JSON.stringify(left)).toContain(made.releaseId);
  });

  test('D14 a second table of two people more keeps back what would tell these two', async () => {
    await list('relatives', { north: 14, south: 9 });
    await publishCounts(desk.workspace, desk.owner, TABLE);
    await list('lawyers', { south: 2 });
    const second = await publishCounts(desk.workspace, desk.owner, { ...TABLE, name: 'by place, July' });
    expect(second.earlier).toBe(1);
    expect(second.lines.map(({ label }) => label)).toEqual(['place: north']);
    expect(second.keptBack.map(({ label }) => label).sort()).toEqual(['all', 'place: south']);
  });

  test('D14 a draft records nothing', async () => {
    await list('relatives', { north: 14, south: 9 });
    await draftCounts(desk.workspace, desk.owner, { facets: ['place'] });
    expect((await draftCounts(desk.workspace, desk.owner, { facets: ['place'] })).earlier).toBe(0);
  });

  test('D14 what finds an individual is no facet, and nobody but an owner or a lead publishes', async () => {
    await list('relatives', { north: 14, south: 9 });
    const codeOf = async (call: Promise<unknown>): Promise<string> => {
      try {
        await call;
      } catch (thrown) {
        if (isFault(thrown)) return thrown.code;
        throw thrown;
      }
      return 'done';
    };
    expect(await codeOf(draftCounts(desk.workspace, desk.owner, { facets: ['birthDate'] }))).toBe(
      'usage-wrong',
    );
    expect(await codeOf(draftCounts(desk.workspace, desk.owner, { facets: [] }))).toBe('usage-wrong');
    expect(await codeOf(draftCounts(desk.workspace, desk.as.documenter, { facets: ['place'] }))).toBe(
      'not-allowed',
    );
    expect(await codeOf(publishCounts(desk.workspace, desk.as.lead, TABLE))).toBe('done');
  });
});

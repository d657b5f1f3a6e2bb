/** The six answers through the choke point: bounds under views, acknowledgement, documented, estimate or its refusal. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  importList,
  judgeProposal,
  overrideEstimate,
  signView,
  type Answer,
  type DocumentPage,
  type Query,
} from '#workspace';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});

const ask = (more: Omit<Query<'count'>, 'what'> = {}): Promise<Answer<'count'>> =>
  desk.workspace.read(desk.owner, 'count', { what: 'count', ...more });

/** Accepts every count of the invented report; returns claim ids by the words of the figure. */
async function accepted(): Promise<{ twelve: string; forty: string }> {
  const documentId = await addReport(desk);
  const page: DocumentPage = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
  const ids: Record<string, string> = {};
  for (const { proposalId, kind, passage } of page.proposals) {
    const number = /\b(12|40)\b/.exec(passage.exact)?.[1];
    if (kind !== 'count' || number === undefined) continue;
    const { claimIds } = await judgeProposal(desk.workspace, desk.owner, {
      proposalId,
      decision: 'accepted',
    });
    ids[number] = claimIds[0] ?? '';
  }
  return { twelve: ids['12'] ?? '', forty: ids['40'] ?? '' };
}

async function list(name: string, rows: readonly string[]): Promise<string> {
  const csv = `name,born\n${rows.map((row) => `${row},1990`).join('\n')}\n`;
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: new TextEncoder().encode(csv),
    fileName: `${name}.csv`,
    name,
    title: name,
    isPublic: true,
    map: { full_name: 'name' },
  } as unknown as Parameters<typeof importList>[2]);
  return listId;
}

/** Different numbers as different invented words. */
const letters = (n: number): string =>
  `${['Ba', 'Ke', 'Lo', 'Mu', 'Ti'][n % 5]}${['rand', 'volt', 'nesk', 'tham'][Math.floor(n / 5) % 4]}${['a', 'ov', 'ir', 'un'][Math.floor(n / 20) % 4]}`;

describe('what the figures force', () => {
  test('figures of no common day are not taken together by the program', async () => {
    const { twelve, forty } = await accepted();
    expect([twelve, forty]).not.toContain('');
    const { bounds } = await ask();
    expect(bounds).toMatchObject({ asIf: null, views: [], code: 'no-day' });
    expect(bounds.because).toContain('figures of different days are not compared');
  });

  test('a view is signed by whoever takes the claims together, and a later one replaces it', async () => {
    const { forty, twelve } = await accepted();
    const viewId = await signView(desk.workspace, desk.owner, {
      name: 'the ministry acknowledges twelve',
      accepts: [
        { claimId: twelve, reading: 0, as: 'acknowledged' },
        { claimId: forty, reading: 0, as: 'number' },
      ],
      assumes: [{ kind: 'same-moment' }],
      lists: [],
      reason: 'for the report of spring',
    });
    const [view] = (await ask()).bounds.views;
    expect(view).toMatchObject({ viewId, signedBy: desk.owner.id, claims: 2, origins: 1 });
    const size = view?.groups.find(({ isQuestion }) => isQuestion);
    expect(size?.size).toMatchObject({ outcome: 'bounds', lo: 41 });
    expect(size?.notAcknowledged).toMatchObject({ outcome: 'bounds', lo: 29, hi: null });
    // A bound says what holds it, by the claims themselves.
    expect(size?.size).toMatchObject({ because: { lo: [{ is: 'account', claimId: forty }], hi: [] } });
    expect(view?.assumed).toEqual([{ kind: 'same-moment', claimIds: [] }]);
    await signView(desk.workspace, desk.owner, {
      viewId,
      name: 'only the ministry',
      accepts: [{ claimId: twelve, reading: 0, as: 'number' }],
      assumes: [],
      lists: [],
      reason: 'the other figure was withdrawn',
    });
    const { views } = (await ask()).bounds;
    expect(views).toHaveLength(1);
    expect(views[0]).toMatchObject({ name: 'only the ministry', claims: 1 });
  });

  test('a view names only what its signer can see, and a reader signs none', async () => {
    const view = {
      name: 'x',
      accepts: [{ claimId: '00000000-0000-4000-8000-000000000001', reading: 0, as: 'number' as const }],
      assumes: [],
      lists: [],
      reason: 'y',
    };
    await expect(signView(desk.workspace, desk.owner, view)).rejects.toMatchObject({ code: 'not-found' });
    await expect(signView(desk.workspace, desk.as.reader, { ...view, accepts: [] })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('people documented by name are a floor only for views that say who is on the list', async () => {
    const { twelve } = await accepted();
    const names = Array.from({ length: 15 }, (_, at) => `Person Invented${String.fromCharCode(97 + at)}`);
    const listId = await list('families', names);
    await signView(desk.workspace, desk.owner, {
      name: 'with the families’ list',
      accepts: [{ claimId: twelve, reading: 0, as: 'acknowledged' }],
      assumes: [{ kind: 'same-moment' }],
      lists: [listId],
      reason: 'the families say where they are',
    });
    const [view] = (await ask()).bounds.views;
    expect(view?.documentedFloor).toBe(15);
    const question = view?.groups.find(({ isQuestion }) => isQuestion);
    expect(question?.size).toMatchObject({ lo: 15, hi: null });
    expect(question?.notAcknowledged).toMatchObject({ lo: 3 });
    expect(question?.size.sentence).toContain('15 persons documented by name');
  });
});

describe('documented, acknowledged, estimated', () => {
  test('of persons of whom nothing is recorded it is not said that they are not acknowledged', async () => {
    await list('families', ['Ona Verra', 'Tolm Askin']);
    const { acknowledged, documented } = await ask();
    expect(documented.persons).toBe(2);
    expect(acknowledged.notRecorded.persons).toBe(2);
    expect(acknowledged.notRecorded.ids).toHaveLength(2);
    expect(acknowledged.notAcknowledged.persons).toBe(0);
    expect(acknowledged.rule).toContain('counted apart');
  });

  test('without lists there is no estimate, and one list is refused by the number of lists', async () => {
    expect((await ask()).estimate).toMatchObject({ report: null, because: 'there is no list of names' });
    await list('families', ['Ona Verra', 'Tolm Askin']);
    const { estimate } = await ask({ estimate: 'run' });
    expect(estimate.report?.headline).toBeNull();
    expect(estimate.because).toContain('R1');
    expect(estimate.report?.rules.find(({ id }) => id === 'R4')).toMatchObject({ outcome: 'refuse' });
    const taken = await ask({ measure: 'taken' });
    expect(taken.estimate.report?.rules.find(({ id }) => id === 'R4')).toMatchObject({ outcome: 'pass' });
  });

  test('an estimate says how far it has come, and stops when it is told to', async () => {
    const many = (from: number, to: number): string[] =>
      Array.from({ length: to - from }, (_, at) => `Person ${letters(from + at)}`);
    await list('one', many(0, 40));
    await list('two', many(20, 60));
    await list('three', [...many(10, 30), ...many(50, 70)]);
    const stop = new AbortController();
    const stages = new Set<string>();
    const run = desk.workspace.read(
      desk.owner,
      'count',
      { what: 'count', measure: 'taken', estimate: 'run' },
      {
        signal: stop.signal,
        onProgress: (stage, done, total) => {
          expect(done).toBeLessThanOrEqual(total);
          stages.add(stage);
          if (stage === 'chain') stop.abort();
        },
      },
    );
    await expect(run).rejects.toMatchObject({ code: 'interrupted' });
    expect([...stages]).toEqual(expect.arrayContaining(['chain']));
  });

  test('letting an estimate stand takes two people, and never against too few lists', async () => {
    const table = 'a'.repeat(64);
    const override = { table, rules: ['R5'], by: ['Ona Verra', 'Tolm Askin'], reason: 'looked at' };
    await expect(overrideEstimate(desk.workspace, desk.as.lead, override)).resolves.toMatch(
      /^[0-9a-f-]{36}$/,
    );
    await expect(
      overrideEstimate(desk.workspace, desk.as.lead, { ...override, by: ['Ona Verra'] }),
    ).rejects.toMatchObject({ code: 'entry-malformed' });
    await expect(
      overrideEstimate(desk.workspace, desk.as.lead, { ...override, rules: ['R1'] }),
    ).rejects.toMatchObject({ code: 'entry-malformed' });
    await expect(overrideEstimate(desk.workspace, desk.as.documenter, override)).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('a number opens its list', () => {
  test('the persons documented, and those of two sources, are there by id, and the people are asked for by them', async () => {
    await list('families', ['Ona Verra', 'Tolm Askin', 'Miran Odel']);
    const { documented } = await ask();
    expect(documented.ids).toHaveLength(documented.persons);
    expect(documented.twoSourceIds).toHaveLength(documented.twoSources);
    const ids = documented.ids.slice(0, 2);
    const { people, total } = await desk.workspace.read(desk.owner, 'work', { what: 'people', ids });
    expect(total).toBe(2);
    expect(people.map(({ personId }) => personId).sort()).toEqual([...ids].sort());
    const none = await desk.workspace.read(desk.owner, 'work', { what: 'people', ids: [] });
    expect(none.people).toEqual([]);
  });
});

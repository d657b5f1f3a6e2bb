/** A count of some of the people: by place, holder and group, as far as rows and claims say; the rest is counted apart. */
import { beforeEach, describe, expect, test } from 'vitest';
import { importList, judgeProposal, signView, type Answer, type DocumentPage, type Query } from '#workspace';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});

const ask = (more: Omit<Query<'count'>, 'what'> = {}): Promise<Answer<'count'>> =>
  desk.workspace.read(desk.owner, 'count', { what: 'count', ...more });

const place = (term: string) => [{ facet: 'place', term } as const];

/** Invented rows: full name and place, an empty place being none. */
async function list(name: string, rows: readonly (readonly [string, string])[]): Promise<string> {
  const csv = `name,held\n${rows.map((row) => row.join(',')).join('\n')}\n`;
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: new TextEncoder().encode(csv),
    fileName: `${name}.csv`,
    name,
    title: name,
    map: { full_name: 'name', held_at: 'held' },
  } as unknown as Parameters<typeof importList>[2]);
  return listId;
}

async function acceptedCounts(): Promise<string[]> {
  const documentId = await addReport(desk);
  const page: DocumentPage = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
  const claims: string[] = [];
  for (const { proposalId, kind } of page.proposals) {
    if (kind !== 'count') continue;
    const made = await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
    claims.push(...made.claimIds);
  }
  return claims;
}

describe('a scope', () => {
  test('counts whom a row says to be in it; no word and other words are counted apart', async () => {
    await list('families', [
      ['Ona Verra', 'Renda'],
      ['Tolm Askin', 'RENDA '],
      ['Ilmar Kelvane', 'Renda prison'],
      ['Hanek Morvek', ''],
    ]);
    const all = await ask();
    expect([all.documented.persons, all.documented.scope, all.question.scope]).toEqual([4, null, []]);
    const { question, documented, acknowledged } = await ask({ scope: place('Renda') });
    expect(question.words).toBe('How many are held? Only place: renda.');
    expect(documented.persons).toBe(2);
    expect(acknowledged.notRecorded.persons).toBe(2);
    expect(documented.scope).toMatchObject({
      inside: { persons: 2 },
      otherWords: { persons: 1 },
      notSaid: { persons: 1 },
    });
    const either = await ask({ scope: [...place('renda'), ...place('renda prison')] });
    expect(either.documented.persons).toBe(3);
  });

  test('is asked by the id of a term that rows use, so that an address carries no word', async () => {
    await list('families', [['Ona Verra', 'Renda']]);
    const { terms } = await ask();
    const known = terms.find(({ words }) => words === 'renda');
    expect(known).toMatchObject({ facet: 'place' });
    expect(known?.id).toMatch(/^[0-9a-f]{12}$/);
    const { question } = await ask({ scope: place(`#${known?.id}`) });
    expect(question.scope).toEqual([known]);
    await expect(ask({ scope: place('#000000000000') })).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask({ scope: place(' ') })).rejects.toMatchObject({ code: 'usage-wrong' });
    await expect(ask({ scope: [{ facet: 'shoe' as 'place', term: 'x' }] })).rejects.toMatchObject({
      code: 'usage-wrong',
    });
  });

  test('says of each figure whether it is about these people, and bounds only by what certainly is', async () => {
    const claims = await acceptedCounts();
    expect(claims.length).toBeGreaterThan(1);
    const { rows, elsewhere } = await ask({ scope: place('renda') });
    const all = await ask();
    expect(all.rows.every(({ inScope }) => inScope === null)).toBe(true);
    const apart = elsewhere.reduce((sum, one) => (one.because === 'scope' ? sum + one.claims : sum), 0);
    expect(rows.length + apart).toBe(all.rows.length);
    // The report names no such place: whether it speaks of these people is not settled, and nothing is forced on them.
    expect(rows.every(({ inScope }) => inScope === 'open' || inScope === 'more')).toBe(true);
    await signView(desk.workspace, desk.owner, {
      name: 'all of the report',
      accepts: claims.map((claimId) => ({ claimId, reading: 0, as: 'number' as const })),
      assumes: [{ kind: 'same-moment' }],
      lists: [
        await list('families', [
          ['Ona Verra', 'Renda'],
          ['Tolm Askin', ''],
        ]),
      ],
      reason: 'for the report of spring',
    });
    const whole = (answer: Answer<'count'>) =>
      answer.bounds.views[0]?.groups.find(({ isQuestion }) => isQuestion)?.size;
    expect(whole(await ask())).toMatchObject({ outcome: 'bounds', lo: 41 });
    // The one person whom a row places there is a floor; the report's figures are none.
    expect(whole(await ask({ scope: place('renda') }))).toMatchObject({ outcome: 'bounds', lo: 1, hi: null });
  });

  test('an estimate of people of whom a large part is not settled is refused by R4', async () => {
    await list('families', [
      ['Ona Verra', 'Renda'],
      ['Tolm Askin', ''],
    ]);
    const { estimate } = await ask({ measure: 'taken', scope: place('renda') });
    expect(estimate.report?.scope).toBe('taken; place=renda');
    expect(estimate.report?.rules.find(({ id }) => id === 'R4')).toMatchObject({
      outcome: 'refuse',
      value: 0.5,
      code: 'unsettled-scope',
    });
    const everybody = await ask({ measure: 'taken' });
    expect(everybody.estimate.report?.rules.find(({ id }) => id === 'R4')?.outcome).toBe('pass');
  });
});

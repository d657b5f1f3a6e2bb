import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importList, judgeRecords, proposeLinks, type Answer } from '#workspace';
import { compareLetters } from '../../src/workspace/people/letters.ts';
import { openDesk, type TestDesk } from '../support/desk.ts';

const A = `no,surname,given_name,father,born
1,Kelvane,Ilmar,Dasko,1996-04-12
2,Morvek,Hanek,Osvin,2001-09-30
3,Haldemor,Orsen,Garin,1988-01-07
4,Tesvik,Levko,Pelko,1999-06-14
5,Pallerin,Jarun,Sandar,1994-02-14
6,Lathorin,Tovan,Nevan,2000-12-01
7,Ulverin,Irsa,Keval,1972-08-09
8,Brandoss,Dasko,Eldan,1997-08-19
`;
const B = `no,surname,given_name,father,born
11,KELVANE,Ilmar,Dasko,12.04.1996
12,MORVEK,Hanek,Osvin,30.09.2001
13,HALDEMOR,Orsen,Garin,07.01.1988
14,TESVIK,Levko,Pelko,14.06.1999
15,PALLERIN,Yarun,Sandar,14.02.1994
16,LATORIN,Tovan,Nevan,01.12.2000
17,Aldemar,Tamril,Zorin,12.11.1992
18,Bolvenek,Garin,Tamril,03.05.1989
`;
const C = `no,surname,given_name,father,born
21,Կելվանե,Իլմար,Դասկո,1996-04-12
22,Մորվեկ,Հանեկ,Օսվին,2001-09-30
`;

async function lists(): Promise<{ desk: TestDesk; ids: Map<string, string> }> {
  const desk = await openDesk();
  const ids = new Map<string, string>();
  for (const csv of [A, B, C]) {
    const { listId } = await importList(desk.workspace, desk.owner, {
      bytes: Buffer.from(csv),
      fileName: 'list.csv',
      name: `List ${csv.split('\n')[1]?.slice(0, 2) ?? ''}`,
    });
    const { records } = await desk.workspace.read(desk.owner, 'work', {
      what: 'records',
      listId,
      limit: 100,
    });
    for (const { recordId, columns } of records) ids.set(columns[0]?.value ?? '', recordId);
  }
  return { desk, ids };
}

const persons = async (desk: TestDesk): Promise<string[]> =>
  (await desk.workspace.read(desk.owner, 'work', { what: 'people', limit: 500 })).people.map(
    ({ personId, records }) => `${personId} ${records}`,
  );
const personOf = async (desk: TestDesk, id: string): Promise<readonly string[]> =>
  (await desk.workspace.read(desk.owner, 'work', { what: 'person', personId: id })).records.map(
    ({ recordId }) => recordId,
  );
const waiting = (desk: TestDesk): Promise<Answer<'linkage'>> =>
  desk.workspace.read(desk.owner, 'work', { what: 'linkage' });

describe('a run', () => {
  test('only proposes unless a person asks it to link; each proposal has its weight and reason', async () => {
    const { desk } = await lists();
    const before = await persons(desk);
    const run = await proposeLinks(desk.workspace, desk.owner);
    expect(run.linked).toBe(0);
    expect(run.proposed).toBeGreaterThan(4);
    expect(await persons(desk)).toEqual(before);
    expect((await waiting(desk)).total).toBe(run.proposed);
  });

  test('asked to link, it makes persons of lists in two scripts, each link with its reason, each undone by a person', async () => {
    const { desk, ids } = await lists();
    await proposeLinks(desk.workspace, desk.owner, { link: true });
    const [a, b, c] = ['1', '11', '21'].map((no) => ids.get(no) ?? '');
    expect(await personOf(desk, a ?? '')).toEqual([a, b, c]);
    const { records } = await desk.workspace.read(desk.owner, 'work', { what: 'person', personId: a ?? '' });
    const link = records.flatMap(({ links }) => links)[0];
    expect(link).toMatchObject({ rule: 'record-linkage', by: null });
    expect(link?.reason).not.toBe('');
    for (const { left, right } of records.flatMap(({ links }) => links))
      await judgeRecords(desk.workspace, desk.owner, [
        { left, right, decision: 'withdrawn', reason: 'apart' },
      ]);
    expect(await personOf(desk, a ?? '')).toEqual([a]);
  });

  test('its word never reads as a person’s in a history, and a person’s never as a rule’s', async () => {
    const { desk, ids } = await lists();
    await proposeLinks(desk.workspace, desk.owner, { link: true });
    const [left, right] = ['1', '11'].map((no) => ids.get(no) ?? '');
    const story = async () =>
      (await desk.workspace.read(desk.owner, 'work', { what: 'history', about: left ?? '' })).lines
        .filter(({ type }) => type === 'judgement-made')
        .map(({ sentence }) => sentence);
    const byRule = await story();
    expect(byRule.length).toBeGreaterThan(0);
    for (const sentence of byRule) expect(sentence).toMatch(/^A rule compared two records: rule-/);
    await judgeRecords(desk.workspace, desk.owner, [
      { left: left ?? '', right: right ?? '', decision: 'withdrawn', reason: 'apart' },
    ]);
    expect((await story()).filter((sentence) => sentence.startsWith('A person'))).toHaveLength(1);
  });

  test('running again writes nothing new, and never what a person decided otherwise', async () => {
    const { desk, ids } = await lists();
    const [a, b] = ['1', '11'].map((no) => ids.get(no) ?? '');
    await judgeRecords(desk.workspace, desk.owner, [
      { left: a ?? '', right: b ?? '', decision: 'different', reason: 'two cousins' },
    ]);
    const first = await proposeLinks(desk.workspace, desk.owner, { link: true });
    expect(first.kept).toBe(1);
    expect(await personOf(desk, a ?? '')).not.toContain(b);
    const again = await proposeLinks(desk.workspace, desk.owner, { link: true });
    expect(again).toMatchObject({ linked: 0, proposed: 0 });
    expect(await personOf(desk, a ?? '')).not.toContain(b);
  });

  test('stopped, it writes nothing', async () => {
    const { desk } = await lists();
    const stop = new AbortController();
    const run = proposeLinks(desk.workspace, desk.owner, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(run).rejects.toMatchObject({ code: 'interrupted' });
    expect((await waiting(desk)).total).toBe(0);
  });

  test('a pair that any sequence of people judged different is never joined by a machine', async () => {
    const { desk, ids } = await lists();
    const numbers = ['1', '11', '21', '2', '12', '22'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...numbers), fc.constantFrom(...numbers), async (one, other) => {
        if (one === other) return;
        const [left, right] = [ids.get(one) ?? '', ids.get(other) ?? ''];
        await judgeRecords(desk.workspace, desk.owner, [
          { left, right, decision: 'different', reason: 'told so' },
        ]);
        await proposeLinks(desk.workspace, desk.owner, { link: true });
        expect(await personOf(desk, left)).not.toContain(right);
      }),
      { numRuns: 5 },
    );
  });
});

describe('people and machine in any order', () => {
  const numbers = ['1', '11', '21', '2', '12', '22', '3', '13'];
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ link: fc.boolean() }) },
    {
      weight: 5,
      arbitrary: fc.record({
        one: fc.constantFrom(...numbers),
        other: fc.constantFrom(...numbers),
        decision: fc.constantFrom('same', 'different', 'unsure', 'withdrawn'),
      }),
    },
  );
  const groups = async (desk: TestDesk, asKnown?: string): Promise<readonly string[]> => {
    const { people } = await desk.workspace.read(desk.owner, 'work', {
      what: 'people',
      limit: 500,
      ...(asKnown === undefined ? {} : { asKnown }),
    });
    return people.map(({ personId, records }) => `${personId} ${records}`).toSorted();
  };

  test('each past moment is replayed as it was, a person’s word stands, and a person keeps the id of its earliest record', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
        const { desk, ids } = await lists();
        const order = [...ids.values()];
        const said = new Map<string, string>();
        const seen: { at: string; groups: readonly string[] }[] = [];
        for (const now of steps) {
          if ('link' in now) await proposeLinks(desk.workspace, desk.owner, now);
          else if (now.one !== now.other) {
            const [left, right] = [ids.get(now.one) ?? '', ids.get(now.other) ?? ''];
            await judgeRecords(desk.workspace, desk.owner, [
              { left, right, decision: now.decision, reason: 'looked at' },
            ]);
            said.set([left, right].toSorted().join(':'), now.decision);
          }
          const { asKnown } = await desk.workspace.read(desk.owner, 'work', { what: 'linkage' });
          seen.push({ at: asKnown.at, groups: await groups(desk) });
        }
        for (const { at, groups: then } of seen) expect(await groups(desk, at)).toEqual(then);
        for (const [pair, decision] of said) {
          const [left = '', right = ''] = pair.split(':');
          if (decision === 'different') expect(await personOf(desk, left)).not.toContain(right);
          const { pair: shown } = await desk.workspace.read(desk.owner, 'work', {
            what: 'pair',
            left,
            right,
          });
          const judged = shown.earlier.filter(({ by }) => by !== null).at(-1);
          expect(judged?.decision).toBe(decision);
        }
        for (const group of seen.at(-1)?.groups ?? []) {
          const personId = group.split(' ')[0] ?? '';
          const records = await personOf(desk, personId);
          expect(records.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))[0]).toBe(personId);
        }
      }),
      { numRuns: 3 },
    );
  });
});

describe('a pair', () => {
  test('shows both sides, what would change, hard facts, the score in words and a reason to begin with', async () => {
    const { desk, ids } = await lists();
    await proposeLinks(desk.workspace, desk.owner);
    const [left = '', right = ''] = [ids.get('2'), ids.get('22')];
    const { pair } = await desk.workspace.read(desk.owner, 'work', { what: 'pair', left, right });
    expect(pair.left.name.words).toBe('Morvek Hanek Osvin');
    expect(pair.right.latin).toContain('Hanek');
    expect(pair.ifLinked).toMatchObject({ isJoined: true, records: 2, documentedBefore: 18, documented: 17 });
    expect(pair.before.map(({ code }) => code)).toEqual(['other-list', 'group']);
    const sum = (pair.why?.startBits ?? 0) + (pair.why?.parts ?? []).reduce((all, { bits }) => all + bits, 0);
    expect(sum).toBeCloseTo(pair.why?.bits ?? NaN, 1);
    expect(pair.reason).not.toBe('');
    expect(pair.earlier.every(({ by }) => by === null)).toBe(true);
  });

  test('what two different judgements keep apart is said before the score', async () => {
    const { desk, ids } = await lists();
    const [a = '', b = '', c = ''] = ['1', '11', '21'].map((no) => ids.get(no));
    await judgeRecords(desk.workspace, desk.owner, [
      { left: a, right: b, decision: 'same', reason: 'r' },
      { left: a, right: c, decision: 'different', reason: 'r' },
    ]);
    const { pair } = await desk.workspace.read(desk.owner, 'work', { what: 'pair', left: b, right: c });
    expect(pair.before.map(({ code }) => code)).toContain('kept-apart');
    expect(pair.ifLinked).toMatchObject({ isJoined: false, documentedBefore: 17, documented: 17 });
  });
});

describe('letters', () => {
  const marked = (left: string, right: string): string =>
    compareLetters(left, right)
      .left.map(({ text, differs }) => (differs ? `[${text}]` : text))
      .join('');

  test('letters that sound alike across scripts are not marked, others are, and told with their counterpart', () => {
    expect(marked('Morvek Hanek', 'MORVEK Hanek')).toBe('Morvek Hanek');
    expect(marked('Pallerin Jarun', 'Pallerin Yarun')).toContain('[J]');
    expect(marked('Մորվեկ', 'Morvek')).toBe('Մորվեկ');
    expect(compareLetters('Alden', 'Aldin').pairs).toEqual([{ left: 'e', right: 'i' }]);
    expect(marked('Miran Kevali T', 'Kevali Miran')).toBe('Miran Kevali [T]');
  });

  test('nothing is lost of a name, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (left, right) => {
        const { left: a, right: b } = compareLetters(left, right);
        expect(a.map(({ text }) => text).join('')).toBe(left);
        expect(b.map(({ text }) => text).join('')).toBe(right);
      }),
    );
  });
});

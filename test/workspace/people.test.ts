import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#ground';
import {
  importList,
  judgeRecords,
  markClaim,
  principal,
  recordClaim,
  type Account,
  type PeopleAnswer,
  type PersonAnswer,
} from '#workspace';
import { differ, wordsDiffer } from '../../src/workspace/people/accounts.ts';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';

const LETTER = `# A letter | Halden Mothers' League | 2025-04-10 | invented | en | verbatim

Vera Kevali wrote that her son was captured on 2 March 2024. She received his last letter on 9 January 2025. A guard said that he was captured on 5 June 2024. The court calls him a saboteur.
`;

interface Scene {
  readonly desk: TestDesk;
  readonly left: string;
  readonly right: string;
  readonly other: string;
}

async function list(desk: TestDesk, name: string, csv: string, compartment = 'open'): Promise<string[]> {
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from(csv),
    fileName: 'list.csv',
    name,
    map: { full_name: 'Name', birth_date: 'Born', birth_place: 'Place' },
    handling: { tlp: 'TLP:AMBER', caveats: [], compartment },
  });
  const { records } = await desk.workspace.read(desk.owner, 'work', { what: 'records', listId, limit: 1000 });
  return records.map(({ recordId }) => recordId);
}

const peopleOf = (desk: TestDesk, more: object = {}): Promise<PeopleAnswer> =>
  desk.workspace.read(desk.owner, 'work', { what: 'people', ...more });
const personOf = (desk: TestDesk, personId: string, more: object = {}): Promise<PersonAnswer> =>
  desk.workspace.read(desk.owner, 'work', { what: 'person', personId, ...more });
const accountsOf = (person: PersonAnswer, group: string): readonly Account[] =>
  person.groups.find((one) => one.group === group)?.accounts ?? [];

async function scene(): Promise<Scene> {
  const desk = await openDesk();
  const [left = '', other = ''] = await list(
    desk,
    'Families’ list',
    'Name,Born,Place\nMiran Kevali,1998-03-02,Alden\nBogdan Wirth,1970,Halden\n',
  );
  const [right = ''] = await list(desk, 'Court list', 'Name,Born,Place\nКевали Миран,02.03.1997,Алден\n');
  await judgeRecords(desk.workspace, desk.owner, [
    { left, right, decision: 'same', reason: 'rare name, same village' },
  ]);
  return { desk, left, right, other };
}

async function told(desk: TestDesk, record: string): Promise<Record<'capture' | 'again' | 'letter', string>> {
  const documentId = await addReport(desk, { pasted: LETTER });
  const say = async (kind: 'custody' | 'contact', quote: string, fields: object): Promise<string> => {
    const { claimIds } = await recordClaim(desk.workspace, desk.owner, {
      documentId,
      kind,
      quote,
      speaker: { kind: 'mention', words: quote.startsWith('A guard') ? 'a guard' : 'Vera Kevali' },
      fields: fields as never,
      settled: { recordIds: [record] },
    } as never);
    return claimIds[0] ?? '';
  };
  return {
    capture: await say('custody', 'her son was captured on 2 March 2024', {
      event: 'captured',
      date: '2024-03-02',
    }),
    letter: await say('contact', 'She received his last letter on 9 January 2025', {
      polarity: 'last',
      channel: 'letter',
      date: '2025-01-09',
    }),
    again: await say('custody', 'A guard said that he was captured on 5 June 2024', {
      event: 'captured',
      date: '2024-06-05',
    }),
  };
}

describe('the list of people', () => {
  let here: Scene;
  beforeAll(async () => {
    here = await scene();
  });

  test('shows a person once with every written form of the name, in the order of the earliest record', async () => {
    const answer = await peopleOf(here.desk);
    expect(answer.total).toBe(2);
    expect(answer.people.map(({ names }) => names.map(({ words }) => words))).toEqual([
      ['Miran Kevali', 'Кевали Миран'],
      ['Bogdan Wirth'],
    ]);
    expect(answer.people[0]).toMatchObject({ records: 2, lists: ['Families’ list', 'Court list'] });
  });

  test('facets say how many people choosing them would leave, and narrow the list', async () => {
    const { facets } = await peopleOf(here.desk);
    const counts = (facet: string) =>
      facets
        .find((one) => one.facet === facet)
        ?.values.map(({ value, name, count }) => [name ?? value, count]);
    expect(counts('list')).toEqual([
      ['Families’ list', 2],
      ['Court list', 1],
    ]);
    expect(counts('records')).toEqual([
      ['one', 1],
      ['several', 1],
    ]);
    const several = await peopleOf(here.desk, { records: 'several', script: 'Cyrl' });
    expect(several.people.map(({ personId }) => personId)).toEqual([here.left]);
    const script = several.facets.find(({ facet }) => facet === 'script');
    expect(script?.values.find(({ value }) => value === 'Cyrl')).toMatchObject({ count: 1, chosen: true });
  });

  test('pages are counted from a place and never hide how many there are', async () => {
    const page = await peopleOf(here.desk, { from: 1, limit: 1 });
    expect(page).toMatchObject({ total: 2, from: 1, limit: 1 });
    expect(page.people.map(({ personId }) => personId)).toEqual([here.other]);
    expect((await peopleOf(here.desk, { from: 99 })).people).toEqual([]);
  });

  test('people of a closed compartment are not there for those outside, not even in a count', async () => {
    const desk = await openDesk();
    await list(desk, 'Sealed list', 'Name,Born,Place\nIrsa Ulverin,1972,Renda\n', 'sealed');
    expect((await peopleOf(desk)).total).toBe(1);
    const outside = principal(newId(), 'reader');
    const answer = await desk.workspace.read(outside, 'work', { what: 'people' });
    expect(answer).toMatchObject({ total: 0, people: [] });
    expect(answer.facets.flatMap(({ values }) => values)).toEqual([]);
  });
});

describe('the page of a person', () => {
  test('rows of lists are accounts of who published them; words that cannot both hold are said to differ', async () => {
    const { desk, right } = await scene();
    const person = await personOf(desk, right);
    const born = accountsOf(person, 'identity').filter(({ code }) => code === 'attribute:birthDate');
    expect(born.map(({ words, differs }) => [words, differs])).toEqual([
      ['1998-03-02', true],
      ['02.03.1997', true],
    ]);
    const place = accountsOf(person, 'identity').filter(({ code }) => code === 'attribute:birthPlace');
    expect(place.map(({ words, differs }) => [words, differs])).toEqual([
      ['Alden', false],
      ['Алден', false],
    ]);
    expect(person.groups.find(({ group }) => group === 'identity')?.differ).toBe(2);
  });

  test('any record of a person leads to the same person, whose id is that of the earliest record', async () => {
    const { desk, left, right } = await scene();
    expect((await personOf(desk, right)).personId).toBe(left);
    await expect(personOf(desk, newId())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('claims stand in fixed groups, and the silence counts from the last sign of life that was told', async () => {
    const { desk, left } = await scene();
    const { letter } = await told(desk, left);
    const person = await personOf(desk, left);
    expect(person.groups.map(({ group }) => group)).toEqual(['identity', 'custody', 'contact']);
    expect(person.lastSign).toMatchObject({ on: '2025-01-09', days: 366, claimId: letter, sources: 1 });
    expect(person.lastSign?.speaker.name).toBe('Vera Kevali');
    const contact = person.lanes.find(({ lane }) => lane === 'contact');
    expect(contact?.marks).toMatchObject([{ from: '2025-01-09', to: '2025-01-09', fuzzyFrom: false }]);
    expect(person.lanes.find(({ lane }) => lane === 'death')?.marks).toEqual([]);
  });

  test('two days of one capture differ; setting one aside ends that and hides nothing', async () => {
    const { desk, left } = await scene();
    const { again } = await told(desk, left);
    const custody = (person: PersonAnswer) => person.groups.find(({ group }) => group === 'custody');
    expect(custody(await personOf(desk, left))?.differ).toBe(2);
    await markClaim(desk.workspace, desk.owner, { claimId: again, mark: 'set-aside', reason: 'another man' });
    const after = await personOf(desk, left);
    expect(custody(after)?.differ).toBe(0);
    expect(custody(after)?.accounts).toHaveLength(2);
    expect(custody(after)?.accounts.at(-1)).toMatchObject({ aside: true });
    expect(custody(after)?.accounts.at(-1)?.marks[0]?.reason).toBe('another man');
    expect(after.aside).toBe(1);
  });

  test('a letter that is set aside is no sign of life', async () => {
    const { desk, left } = await scene();
    const { letter } = await told(desk, left);
    await markClaim(desk.workspace, desk.owner, { claimId: letter, mark: 'set-aside', reason: 'misread' });
    expect((await personOf(desk, left)).lastSign).toBeNull();
  });

  test('linked records stand verbatim with the reason, and as known on a day before the link they do not', async () => {
    const { desk, left } = await scene();
    const person = await personOf(desk, left);
    expect(person.records.map(({ listName, row, cells }) => [listName, row, cells[0]?.words])).toEqual([
      ['Families’ list', 1, 'Miran Kevali'],
      ['Court list', 1, 'Кевали Миран'],
    ]);
    const [link] = person.records[1]?.links ?? [];
    expect(link).toMatchObject({ reason: 'rare name, same village', by: desk.owner.id, rule: null });
    const before = new Date(Date.parse(link?.at ?? '') - 1).toISOString();
    expect((await personOf(desk, left, { asKnown: before })).records).toHaveLength(1);
  });
});

describe('links', () => {
  test('link then unlink is the identity, and both steps stay in the history', async () => {
    const { desk, left, right } = await scene();
    await judgeRecords(desk.workspace, desk.owner, [
      { left: right, right: left, decision: 'withdrawn', reason: 'two men' },
    ]);
    const apart = await peopleOf(desk);
    expect(apart.total).toBe(3);
    expect((await personOf(desk, left)).records).toHaveLength(1);
    expect((await personOf(desk, right)).personId).toBe(right);
    expect((await personOf(desk, right)).history).toHaveLength(2);
  });

  test('a pair shows the sign of life there would be and which accounts would differ, before anybody judges', async () => {
    const { desk, left, right } = await scene();
    const pairOf = async () =>
      (await desk.workspace.read(desk.owner, 'work', { what: 'pair', left, right })).pair.ifLinked;
    await judgeRecords(desk.workspace, desk.owner, [
      { left, right, decision: 'withdrawn', reason: 'two men' },
    ]);
    expect(await pairOf()).toMatchObject({
      signBefore: null,
      sign: null,
      differ: [{ group: 'identity', n: 2 }],
    });
    await told(desk, right);
    expect(await pairOf()).toMatchObject({
      personId: left,
      signBefore: null,
      sign: '2025-01-09',
      differ: [
        { group: 'identity', n: 2 },
        { group: 'custody', n: 2 },
      ],
    });
    expect((await personOf(desk, left)).lastSign).toBeNull();
    await judgeRecords(desk.workspace, desk.owner, [
      { left, right, decision: 'same', reason: 'one after all' },
    ]);
    expect(await pairOf()).toMatchObject({ signBefore: '2025-01-09', sign: '2025-01-09' });
  });

  test('judging in any order and taking all of it back gives the people there were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.nat(4),
            fc.nat(4),
            fc.constantFrom('same' as const, 'different' as const, 'unsure' as const),
          ),
          {
            maxLength: 8,
          },
        ),
        async (steps) => {
          const desk = await openDesk();
          const ids = await list(desk, 'L', 'Name,Born,Place\nA B,1,x\nC D,2,x\nE F,3,x\nG H,4,x\nI J,5,x\n');
          const before = await peopleOf(desk);
          const pairs = steps
            .filter(([a, b]) => a !== b)
            .map(([a, b, decision]) => ({ left: ids[a] ?? '', right: ids[b] ?? '', decision, reason: 'r' }));
          for (const pair of pairs) await judgeRecords(desk.workspace, desk.owner, [pair]);
          const withdrawn = pairs.map((pair) => ({ ...pair, decision: 'withdrawn' as const }));
          for (const pair of withdrawn) await judgeRecords(desk.workspace, desk.owner, [pair]);
          expect((await peopleOf(desk)).people).toEqual(before.people);
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe('what differs', () => {
  const account = (over: Partial<Account>): Account =>
    ({ code: 'label', how: 'said', words: 'a', when: null, aside: false, ...over }) as Account;

  test.each([
    ['1996-04-12', '12.04.1996', false],
    ['1999-06', '14.06.1999', false],
    ['1999-06', '14.07.1999', true],
    ['c. 1983', '__.__.1982', true],
    ['1991-03', '03.1991', false],
    ['2001', '30.09.2001', false],
    ['Renda, bridge over the Tessa', 'Renda', false],
    ['Ռենդա', 'Renda', false],
    ['Osten', 'Renda', true],
    ['', 'Renda', false],
  ])('%s beside %s: %s', (a, b, expected) => {
    expect(wordsDiffer(a, b)).toBe(expected);
    expect(wordsDiffer(b, a)).toBe(expected);
  });

  test('a denial differs from what it denies; silence, refusal and not knowing differ from nothing', () => {
    const held = account({ code: 'state:custody:HELD' });
    expect(differ(held, account({ code: 'state:custody:HELD', how: 'denied' }))).toBe(true);
    expect(differ(held, account({ code: 'state:custody:NOT-HELD' }))).toBe(true);
    for (const how of ['silence', 'refused', 'unknown', 'withheld'] as const)
      expect(differ(held, account({ code: 'state:custody:HELD', how }))).toBe(false);
    expect(differ(held, account({ code: 'label' }))).toBe(false);
  });
});

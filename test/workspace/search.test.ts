import { describe, expect, test } from 'vitest';
import { newId } from '#ground';
import { importList, judgeProposal, principal, registerParty, nameOf, type SearchAnswer } from '#workspace';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';

const LIST = `Name,Village
Արամ Սարգսյան,Ալդեն
Арам Саркисян,Алдин
آرام سركيسيان,الدن
Aram Sargsyan,Alden
Bogdan Wirth,Halden
Miran Kevali,Alden
`;

async function listed(desk: TestDesk, csv = LIST, compartment = 'open'): Promise<string> {
  const { listId } = await importList(desk.workspace, desk.owner, {
    bytes: Buffer.from(csv),
    fileName: 'list.csv',
    name: 'Families’ list',
    map: { full_name: 'Name' },
    handling: { tlp: 'TLP:AMBER', caveats: [], compartment },
  });
  return listId;
}

async function ask(
  desk: TestDesk,
  words: string,
  more: { asKnown?: string; as?: string } = {},
): Promise<SearchAnswer> {
  const { as, ...rest } = more;
  const who = as === undefined ? desk.owner : principal(newId(), as);
  return desk.workspace.read(who, 'work', { what: 'search', words, ...rest });
}

const wordsOf = (answer: SearchAnswer): string[] => answer.hits.map(({ words }) => words);

describe('names', () => {
  test.each(['Aram Sargsyan', 'Արամ Սարգսյան', 'Арам Саркисян', 'آرام سركيسيان', 'ARAM  sarkisyan'])(
    '%s finds the four scripts it is written in, and nobody else',
    async (typed) => {
      const desk = await openDesk();
      await listed(desk);
      const answer = await ask(desk, typed);
      expect(wordsOf(answer).sort()).toEqual(
        ['Aram Sargsyan', 'Арам Саркисян', 'Արամ Սարգսյան', 'آرام سركيسيان'].sort(),
      );
    },
  );

  test.each(['Kevaly', 'Kevli', 'Kevalii', 'Kevalu', 'Kev', 'Keval Mirann'])(
    'the misspelt %s finds Kevali',
    async (typed) => {
      const desk = await openDesk();
      await listed(desk);
      expect(wordsOf(await ask(desk, typed))).toEqual(['Miran Kevali']);
    },
  );

  test('an answer says how the name was recognised, and which spellings were looked for', async () => {
    const desk = await openDesk();
    await listed(desk);
    const answer = await ask(desk, 'Sargsyan');
    expect(answer.hits[0]).toMatchObject({ words: 'Aram Sargsyan', by: 'words', kind: 'record' });
    expect(answer.hits.find(({ words }) => words === 'Արամ Սարգսյան')?.by).toBe('script');
    expect(answer.alsoRead[0]?.as).toContain('սարգսյան');
    expect(answer.hits[0]?.where).toBe('Families’ list, row 4');
  });

  test('parties are found by any of their names', async () => {
    const desk = await openDesk();
    await registerParty(desk.workspace, desk.owner, {
      kind: 'authority',
      names: [nameOf('Ministry of Justice of Brevik'), nameOf('Министерство юстиции Бревика')],
    });
    expect((await ask(desk, 'юстиции')).hits).toMatchObject([
      { kind: 'party', words: 'Ministry of Justice of Brevik' },
    ]);
  });
});

describe('passages and claims', () => {
  test('a proposal is found by its passage until it is decided, then the claim is, with its speaker', async () => {
    const desk = await openDesk();
    const documentId = await addReport(desk);
    const before = await ask(desk, 'more than 40 soldiers');
    expect(before.hits.map(({ kind }) => kind)).toContain('proposal');
    expect(before.hits[0]?.documentId).toBe(documentId);
    const { proposals } = await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });
    const counted = proposals.filter(({ kind, passage }) => kind === 'count' && passage.exact.includes('40'));
    for (const { proposalId } of counted)
      await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
    const after = (await ask(desk, 'more than 40 soldiers')).hits;
    expect(after.map(({ kind }) => kind)).toContain('claim');
    const claim = after.find(({ kind }) => kind === 'claim');
    expect(claim?.words).toContain('40');
    expect(claim?.speaker?.name).toContain('Halden Defence Council');
    expect(after.some(({ id }) => counted.some(({ proposalId }) => proposalId === id))).toBe(false);
  });

  test('every word must be there, and kinds narrow the answer', async () => {
    const desk = await openDesk();
    await listed(desk);
    await addReport(desk);
    expect((await ask(desk, 'soldiers Sargsyan')).hits).toEqual([]);
    const only = await desk.workspace.read(desk.owner, 'work', {
      what: 'search',
      words: 'halden',
      kinds: ['record'],
    });
    expect(wordsOf(only)).toEqual(['Bogdan Wirth']);
    expect((await ask(desk, '  ,;  ')).hits).toEqual([]);
  });
});

describe('what a search must not tell', () => {
  test('nothing of a compartment that is closed to the reader, not even a spelling', async () => {
    const desk = await openDesk();
    await listed(desk, 'Name\nՄիրան Կեվալի\n', 'sealed');
    expect(wordsOf(await ask(desk, 'Miran'))).toEqual(['Միրան Կեվալի']);
    const outside = await ask(desk, 'Miran', { as: 'reader' });
    expect(outside.hits).toEqual([]);
    expect(outside.alsoRead).toEqual([]);
  });

  test('nothing of an erased record, not even its words', async () => {
    const desk = await openDesk();
    const listId = await listed(desk);
    const { records } = await desk.workspace.read(desk.owner, 'work', { what: 'records', listId });
    const kevali = records.find(({ row }) => row === 6);
    await desk.workspace.erase(desk.owner, {
      seqs: [kevali?.seq ?? -1],
      basis: 'consent-withdrawn',
      reason: 'asked by the person concerned',
    });
    expect((await ask(desk, 'Kevali')).hits).toEqual([]);
    expect((await ask(desk, 'Kevaly')).alsoRead).toEqual([]);
  });

  test('nothing that was not yet known on the day asked for', async () => {
    const desk = await openDesk();
    const day = '2026-01-10T08:00:01.000Z';
    await listed(desk);
    expect((await ask(desk, 'Sargsyan', { asKnown: day })).hits).toEqual([]);
    expect((await ask(desk, 'Sargsyan')).hits).toHaveLength(4);
  });

  test('a search of absurd length is refused, and a word of absurd length is no word', async () => {
    const desk = await openDesk();
    await expect(ask(desk, 'a '.repeat(300))).rejects.toThrow('at most');
    expect((await ask(desk, 'x'.repeat(200))).hits).toEqual([]);
  });
});

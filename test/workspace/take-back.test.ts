/** Taking back: decisions, claims by hand, dismissed places, documents and whole imports, each by a further entry. */
import { beforeEach, describe, expect, test } from 'vitest';
import { sha256Hex } from '#ground';
import {
  dismissMark,
  importList,
  judgeProposal,
  markClaim,
  placeDocument,
  previewImport,
  recordClaim,
  redoImport,
  undismissMark,
  undoDecision,
  undoImport,
  type DocumentPage,
  type ProposalView,
} from '#workspace';
import { addReport, openDesk, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});

const page = (documentId: string, asKnown?: string): Promise<DocumentPage> =>
  desk.workspace.read(desk.owner, 'work', {
    what: 'document',
    documentId,
    ...(asKnown === undefined ? {} : { asKnown }),
  });

function find(shown: DocumentPage, kind: string, words: string): ProposalView {
  const found = shown.proposals.find((one) => one.kind === kind && one.passage.exact.includes(words));
  if (!found) throw new Error(`no ${kind} with these words`);
  return found;
}

const again = async (documentId: string, proposalId: string): Promise<ProposalView> => {
  const found = (await page(documentId)).proposals.find((one) => one.proposalId === proposalId);
  if (!found) throw new Error('the proposal is gone');
  return found;
};

const size = async (): Promise<number> => (await desk.store.head()).size;

describe('a decision taken back', () => {
  test('leaves the proposal open, its claims set aside and in sight, and the past as it was', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'count', '40');
    const made = await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
    const before = (await page(documentId)).asKnown.at;
    const undone = await undoDecision(desk.workspace, desk.owner, { proposalId });
    expect(undone).toEqual({ decision: null, claimIds: [] });
    const shown = await page(documentId);
    expect(shown.proposals.find((one) => one.proposalId === proposalId)?.decision).toBeNull();
    expect(shown.document).toMatchObject({ state: 'new', decided: 0 });
    expect(shown.claims.map(({ claimId, marks }) => [claimId, marks[0]?.mark])).toEqual([
      [made.claimIds[0], 'set-aside'],
    ]);
    const then = await page(documentId, before);
    expect(then.proposals.find((one) => one.proposalId === proposalId)?.decision?.is).toBe('accepted');
    expect(then.claims[0]?.marks).toEqual([]);
  });

  test('brings back the decision before it, with its claims and the marks that others set', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'count', '40');
    const made = await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
    const claimId = made.claimIds[0] ?? '';
    await markClaim(desk.workspace, desk.owner, {
      claimId,
      mark: 'shown-first',
      reason: 'the clearest words',
    });
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'refused', reason: '3' });
    const undone = await undoDecision(desk.workspace, desk.owner, { proposalId });
    expect(undone).toEqual({ decision: 'accepted', claimIds: [claimId] });
    expect((await page(documentId)).claims.map(({ marks }) => marks.map(({ mark }) => mark))).toEqual([
      ['shown-first'],
    ]);
    // A second undo takes back the accepting itself; a third has nothing left to take back.
    expect(await undoDecision(desk.workspace, desk.owner, { proposalId })).toMatchObject({ decision: null });
    await expect(undoDecision(desk.workspace, desk.owner, { proposalId })).rejects.toMatchObject({
      code: 'usage-wrong',
    });
  });

  test('can be decided anew, and the question of who decided first is answered by version', async () => {
    const documentId = await addReport(desk);
    const open = find(await page(documentId), 'count', '40');
    const { proposalId } = open;
    expect(open.version).toBe(-1);
    await judgeProposal(desk.workspace, desk.owner, {
      proposalId,
      decision: 'parked',
      words: 'which month?',
    });
    const parked = await again(documentId, proposalId);
    expect(parked.decision).toMatchObject({ is: 'parked', reason: 'which month?' });
    await expect(
      judgeProposal(desk.workspace, desk.as.documenter, { proposalId, decision: 'accepted', expected: -1 }),
    ).rejects.toMatchObject({ code: 'changed-since' });
    await expect(
      undoDecision(desk.workspace, desk.as.documenter, { proposalId, expected: -1 }),
    ).rejects.toMatchObject({ code: 'changed-since' });
    await undoDecision(desk.workspace, desk.owner, { proposalId, expected: parked.version });
    const { version } = await again(documentId, proposalId);
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted', expected: version });
    expect((await page(documentId)).claims).toHaveLength(1);
  });

  test('of two who undo at the same moment one is told so', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'count', '40');
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'refused' });
    const both = await Promise.allSettled([
      undoDecision(desk.workspace, desk.owner, { proposalId }),
      judgeProposal(desk.workspace, desk.as.documenter, { proposalId, decision: 'accepted' }),
    ]);
    const refused = both.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(['already-decided']);
  });
});

describe('a decision with more to say', () => {
  test('a refusal keeps its reason, and another reason is another entry', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'count', '40');
    const reasons: (string | null | undefined)[] = [];
    for (const reason of ['1', '2', '3', '4', '5'] as const) {
      await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'refused', reason });
      reasons.push((await again(documentId, proposalId)).decision?.reason);
    }
    expect(reasons).toEqual(['1', '2', '3', '4', '5']);
    const before = await size();
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'refused', reason: '5' });
    expect(await size()).toBe(before);
  });

  test('fields are corrected before accepting, never the quote, and never to a figure that is not in it', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'count', '40');
    const accept = (corrections: Record<string, unknown>) =>
      judgeProposal(desk.workspace, desk.owner, {
        proposalId,
        decision: 'accepted',
        settled: { corrections },
      });
    for (const corrections of [{ number: 41 }, { quote: 'other words' }, { nothing: 1 }])
      await expect(accept(corrections)).rejects.toMatchObject({ code: 'person-needed' });
    await accept({ operator: '>=' });
    const first = (await page(documentId)).claims;
    expect(first).toHaveLength(1);
    const answer = await desk.workspace.read(desk.owner, 'count', { what: 'count' });
    expect(answer.rows[0]).toMatchObject({ lo: 40 });
    // The same corrections again record nothing; others supersede by a further decision.
    expect((await accept({ operator: '>=' })).stood).toBe(true);
    await accept({ operator: '>' });
    const claims = (await page(documentId)).claims;
    expect(claims.map(({ marks }) => marks.map(({ mark }) => mark))).toEqual([['set-aside'], []]);
  });
});

describe('what no claim covers', () => {
  test('is flagged until somebody dismisses it, and flagged again when that is taken back', async () => {
    const documentId = await addReport(desk, {
      pasted:
        'The ministry of Brevik met on 3 May 2024. The road is 14 kilometres long, and Halden lies beyond.',
    });
    const [flagged] = (await page(documentId)).unclaimed;
    expect(flagged).toBeDefined();
    const { start, end } = flagged?.passage ?? { start: 0, end: 0 };
    const total = (await page(documentId)).unclaimed.length;
    const place = { documentId, start, end, words: 'a length of road' };
    expect(await dismissMark(desk.workspace, desk.owner, place)).toEqual({ stood: false });
    const shown = await page(documentId);
    expect(shown.unclaimed).toHaveLength(total - 1);
    expect(shown.dismissed).toMatchObject([{ passage: { start, end }, words: 'a length of road' }]);
    const before = await size();
    expect(await dismissMark(desk.workspace, desk.owner, place)).toEqual({ stood: true });
    expect(await size()).toBe(before);
    await undismissMark(desk.workspace, desk.owner, place);
    expect((await page(documentId)).unclaimed).toHaveLength(total);
    await expect(
      dismissMark(desk.workspace, desk.owner, { documentId, start: 0, end: 1 }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a claim by hand covers its words until it is set aside', async () => {
    const documentId = await addReport(desk, {
      pasted:
        'The ministry of Brevik met on 3 May 2024. The road is 14 kilometres long, and Halden lies beyond.',
    });
    const flagged = (await page(documentId)).unclaimed.map(({ passage }) => passage.exact);
    const quote = flagged[0] ?? '';
    const { claimIds } = await recordClaim(desk.workspace, desk.owner, {
      documentId,
      kind: 'open_question',
      quote,
      speaker: { kind: 'author' },
    });
    const left = async () => (await page(documentId)).unclaimed.map(({ passage }) => passage.exact);
    expect(await left()).not.toContain(quote);
    await markClaim(desk.workspace, desk.owner, {
      claimId: claimIds[0] ?? '',
      mark: 'set-aside',
      reason: 'undone',
    });
    expect(await left()).toEqual(flagged);
  });

  test('a claim by hand names its place: one that is shifted by a code point is refused', async () => {
    const documentId = await addReport(desk, { pasted: '😀 They said 7 are held. They said 7 are held.' });
    const text = [...((await page(documentId)).text ?? '')];
    const quote = 'They said 7 are held';
    const start = text.join('').indexOf(quote) - 1;
    const record = (at: number) =>
      recordClaim(desk.workspace, desk.owner, {
        documentId,
        kind: 'count',
        quote,
        start: at,
        speaker: { kind: 'author' },
        fields: { number: 7, measure: 'held' },
      });
    await expect(record(start + 1)).rejects.toMatchObject({ code: 'quote-not-verbatim' });
    await record(start);
    const [claim] = (await page(documentId)).claims;
    expect(text.slice(claim?.passages[0]?.start, claim?.passages[0]?.end).join('')).toBe(quote);
  });
});

describe('the line at the end', () => {
  test('says what was decided, what is left, and what changed', async () => {
    const documentId = await addReport(desk);
    const shown = await page(documentId);
    const total = shown.proposals.length;
    const accept = async (kind: string, words: string) =>
      judgeProposal(desk.workspace, desk.owner, {
        proposalId: find(shown, kind, words).proposalId,
        decision: 'accepted',
      });
    await accept('count', '40');
    await accept('inquiry', 'did not respond');
    await judgeProposal(desk.workspace, desk.owner, {
      proposalId: find(shown, 'death', 'died').proposalId,
      decision: 'refused',
    });
    await judgeProposal(desk.workspace, desk.owner, {
      proposalId: find(shown, 'label', 'terrorists').proposalId,
      decision: 'parked',
      words: 'who exactly says it?',
    });
    const finish = await desk.workspace.read(desk.owner, 'work', { what: 'finish', documentId });
    expect(finish).toMatchObject({
      proposals: total,
      accepted: 2,
      refused: 1,
      parked: 1,
      open: total - 4,
      byHand: 0,
      changed: { counts: 1, silences: [{ claims: 1 }], records: 0, persons: 0, setAside: 0 },
    });
    await undoDecision(desk.workspace, desk.owner, {
      proposalId: find(shown, 'count', '40').proposalId,
    });
    const after = await desk.workspace.read(desk.owner, 'work', { what: 'finish', documentId });
    expect(after).toMatchObject({ accepted: 1, open: total - 3, changed: { counts: 0, setAside: 1 } });
  });

  test('names the records and persons that claims of the document are about', async () => {
    const list = await importList(desk.workspace, desk.owner, {
      bytes: Buffer.from('surname,given_name\nOrlan,Mika\nTessel,Jon\n'),
      fileName: 'a.csv',
      name: 'a',
    });
    const { records } = await desk.workspace.read(desk.owner, 'work', {
      what: 'records',
      listId: list.listId,
    });
    const documentId = await addReport(desk, { pasted: 'The mother of Mika Orlan wrote on 2 May 2024.' });
    await recordClaim(desk.workspace, desk.owner, {
      documentId,
      kind: 'custody',
      quote: 'Mika Orlan',
      speaker: { kind: 'author' },
      fields: { event: 'captured', who: 'Mika Orlan' },
      settled: { recordIds: [records[0]?.recordId ?? ''] },
    });
    const finish = await desk.workspace.read(desk.owner, 'work', { what: 'finish', documentId });
    expect(finish).toMatchObject({ byHand: 1, changed: { claims: 1, records: 1, persons: 1 } });
  });
});

describe('a document set aside', () => {
  test('leaves the work and comes back, with nothing lost', async () => {
    const documentId = await addReport(desk);
    const undecided = async () =>
      (await desk.workspace.read(desk.owner, 'count', { what: 'count' })).undecided;
    const open = await undecided();
    expect(open).toBeGreaterThan(0);
    const set = { documentId, state: 'set-aside' as const, reason: 'pasted by mistake' };
    expect(await placeDocument(desk.workspace, desk.owner, set)).toEqual({ stood: false });
    expect((await page(documentId)).document.state).toBe('set-aside');
    expect(await undecided()).toBe(0);
    expect(await placeDocument(desk.workspace, desk.owner, set)).toEqual({ stood: true });
    await placeDocument(desk.workspace, desk.owner, { ...set, state: 'in-use' });
    expect((await page(documentId)).document.state).toBe('new');
    expect(await undecided()).toBe(open);
  });
});

const LIST = 'surname,given_name,born\nOrlan,Mika,1999\nTessel,Jon,2001\n';

describe('an import as a whole', () => {
  const bytes = Buffer.from(LIST);
  const bring = (map?: Record<string, string>) =>
    importList(desk.workspace, desk.owner, {
      bytes,
      fileName: 'a.csv',
      name: 'list a',
      expected: sha256Hex(bytes),
      ...(map === undefined ? {} : { map }),
    });
  const records = async () =>
    (await desk.workspace.read(desk.owner, 'work', { what: 'records' })).records.length;
  const persons = async () =>
    (await desk.workspace.read(desk.owner, 'count', { what: 'count' })).documented.persons;

  test('is previewed with its columns, and nothing is written', async () => {
    const before = await size();
    const blobs = await desk.store.blobIds(null, 10);
    const preview = await previewImport(desk.workspace, desk.owner, { bytes, fileName: 'a.csv' });
    expect(preview).toMatchObject({ rows: 2, unnamed: 0, sha256: sha256Hex(bytes), recognised: null });
    expect(preview.columns.map(({ field }) => field)).toEqual(['surname', 'given_name', 'birth_date']);
    expect(await size()).toBe(before);
    expect(await desk.store.blobIds(null, 10)).toEqual(blobs);
    await expect(
      previewImport(desk.workspace, desk.as.reader, { bytes, fileName: 'a.csv' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('is all or nothing: document, list and rows are one batch, and other bytes than previewed are refused', async () => {
    await expect(
      importList(desk.workspace, desk.owner, {
        bytes,
        fileName: 'a.csv',
        name: 'a',
        expected: '0'.repeat(64),
      }),
    ).rejects.toMatchObject({ code: 'changed-since' });
    const sealed = { tlp: 'TLP:RED' as const, caveats: [], compartment: 'closed-to-us' };
    const before = await size();
    await expect(
      importList(desk.workspace, desk.owner, { bytes, fileName: 'a.csv', name: 'a', handling: sealed }),
    ).rejects.toMatchObject({ code: 'compartment-closed' });
    expect(await size()).toBe(before);
    expect(await desk.store.blobIds(null, 10)).toEqual([]);
    await bring();
    const entries = await desk.store.entries({ from: before, to: await size(), compartments: 'all' });
    const times = new Set(entries.map(({ leaf }) => (JSON.parse(leaf) as { sysTime: string }).sysTime));
    expect(times.size).toBe(1);
  });

  test('is undone by its batch id: every row leaves every answer of today and none of the past', async () => {
    const { batchId, documentId } = await bring();
    const at = (await page(documentId)).asKnown.at;
    const { records: rows } = await desk.workspace.read(desk.owner, 'work', { what: 'records' });
    const before = await size();
    await undoImport(desk.workspace, desk.owner, { batchId, reason: 'the columns were wrong' });
    expect((await size()) - before).toBeLessThanOrEqual(2);
    expect([await records(), await persons()]).toEqual([0, 0]);
    const overview = await desk.workspace.read(desk.owner, 'work', { what: 'overview' });
    expect(overview.records).toBe(0);
    expect((await page(documentId)).document.state).toBe('set-aside');
    const search = await desk.workspace.read(desk.owner, 'work', { what: 'search', words: 'Orlan' });
    expect(search.hits).toEqual([]);
    const then = await desk.workspace.read(desk.owner, 'work', { what: 'records', asKnown: at });
    expect(then.records).toEqual(rows);
    const { imports } = await desk.workspace.read(desk.owner, 'work', { what: 'imports' });
    expect(imports).toMatchObject([{ batchId, rows: 2, state: 'undone' }]);
    expect(await undoImport(desk.workspace, desk.owner, { batchId, reason: 'again' })).toEqual({
      stood: true,
    });
    await redoImport(desk.workspace, desk.owner, { batchId, reason: 'they were right' });
    expect([await records(), await persons()]).toEqual([2, 2]);
    expect((await page(documentId)).document.state).toBe('unread');
  });

  test('the same bytes are recognised, and come in again after an undo with other columns', async () => {
    const first = await bring();
    const preview = await previewImport(desk.workspace, desk.owner, { bytes, fileName: 'a.csv' });
    expect(preview.recognised).toEqual({
      documentId: first.documentId,
      setAside: false,
      listId: first.listId,
    });
    await expect(bring()).rejects.toMatchObject({ code: 'already-there' });
    await undoImport(desk.workspace, desk.owner, { batchId: first.batchId, reason: 'wrong columns' });
    const second = await bring({ full_name: 'surname' });
    expect(second.documentId).toBe(first.documentId);
    expect(second.listId).not.toBe(first.listId);
    expect([await records(), await persons()]).toEqual([2, 2]);
    expect((await page(first.documentId)).document.state).toBe('unread');
    await expect(
      redoImport(desk.workspace, desk.owner, { batchId: first.batchId, reason: 'both' }),
    ).rejects.toMatchObject({ code: 'already-there' });
  });

  test('somebody who looked at an earlier state is told so', async () => {
    const { batchId } = await bring();
    const { imports } = await desk.workspace.read(desk.owner, 'work', { what: 'imports' });
    const expected = imports[0]?.version ?? -1;
    await undoImport(desk.workspace, desk.owner, { batchId, reason: 'one', expected });
    await expect(
      redoImport(desk.workspace, desk.as.lead, { batchId, reason: 'two', expected }),
    ).rejects.toMatchObject({ code: 'changed-since' });
  });

  test('pages of records are full although an undone list lies between, and rebuilding changes nothing', async () => {
    const other = (name: string, rows: number) =>
      importList(desk.workspace, desk.owner, {
        bytes: Buffer.from(
          `surname\n${Array.from({ length: rows }, (_, at) => `${name}${at}`).join('\n')}\n`,
        ),
        fileName: `${name}.csv`,
        name,
      });
    await other('Ar', 3);
    const middle = await other('Be', 20);
    await other('Ci', 4);
    await undoImport(desk.workspace, desk.owner, { batchId: middle.batchId, reason: 'wrong file' });
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const found = await desk.workspace.read(desk.owner, 'work', {
        what: 'records',
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      seen.push(...found.records.map(({ columns }) => columns[0]?.value ?? ''));
      if (found.next === null) break;
      expect(found.records).toHaveLength(2);
      after = found.next;
    }
    expect(seen).toEqual(['Ar0', 'Ar1', 'Ar2', 'Ci0', 'Ci1', 'Ci2', 'Ci3']);
    const overview = await desk.workspace.read(desk.owner, 'work', { what: 'overview' });
    expect(overview.records).toBe(7);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import {
  addDocument,
  exportClaims,
  importList,
  judgeProposal,
  judgeRecords,
  markClaim,
  recordClaim,
  retractClaim,
  verifyWorkspace,
  type DocumentPage,
  type ProposalView,
} from '#workspace';
import { addReport, openDesk, REPORT, type TestDesk } from '../support/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});

const page = (documentId: string): Promise<DocumentPage> =>
  desk.workspace.read(desk.owner, 'work', { what: 'document', documentId });

function find(shown: DocumentPage, kind: string, words: string): ProposalView {
  const found = shown.proposals.find(
    (proposal) => proposal.kind === kind && proposal.passage.exact.includes(words),
  );
  expect(found, `${kind} with the words ${words}`).toBeDefined();
  return found as ProposalView;
}

describe('from a document to an answer', () => {
  test('a document is preserved, pinned and read, and nothing is claimed before a person decides', async () => {
    const shown = await page(await addReport(desk));
    expect(shown.text).toContain('more than 40 soldiers');
    expect(shown.document).toMatchObject({
      grade: 'E0',
      state: 'new',
      publisher: 'The Halden Post',
      title: 'Who is held in Brevik?',
    });
    expect(shown.proposals.length).toBeGreaterThan(3);
    expect(shown.claims).toEqual([]);
    expect((await desk.workspace.read(desk.owner, 'count', { what: 'count' })).rows).toEqual([]);
  });

  test('every proposed passage stands at its place in the text, code point by code point', async () => {
    const shown = await page(await addReport(desk));
    const points = [...(shown.text ?? '')];
    for (const { passage } of [...shown.proposals, ...shown.unclaimed])
      expect(points.slice(passage.start, passage.end).join('')).toBe(passage.exact);
  });

  test('what a rule saw and the reader left out is kept with its rule, at its place in the text', async () => {
    const pasted =
      'The prisoners were captured in March and are held in a camp.\n\nThe price of a visit to the dentist has doubled.';
    const shown = await page(await addReport(desk, { pasted }));
    expect(shown.doubted).toHaveLength(1);
    const [left] = shown.doubted;
    expect(left).toMatchObject({ kind: 'confidentiality_rule' });
    expect(left?.rule).toMatch(/^confidentiality_rule:/);
    expect([...pasted].slice(left?.passage.start, left?.passage.end).join('')).toBe(left?.passage.exact);
  });

  test('accepting records that the text says it, with the bound kept: more than 40 is 41 or more', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'count', '40');
    const { claimIds, stood } = await judgeProposal(desk.workspace, desk.owner, {
      proposalId,
      decision: 'accepted',
    });
    expect([claimIds.length, stood]).toEqual([1, false]);
    const answer = await desk.workspace.read(desk.owner, 'count', { what: 'count' });
    expect(answer.rows).toHaveLength(1);
    expect(answer.rows[0]).toMatchObject({
      kind: 'said',
      readAs: '41 or more',
      lo: 41,
      hi: null,
      speaker: { state: 'named' },
    });
    expect(answer.rows[0]?.asOf?.edtf).toBe('2025-03-01');
    expect(answer.asKnown.head).toMatch(/^[0-9a-f]{64}$/);
  });

  test('a silence is a row of the same table, with who was asked and by whom', async () => {
    const { proposalId } = find(await page(await addReport(desk)), 'inquiry', 'did not respond');
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
    const [row] = (await desk.workspace.read(desk.owner, 'count', { what: 'count' })).rows;
    expect(row).toMatchObject({ kind: 'silence', readAs: null, lo: null, hi: null });
    expect(row?.asker).not.toBeNull();
  });

  test('the same decision twice records once; another decision sets the claims aside and keeps them visible', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'count', '40');
    const first = await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
    const again = await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
    expect(again).toEqual({ claimIds: first.claimIds, asks: [], stood: true });
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'refused', reason: '2' });
    const shown = await page(documentId);
    expect(shown.claims.map(({ claimId, marks }) => [claimId, marks.map(({ mark }) => mark)])).toEqual([
      [first.claimIds[0], ['set-aside']],
    ]);
    expect(shown.proposals.find((one) => one.proposalId === proposalId)?.decision?.is).toBe('refused');
  });

  test('of two people who decide at the same moment one is told so, and nothing is recorded twice', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'count', '40');
    const both = await Promise.allSettled([
      judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' }),
      judgeProposal(desk.workspace, desk.as.documenter, { proposalId, decision: 'accepted' }),
    ]);
    expect(both.filter(({ status: settled }) => settled === 'fulfilled')).toHaveLength(1);
    const refused = both.find((one) => one.status === 'rejected');
    expect(isFault(refused?.reason, 'already-decided')).toBe(true);
    expect((await page(documentId)).claims).toHaveLength(1);
  });

  test('an alleged death is AMBER+STRICT and pending, whatever the label of its document', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'death', 'died');
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
    const [claim] = (await page(documentId)).claims;
    expect(claim?.handling).toMatchObject({ tlp: 'TLP:AMBER+STRICT', caveats: ['DEATH-PENDING'] });
  });

  test('a claim by hand must quote words that stand in the text', async () => {
    const documentId = await addReport(desk);
    const byHand = {
      documentId,
      kind: 'count' as const,
      speaker: { kind: 'author' as const },
      fields: { number: 12, measure: 'held' },
    };
    await expect(
      recordClaim(desk.workspace, desk.owner, { ...byHand, quote: 'it holds 13 soldiers' }),
    ).rejects.toMatchObject({ code: 'quote-not-verbatim' });
    const { claimIds } = await recordClaim(desk.workspace, desk.owner, {
      ...byHand,
      quote: 'it holds 12 soldiers',
    });
    expect(claimIds).toHaveLength(1);
  });

  test('a retracted claim stays in sight with the reason, and the past does not know of it', async () => {
    const documentId = await addReport(desk);
    const { proposalId } = find(await page(documentId), 'count', '40');
    const { claimIds } = await judgeProposal(desk.workspace, desk.owner, {
      proposalId,
      decision: 'accepted',
    });
    const before = (await page(documentId)).asKnown.at;
    await retractClaim(desk.workspace, desk.owner, claimIds[0] ?? '', 'the paper printed a correction');
    const [now] = (await page(documentId)).claims;
    expect(now?.marks.map(({ mark }) => mark)).toEqual(['retracted']);
    const then = await desk.workspace.read(desk.owner, 'work', {
      what: 'document',
      documentId,
      asKnown: before,
    });
    expect(then.claims[0]?.marks).toEqual([]);
    expect(then.asKnown.past).toBe(true);
    await markClaim(desk.workspace, desk.owner, {
      claimId: claimIds[0] ?? '',
      mark: 'cleared',
      reason: 'it was another paper',
    });
    expect((await page(documentId)).claims[0]?.marks).toEqual([]);
  });

  test('as known before anything was added, the workspace is empty', async () => {
    await addReport(desk);
    const then = await desk.workspace.read(desk.owner, 'work', { what: 'documents', asKnown: '2025-12-31' });
    expect(then.documents).toEqual([]);
    await expect(
      desk.workspace.read(desk.owner, 'work', { what: 'documents', asKnown: 'yesterday' }),
    ).rejects.toMatchObject({ code: 'date-malformed' });
  });

  test('a document in a language without a pack is kept, and says why nothing was proposed', async () => {
    const documentId = await addReport(desk, {
      pasted: 'ვანის ოჯახს წერილი არ მიუღია. არავინ პასუხობს.',
      language: 'ka',
    });
    const shown = await page(documentId);
    expect(shown.document.state).toBe('unread');
    expect(shown.unreadBecause).toContain('ka');
    expect(shown.text).toContain('ოჯახს');
  });

  test('a damaged file is kept byte for byte although no text can be taken from it', async () => {
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(400, 0xfe)]);
    const added = await addDocument(desk.workspace, desk.owner, { bytes, fileName: 'scan.pdf' });
    expect(added.unread).not.toBeNull();
    const { bytes: back } = await desk.workspace.read(desk.owner, 'work', {
      what: 'original',
      documentId: added.documentId,
    });
    expect(Buffer.from(back).equals(bytes)).toBe(true);
  });

  test('a paper marked as from a confidential channel leaves nothing behind', async () => {
    const { size } = await desk.store.head();
    const pasted =
      'CONFIDENTIAL. ICRC report on a visit to the prison of Norvik. Twelve detainees were registered.';
    await expect(addDocument(desk.workspace, desk.owner, { pasted })).rejects.toMatchObject({
      code: 'confidential-channel',
    });
    expect((await desk.store.head()).size).toBe(size);
    expect(await desk.store.blobIds(null, 10)).toEqual([]);
  });

  test('a reprint is of one family with its original, and its undated claims take the date of the original', async () => {
    const first = await addReport(desk);
    const reprint = await addReport(desk, {
      pasted: REPORT.replace(
        '# Who is held in Brevik? | The Halden Post | 2025-04-10',
        '# Held in Brevik | The Sund Mirror | 2025-05-02',
      ),
      published: '2025-05-02',
      relayedFrom: [{ kind: 'document', documentId: first }],
    });
    const { documents } = await desk.workspace.read(desk.owner, 'work', { what: 'documents' });
    expect(new Set(documents.map(({ family }) => family)).size).toBe(1);
    const { proposalId } = find(await page(reprint), 'count', '12');
    await judgeProposal(desk.workspace, desk.owner, { proposalId, decision: 'accepted' });
    expect((await page(reprint)).claims[0]?.asOf).toMatchObject({ edtf: '2025-04-10', basis: 'inherited' });
  });
});

const LIST_A = 'surname,given_name,born\nOrlan,Mika,1999\nTessel,Jon,2001\n';
const LIST_B = 'Full name;DOB\nMika Orlan;02.03.1999\nNele Brand;1990\n';

describe('lists and persons', () => {
  const add = (name: string, text: string) =>
    importList(desk.workspace, desk.owner, { bytes: Buffer.from(text), fileName: `${name}.csv`, name });

  test('rows become records verbatim, and a person on two lists counts once after a judgement', async () => {
    const a = await add('a', LIST_A);
    const b = await add('b', LIST_B);
    expect(a.columns.map(({ field }) => field)).toEqual(['surname', 'given_name', 'birth_date']);
    const rows = async (listId: string) =>
      (await desk.workspace.read(desk.owner, 'work', { what: 'records', listId })).records;
    const [left] = await rows(a.listId);
    const [right] = await rows(b.listId);
    expect(left?.columns.map(({ value }) => value)).toEqual(['Orlan', 'Mika', '1999']);
    const persons = async () =>
      (await desk.workspace.read(desk.owner, 'count', { what: 'count' })).documented.persons;
    expect(await persons()).toBe(4);
    const pair = { left: left?.recordId ?? '', right: right?.recordId ?? '' };
    await judgeRecords(desk.workspace, desk.owner, [
      { ...pair, decision: 'same', reason: 'name and year agree' },
    ]);
    expect(await persons()).toBe(3);
    await judgeRecords(desk.workspace, desk.owner, [
      { ...pair, decision: 'withdrawn', reason: 'another Mika was found' },
    ]);
    expect(await persons()).toBe(4);
  });

  test('the same bytes are not added twice, so that nobody is counted twice', async () => {
    await add('a', LIST_A);
    const { size } = await desk.store.head();
    const blobs = await desk.store.blobIds(null, 100);
    await expect(add('again', LIST_A)).rejects.toMatchObject({ code: 'already-there' });
    expect((await desk.store.head()).size).toBe(size);
    expect(await desk.store.blobIds(null, 100)).toEqual(blobs);
  });

  test('a list with a ragged row is refused whole, naming file and row', async () => {
    const { size } = await desk.store.head();
    const ragged = add('c', `${LIST_A}only-one-cell\n`);
    await expect(ragged).rejects.toMatchObject({ code: 'import-malformed' });
    await ragged.catch((thrown: Error) => expect(thrown.message).toMatch(/c\.csv, row 4/));
    expect((await desk.store.head()).size).toBe(size);
  });
});

describe('leaving and verifying', () => {
  test('an export carries what its audience may have, says what was left out, and is recorded', async () => {
    const documentId = await addReport(desk);
    const shown = await page(documentId);
    for (const [kind, words] of [
      ['count', '40'],
      ['death', 'died'],
    ] as const) {
      await judgeProposal(desk.workspace, desk.owner, {
        proposalId: find(shown, kind, words).proposalId,
        decision: 'accepted',
      });
    }
    const made = await exportClaims(desk.workspace, desk.owner, {
      audience: 'public',
      purpose: 'test',
      reason: 'test',
    });
    expect(made.claims.map(({ claim }) => claim.kind)).toEqual(['count']);
    expect(made.leftOut).toEqual([
      { rule: 'D2-TLP:AMBER+STRICT', because: 'it is for the organisation only', claims: 1 },
    ]);
    expect(JSON.stringify(made.files)).not.toContain('died');
    expect(Object.keys(made.files)).toEqual(
      expect.arrayContaining([
        'claims.json',
        'ledger.jsonl',
        'checkpoint.txt',
        'key.txt',
        'verify.py',
        'VERIFY.md',
      ]),
    );
    const { rows } = {
      rows: await desk.store.rows({ view: 'disclosures', compartments: ['open'], limit: 10 }),
    };
    expect(rows).toHaveLength(1);
  });

  test('the whole workspace verifies, and evidence that is gone is missed', async () => {
    await addReport(desk);
    const { ed25519Signer } = await import('#ledger');
    const signer = ed25519Signer('habeas/test', new Uint8Array(32).fill(7));
    expect((await verifyWorkspace({ store: desk.store, signer })).ok).toBe(true);
    const [blobId] = await desk.store.blobIds(null, 1);
    await desk.store.blobErase(blobId ?? '');
    const after = await verifyWorkspace({ store: desk.store, signer });
    expect(after.parts.find(({ part }) => part === 'evidence')?.ok).toBe(false);
  });

  test('an erased claim is gone from every answer, past and present, and the ledger still verifies', async () => {
    const documentId = await addReport(desk);
    const { claimIds } = await judgeProposal(desk.workspace, desk.owner, {
      proposalId: find(await page(documentId), 'count', '40').proposalId,
      decision: 'accepted',
    });
    const [claim] = (await page(documentId)).claims;
    const at = (await page(documentId)).asKnown.at;
    await desk.workspace.erase(desk.owner, {
      seqs: [claim?.seq ?? -1],
      basis: 'life-safety',
      reason: 'asked by the family',
    });
    expect((await page(documentId)).claims).toEqual([]);
    expect(
      (await desk.workspace.read(desk.owner, 'work', { what: 'document', documentId, asKnown: at })).claims,
    ).toEqual([]);
    await expect(
      desk.workspace.read(desk.owner, 'work', { what: 'claim', claimId: claimIds[0] ?? '' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const { ed25519Signer } = await import('#ledger');
    const verified = await verifyWorkspace({
      store: desk.store,
      signer: ed25519Signer('habeas/test', new Uint8Array(32).fill(7)),
    });
    expect(verified.ok).toBe(true);
    expect(verified.redacted).toEqual([{ seq: claim?.seq, basis: 'life-safety' }]);
  });

  test('erasing a document takes its bytes and its text with it', async () => {
    await addReport(desk);
    const { size } = await desk.store.head();
    const entries = await desk.store.entries({ from: 0, to: size, compartments: 'all' });
    const seqs = entries
      .filter(({ leaf }) => /"type":"(document-preserved|text-pinned|reading-run)"/.test(leaf))
      .map(({ seq }) => seq);
    await desk.workspace.erase(desk.owner, { seqs, basis: 'life-safety', reason: 'asked by the family' });
    expect(await desk.store.blobIds(null, 10)).toEqual([]);
    expect((await desk.workspace.read(desk.owner, 'work', { what: 'documents' })).documents).toEqual([]);
    await expect(
      desk.workspace.erase(desk.as.lead, { seqs: [0], basis: 'life-safety', reason: 'no' }),
    ).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

/** The sample loaded as the demo loads it, and what the first question then answers. The store is the one in memory. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endIdleParser } from '#evidence';
import { newId } from '#ground';
import { ed25519Signer } from '#ledger';
import { MemoryStore } from '#stores/memory';
import {
  createWorkspace,
  judgeRecords,
  loadSample,
  ownerPrincipal,
  principal,
  Workspace,
  type Answer,
  type SampleLoaded,
} from '#workspace';
import { joined, manifest, SAMPLE } from './manifest.ts';

let workspace: Workspace;
let loaded: SampleLoaded;
let answer: Answer<'count'>;
const owner = ownerPrincipal(newId(), ['sources']);

beforeAll(async () => {
  const signer = ed25519Signer('sample.test/ledger', new Uint8Array(32).fill(7));
  workspace = await Workspace.open({ store: new MemoryStore(), signer });
  await createWorkspace(workspace, owner, {
    workspaceId: newId(),
    name: manifest.workspace.name,
    isSample: true,
  });
  loaded = await loadSample(workspace, owner, { folder: SAMPLE });
  answer = await workspace.read(owner, 'count', { what: 'count' });
}, 120_000);
afterAll(() => endIdleParser());

const rowsOf = (kind: string) => answer.rows.filter((row) => row.kind === kind);

test('every document of the sample is in, and four in five decisions found their proposal', () => {
  expect(loaded.documents).toBe(manifest.documents.length);
  expect(loaded.unmet.length).toBeLessThanOrEqual(manifest.decisions.length / 5);
});

test('the question how many are held has no single answer: several speakers give figures that differ', () => {
  const speakers = new Set(rowsOf('said').map((row) => row.speaker.name));
  expect(speakers.size).toBeGreaterThanOrEqual(4);
  expect(new Set(rowsOf('said').map((row) => row.readAs)).size).toBeGreaterThanOrEqual(5);
  expect(rowsOf('denied').map((row) => row.readAs)).toEqual(expect.arrayContaining(['21', '61']));
  expect(rowsOf('unknown').length).toBeGreaterThanOrEqual(1);
});

test('silence, refusal, referral, mandate and unreachable lawyers stand in the same table, each as itself', () => {
  expect(
    rowsOf('silence')
      .map((row) => row.speaker.name)
      .toSorted(),
  ).toEqual([
    'Ministry of Defence of Berrand',
    'Ministry of Foreign Affairs of Berrand',
    'Ombudsman of Berrand',
  ]);
  expect(rowsOf('refused')).toHaveLength(1);
  expect(rowsOf('referred')).toHaveLength(1);
  expect(rowsOf('declined-by-mandate').map((row) => row.speaker.name)).toEqual([
    'International Committee of the Red Cross',
  ]);
  expect(rowsOf('unreachable').map((row) => row.addressees)).toEqual([9]);
});

test('32 persons are documented by name, from 59 rows of three lists', () => {
  const { persons, records, lists } = answer.documented;
  expect([persons, records, lists]).toEqual([32, 59, 3]);
});

test('the linker makes the persons a careful reader makes of the three lists; each link has its reason and can be undone', async () => {
  const { lists } = await workspace.read(owner, 'work', { what: 'lists' });
  const rowOf = new Map<string, string>();
  const rows = new Map<string, readonly unknown[]>();
  for (const { key, name } of manifest.lists) {
    const listId = lists.find((list) => list.name === name)?.listId ?? '';
    const { records } = await workspace.read(owner, 'work', { what: 'records', listId, limit: 1000 });
    rows.set(key, records);
    for (const { recordId, row } of records) rowOf.set(recordId, `${key}/${row}`);
  }
  const found = new Map<string, string>();
  const links = new Map<string, { rule: string | null; reason: string; left: string; right: string }>();
  for (const recordId of rowOf.keys()) {
    const { records } = await workspace.read(owner, 'work', { what: 'person', personId: recordId });
    const names = records.map((record) => rowOf.get(record.recordId) ?? '').toSorted();
    found.set(rowOf.get(recordId) ?? '', names[0] ?? '');
    for (const link of records.flatMap((record) => record.links))
      links.set(`${link.left} ${link.right}`, link);
  }
  expect(found).toEqual(joined(rows));
  expect(links.size).toBe(loaded.linked);
  for (const { rule, reason } of links.values()) {
    expect(rule).toBe('record-linkage');
    expect(reason.length).toBeGreaterThan(20);
  }
  // What is left for a reader of the sample waits in the queue, in three persons.
  const { pairs } = await workspace.read(owner, 'work', { what: 'linkage' });
  const left = pairs.map((pair) =>
    [pair.left, pair.right]
      .map((id) => rowOf.get(id) ?? '')
      .toSorted()
      .join(' '),
  );
  const wanted = manifest.linking.leave.map((pair) =>
    pair
      .map((row) => row.join('/'))
      .toSorted()
      .join(' '),
  );
  expect(left.toSorted()).toEqual(wanted.toSorted());
  const [first] = links.values();
  await judgeRecords(workspace, owner, [
    { left: first?.left ?? '', right: first?.right ?? '', decision: 'withdrawn', reason: 'looked at again' },
  ]);
  const after = await workspace.read(owner, 'count', { what: 'count' });
  expect(after.documented.persons).toBe(answer.documented.persons + 1);
  await judgeRecords(workspace, owner, [
    { left: first?.left ?? '', right: first?.right ?? '', decision: 'same', reason: 'it was right' },
  ]);
  const again = await workspace.read(owner, 'count', { what: 'count' });
  expect(again.documented.persons).toBe(answer.documented.persons);
});

test('the reprint is of one family with the article it reprints', async () => {
  const { documents } = await workspace.read(owner, 'work', { what: 'documents' });
  const familyOf = (key: string) => {
    const title = manifest.documents.find((document) => document.key === key)?.title;
    return documents.find((document) => document.title === title)?.family;
  };
  expect(familyOf('reprint')).toBe(familyOf('feature'));
  expect(familyOf('exchange')).not.toBe(familyOf('feature'));
});

test('a reader without the compartment cannot tell that the sealed note exists', async () => {
  const reader = principal(newId(), 'reader', []);
  const seen = await workspace.read(reader, 'work', { what: 'documents' });
  const all = await workspace.read(owner, 'work', { what: 'documents' });
  expect(all.documents.length - seen.documents.length).toBe(1);
  expect(JSON.stringify(seen)).not.toMatch(/clerk|hearing dates come from/);
});

test('a signed view says what two of the figures force together', () => {
  const [view] = answer.bounds.views;
  const asked = view?.groups.find(({ isQuestion }) => isQuestion);
  expect(view?.claims).toBe(2);
  expect(asked?.size).toMatchObject({ outcome: 'bounds', lo: 71, hi: null });
  // More than 70 in all and 21 acknowledged leave at least 50.
  expect(asked?.notAcknowledged).toMatchObject({ outcome: 'bounds', lo: 50, hi: null });
});

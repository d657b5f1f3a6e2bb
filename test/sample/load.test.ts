/** The sample loaded as the demo loads it, and what the first question then answers. The store is the one in memory. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endIdleParser } from '#evidence';
import { newId } from '#ground';
import { ed25519Signer } from '#ledger';
import { MemoryStore } from '#stores/memory';
import {
  createWorkspace,
  loadSample,
  ownerPrincipal,
  principal,
  Workspace,
  type Answer,
  type SampleLoaded,
} from '#workspace';
import { manifest, SAMPLE } from './manifest.ts';

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

/** The sample must be whole in itself before any demo runs it: keys, files, quotes, rows, judgements, names. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROPOSAL_KINDS } from '#claim';
import { sampleDocuments } from '../../scripts/make-sample-documents.ts';
import { joined, manifest, rowsOf, same, SAMPLE, textOf, type RowRef } from './manifest.ts';

const partyKeys = new Set(manifest.parties.map((party) => party.key));
const documentByKey = new Map(manifest.documents.map((document) => [document.key, document]));
const rows = new Map(manifest.lists.map((list) => [list.key, rowsOf(list.file)]));
const name = ([list, row]: RowRef) => `${list}/${row}`;

function textByKey(key: string): string {
  const document = documentByKey.get(key);
  if (!document) throw new Error(`no document with this key: ${key}`);
  return textOf(document.file);
}

test('every key is used once and every file of the sample is there', () => {
  for (const part of [manifest.parties, manifest.documents, manifest.lists, manifest.principals]) {
    expect(new Set(part.map((entry) => entry.key)).size).toBe(part.length);
  }
  for (const { file } of [...manifest.documents, ...manifest.lists])
    expect(existsSync(join(SAMPLE, file)), file).toBe(true);
});

test('every party, document and speaker that is referred to is registered', () => {
  for (const { partOf } of manifest.parties) if (partOf !== undefined) expect(partyKeys).toContain(partOf);
  for (const document of manifest.documents) {
    expect(partyKeys).toContain(document.publisher);
    if (document.relayedFrom !== undefined) expect(documentByKey.has(document.relayedFrom)).toBe(true);
  }
  for (const list of manifest.lists) {
    expect(partyKeys).toContain(list.publisher);
    if (list.document !== undefined) expect(documentByKey.has(list.document)).toBe(true);
  }
  for (const entry of [...manifest.decisions, ...manifest.byHand, ...manifest.sealed]) {
    expect(documentByKey.has(entry.document)).toBe(true);
    expect(PROPOSAL_KINDS).toContain(entry.kind);
    if (entry.speaker !== null) expect(partyKeys).toContain(entry.speaker);
  }
  for (const { corrections, hand } of manifest.decisions)
    for (const field of ['asker', 'addressee'])
      for (const given of [corrections?.[field], hand?.fields[field]])
        if (given !== undefined && given !== null) expect(partyKeys).toContain(given);
  expect(partyKeys).toContain(manifest.question.holder);
});

test('every quote is an exact piece of its document', () => {
  for (const { document, quote } of [
    ...manifest.decisions,
    ...manifest.byHand,
    ...manifest.sealed,
    ...manifest.anchors,
  ])
    expect(textByKey(document).includes(quote), quote).toBe(true);
});

test('claims recorded by hand quote words that stand in the document once', () => {
  for (const { document, quote } of [...manifest.byHand, ...manifest.sealed])
    expect(textByKey(document).split(quote).length, quote).toBe(2);
});

test('the header line of a plain text says the same as the manifest', () => {
  for (const { file, title, published, language, origin } of manifest.documents) {
    if (!file.endsWith('.txt')) continue;
    const [header = '', blank] = readFileSync(join(SAMPLE, file), 'utf8').split('\n');
    const cells = header.replace(/^# /, '').split(' | ');
    expect(cells).toHaveLength(6);
    expect(blank).toBe('');
    expect([cells[0], cells[2], cells[4]]).toEqual([title, published, language]);
    expect(cells[3]?.startsWith('invented for the sample') || cells[3] === 'придумано для примера').toBe(
      true,
    );
    expect(origin).toContain('invented for the sample');
  }
});

test('the generated documents are what the script writes, byte for byte', () => {
  for (const [file, bytes] of sampleDocuments())
    expect(readFileSync(join(SAMPLE, 'documents', file)).equals(bytes), file).toBe(true);
});

test('every mapped column is a heading of its list, and the rows are whole', () => {
  for (const list of manifest.lists) {
    const all = rows.get(list.key) ?? [];
    expect(all.length).toBeGreaterThanOrEqual(14);
    expect(all.length).toBeLessThanOrEqual(30);
    for (const column of Object.values(list.columns)) expect(Object.keys(all[0] ?? {})).toContain(column);
  }
});

test('every row that is referred to exists, every pair is judged once, and each judgement has a reason', () => {
  const seen = new Set<string>();
  for (const [list, row] of manifest.byHand.flatMap(({ records }) => records ?? []))
    expect(rows.get(list)?.[row - 1]).toBeDefined();
  for (const { left, right, reason } of [...manifest.judgements, ...same]) {
    for (const [list, row] of [left, right])
      expect(rows.get(list)?.[row - 1], name([list, row])).toBeDefined();
    const pair = [name(left), name(right)].toSorted().join(' ');
    expect(seen.has(pair), pair).toBe(false);
    seen.add(pair);
    expect(reason.length).toBeGreaterThan(20);
  }
});

test('no two rows judged different are joined through a third, and no person stands twice on one list', () => {
  const root = joined(rows);
  for (const { left, right } of manifest.judgements)
    expect(root.get(name(left))).not.toBe(root.get(name(right)));
  for (const [list, all] of rows) {
    const sets = all.map((_, at) => root.get(name([list, at + 1])));
    expect(new Set(sets).size, list).toBe(all.length);
  }
});

test('a careful reader makes 32 persons of 59 rows, on three lists', () => {
  const root = joined(rows);
  expect([root.size, new Set(root.values()).size, rows.size]).toEqual([59, 32, 3]);
});

test('equal names are judged different, and one pair cannot be told', () => {
  const answers = manifest.judgements.map((judgement) => judgement.answer);
  expect(answers.filter((answer) => answer === 'different')).toHaveLength(2);
  expect(answers.filter((answer) => answer === 'unsure')).toHaveLength(1);
});

test('at least three documents wait undecided for a new user', () => {
  const touched = new Set(
    [...manifest.decisions, ...manifest.byHand, ...manifest.sealed].map((entry) => entry.document),
  );
  expect(manifest.documents.filter((document) => !touched.has(document.key)).map(({ key }) => key)).toEqual([
    'reprint',
    'icrc-statement',
    'trial-notes',
  ]);
});

test('three scripts stand in the workspace', () => {
  const all = [...manifest.documents, ...manifest.lists]
    .filter(({ file }) => !file.endsWith('.pdf') && !file.endsWith('.docx'))
    .map(({ file }) => readFileSync(join(SAMPLE, file), 'utf8'))
    .join('\n');
  for (const script of ['Latin', 'Cyrillic', 'Armenian'])
    expect((all.match(new RegExp(`\\p{Script=${script}}`, 'gu')) ?? []).length, script).toBeGreaterThan(500);
});

test('sealed claims stand in a sealed document, labelled TLP:RED, and only the owner has the compartment', () => {
  for (const claim of manifest.sealed) {
    expect(claim.handling).toMatchObject({ tlp: 'TLP:RED', compartment: 'sources' });
    expect(documentByKey.get(claim.document)?.handling.compartment).toBe('sources');
  }
  const members = manifest.principals.filter((principal) => principal.compartments.includes('sources'));
  expect(members.map((principal) => principal.role)).toEqual(['owner']);
});

test('no open document says what the sealed note says', () => {
  for (const document of manifest.documents) {
    if (document.handling.compartment !== 'open') continue;
    expect(textOf(document.file)).not.toMatch(/\bclerk\b|\bliv\w+ in\b|harbour/);
  }
});

/** Names of all real states and territories in the languages of the sample, as the platform knows them. */
function realStates(): string[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const found: string[] = [
    'Palestine',
    'Kosovo',
    'Nagorno',
    'Karabakh',
    'Artsakh',
    'Donbas',
    'Crimea',
    'Soviet',
  ];
  for (const locale of ['en', 'ru', 'hy']) {
    const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
    for (const a of letters)
      for (const b of letters) {
        const region = names.of(a + b);
        if (region !== undefined) found.push(region);
      }
  }
  return found;
}

test('no real state is named anywhere in the sample', () => {
  const states = realStates();
  expect(states.length).toBeGreaterThan(600);
  const files = [...manifest.documents, ...manifest.lists].map(({ file }) => textOf(file));
  const all = ` ${[...files, JSON.stringify(manifest)].join(' ').replace(/[^\p{L}]+/gu, ' ')} `;
  expect(states.filter((state) => all.includes(` ${state.replace(/[^\p{L}]+/gu, ' ').trim()} `))).toEqual([]);
});

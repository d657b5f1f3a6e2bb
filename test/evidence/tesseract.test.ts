/** Pictures and scans to text by the real Tesseract of this machine. Left out, loudly, where it is not installed. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { extract, preserve, UNCERTAIN } from '#evidence';
import { addDocument, readDocument } from '#workspace';
import { openDesk } from '../support/desk.ts';

const scan = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/evidence/scans/${name}`, import.meta.url)));
const ENGLISH = scan('english.png');

/** The same picture as the only thing on the page of a PDF, as a scanner makes them. */
const PDF = scan('english.pdf');

describe('a picture of a page', () => {
  test('is read, with a confidence for every word at its place', async () => {
    const { pinned, recognised, notices, parser } = await extract(ENGLISH, preserve(ENGLISH), { lang: 'en' });
    expect(parser).toBe('picture/1');
    expect(pinned.text).toContain('it holds 14 drivers from');
    const [page] = recognised;
    const points = [...pinned.text];
    expect(page?.words.length).toBeGreaterThan(20);
    for (const { start, end, confidence } of page?.words ?? []) {
      expect(points.slice(start, end).join('')).toMatch(/^\S+$/);
      expect(confidence).toBeLessThanOrEqual(100);
    }
    expect(page?.language).toBe('eng');
    expect(notices.map(({ kind }) => kind)).toEqual(['read-from-picture']);
  });

  test('in Armenian, by the script on the page', async () => {
    const bytes = scan('armenian.png');
    const { pinned, recognised } = await extract(bytes, preserve(bytes));
    expect(recognised[0]?.language).toBe('hye');
    expect(pinned.text).toMatch(/\p{Script=Armenian}{5}/u);
    const doubtful = recognised[0]?.words.filter(({ confidence }) => confidence < UNCERTAIN) ?? [];
    const marked = pinned.damaged.filter(({ kind }) => kind === 'uncertain-word');
    expect(marked.map(({ start }) => start)).toEqual(doubtful.map(({ start }) => start));
  });

  test('in a language that is not installed: says which, and how to get it', async () => {
    const asked = extract(ENGLISH, preserve(ENGLISH), { lang: 'ka' });
    await expect(asked).rejects.toMatchObject({ code: 'recognition-missing' });
    await expect(asked).rejects.toThrow(/language kat/);
  });

  test('that is damaged is refused and not guessed', async () => {
    const broken = ENGLISH.slice(0, 400);
    await expect(extract(broken, preserve(broken))).rejects.toMatchObject({ code: 'input-malformed' });
  });
});

describe('a PDF of scans', () => {
  test('is drawn page by page and read; the pictures come back', async () => {
    const { pinned, recognised, regions } = await extract(PDF, preserve(PDF), { lang: 'en' });
    expect(pinned.text).toContain('14 drivers');
    expect(recognised[0]?.mediaType).toBe('image/png');
    expect([...(recognised[0]?.picture.subarray(1, 4) ?? [])]).toEqual([...Buffer.from('PNG')]);
    expect(regions).toEqual([{ kind: 'page', number: 1, start: 0, end: [...pinned.text].length }]);
  });

  test('in a workspace keeps picture and confidences beside the original, marked as read by machine', async () => {
    const desk = await openDesk();
    const { documentId, unread, proposals } = await addDocument(desk.workspace, desk.owner, {
      bytes: PDF,
      language: 'en',
    });
    expect([unread, proposals > 0]).toEqual([null, true]);
    const entries = await desk.store.entries({ from: 0, to: 100, compartments: ['open'] });
    const kept = entries.find(
      ({ body }) => body?.includes(`"documentId":"${documentId}"`) && body.includes('"items"'),
    );
    const { document } = JSON.parse(kept?.body ?? '{}') as {
      document: { items: { role: string }[]; quality: { kind: string }[] };
    };
    expect(document.items.map(({ role }) => role)).toEqual(['original', 'page', 'metadata']);
    expect(document.quality).toMatchObject([{ kind: 'ocr' }]);
    const picture = await desk.workspace.read(desk.owner, 'work', { what: 'original', documentId, page: 1 });
    expect(picture.mediaType).toBe('image/png');
  });
});

test('without a workspace the answer says what was read from a picture', async () => {
  const read = await readDocument(ENGLISH, { name: 'english.png', lang: 'en' });
  expect(read.recognised).toMatchObject([{ page: 1, language: 'eng' }]);
  expect(read.claims.some((claim) => claim.kind === 'count' && claim.number === 14)).toBe(true);
});

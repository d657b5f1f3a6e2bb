/** Input that means no good, or is merely broken: a clear answer, nothing hangs, and the document stays preserved. */
import { describe, expect, test } from 'vitest';
import { isFault } from '#ground';
import { propose } from '#reading';
import { addDocument, type DocumentIn } from '#workspace';
import { openDesk } from '../support/desk.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const SENTENCE = 'The Ministry of Roads said that it holds 14 prisoners.';

describe('a workspace keeps what cannot be read, and says why', () => {
  const cases: readonly (readonly [string, DocumentIn, string])[] = [
    [
      'a program passed as text',
      {
        bytes: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0]),
        fileName: 'a.txt',
      },
      'input-binary',
    ],
    [
      'a language without a pack',
      { bytes: utf8(`${SENTENCE} Und das ist alles, was er dazu gesagt hat.`), language: 'de' },
      'language-unsupported',
    ],
    ['more text than is read', { bytes: new Uint8Array(51 * 1024 * 1024).fill(0x61) }, 'input-too-large'],
  ];
  test.each(cases)('%s', async (_, given, code) => {
    const desk = await openDesk();
    const bytes = given.bytes ?? new Uint8Array();
    const { documentId, unread, proposals } = await addDocument(desk.workspace, desk.owner, given);
    expect([unread, proposals]).toEqual([code, 0]);
    const kept = await desk.workspace.read(desk.owner, 'work', { what: 'original', documentId, length: 64 });
    expect(kept.size).toBe(bytes.length);
    expect(kept.bytes).toEqual(bytes.slice(0, 64));
  });
});

describe('nesting', () => {
  test('a thousand levels of HTML are read and the sentence inside is found', async () => {
    const desk = await openDesk();
    const html = `<html><body>${'<div>'.repeat(1_000)}<p>${SENTENCE}</p>${'</div>'.repeat(1_000)}</body></html>`;
    const { unread, proposals } = await addDocument(desk.workspace, desk.owner, { bytes: utf8(html) });
    expect(unread).toBeNull();
    expect(proposals).toBeGreaterThan(0);
  });

  test.each([
    ['quotation marks', `${'“'.repeat(3_000)}${SENTENCE}${'”'.repeat(3_000)}`],
    ['brackets', `${'('.repeat(3_000)} ${SENTENCE} ${')'.repeat(3_000)}`],
    ['quoted replies', `${'>'.repeat(3_000)} ${SENTENCE}\n\n${SENTENCE}`],
  ])('thousands of %s end in an answer with exact quotes', async (_, text) => {
    const { claims } = await propose(text, { lang: 'en' });
    for (const { quote } of claims) expect(text).toContain(quote);
  });
});

describe('characters', () => {
  test('half of a pair is refused by its name', async () => {
    const asked = propose(`${SENTENCE} \ud800`, { lang: 'en' });
    await expect(asked).rejects.toSatisfy((thrown) => isFault(thrown, 'input-encoding'));
  });

  test('direction controls stay in the quote and are flagged', async () => {
    const text = 'The Ministry of Roads said that it holds \u202e14\u202c prisoners.';
    const { claims } = await propose(text, { lang: 'en' });
    for (const { quote, flags } of claims) {
      expect(text).toContain(quote);
      if (quote.includes('\u202e')) expect(flags).toContain('bidi-control');
    }
  });
});

test('one long word after an article takes no longer than its letters', async () => {
  const hostile = `The prisoners asked the ${'a'.repeat(126)}1 for an answer and the ${'b'.repeat(125)}2 refused to say who is held.`;
  const { claims } = await propose(hostile, { lang: 'en', published: '2031-05-20' });
  for (const { quote } of claims) expect(hostile).toContain(quote);
}, 30_000);

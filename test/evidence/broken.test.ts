import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isFault, type FaultCode } from '#ground';
import { endIdleParser, extract, preserve } from '#evidence';
import { parseInChild } from '../../src/evidence/child/pool.ts';
import {
  docx,
  encodeAs,
  lockedPdf,
  loopedPdf,
  mail,
  nestedMail,
  pdf,
  pdfBomb,
  utf8,
  zip,
} from './support/build.ts';

afterAll(() => endIdleParser());

const MiB = 1024 * 1024;

/** The fault's code, or "read" when the file could be read after all. Anything else thrown fails the test. */
async function outcome(bytes: Uint8Array, fileName = 'file'): Promise<FaultCode | 'read'> {
  const before = preserve(bytes, { fileName });
  try {
    await extract(bytes, before);
    return 'read';
  } catch (thrown) {
    if (!isFault(thrown)) throw thrown;
    expect(`${thrown.message} ${thrown.hint ?? ''}`).not.toContain('canary');
    return thrown.code;
  } finally {
    // Whatever happened, the bytes are the ones that were preserved.
    expect(preserve(bytes).sha256).toBe(before.sha256);
  }
}

const DEEP_HTML = utf8(`<html><body>${'<div>'.repeat(100_000)}canary${'</div>'.repeat(100_000)}`);
// Formatting left open is opened again in every later block: 1,500 × 4,000 elements from 50 kB.
const OPEN_FONTS = Array.from({ length: 1_500 }, (_, n) => `<font size=${n}>`).join('');
const WIDE_HTML = utf8(`<html><body><div>${OPEN_FONTS}</div>${'<div>x</div>'.repeat(4_000)}`);
const SPACES = Buffer.alloc(90 * MiB, 0x20);

describe('damaged and hostile files end in a typed fault', () => {
  test.each<[string, string, () => Uint8Array]>([
    [
      'noise with no known beginning',
      'input-binary',
      () => Uint8Array.from({ length: 4096 }, (_, at) => (at * 197 + 13) % 256),
    ],
    [
      'a picture that is none',
      'input-malformed|recognition-missing',
      () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2),
    ],
    ['a zip that is no document', 'input-binary', () => zip([{ name: 'canary.txt', content: 'x' }])],
    ['white space', 'input-empty', () => utf8(' \n\t\r\n ')],
    ['a page with nothing to see', 'input-empty', () => utf8('<html><script>canary()</script>')],
    [
      'a byte order mark followed by noise',
      'input-encoding',
      () => Uint8Array.of(0xef, 0xbb, 0xbf, ...Array.from({ length: 400 }, () => 0xc3)),
    ],
    [
      'bytes of no character set we know',
      'input-encoding',
      () => Uint8Array.from({ length: 600 }, (_, at) => [0x81, 0xa0, 0x8d, 0x61, 0xd0][at % 5] ?? 0),
    ],
    [
      'UTF-16 that lost a byte',
      'input-encoding',
      () =>
        Uint8Array.of(0xff, 0xfe, ...Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? 0x41 : 0xd8))),
    ],
    ['HTML nested a hundred thousand levels deep', 'input-malformed', () => DEEP_HTML],
    ['HTML that unfolds into millions of elements', 'parser-stopped', () => WIDE_HTML],
    ['a PDF that is only a header', 'input-malformed', () => utf8('%PDF-1.7\ncanary')],
    ['a PDF cut in half', 'input-malformed', () => pdf([['canary']]).subarray(0, 300)],
    ['a PDF with a password', 'input-malformed', () => lockedPdf()],
    ['a PDF whose page tree runs in a circle', 'input-malformed|recognition-missing', () => loopedPdf()],
    ['a PDF of scans', 'input-empty|recognition-missing', () => pdf([[], []])],
    ['a DOCX cut in half', 'input-binary', () => docx(['canary']).subarray(0, 400)],
    ['a DOCX whose XML is broken', 'input-malformed', () => docx([], { body: '<w:p><w:r>' })],
    [
      'a DOCX that unpacks a thousandfold',
      'input-too-large',
      () => docx([], { extra: [{ name: 'word/canary.xml', content: SPACES }] }),
    ],
    [
      'a DOCX that lies about its size',
      'input-malformed',
      () => docx([], { body: ' '.repeat(5 * MiB), claimedSize: 900 }),
    ],
    [
      'a DOCX nested ten thousand levels deep',
      'input-malformed',
      () =>
        docx([], {
          body: `${'<w:sdt><w:sdtContent>'.repeat(10_000)}<w:p/>${'</w:sdtContent></w:sdt>'.repeat(10_000)}`,
        }),
    ],
    ['an e-mail nested a thousand levels deep', 'input-malformed', () => nestedMail(1_000)],
    ['an e-mail with nothing in it', 'input-empty', () => mail({ body: ' ' })],
    [
      'an e-mail whose parts never end',
      'read',
      () =>
        utf8(
          'Message-ID: <a@b.example>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=e\r\n\r\n--e\r\n\r\nwords',
        ),
    ],
    ['a text of more than 50 MiB', 'input-too-large', () => new Uint8Array(50 * MiB + 1).fill(0x61)],
  ])('%s', async (_, expected, make) => {
    // Pictures are read by a program of the machine; where it is missing the fault says so.
    expect(expected.split('|')).toContain(await outcome(make()));
  });

  test('UTF-8 with a few broken places is read, and the places are marked', async () => {
    const bytes = utf8('Сорок два человека содержатся в двух местах, сообщило министерство.');
    bytes[20] = 0xff;
    const found = await extract(bytes, preserve(bytes));
    expect(found.encoding?.confidence).toBeLessThan(100);
    expect(found.pinned.damaged.map((span) => span.kind)).toContain('replacement-character');
  });

  test('ten MiB on one line are read', async () => {
    expect(await outcome(new Uint8Array(10 * MiB).fill(0x61))).toBe('read');
  });

  test('Cyrillic letters of a set nobody declared are not taken for Western ones', async () => {
    const bytes = encodeAs('windows-1251', 'Все сорок два человека живы.');
    expect((await extract(bytes, preserve(bytes))).encoding?.label).toBe('windows-1251');
  });

  test('every file of the broken folder is read or refused with a fault of the input family', async () => {
    const folder = join(import.meta.dirname, '../../fixtures/evidence/broken');
    const names = readdirSync(folder).filter((name) => name !== 'ORIGIN.md');
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const code = await outcome(new Uint8Array(readFileSync(join(folder, name))), name);
      expect(`${name} ${code}`).toMatch(/ (?:read|input-\w+(?:-\w+)?|parser-stopped)$/);
    }
  });
});

describe('a parser that takes too much is stopped and the next document is read', () => {
  const request = { mediaType: 'text/html', charset: null, pdfAssets: null };

  test('time on the clock', async () => {
    await expect(parseInChild(WIDE_HTML, request, { wallMs: 150 })).rejects.toMatchObject({
      code: 'parser-stopped',
    });
  });

  test('processor time, where the system shows it', async () => {
    await expect(parseInChild(WIDE_HTML, request, { cpuMs: 250, wallMs: 20_000 })).rejects.toMatchObject({
      code: 'parser-stopped',
    });
  });

  test('memory of the heap', async () => {
    await expect(parseInChild(WIDE_HTML, request, { heapMiB: 24 })).rejects.toMatchObject({
      code: 'parser-stopped',
    });
  });

  test('a small PDF that unfolds into millions of commands', async () => {
    const bytes = pdfBomb(4_000_000);
    expect(bytes.length).toBeLessThan(MiB);
    await expect(extract(bytes, preserve(bytes), { caps: { cpuMs: 2_000 } })).rejects.toMatchObject({
      code: 'parser-stopped',
    });
  });

  test('output', async () => {
    // Each mark becomes more bytes than it was: the answer is larger than the page and nothing more is allowed.
    const bytes = utf8(`<ul>${'<li>'.repeat(5_000)}`);
    await expect(parseInChild(bytes, request, { output: 0 })).rejects.toMatchObject({
      code: 'parser-stopped',
    });
    expect((await parseInChild(bytes, request)).text.length).toBeGreaterThan(10_000);
  });

  test('afterwards and beside it others are read', async () => {
    const good = utf8('<p>Forty-two are held.</p>');
    const all = await Promise.allSettled([
      parseInChild(WIDE_HTML, request, { wallMs: 200 }),
      ...Array.from({ length: 6 }, () => parseInChild(good, request)),
    ]);
    expect(all.map((one) => one.status)).toEqual([
      'rejected',
      ...Array.from({ length: 6 }, () => 'fulfilled'),
    ]);
  });
});

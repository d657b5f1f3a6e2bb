/**
 * Writes fixtures/evidence/broken: small damaged files of every format, the same bytes at every run.
 * Run by hand: node bin/run-ts.js test/evidence/support/write-fixtures.ts
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docx, lockedPdf, loopedPdf, mail, nestedMail, pdf, utf16, utf8, zip } from './build.ts';

const folder = join(import.meta.dirname, '../../../fixtures/evidence/broken');
mkdirSync(folder, { recursive: true });

const words = 'The ministry said that forty-two persons are held in two places.';

/** Flips one bit in every hundredth byte after the header, always the same ones. */
function flipped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, at) => (at > 40 && at % 97 === 0 ? byte ^ 0x10 : byte));
}

const FILES: Readonly<Record<string, Uint8Array>> = {
  'text-empty-lines.txt': utf8('\n \n\t\n'),
  'text-with-zero-bytes.txt': utf8(`${words}\u0000\u0000${words}`),
  'text-broken-utf8.txt': Uint8Array.of(
    ...utf8('Сорок два человека, сказало министерство. '),
    0xd0,
    0xff,
    0xc0,
    0x80,
    ...utf8('Ответа нет.'),
  ),
  'text-utf16-odd-length.txt': utf16(words, false, true).subarray(0, 77),
  'text-direction-controls.txt': utf8(`\u202e${words}\u2066\u2069\u200b\u200f\ufeff`),
  'text-mixed-encodings.txt': Uint8Array.of(
    ...utf8('Первая строка в одной кодировке.\n'),
    0xc2,
    0xf2,
    0xee,
    0xf0,
    0xe0,
    0xff,
    0x0a,
  ),
  'page-unclosed.html': utf8(
    `<html><body><table><tr><td>${words}<p><table><b><i><p></b>more<!-- never closed`,
  ),
  'page-nested-5000.html': utf8(`<html>${'<b><div>'.repeat(5_000)}${words}`),
  'page-null-in-tag.html': utf8(`<html><p\u0001 a="\u0002">${words}</p>`),
  'list-cut.pdf': pdf([[words]]).subarray(0, 420),
  'list-flipped.pdf': flipped(pdf([[words], ['Second page.']])),
  'list-locked.pdf': lockedPdf(),
  'list-circle.pdf': loopedPdf(),
  'list-header-only.pdf': utf8('%PDF-1.7\n'),
  'letter-cut.docx': docx([words]).subarray(0, 500),
  'letter-flipped.docx': flipped(docx([words, words])),
  'letter-no-body.docx': zip([{ name: 'word/document.xml', content: '<nothing/>' }]),
  'letter-entities.docx': zip([
    {
      name: '[Content_Types].xml',
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: 'word/document.xml',
      content: `<!DOCTYPE a [<!ENTITY b "${words}"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;&c;</a>`,
    },
  ]),
  'letter-climbing-name.docx': docx([words], { extra: [{ name: '../../outside.xml', content: '<x/>' }] }),
  'mail-nested-150.eml': nestedMail(150),
  'mail-no-boundary.eml': utf8(
    `Message-ID: <a@b.example>\nMIME-Version: 1.0\nSubject: x\nContent-Type: multipart/mixed\n\n${words}`,
  ),
  'mail-bad-base64.eml': utf8(
    `Message-ID: <a@b.example>\nMIME-Version: 1.0\nSubject: =?utf-8?B?*?=\nContent-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n!!!${words}`,
  ),
  'mail-broken-attachment.eml': mail({
    body: words,
    attachments: [{ name: '../x.pdf', type: 'application/pdf', bytes: utf8('%PDF-broken') }],
  }),
  'zip-of-nothing.zip': zip([]),
};

for (const [name, bytes] of Object.entries(FILES)) writeFileSync(join(folder, name), bytes);
console.log(`${Object.keys(FILES).length} files written`);

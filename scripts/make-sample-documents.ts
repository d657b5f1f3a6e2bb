/**
 * Writes the three sample documents that are not plain text: a PDF, a Word file and an e-mail.
 * It knows only invented words and refuses everything that would make two runs differ: no clock, no
 * randomness, no compression. PDF 1.4 with a built-in font; OOXML in a ZIP of stored parts; RFC 5322.
 * Run: node bin/run-ts.js scripts/make-sample-documents.ts [FOLDER]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { MINISTRY_REPLY, REFUSAL_LETTER, TRIAL_NOTES } from './sample-texts.ts';

/** Breaks a paragraph into lines of at most `width` characters, at spaces only. */
function wrap(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}

const LINE = 14;
const TOP = 780;

/** One A4 page of 11 point Times; an empty string in `paragraphs` is a wider gap. ASCII only. */
export function pdfOf(paragraphs: readonly string[], title: string): Buffer {
  let y = TOP;
  const drawn: string[] = [];
  for (const paragraph of paragraphs) {
    for (const line of paragraph === '' ? [] : wrap(paragraph, 88)) {
      drawn.push(`1 0 0 1 64 ${y} Tm (${line.replace(/[\\()]/g, '\\$&')}) Tj`);
      y -= LINE;
    }
    y -= 8;
  }
  const stream = `BT\n/F1 11 Tf\n${drawn.join('\n')}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>',
    `<< /Title (${title}) /CreationDate (D:20250314090000Z) >>`,
  ];
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [at, body] of objects.entries()) {
    offsets.push(file.length);
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  file +=
    `xref\n0 ${size}\n0000000000 65535 f \n${table}` +
    `trailer\n<< /Size ${size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

/** A ZIP archive of stored (uncompressed) parts, all dated 1 January 1980. */
function zipOf(parts: ReadonlyArray<readonly [string, string]>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const bytes = Buffer.from(text, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x21, 8); // the date
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, tail, Buffer.from(name)]),
    );
    bodies.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listing, end]);
}

/** A Word file with one plain paragraph for each string. */
export function docxOf(paragraphs: readonly string[]): Buffer {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const schemas = 'http://schemas.openxmlformats.org';
  const escape = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const body = paragraphs
    .map((text) => `<w:p><w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r></w:p>`)
    .join('');
  const type = 'application/vnd.openxmlformats';
  return zipOf([
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${schemas}/package/2006/content-types">` +
        `<Default Extension="rels" ContentType="${type}-package.relationships+xml"/>` +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/word/document.xml" ContentType="${type}-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${schemas}/package/2006/relationships">` +
        `<Relationship Id="rId1" Type="${schemas}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ],
    [
      'word/document.xml',
      `${head}<w:document xmlns:w="${schemas}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ],
  ]);
}

/** An e-mail of one plain-text part with the given header lines. */
export function emlOf(mail: { headers: readonly string[]; body: readonly string[] }): Buffer {
  return Buffer.from([...mail.headers, '', ...mail.body, ''].join('\r\n'), 'utf8');
}

/** The generated files by name; the same bytes on every run. */
export function sampleDocuments(): Map<string, Buffer> {
  return new Map([
    ['03-ministry-reply.pdf', pdfOf(MINISTRY_REPLY, 'Reply to written question 118/2025')],
    ['04-refusal.docx', docxOf(REFUSAL_LETTER)],
    ['06-trial-notes.eml', emlOf(TRIAL_NOTES)],
  ]);
}

const folder = process.argv[2];
if (process.argv[1]?.endsWith('make-sample-documents.ts') === true) {
  const target = folder ?? join(import.meta.dirname, '..', 'sample', 'documents');
  mkdirSync(target, { recursive: true });
  for (const [name, bytes] of sampleDocuments()) writeFileSync(join(target, name), bytes);
  process.stdout.write(`${sampleDocuments().size} documents written\n`);
}

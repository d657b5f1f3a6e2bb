/**
 * Builds documents of every format from plain words, sound ones and broken ones, so that no binary
 * fixture needs explaining. Everything in them is invented.
 */
import { deflateRawSync, deflateSync } from 'node:zlib';
import { ARMSCII, decodeArmscii, MendedDecoder } from '../../../src/evidence/extract/codepage.ts';

/** ISO 3309 checksum, as zip wants it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

export interface ZipPart {
  readonly name: string;
  readonly content: Uint8Array | string;
  /** What the container claims, when it lies. */
  readonly claimedSize?: number;
}

function header(part: ZipPart, plain: Uint8Array, packed: Uint8Array, offset: number | null): Buffer {
  const name = Buffer.from(part.name);
  const isCentral = offset !== null;
  const head = Buffer.alloc(isCentral ? 46 : 30);
  head.writeUInt32LE(isCentral ? 0x02014b50 : 0x04034b50, 0);
  const base = isCentral ? 6 : 4;
  head.writeUInt16LE(20, base);
  head.writeUInt16LE(8, base + 4);
  // A checksum over a bomb takes seconds and nobody looks at it.
  head.writeUInt32LE(plain.length > 4_000_000 ? 0 : crc32(plain), base + 10);
  head.writeUInt32LE(packed.length, base + 14);
  head.writeUInt32LE(part.claimedSize ?? plain.length, base + 18);
  head.writeUInt16LE(name.length, base + 22);
  if (isCentral) head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, name]);
}

export function zip(parts: readonly ZipPart[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const plain = Buffer.from(part.content);
    const packed = deflateRawSync(plain);
    const local = Buffer.concat([header(part, plain, packed, null), packed]);
    centrals.push(header(part, plain, packed, offset));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}

const TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

export interface DocxOptions {
  /** Inner XML of the body; paragraphs are made from `paragraphs` when left out. */
  readonly body?: string;
  readonly extra?: readonly ZipPart[];
  readonly claimedSize?: number;
}

export function docx(paragraphs: readonly string[], options: DocxOptions = {}): Uint8Array {
  const body =
    options.body ?? paragraphs.map((words) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`).join('');
  const main = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  const claimed = options.claimedSize === undefined ? {} : { claimedSize: options.claimedSize };
  return zip([
    { name: '[Content_Types].xml', content: TYPES },
    { name: '_rels/.rels', content: RELS },
    { name: 'word/document.xml', content: main, ...claimed },
    ...(options.extra ?? []),
  ]);
}

function pdfFile(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [at, object] of objects.entries()) {
    offsets.push(file.length);
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = file.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}

/** A PDF with one list of lines a page; an empty string leaves a gap, an empty page has no text. */
export function pdf(pages: readonly (readonly string[])[], trailer = ''): Uint8Array {
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const [at, lines] of pages.entries()) {
    const shown = lines
      .map((line, row) => (line === '' ? '' : `1 0 0 1 72 ${720 - row * 14} Tm (${line}) Tj`))
      .join('\n');
    const content = lines.length === 0 ? '0 0 10 10 re f' : `BT /F1 12 Tf\n${shown}\nET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + at * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    );
  }
  return pdfFile(objects, trailer);
}

/** Says it is encrypted with a password nobody has. */
export function lockedPdf(): Uint8Array {
  const noise = '<' + '5a'.repeat(32) + '>';
  return pdf(
    [['Locked words']],
    `/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${noise} /U ${noise} /P -4 >>`,
  );
}

/** A page whose packed content unfolds into very many drawing commands. */
export function pdfBomb(commands: number): Uint8Array {
  const packed = deflateSync(Buffer.from('BT /F1 9 Tf (x) Tj ET\n'.repeat(commands))).toString('latin1');
  return pdfFile(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      `<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n${packed}\nendstream`,
    ],
    '',
  );
}

/** A page tree that has itself as a child. */
export function loopedPdf(): Uint8Array {
  return pdfFile(
    [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 40 >>',
      '<< /Type /Pages /Kids [2 0 R] /Count 40 /Parent 2 0 R >>',
    ],
    '',
  );
}

export interface MailOptions {
  readonly headers?: readonly string[];
  readonly body: string;
  readonly attachments?: readonly {
    readonly name: string;
    readonly type: string;
    readonly bytes: Uint8Array;
  }[];
}

export function mail({ headers = [], body, attachments = [] }: MailOptions): Uint8Array {
  const top = [
    'Received: from post.example.org by inbox.example.org; Tue, 7 Mar 2023 09:14:02 +0400',
    'Message-ID: <note-17@post.example.org>',
    'Date: Tue, 7 Mar 2023 09:14:00 +0400',
    'From: Press Office <press@ministry.example>',
    'To: desk@paper.example',
    'Subject: =?utf-8?B?UmU6IHlvdXIgcXVlc3Rpb24=?=',
    'MIME-Version: 1.0',
    ...headers,
  ];
  const parts = attachments.map(
    ({ name, type, bytes }) =>
      `--edge\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString('base64')}\r\n`,
  );
  const whole =
    attachments.length === 0
      ? [...top, 'Content-Type: text/plain; charset=utf-8', '', body]
      : [
          ...top,
          'Content-Type: multipart/mixed; boundary=edge',
          '',
          `--edge\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n${parts.join('')}--edge--`,
        ];
  return new TextEncoder().encode(whole.join('\r\n'));
}

/** Multipart in multipart, `levels` deep. */
export function nestedMail(levels: number): Uint8Array {
  let body = 'Content-Type: text/plain\r\n\r\nAt the bottom.\r\n';
  for (let level = levels; level > 0; level -= 1) {
    body = `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n${body}\r\n--b${level}--\r\n`;
  }
  return new TextEncoder().encode(
    `Message-ID: <deep@post.example.org>\r\nMIME-Version: 1.0\r\nSubject: deep\r\n${body}`,
  );
}

/** Encodes in a Windows single-byte set by turning its decoder around. */
export function encodeAs(label: string, text: string): Uint8Array {
  const decode =
    label === ARMSCII
      ? decodeArmscii
      : (bytes: Uint8Array): string | null => new MendedDecoder(label).decode(bytes);
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decode(Uint8Array.of(byte)), byte]));
  return Uint8Array.from(Array.from(text), (sign) => table.get(sign) ?? 0x3f);
}

export function utf16(text: string, isBigEndian: boolean, withMark: boolean): Uint8Array {
  const bytes = Buffer.from(withMark ? `\ufeff${text}` : text, 'utf16le');
  return new Uint8Array(isBigEndian ? bytes.swap16() : bytes);
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * What kind of bytes these are, by the bytes themselves. The file name and the declared type are
 * hearsay: they may refine text/plain to Markdown, never overrule magic bytes.
 * After the WHATWG MIME sniffing standard where it speaks; e-mail and OOXML by their own shape.
 */
import { readZipDirectory } from './zip.ts';

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const MAGIC: readonly (readonly [number, readonly number[], string])[] = [
  [0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image/png'],
  [0, [0xff, 0xd8, 0xff], 'image/jpeg'],
  [0, [0x47, 0x49, 0x46, 0x38], 'image/gif'],
  [0, [0x49, 0x49, 0x2a, 0x00], 'image/tiff'],
  [0, [0x4d, 0x4d, 0x00, 0x2a], 'image/tiff'],
  [8, [0x57, 0x45, 0x42, 0x50], 'image/webp'],
  [4, [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69, 0x63], 'image/heic'],
  [0, OLE, 'application/x-ole-storage'],
  [0, [0x7b, 0x5c, 0x72, 0x74, 0x66], 'application/rtf'],
  [0, [0x1f, 0x8b], 'application/gzip'],
];

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const HTML_START =
  /^<(?:!doctype\s+html|html|head|body|title|script|iframe|h1|div|font|table|meta|style|p|br|article|section|main)(?=[\s/>])/i;
const MAIL_HEADER =
  /^(?:from|to|cc|date|subject|reply-to|sender|in-reply-to|references|organization|importance)$/i;
/** Headers that programs write and letters do not: one of them makes it a mail and not a letter's opening. */
const MACHINE_HEADER =
  /^(?:return-path|received|delivered-to|message-id|mime-version|dkim-signature|content-type|content-transfer-encoding|authentication-results|user-agent|x-[\w-]+|arc-[\w-]+|thread-[\w-]+|list-[\w-]+)$/i;

/** UTF-16 without a byte order mark shows as every second byte being zero (or one script's page). */
export function guessUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = head.length >> 1;
  if (pairs < 4) return null;
  let evenZero = 0;
  let oddZero = 0;
  let nulPairs = 0;
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) evenZero += 1;
    if (head[at + 1] === 0) oddZero += 1;
    if (head[at] === 0 && head[at + 1] === 0) nulPairs += 1;
  }
  // Spaces and digits alone give a tenth even in Armenian or Arabic text; the other half has none.
  if (nulPairs > 0) return null;
  if (oddZero > pairs * 0.06 && evenZero === 0) return readsAs('utf-16le', head);
  if (evenZero > pairs * 0.06 && oddZero === 0) return readsAs('utf-16be', head);
  return null;
}

/** The set if the bytes read as text in it: no control characters and no lone surrogates, which binary soon has. */
function readsAs<Set extends 'utf-16le' | 'utf-16be'>(set: Set, head: Uint8Array): Set | null {
  const text = new TextDecoder(set).decode(head.subarray(0, head.length - (head.length % 2)));
  // The last unit may be half of a pair that the head cuts.
  return /[\p{Cc}\ufffd](?<![\t\n\f\r])(?!$)/u.test(text) ? null : set;
}

function startsWith(bytes: Uint8Array, magic: readonly number[], offset: number): boolean {
  return bytes.length >= offset + magic.length && magic.every((byte, at) => bytes[offset + at] === byte);
}

/** Control bytes that no text in any supported encoding holds. */
function looksBinary(head: Uint8Array): boolean {
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return true;
    const isPlain = byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b;
    if (!isPlain) controls += 1;
  }
  return controls > Math.max(2, head.length * 0.02);
}

function zipType(bytes: Uint8Array): string {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return 'application/zip';
  const names = new Set(directory.entries.map((entry) => entry.name));
  if (names.has('word/document.xml')) return DOCX;
  if (names.has('xl/workbook.xml')) return XLSX;
  const hasDocument =
    names.has('[Content_Types].xml') && [...names].some((name) => /^word\/document\d*\.xml$/.test(name));
  return hasDocument ? DOCX : 'application/zip';
}

function looksLikeMail(head: string): boolean {
  const lines = head.replace(/^From [^\n]*\n/, '').split(/\r?\n/, 60);
  let known = 0;
  let machine = 0;
  let kinds = 0;
  for (const line of lines) {
    if (line === '') break;
    if (/^[ \t]/.test(line)) continue;
    const name = /^([!-9;-~]{1,70}):/.exec(line)?.[1];
    if (name === undefined) return false;
    kinds += 1;
    if (MAIL_HEADER.test(name)) known += 1;
    if (MACHINE_HEADER.test(name)) machine += 1;
  }
  return machine > 0 && known + machine >= 2 && (known + machine) * 2 >= kinds;
}

/** Skips white space, comments and an XML declaration, one by one: a single pattern for it would backtrack. */
function looksLikeHtml(head: string): boolean {
  let at = 0;
  for (;;) {
    while (/\s/.test(head.charAt(at))) at += 1;
    const close = head.startsWith('<!--', at) ? '-->' : head.startsWith('<?', at) ? '>' : null;
    if (close === null) return HTML_START.test(head.slice(at, at + 40));
    const end = head.indexOf(close, at + 2);
    if (end < 0) return false;
    at = end + close.length;
  }
}

/**
 * The media type the bytes show. `text/plain` for anything that reads as text and has no closer shape,
 * `application/octet-stream` for anything else.
 */
export function sniffMediaType(bytes: Uint8Array): string {
  // A PDF may carry up to 1,024 bytes of foreign matter before its header.
  const front = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  if (front.includes('%PDF-')) return 'application/pdf';
  for (const [offset, magic, type] of MAGIC) if (startsWith(bytes, magic, offset)) return type;
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04], 0) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06], 0)) {
    return zipType(bytes);
  }
  const head = bytes.subarray(0, 8192);
  const isUtf16 =
    startsWith(head, [0xff, 0xfe], 0) || startsWith(head, [0xfe, 0xff], 0) || guessUtf16(head) !== null;
  if (isUtf16) {
    const bigEndian = startsWith(head, [0xfe, 0xff], 0) || guessUtf16(head) === 'utf-16be';
    const text = new TextDecoder(bigEndian ? 'utf-16be' : 'utf-16le').decode(head);
    return looksLikeHtml(text) ? 'text/html' : 'text/plain';
  }
  if (looksBinary(head)) return 'application/octet-stream';
  const start = Buffer.from(head)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  if (looksLikeHtml(start)) return 'text/html';
  return looksLikeMail(start) ? 'message/rfc822' : 'text/plain';
}

const BY_EXTENSION: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  text: 'text/plain',
  md: 'text/markdown',
  markdown: 'text/markdown',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'text/html',
  pdf: 'application/pdf',
  docx: DOCX,
  xlsx: XLSX,
  doc: 'application/x-ole-storage',
  rtf: 'application/rtf',
  eml: 'message/rfc822',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  zip: 'application/zip',
};

/** The type a file name claims, or null when it claims none we know. */
export function typeByName(fileName: string | undefined): string | null {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(fileName ?? '')?.[1]?.toLowerCase();
  return extension === undefined ? null : (BY_EXTENSION[extension] ?? null);
}

/** One format, one parser: chooses by the media type the bytes showed. Runs in the child. */
import { Fault } from '#ground';
import { DOCX, XLSX } from '../sniff.ts';
import { parseDocx } from './docx.ts';
import { parseEml } from './eml.ts';
import { parseHtml } from './html.ts';
import type { ParseRequest, Parsed } from './parsed.ts';
import { parsePdf } from './pdf.ts';
import { parseText } from './text.ts';
import { parseXlsx } from './xlsx.ts';

/** Media types that can be read. */
export const READABLE: ReadonlySet<string> = new Set([
  'text/plain',
  'text/markdown',
  'text/html',
  'application/pdf',
  'message/rfc822',
  DOCX,
  XLSX,
]);

/** Throws a `Fault` of the input family for anything that cannot be read; other throws are bugs of a parser. */
export async function parseDocument(bytes: Uint8Array, request: ParseRequest): Promise<Parsed> {
  switch (request.mediaType) {
    case 'text/plain':
    case 'text/markdown':
      return parseText(bytes, request);
    case 'text/html':
      return parseHtml(bytes, request);
    case 'application/pdf':
      return parsePdf(bytes, request);
    case 'message/rfc822':
      return parseEml(bytes);
    case DOCX:
      return parseDocx(bytes);
    case XLSX:
      return parseXlsx(bytes);
    default:
      throw new Fault('input-binary', `there is no reader for ${request.mediaType}`);
  }
}

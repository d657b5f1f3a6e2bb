/** Plain text and Markdown: decoded, line ends made LF, nothing else. Markdown is not rendered: quotes must match. */
import { normaliseNewlines } from '../pinned.ts';
import { decodeText } from './encoding.ts';
import { bare, type ParseRequest, type Parsed } from './parsed.ts';

/** Throws `input-encoding` when the bytes are no text. */
export function parseText(bytes: Uint8Array, request: ParseRequest): Parsed {
  const { text, encoding, notices } = decodeText(bytes, request.charset);
  return { ...bare('text/1', normaliseNewlines(text)), encoding, notices };
}

/**
 * The header line of a text file: `# title | publisher | date | origin | language | rendering`.
 * Only the header is read here; the body is given back untouched, so that offsets count from its first character.
 */
import type { Header } from './contract.ts';

const EMPTY: Header = {
  title: null,
  publisher: null,
  published: null,
  origin: null,
  lang: null,
  rendering: null,
};

/** A header without anything in it. */
export function emptyHeader(): Header {
  return EMPTY;
}

/** Fields of a header. */
const FIELDS = 6;

/**
 * Splits a text into header and body. A first line that is not a header belongs to the body.
 * `bodyStart` is in UTF-16 units of the whole text.
 */
export function splitHeader(text: string): { header: Header; body: string; bodyStart: number } {
  const lineEnd = text.indexOf('\n');
  const line = (lineEnd < 0 ? text : text.slice(0, lineEnd)).replace(/\r$/, '');
  const parts = line.startsWith('# ') ? line.slice(2).split('|') : [];
  if (parts.length < 4 || line.length > 2000) return { header: EMPTY, body: text, bodyStart: 0 };
  const said = parts.map((part) => part.trim() || null);
  const bodyStart = lineEnd < 0 ? text.length : afterBlank(text, lineEnd + 1);
  // A title may hold the mark itself ("LIVE | The dam"): what follows is counted from the date.
  const day = parts.length > FIELDS ? said.findIndex((part, at) => at >= 2 && edtfDay(part) !== null) : 2;
  const by = Math.max(1, day - 1);
  const header: Header = {
    title: parts.slice(0, by).join('|').trim() || null,
    publisher: said[by] ?? null,
    published: edtfDay(said[by + 1] ?? null),
    origin: said[by + 2] ?? null,
    lang: said[by + 3]?.toLowerCase() ?? null,
    rendering: said[by + 4] ?? null,
  };
  return { header, body: text.slice(bodyStart), bodyStart };
}

function afterBlank(text: string, from: number): number {
  if (text.startsWith('\r\n', from)) return from + 2;
  return text[from] === '\n' ? from + 1 : from;
}

function edtfDay(words: string | null): string | null {
  return words !== null && /^\d{4}(-\d{2}){0,2}$/.test(words) ? words : null;
}

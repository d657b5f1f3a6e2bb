/**
 * What a parser hands back: plain text with LF line ends, regions of it, fields beside it, and a
 * tally of what was left out. Parsers know a format and nothing of claims; they run in the child.
 */

/** A stretch of the text with a meaning of its own, in code points, end exclusive. */
export interface Region {
  readonly kind: 'page' | 'quoted-reply';
  readonly start: number;
  readonly end: number;
  /** Page number from 1, or depth of quoting. */
  readonly number: number;
}

/** A field the format carries beside its text: a mail header, a document property, a page's title. */
export interface Field {
  readonly name: string;
  readonly value: string;
}

/** Something the reader must know before trusting the text, as a sentence without content. */
export interface Notice {
  readonly kind:
    | 'page-without-text'
    | 'right-to-left-order'
    | 'encoding-guessed'
    | 'encoding-overruled'
    | 'left-out'
    | 'other-version'
    | 'sheet'
    | 'read-from-picture';
  readonly words: string;
  /** Page from 1, where there is one. */
  readonly page?: number;
}

export interface EncodingFound {
  /** WHATWG label, or `armscii-8`. */
  readonly label: string;
  readonly basis: 'byte-order-mark' | 'declared' | 'valid-utf8' | 'statistics';
  /** Percent, 0 to 100: how sure. 100 for a byte order mark and for valid UTF-8 with other than ASCII in it. */
  readonly confidence: number;
}

/** A document inside the document, handed on whole. */
export interface ChildBytes {
  readonly fileName: string | null;
  readonly declaredType: string | null;
  readonly bytes: Uint8Array;
}

export interface Parsed {
  /** Which parser and version of ours: "html/1". */
  readonly parser: string;
  readonly text: string;
  readonly regions: readonly Region[];
  readonly fields: readonly Field[];
  readonly notices: readonly Notice[];
  /** What was left out, counted: scripts, styles, hidden elements, images … */
  readonly dropped: Readonly<Record<string, number>>;
  readonly children: readonly ChildBytes[];
  readonly encoding: EncodingFound | null;
}

export interface ParseRequest {
  /** As `preserve` found it. */
  readonly mediaType: string;
  /** Character set from a transport header, if there was one. */
  readonly charset: string | null;
  /** Where the PDF library keeps its character maps: a directory path ending in a slash, or null. */
  readonly pdfAssets: string | null;
}

/** A result with nothing beside the text. */
export function bare(parser: string, text: string): Parsed {
  return { parser, text, regions: [], fields: [], notices: [], dropped: {}, children: [], encoding: null };
}

/** A field if it has a value. Long values are cut at 2,000 characters. */
export function field(name: string, value: string | null | undefined): Field[] {
  const clean = value?.trim();
  return clean === undefined || clean === ''
    ? []
    : [{ name, value: clean.slice(0, 2_000).replace(/\p{Surrogate}/gu, '\ufffd') }];
}

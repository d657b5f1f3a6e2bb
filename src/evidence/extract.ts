/**
 * Preserved bytes to pinned text. Every format goes through a killable child that has no network, no
 * key and no files; only short pasted text, which no parser touches, is pinned here. The caller has
 * stored the bytes before: whatever happens now, the original is whole.
 */
import { Fault, sha256Hex } from '#ground';
import { PDF_ASSETS } from './child/compile.ts';
import { parseInChild, type ChildCaps } from './child/pool.ts';
import { READABLE } from './extract/parse.ts';
import {
  bare,
  type EncodingFound,
  type Field,
  type Notice,
  type Parsed,
  type Region,
} from './extract/parsed.ts';
import { preserve, type Preserved } from './intake.ts';
import { LIMITS } from './limits.ts';
import { readBlankPages, readPictureFile, type Recognised } from './ocr/document.ts';
import { PICTURES, type RecognisedPage } from './ocr/recognise.ts';
import { pin, type PinnedText } from './pinned.ts';
import { DOCX, typeByName, XLSX } from './sniff.ts';

/** A document found inside a document: an attachment, a forwarded mail, a file in a PDF. Preserve and extract it in turn. */
export interface ChildDocument {
  readonly preserved: Preserved;
  readonly bytes: Uint8Array;
}

/** A preserved document as text. */
export interface Extraction {
  readonly pinned: PinnedText;
  /** Our parser and its version, for the record: "html/1". */
  readonly parser: string;
  readonly mediaType: string;
  readonly encoding: EncodingFound | null;
  /** Pages and quoted replies, in code points. */
  readonly regions: readonly Region[];
  /** Mail headers, document properties: the sender's word. */
  readonly fields: readonly Field[];
  readonly notices: readonly Notice[];
  /** What was left out, counted by kind. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly children: readonly ChildDocument[];
  /** Pages whose text was read from a picture, with the picture and the confidence of every word. */
  readonly recognised: readonly RecognisedPage[];
}

export interface ExtractOptions {
  /** Character set from a transport header. */
  readonly charset?: string;
  /** Language of a scan or picture, ISO 639-1; the one in which it reads surest unless told. */
  readonly lang?: string;
  /** Tighter or wider caps for the child, for tests and batch runs. */
  readonly caps?: Partial<ChildCaps>;
}

const TEXTS = new Set(['text/plain', 'text/markdown', 'text/html']);

function guard(bytes: Uint8Array, preserved: Preserved): void {
  const digest = sha256Hex(bytes);
  if (digest !== preserved.sha256)
    throw new Fault('blob-corrupt', `the bytes are not those preserved as ${preserved.sha256.slice(0, 12)}`);
  const claimed = typeByName(preserved.fileName ?? undefined);
  if (preserved.mediaType === 'application/zip' && claimed === DOCX) {
    throw new Fault('input-malformed', 'the container of the word file is damaged or holds no document');
  }
  if (preserved.mediaType === 'application/zip' && claimed === XLSX) {
    throw new Fault('input-malformed', 'the container of the sheet is damaged or holds no workbook');
  }
  if (!READABLE.has(preserved.mediaType) && !PICTURES.has(preserved.mediaType)) {
    throw new Fault('input-binary', `there is no reader for ${preserved.mediaType}`, {
      hint: 'The file stays preserved. Text, Markdown, HTML, PDF, DOCX, XLSX, e-mail and pictures of pages (PNG, JPEG, TIFF) can be read.',
    });
  }
  if (TEXTS.has(preserved.mediaType) && bytes.length > LIMITS.text) {
    throw new Fault('input-too-large', `the text has ${bytes.length} bytes, the limit is ${LIMITS.text}`, {
      hint: 'The file stays preserved. Split it and submit the parts.',
    });
  }
}

function childrenOf(parsed: Parsed, parent: Preserved): ChildDocument[] {
  return parsed.children.map(({ fileName, declaredType, bytes }) => ({
    bytes,
    preserved: preserve(bytes, {
      ...(fileName === null ? {} : { fileName }),
      ...(declaredType === null ? {} : { mediaType: declaredType }),
      receivedAt: parent.receivedAt,
    }),
  }));
}

/**
 * Extracts the text of preserved bytes.
 * Throws `blob-corrupt` when the bytes are not the preserved ones, `input-binary`, `input-too-large`,
 * `input-encoding`, `input-malformed`, `input-empty`, `recognition-missing`, and `parser-stopped` when the child was ended.
 */
export async function extract(
  bytes: Uint8Array,
  preserved: Preserved,
  options: ExtractOptions = {},
): Promise<Extraction> {
  guard(bytes, preserved);
  const read = await readPinnable(bytes, preserved, options);
  const { parsed } = read;
  if (parsed.text.trim() === '' && parsed.children.length === 0)
    throw new Fault('input-empty', 'the file holds no text');
  return {
    pinned: pin(parsed.text, read.uncertain),
    parser: parsed.parser,
    mediaType: preserved.mediaType,
    encoding: parsed.encoding,
    regions: parsed.regions,
    fields: parsed.fields,
    notices: parsed.notices,
    dropped: parsed.dropped,
    children: childrenOf(parsed, preserved),
    recognised: read.pages,
  };
}

/** The text of the file, with what had to be read from pictures. */
async function readPinnable(
  bytes: Uint8Array,
  preserved: Preserved,
  options: ExtractOptions,
): Promise<Recognised> {
  if (PICTURES.has(preserved.mediaType)) return readPictureFile(bytes, preserved.mediaType, options.lang);
  const isShortPaste = preserved.grade === 'E0' && bytes.length <= LIMITS.pasted;
  const request = { mediaType: preserved.mediaType, charset: options.charset ?? null, pdfAssets: PDF_ASSETS };
  const parsed: Parsed = isShortPaste
    ? bare('paste/1', new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
    : await parseInChild(bytes, request, options.caps ?? {});
  return preserved.mediaType === 'application/pdf'
    ? readBlankPages(bytes, parsed, options.lang)
    : { parsed, pages: [], uncertain: [] };
}
